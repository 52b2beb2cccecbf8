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
    columns = scores.transpose(scores.ndim - 1, *range(scores.ndim - 1))
    largest = np.ascontiguousarray(columns).max(axis=0)  # in columns it is found far sooner
    shifted = np.exp(scores - largest[..., None])
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
    return _spans(_likeliest(emissions, _stretches(ids), heads), emissions, heads)


def _spans(best: NDArray[np.int8], emissions: Numbers, heads: Heads) -> list[Found]:
    """The spans that the best tags spell, chain by chain from left to right, each as sure as its least sure piece."""
    room = len(best) + 1  # the chains in one row, a piece that is outside behind each
    rows = np.zeros((best.shape[1], room), dtype=np.int8)
    rows[:, :-1] = best.T
    row = rows.ravel()
    firsts = np.flatnonzero(row == BEGIN)
    if not len(firsts):
        return []
    ends = np.flatnonzero(row != INSIDE)
    lasts = ends[np.searchsorted(ends, firsts + 1)]
    within = np.flatnonzero(row)
    chains, pieces = np.divmod(within, room)
    sure = softmax(emissions[pieces, chains])[np.arange(len(within)), row[within]]
    least = np.minimum.reduceat(sure, np.searchsorted(within, firsts))
    chains, pieces = np.divmod(firsts, room)
    told = (chains.tolist(), pieces.tolist(), (lasts - firsts).tolist(), least.tolist())
    return [Found(first, first + size, heads.spans[chain], one) for chain, first, size, one in zip(*told, strict=True)]


def _stretches(ids: Sequence[int]) -> list[tuple[int, int]]:
    """The paragraphs, as stretches of pieces."""
    breaks = [-1, *(index for index, piece in enumerate(ids) if piece == BREAK), len(ids)]
    return [(a + 1, b) for a, b in pairwise(breaks) if b > a + 1]


def _likeliest(emissions: Numbers, stretches: list[tuple[int, int]], heads: Heads) -> NDArray[np.int8]:
    """The best tags by chain (Viterbi), all paragraphs at once; a break between them stays outside."""
    best = np.zeros(emissions.shape[:2], dtype=np.int8)
    if not stretches:
        return best
    longest, rows, chains = max(end - start for start, end in stretches), len(stretches), emissions.shape[1]
    # Steps come first, and all chains of all paragraphs in one row: a step is then a few operations on whole rows.
    told = np.zeros((longest, 3, rows, chains), dtype=np.float32)
    for row, (start, end) in enumerate(stretches):
        told[: end - start, :, row] = emissions[start:end].transpose(0, 2, 1)
    summed, reached = _summed(told.reshape(longest, 3, -1), heads, rows)
    lengths = np.repeat([end - start for start, end in stretches], chains)
    tagged = _traced(summed, reached, lengths).reshape(longest, rows, chains)
    for row, (start, end) in enumerate(stretches):
        best[start:end] = tagged[: end - start, row]
    return best


def _summed(told: Numbers, heads: Heads, rows: int) -> tuple[Numbers, Numbers]:
    """How good the best way to each tag of each step is, and each way there from each tag before.

    The first is steps x tags x places, a place being a chain of a paragraph, the second steps x tags x tags x places.
    """
    moves = np.tile(heads.transitions.transpose(1, 2, 0), rows)  # from x to x places
    moves[OUTSIDE, INSIDE] += NEVER
    summed, reached = np.empty_like(told), np.empty((len(told) - 1, *moves.shape), dtype=np.float32)
    opening = np.tile(heads.first.T, rows)
    opening[INSIDE] += NEVER
    np.add(opening, told[0], out=summed[0])
    for before, ways, now, own in zip(summed, reached, summed[1:], told[1:], strict=False):
        np.add(before[:, None], moves, out=ways)
        np.maximum(ways[0], ways[1], out=now)
        np.maximum(now, ways[2], out=now)
        np.add(now, own, out=now)
    return summed, reached


def _traced(summed: Numbers, reached: Numbers, lengths: NDArray[np.intp]) -> NDArray[np.intp]:
    """The tags of each place's best way, traced back from its end: steps x places."""
    size = summed.shape[2]
    places = np.arange(size)
    origin = (reached[:, 1] > reached[:, 0]).astype(np.intp)
    origin[reached[:, 2] > np.maximum(reached[:, 0], reached[:, 1])] = INSIDE
    behind = np.arange(1, len(summed))[:, None] >= lengths  # behind its end nothing moves
    origin = np.where(behind[:, None], np.arange(3)[:, None], origin) * size + places
    # A tag and its place are one number, so that one look-up takes all places a step back.
    way = np.empty((len(summed), size), dtype=np.intp)
    way[-1] = summed[lengths - 1, :, places].argmax(axis=1) * size + places
    for step in range(len(origin) - 1, -1, -1):
        origin[step].take(way[step + 1], out=way[step], mode="clip")
    tags: NDArray[np.intp] = way // size
    return tags


def pair_scores(anchors: Sequence[int], role: str, heads: Heads, heads_of: Numbers, tails_of: Numbers) -> Numbers:
    """How likely each piece of the text plays the role for each anchor piece: anchors x pieces."""
    index = heads.roles.index(role)
    width = heads_of.shape[-1]
    scores = heads_of[list(anchors), index] @ tails_of[:, index].T / np.sqrt(width)
    return sigmoid(scores + _nearness(anchors, heads.distance[index], len(tails_of)) + heads.threshold[index])


def _nearness(anchors: Sequence[int], distance: Numbers, pieces: int) -> Numbers:
    """What each piece's distance from each anchor says: what lies out of reach is as the last within it."""
    around = np.concatenate((np.full(pieces, distance[0]), distance, np.full(pieces, distance[-1])))
    middle = pieces + len(distance) // 2  # where the anchor itself stands
    told = np.empty((len(anchors), pieces), dtype=distance.dtype)
    for row, anchor in zip(told, anchors, strict=True):
        row[:] = around[middle - anchor : middle - anchor + pieces]
    return told
