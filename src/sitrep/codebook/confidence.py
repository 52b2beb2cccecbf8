"""How often an event is confirmed, by how much of it is told and how likely its words report one."""

from functools import cache

from sitrep.codebook.files import Entry, read

FILE = "confidence.yaml"


class Learnt(Entry):
    """The log odds that an event is confirmed, as a line in its details and in the log odds of its trigger."""

    base: float
    by_detail: float
    by_odds: float


class ConfidenceFile(Entry):
    """The confirmed share for none, one, two … details told, and the line that holds where an encoder has read."""

    by_details: tuple[float, ...]
    learnt: Learnt


@cache
def confidence_file() -> ConfidenceFile:
    """What the codebook says of confidence."""
    return read(FILE, ConfidenceFile)
