"""How much each sign speaks for a place, and for a name being a place's; learnt, and read as data."""

from sitrep.codebook.files import Entry, read

FILE = "place_weights.yaml"


class PlaceWeights(Entry):
    """The whole of ``place_weights.yaml``, as it explains itself."""

    prior: dict[str, float]
    ranking: dict[str, float]
    ruled: dict[str, float]
    heard: dict[str, float]


def place_weights() -> PlaceWeights:
    """The learnt weights of places."""
    return read(FILE, PlaceWeights)
