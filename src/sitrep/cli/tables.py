"""Rows shown as a ruled table on a terminal, tab-separated when piped, or as CSV or JSON."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import click

from sitrep.exports.cells import safe

#: Characters that would let a text command the terminal, or break a line of tab-separated values.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


@dataclass(frozen=True, slots=True)
class Rows:
    """What a verb found: named columns, one row each, and the same as JSON values."""

    columns: tuple[str, ...]
    rows: Sequence[Sequence[Any]]
    values: Sequence[Any]
    title: str = ""
    #: Columns that are never cut short.
    whole: frozenset[str] = frozenset({"id"})


def show(found: Rows, form: str) -> None:
    """The rows stand on standard output in the form asked for."""
    if form == "json":
        click.echo(json.dumps(list(found.values), indent=2, ensure_ascii=False))
    elif form == "csv":
        click.echo(as_csv(found), nl=False)
    elif sys.stdout.isatty():
        _ruled(found)
    else:
        click.echo(as_tabs(found), nl=False)


def as_csv(found: Rows) -> str:
    """The rows as CSV in which no cell is a formula to a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(found.columns)
    writer.writerows([safe(_plain(cell)) for cell in row] for row in found.rows)
    return out.getvalue()


def as_tabs(found: Rows) -> str:
    """The rows as tab-separated lines, the names of the columns first."""
    lines = [found.columns, *([one_line(_plain(cell)) for cell in row] for row in found.rows)]
    return "".join("\t".join(line) + "\n" for line in lines)


def one_line(text: str) -> str:
    """The text on one line, without characters that command a terminal."""
    return " ".join(_CONTROL.sub(" ", text).split())


def visible(text: str) -> str:
    """The text with its line ends, without characters that command a terminal."""
    return "\n".join(_CONTROL.sub(" ", line.rstrip("\r")) for line in text.split("\n"))


def _plain(cell: Any) -> str:
    if cell is None:
        return ""
    return {True: "yes", False: "no"}[cell] if isinstance(cell, bool) else str(cell)


def _ruled(found: Rows) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=found.title or None, title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    for name in found.columns:
        table.add_column(name, no_wrap=name in found.whole, overflow="fold")
    for row in found.rows:
        table.add_row(*(Text(one_line(_plain(cell))) for cell in row))
    Console().print(table)
