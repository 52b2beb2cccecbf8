"""Partitions weighed: hand-worked cases, and properties of the measures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrep_eval.clusters import cluster_scores

labels = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=30)


def test_the_scores_of_a_merge_of_two_are_as_worked_by_hand() -> None:
    scores = cluster_scores(["a", "a", "b"], [1, 1, 1])

    assert scores["b3_p"] == pytest.approx(100 * (2 / 3 + 2 / 3 + 1 / 3) / 3, abs=0.01)
    assert scores["b3_r"] == 100
    assert (scores["muc_p"], scores["muc_r"]) == (50, 100)
    assert scores["ceafe_p"] == pytest.approx(100 * 4 / 5, abs=0.01)
    assert scores["ceafe_r"] == pytest.approx(100 * 2 / 5, abs=0.01)


def test_the_best_pairing_is_not_the_greedy_one() -> None:
    gold = ["a"] * 4 + ["b"] * 3
    predicted = [1, 1, 2, 2, 1, 1, 1]

    # Greedy would pair b with 1 anyway; a is left with 2.
    assert cluster_scores(gold, predicted)["ceafe_p"] == pytest.approx(100 * (2 * 3 / 8 + 2 * 2 / 6) / 2, abs=0.01)


@given(labels)
def test_gold_against_itself_is_perfect_under_any_names(pairs: list[tuple[int, int]]) -> None:
    gold = [one for one, _ in pairs]
    scores = cluster_scores(gold, [f"other {one}" for one in gold])

    assert (scores["b3_f1"], scores["ceafe_f1"], scores["conll_f1"]) == (100, 100, 100)


@given(labels)
def test_precision_one_way_is_recall_the_other_way(pairs: list[tuple[int, int]]) -> None:
    gold, predicted = [one for one, _ in pairs], [other for _, other in pairs]
    there, back = cluster_scores(gold, predicted), cluster_scores(predicted, gold)

    assert [there[f"{name}_p"] for name in ("b3", "muc", "ceafe")] == [
        back[f"{name}_r"] for name in ("b3", "muc", "ceafe")
    ]
    assert all(0 <= value <= 100.0 for name, value in there.items() if name[-2:] in ("_p", "_r", "f1"))
