"""A draft is what a file says of one story; with what a person states and the story's own head it is a document."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime

from sitrep.documents.datelines import with_dateline
from sitrep.documents.document import Document, Notice
from sitrep.documents.headings import heading_date
from sitrep.documents.source import Given, outlet_notices
from sitrep.errors import SitrepError

#: The language that Sitrep reads, and takes a story to be in when nobody says otherwise.
READ = "en"
#: Rules that name a date as publishers state it: nothing to warn of.
_PLAIN_RULES = frozenset({"option", "json", "table", "telegram"})
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?=$|[-_][A-Za-z0-9]{2,8})")


def language_of(stated: str | None) -> str:
    """The language's code of two or three letters; what is no code leaves the story in English."""
    found = _LANGUAGE.match((stated or "").strip())
    return found[0].lower() if found else READ


@dataclass(frozen=True, slots=True)
class Draft:
    """A cleaned text and what its file says of its publication, with the rules that gave it.

    ``agency`` is who sent the text first where the file says so; ``made`` is when the file was made, the last resort.
    """

    text: str
    title: str | None = None
    outlet: str | None = None
    outlet_rule: str | None = None
    url: str | None = None
    published: date | datetime | None = None
    published_rule: str | None = None
    language: str = READ
    agency: str | None = None
    made: date | datetime | None = None
    notices: tuple[Notice, ...] = ()


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
        language=draft.language,
    )
    document = _with_making(_with_heading_date(with_dateline(document)), draft.made)
    if document.agency is None and draft.agency:
        document = replace(document, agency=draft.agency)
    notices = (*_date_notices(document), *_outlet_notices(document), *_language_notices(document), *draft.notices)
    return replace(document, notices=notices)


def _with_making(document: Document, made: date | datetime | None) -> Document:
    """When nothing else tells of its publication, the day the file was made does; it settles the dateline too."""
    if document.published is not None or made is None:
        return document
    return with_dateline(replace(document, published=made, published_rule="file made"))


def _with_heading_date(document: Document) -> Document:
    stated = heading_date(document.text) if document.published is None else None
    if stated is None:
        return document
    return replace(document, published=stated[0], published_rule=stated[1])


def _date_notices(document: Document) -> tuple[Notice, ...]:
    """A notice when the date is missing, or rests on the text or on guesswork."""
    if document.published is None:
        return (Notice("published-missing", "No publication date is known: relative dates stay unresolved."),)
    if document.published_rule in _PLAIN_RULES:
        return ()
    message = f"The publication date {document.published_text} comes from the rule {document.published_rule!r}."
    return (Notice("published-rule", message),)


def _outlet_notices(document: Document) -> tuple[Notice, ...]:
    """Only a name that a person typed can be a slip: a page names its own outlet."""
    return outlet_notices(document.outlet) if document.outlet_rule == "option" else ()


def _language_notices(document: Document) -> tuple[Notice, ...]:
    if document.language == READ:
        return ()
    message = f"The story is said to be in {document.language!r}; Sitrep reads English."
    return (Notice("language", message),)
