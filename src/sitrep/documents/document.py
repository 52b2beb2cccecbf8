"""A document is a stored text with what is known of its publication; evidence quotes from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from sitrep.errors import EvidenceError
from sitrep.identity import fingerprint, identify


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quotation: the half-open span of a document's text and the words that stand there."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a reader of the document should know; the report repeats it among its warnings."""

    code: str
    message: str


@dataclass(frozen=True)
class Document:
    """A published text, cleaned once; offsets count its Unicode code points.

    ``published`` is a date, or a zoned time; None when unknown.
    ``published_rule`` and ``outlet_rule`` name the rule that gave them ("option", "json-ld", "dateline" …).
    ``place`` is the dateline's place as written, None without one.
    ``agency`` is the agency that the dateline credits, also where another outlet runs its story.
    """

    text: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: date | datetime | None = None
    published_rule: str | None = None
    place: str | None = None
    body_start: int = 0  # offset where the story begins after a dateline ("KYIV, Ukraine (AP) — ")
    language: str = "en"
    outlet_rule: str | None = None
    agency: str | None = None
    dateline_day: date | None = None  # the day that the dateline states, its year settled
    notices: tuple[Notice, ...] = ()

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of the stored text."""
        return fingerprint(self.text)

    @cached_property
    def id(self) -> str:
        """The id, from the text and what is known of its publication."""
        return identify("document", self.sha256, self.outlet, self.published_text)

    @property
    def published_text(self) -> str | None:
        """The publication date or time in ISO 8601, None when unknown."""
        return self.published.isoformat() if self.published else None

    @property
    def day(self) -> date | None:
        """The day of publication, None when unknown."""
        if isinstance(self.published, datetime):
            return self.published.date()
        return self.published

    def cite(self, start: int, end: int) -> Evidence:
        """The quotation at ``[start, end)``; refuses an empty span or one outside the text."""
        if not 0 <= start < end <= len(self.text):
            raise EvidenceError(
                f"{self.id}: no words stand at [{start}, {end}).",
                check=f"Offsets count characters of the stored text, which has {len(self.text)}.",
            )
        return Evidence(start, end, self.text[start:end])

    def verify(self, evidence: Evidence) -> None:
        """Refuses a quotation whose words do not stand where it says."""
        found = self.text[evidence.start : evidence.end]
        if not evidence.text or found != evidence.text:
            raise EvidenceError(
                f"{self.id} at {evidence.start}: expected {evidence.text!r}, found {found!r}.",
                check="Offsets count characters of the stored text, after cleaning.",
            )
