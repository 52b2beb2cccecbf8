"""One sentence in, the marks of people and harm out: what the tests of these steps share."""

from __future__ import annotations

from functools import cache

from sitrep.annotations.damage_told import DamageStep
from sitrep.annotations.layers import (
    CASUALTIES,
    DAMAGE,
    PEOPLE,
    WEAPONS,
    CasualtyFigure,
    DamageFact,
    PeoplePhrase,
    Quantity,
    WeaponUse,
)
from sitrep.annotations.sheet import Mark, Sheet, lay
from sitrep.desk.line import RULES, steps
from sitrep.documents.document import Document

Bounds = tuple[int | None, int | None, int | None]


@cache
def sheet(text: str) -> Sheet:
    """The text with every layer up to the damage told in it."""
    line = steps(RULES)
    last = next(index for index, step in enumerate(line) if isinstance(step, DamageStep))
    return lay(Document(text), line[: last + 1])


def bounds(count: Quantity | None) -> Bounds | None:
    """Low, best and high."""
    return (count.low, count.best, count.high) if count else None


def people(text: str) -> dict[str, PeoplePhrase]:
    """The people described, by their words."""
    return {text[mark.start : mark.end]: mark.value for mark in sheet(text).marks(PEOPLE)}


def figures(text: str) -> list[Mark[CasualtyFigure]]:
    """The figures of the text."""
    return list(sheet(text).marks(CASUALTIES))


def counted(text: str) -> list[tuple[str, Bounds | None]]:
    """Each outcome with its figure, in order."""
    return [(mark.value.outcome, bounds(mark.value.count)) for mark in figures(text)]


def damage(text: str) -> list[tuple[str, str, str]]:
    """Each damaged object's words, class and effect, in order."""
    return [(text[mark.start : mark.end], mark.value.object, mark.value.effect) for mark in sheet(text).marks(DAMAGE)]


def weapons(text: str) -> list[tuple[str, str | None, Bounds | None]]:
    """Each weapon's words, kind and number, in order."""
    return [
        (text[mark.start : mark.end], mark.value.kind, bounds(mark.value.count)) for mark in sheet(text).marks(WEAPONS)
    ]


def uses(text: str) -> list[WeaponUse]:
    """What each weapon mark stands for."""
    return sheet(text).values(WEAPONS)


def facts(text: str) -> list[DamageFact]:
    """What each mark of damage stands for."""
    return sheet(text).values(DAMAGE)
