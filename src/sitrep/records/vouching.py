"""Whose word each event is: who asserts it, through whom, and who claims or denies it."""

from __future__ import annotations

from dataclasses import replace

from sitrep.annotations.layers import ATTRIBUTIONS, Attribution
from sitrep.annotations.lines import Line
from sitrep.annotations.sheet import Mark
from sitrep.codebook.signs import signs
from sitrep.records.drafts import Draft, Party, Story, Voice
from sitrep.records.sides import FIGHTING_KINDS, is_armed, side_of

#: Acts of speech: the one who acts is the one who says so.
SPOKEN = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "CONCEDE"})
#: What is done is a fact, where a promise is a word given.
DONE = frozenset({"occurred", "ongoing"})
#: What can be claimed or denied by someone else.
CONTESTED = frozenset({"ASSAULT", "COERCE"})
#: A claim of responsibility may come this many paragraphs after the attack; who tells of "the attack", fewer.
REACH = 3
TOLD_REACH = 1
LEAD_REACH = 2
#: The attacker's own account may come this many paragraphs after the attack.
ACCOUNT_REACH = 3
#: Who only wants or intends something vouches for nothing.
VOUCHING = frozenset({"asserted", "hedged"})
#: "Claims" and "responsibility" stand near each other.
CLAIM_WORDS = 40
#: Sectors that answer for their country.
OFFICIAL = frozenset({"GOV", "MIL", "COP", "REB"})


def vouch(story: Story, drafts: list[Draft]) -> None:
    """Gives each event its sources, and each claim and denial to the event it is about."""
    for draft in drafts:
        for found in _covering(story, draft):
            _add(draft, _voice(story, found.value, draft))
        if not draft.voices:
            draft.voices.append(_own_voice(story, draft))
    for mark in story.sheet.marks(ATTRIBUTIONS):
        if mark.value.entity is None or not mark.value.content:
            continue
        if mark.value.certainty == "denied":
            _deny(story, drafts, mark)
        elif not _claim(story, drafts, mark):
            _tell(story, drafts, mark)


def _covering(story: Story, draft: Draft) -> list[Mark[Attribution]]:
    """Statements whose content holds the trigger, or figures told of it."""
    at = draft.trigger.start
    found = [m for m in story.attributions(draft.sentence) if _holds(m, at)]
    for figure in draft.casualties:
        told = story.attributions(story.sentence_at(figure.start))
        found.extend(mark for mark in told if mark not in found and _holds(mark, figure.start))
    if draft.type in SPOKEN:
        found = [m for m in found if m.value.cue is None or not m.value.cue[0] <= at < m.value.cue[1]]
    return found


def _holds(mark: Mark[Attribution], offset: int) -> bool:
    return any(start <= offset < end for start, end in mark.value.content)


def _voice(story: Story, told: Attribution, draft: Draft | None = None) -> Voice:
    entity = story.entity(told.entity)
    name = entity.name if entity else (story.text[slice(*told.speaker)] if told.speaker else None)
    certainty = told.certainty
    if draft is not None and draft.status == "planned" and certainty == "asserted":
        certainty = "intended"
    return Voice(name, told.entity, told.via_names, certainty, told.speaker or told.cue)


def _own_voice(story: Story, draft: Draft) -> Voice:
    """The actor of a speech act vouches for it; otherwise the paper itself does."""
    actor = draft.party("actor")
    done = draft.mode == "investigate" or (draft.type == "CONCEDE" and draft.status in DONE)
    if draft.type not in SPOKEN or actor is None or done:
        return Voice(None, None, (), "asserted", None)
    via: tuple[str, ...] = ()
    for found in story.attributions(draft.sentence):
        if found.value.entity is not None and found.value.entity == actor.entity:
            via = found.value.via_names
    return Voice(actor.name, actor.entity, via, "wanted" if draft.type == "REQUEST" else "asserted", actor.span)


def _add(draft: Draft, voice: Voice) -> None:
    for index, known in enumerate(draft.voices):
        if known.speaker == voice.speaker and known.entity == voice.entity:
            if not known.via and voice.via:
                draft.voices[index] = voice
            return
    draft.voices.append(voice)


def _line_of(story: Story, mark: Mark[Attribution]) -> Line:
    return story.lines[story.sentence_at(mark.start)]


def _said(story: Story, told: Attribution) -> str:
    return " ".join(story.text[a:b] for a, b in told.content).lower()


def _claim(story: Story, drafts: list[Draft], mark: Mark[Attribution]) -> bool:
    """Whether someone claims an attack; then they did it, and vouch for it."""
    told, line = mark.value, _line_of(story, mark)
    cue = story.text[slice(*told.cue)].lower() if told.cue else ""
    said = _said(story, told)
    named = signs().voices.claiming.search(cue) and signs().voices.responsibility.search(said[:CLAIM_WORDS])
    own = signs().sides.own_words.match(said) and signs().merging.claims.search(said[:CLAIM_WORDS])
    untold = own and not any(draft.sentence == line.index for draft in drafts)
    target = _latest(drafts, line, REACH) if named or untold else None
    if target is None:
        return False
    _add(target, _voice(story, told, target))
    entity = story.entity(told.entity)
    if entity is not None and entity.sector != "GOV" and told.speaker is not None:
        target.parties = [p for p in target.parties if p.role != "actor" or _is_known(story, p)]
        if target.party("actor") is None:
            target.parties.insert(0, side_of("actor", entity, told.speaker))
    return True


def _is_known(story: Story, party: Party) -> bool:
    """Whether the attacker is a side already, and not just "gunmen"."""
    entity = story.entity(party.entity)
    return entity is not None and entity.kind != "unnamed" and party.sector != "UAF"


def _latest(drafts: list[Draft], line: Line, reach: int) -> Draft | None:
    """The attack told last before this sentence, no more paragraphs away than this."""
    attacks = [
        draft
        for draft in drafts
        if draft.type == "ASSAULT"
        and not draft.background
        and draft.sentence <= line.index
        and line.paragraph - draft.paragraph <= reach
    ]
    return attacks[-1] if attacks else None


def _tell(story: Story, drafts: list[Draft], mark: Mark[Attribution]) -> None:
    """Who tells of the attack, its victims or its weapons without telling a new event vouches for it too."""
    line = _line_of(story, mark)
    if mark.value.certainty not in VOUCHING or any(draft.sentence == line.index for draft in drafts):
        return
    target = _told_of(story, drafts, mark, line)
    if target is not None:
        _add(target, _voice(story, mark.value, target))


def _told_of(story: Story, drafts: list[Draft], mark: Mark[Attribution], line: Line) -> Draft | None:
    """The attack a statement tells more of: by its words, its people and weapons, its attacker, or its paragraph."""
    starts = [m.start for m in story.casualties(line.index)] + [m.start for m in story.weapons(line.index)]
    held = any(_holds(mark, at) for at in starts)
    said = _said(story, mark.value)
    if signs().voices.told_of.search(said):
        return _latest(drafts, line, TOLD_REACH)
    before = _latest(drafts, line, ACCOUNT_REACH)
    if before is None:
        return None
    near, silent = line.paragraph - before.paragraph, all(voice.speaker is None for voice in before.voices)
    if _is_by(story, before, mark.value) and signs().voices.own_account.search(said):
        return before
    if held:
        return before if near == 0 or (silent and near <= LEAD_REACH) else None
    next_told = near == 0 and line.index - before.sentence == 1 and mark.value.kind != "direct"
    return before if silent and next_told else None


def _is_by(story: Story, draft: Draft, told: Attribution) -> bool:
    """Whether the attacker, or the forces of its state, say so."""
    actor, entity = draft.party("actor"), story.entity(told.entity)
    if actor is None or entity is None:
        return False
    same_state = actor.country is not None and actor.country == entity.country
    return actor.entity == entity.index or (same_state and entity.sector in OFFICIAL and actor.sector in OFFICIAL)


def _deny(story: Story, drafts: list[Draft], mark: Mark[Attribution]) -> None:
    """A denial stands beside the assertion; who is accused and denies it is disputed."""
    line = _line_of(story, mark)
    target = _denied(story, drafts, line, _said(story, mark.value))
    if target is None:
        return
    voice = _voice(story, mark.value)
    if any(known.entity == voice.entity for known in target.voices):
        return
    target.voices.append(voice)
    _dispute(story, drafts, target, mark.value)


def _denied(story: Story, drafts: list[Draft], line: Line, said: str) -> Draft | None:
    """The act a denial speaks of: told in the sentences before it, else the story's only attack."""
    words = signs().voices
    if not words.deniable.search(said) and not words.that.match(said):
        return None
    acts = [d for d in drafts if d.type in CONTESTED and not d.background and d.sentence <= line.index]
    near = [d for d in acts if line.index - d.sentence <= REACH]
    if near:
        here = [d for d in near if d.paragraph == line.paragraph]
        if not here and (words.charged.search(said) or words.that.match(said)):
            return None
        return (here or near)[-1]
    attacks = [d for d in acts if d.type == "ASSAULT"]
    return attacks[0] if attacks and len({d.sentence for d in attacks}) == 1 else None


def _dispute(story: Story, drafts: list[Draft], draft: Draft, told: Attribution) -> None:
    """Marks the accused side as disputed; without one the denier is the accused."""
    denier = story.entity(told.entity)
    if denier is None:
        return
    for index, party in enumerate(draft.parties):
        same_side = party.country is not None and party.country == denier.country and denier.sector in OFFICIAL
        if party.role == "actor" and (party.entity == denier.index or same_side):
            draft.parties[index] = replace(party, disputed=True)
    actor = draft.party("actor")
    if draft.type != "ASSAULT" or (actor is not None and actor.entity is not None):
        return
    accused = _accused(drafts, draft)
    if accused is None and told.speaker is not None and (is_armed(denier) or denier.kind in FIGHTING_KINDS):
        accused = side_of("actor", denier, told.speaker, armed=True)
    if accused is not None:
        draft.parties = [party for party in draft.parties if party.role != "actor"]
        draft.parties.insert(0, replace(accused, role="actor", disputed=True))


def _accused(drafts: list[Draft], draft: Draft) -> Party | None:
    """Whom someone accuses soon after the attack."""
    for other in drafts:
        near = other.type == "ACCUSE" and 0 <= other.paragraph - draft.paragraph <= REACH
        party = other.party("recipient") if near else None
        if party is not None and party.entity is not None:
            return replace(party, sector="MIL" if party.is_state else party.sector)
    return None
