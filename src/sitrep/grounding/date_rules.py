"""The rules that read calendar dates: "Dec. 4", "between 10 and 13 March", "on Wednesday", "in 2020"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from sitrep.annotations.layers import TimeExpression
from sitrep.codebook.time_words import time_words
from sitrep.grounding import date_spans as spans
from sitrep.grounding.date_patterns import Found
from sitrep.grounding.date_spans import Span
from sitrep.grounding.date_tense import Tense
from sitrep.grounding.number_words import number_at

#: A yearless date without any tense is taken ahead only when it is this near and its past is that far.
NEAR_AHEAD, FAR_BACK = 75, 200
#: Ahead at least this far, a yearless date told as to come is taken back.
FAR_AHEAD = 270
#: A day of history is named without its year only once a year has gone by; and no tense looks further ahead undecided.
A_YEAR, OPEN_AHEAD = 350, 120
#: A history goes on: a day back counts as so many ahead.
BACKWARD = 1.3
MID_MONTH = 15
#: A month without any tense is taken ahead within so many months, one whose tense leaves it open within more.
FAR_ENOUGH = 2
A_SEASON, HALF_A_YEAR = 3, 6
#: The first and last year of the early, middle and late part of a decade.
LAST_HUNDRED = 2000
DECADE_PARTS = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}
UNKNOWN_DAY = "unresolved: the day of publication is not known"
VAGUE = "unresolved: vague"
NO_ORIGIN = "unresolved: the story tells no time that it is counted from"


@dataclass(frozen=True, slots=True)
class Setting:
    """What a rule may know besides the words: the day it counts from, the tense, the words near by.

    ``told`` is the time told last, from which a history counts; None in the news, which count from publication.
    """

    day: date | None
    tense: Tense = "either"
    near: frozenset[str] = frozenset()
    told: Span | None = None
    history: bool = False


def unresolved(reason: str, tense: Literal["past", "future", "either"] = "either") -> TimeExpression:
    """A time that stays open, with the reason why."""
    return TimeExpression("point", None, None, None, anchored=reason, tense=tense)


def point(span: Span, anchored: str) -> TimeExpression:
    """A span of the calendar as a point that dates an event."""
    start = span.start.isoformat() if span.start else None
    end = span.end.isoformat() if span.end else None
    return TimeExpression("point", start, end, span.precision, anchored=anchored)


def month_number(word: str) -> int:
    """The month a name or abbreviation stands for."""
    return time_words().months[word]


def unit_of(word: str) -> str:
    """The unit a word in the singular or plural stands for."""
    known = time_words().units
    return known.get(word) or known.get(word.removesuffix("s")) or ("century" if word == "centuries" else "day")


def amount_of(text: str) -> float | None:
    """The number a phrase stands for, None when it is vague."""
    if text in {"a", "an"}:
        return 1
    if text.startswith("half a"):
        return 0.5
    if text.endswith(" 1/2"):
        return float(text[: -len(" 1/2")]) + 0.5
    if text.endswith(" and a half"):
        whole = number_at(text.split(), 0)
        return whole.value + 0.5 if whole else None
    if re.fullmatch(r"\d+\.\d+", text):
        return float(text)
    number = number_at(text.removesuffix(" of").split() if text == "couple of" else text.split(), 0)
    return float(number.value) if number and number.after == len(text.split()) else None


def _nearest(candidates: list[date], setting: Setting) -> date | None:
    """The candidate the tense asks for: the last before, the next after, or the likelier."""
    today = setting.day
    if today is None or not candidates:
        return None
    last = max((found for found in candidates if found <= today), default=min(candidates))
    following = min((found for found in candidates if found >= today), default=max(candidates))
    ahead, back = (following - today).days, (today - last).days
    # The press leaves the year out only near by: what lies almost a year off is meant on the other side.
    if setting.tense == "future":
        return last if ahead >= FAR_AHEAD and back <= NEAR_AHEAD else following
    nearest_ahead = {"past": 0, "open": OPEN_AHEAD if ahead < back else 0}.get(setting.tense, NEAR_AHEAD)
    return following if 0 < ahead <= nearest_ahead and back >= min(FAR_BACK, ahead) and _far(setting, back) else last


def _far(setting: Setting, back: int) -> bool:
    return setting.tense == "open" or back >= FAR_BACK


def dated(number: int, month: int, years: str, setting: Setting, weekday: int | None = None) -> date | None:
    """A day and month in its stated year, or in the one that its weekday or else its tense asks for."""
    if years:
        return spans.calendar_day(spans.year_number(years), month, number)
    for named in time_words().named_days:
        if (named.month, named.day) == (month, number) and named.near & setting.near:
            meant = date(named.year, month, number)
            if setting.day is None or (setting.day - meant).days > A_YEAR:
                return meant
    if setting.day is None:
        return None
    around = (spans.calendar_day(setting.day.year + step, month, number) for step in (-1, 0, 1))
    known = [found for found in around if found]
    agreeing = [found for found in known if found.weekday() == weekday]
    return nearest(agreeing if weekday is not None and agreeing else known, setting)


def nearest(candidates: list[date], setting: Setting) -> date | None:
    """The candidate that the tense asks for, or in a history the time told last."""
    return _next_told(candidates, setting.told) if setting.told else _nearest(candidates, setting)


def _next_told(candidates: list[date], told: Span) -> date | None:
    """The candidate that a history means: of the year told of, else the next, or the last where that is far nearer."""
    first, last = told.start or told.end, told.end or told.start
    if first is None or last is None or not candidates:
        return None
    return min(candidates, key=lambda day: BACKWARD * max(0, (first - day).days) + max(0, (day - last).days))


def day_number(text: str) -> int:
    """The number of "8", "8th", "08" or "eighth"; zero where there is none."""
    digits = re.match(r"\d+", text)
    return int(digits.group()) if digits else time_words().century_words.get(text.lower(), 0)


def dates(found: Found, setting: Setting) -> TimeExpression | None:
    """As in "Dec. 4, 2025", "between 10 and 13 March", "Sept. 19 and 20", "Thursday, 4 December"."""
    month = month_number(found.get("month"))
    first, second = day_number(found.get("day")), day_number(found.get("day2"))
    month2 = month_number(found.get("month2")) if found.get("month2") else month
    years = found.get("year") or found.get("year2")
    if found.get("which") and setting.day is not None:
        years = str(setting.day.year + {"last": -1, "this": 0}.get(found.get("which"), 1))
    if found.get("same"):
        if setting.told is None or setting.told.start is None:
            return None  # "July 25 of that year": the story tells
        years = str(setting.told.start.year)
    weekday = time_words().weekdays.get(found.get("weekday"))
    start = dated(first, month, years, setting, weekday)
    if start is None:
        known = setting.day is not None or years
        return None if known else unresolved(UNKNOWN_DAY)
    anchored = "absolute" if years else "published"
    if not second:
        return point(spans.day(start), anchored)
    ahead = (month2, second) < (start.month, start.day)
    end = spans.calendar_day(start.year + ahead, month2, second)
    if years and found.get("month2") and ahead:
        start, end = (
            spans.calendar_day(start.year - 1, month, first) or start,
            spans.calendar_day(start.year, month2, second),
        )
    if end is None or end < start:
        return None
    return point(Span(start, end, "days"), anchored)


def month_day(found: Found, setting: Setting) -> TimeExpression | None:
    """As in "on the 15th", "from the 28th to the 30th": of the month at hand, as the tense asks for."""
    if setting.day is None:
        return unresolved(UNKNOWN_DAY)
    firsts = [spans.shifted(setting.day.replace(day=1), step, "month") for step in (-1, 0, 1)]
    days = [spans.calendar_day(first.year, first.month, day_number(found.get("day"))) for first in firsts]
    day = nearest([day for day in days if day], setting)
    if day is None or not found.get("day2"):
        return point(spans.day(day), "published") if day else None
    second = day_number(found.get("day2"))
    following = spans.shifted(day.replace(day=1), int(second < day.day), "month")
    end = spans.calendar_day(following.year, following.month, second)
    return point(Span(day, end, "days"), "published") if end else None


def iso(found: Found, _setting: Setting) -> TimeExpression | None:
    """As in "2025-12-04"."""
    day = spans.calendar_day(int(found.get("year")), int(found.get("month")), int(found.get("day")))
    return point(spans.day(day), "absolute") if day else None


def numeric(found: Found, setting: Setting) -> TimeExpression | None:
    """As in "03.08.2023", "4/12/2025": day first, unless only the month can be."""
    years = int(found.get("years"))
    years += 2000 if years < 100 else 0
    one, two = int(found.get("one")), int(found.get("two"))
    readings = [spans.calendar_day(years, two, one)]
    if found.get("sign") == "/":
        readings.append(spans.calendar_day(years, one, two))
    possible = [day for day in readings if day]
    if len(possible) > 1 and setting.day is not None:
        today = setting.day
        possible.sort(key=lambda day: (day > today, abs((day - today).days)))
    return point(spans.day(possible[0]), "absolute") if possible else None


def months(found: Found, setting: Setting) -> TimeExpression | None:
    """As in "June 2023", "late March", "September last year", "between March and June"."""
    number, years = month_number(found.get("month")), found.get("year")
    groups = time_words().groups
    if found.get("same") or found.get("which") in groups.same | groups.told_by_story:
        return None  # "that October", "in August of that year": the story tells
    day = setting.day
    if not years and day is None:
        return unresolved(UNKNOWN_DAY)
    which = found.get("which") or found.get("lead_phase")
    in_year = spans.year_number(years) if years else year_of_month(number, which, found, setting)
    anchored = "absolute" if years else "published"
    span = spans.month(in_year, number)
    phase = found.get("phase") or found.get("lead_phase")
    if phase in time_words().groups.phases:
        span = spans.third_of_month(in_year, number, phase)
    if found.get("month2"):
        other = month_number(found.get("month2"))
        start_year = in_year - (other < number) if years else in_year
        end_year = start_year + (other < number)
        span = Span(spans.month(start_year, number).start, spans.month(end_year, other).end, "month")
    return point(span, anchored)


def year_of_month(number: int, which: str, found: Found, setting: Setting) -> int:
    """The year in which a month without one is meant."""
    today = setting.day
    if today is None:
        return spans.FIRST_YEAR
    if setting.told is not None:
        middles = [day for step in (-1, 0, 1) if (day := spans.calendar_day(today.year + step, number, MID_MONTH))]
        meant = _next_told(middles, setting.told)
        return meant.year if meant else today.year
    if found.get("which") in {"last", "this", "next"}:
        return today.year + {"last": -1, "this": 0, "next": 1}[found.get("which")]
    if which == "last":
        return today.year - (number >= today.month)
    groups, prep = time_words().groups, found.get("lead_prep")
    if which in groups.to_come:
        return today.year + (number <= today.month)
    deadline = prep in groups.open_starts or prep in groups.deadlines
    ahead = setting.tense == "future" or (deadline and setting.tense != "past")
    if prep in groups.open_ends and setting.tense != "future":
        ahead = False
    near = {"open": HALF_A_YEAR, "either": A_SEASON}.get(setting.tense, 0)
    if ahead or 0 < (number - today.month) % 12 <= near:
        return today.year + (number < today.month)
    return today.year - (number > today.month)


def weekdays(found: Found, setting: Setting) -> TimeExpression | None:
    """As in "on Wednesday", "late Monday", "next Friday", "Tuesday to Thursday"."""
    if setting.day is None:
        return unresolved(UNKNOWN_DAY)
    number = time_words().weekdays[found.get("weekday")]
    if found.get("weeks") or found.get("number"):
        return _weeks_off(setting.day, number, found)
    day = weekday_near(setting.day, number, found, setting)
    if found.get("beside"):
        day += timedelta(days=-1 if found.get("beside") == "before" else 1)
    if not found.get("weekday2"):
        return point(spans.day(day), "published")
    other = time_words().weekdays[found.get("weekday2")]
    end = day + timedelta(days=(other - number) % 7)
    if setting.tense != "future" and end > setting.day and not found.get("which"):
        day, end = day - timedelta(days=7), end - timedelta(days=7)
    return point(Span(day, end, "days"), "published")


def _weeks_off(today: date, number: int, found: Found) -> TimeExpression:
    """As in "Saturday week", "two Sundays ago", "a week ago Monday", "two weeks from Friday"."""
    amount = amount_of(found.get("number") or "a")
    if amount is None:
        return unresolved(VAGUE)
    back, ahead = (today.weekday() - number) % 7, (number - today.weekday()) % 7
    weeks = round(amount) * (2 if found.get("unit").startswith("fortnight") else 1)
    if found.get("way") == "ago":
        days = -back - 7 * weeks
    elif found.get("way") == "last":
        days = -(back or 7) - 7 * weeks
    elif found.get("weeks") or found.get("way"):
        days = (ahead or 7) + 7 * weeks
    else:
        days = -(back or 7) - 7 * (weeks - 1)
    return point(spans.day(spans.shifted(today, days, "day")), "published")


def weekday_near(today: date, number: int, found: Found, setting: Setting) -> date:
    """The day of this weekday that is meant, the day of publication itself included."""
    if setting.told is not None:
        return today + timedelta(days=(number - today.weekday()) % 7)
    back = today - timedelta(days=(today.weekday() - number) % 7)
    ahead = today + timedelta(days=(number - today.weekday()) % 7)
    monday = today - timedelta(days=today.weekday())
    which, groups = found.get("which") or found.get("lead_phase"), time_words().groups
    if which in {"last", "next"}:
        named = monday + timedelta(days=number + (7 if which == "next" else -7))
        return _last_weekday(today, back, named) if which == "last" and not found.get("which") else named
    if which == "this" and found.get("which"):
        return monday + timedelta(days=number)
    if which == "this past":
        return back if back < today else back - timedelta(days=7)
    if (which == "this" or which in groups.to_come) and setting.tense != "past":
        return ahead
    if setting.tense == "future" or (which == "later" and setting.tense != "past"):
        return ahead
    if found.get("lead_prep") in groups.awaiting and setting.tense != "past":
        return ahead
    if setting.tense == "open" and (ahead - today).days < (today - back).days:
        return ahead
    return back


def _last_weekday(today: date, back: date, named: date) -> date:
    """As in "last Friday": of the week before, unless this week's is far enough behind to be meant."""
    return back if (today - back).days >= FAR_ENOUGH else named


def year(found: Found, _setting: Setting) -> TimeExpression | None:
    """As in "in 2020", "from 2014 to 2020"."""
    written, second = found.get("year"), found.get("year2")
    if spans.era_of(second) and not spans.era_of(written):
        written += "bc"
    first = spans.year_number(written)
    if not second:
        return point(spans.year(first), "absolute")
    last = spans.year_number(second)
    last += first // 100 * 100 if last < 100 else 0
    if last < first or min(first, last) < spans.FIRST_YEAR:
        return None
    return point(Span(date(first, 1, 1), date(last, 12, 31), "year"), "absolute")


def decade_start(found: Found) -> int:
    """The first year of "the 1990s" or "the '90s", which are those of the last century."""
    return int(found.get("years") or f"19{found.get('short')}")


def is_hundred(found: Found) -> bool:
    """Whether "the 1800s" are a hundred years; "the 2000s" are ten."""
    first = decade_start(found)
    return first % 100 == 0 and first < LAST_HUNDRED


def decade(found: Found, _setting: Setting) -> TimeExpression:
    """As in "the 1990s", "the late 1980s" (the last three years of them)."""
    first = decade_start(found)
    if found.get("era"):
        first = spans.ERA - first - 9
    phase = found.get("phase") or found.get("lead_phase").removeprefix("very ")
    last = 99 if is_hundred(found) else 9
    years = (0, last) if last > 9 else DECADE_PARTS.get(phase, (0, last))
    return point(Span(date(first + years[0], 1, 1), date(first + years[1], 12, 31), "year"), "absolute")
