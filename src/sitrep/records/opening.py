"""Which triggers open an event of their own, and the words that report it."""

from __future__ import annotations

from sitrep.annotations.clauses import boundaries
from sitrep.annotations.layers import Trigger
from sitrep.annotations.lines import Line
from sitrep.annotations.sheet import Mark
from sitrep.codebook.retellings import retellings
from sitrep.records.drafts import Draft, Story
from sitrep.records.retelling import Setting, is_idle, is_quoted, is_same


def open_events(story: Story) -> list[Draft]:
    """The drafts of all sentences, in order."""
    drafts: list[Draft] = []
    for line in story.lines:
        drafts.extend(_of_sentence(story, line, drafts))
    return drafts


def _of_sentence(story: Story, line: Line, earlier: list[Draft]) -> list[Draft]:
    drafts: list[Draft] = []
    told = story.triggers(line.index)
    for trigger in told:
        if trigger.value.weak or not _opens(Setting(story, line, trigger, told, earlier)):
            continue
        same = [draft for draft in drafts if is_same(story, line, draft, trigger)]
        if same:
            _extend(same[-1], trigger)
        else:
            drafts.append(_given_in_return(line, _draft(line, trigger), drafts))
    for draft in drafts:
        draft.anchor = _anchor(story, line, draft, drafts)
    return drafts


def _opens(setting: Setting) -> bool:
    """Whether the trigger reports an act: firmly, not only in general, in talk or by reference."""
    value = setting.value
    if value.vague or is_idle(setting):
        return False
    return value.type in retellings().file.witnessed or not is_quoted(setting.story, setting.trigger)


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


def _given_in_return(line: Line, draft: Draft, drafts: list[Draft]) -> Draft:
    """The draft; what is given "in return for" an act not done yet is not done either."""
    given = retellings().in_return.search(line.before(draft.trigger.start)) is not None
    if given and drafts and draft.status == "occurred":
        draft.status = drafts[-1].status
    return draft


def _extend(draft: Draft, trigger: Mark[Trigger]) -> None:
    draft.triggers.append(trigger)
    draft.mode = draft.mode or trigger.value.mode
    if draft.status in {"hypothetical", "planned"} and trigger.value.status == "occurred" and draft.type == "ASSAULT":
        draft.status = "occurred"


def _anchor(story: Story, line: Line, draft: Draft, drafts: list[Draft]) -> tuple[int, int]:
    """The words that report the event: its clauses, without the words that say who says so."""
    start = min(mark.value.clause[0] for mark in draft.triggers)
    end = max(max(mark.value.clause[1], mark.end) for mark in draft.triggers)
    told = draft.triggers[-1].end
    later = [other.trigger.start for other in drafts if other is not draft and other.trigger.start > told]
    bounds = boundaries(line) if later else []
    for begin in later:
        end = min(end, max((bound for bound in bounds if told <= bound <= begin), default=begin))
    for found in story.attributions(line.index):
        for a, b in found.value.content:
            if a <= draft.trigger.start < b:
                start, end = max(start, a), min(end, max(b, draft.trigger.end))
    text = story.text[start:end]
    lead = len(text) - len(text.lstrip(" ,;—–-"))
    trail = len(text) - len(text.rstrip(" ,;.—–-"))
    return start + lead, max(end - trail, start + lead + 1)
