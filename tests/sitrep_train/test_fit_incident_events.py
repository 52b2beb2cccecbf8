"""Weights of events learnt from pairs, held to beliefs, and calibrated."""

from pathlib import Path
from random import Random

import numpy as np
import pytest
import yaml

from sitrep.codebook.incident_scores import LinearScores, event_scores
from sitrep_train.event_pairs import Pair
from sitrep_train.fit_incident_events import REAL, beliefs, calibrated, cases_of, judged, learnt, together, written

NAMES = list(event_scores().pulls)


def pair(*, same: bool, group: str = "g", **told: float | None) -> Pair:
    return Pair(tuple(told.get(name, 0.0) for name in NAMES), same, group)


def test_a_pair_becomes_a_base_its_scores_and_what_was_not_told() -> None:
    cases = cases_of([pair(same=True, places_fit=0.5, tolls_agree=None)], 0.3)
    scores, untold = cases.inputs[0, 1 : 1 + len(NAMES)], cases.inputs[0, 1 + len(NAMES) :]

    assert cases.inputs[0, 0] == 1.0
    assert (scores[NAMES.index("places_fit")], scores[NAMES.index("tolls_agree")]) == (0.5, 0.0)
    assert list(np.flatnonzero(untold)) == [NAMES.index("tolls_agree")]
    assert (cases.same[0], cases.counts[0]) == (1.0, 0.3)


def test_without_cases_the_beliefs_stand() -> None:
    nothing = cases_of([pair(same=True)], 0.0)

    assert np.allclose(learnt(nothing), beliefs(event_scores()))


def test_a_weight_that_would_change_its_sign_says_nothing() -> None:
    pairs = [pair(same=at % 2 == 0, places_fit=-1.0 if at % 2 == 0 else 1.0) for at in range(400)]
    weights = learnt(cases_of(pairs))

    assert weights[1 + NAMES.index("places_fit")] == 0.0
    assert not (np.sign(weights) == -np.sign(beliefs(event_scores())))[1 : 1 + len(NAMES)].any()


def made(count: int) -> list[Pair]:
    """Pairs of which a score of 1 makes nine in ten one, a score of 0 one in ten."""
    chance = Random(3)  # noqa: S311 -- not a secret
    found = []
    for at in range(count):
        told = chance.random() < 0.5
        same = chance.random() < (0.9 if told else 0.1)
        found.append(pair(same=same, group=f"{REAL if at % 3 else f'c{at % 40}'}", places_fit=float(told)))
    return found


def test_what_is_calibrated_comes_true_as_often_as_it_is_said() -> None:
    cases = cases_of(made(2000))
    scale, shift = calibrated(cases)
    told = judged(made(2000), learnt(cases), scale, shift)
    likely = {round(p, 2) for p, _ in told}

    assert len(likely) == 2
    assert min(likely) == pytest.approx(0.1, abs=0.03)
    assert max(likely) == pytest.approx(0.9, abs=0.03)


def test_both_sorts_of_pairs_are_learnt_from_by_their_shares() -> None:
    cases = together(cases_of(made(3), 0.3), cases_of(made(2), 4.0))

    assert list(cases.counts) == [0.3, 0.3, 0.3, 4.0, 4.0]


def test_what_is_written_is_read_again_with_nothing_else_changed() -> None:
    path = Path("src/sitrep/codebook/data/incident_events.yaml")
    text = path.read_text(encoding="utf-8")
    weights = [float(number) for number in range(1 + 2 * len(NAMES))]
    made = LinearScores.model_validate(yaml.safe_load(written(weights, 0.9, -0.1, text)))
    before = event_scores()

    assert (made.base, made.calibration.scale, made.calibration.shift) == (0.0, 0.9, -0.1)
    assert [pull.weight for pull in made.pulls.values()] == weights[1 : 1 + len(NAMES)]
    assert [pull.untold for pull in made.pulls.values()] == weights[1 + len(NAMES) :]
    assert beliefs(made).tolist() == beliefs(before).tolist()
    assert [line.split("#")[0] for line in text.splitlines() if line.startswith("#")] == [
        line.split("#")[0] for line in written(weights, 0.9, -0.1, text).splitlines() if line.startswith("#")
    ]
