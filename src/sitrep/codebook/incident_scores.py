"""Learnt weights of pairs: the reader of ``incident_articles.yaml`` and ``incident_events.yaml``."""

from __future__ import annotations

from functools import cache
from typing import Final

from pydantic import Field, model_validator

from sitrep.codebook.files import Entry, read

ARTICLES: Final = "incident_articles.yaml"
EVENTS: Final = "incident_events.yaml"


class Calibration(Entry):
    """What turns summed evidence into the log odds of a probability that can be trusted."""

    scale: float = Field(gt=0)
    shift: float


class TreeScores(Entry):
    """Boosted trees: each node is ``[feature, cut, untold, left, right, value]`` or, at an end, ``[value]``.

    ``value`` of a fork is the mean of what lies under it, so that the way to an end tells what each feature did.
    """

    features: tuple[str, ...]
    base: float
    calibration: Calibration
    trees: tuple[tuple[tuple[float, ...], ...], ...]

    @model_validator(mode="after")
    def _grown_well(self) -> TreeScores:
        for tree in self.trees:
            for number, node in enumerate(tree):
                if len(node) == 1:
                    continue
                if len(node) != 6:
                    raise ValueError(f"a node has one number or six, not {node}")
                feature, _, untold, left, right, _ = node
                branches = (int(untold), int(left), int(right))
                if not 0 <= feature < len(self.features) or not all(number < to < len(tree) for to in branches):
                    raise ValueError(f"no such feature or branch: {node}")
        return self


class Pull(Entry):
    """What a likeness adds to the log odds: ``weight`` times its score, ``untold`` where one of the two tells nothing.

    ``belief`` and ``untold_belief`` are what was thought of the two before anything was learnt.
    """

    weight: float
    belief: float
    untold: float = 0.0
    untold_belief: float = 0.0


class LinearScores(Entry):
    """Log odds that two reported events are one: the base and what each likeness adds.

    A ``belief`` is what was thought of a weight before anything was learnt; learning holds to it.
    """

    base: float
    belief: float
    calibration: Calibration
    pulls: dict[str, Pull]


@cache
def article_scores() -> TreeScores:
    """How likely two articles report one incident, by their likenesses."""
    return read(ARTICLES, TreeScores)


@cache
def event_scores() -> LinearScores:
    """How likely two reported events are one, by their likenesses."""
    return read(EVENTS, LinearScores)
