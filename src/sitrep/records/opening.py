"""Which triggers open an event of their own, and which tell the same one again."""

from __future__ import annotations

import re

from sitrep.annotations.clauses import boundaries
from sitrep.annotations.layers import Attribution, Trigger
from sitrep.annotations.lines import Line
from sitrep.annotations.sheet import Mark
from sitrep.records.drafts import Draft, Story

#: Between two attacks of one sentence, words that part one from the other.
PARTING = re.compile(r"; |,? while |,? whereas |, and |,? but |\. | and (?:in|at|near|another|a|an|two|three|four|five|several) ")
SAID_AGAIN = re.compile(r"\b(?:another|separate|second|third|elsewhere|also|in a different)\b")


def open_events(story: Story) -> list[Draft]:
    """The drafts of all sentences, in order."""
    drafts: list[Draft] = []
    for line in story.lines:
        drafts.extend(_of_sentence(story, line))
    return drafts


def is_quoted(story: Story, trigger: Mark[Trigger]) -> bool:
    """Whether the words stand in a direct quotation, where talk is not yet an event."""
    if trigger.value.quoted:
        return True
    return any(
        found.value.kind == "direct" and _covers(found, trigger.start)
        for found in story.attributions(trigger.value.sentence)
    )


def _covers(found: Mark[Attribution], offset: int) -> bool:
    return any(start <= offset < end for start, end in found.value.content)


def _of_sentence(story: Story, line: Line) -> list[Draft]:
    drafts: list[Draft] = []
    for trigger in story.triggers(line.index):
        value = trigger.value
        if value.weak or value.vague:
            continue
        if is_quoted(story, trigger) and value.type != "DISRUPT":
            continue
        same = [draft for draft in drafts if _is_same(story, line, draft, trigger)]
        if same:
            _extend(same[-1], trigger)
            continue
        drafts.append(_draft(line, trigger))
    for draft in drafts:
        draft.anchor = _anchor(story, line, draft, drafts)
    return drafts


def _draft(line: Line, trigger: Mark[Trigger]) -> Draft:
    value = trigger.value
    return Draft(
        type=value.type,
        mode=value.mode,
        status=value.status,
        trigger=trigger,
        anchor=value.clause,
        sentence=line.index,
        paragraph=line.paragraph,
        triggers=[trigger],
    )


def _extend(draft: Draft, trigger: Mark[Trigger]) -> None:
    draft.triggers.append(trigger)
    draft.mode = draft.mode or trigger.value.mode
    if draft.status in {"hypothetical", "planned"} and trigger.value.status == "occurred" and draft.type == "ASSAULT":
        draft.status = "occurred"


def _is_same(story: Story, line: Line, draft: Draft, trigger: Mark[Trigger]) -> bool:
    """Whether a further trigger of the sentence tells of the same act."""
    value = trigger.value
    if draft.type != value.type:
        return False
    last = draft.triggers[-1]
    between = line.lower[last.end - line.mark.start : trigger.start - line.mark.start]
    if value.type == "ASSAULT":
        if not PARTING.search(between):
            return True
        return not (_own_place(story, draft, trigger) or SAID_AGAIN.search(between))
    if value.type == "DISRUPT":
        return draft.triggers[-1].value.effect == value.effect or value.service is None
    if value.type in {"CONSULT", "AGREE", "RETREAT"}:
        return _same_status(draft, value) and (value.mode is None or draft.mode in (None, value.mode) or value.type == "CONSULT") and not re.search(r"; |, and |, but |, while ", between)
    if value.mode and draft.mode and value.mode != draft.mode:
        return False
    return not re.search(r"; |, and |, but | and (?:also|then) |, while ", between) or value.clause == last.value.clause


def _same_status(draft: Draft, value: Trigger) -> bool:
    done = {"occurred", "ongoing"}
    return draft.status == value.status or {draft.status, value.status} <= done or value.form == "noun" or draft.trigger.value.form == "noun"


def _own_place(story: Story, draft: Draft, trigger: Mark[Trigger]) -> bool:
    """Whether the two triggers stand with places of their own."""
    places = [mark for mark in story.places(trigger.value.sentence) if mark.value.role == "place"]
    first, second = draft.triggers[-1].value.clause, trigger.value.clause
    of_first = {mark.value.name for mark in places if first[0] <= mark.start < first[1]}
    of_second = {mark.value.name for mark in places if second[0] <= mark.start < second[1]}
    return bool(of_second - of_first) and bool(of_first or first != second)


def _anchor(story: Story, line: Line, draft: Draft, drafts: list[Draft]) -> tuple[int, int]:
    """The words that report the event: its clauses, without the words that say who says so."""
    start = min(mark.value.clause[0] for mark in draft.triggers)
    end = max(max(mark.value.clause[1], mark.end) for mark in draft.triggers)
    for other in drafts:
        if other is not draft and other.trigger.start > draft.triggers[-1].end:
            edges = [bound for bound in boundaries(line) if draft.triggers[-1].end <= bound <= other.trigger.start]
            end = min(end, edges[-1] if edges else other.trigger.start)
    for found in story.attributions(line.index):
        for a, b in found.value.content:
            if a <= draft.trigger.start < b:
                start, end = max(start, a), min(end, max(b, draft.trigger.end))
    text = story.text[start:end]
    lead = len(text) - len(text.lstrip(" ,;—–-"))
    trail = len(text) - len(text.rstrip(" ,;.—–-"))
    return start + lead, max(end - trail, start + lead + 1)
