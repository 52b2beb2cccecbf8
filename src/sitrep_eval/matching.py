"""Which predicted item stands for which gold one: one to one, best first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from sitrep_eval.likeness import days_touch, overlap, same_casualty, same_place, same_weapon
from sitrep_eval.shapes import Event, Statement

T = TypeVar("T")

#: Likeness from which two events, or two statements, may be paired.
EVENT_FLOOR = 0.9
STATEMENT_FLOOR = 0.5


def pairs(
    gold: Sequence[T], predicted: Sequence[T], alike: Callable[[T, T], float], *, floor: float
) -> list[tuple[int, int]]:
    """Positions paired one to one, the most alike first, earlier ones first among equals."""
    ranked = sorted(
        ((alike(g, p), i, j) for i, g in enumerate(gold) for j, p in enumerate(predicted)),
        key=lambda entry: (-entry[0], entry[1], entry[2]),
    )
    paired: dict[int, int] = {}
    taken: set[int] = set()
    for likeness, i, j in ranked:
        if likeness < floor:
            break
        if i not in paired and j not in taken:
            paired[i] = j
            taken.add(j)
    return list(paired.items())


def matched(gold: Sequence[T], predicted: Sequence[T], same: Callable[[T, T], bool]) -> int:
    """How many gold values find an equal predicted value of their own."""
    left = list(predicted)
    hits = 0
    for value in gold:
        found = next((i for i, candidate in enumerate(left) if same(value, candidate)), None)
        if found is not None:
            del left[found]
            hits += 1
    return hits


def most_pairs(gold: Sequence[T], predicted: Sequence[T], fits: Callable[[T, T], bool]) -> int:
    """How many pairs the best one-to-one alignment has, of those that fit: exact, whatever the order."""
    partners = [[j for j, candidate in enumerate(predicted) if fits(value, candidate)] for value in gold]
    taken: dict[int, int] = {}
    return sum(_finds_partner(i, partners, taken, set()) for i in range(len(gold)))


def _finds_partner(i: int, partners: Sequence[Sequence[int]], taken: dict[int, int], asked: set[int]) -> bool:
    """Whether the i-th finds a partner, the ones already paired moving over where they can (an augmenting path)."""
    for j in partners[i]:
        if j in asked:
            continue
        asked.add(j)
        if j not in taken or _finds_partner(taken[j], partners, taken, asked):
            taken[j] = i
            return True
    return False


def events_alike(gold: Event, predicted: Event) -> float:
    """How far two events of one type are the same: by their words, or by place with time or victims."""
    one, other = gold.part, predicted.part
    if one.type != other.type:
        return 0.0
    touch = 1.0 if gold.anchor & predicted.anchor else 0.0
    where = 1.0 if one.where and other.where and same_place(one.where, other.where) else 0.0
    when = 0.5 if days_touch(one.when, other.when) else 0.0
    hurt = 0.5 if matched(one.casualties, other.casualties, same_casualty) else 0.0
    arms = 0.25 if matched(one.weapons, other.weapons, same_weapon) else 0.0
    if not touch and not (where and (when or hurt)):
        return 0.0
    return touch + overlap(gold.anchor, predicted.anchor) + where + when + hurt + arms


def statements_alike(gold: Statement, predicted: Statement) -> float:
    """How far the contents of two statements overlap."""
    return overlap(gold.content, predicted.content)
