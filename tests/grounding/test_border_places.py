"""Borders of two countries are places of their own, where the words or the sentence name both."""

import pytest
from tests.grounding.test_places import marks, places

from sitrep.codebook.borders import borders, sides_at

BOTH = [
    ("Soldiers clashed on the Thai-Cambodian border on Monday.", "Thai-Cambodian border", "Thailand-Cambodia border"),
    ("Shots rang out on the Pakistan–Afghanistan frontier.", "Pakistan–Afghanistan frontier",
     "Pakistan-Afghanistan border"),
    ("Thailand and Cambodia traded fire along their disputed border.", "their disputed border",
     "Thailand-Cambodia border"),
    ("Thai and Cambodian envoys met. They spoke of calm on their common border.", "their common border",
     "Thailand-Cambodia border"),
    ("Poland shut its long border with Belarus.", "long border", "Poland-Belarus border"),
    ("Troops massed on the border between Ethiopia and Eritrea.", "border", "Ethiopia-Eritrea border"),
]  # fmt: skip
NONE = [
    "Poland and Lithuania shut their border with Belarus.",
    "Israel, Egypt and Jordan closed their border.",
    "India and Thailand discussed their border.",
    "The Thai-Cambodian border guards met.",
    "Residents fled from the border.",
]


@pytest.mark.parametrize(("text", "words", "name"), BOTH)
def test_a_border_of_two_countries_told_is_a_place_of_neither(text: str, words: str, name: str) -> None:
    """It lies at the middle of their border, is a region, and has no country of its own."""
    told = [(text[m.start : m.end], m.value) for m in marks(text) if m.value.name.endswith("border")]
    assert [(said, place.name, place.country, place.precision) for said, place in told] == [
        (words, name, None, "region")
    ]


@pytest.mark.parametrize("text", NONE)
def test_a_border_with_three_sides_none_or_no_land_is_no_place(text: str) -> None:
    """Nothing is placed where it is not told which two countries meet, or where they do not."""
    assert [place.name for place in places(text) if place.name.endswith("border")] == []


def test_every_border_has_two_sides_and_is_found_by_its_middle() -> None:
    """No border is listed twice, and each point is on the earth."""
    assert len(borders()) > 300
    assert all(len(pair) == 2 and -90 < lat < 90 and -180 <= lon <= 180 for pair, (lat, lon) in borders().items())
    assert sides_at(*borders()[frozenset({"KH", "TH"})]) == {"KH", "TH"}
    assert sides_at(0.0, 0.0) == frozenset()
