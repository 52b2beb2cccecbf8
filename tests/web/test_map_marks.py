"""Marks are numbers: which days are drawn, what colours a mark, what has a point, and what the columns hold."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrep.ledger.incident_queries import IncidentFilter
from sitrep.ledger.map_points import DayCount
from sitrep.web.views.map_asking import Asked
from sitrep.web.views.map_drawn import drawn, lies_in
from sitrep.web.views.map_marks import TOLD_OF, UNREVIEWED, Mark, payload, span_of

MARK = Mark(
    id="incident-1", start="2026-01-13", end="2026-01-14", place="Sumy", country="UA", lat=50.9, lon=34.8,
    precision="city", gravest="killed", dead=2, toll="2 killed", status="occurred", reviewed=True,
)  # fmt: skip
DAY = date(2026, 1, 14)


def counted(days: list[date]) -> list[DayCount]:
    return [DayCount(day.isoformat(), number, 0) for day, number in sorted(Counter(days).items())]


def test_days_far_from_all_others_are_told_in_numbers() -> None:
    days = [date(2014, 11, 1), *(DAY - timedelta(n) for n in range(20)), DAY + timedelta(400)]

    found = span_of(counted(days))

    assert found and (found.first, found.last, found.earlier, found.later) == (DAY - timedelta(19), DAY, 1, 1)


def test_days_far_from_each_other_are_all_drawn_when_they_are_many() -> None:
    found = span_of(counted([date(2014, 11, 1), date(2014, 11, 2), DAY]))

    assert found and (found.first, found.earlier) == (date(2014, 11, 1), 0)


@given(st.lists(st.dates(date(2000, 1, 1), date(2030, 1, 1))))
def test_no_day_is_lost(days: list[date]) -> None:
    found = span_of(counted(days))

    if found is None:
        assert days == []
    else:
        within = sum(found.first <= one <= found.last for one in days)
        assert within + found.earlier + found.later == len(days)


def test_a_country_has_no_point() -> None:
    assert MARK.pointed and not MARK._replace(precision="country").pointed and not MARK._replace(lat=None).pointed


@pytest.mark.parametrize(
    ("reviewed", "status", "flags"),
    [(True, "occurred", 0), (False, "ongoing", UNREVIEWED), (True, "planned", TOLD_OF),
     (False, "denied", UNREVIEWED | TOLD_OF)],
)  # fmt: skip
def test_flags_say_what_is_unreviewed_and_what_is_only_told_of(reviewed: bool, status: str, flags: int) -> None:
    assert MARK._replace(reviewed=reviewed, status=status).flags == flags


def test_columns_hold_one_number_for_each_mark_and_days_are_counted_from_the_first() -> None:
    undated = MARK._replace(id="incident-2", start=None, end=None, place="Izmail")
    country = MARK._replace(id="incident-3", precision="country", reviewed=False)

    told = payload([MARK, undated, country], [DayCount("2026-01-13", 1, 1)], total=3)

    assert told["first"] == "2026-01-13" and told["days"] == [(0, 1, 1)]
    assert {len(column) for column in told["marks"].values()} == {2}
    assert told["marks"]["start"] == [0, None] and told["marks"]["end"] == [1, None]
    assert [told["places"][at] for at in told["marks"]["place"]] == ["Sumy", "Izmail"]
    assert told["pointless"] == {"start": [0], "end": [1]}


@pytest.mark.parametrize(
    ("since", "until", "lies"),
    [(None, None, True), ("2026-01-14", None, True), ("2026-01-15", None, False), (None, "2026-01-12", False),
     ("2026-01-13", "2026-01-13", True)],
)  # fmt: skip
def test_what_lasts_lies_in_each_of_its_days(since: str | None, until: str | None, lies: bool) -> None:
    assert lies_in(MARK, since, until) is lies


def test_what_has_no_date_is_on_the_map_of_all_days_alone() -> None:
    undated = MARK._replace(start=None, end=None)

    assert lies_in(undated, None, None) and not lies_in(undated, "2026-01-01", None)


def test_without_scripts_events_at_one_point_share_a_mark() -> None:
    told = drawn([MARK, MARK._replace(id="incident-2", dead=5)], Asked(IncidentFilter(), "all"))

    assert "2 events" in told and "1 points" not in told and "1 point" in told


def test_what_has_not_happened_is_not_drawn_as_if_it_had() -> None:
    assert "Sumy" not in drawn([MARK._replace(status="planned")], Asked(IncidentFilter(), "all"))
