"""To whom an attack was done: the side it was aimed at, the people hurt, or the land it struck."""

from __future__ import annotations

from sitrep.annotations.layers import CasualtyFigure, Mention, PeoplePhrase
from sitrep.annotations.sheet import Mark
from sitrep.codebook.signs import signs
from sitrep.records.drafts import Draft, Party, Story
from sitrep.records.sides import FIGHTING_KINDS, add, described, in_anchor, is_armed, party_of

#: Whose a damaged thing is.
OWNERS = {"military": "MIL", "government": "GOV"}


def name_targets(story: Story, draft: Draft, attacker: Mark[Mention] | None) -> None:
    """Gives an attack its recipients: the side attacked, the people hurt, else the people of the place."""
    side = _side_attacked(story, draft, attacker)
    add(draft, side)
    _people_hurt(story, draft, side)
    if draft.party("recipient") is None:
        _land_struck(story, draft)


def _side_attacked(story: Story, draft: Draft, attacker: Mark[Mention] | None) -> Party | None:
    """The armed side or state that the blow is told to be "on" or "against"."""
    line = story.lines[draft.sentence]
    for mark in story.mentions(draft.sentence):
        entity = story.entity(mark.value.entity)
        if entity is None or (attacker is not None and mark.value.entity == attacker.value.entity):
            continue
        if not in_anchor(draft, mark.start) or mark.start <= draft.triggers[0].start:
            continue
        if not signs().sides.against.search(line.before(mark.value.full[0])):
            continue
        if is_armed(entity) and mark.value.kind in FIGHTING_KINDS | {"organization", "unnamed"}:
            return party_of(story, "recipient", mark)
        if entity.kind == "state":
            sector = "CVL" if mark.value.form == "demonym" else "GOV"
            return Party("recipient", entity.name, entity.index, sector, entity.country, (mark.start, mark.end))
    return None


def _people_hurt(story: Story, draft: Draft, side: Party | None) -> None:
    country = draft.where.value.country if draft.where else None
    sectors = {side.sector} if side else set()
    for figure in draft.casualties:
        beside = draft.status == "attempted" and not in_anchor(draft, figure.start)
        whole = any(other.value.outcome == figure.value.outcome and not other.value.part for other in draft.casualties)
        if figure.value.is_none or (figure.value.part and whole) or beside:
            continue
        people = [m for m in story.people(story.sentence_at(figure.start)) if figure.start <= m.start < figure.end]
        for sector, name in _groups(story, figure, people):
            if sector in sectors or (sectors and (sector == "REB" or not people)):
                continue
            sectors.add(sector)
            add(draft, Party("recipient", name, None, sector, country, (figure.start, figure.end)))


def _groups(story: Story, figure: Mark[CasualtyFigure], people: list[Mark[PeoplePhrase]]) -> list[tuple[str, str]]:
    """The sectors of the people of one figure, each with its first words."""
    found: dict[str, str] = {}
    for mark in people:
        name = story.text[slice(*mark.value.head)]
        found.setdefault(mark.value.sector, "people" if signs().sides.the_dead.fullmatch(name.lower()) else name)
    return list(found.items()) or [(figure.value.sector, "people")]


def _land_struck(story: Story, draft: Draft) -> None:
    country = draft.where.value.country if draft.where else None
    if draft.damage:
        mark = draft.damage[0]
        sector = OWNERS.get(mark.value.object, "CVL")
        add(draft, Party("recipient", story.text[mark.start : mark.end], None, sector, country, (mark.start, mark.end)))
    elif draft.where is not None and country and draft.status != "attempted":
        place = draft.where
        sector = "GOV" if place.value.precision == "country" else "CVL"
        add(draft, Party("recipient", place.value.name, None, sector, country, (place.start, place.end)))


def victims(story: Story, draft: Draft) -> None:
    """Recipients of an arrest, a release or a rescue: the people counted or described."""
    for figure in draft.casualties:
        if figure.value.is_none:
            continue
        sentence = story.sentence_at(figure.start)
        if signs().sides.the_dead.search(story.text[figure.start : figure.end].lower()):
            continue
        people = [m for m in story.people(sentence) if figure.start <= m.start < figure.end]
        named = [
            m
            for m in story.mentions(sentence)
            if figure.start <= m.start < figure.end and m.value.form == "name" and m.value.kind != "state"
        ]
        if named:
            add(draft, party_of(story, "recipient", named[0]))
        elif people:
            add(draft, described(story, draft, "recipient", people[0]))
        return


def people_object(story: Story, draft: Draft) -> None:
    """Recipients described after the verb: "trucked water to 34,000 people"."""
    span = draft.trigger.value.object
    if span is None:
        return
    for mark in story.people(draft.sentence):
        dead = signs().sides.the_dead.search(story.text[mark.start : mark.end].lower())
        if span[0] <= mark.start < span[1] and in_anchor(draft, mark.start) and not dead:
            add(draft, described(story, draft, "recipient", mark))
            return
