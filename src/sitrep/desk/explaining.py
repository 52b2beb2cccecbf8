"""Why a stored event has its time and its place: its story is read again, which gives the same by law."""

from __future__ import annotations

from sitrep.annotations.sheet import lay
from sitrep.desk.line import steps
from sitrep.documents.datelines import with_dateline
from sitrep.documents.document import Document
from sitrep.documents.published import parse_published
from sitrep.ledger.trail import Trail
from sitrep.records.assemble import events_of
from sitrep.records.drafts import Story
from sitrep.records.explaining import Choice, explain
from sitrep.records.report import Event

#: What is explained.
EXPLAINED = ("when", "where")


def explanations(trail: Trail) -> dict[str, dict[str, Choice]]:
    """By event id, why each event of the story has its ``when`` and ``where``; only of those read as they were stored.

    A value that the engine which now stands reads otherwise than the one stored is left out.
    """
    stored = _stored(trail)
    found: dict[str, dict[str, Choice]] = {}
    for event, choices in _read_again(trail):
        known = stored.get(event.id)
        if known is not None:
            same = [name for name in EXPLAINED if event.model_dump(mode="json")[name] == known.get(name)]
            found[event.id] = {name: choices[name] for name in same}
    return found


def _stored(trail: Trail) -> dict[str, dict[str, object]]:
    events = trail.value["events"] if trail.kind == "document" else [trail.value]
    return {event["id"]: event for event in events}


def _read_again(trail: Trail) -> list[tuple[Event, dict[str, Choice]]]:
    facts = trail.document
    published = parse_published(facts["published"]) if facts["published"] else None
    document = Document(trail.text, title=facts["title"], outlet=facts["outlet"], published=published)
    story = Story(lay(with_dateline(document), steps()))
    return [(event, explain(story, draft)) for draft, event in events_of(story)]
