"""Where a passage plays: two sides and a third country, with their towns, regions, people and groups.

Countries, peoples and bodies come from the codebook, towns and regions from the gazetteer, persons are invented.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Final

from sitrep.codebook.countries import Country, countries
from sitrep.codebook.known_actors import known_actors
from sitrep.grounding.gazetteer import gazetteer
from sitrep_train.grammar import NamePool, names

#: The gazetteer's best known places, in which those of a passage are sought.
PLACES_READ = 60_000
TOWNS_KEPT = 250
#: How often a passage plays in one of the listed conflicts rather than between any two countries.
REAL_CONFLICTS = 0.6
SIDES: Final = ("a", "b", "c")
UNMARKED = str.maketrans("", "", "[]|{}<>")


@dataclass(frozen=True, slots=True)
class Person:
    """An invented person."""

    given: str
    surname: str
    female: bool

    @property
    def name(self) -> str:
        """Given name and surname."""
        return f"{self.given} {self.surname}"


@dataclass(frozen=True, slots=True)
class Setting:
    """The countries of side ``a`` (at home), ``b`` (its foe) and ``c`` (who stands by), and the group that fights."""

    sides: dict[str, Country]
    group: str
    foe: str


def _bare(name: str) -> str:
    """A name without the word for what it names: the patterns say "the Kharkiv region" themselves."""
    for word in names().generic:
        name = name.removesuffix(word) or name
    return name


@cache
def _places() -> dict[str, dict[str, tuple[str, ...]]]:
    """Names of towns ("city") and regions ("region") by country, best known first."""
    found: dict[str, dict[str, list[str]]] = {}
    book = gazetteer()
    unwanted = names().not_places
    for index in range(min(PLACES_READ, len(book))):
        entry = book.entry(index)
        if entry.country and entry.kind in {"city", "region", "district"} and entry.name == entry.name.strip():
            kind = "city" if entry.kind == "city" else "region"
            if entry.name == entry.name.translate(UNMARKED) and not any(word in entry.name for word in unwanted):
                found.setdefault(entry.country, {}).setdefault(kind, []).append(_bare(entry.name))
    return {
        country: {kind: tuple(dict.fromkeys(listed))[:TOWNS_KEPT] for kind, listed in kinds.items()}
        for country, kinds in found.items()
    }


@cache
def _playable() -> tuple[str, ...]:
    """Countries with a people, a capital and enough towns to tell of."""
    places = _places()
    return tuple(
        code
        for code, country in countries().items()
        if country.adjectives and country.people and country.capitals and len(places.get(code, {}).get("city", ())) > 8
    )


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    """Names of armed groups by the country they fight in; all of them under the empty code."""
    found: dict[str, list[str]] = {"": []}
    for name, actor in known_actors().items():
        if actor.kind == "armed-group" and name == name.translate(UNMARKED):
            found[""].append(name)
            found.setdefault(actor.country or "", []).append(name)
    return {country: tuple(listed) for country, listed in found.items()}


@cache
def _bodies(*, outlets: bool) -> tuple[str, ...]:
    """Names of news outlets, or of international bodies."""
    return tuple(
        name
        for name, actor in known_actors().items()
        if actor.kind == "organization" and actor.outlet is outlets and (outlets or actor.country is None)
        if name[0].isupper() and not actor.plain and name == name.translate(UNMARKED)
    )


def draw(rng: Random) -> Setting:
    """A setting: often a conflict of today or of the last decades, otherwise any countries."""
    playable = _playable()
    listed = names()
    home, foe = rng.choice(playable), rng.choice(playable)
    if rng.random() < REAL_CONFLICTS:
        home, foe = rng.choice(listed.conflicts)
    third = rng.choice(listed.hosts if rng.random() < 0.5 else playable)
    table = countries()
    groups = _groups()
    own = groups.get(home, ())
    group = rng.choice(own) if own and rng.random() < 0.7 else rng.choice(groups[""])
    kind = "group" if foe == home or rng.random() < 0.4 else "state"
    while foe == home:  # a war inside one country: the second state is any other
        foe = rng.choice(playable)
    while third in {home, foe}:
        third = rng.choice(playable)
    return Setting({"a": table[home], "b": table[foe], "c": table[third]}, group, kind)


@cache
def _pools(country: str) -> tuple[NamePool, ...]:
    pools = names().pools
    return tuple(pool for pool in pools if country in pool.countries) or pools


def person(rng: Random, country: str) -> Person:
    """Someone with a name as it is borne in the country."""
    pool = rng.choice(_pools(country))
    female = rng.random() < 0.35
    return Person(rng.choice(pool.female if female else pool.male), rng.choice(pool.surnames), female)


def _name(country: Country) -> str:
    listed = names()
    name = listed.short.get(country.code, country.name)
    return f"the {name}" if country.code in listed.articled else name


def _adjective(country: Country) -> str:
    return names().adjectives.get(country.code, country.adjectives[0])


def _town(rng: Random, country: Country) -> str:
    towns = _places().get(country.code, {}).get("city") or country.capitals or (country.name,)
    return towns[int(rng.random() ** 1.5 * len(towns))]


def _region(rng: Random, country: Country) -> str:
    regions = _places().get(country.code, {}).get("region")
    return rng.choice(regions) if regions else _town(rng, country)


_OF_A_SIDE: Final[dict[str, Callable[[Random, Country], str]]] = {
    "name": lambda _, country: _name(country),
    "land": lambda _, country: _name(country).removeprefix("the "),
    "adj": lambda _, country: _adjective(country),
    "people": lambda _, country: country.people[0] if country.people else _adjective(country),
    "capital": lambda _, country: country.capitals[0] if country.capitals else _name(country),
    "seat": lambda rng, country: rng.choice(country.seats or country.capitals or (_name(country),)),
    "city": _town,
    "region": _region,
}
_OF_ALL: Final[dict[str, Callable[[Random, Setting], str]]] = {
    "group": lambda _, setting: setting.group,
    "other-group": lambda rng, setting: rng.choice(_groups()[""]),
    "any-group": lambda rng, _: rng.choice(names().unnamed_groups),
    "outlet": lambda rng, _: rng.choice(_bodies(outlets=True)),
    "body": lambda rng, _: rng.choice(_bodies(outlets=False)),
}
#: The names of the slots that ``fill`` fills.
SLOTS: Final = frozenset(_OF_ALL) | {f"{side}-{what}" for side in SIDES for what in _OF_A_SIDE}


def fill(slot: str, rng: Random, setting: Setting) -> str:
    """Words for one of ``SLOTS``."""
    if slot in _OF_ALL:
        return _OF_ALL[slot](rng, setting)
    side, _, what = slot.partition("-")
    return _OF_A_SIDE[what](rng, setting.sides[side])
