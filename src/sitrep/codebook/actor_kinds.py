"""Kinds of actor, the roles they take in an event, and the sectors they belong to."""

from functools import cache

from sitrep.codebook.files import Entry, read


class Sector(Entry):
    """A part of society an actor belongs to."""

    name: str
    definition: str


class ActorKinds(Entry):
    """The whole of ``actor_kinds.yaml``; each code with what it means."""

    kinds: dict[str, str]
    roles: dict[str, str]
    sectors: dict[str, Sector]


@cache
def actor_kinds() -> ActorKinds:
    """Every kind of actor, role and sector by its code."""
    return read("actor_kinds.yaml", ActorKinds)
