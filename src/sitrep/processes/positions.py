"""Positions: for each party and issue the line of what it said, and what follows from the line alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from sitrep.codebook.peace_efforts import peace_efforts
from sitrep.processes.parties import Party
from sitrep.processes.sayings import Saying


@dataclass(frozen=True)
class Line:
    """What one party said on one issue, oldest first; everything else about it is derived."""

    party: Party
    issue: str
    said: tuple[Saying, ...]

    @property
    def current(self) -> Saying:
        """The newest position with a stance, else the newest words."""
        taken = [one for one in self.said if one.stance is not None]
        return (taken or list(self.said))[-1]

    @property
    def changes(self) -> tuple[tuple[Saying, Saying], ...]:
        """Each position with the one before it that stood in another camp, told too long before to contradict."""
        return tuple(
            (earlier, later)
            for earlier, later in self._steps
            if camp(earlier) != camp(later) and not _contradict(earlier, later)
        )

    @property
    def contradictions(self) -> tuple[tuple[Saying, Saying], ...]:
        """Pairs of positions at odds that were told within days of each other."""
        taken = [one for one in self.said if one.stance is not None]
        return tuple(
            (earlier, later)
            for number, earlier in enumerate(taken)
            for later in taken[number + 1 :]
            if _contradict(earlier, later)
        )

    @property
    def has_changed(self) -> bool:
        """Whether the current position is another than one before it."""
        return any(camp(earlier) != camp(self.current) for earlier, _ in self.changes)

    @property
    def is_contradicted(self) -> bool:
        """Whether the current position is one of two at odds."""
        return any(self.current in pair for pair in self.contradictions)

    @property
    def _steps(self) -> list[tuple[Saying, Saying]]:
        taken = [one for one in self.said if one.stance is not None]
        return list(pairwise(taken))


def lines(said: Sequence[Saying]) -> tuple[Line, ...]:
    """The lines of all parties on all issues, whatever order the positions come in."""
    found: defaultdict[tuple[Party, str], list[Saying]] = defaultdict(list)
    for one in said:
        found[one.party, one.issue].append(one)
    return tuple(
        Line(party, issue, tuple(sorted(told, key=lambda one: (one.date, one.document, one.spans))))
        for (party, issue), told in sorted(found.items())
    )


def rivals(told: Sequence[Line]) -> list[tuple[str, dict[str, list[Line]]]]:
    """The issues on which the newest positions of parties stand in camps at odds: the lines in each of the camps."""
    found = []
    for issue in dict.fromkeys(line.issue for line in told):
        for names in peace_efforts().at_odds:
            camps = {name: _in_camp(told, issue, name) for name in sorted(names, reverse=True)}
            if all(camps.values()):
                found.append((issue, camps))
    return found


def _in_camp(told: Sequence[Line], issue: str, name: str) -> list[Line]:
    return [line for line in told if line.issue == issue and camp(line.current) == name]


def camp(one: Saying) -> str:
    """Where a stance stands: for, against, partly, or with a demand of its own."""
    return peace_efforts().camps.get(one.stance or "", "")


def _contradict(earlier: Saying, later: Saying) -> bool:
    odds = any(camp(earlier) in pair and camp(later) in pair for pair in peace_efforts().at_odds)
    return odds and camp(earlier) != camp(later) and _days(earlier, later) <= peace_efforts().contradiction_days


def _days(earlier: Saying, later: Saying) -> int:
    if not (earlier.date and later.date):
        return 0
    return abs((date.fromisoformat(later.date[:10]) - date.fromisoformat(earlier.date[:10])).days)
