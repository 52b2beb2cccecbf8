"""Chronicles: made-up stories about a few happenings, each part of a story known to tell of one of them.

The n-th chronicle of a seed is always the same. Outlets tell in their own words, on other days, with the tolls of
their day; some only copy, with another toll.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from sitrep.codebook.countries import name_of
from sitrep_train.happenings import Happening, area, draw, told_in
from sitrep_train.setting import person

NUMBERS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
#: How many stories tell of a happening, and how many days after it at most.
STORIES: Final = (1, 2, 2, 3, 3, 4)
LAGS: Final = (0, 1, 1, 1, 2, 3)
WEEK: Final = 6
MONTHS_OLD: Final = 200
TYPES: Final = {"arms": frozenset({"ASSAULT"}), "talks": frozenset({"CONSULT"}), "detained": frozenset({"COERCE"})}
_CHOICE = re.compile(r"<([^<>]*)>")
_SLOT = re.compile(r"\{([A-Za-z-]+)\}")


@dataclass(frozen=True, slots=True)
class Part:
    """The characters of a story that tell of a happening, and the types of event that do."""

    start: int
    end: int
    happening: str
    types: frozenset[str]


@dataclass(frozen=True, slots=True)
class Told:
    """One story."""

    id: str
    outlet: str
    published: date
    text: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Chronicle:
    """A few happenings, by their family, and the stories told of them."""

    id: str
    family: str
    stories: tuple[Told, ...]


def chronicles(count: int, seed: int) -> Iterator[Chronicle]:
    """The first chronicles of the seed."""
    for index in range(count):
        yield write(index, seed)


def write(index: int, seed: int) -> Chronicle:
    """The chronicle with this number."""
    chance = Random(f"{seed}/{index}")  # noqa: S311 -- not a secret
    family, happenings = draw(chance)
    name = f"{seed}-{index}"
    stories: list[Told] = []
    for happening in happenings:
        number = chance.choice(STORIES)
        copied = chance.getrandbits(32) if chance.random() < 0.25 else None
        for _ in range(number):
            stories.append(_Story(chance, happenings, f"{name}-{len(stories)}").about(happening, copied))
    return Chronicle(name, family, tuple(stories))


class _Story:
    """One story in the making."""

    def __init__(self, chance: Random, happenings: list[Happening], name: str) -> None:
        self.chance = chance
        self.happenings = happenings
        self.name = name
        self.lines: list[tuple[str, Happening | None]] = []

    def about(self, main: Happening, copied: int | None) -> Told:
        """A story about one of the happenings; ``copied`` draws the same words for each that copies another."""
        words, chance = told_in("tellings"), self.chance
        status, published = self._standing(main)
        telling = _Telling(chance if copied is None else Random(copied), main, published)  # noqa: S311 -- not a secret
        lead = telling.sentence(self._forms(main, status))
        outlet = chance.choice(words["outlets"])
        if chance.random() < 0.5:
            country = name_of(main.country)
            lead = f"{telling.town.upper()}{f', {country}' if country else ''} ({outlet}) — {lead}"
        self.lines.append((lead, main))
        self._fill(main.kind)
        if chance.random() < 0.35:
            self._beside(main, published)
        self._fill(main.kind)
        return self._written(outlet, published)

    def _standing(self, main: Happening) -> tuple[str, date]:
        """Whether the story comes before or after what it tells of, and when."""
        if main.kind == "talks" and self.chance.random() < 0.4:
            if main.cancelled and self.chance.random() < 0.5:
                return "cancelled", main.day - timedelta(self.chance.randrange(2))
            return "planned", (main.moved or main.day) - timedelta(self.chance.randrange(1, 5))
        if main.cancelled:
            return "cancelled", main.day
        late = main.part == "night" or (main.hour or 0) > 20
        return "occurred", main.day + timedelta(max(self.chance.choice(LAGS), int(late)))

    def _forms(self, told: Happening, status: str) -> list[str]:
        words = told_in("tellings")
        if told.kind == "talks":
            return list(words["talks"][status])
        if told.kind == "detained":
            return list(words["detained"])
        return list(words["wide"] if told.width != "town" else words["arms"][told.arm]["sentences"])

    def _beside(self, main: Happening, published: date) -> None:
        """Another happening, told after the first: one of these days, or one that is recalled."""
        words = told_in("tellings")
        others = [one for one in self.happenings if one.key != main.key and one.day < published]
        if not others:
            return
        told = self.chance.choice(others)
        recent = (published - told.day).days <= min(LAGS[-1], WEEK) and told.kind == "arms"
        if recent and told.width == "town":
            forms = words["arms"][told.arm]["later"]
        elif told.kind == "detained" or told.width != "town":
            return
        else:
            forms = words["talks"]["recalled"] if told.kind == "talks" else words["recalled"]
        self.lines.append((_Telling(self.chance, told, published).sentence(forms), told))

    def _fill(self, kind: str) -> None:
        fillers = told_in("tellings")["fillers"]["talks" if kind == "talks" else "arms"]
        for filler in self.chance.sample(fillers, self.chance.randrange(3)):
            who = person(self.chance, self.happenings[0].country or "US").name
            line = filler.format(person=who)
            if line not in {told for told, _ in self.lines}:
                self.lines.append((line, None))

    def _written(self, outlet: str, published: date) -> Told:
        parts, at = [], 0
        for line, told in self.lines:
            if told is not None:
                parts.append(Part(at, at + len(line), told.key, TYPES[told.kind]))
            at += len(line) + 1
        return Told(self.name, outlet, published, "\n".join(line for line, _ in self.lines), tuple(parts))


class _Telling:
    """One happening in the words of one story."""

    def __init__(self, chance: Random, told: Happening, published: date) -> None:
        self.chance = chance
        self.told = told
        self.published = published
        self.town = chance.choice(told.names)
        late = (published - told.day).days
        self.killed = self._known(told.killed, late)
        self.wounded = self._known(told.wounded, late - 1)

    def _known(self, toll: int, late: int) -> int:
        """How much of a toll is known so late: first reports tell of some, later ones of nearly all."""
        if late > 1 or self.chance.random() < 0.4:
            return max(0, toll)
        share = self.chance.uniform(0.3 if late <= 0 else 0.7, 1.0)
        return max(min(toll, 1), round(toll * share))

    def sentence(self, forms: list[str]) -> str:
        """One of the forms, filled; those that tell of dead only where there are any."""
        fit = [form for form in forms if self.killed or not re.search(r"\{[Kk]illed-", form)]
        form = _CHOICE.sub(lambda found: found[1] if self.chance.random() < 0.5 else "", self.chance.choice(fit))
        filled = _SLOT.sub(lambda found: self._slot(found[1]), form)
        return filled[0].upper() + filled[1:]

    def _slot(self, name: str) -> str:
        words: Any = getattr(self, f"_{name.lower().replace('-', '_')}")()
        return words[0].upper() + words[1:] if name[0].isupper() else words

    def _doer(self) -> str:
        return self._pick(self.told.doers)

    def _one(self) -> str:
        return self._pick(self.told.doers)

    def _other(self) -> str:
        return self._pick(self.told.others)

    def _pick(self, names: tuple[str, ...]) -> str:
        return names[0] if self.chance.random() < 0.5 else self.chance.choice(names)

    def _target(self) -> str:
        return self.told.also if self.told.also and self.chance.random() < 0.4 else self.told.target

    def _topic(self) -> str:
        return self.told.topic

    def _area(self) -> str:
        return area(self.told)

    def _place(self) -> str:
        ways = (self.town,) * 4 + (
            f"{self.town}, in {self.told.region}",
            f"the town of {self.town}",
            f"the {self.told.region} region",
        )
        return self.chance.choice(ways)

    def _town(self) -> str:
        return self.town

    def _source(self) -> str:
        named = "talk_sources" if self.told.kind == "talks" else "sources"
        return str(self.chance.choice(told_in("tellings")[named]))

    def _police(self) -> str:
        return self.chance.choice(("police", "security forces", "the police"))

    def _count(self) -> str:
        return number(2 + len(self.told.target) % 30)

    def _killed_words(self) -> str:
        return number(self.killed)

    def _killed_people(self) -> str:
        people = "person was" if self.killed == 1 else "people were"
        hurt = f" and {number(self.wounded)} wounded" if self.wounded else ""
        return f"{self._least()}{number(self.killed)} {people} killed{hurt}"

    def _toll_ing(self) -> str:
        if not self.killed and not self.wounded:
            return "causing no casualties"
        return self._tolls("killing", "wounding", "injuring")

    def _toll_ed(self) -> str:
        if not self.killed and not self.wounded:
            return "caused no casualties"
        return self._tolls("killed", "wounded", "injured")

    def _tolls(self, killed: str, wounded: str, injured: str) -> str:
        hurt = wounded if self.chance.random() < 0.6 else injured
        people = "person" if self.killed == 1 else "people"
        if not self.killed:
            return f"{hurt} {number(self.wounded)} {'person' if self.wounded == 1 else 'people'}"
        dead = f"{killed} {self._least()}{number(self.killed)} {people}"
        return f"{dead} and {hurt} {number(self.wounded)}" if self.wounded and self.chance.random() < 0.8 else dead

    def _least(self) -> str:
        return "at least " if self.chance.random() < 0.3 else ""

    def _when(self) -> str:
        told, day, chance = self.told, self.told.day, self.chance
        if told.moved and self.published < told.moved:
            day = told.moved
        late = (self.published - day).days
        if late > WEEK or late < -WEEK or chance.random() < 0.15:
            year = f", {day.year}" if late > MONTHS_OLD else ""
            return f"on {day:%B} {day.day}{year}"
        weekday, next_day = f"{day:%A}", f"{day + timedelta(1):%A}"
        if told.hour is not None:
            hour = f"{(told.hour - 1) % 12 + 1} {'a.m.' if told.hour < 12 else 'p.m.'}"
            return f"at {hour} on {weekday}"
        if told.part == "night":
            return chance.choice((f"overnight into {next_day}", f"on {weekday} night", f"late {weekday}", f"overnight {weekday} to {next_day}"))  # noqa: E501  # fmt: skip
        if told.part and chance.random() < 0.8:
            return f"on {weekday} {told.part}"
        return f"on {weekday}"


def number(count: int) -> str:
    """A number as news writes it."""
    return NUMBERS[count] if count < len(NUMBERS) else str(count)
