"""Which cue takes which source and which content, among the spans that the encoder found.

Contents and cues alternate in prose, so a content belongs to the cue before it or to the cue after it, and a source to
a cue of its own paragraph. How near they stand and how likely the encoder finds the pair are weighed together, over
all the story at once: every cue wants a content, and a content has one cue. A cue or a source that the
encoder saw only faintly is taken where it fits well. The weights stand in ``codebook/data/linking.yaml``.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final, NamedTuple

import numpy as np

from sitrep.annotations.decoding import Found, Heads, Numbers, pair_scores
from sitrep.annotations.encoder import Reading
from sitrep.annotations.subwords import BREAK
from sitrep.codebook.linking import Linking, Pull, Tied, linking

#: Log odds beyond this say no more.
CLIP: Final = 6.0
KINDS: Final = ("source", "cue", "content")


@dataclass(frozen=True, slots=True)
class Linked:
    """A cue with what it reports and who is the source of it, all of them spans of pieces."""

    cue: Found
    source: Found | None
    content: tuple[Found, ...]


def sayings(reading: Reading, weights: Linking | None = None) -> list[Linked]:
    """The sayings of a text as the encoder reads it, each tied together, in order; one without content is none.

    The weights are the codebook's where no others are given.
    """
    weights = weights or linking()
    firm = reading.found(KINDS)
    faint = _faint(reading, firm, weights)
    found = sorted((*firm, *faint), key=lambda span: (span.first, -span.last))
    told = linked(
        reading.pieces.ids, found, reading.heads, (reading.anchors, reading.fillers), weights, frozenset(faint)
    )
    return [one for one in told if one.content]


def _faint(reading: Reading, firm: Sequence[Found], weights: Linking) -> list[Found]:
    """The cues and sources seen only by looking more readily, none of them touching a firm one of its kind."""
    faint = weights.faint
    taken = {(span.kind, piece) for span in firm for piece in range(span.first, span.last)}
    return [
        span
        for span in reading.found(tuple(faint), tuple(each.eager for each in faint.values()))
        if taken.isdisjoint((span.kind, piece) for piece in range(span.first, span.last))
    ]


class Pairs:
    """How well spans go with cues: near, and likely by the encoder's word."""

    def __init__(
        self,
        ids: Sequence[int],
        cues: Sequence[Found],
        kind: Tied,
        heads: Heads,
        ends: tuple[Numbers, Numbers],
        pull: Pull,
    ) -> None:
        self.cues = cues
        self.weights = pull.weights
        likely = pair_scores([cue.first for cue in cues], f"say:{kind}", heads, *ends).clip(1e-6, 1 - 1e-6)
        odds = np.log(likely / (1 - likely))
        self.odds = np.concatenate([np.zeros((len(cues), 1)), odds.cumsum(axis=1)], axis=1)
        self.breaks = np.cumsum([0, *(piece == BREAK for piece in ids)])

    def signs(self, number: int, span: Found) -> tuple[float, float, float, float, float]:
        """What speaks for the span and the cue of this number, in the order of a pull's weights."""
        cue = self.cues[number]
        after = span.first >= cue.last
        low, high = (cue.last, span.first) if after else (span.last, cue.first)
        odds = float(self.odds[number, span.last] - self.odds[number, span.first]) / (span.last - span.first)
        breaks = float(self.breaks[max(high, low)] - self.breaks[low])
        return 1.0, max(-CLIP, min(CLIP, odds)), float(after), math.log1p(max(high - low, 0)), breaks

    def score(self, number: int, span: Found) -> float:
        """The log odds that the span belongs to the cue of this number."""
        return float(sum(map(operator.mul, self.weights, self.signs(number, span))))


def linked(
    ids: Sequence[int],
    found: Sequence[Found],
    heads: Heads,
    ends: tuple[Numbers, Numbers],
    weights: Linking,
    faint: frozenset[Found] = frozenset(),
) -> list[Linked]:
    """The cues in order, each with its content and its source; a cue may be left without either.

    What is ``faint`` is taken only where it fits so well that it is worth its cost.
    """
    cues = [span for span in found if span.kind == "cue"]
    if not cues:
        return []
    contents = _Contents(Pairs(ids, cues, "content", heads, ends, weights.pulls["content"]), weights, faint)
    taken = contents.shared_out([span for span in found if span.kind == "content"])
    sources = [span for span in found if span.kind == "source"]
    voices = Pairs(ids, cues, "source", heads, ends, weights.pulls["source"])
    cost = weights.faint["source"].cost
    return [
        Linked(cue, _best(voices, number, sources, faint, cost) if taken[number] else None, tuple(taken[number]))
        for number, cue in enumerate(cues)
    ]


def _best(voices: Pairs, number: int, sources: Sequence[Found], faint: frozenset[Found], cost: float) -> Found | None:
    ranked = [(voices.score(number, span) - cost * (span in faint), span) for span in sources]
    score, best = max(ranked, key=lambda each: each[0], default=(0.0, None))
    return best if score > 0 else None


class _Way(NamedTuple):
    """The contents of each cue so far, and how good all that is."""

    score: float
    taken: tuple[tuple[Found, ...], ...]


class _Contents:
    """The contents shared out among the cues: between two cues the first few go back, the rest go on."""

    def __init__(self, pairs: Pairs, weights: Linking, faint: frozenset[Found]) -> None:
        self.pairs = pairs
        self.weights = weights
        self.faint = faint

    def shared_out(self, contents: Sequence[Found]) -> list[tuple[Found, ...]]:
        """The contents of each cue, as is best for all of them together."""
        count = len(self.pairs.cues)
        between: list[list[Found]] = [[] for _ in range(count + 1)]
        for content in contents:
            between[sum(cue.first < content.first for cue in self.pairs.cues)].append(content)
        ways = [_Way(0.0, ((),))]  # before the first stretch stands no cue: a place that nothing goes to
        for number, stretch in enumerate(between):
            splits = [0] if not number else [len(stretch)] if number == count else range(len(stretch) + 1)
            best: dict[bool, _Way] = {}
            for way, split in product(ways, splits):
                new = self._on(way, number, stretch[:split], stretch[split:])
                fed = bool(new.taken[-1])
                if fed not in best or new.score > best[fed].score:
                    best[fed] = new
            ways = list(best.values())
        return list(max(ways, key=lambda way: way.score).taken[1 : count + 1])

    def _on(self, way: _Way, number: int, back: Sequence[Found], on: Sequence[Found]) -> _Way:
        """The way over one more stretch: what goes back to the cue before it, and what goes on to the one behind it."""
        fit = sum(self.pairs.score(number - 1, one) for one in back) + sum(self.pairs.score(number, one) for one in on)
        last = (*way.taken[-1], *back)
        toll = self._toll(number - 1, fed=bool(last)) if number else 0.0
        return _Way(way.score + fit + toll, (*way.taken[:-1], last, tuple(on)))

    def _toll(self, number: int, *, fed: bool) -> float:
        """What it costs to leave a firm cue without content, or to take a faint one."""
        if self.pairs.cues[number] in self.faint:
            return -self.weights.faint["cue"].cost if fed else 0.0
        return 0.0 if fed else self.weights.empty
