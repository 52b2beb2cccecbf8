"""Holidays fall on their days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from tests.grounding.times_told import timexes

from sitrep.codebook.holidays import Holiday, holidays
from sitrep.grounding.date_holidays import first_day, orthodox_easter, western_easter


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("christmas", date(2025, 12, 25)),
        ("thanksgiving day", date(1999, 11, 25)),
        ("election day", date(1998, 11, 3)),
        ("memorial day", date(2025, 5, 26)),
        ("good friday", date(2025, 4, 18)),
        ("orthodox easter", date(2024, 5, 5)),
        ("ramadan", date(2025, 3, 1)),
        ("eid al-fitr", date(2024, 4, 10)),
        ("yom kippur", date(2023, 9, 25)),
        ("nowruz", date(2024, 3, 20)),
        ("lunar new year", date(2024, 2, 10)),
    ],
)
def test_a_holiday_falls_on_its_day(name: str, day: date) -> None:
    assert first_day(holidays()[name], day.year) == day


@given(st.integers(1900, 2100))
def test_easter_is_a_sunday_of_spring_and_the_orthodox_one_never_before_the_western(year: int) -> None:
    western, orthodox = western_easter(year), orthodox_easter(year)
    assert western.weekday() == orthodox.weekday() == 6
    assert date(year, 3, 22) <= western <= date(year, 4, 25)
    assert 0 <= (orthodox - western).days <= 35


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It fell on Thanksgiving Day.", ("Thanksgiving Day", "DATE", "2025-11-27")),
        ("They will meet after Christmas.", ("Christmas", "DATE", "2025-12-25")),
        ("It fell on the eve of Yom Kippur.", ("the eve of Yom Kippur", "DATE", "2025-10-01")),
        ("It fell at Easter 2024.", ("Easter 2024", "DATE", "2024-03-31")),
    ],
)
def test_a_story_names_the_holiday_of_the_year_that_its_tense_asks_for(
    text: str, expected: tuple[str, str, str]
) -> None:
    assert expected in timexes(text)


def test_a_holiday_of_a_year_that_the_codebook_does_not_list_stays_open() -> None:
    assert first_day(holidays()["ramadan"], 1970) is None


@pytest.mark.parametrize("rules", [{}, {"on": (1, 1), "easter": "western"}])
def test_a_holiday_has_exactly_one_rule(rules: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Holiday.model_validate(rules)


def test_small_letters_name_no_holiday() -> None:
    assert timexes("He lent it to them.") == []
