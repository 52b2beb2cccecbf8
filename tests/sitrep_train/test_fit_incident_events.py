"""Weights of events learnt from few pairs and held to beliefs."""

import numpy as np
from tests.incidents.made import night, struck

from sitrep.codebook.incident_scores import event_scores
from sitrep_train.fit_incident_events import Cases, Known, beliefs, cases_of, learnt


def known(name: str, incident: str | None, day: int = 2) -> Known:
    return Known(struck(name, hours=night(day)), f"story {name}", incident)


def test_only_pairs_of_two_stories_that_may_be_one_are_learnt_from() -> None:
    told = [known("a", "one"), known("b", "one"), known("c", "two"), known("d", "two", day=5)]
    cases = cases_of({"made": told})

    assert list(cases.same) == [1.0, 0.0, 0.0]  # ab, ac, bc; three nights later nothing meets
    assert cases.inputs.shape == (3, 1 + len(event_scores().pulls))


def test_strangers_of_the_golden_stories_are_never_one() -> None:
    assert not cases_of({"golden": [known("a", None), known("b", None)]}).same.any()


def test_without_cases_the_beliefs_stand() -> None:
    cases = Cases(np.zeros((1, 1 + len(event_scores().pulls))), np.ones(1), ("made",))

    assert np.allclose(learnt(cases, "made"), beliefs(event_scores()))


def test_no_weight_changes_its_sign() -> None:
    inputs = np.ones((400, 1 + len(event_scores().pulls)))

    assert (np.sign(learnt(Cases(inputs, np.zeros(400), ("made",) * 400))) == np.sign(beliefs(event_scores()))).all()
