"""Where a story plays: the countries and units that it names, and what its names of places say for each other.

Every name votes for the places that it may stand for. What the other names of a story vote for, by country, by
first-order unit and by a patch of land, speaks for a candidate of this one. No name votes for itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from sitrep.codebook.countries import country_by_name, country_of_capital, country_of_demonym
from sitrep.grounding.choice import Candidate, Choice
from sitrep.grounding.gazetteer import gazetteer, key
from sitrep.grounding.lines import PlaceLine, Toponym
from sitrep.grounding.votes import NOBODY, Support, Unit, Votes

#: A name this well known counts as its country's mention.
FAMOUS = 300_000
#: And by how much it must surpass its namesakes abroad.
CLEARLY = 3
#: Votes smaller than this are not counted.
LEAST = 0.02


@lru_cache(maxsize=16384)
def _country_told(word: str, written: str) -> str | None:
    """The country that a capitalised word tells of by its people, its capital or its name."""
    return country_of_demonym(word) or country_of_capital(word) or country_by_name(written)


class Scene:
    """What is known of where the story plays."""

    def __init__(self, lines: Iterable[PlaceLine], found: Sequence[Toponym]):
        self.countries: Counter[str] = Counter()
        #: How often each name stood for a country, and how often each first-order unit was named outright.
        self.named: dict[str, Counter[str]] = defaultdict(Counter)
        self.units: Counter[Unit] = Counter()
        self.senses: dict[tuple[str, str], Choice] = {}
        #: What names may stand for, remembered as it does not change with the votes.
        self.options: dict[tuple[object, ...], tuple[Candidate, ...]] = {}
        self.all = Votes()
        self._of: dict[str, Votes] = {}
        for line in lines:
            for at in line.upper:
                word = line.lowers[at]
                code = _country_told(word, line.texts[at])
                if code:
                    self.countries[code] += 1
                    self.named[word][code] += 1
        for topo in found:
            self._count(topo)
        self.main = self.countries.most_common(1)[0][0] if self.countries else None
        self.mentions = sum(self.countries.values())

    def _count(self, topo: Toponym) -> None:
        code = country_by_name(topo.name) if " " in topo.name else None
        if code:
            self.countries[code] += 1
            self.named[key(topo.name)][code] += 1
        elif topo.unit is not None:
            self.units[topo.unit] += 1
            self.countries[topo.unit[0]] += 1
        elif topo.known and country_by_name(topo.name) is None:
            entries = gazetteer().find(topo.name)
            best = entries[0] if entries else None
            rival = next((e.population for e in entries if best and e.country != best.country), 0)
            if best and best.country and best.population >= FAMOUS and best.population > CLEARLY * rival:
                weight = 2 if topo.dateline else 1
                self.countries[best.country] += weight
                self.named[key(topo.name)][best.country] += weight

    @property
    def leading(self) -> str | None:
        """The country named most, else the one that most names of places are likely to lie in."""
        countries = self.all.countries
        return self.main or max(sorted(countries), key=lambda code: countries[code], default=None)

    def share(self, country: str | None) -> float:
        """How much of the story's mentions of countries are of this one, 0 to 1."""
        return self.countries[country] / self.mentions if country and self.mentions else 0.0

    def share_beside(self, country: str | None, name: str) -> float:
        """The same, were this name not among them."""
        own = self.named.get(name)
        if own is None:
            return self.share(country)
        total = self.mentions - sum(own.values())
        return (self.countries[country] - own[country]) / total if country and total else 0.0

    def vote(self, ballots: Mapping[str, Iterable[tuple[Candidate, float]]]) -> None:
        """Takes the votes of every name anew: how likely it stands for each place."""
        self.all, self._of = Votes(), {}
        self.senses.clear()
        for name, likely in ballots.items():
            own = Votes()
            for candidate, weight in likely:
                if weight >= LEAST:
                    own.add(candidate.land, weight)
            self._of[name] = own
            self.all.join(own)

    def support(self, candidates: Sequence[Candidate], name: str) -> list[Support]:
        """The votes of all other names for where each of a name's candidates lies."""
        return self.all.beyond(self._of.get(name, NOBODY), [one.land for one in candidates])
