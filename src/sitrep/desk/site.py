"""What a served ledger needs to know: which ledger, who may write, what time it is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sitrep.ledger.opening import Ledger

#: The longest body that is taken, in bytes; an article of a million letters fits.
LARGEST_BODY = 4_000_000


@dataclass(frozen=True, slots=True)
class Site:
    """A ledger as it is served.

    ``clock`` gives the time, with its zone. ``author`` signs what is decided on the pages; without one, and without
    ``writable``, nothing can be decided. ``hosts`` are the names under which it may be asked for, in lower case.
    """

    ledger: Ledger
    clock: Callable[[], datetime]
    engine: str
    author: str | None = None
    writable: bool = False
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]")
    largest_body: int = LARGEST_BODY
