"""How the encoder's spans are tied into sayings: the reader of ``linking.yaml``."""

from __future__ import annotations

from functools import cache
from typing import Final, Literal

from pydantic import Field

from sitrep.codebook.files import Entry, read

FILE: Final = "linking.yaml"
#: What a cue may take.
Tied = Literal["source", "content"]


class Pull(Entry):
    """What draws a span to a cue; the score of a pair is the sum."""

    base: float
    model: float = Field(ge=0)
    after: float
    apart: float = Field(le=0)
    breaks: float = Field(le=0)

    @property
    def weights(self) -> tuple[float, ...]:
        """The weights in the order told above."""
        return self.base, self.model, self.after, self.apart, self.breaks


class Faint(Entry):
    """By how much fainter spans are seen too, and the log odds that it costs to take one."""

    eager: float = Field(ge=0)
    cost: float = Field(ge=0)


class Linking(Entry):
    """The whole of ``linking.yaml``."""

    faint: dict[Literal["source", "cue"], Faint]
    pulls: dict[Tied, Pull]
    empty: float = Field(le=0)


@cache
def linking() -> Linking:
    """What the codebook says of ties between spans."""
    return read(FILE, Linking)
