"""Which options of a choice are right: what a gold story holds, or what a passage marks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sitrep.annotations.layers import CASUALTIES, DAMAGE, WEAPONS, Quantity, Span, TimeExpression
from sitrep.annotations.sheet import Mark, Sheet
from sitrep.codebook.role_weights import role_weights
from sitrep.records.drafts import Draft, Party
from sitrep.records.roles import Option
from sitrep_eval.likeness import same_count, same_days, same_participant, same_place
from sitrep_eval.matching import EVENT_FLOOR, events_alike, pairs
from sitrep_eval.shapes import Count, Event, EventPart, Participant, When, Where
from sitrep_train.passage import Act, Passage

Noted = tuple[str, tuple[Option[Any], ...]]
Judge = Callable[[Option[Any], EventPart], bool]
#: Roles in which an event is chosen for what is marked, not words for an event.
OWNED = frozenset({"victim", "damage", "weapon"})


class GoldJudge:
    """Says which options of a choice a gold story confirms."""

    def __init__(self, sheet: Sheet, kept: list[Draft], noted: list[Noted], gold: Sequence[Event]) -> None:
        self.marks: dict[tuple[str, Span], list[Any]] = defaultdict(list)
        for role, layer in (("victim", CASUALTIES), ("damage", DAMAGE), ("weapon", WEAPONS)):
            marks: Sequence[Mark[Any]] = sheet.marks(layer)
            for mark in marks:
                self.marks[role, (mark.start, mark.end)].append(mark.value)
        self.gold: dict[Span, EventPart] = {}
        self.ruled: dict[tuple[int, str], list[Party]] = defaultdict(list)
        for role, (option, *_) in noted:
            if isinstance(option.value, Party) and _is_ruled(option):
                self.ruled[id(option.draft), role].append(option.value)
        self.told_first = _told_first(noted, gold)
        ours = [_as_event(draft) for draft in kept]
        for index, at in pairs(gold, ours, events_alike, floor=EVENT_FLOOR):
            for trigger in kept[at].triggers:
                self.gold[trigger.start, trigger.end] = gold[index].part

    def right(self, role: str, options: Sequence[Option[Any]]) -> NDArray[np.bool_] | None:
        """Which options gold confirms, first by their very value, else loosely; None where it cannot tell."""
        if role == "again":
            return self._again(options)
        events = [self._event(option) for option in options]
        if not any(events):
            return None
        if role in OWNED:
            judges: list[Judge] = [partial(_owns, self.marks, role), partial(_owns_alike, self.marks, role)]
        else:
            judges = [{"when": _is_when, "where": _is_where}.get(role, self._is_party)]
        for judge in judges:
            marks = [event is not None and judge(option, event) for option, event in zip(options, events, strict=True)]
            if any(marks):
                return np.array(marks)
        if role in {"when", "where"} and any(getattr(event, role) for event in events if event):
            return None  # told, but read otherwise than gold has it: no word against any of them
        return np.array([option.span is None for option in options])

    def _again(self, options: Sequence[Option[Any]]) -> NDArray[np.bool_]:
        """What gold has an event for is told first; all else had better been one with an event told before."""
        second = options[-1].draft
        first = second is None or id(second) in self.told_first
        return np.array([(option.value is None) == first and self._is_known(option.value) for option in options])

    def _is_known(self, draft: Draft | None) -> bool:
        return draft is None or id(draft) in self.told_first

    def _is_party(self, option: Option[Any], event: EventPart) -> bool:
        """Whether gold has the participant, and the rules have not put another there who is the same to gold."""
        others = [] if _is_ruled(option) else self.ruled[id(option.draft), option.value.role]
        left = [
            gold for gold in event.participants if not any(same_participant(gold, _told(other)) for other in others)
        ]
        return any(same_participant(gold, _told(option.value)) for gold in left)

    def _event(self, option: Option[Any]) -> EventPart | None:
        if option.draft is None or option.span is None:
            return None
        spans = [(trigger.start, trigger.end) for trigger in option.draft.triggers]
        return next((self.gold[span] for span in spans if span in self.gold), None)


def _is_ruled(option: Option[Any]) -> bool:
    return bool({"ruled", "inferred"} & set(option.signs))


def _told_first(noted: list[Noted], gold: Sequence[Event]) -> set[int]:
    """The drafts that stand for a gold event by their own words, before any are merged."""
    drafts = [options[-1].draft for role, options in noted if role == "again"]
    ours = [_as_event(draft, merged=False) for draft in drafts if draft is not None]
    return {id(drafts[at]) for _, at in pairs(gold, ours, events_alike, floor=EVENT_FLOOR)}


def _as_event(draft: Draft, *, merged: bool = True) -> Event:
    """The draft as gold is laid beside it: its type and its words, also those of tellings merged into it."""
    spans = [draft.anchor, *(draft.others if merged else ())]
    return Event(EventPart(type=draft.type), frozenset(at for span in spans for at in range(*span)))


def _told(party: Party) -> Participant:
    return Participant(role=party.role, name=party.name, sector=party.sector, country=party.country)


def _is_when(option: Option[Any], event: EventPart) -> bool:
    time: TimeExpression = option.value.value
    return event.when is not None and same_days(event.when, When(start=time.start, end=time.end))


def _is_where(option: Option[Any], event: EventPart) -> bool:
    known = {name: getattr(option.value.value, name) for name in Where.model_fields}
    return event.where is not None and same_place(event.where, Where(**known))


def _owns(marks: dict[tuple[str, Span], list[Any]], role: str, option: Option[Any], event: EventPart) -> bool:
    """Whether gold has the very figure, damage or weapon on the event."""
    values = marks[role, option.span] if option.span else []
    if role == "weapon":
        return any(value.kind == other.kind for value in values for other in event.weapons)
    if role == "damage":
        things = [(other.object, other.effect) for other in event.damage]
        return any((value.object, value.effect) in things for value in values)
    return any(
        value.outcome == other.outcome and value.count and same_count(other.count, _count(value.count))
        for value in values
        for other in event.casualties
    )


def _owns_alike(marks: dict[tuple[str, Span], list[Any]], role: str, option: Option[Any], event: EventPart) -> bool:
    """Whether gold has one of its sort on the event: a figure that is only part of a sum."""
    values = marks[role, option.span] if option.span else []
    if role == "victim":
        return any(value.outcome == other.outcome for value in values for other in event.casualties)
    return role == "damage" and bool(event.damage)


def _count(count: Quantity) -> Count:
    return Count(low=count.low, best=count.best, high=count.high)


class PassageJudge:
    """Says which options of a choice the marks of a passage confirm."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage

    def right(self, role: str, options: Sequence[Option[Any]]) -> NDArray[np.bool_] | None:
        """Which options the passage ties to the trigger in the role; None where it cannot tell."""
        if role == "again":
            return None
        acts = [self._act(option) for option in options]
        if not any(acts):
            return None
        marks = [
            act is not None and self._ties(act, role, option.span) for option, act in zip(options, acts, strict=True)
        ]
        if any(marks):
            return np.array(marks)
        if self._is_told(role, options, acts):
            return None  # told, but in words or of an act that the rules do not offer
        return np.array([option.span is None for option in options])

    def _act(self, option: Option[Any]) -> Act | None:
        if option.draft is None or option.span is None:
            return None
        spans = [(trigger.start, trigger.end) for trigger in option.draft.triggers]
        same = [act for act in self.passage.acts if act.type == option.draft.type]
        return next((act for act in same for span in spans if _touch((act.trigger.start, act.trigger.end), span)), None)

    def _ties(self, act: Act | None, role: str, span: Span | None) -> bool:
        """Whether a link of the act (of any where none is given) holds the words in the role."""
        names = role_weights()[role].asks or (role,)
        return any(
            link.role in names
            and (act is None or link.anchor == act.trigger)
            and (span is None or _touch((link.target.start, link.target.end), span))
            for link in self.passage.links
        )

    def _is_told(self, role: str, options: Sequence[Option[Any]], acts: Sequence[Act | None]) -> bool:
        if role in OWNED:
            return self._ties(None, role, options[0].span)
        return role in {"when", "where"} and any(act is not None and self._ties(act, role, None) for act in acts)


def _touch(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
