"""Who meets whom: the sides, hosts and mediators of meetings, exchanges and agreements."""

from __future__ import annotations

import re
from dataclasses import replace

from sitrep.annotations.layers import Entity, Mention
from sitrep.annotations.lines import Line
from sitrep.annotations.sheet import Mark
from sitrep.codebook.signs import signs
from sitrep.records.drafts import Draft, Party, Story
from sitrep.records.sides import (
    POSSESSIVES,
    add,
    between,
    described,
    in_anchor,
    is_part,
    is_suffered,
    object_of,
    party_of,
    subject,
    subjects,
)
from sitrep.records.targets import people_object, victims

#: Before people at the head of a clause: a body of them.
GATHERED = re.compile(r"\W*(?:[a-z-]+ ){0,3}")
#: More participants than this make a meeting multilateral.
TWO_SIDES = 3
#: Types whose sides are those of the same talks.
OF_TALKS = frozenset({"CONSULT", "AGREE", "RETREAT"})
#: Types that states do with their armies.
ARMED_ACTS = frozenset({"ASSAULT", "INTERCEPT", "MOBILIZE"})


def cast_meeting(story: Story, draft: Draft) -> None:
    """Gives a meeting those who meet, who hosts and who mediates."""
    line = story.lines[draft.sentence]
    guarantors = signs().talks.guarantors.search(line.lower)
    for mark in story.mentions(draft.sentence):
        if not (in_anchor(draft, mark.start) or _in_subject(draft, mark)) or not _speaks_for_a_side(story, line, mark):
            continue
        role = _role(story, draft, line, mark)
        at = mark.start - line.mark.start
        if guarantors and guarantors.start() <= at < guarantors.end():
            role = "mediator"
        add(draft, party_of(story, role, mark))
    if sum(party.role == "participant" for party in draft.parties) == 1:
        _nameless_side(story, draft)
    if draft.mode is None:
        draft.mode = _mode(story, line, draft)


def _nameless_side(story: Story, draft: Draft) -> None:
    """The other side of talks where it is told only by what they are: "tribal elders met the militants"."""
    verbs = [told for told in draft.triggers if told.value.form != "noun"]
    span = draft.anchor[0], max((told.start for told in verbs), default=draft.trigger.start)
    for mark in story.people(draft.sentence):
        if not (span[0] <= mark.start < span[1] and mark.value.plural):
            continue
        heads = GATHERED.fullmatch(between(story.lines[draft.sentence], span[0], mark.start)) is not None
        heads = heads and signs().talks.spokesmen.search(story.text[slice(*mark.value.head)].lower()) is not None
        if heads and not any(p.span[0] < mark.end and mark.start < p.span[1] for p in draft.parties):
            add(draft, described(story, draft, "participant", mark))
            return


def _in_subject(draft: Draft, mark: Mark[Mention]) -> bool:
    span = draft.trigger.value.subject
    return span is not None and span[0] <= mark.start < span[1]


def _speaks_for_a_side(story: Story, line: Line, mark: Mark[Mention]) -> bool:
    """Whether the mention can sit at a table: no adjective, no outlet, no unnamed source, no part of a title."""
    entity = story.entity(mark.value.entity)
    if entity is None or entity.outlet or (entity.kind == "unnamed" and entity.anonymous):
        return False
    words = story.text[mark.value.full[0] : mark.end].lower()
    if signs().talks.both.fullmatch(words) or words.split()[0] in POSSESSIVES:
        return False
    after = line.after(mark.end)
    if is_part(mark, story.mentions(line.index)) or (entity.kind == "unnamed" and after.startswith(" of ")):
        return False
    if mark.value.form == "demonym":
        return bool(signs().talks.delegates.match(after) or signs().talks.brokered.match(after))
    return not (signs().sides.possessive.match(after) and mark.value.kind == "person")


def _role(story: Story, draft: Draft, line: Line, mark: Mark[Mention]) -> str:
    before, after = line.before(mark.value.full[0]), line.after(mark.end)
    talks = signs().talks
    if talks.hosting_after.match(after) or talks.hosting_before.search(before):
        return "host"
    if talks.brokered.match(after) or talks.mediating_before.search(before) or talks.mediating_after.match(after):
        return "mediator"
    if talks.mediating.search(story.text[mark.value.full[0] : mark.end].lower()):
        return "mediator"
    entity = story.entity(mark.value.entity)
    if entity is not None and entity.kind == "person" and _is_envoy(story, entity):
        return "mediator"
    leads = draft.trigger.value.frame == "mediate" and mark.start < draft.trigger.start
    return "mediator" if leads and entity is not None and entity.kind == "person" else "participant"


def _is_envoy(story: Story, entity: Entity) -> bool:
    """Whether the person goes between the sides for a body of many states."""
    roles = " ".join(story.text[a:b] for a, b in entity.roles).lower()
    return entity.country is None and signs().talks.envoy.search(roles) is not None


def _mode(story: Story, line: Line, draft: Draft) -> str | None:
    """The PLOVER mode of a meeting."""
    clause = story.text[draft.anchor[0] : draft.anchor[1]].lower()
    if signs().talks.by_phone.search(clause):
        return "phone"
    if draft.party("mediator") or signs().talks.mediating.search(line.lower):
        return "third-party"
    sides = [party for party in draft.parties if party.role == "participant"]
    if len(sides) > TWO_SIDES or signs().talks.many_sided.search(line.lower):
        return "multilateral"
    governed = any(party.sector == "GOV" and party.entity is not None for party in draft.parties)
    entities = [story.entity(party.entity) for party in draft.parties]
    moved = draft.trigger.value.form != "noun" or any(entity and entity.kind == "person" for entity in entities)
    return "visit" if draft.where is not None and governed and moved else None


def cast_exchange(story: Story, draft: Draft) -> None:
    """Sides of an exchange or agreement; a one-sided release or consent has an actor."""
    line = story.lines[draft.sentence]
    sides = [m for m in story.mentions(draft.sentence) if in_anchor(draft, m.start) and _is_party(story, line, m)]
    clause = between(line, *draft.anchor)
    mutual = draft.type == "AGREE" or bool(signs().talks.mutual.search(clause))
    suffered = is_suffered(story, draft.trigger)
    first = subject(story, draft) if not suffered else None
    if mutual and len({m.value.entity for m in sides}) > 1 and not _is_consent(draft):
        for mark in sides:
            add(draft, party_of(story, _role(story, draft, line, mark), mark))
        return
    if first is not None and draft.type == "RETREAT" and signs().sides.walked_free.search(_words(story, draft)):
        add(draft, party_of(story, "recipient", first))
    elif first is not None:
        truce = draft.type == "RETREAT" and mutual and draft.mode == "ceasefire"
        add(draft, party_of(story, "participant" if truce else "actor", first))
    if draft.type == "AGREE":
        target = object_of(story, draft)
        named = target is not None and target.value.kind != "unnamed"
        if target is not None and named and (first is None or target.value.entity != first.value.entity):
            add(draft, party_of(story, "recipient", target))
    elif draft.mode in {"release", None}:
        victims(story, draft)
        if draft.party("recipient") is None and draft.mode == "release" and suffered:
            for mark in subjects(story, draft)[:1]:
                add(draft, party_of(story, "recipient", mark))
        if draft.party("recipient") is None and draft.mode == "release":
            people_object(story, draft)


def carry(story: Story, draft: Draft) -> None:
    """The Red Cross that takes part in a release, told in its sentence or the next, goes between the sides."""
    if draft.type != "RETREAT" or draft.mode != "release":
        return
    lines = [i for i in (draft.sentence, draft.sentence + 1) if i < len(story.lines)]
    for index in lines:
        for mark in story.mentions(index):
            entity = story.entity(mark.value.entity)
            here = story.lines[index].paragraph == draft.paragraph
            if here and entity is not None and signs().talks.carriers.search(entity.name.lower()):
                draft.parties = [party for party in draft.parties if party.entity != entity.index]
                add(draft, party_of(story, "mediator", mark))
                return


def _words(story: Story, draft: Draft) -> str:
    return " ".join(story.text[t.start : t.end] for t in draft.triggers).lower()


def _is_consent(draft: Draft) -> bool:
    """Whether one side accepts what is put to it, rather than two agreeing."""
    return draft.type == "AGREE" and draft.trigger.value.frame == "act"


def _is_party(story: Story, line: Line, mark: Mark[Mention]) -> bool:
    if mark.value.form == "pronoun" or mark.value.kind == "unnamed":
        return False
    return _speaks_for_a_side(story, line, mark)


def share_sides(story: Story, drafts: list[Draft]) -> None:
    """Talks without named sides are between the sides told of before; who mediates once mediates again."""
    known: list[Party] = []
    for draft in drafts:
        if draft.type not in OF_TALKS:
            continue
        sides = [party for party in draft.parties if party.role == "participant"]
        if len(sides) > 1:
            known = known or sides
            continue
        if known and _wants_sides(story, draft, sides):
            kept = [party for party in draft.parties if party.role not in {"participant", "actor"}]
            draft.parties = kept + [party for party in known if party.entity not in {k.entity for k in kept}]
    for draft in drafts:
        _spell_out(story, draft, known or _fighters(drafts))
    _share_mediators(drafts)


def _fighters(drafts: list[Draft]) -> list[Party]:
    """The two sides of the story's fighting: of one clash, else the only two that attack."""
    for draft in drafts:
        sides = [party for party in draft.parties if party.role == "actor"]
        if draft.type == "ASSAULT" and len(sides) > 1:
            return sides
    attackers = {p.name: p for d in drafts if d.type == "ASSAULT" for p in d.parties if p.role == "actor" and p.country}
    sides = [party for party in attackers.values() if party.entity is not None and party.sector != "UAF"]
    return sides if len(sides) == len({party.country for party in sides}) == TWO_SIDES - 1 else []


def _spell_out(story: Story, draft: Draft, known: list[Party]) -> None:
    """Puts the sides in the place of "both sides"."""
    for party in draft.parties:
        if known and signs().talks.both.fullmatch(story.text[slice(*party.span)].lower()):
            role = "participant" if draft.type in OF_TALKS else party.role
            others = [other for other in draft.parties if other is not party]
            speaks = draft.type not in ARMED_ACTS
            draft.parties = others + [
                replace(side, role=role, sector="GOV" if speaks and side.is_state else side.sector) for side in known
            ]
            return


def _wants_sides(story: Story, draft: Draft, sides: list[Party]) -> bool:
    if draft.type == "RETREAT" and draft.mode not in {"ceasefire", "release"}:
        return False
    clause = story.text[draft.anchor[0] : draft.anchor[1]].lower()
    if sides or draft.party("actor"):
        return False
    if draft.type == "RETREAT":
        return bool(signs().talks.mutual.search(clause))
    return draft.type == "CONSULT" or bool(signs().talks.both.search(clause))


def _share_mediators(drafts: list[Draft]) -> None:
    """An envoy of a state that mediates elsewhere in the story mediates here too."""
    states = {p.country for d in drafts for p in d.parties if p.role == "mediator" and p.country}
    bodies = {p.entity for d in drafts for p in d.parties if p.role == "mediator" and p.entity is not None}
    for draft in drafts:
        if draft.type != "CONSULT":
            continue
        alone = sum(party.role == "participant" for party in draft.parties) == 1
        for index, party in enumerate(draft.parties):
            mediates = party.entity in bodies or (alone and party.country in states and party.sector == "GOV")
            if party.role == "participant" and mediates:
                draft.parties[index] = replace(party, role="mediator")
