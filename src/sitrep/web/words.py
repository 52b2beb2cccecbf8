"""How values are told on a page: days, spans of days, counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Final

from sitrep.documents.source import is_web_address
from sitrep.exports.dates import LONG_MONTHS, day_words, range_words

#: How much of an untitled story stands in its title's place, in characters.
UNTITLED: Final = 110
_WEEKDAYS: Final = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def day(stated: str | None, *, year: bool = False) -> str:
    """``2026-01-14`` as ``14 Jan``, or ``14 Jan 2026``; "no date" where none is told."""
    if not stated:
        return "no date"
    found = date.fromisoformat(stated[:10])
    return day_words(found, year=year)


def long_day(stated: str) -> str:
    """``2026-01-14`` as ``Wednesday, 14 January 2026``."""
    found = date.fromisoformat(stated[:10])
    return f"{_WEEKDAYS[found.weekday()]}, {found.day} {LONG_MONTHS[found.month - 1]} {found.year}"


def moment(stated: str) -> str:
    """``2026-01-14T06:45:00-05:00`` as ``Wednesday, 14 January 2026, 06:45 UTC-05:00``; a day as a long day."""
    if len(stated) <= len("2026-01-14"):
        return long_day(stated)
    at = datetime.fromisoformat(stated)
    zone = f" {at.tzname()}" if at.tzinfo else ""
    return f"{long_day(stated)}, {at:%H:%M}{zone}"


def days(start: str | None, end: str | None) -> str:
    """A span of days in words: ``13–14 Jan``, ``29 Dec – 2 Jan``, ``since 4 Dec``."""
    first, last = start and start[:10], end and end[:10]
    if not first:
        return f"until {day(last)}" if last else "no date"
    if not last:
        return f"since {day(first)}"
    if first == last:
        return day(first)
    if first[:7] == last[:7]:
        return f"{int(first[8:])}–{day(last)}"
    return f"{day(first)} – {day(last)}"


def days_of_years(start: str, end: str) -> str:
    """Two days as a range with its year: ``13–14 Jan 2026``, ``29 Dec 2025 – 2 Jan 2026``."""
    return range_words(date.fromisoformat(start[:10]), date.fromisoformat(end[:10]))


def number(value: float) -> str:
    """A count with its thousands parted: ``38,000``."""
    return f"{value:,.0f}"


def plural(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun: ``1 story``, ``3 stories``."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def cut(words: str, longest: int) -> str:
    """The words in one line, cut after a whole word when they are longer than that."""
    line = " ".join(words.split())
    if len(line) <= longest:
        return line
    whole = line[:longest].rpartition(" ")[0] or line[:longest]
    return f"{whole.rstrip(' ,;:—–-')} …"


def opening(text: str, body_start: int = 0) -> str:
    """How a story without a title opens, behind its dateline: what stands in its title's place."""
    return cut(text[body_start:].lstrip(" —–-\n"), UNTITLED)


FILTERS: Final[dict[str, Callable[..., Any]]] = {
    "day": day, "long_day": long_day, "days": days, "number": number, "plural": plural,
    "moment": moment, "is_web_address": is_web_address,
    "cut": cut, "opening": opening, "days_of_years": days_of_years,
}  # fmt: skip
