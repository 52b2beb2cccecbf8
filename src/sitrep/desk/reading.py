"""A document becomes a report: every step laid over it, then put together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from sitrep.annotations.sheet import Step, lay
from sitrep.codebook.actor_list import ListedActor
from sitrep.desk.line import steps
from sitrep.documents.document import Document
from sitrep.documents.published import parse_published
from sitrep.records.assemble import assemble
from sitrep.records.report import Report


def read_document(document: Document, *, line: tuple[Step, ...] | None = None) -> Report:
    """The report of one document; ``line`` stands in for the shipped steps in experiments."""
    return assemble(lay(document, line or steps()))


def reader(own: tuple[ListedActor, ...] = ()) -> Callable[[Document], Report]:
    """What reads a document with the shipped steps, a user's own actors among those that can be meant."""
    return partial(read_document, line=steps(own=own)) if own else read_document


def read_story(
    text: str, *, published: str | None = None, outlet: str | None = None, title: str | None = None
) -> Report:
    """The report of a bare text, its publication given by hand."""
    day: date | None = parse_published(published) if published else None
    return read_document(Document(text, title=title, outlet=outlet, published=day))
