"""Which pairs deserve a look: items that share rare terms, or are told near each other in time and words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from math import inf

from sitrep.codebook.incident_linking import Blocking, incident_linking
from sitrep.incidents.items import Item
from sitrep.incidents.keys import kept_keys, sought_keys
from sitrep.incidents.likeness import cosine


class TextIndex:
    """Items found again by the terms they share with another; it grows with the stream."""

    def __init__(self, rules: Blocking | None = None):
        self._rules = rules or incident_linking().blocking
        self._items: list[Item] = []
        self._holders: defaultdict[str, list[int]] = defaultdict(list)
        self._recent: defaultdict[int, list[int]] = defaultdict(list)

    def add(self, item: Item) -> None:
        """One item more to be found."""
        number = len(self._items)
        self._items.append(item)
        for term in text_keys(item):
            self._holders[term].append(number)
        if item.published is not None:
            self._recent[item.published].append(number)

    def find(self, item: Item) -> list[Item]:
        """The items worth comparing with this one, in the order in which they were added."""
        chosen = set(self._sharing(item)) | set(self._near(item))
        return [self._items[number] for number in sorted(chosen)]

    def _sharing(self, item: Item) -> list[int]:
        crowd = max(self._rules.crowd, self._rules.crowd_share * len(self._items))
        votes = Counter[int]()
        for term, weight in text_keys(item).items():
            holders = self._holders.get(term, ())
            if len(holders) <= crowd:
                for number in holders:
                    votes[number] += weight  # type: ignore[assignment]  # a Counter adds up fractions as well
        return _best(votes, self._rules.most)

    def _near(self, item: Item) -> list[int]:
        """Those of neighbouring days whose words are most alike."""
        if item.published is None:
            return []
        days = range(item.published - self._rules.days, item.published + self._rules.days + 1)
        votes = {number: cosine(item.words, self._items[number].words) for day in days for number in self._recent[day]}
        return _best(votes, self._rules.near)


class EventIndex:
    """Reported events found again by their keys."""

    def __init__(self, rules: Blocking | None = None):
        self._rules = rules or incident_linking().blocking
        self._holders: defaultdict[str, list[Item]] = defaultdict(list)

    def add(self, item: Item) -> None:
        """One event more to be found."""
        for key in kept_keys(item):
            self._holders[key].append(item)

    def find(self, item: Item) -> list[Item]:
        """The events worth comparing with this one, in the order of their ids."""
        votes = Counter[str]()
        found: dict[str, Item] = {}
        for key in sorted(sought_keys(item)):
            for other in self._holders.get(key, ()):
                votes[other.id] += 1
                found[other.id] = other
        return nearest(item, found.values(), votes, self._rules.most_events)


def nearest(item: Item, found: Iterable[Item], votes: Mapping[str, int], most: int) -> list[Item]:
    """Those that share the most keys, the nearest in publication first; never more than ``most``."""

    def rank(other: Item) -> tuple[int, int, str]:
        apart = abs((other.published or 0) - (item.published or 0))
        return -votes[other.id], apart, other.id

    return sorted(sorted(found, key=rank)[:most], key=lambda other: other.id)


def text_keys(item: Item) -> dict[str, float]:
    """The terms by which an item's text is found, by their weights; a word of the title weighs more."""
    keys = dict(item.words.weights)
    keys.update(item.names.weights)
    keys.update({f"@{address}": ADDRESS_WEIGHS for address in item.addresses})
    return keys


#: What it weighs that two items tell the same address.
ADDRESS_WEIGHS = 6.0


def _best(votes: dict[int, float] | Counter[int], most: int) -> list[int]:
    ranked = sorted(votes.items(), key=lambda vote: (-vote[1], -vote[0]))
    return [number for number, score in ranked[:most] if 0 < score < inf]
