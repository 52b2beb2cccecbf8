"""Meetings and positions made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from sitrep.processes.kinship import Profile, Told
from sitrep.processes.meetings import Change, Meeting
from sitrep.processes.parties import party_of_country
from sitrep.processes.sayings import Saying

TOLD = Told({"RU": "Russia", "UA": "Ukraine", "US": "United States", "IL": "Israel"}, frozenset({("RU", "UA")}))


def profile(*matter: str, day: int = 2, **changed: Any) -> Profile:
    """The profile of a meeting on a day of December 2025 about these parties."""
    none: frozenset[str] = frozenset()
    told = Profile((date(2025, 12, 1).toordinal() + day - 1,), frozenset(matter), none, none, none, none, none)
    return replace(told, **changed)


def met(name: str, *matter: str, day: int = 2, is_peace: bool = True, **changed: Any) -> Meeting:
    """A meeting on a day of December 2025 about these parties."""
    told = date.fromordinal(date(2025, 12, 1).toordinal() + day - 1).isoformat()
    return Meeting(
        id=name, type="CONSULT", standing="held", history=(Change("held", told, None, name, name, ()),), round=None,
        format=None, expected=None, actual=None, duration=None, venue=None, host=(), mediators=(), attendance=(),
        remarks=(), issues=(), documents=(name,), events=(name,), is_peace=is_peace, is_other=False,
        profile=profile(*matter, day=day, **changed),
    )  # fmt: skip


def said(stance: str | None, day: str, *, country: str = "UA", issue: str = "territory") -> Saying:
    """A position of a country on an issue, told on this day."""
    return Saying(
        party_of_country(country), issue, stance, f"words of {day}", ((0, 5),), day,  # type: ignore[arg-type]
        "somebody", None, f"story of {day}", f"statement of {day}", False, False, (), frozenset({country}),
    )  # fmt: skip
