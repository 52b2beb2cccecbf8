"""Marks and groundings become one report: this is where a story's record is put together."""

from __future__ import annotations

from typing import Any

from sitrep.annotations.layers import (
    ENTITIES,
    MENTIONS,
    CasualtyFigure,
    CasualtyPerson,
    DamageFact,
    Entity,
    Place,
    Quantity,
    Span,
    TimeExpression,
    WeaponUse,
)
from sitrep.annotations.sheet import Mark, Sheet
from sitrep.documents.document import Document
from sitrep.identity import identify
from sitrep.records.circumstances import settle
from sitrep.records.drafts import Draft, Party, ServiceFact, Story, Voice
from sitrep.records.harm import attach
from sitrep.records.merging import merge
from sitrep.records.opening import open_events
from sitrep.records.parties import cast
from sitrep.records.report import (
    SCHEMA,
    Actor,
    Casualty,
    Count,
    Damage,
    DocumentFacts,
    Duration,
    Event,
    Link,
    Participant,
    Person,
    Quote,
    Report,
    RoleText,
    Service,
    Source,
    Warning_,
    Weapon,
    When,
    Where,
)
from sitrep.records.linking import link
from sitrep.records.settling import decide
from sitrep.records.statements import actor_id, statements_of
from sitrep.records.vouching import vouch

Paths = dict[str, tuple[Span, ...]]
#: How firmly a rule-made event stands before calibration: fewer details, less sure.
BASE_CONFIDENCE = 0.45


def assemble(sheet: Sheet) -> Report:
    """The report of a story whose every layer is laid."""
    story = Story(sheet)
    drafts = drafts_of(story)
    ids = {id(draft): _event_id(sheet.document, draft) for draft in drafts}
    events = tuple(_event(story, draft, ids) for draft in drafts)
    return Report.model_validate(
        {
            "schema": SCHEMA,
            "document": _facts(sheet.document),
            "events": events,
            "statements": statements_of(sheet),
            "actors": _actors(sheet),
            "warnings": _warnings(sheet.document, events),
        },
        context={"text": sheet.text},
    )


def drafts_of(story: Story) -> list[Draft]:
    """The story's events, before they are written down."""
    drafts = open_events(story)
    attach(story, drafts)
    settle(story, drafts)
    cast(story, drafts)
    decide(story, drafts)
    vouch(story, drafts)
    drafts = merge(story, drafts)
    link(story, drafts)
    kept = {id(draft) for draft in drafts}
    for draft in drafts:
        draft.links = [(relation, other) for relation, other in draft.links if id(other) in kept]
    return drafts


def _event_id(document: Document, draft: Draft) -> str:
    return identify("event", document.id, draft.type, draft.mode, draft.anchor[0], draft.anchor[1], draft.trigger.start)


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
    found: list[Warning_] = []
    if document.published is None:
        found.append(
            Warning_(code="undated", message="No publication date is known: relative dates stay unresolved.")
        )
    if not events:
        found.append(Warning_(code="no-events", message="No event was found in this text."))
    return tuple(found)


def _actors(sheet: Sheet) -> tuple[Actor, ...]:
    spans: dict[int, list[Span]] = {}
    for mark in sheet.marks(MENTIONS):
        spans.setdefault(mark.value.entity, []).append((mark.start, mark.end))
    return tuple(_actor(sheet, mark.value, spans.get(mark.value.index, [])) for mark in sheet.marks(ENTITIES))


def _actor(sheet: Sheet, entity: Entity, mentions: list[Span]) -> Actor:
    return Actor(
        id=actor_id(sheet.document.id, entity),
        name=entity.name,
        kind=entity.kind,
        country=entity.country,
        sector=entity.sector,
        roles=tuple(RoleText(text=sheet.text[a:b], evidence=(a, b)) for a, b in entity.roles),
        mentions=tuple(mentions),
    )


def _event(story: Story, draft: Draft, ids: dict[int, str]) -> Event:
    paths: Paths = {}
    text = story.text
    start, end = draft.anchor
    return Event(
        id=ids[id(draft)],
        type=draft.type,  # type: ignore[arg-type]
        mode=draft.mode,
        contexts=draft.contexts,
        status=draft.status,  # type: ignore[arg-type]
        background=draft.background,
        when=_when(text, draft.when, paths),
        duration=_duration(text, draft.duration, paths),
        where=_where(text, draft.where, paths),
        participants=tuple(_participant(story, p, f"participants.{i}", paths) for i, p in enumerate(draft.parties)),
        weapons=_weapons(text, draft, paths),
        casualties=_casualties(text, draft, paths),
        damage=tuple(_damage(text, m, f"damage.{i}", paths) for i, m in enumerate(draft.damage)),
        services=tuple(_service(text, s, f"services.{i}", paths) for i, s in enumerate(draft.services)),
        sources=tuple(_source(story, v, f"sources.{i}", paths) for i, v in enumerate(draft.voices)),
        issues=draft.issues,  # type: ignore[arg-type]
        links=tuple(Link(relation=r, event=ids[id(o)]) for r, o in draft.links),  # type: ignore[arg-type]
        anchor=Quote(start=start, end=end, text=text[start:end]),
        evidence={**paths, "type": tuple((t.start, t.end) for t in draft.triggers)},
        confidence=_confidence(draft),
    )


def _confidence(draft: Draft) -> float:
    """More details on the event's own words, a firmer event; calibrated when a model is."""
    told = [draft.own_time, draft.own_place, bool(draft.casualties), bool(draft.weapons), len(draft.parties) > 1]
    return round(min(0.95, BASE_CONFIDENCE + 0.1 * sum(told)), 2)


def _cite(paths: Paths, path: str, *spans: Span) -> None:
    paths[path] = tuple(spans)


def _when(text: str, mark: Mark[TimeExpression] | None, paths: Paths) -> When | None:
    if mark is None or mark.value.precision is None:
        return None
    _cite(paths, "when", (mark.start, mark.end))
    value = mark.value
    return When(start=value.start, end=value.end, precision=value.precision, text=text[mark.start : mark.end])  # type: ignore[arg-type]


def _duration(text: str, mark: Mark[TimeExpression] | None, paths: Paths) -> Duration | None:
    if mark is None or not mark.value.iso:
        return None
    _cite(paths, "duration", (mark.start, mark.end))
    return Duration(iso=mark.value.iso, text=text[mark.start : mark.end])


def _where(text: str, mark: Mark[Place] | None, paths: Paths) -> Where | None:
    if mark is None:
        return None
    _cite(paths, "where", (mark.start, mark.end))
    value = mark.value
    return Where(
        name=value.name,
        geonames_id=value.geonames_id,
        lat=value.lat,
        lon=value.lon,
        country=value.country,
        admin1=value.admin1,
        precision=value.precision,
        note=value.note,
        text=text[mark.start : mark.end],
    )


def _count(text: str, count: Quantity | None, span: Span) -> Count | None:
    if count is None or (count.low, count.best, count.high) == (None, None, None):
        return None
    return Count(low=count.low, best=count.best, high=count.high, text=text[slice(*span)])


def _participant(story: Story, party: Party, path: str, paths: Paths) -> Participant:
    _cite(paths, path, party.span)
    entity = story.entity(party.entity)
    return Participant(
        role=party.role,  # type: ignore[arg-type]
        name=party.name,
        actor=actor_id(story.document.id, entity) if entity else None,
        sector=party.sector,
        country=party.country,
        disputed=party.disputed,
        text=story.text[slice(*party.span)],
    )


def _weapons(text: str, draft: Draft, paths: Paths) -> tuple[Weapon, ...]:
    named = [mark for mark in draft.weapons if mark.value.kind]
    return tuple(_weapon(text, draft, mark, f"weapons.{i}", paths) for i, mark in enumerate(named))


def _weapon(text: str, draft: Draft, mark: Mark[WeaponUse], path: str, paths: Paths) -> Weapon:
    span = (mark.start, mark.end)
    _cite(paths, path, span)
    value = mark.value
    brought_down = draft.type == "INTERCEPT" and value.stopped is not None
    count = _count(text, value.stopped if brought_down else value.count, span)
    if count is not None:
        _cite(paths, f"{path}.count", span)
    return Weapon(
        kind=value.kind,  # type: ignore[arg-type]
        count=count,
        intercepted=None if brought_down else _count(text, value.stopped, span),
        text=text[mark.start : mark.end],
    )


def _casualties(text: str, draft: Draft, paths: Paths) -> tuple[Casualty, ...]:
    rivals = {
        outcome: len([m for m in draft.casualties if m.value.outcome == outcome])
        for outcome in {m.value.outcome for m in draft.casualties}
    }
    return tuple(
        _casualty(text, draft, mark, f"casualties.{i}", paths, rival=rivals[mark.value.outcome] > 1)
        for i, mark in enumerate(draft.casualties)
    )


def _casualty(
    text: str, draft: Draft, mark: Mark[CasualtyFigure], path: str, paths: Paths, *, rival: bool
) -> Casualty:
    span = (mark.start, mark.end)
    _cite(paths, path, span)
    count = _count(text, mark.value.count, span)
    if count is not None:
        _cite(paths, f"{path}.count", span)
    people = tuple(_person(text, p, f"{path}.of.{j}", paths) for j, p in enumerate(mark.value.of))
    return Casualty(
        outcome=mark.value.outcome,  # type: ignore[arg-type]
        count=count,
        speaker=_teller(draft, mark) if rival else None,
        of=people,
        text=text[mark.start : mark.end],
    )


def _teller(draft: Draft, mark: Mark[CasualtyFigure]) -> str | None:
    """Who gives a figure that others contradict: the voice whose words stand closest."""
    voices = [voice for voice in draft.voices if voice.speaker and voice.span and voice.certainty != "denied"]
    if not voices:
        return None
    return min(voices, key=lambda voice: abs((voice.span or (0, 0))[0] - mark.start)).speaker


def _person(text: str, person: CasualtyPerson, path: str, paths: Paths) -> Person:
    _cite(paths, path, person.span)
    return Person(
        count=person.count,
        sex=person.sex,
        age=person.age,
        category=person.category,  # type: ignore[arg-type]
        text=text[slice(*person.span)],
    )


def _damage(text: str, mark: Mark[DamageFact], path: str, paths: Paths) -> Damage:
    span = (mark.start, mark.end)
    _cite(paths, path, span)
    return Damage(
        object=mark.value.object,  # type: ignore[arg-type]
        effect=mark.value.effect,  # type: ignore[arg-type]
        count=_count(text, mark.value.count, span),
        text=text[mark.start : mark.end],
    )


def _service(text: str, fact: ServiceFact, path: str, paths: Paths) -> Service:
    _cite(paths, path, fact.span)
    for name, mark in (("people", fact.people), ("households", fact.households)):
        if mark is not None:
            _cite(paths, f"{path}.{name}", (mark.start, mark.end))
    return Service(
        service=fact.service,  # type: ignore[arg-type]
        effect=fact.effect,  # type: ignore[arg-type]
        people=_amount(text, fact.people),
        households=_amount(text, fact.households),
        text=text[slice(*fact.span)],
    )


def _amount(text: str, mark: Mark[Quantity] | None) -> Count | None:
    return _count(text, mark.value, (mark.start, mark.end)) if mark else None


def _source(story: Story, voice: Voice, path: str, paths: Paths) -> Source:
    entity = story.entity(voice.entity)
    if voice.span is not None:
        _cite(paths, path, voice.span)
    role: Any = story.text[slice(*entity.roles[0])] if entity and entity.roles else None
    return Source(
        speaker=voice.speaker,
        actor=actor_id(story.document.id, entity) if entity else None,
        role=role,
        anonymous=entity.anonymous if entity else False,
        via=voice.via,
        certainty=voice.certainty,  # type: ignore[arg-type]
        text=story.text[slice(*voice.span)] if voice.span else None,
    )
