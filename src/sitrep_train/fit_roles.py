"""Fits the weights by which candidates for a role are chosen, on gold stories.

Run it as ``python -m sitrep_train.fit_roles --gold FOLDER`` whenever the encoder or the rules have changed; it writes
``role_weights.yaml`` anew and prints, role by role, how often the rules alone and the fitted weights choose rightly
on stories left out of the fit.

Every choice the record builder makes in a story is noted with its options; an option is right when gold says so.
The weights are those under which the right options are likeliest (a conditional logit), kept small by a penalty.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import resources
from pathlib import Path
from typing import Any, Final, TypeVar

import numpy as np
import yaml
from numpy.typing import NDArray
from typing_extensions import override

from sitrep.annotations.encoded import encoded
from sitrep.annotations.encoder import Reading
from sitrep.annotations.layers import CASUALTIES, DAMAGE, WEAPONS, Quantity, Span, TimeExpression
from sitrep.annotations.sheet import Mark, Sheet, lay
from sitrep.codebook.role_weights import found_sectors, role_weights
from sitrep.desk.line import steps
from sitrep.records.assemble import drafts_of
from sitrep.records.drafts import Draft, Party, Story
from sitrep.records.roles import Option, Roles
from sitrep_eval.gold import GoldStory, gold_stories
from sitrep_eval.likeness import same_count, same_days, same_participant, same_place
from sitrep_eval.matching import EVENT_FLOOR, events_alike, pairs
from sitrep_eval.shapes import Count, Event, EventPart, Participant, When, Where, told

T = TypeVar("T")
Array = NDArray[np.float64]
Noted = tuple[str, tuple[Option[Any], ...]]
Judge = Callable[[Option[Any], EventPart], bool]
#: How firmly weights are kept small, and how many steps of Newton's lead to them.
PENALTY: Final = 0.5
#: What the weight of "nobody" is moved by: F1 is highest when a value is kept that is right in two of five cases,
#: and a telling kept apart that is the first in two of five.
LEANING: Final = {"again": 0.4}
KEEPING: Final = -0.4
ROUNDS: Final = 30
FOLDS: Final = 6


@dataclass(frozen=True)
class Choice:
    """One choice: its story, each option's features, which options are right, and which the rules would take."""

    story: int
    role: str
    features: Array
    right: NDArray[np.bool_]
    ruled: int


class Listening(Roles):
    """Notes every choice with its options, and leaves it to the rules."""

    def __init__(self, reading: Reading | None) -> None:
        super().__init__(reading)
        self.noted: list[Noted] = []

    @property
    @override
    def heard(self) -> bool:
        """Always: every choice is to be noted, also where no model is shipped."""
        return True

    @override
    def choose(self, role: str, options: Sequence[Option[T]]) -> Option[T]:
        """The rules' choice."""
        self.noted.append((role, tuple(options)))
        return options[_ruled(options)]


def _ruled(options: Sequence[Option[Any]]) -> int:
    """Which option the rules take: the one they chose, or the last, that nobody fills the role."""
    chosen = [at for at, option in enumerate(options) if {"ruled", "taken_over"} & set(option.signs)]
    return chosen[0] if chosen else len(options) - 1


def choices_of(number: int, story: GoldStory) -> list[Choice]:
    """Every choice of a story that gold can judge."""
    sheet = lay(story.document, steps())
    roles = Listening(encoded(sheet, "roles"))
    kept = drafts_of(Story(sheet), roles)
    judge = _Judge(sheet, kept, roles.noted, told(story.report, story.text).events)
    found = []
    for role, options in roles.noted:
        right = judge.right(role, options)
        if right is not None and right.any() and not right.all():
            found.append(Choice(number, role, _features(role, options, roles), right, _ruled(options)))
    return found


def _features(role: str, options: Sequence[Option[Any]], roles: Roles) -> Array:
    names = ["model", *role_weights()[role].signs]
    features = np.zeros((len(options), len(names)))
    for row, option in enumerate(options):
        features[row, 0] = roles.said(role, option)
        for sign in option.signs:
            features[row, names.index(sign)] = 1
    return features


class _Judge:
    """Says which options of a choice gold confirms."""

    def __init__(self, sheet: Sheet, kept: list[Draft], noted: list[Noted], gold: Sequence[Event]) -> None:
        self.marks: dict[tuple[str, Span], list[Any]] = defaultdict(list)
        for role, layer in (("victim", CASUALTIES), ("damage", DAMAGE), ("weapon", WEAPONS)):
            marks: Sequence[Mark[Any]] = sheet.marks(layer)
            for mark in marks:
                self.marks[role, (mark.start, mark.end)].append(mark.value)
        self.gold: dict[Span, EventPart] = {}
        self.ruled: dict[tuple[int, str], list[Party]] = defaultdict(list)
        for role, (option, *_) in noted:
            if isinstance(option.value, Party) and "ruled" in option.signs:
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
        if role in {"victim", "damage", "weapon"}:
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
        others = [] if "ruled" in option.signs else self.ruled[id(option.draft), option.value.role]
        left = [
            gold for gold in event.participants if not any(same_participant(gold, _told(other)) for other in others)
        ]
        return any(same_participant(gold, _told(option.value)) for gold in left)

    def _event(self, option: Option[Any]) -> EventPart | None:
        if option.draft is None or option.span is None:
            return None
        spans = [(trigger.start, trigger.end) for trigger in option.draft.triggers]
        return next((self.gold[span] for span in spans if span in self.gold), None)


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


def fit(choices: Sequence[Choice]) -> Array:
    """The weights under which the right options are likeliest, kept small by a penalty."""
    most = max(len(choice.right) for choice in choices)
    width = choices[0].features.shape[1]
    features = np.zeros((len(choices), most, width))
    absent = np.ones((len(choices), most), dtype=bool)
    right = np.zeros((len(choices), most))
    for row, choice in enumerate(choices):
        end = len(choice.right)
        features[row, :end], absent[row, :end], right[row, :end] = choice.features, False, choice.right
    weights = np.zeros(width)
    for _ in range(ROUNDS):
        scores = np.where(absent, -np.inf, features @ weights)
        likely = np.exp(scores - scores.max(axis=1, keepdims=True))
        likely /= likely.sum(axis=1, keepdims=True)
        among = likely * right
        among /= among.sum(axis=1, keepdims=True)
        slope = np.einsum("cow,co->w", features, likely - among) + PENALTY * weights
        mean = np.einsum("cow,co->cw", features, likely)
        bend = np.einsum("cow,co,cov->wv", features, likely, features, optimize=True) - mean.T @ mean
        weights -= np.linalg.solve(bend + PENALTY * np.eye(width), slope)
    return weights


def share_right(choices: Sequence[Choice], weights: Array | None) -> float:
    """The share of choices that the weights, or without them the rules, make rightly."""
    taken = [choice.ruled if weights is None else int((choice.features @ weights).argmax()) for choice in choices]
    return float(np.mean([choice.right[at] for choice, at in zip(choices, taken, strict=True)]))


def left_out(choices: Sequence[Choice]) -> float:
    """The share of right choices in stories left out of the fit, fold by fold."""
    right = 0.0
    for fold in range(FOLDS):
        others = [choice for choice in choices if choice.story % FOLDS != fold]
        own = [choice for choice in choices if choice.story % FOLDS == fold]
        right += share_right(own, fit(others)) * len(own) if own and others else 0.0
    return right / len(choices)


def main() -> None:
    """Fits, writes and reports."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True, nargs="+", help="folders of gold stories")
    given = parser.parse_args()
    stories = [story for folder in given.gold for story in gold_stories(folder)]
    by_role: dict[str, list[Choice]] = defaultdict(list)
    for number, story in enumerate(stories):
        for choice in choices_of(number, story):
            by_role[choice.role].append(choice)
    written: dict[str, Any] = {}
    for role, weights in role_weights().items():
        choices = by_role[role]
        if not choices:
            written[role] = weights.model_dump(mode="json")
            continue
        model, *signs = (round(float(weight), 2) for weight in fit(choices))
        signs[list(weights.signs).index("none")] += LEANING.get(role, KEEPING)
        written[role] = {"asks": [*weights.asks], "model": model, "signs": dict(zip(weights.signs, signs, strict=True))}
        rules, fitted = share_right(choices, None), left_out(choices)
        print(f"{role:12} {len(choices):5} choices  rules {rules:.3f}  fitted, left out {fitted:.3f}")  # noqa: T201
    path = resources.files("sitrep.codebook").joinpath("data", "role_weights.yaml")
    with resources.as_file(path) as file:
        opening = [line for line in file.read_text(encoding="utf-8").splitlines(keepends=True) if line.startswith("#")]
        told_as = yaml.safe_dump(
            {"found": found_sectors(), "roles": written}, sort_keys=False, default_flow_style=None, width=120
        )
        file.write_text("".join(opening) + told_as, encoding="utf-8")


if __name__ == "__main__":
    main()
