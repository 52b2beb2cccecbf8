"""Every country is known by its names, peoples, capital and seat of government."""

import pytest

from sitrep.codebook.countries import (
    countries,
    country_by_name,
    country_of_capital,
    country_of_demonym,
    name_of,
)


@pytest.mark.parametrize(
    ("name", "code"),
    [("Ukraine", "UA"), ("the Netherlands", "NL"), ("DRC", "CD"), ("Türkiye", "TR"), ("Cote d’Ivoire", "CI"),
     ("US", "US"), ("U.S.", "US"), ("us", None), ("Kosovo", "XK"), ("taiwan", "TW"), ("Atlantis", None)],
)  # fmt: skip
def test_a_country_is_known_by_its_names(name: str, code: str | None) -> None:
    """Present, former and short names; "us" is a pronoun."""
    assert country_by_name(name) == code


@pytest.mark.parametrize(
    ("word", "code"),
    [("russian", "RU"), ("Palestinians", "PS"), ("burkinabe", "BF"), ("Congolese", "CD"), ("South Sudanese", "SS"),
     ("poles", "PL"), ("martian", None)],
)  # fmt: skip
def test_a_people_leads_to_its_country(word: str, code: str | None) -> None:
    """Adjectives and plural nouns alike."""
    assert country_of_demonym(word) == code


@pytest.mark.parametrize(
    ("name", "code"),
    [("Kyiv", "UA"), ("Kiev", "UA"), ("the Kremlin", "RU"), ("Downing Street", "GB"), ("white house", "US"),
     ("Naypyitaw", "MM"), ("Chicago", None)],
)  # fmt: skip
def test_a_capital_or_seat_stands_for_its_country(name: str, code: str | None) -> None:
    """Old names of capitals count too."""
    assert country_of_capital(name) == code


def test_every_country_has_a_name_and_stands_on_the_globe() -> None:
    """Two capital letters, a name, and coordinates within bounds."""
    assert len(countries()) == 250
    for code, country in countries().items():
        assert name_of(code) == country.name
        assert -90 <= country.lat <= 90
        assert -180 <= country.lon <= 180


def test_an_unknown_code_has_no_name() -> None:
    """No country is made up."""
    assert name_of("ZZ") is None
