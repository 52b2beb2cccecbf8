"""Weights of places and short forms of units are read strictly."""

from sitrep.codebook.place_weights import place_weights
from sitrep.codebook.unit_abbreviations import short_forms, units_by_form
from sitrep.grounding.gazetteer import gazetteer


def test_what_speaks_for_a_place_has_a_weight_of_that_sign() -> None:
    weights = place_weights()
    for sign in ("size_city", "own_name", "with_country", "with_unit", "with_near"):
        assert weights.ranking[sign] > 0
    assert weights.ruled["surname"] < 0
    assert weights.heard["heard_place"] > 0 > weights.heard["heard_person"]


def test_every_short_form_stands_for_a_unit_of_the_gazetteer() -> None:
    for unit in units_by_form().values():
        entries = gazetteer().find(unit.name)
        assert any(entry.kind == "region" and entry.country == unit.country for entry in entries), unit


def test_short_forms_are_found_with_and_without_inner_spaces() -> None:
    text = "Huntington, W.Va., Logan, W. Va., and Paris, Ill., but not the ILL."
    assert [match.group() for match in short_forms(text, 0, len(text))] == ["W.Va.", "W. Va.", "Ill."]
