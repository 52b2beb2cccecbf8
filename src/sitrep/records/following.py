"""When each event was that tells no time itself: the lead's, or that of what was told just before."""

from __future__ import annotations

from collections.abc import Iterator

from sitrep.annotations.layers import TimeExpression
from sitrep.annotations.sheet import Mark
from sitrep.codebook.signs import signs
from sitrep.records.drafts import Draft, Story
from sitrep.records.sameness import same_place
from sitrep.records.settling import is_recalled
from sitrep.records.sides import between, telling
from sitrep.records.timing import SPOKEN, is_day, is_old, is_to_come

#: Types that take over the lead's time when they have none of their own.
INHERITING = frozenset({"ASSAULT", "INTERCEPT"})
#: Types whose time an attack told in their paragraph takes over: what troops did to a crowd is of its day.
GIVING = INHERITING | {"PROTEST"}
#: Types of one day's disorder: an arrest belongs to the day of the protest or verdict.
HELD = frozenset({"PROTEST", "COERCE", "SANCTION", "ASSAULT", "RESPOND"})
#: Types that take the time of what they are told with.
OF_THE_DAY = frozenset({"COERCE", "PROTEST", "SANCTION"})
#: Orders hold from the day they are given, which is not that of the disorder before them.
ORDERED = frozenset({"restrict", "curfew", "martial-law", "ban", "withhold"})
DONE = frozenset({"occurred", "ongoing", "attempted"})


def take_time(story: Story, draft: Draft, drafts: list[Draft]) -> None:
    """Takes over the time of what was told before: the lead's for an item of a round-up, or that of its attack.

    What its own words recall as history takes over no day of the news.
    """
    if is_recalled(story, draft):
        return
    for rule, found in _givers(story, draft, drafts):
        if found is not None:
            draft.when, draft.when_rule = found, rule
            return


def _givers(story: Story, draft: Draft, drafts: list[Draft]) -> Iterator[tuple[str, Mark[TimeExpression] | None]]:
    """The rules by which the event takes over a time, the surest first, each with the time it finds."""
    clause = between(story.lines[draft.sentence], *draft.anchor)
    if signs().times.that_act.search(clause) or (draft.type in {"MOBILIZE", "DISRUPT"} and _is_during(story, draft)):
        yield "attack", _attack_time(draft, drafts)
        return
    if _goes_on(story, draft):
        yield "goes_on", _scene_time(story, draft, drafts)
    if draft.type == "DISRUPT":
        yield "outage", _outage_time(story, draft, drafts)
    elif draft.type == "COERCE" and draft.mode in ORDERED:
        return
    elif draft.type == "AGREE" and draft.status == "occurred":
        yield "meeting", _meeting_time(draft, drafts)
    elif draft.type in OF_THE_DAY and draft.status == "occurred":
        yield "day", _day_of(story, draft, drafts)
    elif draft.type == "RETREAT" and draft.status == "occurred" and draft.mode == "release":
        yield "verdict", _verdict_time(draft, drafts)
    elif draft.type in INHERITING and draft.status in DONE:
        yield from _round_up(story, draft, drafts)


def _goes_on(story: Story, draft: Draft) -> bool:
    """Whether the clause goes on with those just told of: "They set fire to three cars", "to disperse them"."""
    if draft.status not in {"occurred", "attempted"} or draft.type in SPOKEN:
        return False
    clause = between(story.lines[draft.sentence], *draft.anchor)
    if signs().times.back_to.search(clause) is not None:
        return True
    return (
        signs().times.goes_on.match(clause) is not None and telling(story, draft.sentence, draft.trigger.start) is None
    )


def _scene_time(story: Story, draft: Draft, drafts: list[Draft]) -> Mark[TimeExpression] | None:
    """The time of what was told last in the same paragraph, up to a sentence before."""
    before = [
        d
        for d in drafts
        if d is not draft
        and d.when
        and not d.background
        and d.paragraph == draft.paragraph
        and 0 <= draft.sentence - d.sentence <= 1
        and d.anchor[0] < draft.anchor[0]
        and d.status in DONE
    ]
    if before:
        return before[-1].when
    return _told_time(story, draft, drafts)


def _told_time(story: Story, draft: Draft, drafts: list[Draft]) -> Mark[TimeExpression] | None:
    """The last day told in the sentence before, if it sets the scene of the paragraph and is no other event's."""
    sentence = draft.sentence - 1
    if sentence < 0 or story.lines[sentence].paragraph != draft.paragraph:
        return None
    taken = {id(d.when) for d in drafts}
    found = [mark for mark in story.times(sentence) if _is_scene(story, mark) and id(mark) not in taken]
    return found[-1] if found else None


def _is_scene(story: Story, mark: Mark[TimeExpression]) -> bool:
    """Whether the words set a scene: a day or an hour, recent and gone by, that is no deadline."""
    closed = is_day(mark) and mark.value.start is not None and mark.value.end is not None
    words = story.text[mark.start : mark.end].lower()
    return closed and not (is_old(story, mark) or is_to_come(story, mark) or signs().times.due.match(words))


def _is_during(story: Story, draft: Draft) -> bool:
    return signs().times.that_act.search(story.lines[draft.sentence].lower) is not None


def _attack_time(draft: Draft, drafts: list[Draft]) -> Mark[TimeExpression] | None:
    before = [d for d in drafts if d.type == "ASSAULT" and d.sentence <= draft.sentence and d.when and not d.background]
    return before[-1].when if before else None


def _outage_time(story: Story, draft: Draft, drafts: list[Draft]) -> Mark[TimeExpression] | None:
    """An outage that is over began with the attack of its sentence or paragraph."""
    clause = between(story.lines[draft.sentence], *draft.anchor)
    lasts = signs().times.lasts_now.search(clause) is not None
    if draft.status != "occurred" or lasts or any(fact.effect == "restored" for fact in draft.services):
        return None
    near = [d for d in drafts if d.type == "ASSAULT" and d.when and d.paragraph == draft.paragraph]
    same = [d for d in near if d.sentence == draft.sentence]
    before = [d for d in near if d.sentence < draft.sentence]
    return same[0].when if same else before[-1].when if before else None


def _day_of(story: Story, draft: Draft, drafts: list[Draft]) -> Mark[TimeExpression] | None:
    before = [
        d
        for d in drafts
        if d.sentence <= draft.sentence
        and d.when
        and d is not draft
        and d.type in HELD
        and not is_old(story, d.when)
        and d.when.value.end is not None
        and not _is_elsewhere(draft, d)
    ]
    here = [d for d in before if d.paragraph == draft.paragraph]
    if here:
        return here[-1].when
    lead = before[0] if before and before[0].paragraph == 0 and before[0].own_time else None
    if lead is not None and lead.when_rule == "counted":
        return None
    return lead.when if lead and draft.type in {lead.type, "PROTEST", "COERCE"} else None


def _is_elsewhere(draft: Draft, other: Draft) -> bool:
    """Whether it tells a place of its own that is not the other's: its day may be another too."""
    known = draft.own_place and draft.where is not None and draft.where.value.lat is not None
    return known and not same_place(draft, other)


def _verdict_time(draft: Draft, drafts: list[Draft]) -> Mark[TimeExpression] | None:
    """An acquittal or freeing told beside a verdict is of its day."""
    verdicts = [d for d in drafts if d.type == "SANCTION" and d.mode == "convict" and d.when and not d.background]
    near = [d for d in verdicts if 0 <= draft.paragraph - d.paragraph <= 1 and d.sentence <= draft.sentence]
    return near[-1].when if near and near[-1].status == "occurred" else None


def _meeting_time(draft: Draft, drafts: list[Draft]) -> Mark[TimeExpression] | None:
    """What is agreed at a meeting is agreed on its day."""
    meetings = [d for d in drafts if d.type == "CONSULT" and d.when and d.status == "occurred" and not d.background]
    near = [d for d in meetings if d.paragraph == draft.paragraph and d.sentence <= draft.sentence]
    return near[-1].when if near else None


def _round_up(story: Story, draft: Draft, drafts: list[Draft]) -> Iterator[tuple[str, Mark[TimeExpression] | None]]:
    """An item of a round-up is of its paragraph's time, else of the lead's night, else of the item before."""
    before = [
        d
        for d in drafts
        if d.when and d.own_time and d.sentence < draft.sentence and d.type in GIVING and not is_old(story, d.when)
    ]
    here = [d for d in before if d.paragraph == draft.paragraph] or _crowds(draft, drafts)
    yield "paragraph", here[-1].when if here else None
    yield "scene", _told_time(story, draft, drafts)
    lead = _first_night(story)
    if lead is not None and lead.start < draft.anchor[0]:
        yield "night", lead
    items = [d for d in before if d.type in INHERITING]
    yield "before", items[-1].when if items else None


def _crowds(draft: Draft, drafts: list[Draft]) -> list[Draft]:
    """The protests told just before in the same paragraph, whose day another telling of them gave."""
    told = (d for d in drafts if d.type == "PROTEST" and d.when and d.paragraph == draft.paragraph)
    return [d for d in told if 0 < draft.sentence - d.sentence <= 1]


def _first_night(story: Story) -> Mark[TimeExpression] | None:
    """The first night told: what a round-up's items inherit."""
    for line in story.lines:
        for mark in story.times(line.index):
            words = between(line, mark.start, mark.end)
            dated = mark.value.start and mark.value.kind == "point"
            if dated and signs().times.night.search(words) and not is_old(story, mark):
                return mark
    return None
