"""How likely two items are one happening: the likenesses weighed by what was learnt, every reason kept.

The weights are data (``codebook/data/incident_*.yaml``) and were learnt by ``python -m sitrep_train.fit_incidents``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from typing import NamedTuple, Protocol

from sitrep.codebook.incident_scores import LinearScores, TreeScores, article_scores, event_scores
from sitrep.errors import CodebookError
from sitrep.incidents.features import ARTICLE_FEATURES, EVENT_FEATURES, compare
from sitrep.incidents.items import Item
from sitrep.incidents.likeness import Feature, Likeness
from sitrep.incidents.vetoes import ruled_out

Node = tuple[float, ...]
#: Log odds beyond this are as good as certain.
CERTAIN = 30.0
#: A likeness that moved the log odds by less than this is no reason.
SLIGHT = 0.1
#: The name of a reason that no likeness can outweigh.
RULED_OUT = "ruled-out"


class Reason(NamedTuple):
    """What one likeness did to the log odds, and why."""

    feature: str
    pull: float
    words: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """How likely two items are one happening, the weightiest reasons first."""

    left: str
    right: str
    probability: float
    reasons: tuple[Reason, ...]


class Weigher(Protocol):
    """Weights that were learnt for one list of features."""

    def log_odds(self, scores: Sequence[float | None]) -> float:
        """The calibrated log odds that these likenesses speak for."""
        ...

    def pulls(self, scores: Sequence[float | None]) -> list[float]:
        """What each likeness did to the log odds."""
        ...


@dataclass(frozen=True)
class Trees:
    """Boosted trees as a weigher."""

    learnt: TreeScores

    def log_odds(self, scores: Sequence[float | None]) -> float:
        """The calibrated sum of what every tree says."""
        total = self.learnt.base + sum(_last(tree, scores)[-1] for tree in self.learnt.trees)
        return self.learnt.calibration.scale * total + self.learnt.calibration.shift

    def pulls(self, scores: Sequence[float | None]) -> list[float]:
        """At every fork taken, the feature is credited with how the mean of what lies below it changed."""
        found = [0.0] * len(self.learnt.features)
        for tree in self.learnt.trees:
            node = tree[0]
            while len(node) > 1:
                below = tree[_branch(node, scores)]
                found[int(node[0])] += (below[-1] - node[-1]) * self.learnt.calibration.scale
                node = below
        return found


@dataclass(frozen=True)
class Line:
    """A weight for every likeness as a weigher."""

    learnt: LinearScores
    names: tuple[str, ...]

    def log_odds(self, scores: Sequence[float | None]) -> float:
        """The calibrated sum of the weighed likenesses."""
        total = self.learnt.base + sum(self._raw(scores))
        return self.learnt.calibration.scale * total + self.learnt.calibration.shift

    def pulls(self, scores: Sequence[float | None]) -> list[float]:
        """Each weight times its likeness."""
        return [self.learnt.calibration.scale * pull for pull in self._raw(scores)]

    def _raw(self, scores: Sequence[float | None]) -> list[float]:
        pulls = (self.learnt.pulls[name] for name in self.names)
        return [
            pull.untold if score is None else pull.weight * score for pull, score in zip(pulls, scores, strict=True)
        ]


@dataclass(frozen=True)
class Judge:
    """Features and the weights learnt for them."""

    features: tuple[Feature, ...]
    weigher: Weigher

    def probability(self, left: Item, right: Item) -> float:
        """How likely the two items are one happening; 0 where something rules it out."""
        if ruled_out(left, right):
            return 0.0
        return logistic(self.weigher.log_odds([likeness.score for likeness in self._compare(left, right)]))

    def explain(self, left: Item, right: Item) -> Verdict:
        """The same with its reasons."""
        if veto := ruled_out(left, right):
            return Verdict(left.id, right.id, 0.0, (Reason(RULED_OUT, -CERTAIN, veto),))
        likenesses = self._compare(left, right)
        scores = [likeness.score for likeness in likenesses]
        told = zip(self.features, self.weigher.pulls(scores), likenesses, strict=True)
        reasons = [
            Reason(feature.__name__, round(pull, 3), likeness.reason)
            for feature, pull, likeness in told
            if abs(pull) >= SLIGHT and likeness.reason
        ]
        reasons.sort(key=lambda reason: (-abs(reason.pull), reason.feature))
        return Verdict(left.id, right.id, logistic(self.weigher.log_odds(scores)), tuple(reasons))

    def _compare(self, left: Item, right: Item) -> tuple[Likeness, ...]:
        return compare(left, right, self.features)


def logistic(odds: float) -> float:
    """The probability of these log odds."""
    return 1 / (1 + exp(-max(-CERTAIN, min(CERTAIN, odds))))


@cache
def article_judge() -> Judge:
    """What judges pairs of articles."""
    learnt = article_scores()
    _same_names("incident_articles.yaml", learnt.features, ARTICLE_FEATURES)
    return Judge(ARTICLE_FEATURES, Trees(learnt))


@cache
def event_judge() -> Judge:
    """What judges pairs of reported events."""
    learnt = event_scores()
    _same_names("incident_events.yaml", tuple(learnt.pulls), EVENT_FEATURES)
    return Judge(EVENT_FEATURES, Line(learnt, tuple(learnt.pulls)))


def _same_names(file: str, names: Sequence[str], features: Sequence[Feature]) -> None:
    known = [feature.__name__ for feature in features]
    if list(names) != known:
        raise CodebookError(f"{file} weighs {list(names)}, but the features are {known}.", check="Learn it anew.")


def _branch(node: Node, scores: Sequence[float | None]) -> int:
    score = scores[int(node[0])]
    if score is None:
        return int(node[2])
    return int(node[3]) if score <= node[1] else int(node[4])


def _last(tree: tuple[Node, ...], scores: Sequence[float | None]) -> Node:
    node = tree[0]
    while len(node) > 1:
        node = tree[_branch(node, scores)]
    return node
