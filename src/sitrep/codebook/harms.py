"""Weapons, and what befalls people, things and services."""

from functools import cache

from sitrep.codebook.files import Entry, read


class Harms(Entry):
    """The whole of ``harms.yaml``; each code with what it means."""

    weapons: dict[str, str]
    outcomes: dict[str, str]
    gravity: tuple[str, ...]
    categories: dict[str, str]
    objects: dict[str, str]
    damage_effects: dict[str, str]
    services: dict[str, str]
    service_effects: dict[str, str]


@cache
def harms() -> Harms:
    """Every weapon, outcome, category, object and service, each code with what it means."""
    return read("harms.yaml", Harms)
