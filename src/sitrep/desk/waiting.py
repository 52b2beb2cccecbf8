"""How many events stand where with reviewers, counted again only when something was read or decided."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from sitrep.ledger.opening import Book
from sitrep.ledger.reviews import ReviewCounts, judging_mark, review_counts


@dataclass
class Counted:
    """The counts of a ledger as they were last asked for; a server holds one and hands it to many threads."""

    _made: tuple[tuple[int, ...], ReviewCounts] | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def counts(self, book: Book) -> ReviewCounts:
        """The counts as they stand in this transaction."""
        now = judging_mark(book)
        with self._lock:
            if self._made is None or self._made[0] != now:
                self._made = now, review_counts(book)
            return self._made[1]

    @property
    def last(self) -> ReviewCounts | None:
        """The counts as they were last told; None before anybody asked."""
        return self._made[1] if self._made else None
