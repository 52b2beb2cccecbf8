"""What a search found, made ready for rows: where it leads, its status, and the piece around the words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sitrep.exports.cards import status_chip
from sitrep.exports.incident_phrases import title
from sitrep.exports.phrases import event_words, when_words
from sitrep.ledger.claim_lists import Claim
from sitrep.ledger.findings import Finding, FoundEvent, FoundIncident, FoundStory
from sitrep.ledger.queries import DocumentFacts
from sitrep.web.views.claims import claim_row
from sitrep.web.views.review_chips import review_chip
from sitrep.web.words import day, opening, plural

Chip = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """Something found: a heading that leads to it, what stands beside it, its status, and words of it."""

    path: str
    pin: str
    heading: str
    facts: str
    chips: tuple[Chip, ...]
    snippet: Sequence[tuple[str, bool]]
    also: tuple[str, str] | None = None


def story_row(finding: Finding[FoundStory]) -> Row:
    """A story; its title, or how it opens."""
    story = finding.found
    heading = story.document.title or opening(story.opening)
    return Row(f"/stories/{story.document.id}", "", heading, _published(story.document), (), finding.snippet)


def claim_found(finding: Finding[Claim]) -> Row:
    """A claim: who says it, and in which words."""
    row = claim_row(finding.found)
    facts = " · ".join(part for part in (row.capacity, _published(finding.found.document)) if part)
    chips = (row.certainty, row.review)
    return Row(f"/stories/{row.document}", f"#{row.id}", row.speaker, facts, chips, finding.snippet)


def event_row(finding: Finding[FoundEvent]) -> Row:
    """An event: what and where, when, as one story tells it."""
    found = finding.found
    chips = [chip for chip in (status_chip(found.event),) if chip]
    facts = f"{when_words(found.event.when)} · {_published(found.document)}"
    also = (f"/incidents/{found.incident}", "incident") if found.incident else None
    return Row(
        f"/stories/{found.document.id}", f"#v={found.event.id}.anchor", event_words(found.event), facts,
        (*chips, review_chip(found.review)), finding.snippet, also,
    )  # fmt: skip


def incident_row(finding: Finding[FoundIncident]) -> Row:
    """An incident: what and where, when, and how many reports tell it."""
    one = finding.found.incident
    last = max((report.document.published or "" for report in one.reports), default="")
    told = plural(len(one.reports), "report") + (f", last told {day(last, year=True)}" if last else "")
    chip = ("reviewed", "reviewed") if finding.found.reviewed else ("unreviewed", "unreviewed")
    return Row(
        f"/incidents/{one.id}", "", title(one.fused), f"{when_words(one.fused.when)} · {told}", (chip,), finding.snippet
    )  # fmt: skip


def _published(document: DocumentFacts) -> str:
    return f"{document.outlet or 'outlet not told'}, {day(document.published, year=True)}"
