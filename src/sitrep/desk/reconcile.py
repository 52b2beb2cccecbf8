"""The reports of a ledger brought together: what is not linked yet is, and what a person decides is put into effect."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sitrep.ledger.linker import Linkable, Linker, unlinked
from sitrep.ledger.opening import Ledger
from sitrep.records.report import Report

#: So many readings are linked in one transaction.
AT_ONCE = 50


def link_rest(ledger: Ledger, linker: Linker, *, now: Callable[[], datetime]) -> int:
    """Every newest reading is linked, as those of a ledger are not that an older Sitrep wrote; how many were not."""
    linked = 0
    while True:
        with ledger.reading() as book:
            waiting = unlinked(book, AT_ONCE)
        if not waiting:
            return linked
        stories = [Linkable.of(Report.model_validate_json(each.report), each.text) for each in waiting]
        with ledger.transaction() as book:
            for each, story in zip(waiting, stories, strict=True):
                linked += linker.take(book, story, engine=each.engine, at=now().isoformat())
