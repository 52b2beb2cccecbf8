"""When items are looked at, linked and warned of: the reader of ``incident_linking.yaml``."""

from __future__ import annotations

from functools import cache
from typing import Final

from pydantic import Field

from sitrep.codebook.files import Entry, read

FILE: Final = "incident_linking.yaml"


class Blocking(Entry):
    """How many of the items at hand are looked at."""

    most: int = Field(ge=1)
    crowd: int = Field(ge=1)
    crowd_share: float = Field(ge=0, le=1)
    days: int = Field(ge=0)
    near: int = Field(ge=0)
    most_events: int = Field(ge=1)


class Thresholds(Entry):
    """From which probability items are linked, warned of, or their likeness remembered at all."""

    join: float = Field(gt=0, lt=1)
    warn: float = Field(gt=0, lt=1)
    keep: float = Field(gt=0, lt=1)
    regroup: int = Field(ge=2)


class IncidentLinking(Entry):
    """The whole of ``incident_linking.yaml``."""

    blocking: Blocking
    articles: Thresholds
    events: Thresholds


@cache
def incident_linking() -> IncidentLinking:
    """What the codebook says of linking."""
    return read(FILE, IncidentLinking)
