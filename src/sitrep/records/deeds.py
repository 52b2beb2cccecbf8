"""Who did it to whom: actor and recipient of every act that is neither an attack nor a meeting."""

from __future__ import annotations

from dataclasses import replace

from sitrep.annotations.layers import Mention, Span
from sitrep.annotations.sheet import Mark
from sitrep.codebook.signs import signs
from sitrep.records.bodies import body_of
from sitrep.records.drafts import Draft, Party, Story
from sitrep.records.sides import (
    add,
    agent,
    beside,
    between,
    described,
    doer,
    in_anchor,
    is_suffered,
    object_of,
    party_of,
    side_of,
    subjects,
    telling,
)
from sitrep.records.targets import people_object, victims

#: Types whose actor is a state's military when a state is named.
OF_ARMIES = frozenset({"MOBILIZE"})
#: Types done toward someone named.
ADDRESSED = frozenset(
    {"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "SANCTION", "AID", "CONCEDE", "COERCE", "RETREAT", "PROTEST"}
)
#: Types done to people, named or only described.
TO_PEOPLE = frozenset({"COERCE", "RETREAT", "SANCTION", "RESPOND", "AID"})
#: Types that answer what someone else has put forward.
ANSWERS = frozenset({"REJECT", "SUPPORT", "AGREE"})
#: Types whose recipient may be told only after "against".
AGAINST = frozenset({"SANCTION", "PROTEST", "THREATEN"})
#: A body taken, banned or seized stands this near its verb.
BESIDE = 25
#: Types that need someone to whom they are done.
TO_SOMEONE = ANSWERS | {"THREATEN", "ACCUSE", "REQUEST"}
#: Deeds that others deplore, or ask to be undone.
DEEDS = frozenset({"COERCE", "SANCTION", "MOBILIZE", "DISRUPT", "REJECT", "AGREE", "CONCEDE", "ASSAULT"})
#: Types that put something forward.
PROPOSALS = frozenset({"REQUEST", "CONCEDE", "COOPERATE", "CONSULT", "RETREAT", "THREATEN", "SANCTION", "AGREE"})
#: An attack is condemned within this many paragraphs of its telling.
REACH = 3
#: A state does not accuse, warn or ask itself.
OUTWARD = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT"})
OFFICES = frozenset({"GOV", "MIL"})


def cast_act(story: Story, draft: Draft) -> None:
    """Gives a deliberate act its actor and recipient."""
    trigger = draft.trigger.value
    if draft.type in TO_PEOPLE and trigger.form == "noun" and is_suffered(story, draft.trigger):
        _suffered(story, draft)
        return
    if trigger.frame == "object" and trigger.passive:
        _suffered(story, draft)
        return
    if draft.type == "RETREAT" and signs().sides.walked_free.search(story.text[slice(*_words(draft))].lower()):
        _suffered(story, draft)
        return
    actor = doer(story, draft) or _owner_of_noun(story, draft)
    if trigger.frame == "act-passive":
        add(draft, party_of(story, "recipient", actor) if actor else None)
        return
    if draft.type in OF_ARMIES:
        _troops_of(story, draft)
    if draft.party("actor") is None and not _responders(story, draft):
        _actor(story, draft, actor)
    _recipients(story, draft, actor)


def _actor(story: Story, draft: Draft, actor: Mark[Mention] | None) -> None:
    if actor is None or (actor.value.kind == "unnamed" and draft.type == "RESPOND"):
        _described_actor(story, draft)
    if actor is None and draft.party("actor") is None and not draft.trigger.value.passive:
        add(draft, body_of(story, draft))
    if draft.party("actor") is not None or actor is None:
        return
    party = party_of(story, "actor", actor, armed=draft.type in OF_ARMIES)
    after = story.lines[draft.sentence].after(actor.end)
    if party is not None and party.is_state and signs().sides.police.match(after):
        party = replace(party, sector="COP")
    elif party is not None and party.is_state and signs().sides.troops.match(after):
        party = replace(party, sector="MIL")
    add(draft, party)
    for mark in beside(story, draft, actor):
        if mark.value.form == "name" and mark.value.kind == actor.value.kind and mark.end <= draft.trigger.start:
            add(draft, party_of(story, "actor", mark, armed=draft.type in OF_ARMIES))


def _owner_of_noun(story: Story, draft: Draft) -> Mark[Mention] | None:
    """Whose act a noun tells: "a Cambodian demand", "Hamas's rejection"."""
    if draft.trigger.value.form != "noun":
        return None
    line = story.lines[draft.sentence]
    for mark in story.mentions(draft.sentence):
        gap = between(line, mark.end, draft.trigger.start)
        if mark.end <= draft.trigger.start and signs().sides.adjective_gap.match(gap):
            return mark
    return None


def _responders(story: Story, draft: Draft) -> bool:
    """Whether the trigger itself names those who responded: "rescue crews"."""
    words = story.text[draft.trigger.start : draft.trigger.end]
    if draft.type != "RESPOND" or not signs().sides.responders.search(words.lower()):
        return False
    country = draft.where.value.country if draft.where else None
    add(draft, Party("actor", words, None, "GOV", country, (draft.trigger.start, draft.trigger.end)))
    return True


def _words(draft: Draft) -> Span:
    return draft.trigger.start, draft.trigger.end


def _recipients(story: Story, draft: Draft, actor: Mark[Mention] | None) -> None:
    if draft.type == "REQUEST" and _asked(story, draft):
        return
    target = _target(story, draft)
    if target is not None and (actor is None or target.value.entity != actor.value.entity):
        first = party_of(story, "recipient", target)
        if not _is_own(draft, first):
            add(draft, first)
            for mark in beside(story, draft, target):
                add(draft, party_of(story, "recipient", mark))
    if draft.party("recipient") is None and draft.type in TO_PEOPLE:
        victims(story, draft)
        if draft.party("recipient") is None and draft.type in {"RESPOND", "AID", "SANCTION", "COERCE"}:
            people_object(story, draft)


def _asked(story: Story, draft: Draft) -> bool:
    """Whether those asked are people without a name, who then are the recipient: "urged voters to stay at home"."""
    span = draft.trigger.value.object
    if span is None or signs().sides.asked_of_all.match(story.lines[draft.sentence].after(draft.trigger.end)):
        return False
    for mark in story.people(draft.sentence):
        gap = between(story.lines[draft.sentence], span[0], mark.start)
        if span[0] <= mark.start < span[1] and signs().sides.asked.fullmatch(gap):
            add(draft, described(story, draft, "recipient", mark))
            return True
    return False


def _target(story: Story, draft: Draft) -> Mark[Mention] | None:
    """The object, else the one it is "against"; whom people arrested worked for is no target."""
    if draft.type not in ADDRESSED:
        return None
    target = object_of(story, draft)
    if draft.type in AGAINST and (target is None or target.value.kind not in {"person", "unnamed"}):
        line = story.lines[draft.sentence]
        for mark in story.mentions(draft.sentence):
            after = mark.start >= draft.trigger.end and in_anchor(draft, mark.start)
            if after and signs().sides.opposed.search(line.before(mark.value.full[0])):
                return mark
    if target is not None and draft.type == "ACCUSE" and target.value.form == "demonym":
        gap = between(story.lines[draft.sentence], draft.trigger.end, target.start)
        return None if signs().sides.suffered_by.search(gap) else target
    if target is None or draft.type != "COERCE" or target.value.kind in {"person", "unnamed"}:
        return target
    return target if target.start - draft.trigger.end < BESIDE else None


def _is_own(draft: Draft, target: Party | None) -> bool:
    """Whether the recipient would be the actor's own state."""
    actor = draft.party("actor")
    if target is None or actor is None or draft.type not in OUTWARD:
        return False
    return actor.country is not None and actor.country == target.country and {actor.sector, target.sector} <= OFFICES


def _suffered(story: Story, draft: Draft) -> None:
    """Recipient and agent of a passive: "three men were arrested by police"."""
    victims(story, draft)
    if draft.party("recipient") is None:
        for mark in subjects(story, draft):
            if mark.value.kind in {"person", "unnamed", "organization"}:
                add(draft, party_of(story, "recipient", mark))
    by = agent(story, draft)
    add(draft, party_of(story, "actor", by) if by else _police(story, draft))


def _police(story: Story, draft: Draft) -> Party | None:
    """Who made arrests told in the passive: the police of the same paragraph."""
    if draft.type != "COERCE" or draft.mode != "arrest":
        return None
    for index in range(draft.sentence, -1, -1):
        if story.lines[index].paragraph != draft.paragraph:
            return None
        for mark in story.mentions(index):
            entity = story.entity(mark.value.entity)
            if entity is not None and entity.sector == "COP" and entity.kind != "person":
                return party_of(story, "actor", mark)
    return None


def _described_actor(story: Story, draft: Draft) -> None:
    """Unnamed doers known only by what they are: "students", "rescue crews", "residents"."""
    span = draft.trigger.value.subject
    if span is None or draft.trigger.value.passive:
        return
    for mark in story.people(draft.sentence):
        if span[0] <= mark.start < span[1]:
            add(draft, described(story, draft, "actor", mark))
            return


def _troops_of(story: Story, draft: Draft) -> None:
    """The state whose soldiers or jets are told to be somewhere."""
    span = draft.trigger.value.subject
    for mark in story.mentions(draft.sentence):
        if span and span[0] <= mark.start < span[1] and mark.value.form == "demonym":
            add(draft, party_of(story, "actor", mark, armed=True))
            return


def cast_outage(story: Story, draft: Draft) -> None:
    """Gives an outage the operator who cut or restored the service, and those without it."""
    country = draft.where.value.country if draft.where else None
    trigger = draft.trigger.value
    actor = doer(story, draft) if trigger.form != "noun" and not trigger.passive else None
    if actor is not None and actor.value.kind != "person":
        add(draft, party_of(story, "actor", actor))
    elif trigger.form != "noun" and not trigger.passive:
        _facility(story, draft)
    if draft.party("actor") is None:
        _operator(story, draft)
    for fact in draft.services:
        mark = fact.people or fact.households
        if mark is not None:
            name = "residents" if fact.people else "households"
            add(draft, Party("recipient", name, None, "CVL", country, (mark.start, mark.end)))
            return


def _operator(story: Story, draft: Draft) -> None:
    """The utility that tells of its outage, or the office that says it will close something."""
    found = telling(story, draft.sentence, draft.trigger.start)
    entity = story.entity(found.value.entity) if found else None
    if found is None or entity is None or found.value.speaker is None or entity.outlet:
        return
    if entity.sector == "BUS" or (draft.status == "planned" and entity.sector in {"GOV", "EDU"}):
        add(draft, side_of("actor", entity, found.value.speaker))


def _facility(story: Story, draft: Draft) -> None:
    """A hospital or school that stops working does so itself."""
    span = draft.trigger.value.subject
    for mark in story.places(draft.sentence):
        name = mark.value.name.lower()
        schooling = "EDU" if signs().sides.schooling.search(name) else None
        sector = "MED" if signs().sides.medical.search(name) else schooling
        if span and sector and mark.value.precision == "site" and span[0] <= mark.start < span[1]:
            place = (mark.start, mark.end)
            add(draft, Party("actor", mark.value.name, None, sector, mark.value.country, place))
            return


def share_courts(drafts: list[Draft]) -> None:
    """A sentence or acquittal told after a verdict is of the same court."""
    court: Party | None = None
    for draft in drafts:
        legal = draft.type == "SANCTION" or (draft.type == "RETREAT" and draft.mode == "release")
        own = draft.party("actor")
        if draft.type == "SANCTION" and own is not None and own.sector == "JUD":
            court = own
        elif legal and own is None and court is not None and not draft.background:
            add(draft, court)


def answer(story: Story, drafts: list[Draft]) -> None:
    """Whoever rejects, welcomes or accepts without saying whose it is, answers the last to put something forward.

    Whoever condemns an attack condemns its attacker.
    """
    for index, draft in enumerate(drafts):
        actor = draft.party("actor")
        if draft.type not in TO_SOMEONE or draft.party("recipient") or actor is None or draft.mode == "investigate":
            continue
        if draft.type == "REQUEST" and signs().sides.asked_of_all.match(
            story.lines[draft.sentence].after(draft.trigger.end)
        ):
            continue
        before = drafts[:index]
        if draft.type == "ACCUSE":
            found = _condemned(draft, actor, before) or _doer_before(draft, actor, before)
        else:
            found = _answered(draft, actor, before) or _doer_before(draft, actor, before)
        if found is not None and not draft.background:
            add(draft, replace(found, role="recipient"))


def _condemned(draft: Draft, actor: Party, before: list[Draft]) -> Party | None:
    """The attacker of the attack told last before."""
    for other in reversed(before):
        attacker = other.party("actor")
        near = other.type == "ASSAULT" and draft.paragraph - other.paragraph <= REACH
        if near and attacker is not None and attacker.entity not in {None, actor.entity}:
            return attacker
    return None


def _doer_before(draft: Draft, actor: Party, before: list[Draft]) -> Party | None:
    """Whoever did what was told last before, when it was not the actor's own side."""
    near = [d for d in before if draft.sentence - d.sentence <= 1 and draft.paragraph - d.paragraph <= 1]
    found = _other_side(actor, [d for d in reversed(near) if d.type in DEEDS and not d.background])
    return replace(found, sector="GOV") if found is not None and found.is_state else found


def _answered(draft: Draft, actor: Party, before: list[Draft]) -> Party | None:
    """The other side of what was put forward near by, else of the story's talks."""
    near = [d for d in before if draft.paragraph - d.paragraph <= 1 and d.type in PROPOSALS]
    talks = [d for d in before if d.type in {"CONSULT", "RETREAT"} and _is_of(actor, d)]
    return _other_side(actor, list(reversed(near))) or (
        _other_side(actor, list(reversed(talks))) if draft.type == "REJECT" else None
    )


def _is_of(actor: Party, draft: Draft) -> bool:
    """Whether the actor's side takes part in these talks with another."""
    sides = [party for party in draft.parties if party.role == "participant"]
    return len(sides) > 1 and any(party.country == actor.country for party in sides)


def _other_side(actor: Party, before: list[Draft]) -> Party | None:
    """The nearest actor, mediator or participant that is not the actor's own side."""
    for draft in before:
        for role in ("actor", "mediator", "participant"):
            if role == "mediator" and draft.status not in {"occurred", "ongoing"}:
                continue  # whoever is yet to mediate has put nothing forward
            for party in draft.parties:
                own = party.country == actor.country and {party.sector, actor.sector} <= OFFICES
                if party.role == role and party.entity is not None and party.entity != actor.entity and not own:
                    return party
    return None
