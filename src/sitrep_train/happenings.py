"""Made-up happenings that are hard to tell apart, and those that are told in many ways: the families of a chronicle."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any, Final, Literal
from unicodedata import combining, normalize

import yaml

from sitrep.codebook.countries import name_of
from sitrep.grounding.gazetteer import gazetteer
from sitrep_train.grammar import names

Width = Literal["town", "region", "country"]
#: The gazetteer's best known places, in which towns and regions are sought.
PLACES_READ: Final = 60_000
FIRST: Final = date(2023, 1, 2)
DAYS: Final = 1_000
PARTS: Final = ("", "", "night", "morning", "evening", "afternoon")
YEAR: Final = 365


@dataclass(frozen=True, slots=True)
class Happening:
    """What is so, whoever tells of it. ``names`` are those of its town; ``hour`` is that of its day, where it has one.

    ``also`` is what else was hit, where more was: some tell of the one, some of the other.
    ``doers`` and ``others`` are the names of one side each; of talks both take part. ``moved`` is the day on which
    talks were to be held at first.
    """

    key: str
    kind: str
    day: date
    country: str
    region: str
    names: tuple[str, ...]
    doers: tuple[str, ...]
    target: str = ""
    also: str = ""
    arm: str = ""
    part: str = ""
    hour: int | None = None
    killed: int = 0
    wounded: int = 0
    width: Width = "town"
    others: tuple[str, ...] = ()
    topic: str = ""
    moved: date | None = None
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Theatre:
    """A country with its regions of three towns and more, and the sides that act there."""

    country: str
    regions: dict[str, tuple[str, ...]]
    sides: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]


@cache
def told_in(name: str) -> Any:
    """A file of ``chronicle/``."""
    return yaml.safe_load((files("sitrep_train") / "chronicle" / f"{name}.yaml").read_text(encoding="utf-8"))


@cache
def theatres() -> tuple[Theatre, ...]:
    """Every theatre that has a region with towns enough."""
    towns: dict[str, dict[str, list[str]]] = {}
    book = gazetteer()
    for index in range(min(PLACES_READ, len(book))):
        entry = book.entry(index)
        if entry.kind == "city" and entry.country and entry.admin1:
            towns.setdefault(entry.country, {}).setdefault(_spelt(entry.admin1), []).append(_spelt(entry.name))
    found = []
    for told in told_in("theatres")["theatres"]:
        regions = {
            region: tuple(dict.fromkeys(names))
            for region, names in towns.get(told["country"], {}).items()
            if len(set(names)) >= 3
        }
        sides = tuple((tuple(side["called"]), tuple(side["arms"])) for side in told["sides"])
        if regions:
            found.append(Theatre(told["country"], regions, sides))
    return tuple(found)


def _spelt(name: str) -> str:
    """A name as news writes it: no marks on its letters, no word for what it names."""
    plain = "".join(letter for letter in normalize("NFD", name) if not combining(letter))
    for word in names().generic:
        plain = plain.removesuffix(word) or plain
    return plain


class Scene:
    """One theatre, region and day in which happenings are made up."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.theatre = chance.choice(theatres())
        self.region, self.towns = chance.choice(sorted(self.theatre.regions.items()))
        self.day = FIRST + timedelta(chance.randrange(DAYS))
        self._made = 0

    def town(self, but: tuple[str, ...] = ()) -> tuple[str, ...]:
        """A town of the region, by its one name."""
        return (self.chance.choice([name for name in self.towns if name not in but] or list(self.towns)),)

    def key(self) -> str:
        """A name for one more happening."""
        self._made += 1
        return f"h{self._made}"

    def target(self) -> str:
        """Something that is hit, named or not."""
        words = told_in("tellings")
        if self.chance.random() < 0.5:
            return str(self.chance.choice(words["objects"]))
        name = "".join(self.chance.choice(part) for part in words["name_parts"])
        return str(self.chance.choice(words["named"])).format(name=name)

    def also(self) -> str:
        """What else is hit, often nothing."""
        return self.target() if self.chance.random() < 0.5 else ""

    def attack(self, **known: Any) -> Happening:
        """An attack on a town, but for what is known of it."""
        doers, arms = self.chance.choice(self.theatre.sides)
        made = {
            "key": self.key(), "kind": "arms", "day": self.day, "country": self.theatre.country, "region": self.region,
            "names": self.town(), "doers": doers, "arm": self.chance.choice(arms), "target": self.target(),
            "also": self.also(), "part": self.chance.choice(PARTS), "killed": self.toll(), "wounded": self.toll(3),
        }  # fmt: skip
        return Happening(**{**made, **known})

    def toll(self, often: int = 1) -> int:
        """How many fell: few are the commonest, many are rare."""
        return int(self.chance.paretovariate(0.9)) % 60 * often - (self.chance.random() < 0.4)

    def meeting(self, **known: Any) -> Happening:
        """Talks, but for what is known of them."""
        told = self.chance.choice(told_in("theatres")["talks"])
        one, other = told["sides"]
        made = {
            "key": self.key(), "kind": "talks", "day": self.day, "country": "", "region": "",
            "names": (self.chance.choice(told["towns"]),), "doers": tuple(one), "others": tuple(other),
            "topic": self.chance.choice(told_in("tellings")["talks"]["topics"]),
        }  # fmt: skip
        return Happening(**{**made, **known})

    def later(self, days: int, after: Happening, **known: Any) -> Happening:
        """Another happening like this one, some days after; its toll and target are its own."""
        own: dict[str, Any] = {"key": self.key(), "day": after.day + timedelta(days)}
        if after.kind == "arms":
            own |= {"killed": self.toll(), "wounded": self.toll(3), "target": self.target(), "also": self.also()}
        return replace(after, **{**own, **known})


def one(scene: Scene) -> list[Happening]:
    """One attack."""
    return [scene.attack()]


def neighbouring_days(scene: Scene) -> list[Happening]:
    """One town struck on two or three days, often by the same and with the same."""
    first = scene.attack()
    same = scene.chance.random() < 0.7
    rest = [scene.later(days, first, part=first.part if same else "") for days in range(1, scene.chance.choice((2, 3)))]
    return [first, *(one if same else replace(one, arm=scene.attack().arm) for one in rest)]


def two_targets_on_one_night(scene: Scene) -> list[Happening]:
    """Two quarters of one town struck on one night."""
    first = scene.attack(part="night", killed=1 + max(0, scene.toll()))
    return [first, scene.later(0, first, killed=1 + max(0, scene.toll()))]


def hours_apart(scene: Scene) -> list[Happening]:
    """A second strike on the same town hours after the first."""
    first = scene.attack(part="", hour=scene.chance.randrange(6, 14))
    assert first.hour is not None
    return [first, scene.later(0, first, hour=first.hour + scene.chance.randrange(3, 8))]


def two_towns(scene: Scene) -> list[Happening]:
    """Two towns of one region struck on one day."""
    first = scene.attack()
    return [first, scene.later(0, first, names=scene.town(first.names))]


def two_sides(scene: Scene) -> list[Happening]:
    """Two sides that attack one town on one day."""
    first = scene.attack(part="")
    doers, arms = scene.chance.choice([side for side in scene.theatre.sides if side[0] != first.doers] or [("", ())])
    return [first, scene.later(0, first, doers=doers, arm=scene.chance.choice(arms))] if doers else [first]


def nested(scene: Scene) -> list[Happening]:
    """A town's strike, what its region tells of the night, and what the country does."""
    town = scene.attack(part=scene.chance.choice(("night", "")), killed=1 + max(0, scene.toll()))
    region = scene.later(0, town, width="region", killed=town.killed + scene.chance.randrange(1, 5))
    country = scene.later(0, town, width="country", killed=region.killed + scene.chance.randrange(1, 9))
    return scene.chance.choice(([town, region], [town, country], [town, region, country]))


def told_under_two_names(scene: Scene) -> list[Happening]:
    """A town that some call by another name, struck once or on two days."""
    renamed = told_in("theatres")["renamed"].get(scene.theatre.country)
    first = scene.attack(names=tuple(scene.chance.choice(renamed))) if renamed else scene.attack()
    return [first] if scene.chance.random() < 0.6 else [first, scene.later(1, first)]


def a_year_before(scene: Scene) -> list[Happening]:
    """A strike, and one on the same town a year before."""
    first = scene.attack(killed=1 + max(0, scene.toll()))
    return [scene.later(-YEAR, first), first]


def weeks_apart(scene: Scene) -> list[Happening]:
    """Two strikes on one town some weeks apart."""
    first = scene.attack()
    return [first, scene.later(scene.chance.randrange(4, 40), first)]


def one_meeting(scene: Scene) -> list[Happening]:
    """Talks that may have been planned for another day, and may have been called off."""
    held = scene.meeting()
    moved = held.day - timedelta(scene.chance.randrange(1, 4)) if scene.chance.random() < 0.4 else None
    return [replace(held, moved=moved, cancelled=moved is None and scene.chance.random() < 0.2)]


def two_meetings(scene: Scene) -> list[Happening]:
    """The same sides meet twice, in one town or in another."""
    first = scene.meeting()
    second = scene.later(scene.chance.choice((2, 4, 7, 10, 14, 21, 30)), first)
    if scene.chance.random() < 0.5:
        towns = next(told["towns"] for told in told_in("theatres")["talks"] if tuple(told["sides"][0]) == first.doers)
        second = replace(second, names=(scene.chance.choice(towns),))
    return [first, second]


def two_pairs(scene: Scene) -> list[Happening]:
    """Two pairs of sides that meet in one town on one day or near it."""
    first = scene.meeting()
    other = next(
        one for one in iter(scene.meeting, None) if not {*one.doers, *one.others} & {*first.doers, *first.others}
    )
    return [first, replace(other, names=first.names, day=first.day + timedelta(scene.chance.choice((0, 0, 1))))]


def arrests(scene: Scene) -> list[Happening]:
    """Arrests in one town on two days."""
    first = scene.attack(kind="detained", part="", killed=0, wounded=0, arm="")
    days = scene.chance.choice((1, 2, 5))
    return [first, replace(scene.later(days, first), killed=0, wounded=0)]


#: How often each family is drawn.
FAMILIES: Final[dict[Callable[[Scene], list[Happening]], int]] = {
    one: 5, neighbouring_days: 4, two_targets_on_one_night: 3, hours_apart: 2, two_towns: 3, two_sides: 2, nested: 3,
    told_under_two_names: 3, a_year_before: 1, weeks_apart: 2, one_meeting: 4, two_meetings: 4, two_pairs: 2,
    arrests: 2,
}  # fmt: skip


def draw(chance: Random) -> tuple[str, list[Happening]]:
    """The happenings of one chronicle, and the name of their family."""
    (family,) = chance.choices(list(FAMILIES), list(FAMILIES.values()))
    return family.__name__, family(Scene(chance))


def area(happening: Happening) -> str:
    """What a wide telling calls its area."""
    return f"the {happening.region} region" if happening.width == "region" else name_of(happening.country) or ""
