"""Weights of places are learnt from one half of the corpora, and make the right candidates likeliest."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sitrep.codebook.place_weights import PlaceWeights, place_weights
from sitrep.grounding.gazetteer import Entry
from sitrep_eval.place import Toponym
from sitrep_train.fit_places import BEFORE, Case, fit_judging, fit_ranking, fit_told, in_half, is_right, written

PARIS = Entry(1, "Paris", 2988507, 48.85, 2.35, "FR", "Île-de-France", "city", 2138551)


@given(st.text())
def test_every_document_lies_in_one_half(name: str) -> None:
    assert in_half(name, "even") != in_half(name, "odd")
    assert in_half(name, "all")


def test_a_place_is_right_by_its_id_or_by_its_nearness() -> None:
    there = Toponym(start=0, end=5, text="Paris", lat=48.9, lon=2.4)
    elsewhere = Toponym(start=0, end=5, text="Paris", lat=33.66, lon=-95.56)
    assert is_right(PARIS, there)
    assert not is_right(PARIS, elsewhere)
    assert is_right(PARIS, elsewhere.model_copy(update={"geonames_id": 2988507}))


def test_what_the_right_candidates_have_in_common_gains_weight() -> None:
    near, far = {"near": 1.0}, {"far": 1.0}
    weights = fit_ranking([Case((near, far), (True, False))] * 20 + [Case((far,), (False,))] * 20)
    assert weights["near"] > 0 > weights["far"]


def test_a_sign_seldom_seen_keeps_what_was_believed() -> None:
    weights = fit_ranking([Case(({"water": 1.0},), (True,))])
    assert weights["water"] == pytest.approx(BEFORE["water"], abs=0.1)


def test_names_that_gold_marks_are_told_from_others() -> None:
    weights = fit_judging([{"strong": 1.0}, {"surname": 1.0}] * 20, [True, False] * 20)
    assert weights["strong"] > 0 > weights["surname"]


def test_what_is_written_reads_as_the_same_weights() -> None:
    text = written(place_weights(), "# How places are chosen.\n")
    assert PlaceWeights.model_validate(yaml.safe_load(text)) == place_weights()


def test_what_is_right_more_often_than_it_is_likely_is_told_surer() -> None:
    """A choice at even odds that is right nine times of ten."""
    line = fit_told(
        [[(0.0, number % 10 > 0) for number in range(200)], [(2.0, number % 50 > 0) for number in range(200)]]
    )
    assert line.shift == pytest.approx(2.2, abs=0.3)
    assert line.scale > 0
