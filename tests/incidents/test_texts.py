"""Texts as items: their terms, their rarity, and how two of them can be alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import strategies

from sitrep.codebook.incident_scores import TreeScores
from sitrep.codebook.incident_words import word_spread
from sitrep.incidents.articles import Furniture
from sitrep.incidents.blocking import TextIndex
from sitrep.incidents.features import ARTICLE_FEATURES, compare
from sitrep.incidents.items import Item
from sitrep.incidents.rarity import Rarity
from sitrep.incidents.scoring import article_judge, logistic
from sitrep.incidents.terms import count_terms
from sitrep.incidents.text_items import text_item

FIRST = "Police said Norbert Quill, 31, was found in the 400 block of Mill Road. Quill worked at the mill."


def item(name: str, title: str, text: str) -> Item:
    return text_item(name, name, None, count_terms(title, text.split("\n")), Rarity())


def test_names_ages_and_addresses_are_counted() -> None:
    counted = count_terms("Man found on Mill Road", [FIRST])

    assert counted.names["norbert quill"] == 1
    assert "quill" in counted.proper
    assert counted.ages == {31}
    assert "400 mill" in counted.addresses
    assert "the" not in counted.words


def test_a_page_without_a_title_is_titled_by_its_address() -> None:
    counted = count_terms("", ["Short."], address="https://example.org/news/1234/shots-near-old-bakery?x=1")

    assert {"shots", "near", "old", "bakery"} - {"near"} <= counted.title


def test_a_common_word_weighs_less_than_a_rare_one_before_anything_was_read() -> None:
    rarity = Rarity()

    assert word_spread()["police"] > 0.1
    assert rarity.weight("police") < rarity.weight("norbert quill")


def test_a_word_met_often_weighs_less() -> None:
    rarity = Rarity()
    before = rarity.weight("quill")
    for _ in range(50):
        rarity.learn(["quill"])

    assert rarity.weight("quill") < before


def test_lines_under_many_titles_are_furniture() -> None:
    furniture = Furniture()
    line = "Sign up here for our newsletter and never miss a story."
    own = [furniture.stripped(title, f"{line}\nOnly {title} tells this much of what happened.") for title in "abcd"]

    assert line in own[0]
    assert line not in own[3]
    assert len(own[3]) == 1


def test_a_shared_rare_name_speaks_for_one_incident() -> None:
    left = item("a", "Norbert Quill shot", FIRST)
    right = item("b", "Suspect held", "Norbert Quill, 31, was shot on Mill Road, and a man is held.")
    other = item("c", "Fire", "A fire in a bakery on Harbour Lane burned all night, firefighters said.")
    judge = article_judge()

    assert judge.probability(left, right) > judge.probability(left, other)
    assert any("mill road" in reason.words for reason in judge.explain(left, right).reasons)


@given(strategies.news, strategies.news)
def test_likenesses_of_texts_are_the_same_from_either_side(one: str, other: str) -> None:
    left, right = item("a", one[:40], one), item("b", other[:40], other)
    there, back = compare(left, right, ARTICLE_FEATURES), compare(right, left, ARTICLE_FEATURES)

    assert [one.score for one in there] == pytest.approx([one.score for one in back], nan_ok=True)


@given(strategies.news)
def test_the_pulls_of_trees_add_up_to_the_log_odds(text: str) -> None:
    judge, left = article_judge(), item("a", text[:40], text)
    scores = [likeness.score for likeness in compare(left, item("b", "Fire", FIRST), ARTICLE_FEATURES)]
    weigher = judge.weigher
    nothing = weigher.log_odds(scores) - sum(weigher.pulls(scores))

    assert logistic(nothing) < 0.5  # what no likeness speaks for are two incidents


def test_a_tree_that_leads_nowhere_is_refused() -> None:
    calibration = {"scale": 1.0, "shift": 0.0}
    with pytest.raises(ValueError, match="no such feature or branch"):
        TreeScores.model_validate(
            {"features": ["a"], "base": 0, "calibration": calibration, "trees": [[[0, 0.5, 1, 1, 7, 0.1], [0.2]]]}
        )


def test_a_term_that_too_many_hold_finds_nobody_and_a_rare_one_does() -> None:
    index = TextIndex()
    for number in range(60):
        index.add(item(f"{number:02}", "", f"Market prices rose in town{number}."))

    assert [one.id for one in index.find(item("new", "", "Market prices fell in town7."))] == ["07"]


@given(st.lists(st.floats(-60, 60), min_size=2, max_size=2))
def test_probabilities_keep_the_order_of_log_odds(odds: list[float]) -> None:
    low, high = sorted(odds)

    assert 0 < logistic(low) <= logistic(high) < 1
