"""Where each event took effect that tells no place itself: that of the paragraph, of its order or of the dateline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sitrep.annotations.layers import PLACES, Place
from sitrep.annotations.sheet import Mark
from sitrep.codebook.signs import signs
from sitrep.grounding.coverage import country_place
from sitrep.records.drafts import Draft, Story
from sitrep.records.following import ORDERED
from sitrep.records.locating import PLACED, behind_another, is_bound_for
from sitrep.records.sameness import WAVE
from sitrep.records.sides import in_anchor

#: Types whose place, untold, is that of the dateline.
AT_DATELINE = frozenset({"COERCE", "PROTEST", "SANCTION"})
#: Ways of letting go of people, arms or ground.
LET_GO = frozenset({"release", "withdraw", "disarm"})
#: Sectors that speak for a country.
OF_STATE = frozenset({"GOV", "MIL"})
#: A place named this often is what the whole story is about.
OFTEN = 2


def take_place(story: Story, draft: Draft, drafts: list[Draft]) -> None:
    """Takes over the place of what was told before, for acts that happen somewhere, else that of the dateline."""
    for rule, found in _givers(story, draft, drafts):
        if found is not None:
            draft.where, draft.where_rule = found, rule
            return


def _givers(story: Story, draft: Draft, drafts: list[Draft]) -> Iterator[tuple[str, Mark[Place] | None]]:
    """The rules by which the event takes over a place, the surest first, each with the place it finds."""
    happened = draft.status in {"occurred", "ongoing"}
    if draft.status != "planned" and signs().places.here.search(story.text[slice(*draft.anchor)].lower()):
        yield "here", dateline_of(story)
    if signs().places.there.search(story.text[slice(*draft.anchor)].lower()):
        yield "there", _last_told(story, draft)
    if draft.type in {"ASSAULT", "INTERCEPT"} and happened and _is_wave(draft):
        yield "country", _whole_country(story, draft)
    if draft.type == "COERCE" and draft.mode in ORDERED:
        yield "ordered", _ordered_over(story, draft)
    if draft.type in PLACED and draft.status != "hypothetical" and _is_placed(story, draft):
        yield "paragraph", _of_paragraph(story, draft, drafts)
        yield from _fallback(story, draft, drafts)
    elif draft.type == "RETREAT" and draft.status == "occurred" and draft.mode in LET_GO:
        verdict = _verdict_of(draft, drafts)
        yield ("verdict", verdict.where) if verdict else ("paragraph", _scene_place(draft, drafts))
    elif draft.type == "AGREE" and draft.status == "occurred":
        yield "meeting", _meeting_place(story, draft, drafts)
    elif draft.type == "CONSULT" and draft.paragraph == 0 and happened:
        yield "dateline", dateline_of(story) if _is_here(story, draft) else None
    if draft.type in {"ASSAULT", "INTERCEPT"} and happened:
        yield "country", _whole_country(story, draft)


def _last_told(story: Story, draft: Draft) -> Mark[Place] | None:
    """The place told last before the event's words, in the same paragraph."""
    for index in range(draft.sentence, -1, -1):
        if story.lines[index].paragraph != draft.paragraph:
            return None
        found = [m for m in story.places(index) if m.value.role != "actor" and m.end <= draft.trigger.start]
        fine = [m for m in found if m.value.precision != "country"]
        if fine:
            return fine[-1]
    return None


def _is_wave(draft: Draft) -> bool:
    """Whether it counts as many munitions as are sent against a whole country."""
    return any(
        (mark.value.count.best or mark.value.count.low or 0) >= WAVE for mark in draft.weapons if mark.value.count
    )


def _ordered_over(story: Story, draft: Draft) -> Mark[Place] | None:
    """A state that bans or decrees does so over its whole land: "Jamaica declared an emergency"."""
    start, end = draft.trigger.value.subject or (0, 0)
    for mark in story.mentions(draft.sentence):
        entity = story.entity(mark.value.entity)
        if start <= mark.start < end and entity and entity.kind in {"state", "place-as-actor"} and entity.country:
            place = country_place(entity.country)
            return Mark(mark.start, mark.end, place, "places", mark.confidence) if place else None
    return None


def _verdict_of(draft: Draft, drafts: list[Draft]) -> Draft | None:
    """The verdict beside which an acquittal is told."""
    verdicts = [d for d in drafts if d.type == "SANCTION" and d.mode == "convict" and draft.mode == "release"]
    near = [d for d in verdicts if draft.paragraph - d.paragraph <= 1]
    return near[-1] if near else None


def _scene_place(draft: Draft, drafts: list[Draft]) -> Mark[Place] | None:
    """The place of what was told last before it in the same paragraph."""
    before = [
        d
        for d in drafts
        if d.anchor[0] < draft.anchor[0] and d.where and d.paragraph == draft.paragraph and d.type in PLACED
    ]
    return before[-1].where if before else None


def _meeting_place(story: Story, draft: Draft, drafts: list[Draft]) -> Mark[Place] | None:
    """What those who met agree on is agreed where they met: "They agreed to open a crossing"."""
    met = [
        d
        for d in drafts
        if d.type == "CONSULT" and d.where and d.status == "occurred" and d.paragraph == draft.paragraph
    ]
    near = [d for d in met if d.anchor[0] < draft.anchor[0] and draft.sentence - d.sentence <= 1]
    clause = story.text[slice(*draft.anchor)].lower()
    return near[-1].where if near and signs().times.goes_on.match(clause) else None


def _is_here(story: Story, draft: Draft) -> bool:
    """Whether the lead tells of a meeting in person without saying where: where the story was written."""
    clause = story.text[draft.anchor[0] : draft.anchor[1]].lower()
    elsewhere = any(
        in_anchor(draft, mark.start) and not mark.value.is_dateline for mark in story.places(draft.sentence)
    )
    return draft.mode != "phone" and not elsewhere and not signs().talks.by_phone.search(clause)


def _is_placed(story: Story, draft: Draft) -> bool:
    """A verdict has a court, and help in kind is brought somewhere; other sanctions and mere money are nowhere."""
    if draft.type == "AID":
        return not signs().places.money.search(story.text[slice(*draft.anchor)].lower())
    return draft.type != "SANCTION" or (draft.mode == "convict" and draft.status != "planned")


def _of_paragraph(story: Story, draft: Draft, drafts: list[Draft]) -> Mark[Place] | None:
    if draft.type == "SANCTION":
        return None  # the places around a verdict are those of the crime
    told = PLACED | {"CONSULT"}
    before = [d for d in drafts if d is not draft and d.where and d.sentence <= draft.sentence and d.type in told]
    here = [d for d in before if d.paragraph == draft.paragraph]
    if here:
        return here[-1].where
    for index in range(draft.sentence, -1, -1):
        if story.lines[index].paragraph != draft.paragraph:
            break
        found = [m for m in story.places(index) if _tells_scene(story, draft, m) and not _is_anothers(draft, m, drafts)]
        if found:
            return found[-1] if index < draft.sentence else found[0]
    return None


def _is_anothers(draft: Draft, mark: Mark[Place], drafts: list[Draft]) -> bool:
    """Whether a place of the same sentence stands only in the words of another act."""
    beside = [d for d in drafts if d.sentence == draft.sentence and d.type != draft.type and in_anchor(d, mark.start)]
    return bool(beside) and not in_anchor(draft, mark.start)


def _tells_scene(story: Story, draft: Draft, mark: Mark[Place]) -> bool:
    """Whether a place of the paragraph may be the event's: no dateline, nobody's name, behind no other act."""
    line = story.lines[story.sentence_at(mark.start)]
    alone = mark.value.role != "actor" and line.lower.strip(" .:\n") == story.text[mark.start : mark.end].lower()
    told = (alone or mark.value.role == "place") and not mark.value.is_dateline
    return told and not behind_another(story, draft, mark) and not is_bound_for(draft, line, mark)


def _fallback(story: Story, draft: Draft, drafts: list[Draft]) -> Iterator[tuple[str, Mark[Place] | None]]:
    if draft.type in AT_DATELINE:
        yield "dateline", dateline_of(story)
    elif draft.type == "AID":
        yield "main", _main_place(story)
    elif draft.type in {"RESPOND", "DISRUPT"}:
        before = [d for d in drafts if d is not draft and d.where and d.sentence <= draft.sentence and d.type in PLACED]
        near = before and draft.paragraph - before[-1].paragraph <= 1
        yield "before", before[-1].where if near else None


def dateline_of(story: Story) -> Mark[Place] | None:
    """The place the story is datelined from; that of the dateline itself before any in the title."""
    found = [
        mark
        for marks in story.group(PLACES)
        for mark in marks
        if mark.value.is_dateline and mark.value.precision != "country"
    ]
    lines = [story.lines[story.sentence_at(mark.start)].mark.value.kind for mark in found]
    proper = [mark for mark, kind in zip(found, lines, strict=True) if kind == "dateline"]
    return next(iter([*proper, *found]), None)


def _main_place(story: Story) -> Mark[Place] | None:
    """The district or region that the whole story is about, when one is named again and again."""
    wide = [m for m in story.sheet.marks(PLACES) if m.value.precision in {"city", "district", "region"}]
    wide = [m for m in wide if m.value.role != "actor" and not m.value.is_dateline]
    counted = Counter(mark.value.name for mark in wide)
    if not counted:
        return None
    name, times = counted.most_common(1)[0]
    return next(mark for mark in wide if mark.value.name == name) if times >= OFTEN else None


def _whole_country(story: Story, draft: Draft) -> Mark[Place] | None:
    """A wave without a place was sent against the country of those who tell of it, or are struck."""
    if not any(mark.value.count for mark in draft.weapons):
        return None
    mentions = story.mentions(draft.sentence)
    sides = [story.entity(mark.value.entity) for mark in mentions if mark.start < draft.trigger.start]
    attacker = sides[-1].country if sides and sides[-1] else None
    for mark in mentions:
        entity = story.entity(mark.value.entity)
        told_by = draft.type == "INTERCEPT" and mark.start <= draft.trigger.start
        if entity is None or entity.country is None or (entity.country == attacker and not told_by):
            continue
        if mark.value.form == "pronoun" or entity.sector not in OF_STATE:
            continue
        place = country_place(entity.country)
        if place is not None:
            return Mark(mark.start, mark.end, place, "places", 0.6)
    return None
