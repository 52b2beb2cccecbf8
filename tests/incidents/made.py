"""Items and sources made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from sitrep.incidents.items import Act, Item, Spot, Terms

KHARKIV = Spot("Kharkiv", 706483, 49.98, 36.25, "UA", "Kharkiv Oblast", "city")
CHUHUIV = Spot("Chuhuiv", 710554, 49.84, 36.69, "UA", "Kharkiv Oblast", "city")
MEREFA = Spot("Merefa", 701822, 49.82, 36.06, "UA", "Kharkiv Oblast", "city")
REGION = Spot("Kharkiv Oblast", 706482, 49.5, 36.5, "UA", "Kharkiv Oblast", "region")
UKRAINE = Spot("Ukraine", 690791, 49.0, 32.0, "UA", None, "country")
DAY = date(2025, 12, 3).toordinal()
STRIKE = Act("ASSAULT", "drone", "occurred", background=False, doers=frozenset({"RU"}), sufferers=frozenset({"UA"}))
TALKS = Act("CONSULT", "visit", "occurred", background=False, doers=frozenset({"US", "UA"}))


def struck(name: str, *, spot: Spot = KHARKIV, hours: tuple[int, int] | None = None, **changed: Any) -> Item:
    """A drone strike on Kharkiv on 3 December 2025, but for what is changed; each in a story of its own."""
    told = hours or (DAY * 24, DAY * 24 + 24)
    item = Item(
        name,
        f"story of {name}",
        DAY + 1,
        days=((told[0] // 24, (told[1] - 1) // 24),),
        hours=told,
        spots=(spot,),
        words=Terms.of({"drone": 2.0, "garage": 3.0, name: 3.0}),
        tolls={"killed": frozenset({2})},
        act=STRIKE,
    )
    return replace(item, **changed)


def night(day: int) -> tuple[int, int]:
    """From the evening of a day of December 2025 to the next morning."""
    start = date(2025, 12, day).toordinal() * 24 + 18
    return start, start + 14
