"""Which cue takes which source and which content, among the spans that the encoder found.

Contents and cues alternate in prose, so a content belongs to the cue before it or to the cue after it, and a source to
a cue of its own paragraph. How near they stand and how likely the encoder finds the pair are weighed together, over
all the story at once: every cue wants a content, and a content has one cue. The weights stand in
``codebook/data/linking.yaml``.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from sitrep.annotations.decoding import Found, Heads, Numbers, pair_scores
from sitrep.annotations.encoder import Reading
from sitrep.annotations.subwords import BREAK
from sitrep.codebook.linking import Tied, linking

#: Log odds beyond this say no more.
CLIP: Final = 6.0
KINDS: Final = ("source", "cue", "content")


@dataclass(frozen=True, slots=True)
class Linked:
    """A cue with what it reports and who is the source of it, all of them spans of pieces."""

    cue: Found
    source: Found | None
    content: tuple[Found, ...]


def sayings(reading: Reading) -> list[Linked]:
    """The sayings of a text as the encoder reads it, each tied together, in order; one without content is none."""
    spans = [span for span in reading.found if span.kind in KINDS]
    told = linked(reading.pieces.ids, spans, reading.heads, (reading.anchors, reading.fillers))
    return [one for one in told if one.content]


class Pairs:
    """How well spans go with cues: near, and likely by the encoder's word."""

    def __init__(
        self, ids: Sequence[int], cues: Sequence[Found], kind: Tied, heads: Heads, ends: tuple[Numbers, Numbers]
    ) -> None:
        self.cues = cues
        self.weights = linking().pulls[kind].weights
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
        return sum(map(operator.mul, self.weights, self.signs(number, span)))


def linked(ids: Sequence[int], found: Sequence[Found], heads: Heads, ends: tuple[Numbers, Numbers]) -> list[Linked]:
    """The cues in order, each with its content and its source; a cue may be left without either."""
    cues = [span for span in found if span.kind == "cue"]
    if not cues:
        return []
    contents = [span for span in found if span.kind == "content"]
    sources = [span for span in found if span.kind == "source"]
    taken = _shared_out(Pairs(ids, cues, "content", heads, ends), contents)
    voices = Pairs(ids, cues, "source", heads, ends)
    return [Linked(cue, _best(voices, number, sources), tuple(taken[number])) for number, cue in enumerate(cues)]


def _best(voices: Pairs, number: int, sources: Sequence[Found]) -> Found | None:
    ranked = [(voices.score(number, span), span) for span in sources]
    score, best = max(ranked, key=lambda each: each[0], default=(0.0, None))
    return best if score > 0 else None


def _shared_out(pairs: Pairs, contents: Sequence[Found]) -> list[list[Found]]:
    """The contents of each cue: between two cues the first few go back, the rest go on, as is best for all.

    ``ways`` keeps, for a cue that has content before it already and for one that has not, the best score so far and
    how the stretches before were split.
    """
    count, empty = len(pairs.cues), linking().empty
    between: list[list[Found]] = [[] for _ in range(count + 1)]
    for content in contents:
        between[sum(cue.first < content.first for cue in pairs.cues)].append(content)
    ways: dict[bool, tuple[float, tuple[int, ...]]] = {True: (0.0, ())}  # no cue stands before the first stretch
    for number, stretch in enumerate(between):
        back = [pairs.score(number - 1, one) for one in stretch] if number else []
        on = [pairs.score(number, one) for one in stretch] if number < count else []
        splits = [0] if not number else [len(stretch)] if number == count else range(len(stretch) + 1)
        better: dict[bool, tuple[float, tuple[int, ...]]] = {}
        for split in splits:
            for has, (score, path) in ways.items():
                total = score + sum(back[:split]) + sum(on[split:]) + (0.0 if has or split else empty)
                fed = split < len(stretch)
                if fed not in better or total > better[fed][0]:
                    better[fed] = total, (*path, split)
        ways = better
    _, path = max(ways.values(), key=lambda way: way[0])
    taken: list[list[Found]] = [[] for _ in range(count)]
    for number, (stretch, split) in enumerate(zip(between, path, strict=True)):
        for place, one in enumerate(stretch):
            taken[number - 1 if place < split else number].append(one)
    return taken
