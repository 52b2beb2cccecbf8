"""Whose word each event is: who asserts it, through whom, and who denies it."""

from __future__ import annotations

import re

from sitrep.annotations.layers import ATTRIBUTIONS, Attribution
from sitrep.annotations.lines import Line
from sitrep.annotations.sheet import Mark
from sitrep.records.drafts import Draft, Party, Story, Voice

#: Acts of speech: the one who acts is the one who says so.
SPOKEN = {"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "CONCEDE"}
#: A claim of responsibility may come this many paragraphs after the attack.
REACH = 3
TOLD_OF = re.compile(r"\b(?:the|that|this|those) (?:[\w-]+ )?(?:attack|strike|airstrike|blast|explosion|bombing|raid|shelling|assault|bodies|dead|victims|wounded|attackers|gunmen)\b")
DENIABLE = re.compile(r"\b(?:attack|strike|airstrike|raid|bombing|shelling|involvement|responsib|carried out|fired|targeted|shelled|bombed|killed|struck|hit|behind|report|allegation|accusation|charge|claim|abduct|role|violat)")


def vouch(story: Story, drafts: list[Draft]) -> None:
    """Gives each event its sources, and each denial to the event it denies."""
    for draft in drafts:
        for found in _covering(story, draft):
            _add(draft, _voice(story, found.value, draft))
        if not draft.voices:
            draft.voices.append(_own_voice(story, draft))
    _claim(story, drafts)
    _deny(story, drafts)


def _covering(story: Story, draft: Draft) -> list[Mark[Attribution]]:
    """Statements whose content holds the trigger, or figures told by it."""
    spans = [draft.trigger.start]
    found = [m for m in story.attributions(draft.sentence) if any(a <= at < b for at in spans for a, b in m.value.content)]
    for figure in draft.casualties:
        for mark in story.sheet.marks(ATTRIBUTIONS):
            if mark not in found and any(a <= figure.start < b for a, b in mark.value.content):
                found.append(mark)
    if draft.type in SPOKEN:
        found = [m for m in found if m.value.cue is None or not (m.value.cue[0] <= draft.trigger.start < m.value.cue[1])]
    return found


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
    if draft.type in SPOKEN and actor is not None:
        certainty = "wanted" if draft.type == "REQUEST" else "asserted"
        via: tuple[str, ...] = ()
        for found in story.attributions(draft.sentence):
            if found.value.entity is not None and found.value.entity == actor.entity:
                via = found.value.via_names
        return Voice(actor.name, actor.entity, via, certainty, actor.span)
    return Voice(None, None, (), "asserted", None)


def _add(draft: Draft, voice: Voice) -> None:
    for index, known in enumerate(draft.voices):
        if known.speaker == voice.speaker and known.entity == voice.entity:
            if not known.via and voice.via:
                draft.voices[index] = voice
            return
    draft.voices.append(voice)


def _claim(story: Story, drafts: list[Draft]) -> None:
    """Who claims an attack did it; who tells of it in the same paragraph vouches for it too."""
    for mark in story.sheet.marks(ATTRIBUTIONS):
        told = mark.value
        entity = story.entity(told.entity)
        if entity is None or told.certainty == "denied" or not told.content:
            continue
        said = " ".join(story.text[a:b] for a, b in told.content).lower()
        line = _line_of(story, mark.start)
        cue = story.text[slice(*told.cue)].lower() if told.cue else ""
        claims = "responsib" in said[:40] and cue.startswith("claim")
        if not claims and not (TOLD_OF.search(said) and not any(d.sentence == line.index for d in drafts)):
            continue
        attacks = [d for d in drafts if d.type == "ASSAULT" and d.sentence <= line.index and line.paragraph - d.paragraph <= (REACH if claims else 0)]
        if not attacks:
            continue
        target = attacks[-1]
        _add(target, _voice(story, told, target))
        if claims and entity.sector != "GOV":
            target.parties = [p for p in target.parties if p.role != "actor" or p.entity is not None and p.sector != "UAF"]
            if target.party("actor") is None and told.speaker is not None:
                target.parties.insert(0, Party("actor", entity.name, entity.index, entity.sector, entity.country, told.speaker))


def _deny(story: Story, drafts: list[Draft]) -> None:
    """A denial stands beside the assertion; who is accused and denies it is disputed."""
    for mark in story.sheet.marks(ATTRIBUTIONS):
        if mark.value.certainty != "denied" or mark.value.entity is None:
            continue
        line = _line_of(story, mark.start)
        said = " ".join(story.text[a:b] for a, b in mark.value.content).lower()
        target = _denied(story, drafts, line, said)
        if target is None:
            continue
        voice = _voice(story, mark.value)
        if any(known.entity == voice.entity for known in target.voices):
            continue
        target.voices.append(voice)
        _dispute(story, target, voice)


def _line_of(story: Story, offset: int) -> Line:
    for line in reversed(story.lines):
        if line.mark.start <= offset:
            return line
    return story.lines[0]


def _denied(story: Story, drafts: list[Draft], line: Line, said: str) -> Draft | None:
    """The attack a denial speaks of: told in the sentence before it or earlier in the story."""
    if not DENIABLE.search(said):
        return None
    attacks = [d for d in drafts if d.type == "ASSAULT" and not d.background and d.sentence <= line.index and not d.absorbed]
    near = [d for d in attacks if line.index - d.sentence <= 3]  # noqa: PLR2004
    if near:
        return near[-1]
    return attacks[0] if attacks and len({d.sentence for d in attacks}) == 1 else None


def _dispute(story: Story, draft: Draft, voice: Voice) -> None:
    denier = story.entity(voice.entity)
    if denier is None:
        return
    for index, party in enumerate(draft.parties):
        same_side = party.country is not None and party.country == denier.country and denier.sector in {"GOV", "MIL", "COP", "REB"}
        if party.role == "actor" and (party.entity == denier.index or same_side):
            draft.parties[index] = Party(party.role, party.name, party.entity, party.sector, party.country, party.span, disputed=True)
