"""What the map page says in words: where and when its events are, which days are chosen, how many each day has."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from sitrep.codebook.countries import countries
from sitrep.exports.dates import long_range_words
from sitrep.exports.phrases import joined
from sitrep.ledger.map_points import DayCount
from sitrep.web.views.map_asking import Asked
from sitrep.web.views.map_marks import Span
from sitrep.web.words import day

#: So many countries are named, the rest counted.
_NAMED: Final = 3
_FOLLOW: Final = "Choose days below the map; the map, the list and the address of this page follow."


def lede(codes: Sequence[str], asked: Asked, counts: Sequence[DayCount]) -> str:
    """Where and when the events listed are, in one sentence, and what the page does; the most told countries first.

    ``counts`` are those of the dated ones of all days, in order.
    """
    named = [countries()[code].name for code in codes if code in countries()]
    when = _listed_days(asked, counts)
    if not when:
        return _FOLLOW
    if not named:
        return f"{when[0].upper()}{when[1:]}. {_FOLLOW}"
    rest = len(named) - _NAMED
    if rest > 1:
        named = [*named[:_NAMED], f"{rest} other countries"]
    return f"{joined(named)}, {when}. {_FOLLOW}"


def _listed_days(asked: Asked, counts: Sequence[DayCount]) -> str:
    """The days of the lists: those that were chosen, else all of which anything is told."""
    if asked.since and asked.until:
        return long_range_words(date.fromisoformat(asked.since), date.fromisoformat(asked.until))
    if asked.since or asked.until:
        return f"since {day(asked.since, year=True)}" if asked.since else f"until {day(asked.until, year=True)}"
    if not counts:
        return ""
    return long_range_words(date.fromisoformat(counts[0].day), date.fromisoformat(counts[-1].day))


def chosen(asked: Asked, span: Span | None) -> str:
    """The days that are chosen."""
    if asked.since and asked.since == asked.until:
        return day(asked.since, year=True)
    if asked.since or asked.until:
        first = day(asked.since, year=True) if asked.since else "first day"
        return f"{first} – {day(asked.until, year=True) if asked.until else 'last day'}"
    return f"{_between(span.first.isoformat(), span.last.isoformat())}, all days" if span else "no dated event"


def _between(first: str, last: str) -> str:
    return f"{day(first, year=first[:4] != last[:4])} to {day(last, year=True)}"
