"""How much each sign speaks for a place, and for a name being a place's; learnt, and read as data."""

from functools import cache
from typing import Annotated

from pydantic import Field

from sitrep.codebook.files import Entry, read

FILE = "place_weights.yaml"


class Told(Entry):
    """The line from the log-odds of a chosen place to those that its likelihood is told with."""

    scale: Annotated[float, Field(gt=0)]
    shift: float


class PlaceWeights(Entry):
    """The whole of ``place_weights.yaml``, as it explains itself."""

    prior: dict[str, float]
    ranking: dict[str, float]
    ruled: dict[str, float]
    heard: dict[str, float]
    told: Told


@cache
def place_weights() -> PlaceWeights:
    """The learnt weights of places."""
    return read(FILE, PlaceWeights)
