"""Logistic regression of a handful of numbers, held to what was believed before."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
ROUNDS: Final = 200
LONGEST_STEP: Final = 0.5


def fit(inputs: Floats, right: Floats, before: Floats, hold: float, counts: Floats | None = None) -> Floats:
    """The weights that make ``right`` likeliest, each held to the one before as ``hold`` cases would hold it.

    ``counts`` says how often each case counts, once where it is not given.
    """
    often = np.ones(len(right)) if counts is None else counts
    weights, held = before.copy(), np.eye(len(before)) * hold
    for _ in range(ROUNDS):
        likely = probability(inputs, weights)
        slope = inputs.T @ (often * (likely - right)) + held @ (weights - before)
        bend = (inputs * (often * likely * (1 - likely))[:, None]).T @ inputs + held
        step = np.linalg.solve(bend, slope)
        weights = weights - step / max(1.0, float(np.abs(step).max()) / LONGEST_STEP)
    return weights


def probability(inputs: Floats, weights: Floats) -> Floats:
    """The probability of each case, a row of inputs each."""
    return np.asarray(0.5 * (1 + np.tanh(0.5 * (inputs @ weights))))
