"""What could fill a role of an event, and what the rules see in each candidate."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

from sitrep.annotations.layers import Place, Span, TimeExpression
from sitrep.annotations.sheet import Mark
from sitrep.records.drafts import Draft, Story
from sitrep.records.roles import Option
from sitrep.records.sides import in_anchor
from sitrep.records.timing import fits, is_day, is_of_something_else, is_old

T = TypeVar("T")

#: What belongs together is told at most this many paragraphs apart, or in the story's first.
REACH = 1


def times_of(story: Story, draft: Draft) -> list[Option[Mark[TimeExpression] | None]]:
    """The times that could date the event, what the rules chose first, and that none does."""
    marks = [mark for number in _around(story, draft) for mark in story.times(number, said=True)]
    marks = [mark for mark in marks if is_day(mark) and not _is_of_another(story, draft, mark)]
    options: list[Option[Mark[TimeExpression] | None]] = [
        Option(mark, draft, (mark.start, mark.end), (*_seen(story, draft, mark), *_time_signs(story, draft, mark)))
        for mark in _with(draft.when, marks)
    ]
    return [*options, nobody(None, draft, ruled=draft.when is None)]


def _is_of_another(story: Story, draft: Draft, mark: Mark[TimeExpression]) -> bool:
    """Whether the event's own sentence says that the time is that of something else."""
    beside = mark is not draft.when and story.sentence_at(mark.start) == draft.sentence
    return beside and is_of_something_else(story.lines[draft.sentence], draft, mark)


def places_of(story: Story, draft: Draft) -> list[Option[Mark[Place] | None]]:
    """The places where the event could have taken effect, what the rules chose first, and that none is told."""
    marks = [mark for number in _around(story, draft) for mark in story.places(number) if mark.value.role != "actor"]
    if draft.where is not None:  # a place that covers several stands for each of them
        span = draft.where.start, draft.where.end
        marks = [mark for mark in marks if not (span[0] <= mark.start and mark.end <= span[1])]
    options: list[Option[Mark[Place] | None]] = [
        Option(mark, draft, (mark.start, mark.end), (*_seen(story, draft, mark), *_place_signs(mark)))
        for mark in _with(draft.where, marks)
    ]
    return [*options, nobody(None, draft, ruled=draft.where is None)]


def owners_of(story: Story, mark: Mark[Any], ruled: Draft | None, drafts: list[Draft]) -> list[Option[Draft | None]]:
    """The events that what is marked could belong to, the rules' choice first, and that it belongs to none."""
    span = (mark.start, mark.end)
    sentence = story.sentence_at(mark.start)
    near = [draft for draft in drafts if draft is not ruled and _is_near(story, sentence, draft)]
    options: list[Option[Draft | None]] = [
        Option(draft, draft, span, (*(["ruled"] if draft is ruled else []), position(story, draft, span)))
        for draft in ([] if ruled is None else [ruled]) + near
    ]
    return [*options, nobody(None, None, ruled=ruled is None)]


def nobody(value: T, draft: Draft | None, *, ruled: bool) -> Option[T]:
    """The option that nothing fills the role."""
    return Option(value, draft, None, ("none", "none_ruled") if ruled else ("none",))


def position(story: Story, draft: Draft, span: Span) -> str:
    """Where the words stand, seen from the event."""
    sentence = story.sentence_at(span[0])
    if in_anchor(draft, span[0]):
        return "clause"
    if sentence == draft.sentence:
        return "sentence"
    if story.lines[sentence].paragraph != draft.paragraph:
        return "later" if sentence > draft.sentence else "far"
    return "after" if sentence > draft.sentence else "before"


def _with(chosen: Mark[Any] | None, marks: list[Mark[Any]]) -> list[Mark[Any]]:
    return marks if chosen is None else [chosen, *(mark for mark in marks if mark is not chosen)]


def _around(story: Story, draft: Draft) -> Iterator[int]:
    """The sentences in which the event's time and place may be told, in order."""
    opening = story.lines[0].paragraph
    for number, paragraph in enumerate(story.paragraph_of):
        if paragraph == opening or 0 <= draft.paragraph - paragraph <= REACH:
            yield number


def _is_near(story: Story, sentence: int, draft: Draft) -> bool:
    """Whether the event is told in the sentence's paragraph, the one before, or the story's first."""
    paragraph = story.lines[sentence].paragraph
    if draft.paragraph == story.lines[0].paragraph:
        return draft.sentence <= sentence
    return 0 <= paragraph - draft.paragraph <= REACH


def _seen(story: Story, draft: Draft, mark: Mark[Any]) -> list[str]:
    """Where the candidate stands, and whether the rules chose it."""
    signs = [position(story, draft, (mark.start, mark.end))]
    if mark is draft.when:
        signs.append("ruled" if draft.own_time else "taken_over")
    elif mark is draft.where:
        signs.append("ruled" if draft.own_place else "taken_over")
    return signs


def _time_signs(story: Story, draft: Draft, mark: Mark[TimeExpression]) -> list[str]:
    signs = []
    if story.sentence_at(mark.start) == draft.sentence and not fits(story, draft, mark):
        signs.append("unfit")
    if (mark.start, mark.end) in story.saying_times:
        signs.append("said")
    if is_old(story, mark):
        signs.append("old")
    return signs


def _place_signs(mark: Mark[Place]) -> list[str]:
    signs = []
    if mark.value.is_dateline:
        signs.append("dateline")
    if mark.value.role == "attributive":
        signs.append("attributive")
    elif mark.value.role != "place":
        signs.append("either")
    if mark.value.precision == "country":
        signs.append("country")
    return signs
