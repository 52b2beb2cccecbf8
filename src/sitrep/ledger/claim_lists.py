"""Lists of what was said: newest publication first, a page at a time, reviewed only unless all is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, FromClause, Row, Select, and_, exists, or_, select

from sitrep.ledger.decisions import REVIEWED, Review
from sitrep.ledger.folding import containing
from sitrep.ledger.gate import Gate
from sitrep.ledger.paging import FIRST, Page, Place, Turn, page_of, question, read
from sitrep.ledger.queries import PUBLICATION, DocumentFacts, facts_of, newest
from sitrep.ledger.sqlite import owners
from sitrep.ledger.statement_reviews import once_accepted, stood
from sitrep.ledger.story_lists import publication_conditions
from sitrep.ledger.tables import documents, readings, statement_channels, statement_issues, statements
from sitrep.ledger.view_tables import current_readings
from sitrep.records.report import Statement

#: Issues that say too little to be at odds over.
_VAGUE: Final = ("other",)
#: Certainties by which a voice stands for something.
_STANDING: Final = ("asserted", "hedged", "intended")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFilter:
    """Which statements are asked for; None asks for all. ``since`` and ``until`` are days of publication, inclusive.

    ``answered`` asks for those on an issue on which another voice of the same story asserts something.
    """

    speaker: str | None = None
    issue: str | None = None
    certainty: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    text: str | None = None
    answered: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement as reviewers left it, how it stands with them, and the story that carries it."""

    document: DocumentFacts
    statement: Statement
    review: Review


def list_claims(connection: Connection, wanted: ClaimFilter, turn: Turn = FIRST, *, gate: Gate) -> Page[Claim]:
    """The statements that fit, newest first and in the order of their story; those without a date come last."""
    own = question("statements", gate, wanted)
    after: Place | None = None
    if turn.cursor is not None:
        after = read(turn.cursor, own, ((str, type(None)), int, int))
    found: list[tuple[Claim, Place]] = []
    while len(found) <= turn.rows:
        rows = connection.execute(_asked(wanted, gate, after).limit(turn.rows + 1)).all()
        claims = claims_of(connection, [row.seq for row in rows])
        told = [(claims[row.seq], _place(row)) for row in rows]
        found += [(claim, place) for claim, place in told if gate == "all" or is_let_out(claim)]
        if len(rows) <= turn.rows:
            break
        after = _place(rows[-1])
    return page_of([claim for claim, _ in found], [place for _, place in found], own, turn)


def is_let_out(claim: Claim) -> bool:
    """Whether a reviewer let the statement out."""
    return claim.review in REVIEWED


def claims_of(connection: Connection, numbers: Sequence[int]) -> dict[int, Claim]:
    """The statements with these numbers, as reviewers left them."""
    asked = (
        select(statements.c.seq, statements.c.id, statements.c.json, documents.c.text, *PUBLICATION)
        .join_from(statements, readings).join(documents)
        .where(statements.c.seq.in_(numbers))
    )  # fmt: skip
    rows = connection.execute(asked).all()
    found = stood(connection, {row.id: (row.json, row.text) for row in rows})
    return {row.seq: Claim(facts_of(row), found[row.id][1], found[row.id][0]) for row in rows}


def _asked(wanted: ClaimFilter, gate: Gate, after: Place | None) -> Select[Any]:
    asked = (
        select(statements.c.seq, statements.c.position, documents.c.seq.label("number"), documents.c.published)
        .join_from(documents, current_readings)
        .join(statements, statements.c.reading == current_readings.c.reading)
        .where(*_conditions(wanted), *_beyond(after))
        .order_by(
            documents.c.published.is_(None), documents.c.published.desc(), documents.c.seq.desc(),
            statements.c.position,
        )
    )  # fmt: skip
    return asked.where(statements.c.id.in_(once_accepted())) if gate == "reviewed" else asked


def _conditions(wanted: ClaimFilter) -> Iterator[ColumnElement[bool]]:
    yield from publication_conditions(None, wanted.since, wanted.until)
    if wanted.speaker is not None:
        yield statements.c.speaker_folded.like(containing(wanted.speaker), escape="\\")
    if wanted.certainty is not None:
        yield statements.c.certainty == wanted.certainty
    if wanted.text is not None:
        yield statements.c.seq.in_(owners(wanted.text, "statement"))
    if wanted.answered:
        other = statements.alias("other")
        yield exists().where(_answers(statements, other))
    if wanted.issue is not None:
        told = statement_issues.c
        yield exists().where(told.statement == statements.c.seq, told.issue == wanted.issue)
    if wanted.outlet is not None:
        told, name = statement_channels.c, containing(wanted.outlet)
        carried = exists().where(told.statement == statements.c.seq, told.name_folded.like(name, escape="\\"))
        yield or_(documents.c.outlet_folded.like(name, escape="\\"), carried)


def others_on(connection: Connection, claims: Sequence[Claim], *, gate: Gate) -> dict[str, list[Claim]]:
    """What other voices of the same story assert on the issues of each of these statements, by the statement's id."""
    said, other = statements.alias("said"), statements.alias("other")
    asked = (
        select(said.c.id, other.c.seq).distinct()
        .join_from(said, other, _answers(said, other))
        .where(said.c.id.in_([claim.statement.id for claim in claims]), said.c.reading.in_(newest()))
        .order_by(said.c.id, other.c.seq)
    )  # fmt: skip
    pairs = connection.execute(asked).all()
    held = claims_of(connection, [row.seq for row in pairs])
    found: dict[str, list[Claim]] = {}
    for row in pairs:
        if gate == "all" or is_let_out(held[row.seq]):
            found.setdefault(row.id, []).append(held[row.seq])
    return found


def _answers(said: FromClause, other: FromClause) -> ColumnElement[bool]:
    """The other statement is of the same story, by another voice that stands for it, and on an issue of this one."""
    mine, theirs = statement_issues.alias("mine"), statement_issues.alias("theirs")
    shared = exists().where(
        mine.c.statement == said.c.seq, theirs.c.statement == other.c.seq, mine.c.issue == theirs.c.issue,
        mine.c.issue.not_in(_VAGUE),
    )  # fmt: skip
    return and_(
        other.c.reading == said.c.reading, other.c.speaker_folded != said.c.speaker_folded,
        other.c.certainty.in_(_STANDING), shared,
    )  # fmt: skip


def _beyond(after: Place | None) -> list[ColumnElement[bool]]:
    if after is None:
        return []
    published, seq, position = after
    same_day = documents.c.published.is_(None) if published is None else documents.c.published == published
    later = and_(same_day, or_(documents.c.seq < seq, and_(documents.c.seq == seq, statements.c.position > position)))
    if published is None:
        return [later]
    return [or_(documents.c.published < published, documents.c.published.is_(None), later)]


def _place(row: Row[Any]) -> Place:
    return row.published, row.number, row.position
