"""Learns the line of ``codebook/data/confidence.yaml`` from gold stories, once a model is shipped.

    python -m sitrep_train.fit_confidence --gold tests/golden --level tests/heldout --write

Fit the meeting first (``fit_meeting``): its probabilities are what this looks at. The line is learnt on ``--gold``;
since the rules were written with those stories in view, which makes them right more often and the encoder's doubts
weigh less, the stories of ``--level`` then correct it, held to it as by ``HOLD`` cases a weight. The figure printed is
the expected calibration error on each story by the line that the other stories give.
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
HOLD = 16.0


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


def left_out_error(found: list[Case], before: Floats) -> float:
    """The expected calibration error of each story's events by the line through those of the others."""
    judged: list[tuple[float, bool]] = []
    for name in sorted({case.story for case in found}):
        others, own = ([case for case in found if (case.story == name) is same] for same in (False, True))
        weights = fit(*arrays(others), before, HOLD)
        judged.extend(zip(probability(arrays(own)[0], weights).tolist(), [case.right for case in own], strict=True))
    return binned(judged).error


def main() -> None:
    """Fits, prints, and writes where asked to."""
    parser = argparse.ArgumentParser(prog="python -m sitrep_train.fit_confidence")
    parser.add_argument("--gold", type=Path, action="append", required=True, help="folder of gold stories")
    parser.add_argument("--level", type=Path, help="folder of gold stories that correct the line")
    parser.add_argument("--write", action="store_true", help="put the line into the codebook")
    given = parser.parse_args()
    found = list(cases(story for folder in given.gold for story in gold_stories(folder)))
    before, weights = BEFORE, fit(*arrays(found), BEFORE, HOLD)
    if given.level:
        found, before = list(cases(gold_stories(given.level))), weights
        weights = fit(*arrays(found), before, HOLD)
    base, by_detail, by_odds = (round(float(weight), 3) for weight in weights)
    line = f"{{base: {base}, by_detail: {by_detail}, by_odds: {by_odds}}}"
    sys.stdout.write(f"{len(found)} events, {line}, error on stories left out {left_out_error(found, before):.4f}\n")
    if given.write:
        path = Path(str(files("sitrep.codebook"))) / "data" / FILE
        path.write_text(re.sub(r"(?m)^learnt: .*$", f"learnt: {line}", path.read_text(encoding="utf-8")))


if __name__ == "__main__":
    main()
