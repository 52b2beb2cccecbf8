"""Small stories of our own, read whole by the rules: what the tests of the assembly look at."""

from __future__ import annotations

from sitrep.desk.line import RULES, steps
from sitrep.desk.reading import read_document
from sitrep.documents.document import Document
from sitrep.documents.published import parse_published
from sitrep.records.report import Event, Report

#: A Thursday.
PUBLISHED = "2025-06-19"


def report(text: str, *, published: str | None = PUBLISHED) -> Report:
    """The report of a story told on that Thursday."""
    document = Document(text, published=parse_published(published) if published else None)
    return read_document(document, line=steps(RULES))


def events(text: str, kind: str) -> list[Event]:
    """The story's events of one type, in order."""
    return [event for event in report(text).events if event.type == kind]


def event(text: str, kind: str) -> Event:
    """The story's one event of this type."""
    found = events(text, kind)
    assert len(found) == 1, [(e.type, e.anchor.text) for e in report(text).events]
    return found[0]


def parties(event: Event) -> set[tuple[str, str]]:
    """Who takes part and how."""
    return {(party.role, party.name) for party in event.participants}


def sides(event: Event) -> set[tuple[str, str | None, str | None]]:
    """The role, sector and country of everyone who takes part."""
    return {(party.role, party.sector, party.country) for party in event.participants}
