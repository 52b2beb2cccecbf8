"""Days and months as people write them; the words are English wherever the server stands."""

from __future__ import annotations

from datetime import date
from typing import Final

#: Months as people abbreviate them, and in full.
MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LONG_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def day_words(day: date, *, month: bool = True, year: bool = False) -> str:
    """A day as an axis names it: "8", "8 Dec", "8 Dec 2025"."""
    words = f"{day.day} {MONTHS[day.month - 1]}" if month or year else str(day.day)
    return f"{words} {day.year}" if year else words


def range_words(first: date, last: date) -> str:
    """Two days as a range: "8–14 Dec 2025", "8 Dec 2025 – 14 Jan 2026"; one day where they are the same."""
    if first.timetuple()[:3] == last.timetuple()[:3]:
        return day_words(first, year=True)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day_words(last, year=True)}"
    return f"{day_words(first, year=first.year != last.year)} – {day_words(last, year=True)}"


def long_range_words(first: date, last: date) -> str:
    """A range of days in full: "1–14 January 2026", "29 December 2025 – 3 January 2026"."""
    end = f"{last.day} {LONG_MONTHS[last.month - 1]} {last.year}"
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    start = f"{first.day} {LONG_MONTHS[first.month - 1]}" + (f" {first.year}" if first.year != last.year else "")
    return f"{start} – {end}"
