"""Which triggers open an event of their own, and which tell the same one again."""

from __future__ import annotations

import re

from sitrep.annotations.clauses import boundaries
from sitrep.annotations.layers import Attribution, Trigger
from sitrep.annotations.lines import Line
from sitrep.annotations.sheet import Mark
from sitrep.codebook.verb_context import recalled_before
from sitrep.records.drafts import Draft, Story

#: Between two attacks of one sentence, words that part one from the other.
PARTING = re.compile(
    r"; |,? while |,? whereas |, and |,? but |\. | and (?:in|at|near|another|a|an|two|three|four|five|several) "
)
RECEIVING = {"received", "receive", "receives", "admitted", "treated", "treating", "took in", "receiving"}
PARTIES = re.compile(r" (?:with|between|among) ")
DENIED = {"ASSAULT", "AID", "MOBILIZE", "COERCE", "INTERCEPT"}
#: Modes of one hindrance: a siege that keeps food out is told once.
#: Words that begin a further meeting or call: "and, separately, with".
AFRESH = {"separately", "and", "then"}
HINDERING = {"restrict", "withhold", None}
#: Verb forms that tell a deed of their own.
FINITE = {"past", "ed"}
DEBRIS = re.compile(r"\b(?:fragments?|debris|wreckage|parts)\b")
SAID_AGAIN = re.compile(r"\b(?:another|separate|second|third|elsewhere|also|in a different)\b")


def open_events(story: Story) -> list[Draft]:
    """The drafts of all sentences, in order."""
    drafts: list[Draft] = []
    for line in story.lines:
        drafts.extend(_of_sentence(story, line, drafts))
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


def _of_sentence(story: Story, line: Line, earlier: list[Draft]) -> list[Draft]:
    drafts: list[Draft] = []
    told = story.triggers(line.index)
    for trigger in told:
        value = trigger.value
        if value.weak or value.vague or _is_idle(story, line, trigger, told, earlier):
            continue
        if is_quoted(story, trigger) and value.type not in {"DISRUPT", "RESPOND"}:
            continue
        same = [draft for draft in drafts if _is_same(story, line, draft, trigger)]
        if same:
            _extend(same[-1], trigger)
            continue
        drafts.append(_draft(line, trigger))
    for draft in drafts:
        draft.anchor = _anchor(story, line, draft, drafts)
    return drafts


def _is_idle(
    story: Story,
    line: Line,
    trigger: Mark[Trigger],
    told: tuple[Mark[Trigger], ...] | list[Mark[Trigger]],
    earlier: list[Draft],
) -> bool:
    """Whether a trigger only refers to what another trigger or sentence tells."""
    value = trigger.value
    kinds = {mark.value.type for mark in told if not mark.value.weak and not mark.value.vague}
    if value.type == "REQUEST" and "PROTEST" in kinds:
        return True
    if value.type == "RESPOND" and "ASSAULT" in kinds and trigger_word(story, trigger) in RECEIVING:
        return True
    threat = next((mark for mark in told if mark.value.type == "THREATEN" and mark.start < trigger.start), None)
    if threat is not None and value.type != "THREATEN" and value.status in {"planned", "hypothetical", "threatened"}:
        return True
    if threat is not None and value.type == "ASSAULT" and value.form == "noun" and value.clause == threat.value.clause:
        return True
    attacks = [draft for draft in earlier if draft.type == value.type == "ASSAULT"]
    alike = [draft for draft in earlier if draft.type == value.type]
    if alike and value.form == "noun" and value.anaphoric and recalled_before().search(line.before(trigger.start)):
        return not any(value.clause[0] <= mark.start < value.clause[1] for mark in story.casualties(line.index))
    falling = value.type == "ASSAULT" and "INTERCEPT" in kinds and DEBRIS.search(line.before(trigger.start))
    if falling and not any(mark.value.count and mark.value.count.best for mark in story.casualties(line.index)):
        return True
    if alike and value.form == "noun" and value.anaphoric and value.status == "occurred":
        if not _adds(story, trigger) or (value.type != "ASSAULT" and not PARTIES.match(line.after(trigger.end))):
            return True
    spoken = any(mark.value.type in {"ACCUSE", "SANCTION"} and mark.start < trigger.start for mark in told)
    if attacks and spoken and value.form == "noun" and not _adds(story, trigger):
        return True
    if value.type == "CONSULT" and value.passive and kinds & {"RETREAT", "AGREE"}:
        return True  # "a swap mediated by"
    return value.type in DENIED and _is_denied(story, trigger) and (bool(attacks) or value.type != "ASSAULT")


def trigger_word(story: Story, trigger: Mark[Trigger]) -> str:
    """The trigger's own words in lower case."""
    return story.text[trigger.start : trigger.end].lower()


def _adds(story: Story, trigger: Mark[Trigger]) -> bool:
    """Whether a reference to an attack brings people hurt, a day or a place of its own."""
    start, end = trigger.value.clause
    hurt = any(start <= mark.start < end for mark in story.casualties(trigger.value.sentence))
    when = any(start <= mark.start < end and mark.value.kind == "point" for mark in story.times(trigger.value.sentence))
    return hurt or when


def _is_denied(story: Story, trigger: Mark[Trigger]) -> bool:
    """Whether the words stand in what someone denies."""
    return any(
        found.value.certainty == "denied" and _covers(found, trigger.start)
        for found in story.attributions(trigger.value.sentence)
    )


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
        own = _own_place(story, draft, trigger) or _own_time(story, draft, trigger)
        return not (own or SAID_AGAIN.search(between))
    if value.type == "DISRUPT" and {last.value.form, value.form} <= FINITE and last.value.service != value.service:
        return False
    if value.type == "DISRUPT":
        same = (last.value.effect == "restored") == (value.effect == "restored")
        return (
            same
            and not re.search(r"(?:,? and|;|,? while) in ", between)
            and not (PARTING.search(between) and _own_place(story, draft, trigger))
        )
    if value.type in {"CONSULT", "AGREE", "RETREAT"}:
        return (
            _same_status(draft, value)
            and (value.mode is None or draft.mode in (None, value.mode) or value.type == "CONSULT")
            and not re.search(r"; |, and |, but |, while ", between)
        )
    word = trigger_word(story, trigger).split()[0]
    if value.type == "COERCE" and word.endswith("ing") and {draft.mode, value.mode} <= HINDERING:
        return True
    if value.type == "CONSULT" and word in AFRESH:
        return False
    if value.mode and draft.mode and value.mode != draft.mode:
        return False
    if value.type in {"SANCTION", "COERCE"}:
        return not (PARTING.search(between) and _own_place(story, draft, trigger))
    return not re.search(r"; |, and |, but | and (?:also|then) |, while ", between) or value.clause == last.value.clause


def _same_status(draft: Draft, value: Trigger) -> bool:
    done = {"occurred", "ongoing"}
    return (
        draft.status == value.status
        or {draft.status, value.status} <= done
        or value.form == "noun"
        or draft.trigger.value.form == "noun"
    )


def _own_place(story: Story, draft: Draft, trigger: Mark[Trigger]) -> bool:
    """Whether the two triggers stand with places of their own."""
    places = [mark for mark in story.places(trigger.value.sentence) if mark.value.role == "place"]
    first, second = draft.triggers[-1].value.clause, trigger.value.clause
    of_first = {mark.value.name for mark in places if first[0] <= mark.start < first[1]}
    of_second = {mark.value.name for mark in places if second[0] <= mark.start < second[1]}
    return bool(of_second - of_first) and bool(of_first)


def _own_time(story: Story, draft: Draft, trigger: Mark[Trigger]) -> bool:
    """Whether the two triggers stand with days or hours of their own."""
    times = [mark for mark in story.times(trigger.value.sentence) if mark.value.kind == "point"]
    spans = draft.triggers[-1].value.clause, trigger.value.clause
    first, second = ([mark for mark in times if a <= mark.start < b] for a, b in spans)
    return bool(first and second) and spans[0] != spans[1]


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
