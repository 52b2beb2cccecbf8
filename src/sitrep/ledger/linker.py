"""The events of a reading find their incidents: items are written, linked and, where a story is read anew, replaced."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from sqlalchemy import Connection, Row, bindparam, exists, func, select

from sitrep.codebook.incident_linking import IncidentLinking, incident_linking
from sitrep.identity import identify
from sitrep.incidents.basis import basis
from sitrep.incidents.events import event_items
from sitrep.incidents.items import Item
from sitrep.incidents.judgement import ENGINE, Judgement
from sitrep.incidents.linking import link, regroup
from sitrep.incidents.origins import Imprint, imprint
from sitrep.incidents.packing import pack
from sitrep.incidents.scoring import Judge, event_judge
from sitrep.incidents.succession import Told, successors
from sitrep.ledger.incident_tables import linked_items, linked_readings
from sitrep.ledger.inserting import into
from sitrep.ledger.linkage import HEIR, Linkage, linking, newest_of
from sitrep.ledger.numbers import item_of
from sitrep.ledger.recall import Recall
from sitrep.ledger.seating import (
    forget_likenesses,
    next_edition,
    withdraw_item,
    write_item,
    write_judgements,
    write_outcome,
)
from sitrep.ledger.tables import documents, events, readings
from sitrep.records.report import Event, Report


@dataclass(frozen=True)
class Linkable:
    """A report with what linking needs of it, worked out before the ledger is held up."""

    report: Report
    items: tuple[Item, ...]
    imprint: Imprint

    @classmethod
    def of(cls, report: Report, text: str) -> Linkable:
        """The report of the document with this stored text."""
        return cls(report, event_items(report, text), imprint(report, text))


class Linker:
    """What links, and what it remembers between transactions; one for each process that writes."""

    def __init__(self, judge: Judge | None = None, rules: IncidentLinking | None = None):
        self._judge = judge or event_judge()
        self._rules = rules or incident_linking()
        self.recall = Recall()

    def take(self, connection: Connection, story: Linkable, *, engine: str, at: str) -> bool:
        """Every event that this engine read is in its incident; False when that was so before. ``at`` dates the log."""
        found = connection.execute(_READING, {"id": identify("reading", story.report.document.id, engine)}).one()
        if found.linked:
            return False
        with self.linkage(connection) as linkage:
            work = _Work(linkage, self._judge, self._rules, found.document, found.seq, at)
            work.keep_imprint(story.imprint)
            if work.known():
                work.replace(story)
            else:
                work.add(story)
        return True

    def again(self, connection: Connection, story: Linkable, *, at: str) -> int:
        """The events of a story that is linked are weighed by today's weights; how many there are.

        Their incidents keep their ids, and what people decided binds as before.
        """
        found = connection.execute(_LINKED, {"id": story.report.document.id}).one()
        with self.linkage(connection) as linkage:
            return _Work(linkage, self._judge, self._rules, found.document, found.reading, at).again(story)

    @contextmanager
    def linkage(self, connection: Connection) -> Iterator[Linkage]:
        """The incidents as they stand in this transaction."""
        with linking(connection, self.recall, self._rules.blocking) as opened:
            yield opened

    def settle(self, linkage: Linkage, told: Sequence[Judgement], *, kind: str) -> None:
        """What was decided stands in the ledger and is put into effect; what changes thereby is logged as its doing."""
        write_judgements(linkage, told, kind=kind)
        for item in dict.fromkeys(one for judgement in told for one in judgement.pair):
            outcome = regroup(item, linkage, self._rules.events, at=told[0].at)
            log = tuple(replace(one, reason=f"follows from the {kind} by {told[0].by}") for one in outcome.log)
            write_outcome(linkage, replace(outcome, log=log))


_READING = select(
    readings.c.seq, readings.c.document, exists().where(linked_readings.c.reading == readings.c.seq).label("linked")
).where(readings.c.id == bindparam("id"))

_KNOWN = (
    select(linked_items.c.item, linked_items.c.event, linked_items.c.reading)
    .where(linked_items.c.document == bindparam("document"), newest_of(linked_items, "item"))
    .order_by(linked_items.c.seq)
)
_LINKED = (
    select(readings.c.document, func.max(readings.c.seq).label("reading"))
    .join_from(linked_readings, readings, linked_readings.c.reading == readings.c.seq)
    .join(documents)
    .where(documents.c.id == bindparam("id"))
    .group_by(readings.c.document)
)


@dataclass(frozen=True, slots=True)
class Unlinked:
    """A reading to be linked: its number, its engine, its report as JSON, its document's stored text."""

    number: int
    engine: str
    report: str
    text: str


def unlinked(connection: Connection, *, after: int, limit: int) -> list[Unlinked]:
    """The newest readings of their documents that are not linked yet, in order; so many after this number."""
    asked = (
        select(readings.c.seq, readings.c.engine, readings.c.report, documents.c.text)
        .join_from(readings, documents)
        .where(
            readings.c.seq > after,
            newest_of(readings, "document"),
            ~exists().where(linked_readings.c.reading == readings.c.seq),
        )
        .order_by(readings.c.seq)
        .limit(limit)
    )
    return [Unlinked(row.seq, row.engine, row.report, row.text) for row in connection.execute(asked)]


def weighed_otherwise(connection: Connection, *, after: int, limit: int) -> list[Unlinked]:
    """The newest linked readings of documents of which an event was weighed by other weights than today's, in order."""
    newest = (
        select(func.max(linked_readings.c.reading))
        .join_from(linked_readings, readings, linked_readings.c.reading == readings.c.seq)
        .group_by(readings.c.document)
    )
    otherwise = exists().where(
        linked_items.c.document == readings.c.document,
        newest_of(linked_items, "item"),
        linked_items.c.packed.not_like(f'%"by":"{basis()}"%'),
    )
    asked = (
        select(readings.c.seq, readings.c.engine, readings.c.report, documents.c.text)
        .join_from(readings, documents)
        .where(readings.c.seq > after, readings.c.seq.in_(newest), otherwise)
        .order_by(readings.c.seq)
        .limit(limit)
    )
    return [Unlinked(row.seq, row.engine, row.report, row.text) for row in connection.execute(asked)]


@dataclass(frozen=True)
class _Work:
    """One reading being linked."""

    linkage: Linkage
    judge: Judge
    rules: IncidentLinking
    document: int
    reading: int
    at: str

    def keep_imprint(self, told: Imprint) -> None:
        """The imprint stands beside the reading, which is thereby linked."""
        row = {"reading": self.reading, "agency": told.agency, "sketch": json.dumps(told.sketch)}
        self.linkage.connection.execute(into(linked_readings), row)

    def known(self) -> list[Row[tuple[str, str | None]]]:
        """The items of this document as they stand."""
        return list(self.linkage.connection.execute(_KNOWN, {"document": self.document}))

    def add(self, story: Linkable) -> None:
        """The events of a story that was never linked before."""
        for item in story.items:
            named = replace(item, id=item_of(item.id))
            row = self._write(named, item.id, fresh=True)
            outcome = link(named, self.linkage, self.judge, self.rules.events, at=self.at)
            write_outcome(self.linkage, outcome, arrival=row)

    def replace(self, story: Linkable) -> None:
        """The events of a newer reading take the place of those of the older one; what people decided stays."""
        known = self.known()
        living = {row.event: row.item for row in known if row.event is not None}
        became = successors(self._told(known), [_placed(event) for event in story.report.events])
        taken_over = {new: living[old] for old, new in became.items()}
        silent = {row.item for row in known if row.event is None}
        for old, item in living.items():
            if old not in became:
                withdraw_item(self.linkage, item, document=self.document, reading=self.reading)
                self._tie_to_an_heir(item)
        held = {row.item for row in known}
        changed: list[tuple[Item, int]] = []
        for item in story.items:
            name = taken_over.get(item.id) or self._name(item.id, held - silent)
            named = replace(item, id=name)
            if item.id in living and self._same(named):
                continue
            if name in held:
                forget_likenesses(self.linkage, name)
            changed.append((named, self._write(named, item.id, fresh=name not in held)))
            if name in silent:
                self._speak_again(name)
        for named, row in changed:
            self._link_anew(named, row)

    def again(self, story: Linkable) -> int:
        """The events of the reading that is linked, weighed anew; how many."""
        living = {row.event: row.item for row in self.known() if row.event is not None}
        named = [(replace(item, id=living[item.id]), item.id) for item in story.items if item.id in living]
        changed = []
        for item, event in named:
            forget_likenesses(self.linkage, item.id)
            changed.append((item, self._write(item, event, fresh=False)))
        for item, row in changed:
            self._link_anew(item, row)
        return len(changed)

    def _link_anew(self, item: Item, row: int) -> None:
        outcome = link(item, self.linkage, self.judge, self.rules.events, at=self.at)
        write_outcome(self.linkage, outcome, arrival=row, edition=next_edition(self.linkage, item.id))

    def _write(self, item: Item, event: str, *, fresh: bool) -> int:
        return write_item(self.linkage, item, event=event, document=self.document, reading=self.reading, fresh=fresh)

    def _same(self, item: Item) -> bool:
        (held,) = self.linkage.items([item.id]).values()
        return held is not None and pack(held) == pack(item)

    def _name(self, event: str, held: set[str]) -> str:
        """The item's own name; another where an event that took over an older one's item bears it already."""
        name = item_of(event)
        return name if name not in held else item_of(f"{event} in reading {self.reading}")

    def _told(self, known: Sequence[Row[tuple[str, str | None]]]) -> list[Told]:
        """Where the words of the older events stand."""
        found = []
        for row in known:
            if row.event is not None:
                asked = select(events.c.json).where(events.c.reading == row.reading, events.c.id == row.event)
                told = json.loads(self.linkage.connection.execute(asked).scalar_one())
                found.append(Told(row.event, told["type"], told["anchor"]["start"], told["anchor"]["end"]))
        return found

    def _tie_to_an_heir(self, silent: str) -> None:
        """The incident of an item that is no longer told keeps its id by another of its items, if there is one."""
        linkage = self.linkage
        seat = linkage.seats([silent]).get(silent)
        if seat is None:
            return
        told = [one for one, item in linkage.items(linkage.members([seat.incident])).items() if item is not None]
        if told:
            where = linkage.seats(told)
            heir = min(told, key=lambda one: where[one].arrival)
            reason = "its story no longer tells of it; the incident keeps its id"
            write_judgements(linkage, [Judgement(silent, heir, "same", ENGINE, reason, self.at)], kind=HEIR)
            write_outcome(linkage, regroup(heir, linkage, self.rules.events, at=self.at))

    def _speak_again(self, item: str) -> None:
        """An item that is told once more needs no heir."""
        tied = [pair for pair in self.linkage.bonds([item]).same if item in pair]
        heirs = [pair for pair in tied if self._is_heir(pair)]
        reason = "its story tells of it once more"
        write_judgements(
            self.linkage, [Judgement(*pair, "retired", ENGINE, reason, self.at) for pair in heirs], kind=HEIR
        )

    def _is_heir(self, pair: tuple[str, str]) -> bool:
        decided = self.linkage.recall.decided or {}
        return any(one.pair == pair and one.by == HEIR for one in decided.get(pair[0], ()))


def _placed(event: Event) -> Told:
    return Told(event.id, event.type, event.anchor.start, event.anchor.end)
