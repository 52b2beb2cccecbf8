"""Every type of event by its code, with its modes, boundaries and examples, and the contexts beside them."""

from functools import cache
from typing import Literal

from pydantic import Field

from sitrep.codebook.files import Entry, read

Quad = Literal["verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict", "condition"]


class EventKind(Entry):
    """One type of event: what it is, how it may be done, who takes part, and what it is not."""

    definition: str
    quad: Quad
    origin: Literal["plover", "sitrep"]
    roles: tuple[str, ...] = Field(min_length=1)
    requires_recipient: bool = False
    modes: dict[str, str] = Field(default_factory=dict)
    excludes: dict[str, str] = Field(default_factory=dict)
    examples: tuple[str, ...] = Field(min_length=1)


class EventTypes(Entry):
    """The whole of ``event_types.yaml``."""

    types: dict[str, EventKind]
    contexts: dict[str, str]


@cache
def _file() -> EventTypes:
    return read("event_types.yaml", EventTypes)


def event_types() -> dict[str, EventKind]:
    """Every event type by its code, in the order of the codebook."""
    return _file().types


def contexts() -> dict[str, str]:
    """Every context an event may stand in, with what it covers."""
    return _file().contexts
