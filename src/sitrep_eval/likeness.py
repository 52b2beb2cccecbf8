"""When a predicted value counts as the gold one: names, places, times, amounts."""

from __future__ import annotations

import difflib
import math
import re

from sitrep_eval.shapes import (
    Casualty,
    Characters,
    Count,
    Damage,
    Participant,
    Person,
    Service,
    Source,
    Weapon,
    When,
    Where,
)

#: Kilometres within which two points are one place, by the gold's precision.
NEAR_KM = {"site": 25, "city": 25, "district": 50, "region": 150}
EARTH_DIAMETER_KM = 12742
#: Words that do not tell one name from another.
EMPTY_WORDS = frozenset({"the", "a", "an", "of", "s", "mr", "mrs", "gen", "col"})
#: A name's word shorter than this is no evidence of sameness by itself.
TELLING_LETTERS = 4
#: Spelling likeness from which two names are one.
SPELLING = 0.8
#: Share by which two amounts may differ.
TOLERANCE = 0.1


def plain(name: str | None) -> str:
    """A name in lower case without punctuation and empty words."""
    words = re.sub(r"[^\w\s]", " ", (name or "").lower()).split()
    return " ".join(word for word in words if word not in EMPTY_WORDS)


def same_name(gold: str | None, predicted: str | None) -> bool:
    """One contains the other, or they share the last word, or are spelt nearly alike."""
    if gold is None or predicted is None:
        return gold is predicted
    left, right = plain(gold), plain(predicted)
    if not left or not right:
        return left == right
    if left == right:
        return True
    if min(len(left), len(right)) >= TELLING_LETTERS and (left in right or right in left):
        return True
    last = left.split()[-1]
    if last == right.split()[-1] and len(last) >= TELLING_LETTERS:
        return True
    return difflib.SequenceMatcher(None, left, right).ratio() >= SPELLING


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The distance along the surface between two points given as latitude and longitude."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*one, *other))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return EARTH_DIAMETER_KM * math.asin(math.sqrt(h))


def same_place(gold: Where | None, predicted: Where | None) -> bool:
    """The same country, the same id, or two points as near as the gold's precision allows."""
    if not gold or not predicted:
        return gold is predicted
    if gold.precision == "country":
        return predicted.precision == "country" and gold.country == predicted.country
    if gold.geonames_id and gold.geonames_id == predicted.geonames_id:
        return True
    if predicted.precision == "country":
        return False
    if gold.lat is None or gold.lon is None or predicted.lat is None or predicted.lon is None:
        return same_name(gold.name, predicted.name)
    apart = kilometres((gold.lat, gold.lon), (predicted.lat, predicted.lon))
    return apart <= NEAR_KM.get(gold.precision or "", NEAR_KM["city"])


def same_days(gold: When | None, predicted: When | None) -> bool:
    """The same first and last day."""
    return (gold.days if gold else None) == (predicted.days if predicted else None)


def days_touch(gold: When | None, predicted: When | None) -> bool:
    """The two spans share a day."""
    left, right = gold and gold.days, predicted and predicted.days
    return bool(left and right and left[0] <= right[1] and right[0] <= left[1])


def same_count(gold: Count | None, predicted: Count | None) -> bool:
    """Equal, or within a tenth and open at the same ends."""
    if gold is None or predicted is None:
        return gold is predicted
    if gold == predicted:
        return True
    if gold.best is None:
        return predicted.best is None and _close(gold.low, predicted.low) and _close(gold.high, predicted.high)
    same_ends = (gold.low is None) == (predicted.low is None) and (gold.high is None) == (predicted.high is None)
    return _close(gold.best, predicted.best) and same_ends


def _close(one: int | None, other: int | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= TOLERANCE * max(one, other)


def same_participant(gold: Participant, predicted: Participant) -> bool:
    """The same role, taken by the same name or the same sector of the same country."""
    if gold.role != predicted.role:
        return False
    same_body = bool(gold.country) and (gold.country, gold.sector) == (predicted.country, predicted.sector)
    return same_name(gold.name, predicted.name) or same_body


def same_weapon(gold: Weapon, predicted: Weapon) -> bool:
    """The same kind."""
    return gold.kind == predicted.kind


def same_weapon_count(gold: Weapon, predicted: Weapon) -> bool:
    """The same kind and number."""
    return gold.kind == predicted.kind and same_count(gold.count, predicted.count)


def same_casualty(gold: Casualty, predicted: Casualty) -> bool:
    """The same outcome and number."""
    return gold.outcome == predicted.outcome and same_count(gold.count, predicted.count)


def same_person(gold: tuple[str | None, Person], predicted: tuple[str | None, Person]) -> bool:
    """The same outcome, age and sex, and the same category unless an age says enough."""
    (outcome, person), (other_outcome, other) = gold, predicted
    return (
        outcome == other_outcome
        and person.age == other.age
        and person.sex in {None, other.sex}
        and (person.category in {None, other.category} or person.age is not None)
    )


def same_damage(gold: Damage, predicted: Damage) -> bool:
    """The same object and effect."""
    return (gold.object, gold.effect) == (predicted.object, predicted.effect)


def same_service(gold: Service, predicted: Service) -> bool:
    """The same service and effect."""
    return (gold.service, gold.effect) == (predicted.service, predicted.effect)


def same_source(gold: Source, predicted: Source) -> bool:
    """The same speaker; for what has none, a channel in common."""
    if gold.speaker:
        return same_name(gold.speaker, predicted.speaker)
    return bool({plain(name) for name in gold.via} & {plain(name) for name in predicted.via})


def overlap(one: Characters, other: Characters) -> float:
    """The characters in both over those in either."""
    return len(one & other) / len(one | other) if one and other else 0.0
