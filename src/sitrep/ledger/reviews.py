"""How things stand with reviewers: one thing with its history, many at once, and all of them counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, exists, func, select

from sitrep.errors import UnknownId
from sitrep.identity import fingerprint
from sitrep.ledger.contents import digest
from sitrep.ledger.correcting import corrected
from sitrep.ledger.decisions import JUDGED, Decision, Kind, Review, Standing, Word, about, standing
from sitrep.ledger.gate import event_standings
from sitrep.ledger.incident_queries import resolve
from sitrep.ledger.incident_tables import linked_items, seats
from sitrep.ledger.linkage import newest_of
from sitrep.ledger.portions import some
from sitrep.ledger.queries import newest
from sitrep.ledger.review_log import decisions_about
from sitrep.ledger.review_tables import event_contents, publications
from sitrep.ledger.tables import documents, events, readings, statements
from sitrep.ledger.trail import complete
from sitrep.ledger.view_tables import current_readings, event_views
from sitrep.records.report import Event, Statement

#: Between an incident and an event in the name of the event's place in it.
IN = "/"


@dataclass(frozen=True)
class Judged:
    """A thing that can be judged, as it is read now, and everything that was decided about it.

    ``history`` is told in order, with what was decided of what was read before in its place (``before``: its ids).
    ``value`` is None for an event's place in an incident; ``text`` is the story's. What is not ``current`` is told by
    no newest reading any more.
    """

    kind: Kind
    id: str
    content: str
    value: Event | Statement | None
    text: str
    current: bool
    history: tuple[Decision, ...] = ()
    before: tuple[str, ...] = ()

    @property
    def decided(self) -> list[Decision]:
        """The decisions about what is read now."""
        return [each for each in about(self.history, self.content) if each.word.subject == self.id]

    @property
    def standing(self) -> Standing:
        """What stands of them."""
        return standing(self.decided)

    @property
    def review(self) -> Review:
        """How it stands: unreviewed again (``changed``) when what was judged is no longer what is read."""
        if any(each.word.verdict != "note" for each in self.decided):
            return self.standing.review
        return "changed" if any(each.word.verdict != "note" for each in self.history) else "unreviewed"

    @property
    def shown(self) -> Event | Statement | None:
        """It as it was corrected; as it was read, where nobody corrected it."""
        edits = self.standing.edits
        return corrected(self.value, edits, self.text) if self.value is not None and edits else self.value


@dataclass(frozen=True, slots=True)
class ReviewCounts:
    """How the events of the newest readings stand; ``contested`` are those that nobody judged and that contradict."""

    events: int
    accepted: int
    corrected: int
    rejected: int
    unreviewed: int
    changed: int
    contested: int

    @property
    def reviewed(self) -> int:
        """How many may be handed on."""
        return self.accepted + self.corrected

    @property
    def waiting(self) -> int:
        """How many nobody has judged as they are read now."""
        return self.unreviewed + self.changed


def judged(connection: Connection, reference: str) -> Judged:
    """The event, the statement or the event's place in an incident (``incident-…/event-…``) that is meant."""
    if IN in reference:
        return _link(connection, *reference.split(IN, 1))
    kind, id_ = complete(connection, reference.strip())
    if kind not in ("event", "statement"):
        raise UnknownId(f"{id_} is a {kind}: events, statements and links are reviewed.", check="sitrep review")
    table, shape = (events, Event) if kind == "event" else (statements, Statement)
    asked = (
        select(table.c.json, documents.c.text, readings.c.seq.in_(newest()).label("current"))
        .join_from(table, readings).join(documents)
        .where(table.c.id == id_).order_by(readings.c.seq.desc()).limit(1)
    )  # fmt: skip
    row = connection.execute(asked).one()
    before = tuple(predecessors(connection, [id_]).get(id_, ())) if kind == "event" else ()
    told = history(connection, (id_, *before))
    value = shape.model_validate_json(row.json)
    return Judged(
        "event" if kind == "event" else "statement", id_, digest(row.json), value, row.text, bool(row.current),
        told, before,
    )  # fmt: skip


def judged_as(connection: Connection, word: Word) -> Judged:
    """What a word that came from elsewhere is about, as it was when it was judged; refused where it was never read."""
    if word.kind == "link":
        known = word.content == fingerprint(word.subject)
        found = [(None, "")] if known else []
    else:
        table = events if word.kind == "event" else statements
        asked = select(table.c.json, documents.c.text).join_from(table, readings).join(documents)
        rows = connection.execute(asked.where(table.c.id == word.subject).order_by(readings.c.seq.desc()))
        found = [(row.json, row.text) for row in rows if digest(row.json) == word.content]
    if not found:
        raise UnknownId(f"What was judged of {word.subject} is not in the ledger.", check="Import the reading, too.")
    json, text = found[0]
    shape = Event if word.kind == "event" else Statement
    value = None if json is None else shape.model_validate_json(json)
    told = history(connection, [word.subject])
    return Judged(word.kind, word.subject, word.content, value, text, current=True, history=told)


def _link(connection: Connection, incident: str, event: str) -> Judged:
    """The event's place in the incident; one that was moved elsewhere since is no longer current."""
    _, home = resolve(connection, incident)
    kind, id_ = complete(connection, event.strip())
    if kind != "event":
        raise UnknownId(f"{id_} is a {kind}, not an event.", check=f"Write {home}{IN}event-…")
    subject = f"{home}{IN}{id_}"
    seated = exists().where(
        linked_items.c.event == id_, newest_of(linked_items, "item"), seats.c.item == linked_items.c.item,
        seats.c.incident == home, newest_of(seats, "item"),
    )  # fmt: skip
    told = history(connection, [subject])
    return Judged("link", subject, fingerprint(subject), None, "", bool(connection.scalar(select(seated))), told)


def history(connection: Connection, subjects: Iterable[str]) -> tuple[Decision, ...]:
    """Everything that was decided about these, in order."""
    found = decisions_about(connection, subjects).values()
    return tuple(sorted((each for told in found for each in told), key=lambda one: one.seq))


def predecessors(connection: Connection, ids: Iterable[str]) -> dict[str, list[str]]:
    """The events of older readings whose place each of these events took, oldest first."""
    old = linked_items.alias("old")
    found: dict[str, list[str]] = {}
    for wanted in some(sorted(set(ids))):
        asked = (
            select(linked_items.c.event, old.c.event.label("was")).distinct()
            .join_from(linked_items, old, and_(old.c.item == linked_items.c.item, old.c.event != linked_items.c.event))
            .where(linked_items.c.event.in_(wanted), old.c.seq < linked_items.c.seq)
            .order_by(linked_items.c.event, old.c.event)
        )  # fmt: skip
        for row in connection.execute(asked):
            found.setdefault(row.event, []).append(row.was)
    return found


def reviews_of(connection: Connection, ids: Iterable[str]) -> dict[str, Review]:
    """How each of these events stands as it is read now; quick for the hundreds of events of a page."""
    wanted = list(dict.fromkeys(ids))
    found: dict[str, Review] = {}
    for these in some(sorted(wanted)):
        asked = select(event_standings.c.id, event_standings.c.review).where(event_standings.c.id.in_(these))
        found |= {row.id: row.review for row in connection.execute(asked.order_by(event_standings.c.event))}
    fresh = [id_ for id_ in wanted if found.get(id_) == "unreviewed"]
    was = predecessors(connection, fresh)
    judged_before = _published(connection, {old for olds in was.values() for old in olds})
    return found | {id_: "changed" for id_, olds in was.items() if judged_before & set(olds)}


def _published(connection: Connection, ids: Iterable[str]) -> set[str]:
    return {
        id_
        for wanted in some(sorted(set(ids)))
        for id_ in connection.scalars(select(publications.c.id).where(publications.c.id.in_(wanted)).distinct())
    }


def review_counts(connection: Connection) -> ReviewCounts:
    """How the events of the newest readings stand, counted."""
    current = exists().where(current_readings.c.reading == event_contents.c.reading)
    own = and_(publications.c.id == event_contents.c.id, publications.c.content == event_contents.c.content)
    decided = (
        select(publications.c.review, func.count().label("number"))
        .join_from(publications, event_contents, own)
        .where(current, newest_of(publications, "id", "content")).group_by(publications.c.review)
    )  # fmt: skip
    told: dict[str, int] = {row.review: row.number for row in connection.execute(decided)}
    total = connection.scalar(select(func.count()).select_from(event_views)) or 0
    changed = _count(connection, current, event_contents.c.id.in_(once_judged()), ~exists().where(own))
    contested = _count(connection, current, event_contents.c.contested, ~exists().where(own))
    taken = sum(told.get(name, 0) for name in JUDGED)
    return ReviewCounts(
        events=total,
        accepted=told.get("accepted", 0),
        corrected=told.get("corrected", 0),
        rejected=told.get("rejected", 0),
        unreviewed=total - taken - changed,
        changed=changed,
        contested=contested,
    )


def judging_mark(connection: Connection) -> tuple[int, ...]:
    """Numbers that grow whenever these counts may have become others: of readings, decisions and linked items."""
    grown = (readings.c.seq, publications.c.seq, linked_items.c.seq)
    return tuple(connection.scalar(select(func.max(column))) or 0 for column in grown)


def once_judged() -> Any:
    """The ids of the events of which some content was judged, or whose place in a story a judged one had."""
    old = linked_items.alias("old")
    heirs = (
        select(linked_items.c.event)
        .join_from(old, linked_items, and_(linked_items.c.item == old.c.item, linked_items.c.seq > old.c.seq))
        .where(old.c.event.in_(select(publications.c.id)), linked_items.c.event.is_not(None))
    )
    return select(publications.c.id).union(heirs)


def _count(connection: Connection, *conditions: ColumnElement[bool]) -> int:
    return connection.scalar(select(func.count()).select_from(event_contents).where(*conditions)) or 0
