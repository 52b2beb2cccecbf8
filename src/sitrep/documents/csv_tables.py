"""Stories in a table: one a row, the columns told by their names."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from sitrep.codebook.story_columns import map_columns, story_columns
from sitrep.documents.cleaning import LONGEST_STORY
from sitrep.documents.drafts import Draft, Found
from sitrep.documents.rows import draft_of_row
from sitrep.errors import Broken, EmptyInput, MalformedLine, NotUtf8, SitrepError, TooLarge

#: A longer line is no row of a table.
LONGEST_ROW = 5_000_000
_DELIMITERS = ",;\t|"
_CHECK = "Save the table as CSV in UTF-8, with the names of the columns in its first row."


def read_csv(stream: BinaryIO) -> Iterator[Found]:
    """Every row's story or why it is refused, numbered as a spreadsheet numbers rows: the header is row 1."""
    lines = _Lines(_text(stream))
    csv.field_size_limit(LONGEST_STORY + 1)
    header_line = lines.first()
    rows = csv.reader(lines, delimiter=_delimiter(header_line), strict=True)
    header = [name.strip() for name in next(csv.reader([header_line], delimiter=_delimiter(header_line)), [])]
    columns = map_columns(header)
    if "text" not in columns:
        names = ", ".join(story_columns()["text"][:4])
        raise MalformedLine(
            "The table has no column of texts.", check=f"Call it one of: {names} … See docs/sources.md."
        )
    places = {field: header.index(name) for field, name in columns.items()}
    number = 1
    while True:
        number += 1
        found = _next(rows, places)
        if found is None:
            break
        if found != _BLANK:
            yield Found(found, number)
    if lines.broken:
        yield Found(lines.broken, number)
    elif number == 2:
        raise EmptyInput("The table has no row.", check=_CHECK)


_BLANK = Draft("")


def _next(rows: Iterator[list[str]], places: dict[str, int]) -> Draft | SitrepError | None:
    """The next row's story or refusal; a blank draft for a blank row, None at the end."""
    try:
        row = next(rows, None)
    except csv.Error as problem:
        return Broken(f"The row cannot be read: {problem}.", check="Is a quotation mark left open?")
    except UnicodeDecodeError as problem:
        return NotUtf8(f"The byte at {problem.start} of a block is not UTF-8.", check=_CHECK)
    if row is None:
        return None
    if not any(map(str.strip, row)):
        return _BLANK
    try:
        return draft_of_row({field: row[at] if at < len(row) else None for field, at in places.items()}, rule="table")
    except SitrepError as refused:
        return refused


def _text(stream: BinaryIO) -> io.TextIOWrapper:
    """The table's characters: UTF-8, or UTF-16 with a byte-order mark as spreadsheets write it."""
    buffered = io.BufferedReader(stream, 65_536)  # type: ignore[type-var]  # anything that reads will do
    wide = buffered.peek(2)[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}
    return io.TextIOWrapper(buffered, encoding="utf-16" if wide else "utf-8-sig", newline="")


def _delimiter(header: str) -> str:
    return max(_DELIMITERS, key=header.count)


class _Lines:
    """The lines of a table, none longer than a row may be; ``broken`` tells why they ended early."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self.broken: SitrepError | None = None

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._text.readline(LONGEST_ROW)
        if len(line) == LONGEST_ROW and not line.endswith("\n"):
            self.broken = TooLarge(f"A row is longer than {LONGEST_ROW:,} characters.", check=_CHECK)
            raise StopIteration
        if not line or self.broken:
            raise StopIteration
        return line.replace("\x00", "")

    def first(self) -> str:
        """The first line that is not blank."""
        try:
            line = next((line for line in self if line.strip()), None)
        except UnicodeDecodeError as problem:
            raise NotUtf8(f"The byte at {problem.start} is not UTF-8.", check=_CHECK) from problem
        if line is None:
            raise self.broken or EmptyInput("The table is empty.", check=_CHECK)
        return line
