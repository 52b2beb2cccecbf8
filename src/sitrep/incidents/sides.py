"""Who vouches for a figure, on which side they stand, and how much their word weighs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from sitrep.codebook.incident_sides import SideKind, incident_sides, spoken_for, whole_words
from sitrep.records.report import Actor, Source

_OWNER = re.compile(r"^(?:the\s+)?(?:[\w.-]+['’]s\s+)?(?:the\s+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Voice:
    """A source with its side; ``rank`` is 0 for the most authoritative tier."""

    name: str | None
    role: str | None
    kind: str
    rank: int
    side: str


def voice_of(source: Source, actors: Mapping[str, Actor], country: str | None) -> Voice:
    """Which kind of source this is and on whose side, in an event that happened in this country."""
    actor = actors.get(source.actor or "")
    words = " ".join(filter(None, (source.speaker, source.role))).lower()
    home = (actor.country if actor else None) or country or "?"
    if source.speaker is None or source.anonymous:
        return _unnamed(source)
    named = _named(words)
    if named is not None:
        return Voice(source.speaker, source.role, named.name, named.tier, _side(named, source.speaker, actor, home))
    for kind in incident_sides().kinds:
        if actor is not None and actor.sector in kind.sectors:
            return Voice(source.speaker, source.role, kind.name, kind.tier, _side(kind, source.speaker, actor, home))
    return Voice(source.speaker, source.role, incident_sides().unnamed, incident_sides().lowest, source.speaker)


def vouching(sources: Iterable[Source]) -> list[Source]:
    """Those who assert it; who denies, doubts or will not say vouches for nothing."""
    return [source for source in sources if source.certainty == "asserted"]


def body(name: str) -> frozenset[str]:
    """The words by which a person or body is told apart: no article, no "Ukraine's" before it."""
    return frozenset(_OWNER.sub("", name.lower()).replace("’", "'").split())


def same_body(left: str, right: str) -> bool:
    """Whether one name is the other or a part of it ("Kiper" and "Oleh Kiper")."""
    ours, theirs = body(left), body(right)
    return bool(ours and theirs) and (ours <= theirs or theirs <= ours)


def _unnamed(source: Source) -> Voice:
    unnamed = incident_sides().unnamed
    return Voice(source.speaker, source.role, unnamed, incident_sides().lowest + 1, unnamed)


@lru_cache(maxsize=4096)
def _named(words: str) -> SideKind | None:
    """The first kind of source that these words name; the same few offices speak in most stories."""
    return next((kind for kind in incident_sides().kinds if _names(kind, words)), None)


def _names(kind: SideKind, words: str) -> bool:
    told = words
    if kind.side == "named":
        told = whole_words(incident_sides().civil).sub("", words)
    return bool(spoken_for(kind).search(told))


def _side(kind: SideKind, name: str, actor: Actor | None, home: str) -> str:
    if kind.side == "authority":
        return f"authorities of {home}"
    if kind.side == "own":
        return f"{kind.name}s"
    country = actor.country if actor else None
    return f"forces of {country}" if country and actor and actor.kind != "armed-group" else f"{name}"
