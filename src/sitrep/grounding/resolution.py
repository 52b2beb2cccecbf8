"""Which place of that name is meant: candidates weighed by what the rest of the story says."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from sitrep.codebook.countries import country_by_name
from sitrep.codebook.place_words import place_words
from sitrep.grounding.choice import Candidate, Choice, Ranked
from sitrep.grounding.gazetteer import Entry, gazetteer, key
from sitrep.grounding.lines import Toponym
from sitrep.grounding.ranking import WANTED, candidates_of, likelihoods, ranked
from sitrep.grounding.scene import FAMOUS, Scene

#: A region of the same name yields to a town of at least this size, and a large one to a town of this share of it.
TOWN = 1_000
FAR_TOWN = 60_000
#: The feature of towns that units are governed from: they are meant before their unit, however small.
SEAT = "seat"
#: The least score of a place that is meant, in a country that the story names and elsewhere; 0 is as likely as none.
LEAST = -2.0
LEAST_ABROAD = 0.0
#: The least score of what is called a village in a country that the story names.
LEAST_TOLD = -5.0
#: A place of fewer people is hardly meant abroad unless other names speak for it.
SMALL = 5_000
#: What the vote of a name counts that only stands within another.
PASSING = 0.5


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres between two points, on a sphere."""
    lat, lon = math.radians(one[0]), math.radians(one[1])
    lat2, lon2 = math.radians(other[0]), math.radians(other[1])
    across = math.sin((lat2 - lat) / 2) ** 2 + math.cos(lat) * math.cos(lat2) * math.sin((lon2 - lon) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(across)))


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
    if topo.sort == "region":
        units = {(entry.country, entry.admin1) for entry in fitting if entry.kind == "region"}
        fitting = [e for e in fitting if e.kind == "region" or (e.country, e.admin1) not in units]
    if topo.sort == "region" and not any(entry.kind == "region" and _is_near(entry, scene) for entry in fitting):
        fitting = fitting + _units_of(found, scene)
    if topo.sort in {"district", "county"} and not any(_is_near(entry, scene) for entry in fitting):
        fitting = fitting + _called_otherwise(topo, scene)
    if not _in_scene(fitting, scene, topo) and (topo.strong or topo.sort):
        loose = places.find_loosely(topo.name)
        near = [e for e in loose if scene.share(e.country) > 0 and (not topo.sort or e.kind in wanted)]
        fitting = fitting + [entry for entry in near if entry.index not in {e.index for e in fitting}]
    return fitting


def _units_of(towns: Sequence[Entry], scene: Scene) -> list[Entry]:
    """The first-order units of these towns, in the story's countries: provinces are called after their capitals."""
    found: dict[int, Entry] = {}
    for town in towns:
        if town.kind in {"city", "district"} and town.admin1 and scene.share(town.country) > 0:
            for entry in gazetteer().find(town.admin1):
                if entry.kind in WANTED["region"] and entry.country == town.country:
                    found.setdefault(entry.index, entry)
    return list(found.values())


def _called_otherwise(topo: Toponym, scene: Scene) -> list[Entry]:
    """Units of the story's countries that the gazetteer has with another word: Nikopol Raion of "Nikopol district"."""
    words = place_words()
    found: dict[int, Entry] = {}
    for word in sorted(words.district | words.county):
        for entry in gazetteer().find(f"{topo.name} {word}"):
            if entry.kind == "district" and scene.share(entry.country) > 0:
                found.setdefault(entry.index, entry)
    return list(found.values())


def _is_near(entry: Entry, scene: Scene) -> bool:
    """Whether a place lies in a country that the story names, or in none."""
    return not entry.country or scene.share(entry.country) > 0


def _in_scene(entries: Sequence[Entry], scene: Scene, topo: Toponym) -> bool:
    if topo.country:
        return any(entry.country == topo.country for entry in entries)
    return any(scene.share(entry.country) > 0 or entry.population > FAMOUS or not entry.country for entry in entries)


def choose(topo: Toponym, scene: Scene, within: Entry | None = None) -> Choice:
    """The place meant, none when no place of that name fits the story."""
    sense = (key(topo.name), topo.sort or "")
    if within is None and topo.country is None and sense in scene.senses:
        return scene.senses[sense]
    found = options(topo, scene, within)
    weighed = ranked(found, sense[0], scene)
    best = weighed[0].entry if weighed and (within is not None or _is_meant(weighed[0], scene, topo)) else None
    choice = Choice(_town_before_region(best, [one.entry for one in found], topo), tuple(weighed))
    scene.senses.setdefault(sense, choice)
    return choice


def _is_meant(best: Ranked, scene: Scene, topo: Toponym) -> bool:
    """Whether the likeliest candidate is likely enough: more so in a country that the story does not name.

    A small place there that no other name speaks for bears its name by chance: Lido Beach is in Mogadishu too.
    What is called a village needs little more than to lie in the story's country: the smallest are known to few.
    """
    shared = "shared" in best.signs
    if not shared and scene.mentions and 0 < best.entry.population < SMALL and not best.votes:
        return False
    if shared and topo.sort == "settlement":
        return best.score > LEAST_TOLD
    return best.score > (LEAST if shared or not scene.mentions else LEAST_ABROAD)


def options(topo: Toponym, scene: Scene, within: Entry | None = None) -> tuple[Candidate, ...]:
    """What a name may stand for, in what the story says it lies in."""
    told = (key(topo.name), topo.sort, topo.feature, topo.country, topo.strong, within and within.index)
    if told not in scene.options:
        scene.options[told] = candidates_of(_fitting(topo, scene, within), topo, scene)
    return scene.options[told]


def _fitting(topo: Toponym, scene: Scene, within: Entry | None) -> list[Entry]:
    entries = candidates(topo, scene)
    if within is not None:
        inside = [entry for entry in entries if lies_in(entry, within)]
        if not inside and within.country and not topo.sort:
            inside = [e for e in gazetteer().find_loosely(topo.name) if e.kind == "city" and lies_in(e, within)][:1]
        return inside
    if topo.country:
        entries = [entry for entry in entries if entry.country == topo.country] or entries
    return entries


def canvass(found: Iterable[tuple[Toponym, Entry | None]], scene: Scene, *, voted: bool) -> None:
    """Lets every name of the story, with what it lies in, vote for the places that it may stand for."""
    ballots: dict[str, list[tuple[Candidate, float]]] = {}
    tied = set()
    for topo, within in found:
        name = key(topo.name)
        if topo.sort in {"quarter", "site"} or name in tied or (name in ballots and within is None):
            continue
        weighed = likelihoods(options(topo, scene, within), name, scene, voted=voted)
        trust = PASSING if topo.passing else 1.0
        ballots[name] = [(one, trust * likely) for one, likely in weighed]
        if within is not None:
            tied.add(name)
    scene.vote(ballots)


def _town_before_region(chosen: Entry | None, entries: Sequence[Entry], topo: Toponym) -> Entry | None:
    """A bare name shared by a region and its town means the town: "in Kherson"."""
    if chosen is None or topo.sort is not None or chosen.kind not in {"region", "district"}:
        return chosen
    towns = [
        entry for entry in entries
        if entry.kind == "city" and entry.country == chosen.country
        and (entry.admin1 == chosen.admin1 or entry.population >= FAMOUS)
    ]  # fmt: skip
    if chosen.kind == "district":
        return towns[0] if towns else chosen
    towns = [town for town in towns if town.population >= TOWN]
    if not towns or towns[0].feature == SEAT:
        return towns[0] if towns else chosen
    far = chosen.own_name and towns[0].population < max(FAR_TOWN, chosen.population // 10)
    return chosen if far else towns[0]


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
