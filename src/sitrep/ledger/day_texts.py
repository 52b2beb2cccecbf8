"""Days as the texts that columns hold: what comes before and after them, as texts are sorted."""

from __future__ import annotations

from datetime import date, timedelta

from sitrep.incidents.nesting import LONG


def next_day(day: str) -> str:
    """The day after it; what is told of the day, with its hour or without, sorts before that."""
    return (date.fromisoformat(day) + timedelta(1)).isoformat()


def long_before(day: str) -> str:
    """The first day of what may reach into this one: what lasts longer than ``LONG`` days is not looked for by days."""
    return (date.fromisoformat(day) - timedelta(LONG)).isoformat()
