"""How well a place fits a name: signs that each say one thing, weighed by what was learnt.

A candidate's score is the sum of its signs times their weights in ``place_weights.yaml``; the scores of a name's
candidates, and of none of them being meant, make probabilities. Every sign has a name, so that a choice can say why.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache

from sitrep.codebook.countries import country_of_capital
from sitrep.codebook.place_weights import PlaceWeights, place_weights
from sitrep.grounding.choice import Candidate, Ranked, Signs
from sitrep.grounding.gazetteer import KINDS, Entry, Kind, key
from sitrep.grounding.lines import Sort, Toponym
from sitrep.grounding.scene import LEAST, Scene
from sitrep.grounding.votes import Support, land_of, unit_of

#: Kinds of entry each feature word asks for, best first.
WANTED: dict[Sort, tuple[Kind, ...]] = {
    "region": ("region", "district"),
    "county": ("district", "region"),
    "district": ("district", "region"),
    "quarter": (),
    "settlement": ("city",),
    "natural": ("water",),
    "site": ("site",),
}
#: What the size of each kind of place is called among the signs.
SIZES: dict[Kind, str] = {kind: f"size_{kind}" for kind in KINDS}

#: The size of a town that is listed without its people, as seats of districts are.
UNCOUNTED = 3.0
#: What other names say for a place: they lie in its country, in its unit, and around it.
VOTED = ("with_country", "with_unit", "with_near")


@lru_cache(maxsize=8192)
def size_of(entry: Entry) -> float:
    """The powers of ten that a place's people number; a town whose people nobody counted has a thousand."""
    if entry.kind == "city" and not entry.population:
        return UNCOUNTED
    return math.log10(entry.population + 10)


def signs(entry: Entry, topo: Toponym, scene: Scene, *, size: float, behind: float, share: float) -> Signs:
    """What speaks for this place and against it but for votes.

    ``behind`` is how far its size is from that of the name's largest town, ``share`` how much of what the story tells
    of countries, but for this name, is of its country.
    """
    found: Signs = {entry.kind: 1.0, SIZES[entry.kind]: size}
    if share > 0:
        found["share"], found["shared"] = share, 1.0
    if entry.country and entry.country == scene.main:
        found["main"] = 1.0
    unit = unit_of(entry)
    if unit is not None and unit in scene.units and topo.unit != unit:
        found["unit_named"] = math.log1p(scene.units[unit])
    if entry.kind == "city":
        found["behind"] = behind
    _by_name(entry, topo, found)
    return found


def _by_name(entry: Entry, topo: Toponym, found: Signs) -> None:
    """Adds what the name itself says, with the feature word and the adjective of a people beside it."""
    if entry.own_name:
        found["own_name"] = 1.0
    if topo.country and topo.country == entry.country:
        found["demonym"] = 1.0
    if topo.sort is None:
        if entry.kind == "city" and entry.country == country_of_capital(topo.name):
            found["capital"] = 1.0
    elif entry.kind in WANTED[topo.sort]:
        found["sort" if entry.kind == WANTED[topo.sort][0] else "sort_other"] = 1.0
        if topo.feature and key(entry.name) == key(f"{topo.name} {topo.feature}"):
            found["whole"] = 1.0


def candidates_of(entries: Sequence[Entry], topo: Toponym, scene: Scene) -> tuple[Candidate, ...]:
    """The places with what speaks for each before the other names have voted."""
    weights, name = place_weights(), key(topo.name)
    sizes = [size_of(entry) for entry in entries]
    largest = max((size for entry, size in zip(entries, sizes, strict=True) if entry.kind == "city"), default=0.0)
    found = []
    for entry, size in zip(entries, sizes, strict=True):
        share = scene.share_beside(entry.country, name)
        its = signs(entry, topo, scene, size=size, behind=size - largest, share=share)
        found.append(Candidate(entry, its, *_weighed(its, weights), land_of(entry)))
    return tuple(found)


def votes_for(candidates: Sequence[Candidate], name: str, scene: Scene) -> list[Signs]:
    """What the other names of the story say for each place of this name."""
    return [
        {sign: math.log1p(votes) for sign, votes in zip(VOTED, support, strict=True) if votes > LEAST}
        for support in scene.support(candidates, name)
    ]


def likelihoods(
    candidates: Sequence[Candidate], name: str, scene: Scene, *, voted: bool
) -> list[tuple[Candidate, float]]:
    """Each candidate of a name with how likely it is meant, as names vote for places."""
    if voted:
        worth = _worth_of_votes(place_weights())
        supports = scene.support(candidates, name)
        scores = [one.base + _voted(support, worth) for one, support in zip(candidates, supports, strict=True)]
    else:
        scores = [one.prior for one in candidates]
    odds, whole = _odds(scores)
    return [(one, odd / whole) for one, odd in zip(candidates, odds, strict=True)]


def _worth_of_votes(weights: PlaceWeights) -> Support:
    """The weights of the three signs that votes give."""
    country, unit, near = (weights.ranking.get(sign, 0.0) for sign in VOTED)
    return country, unit, near


def _voted(support: Support, worth: Support) -> float:
    """What the votes of the other names add to a place's score."""
    total = 0.0
    for votes, weight in zip(support, worth, strict=True):
        if votes > LEAST:
            total += weight * math.log1p(votes)
    return total


def ranked(candidates: Sequence[Candidate], name: str, scene: Scene) -> list[Ranked]:
    """The candidates of a name, the likeliest first; among equals the better known."""
    weights = place_weights().ranking
    votes = votes_for(candidates, name, scene)
    scores = [one.base + weigh(its, weights) for one, its in zip(candidates, votes, strict=True)]
    odds, whole = _odds(scores)
    found = [
        Ranked(one, its, score, odd / whole)
        for one, its, score, odd in zip(candidates, votes, scores, odds, strict=True)
    ]
    return sorted(found, key=lambda one: (-one.score, one.entry.index)) if len(found) > 1 else found


def _odds(scores: Sequence[float]) -> tuple[list[float], float]:
    """The odds of each score, and their sum with the odds of none, whose score is 0."""
    top = max(0.0, max(scores, default=0.0))
    odds = [math.exp(score - top) for score in scores]
    return odds, sum(odds) + math.exp(-top)


def _weighed(found: Signs, weights: PlaceWeights) -> tuple[float, float]:
    """The score of a candidate where nobody votes, and the part of its score that needs no votes."""
    prior, ranking = weights.prior, weights.ranking
    alone = base = 0.0
    for name, value in found.items():
        alone += prior.get(name, 0.0) * value
        base += ranking.get(name, 0.0) * value
    return alone, base


def weigh(found: Signs, weights: Mapping[str, float]) -> float:
    """The score of a candidate over none being meant."""
    total = 0.0
    for name, value in found.items():
        total += weights.get(name, 0.0) * value
    return total
