"""Fits the weights by which candidates for a role are chosen, on gold stories and on passages kept for measuring.

Run it as ``python -m sitrep_train.fit_roles --gold FOLDER`` whenever the encoder or the rules have changed; it writes
``role_weights.yaml`` anew and prints, role by role, what the fitted weights gain over the rules' choice on stories
left out of the fit. A role in which they gain nothing keeps the rules' choice.

The rules were written with the gold stories in view and the encoder was not trained on the kept passages, so that each
alone would speak too well of one of them; together they hold the balance. Every choice the record builder makes is
noted with its options; an option is right when gold or the marks say so. The weights are those under which the right
options are likeliest (a conditional logit), held to what was believed before.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any, Final, TypeVar

import numpy as np
import yaml
from numpy.typing import NDArray
from typing_extensions import override

from sitrep.annotations.encoded import encoded
from sitrep.annotations.encoder import Reading
from sitrep.annotations.sheet import lay
from sitrep.codebook.role_weights import found_sectors, role_weights
from sitrep.desk.line import steps
from sitrep.documents.document import Document
from sitrep.records.assemble import drafts_of
from sitrep.records.drafts import Story
from sitrep.records.roles import Option, Roles
from sitrep_eval.gold import GoldStory, gold_stories
from sitrep_eval.shapes import told
from sitrep_train.passage import Passage
from sitrep_train.role_judges import GoldJudge, Noted, PassageJudge
from sitrep_train.written import held

T = TypeVar("T")
Array = NDArray[np.float64]
#: Passages tell no date of their own; any will do to tell their times apart.
SOME_DAY: Final = date(2025, 6, 19)
#: What is believed before anything was seen: that the rules are mostly right and the encoder often.
BEFORE: Final = {"model": 0.3, "ruled": 2.0, "taken_over": 2.0, "inferred": 2.0, "none_ruled": 2.0}
#: How firmly weights are held to that, and how many steps of Newton's lead to them.
PENALTY: Final = 10.0
#: What the weight of "nobody" is moved by: F1 is highest when a value is kept that is right in two of five cases,
#: and a telling kept apart that is the first in two of five.
LEANING: Final = {"again": 0.4}
KEEPING: Final = -0.4
#: What a value told costs F1 whether right or wrong: about half of F1 itself.
COST: Final = 0.37
#: The rules' choice gives way where the gain is more than this many standard errors.
DOUBTS: Final = 1.0
ROUNDS: Final = 30
FOLDS: Final = 6


@dataclass(frozen=True)
class Choice:
    """One choice: its story, each option's features, which options are right, and which the rules would take.

    ``whole`` tells a choice of a whole story, on which alone a gain counts, from one of a passage.
    """

    story: int
    role: str
    features: Array
    right: NDArray[np.bool_]
    ruled: int
    whole: bool = True


class Listening(Roles):
    """Notes every choice with its options, and leaves it to the rules."""

    def __init__(self, reading: Reading | None) -> None:
        super().__init__(reading)
        self.noted: list[Noted] = []

    @override
    def heard(self, role: str) -> bool:
        """Always: every choice is to be noted, also where no model is shipped."""
        return True

    @override
    def choose(self, role: str, options: Sequence[Option[T]]) -> Option[T]:
        """The rules' choice."""
        self.noted.append((role, tuple(options)))
        return options[_ruled(options)]


def _ruled(options: Sequence[Option[Any]]) -> int:
    """Which option the rules take: the one they chose, or the last, that nobody fills the role."""
    chosen = [at for at, option in enumerate(options) if {"ruled", "taken_over", "inferred"} & set(option.signs)]
    return chosen[0] if chosen else len(options) - 1


def choices_of_story(number: int, story: GoldStory) -> list[Choice]:
    """Every choice of a story that gold can judge."""
    sheet = lay(story.document, steps())
    roles = Listening(encoded(sheet, "roles"))
    kept = drafts_of(Story(sheet), roles)
    judge = GoldJudge(sheet, kept, roles.noted, told(story.report, story.text).events)
    return _judged(number, roles, judge)


def choices_of_passage(number: int, passage: Passage) -> list[Choice]:
    """Every choice of a passage that its marks can judge."""
    sheet = lay(Document(passage.text, published=SOME_DAY), steps())
    roles = Listening(encoded(sheet, "roles"))
    drafts_of(Story(sheet), roles)
    return _judged(number, roles, PassageJudge(passage))


def _judged(number: int, roles: Listening, judge: GoldJudge | PassageJudge) -> list[Choice]:
    found = []
    for role, options in roles.noted:
        right = judge.right(role, options)
        if right is not None and right.any() and not right.all():
            found.append(
                Choice(
                    number, role, _features(role, options, roles), right, _ruled(options), isinstance(judge, GoldJudge)
                )
            )
    return found


def _features(role: str, options: Sequence[Option[Any]], roles: Roles) -> Array:
    names = ["model", *role_weights()[role].signs]
    features = np.zeros((len(options), len(names)))
    for row, option in enumerate(options):
        features[row, 0] = roles.said(role, option)
        for sign in option.signs:
            features[row, names.index(sign)] = 1
    return features


def fit(choices: Sequence[Choice], names: Sequence[str]) -> Array:
    """The weights of the named features under which the right options are likeliest, held to what was believed."""
    most = max(len(choice.right) for choice in choices)
    width = choices[0].features.shape[1]
    features = np.zeros((len(choices), most, width))
    absent = np.ones((len(choices), most), dtype=bool)
    right = np.zeros((len(choices), most))
    for row, choice in enumerate(choices):
        end = len(choice.right)
        features[row, :end], absent[row, :end], right[row, :end] = choice.features, False, choice.right
    before = np.array([BEFORE.get(name, 0.0) for name in names])
    weights = before.copy()
    for _ in range(ROUNDS):
        scores = np.where(absent, -np.inf, features @ weights)
        likely = np.exp(scores - scores.max(axis=1, keepdims=True))
        likely /= likely.sum(axis=1, keepdims=True)
        among = likely * right
        among /= among.sum(axis=1, keepdims=True)
        slope = np.einsum("cow,co->w", features, likely - among) + PENALTY * (weights - before)
        mean = np.einsum("cow,co->cw", features, likely)
        bend = np.einsum("cow,co,cov->wv", features, likely, features, optimize=True) - mean.T @ mean
        weights -= np.linalg.solve(bend + PENALTY * np.eye(width), slope)
    return weights


def rules_alone(names: Sequence[str]) -> Array:
    """Weights under which the rules' choice always stands."""
    return np.array([1.0 if name in BEFORE and name != "model" else 0.5 if name == "none" else 0.0 for name in names])


def worths(choices: Sequence[Choice], weights: Array) -> Array:
    """What each choice by these weights is worth to F1: a value told rightly gains, one told wrongly costs.

    The last option is always that nothing fills the role, worth nothing; of a telling, that it is told first.
    """
    found = []
    for choice in choices:
        at = int((choice.features @ weights).argmax())
        told = (at == len(choice.right) - 1) == (choice.role == "again")
        found.append((1 - COST if choice.right[at] else -COST) if told else 0.0)
    return np.array(found)


def left_out(choices: Sequence[Choice], names: Sequence[str]) -> tuple[float, float]:
    """How much more the fitted weights are worth than the rules on stories left out of the fit, and how unsure that is.

    Both are by the choice; the doubt is one standard error.
    """
    gains = []
    for fold in range(FOLDS):
        others = [choice for choice in choices if choice.story % FOLDS != fold]
        own = [choice for choice in choices if choice.story % FOLDS == fold and choice.whole]
        if own and others:
            gains.append(worths(own, fitted(others, names)) - worths(own, rules_alone(names)))
    gain = np.concatenate(gains)
    return float(gain.mean()), float(gain.std() / np.sqrt(len(gain)))


def fitted(choices: Sequence[Choice], names: Sequence[str]) -> Array:
    """The fitted weights, leaning to what F1 wants told."""
    weights = fit(choices, names)
    role = choices[0].role
    weights[list(names).index("none")] += LEANING.get(role, KEEPING)
    return weights


def main() -> None:
    """Fits, writes and reports."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True, nargs="+", help="folders of gold stories")
    given = parser.parse_args()
    stories = [story for folder in given.gold for story in gold_stories(folder)]
    found = [choices_of_story(number, story) for number, story in enumerate(stories)]
    found += [choices_of_passage(number, passage) for number, passage in enumerate(held(), start=len(stories))]
    by_role: dict[str, list[Choice]] = defaultdict(list)
    for choice in (choice for choices in found for choice in choices):
        by_role[choice.role].append(choice)
    write({role: decided(by_role[role], ["model", *weights.signs]) for role, weights in role_weights().items()})


def decided(choices: Sequence[Choice], names: Sequence[str]) -> Array:
    """The fitted weights where they are worth more than the rules' choice on stories left out, else the rules'."""
    gain, doubt = left_out(choices, names) if choices else (0.0, 0.0)
    better = gain > DOUBTS * doubt
    role, taken = choices[0].role if choices else "", "fitted" if better else "rules"
    print(f"{role:12} {len(choices):5} choices, gain {1000 * gain:6.1f} ± {1000 * doubt:.1f} in 1000: {taken}")  # noqa: T201
    return fitted(choices, names) if better else rules_alone(names)


def write(found: dict[str, Array]) -> None:
    """Leaves the weights in ``role_weights.yaml``, under its opening comment."""
    written: dict[str, Any] = {}
    for role, weights in role_weights().items():
        model, *signs = (round(float(weight), 2) for weight in found[role])
        written[role] = {"asks": [*weights.asks], "model": model, "signs": dict(zip(weights.signs, signs, strict=True))}
    path = resources.files("sitrep.codebook").joinpath("data", "role_weights.yaml")
    with resources.as_file(path) as file:
        opening = [line for line in file.read_text(encoding="utf-8").splitlines(keepends=True) if line.startswith("#")]
        told_as = yaml.safe_dump(
            {"found": found_sectors(), "roles": written}, sort_keys=False, default_flow_style=None, width=120
        )
        file.write_text("".join(opening) + told_as, encoding="utf-8")


if __name__ == "__main__":
    main()
