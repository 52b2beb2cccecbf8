"""Ids as whole numbers of 64 bits and back, for tables too large for text; numbers sort as their ids do."""

from __future__ import annotations

import re
from typing import Final

from sitrep.identity import identify

#: Half of all numbers are below 0, as databases know no unsigned ones.
_HALF: Final = 1 << 63
_EVENT: Final = re.compile(r"event-[0-9a-f]{16}")


def number(id_: str) -> int:
    """The number that stands for an id, whatever kind of thing it names."""
    return int(id_.rpartition("-")[2], 16) - _HALF


def item_of(event: str) -> str:
    """The id of the item that this event is: its own, as long as a number can stand for it."""
    return event if _EVENT.fullmatch(event) else identify("event", event)


def item_named(stored: int) -> str:
    """The item for whose id this number stands."""
    return f"event-{stored + _HALF:016x}"
