"""What was damaged, destroyed, burned or put out of use."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from tests.annotations.harm_told import bounds, damage, facts, sheet
from tests.strategies import harm_words_told

from sitrep.annotations.layers import DAMAGE


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Shells damaged the roof of a school.", [("a school", "school", "damaged")]),
        ("The blast destroyed two houses, a gas pipe and a car.",
         [("two houses", "residential", "destroyed"), ("a gas pipe", "gas", "destroyed"),
          ("a car", "vehicle", "destroyed")]),
        ("A kindergarten was damaged and 11 trucks were destroyed.",
         [("A kindergarten", "school", "damaged"), ("11 trucks", "vehicle", "destroyed")]),
        ("Windows were smashed in 23 private houses.", [("23 private houses", "residential", "damaged")]),
        ("Damaged are two flats and a shop.",
         [("two flats", "residential", "damaged"), ("a shop", "commercial", "damaged")]),
        ("The kitchen and about 50 shelters burned down.",
         [("The kitchen", "other", "burned"), ("about 50 shelters", "residential", "burned")]),
        ("A fuel depot in the city of Engels caught fire.", [("A fuel depot", "energy", "burned")]),
        ("It set a grain warehouse on fire.", [("a grain warehouse", "agricultural", "burned")]),
        ("The depot was still in flames.", [("The depot", "rail", "burned")]),
        ("A fire broke out at the same refinery.", [("the same refinery", "energy", "burned")]),
        ("They saw a house hit in the raid.", [("a house", "residential", "damaged")]),
        ("It left most of the food burned.", [("the food", "other", "burned")]),
        ("An airstrike on a mosque killed nine.", [("a mosque", "religious", "damaged")]),
        ("He spoke of damage to the port.", [("the port", "port", "damaged")]),
        ("An explosion inside a hotel killed two.", [("a hotel", "commercial", "damaged")]),
        ("A bus ran over a homemade mine.", [("A bus", "vehicle", "damaged")]),
        ("A drone attacked a passenger car.", [("a passenger car", "vehicle", "damaged")]),
        ("A drone hit three fuel tankers on the road.", [("three fuel tankers", "vehicle", "damaged")]),
        ("A missile hit a tanker in the strait.", [("a tanker", "ship", "damaged")]),
        ("A jet bombed a monastery school.", [("a monastery school", "school", "damaged")]),
        ("A blast damaged the university school of nursing.", [("the university school", "school", "damaged")]),
        ("The army lost two tanks and three howitzers.",
         [("two tanks", "military", "destroyed"), ("three howitzers", "military", "destroyed")]),
        ("Strikes damaged civilian and energy infrastructure.",
         [("civilian and energy infrastructure", "infrastructure", "damaged"),
          ("energy infrastructure", "energy", "damaged")]),
        ("The power plant, which heats 40,000 homes, was forced to shut down.",
         [("The power plant", "energy", "shut-down")]),
        ("The water station has been out of service since Monday.", [("The water station", "water", "shut-down")]),
        ("Saboteurs cut a power line.", [("a power line", "energy", "damaged")]),
        ("It set fire to a tank with petroleum products.", [("a tank", "energy", "burned")]),
    ],
)  # fmt: skip
def test_damage_is_told_by_verb_noun_or_state(text: str, told: list[tuple[str, str, str]]) -> None:
    assert sorted(damage(text)) == sorted(told)


@pytest.mark.parametrize(
    "text",
    [
        "Rebels attacked a police station.",
        "Budget cuts have cut hospital care.",
        "The shells did not damage the bridge.",
        "The company destroyed the school director.",
        "A rocket fell on a road.",
        "He closed the airport.",
        "The airport was shut down for an hour.",
        "The shelling hit the village.",
    ],
)
def test_what_harmed_no_thing_of_a_class_is_no_damage(text: str) -> None:
    assert damage(text) == []


def test_a_number_or_an_article_counts_the_things() -> None:
    found = facts("Drones damaged at least nine schools, a clinic, homes and infrastructure.")

    assert [bounds(fact.count) for fact in found] == [(9, 9, None), (1, 1, 1), None, None]


@given(harm_words_told)
@settings(max_examples=150, deadline=None)
def test_any_words_can_be_read_for_damage_and_every_span_lies_in_the_text(text: str) -> None:
    for mark in sheet(text).marks(DAMAGE):
        assert 0 <= mark.start < mark.end <= len(text)
        assert 0 <= mark.value.word[0] < mark.value.word[1] <= len(text)
