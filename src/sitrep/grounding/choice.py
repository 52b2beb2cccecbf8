"""A choice among places: what was weighed, by which signs, and what was taken."""

from __future__ import annotations

from dataclasses import dataclass

from sitrep.grounding.gazetteer import Entry

#: What speaks for a place, each sign by its name.
Signs = dict[str, float]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its signs, its score over none being meant, and how likely it is meant."""

    entry: Entry
    signs: Signs
    score: float
    likely: float


@dataclass(frozen=True, slots=True)
class Choice:
    """The place that a name stands for, None when none fits, with the candidates weighed, the likeliest first."""

    entry: Entry | None
    weighed: tuple[Ranked, ...] = ()

    @property
    def chosen(self) -> Ranked | None:
        """The chosen candidate as it was weighed."""
        return next((one for one in self.weighed if self.entry and one.entry.index == self.entry.index), None)

    @property
    def runner_up(self) -> Ranked | None:
        """The likeliest of the others."""
        return next((one for one in self.weighed if self.entry and one.entry.index != self.entry.index), None)


NONE = Choice(None)
