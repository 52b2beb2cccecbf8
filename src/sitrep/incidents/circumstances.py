"""How the time, the place and the tolls that two items tell can be alike."""

from __future__ import annotations

from math import cos, hypot, radians, sqrt

from sitrep.incidents.items import Item, Spot
from sitrep.incidents.likeness import UNTOLD, Likeness, quoted

#: Kilometres in a degree of latitude.
DEGREE = 111.2


def days_between(left: Item, right: Item) -> Likeness:
    """So many days lie between the two publications."""
    if left.published is None or right.published is None:
        return UNTOLD
    apart = abs(left.published - right.published)
    return Likeness(float(apart), f"published {apart} days apart" if apart else "published on one day")


def day_shared(left: Item, right: Item) -> Likeness:
    """Both tell of the same day."""
    if not left.days or not right.days:
        return UNTOLD
    apart = days_apart(left, right)
    return Likeness(float(apart == 0), "both tell of one day" if apart == 0 else "no day is told by both")


def nearest_days(left: Item, right: Item) -> Likeness:
    """The nearest of the days they tell are so many days apart."""
    if not left.days or not right.days:
        return UNTOLD
    apart = days_apart(left, right)
    return Likeness(float(apart), f"the days told are {apart} apart")


def days_apart(left: Item, right: Item) -> int:
    """How many days lie between the nearest days told by each; 0 where they meet."""
    return min(max(b[0] - a[1], a[0] - b[1], 0) for a in left.days for b in right.days)


def regions_shared(left: Item, right: Item) -> Likeness:
    """Which share of the regions told by one the other tells too."""
    ours, theirs = _regions(left), _regions(right)
    if not ours or not theirs:
        return UNTOLD
    shared = sorted(ours & theirs)
    share = len(shared) / min(len(ours), len(theirs))
    return Likeness(share, f"both are in {quoted(shared)}" if shared else "they are in different regions")


def places_alike(left: Item, right: Item) -> Likeness:
    """The places named are largely the same."""
    ours, theirs = ({spot.name.lower(): spot.told for spot in item.spots} for item in (left, right))
    if not ours or not theirs:
        return UNTOLD
    shared = sorted(ours.keys() & theirs.keys())
    lengths = sqrt(sum(n * n for n in ours.values())) * sqrt(sum(n * n for n in theirs.values()))
    share = sum(ours[name] * theirs[name] for name in shared) / lengths
    return Likeness(share, f"both name {quoted(shared)}" if shared else "they name different places")


def kilometres_between(left: Item, right: Item) -> Likeness:
    """So many kilometres lie between the nearest of the places they tell."""
    apart = [kilometres(a, b) for a in left.spots for b in right.spots if a.is_point and b.is_point]
    if not apart:
        return UNTOLD
    nearest = min(apart)
    return Likeness(nearest, f"the nearest places are {nearest:.0f} km apart")


def kilometres(left: Spot, right: Spot) -> float:
    """How far apart two points lie, good to a few per cent within a country."""
    assert left.lat is not None
    assert left.lon is not None
    assert right.lat is not None
    assert right.lon is not None
    across = (left.lon - right.lon + 180) % 360 - 180
    middle = radians((left.lat + right.lat) / 2)
    return hypot(DEGREE * (left.lat - right.lat), DEGREE * cos(middle) * across)


def killed_agree(left: Item, right: Item) -> Likeness:
    """Both tell the same number of dead."""
    return _agree(left, right, "killed")


def wounded_agree(left: Item, right: Item) -> Likeness:
    """Both tell the same number of wounded."""
    return _agree(left, right, "wounded")


def _agree(left: Item, right: Item, outcome: str) -> Likeness:
    ours, theirs = left.tolls.get(outcome), right.tolls.get(outcome)
    if not ours or not theirs:
        return UNTOLD
    shared = sorted(ours & theirs)
    told = f"both tell of {quoted(map(str, shared))} {outcome}" if shared else f"they differ on the {outcome}"
    return Likeness(float(bool(shared)), told)


def _regions(item: Item) -> set[str]:
    return {f"{spot.admin1}, {spot.country}" for spot in item.spots if spot.admin1}
