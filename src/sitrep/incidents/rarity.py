"""How rare a term is: in the stories seen so far, and in news as shipped statistics know it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from math import log

from sitrep.codebook.incident_words import SHIPPED_STORIES, word_spread


class Rarity:
    """In how many stories each term stood; a shipped table stands in until enough are seen.

    A ``Rarity`` that never learns gives the same weights whatever came before: events are weighed by one, so that
    the order of reading cannot matter.
    """

    def __init__(self, spread: Mapping[str, float] | None = None):
        self._spread = word_spread() if spread is None else spread
        self._seen: Counter[str] = Counter()
        self._stories = 0

    def learn(self, terms: Iterable[str]) -> None:
        """Counts one story more."""
        self._stories += 1
        self._seen.update(terms)

    def stories(self, term: str) -> int:
        """In how many of the stories seen the term stood."""
        return self._seen[term]

    @property
    def seen(self) -> int:
        """How many stories were seen."""
        return self._stories

    def weight(self, term: str) -> float:
        """How much it says that two texts share this term: the log of how few stories hold it."""
        held = self._seen[term] + SHIPPED_STORIES * self._spread.get(term, 0.0)
        return log((self._stories + SHIPPED_STORIES + 2) / (held + 1))

    def weigh(self, terms: Iterable[str]) -> dict[str, float]:
        """The weight of each of these terms."""
        return {term: self.weight(term) for term in terms}
