"""What a served ledger needs to know: which ledger, who may write, what time it is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sitrep.errors import (
    InputError,
    LedgerBusy,
    LedgerReadOnly,
    OptionError,
    ReviewedSince,
    SitrepError,
    UnknownId,
    WritesRefused,
)
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


#: What each kind of refusal is over HTTP; the first that fits.
_STATUSES: tuple[tuple[type[SitrepError], int], ...] = (
    (UnknownId, 404), (ReviewedSince, 409), (WritesRefused, 403), (LedgerBusy, 503), (LedgerReadOnly, 403),
    (InputError, 400), (OptionError, 400),
)  # fmt: skip


def http_status(problem: SitrepError) -> int:
    """The HTTP status of a refusal; 500 for what is a fault of ours."""
    return next((status for kind, status in _STATUSES if isinstance(problem, kind)), 500)
