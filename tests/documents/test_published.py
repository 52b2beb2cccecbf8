"""A person's date is read strictly; what publishers write is read in all its forms, and never guessed."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrep.documents.published import find_day, parse_published, read_published
from sitrep.errors import BadDate

CET = timezone(timedelta(hours=1))


def test_a_day_and_a_zoned_time_are_taken() -> None:
    assert parse_published("2025-12-04") == date(2025, 12, 4)
    assert parse_published(" 2025-12-04T09:15+01:00 ") == datetime(2025, 12, 4, 9, 15, tzinfo=CET)
    assert parse_published("2025-12-04T09:15:00Z") == datetime(2025, 12, 4, 9, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    ["", "  ", "yesterday", "2025-02-30", "2025-13-01", "2025-12-04T09:15", "04/12/2025", "2025-W49-4", "20251204",
     "2025-12-04T25:00Z", "2025-12-4", "0000-01-01"],
)  # fmt: skip
def test_an_impossible_or_unclear_date_is_refused_with_what_to_write(text: str) -> None:
    with pytest.raises(BadDate) as refused:
        parse_published(text)
    assert "2025-12-04" in refused.value.check


@given(st.dates())
def test_every_day_of_the_calendar_is_read_back(day: date) -> None:
    assert parse_published(day.isoformat()) == day


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading_of_a_date(text: str) -> None:
    read_published(text)
    find_day(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-11-12", date(2024, 11, 12)),
        ("2024-11-12T18:30:00.000+0100", datetime(2024, 11, 12, 18, 30, tzinfo=CET)),
        ("2024-11-12T18:30:00", date(2024, 11, 12)),
        ("Tue, 12 Nov 2024 14:00:00 GMT", datetime(2024, 11, 12, 14, tzinfo=UTC)),
        ("12 May 2025 14:03 UTC", datetime(2025, 5, 12, 14, 3, tzinfo=UTC)),
        ("Monday, May 12, 2025 at 9:05 p.m. GMT+1", datetime(2025, 5, 12, 21, 5, tzinfo=CET)),
        ("May 12th, 2025 9:05 PM EST", date(2025, 5, 12)),
        ("03.08.2023, 09:15", date(2023, 8, 3)),
        ("25/12/2024", date(2024, 12, 25)),
        ("05/12/2024", None),
        ("12 November", None),
        ("31 June 2024", None),
        ("soon", None),
    ],
)
def test_publishers_dates_are_read(text: str, expected: date | datetime | None) -> None:
    assert read_published(text) == expected


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("Dec 4", date(2025, 12, 4), date(2025, 12, 4)),
        ("Dec 31", date(2026, 1, 2), date(2025, 12, 31)),
        ("Jan. 1", date(2025, 12, 31), date(2026, 1, 1)),
        ("March 14", date(2024, 12, 5), date(2024, 3, 14)),
        ("Feb 29", date(2025, 3, 3), date(2024, 2, 29)),
        ("Dec 4", None, None),
        ("3 JAN 90", None, date(1990, 1, 3)),
    ],
)
def test_a_day_without_a_year_is_the_last_one_before_publication(
    text: str, published: date | None, expected: date | None
) -> None:
    stated = find_day(text)
    assert stated is not None
    assert stated.settled(published) == expected


def test_a_clock_time_is_no_year() -> None:
    stated = find_day("Dec 4 20:15")
    assert stated is not None
    assert stated.year is None
