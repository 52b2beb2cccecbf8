"""A whole article as one item: what its title, text, days, places and tolls tell together.

News of one happening is linked by events in the product; articles stand in where a corpus knows no events.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sitrep.annotations.layers import CASUALTIES, PLACES, TIMES, Place, TimeExpression
from sitrep.annotations.sheet import Sheet
from sitrep.identity import fingerprint
from sitrep.incidents.items import Days, Item, Spot
from sitrep.incidents.rarity import Rarity
from sitrep.incidents.terms import count_terms
from sitrep.incidents.text_items import text_item

#: A line shorter than this is furniture of the page.
SHORT_LINE = 25
#: A line that stood under this many titles is furniture too.
TITLES = 3
#: How fine a time must be told to date an event.
DATED = ("minute", "hour", "part-of-day", "day")


class Furniture:
    """The lines that a site prints under every story, known by standing under several titles."""

    def __init__(self) -> None:
        self._titles: defaultdict[str, set[str]] = defaultdict(set)

    def stripped(self, title: str, text: str) -> list[str]:
        """The lines of a story that are its own; what it says is remembered."""
        lines = [line for line in map(str.strip, text.split("\n")) if line]
        marks = [fingerprint(line) for line in lines]
        own = [
            line
            for line, mark in zip(lines, marks, strict=True)
            if len(line) >= SHORT_LINE and len(self._titles[mark]) < TITLES
        ]
        for mark in set(marks):
            if len(self._titles[mark]) < TITLES:
                self._titles[mark].add(title)
        return own


def article_item(sheet: Sheet, lines: list[str], rarity: Rarity) -> Item:
    """An article as one item; ``lines`` are those that are its own."""
    document = sheet.document
    counted = count_terms(document.title or "", lines, address=document.url or "")
    return replace(
        text_item(document.id, document.id, document.day, counted, rarity),
        days=_days(sheet.values(TIMES), document.day),
        spots=spots(sheet.values(PLACES)),
        tolls=_tolls(sheet),
    )


def spots(places: Iterable[Place]) -> tuple[Spot, ...]:
    """The places named, each once, in the order of their first naming."""
    told = Counter[tuple[str, int | None]]()
    first: dict[tuple[str, int | None], Place] = {}
    for place in places:
        key = (place.name, place.geonames_id)
        told[key] += 1
        first.setdefault(key, place)
    return tuple(
        Spot(p.name, p.geonames_id, p.lat, p.lon, p.country, p.admin1, p.precision, told[key])
        for key, p in first.items()
    )


def _days(times: Iterable[TimeExpression], published: date | None) -> tuple[Days, ...]:
    """The days that the article names, none after its own."""
    found = set[int]()
    for time in times:
        if time.kind == "point" and time.start and time.precision in DATED and time.tense != "future":
            found.add(date.fromisoformat(time.start[:10]).toordinal())
    latest = published.toordinal() if published else None
    return tuple((day, day) for day in sorted(found) if latest is None or day <= latest)


def _tolls(sheet: Sheet) -> dict[str, frozenset[int]]:
    found: defaultdict[str, set[int]] = defaultdict(set)
    for figure in sheet.values(CASUALTIES):
        if figure.count is not None and figure.count.best is not None:
            found[figure.outcome].add(figure.count.best)
    return {outcome: frozenset(numbers) for outcome, numbers in found.items()}
