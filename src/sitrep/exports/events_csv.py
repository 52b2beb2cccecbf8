"""Events as CSV: one row each, the columns of ``flat``, no cell a formula to a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from sitrep.exports.cells import CsvSheet
from sitrep.exports.flat import COLUMNS, flat
from sitrep.exports.handing_on import HandedOn
from sitrep.ledger.export_queries import ToldEvent


def write_csv(told: Iterable[ToldEvent], out: BinaryIO) -> HandedOn:
    """One row for each event."""
    done = HandedOn()
    sheet = CsvSheet(out, [name for name, _ in COLUMNS])
    sheet.rows(done.rows(told, flat))
    sheet.end()
    return done
