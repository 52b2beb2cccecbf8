"""Clock times have the offset that their zone has on their day."""

from datetime import date, datetime
from zoneinfo import available_timezones

import pytest
from tests.grounding.times_told import marks

from sitrep.codebook.zones import zones
from sitrep.grounding.date_zones import day_there, in_zone, is_utc, offset_at


@pytest.mark.parametrize(
    ("zone", "local", "expected"),
    [
        ("Europe/Kyiv", "2025-07-01T21:00", "2025-07-01T21:00+03:00"),
        ("Europe/Kyiv", "2025-12-01T21:00", "2025-12-01T21:00+02:00"),
        ("America/New_York", "2025-03-09T12:00", "2025-03-09T12:00-04:00"),
        ("Asia/Kathmandu", "2025-12-01T21:00", "2025-12-01T21:00+05:45"),
        ("Nowhere/Atlantis", "2025-12-01T21:00", None),
        ("../secret", "2025-12-01T21:00", None),
    ],
)
def test_a_local_clock_time_has_the_offset_of_its_day(zone: str, local: str, expected: str | None) -> None:
    assert in_zone(zone, local) == expected


def test_an_hour_that_comes_twice_is_the_first_one() -> None:
    assert offset_at("Europe/Kyiv", datetime(2025, 10, 26, 3, 30)) == "+03:00"  # noqa: DTZ001 -- a local clock time


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("It hit at 9 p.m. Kyiv time on Dec. 1.", "2025-12-01T21:00+02:00"),
        ("It hit at 9 p.m. Moscow time on July 1.", "2025-07-01T21:00+03:00"),
        ("It hit at 9 p.m. ET on July 1.", "2025-07-01T21:00-04:00"),
        ("It hit at 9 p.m. EST on Dec. 1.", "2025-12-01T21:00-05:00"),
        ("It hit at 2100 GMT on Dec. 1.", "2025-12-01T21:00+00:00"),
        ("It hit at 9 p.m. local time on Dec. 1.", "2025-12-01T21:00"),
        ("It hit at 9 p.m. Zeltan time on Dec. 1.", "2025-12-01T21:00"),
    ],
)
def test_a_clock_time_has_an_offset_only_where_the_story_names_the_zone(text: str, start: str) -> None:
    assert [mark.value.start for mark in marks(text)] == [start]


def test_every_named_zone_is_one_of_the_iana_database() -> None:
    told = {zone for zone in (*zones().letters.values(), *zones().names.values()) if zone[:1] not in "+-"}
    assert told - available_timezones() == set()


@pytest.mark.parametrize(
    ("clock", "zone", "day"),
    [
        ("2025-12-03T23:00+00:00", "Europe/Kyiv", date(2025, 12, 4)),
        ("2025-12-03T23:00+00:00", "America/Bogota", date(2025, 12, 3)),
        ("2025-12-04T01:00+00:00", "America/Bogota", date(2025, 12, 3)),
        ("2025-12-03T23:00", "Europe/Kyiv", date(2025, 12, 3)),
        ("2025-12-03T23:00+00:00", "Nowhere/Atlantis", None),
    ],
)
def test_a_clock_time_with_an_offset_falls_on_the_day_of_its_place(clock: str, zone: str, day: date | None) -> None:
    """2300 GMT is the next day in Kyiv; what tells no offset is local already."""
    assert day_there(clock, zone) == day


def test_universal_time_has_several_names() -> None:
    assert [is_utc(words) for words in ("gmt", "utc", "z", "universal", "cet", "kyiv", "")] == [True] * 4 + [False] * 3
