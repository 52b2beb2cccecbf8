"""Which event each casualty figure belongs to, and which figures of an event are one."""

from __future__ import annotations

import dataclasses
import re

from sitrep.annotations.layers import CasualtyFigure, Quantity, Trigger
from sitrep.annotations.lines import Line
from sitrep.annotations.sheet import Mark
from sitrep.records.drafts import Draft, Story
from sitrep.records.nearness import battle_before, nearest, previous_assault
from sitrep.records.owning import fitting, owner
from sitrep.records.roles import Roles

#: A later toll may come this many paragraphs after its attack.
TOLL_REACH = 6
VIOLENT = {"killed", "wounded", "missing", "trapped"}
#: Which outcomes go with which types; the rest need an attack.
OUTCOMES: dict[str, frozenset[str]] = {
    "ASSAULT": frozenset({"killed", "wounded", "missing", "displaced", "trapped", "abducted", "detained"}),
    "COERCE": frozenset({"detained", "displaced", "wounded", "killed"}),
    "RETREAT": frozenset({"released"}),
    "RESPOND": frozenset({"evacuated", "wounded", "released", "trapped"}),
    "PROTEST": frozenset({"wounded", "killed"}),
    "INTERCEPT": frozenset({"wounded", "killed"}),
}
#: Between two figures of one sentence: they are told by different voices, or one holds the other.
NOT_ADDED = re.compile(
    r"\b(?:said|says|say|told|while|but|including|among|of them|of whom|according|put|claimed|reported|counted|total|"
    r"toll|bringing|up from|later|previous|earlier|or|since|when|after|before)\b|[.:(]"
)
#: A destination is no place where people were driven from: "left the camp for Fata Borno".
DESTINATION = re.compile(r"\b(?:for|to|toward|towards|into|reach|reached|in)(?: the)?(?: [\w'’-]+){0,2} $")
#: A whole war's refugees are of no one attack.
WAR = re.compile(r"\b(?:conflict|war|civil war|invasion|crisis)\b")


def attach_figures(story: Story, line: Line, here: list[Draft], drafts: list[Draft], roles: Roles) -> None:
    """Hangs the figures of a sentence on their events."""
    for mark in story.casualties(line.index):
        if mark.value.recalled:
            continue
        types = {kind for kind, outcomes in OUTCOMES.items() if mark.value.outcome in outcomes}
        ruled = _home(story, line, mark, here, drafts)
        draft = owner(story, "victim", mark, ruled, fitting(drafts, types), roles)
        if draft is not None and not _is_repeated(draft, mark):
            draft.casualties.append(mark)


def only_retells(story: Story, draft: Draft, drafts: list[Draft]) -> bool:
    """Whether the words of an attack only count again, or describe, people hurt in one told before."""
    if draft.type == "ASSAULT" and _is_of_battle(story, draft, drafts):
        return True
    if draft.type != "ASSAULT" or not any(
        other.type == "ASSAULT" and other.casualties and other.sentence < draft.sentence for other in drafts
    ):
        return False
    again = [mark for mark in story.casualties(draft.sentence) if mark.value.part or mark.value.toll]
    line = story.lines[draft.sentence]
    if story.places(line.index) and all(_is_one(mark) for mark in again):
        return False  # "The mayor was killed near Bor on Friday": told with a place of its own
    return all(any(_touches(line, trigger, mark) for mark in again) for trigger in draft.triggers)


def _is_of_battle(story: Story, draft: Draft, drafts: list[Draft]) -> bool:
    """Whether only those are told who died in the fight for a place just told to be taken."""
    line = story.lines[draft.sentence]
    if story.places(line.index) or battle_before(line, drafts) is None:
        return False
    if any(told.value.form != "noun" and not told.value.passive for told in draft.triggers):
        return False  # "the enemy lost 90 men": whoever counts losses tells of more than this fight
    if any(
        other.type == "ASSAULT" and other.sentence < draft.sentence
        for other in drafts
        if other.paragraph == line.paragraph
    ):
        return False
    hurt = story.casualties(line.index)
    return all(any(_touches(line, trigger, mark) for mark in hurt) for trigger in draft.triggers)


def _is_one(mark: Mark[CasualtyFigure]) -> bool:
    return mark.value.part and mark.value.count is not None and mark.value.count.best == 1


def _touches(line: Line, trigger: Mark[Trigger], mark: Mark[CasualtyFigure]) -> bool:
    """Whether the trigger's words are the figure's own."""
    start, end = min(mark.start, mark.value.word[0]), max(mark.end, mark.value.word[1])
    return start < trigger.end and trigger.start < end and line.mark.start <= trigger.start


def settle_figures(story: Story, draft: Draft) -> None:
    """Each figure of a whole event once: parts joined, sums made, vague ones replaced by exact ones."""
    marks = sorted(draft.casualties, key=lambda mark: mark.start)
    whole: list[Mark[CasualtyFigure]] = []
    for mark in marks:
        if mark.value.part:
            continue
        if whole and _adds_up(story, whole[-1], mark):
            whole[-1] = _sum(whole[-1], mark)
        else:
            whole.append(mark)
    for part in (mark for mark in marks if mark.value.part):
        known = [index for index, mark in enumerate(whole) if mark.value.outcome == part.value.outcome]
        if known:
            whole[known[0]] = _with_people(whole[known[0]], part)
        else:
            whole.append(part)
    draft.casualties = [mark for mark in whole if not any(_replaces(other, mark) for other in whole)]


def _home(story: Story, line: Line, mark: Mark[CasualtyFigure], here: list[Draft], drafts: list[Draft]) -> Draft | None:
    """The event a figure belongs to."""
    outcome = mark.value.outcome
    types = {kind for kind, outcomes in OUTCOMES.items() if outcome in outcomes}
    own = nearest(here, mark, types - {"PROTEST", "INTERCEPT"}) or nearest(here, mark, types)
    if own is not None and own.mode == "arrest" and outcome in VIOLENT:
        own = nearest(here, mark, {"ASSAULT"}) or previous_assault(line, drafts) or own
    if own is not None:
        coerced = next((draft for draft in here if draft.type == "COERCE"), None)
        return coerced if outcome == "detained" and own.type == "ASSAULT" and coerced else own
    if outcome == "displaced":
        return _driving(story, line, drafts)
    if outcome in VIOLENT:
        counted = _counted_before(line, mark, drafts)
        if mark.value.is_none:
            return _last_violence(line, drafts)
        before = previous_assault(line, drafts)
        if counted and before and before.paragraph != line.paragraph and not before.casualties:
            return counted
        return before or battle_before(line, drafts) or counted
    if outcome in {"abducted", "detained"}:
        if mark.value.part and outcome == "detained":
            return None  # "the gunman was arrested": no one of those whom the attack took
        return previous_assault(line, drafts) or _counted_before(line, mark, drafts)
    return None


def _last_violence(line: Line, drafts: list[Draft]) -> Draft | None:
    """What was told last before the sentence and could have hurt someone."""
    before = [
        draft for draft in drafts if draft.type in {"ASSAULT", "PROTEST", "INTERCEPT"} and draft.sentence < line.index
    ]
    near = [draft for draft in before if line.paragraph - draft.paragraph <= 1]
    return near[-1] if near else None


def _counted_before(line: Line, mark: Mark[CasualtyFigure], drafts: list[Draft]) -> Draft | None:
    """The attack whose people of this outcome were counted last: a later toll is of it."""
    before = [
        draft
        for draft in drafts
        if draft.type == "ASSAULT" and draft.sentence < line.index and line.paragraph - draft.paragraph <= TOLL_REACH
        and not draft.background
        and any(known.value.outcome == mark.value.outcome for known in draft.casualties)
    ]  # fmt: skip
    return before[-1] if before else None


def _driving(story: Story, line: Line, drafts: list[Draft]) -> Draft | None:
    """The attack that drove people out: the story's first, unless the sentence has a place or day of its own."""
    for place in story.places(line.index):
        if place.value.role == "place" and not DESTINATION.search(line.before(place.start)):
            return None
    if any(mark.value.precision in {"month", "year"} for mark in story.times(line.index)):
        return None
    if WAR.search(line.lower) or any(d.background and d.paragraph == line.paragraph for d in drafts):
        return None
    attacks = [draft for draft in drafts if draft.type == "ASSAULT" and draft.sentence < line.index]
    return attacks[0] if attacks else None


def _adds_up(story: Story, first: Mark[CasualtyFigure], second: Mark[CasualtyFigure]) -> bool:
    """Whether two figures of one sentence are parts of one count: "two died on the spot and one in hospital"."""
    if first.value.outcome != second.value.outcome or {first.value.part, second.value.part} != {False}:
        return False
    counts = (first.value.count, second.value.count)
    if any(count is None or count.low is None or count.high == 0 for count in counts) or second.value.toll:
        return False
    between = story.text[first.end : second.start].lower()
    return "\n" not in between and not NOT_ADDED.search(between) and "." not in between


def _sum(first: Mark[CasualtyFigure], second: Mark[CasualtyFigure]) -> Mark[CasualtyFigure]:
    one, two = first.value.count, second.value.count
    if one is None or two is None:
        return first
    count = Quantity(_plus(one.low, two.low), _plus(one.best, two.best), _plus(one.high, two.high))
    people = tuple(dict.fromkeys((*first.value.of, *second.value.of)))
    return Mark(first.start, second.end, dataclasses.replace(first.value, count=count, of=people), first.step)


def _plus(one: int | None, two: int | None) -> int | None:
    return one + two if one is not None and two is not None else None


def _is_repeated(draft: Draft, mark: Mark[CasualtyFigure]) -> bool:
    """Whether the draft has this very figure already; then the people described are joined to it."""
    for index, known in enumerate(draft.casualties):
        same = known.value.outcome == mark.value.outcome and known.value.count is not None
        if same and not mark.value.part and known.value.count == mark.value.count:
            if mark.value.of and not known.value.of:
                draft.casualties[index] = mark
            return True
    return False


def _with_people(mark: Mark[CasualtyFigure], part: Mark[CasualtyFigure]) -> Mark[CasualtyFigure]:
    """The figure with people described later, each once."""
    people = list(mark.value.of)
    whole = mark.value.count.best if mark.value.count else None
    if whole is not None and sum(person.count for person in people) >= whole:
        return mark
    for person in part.value.of:
        if not any(
            (person.sex, person.age, person.category) == (p.sex, p.age, p.category) and person.age is not None
            for p in people
        ):
            people.append(person)
    return mark._replace(value=dataclasses.replace(mark.value, of=tuple(people)))


def _replaces(other: Mark[CasualtyFigure], mark: Mark[CasualtyFigure]) -> bool:
    """Whether an exact figure told later stands for this vague one."""
    vague, exact = mark.value.count, other.value.count
    if vague is None or exact is None or other.value.outcome != mark.value.outcome or other.start <= mark.start:
        return False
    if (
        vague.best is not None
        or vague.high is not None
        or vague.low is None
        or exact.best is None
        or exact.high is None
    ):
        return False
    return vague.low <= exact.best
