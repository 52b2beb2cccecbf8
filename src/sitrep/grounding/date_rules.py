"""The rules that read a time from the calendar and the day of publication alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
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
PHASES = frozenset({"early", "mid", "late"})
UNKNOWN_DAY = "unresolved: the day of publication is not known"
VAGUE = "unresolved: vague"
OPEN_STARTS = frozenset({"until", "till", "up until", "through", "no later than", "before"})
OPEN_ENDS = frozenset({"since", "ever since", "from", "starting", "beginning", "effective", "after", "dating to",
                       "dating back to", "since the", "from the"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Setting:
    """What a rule may know besides the words: the day of publication, the tense, the words near by."""

    day: date | None
    tense: Tense = "either"
    near: frozenset[str] = frozenset()


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
    if text.endswith(" and a half"):
        whole = number_at(text.split(), 0)
        return whole.value + 0.5 if whole else None
    if re.fullmatch(r"\d+\.\d+", text):
        return float(text)
    number = number_at(text.split(), 0)
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


def _dated(number: int, month: int, years: str, setting: Setting) -> date | None:
    """A day and month in its stated year, or in the one its tense asks for."""
    if years:
        return spans.calendar_day(int(years), month, number)
    for named in time_words().named_days:
        if (named.month, named.day) == (month, number) and named.near & setting.near:
            meant = date(named.year, month, number)
            if setting.day is None or (setting.day - meant).days > A_YEAR:
                return meant
    if setting.day is None:
        return None
    around = (spans.calendar_day(setting.day.year + step, month, number) for step in (-1, 0, 1))
    return _nearest([found for found in around if found], setting)


def _day_number(text: str) -> int:
    return int(re.match(r"\d+", text).group()) if text else 0  # type: ignore[union-attr]


def dates(found: Found, setting: Setting) -> TimeExpression | None:
    """"Dec. 4, 2025", "between 10 and 13 March", "Sept. 19 and 20", "Thursday, 4 December"."""
    month = month_number(found.get("month"))
    first, second = _day_number(found.get("day")), _day_number(found.get("day2"))
    month2 = month_number(found.get("month2")) if found.get("month2") else month
    start = _dated(_day_number(found.get("day3")) or first, month, found.get("year"), setting)
    if start is None:
        known = setting.day is not None or found.get("year")
        return None if known else unresolved(UNKNOWN_DAY)
    anchored = "absolute" if found.get("year") else "published"
    if not second:
        return point(spans.day(start), anchored)
    ahead = (month2, second) < (start.month, start.day)
    end = spans.calendar_day(start.year + ahead, month2, second)
    if found.get("year") and found.get("month2") and ahead:
        start, end = spans.calendar_day(start.year - 1, month, first) or start, spans.calendar_day(start.year, month2, second)
    if end is None or end < start:
        return None
    return point(Span(start, end, "days"), anchored)


def iso(found: Found, _setting: Setting) -> TimeExpression | None:
    """"2025-12-04"."""
    day = spans.calendar_day(int(found.get("year")), int(found.get("month")), int(found.get("day")))
    return point(spans.day(day), "absolute") if day else None


def numeric(found: Found, setting: Setting) -> TimeExpression | None:
    """"03.08.2023", "4/12/2025": day first, unless only the month can be."""
    years = int(found.get("years"))
    years += 2000 if years < 100 else 0  # noqa: PLR2004
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
    """"June 2023", "late March", "September last year", "between March and June"."""
    number, years = month_number(found.get("month")), found.get("year")
    day = setting.day
    if not years and day is None:
        return unresolved(UNKNOWN_DAY)
    which = found.get("which") or found.get("lead_phase")
    year_number = int(years) if years else _year_of_month(number, which, found, setting)
    anchored = "absolute" if years else "published"
    span = spans.month(year_number, number)
    phase = found.get("phase") or found.get("lead_phase")
    if phase in {"early", "mid", "middle", "late", "end"}:
        span = spans.third_of_month(year_number, number, phase)
    if found.get("month2"):
        other = month_number(found.get("month2"))
        start_year = year_number - (other < number) if years else year_number
        end_year = start_year + (other < number)
        span = Span(spans.month(start_year, number).start, spans.month(end_year, other).end, "month")
    return point(span, anchored)


def _year_of_month(number: int, which: str, found: Found, setting: Setting) -> int:
    today = setting.day
    if today is None:
        return spans.FIRST_YEAR
    if found.get("which") in {"last", "this", "next"}:
        return today.year + {"last": -1, "this": 0, "next": 1}[found.get("which")]
    if which == "last":
        return today.year - (number >= today.month)
    if which in {"next", "this coming", "the coming"}:
        return today.year + (number <= today.month)
    deadline = found.get("lead_prep") in {"until", "till", "through", "by", "no later than"}
    ahead = setting.tense == "future" or (deadline and setting.tense != "past")
    if found.get("lead_prep") in {"since", "from"} and setting.tense != "future":
        ahead = False
    if ahead or (setting.tense == "open" and 0 < number - today.month <= 6):  # noqa: PLR2004
        return today.year + (number < today.month)
    return today.year - (number > today.month)


def weekdays(found: Found, setting: Setting) -> TimeExpression | None:
    """"On Wednesday", "late Monday", "next Friday", "Tuesday to Thursday"."""
    if setting.day is None:
        return unresolved(UNKNOWN_DAY)
    number = time_words().weekdays[found.get("weekday")]
    day = weekday_near(setting.day, number, found, setting)
    if not found.get("weekday2"):
        return point(spans.day(day), "published")
    other = time_words().weekdays[found.get("weekday2")]
    end = day + timedelta(days=(other - number) % 7)
    if setting.tense != "future" and end > setting.day and not found.get("which"):
        day, end = day - timedelta(days=7), end - timedelta(days=7)
    return point(Span(day, end, "days"), "published")


def weekday_near(today: date, number: int, found: Found, setting: Setting) -> date:
    """The day of this weekday that is meant, the day of publication itself included."""
    back = today - timedelta(days=(today.weekday() - number) % 7)
    ahead = today + timedelta(days=(number - today.weekday()) % 7)
    monday = today - timedelta(days=today.weekday())
    which = found.get("which") or found.get("lead_phase")
    if which in {"last", "next"}:
        named = monday + timedelta(days=number + (7 if which == "next" else -7))
        return _last_weekday(today, back, named) if which == "last" and not found.get("which") else named
    if which == "this" and found.get("which"):
        return monday + timedelta(days=number)
    if which == "this past":
        return back if back < today else back - timedelta(days=7)
    if which in {"this", "this coming", "coming", "the coming"} and setting.tense != "past":
        return ahead
    if setting.tense == "future" or which == "later":
        return ahead
    if found.get("lead_prep") in {"until", "till", "no later than"} and setting.tense != "past":
        return ahead
    if setting.tense == "open" and (ahead - today).days < (today - back).days:
        return ahead
    return back


def _last_weekday(today: date, back: date, named: date) -> date:
    """"Last Friday": of the week before, unless this week's is far enough behind to be meant."""
    return back if 3 <= (today - back).days else named  # noqa: PLR2004


def year(found: Found, _setting: Setting) -> TimeExpression | None:
    """"In 2020", "from 2014 to 2020"."""
    first = int(found.get("year"))
    if not found.get("year2"):
        return point(spans.year(first), "absolute")
    last = int(found.get("year2"))
    last += first // 100 * 100 if last < 100 else 0  # noqa: PLR2004
    if last < first:
        return None
    return point(Span(date(first, 1, 1), date(last, 12, 31), "year"), "absolute")


def decade(found: Found, _setting: Setting) -> TimeExpression:
    """"The 1990s"."""
    first = int(found.get("years"))
    return point(Span(date(first, 1, 1), date(first + 9, 12, 31), "year"), "absolute")


def overnight(found: Found, setting: Setting) -> TimeExpression:
    """"Overnight": the day before publication to the day of publication, unless it names its days."""
    if setting.day is None:
        return unresolved(UNKNOWN_DAY)
    today, past = setting.day, replace(setting, tense="past")
    if found.get("weekday"):
        number = time_words().weekdays[found.get("weekday")]
        day = weekday_near(today, number, found, past)
        to_next = bool(found.get("weekday2")) or not (_into(found) or day == today)
        return _night(day if to_next else day - timedelta(days=1))
    if found.get("month"):
        start = _dated(_day_number(found.get("day")), month_number(found.get("month")), "", past)
        if start is not None:
            into = _into(found) or (start == today and not found.get("day2"))
            return _night(start - timedelta(days=1) if into else start)
    if setting.tense == "future":
        return _night(today)
    return _night(today - timedelta(days=1))


def _into(found: Found) -> bool:
    return found.get("into") == "yes"


def _night(first: date) -> TimeExpression:
    return point(Span(first, first + timedelta(days=1), "part-of-day"), "published")


def near_day(found: Found, setting: Setting) -> TimeExpression:
    """"Yesterday", "the day after tomorrow", "tonight"."""
    if setting.day is None:
        return unresolved(UNKNOWN_DAY)
    word = found.get("word").removeprefix("the ")
    steps = {"day before yesterday": -2, "yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
    span = spans.day(setting.day + timedelta(days=steps.get(word, 2)))
    return point(span._replace(precision="part-of-day") if word == "tonight" else span, "published")


def near_part(found: Found, setting: Setting) -> TimeExpression:
    """"This morning", "last night"."""
    if setting.day is None:
        return unresolved(UNKNOWN_DAY)
    if found.get("which") == "this":
        return point(Span(setting.day, setting.day, "part-of-day"), "published")
    before = setting.day - timedelta(days=1)
    end = setting.day if found.get("part") == "night" else before
    return point(Span(before, end, "part-of-day"), "published")


def near_unit(found: Found, setting: Setting) -> TimeExpression | None:
    """"Last week", "this month", "next year", "the past week"; None where the story must tell."""
    which, unit = found.get("which") or "last", found.get("unit")
    if not found.get("which"):  # "over the weekend"
        which = "this" if setting.tense == "future" else "last"
    if which in {"the previous", "previous", "the following", "following", "that", "that same", "the same", "same",
                 "the preceding", "the next"}:  # fmt: skip
        return None
    if setting.day is None:
        return unresolved(UNKNOWN_DAY)
    if unit in time_words().seasons:
        return _near_season(which, unit, setting)
    today = setting.day
    if which in {"the past", "past", "the last"}:
        return point(Span(spans.shifted(today, -1, unit), today, spans.around(today, unit).precision), "published")
    step = {"last": -1, "next": 1, "coming": 1, "the coming": 1, "this coming": 1}.get(which, 0)
    if unit == "weekend":
        return point(_near_weekend(step, setting), "published")
    span = spans.around(spans.shifted(today, step, unit), unit)
    if unit == "decade":
        first = today.year // 10 * 10 + 10 * step
        span = Span(date(first, 1, 1), date(first + 9, 12, 31), "year")
    if unit == "quarter" and step:
        span = Span(spans.shifted(today, step, unit), today, "season") if step < 0 else span
    if step == 0:
        ahead = setting.tense == "future" or found.get("lead_phase") == "later"
        span = span._replace(start=today) if ahead else span._replace(end=today)
    phase = found.get("lead_phase")
    if phase in {"early", "mid", "late"} and unit in {"month", "year"} and span.start is not None and step:
        first = span.start
        span = spans.third_of_month(first.year, first.month, phase) if unit == "month" else spans.part_of_year(first.year, phase)
    return point(span, "published")


def _near_weekend(step: int, setting: Setting) -> Span:
    today = setting.day or date.min
    this = spans.weekend(today)
    if (step == 0 and setting.tense == "future") or (step <= 0 and today.weekday() >= 5):  # noqa: PLR2004
        return this
    return spans.weekend(today + timedelta(days=7 * (step or -1)))


def _near_season(which: str, name: str, setting: Setting) -> TimeExpression:
    today = setting.day or date.min
    options = [spans.season(today.year + step, name) for step in (-2, -1, 0, 1)]
    past = [span for span in options if span.end and span.end < today]
    current = [span for span in options if span.start and span.end and span.start <= today <= span.end]
    ahead = [span for span in options if span.start and span.start > today]
    if which == "next" or (which in {"this", "this coming", "the coming"} and setting.tense == "future" and not current):
        return point(ahead[0], "published")
    if which in {"this", "the current"}:
        chosen = current or [span for span in options if span.start and span.start.year == today.year]
        return point(chosen[0] if chosen else past[-1], "published")
    return point(past[-1], "published")


def season(found: Found, setting: Setting) -> TimeExpression | None:
    """"The summer of 2024"; "in the spring"."""
    name = found.get("season")
    if found.get("year"):
        return point(spans.season(int(found.get("year")), name), "absolute")
    if setting.day is None:
        return unresolved(UNKNOWN_DAY)
    if setting.tense == "future":
        return _near_season("next", name, setting)
    options = [spans.season(setting.day.year + step, name) for step in (-2, -1, 0)]
    return point([span for span in options if span.start and span.start <= setting.day][-1], "published")


def holiday(found: Found, setting: Setting) -> TimeExpression | None:
    """"Christmas Day", "the new year"."""
    month, number = time_words().holidays[" ".join(found.get("holiday").replace("’", "'").split())]
    day = _dated(number, month, found.get("year"), setting)
    if day is None:
        return unresolved(UNKNOWN_DAY)
    return point(spans.day(day), "absolute" if found.get("year") else "published")


def span_of(found: Found, setting: Setting) -> TimeExpression | None:
    """"The past 24 hours", "the last three days", "the next two weeks"."""
    if setting.day is None:
        return unresolved(UNKNOWN_DAY)
    amount = amount_of(found.get("number") or "a")
    unit, which = unit_of(found.get("unit")), found.get("which")
    plural_alone = not found.get("number") and found.get("unit").endswith("s")
    if amount is None or plural_alone:
        return unresolved(VAGUE)
    today = setting.day
    if unit in {"hour", "minute", "second"}:
        amount, unit = max(1, round(amount / 24)) if unit == "hour" else 0, "day"
    sign = 1 if which in {"coming", "next"} else -1
    other = spans.shifted(today, sign * round(amount), unit)
    precision = "days" if unit == "day" else spans.around(today, unit).precision
    return point(Span(min(today, other), max(today, other), precision), "published")


def vague(_found: Found, _setting: Setting) -> TimeExpression:
    """"In recent days", "recently"."""
    return unresolved(VAGUE)


def ahead(found: Found, setting: Setting, *, within: bool = False) -> TimeExpression | None:
    """"In two weeks' time"; "within ten days" of an event to come."""
    amount = amount_of(found.get("number"))
    if setting.day is None or amount is None:
        return unresolved(UNKNOWN_DAY if setting.day is None else VAGUE)
    unit = unit_of(found.get("unit"))
    target = counted(setting.day, amount, unit)
    if within:
        precision = "days" if target.precision == "day" else target.precision
        return point(Span(setting.day, spans.shifted(setting.day, round(amount), unit), precision), "published")
    return point(target, "published")


def edge(found: Found, setting: Setting) -> TimeExpression | None:
    """"The end of the year", "the beginning of the month", "late 2024", "early next month"."""
    phase = {"start": "early", "beginning": "early", "middle": "mid"}.get(found.get("edge"), found.get("edge"))
    if found.get("year"):
        span = spans.year(int(found.get("year")))
        if found.get("month"):
            span = spans.month(int(found.get("year")), month_number(found.get("month")))
        return point(_edge_of(span, phase, found), "absolute")
    if setting.day is None:
        return unresolved(UNKNOWN_DAY)
    today, unit = setting.day, found.get("unit") or "year"
    if found.get("month"):
        number = month_number(found.get("month"))
        return point(_edge_of(spans.month(_year_of_month(number, "", found, setting), number), phase, found), "published")
    if unit in time_words().seasons:
        return point(_edge_of(spans.season(today.year, unit), phase, found), "published")
    step = {"last": -1, "next": 1}.get(found.get("which"), 0)
    return point(_edge_of(spans.around(spans.shifted(today, step, unit), unit), phase, found), "published")


def _edge_of(span: Span, phase: str, found: Found) -> Span:
    """The first or last part of a span; after "by" and "since" its very edge."""
    prep = found.get("lead_prep").partition(" ")[0]
    if span.start is None or span.end is None:
        return span
    if prep in {"by", "until", "till", "before", "since", "from", "through"} and found.get("edge") not in PHASES:
        edge_day = span.end if phase in {"end", "close", "year"} else span.start
        return Span(edge_day, edge_day, span.precision)
    if span.precision == "month":
        return spans.third_of_month(span.start.year, span.start.month, phase)
    if span.precision == "year":
        return spans.part_of_year(span.start.year, phase)
    return span


def ago(found: Found, setting: Setting) -> TimeExpression | None:
    """"Three days ago", "nearly four years ago", "two months ago"."""
    if setting.day is None:
        return unresolved(UNKNOWN_DAY)
    amount = amount_of(found.get("number")) if found.get("number") else None
    if amount is None:
        return unresolved(VAGUE)
    sign = 1 if found.get("way") in {"from now", "hence"} else -1
    return point(counted(setting.day, sign * amount, unit_of(found.get("unit")), found.get("lead_hedge")), "published")


def counted(origin: date, amount: float, unit: str, hedge: str = "") -> Span:
    """The day, week, month or year that lies this many units from a day; "nearly" a little nearer."""
    if unit in {"hour", "minute", "second"}:
        days = int(amount / 24) if unit == "hour" else 0
        return spans.day(origin + timedelta(days=max(-3660, min(3660, days))))
    if amount != round(amount) and unit in {"year", "decade"}:
        amount, unit, grain = amount * (12 if unit == "year" else 120), "month", "year"
    else:
        grain = unit
    target = spans.shifted(origin, round(amount), unit)
    lean = time_words().hedges.get(hedge, 0)
    if lean and grain in {"year", "decade"}:
        target = spans.shifted(target, 3 * lean * (1 if amount > 0 else -1), "month")
    return spans.around(target, "day" if unit == "weekend" else grain)


#: Every rule by the name the codebook gives it.
RULES: dict[str, Callable[[Found, Setting], TimeExpression | None]] = {
    "iso": iso, "numeric": numeric, "dates": dates, "months": months, "weekdays": weekdays, "overnight": overnight,
    "year": year, "decade": decade, "near_day": near_day, "near_part": near_part, "near_unit": near_unit,
    "span_of": span_of, "vague": vague, "ahead": ahead, "edge": edge, "season": season, "holiday": holiday,
}  # fmt: skip
