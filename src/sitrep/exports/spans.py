"""How long an event lasted in days, and what that is worth on a foreign scale of precision."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sitrep.records.report import When


def days_of(when: When | None) -> int | None:
    """How many days the event touches; None when an end is open or unknown."""
    if when is None or when.start is None or when.end is None:
        return None
    try:
        return (date.fromisoformat(when.end[:10]) - date.fromisoformat(when.start[:10])).days + 1
    except ValueError:
        return None


def graded(days: int | None, scale: Sequence[tuple[int, int]], beyond: int | None = None) -> int | None:
    """The code of the first step of the scale that has room for so many days; ``beyond`` when none has."""
    if days is None:
        return None
    return next((code for most, code in scale if days <= most), beyond)


def day(moment: str | None) -> str | None:
    """The day of an ISO date or time."""
    return moment[:10] if moment else None


def year(moment: str | None) -> int | None:
    """The year of an ISO date or time."""
    return int(moment[:4]) if moment and moment[:4].isdigit() else None
