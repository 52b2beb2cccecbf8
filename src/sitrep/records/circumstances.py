"""When and where: the day and place of each event, its own or taken over from what was told before."""

from __future__ import annotations

import re
from datetime import date

from sitrep.annotations.layers import PLACES, Place, TimeExpression
from sitrep.annotations.lines import Line
from sitrep.annotations.sheet import Mark
from sitrep.grounding.coverage import country_place
from sitrep.records.drafts import Draft, Story

#: Types that take over the lead's time and the last place when they have none of their own.
INHERITING = {"ASSAULT", "INTERCEPT"}
#: Types of one day's disorder: an arrest belongs to the day of the protest or verdict.
HELD = {"PROTEST", "COERCE", "SANCTION", "ASSAULT", "RESPOND"}
#: Types whose place may come from the sentences before.
PLACED = {"ASSAULT", "DISRUPT", "RESPOND", "COERCE", "PROTEST", "AID", "SANCTION"}
#: Types that take effect nowhere unless the clause itself names a place.
PLACELESS = {"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "AGREE", "CONCEDE"}
#: Types that are dated only by a time in their own clause.
#: Acts of speech and protest: the time of saying is the time of the act.
SAID_DATED = {"PROTEST", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "CONCEDE"}
CLAUSE_DATED = {"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "AGREE", "CONCEDE", "SANCTION"}


def settle(story: Story, drafts: list[Draft]) -> None:
    """Gives each event its day and place."""
    for draft in drafts:
        _own_time(story, draft)
        _own_place(story, draft)
    for draft in drafts:
        if draft.when is None and not draft.own_time:
            _take_time(story, draft, drafts)
        if draft.where is None:
            _take_place(story, draft, drafts)
        if draft.where is None and draft.type in {"ASSAULT", "INTERCEPT"} and draft.status in {"occurred", "ongoing"}:
            draft.where = _whole_country(story, draft)


def in_clause(draft: Draft, start: int) -> bool:
    """Whether an offset lies in the draft's own words."""
    return draft.anchor[0] <= start < draft.anchor[1]


def _own_time(story: Story, draft: Draft) -> None:
    times = story.times(draft.sentence, said=draft.type in SAID_DATED)
    points = [mark for mark in times if mark.value.kind == "point" and (mark.value.start or mark.value.end)]
    draft.duration = next((m for m in times if m.value.kind == "duration" and in_clause(draft, m.start) and _is_lasting(story, draft, m)), None)
    own = [mark for mark in points if in_clause(draft, mark.start)]
    pool = own if draft.type in CLAUSE_DATED or _shares(story, draft) else own or points
    pool = [mark for mark in pool if _fits(story, draft, mark)]
    if not pool:
        return
    draft.when = min(pool, key=lambda mark: _distance(draft, mark))
    draft.own_time = True


def _shares(story: Story, draft: Draft) -> bool:
    """Whether another event of the sentence could own a time outside this one's words."""
    return sum(1 for trigger in story.triggers(draft.sentence) if not trigger.value.weak and trigger.value.type != draft.type) > 1


def _fits(story: Story, draft: Draft, mark: Mark[TimeExpression]) -> bool:
    """Whether this time can date this event: not a "since" before a telling of something else."""
    line = story.lines[draft.sentence]
    between = line.lower[max(0, draft.trigger.end - line.mark.start) : max(0, mark.start - line.mark.start)]
    if mark.value.anchored == "clause" and not mark.start <= draft.trigger.start < mark.end and draft.status != "ongoing":
        return False  # "since the rebels took the city" dates only what has lasted since
    if draft.type in SAID_DATED and re.match(r"by |until |before |to ", story.text[mark.start : mark.end].lower()):
        return False  # a deadline, not a date
    if draft.status in {"planned", "hypothetical"} and mark.value.tense == "past":
        return False
    return not (mark.start > draft.trigger.end and re.search(r"\b(?:since|compared|first since|before|who had)\b", between))


def _is_lasting(story: Story, draft: Draft, mark: Mark[TimeExpression]) -> bool:
    """Whether a duration says how long the event itself lasted."""
    if draft.type not in {"CONSULT", "DISRUPT", "ASSAULT", "PROTEST", "RETREAT"}:
        return False
    line = story.lines[draft.sentence]
    before, after = line.before(mark.start), line.after(mark.end)
    if re.match(r" (?:talks|meeting|conversation|call|discussions?|of talks|negotiations|session|battle|offensive|siege|firefight|summit|visit|gunbattle|ceasefire|truce|pause|war|standoff)", after):
        return True
    return bool(re.search(r"(?:for|lasted|lasting|over|during|of) (?:about |around |nearly |almost |more than |some )?$", before))


def _distance(draft: Draft, mark: Mark[TimeExpression]) -> tuple[int, int]:
    own = [t for t in draft.triggers if t.value.clause == draft.trigger.value.clause or t.value.form != "noun"] or [draft.trigger]
    distance = min(min(abs(trigger.start - mark.end), abs(trigger.start - mark.start)) for trigger in own)
    coarse = mark.value.precision in {"year", "season"} and distance > 25  # noqa: PLR2004
    return int(coarse), distance


def _own_place(story: Story, draft: Draft) -> None:
    line = story.lines[draft.sentence]
    places = [mark for mark in story.places(draft.sentence) if mark.value.role in {"place", "either"} and not mark.value.is_dateline]
    own = [mark for mark in places if in_clause(draft, mark.start)]
    if draft.type in PLACELESS:
        own = [m for m in own if draft.type == "THREATEN" and m.value.role == "place" and m.start > draft.trigger.end]
        draft.where = own[0] if own else None
        return
    if draft.type == "SANCTION" and draft.mode != "convict":
        return
    pool = [mark for mark in own if mark.value.role == "place"] or _struck_state(draft, own) or ([] if _shares(story, draft) else [m for m in places if m.value.role == "place"])
    pool = [mark for mark in pool if not _is_origin(line, mark)] or pool
    if not pool:
        return
    draft.where = min(pool, key=lambda mark: _place_rank(draft, line, mark))
    draft.own_place = True


def _struck_state(draft: Draft, own: list[Mark[Place]]) -> list[Mark[Place]]:
    """The state a wave was sent against, where the name could be the state's or the land's."""
    if draft.type not in {"ASSAULT", "INTERCEPT", "MOBILIZE"}:
        return []
    return [mark for mark in own if mark.value.role == "either" and mark.start > draft.trigger.start]


def _is_origin(line: Line, mark: Mark[Place]) -> bool:
    """Whether the place is where something came from, not where it took effect."""
    return bool(re.search(r"\b(?:from|left|via|leaving|through) (?:the )?$", line.before(mark.start)))


def _place_rank(draft: Draft, line: Line, mark: Mark[Place]) -> tuple[int, int, int]:
    """Closer to the trigger and more precise places first; facilities win over their towns."""
    fine = {"site": 0, "city": 1, "district": 2, "region": 3, "country": 4}[mark.value.precision]
    before = line.before(mark.start)
    located = 0 if re.search(r"\b(?:in|at|near|on|outside|over|into|around|across|inside|of|to|hit|struck|against|attacked|shelled|captured|seized|retook)\s(?:the |a |an )?(?:[\w'-]+ ){0,3}$", before) else 1
    if mark.value.note:
        located = 0  # "near Saravena": the mark holds its own preposition
    if draft.type == "CONSULT":
        fine = 0
    distance = min(abs(trigger.start - mark.start) for trigger in draft.triggers)
    return located, 1 if fine == 4 else 0, distance + 25 * fine  # noqa: PLR2004


def _take_time(story: Story, draft: Draft, drafts: list[Draft]) -> None:
    """The time of what was told before: an item of a round-up has the lead's."""
    if draft.type == "DISRUPT" and draft.status == "occurred":
        here = [o for o in drafts if o.paragraph == draft.paragraph and o.sentence < draft.sentence and o.type == "ASSAULT" and o.when]
        if here and not any(fact.effect == "restored" for fact in draft.services):
            draft.when = here[-1].when
    if draft.type == "DISRUPT":
        same = [other for other in drafts if other.sentence == draft.sentence and other.type == "ASSAULT" and other.when]
        if same and draft.status == "occurred":
            draft.when = same[0].when
        return
    if draft.type in {"COERCE", "PROTEST", "SANCTION"} and draft.status == "occurred":
        before = [o for o in drafts if o.sentence <= draft.sentence and o.when and o is not draft and o.type in HELD and not _is_old(story, o.when)]
        here = [o for o in before if o.paragraph == draft.paragraph]
        draft.when = here[-1].when if here else before[0].when if before and before[0].paragraph == 0 and before[0].own_time else None
        return
    if draft.type not in INHERITING or draft.status not in {"occurred", "ongoing", "attempted"}:
        return
    before = [o for o in drafts if o.when and o.own_time and o.sentence < draft.sentence and o.type in INHERITING and not _is_old(story, o.when)]
    here = [other for other in before if other.paragraph == draft.paragraph]
    lead = _lead_time(story)
    if here:
        draft.when = here[-1].when
    elif lead is not None and lead.start < draft.anchor[0]:
        draft.when = lead
    elif before:
        draft.when = before[-1].when


def _is_old(story: Story, mark: Mark[TimeExpression]) -> bool:
    """Whether a time lies more than a week before publication."""
    last, day = mark.value.end or mark.value.start, story.document.day
    if day is None or last is None:
        return False
    return (day - date.fromisoformat(last[:10])).days > 7  # noqa: PLR2004


def _lead_time(story: Story) -> Mark[TimeExpression] | None:
    """The first night told: what a round-up's items inherit."""
    for line in story.lines:
        for mark in story.times(line.index):
            if "night" in line.lower[mark.start - line.mark.start : mark.end - line.mark.start] and mark.value.start and mark.value.kind == "point" and not _is_old(story, mark):
                return mark
    return None


def _whole_country(story: Story, draft: Draft) -> Mark[Place] | None:
    """A wave without a place was sent against the country of those who tell of it, or are struck."""
    if not any(mark.value.count for mark in draft.weapons):
        return None
    sides = [story.entity(m.value.entity) for m in story.mentions(draft.sentence) if m.start < draft.trigger.start]
    attacker = sides[-1].country if sides and sides[-1] else None
    for mark in story.mentions(draft.sentence):
        entity = story.entity(mark.value.entity)
        told_by = draft.type == "INTERCEPT" and mark.start <= draft.trigger.start
        if entity is None or entity.country is None or (entity.country == attacker and not told_by):
            continue
        place = country_place(entity.country)
        if place is not None:
            return Mark(mark.start, mark.end, place, "places", 0.6)
    return None


def _dateline(story: Story) -> Mark[Place] | None:
    """The place the story is datelined from."""
    for marks in story.group(PLACES):
        for mark in marks:
            if mark.value.is_dateline and mark.value.precision != "country":
                return mark
    return None


def _take_place(story: Story, draft: Draft, drafts: list[Draft]) -> None:
    """The place told last before in the same paragraph, for acts that happen somewhere."""
    if draft.type not in PLACED or draft.status in {"hypothetical"}:
        return
    if draft.type == "ASSAULT" and draft.trigger.value.anaphoric:
        pass
    before = [o for o in drafts if o is not draft and o.where and o.sentence <= draft.sentence and o.type in PLACED | {"CONSULT"}]
    here = [other for other in before if other.paragraph == draft.paragraph]
    if here:
        draft.where = here[-1].where
        return
    for index in range(draft.sentence, -1, -1):
        line = story.lines[index]
        if line.paragraph != draft.paragraph:
            break
        found = [m for m in story.places(index) if m.value.role == "place" and not m.value.is_dateline]
        if found:
            draft.where = found[-1] if index < draft.sentence else found[0]
            return
    if draft.type in {"COERCE", "PROTEST", "SANCTION"} and not here:
        draft.where = _dateline(story)
        return
    if draft.type in {"RESPOND", "DISRUPT"} and before and draft.paragraph - before[-1].paragraph <= 1:
        draft.where = before[-1].where
