"""Whether a ledger is what it says: its pages are sound, its decisions one chain, its values stand in their texts.

How the chain of decisions is made is told in docs/review.md, so that anyone can check it without this program.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, get_args

from pydantic import ValidationError
from sqlalchemy import Connection, Row, exists, func, select

from sitrep.errors import SitrepError
from sitrep.identity import fingerprint
from sitrep.ledger.contents import content_row, digest
from sitrep.ledger.correcting import corrected
from sitrep.ledger.decisions import Decision, Kind, Standing, Verdict, effects, standing
from sitrep.ledger.gate import corrected_row
from sitrep.ledger.gate_rules import BEGINNING
from sitrep.ledger.linkage import newest_of
from sitrep.ledger.queries import document_of
from sitrep.ledger.review_log import Head, all_decisions, head
from sitrep.ledger.review_tables import corrected_events, event_contents, publications, review_decisions
from sitrep.ledger.rows import event_rows, evidence_rows, statement_rows
from sitrep.ledger.sqlite import integrity
from sitrep.ledger.tables import documents, events, evidence, readings, statements
from sitrep.records.report import Event, Report, verify_quotations

#: So many readings are held in memory at once.
AT_ONCE = 100
#: No reading has this number.
_NEVER = 1 << 62


@dataclass(frozen=True, slots=True)
class Fault:
    """The first thing that is wrong with a part of the ledger: the table, the number of its row, and what it is."""

    table: str
    row: int | None
    what: str


@dataclass(frozen=True, slots=True)
class Verified:
    """One part of the ledger that was looked at: how much of it there is, and the first fault, if there is any."""

    part: str
    count: int
    fault: Fault | None


def verify(connection: Connection, *, kept: str | None = None) -> Iterator[Verified]:
    """Every part of the ledger, looked at one after the other.

    ``kept`` is the hash of a decision that was written down elsewhere: the chain must still hold it.
    """
    pages = integrity(connection)
    yield Verified("pages", 1, Fault("pages", None, pages[0]) if pages else None)
    end = head(connection)
    fault = broken_link(connection) or _missing(connection, kept)
    yield Verified("decisions", end.count, fault)
    judged = _count(connection, select(publications.c.id).where(newest_of(publications, "id", "content")))
    yield Verified("publications", judged, None if fault else _first(lambda: _publications(connection)))
    yield Verified("readings", _count(connection, readings.select()), _first(lambda: _readings(connection)))


def _count(connection: Connection, asked: Any) -> int:
    return connection.scalar(select(func.count()).select_from(asked.subquery())) or 0


def _first(faults: Callable[[], Iterator[Fault]]) -> Fault | None:
    return next(faults(), None)


def broken_link(connection: Connection) -> Fault | None:
    """The first decision that is not what it was when it was made, or that does not follow the one before it."""
    before = Head(0, BEGINNING)
    for each in all_decisions(connection):
        what = _link_fault(each, before) or _subject_fault(connection, each)
        if what is not None:
            return Fault(review_decisions.name, each.seq, what)
        before = Head(each.seq, each.hash)
    return None


def _link_fault(each: Decision, before: Head) -> str | None:
    if each.seq != before.count + 1:
        return f"decision {before.count + 1} is missing before it"
    if each.previous != before.hash:
        return "it does not follow the decision before it"
    try:
        return None if each.hash == each.digest else "it is not what it was when its hash was made"
    except (TypeError, ValueError):
        return "it holds what no decision holds"


def _subject_fault(connection: Connection, each: Decision) -> str | None:
    """What was judged must have been in the ledger."""
    word = each.word
    if word.verdict not in get_args(Verdict) or word.kind not in get_args(Kind):
        return "it is of no known kind"
    if word.kind == "link":
        return None if word.content == fingerprint(word.subject) else "it judges another content than it names"
    if word.kind == "event":
        held = exists().where(event_contents.c.id == word.subject, event_contents.c.content == word.content)
        known = bool(connection.scalar(select(held)))
    else:
        asked = select(statements.c.json).where(statements.c.id == word.subject)
        known = word.content in map(digest, connection.scalars(asked))
    return None if known else f"what it judged of {word.subject} is not in the ledger"


def _missing(connection: Connection, kept: str | None) -> Fault | None:
    """The decision whose hash was written down must still be there: nothing was cut off behind it or made anew."""
    wanted = (kept or BEGINNING).strip().lower()
    if wanted == BEGINNING or connection.scalar(select(exists().where(review_decisions.c.hash == wanted))):
        return None
    return Fault(review_decisions.name, None, f"the decision with the hash {wanted} is not there any more")


def _publications(connection: Connection) -> Iterator[Fault]:
    """What the database lets out, row by row, against what the decisions say."""
    rows = iter(connection.execute(select(publications).order_by(publications.c.seq)).all())
    told: dict[tuple[str, str], list[Decision]] = {}
    for each in all_decisions(connection):
        if each.word.kind != "event":
            continue
        decided = told.setdefault((each.word.subject, each.word.content), [])
        decided.append(each)
        for effect in effects(decided):
            row = next(rows, None)
            right = (each.word.subject, each.word.content, effect.decision, effect.review)
            if row is None:
                yield Fault(publications.name, None, f"decision {each.seq} was never put into effect")
            elif (row.id, row.content, row.decision, row.review) != right:
                yield Fault(publications.name, row.seq, f"it does not follow from decision {each.seq}")
            else:
                yield from _handed_on(connection, row, standing(decided))
    for row in rows:
        yield Fault(publications.name, row.seq, "it follows from no decision")


def _handed_on(connection: Connection, row: Row[*tuple[Any, ...]], stands: Standing) -> Iterator[Fault]:
    """A row lets the event out as it was read or, where it was corrected, as it was corrected."""
    if (row.corrected is None) == (row.review == "corrected"):
        yield Fault(publications.name, row.seq, f"{row.id} is handed on otherwise than it was corrected")
    elif row.corrected is not None:
        try:
            yield from _correction(connection, row, stands)
        except (SitrepError, ValidationError):
            yield Fault(corrected_events.name, row.corrected, f"{row.id} cannot be what was corrected")


def _correction(connection: Connection, row: Row[*tuple[Any, ...]], stands: Standing) -> Iterator[Fault]:
    """A corrected event must be the one that was read, with what stands of its corrections."""
    held = connection.execute(select(corrected_events).where(corrected_events.c.seq == row.corrected)).mappings().one()
    asked = (
        select(events.c.json, documents.c.text)
        .join_from(event_contents, events, events.c.seq == event_contents.c.event)
        .join(readings, readings.c.seq == events.c.reading).join(documents)
        .where(event_contents.c.id == row.id, event_contents.c.content == row.content).limit(1)
    )  # fmt: skip
    was = connection.execute(asked).one()
    right = corrected_row(corrected(Event.model_validate_json(was.json), stands.edits, was.text), row.content)
    if any(held[name] != value for name, value in right.items()):
        yield Fault(corrected_events.name, row.corrected, f"{row.id} is not as it was corrected")


def _readings(connection: Connection) -> Iterator[Fault]:
    """Every reading, against the text that it is of and against the rows that it was taken apart into."""
    asked = (
        select(documents, readings.c.seq.label("reading"), readings.c.report)
        .join_from(readings, documents).order_by(readings.c.seq)
    )  # fmt: skip
    rows = {
        events: _rows_of(connection, events, "reading", "position"),
        statements: _rows_of(connection, statements, "reading", "position"),
        evidence: _rows_of(connection, evidence, "reading", "seq"),
        event_contents: _rows_of(connection, event_contents, "reading", "event"),
    }
    for row in connection.execution_options(yield_per=AT_ONCE).execute(asked):
        try:
            report = Report.model_validate_json(row.report)
            document = document_of(row)
            if (document.id, document.sha256) != (row.id, row.sha256):
                yield Fault(documents.name, row.seq, f"{row.id} is not what it was when it came in")
            verify_quotations(report, row.text)
        except (ValidationError, ValueError, SitrepError) as problem:
            yield Fault(readings.name, row.reading, f"{row.id}: {str(problem).splitlines()[0]}")
            continue
        held = {table: next_of(row.reading) for table, next_of in rows.items()}
        yield from _taken_apart(report, row.reading, held)


def _taken_apart(report: Report, reading: int, held: dict[Any, list[dict[str, Any]]]) -> Iterator[Fault]:
    """The rows of one reading, against what its report makes."""
    right: dict[Any, list[dict[str, Any]]] = {
        events: event_rows(report, reading),
        statements: statement_rows(report, reading),
        evidence: evidence_rows(report, reading),
    }
    for table, wanted in right.items():
        yield from _unlike(table.name, held[table], wanted)
    right_contents = [
        content_row(event, row["json"], number=row["seq"], reading=reading)
        for event, row in zip(report.events, held[events], strict=False)
    ]
    yield from _unlike(event_contents.name, held[event_contents], right_contents)


def _unlike(table: str, held: list[dict[str, Any]], wanted: list[dict[str, Any]]) -> Iterator[Fault]:
    for was, right in zip(held, wanted, strict=False):
        odd = [name for name, value in right.items() if was[name] != value]
        if odd:
            yield Fault(table, was.get("seq", was.get("event")), f"its {odd[0]} is not what was read")
    if len(held) != len(wanted):
        yield Fault(table, None, f"a reading has {len(held)} rows there, and was taken apart into {len(wanted)}")


def _rows_of(connection: Connection, table: Any, *order: str) -> Callable[[int], list[dict[str, Any]]]:
    """What gives the rows of one reading after the other, in the order of the readings."""
    asked = select(table).order_by(*(table.c[name] for name in order))
    found = connection.execution_options(yield_per=AT_ONCE).execute(asked).mappings()
    groups = groupby(found, key=lambda row: row["reading"])
    waiting: list[tuple[int, list[dict[str, Any]]]] = []

    def of(reading: int) -> list[dict[str, Any]]:
        while not waiting or waiting[0][0] < reading:
            number, rows = next(groups, (_NEVER, iter(())))
            waiting[:] = [(number, [dict(row) for row in rows])]
        return waiting.pop()[1] if waiting[0][0] == reading else []

    return of
