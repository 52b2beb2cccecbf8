"""Which place of that name is meant: candidates weighed by what the rest of the story says."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from sitrep.annotations.layers import Word
from sitrep.annotations.sheet import Mark
from sitrep.codebook.countries import country_by_name, country_of_capital, country_of_demonym
from sitrep.grounding.gazetteer import Entry, Kind, gazetteer, key
from sitrep.grounding.lines import Sort, Toponym

#: Kinds of entry each feature word asks for, best first.
WANTED: dict[Sort, tuple[Kind, ...]] = {
    "region": ("region", "district"),
    "county": ("region", "district"),
    "district": ("district", "region"),
    "quarter": (),
    "settlement": ("city",),
    "natural": ("water",),
    "site": ("site",),
}
#: Below this, a town in a country the story never mentions is not meant.
FAR_TOWN = 60_000
#: A name this well known counts as its country's mention.
FAMOUS = 300_000
#: And by how much it must surpass its namesakes abroad.
CLEARLY = 3
#: Two places closer than this speak for each other.
NEIGHBOURS_KM = 250
#: Nor are they then further apart than this in latitude.
NEIGHBOURS_DEGREES = NEIGHBOURS_KM / 110
#: A region of the same name yields to a town of at least this size.
TOWN = 1_000


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres between two points, on a sphere."""
    lat, lon = math.radians(one[0]), math.radians(one[1])
    lat2, lon2 = math.radians(other[0]), math.radians(other[1])
    across = math.sin((lat2 - lat) / 2) ** 2 + math.cos(lat) * math.cos(lat2) * math.sin((lon2 - lon) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(across)))


class Scene:
    """What is known of where the story plays: countries by how often they are named, places settled so far."""

    def __init__(self, words: Sequence[Mark[Word]], found: Sequence[Toponym]):
        self.countries: Counter[str] = Counter()
        self.settled: list[Entry] = []
        self.senses: dict[tuple[str, str], Entry | None] = {}
        for mark in words:
            word = mark.value
            if word.text[:1].isupper():
                code = country_of_demonym(word.lower) or country_of_capital(word.lower) or country_by_name(word.text)
                if code:
                    self.countries[code] += 1
        for topo in found:
            self._count(topo)
        self.main = self.countries.most_common(1)[0][0] if self.countries else None

    def _count(self, topo: Toponym) -> None:
        code = country_by_name(topo.name) if " " in topo.name else None
        if code:
            self.countries[code] += 1
        elif topo.known and country_by_name(topo.name) is None:
            entries = gazetteer().find(topo.name)
            best = entries[0] if entries else None
            rival = next((e.population for e in entries if best and e.country != best.country), 0)
            if best and best.country and best.population >= FAMOUS and best.population > CLEARLY * rival:
                self.countries[best.country] += 2 if topo.dateline else 1

    def share(self, country: str | None) -> float:
        """How much of the story's mentions of countries are of this one, 0 to 1."""
        total = sum(self.countries.values())
        return self.countries[country] / total if country and total else 0.0

    def settle(self, entry: Entry) -> None:
        """Takes this place as one of the story's."""
        if entry.kind != "country" and entry.lat is not None:
            self.settled.append(entry)


def candidates(topo: Toponym, scene: Scene) -> list[Entry]:
    """The entries that the name may stand for, of the kinds its feature word asks for."""
    places = gazetteer()
    found = [*places.find(topo.name)]
    if topo.sort is None and topo.feature is None and country_by_name(topo.name) is None:
        found = [entry for entry in found if entry.kind != "country"]
    wanted = WANTED[topo.sort] if topo.sort else ()
    if topo.sort and topo.feature:
        whole = places.find(f"{topo.name} {topo.feature}")
        found += [entry for entry in whole if entry.index not in {e.index for e in found}]
    fitting = [entry for entry in found if entry.kind in wanted] if topo.sort else found
    if not _in_scene(fitting, scene, topo) and (topo.strong or topo.sort):
        loose = places.find_loosely(topo.name)
        near = [e for e in loose if scene.share(e.country) > 0 and (not topo.sort or e.kind in wanted)]
        fitting = fitting + [entry for entry in near if entry.index not in {e.index for e in fitting}]
    return fitting


def _in_scene(entries: Sequence[Entry], scene: Scene, topo: Toponym) -> bool:
    if topo.country:
        return any(entry.country == topo.country for entry in entries)
    return any(scene.share(entry.country) > 0 or entry.population > FAMOUS or not entry.country for entry in entries)


def choose(topo: Toponym, scene: Scene, within: Entry | None = None) -> Entry | None:
    """The place meant, None when no place of that name fits the story."""
    sense = (key(topo.name), topo.sort or "")
    if within is None and topo.country is None and sense in scene.senses:
        return scene.senses[sense]
    entries = candidates(topo, scene)
    if within is not None:
        inside = [entry for entry in entries if lies_in(entry, within)]
        if not inside and within.country and not topo.sort:
            inside = [e for e in gazetteer().find_loosely(topo.name) if e.kind == "city" and lies_in(e, within)][:1]
        entries = inside or ([] if within.kind != "country" else entries[:0])
    elif topo.country:
        entries = [entry for entry in entries if entry.country == topo.country] or entries
    weighed = [(weigh(entry, topo, scene), -entry.index, entry) for entry in entries]
    best = max(weighed, key=lambda w: (w[0], w[1]), default=None)
    chosen = best[2] if best and (within is not None or fits(best[2], topo, scene)) else None
    chosen = _town_before_region(chosen, entries, topo)
    scene.senses.setdefault(sense, chosen)
    if chosen is not None:
        scene.settle(chosen)
    return chosen


def _town_before_region(chosen: Entry | None, entries: Sequence[Entry], topo: Toponym) -> Entry | None:
    """A bare name shared by a region and its town means the town: "in Kherson"."""
    if chosen is None or topo.sort is not None or chosen.kind not in {"region", "district"}:
        return chosen
    towns = [
        entry for entry in entries
        if entry.kind == "city" and entry.country == chosen.country and entry.population >= TOWN
        and (entry.admin1 == chosen.admin1 or entry.population >= FAMOUS)
    ]  # fmt: skip
    if towns and chosen.own_name and towns[0].population < max(FAR_TOWN, chosen.population // 10):
        return chosen
    return towns[0] if towns else chosen


def lies_in(entry: Entry, container: Entry) -> bool:
    """Whether this place lies in that country, unit or near that town."""
    if entry.index == container.index:
        return False
    if container.kind == "country":
        return entry.country == container.country
    if container.country and entry.country != container.country:
        return False
    if container.kind == "region" and container.admin1 and entry.admin1:
        return entry.admin1 == container.admin1 and entry.kind != "region"
    if None in (entry.lat, entry.lon, container.lat, container.lon):
        return entry.admin1 == container.admin1
    reach = 250 if container.kind == "region" else 120
    there = (container.lat or 0.0, container.lon or 0.0)
    return distance((entry.lat or 0.0, entry.lon or 0.0), there) < reach


def weigh(entry: Entry, topo: Toponym, scene: Scene) -> float:
    """How well this entry fits: its size, its own name, the story's countries and other places."""
    weight = math.log10(entry.population + 10)
    if entry.kind == "country":
        weight += 3.0 if scene.share(entry.country) else 1.0
    if entry.own_name:
        weight += 1.6
    if entry.kind == "water" and topo.sort is None:
        weight += 10.0  # no town is meant by the name of a sea
    if entry.kind == "city" and entry.country and country_of_capital(topo.name) == entry.country and topo.sort is None:
        weight += 3.0
    if entry.kind == "district" and topo.sort is None:
        weight -= 4.0
    share = scene.share(entry.country)
    weight += (
        4.0 * share + (2.0 if share > 0 else 0.0) + (1.0 if entry.country and entry.country == scene.main else 0.0)
    )
    if topo.country and entry.country == topo.country:
        weight += 4.0
    if topo.sort and WANTED[topo.sort] and entry.kind == WANTED[topo.sort][0]:
        weight += 1.0
    return weight + _nearness(entry, scene)


def _nearness(entry: Entry, scene: Scene) -> float:
    if entry.lat is None or entry.lon is None:
        return 0.0
    here = (entry.lat, entry.lon)
    near = sum(
        abs(entry.lat - (e.lat or 0.0)) < NEIGHBOURS_DEGREES
        and distance(here, (e.lat or 0.0, e.lon or 0.0)) < NEIGHBOURS_KM
        for e in scene.settled[-20:]
    )
    return min(near, 3) * 0.7


def fits(entry: Entry, topo: Toponym, scene: Scene) -> bool:
    """Whether the story can mean this place at all."""
    if entry.kind in {"country", "water", "site"} or not entry.country:
        return True
    if scene.share(entry.country) > 0 or topo.country == entry.country or not scene.countries:
        return True
    if entry.kind == "region" and (entry.own_name or topo.sort == "region"):
        return entry.population >= FAR_TOWN or topo.strong
    return entry.population >= FAR_TOWN and (topo.strong or entry.population >= FAMOUS) or _nearness(entry, scene) > 0
