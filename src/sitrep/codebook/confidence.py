"""How often an event is confirmed, by how much of it is told."""

from sitrep.codebook.files import Entry, read


class ConfidenceFile(Entry):
    """The confirmed share for none, one, two … details told."""

    by_details: tuple[float, ...]


def confirmed_share(details: int) -> float:
    """The share of events with this many details told that gold confirms; beyond the list the last share holds."""
    shares = read("confidence.yaml", ConfidenceFile).by_details
    return shares[min(details, len(shares) - 1)]
