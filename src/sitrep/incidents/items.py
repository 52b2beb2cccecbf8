"""What is compared: one reported event, or one whole article, told in the same terms.

Everything downstream of this file sees items only, so that the same blocking, likenesses, scores and clusters serve
both. A field that was not told is empty or None, and counts neither for nor against a likeness.
Days are proleptic ordinals (``date.toordinal``), both ends of a span inclusive.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import sqrt
from typing import Literal

#: Terms by how much each says of what it stands in: rarer and more often told is more.
Weights = Mapping[str, float]
Days = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Terms:
    """Weighed terms and the length of their vector, so that two can be compared quickly."""

    weights: Weights = field(default_factory=dict)
    length: float = 0.0

    @classmethod
    def of(cls, weights: Weights) -> Terms:
        """The terms with their length worked out."""
        return cls(weights, sqrt(sum(weight * weight for weight in weights.values())))


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as the gazetteer knows it; ``told`` is how often it was named."""

    name: str
    geonames_id: int | None
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None
    precision: Literal["site", "city", "district", "region", "country"]
    told: int = 1

    @property
    def is_point(self) -> bool:
        """Whether it lies at one spot, not spread over a region or a country."""
        return self.precision in ("site", "city") and self.lat is not None


@dataclass(frozen=True, slots=True)
class Act:
    """What only an event tells: its kind, its standing, who took part and what was hit.

    ``doers``, ``sufferers`` and ``hosts`` are parties as ``parties.py`` writes them; the sides of talks are ``doers``,
    their hosts and mediators ``hosts``.
    ``targets`` are the named things that were hit or stand for the spot: facilities, ships, streets.
    """

    type: str
    mode: str | None
    status: str
    background: bool
    doers: frozenset[str] = frozenset()
    sufferers: frozenset[str] = frozenset()
    hosts: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    weapons: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    issues: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to be linked; ``id`` is the event's or the document's.

    ``names`` hold full names of two words and more, ``proper`` single capitalised words, each by its rarity;
    ``told`` says how often each of them stands in the text.
    ``tolls`` are the whole numbers told for each outcome.
    ``hours`` are those of an event, from the first to the one after the last, counted as ordinal days times 24.
    """

    id: str
    document: str
    published: int | None
    days: tuple[Days, ...] = ()
    hours: Days | None = None
    spots: tuple[Spot, ...] = ()
    words: Terms = field(default_factory=Terms)
    title: Terms = field(default_factory=Terms)
    opening: Terms = field(default_factory=Terms)
    names: Terms = field(default_factory=Terms)
    proper: Terms = field(default_factory=Terms)
    told: Mapping[str, int] = field(default_factory=dict)
    ages: frozenset[int] = frozenset()
    addresses: frozenset[str] = frozenset()
    tolls: Mapping[str, frozenset[int]] = field(default_factory=dict)
    act: Act | None = None

    @property
    def terms(self) -> int:
        """How many different terms it tells."""
        return len(self.words.weights)
