"""The values of TIMEX3: "1998-W32", "1998-SU", "1998-08-07TMO", "P3D", and X for what is not told."""

from __future__ import annotations

from datetime import date

from sitrep.annotations.layers import TimeExpression, Timex, TimexType
from sitrep.codebook.time_words import time_words
from sitrep.grounding import date_lengths as lengths
from sitrep.grounding.date_spans import year_text

#: What a value says of a year, month, week or day that nothing settles.
NO_DAY, NO_WEEK, NO_YEAR = "XXXX-XX-XX", "XXXX-WXX", "XXXX"


def base_of(time: TimeExpression | None) -> str:
    """The day, or day and hour, that a time stands on, empty where nothing settles it."""
    return (time.start or time.end or "") if time is not None else ""


def day_of(time: TimeExpression | None) -> date | None:
    """The day that a time stands on, None where nothing settles it."""
    base = base_of(time)
    return date.fromisoformat(base[:10]) if base else None


def value_at(day: date | None, unit: str) -> str:
    """The value of the unit of the calendar around a day: "1998-W32", "1998-08", "199"."""
    if unit in {"week", "fortnight", "weekend"}:
        if day is None:
            return NO_WEEK
        year, week, _ = day.isocalendar()
        return f"{year_text(year)}-W{week:02}" + ("-WE" if unit == "weekend" else "")
    year_told = year_text(day.year) if day else NO_YEAR
    if unit in {"year", "decade", "century"}:
        return year_told[: len(year_told) - {"year": 0, "decade": 1, "century": 2}[unit]]
    if unit == "month":
        return f"{year_told}-{day.month:02}" if day else f"{year_told}-XX"
    if unit == "quarter":
        return f"{year_told}-Q{(day.month + 2) // 3}" if day else f"{year_told}-QX"
    if unit in time_words().season_codes:
        return f"{year_told}-{time_words().season_codes[unit]}"
    return f"{year_told}-{day.month:02}-{day.day:02}" if day else NO_DAY


def part_code(words: str) -> str:
    """The code of a part of the day: "early morning" is MO, "nightfall" NI."""
    last = words.replace("-", " ").split()
    codes = time_words().part_codes
    return next((codes[word] for word in (words, *reversed(last)) if word in codes), "")


def with_part(value: str, words: str) -> str:
    """The value of a day with that of the part of it these words tell."""
    code = part_code(words)
    return f"{value}T{code}" if code else value


def length_of(amount: float | None, unit: str) -> str:
    """The ISO 8601 length, X standing for an amount that is not told."""
    time, letter, _ = lengths.LETTERS.get(unit, ("", "D", 1))
    if amount is None:
        return f"P{time}X{letter}"
    return lengths.iso_length(amount, unit) or f"P{time}X{letter}"


def one(span: tuple[int, int], kind: TimexType, value: str) -> tuple[Timex, ...]:
    """The one expression that TIMEX3 marks."""
    return (Timex(span, kind, value),)
