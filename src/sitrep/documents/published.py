"""When a story was published: strictly from a person, leniently from what publishers write."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from functools import cache

from sitrep.codebook.publication import month_numbers, publication
from sitrep.errors import BadDate

#: A two-digit year above this one belongs to the last century.
_LAST_SHORT_YEAR = 69
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ISO_TIME = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*")
_CLOCK = re.compile(
    r"\b(?P<hour>\d{1,2})(?:[:.h](?P<minute>[0-5]\d))?(?::[0-5]\d)?(?:\s*(?P<half>[ap])\.?\s?m\b\.?)?"
    r"\s*\(?(?P<zone>[A-Za-z]+\b)?\s?(?P<offset>[+-]\d{1,2}(?::?\d{2})?)?",
    re.IGNORECASE,
)


def parse_published(text: str) -> date | datetime:
    """The date ``YYYY-MM-DD`` or the zoned ISO 8601 time that a person typed; anything else is refused."""
    stripped = text.strip()
    if not stripped:
        raise BadDate("No publication date was given.", check=_WANTED)
    try:
        if _ISO_DAY.fullmatch(stripped):
            return date.fromisoformat(stripped)
        if not _ISO_TIME.fullmatch(stripped):
            raise BadDate(f"{text!r} is not a date.", check=_WANTED)
        moment = datetime.fromisoformat(stripped)
    except ValueError as problem:
        raise BadDate(f"{text!r} is no day of the calendar ({problem}).", check=_WANTED) from problem
    if moment.tzinfo is None:
        raise BadDate(f"{text!r} is a time without its zone.", check=_WANTED)
    return moment


_WANTED = "Write 2025-12-04, or a time with its zone: 2025-12-04T09:15+02:00."


@dataclass(frozen=True, slots=True)
class StatedDay:
    """A day as written, its year perhaps left out, and the span of its words."""

    day: int
    month: int
    year: int | None
    start: int
    end: int

    def settled(self, published: date | None = None) -> date | None:
        """The day of the calendar; without a year, the last one that publication can have followed.

        A day after publication is allowed: the story's zone may be ahead of the outlet's.
        """
        if self.year is not None:
            return _calendar(self.year, self.month, self.day)
        if published is None:
            return None
        years = (published.year + 1, published.year, published.year - 1)
        days = (found for year in years if (found := _calendar(year, self.month, self.day)))
        return next((day for day in days if (day - published).days <= 1), None)


def _calendar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    words = publication()
    month = "(?P<month>" + "|".join(sorted(month_numbers(), key=len, reverse=True)) + r")\b\.?"
    weekday = r"(?:\b(?:" + "|".join(sorted(words.weekdays, key=len, reverse=True)) + r")\b\.?,?\s+)?"
    return tuple(
        re.compile(weekday + shape, re.IGNORECASE)
        for shape in (
            r"\b(?P<year>\d{4})-(?P<mm>\d{2})-(?P<day>\d{2})(?!\d)",
            r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?\s+" + month + r"(?:,?\s+(?P<year>\d{4}|\d{2})\b(?![:.]\d))?",
            r"\b" + month + r"\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?\b(?![:.]\d)(?:,?\s+(?P<year>\d{4})\b)?",
            r"\b(?P<day>\d{1,2})\.(?P<mm>\d{1,2})\.(?P<year>\d{4})\b",
            r"\b(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?P<year>\d{4})\b",
        )
    )


def find_day(text: str) -> StatedDay | None:
    """The first day that the text states, with or without a year; 5/12/2025 is nobody's certain day."""
    found = [match for pattern in _patterns() if (match := pattern.search(text))]
    for match in sorted(found, key=lambda match: (match.start(), -match.end())):
        parts = match.groupdict()
        day, month = _day_and_month(parts)
        if 1 <= day <= 31 and 1 <= month <= 12:
            return StatedDay(day, month, _full_year(parts["year"]), match.start(), match.end())
    return None


def _day_and_month(parts: dict[str, str | None]) -> tuple[int, int]:
    """The numbers of day and month; zeros when their order is anybody's guess."""
    if parts.get("first"):
        first, second = int(parts["first"] or 0), int(parts["second"] or 0)
        if first == second or first > 12:
            return first, second
        return (second, first) if second > 12 else (0, 0)
    month = parts.get("month")
    return int(parts["day"] or 0), month_numbers()[month.lower()] if month else int(parts["mm"] or 0)


def _full_year(year: str | None) -> int | None:
    if year is None or len(year) == 4:
        return int(year) if year else None
    return int(year) + (2000 if int(year) <= _LAST_SHORT_YEAR else 1900)


def read_published(text: str) -> date | datetime | None:
    """The date or zoned time that a publisher wrote, in whatever form; a time without zone counts as its day."""
    stripped = text.strip()[:120]
    for reader in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = reader(stripped)
        except (ValueError, IndexError, TypeError, OverflowError):
            continue
        if _ISO_DAY.fullmatch(stripped) or moment.tzinfo is None:
            return moment.date()
        return moment
    stated = find_day(stripped)
    day = stated.settled() if stated else None
    if stated is None or day is None:
        return None
    return _with_clock(day, stripped[stated.end :]) or _with_clock(day, stripped[: stated.start]) or day


def _with_clock(day: date, text: str) -> datetime | None:
    """The zoned time on that day which the text gives; None without a zone that means one offset everywhere."""
    for match in _CLOCK.finditer(text):
        if match["minute"] is None and match["half"] is None:
            continue
        zone = _zone(match["zone"], match["offset"])
        hour = int(match["hour"]) % 12 + 12 * (match["half"].lower() == "p") if match["half"] else int(match["hour"])
        if zone is not None and hour < 24:
            return datetime(day.year, day.month, day.day, hour, int(match["minute"] or 0), tzinfo=zone)
    return None


def _zone(name: str | None, offset: str | None) -> timezone | None:
    if name and name.lower() not in publication().zones:
        return None
    if offset is None:
        return UTC if name else None
    hours, minutes = int(offset[1:3].rstrip(":")), int(offset[-2:]) if len(offset) > 3 else 0
    if hours > 14 or minutes > 59:
        return None
    away = timedelta(hours=hours, minutes=minutes)
    return timezone(-away if offset[0] == "-" else away)
