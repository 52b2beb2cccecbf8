"""Who attacked whom: the sides of strikes, clashes and interceptions."""

from __future__ import annotations

from dataclasses import replace

from sitrep.annotations.layers import ENTITIES, PLACES, Mention, Trigger
from sitrep.annotations.sheet import Mark
from sitrep.codebook.signs import signs
from sitrep.grounding.coverage import country_place
from sitrep.records.bodies import body_of, forces_behind, home_of, stranger_of
from sitrep.records.drafts import Draft, Party, Story
from sitrep.records.sides import (
    ARMED_SECTORS,
    FIGHTING_KINDS,
    add,
    adjectival,
    agent,
    beside,
    between,
    described,
    doer,
    floor_of,
    in_anchor,
    is_armed,
    is_hurt,
    party_of,
    side_of,
    subjects,
    telling,
)
from sitrep.records.targets import name_targets

#: How far a side may stand before the weapon or blow it qualifies, in characters.
ADJECTIVE_REACH = 45
#: How far before the end of its words "came under" stands.
UNDER_REACH = 22
#: A clash has at most this many sides.
SIDES = 3
#: Only armies fly.
FLOWN = frozenset({"aerial"})
#: Blows that come over a front, not from within.
FROM_AFAR = frozenset({"aerial", "drone", "heavy-weapons", None})
#: A country known only from the side that defends it is this sure.
UNSURE = 0.6
AT_WAR = frozenset({"MIL", "REB", "PRM"})


def cast_attack(story: Story, draft: Draft) -> None:
    """Gives an attack its attacker and those it was aimed at; a fight has only sides."""
    if _is_fight(story, draft) and _fighters(story, draft):
        return
    if _came_under(story, draft):
        return
    own = _own_forces(story, draft) if agent(story, draft) is None else None
    attacker = None if own is not None or _is_foiled(story, draft) else _attacker(story, draft)
    if attacker is not None:
        add(draft, party_of(story, "actor", attacker, armed=True))
        for mark in beside(story, draft, attacker):
            if mark.value.form == attacker.value.form and is_side(story, mark):
                add(draft, party_of(story, "actor", mark, armed=True))
        _ally(story, draft, attacker)
    elif own is not None:
        add(draft, own)
    else:
        _unnamed_attackers(story, draft)
    name_targets(story, draft, attacker)


def _ally(story: Story, draft: Draft, attacker: Mark[Mention]) -> None:
    """The state whose adjective is joined to the attacker's: "American and British warplanes"."""
    line = story.lines[draft.sentence]
    for mark in story.mentions(draft.sentence):
        joined = between(line, mark.end, attacker.value.full[0]) == " and "
        if mark.value.form == "demonym" and joined and mark.end <= attacker.value.full[0]:
            add(draft, party_of(story, "actor", mark, armed=True))


def is_side(story: Story, mark: Mark[Mention]) -> bool:
    """Whether the mention is of a state or of people under arms."""
    return mark.value.kind in FIGHTING_KINDS or is_armed(story.entity(mark.value.entity))


def _came_under(story: Story, draft: Draft) -> bool:
    """Whether the subject is the one attacked: "the convoy came under fire"; then it is the recipient."""
    told = next((t for t in draft.triggers if _is_under(story, t)), None)
    if told is None:
        return False
    for mark in subjects(story, draft, told)[:1]:
        add(draft, party_of(story, "recipient", mark))
    if agent(story, draft) is None and _sender(story, draft) is None:
        name_targets(story, draft, None)
        return True
    return False


def _is_under(story: Story, told: Mark[Trigger]) -> bool:
    line = story.lines[told.value.sentence]
    return signs().sides.under_attack.search(line.before(told.end)[-UNDER_REACH:]) is not None


def _is_foiled(story: Story, draft: Draft) -> bool:
    """Whether the words tell only of those who stopped it: "sappers defused"."""
    words = (story.text[t.start : t.end].lower() for t in draft.triggers)
    return draft.status == "attempted" and all(signs().sides.foiling.search(word) for word in words)


def _is_fight(story: Story, draft: Draft) -> bool:
    """Whether the words tell of fighting between sides rather than of a blow."""
    if draft.trigger.value.frame == "clash":
        return True
    return _fight_words(story, draft) is not None


def _fight_words(story: Story, draft: Draft) -> int | None:
    """Where "fighting between …" begins, when the sentence tells the event so."""
    line = story.lines[draft.sentence]
    told = line.before(draft.anchor[1])
    found = signs().sides.gunfight.search(told)
    if found is None or " between " not in told[found.start() :]:
        return None
    return line.mark.start + found.start()


def _fighters(story: Story, draft: Draft) -> bool:
    """Both sides of a clash are actors; false where none is named."""
    start = _fight_words(story, draft)
    start = draft.anchor[0] if start is None else min(start, draft.anchor[0])
    found = [m for m in story.mentions(draft.sentence) if start <= m.start < draft.anchor[1] and is_side(story, m)]
    found = [m for m in found if not is_hurt(draft, m) and m.value.kind != "person"]
    for mark in found[:SIDES]:
        add(draft, party_of(story, "actor", mark, armed=True))
    if not draft.parties:
        return False
    country = draft.where.value.country if draft.where else None
    hurt = next((f for f in draft.casualties if f.value.sector == "CVL"), None)
    if hurt is not None:
        add(draft, Party("recipient", "people", None, "CVL", country, (hurt.start, hurt.end)))
    return True


def _attacker(story: Story, draft: Draft) -> Mark[Mention] | None:
    """Who attacked: after "by", as adjective of the weapon or strike, or before the verb."""
    by = agent(story, draft)
    if by is not None:
        return by
    if draft.triggers[0].value.form == "noun":
        return _qualifier(story, draft) or _armed_subject(story, draft) or _sender(story, draft)
    return _armed_subject(story, draft) or _qualifier(story, draft) or _sender(story, draft)


def _qualifier(story: Story, draft: Draft) -> Mark[Mention] | None:
    """The side whose adjective or possessive stands before the weapon or the blow: "Israeli airstrike"."""
    line = story.lines[draft.sentence]
    here = [mark for mark in draft.weapons if line.mark.start <= mark.start < line.mark.end]
    blows = [t for t in draft.triggers if t.value.form == "noun" and t.value.sentence == draft.sentence]
    ends = [mark.start for mark in here] + [mark.start for mark in blows] + [mark.end for mark in here]
    for mark in story.mentions(draft.sentence):
        if mark.value.kind == "person" or is_hurt(draft, mark) or not _may_qualify(mark):
            continue
        for end in ends:
            gap = between(line, mark.end, end)
            qualifies = signs().sides.adjective_gap.match(gap) or signs().sides.answered_gap.match(gap)
            if mark.end <= end and len(gap) < ADJECTIVE_REACH and qualifies:
                return mark
    return None


def _may_qualify(mark: Mark[Mention]) -> bool:
    return mark.value.kind != "unnamed" or mark.value.form == "name"


def _sender(story: Story, draft: Draft) -> Mark[Mention] | None:
    """The side whose weapons they were: "rockets fired from", "drones launched by"."""
    line = story.lines[draft.sentence]
    for mark in story.mentions(draft.sentence):
        if is_side(story, mark) and signs().sides.launched_by.search(line.before(mark.value.full[0])):
            return mark
    return None


def _armed_subject(story: Story, draft: Draft) -> Mark[Mention] | None:
    for told in draft.triggers:
        if told.value.form == "noun" or told.value.passive or _is_weapon_subject(story, draft, told):
            continue
        named = [m for m in subjects(story, draft, told) if is_side(story, m)]
        if named:
            return named[0]
        floor = floor_of(story, draft, told.start)
        span = told.value.subject
        loose = adjectival(story, draft, max(span[0], floor), span[1]) if span else None
        if loose is not None and is_side(story, loose):
            return loose
    return None


def _is_weapon_subject(story: Story, draft: Draft, told: Mark[Trigger]) -> bool:
    """Whether a weapon, not a side, is the subject ("a drone hit")."""
    line = story.lines[draft.sentence]
    idle = {"", "also", "have", "had", "has", "later", "then"}
    return any(
        mark.end <= told.start and between(line, mark.end, told.start).strip() in idle
        for mark in story.weapons(draft.sentence)
    )


def _own_forces(story: Story, draft: Draft) -> Party | None:
    """The speaker's own side: "the army said its warplanes bombed", "it had launched"."""
    for told in draft.triggers:
        if told.value.passive or told.value.form == "noun" or told.value.sentence != draft.sentence:
            continue
        found = telling(story, draft.sentence, told.start)
        entity = story.entity(found.value.entity) if found else None
        if found is None or entity is None or found.value.speaker is None:
            continue
        start = max(a for a, b in found.value.content if a <= told.start < b)
        line = story.lines[draft.sentence]
        start = max(start, line.mark.start, told.value.clause[0])
        before = between(line, start, told.start)
        if signs().sides.own.search(before) and (is_armed(entity) or entity.kind in FIGHTING_KINDS):
            return side_of("actor", entity, found.value.speaker, armed=True)
    return None


def _unnamed_attackers(story: Story, draft: Draft) -> None:
    """Attackers known only as "gunmen" or "masked men"."""
    first = draft.triggers[0].start
    passive = draft.trigger.value.passive
    for mark in story.people(draft.sentence):
        if mark.value.category != "militant" or not in_anchor(draft, mark.start):
            continue
        hurt = any(figure.start <= mark.start < figure.end for figure in draft.casualties)
        if hurt or (mark.start > first and not passive):
            continue
        party = described(story, draft, "actor", mark)
        add(draft, Party("actor", party.name, None, "UAF", party.country, party.span))
        return
    if _is_foiled(story, draft):
        return
    silent = passive or draft.trigger.value.form == "noun"
    if not silent and (stranger := stranger_of(story, draft)) is not None:
        add(draft, stranger)
        return
    body = forces_behind(story, draft) if silent else body_of(story, draft)
    if body is not None and body.sector in ARMED_SECTORS:
        add(draft, body)


def cast_interception(story: Story, draft: Draft) -> None:
    """Who brought munitions down, and whose they were."""
    own = _own_forces(story, draft)
    actor = doer(story, draft) if own is None else None
    add(draft, own)
    if actor is not None and (actor.value.kind == "person" or not is_side(story, actor)):
        actor = None
    if actor is not None:
        add(draft, party_of(story, "actor", actor, armed=True))
    elif own is None:
        _defenders(story, draft)
    line = story.lines[draft.sentence]
    for mark in story.mentions(draft.sentence):
        launched = is_side(story, mark) and signs().sides.launched_by.search(line.before(mark.value.full[0]))
        near = any(0 <= weapon.end - mark.end < ADJECTIVE_REACH for weapon in draft.weapons)
        if launched or (mark.value.form == "demonym" and near and in_anchor(draft, mark.start)):
            add(draft, party_of(story, "recipient", mark, armed=True))


def _defenders(story: Story, draft: Draft) -> None:
    """The forces that tell of it, else the forces of the one who tells."""
    for found in story.attributions(draft.sentence):
        entity = story.entity(found.value.entity)
        if entity is None or found.value.speaker is None or entity.outlet or entity.kind == "person":
            continue
        if entity.sector in {"MIL", "GOV", "REB"} and entity.country:
            party = side_of("actor", entity, found.value.speaker, armed=True)
            sector = "MIL" if entity.sector == "GOV" else entity.sector
            add(draft, Party("actor", party.name, party.entity, sector, party.country, party.span))
            return


def place_over_defender(story: Story, draft: Draft) -> None:
    """An interception without a place took place over the defender's country."""
    actor = draft.party("actor")
    if draft.where is not None or actor is None or actor.country is None or draft.type not in {"INTERCEPT", "MOBILIZE"}:
        return
    for mark in story.sheet.marks(PLACES):
        if mark.value.precision == "country" and mark.value.country == actor.country:
            draft.where, draft.where_rule = mark, "actor"
            return
    home = country_place(actor.country) if actor.is_state else None
    if home is not None:
        draft.where = Mark(actor.span[0], actor.span[1], home, "places", UNSURE)
        draft.where_rule = "actor"


def inherit(story: Story, drafts: list[Draft]) -> None:
    """An attack without a named side takes the side that attacks this country, when only one does."""
    war = _War(story, drafts)
    for draft in drafts:
        if draft.type == "ASSAULT" and draft.trigger.value.frame != "clash":
            _take_attacker(draft, war)
        if draft.type == "INTERCEPT" and draft.party("recipient") is None:
            own = draft.party("actor")
            where = draft.where.value.country if draft.where else None
            found = war.attacker_of((own.country if own else None) or where)
            add(draft, replace(found, role="recipient") if found else None)


def _take_attacker(draft: Draft, war: _War) -> None:
    """Gives an attack nobody is named for, or only "soldiers", to the side that attacks this country."""
    actor = draft.party("actor")
    country = draft.where.value.country if draft.where else None
    loose = actor is not None and actor.sector == "MIL" and actor.entity not in war.named and actor.country != country
    if (actor is not None and not loose) or draft.status == "attempted":
        return
    found = None
    if _may_come_over(draft, war, country):
        found = war.attacker_of(country, flown=draft.mode in FLOWN or loose)
    if found is None and draft.mode in FROM_AFAR:
        found = war.enemy_of(country or home_of(war.story, draft))
    if found is None:
        return
    draft.parties = [party for party in draft.parties if party is not actor]
    draft.parties.insert(0, replace(found, role="actor"))


def _may_come_over(draft: Draft, war: _War, country: str | None) -> bool:
    """Whether an attack may be by whoever attacks this country from outside.

    Where two states are at war it may; elsewhere only what is news, came from afar and could not be rebels' own work:
    a truck bomb in a capital is not by the air force that bombs its rebels.
    """
    if country in signs().fronts:
        return True
    return not draft.background and (draft.mode in FLOWN or (draft.mode in FROM_AFAR and not war.has_rebels))


class _War:
    """Who attacks which country, as the story tells it."""

    def __init__(self, story: Story, drafts: list[Draft]) -> None:
        self.story = story
        self.pairs: list[tuple[Party, str]] = []
        self.named = {mark.value.index for mark in story.sheet.marks(ENTITIES) if mark.value.kind != "unnamed"}
        for draft in drafts:
            attacker = draft.party("actor" if draft.type == "ASSAULT" else "recipient")
            own = draft.party("actor")
            country = draft.where.value.country if draft.where else None
            if draft.type == "INTERCEPT" and own is not None:
                country = own.country
            one_sided = draft.type == "INTERCEPT" or sum(party.role == "actor" for party in draft.parties) == 1
            if one_sided and draft.type in {"ASSAULT", "INTERCEPT"} and attacker and country and not draft.background:
                self._take(attacker, country)
        self.general = _attacker_in_general(story)
        named = [(mark.value, (mark.start, mark.end)) for mark in story.sheet.marks(ENTITIES)]
        self.states = {e.country: (e, span) for e, span in named if e.kind == "state" and e.country}
        self.has_rebels = any(e.sector in {"REB", "UAF"} and e.kind != "unnamed" for e, _ in named)

    def _take(self, attacker: Party, country: str) -> None:
        known = attacker.entity in self.named and attacker.country is not None and not attacker.disputed
        if known and attacker.country != country and attacker.sector in AT_WAR:
            self.pairs.append((attacker, country))

    def attacker_of(self, country: str | None, *, flown: bool = False) -> Party | None:
        """The one side that attacks this country from outside; in a war of two states each attacks the other."""
        if country is None:
            return None
        found = [party for party, struck in self.pairs if struck == country]
        if self.general is not None and self.general.country != country:
            found.append(self.general)
        if flown:
            found = [party for party in found if party.sector == "MIL"]
        if found:
            return found[0] if len({party.country for party in found}) == 1 else None
        return self._answering(country)

    def enemy_of(self, country: str | None) -> Party | None:
        """The state that wages the known war on this country, when the story names it."""
        if any(struck == country for _, struck in self.pairs):
            return None  # the story itself names who attacks it, and more than one does
        enemy = self.states.get(signs().fronts.get(country or "", ""))
        return side_of("actor", *enemy, armed=True) if enemy else None

    def _answering(self, country: str) -> Party | None:
        struck = {(party.country, by) for party, by in self.pairs if party.country == country and party.is_state}
        if len(struck) != 1:
            return None
        found = self.states.get(next(iter(struck))[1])
        return side_of("actor", *found, armed=True) if found else None


def _attacker_in_general(story: Story) -> Party | None:
    """The side of "Russian attacks continued", for the items that follow."""
    for line in story.lines:
        for trigger in story.triggers(line.index):
            if not trigger.value.vague or trigger.value.type != "ASSAULT":
                continue
            for mark in story.mentions(line.index):
                gap = between(line, mark.end, trigger.start)
                entity = story.entity(mark.value.entity)
                near = mark.end <= trigger.start and len(gap) < ADJECTIVE_REACH
                if near and entity is not None and mark.value.kind in FIGHTING_KINDS:
                    return side_of("actor", entity, (mark.start, mark.end), armed=True)
    return None
