"""A draft is written down: every value of an event with the words it rests on."""

from __future__ import annotations

from sitrep.annotations.layers import (
    CasualtyFigure,
    CasualtyPerson,
    DamageFact,
    Quantity,
    Span,
    TimeExpression,
    WeaponUse,
)
from sitrep.annotations.sheet import Mark
from sitrep.records.confidence import confidence
from sitrep.records.drafts import Draft, Party, ServiceFact, Story, Voice
from sitrep.records.report import (
    Casualty,
    Count,
    Damage,
    Duration,
    Event,
    Link,
    Participant,
    Person,
    Quote,
    Service,
    Source,
    Weapon,
    When,
    Where,
)
from sitrep.records.sides import telling
from sitrep.records.statements import actor_id

Paths = dict[str, tuple[Span, ...]]


def write_event(story: Story, draft: Draft, ids: dict[int, str]) -> Event:
    """The draft as an event of the report, every value with the words it rests on."""
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
        where=_where(text, draft, paths),
        participants=tuple(_participant(story, p, f"participants.{i}", paths) for i, p in enumerate(draft.parties)),
        weapons=_weapons(text, draft, paths),
        casualties=_casualties(story, draft, paths),
        damage=tuple(_damage(text, m, f"damage.{i}", paths) for i, m in enumerate(draft.damage)),
        services=tuple(_service(text, s, f"services.{i}", paths) for i, s in enumerate(draft.services)),
        sources=tuple(_source(story, v, f"sources.{i}", paths) for i, v in enumerate(draft.voices)),
        issues=draft.issues,  # type: ignore[arg-type]
        links=tuple(Link(relation=r, event=ids[id(o)]) for r, o in draft.links),  # type: ignore[arg-type]
        anchor=Quote(start=start, end=end, text=text[start:end]),
        evidence={**paths, "type": tuple((t.start, t.end) for t in draft.triggers)},
        confidence=confidence(draft),
    )


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


def _where(text: str, draft: Draft, paths: Paths) -> Where | None:
    mark = draft.where
    if mark is None:
        return None
    _cite(paths, "where", *[(m.start, m.end) for m in (mark, draft.town) if m is not None])
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
    intercepted = None if brought_down else _count(text, value.stopped, span)
    if intercepted is not None:
        _cite(paths, f"{path}.intercepted", span)
    return Weapon(
        kind=value.kind,  # type: ignore[arg-type]
        count=count,
        intercepted=intercepted,
        text=text[mark.start : mark.end],
    )


def _casualties(story: Story, draft: Draft, paths: Paths) -> tuple[Casualty, ...]:
    totals = [mark.value.outcome for mark in draft.casualties if not mark.value.part]
    rivals = {outcome for outcome in totals if totals.count(outcome) > 1}
    return tuple(
        _casualty(story, mark, f"casualties.{i}", paths, rival=mark.value.outcome in rivals and not mark.value.part)
        for i, mark in enumerate(draft.casualties)
    )


def _casualty(story: Story, mark: Mark[CasualtyFigure], path: str, paths: Paths, *, rival: bool) -> Casualty:
    span = (mark.start, mark.end)
    _cite(paths, path, span)
    count = _count(story.text, mark.value.count, span)
    if count is not None:
        _cite(paths, f"{path}.count", span)
    people = tuple(_person(story.text, p, f"{path}.of.{j}", paths) for j, p in enumerate(mark.value.of))
    return Casualty(
        outcome=mark.value.outcome,  # type: ignore[arg-type]
        count=count,
        speaker=_teller(story, mark, path, paths) if rival else None,
        of=people,
        text=story.text[mark.start : mark.end],
    )


def _teller(story: Story, mark: Mark[CasualtyFigure], path: str, paths: Paths) -> str | None:
    """Who gives a figure that others contradict: the one whose statement holds it."""
    found = telling(story, story.sentence_at(mark.start), mark.start)
    if found is None or found.value.speaker is None or found.value.certainty == "denied":
        return None
    _cite(paths, f"{path}.speaker", found.value.speaker)
    entity = story.entity(found.value.entity)
    return entity.name if entity else story.text[slice(*found.value.speaker)]


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
    count = _count(text, mark.value.count, span)
    if count is not None:
        _cite(paths, f"{path}.count", span)
    return Damage(
        object=mark.value.object,  # type: ignore[arg-type]
        effect=mark.value.effect,  # type: ignore[arg-type]
        count=count,
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
    role = entity.roles[0] if entity and entity.roles and voice.span is not None else None
    if role is not None:
        _cite(paths, f"{path}.role", role)
    return Source(
        speaker=voice.speaker,
        actor=actor_id(story.document.id, entity) if entity else None,
        role=story.text[slice(*role)] if role else None,
        anonymous=entity.anonymous if entity else False,
        via=voice.via,
        certainty=voice.certainty,  # type: ignore[arg-type]
        text=story.text[slice(*voice.span)] if voice.span else None,
    )
