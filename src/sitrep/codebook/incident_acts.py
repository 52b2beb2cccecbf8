"""What must fit for two reported events to be one happening: the reader of ``incident_acts.yaml``."""

from __future__ import annotations

from functools import cache
from typing import Final

from pydantic import Field

from sitrep.codebook.files import Entry, read

FILE: Final = "incident_acts.yaml"


class IncidentActs(Entry):
    """The whole of ``incident_acts.yaml``."""

    standings: tuple[frozenset[str], ...]
    moving: frozenset[str]
    told_by_parties: frozenset[str]
    own_sectors: dict[str, str]
    nobodys_sectors: frozenset[str]
    spot_words: frozenset[str]
    ship_words: frozenset[str]
    day_parts: dict[str, tuple[int, int]]
    weapon_families: tuple[frozenset[str], ...]
    hours_apart: int = Field(ge=0)
    kilometres_apart: int = Field(ge=0)


@cache
def incident_acts() -> IncidentActs:
    """What the codebook says of acts that may be one."""
    return read(FILE, IncidentActs)
