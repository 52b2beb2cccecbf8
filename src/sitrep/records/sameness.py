"""Whether two tellings can be of one time, one place and one kind of weapon."""

from __future__ import annotations

from datetime import date
from typing import get_args

from sitrep.annotations.layers import Place, Precision, Quantity, TimeExpression
from sitrep.codebook.borders import sides_at
from sitrep.records.drafts import Draft

#: Precisions from fine to wide.
SPREAD = {"site": 0, "city": 1, "district": 2, "region": 3, "country": 4}
LENGTHS = get_args(Precision)
#: This many weapons of one kind make a wave, not one of its strikes; fewer than FEW say nothing of it.
WAVE = 20
FEW = 5
#: How near two sites of one town lie, in degrees.
NEARBY = (0.3, 0.4)
#: Kinds so general that they may be any other.
GENERAL_KINDS = frozenset({"bomb", "other"})


def agree(left: Quantity, right: Quantity) -> bool:
    """Whether two figures say the same."""
    if left.best is not None and right.best is not None:
        return left.best == right.best
    return left.low == right.low and left.high == right.high


def same_time(first: Draft, second: Draft) -> bool:
    """Whether one day may be both, or none is told."""
    if first.when is None or second.when is None:
        return True
    start_a, end_a = _days(first.when.value)
    start_b, end_b = _days(second.when.value)
    return start_a <= end_b and start_b <= end_a


def _days(time: TimeExpression) -> tuple[str, str]:
    return (time.start or time.end or "")[:10], (time.end or time.start or "")[:10]


def days_between(first: Draft, second: Draft) -> int:
    """How many days lie between two tellings; none where a day is not told or they overlap."""
    if first.when is None or second.when is None or same_time(first, second):
        return 0
    (_, end_a), (start_b, _) = _days(first.when.value), _days(second.when.value)
    return abs((date.fromisoformat(start_b) - date.fromisoformat(end_a)).days)


def time_within(inner: Draft, outer: Draft) -> bool:
    """Whether the inner's time lies within the outer's and is no wider."""
    if inner.when is None or outer.when is None:
        return False
    start, end = _days(inner.when.value)
    first, last = _days(outer.when.value)
    return first <= start and end <= last


def finer_time(first: Draft, second: Draft) -> bool:
    """Whether the second's own time is finer than the first's."""
    if first.when is None or second.when is None or not second.own_time:
        return False
    a, b = first.when.value.precision, second.when.value.precision
    return a is not None and b is not None and LENGTHS.index(b) < LENGTHS.index(a)


def same_place(first: Draft, second: Draft) -> bool:
    """Whether one place may be the other or lie within it."""
    if first.where is None or second.where is None:
        return True
    a, b = first.where.value, second.where.value
    if a.name == b.name or (a.geonames_id and a.geonames_id == b.geonames_id):
        return True
    if a.country != b.country:
        return _on_border(a, b) or _on_border(b, a)
    wide, fine = (a, b) if SPREAD[a.precision] >= SPREAD[b.precision] else (b, a)
    if SPREAD[wide.precision] >= SPREAD["region"]:
        unknown = wide.admin1 is None or fine.admin1 is None
        return wide.precision == "country" or unknown or wide.admin1 == fine.admin1
    if "site" not in {a.precision, b.precision} and {a.precision, b.precision} != {"city", "district"}:
        return False
    if fine.lat is None and wide.precision != "site":
        return True  # a camp that no gazetteer knows may lie in the town just named
    if a.admin1 != b.admin1:
        return False
    return a.name in b.within or b.name in a.within or _near(a, b)


def _on_border(border: Place, other: Place) -> bool:
    """Whether the one place is a border, and the other may lie on it: within one of its two countries."""
    if border.country is not None or border.lat is None or border.lon is None:
        return False
    return other.country is not None and other.country in sides_at(border.lat, border.lon)


def _near(a: Place, b: Place) -> bool:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return True
    return abs(a.lat - b.lat) < NEARBY[0] and abs(a.lon - b.lon) < NEARBY[1]


def is_finer_place(inner: Draft, outer: Draft) -> bool:
    """Whether the inner's place is finer than the outer's."""
    if inner.where is None or outer.where is None:
        return False
    return SPREAD[inner.where.value.precision] < SPREAD[outer.where.value.precision]


def same_weapons(first: Draft, second: Draft) -> bool:
    """Whether the weapons may be the same; a wave is none of its strikes."""
    if _is_wave_of(first, second) or _is_wave_of(second, first):
        return False
    mine, other = _kinds(first), _kinds(second)
    if mine and other and not mine & other:
        return bool((mine | other) & GENERAL_KINDS) or (first.mode is not None and first.mode == second.mode)
    return not (first.mode and second.mode and first.mode != second.mode and not mine & other)


def _kinds(draft: Draft) -> set[str]:
    return {mark.value.kind for mark in draft.weapons if mark.value.kind}


def _is_wave_of(wave: Draft, strike: Draft) -> bool:
    """Whether the first counts a night's weapons and the second does not."""
    told, other = _many(wave), _many(strike)
    national = wave.where is not None and wave.where.value.precision == "country"
    return bool(told) and not other and (national or max(told) >= WAVE)


def _many(draft: Draft) -> list[int]:
    counts = [mark.value.count.best or 0 for mark in draft.weapons if mark.value.count]
    return [count for count in counts if count > FEW]
