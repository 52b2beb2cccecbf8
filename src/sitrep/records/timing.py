"""When each event was: the time in its own words, else the lead's or that of the attack it belongs to."""

from __future__ import annotations

from datetime import date

from sitrep.annotations.layers import TimeExpression, Trigger
from sitrep.annotations.sheet import Mark
from sitrep.codebook.signs import signs
from sitrep.records.drafts import Draft, Story
from sitrep.records.sides import between, in_anchor

#: Types that take over the lead's time when they have none of their own.
INHERITING = frozenset({"ASSAULT", "INTERCEPT"})
#: Types of one day's disorder: an arrest belongs to the day of the protest or verdict.
HELD = frozenset({"PROTEST", "COERCE", "SANCTION", "ASSAULT", "RESPOND"})
#: Types that take the time of what they are told with.
OF_THE_DAY = frozenset({"COERCE", "PROTEST", "SANCTION"})
#: Orders hold from the day they are given, which is not that of the disorder before them.
ORDERED = frozenset({"restrict", "curfew", "martial-law", "ban", "withhold"})
#: Acts of speech: the time of saying is the time of the act, and what they speak of has a time of its own.
SPOKEN = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "CONCEDE"})
SAID_DATED = SPOKEN | {"PROTEST"}
#: Types that are dated only by a time in their own clause.
CLAUSE_DATED = SPOKEN | {"AGREE", "SANCTION"}
#: Types that judge an earlier deed.
JUDGED = frozenset({"SANCTION", "COERCE", "ACCUSE"})
#: Types that last.
LASTING = frozenset({"CONSULT", "DISRUPT", "ASSAULT", "PROTEST", "RETREAT", "COERCE"})
DONE = frozenset({"occurred", "ongoing", "attempted"})
#: A time further back than this many days is no news that others inherit.
WEEK = 7
#: A year or season dates only what stands this near.
NEAR = 25
#: What an act of speech is about begins at most this many characters after its verb.
VERB_REACH = 30


def own_time(story: Story, draft: Draft) -> None:
    """Takes the time and the duration that the event's own words tell."""
    times = story.times(draft.sentence, said=draft.type in SAID_DATED)
    points = [mark for mark in times if mark.value.kind == "point" and (mark.value.start or mark.value.end)]
    draft.duration = next((mark for mark in times if _lasts(story, draft, mark)), None)
    own = [mark for mark in points if in_anchor(draft, mark.start) or _leads_in(story, draft, mark)]
    pool = own if draft.type in CLAUSE_DATED or _shares(story, draft) else own or points
    pool = [mark for mark in pool if fits(story, draft, mark)]
    if pool:
        draft.when = min(pool, key=lambda mark: _distance(draft, mark))
        draft.own_time = True


def _leads_in(story: Story, draft: Draft, mark: Mark[TimeExpression]) -> bool:
    """Whether the time is counted from this very event: "a day after rebels captured the town"."""
    counted = signs().times.counted_from.search(story.text[mark.start : mark.end].lower()) is not None
    return counted and 0 <= draft.trigger.value.clause[0] - mark.end <= 1 and draft.status == "occurred"


def _shares(story: Story, draft: Draft) -> bool:
    """Whether another event of the sentence could own a time outside this one's words."""
    others = [t for t in story.triggers(draft.sentence) if not t.value.weak and t.value.type != draft.type]
    return len(others) > 1


def fits(story: Story, draft: Draft, mark: Mark[TimeExpression]) -> bool:
    """Whether this time can date this event: no deadline, no time of something it speaks of."""
    line = story.lines[draft.sentence]
    passed = between(line, draft.trigger.end, mark.start)
    nested = mark.value.anchored == "clause" and not mark.start <= draft.trigger.start < mark.end
    if nested and draft.status != "ongoing":
        return False  # "since the rebels took the city" dates only what has lasted since
    words = story.text[mark.start : mark.end].lower()
    if words.startswith("since ") and signs().history.ranked.search(line.before(mark.start)):
        return False  # "the first such swap since March"
    if draft.type in SAID_DATED and signs().times.deadline.match(words):
        return False
    if is_old(story, mark) and _is_told_beside(story, draft, mark, words):
        return False
    if draft.mode == "curfew" and mark.value.precision in {"hour", "minute"} and signs().times.hours.match(words):
        return False
    if signs().times.of_another.search(passed) or (is_old(story, mark) and _is_anothers(story, draft, mark)):
        return False
    if draft.type in SPOKEN | {"AGREE"} and _is_spoken_of(story, draft, mark):
        return False
    if draft.status in {"planned", "hypothetical"} and mark.value.tense == "past":
        return False
    return not (mark.start > draft.trigger.end and signs().times.after_other.search(passed))


def _is_anothers(story: Story, draft: Draft, mark: Mark[TimeExpression]) -> bool:
    """Whether an old day follows another act of the sentence: "freed two men held since May"."""
    others = [t for t in story.triggers(draft.sentence) if t.end <= mark.start]
    last = max(others, key=lambda trigger: trigger.start, default=None)
    if last is None or last.value.type == draft.type or any(last.start == t.start for t in draft.triggers):
        return False
    passed = between(story.lines[draft.sentence], draft.trigger.end, last.start)
    if draft.trigger.end <= last.start and draft.type in JUDGED and signs().times.blamed_for.search(passed):
        return True
    verbs = _is_verb(story, last) and _is_verb(story, draft.trigger)
    if not verbs or mark.start - last.end > min(abs(mark.start - t.start) for t in draft.triggers):
        return False
    line = story.lines[draft.sentence]
    first, second = sorted((last, draft.trigger), key=lambda trigger: trigger.start)
    return " and " not in between(line, first.end, second.start)


def _is_told_beside(story: Story, draft: Draft, mark: Mark[TimeExpression], words: str) -> bool:
    """Whether an old day is that of something else: "five months after gunmen fled", "in custody since April"."""
    if words.startswith("since "):
        return not any(t.value.clause[0] <= mark.start < t.value.clause[1] for t in draft.triggers)
    return signs().times.counted_from.search(words) is not None and not _leads_in(story, draft, mark)


def _is_verb(story: Story, trigger: Mark[Trigger]) -> bool:
    """Whether the words are a verb, or a phrase with one: "was freed"."""
    return (
        trigger.value.form != "noun" or signs().times.auxiliary.match(story.text[trigger.start :].lower()) is not None
    )


def _is_spoken_of(story: Story, draft: Draft, mark: Mark[TimeExpression]) -> bool:
    """Whether the time belongs to what is asked, threatened or welcomed, not to the saying."""
    if (mark.start, mark.end) in story.saying_times or mark.start < draft.trigger.start:
        return False
    passed = between(story.lines[draft.sentence], draft.trigger.end, mark.start)
    return len(passed) > VERB_REACH and signs().sides.spoken_of.search(passed) is not None


def _lasts(story: Story, draft: Draft, mark: Mark[TimeExpression]) -> bool:
    """Whether a duration says how long the event itself lasted."""
    if mark.value.kind != "duration" or draft.type not in LASTING or not in_anchor(draft, mark.start):
        return False
    line = story.lines[draft.sentence]
    if signs().times.lasting_after.match(line.after(mark.end)):
        return True
    return signs().times.lasting_before.search(line.before(mark.start)) is not None


def _distance(draft: Draft, mark: Mark[TimeExpression]) -> tuple[int, int]:
    clause = draft.trigger.value.clause
    own = [t for t in draft.triggers if t.value.clause == clause or t.value.form != "noun"] or [draft.trigger]
    distance = min(min(abs(trigger.start - mark.end), abs(trigger.start - mark.start)) for trigger in own)
    coarse = mark.value.precision in {"year", "season"} and distance > NEAR
    return int(coarse), distance


def take_time(story: Story, draft: Draft, drafts: list[Draft]) -> None:
    """The time of what was told before: an item of a round-up has the lead's, an outage that of its attack."""
    line = story.lines[draft.sentence]
    clause = between(line, *draft.anchor)
    if signs().times.that_act.search(clause) or (draft.type in {"MOBILIZE", "DISRUPT"} and _is_during(story, draft)):
        draft.when = _attack_time(draft, drafts)
    elif draft.type == "DISRUPT":
        draft.when = _outage_time(draft, drafts)
    elif draft.type == "COERCE" and draft.mode in ORDERED:
        draft.when = None
    elif draft.type == "AGREE" and draft.status == "occurred":
        draft.when = _meeting_time(draft, drafts)
    elif draft.type in OF_THE_DAY and draft.status == "occurred":
        draft.when = _day_of(story, draft, drafts)
    elif draft.type == "RETREAT" and draft.status == "occurred" and draft.mode == "release":
        draft.when = _verdict_time(draft, drafts)
    elif draft.type in INHERITING and draft.status in DONE:
        draft.when = _lead_or_before(story, draft, drafts)


def _is_during(story: Story, draft: Draft) -> bool:
    return signs().times.that_act.search(story.lines[draft.sentence].lower) is not None


def _attack_time(draft: Draft, drafts: list[Draft]) -> Mark[TimeExpression] | None:
    before = [d for d in drafts if d.type == "ASSAULT" and d.sentence <= draft.sentence and d.when and not d.background]
    return before[-1].when if before else None


def _outage_time(draft: Draft, drafts: list[Draft]) -> Mark[TimeExpression] | None:
    """An outage that is over began with the attack of its sentence or paragraph."""
    if draft.status != "occurred" or any(fact.effect == "restored" for fact in draft.services):
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
    ]
    here = [d for d in before if d.paragraph == draft.paragraph]
    if here:
        return here[-1].when
    lead = before[0] if before and before[0].paragraph == 0 and before[0].own_time else None
    return lead.when if lead and draft.type in {lead.type, "PROTEST", "COERCE"} else None


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


def _lead_or_before(story: Story, draft: Draft, drafts: list[Draft]) -> Mark[TimeExpression] | None:
    before = [
        d
        for d in drafts
        if d.when and d.own_time and d.sentence < draft.sentence and d.type in INHERITING and not is_old(story, d.when)
    ]
    here = [d for d in before if d.paragraph == draft.paragraph]
    if here:
        return here[-1].when
    lead = _first_night(story)
    if lead is not None and lead.start < draft.anchor[0]:
        return lead
    return before[-1].when if before else None


def is_old(story: Story, mark: Mark[TimeExpression]) -> bool:
    """Whether a time lies more than a week before publication."""
    last, day = mark.value.end or mark.value.start, story.document.day
    if day is None or last is None:
        return False
    return (day - date.fromisoformat(last[:10])).days > WEEK


def _first_night(story: Story) -> Mark[TimeExpression] | None:
    """The first night told: what a round-up's items inherit."""
    for line in story.lines:
        for mark in story.times(line.index):
            words = between(line, mark.start, mark.end)
            dated = mark.value.start and mark.value.kind == "point"
            if dated and signs().times.night.search(words) and not is_old(story, mark):
                return mark
    return None
