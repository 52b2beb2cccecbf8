"""What holds words, best first: numbers of documents, events and statements, and pieces of them around the words.

All that is SQLite's alone of the search page; the words are found in the index that ``sqlite.py`` fills.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, bindparam, text

from sitrep.ledger.sqlite import FOR_QUESTIONS, as_query

#: So many of the best are looked at; who wants more says more.
MOST: Final = 2000
#: What holds words that more rows hold than this is ranked among the newest alone.
COMMON: Final = 20_000
#: Under which name a connection that only asks remembers what it ranked.
_HELD: Final = "sitrep_ranked"
#: Marks around found words: letters of nobody's alphabet, so that a story's own brackets stay its own.
_FOUND: Final = "\ue000"
_END: Final = "\ue001"


@dataclass(frozen=True, slots=True)
class Ranked:
    """A row of the index, and the number of the document, event or statement that it is of."""

    row: int
    owner: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a snippet; ``found`` when it is one of the words that were asked for."""

    words: str
    found: bool


def ranked(connection: Connection, words: str, kind: str, most: int = MOST) -> list[Ranked]:
    """The documents, events or statements (``kind``) that hold all the words, best first, at most so many."""
    if not FOR_QUESTIONS.items() <= connection.get_execution_options().items():
        return _ranked(connection, words, kind, most)
    held = connection.info.setdefault(_HELD, {})  # nothing changes before the eyes of a transaction that only asks
    if (words, kind, most) not in held:
        held[words, kind, most] = _ranked(connection, words, kind, most)
    return list(held[words, kind, most])


def _ranked(connection: Connection, words: str, kind: str, most: int) -> list[Ranked]:
    asked = {"query": as_query(words), "kind": kind, "most": most}
    rows = connection.execute(_NEWEST if _is_common(connection, asked["query"]) else _BEST, asked)
    return [Ranked(row.rowid, row.owner) for row in rows]


def snippets(connection: Connection, words: str, rows: Sequence[int]) -> dict[int, tuple[Piece, ...]]:
    """A piece of each of these rows of the index around the words, cut where the words begin and end."""
    asked = {"query": as_query(words), "rows": list(rows), "found": _FOUND, "end_found": _END}
    return {row.rowid: tuple(_pieces(row.snippet)) for row in connection.execute(_SNIPPETS, asked)} if rows else {}


def _pieces(snippet: str) -> list[Piece]:
    found = []
    for number, part in enumerate(snippet.split(_FOUND)):
        inside, _, outside = part.partition(_END) if number else ("", "", part)
        found += [Piece(words.replace(_END, ""), is_found) for words, is_found in ((inside, True), (outside, False))]
    return [each for each in found if each.words]


def _is_common(connection: Connection, query: object) -> bool:
    return bool(connection.scalar(_COUNT, {"query": query, "common": COMMON + 1}) > COMMON)


_COUNT = text("SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH :query LIMIT :common)")
_BEST = text(
    "SELECT rowid, owner FROM words WHERE words MATCH :query AND kind = :kind AND rank MATCH 'bm25(0, 0, 2, 1)' "
    "ORDER BY rank LIMIT :most"
)
_NEWEST = text(
    "SELECT rowid, owner FROM words WHERE words MATCH :query AND kind = :kind ORDER BY rowid DESC LIMIT :most"
)
_SNIPPETS = text(
    "SELECT rowid, snippet(words, 3, :found, :end_found, '…', 28) AS snippet "
    "FROM words WHERE words MATCH :query AND rowid IN :rows"
).bindparams(bindparam("rows", expanding=True))
