"""What a person can ask of a ledger: any named question, or the words behind an id."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from sitrep.errors import NotALedger
from sitrep.ledger.opening import BUSY_SECONDS, SCHEMA_VERSION, Book, open_to_read
from sitrep.ledger.sqlite import integrity
from sitrep.ledger.trail import Trail, trace

T = TypeVar("T")


def ask(ledger: Path, question: Callable[[Book], T], *, busy_seconds: float = BUSY_SECONDS) -> T:
    """The answer of the ledger in this file to one of the questions of ``sitrep.ledger.queries``."""
    with open_to_read(ledger, busy_seconds=busy_seconds).reading() as connection:
        return question(connection)


def check(ledger: Path, *, busy_seconds: float = BUSY_SECONDS) -> str:
    """The schema version of the ledger in this file, whose every page is sound; refuses a damaged one."""
    with open_to_read(ledger, busy_seconds=busy_seconds).reading() as connection:
        faults = integrity(connection)
    if faults:
        raise NotALedger(f"{ledger} is damaged: {faults[0]}.", check="Go back to a copy, or ingest the stories anew.")
    return SCHEMA_VERSION


def look_up(ledger: Path, reference: str, *, busy_seconds: float = BUSY_SECONDS) -> Trail:
    """The trail of an ``ID`` or ``ID#path`` to its words."""
    return ask(ledger, lambda connection: trace(connection, reference), busy_seconds=busy_seconds)
