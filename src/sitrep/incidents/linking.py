"""One item comes and finds its incident: what changes, and why.

The linker is pure: what is known already comes in as a ``Standing``, what must be written goes out as an ``Outcome``.
The ledger keeps items, the likeness of pairs, who is in which incident, and judgements; ``Memory`` does so for tests
and scales.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple, Protocol

from sitrep.codebook.incident_linking import Thresholds
from sitrep.incidents.clustering import Edges, Group, Pair, hanging_together, partition, tied
from sitrep.incidents.items import Item
from sitrep.incidents.judgement import ENGINE, Bonds, Judgement, incident_id, ordered
from sitrep.incidents.scoring import Judge


class Seat(NamedTuple):
    """Where an item is, and which number it had in the order of arrival."""

    incident: str
    arrival: int


class Standing(Protocol):
    """What is known before an item comes. Every answer must be complete and may come in any order."""

    def candidates(self, item: Item) -> Sequence[Item]:
        """The items worth comparing with this one (``blocking``)."""
        ...

    def edges(self, items: Iterable[str]) -> Edges:
        """Every kept likeness that touches one of these items."""
        ...

    def seats(self, items: Iterable[str]) -> Mapping[str, Seat]:
        """Where these items are."""
        ...

    def members(self, incidents: Iterable[str]) -> Sequence[str]:
        """The items of these incidents."""
        ...

    def bonds(self, items: Iterable[str]) -> Bonds:
        """What people's judgements that touch these items leave standing."""
        ...


class Duplicate(NamedTuple):
    """Two incidents that may be one but are not likely enough to be linked."""

    left: str
    right: str
    probability: float


@dataclass(frozen=True)
class Outcome:
    """What one item's coming changes: written as a whole, or not at all.

    ``edges`` are the likenesses to keep, 0 among them, which says that something rules the pair out. ``moves`` say for
    items, the new one among them, in which incident they are from now on. ``opened`` gives the founder of every
    incident that was not there before, one that comes back to life among them. ``merged`` says of ids under which
    nothing is left where their founder is now. ``log`` holds the engine's judgements on merges and splits.
    ``duplicates`` take the place of every earlier warning about one of the incidents ``around``.
    An id leads to the incident in which its founder is; that holds for ever, whatever is merged or split later.
    """

    edges: dict[Pair, float] = field(default_factory=dict)
    moves: dict[str, str] = field(default_factory=dict)
    opened: dict[str, str] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)
    log: tuple[Judgement, ...] = ()
    around: tuple[str, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()


def link(item: Item, standing: Standing, judge: Judge, rules: Thresholds, *, at: str = "") -> Outcome:
    """What changes when this item comes; ``at`` dates the log."""
    found = {
        ordered(item.id, other.id): judge.probability(item, other)
        for other in standing.candidates(item)
        if other.id != item.id
    }
    kept = {pair: round(p, 4) for pair, p in found.items() if p >= rules.keep or not p}
    return _settle(item.id, kept, standing, rules, at)


def regroup(item: str, standing: Standing, rules: Thresholds, *, at: str = "") -> Outcome:
    """What changes once people have judged about an item that is there already."""
    return _settle(item, {}, standing, rules, at)


def _settle(item: str, kept: dict[Pair, float], standing: Standing, rules: Thresholds, at: str) -> Outcome:
    circle = _Circle(item, kept, standing, rules)
    if circle.crowded:
        groups = tuple(sorted(tied(_joined(item, circle, rules), circle.bonds), key=min))
    else:
        groups = partition(circle.members, circle.edges, circle.bonds, join=rules.join)
    outcome = _outcome(item, groups, circle, kept, at)
    return replace(outcome, duplicates=_duplicates(groups, circle, standing, rules))


class _Circle:
    """The item, everything that strong likenesses or bonds tie it to, and all that shares an incident with those.

    Groups can only be linked where a likeness reaches ``join``, so nothing outside can change what comes out inside.
    """

    def __init__(self, item: str, kept: dict[Pair, float], standing: Standing, rules: Thresholds):
        self.edges: dict[Pair, float] = dict(kept)
        self.bonds = Bonds()
        self.seats: dict[str, Seat] = {}
        self.members: set[str] = {item}
        self.crowded = False
        new = {item} | {one for pair, p in kept.items() if p >= rules.join for one in pair}
        while new:
            self.members |= new
            if len(self.members) > rules.regroup:
                self.crowded = True
            self.edges.update({pair: p for pair, p in standing.edges(new).items() if pair not in kept})
            bonds = standing.bonds(new)
            self.bonds = Bonds(self.bonds.same | bonds.same, self.bonds.different | bonds.different)
            self.seats.update(standing.seats(new))
            if self.crowded:
                break
            near = hanging_together(self.members, _neighbours(self.edges, self.bonds, rules.join))
            incidents = {seat.incident for seat in self.seats.values()}
            new = (near | set(standing.members(incidents))) - self.members
        if self.crowded:
            incidents = {seat.incident for seat in self.seats.values()}
            rest = set(standing.members(incidents)) - self.members
            self.seats.update(standing.seats(rest))
            self.members |= rest


def _neighbours(edges: Edges, bonds: Bonds, join: float) -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for left, right in [pair for pair, p in edges.items() if p >= join] + list(bonds.same):
        found[left].add(right)
        found[right].add(left)
    return found


def _joined(item: str, circle: _Circle, rules: Thresholds) -> tuple[Group, ...]:
    """In a crowd nothing is sorted anew: the item joins the incident it is likest to, or opens one.

    The mean is taken over the members that it was compared with, as not all of a large incident are.
    """
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for member, seat in circle.seats.items():
        if member != item:
            groups[seat.incident].add(member)
    best, home = rules.join, None
    for incident, members in sorted(groups.items()):
        compared = [circle.edges[pair] for one in sorted(members) if (pair := ordered(item, one)) in circle.edges]
        mean = sum(compared) / len(compared) if compared else 0.0
        apart = any(_held_apart(ordered(item, one), circle) for one in members)
        if mean >= best and not apart:
            best, home = mean, incident
    told = {incident: frozenset(members) for incident, members in groups.items()}
    alone = frozenset({item})
    if home is None:
        return (*told.values(), alone)
    return tuple(members | alone if incident == home else members for incident, members in told.items())


def _held_apart(pair: Pair, circle: _Circle) -> bool:
    return pair in circle.bonds.different or circle.edges.get(pair) == 0.0


def _outcome(item: str, groups: Sequence[Group], circle: _Circle, kept: dict[Pair, float], at: str) -> Outcome:
    seats = circle.seats
    homes = {group: _home(group, seats) for group in groups}
    moves = {
        one: home
        for group, home in homes.items()
        for one in sorted(group)
        if one not in seats or seats[one].incident != home
    }
    before = {seat.incident for seat in seats.values()}
    after = set(homes.values())
    now = {one: home for group, home in homes.items() for one in group}
    founders = {incident_id(one): one for one in seats}
    gone = {incident: now[founders[incident]] for incident in sorted(before - after)}
    by_id = {incident_id(one): one for one in sorted(circle.members)}
    opened = {incident: by_id[incident] for incident in sorted(after - before)}
    log = (*_merges(gone, by_id, at), *_splits(tuple(opened), homes, seats, item, at))
    return Outcome(kept, moves, opened, gone, log, tuple(sorted(before | after)))


def _home(group: Group, seats: Mapping[str, Seat]) -> str:
    """The incident whose founder is in the group, the first opened of several; else one that its first item opens.

    Only the new item has no seat yet, and it came last.
    """
    founding = [one for one in group if one in seats and seats[one].incident == incident_id(one)]
    if founding:
        return incident_id(min(founding, key=lambda one: seats[one].arrival))
    arrived = [one for one in group if one in seats]
    return incident_id(min(arrived, key=lambda one: seats[one].arrival) if arrived else min(group))


def _merges(gone: Mapping[str, str], founders: Mapping[str, str], at: str) -> tuple[Judgement, ...]:
    return tuple(
        Judgement(
            founders[home], founders[gone_id], "same", ENGINE, f"{gone_id} is {home}: their reports are alike", at
        )
        for gone_id, home in gone.items()
    )


def _splits(
    opened: Sequence[str], homes: Mapping[Group, str], seats: Mapping[str, Seat], item: str, at: str
) -> tuple[Judgement, ...]:
    found = []
    for group, home in sorted(homes.items(), key=lambda entry: entry[1]):
        left = sorted({seats[one].incident for one in group if one in seats})
        if home in opened and left:
            one = min(one for one in group if one in seats)
            reason = f"{home} left {', '.join(left)}: with more reports at hand they are no longer alike"
            found.append(Judgement(item, one, "different", ENGINE, reason, at))
    return tuple(found)


def _duplicates(
    groups: Sequence[Group], circle: _Circle, standing: Standing, rules: Thresholds
) -> tuple[Duplicate, ...]:
    """The incidents of the circle, and those just outside of it, that may be one."""
    near = {pair: p for pair, p in circle.edges.items() if p >= rules.warn}
    outside = {one for pair in near for one in pair} - circle.members
    homes = {one: _home(group, circle.seats) for group in groups for one in group}
    sizes = {_home(group, circle.seats): len(group) for group in groups}
    for one, seat in standing.seats(outside).items():
        homes[one] = seat.incident
        sizes[seat.incident] = len(standing.members([seat.incident]))
    apart = {ordered(homes[a], homes[b]) for a, b in circle.bonds.different if a in homes and b in homes}
    sums: defaultdict[Pair, float] = defaultdict(float)
    for (left, right), p in circle.edges.items():
        if left in homes and right in homes and homes[left] != homes[right]:
            sums[ordered(homes[left], homes[right])] += p
    means = {pair: total / (sizes[pair[0]] * sizes[pair[1]]) for pair, total in sums.items() if pair not in apart}
    return tuple(Duplicate(*pair, round(mean, 4)) for pair, mean in sorted(means.items()) if mean >= rules.warn)
