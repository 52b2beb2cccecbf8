"""What is history, what is only planned, what hangs on what: the last decisions on each event."""

from __future__ import annotations

import re
from datetime import date

from sitrep.annotations.issues import issues_of
from sitrep.records.drafts import Draft, Story

#: A happening told more than this many days after is history the story recalls.
NEWS_DAYS = 8
HISTORY = re.compile(r"\b(?:we remind|it will be recalled|recall that|as a reminder|the war began|the conflict began|decades? ago)\b")
CUMULATIVE = re.compile(r"\b(?:war|conflict|insurgency|fighting|violence|crisis|campaign|uprising|offensive|rebellion|unrest)\b(?:[\w ,’'-]{0,40}?) (?:has|have) (?:so far )?(?:killed|driven|displaced|claimed|forced|left|uprooted)\b|\b(?:have|has) been (?:killed|displaced|wounded) (?:since|in (?:the|more than|nearly|over)|so far)\b")
SINCE = re.compile(r"\bsince (?:the |its |their |a )?(?:[\w'’-]+ ){0,6}$")
CONTEXTS: dict[str, tuple[str, ...]] = {
    "ASSAULT": ("military",), "INTERCEPT": ("military",), "MOBILIZE": ("military",),
    "CONSULT": ("diplomatic",), "AGREE": ("diplomatic",), "REJECT": ("diplomatic",), "REQUEST": ("diplomatic",),
    "ACCUSE": ("diplomatic",), "THREATEN": ("military",), "SUPPORT": ("diplomatic",), "COOPERATE": ("diplomatic",),
    "CONCEDE": ("diplomatic",), "RETREAT": ("diplomatic",), "SANCTION": ("diplomatic",),
}  # fmt: skip
TALKED_OVER = {"CONSULT", "AGREE", "REJECT", "REQUEST", "RETREAT", "COOPERATE", "THREATEN"}


def decide(story: Story, drafts: list[Draft]) -> None:
    """Settles background, contexts and issues of each event."""
    for draft in drafts:
        draft.background = _is_history(story, draft)
        draft.contexts = _contexts(draft)
        if draft.type in TALKED_OVER and not draft.background:
            said = story.text[draft.anchor[0] : draft.anchor[1]].lower()
            around = " ".join(story.lines[i].lower for i in story.paragraphs[_paragraph_index(story, draft)])
            draft.issues = tuple(code for code in issues_of(said, around) if code != "process")


def _paragraph_index(story: Story, draft: Draft) -> int:
    for index, sentences in enumerate(story.paragraphs):
        if draft.sentence in sentences:
            return index
    return 0


def _is_history(story: Story, draft: Draft) -> bool:
    """Whether the story only recalls it."""
    if draft.status in {"ongoing", "planned"}:
        return False
    day = story.document.day
    line = story.lines[draft.sentence]
    clause = line.lower[draft.anchor[0] - line.mark.start : draft.anchor[1] - line.mark.start]
    last = draft.when.value.end if draft.when else None
    if day is not None and last is not None and draft.own_time:
        return (day - date.fromisoformat(last[:10])).days > NEWS_DAYS
    if draft.when and draft.when.value.start and last is None and day is not None and draft.status == "occurred":
        return (day - date.fromisoformat(draft.when.value.start[:10])).days > NEWS_DAYS and draft.type != "DISRUPT"
    if CUMULATIVE.search(line.lower) and draft.type == "ASSAULT":
        return True
    if SINCE.search(line.before(draft.trigger.start)) and draft.trigger.value.form in {"noun", "past", "ed"}:
        return True
    return bool(HISTORY.search(clause))


def _contexts(draft: Draft) -> tuple[str, ...]:
    if draft.type in {"SANCTION", "COERCE", "ACCUSE"} and draft.mode in {"convict", "investigate", "arrest"}:
        return ("legal",)
    if draft.type == "COERCE" and draft.mode == "seize":
        return ("military", "territory")
    return CONTEXTS.get(draft.type, ())


def link(story: Story, drafts: list[Draft]) -> None:
    """Ties an outage to the attack that caused it, and what followed to what went before."""
    for draft in drafts:
        if draft.type != "DISRUPT" or draft.status == "planned" or any(f.effect == "restored" for f in draft.services):
            continue
        near = [d for d in drafts if d.type == "ASSAULT" and d.background == draft.background and d.paragraph == draft.paragraph]
        same = [d for d in near if d.sentence == draft.sentence] or [d for d in near if d.sentence < draft.sentence]
        if same:
            draft.links.append(("caused-by", same[-1]))
