"""Numbers become the likeliest spans, and nothing less likely."""

from itertools import pairwise, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sitrep.annotations.decoding import (
    BEGIN,
    INSIDE,
    OUTSIDE,
    Heads,
    Numbers,
    found_spans,
    joined,
    pair_scores,
    sigmoid,
    softmax,
)
from sitrep.annotations.subwords import BREAK, windows

WORD = 7


def numbers(seed: int, *shape: int) -> Numbers:
    return np.random.default_rng(seed).normal(scale=2, size=shape).astype(np.float32)


def heads(seed: int, chains: int = 2, roles: int = 1, reach: int = 3) -> Heads:
    return Heads(
        spans=tuple("abcdef"[:chains]), types=("X", "Y"), modes=("",), statuses=("occurred",),
        roles=tuple(f"role{number}" for number in range(roles)), incidents=(),
        transitions=numbers(seed, chains, 3, 3), first=numbers(seed + 1, chains, 3),
        distance=numbers(seed + 2, roles, 2 * reach + 1), threshold=numbers(seed + 3, roles),
    )  # fmt: skip


def likeliest(told: Numbers, moves: Numbers, first: Numbers) -> set[tuple[int, int]]:
    """Every way tried: the spans of the best, as first piece and one past the last."""

    def score(way: tuple[int, ...]) -> float:
        if way[0] == INSIDE or any(pair == (OUTSIDE, INSIDE) for pair in pairwise(way)):
            return -np.inf
        moved = sum(float(moves[a, b]) for a, b in pairwise(way))
        return float(first[way[0]]) + moved + sum(float(told[at, tag]) for at, tag in enumerate(way))

    best = max(product((OUTSIDE, BEGIN, INSIDE), repeat=len(told)), key=score)
    starts = [at for at, tag in enumerate(best) if tag == BEGIN]
    return {(at, next((n for n in range(at + 1, len(best)) if best[n] != INSIDE), len(best))) for at in starts}


@given(st.integers(0, 10_000), st.integers(1, 7))
def test_the_spans_are_those_of_the_best_of_all_ways(seed: int, length: int) -> None:
    shape, tags = heads(seed), numbers(seed + 9, length, 6)
    found = found_spans([WORD] * length, tags, shape)

    for chain, kind in enumerate(shape.spans):
        told = tags[:, 3 * chain : 3 * chain + 3]
        expected = likeliest(told, shape.transitions[chain], shape.first[chain])
        assert {(span.first, span.last) for span in found if span.kind == kind} == expected


@given(st.integers(0, 10_000), st.lists(st.booleans(), min_size=1, max_size=40))
def test_no_span_crosses_a_break_and_spans_of_a_kind_stand_apart(seed: int, breaks: list[bool]) -> None:
    ids = [BREAK if here else WORD for here in breaks]
    found = found_spans(ids, numbers(seed, len(ids), 6), heads(seed))

    assert all(BREAK not in ids[span.first : span.last] for span in found)
    for kind in "ab":
        held = [at for span in found if span.kind == kind for at in range(span.first, span.last)]
        assert len(held) == len(set(held))


@given(st.integers(0, 10_000), st.integers(1, 20), st.integers(1, 20))
def test_paragraphs_are_read_as_if_each_stood_alone(seed: int, left: int, right: int) -> None:
    shape, tags = heads(seed), numbers(seed, left + 1 + right, 6)
    together = found_spans([WORD] * left + [BREAK] + [WORD] * right, tags, shape)
    alone = found_spans([WORD] * left, tags[:left], shape)
    after = found_spans([WORD] * right, tags[left + 1 :], shape)
    shifted = [(span.first + left + 1, span.last + left + 1, span.kind) for span in after]

    assert sorted((span.first, span.last, span.kind) for span in together) == sorted(
        [(span.first, span.last, span.kind) for span in alone] + shifted
    )


@given(st.integers(0, 10_000), st.integers(1, 30))
def test_a_span_is_as_sure_as_its_least_sure_piece(seed: int, length: int) -> None:
    tags = numbers(seed, length, 6)

    for span in found_spans([WORD] * length, tags, heads(seed)):
        chain = 3 * "ab".index(span.kind)
        sure = softmax(tags[span.first : span.last, chain : chain + 3])
        tagged = [BEGIN, *[INSIDE] * (span.last - span.first - 1)]
        assert span.confidence == min(float(row[tag]) for row, tag in zip(sure, tagged, strict=True))


def test_a_text_of_breaks_has_no_spans() -> None:
    assert found_spans([BREAK, BREAK], numbers(1, 2, 6), heads(1)) == []


@given(st.integers(1, 1500))
def test_overlapping_windows_give_each_piece_once(length: int) -> None:
    spread = windows(length)
    parts = [np.arange(start, end, dtype=np.float32) for start, end in spread]

    assert joined(parts, spread).tolist() == list(range(length))


@given(st.integers(300, 1500))
def test_a_piece_is_taken_from_the_window_that_sees_further_around_it(length: int) -> None:
    spread = windows(length)
    room = [
        np.minimum(
            np.arange(end - start) + (start == 0) * length, np.arange(end - start)[::-1] + (end == length) * length
        )
        for start, end in spread
    ]
    most = np.zeros(length)
    for (start, end), seen in zip(spread, room, strict=True):
        most[start:end] = np.maximum(most[start:end], seen)

    assert (joined([seen.astype(np.float32) for seen in room], spread) >= most - 1).all()


@given(st.integers(0, 10_000), st.integers(1, 12))
def test_a_pair_is_scored_by_its_vectors_their_distance_and_the_roles_threshold(seed: int, length: int) -> None:
    shape = heads(seed, roles=2)
    at, of = numbers(seed, length, 2, 4), numbers(seed + 1, length, 2, 4)
    anchors = [0, length - 1]
    found = pair_scores(anchors, "role1", shape, at, of)

    assert found.shape == (2, length)
    for row, anchor in enumerate(anchors):
        for piece in range(length):
            apart = max(-3, min(3, piece - anchor))
            score = at[anchor, 1] @ of[piece, 1] / 2 + shape.distance[1, apart + 3] + shape.threshold[1]
            assert abs(found[row, piece] - sigmoid(np.array(score, dtype=np.float32))) < 1e-5
