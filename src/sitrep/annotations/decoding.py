"""The encoder's numbers, made into spans and links; the same for the shipped model and for one still in training.

Everything here is arithmetic on arrays of the whole text: ``tags`` is pieces x numbers, ``heads`` and ``tails`` are
pieces x roles x width. ``Heads`` says which number stands for what.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
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

    def only(self, chains: Sequence[int]) -> Heads:
        """The same with these chains alone, in this order."""
        picked = list(chains)
        names = tuple(self.spans[chain] for chain in picked)
        return replace(self, spans=names, transitions=self.transitions[picked], first=self.first[picked])


def readier(heads: Heads, eager: float | Sequence[float]) -> Heads:
    """The heads with spans seen more readily, by a number for all chains or one each.

    It is added where a span begins outside of another, once a span, so that none is drawn out or cut up by it.
    """
    transitions, first = heads.transitions.copy(), heads.first.copy()
    transitions[:, OUTSIDE, BEGIN] += eager
    first[:, BEGIN] += eager
    return replace(heads, transitions=transitions, first=first)


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
    best = _likeliest(emissions, _stretches(ids), heads)
    found: list[Found] = []
    for chain in np.flatnonzero((best != OUTSIDE).any(axis=0)).tolist():
        row = best[:, chain]
        sure = softmax(emissions[:, chain])[np.arange(len(ids)), row]
        ends = np.flatnonzero(np.append(row, OUTSIDE) != INSIDE)
        for first in np.flatnonzero(row == BEGIN).tolist():
            last = int(ends[np.searchsorted(ends, first + 1)])
            found.append(Found(first, last, heads.spans[chain], float(sure[first:last].min())))
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
    # Steps come first and chains last: a step is then a few operations on whole rows of numbers.
    told = np.zeros((longest, 3, len(stretches), emissions.shape[1]), dtype=np.float32)
    for row, (start, end) in enumerate(stretches):
        told[: end - start, :, row] = emissions[start:end].transpose(0, 2, 1)
    tagged = _traced(_summed(told, heads), _moves(heads), [end - start for start, end in stretches])
    for row, (start, end) in enumerate(stretches):
        best[start:end] = tagged[: end - start, row]
    return best


def _moves(heads: Heads) -> Numbers:
    """What going from one tag to another counts: from x to x 1 x chains."""
    moves = heads.transitions.transpose(1, 2, 0)[:, :, None].copy()
    moves[OUTSIDE, INSIDE] += NEVER
    return moves


def _summed(told: Numbers, heads: Heads) -> Numbers:
    """How good the best way to each tag of each step is: steps x tags x paragraphs x chains."""
    moves = _moves(heads)
    opening = heads.first.T[:, None].copy()
    opening[INSIDE] += NEVER
    summed = np.empty_like(told)
    summed[0] = opening + told[0]
    for step in range(1, len(told)):
        reached = summed[step - 1][:, None] + moves
        np.maximum(reached[0], reached[1], out=reached[0])
        np.maximum(reached[0], reached[2], out=reached[0])
        np.add(reached[0], told[step], out=summed[step])
    return summed


def _traced(summed: Numbers, moves: Numbers, lengths: Sequence[int]) -> NDArray[np.int8]:
    """The tags of each paragraph's best way, traced back from its end: steps x paragraphs x chains."""
    shape = summed.shape[2:]
    reached = summed[:-1, :, None] + moves
    origin = (reached[:, 1] > reached[:, 0]).astype(np.int8)
    origin[reached[:, 2] > np.maximum(reached[:, 0], reached[:, 1])] = INSIDE
    tagged = np.empty((len(summed), *shape), dtype=np.int8)
    for row, length in enumerate(lengths):
        tagged[-1, row] = summed[length - 1, :, row].argmax(axis=0)
        origin[length - 1 :, :, row] = np.arange(3, dtype=np.int8)[:, None]  # behind its end nothing moves
    # A tag and its place in the row are one number, so that one look-up takes a whole row a step back.
    size = shape[0] * shape[1]
    places = np.arange(size)
    flat, rows = origin.reshape(-1, 3 * size), tagged.reshape(-1, size)
    for step in range(len(origin) - 1, -1, -1):
        rows[step] = flat[step].take(rows[step + 1].astype(np.intp) * size + places)
    return tagged


def pair_scores(anchors: Sequence[int], role: str, heads: Heads, heads_of: Numbers, tails_of: Numbers) -> Numbers:
    """How likely each piece of the text plays the role for each anchor piece: anchors x pieces."""
    index = heads.roles.index(role)
    width = heads_of.shape[-1]
    scores = heads_of[list(anchors), index] @ tails_of[:, index].T / np.sqrt(width)
    reach = heads.distance.shape[1] // 2
    apart = np.arange(tails_of.shape[0])[None, :] - np.asarray(anchors)[:, None]
    return sigmoid(scores + heads.distance[index][apart.clip(-reach, reach) + reach] + heads.threshold[index])
