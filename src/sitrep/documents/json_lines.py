"""Stories in JSON lines: one object a line with ``text`` and, where known, ``title outlet url published language``.

The keys may be called otherwise, as the columns of tables may: see ``codebook/data/story_columns.yaml``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from sitrep.codebook.story_columns import map_columns
from sitrep.documents.cleaning import decode
from sitrep.documents.drafts import Draft, Found
from sitrep.documents.rows import draft_of_row
from sitrep.errors import EmptyInput, MalformedLine, SitrepError, TooLarge

#: A longer line holds more than one story, or none.
LONGEST_RECORD = 5_000_000
_CHUNK = 1_048_576
_WANTED = 'Each line is one object such as {"text": "…", "outlet": "AP", "published": "2025-12-04"}.'


def read_json_lines(head: bytes, stream: BinaryIO, *, whole: bool = False) -> Iterator[Found]:
    """Every line's story or its refusal; ``whole`` tries the input as one JSON value first."""
    if whole:
        head += stream.read(LONGEST_RECORD - len(head))
        listed = _one_value(head)
        if listed is not None:
            yield from (Found(_attempt(record), number) for number, record in enumerate(listed, 1))
            return
    empty = True
    for number, line in _lines(head, stream):
        if line.strip():
            empty = False
            yield Found(_story(line), number)
    if empty:
        yield Found(EmptyInput("The file holds no line.", check=_WANTED))


def _lines(head: bytes, stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The numbered lines of a stream, an over-long one cut just past the limit and the rest of it dropped."""
    number, pending, dropping = 1, b"", False
    chunk = head.removeprefix(b"\xef\xbb\xbf")
    while chunk:
        *ended, rest = chunk.split(b"\n")
        for part in ended:
            if not dropping:
                yield number, pending + part
            number, pending, dropping = number + 1, b"", False
        if not dropping:
            pending += rest
            if len(pending) > LONGEST_RECORD:
                yield number, pending[: LONGEST_RECORD + 1]
                pending, dropping = b"", True
        chunk = stream.read(_CHUNK)
    if pending:
        yield number, pending


def _one_value(raw: bytes) -> list[Any] | None:
    """The records of a file that is one JSON object or array; None when it is not."""
    try:
        value = json.loads(decode(raw))
    except (ValueError, RecursionError, SitrepError):
        return None
    return value if isinstance(value, list) else [value]


def _story(line: bytes) -> Draft | SitrepError:
    if len(line) > LONGEST_RECORD:
        return TooLarge(f"The line is longer than {LONGEST_RECORD:,} bytes.", check=_WANTED)
    try:
        return _attempt(json.loads(decode(line)))
    except SitrepError as refused:
        return refused
    except (ValueError, RecursionError) as problem:
        return MalformedLine(f"The line is not JSON: {problem}.", check=_WANTED)


def _attempt(record: object) -> Draft | SitrepError:
    try:
        return _draft(record)
    except SitrepError as refused:
        return refused


def _draft(record: object) -> Draft:
    if not isinstance(record, dict):
        raise MalformedLine("The line is JSON but not an object.", check=_WANTED)
    fields = {field: _field(record, key) for field, key in map_columns(record).items()}
    fields |= {field: _plain(value) for field, value in fields.items() if field != "text"}
    if fields.get("text") is None:
        raise MalformedLine("The object has no 'text'.", check=_WANTED)
    return draft_of_row(fields, rule="json")


def _field(record: dict[str, object], key: str) -> str | None:
    """The field's text; another type than text or null is refused."""
    value = record.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise MalformedLine(f"The object's {key!r} is not a text.", check=_WANTED)
    return value


def _plain(value: str | None) -> str | None:
    """The value without lone surrogates, which no file can hold."""
    return None if value is None else value.encode("utf-8", "replace").decode("utf-8")
