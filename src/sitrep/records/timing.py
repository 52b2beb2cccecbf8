"""When each event was, by its own words: which of a sentence's times dates which of its events."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sitrep.annotations.layers import TimeExpression, Trigger
from sitrep.annotations.lines import Line
from sitrep.annotations.sheet import Mark
from sitrep.codebook.signs import signs
from sitrep.records.drafts import Draft, Story
from sitrep.records.sides import between, in_anchor

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
#: Forms in which what is to come is told as well: "the envoy returns to Beirut on Monday".
TIMELESS = frozenset({"noun", "s"})
#: Times that hold many days.
WIDE = frozenset({"month", "season", "year"})
#: A time further back than this many days is no news that others inherit.
WEEK = 7
#: A year or season dates only what stands this near.
NEAR = 25
#: What an act of speech is about begins at most this many characters after its verb.
VERB_REACH = 30


def own_time(story: Story, draft: Draft) -> None:
    """Takes the time and the duration that the event's own words tell."""
    times = [mark for mark in story.times(draft.sentence, said=True) if not _dates_saying(story, draft, mark)]
    points = [mark for mark in times if is_day(mark)]
    draft.duration = next((mark for mark in times if _lasts(story, draft, mark)), None)
    for rule, pool in _pools(story, draft, points):
        fitting = _finest([mark for mark in pool if fits(story, draft, mark)])
        if fitting:
            draft.when, draft.when_rule = min(fitting, key=lambda mark: _distance(draft, mark)), rule
            draft.own_time = True
            return


def _finest(marks: list[Mark[TimeExpression]]) -> list[Mark[TimeExpression]]:
    """The times without the years and seasons that hold a day told too: "the deadliest this year was on 11 June"."""
    return [mark for mark in marks if mark.value.precision not in WIDE or not any(_holds(mark, m) for m in marks)]


def _holds(wide: Mark[TimeExpression], mark: Mark[TimeExpression]) -> bool:
    """Whether a day lies within a wide time."""
    first, last, day = wide.value.start, wide.value.end, mark.value.start
    fine = mark.value.precision not in WIDE
    return fine and first is not None and last is not None and day is not None and first <= day[:10] <= last


def _dates_saying(story: Story, draft: Draft, mark: Mark[TimeExpression]) -> bool:
    """Whether the time is only when the event was told: "officials said on Friday"."""
    lasting = mark.value.end is None  # "since then, he said": nobody says anything since then
    if draft.type in SAID_DATED or lasting or (mark.start, mark.end) not in story.saying_times:
        return False
    about = [
        found
        for found in story.attributions(draft.sentence)
        if any(start <= draft.trigger.start < end for start, end in found.value.content)
    ]
    return any(found.value.when == (mark.start, mark.end) for found in about)


def is_day(mark: Mark[TimeExpression]) -> bool:
    """Whether the words tell a day or an hour that was resolved, not a length or a habit."""
    return mark.value.kind == "point" and bool(mark.value.start or mark.value.end)


def _pools(
    story: Story, draft: Draft, points: list[Mark[TimeExpression]]
) -> Iterator[tuple[str, list[Mark[TimeExpression]]]]:
    """The rules by which words may tell the event's time, the surest first, each with the times it allows."""
    counted = [mark for mark in points if _leads_in(story, draft, mark)]
    own = [mark for mark in points if in_anchor(draft, mark.start)]
    yield "counted", counted
    yield "clause", own
    if own and any(fits(story, draft, mark) for mark in own):
        return
    yield "relative", [mark for mark in points if _is_hung_on(story, draft, mark)]
    if draft.type in SPOKEN:
        yield "saying", [mark for mark in points if _is_saying(story, draft, mark)]
    elif draft.type not in CLAUSE_DATED and not own and not _shares(story, draft):
        yield "sentence", points


def _is_hung_on(story: Story, draft: Draft, mark: Mark[TimeExpression]) -> bool:
    """Whether the event's clause tells what happened then: "on Thursday, when the Kremlin turned it down"."""
    line = story.lines[draft.sentence]
    hung = signs().times.hung_on.match(line.after(mark.end))
    return hung is not None and mark.end + hung.end() <= draft.trigger.start and not _passes(story, draft, mark)


def _is_saying(story: Story, draft: Draft, mark: Mark[TimeExpression]) -> bool:
    """Whether the speaker is dated before the verb: "Putin, speaking on Thursday, said it could help but warned"."""
    joined = signs().times.joined.search(story.lines[draft.sentence].before(draft.trigger.start)) is not None
    return joined and mark.end <= draft.trigger.start and not _passes(story, draft, mark, SPOKEN)


def _passes(story: Story, draft: Draft, mark: Mark[TimeExpression], but: frozenset[str] = frozenset()) -> bool:
    """Whether another event, but for these types, stands between the time before it and the event's own words."""
    same = but | {draft.type}
    return any(
        mark.end <= t.start and t.end <= draft.trigger.start and not t.value.weak and t.value.type not in same
        for t in story.triggers(draft.sentence)
    )


def _leads_in(story: Story, draft: Draft, mark: Mark[TimeExpression]) -> bool:
    """Whether the time is counted from this very event: "a day after rebels captured the town"."""
    counted = signs().times.counted_from.search(story.text[mark.start : mark.end].lower()) is not None
    if not counted or draft.status != "occurred":
        return False
    return mark.start <= draft.trigger.value.clause[0] <= mark.end + 1


def _shares(story: Story, draft: Draft) -> bool:
    """Whether events of two other types in the sentence could own a time outside this one's words."""
    told = {trigger.value.type for trigger in story.triggers(draft.sentence) if not trigger.value.weak}
    return len(told - {draft.type}) > 1


def fits(story: Story, draft: Draft, mark: Mark[TimeExpression]) -> bool:
    """Whether this time can date this event: no deadline, no time of something it speaks of."""
    line = story.lines[draft.sentence]
    passed = between(line, draft.trigger.end, mark.start)
    nested = mark.value.anchored == "clause" and not mark.start <= draft.trigger.start < mark.end
    if nested and draft.status != "ongoing":
        return False  # "since the rebels took the city" dates only what has lasted since
    words = story.text[mark.start : mark.end].lower()
    if draft.type in SAID_DATED and signs().times.deadline.match(words):
        return False
    if is_of_something_else(line, draft, mark):
        return False
    if is_old(story, mark) and _is_told_beside(story, draft, mark, words):
        return False
    if draft.mode == "curfew" and mark.value.precision in {"hour", "minute"} and signs().times.hours.match(words):
        return False
    if draft.status == "occurred" and is_to_come(story, mark) and draft.trigger.value.form not in TIMELESS:
        return False  # "offered to host talks next month": the day of what is offered
    if signs().times.of_another.search(passed) or (is_old(story, mark) and _is_anothers(story, draft, mark)):
        return False
    if draft.type in SPOKEN | {"AGREE"} and _is_spoken_of(story, draft, mark):
        return False
    if draft.status in {"planned", "hypothetical"} and mark.value.tense == "past":
        return False
    return not (mark.start > draft.trigger.end and signs().times.after_other.search(passed))


def is_of_something_else(line: Line, draft: Draft, mark: Mark[TimeExpression]) -> bool:
    """Whether the words of a time that stands in the event's sentence cannot date it, whoever reads them."""
    return _only_counts(line, mark) or _names_another(line, draft, mark) or _is_hung_on_a_name(line, draft, mark)


def _only_counts(line: Line, mark: Mark[TimeExpression]) -> bool:
    """Whether it only counts what came about: "for the third time this month", "the first such swap since March"."""
    before = line.before(mark.start)
    if line.after(mark.start).startswith("since ") and signs().history.ranked.search(before):
        return True
    return mark.value.precision in WIDE | {"week"} and signs().times.nth_time.search(before) is not None


def _names_another(line: Line, draft: Draft, mark: Mark[TimeExpression]) -> bool:
    """Whether a year only tells which happening is meant, and that is not this event: "ousted in the 2021 coup"."""
    if mark.value.precision != "year" or draft.trigger.start < mark.end:
        return False
    named = signs().times.which_one.search(line.before(mark.end)) is not None
    return named and signs().times.named_so.match(between(line, mark.end, draft.trigger.start)) is None


def _is_hung_on_a_name(line: Line, draft: Draft, mark: Mark[TimeExpression]) -> bool:
    """Whether it stands in a clause about a name, closed before the event: ", which met in May, have urged"."""
    if draft.trigger.start < mark.end or draft.trigger.value.form == "ing":
        return False
    closed = "," in between(line, mark.end, draft.trigger.start)
    return closed and signs().times.hung_clause.search(line.before(mark.start)) is not None


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
    if len(passed) <= VERB_REACH:
        return False
    if mark.value.tense == "past" and mark.value.precision == "day":
        return signs().times.reported_on.search(passed) is not None
    return signs().sides.spoken_of.search(passed) is not None


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
    distance = min(max(t.start - mark.end, mark.start - t.end, 0) for t in own)
    coarse = mark.value.precision in {"year", "season"} and distance > NEAR
    return int(coarse), distance


def is_old(story: Story, mark: Mark[TimeExpression]) -> bool:
    """Whether a time lies more than a week before publication."""
    last, day = mark.value.end or mark.value.start, story.document.day
    if day is None or last is None:
        return False
    return (day - date.fromisoformat(last[:10])).days > WEEK


def is_to_come(story: Story, mark: Mark[TimeExpression]) -> bool:
    """Whether a time begins only after the day of publication."""
    day, start = story.document.day, mark.value.start
    return day is not None and start is not None and date.fromisoformat(start[:10]) > day
