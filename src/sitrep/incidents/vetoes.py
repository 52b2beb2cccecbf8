"""What rules out that two reported events are one happening, however alike they are told."""

from __future__ import annotations

from collections.abc import Callable

from sitrep.codebook.incident_acts import incident_acts
from sitrep.incidents.acts import FINE, PAIR, hours_between, place_score, talkers
from sitrep.incidents.circumstances import kilometres
from sitrep.incidents.items import Act, Item, Spot
from sitrep.incidents.parties import may_be_one, meeting

#: A time of this many hours is a part of a day, not a clock time that may be told a little wrongly.
PART = 6

Veto = Callable[[Item, Item], str]


def one_story(left: Item, right: Item) -> str:
    """One story tells one thing once: two of its events are two."""
    return "one story tells of both" if left.document == right.document else ""


def other_kind(left: Item, right: Item) -> str:
    """Acts of two types are two."""
    ours, theirs = _act(left), _act(right)
    return f"{min(ours.type, theirs.type)} is not {max(ours.type, theirs.type)}" if ours.type != theirs.type else ""


def other_standing(left: Item, right: Item) -> str:
    """What is only threatened or supposed is not what happened."""
    ours, theirs = _act(left).status, _act(right).status
    fits = any(ours in line and theirs in line for line in incident_acts().standings)
    return "" if fits else f"{min(ours, theirs)} and {max(ours, theirs)} are not one"


def other_time(left: Item, right: Item) -> str:
    """Two finely told times that lie apart are two acts, unless their kind may be put off and one is only planned."""
    if left.hours is None or right.hours is None or _may_be_put_off(left, right):
        return ""
    lengths = [hours[1] - hours[0] for hours in (left.hours, right.hours)]
    apart = hours_between(left, right)
    if max(lengths) <= FINE:
        meet = min(left.hours[1], right.hours[1]) > max(left.hours[0], right.hours[0])
        limit = 0 if min(lengths) >= PART and not meet else incident_acts().hours_apart
        return "" if meet or apart < limit else f"{apart} hours lie between the times told"
    return f"{apart} hours lie between the times told" if apart >= 2 * FINE else ""


def other_place(left: Item, right: Item) -> str:
    """Two places far apart are two acts; what is told of a whole country holds a town's act and is not that act.

    Talks alone may be told by their country ("in Switzerland").
    """
    if not left.spots or not right.spots:
        return ""
    ours, theirs = left.spots[0], right.spots[0]
    wide = {spot.precision for spot in (ours, theirs)}
    if len(wide) > 1 and "country" in wide and _act(left).type not in incident_acts().told_by_parties:
        return f"{min(ours.name, theirs.name)} and {max(ours.name, theirs.name)}: one may hold the other"
    if _far(ours, theirs) or place_score(ours, theirs) <= -1.0:
        return f"{min(ours.name, theirs.name)} is not {max(ours.name, theirs.name)}"
    return ""


def other_side(left: Item, right: Item) -> str:
    """In what is told by where and by whom alike, other doers of the same deed make it another."""
    ours, theirs = _act(left), _act(right)
    if ours.type in incident_acts().told_by_parties or not ours.doers or not theirs.doers:
        return ""
    crossed = ours.doers == theirs.sufferers and theirs.doers == ours.sufferers
    return "the sides are the other way round" if crossed and ours.doers != theirs.doers else ""


def other_talkers(left: Item, right: Item) -> str:
    """Two pairs of parties of whom nobody is on both sides hold two meetings."""
    if _act(left).type not in incident_acts().told_by_parties:
        return ""
    ours, theirs = talkers(left, right)
    apart = min(len(ours), len(theirs)) >= PAIR and not meeting(ours, theirs) and not may_be_one(ours, theirs)
    return "others took part" if apart else ""


#: To rule something out, put it here.
VETOES: tuple[Veto, ...] = (one_story, other_kind, other_standing, other_time, other_place, other_side, other_talkers)


def ruled_out(left: Item, right: Item) -> str:
    """Why the two cannot be one happening; empty when they can. Articles are never ruled out."""
    if left.act is None or right.act is None:
        return ""
    return next((reason for veto in VETOES if (reason := veto(left, right))), "")


def _act(item: Item) -> Act:
    assert item.act
    return item.act


def _may_be_put_off(left: Item, right: Item) -> bool:
    acts = (_act(left), _act(right))
    moving = all(act.type in incident_acts().moving for act in acts)
    return moving and any(act.status in ("planned", "cancelled") for act in acts)


def _far(left: Spot, right: Spot) -> bool:
    if not (left.is_point and right.is_point):
        return False
    return kilometres(left, right) > incident_acts().kilometres_apart
