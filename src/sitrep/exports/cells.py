"""CSV that no spreadsheet takes for a program: cells that look like formulas are quoted, numbers are left alone.

A text that begins like a formula gets an apostrophe before it, which spreadsheets hide;
a text that begins with apostrophes and then like a formula gets one more, so that taking one away gives it back.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import BinaryIO

#: What a cell may hold.
Cell = str | int | float | bool | None
#: A cell, or several texts that stand in one.
Cells = Cell | tuple[str, ...]
#: Between the texts of a cell that holds several.
BETWEEN = "; "
#: So many rows are made ready together.
AT_ONCE = 500
#: How a spreadsheet tells a formula: these first characters, narrow or full width.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠|]")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_ODD = re.compile("\r\n?|\x00")
_ODD_TO = {"\x00": "\ufffd"}


def safe(text: str) -> str:
    """The text as a cell that no spreadsheet runs; line ends become LF, and NUL is replaced."""
    if "\r" in text or "\x00" in text:
        text = _ODD.sub(lambda found: _ODD_TO.get(found[0], "\n"), text)
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def unsafe(cell: str) -> str:
    """The text that a safe cell stands for."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def plain(cell: Cell) -> str:
    """The cell's text: nothing for the unknown, yes and no, and numbers as they are."""
    if cell is None:
        return ""
    return ("yes" if cell else "no") if isinstance(cell, bool) else str(cell)


#: With what a text may begin that needs a change before it is a cell, the empty text aside; most need none.
_FIRST = frozenset("'=+-@\t\n\r＝＋－＠|")


def _column(cells: Sequence[Cells]) -> Sequence[Cells]:
    """The column as the writer of CSV takes it, which writes numbers as Python does and nothing for the unknown.

    What a column holds is asked once for every different value, not for every cell: a large ledger has millions.
    """
    kinds = set(map(type, cells))
    shown: dict[Cells, Cells] = {}
    if tuple in kinds:
        shown |= {each: safe(BETWEEN.join(each)) for each in set(cells) if type(each) is tuple}
    if str in kinds:
        shown |= {each: safe(each) for each in set(cells) if type(each) is str and _may_change(each)}
    if bool in kinds:  # never by value: 1 equals True
        return [plain(each) if type(each) is bool else shown.get(each, each) for each in cells]
    return [shown.get(each, each) for each in cells] if shown else cells


def _may_change(text: str) -> bool:
    return text[:1] in _FIRST or "\r" in text or "\x00" in text


class CsvSheet:
    """A CSV file in UTF-8 with LF line ends, written row by row."""

    def __init__(self, out: BinaryIO, columns: Sequence[str]):
        self._text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=False)
        self._writer = csv.writer(self._text, lineterminator="\n")
        self._writer.writerow([safe(name) for name in columns])

    def rows(self, rows: Iterable[Sequence[Cells]]) -> None:
        """These rows stand in the file too, all of one width; several texts of a cell are joined."""
        left = iter(rows)
        while some := list(islice(left, AT_ONCE)):
            self._writer.writerows(zip(*map(_column, zip(*some, strict=True)), strict=True))

    def end(self) -> None:
        """All rows have reached the stream, which stays open."""
        self._text.flush()
        self._text.detach()


def csv_bytes(columns: Sequence[str], rows: Iterable[Sequence[Cells]]) -> bytes:
    """These rows under these columns as a whole CSV file."""
    out = io.BytesIO()
    sheet = CsvSheet(out, columns)
    sheet.rows(rows)
    sheet.end()
    return out.getvalue()
