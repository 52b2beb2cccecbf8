"""Who did it to whom: the participants of each event."""

from __future__ import annotations

import re

from sitrep.annotations.layers import PLACES, Entity, Mention, PeoplePhrase, Span
from sitrep.annotations.sheet import Mark
from sitrep.records.drafts import Draft, Party, Story

MILITARY = {"ASSAULT", "INTERCEPT", "MOBILIZE"}
ARMED_KINDS = {"state", "armed-group", "place-as-actor"}
OWN = re.compile(r"^\W*(?:that |how )?(?:also |later )?(?:it|they|he|we|its own [\w' -]+|(?:its|their|our) (?:[\w-]+ )?(?:warplanes?|jets?|fighters?|forces|troops|drones?|air force|soldiers|planes|aircraft|artillery|navy|units?|men|commandos|gunners|helicopters?|warships?|missiles?))\b[^,;]{0,30}$")
BY = re.compile(r"\bby (?:the |an? |unidentified |suspected |unknown |armed |masked )*$")
ON = re.compile(r"\b(?:on|against|at|into|targeting) (?:the |an? |its |their |several |some )*$")
BETWEEN = re.compile(r"\b(?:between|with|and|among|,|alongside|from|of|for) (?:the |its |an? |visiting |his |her |their )*$")
MEDIATORS = re.compile(r"\b(?:mediat|broker|go-between|facilitat|sponsor|auspices|shuttl)")


def cast(story: Story, drafts: list[Draft]) -> None:
    """Gives each event its participants."""
    for draft in drafts:
        line = story.lines[draft.sentence]
        del line
        frame = draft.trigger.value.frame
        if frame in {"meet"} or draft.type == "CONSULT":
            _meeting(story, draft, mediated=frame == "mediate")
        elif draft.type == "AGREE" or frame == "swap":
            _swap(story, draft)
        elif frame == "clash" and draft.type == "ASSAULT":
            _clash(story, draft)
        elif draft.type == "ASSAULT":
            _assault(story, draft)
        elif draft.type == "INTERCEPT":
            _intercept(story, draft)
        elif draft.type == "DISRUPT":
            _disrupt(story, draft)
        else:
            _act(story, draft)
    for draft in drafts:
        if draft.type in {"INTERCEPT", "MOBILIZE"}:
            _defended(story, draft)
    _inherit(story, drafts)


def party_of(story: Story, draft: Draft, role: str, mark: Mark[Mention], *, armed: bool = False) -> Party | None:
    """A participant from a mention; a state that fights takes part with its military."""
    entity = story.entity(mark.value.entity)
    if entity is None:
        return None
    sector = entity.sector
    if armed and entity.kind in {"state", "place-as-actor"}:
        sector = "MIL"
    span = mark.value.full if mark.value.form == "name" else (mark.start, mark.end)
    return Party(role, entity.name, entity.index, sector, entity.country, span)


def _near(story: Story, draft: Draft) -> list[Mark[Mention]]:
    """Mentions of the sentence that are no bare sayers of the sentence."""
    speakers = {found.value.speaker for found in story.attributions(draft.sentence)}
    return [m for m in story.mentions(draft.sentence) if (m.start, m.end) not in speakers or in_anchor(draft, m.start)]


def in_anchor(draft: Draft, offset: int) -> bool:
    """Whether an offset lies in the draft's own words."""
    return draft.anchor[0] <= offset < draft.anchor[1]


def _subject(story: Story, draft: Draft) -> list[Mark[Mention]]:
    """Mentions that stand as subject of the trigger, the closest head last."""
    span = draft.trigger.value.subject
    if span is None:
        return []
    found = [m for m in story.mentions(draft.sentence) if span[0] <= m.start and m.end <= span[1] and not _is_hurt(draft, m)]
    found = [m for m in found if not any(_holds(other, m) for other in found)]
    line = story.lines[draft.sentence]
    return [m for m in found if not re.search(r"\b(?:of|in|at|near|from|to|on|by|with|for|against) (?:the )?$", line.before(m.value.full[0])) or m is found[0]] or found


def _holds(other: Mark[Mention], mark: Mark[Mention]) -> bool:
    """Whether the mark is only part of the other's title: "UN" in "UN chief Antonio Guterres"."""
    full = other.value.full
    return other is not mark and full[0] <= mark.start and mark.end <= full[1] and other.value.entity != mark.value.entity


def _is_hurt(draft: Draft, mark: Mark[Mention]) -> bool:
    """Whether the mention is among the people hurt."""
    return any(figure.start <= mark.start < figure.end for figure in draft.casualties)


def _by(story: Story, draft: Draft) -> Mark[Mention] | None:
    """The one after "by"."""
    line = story.lines[draft.sentence]
    for mark in story.mentions(draft.sentence):
        if mark.start > draft.trigger.start and in_anchor(draft, mark.start) and BY.search(line.before(mark.value.full[0])):
            return mark
    return None


def _actor_of_act(story: Story, draft: Draft) -> Mark[Mention] | None:
    trigger = draft.trigger.value
    if trigger.passive:
        return _by(story, draft)
    subjects = _subject(story, draft)
    if subjects:
        people = [m for m in subjects if m.value.kind == "person"]
        return people[0] if people and subjects[0].value.kind == "organization" else subjects[0]
    if trigger.form != "noun":
        return _subject_before(story, draft)
    return None


def _subject_before(story: Story, draft: Draft) -> Mark[Mention] | None:
    """With coordinated verbs ("said X and accused Y") the subject of the sentence."""
    found = [m for m in story.mentions(draft.sentence) if m.end <= draft.trigger.start]
    clause = draft.trigger.value.clause[0]
    line = story.lines[draft.sentence]
    lead = line.lower[clause - line.mark.start : draft.trigger.start - line.mark.start]
    relative = re.match(r",? (?:which|who|that) ", lead)
    if relative and found:
        return found[-1]
    named = [m for m in found if m.value.form != "demonym"]
    return named[0] if named else None


def _act(story: Story, draft: Draft) -> None:
    """Actor and recipient of a deliberate act."""
    armed = draft.type in MILITARY
    trigger = draft.trigger.value
    if trigger.frame == "object" and trigger.passive:
        _victims(story, draft)
        if draft.party("recipient") is None:
            for mark in _subject(story, draft):
                if mark.value.kind in {"person", "unnamed", "organization"}:
                    _add(draft, party_of(story, draft, "recipient", mark))
        by = _by(story, draft)
        _add(draft, party_of(story, draft, "actor", by) if by else _police(story, draft))
        return
    actor = _actor_of_act(story, draft)
    if trigger.frame == "act-passive":
        _add(draft, party_of(story, draft, "recipient", actor) if actor else None)
        return
    if actor is not None:
        _add(draft, party_of(story, draft, "actor", actor, armed=armed))
    else:
        _people_actor(story, draft)
    if draft.type in {"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "SANCTION", "AID", "CONCEDE", "COERCE", "RETREAT", "PROTEST", "RESPOND"}:
        target = _object(story, draft)
        if target is not None and (actor is None or target.value.entity != actor.value.entity):
            _add(draft, party_of(story, draft, "recipient", target))
            for mark in _beside(story, draft, target):
                _add(draft, party_of(story, draft, "recipient", mark))
        elif draft.type in {"COERCE", "RETREAT", "SANCTION", "RESPOND", "AID"}:
            _victims(story, draft)


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
                return party_of(story, draft, "actor", mark)
    return None


def _beside(story: Story, draft: Draft, first: Mark[Mention]) -> list[Mark[Mention]]:
    """Those told in one breath with the first: "Singapore and Malaysia"."""
    line = story.lines[draft.sentence]
    together = [first]
    for mark in story.mentions(draft.sentence):
        gap = line.lower[together[-1].end - line.mark.start : mark.value.full[0] - line.mark.start]
        if mark.start >= together[-1].end and re.match(r"^(?:,|,? and(?: the)?|, the) $", gap):
            together.append(mark)
    return together[1:]


def _object(story: Story, draft: Draft) -> Mark[Mention] | None:
    span = draft.trigger.value.object
    if span is None:
        return None
    line = story.lines[draft.sentence]
    for mark in story.mentions(draft.sentence):
        if span[0] <= mark.start < span[1] and mark.value.form != "pronoun":
            gap = line.lower[span[0] - line.mark.start : mark.value.full[0] - line.mark.start]
            if mark.value.form == "demonym" and draft.type in {"COERCE", "MOBILIZE"}:
                continue
            if len(gap) < 60 and not re.search(r"[;:\"]", gap):  # noqa: PLR2004
                return mark
    return None


def _people_actor(story: Story, draft: Draft) -> None:
    """Unnamed doers described only by what they are: "students", "gunmen", "residents"."""
    span = draft.trigger.value.subject
    if span is None or draft.trigger.value.passive:
        return
    found = [m for m in story.people(draft.sentence) if span[0] <= m.start < span[1]]
    if found:
        _add(draft, _described(story, draft, "actor", found[0]))


def _described(story: Story, draft: Draft, role: str, mark: Mark[PeoplePhrase]) -> Party:
    country = draft.where.value.country if draft.where else None
    head = story.text[mark.value.head[0] : mark.value.head[1]]
    return Party(role, head, None, mark.value.sector, country, (mark.start, mark.end))


def _victims(story: Story, draft: Draft) -> None:
    """Recipients from the people a figure counts, else from those the words describe."""
    for figure in draft.casualties:
        if figure.value.count and figure.value.count.best == 0 and figure.value.count.high == 0:
            continue
        people = [m for m in story.people(draft.sentence) if figure.start <= m.start < figure.end]
        mention = next((m for m in story.mentions(draft.sentence) if figure.start <= m.start < figure.end and m.value.form == "name"), None)
        if mention is not None:
            _add(draft, party_of(story, draft, "recipient", mention))
        elif people:
            _add(draft, _described(story, draft, "recipient", people[0]))
        return


def _add(draft: Draft, party: Party | None) -> None:
    if party is None:
        return
    if any(known.role == party.role and (known.name == party.name or (known.entity is not None and known.entity == party.entity)) for known in draft.parties):
        return
    draft.parties.append(party)


def _attacker(story: Story, draft: Draft) -> Mark[Mention] | None:
    """Who attacked: after "by", before the verb, or the adjective of the weapon or strike."""
    by = _by(story, draft)
    if by is not None:
        return by
    line = story.lines[draft.sentence]
    heads = [mark.start for mark in draft.weapons if mark.start >= line.mark.start] + [t.start for t in draft.triggers if t.value.form == "noun"]
    ends = [mark.end for mark in draft.weapons]
    for mark in story.mentions(draft.sentence):
        if mark.value.kind not in ARMED_KINDS | {"organization", "unnamed"}:
            continue
        if (mark.value.kind == "unnamed" and mark.value.form != "name") or _is_hurt(draft, mark):
            continue
        for head in [*heads, *ends]:
            gap = line.lower[mark.end - line.mark.start : head - line.mark.start]
            if mark.end <= head and len(gap) < 45 and re.match(r"^(?:'s)?(?: (?!in\b|at\b|on\b|and\b|was\b|said\b|of\b|for\b|to\b|from\b|that\b|near\b|after\b|with\b|is\b|were\b|killed\b|hit\b|the\b|cities\b|,)[\w'-]+){0,4} ?$", gap):
                return mark
    trigger = draft.trigger.value
    for told in draft.triggers:
        if told.value.form != "noun" and not told.value.passive:
            span = told.value.subject
            subjects = [
                m for m in story.mentions(draft.sentence)
                if span and span[0] <= m.start and m.end <= span[1] and m.value.form != "demonym" and not _is_hurt(draft, m)
                and (m.value.kind in ARMED_KINDS or (m.value.kind in {"organization", "unnamed", "person"} and _is_armed(story.entity(m.value.entity))))
            ]
            if subjects and not _is_weapon_subject(story, draft, told.start):
                return subjects[-1]
    del trigger
    return None


def _is_armed(entity: Entity | None) -> bool:
    return entity is not None and entity.sector in {"MIL", "REB", "PRM", "COP", "UAF", "CRM", "SPY"}


def _is_weapon_subject(story: Story, draft: Draft, start: int) -> bool:
    """Whether a weapon, not a side, is the subject ("a drone hit")."""
    line = story.lines[draft.sentence]
    return any(m.end <= start and line.lower[m.end - line.mark.start : start - line.mark.start].strip() in {"", "also", "have", "had", "has"} for m in story.weapons(draft.sentence))


def _assault(story: Story, draft: Draft) -> None:
    attacker = _attacker(story, draft)
    own = _own_forces(story, draft) if attacker is None else None
    if attacker is not None:
        _add(draft, party_of(story, draft, "actor", attacker, armed=True))
        for mark in _beside(story, draft, attacker):
            if mark.value.form == attacker.value.form == "demonym":
                _add(draft, party_of(story, draft, "actor", mark, armed=True))
    elif own is not None:
        _add(draft, own)
    else:
        fighters = [
            m for m in story.people(draft.sentence)
            if m.value.category == "militant" and any(m.end <= t.start for t in draft.triggers) and in_anchor(draft, m.start)
            and not any(f.start <= m.start < f.end for f in draft.casualties)
        ]
        if fighters:
            party = _described(story, draft, "actor", fighters[0])
            _add(draft, Party("actor", party.name, None, "UAF", None, party.span))
    _targets(story, draft, attacker)


def _own_forces(story: Story, draft: Draft) -> Party | None:
    """The speaker's own side: "the army said its warplanes bombed", "it had launched"."""
    line = story.lines[draft.sentence]
    for told in draft.triggers:
        span = told.value.subject
        if span is None or told.value.passive or told.value.form == "noun":
            continue
        subject = line.lower[span[0] - line.mark.start : span[1] - line.mark.start]
        if not OWN.search(subject):
            continue
        for found in story.attributions(draft.sentence):
            entity = story.entity(found.value.entity)
            if entity is None or found.value.speaker is None or not any(a <= told.start < b for a, b in found.value.content):
                continue
            if _is_armed(entity) or entity.kind in {"state", "place-as-actor", "armed-group"}:
                sector = "MIL" if entity.kind in {"state", "place-as-actor"} else entity.sector
                return Party("actor", entity.name, entity.index, sector, entity.country, found.value.speaker)
    return None


def _targets(story: Story, draft: Draft, attacker: Mark[Mention] | None) -> None:
    """To whom it was done: the victims, the side attacked, or the people of the place."""
    country = draft.where.value.country if draft.where else None
    line = story.lines[draft.sentence]
    side = None
    for mark in story.mentions(draft.sentence):
        if attacker is not None and mark.value.entity == attacker.value.entity:
            continue
        if mark.value.kind in ARMED_KINDS | {"organization"} and in_anchor(draft, mark.start) and mark.start > draft.triggers[0].start:
            entity = story.entity(mark.value.entity)
            before = line.before(mark.value.full[0])
            military = _is_armed(entity)
            if military and (ON.search(before) or re.search(r"\b(?:attacked|hit|struck|ambushed|shelled|raided|on|fired on|against) (?:an? |the |its |one of )?$", before)):
                side = party_of(story, draft, "recipient", mark)
                break
            if entity and entity.kind in {"state"} and ON.search(before):
                side = Party("recipient", entity.name, entity.index, "CVL" if mark.value.form == "demonym" else "GOV", entity.country, (mark.start, mark.end))
                break
    if side is not None:
        _add(draft, side)
    sectors: set[str] = set()
    for figure in draft.casualties:
        if figure.value.count is not None and figure.value.count.high == 0:
            continue
        people = [m for m in story.people(_sentence_of(story, figure.start)) if figure.start <= m.start < figure.end]
        sector = people[0].value.sector if people else figure.value.sector
        if sector == "REB" and side is not None:
            continue
        if side is not None and sector == "CVL" and not people:
            continue
        if sector in sectors or (side is not None and side.sector == sector):
            continue
        sectors.add(sector)
        name = story.text[people[0].value.head[0] : people[0].value.head[1]] if people else "people"
        _add(draft, Party("recipient", name, None, sector, country, (figure.start, figure.end)))
    if draft.party("recipient") is None and draft.damage:
        mark = draft.damage[0]
        sector = {"military": "MIL", "government": "GOV"}.get(mark.value.object, "CVL")
        _add(draft, Party("recipient", story.text[mark.start : mark.end], None, sector, country, (mark.start, mark.end)))
    if draft.party("recipient") is None and draft.where is not None and country:
        span = (draft.where.start, draft.where.end)
        _add(draft, Party("recipient", draft.where.value.name, None, "GOV" if draft.where.value.precision == "country" else "CVL", country, span))


def _sentence_of(story: Story, offset: int) -> int:
    for line in reversed(story.lines):
        if line.mark.start <= offset:
            return line.index
    return 0


def _clash(story: Story, draft: Draft) -> None:
    """Both sides of a clash are actors."""
    found = [
        m for m in story.mentions(draft.sentence)
        if in_anchor(draft, m.start) and (m.value.kind in ARMED_KINDS or _is_armed(story.entity(m.value.entity)))
    ]
    for mark in found[:3]:
        _add(draft, party_of(story, draft, "actor", mark, armed=True))
    if not found:
        _assault(story, draft)
    else:
        for figure in draft.casualties[:1]:
            country = draft.where.value.country if draft.where else None
            if figure.value.sector == "CVL":
                _add(draft, Party("recipient", "people", None, "CVL", country, (figure.start, figure.end)))


def _intercept(story: Story, draft: Draft) -> None:
    line = story.lines[draft.sentence]
    actor = _actor_of_act(story, draft)
    if actor is not None and actor.value.form == "demonym":
        actor = None
    if actor is not None:
        _add(draft, party_of(story, draft, "actor", actor, armed=True))
    else:
        for found in story.attributions(draft.sentence):
            entity = story.entity(found.value.entity)
            if entity is not None and entity.sector == "MIL" and found.value.speaker:
                _add(draft, Party("actor", entity.name, entity.index, "MIL", entity.country, found.value.speaker))
                break
    for mark in story.mentions(draft.sentence):
        if mark.value.form == "demonym" and mark.start > draft.trigger.start - 60 and any(0 <= weapon.end - mark.end < 40 or weapon.start <= mark.start < weapon.end for weapon in draft.weapons):  # noqa: PLR2004
            _add(draft, party_of(story, draft, "recipient", mark, armed=True))
            break
    for mark in story.mentions(draft.sentence):
        gap = line.before(mark.start)
        if mark.value.kind in ARMED_KINDS and re.search(r"(?:launched|fired|sent) by (?:the )?$", gap):
            _add(draft, party_of(story, draft, "recipient", mark, armed=True))


def _disrupt(story: Story, draft: Draft) -> None:
    country = draft.where.value.country if draft.where else None
    trigger = draft.trigger.value
    if trigger.form not in {"noun"} and not trigger.passive:
        actor = _actor_of_act(story, draft)
        if actor is not None and actor.value.kind != "person":
            _add(draft, party_of(story, draft, "actor", actor))
    for fact in draft.services:
        mark = fact.people or fact.households
        if mark is not None:
            _add(draft, Party("recipient", "residents" if fact.people else "households", None, "CVL", country, (mark.start, mark.end)))
            break


def _meeting(story: Story, draft: Draft, *, mediated: bool) -> None:
    """Those who meet, who hosts and who mediates."""
    line = story.lines[draft.sentence]
    for mark in story.mentions(draft.sentence):
        if not in_anchor(draft, mark.start) and not _is_subject(draft, mark):
            continue
        entity = story.entity(mark.value.entity)
        if entity is None or entity.outlet or (mark.value.form == "demonym" and not _delegates(line, mark)):
            continue
        role = "participant"
        around = line.before(mark.start)[-40:] + " " + line.after(mark.end)[:60]
        if MEDIATORS.search(line.after(mark.end)[:45]) or re.search(r"mediat\w+ (?:by|from) (?:the )?$", line.before(mark.value.full[0])):
            role = "mediator"
        elif re.search(r"(?:hosted by|brokered by) (?:the )?$", line.before(mark.value.full[0])):
            role = "host" if "hosted" in around else "mediator"
        if mediated and mark.start < draft.trigger.start and entity.kind == "person":
            role = "mediator"
        party = party_of(story, draft, role, mark)
        if party is not None and not (role == "participant" and entity.kind == "unnamed" and entity.anonymous):
            _add(draft, party)
    if draft.mode is None:
        draft.mode = _meeting_mode(story, line, draft)


def _delegates(line: object, mark: Mark[Mention]) -> bool:
    after = line.after(mark.end)  # type: ignore[attr-defined]
    return bool(re.match(r"(?: (?:and|,) [\w]+)* (?:delegat\w+|officials?|negotiat\w+|mediators?|envoys?|representatives?|diplomats?|leaders?|sides?|teams?|ministers?|counterparts?)\b", after))


def _is_subject(draft: Draft, mark: Mark[Mention]) -> bool:
    span = draft.trigger.value.subject
    return span is not None and span[0] <= mark.start < span[1]


def _has_people(story: Story, draft: Draft) -> bool:
    """Whether a named person, not only a side, takes part."""
    return any((entity := story.entity(party.entity)) is not None and entity.kind == "person" for party in draft.parties)


def _meeting_mode(story: Story, line: object, draft: Draft) -> str | None:
    """The PLOVER mode of a meeting."""
    text = line.lower  # type: ignore[attr-defined]
    clause = story.text[draft.anchor[0] : draft.anchor[1]].lower()
    roles = {party.role for party in draft.parties}
    if re.search(r"\b(?:by (?:tele)?phone|phone call|telephone|video (?:call|link|conference))\b", clause):
        return "phone"
    if "mediator" in roles or MEDIATORS.search(text):
        return "third-party"
    if len([party for party in draft.parties if party.role == "participant"]) > 3 or re.search(r"\b(?:multilateral|conference of|summit of|g7|g20|security council)\b", text):  # noqa: PLR2004
        return "multilateral"
    met = any(party.sector == "GOV" and party.entity is not None and party.span[1] - party.span[0] > 0 for party in draft.parties)
    moved = draft.trigger.value.form != "noun" or _has_people(story, draft)
    return "visit" if draft.where is not None and met and moved else None


def _swap(story: Story, draft: Draft) -> None:
    """Sides of an exchange or agreement; a one-sided release has actor and recipient."""
    line = story.lines[draft.sentence]
    sides = [
        m for m in story.mentions(draft.sentence)
        if in_anchor(draft, m.start) and m.value.form != "pronoun" and m.value.kind != "unnamed"
        and (m.value.form != "demonym" or _delegates(line, m))
    ]
    mutual = draft.type == "AGREE" or re.search(r"\b(?:exchang|swap|ceasefire|cease-fire|truce|hostilities|fighting)", line.lower[draft.anchor[0] - line.mark.start : draft.anchor[1] - line.mark.start])
    if mutual and len({m.value.entity for m in sides}) > 1:
        for mark in sides:
            role = "mediator" if MEDIATORS.search(line.after(mark.end)[:45]) or re.search(r"(?:brokered|mediated) by (?:the )?$", line.before(mark.value.full[0])) else "participant"
            _add(draft, party_of(story, draft, role, mark))
        return
    actor = _actor_of_act(story, draft)
    if actor is not None:
        _add(draft, party_of(story, draft, "participant" if draft.type == "AGREE" else "actor", actor))
    if draft.type == "RETREAT" and draft.mode == "release":
        _victims(story, draft)


def _defended(story: Story, draft: Draft) -> None:
    """An interception without a place took place over the defender's country."""
    actor = draft.party("actor")
    if draft.where is not None or actor is None or actor.country is None:
        return
    for marks in story.group(PLACES):
        for mark in marks:
            if mark.value.precision == "country" and mark.value.country == actor.country:
                draft.where = mark
                return


def _inherit(story: Story, drafts: list[Draft]) -> None:
    """An attack without a named side takes the side told before, when only one side attacks there."""
    sides = [draft.party("actor") for draft in drafts if draft.type == "ASSAULT" and draft.party("actor")]
    vague = _vague_attacker(story)
    for index, draft in enumerate(drafts):
        if draft.type != "ASSAULT" or draft.party("actor") or draft.trigger.value.frame == "clash":
            continue
        before = [d.party("actor") for d in drafts[:index] if d.type == "ASSAULT" and d.party("actor")]
        country = draft.where.value.country if draft.where else None
        options = [party for party in [*reversed(before), vague, *sides] if party is not None]
        options = [party for party in options if party.country != country and party.sector in {"MIL", "REB", "PRM"}]
        if draft.mode in {"aerial", "drone"} and any(party.sector == "MIL" for party in options):
            options = [party for party in options if party.sector == "MIL"]
        names = {party.name for party in options}
        near = [d.party("actor") for d in drafts[:index] if d.type == "ASSAULT" and d.paragraph == draft.paragraph]
        if (len(names) == 1 or (options and options[0] in near and not draft.own_place)) and options[0].entity is not None:
            _add(draft, options[0])


def _vague_attacker(story: Story) -> Party | None:
    """The side of "Russian attacks continued", for the items that follow."""
    for line in story.lines:
        for trigger in story.triggers(line.index):
            if not trigger.value.vague or trigger.value.type != "ASSAULT":
                continue
            for mark in story.mentions(line.index):
                gap = line.lower[mark.end - line.mark.start : trigger.start - line.mark.start]
                if mark.end <= trigger.start and mark.value.kind in ARMED_KINDS and len(gap) < 40:  # noqa: PLR2004
                    entity = story.entity(mark.value.entity)
                    if entity is not None:
                        return Party("actor", entity.name, entity.index, "MIL" if entity.kind != "armed-group" else entity.sector, entity.country, (mark.start, mark.end))
    return None


def span_text(story: Story, span: Span) -> str:
    """The words at a span."""
    return story.text[span[0] : span[1]]
