"""A draft is what a file says of one story; with what a person states and the story's own head it is a document."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from sitrep.documents.datelines import with_dateline
from sitrep.documents.document import Document, Notice
from sitrep.documents.headings import heading_date
from sitrep.documents.source import Given, outlet_notices
from sitrep.errors import SitrepError


@dataclass(frozen=True, slots=True)
class Draft:
    """A cleaned text and what its file says of its publication, with the rules that gave it."""

    text: str
    title: str | None = None
    outlet: str | None = None
    outlet_rule: str | None = None
    url: str | None = None
    published: date | datetime | None = None
    published_rule: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A story of a file, or why it is refused, with its line or entry where the file holds several."""

    story: Draft | SitrepError
    line: int | None = None


def finish(draft: Draft, given: Given) -> Document:
    """The document: a person's word first, then the file's, then the dateline's, then the heading's."""
    document = Document(
        text=draft.text,
        title=draft.title,
        outlet=given.outlet or draft.outlet,
        url=draft.url,
        published=given.published or draft.published,
        published_rule="option" if given.published else draft.published_rule,
        outlet_rule="option" if given.outlet else draft.outlet_rule,
    )
    document = _with_heading_date(with_dateline(document))
    return replace(document, notices=(*_date_notices(document), *_outlet_notices(document)))


def _with_heading_date(document: Document) -> Document:
    stated = heading_date(document.text) if document.published is None else None
    if stated is None:
        return document
    return replace(document, published=stated[0], published_rule=stated[1])


def _date_notices(document: Document) -> tuple[Notice, ...]:
    """A notice when the date is missing, or rests on the text or on guesswork."""
    if document.published is None:
        return (Notice("published-missing", "No publication date is known: relative dates stay unresolved."),)
    if document.published_rule in {"option", "json"}:
        return ()
    message = f"The publication date {document.published_text} comes from the rule {document.published_rule!r}."
    return (Notice("published-rule", message),)


def _outlet_notices(document: Document) -> tuple[Notice, ...]:
    """Only a name that a person typed can be a slip: a page names its own outlet."""
    return outlet_notices(document.outlet) if document.outlet_rule == "option" else ()
