"""Whose figure it is and how much it weighs: the reader of ``incident_sides.yaml``."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, Literal

from pydantic import Field

from sitrep.codebook.files import Entry, read

FILE: Final = "incident_sides.yaml"


class SideKind(Entry):
    """A kind of source and the side that it stands on."""

    name: str
    tier: int = Field(ge=0)
    side: Literal["authority", "own", "named"]
    words: tuple[str, ...]
    sectors: frozenset[str] = frozenset()


class IncidentSides(Entry):
    """The whole of ``incident_sides.yaml``."""

    kinds: tuple[SideKind, ...]
    civil: tuple[str, ...]
    unnamed: str
    corrections: tuple[str, ...]
    groups: frozenset[str]

    @property
    def lowest(self) -> int:
        """The tier of whoever is of no known kind."""
        return 1 + max(kind.tier for kind in self.kinds)


@cache
def incident_sides() -> IncidentSides:
    """What the codebook says of sides."""
    return read(FILE, IncidentSides)


@cache
def spoken_for(kind: SideKind) -> re.Pattern[str]:
    """The words that name a source of this kind."""
    return whole_words(kind.words)


@cache
def whole_words(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of these words, standing whole."""
    return re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in words))
