"""Learns the line of ``codebook/data/confidence.yaml`` from gold stories, once a model is shipped.

    python -m sitrep_train.fit_confidence --gold tests/golden --level tests/heldout --write

Fit the meeting first (``fit_meeting``): its probabilities are what this looks at. What tells a sure event from an
unsure one is learnt on ``--gold``; since the rules were written with those stories in view, how sure to be on the whole
is taken from ``--level``, as the one number that makes the mean stated confidence the share that is confirmed there.
The figure it prints is the expected calibration error on each story by the line that the other stories give.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import numpy as np

from sitrep.annotations.sheet import lay
from sitrep.codebook.confidence import FILE
from sitrep.desk.line import steps
from sitrep.records.assemble import events_of
from sitrep.records.confidence import details_told, trigger_odds
from sitrep.records.drafts import Story
from sitrep_eval.gold import GoldStory, gold_stories
from sitrep_eval.reliability import binned, confirmed
from sitrep_train.logistic import Floats, fit, probability

#: Base, weight of a detail and of the trigger's log odds, before any evidence; and how strongly that holds.
BEFORE = np.array([0.0, 0.1, 1.0])
HOLD = 4.0
#: How far the base may be moved, and how finely it is sought.
FARTHEST, HALVINGS = 4.0, 40


class Case(NamedTuple):
    """An event of a story: its details, the log odds of its trigger, and whether gold confirms it."""

    story: str
    details: int
    odds: float
    right: bool


def cases(stories: Iterable[GoldStory]) -> Iterator[Case]:
    """Every event that the engine reads in the stories."""
    for story in stories:
        told = events_of(Story(lay(story.document, steps())))
        events = [json.loads(event.model_dump_json()) for _, event in told]
        for (draft, _), right in zip(told, confirmed(story, {"events": events}), strict=True):
            odds = trigger_odds(draft)
            if odds is None:
                raise SystemExit("No model is shipped: there is nothing to fit.")
            yield Case(story.name, details_told(draft), odds, right)


def arrays(found: list[Case]) -> tuple[Floats, Floats]:
    """The inputs, a row a case, and whether each is right."""
    inputs = np.array([[1.0, case.details, case.odds] for case in found])
    return inputs, np.array([float(case.right) for case in found])


def left_out_error(found: list[Case]) -> float:
    """The expected calibration error of each story's events by the line through those of the others."""
    judged: list[tuple[float, bool]] = []
    for name in sorted({case.story for case in found}):
        others, own = ([case for case in found if (case.story == name) is same] for same in (False, True))
        weights = fit(*arrays(others), BEFORE, HOLD)
        judged.extend(zip(probability(arrays(own)[0], weights).tolist(), [case.right for case in own], strict=True))
    return binned(judged).error


def levelled(weights: Floats, found: list[Case]) -> Floats:
    """The weights, the base moved so that the mean probability of these cases is the share of them that is right."""
    inputs, right = arrays(found)
    low, high = -FARTHEST, FARTHEST
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        sure = probability(inputs, weights + np.array([middle, 0.0, 0.0])).mean() > right.mean()
        low, high = (low, middle) if sure else (middle, high)
    return weights + np.array([(low + high) / 2, 0.0, 0.0])


def main() -> None:
    """Fits, prints, and writes where asked to."""
    parser = argparse.ArgumentParser(prog="python -m sitrep_train.fit_confidence")
    parser.add_argument("--gold", type=Path, action="append", required=True, help="folder of gold stories")
    parser.add_argument("--level", type=Path, help="folder of gold stories that say how sure to be on the whole")
    parser.add_argument("--write", action="store_true", help="put the line into the codebook")
    given = parser.parse_args()
    found = list(cases(story for folder in given.gold for story in gold_stories(folder)))
    weights = fit(*arrays(found), BEFORE, HOLD)
    if given.level:
        weights = levelled(weights, list(cases(gold_stories(given.level))))
    base, by_detail, by_odds = (round(float(weight), 3) for weight in weights)
    line = f"{{base: {base}, by_detail: {by_detail}, by_odds: {by_odds}}}"
    sys.stdout.write(f"{len(found)} events, {line}, error on stories left out {left_out_error(found):.4f}\n")
    if given.write:
        path = Path(str(files("sitrep.codebook"))) / "data" / FILE
        path.write_text(re.sub(r"(?m)^learnt: .*$", f"learnt: {line}", path.read_text(encoding="utf-8")))


if __name__ == "__main__":
    main()
