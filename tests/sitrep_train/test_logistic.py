"""Logistic regression of a handful of numbers."""

import numpy as np
import pytest

from sitrep_train.logistic import Floats, fit, probability

BEFORE = np.array([0.0, 0.5])


def inputs(odds: list[float]) -> Floats:
    return np.stack([np.ones(len(odds)), np.array(odds, dtype=float)], axis=1)


def test_without_a_case_nothing_is_learnt() -> None:
    assert fit(inputs([]), np.zeros(0), BEFORE, 4.0) == pytest.approx(BEFORE)


def test_the_line_goes_through_the_share_that_is_right() -> None:
    """Three of four are right wherever the odds are even."""
    weights = fit(inputs([0.0] * 400), np.array([1.0, 1.0, 1.0, 0.0] * 100), BEFORE, 0.001)

    assert probability(inputs([0.0]), weights)[0] == pytest.approx(0.75, abs=0.01)


def test_what_separates_cases_gets_weight_and_stays_finite() -> None:
    weights = fit(inputs([-3.0] * 50 + [3.0] * 50), np.array([0.0] * 50 + [1.0] * 50), BEFORE, 1.0)

    assert weights[1] > 0.5
    assert np.isfinite(weights).all()


def test_the_stronger_the_hold_the_nearer_to_what_was_believed() -> None:
    cases, right = inputs([1.0] * 20), np.ones(20)
    loose, tight = (abs(fit(cases, right, BEFORE, hold) - BEFORE).sum() for hold in (0.1, 1000.0))

    assert tight < loose
