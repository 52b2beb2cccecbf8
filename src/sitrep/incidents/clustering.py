"""Pairs become groups: average link, every pair that was not scored counting as no likeness.

Which groups come out depends on the pairs alone, never on the order in which they came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush

from sitrep.incidents.judgement import Bonds

Pair = tuple[str, str]
#: How likely each scored pair is one happening, pairs in order.
Edges = Mapping[Pair, float]
Group = frozenset[str]


def partition(members: Iterable[str], edges: Edges, bonds: Bonds, *, join: float) -> tuple[Group, ...]:
    """The groups of these items, in the order of their first ids.

    The two groups with the highest mean probability between their members become one, as long as it reaches ``join``
    and neither a person nor a likeness of 0, which says that something rules it out, holds two of their members
    apart; then whatever people tied together is put together.
    """
    linked = _Average(sorted(set(members)), edges, bonds).linked(join)
    return tuple(sorted(tied(linked, bonds), key=min))


def hanging_together(starts: Iterable[str], neighbours: Mapping[str, Iterable[str]]) -> set[str]:
    """Everything that can be reached from the starts."""
    found, waiting = set(starts), list(starts)
    while waiting:
        for other in neighbours.get(waiting.pop(), ()):
            if other not in found:
                found.add(other)
                waiting.append(other)
    return found


class _Average:
    """Groups and the summed probabilities between them while they are being linked."""

    def __init__(self, members: list[str], edges: Edges, bonds: Bonds):
        self._groups: dict[str, set[str]] = {member: {member} for member in members}
        self._sums: defaultdict[str, dict[str, float]] = defaultdict(dict)
        self._apart: defaultdict[str, set[str]] = defaultdict(set)
        for (left, right), probability in sorted(edges.items()):
            if left in self._groups and right in self._groups:
                self._sums[left][right] = self._sums[right][left] = probability
        ruled_out = {pair for pair, probability in edges.items() if not probability}
        for left, right in ruled_out | bonds.different:
            if left in self._groups and right in self._groups:
                self._apart[left].add(right)
                self._apart[right].add(left)

    def linked(self, join: float) -> list[Group]:
        """The groups once no two can be linked any more. A group goes by its first id; equals go in order of ids."""
        heap = [(-p, left, right, 1, 1) for left, row in self._sums.items() for right, p in row.items() if left < right]
        heapify(heap)
        while heap:
            mean, left, right, many, others = heappop(heap)
            stale = len(self._groups.get(left, ())) != many or len(self._groups.get(right, ())) != others
            if -mean < join:
                break
            if not stale and right not in self._apart[left]:
                for other in self._put_together(left, right):
                    a, b = sorted((left, other))
                    heappush(heap, (-self._mean(a, b), a, b, len(self._groups[a]), len(self._groups[b])))
        return [frozenset(group) for group in self._groups.values()]

    def _mean(self, left: str, right: str) -> float:
        return self._sums[left][right] / (len(self._groups[left]) * len(self._groups[right]))

    def _put_together(self, left: str, right: str) -> list[str]:
        """The right group joins the left, which has the lower id; those near to either are given back."""
        self._groups[left] |= self._groups.pop(right)
        for other, total in self._sums.pop(right).items():
            self._sums[other].pop(right)
            if other != left:
                self._sums[left][other] = self._sums[other][left] = self._sums[left].get(other, 0.0) + total
        for other in self._apart.pop(right, set()):
            self._apart[other].discard(right)
            self._apart[other].add(left)
            self._apart[left].add(other)
        return sorted(self._sums[left])


def tied(groups: Sequence[Group], bonds: Bonds) -> list[Group]:
    """The groups after what people put together is together, unless it would join what they held apart."""
    of = {member: group for group in groups for member in group}
    for left, right in sorted(bonds.same):
        if left in of and right in of and of[left] != of[right]:
            both = of[left] | of[right]
            if not any(a in both and b in both for a, b in bonds.different):
                of.update(dict.fromkeys(both, both))
    return list(set(of.values()))
