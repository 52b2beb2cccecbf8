"""Whether a trigger tells an act of its own, or only points to, or tells on, one told already."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sitrep.annotations.layers import Attribution, Trigger
from sitrep.annotations.lines import Line
from sitrep.annotations.sheet import Mark
from sitrep.codebook.retellings import retellings
from sitrep.codebook.verb_context import recalled_before
from sitrep.records.drafts import Draft, Story

#: Verb forms that tell a deed of their own.
FINITE = {"past", "ed"}
QUOTES = ('"', "“")
#: Statuses of what has happened.
DONE = {"occurred", "ongoing"}
#: Statuses of what a threat holds out.
HELD_OUT = {"planned", "hypothetical", "threatened"}


class Setting(NamedTuple):
    """A trigger among the triggers of its sentence and the drafts of the story so far."""

    story: Story
    line: Line
    trigger: Mark[Trigger]
    told: Sequence[Mark[Trigger]]
    earlier: Sequence[Draft]

    @property
    def value(self) -> Trigger:
        """What the trigger stands for."""
        return self.trigger.value

    @property
    def kinds(self) -> set[str]:
        """The types that the sentence tells firmly."""
        return {mark.value.type for mark in self.told if not mark.value.weak and not mark.value.vague}

    @property
    def alike(self) -> bool:
        """Whether the story told something of this type before."""
        return any(draft.type == self.value.type for draft in self.earlier)


def is_idle(setting: Setting) -> bool:
    """Whether a trigger only refers to what another trigger or sentence tells."""
    return (
        _serves(setting)
        or _is_threatened(setting)
        or _is_recalled(setting)
        or _is_debris(setting)
        or _is_undone(setting)
    )


def _serves(setting: Setting) -> bool:
    """A demand of a protest, a hospital that takes in the hurt, a swap that someone mediated."""
    value = setting.value
    if value.type == "REQUEST":
        return "PROTEST" in setting.kinds
    if value.type == "ASSAULT" and "AID" in setting.kinds:
        return _is_patients(setting)
    if value.type == "RESPOND":
        received = trigger_word(setting.story, setting.trigger) in retellings().file.receiving
        return received and "ASSAULT" in setting.kinds
    return value.type == "CONSULT" and value.passive and bool(setting.kinds & {"RETREAT", "AGREE"})


def _is_patients(setting: Setting) -> bool:
    """Whether only the wounds of those treated are told: "treated 46 wounded, 12 of them with bullet wounds"."""
    aid = [mark for mark in setting.told if mark.value.type == "AID"]
    if not any(trigger_word(setting.story, mark) in retellings().file.receiving for mark in aid):
        return False
    start, end = setting.trigger.start, setting.trigger.end
    hurt = setting.story.casualties(setting.line.index)
    return any(min(mark.start, mark.value.word[0]) < end and start < max(mark.end, mark.value.word[1]) for mark in hurt)


def _is_threatened(setting: Setting) -> bool:
    """What a threat of the same sentence holds out is no event beside it."""
    value, start = setting.value, setting.trigger.start
    threats = [mark for mark in setting.told if mark.value.type == "THREATEN" and mark.start < start]
    if not threats or value.type == "THREATEN":
        return False
    same = value.type == "ASSAULT" and value.form == "noun" and value.clause == threats[0].value.clause
    return value.status in HELD_OUT or same


def _is_recalled(setting: Setting) -> bool:
    """A definite noun for what was told before: "after the attack", "condemned the strike"."""
    value, line, trigger = setting.value, setting.line, setting.trigger
    if value.form != "noun" or not setting.alike:
        return False
    if value.anaphoric and retellings().dating.match(line.after(trigger.end)):
        return True
    if value.anaphoric and recalled_before().search(line.before(trigger.start)):
        return not any(value.clause[0] <= mark.start < value.clause[1] for mark in setting.story.casualties(line.index))
    adds = _adds(setting.story, trigger)
    if value.anaphoric and value.status == "occurred":
        sides = value.type == "ASSAULT" or retellings().sides.match(line.after(trigger.end))
        if not (adds and sides):
            return True
    judged = any(mark.value.type in {"ACCUSE", "SANCTION"} and mark.start < trigger.start for mark in setting.told)
    return value.type == "ASSAULT" and judged and not adds


def _is_debris(setting: Setting) -> bool:
    """What fell from munitions shot down, when nobody is told hurt by it."""
    if setting.value.type != "ASSAULT" or "INTERCEPT" not in setting.kinds:
        return False
    if not retellings().debris.search(setting.line.before(setting.trigger.start)):
        return False
    hurt = setting.story.casualties(setting.line.index)
    return not any(mark.value.count and mark.value.count.best for mark in hurt)


def _is_undone(setting: Setting) -> bool:
    """An act that someone denies, told elsewhere or not worth telling without its denial."""
    kind = setting.value.type
    if kind not in retellings().file.deniable or not _is_denied(setting.story, setting.trigger):
        return False
    return setting.alike or kind != "ASSAULT"


def trigger_word(story: Story, trigger: Mark[Trigger]) -> str:
    """The trigger's own words in lower case."""
    return story.text[trigger.start : trigger.end].lower()


def is_quoted(story: Story, trigger: Mark[Trigger]) -> bool:
    """Whether the words stand in a direct quotation, where talk is not yet an event."""
    if _is_fragment(story, trigger):
        return False
    if trigger.value.quoted:
        return True
    said = story.attributions(trigger.value.sentence)
    return any(found.value.kind == "direct" and _covers(found, trigger.start) for found in said)


def _is_fragment(story: Story, trigger: Mark[Trigger]) -> bool:
    """Whether only the words are quoted, and their subject stands before them: the mission "condemns" it."""
    before = story.text[: trigger.start]
    if trigger.value.form not in FINITE | {"s"} or not before.endswith(QUOTES):
        return False
    return before[:-1].rstrip()[-1:].isalnum()


def _covers(found: Mark[Attribution], offset: int) -> bool:
    return any(start <= offset < end for start, end in found.value.content)


def _is_denied(story: Story, trigger: Mark[Trigger]) -> bool:
    said = story.attributions(trigger.value.sentence)
    return any(found.value.certainty == "denied" and _covers(found, trigger.start) for found in said)


def _adds(story: Story, trigger: Mark[Trigger]) -> bool:
    """Whether a reference brings people hurt, or a day of its own."""
    start, end = trigger.value.clause
    hurt = any(start <= mark.start < end for mark in story.casualties(trigger.value.sentence))
    return hurt or bool(_days(story, trigger, trigger.value.clause))


def is_same(story: Story, line: Line, draft: Draft, trigger: Mark[Trigger]) -> bool:
    """Whether a further trigger of the sentence tells of the draft's act."""
    if draft.type != trigger.value.type:
        return False
    between = line.lower[draft.triggers[-1].end - line.mark.start : trigger.start - line.mark.start]
    match draft.type:
        case "ASSAULT":
            return _same_attack(story, draft, trigger, between)
        case "DISRUPT":
            return _same_outage(story, draft, trigger, between)
        case "CONSULT" | "AGREE" | "RETREAT":
            return _same_talk(story, draft, trigger, between)
        case _:
            return _same_act(story, draft, trigger, between)


def _same_attack(story: Story, draft: Draft, trigger: Mark[Trigger], between: str) -> bool:
    rules = retellings()
    if _is_answer(draft, trigger, between):
        return False
    if not rules.parting.search(between):
        return True
    apart = _own_place(story, draft, trigger) or _own_time(story, draft, trigger)
    return not (apart or rules.again.search(between))


def _is_answer(draft: Draft, trigger: Mark[Trigger], between: str) -> bool:
    """Whether one side's blow answers another's: "began striking targets after gunmen opened fire"."""
    blows = all(value.form != "noun" and value.frame == "act" and not value.passive for value in (
        draft.triggers[-1].value, trigger.value,
    ))  # fmt: skip
    return blows and retellings().answered.search(between) is not None


def _same_outage(story: Story, draft: Draft, trigger: Mark[Trigger], between: str) -> bool:
    rules, value, last = retellings(), trigger.value, draft.triggers[-1].value
    if {last.form, value.form} <= FINITE and last.service != value.service:
        return False  # "closed the crossings and cut the power"
    if (last.effect == "restored") != (value.effect == "restored") or rules.parting_outages.search(between):
        return False
    return not (rules.parting.search(between) and _own_place(story, draft, trigger))


def _same_talk(story: Story, draft: Draft, trigger: Mark[Trigger], between: str) -> bool:
    rules, value = retellings(), trigger.value
    if value.type == "CONSULT" and trigger_word(story, trigger).split()[0].strip(",") in rules.file.afresh:
        return False
    if value.type != "CONSULT" and value.mode is not None and draft.mode not in {None, value.mode}:
        return False
    nouns = "noun" in {value.form, draft.trigger.value.form}
    alike = draft.status == value.status or {draft.status, value.status} <= DONE or nouns
    return alike and not rules.parting_talks.search(between)


def _same_act(story: Story, draft: Draft, trigger: Mark[Trigger], between: str) -> bool:
    rules, value = retellings(), trigger.value
    hindering = rules.file.hindering | {None}
    word = trigger_word(story, trigger).split()[0]
    if value.type == "COERCE" and word.endswith("ing") and {draft.mode, value.mode} <= hindering:
        return True
    if value.mode and draft.mode and value.mode != draft.mode:
        return False
    if value.type in {"SANCTION", "COERCE"}:
        return not (rules.parting.search(between) and _own_place(story, draft, trigger))
    return not rules.parting_acts.search(between) or value.clause == draft.triggers[-1].value.clause


def _own_place(story: Story, draft: Draft, trigger: Mark[Trigger]) -> bool:
    """Whether the two triggers stand with places of their own."""
    places = [mark for mark in story.places(trigger.value.sentence) if mark.value.role == "place"]
    spans = draft.triggers[-1].value.clause, trigger.value.clause
    first, second = ({mark.value.name for mark in places if a <= mark.start < b} for a, b in spans)
    return bool(second - first) and bool(first)


def _own_time(story: Story, draft: Draft, trigger: Mark[Trigger]) -> bool:
    """Whether the two triggers stand with days or hours of their own."""
    first, second = draft.triggers[-1].value.clause, trigger.value.clause
    return first != second and bool(_days(story, trigger, first) and _days(story, trigger, second))


def _days(story: Story, trigger: Mark[Trigger], span: tuple[int, int]) -> list[int]:
    times = story.times(trigger.value.sentence)
    return [mark.start for mark in times if mark.value.kind == "point" and span[0] <= mark.start < span[1]]
