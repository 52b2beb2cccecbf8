"""A choice among places: what was weighed, by which signs, and what was taken."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, NamedTuple

from sitrep.annotations.layers import PlaceWhy
from sitrep.codebook.place_weights import place_weights
from sitrep.grounding.gazetteer import Entry
from sitrep.grounding.votes import Land

Lost = Literal["no such name", "no namesake is likely"]
#: How many signs are told with a place, and to how many digits.
SHOWN = 5
DIGITS = 3
#: What speaks for a place, each sign by its name.
Signs = dict[str, float]


class Candidate(NamedTuple):
    """A place that a name may stand for, with what speaks for it before other names have voted.

    ``prior`` is its score where nobody votes, ``base`` the part of its score that needs no votes. ``land`` is what the
    votes of other names are counted by.
    """

    entry: Entry
    signs: Signs
    prior: float
    base: float
    land: Land


class Ranked(NamedTuple):
    """A candidate with the signs of the votes, its score over none being meant, and how likely it is meant."""

    candidate: Candidate
    votes: Signs
    score: float
    likely: float

    @property
    def entry(self) -> Entry:
        """The place."""
        return self.candidate.entry

    @property
    def signs(self) -> Signs:
        """All that speaks for it and against it."""
        return {**self.candidate.signs, **self.votes}


@dataclass(frozen=True, slots=True)
class Choice:
    """The place that a name stands for, None when none fits, with the candidates weighed, the likeliest first."""

    entry: Entry | None
    weighed: tuple[Ranked, ...] = ()

    @property
    def chosen(self) -> Ranked | None:
        """The chosen candidate as it was weighed."""
        if self.entry is None:
            return None
        index = self.entry.index
        for one in self.weighed:
            if one.candidate.entry.index == index:
                return one
        return None

    @property
    def runner_up(self) -> Ranked | None:
        """The likeliest of the others."""
        if self.entry is None:
            return None
        index = self.entry.index
        for one in self.weighed:
            if one.candidate.entry.index != index:
                return one
        return None

    def why(self, *, told_in: bool) -> PlaceWhy:
        """The choice as it is told with a place; ``told_in`` where the story says what the place lies in."""
        if self.entry is None:
            lost: Lost = "no namesake is likely" if self.weighed else "no such name"
            return PlaceWhy(reason="no namesake lies there" if told_in else lost)
        chosen, other = self.chosen, self.runner_up
        likely = calibrated(chosen.likely) if chosen else 0.0
        left = (1 - likely) / (1 - chosen.likely) if chosen and chosen.likely < 1 else 0.0
        return PlaceWhy(
            likely=round(likely, DIGITS),
            signs=weightiest(chosen) if chosen else (),
            runner_up=_told(other.entry) if other else None,
            runner_up_likely=round(other.likely * left, DIGITS) if other else 0.0,
            rule="a bare name means the town" if chosen and chosen is not self.weighed[0] else None,
        )


def calibrated(likely: float) -> float:
    """How often a place is right that was chosen with this probability: news of war is surer than its namesakes say."""
    if not 0.0 < likely < 1.0:
        return likely
    line = place_weights().told
    return 0.5 * (1.0 + math.tanh(0.5 * (line.shift + line.scale * math.log(likely / (1.0 - likely)))))


def weightiest(chosen: Ranked) -> tuple[tuple[str, float], ...]:
    """The signs that moved the score most, each with what it added."""
    weights = place_weights().ranking
    added = [(sign, round(weights.get(sign, 0.0) * value, DIGITS)) for sign, value in chosen.signs.items()]
    moving = sorted([(-abs(amount), sign, amount) for sign, amount in added if amount])
    return tuple([(sign, amount) for _, sign, amount in moving[:SHOWN]])


def _told(entry: Entry) -> str:
    unit = None if entry.admin1 == entry.name else entry.admin1
    return ", ".join(filter(None, (entry.name, unit, entry.country)))


NONE = Choice(None)
