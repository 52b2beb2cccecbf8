"""The encoder's numbers, made into spans and links; the same for the shipped model and for one still in training.

Everything here is arithmetic on arrays of the whole text: ``tags`` is pieces x numbers, ``heads`` and ``tails`` are
pieces x roles x width. ``Heads`` says which number stands for what.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sitrep.annotations.subwords import BREAK

Numbers = NDArray[np.float32]
OUTSIDE: Final = 0
BEGIN: Final = 1
INSIDE: Final = 2
NEVER: Final = -1e4
NAMED: Final = ("spans", "types", "modes", "statuses", "roles", "incidents")  # what ``Heads`` holds, in order
LEARNT: Final = ("transitions", "first", "distance", "threshold")


@dataclass(frozen=True)
class Heads:
    """What the encoder's numbers stand for, in order, and what its chains and pairs learnt besides.

    ``transitions`` is chains x 3 x 3 and ``first`` chains x 3, over outside, begin and inside. ``distance`` is
    roles x (2 reach + 1), ``threshold`` a number a role.
    """

    spans: tuple[str, ...]
    types: tuple[str, ...]
    modes: tuple[str, ...]
    statuses: tuple[str, ...]
    roles: tuple[str, ...]
    incidents: tuple[str, ...]
    transitions: Numbers
    first: Numbers
    distance: Numbers
    threshold: Numbers

    def part(self, name: str) -> slice:
        """Where the numbers of ``types``, ``modes``, ``statuses`` or ``background`` stand among a piece's tags."""
        begin = 3 * len(self.spans)
        for part in ("types", "modes", "statuses"):
            end = begin + len(getattr(self, part))
            if part == name:
                return slice(begin, end)
            begin = end
        return slice(begin, begin + 1)


@dataclass(frozen=True, slots=True)
class Found:
    """A span of pieces, first and one past the last, its kind, and how sure the encoder is of it."""

    first: int
    last: int
    kind: str
    confidence: float


def softmax(scores: Numbers) -> Numbers:
    """Probabilities over the last axis."""
    shifted = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=-1, keepdims=True), dtype=np.float32)


def sigmoid(scores: Numbers) -> Numbers:
    """Probabilities, number by number."""
    return np.asarray(0.5 * (1 + np.tanh(0.5 * scores)), dtype=np.float32)


def joined(parts: Sequence[Numbers] | Numbers, windows: Sequence[tuple[int, int]]) -> Numbers:
    """One row a piece from windows that overlap: each half of an overlap from the window that sees further about it."""
    kept: list[Numbers] = []
    begin = 0
    for index, (part, (start, end)) in enumerate(zip(parts, windows, strict=True)):
        stop = end if index + 1 == len(windows) else (windows[index + 1][0] + end) // 2
        kept.append(part[begin - start : stop - start])
        begin = stop
    return np.concatenate(kept)


def found_spans(ids: Sequence[int], tags: Numbers, heads: Heads) -> list[Found]:
    """The likeliest spans of every kind; a span never crosses a paragraph break."""
    chains = len(heads.spans)
    emissions = tags[:, : 3 * chains].reshape(len(ids), chains, 3)
    sure = softmax(emissions)
    best = _likeliest(emissions, _stretches(ids), heads)
    found: list[Found] = []
    for chain in np.flatnonzero((best != OUTSIDE).any(axis=0)):
        row = best[:, chain]
        firsts = np.flatnonzero((row == BEGIN) | ((row == INSIDE) & (np.roll(row, 1) == OUTSIDE)))
        for first in firsts.tolist():
            last = first + 1
            while last < len(row) and row[last] == INSIDE and ids[last] != BREAK:
                last += 1
            confidence = float(sure[np.arange(first, last), chain, row[first:last]].min())
            found.append(Found(first, last, heads.spans[chain], confidence))
    return found


def _stretches(ids: Sequence[int]) -> list[tuple[int, int]]:
    """The paragraphs, as stretches of pieces."""
    breaks = [-1, *(index for index, piece in enumerate(ids) if piece == BREAK), len(ids)]
    return [(a + 1, b) for a, b in pairwise(breaks) if b > a + 1]


def _likeliest(emissions: Numbers, stretches: list[tuple[int, int]], heads: Heads) -> NDArray[np.int8]:
    """The best tags by chain (Viterbi), all paragraphs at once; a break between them stays outside."""
    best = np.zeros(emissions.shape[:2], dtype=np.int8)
    if not stretches:
        return best
    longest = max(end - start for start, end in stretches)
    padded = np.zeros((len(stretches), longest, *emissions.shape[1:]), dtype=np.float32)
    for row, (start, end) in enumerate(stretches):
        padded[row, : end - start] = emissions[start:end]
        padded[row, end - start :, :, OUTSIDE] = -NEVER  # what is no text is outside
    moves = heads.transitions.copy()
    moves[:, OUTSIDE, INSIDE] += NEVER
    opening = heads.first.copy()
    opening[:, INSIDE] += NEVER
    score = opening + padded[:, 0]
    origins = np.zeros((longest, *score.shape), dtype=np.int8)
    for step in range(1, longest):
        reached = score[..., None] + moves
        origins[step] = reached.argmax(axis=2)
        score = reached.max(axis=2) + padded[:, step]
    tag = score.argmax(axis=-1).astype(np.int8)
    tagged = np.zeros((longest, *tag.shape), dtype=np.int8)
    tagged[-1] = tag
    for step in range(longest - 1, 0, -1):
        tag = np.take_along_axis(origins[step], tag[..., None], axis=-1)[..., 0]
        tagged[step - 1] = tag
    for row, (start, end) in enumerate(stretches):
        best[start:end] = tagged[: end - start, row]
    return best


def pair_scores(anchors: Sequence[int], role: str, heads: Heads, heads_of: Numbers, tails_of: Numbers) -> Numbers:
    """How likely each piece of the text plays the role for each anchor piece: anchors x pieces."""
    index = heads.roles.index(role)
    width = heads_of.shape[-1]
    scores = heads_of[list(anchors), index] @ tails_of[:, index].T / np.sqrt(width)
    reach = heads.distance.shape[1] // 2
    apart = np.arange(tails_of.shape[0])[None, :] - np.asarray(anchors)[:, None]
    return sigmoid(scores + heads.distance[index][apart.clip(-reach, reach) + reach] + heads.threshold[index])
