"""Marks and groundings become one report: this is where a story's record is put together."""

from __future__ import annotations

from pydantic import ValidationError

from sitrep.annotations.encoded import encoded
from sitrep.annotations.layers import ENTITIES, MENTIONS, Entity, Span
from sitrep.annotations.sheet import Sheet
from sitrep.codebook.actor_list import ListedActor
from sitrep.documents.document import Document
from sitrep.errors import EvidenceError
from sitrep.grounding.actors import ACTORS
from sitrep.identity import identify
from sitrep.records.circumstances import settle
from sitrep.records.drafts import Draft, Story
from sitrep.records.explaining import unresolved
from sitrep.records.harm import attach, reconcile
from sitrep.records.linking import link
from sitrep.records.merging import merge
from sitrep.records.opening import open_events
from sitrep.records.parties import cast
from sitrep.records.report import SCHEMA, Actor, DocumentFacts, Event, Report, RoleText, Warning_
from sitrep.records.roles import Roles
from sitrep.records.settling import decide
from sitrep.records.statements import actor_id, statements_of
from sitrep.records.vouching import vouch
from sitrep.records.writing import write_event


def assemble(sheet: Sheet) -> Report:
    """The report of a story whose every layer is laid; refuses one whose quotations do not stand."""
    try:
        return _report(sheet)
    except ValidationError as problem:
        broken = [error["msg"] for error in problem.errors() if "[evidence]" in error["msg"]]
        if not broken:
            raise
        raise EvidenceError(
            f"{sheet.document.id}: {broken[0].split('[evidence] ', 1)[1]}",
            check="A reading step laid a mark beside its words, or the assembly lost the words of a value.",
        ) from problem


def _report(sheet: Sheet) -> Report:
    story = Story(sheet)
    told = events_of(story)
    events = tuple(event for _, event in told)
    return Report.model_validate(
        {
            "schema": SCHEMA,
            "document": _facts(sheet.document),
            "events": events,
            "statements": statements_of(sheet),
            "actors": _actors(sheet),
            "warnings": (*_warnings(sheet.document, events), *_undated(story, [draft for draft, _ in told])),
        },
        context={"text": sheet.text},
    )


def events_of(story: Story) -> list[tuple[Draft, Event]]:
    """The story's events as they are written, each with the draft it was made from."""
    drafts, ids = _named(story.document, drafts_of(story))
    return [(draft, write_event(story, draft, ids)) for draft in drafts]


def drafts_of(story: Story, roles: Roles | None = None) -> list[Draft]:
    """The story's events, before they are written down."""
    roles = roles or Roles(encoded(story.sheet, "roles"))
    drafts = open_events(story)
    roles.expect(trigger for draft in drafts for trigger in draft.triggers)
    attach(story, drafts, roles)
    settle(story, drafts, roles)
    cast(story, drafts, roles)
    decide(story, drafts)
    vouch(story, drafts)
    drafts = merge(story, drafts, roles)
    reconcile(story, drafts)
    link(story, drafts)
    return drafts


def _named(document: Document, drafts: list[Draft]) -> tuple[list[Draft], dict[int, str]]:
    """The drafts that differ, with their ids; a draft just like an earlier one tells nothing more."""
    ids: dict[int, str] = {}
    kept: list[Draft] = []
    for draft in drafts:
        at = (*draft.anchor, draft.trigger.start, draft.trigger.end)
        name = identify("event", document.id, draft.type, draft.mode, *at)
        if name not in ids.values():
            ids[id(draft)] = name
            kept.append(draft)
    for draft in kept:
        draft.links = [(relation, other) for relation, other in draft.links if id(other) in ids]
    return kept, ids


def _facts(document: Document) -> DocumentFacts:
    return DocumentFacts(
        id=document.id,
        title=document.title,
        outlet=document.outlet,
        url=document.url,
        published=document.published_text,
        language=document.language,
        characters=len(document.text),
        sha256=document.sha256,
    )


def _warnings(document: Document, events: tuple[Event, ...]) -> tuple[Warning_, ...]:
    """What the document's readers noticed, and what a person should know of the report itself."""
    found = [Warning_(code=notice.code, message=notice.message) for notice in document.notices]
    if document.published is None and all(warning.code != "published-missing" for warning in found):
        message = "No publication date is known: relative dates stay unresolved."
        found.append(Warning_(code="published-missing", message=message))
    if not events:
        found.append(Warning_(code="no-events", message="No event was found in this text."))
    return tuple(found)


def _undated(story: Story, drafts: list[Draft]) -> tuple[Warning_, ...]:
    """Of every event whose own words tell a time that stands for no day: which words, and why."""
    found: dict[Span, Warning_] = {}
    if story.document.published is None:
        return ()  # that the day of publication is unknown says it all
    for mark in (mark for draft in drafts if draft.when is None for mark in unresolved(story, draft)):
        words, reason = story.text[mark.start : mark.end], mark.value.anchored.removeprefix("unresolved: ")
        message = f"{' '.join(words.split())!r} at {mark.start} dates no event: {reason}."
        found.setdefault((mark.start, mark.end), Warning_(code="time-unresolved", message=message))
    return tuple(found.values())


def _actors(sheet: Sheet) -> tuple[Actor, ...]:
    spans: dict[int, list[Span]] = {}
    for mark in sheet.marks(MENTIONS):
        spans.setdefault(mark.value.entity, []).append((mark.start, mark.end))
    known = {mark.value.entity: mark.value.resolution.actor for mark in sheet.marks(ACTORS)}
    return tuple(
        _actor(sheet, mark.value, spans.get(mark.value.index, []), known.get(mark.value.index))
        for mark in sheet.marks(ENTITIES)
    )


def _actor(sheet: Sheet, entity: Entity, mentions: list[Span], known: ListedActor | None) -> Actor:
    return Actor(
        id=actor_id(sheet.document.id, entity),
        name=entity.name,
        kind=entity.kind,
        country=entity.country,
        sector=entity.sector,
        roles=tuple(RoleText(text=sheet.text[a:b], evidence=(a, b)) for a, b in entity.roles),
        mentions=tuple(mentions),
        wikidata=known.wikidata if known else None,
    )
