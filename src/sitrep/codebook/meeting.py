"""Who is believed where the rules and the encoder both speak of one event, and from when on."""

from functools import cache
from typing import Literal

from pydantic import Field

from sitrep.codebook.files import Entry, read
from sitrep.codebook.triggers import Frame

FILE = "meeting.yaml"
Strength = Literal["firm", "general", "weak", "barred", "rival", "beside", "harm", "unknown"]


class Slope(Entry):
    """The log odds that words report an event: ``base`` where the encoder is in two minds, and ``slope`` besides."""

    base: float
    slope: float = Field(ge=0)


class Meeting(Entry):
    """The whole of ``meeting.yaml``."""

    strengths: dict[Strength, Slope]
    clip: float
    opens: dict[Strength, float]
    retold: dict[str, float]
    heard: float
    harm_reach: int
    status: dict[str, float]
    mode: float
    background: float
    frames: dict[str, Frame]


@cache
def meeting() -> Meeting:
    """What the codebook says of the meeting."""
    return read(FILE, Meeting)
