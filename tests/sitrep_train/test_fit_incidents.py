"""Trees are exported as the codebook evaluates them."""

import json

import numpy as np
import pytest

pytest.importorskip("sklearn")

from sitrep.codebook.incident_scores import Calibration, TreeScores
from sitrep.incidents.features import ARTICLE_FEATURES
from sitrep.incidents.scoring import Trees
from sitrep_train.fit_incidents import grown, tree_rows


def test_exported_trees_say_what_the_grown_ones_say() -> None:
    chance = np.random.default_rng(3)
    scores = chance.random((400, len(ARTICLE_FEATURES)))
    scores[chance.random(scores.shape) < 0.2] = np.nan
    model = grown(scores, (np.nan_to_num(scores[:, 8]) + np.nan_to_num(scores[:, 13]) > 1).astype(float))
    learnt = TreeScores(
        features=tuple(feature.__name__ for feature in ARTICLE_FEATURES),
        base=float(np.ravel(model._baseline_prediction)[0]),
        calibration=Calibration(scale=1.0, shift=0.0),
        trees=tuple(tuple(tuple(node) for node in json.loads(row)) for row in tree_rows(model)),
    )
    told = [[None if np.isnan(score) else float(score) for score in row] for row in scores]
    odds = [Trees(learnt).log_odds(row) for row in told]

    pulls = [sum(Trees(learnt).pulls(row)) for row in told]

    assert np.allclose(odds, model.decision_function(scores), atol=0.02)
    assert np.ptp(np.array(odds) - pulls) < 0.05  # what no feature moved is the same for every pair
