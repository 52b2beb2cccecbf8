"""From any id back to the words: value, evidence, text around it, document, engine and rule."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, exists, select

from sitrep.errors import UnknownId
from sitrep.ledger.tables import actors, documents, events, evidence, readings, statements

#: Tables of what a reading says, by the kind of their ids.
_TABLES = {"event": events, "statement": statements, "actor": actors}
_READING = (readings.c.id.label("reading"), readings.c.engine)
#: How many characters of the story are shown on each side of a quotation.
AROUND = 60
#: No letter of an id comes after this one.
_LAST = "\U0010ffff"
#: How many values or ids an error message lists.
_LISTED = 12


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of the stored text, and the text on both sides of them."""

    start: int
    end: int
    before: str
    text: str
    after: str


@dataclass(frozen=True, slots=True)
class Traced:
    """A value, and the words it rests on; ``rests_on`` is the path whose evidence speaks for it."""

    path: str
    value: Any
    rests_on: str | None
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class Trail:
    """The whole way from an id to its words."""

    kind: str
    id: str
    value: Any
    traced: tuple[Traced, ...]
    document: dict[str, Any]
    engine: str
    reading: str
    text: str


def trace(connection: Connection, reference: str) -> Trail:
    """The trail of ``ID`` or ``ID#path``; the id may be shortened as long as it stays the only one."""
    id_, _, path = reference.partition("#")
    kind, full = complete(connection, id_.strip())
    if kind == "document":
        return _of_document(connection, full, path)
    table = _TABLES[kind]
    row = connection.execute(
        select(table.c.json, readings.c.seq.label("number"), *_READING, documents)
        .join_from(table, readings)
        .join(documents)
        .where(table.c.id == full)
        .order_by(readings.c.seq.desc())
        .limit(1)
    ).one()
    spans = _spans(connection, row.number, full)
    value = json.loads(row.json)
    wanted = [path] if path else list(spans)
    traced = tuple(_traced(value, one, spans, row.text, full) for one in wanted)
    return Trail(kind, full, value, traced, _document(row), row.engine, row.reading, row.text)


def complete(connection: Connection, start: str) -> tuple[str, str]:
    """The kind and full form of the one id that begins like this."""
    tables = {"document": documents, **_TABLES}
    named = start.partition("-")[0]
    if named in tables and connection.scalar(select(exists().where(tables[named].c.id == start))):
        return named, start
    found: set[tuple[str, str]] = set()
    for kind, table in tables.items():
        if start:  # a range and not LIKE, which no index serves
            begins = table.c.id.between(start, start + _LAST)
            asked = select(table.c.id).where(begins).distinct().limit(_LISTED)
            found |= {(kind, id_) for id_ in connection.scalars(asked)}
    exact = {one for one in found if one[1] == start}
    if len(exact or found) == 1:
        return (exact or found).pop()
    if not found:
        raise UnknownId(f"Nothing in the ledger has the id {start!r}.", check="List ids: sitrep events, sitrep claims")
    listed = ", ".join(sorted(id_ for _, id_ in found)[:_LISTED])
    raise UnknownId(f"{start!r} begins more than one id.", check=f"Say which: {listed}")


def _spans(connection: Connection, reading: int, owner: str) -> dict[str, list[tuple[int, int]]]:
    """The spans of each path of this owner, in the order in which the reading gave them."""
    asked = select(evidence).where(evidence.c.reading == reading, evidence.c.owner == owner).order_by(evidence.c.seq)
    spans: dict[str, list[tuple[int, int]]] = {}
    for row in connection.execute(asked):
        spans.setdefault(row.path, []).append((row.start, row.end))
    return spans


def _traced(value: Any, path: str, spans: dict[str, list[tuple[int, int]]], text: str, id_: str) -> Traced:
    rests_on = _nearest(path, spans)
    quotations = tuple(_quote(text, start, end) for start, end in spans.get(rests_on or "", ()))
    return Traced(path, value_at(value, path, id_), rests_on, quotations)


def _nearest(path: str, spans: dict[str, list[tuple[int, int]]]) -> str | None:
    """The path itself, or the closest part it belongs to that has words of its own."""
    while path and path not in spans:
        path = path.rpartition(".")[0]
    return path or None


def value_at(value: Any, path: str, id_: str) -> Any:
    """What stands at a dotted path; refuses a path that leads nowhere."""
    at = value
    for step in path.split("."):
        known = list(at) if isinstance(at, dict) else [str(i) for i in range(len(at))] if isinstance(at, list) else []
        if step not in known:
            raise UnknownId(
                f"{id_} has no value at {path!r}.",
                check=f"Values here: {', '.join(known[: 2 * _LISTED]) or 'none'}",
            )
        at = at[step] if isinstance(at, dict) else at[int(step)]
    return at


def _quote(text: str, start: int, end: int) -> Quotation:
    return Quotation(start, end, text[max(0, start - AROUND) : start], text[start:end], text[end : end + AROUND])


def _document(row: Any) -> dict[str, Any]:
    names = ("id", "title", "outlet", "url", "published", "published_rule", "place", "language", "characters", "sha256")
    return {name: getattr(row, name) for name in names}


def _of_document(connection: Connection, id_: str, path: str) -> Trail:
    row = connection.execute(
        select(readings.c.report, *_READING, documents)
        .join_from(readings, documents)
        .where(documents.c.id == id_)
        .order_by(readings.c.seq.desc())
        .limit(1)
    ).one()
    report = json.loads(row.report)
    asked = (Traced(path, value_at(report, path, id_), None, ()),) if path else ()
    return Trail("document", id_, report, asked, _document(row), row.engine, row.reading, row.text)
