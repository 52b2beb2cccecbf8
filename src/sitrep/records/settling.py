"""What is history and what it is about: the last decisions on each event by itself."""

from __future__ import annotations

from datetime import date

from sitrep.annotations.issues import issues_of
from sitrep.annotations.meeting import heard_as_history
from sitrep.codebook.signs import context_words, signs
from sitrep.records.drafts import Draft, Story
from sitrep.records.sides import telling
from sitrep.records.timing import is_to_come

#: A happening told more than this many days after is history the story recalls.
NEWS_DAYS = 8
#: A state that began this many days ago and lasts is still the story's own; older ones are recalled.
LASTING_DAYS = 400
#: A lead may reveal what happened this many days ago.
REVEALED_DAYS = 180
TALKED_OVER = frozenset({"CONSULT", "AGREE", "REJECT", "REQUEST", "RETREAT", "COOPERATE", "THREATEN"})
#: Types that can last.
STATES = frozenset({"COERCE", "DISRUPT", "MOBILIZE", "ASSAULT", "RESPOND"})
#: Forms of a verb in the past.
PAST = frozenset({"past", "ed"})
#: Forms of a verb, or a noun, that "since" can look back to.
LOOKED_BACK = frozenset({"noun", "past", "ed"})


def decide(story: Story, drafts: list[Draft]) -> None:
    """Settles background, contexts and issues of each event."""
    paragraphs = {index: number for number, group in enumerate(story.paragraphs) for index in group}
    for draft in drafts:
        if _still_lasts(story, draft):
            draft.status = "ongoing"
        elif _is_promised(story, draft) or _is_ahead(story, draft):
            draft.status = "planned"
        draft.background = _is_history(story, draft)
        draft.contexts = _contexts(story, draft)
        if draft.type in TALKED_OVER and not draft.background:
            said = story.text[draft.anchor[0] : draft.anchor[1]].lower()
            around = " ".join(story.lines[i].lower for i in story.paragraphs[paragraphs[draft.sentence]])
            draft.issues = tuple(code for code in issues_of(said, around) if code != "process")


def _age(story: Story, day: str | None) -> int | None:
    """How many days before publication a day lies, when both are known."""
    published = story.document.day
    if published is None or day is None:
        return None
    return (published - date.fromisoformat(day[:10])).days


def _still_lasts(story: Story, draft: Draft) -> bool:
    """Whether it began in the last year and is told as going on: "has surrounded the city since May"."""
    value = draft.when.value if draft.when else None
    if value is None or value.start is None or value.end is not None or draft.type not in STATES:
        return False
    age = _age(story, value.start)
    if draft.status != "occurred" or age is None or age > LASTING_DAYS:
        return False
    line = story.lines[draft.sentence]
    return any(signs().history.lasting.search(line.before(trigger.start)) is not None for trigger in draft.triggers)


def _is_promised(story: Story, draft: Draft) -> bool:
    """Whether help is only pledged or announced, not yet given."""
    if draft.type != "AID" or draft.status != "occurred":
        return False
    told = story.lines[draft.sentence].lower[: draft.trigger.end - story.lines[draft.sentence].mark.start]
    return signs().history.promised.search(told) is not None


def _is_ahead(story: Story, draft: Draft) -> bool:
    """Whether its own day is still to come: what is told of it in the present is fixed, not done."""
    if draft.status != "occurred" or not draft.own_time or draft.when is None:
        return False
    return is_to_come(story, draft.when)


def _is_history(story: Story, draft: Draft) -> bool:
    """Whether the story only recalls it."""
    if draft.status in {"ongoing", "planned"} or _is_revealed(story, draft):
        return False
    value = draft.when.value if draft.when else None
    if value is not None and draft.own_time:
        last = _age(story, value.end)
        if last is not None:
            return last > NEWS_DAYS
        first = _age(story, value.start) if value.end is None else None
        if first is not None and draft.status == "occurred":
            return first > NEWS_DAYS and draft.type != "DISRUPT"
    return is_recalled(story, draft)


def is_recalled(story: Story, draft: Draft) -> bool:
    """Whether the words themselves recall it, whatever its day."""
    if _recalled_by_words(story, draft):
        return True
    return heard_as_history(draft.trigger) and not _is_plainly_told(story, draft)


def _is_plainly_told(story: Story, draft: Draft) -> bool:
    """Whether a verb in the plain past tells it, the tense of news: history is dated or looked back on."""
    line = story.lines[draft.sentence]
    looked_back = signs().history.perfect.search(line.before(draft.trigger.start)) is not None
    return draft.trigger.value.form in PAST and not looked_back


def _recalled_by_words(story: Story, draft: Draft) -> bool:
    """Whether its words recall it: "since the invasion", "more than 40,000 have been killed in the war"."""
    line = story.lines[draft.sentence]
    clause = line.lower[max(0, draft.anchor[0] - line.mark.start) : draft.anchor[1] - line.mark.start]
    if draft.type == "ASSAULT" and signs().history.cumulative.search(line.lower):
        return True
    before = line.before(draft.trigger.start)
    if draft.trigger.value.form in LOOKED_BACK and signs().history.since.search(before):
        return True
    return signs().history.recalled.search(clause) is not None


def _is_revealed(story: Story, draft: Draft) -> bool:
    """Whether the lead itself reveals it: "soldiers killed 90 villagers in March, investigators said on Monday"."""
    age = _age(story, draft.when.value.end) if draft.when else None
    if age is None or age > REVEALED_DAYS:
        return False
    lead = next((line.index for line in story.lines if line.mark.value.kind == "prose"), 0)
    return draft.sentence == lead and telling(story, draft.sentence, draft.trigger.start) is not None


def _contexts(story: Story, draft: Draft) -> tuple[str, ...]:
    """The contexts of its type or mode, then those that its own words put it in."""
    known = signs().contexts
    found = list(known.by_mode.get(draft.mode or "", known.by_type.get(draft.type, ())))
    clause = story.text[draft.anchor[0] : draft.anchor[1]].lower()
    found.extend(code for code, _ in context_words().over(clause))
    return tuple(dict.fromkeys(found))
