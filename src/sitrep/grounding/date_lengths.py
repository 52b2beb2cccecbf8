"""Lengths of time and what recurs: "five-hour" is PT5H, "every night" P1D."""

from __future__ import annotations

from sitrep.annotations.layers import TimeExpression
from sitrep.codebook.time_words import time_words
from sitrep.grounding.date_patterns import Found
from sitrep.grounding.date_rules import VAGUE, amount_of, unit_of

#: Each unit as the letter of ISO 8601, how many of it, and the smaller unit that holds its half.
LETTERS = {"second": ("T", "S", 1), "minute": ("T", "M", 1), "hour": ("T", "H", 1), "day": ("", "D", 1),
           "week": ("", "W", 1), "fortnight": ("", "W", 2), "month": ("", "M", 1), "year": ("", "Y", 1),
           "quarter": ("", "M", 3), "decade": ("", "Y", 10), "century": ("", "Y", 100)}  # fmt: skip
HALVES = {"minute": "PT{}M30S", "hour": "PT{}H30M", "day": "P{}DT12H", "month": "P{}M15D", "year": "P{}Y6M"}
HALF = {"minute": "PT30S", "hour": "PT30M", "day": "PT12H", "month": "P15D", "year": "P6M", "decade": "P5Y"}


def iso_length(amount: float, unit: str) -> str | None:
    """The ISO 8601 length of an amount of one unit."""
    if unit not in LETTERS:
        return None
    time, letter, times = LETTERS[unit]
    total = amount * times
    if total == round(total):
        return f"P{time}{round(total)}{letter}"
    if amount == 0.5:
        return HALF.get(unit)
    if amount % 1 == 0.5 and unit in HALVES:
        return HALVES[unit].format(int(amount))
    return f"P{time}{round(total)}{letter}"


def _joined(first: str, second: str) -> str:
    """Two lengths as one: P2Y and P3M are P2Y3M, PT1H and PT52M are PT1H52M."""
    day, _, clock = first[1:].partition("T")
    day2, _, clock2 = second[1:].partition("T")
    clocks = clock + clock2
    return f"P{day}{day2}" + (f"T{clocks}" if clocks else "")


def duration(found: Found) -> TimeExpression | None:
    """As in "five-hour", "about three hours", "1 hour 52 minutes", "an hour and a half", "week-long"."""
    unit = unit_of(found.get("unit"))
    amount = amount_of(found.get("number")) if found.get("number") else 1
    if amount is None or found.get("many"):
        return TimeExpression("duration", None, None, None, anchored=VAGUE)
    if found.get("half") or found.get("half2"):
        amount += 0.5
    iso = iso_length(amount, unit)
    if iso is not None and found.get("number2"):
        second = amount_of(found.get("number2"))
        more = iso_length(second, unit_of(found.get("unit2"))) if second is not None else None
        iso = _joined(iso, more) if more else iso
    return TimeExpression("duration", None, None, None, iso=iso) if iso else None


def every(found: Found) -> TimeExpression:
    """As in "every night", "daily", "each week"."""
    often = time_words().oftens.get(found.get("often"))
    unit = unit_of(found.get("unit") or often or "day") if found.get("unit") or often else ""
    amount = 2.0 if found.get("other") else amount_of(found.get("number")) if found.get("number") else 1
    word = "week" if found.get("weekday") else unit or "day"
    iso = iso_length(amount or 1, word if word in time_words().units else "day")
    return TimeExpression("set", None, None, None, iso=iso)
