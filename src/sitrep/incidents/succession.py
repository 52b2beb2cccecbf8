"""A story read anew: which event of the newer reading takes the place of which of the older."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

#: Events whose words stand further apart than this, in characters, are not one event read twice.
NEAR: Final = 120


class Told(NamedTuple):
    """An event of one story by its id, its type and where its words stand."""

    id: str
    type: str
    start: int
    end: int


def successors(older: Sequence[Told], newer: Sequence[Told]) -> dict[str, str]:
    """The newer event that each older one became, by their ids; an older one that is missing is told no more.

    An event stays itself; else it is that of its type whose words stand nearest, each taken once.
    """
    same = {one.id for one in older} & {one.id for one in newer}
    found = {id_: id_ for id_ in same}
    apart = sorted(
        (distance, old.id, new.id)
        for old in older
        for new in newer
        if old.type == new.type and not {old.id, new.id} & same and (distance := _between(old, new)) <= NEAR
    )
    taken = set(same)
    for _, old_id, new_id in apart:
        if old_id not in found and new_id not in taken:
            found[old_id] = new_id
            taken.add(new_id)
    return found


def _between(old: Told, new: Told) -> int:
    """How many characters lie between the words of two events; less than 0 by as many as they share."""
    return max(old.start, new.start) - min(old.end, new.end)
