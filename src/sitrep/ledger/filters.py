"""What may be asked for by name: which events and which statements, and what that means for their rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, FromClause, and_, exists, literal, not_, or_

from sitrep.grounding.actor_index import plain_words, roster
from sitrep.ledger.folding import containing, fold
from sitrep.ledger.review_tables import corrected_events
from sitrep.ledger.sqlite import owners
from sitrep.ledger.tables import (
    actors,
    documents,
    event_participants,
    events,
    statement_channels,
    statement_issues,
    statements,
)

#: Capitals of at most so many letters are an acronym.
LONGEST_ACRONYM: Final = 6


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the map in degrees; one whose west lies east of its east crosses the date line."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """Which events are asked for; None asks for all. ``since`` and ``until`` are days, both inclusive.

    ``statuses`` are those of which an event has one; none asks for all. ``placed`` asks for what has a point on a
    map, or for what has none (no place told, or a whole country); ``dated`` for what has a day, or none.
    """

    since: str | None = None
    until: str | None = None
    type: str | None = None
    status: str | None = None
    statuses: tuple[str, ...] = ()
    background: bool | None = None
    place: str | None = None
    country: str | None = None
    box: Box | None = None
    placed: bool | None = None
    dated: bool | None = None
    actor: str | None = None
    text: str | None = None
    outlet: str | None = None
    at_least: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementFilter:
    """Which statements are asked for; None asks for all."""

    speaker: str | None = None
    issue: str | None = None
    certainty: str | None = None
    outlet: str | None = None
    text: str | None = None
    background: bool | None = None


def holds_words(column: ColumnElement[str], words: str) -> ColumnElement[bool]:
    """The folded names of the column hold these words."""
    return column.like(containing(words), escape="\\")


def holds_actor(column: ColumnElement[str], words: str) -> ColumnElement[bool]:
    """The folded names of the column hold these words, or the name of a listed body that goes by them.

    Capitals alone are an acronym, which is a word by itself: "HTS" is not in "rights".
    """
    asked = words.strip()
    own: ColumnElement[bool]
    if len(asked) <= LONGEST_ACRONYM and asked.isalnum() and asked.isupper():
        own = literal(" ").concat(column).concat(" ").like(f"% {fold(asked)} %")
    else:
        own = holds_words(column, words)
    listed = roster().bodies.get(plain_words(asked), ())
    return or_(own, *(holds_words(column, body.name) for body in listed))


def plain_conditions(rows: FromClause, wanted: EventFilter) -> list[ColumnElement[bool]]:
    """What the filter asks of rows of events, or of incidents: all but who, by whom and in which words."""
    told = rows.c
    conditions: list[ColumnElement[bool]] = [told.confidence >= wanted.at_least] if wanted.at_least else []
    equal = {
        told.type: wanted.type and wanted.type.upper(),
        told.status: wanted.status and wanted.status.lower(),
        told.country: wanted.country and wanted.country.upper(),
        told.background: wanted.background,
    }
    conditions += [column == value for column, value in equal.items() if value is not None]
    if wanted.statuses:
        conditions.append(told.status.in_(wanted.statuses))
    conditions += _days(rows, wanted.since, wanted.until)
    if wanted.place is not None:
        conditions.append(holds_words(told.place_folded, wanted.place))
    if wanted.box is not None:
        conditions += _within(rows, wanted.box)
    if wanted.placed is not None:
        point = has_point(rows)
        conditions.append(point if wanted.placed else not_(point))
    if wanted.dated is not None:
        conditions.append(told.start_day.is_not(None) if wanted.dated else told.start_day.is_(None))
    return conditions


def has_point(rows: FromClause) -> ColumnElement[bool]:
    """Whether a row has a point on a map: a country has none, wherever its middle is."""
    return and_(rows.c.lat.is_not(None), rows.c.lon.is_not(None), rows.c.place_precision.is_distinct_from("country"))


def _days(rows: FromClause, since: str | None, until: str | None) -> list[ColumnElement[bool]]:
    """What lasts fits when any of its days does; an open end lasts on."""
    start, end = rows.c.start_day, rows.c.end_day
    conditions: list[ColumnElement[bool]] = []
    if since or until:
        conditions.append(or_(start.is_not(None), end.is_not(None)))
    if since:
        conditions.append(or_(end >= since, end.is_(None)))
    if until:
        conditions.append(or_(start <= until, start.is_(None)))
    return conditions


def _within(rows: FromClause, box: Box) -> list[ColumnElement[bool]]:
    lat, lon = rows.c.lat, rows.c.lon
    across = or_(lon >= box.west, lon <= box.east)
    return [lat.between(box.south, box.north), lon.between(box.west, box.east) if box.west <= box.east else across]


def event_conditions(wanted: EventFilter) -> list[ColumnElement[bool]]:
    """What the filter asks of a row of events joined with its document."""
    conditions = plain_conditions(events, wanted)
    if wanted.outlet is not None:
        conditions.append(holds_words(documents.c.outlet_folded, wanted.outlet))
    if wanted.actor is not None:
        conditions.append(_with_actor(wanted.actor))
    if wanted.text is not None:
        conditions.append(events.c.seq.in_(owners(wanted.text, "event")))
    return conditions


def corrected_conditions(wanted: EventFilter) -> list[ColumnElement[bool]]:
    """What the filter asks of a row of corrected events, beside that of the event it was read as and its document.

    It is found by the words it was read from, too.
    """
    conditions = plain_conditions(corrected_events, wanted)
    if wanted.outlet is not None:
        conditions.append(holds_words(documents.c.outlet_folded, wanted.outlet))
    if wanted.actor is not None:
        conditions.append(holds_words(corrected_events.c.parties_folded, wanted.actor))
    if wanted.text is not None:
        conditions.append(events.c.seq.in_(owners(wanted.text, "event")))
    return conditions


def _with_actor(name: str) -> ColumnElement[bool]:
    """Named among the participants, by name, by the actor's id, or as the actor behind the words."""
    of_event = event_participants.c.event == events.c.seq
    same = and_(actors.c.reading == events.c.reading, actors.c.id == event_participants.c.actor)
    return or_(
        exists().where(
            of_event, or_(holds_actor(event_participants.c.name_folded, name), event_participants.c.actor == name)
        ),
        exists().where(of_event, same, holds_actor(actors.c.name_folded, name)),
    )


def statement_conditions(wanted: StatementFilter) -> list[ColumnElement[bool]]:
    """What the filter asks of a row of statements joined with its document."""
    conditions: list[ColumnElement[bool]] = []
    if wanted.speaker is not None:
        conditions.append(holds_words(statements.c.speaker_folded, wanted.speaker))
    if wanted.certainty is not None:
        conditions.append(statements.c.certainty == wanted.certainty.lower())
    if wanted.background is not None:
        conditions.append(statements.c.background == wanted.background)
    if wanted.text is not None:
        conditions.append(statements.c.seq.in_(owners(wanted.text, "statement")))
    if wanted.issue is not None:
        of_statement = statement_issues.c.statement == statements.c.seq
        conditions.append(exists().where(of_statement, statement_issues.c.issue == wanted.issue.lower()))
    if wanted.outlet is not None:
        of_statement = statement_channels.c.statement == statements.c.seq
        carried = exists().where(of_statement, holds_words(statement_channels.c.name_folded, wanted.outlet))
        conditions.append(or_(holds_words(documents.c.outlet_folded, wanted.outlet), carried))
    return conditions
