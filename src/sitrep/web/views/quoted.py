"""Words of a story, with what leads to them on the story's own page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sitrep.ledger.decisions import REVIEWED
from sitrep.ledger.incident_reports import Reported

#: What was decided of events, by their ids; what is not in it nobody reviewed.
Reviews = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of a story, and the event and value that rest on them."""

    words: str
    document: str
    event: str
    path: str

    @property
    def at(self) -> str:
        """Where the words stand: the story's page with the value pinned."""
        return f"/stories/{self.document}"

    @property
    def pin(self) -> str:
        """What stands behind the address to pin the value."""
        return f"#v={self.event}.{self.path}"


def quoted(report: Reported, path: str, words: str) -> Quoted:
    """These words of the report, as those of its value at this path."""
    return Quoted(words, report.document.id, report.event.id, path)


def anchored(report: Reported) -> Quoted:
    """The words that report the event."""
    return quoted(report, "anchor", report.event.anchor.text)


def is_reviewed(reviews: Reviews, event: str) -> bool:
    """Whether a person accepted or corrected it."""
    return reviews.get(event) in REVIEWED


def outlet(report: Reported) -> str:
    """Who published the report."""
    return report.document.outlet or "outlet not told"
