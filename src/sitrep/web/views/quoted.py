"""Words of a story, with what leads to them on the story's own page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sitrep.annotations.paragraphs import paragraphs
from sitrep.annotations.sentences import split
from sitrep.ledger.decisions import REVIEWED
from sitrep.ledger.incident_reports import Reported
from sitrep.ledger.queries import Body
from sitrep.web.words import cut

#: So many characters of a sentence are quoted at most; the whole is behind the link.
LONGEST: Final = 220
#: So far into its sentence the words that report an event may begin for it to be quoted from its beginning.
_LEAD: Final = 90
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


def sentence_quoted(report: Reported, body: Body | None) -> Quoted:
    """The sentence that reports the event, cut at a word where it is long; without its story the words alone."""
    anchor = report.event.anchor
    if body is None:
        return quoted(report, "anchor", cut(anchor.text.strip(" ,;:—–-"), LONGEST))
    first, last = _sentence(body, anchor.start, anchor.end)
    lead = "" if anchor.start - first <= _LEAD else "… "
    words = body.text[anchor.start if lead else first : last].lstrip(" ,;:—–-")
    return quoted(report, "anchor", lead + cut(words, LONGEST))


def _sentence(body: Body, start: int, end: int) -> tuple[int, int]:
    """From the beginning of the sentence in which the words begin to the end of the one in which they end."""
    spans = [
        span
        for first, last in paragraphs(body.text) if first < end and start < last
        for span in split(body.text, body.start if first < body.start <= start else first, last)
        if span[0] < end and start < span[1]
    ]  # fmt: skip
    return (spans[0][0], spans[-1][1]) if spans else (start, end)


def is_reviewed(reviews: Reviews, event: str) -> bool:
    """Whether a person accepted or corrected it."""
    return reviews.get(event) in REVIEWED


def outlet(report: Reported) -> str:
    """Who published the report."""
    return report.document.outlet or "outlet not told"
