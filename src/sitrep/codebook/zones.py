"""The time zones that stories name, as offsets or as zones of the IANA database."""

from functools import cache

from sitrep.codebook.files import Entry, read


class Zones(Entry):
    """Zones by their letters ("gmt", "est") and by the places named before "time" ("kyiv")."""

    letters: dict[str, str]
    names: dict[str, str]


@cache
def zones() -> Zones:
    """The time zones of the codebook."""
    return read("zones.yaml", Zones)
