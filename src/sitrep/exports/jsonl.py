"""A ledger as JSON lines: every reading with its document, whole, in the order they came in.

``sitrep import`` makes a ledger of the file that gives the same file again.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from sitrep.ledger.export_queries import KeptReading
from sitrep.ledger.kept_lines import to_line

SUFFIX, MEDIA_TYPE = ".jsonl", "application/jsonl"


def write_jsonl(kept: Iterable[KeptReading], out: BinaryIO) -> int:
    """One line for each reading; how many."""
    written = 0
    for reading in kept:
        out.write(to_line(reading))
        written += 1
    return written
