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
from sitrep.codebook.role_weights import role_weights
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
Judge = Callable[[Option[Any], EventPart], bool]
#: How firmly weights are kept small, and how they are sought.
PENALTY: Final = 0.5
ROUNDS: Final = 1500
RATE: Final = 0.05
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
        self.noted: list[tuple[str, tuple[Option[Any], ...]]] = []

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
    judge = _Judge(sheet, kept, told(story.report, story.text).events)
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
        if option.draft and option.span:
            features[row, 0] = roles.odds(role, option.draft, option.span)
        for sign in option.signs:
            features[row, names.index(sign)] = 1
    return features


class _Judge:
    """Says which options of a choice gold confirms."""

    def __init__(self, sheet: Sheet, kept: list[Draft], gold: Sequence[Event]) -> None:
        self.marks: dict[tuple[str, Span], list[Any]] = defaultdict(list)
        for role, layer in (("victim", CASUALTIES), ("damage", DAMAGE), ("weapon", WEAPONS)):
            marks: Sequence[Mark[Any]] = sheet.marks(layer)
            for mark in marks:
                self.marks[role, (mark.start, mark.end)].append(mark.value)
        self.gold: dict[Span, EventPart] = {}
        ours = [_as_event(draft) for draft in kept]
        for index, at in pairs(gold, ours, events_alike, floor=EVENT_FLOOR):
            for trigger in kept[at].triggers:
                self.gold[trigger.start, trigger.end] = gold[index].part

    def right(self, role: str, options: Sequence[Option[Any]]) -> NDArray[np.bool_] | None:
        """Which options gold confirms, first by their very value, else loosely; None where it cannot tell."""
        events = [self._event(option) for option in options]
        if not any(events):
            return None
        if role in {"victim", "damage", "weapon"}:
            judges: list[Judge] = [partial(_owns, self.marks, role), partial(_owns_alike, self.marks, role)]
        else:
            judges = [{"when": _is_when, "where": _is_where}.get(role, _is_party)]
        for judge in judges:
            marks = [event is not None and judge(option, event) for option, event in zip(options, events, strict=True)]
            if any(marks):
                return np.array(marks)
        if role in {"when", "where"} and any(getattr(event, role) for event in events if event):
            return None  # told, but read otherwise than gold has it: no word against any of them
        return np.array([option.span is None for option in options])

    def _event(self, option: Option[Any]) -> EventPart | None:
        if option.draft is None or option.span is None:
            return None
        spans = [(trigger.start, trigger.end) for trigger in option.draft.triggers]
        return next((self.gold[span] for span in spans if span in self.gold), None)


def _as_event(draft: Draft) -> Event:
    """The draft as gold is laid beside it: its type and the words of all its tellings."""
    spans = [draft.anchor, *draft.others]
    return Event(EventPart(type=draft.type), frozenset(at for span in spans for at in range(*span)))


def _is_when(option: Option[Any], event: EventPart) -> bool:
    time: TimeExpression = option.value.value
    return event.when is not None and same_days(event.when, When(start=time.start, end=time.end))


def _is_where(option: Option[Any], event: EventPart) -> bool:
    known = {name: getattr(option.value.value, name) for name in Where.model_fields}
    return event.where is not None and same_place(event.where, Where(**known))


def _is_party(option: Option[Any], event: EventPart) -> bool:
    party: Party = option.value
    ours = Participant(role=party.role, name=party.name, sector=party.sector, country=party.country)
    return any(same_participant(gold, ours) for gold in event.participants)


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
    weights, speed, size = np.zeros(width), np.zeros(width), np.zeros(width)
    for step in range(1, ROUNDS + 1):
        scores = np.where(absent, -np.inf, features @ weights)
        likely = np.exp(scores - scores.max(axis=1, keepdims=True))
        likely /= likely.sum(axis=1, keepdims=True)
        among = likely * right
        among /= among.sum(axis=1, keepdims=True)
        slope = np.einsum("cow,co->w", features, likely - among) + PENALTY * weights
        speed = 0.9 * speed + 0.1 * slope  # Adam: even steps for signs that are rare and signs that are not
        size = 0.999 * size + 0.001 * slope**2
        weights -= RATE * (speed / (1 - 0.9**step)) / (np.sqrt(size / (1 - 0.999**step)) + 1e-9)
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
        model, *signs = (round(float(weight), 2) for weight in fit(choices))
        written[role] = {"model": model, "signs": dict(zip(weights.signs, signs, strict=True))}
        rules, fitted = share_right(choices, None), left_out(choices)
        print(f"{role:12} {len(choices):5} choices  rules {rules:.3f}  fitted, left out {fitted:.3f}")  # noqa: T201
    path = resources.files("sitrep.codebook").joinpath("data", "role_weights.yaml")
    with resources.as_file(path) as file:
        opening = [line for line in file.read_text(encoding="utf-8").splitlines(keepends=True) if line.startswith("#")]
        told_as = yaml.safe_dump({"roles": written}, sort_keys=False, default_flow_style=None, width=120)
        file.write_text("".join(opening) + told_as, encoding="utf-8")


if __name__ == "__main__":
    main()
