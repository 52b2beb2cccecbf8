"""Incidents in plain words."""

from sitrep.exports.incident_phrases import damaged
from sitrep.records.report import Count, Damage, DamagedObject, DamageEffect


def one(thing: DamagedObject, effect: DamageEffect, count: int | None = None) -> Damage:
    told = None if count is None else Count(low=count, best=count, high=count, text=str(count))
    return Damage(object=thing, effect=effect, count=told, text="it")


def test_things_of_which_the_same_became_are_told_together() -> None:
    listed = [one("school", "damaged"), one("gas", "damaged", 1), one("road", "destroyed"), one("school", "damaged")]

    assert list(damaged(listed)) == ["a school and a gas site damaged", "a road destroyed"]


def test_counted_things_are_told_one_by_one() -> None:
    listed = [one("residential", "damaged", 12), one("school", "damaged", 12), one("port", "damaged")]

    assert list(damaged(listed)) == ["a port damaged", "homes damaged: 12", "school damaged: 12"]
