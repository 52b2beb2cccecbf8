"""Why an event has its time and its place: the rule, the words, what they stand for and what came next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from typing_extensions import override

from sitrep.annotations.layers import PLACES, TIMES, Place, TimeExpression
from sitrep.annotations.sheet import Mark
from sitrep.codebook.choices import choices
from sitrep.grounding.gazetteer import Entry, gazetteer
from sitrep.records.candidates import position
from sitrep.records.drafts import Draft, Story

#: Rules that say by their name where the words stand.
SAME_WORDS = frozenset({"clause", "sentence"})
#: Namesakes listed beside the place chosen.
LISTED = 2


@dataclass(frozen=True, slots=True)
class Choice:
    """What a value was chosen by: ``words`` None where nothing was chosen; ``reasons`` in order, in plain words."""

    words: str | None
    reasons: tuple[str, ...]

    @override
    def __str__(self) -> str:
        """The choice on one line."""
        told = f"'{self.words}': " if self.words else "not told: "
        return told + "; ".join(self.reasons)


def explain(story: Story, draft: Draft) -> dict[str, Choice]:
    """Why the event has its ``when`` and its ``where``."""
    return {"when": _when(story, draft), "where": _where(story, draft)}


def _when(story: Story, draft: Draft) -> Choice:
    rival = _rival(story, draft, draft.when, [m for m in story.sheet.marks(TIMES) if m.value.kind == "point"])
    if draft.when is None:
        return Choice(None, (_untold(story, draft), *rival))
    value = draft.when.value
    counted = choices().counted.get(value.anchored, value.anchored)
    day = story.document.day
    if value.anchored == "published" and day is not None:
        counted += f", {day.isoformat()}"
    rule = choices().when.get(draft.when_rule or "", "")
    stands = "" if draft.when_rule in SAME_WORDS else _stands(story, draft, draft.when)
    return _choice(story, draft.when, (rule, stands, counted, *rival))


def _untold(story: Story, draft: Draft) -> str:
    """Why there is no time: none was told, or one that stands for no day."""
    for mark in unresolved(story, draft):
        reason = mark.value.anchored.removeprefix("unresolved: ")
        return f"'{story.text[mark.start : mark.end]}' stays unresolved, {reason}"
    return choices().none["when"]


def unresolved(story: Story, draft: Draft) -> list[Mark[TimeExpression]]:
    """The times in the event's own words that stand for no day."""
    told = [mark for mark in story.times(draft.sentence) if draft.anchor[0] <= mark.start < draft.anchor[1]]
    return [mark for mark in told if mark.value.anchored.startswith("unresolved")]


def _where(story: Story, draft: Draft) -> Choice:
    rival = _rival(story, draft, draft.where, [m for m in story.sheet.marks(PLACES) if m.value.role != "actor"])
    if draft.where is None:
        return Choice(None, (choices().none["where"], *rival))
    rule = choices().where.get(draft.where_rule or "", "")
    town = f"set in its town, {draft.town.value.name}" if draft.town is not None else ""
    stands = "" if draft.where_rule in SAME_WORDS else _stands(story, draft, draft.where)
    return _choice(story, draft.where, (rule, stands, _resolved(draft.where.value), town, *rival))


def _choice(story: Story, mark: Mark[Any], reasons: Iterable[str]) -> Choice:
    return Choice(_words(story, mark), tuple(reason for reason in reasons if reason))


def _stands(story: Story, draft: Draft, mark: Mark[Any]) -> str:
    if isinstance(mark.value, Place) and mark.value.is_dateline:
        return "in the dateline"
    return choices().stands[position(story, draft, (mark.start, mark.end))]


def _rival(story: Story, draft: Draft, chosen: Mark[Any] | None, marks: Iterable[Mark[Any]]) -> list[str]:
    """What would have come next: the nearest other words of the kind, of the event's paragraph or the one before."""
    paragraphs = {draft.paragraph, draft.paragraph - 1}
    near = [mark for mark in marks if story.lines[story.sentence_at(mark.start)].paragraph in paragraphs]
    others = [mark for mark in near if chosen is None or mark.value != chosen.value and not _touch(mark, chosen)]
    order = list(choices().stands)
    ranked = sorted(
        others,
        key=lambda mark: (
            order.index(position(story, draft, (mark.start, mark.end))),
            abs(mark.start - draft.trigger.start),
        ),
    )
    came = "nearest was" if chosen is None else "next came"
    return [f"{came} '{_words(story, mark)}' {_stands(story, draft, mark)}" for mark in ranked[:1]]


def _words(story: Story, mark: Mark[Any]) -> str:
    return " ".join(story.text[mark.start : mark.end].split())


def _touch(one: Mark[Any], other: Mark[Any]) -> bool:
    return one.start < other.end and other.start < one.end


def _resolved(place: Place) -> str:
    """Which entry of the gazetteer is meant, and over which namesakes."""
    if place.geonames_id is None:
        return "no gazetteer entry" if place.lat is None else "placed by what it lies in"
    others = [entry for entry in gazetteer().find(place.name) if entry.geonames_id not in {place.geonames_id, None}]
    over = ", ".join(_called(entry) for entry in others[:LISTED])
    return f"GeoNames {place.geonames_id}" + (f", the likelier here than {over}" if over else "")


def _called(entry: Entry) -> str:
    parts = [part for part in (entry.admin1, entry.country) if part]
    return f"{entry.geonames_id} ({', '.join(parts)})"
