"""`sitrep export --format sitrep`: what happened on some days, as one page."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

import click

from sitrep.desk.lookup import ask
from sitrep.errors import OptionError
from sitrep.ledger.filters import EventFilter
from sitrep.ledger.gate import Gate

#: The name of the format, and what it is in a few words.
NAME, ABOUT = "sitrep", "a situation report of some days, one page to read and print"


def write_situation(path: Path, filters: dict[str, Any], gate: Gate, out: BinaryIO) -> bool:
    """The page of the days from ``since`` to ``until`` is written; whether anything of those days is on it."""
    from sitrep.desk.situation import situation
    from sitrep.exports.situation_report import situation_report

    first, last = days_of(EventFilter(**filters))
    told = ask(path, lambda book: situation(book, first, last, gate, EventFilter(**filters)))
    out.write(situation_report(told).encode())
    if told.left_out:
        click.echo(f"{told.left_out:,} incidents held back: not reviewed. --unreviewed hands them on.", err=True)
    return bool(told.listed)


def days_of(wanted: EventFilter) -> tuple[date, date]:
    """The first and the last day that are asked for; both are needed, in their order."""
    if wanted.since is None or wanted.until is None:
        raise OptionError("A situation report needs its days.", check="Give both: --from DAY --to DAY")
    first, last = date.fromisoformat(wanted.since), date.fromisoformat(wanted.until)
    if first > last:
        raise OptionError(f"{first} is after {last}.", check="Give the earlier day first: --from DAY --to DAY")
    return first, last
