"""A street or building that no gazetteer knows stands in its town."""

from __future__ import annotations

from tests.records.stories import event


def test_an_unknown_street_has_the_coordinates_and_the_words_of_its_town() -> None:
    text = "The power is back in Druzhkivka. A drone hit Molodizhna Street on Wednesday, killing one person."
    struck = event(text, "ASSAULT")

    assert struck.where is not None
    assert struck.where.lat is not None
    assert abs(struck.where.lat - 48.6) < 0.2
    assert [text[start:end] for start, end in struck.evidence["where"]][-1] == "Druzhkivka"


def test_an_oil_field_is_not_set_into_the_town_beside_it() -> None:
    text = "Rain fell in Erbil. A drone struck the Qamar oil field on Wednesday, killing one guard."
    where = event(text, "ASSAULT").where

    assert where is not None
    assert where.lat is None
