"""What speaks for two meetings belonging to one effort, with the reasons in words.

Two meetings are of one effort when they share parties, and the foes that the one is about are those of the other: an
envoy who sits in two wars joins no two efforts. Those who often carry word between others are no foes.
Where each meeting has one foe at the table, they are of one effort when stories tell of the two foes together and the
same people, or the same proposal, stand between them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from sitrep.codebook.peace_efforts import peace_efforts

Keys = frozenset[str]


@dataclass(frozen=True, slots=True)
class Profile:
    """What one meeting, or all meetings of one effort, are told by.

    ``days`` are proleptic ordinals; ``matter`` are the keys of the parties it is about, ``hosts`` of those among them
    who only received or mediated; ``known`` are the people who sat there, ``proposals`` those named beside it.
    """

    days: tuple[int, ...]
    matter: Keys
    hosts: Keys
    known: Keys
    documents: Keys
    proposals: Keys
    issues: Keys

    @property
    def foes(self) -> Keys:
        """Those between whom peace is to be made; all parties where only go-betweens are told of."""
        return (self.matter - peace_efforts().go_betweens - self.hosts) or self.matter


@dataclass(frozen=True)
class Told:
    """What all stories together tell: the parties' names by their keys, and which of them are told of together."""

    names: Mapping[str, str] = field(default_factory=dict)
    together: frozenset[tuple[str, str]] = frozenset()

    def beside(self, one: str) -> frozenset[str]:
        """Those of whom stories about one matter tell together with this party."""
        return self._beside.get(one, frozenset())

    @cached_property
    def _beside(self) -> dict[str, frozenset[str]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for one, other in self.together:
            found[one].add(other)
            found[other].add(one)
        return {one: frozenset(others) for one, others in found.items()}

    def paired(self, one: str, other: str) -> bool:
        """Whether stories about one matter tell of the two together."""
        return (min(one, other), max(one, other)) in self.together


@dataclass(frozen=True, slots=True)
class Kinship:
    """How strongly two belong together, and why; a strength of 0 says that they do not."""

    strength: float
    reasons: tuple[str, ...]


STRANGERS = Kinship(0.0, ())


def kinship(left: Profile, right: Profile, told_of: Told) -> Kinship:
    """How strongly the two belong to one effort."""
    rules = peace_efforts()
    ground = _one_matter(left, right, told_of) or _between_foes(left, right, told_of)
    if not ground or (gap := days_between(left.days, right.days)) > rules.rest_days:
        return STRANGERS
    weigh = rules.weights
    told = [(weigh.parties, ground)]
    if left.known & right.known:
        told.append((weigh.people * len(left.known & right.known), "the same people sat in both"))
    if left.documents & right.documents:
        told.append((weigh.story, "one story tells of both"))
    if left.proposals & right.proposals:
        told.append((weigh.proposal, f"both turn on {_listed(left.proposals & right.proposals)}"))
    if issues := left.issues & right.issues:
        told.append((weigh.issue * len(issues), f"both turn on {_listed(issues)}"))
    told.append((weigh.rest * gap / rules.rest_days, f"{gap} days lie between them" if gap else "they fall on one day"))
    return Kinship(round(sum(weight for weight, _ in told), 4), tuple(reason for _, reason in told))


def _one_matter(left: Profile, right: Profile, told_of: Told) -> str:
    """Why the two are about the same foes; empty when they are not."""
    rules, shared, foes = peace_efforts(), left.matter & right.matter, left.foes & right.foes
    few = len(foes) < rules.shared_foes * min(len(left.foes), len(right.foes))
    if few or len(shared) < rules.shared_parties:
        return ""
    return f"both are about {_listed(told_of.names.get(key, key) for key in shared)}"


def _between_foes(left: Profile, right: Profile, told_of: Told) -> str:
    """Why one who stands between two foes meets now the one, now the other; empty when nothing says so."""
    if len(left.foes) != 1 or len(right.foes) != 1 or not left.matter & right.matter:
        return ""
    (one,), (other,) = left.foes, right.foes
    if not told_of.paired(one, other) or not (left.known & right.known or left.proposals & right.proposals):
        return ""
    return f"{_listed(told_of.names.get(key, key) for key in (one, other))} are told of together"


def days_between(left: Sequence[int], right: Sequence[int]) -> int:
    """The fewest days between any of the one and any of the other, both in order."""
    few, many = (left, right) if len(left) <= len(right) else (right, left)
    return min((_days_to(day, many) for day in few), default=0) if many else 0


def _days_to(day: int, days: Sequence[int]) -> int:
    at = bisect_left(days, day)
    return min(abs(day - other) for other in days[max(0, at - 1) : at + 1])


def _listed(words: Iterable[str]) -> str:
    *most, last = sorted(words)
    return f"{', '.join(most)} and {last}" if most else last
