"""How two reported events can be alike as acts: kind, time, place, parties, targets and tolls.

Scores run from -1 (they differ) over 0 to 1 (they agree), unless a docstring says otherwise.
"""

from __future__ import annotations

from math import exp

from sitrep.codebook.incident_acts import incident_acts
from sitrep.incidents.circumstances import kilometres
from sitrep.incidents.items import Item, Spot
from sitrep.incidents.likeness import UNTOLD, Likeness, cosine, quoted, rarest
from sitrep.incidents.parties import may_be_one, meeting, party_name

DAY = 24
#: A time told this finely, in hours, dates an act; two days are fine when one of them is a night.
FINE = 36
#: What agreement in time is worth by how long, in hours, the longer of the two times is.
WORTH = ((FINE, 1.0), (4 * DAY, 0.8), (8 * DAY, 0.5), (32 * DAY, 0.2))
#: How near, in kilometres, two spots of one town lie.
TOWN = 25
#: What two places are worth: one spot, a site in or by a town, one within the other's unit, one region, one country.
SAME_SPOT, SAME_TOWN, WITHIN, SAME_REGION, SAME_COUNTRY = 1.0, 0.8, 0.15, 0.6, 0.4
#: What two towns near each other are worth, and a place of which only the country is told.
NEAR_TOWNS, ONLY_COUNTRY = -0.4, 0.1
#: Two sides make a pair.
PAIR = 2
#: The words of two texts of one kind are about this much alike by chance.
BY_CHANCE = 0.12
#: Rare names that weigh this much together are as good as proof.
PROOF = 12.0


def modes_agree(left: Item, right: Item) -> Likeness:
    """Both tell the same way of acting; -2 where each names weapons that the other's cannot be."""
    assert left.act
    assert right.act
    if left.act.weapons and right.act.weapons:
        shared = sorted(left.act.weapons & right.act.weapons)
        if shared:
            return Likeness(1.0, f"both tell of {quoted(shared)}")
        kin = any(_kin(one, other) for one in left.act.weapons for other in right.act.weapons)
        return Likeness(0.0, "the weapons may be one") if kin else Likeness(-2.0, "the weapons differ")
    if not left.act.mode or not right.act.mode:
        return UNTOLD
    same = left.act.mode == right.act.mode
    return Likeness(1.0, f"both are {left.act.mode}") if same else Likeness(-1.0, "the means differ")


def times_meet(left: Item, right: Item) -> Likeness:
    """From 0 to 1: one time lies in the other, worth more the finer both are told."""
    if left.hours is None or right.hours is None:
        return UNTOLD
    shared = min(left.hours[1], right.hours[1]) - max(left.hours[0], right.hours[0])
    if shared <= 0:
        return Likeness(0.0, "the times told do not meet")
    lengths = sorted(hours[1] - hours[0] for hours in (left.hours, right.hours))
    worth = next((worth for length, worth in WORTH if lengths[1] <= length), 0.1)
    return Likeness(worth * min(1.0, shared / lengths[0]), "the times told meet")


def days_off(left: Item, right: Item) -> Likeness:
    """How many days, at most ten, lie between the times told; 0 where they meet."""
    if left.hours is None or right.hours is None:
        return UNTOLD
    apart = hours_between(left, right) / DAY
    return Likeness(min(apart, 10.0), f"the times told are {apart:.1f} days apart" if apart else "the times told meet")


def places_fit(left: Item, right: Item) -> Likeness:
    """One place, or one within the other."""
    if not left.spots or not right.spots:
        return UNTOLD
    score = place_score(left.spots[0], right.spots[0])
    names = sorted({left.spots[0].name, right.spots[0].name})
    told = "differ" if score < 0 else "are one place" if score > WITHIN else "may lie in one another"
    return Likeness(score, f"{' and '.join(names)} {told}" if len(names) > 1 else f"both at {names[0]}")


def doers_agree(left: Item, right: Item) -> Likeness:
    """The same ones did it; who talked is told by ``talkers_agree`` alone."""
    assert left.act
    assert right.act
    if left.act.type in incident_acts().told_by_parties:
        return Likeness(0.0)
    return _sides(left.act.doers, right.act.doers, "did")


def others_did_it(left: Item, right: Item) -> Likeness:
    """1 where nobody who did the one may have done the other, else 0: that the same did it says less than this."""
    assert left.act
    assert right.act
    ours, theirs = left.act.doers, right.act.doers
    if left.act.type in incident_acts().told_by_parties:
        return Likeness(0.0)
    if not ours or not theirs:
        return UNTOLD
    apart = not meeting(ours, theirs) and not may_be_one(ours, theirs)
    return Likeness(1.0, f"{_named(ours)} did the one, {_named(theirs)} the other") if apart else Likeness(0.0)


def sufferers_agree(left: Item, right: Item) -> Likeness:
    """It was done to the same ones."""
    assert left.act
    assert right.act
    return _sides(left.act.sufferers, right.act.sufferers, "suffered")


def talkers_agree(left: Item, right: Item) -> Likeness:
    """In what is told by its parties, the same ones took part."""
    assert left.act
    assert right.act
    if left.act.type not in incident_acts().told_by_parties:
        return UNTOLD
    return _talkers(*talkers(left, right))


def talkers(left: Item, right: Item) -> tuple[frozenset[str], frozenset[str]]:
    """Who took part, without the country where both met if others are named on either side: a host proves nothing."""
    assert left.act
    assert right.act
    hosts = {spot.country for spot in left.spots} & {spot.country for spot in right.spots}
    ours, theirs = left.act.doers - hosts, right.act.doers - hosts
    return (ours, theirs) if ours and theirs else (left.act.doers, right.act.doers)


def targets_agree(left: Item, right: Item) -> Likeness:
    """Both name the same facility, ship or street."""
    assert left.act
    assert right.act
    if not left.act.targets or not right.act.targets:
        return UNTOLD
    shared = sorted(left.act.targets & right.act.targets)
    return Likeness(1.0, f"both name {quoted(shared)}") if shared else Likeness(-1.0, "they name different targets")


def objects_agree(left: Item, right: Item) -> Likeness:
    """The same kinds of things were hit."""
    assert left.act
    assert right.act
    if not left.act.objects or not right.act.objects:
        return UNTOLD
    shared = sorted(left.act.objects & right.act.objects)
    return (
        Likeness(1.0, f"both tell of damage: {quoted(shared)}") if shared else Likeness(-1.0, "other things were hit")
    )


def tolls_agree(left: Item, right: Item) -> Likeness:
    """The numbers of dead, or else of wounded, are near each other: a toll rises, but seldom by much."""
    for outcome in ("killed", "wounded", "detained", "released"):
        ours, theirs = left.tolls.get(outcome), right.tolls.get(outcome)
        if ours and theirs:
            low, high = sorted((max(ours), max(theirs)))
            score = 2 * exp(-(high - low) / (1 + low / 2)) - 1
            return Likeness(score, f"{max(ours)} and {max(theirs)} {outcome}")
    return UNTOLD


def tellings_alike(left: Item, right: Item) -> Likeness:
    """The words they are told with are more alike than by chance (from -0.1 to 0.9)."""
    return Likeness(cosine(left.words, right.words) - BY_CHANCE, "they are told with the same words")


def names_shared(left: Item, right: Item) -> Likeness:
    """From 0 to 1: how much the names that both tell weigh."""
    shared = rarest(left.names, right.names)
    total = sum(weight for weight, _ in shared)
    return Likeness(min(1.0, total / PROOF), f"both name {quoted(name for _, name in shared)}" if shared else "")


def published_apart(left: Item, right: Item) -> Likeness:
    """How many days, at most twenty, lie between two reports of news; recalled history may be told at any time."""
    assert left.act
    assert right.act
    if left.published is None or right.published is None or left.act.background or right.act.background:
        return UNTOLD
    apart = abs(left.published - right.published)
    return Likeness(float(min(apart, 20)), f"published {apart} days apart")


def hours_between(left: Item, right: Item) -> int:
    """How many hours lie between the times told; 0 where they meet."""
    assert left.hours
    assert right.hours
    return max(left.hours[0] - right.hours[1], right.hours[0] - left.hours[1], 0)


def place_score(left: Spot, right: Spot) -> float:
    """What the two places are worth, from -1 to 1."""
    if left.country and right.country and left.country != right.country:
        return -1.0
    if left.precision == right.precision == "country":
        return SAME_COUNTRY if left.country == right.country else -1.0
    if "country" in (left.precision, right.precision):
        return ONLY_COUNTRY
    if left.name.lower() == right.name.lower():
        return SAME_SPOT if "region" not in (left.precision, right.precision) else SAME_REGION
    if left.is_point and right.is_point:
        apart = kilometres(left, right)
        if apart <= TOWN:
            return SAME_TOWN if "site" in (left.precision, right.precision) else NEAR_TOWNS
        return -1.0
    wide = [spot for spot in (left, right) if spot.precision in ("region", "district")]
    if len(wide) == 1 and left.admin1 and right.admin1:
        return WITHIN if left.admin1 == right.admin1 else -1.0
    if len(wide) == 2:
        return -1.0 if left.precision == right.precision else 0.0
    return 0.0


def _kin(one: str, other: str) -> bool:
    return any(one in family and other in family for family in incident_acts().weapon_families)


def _talkers(ours: frozenset[str], theirs: frozenset[str]) -> Likeness:
    """Few talk of all who were there: a part is as good as the whole, but two pairs that share one are two talks."""
    if not ours or not theirs:
        return UNTOLD
    mine, others = meeting(ours, theirs), meeting(theirs, ours)
    if mine == ours or others == theirs:
        return Likeness(1.0, f"{_named(mine)} took part")
    if may_be_one(ours - mine, theirs - others):
        return Likeness(0.0, "the same may have taken part")
    if len(ours) == len(theirs) == PAIR or not mine:
        return Likeness(-1.0, "others took part")
    share = min(len(mine), len(others)) / (len(ours) + len(theirs) - max(len(mine), len(others)))
    return Likeness(2 * share - 1, f"{_named(mine)} took part, and others")


def _sides(ours: frozenset[str], theirs: frozenset[str], did: str) -> Likeness:
    if not ours or not theirs:
        return UNTOLD
    mine, others = meeting(ours, theirs), meeting(theirs, ours)
    if not mine and may_be_one(ours, theirs):
        return Likeness(0.0, f"it may be the same who {did} it")
    share = 2 * min(1.0, max(len(mine), len(others)) / min(len(ours), len(theirs))) - 1
    return Likeness(share, f"{_named(mine)} {did} it" if mine else f"others {did} it")


def _named(parties: frozenset[str]) -> str:
    return quoted(party_name(one) for one in sorted(parties))
