"""Incidents are counted once, whatever holds them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.incidents.made import KHARKIV, REGION, UKRAINE, night, struck

from sitrep.incidents.figures import RULE, Figure
from sitrep.incidents.fusion import Fused
from sitrep.incidents.nesting import nested
from sitrep.incidents.tallying import Counted, Range, tally
from sitrep.records.report import Status, When, Where


def fused(
    killed: Figure | None, *, place: str = "Kharkiv", status: Status = "occurred", recalled: bool = False
) -> Fused:
    when = When(start="2025-12-03", end="2025-12-03", precision="day", text="Wednesday")
    where = Where(name=place, geonames_id=None, lat=None, lon=None, country="UA", admin1=None, precision="city",
                  note=None, text=place)  # fmt: skip
    figures = (killed,) if killed else ()
    return Fused("ASSAULT", None, status, (), when, where, figures, (), (), 1, 1, (), recalled)


def dead(low: int | None, best: int | None, high: int | None) -> Figure:
    return Figure("killed", low, best, high, RULE, (), ())


def told(id_: str, killed: Figure | None, whole: str | None = None, **changed: Any) -> Counted:
    return Counted(id_, fused(killed, **changed), "RU", whole)


def test_a_national_toll_is_not_added_to_those_of_its_regions() -> None:
    listed = [told("wave", dead(6, 6, 6)), told("a", dead(2, 2, 2), "wave"), told("b", dead(3, 3, 3), "wave")]
    (row,), total = tally(listed, "day")

    assert (row.incidents, row.nested, total.killed.best) == (3, 2, 6)


def test_parts_that_come_to_more_than_their_whole_count_instead() -> None:
    listed = [told("wave", dead(4, 4, 4)), told("a", dead(2, 2, 3), "wave"), told("b", dead(3, 3, 3), "wave")]

    assert tally(listed, "day")[1].killed == Range(5, 5, 6, 0)


def test_a_part_whose_whole_is_not_of_the_group_counts_by_itself() -> None:
    listed = [told("wave", dead(6, 6, 6), place="Ukraine"), told("a", dead(2, 2, 2), "wave")]
    rows, total = tally(listed, "place")

    assert [(row.group, row.killed.best) for row in rows] == [("Kharkiv, UA", 2), ("Ukraine, UA", 6)]
    assert total.killed.best == 6


def test_an_open_end_is_told_and_what_is_unknown_counts_as_what_is_known_at_least() -> None:
    assert tally([told("a", dead(24, None, None))], "day")[1].killed == Range(24, 24, 24, 1)


@pytest.mark.parametrize("changed", [{"status": "planned"}, {"status": "denied"}, {"recalled": True}])
def test_only_news_of_what_happened_counts(changed: dict[str, Any]) -> None:
    rows, total = tally([told("a", dead(2, 2, 2), **changed)], "side")

    assert (rows, total.incidents) == ((), 0)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=6), st.integers(0, 40))
def test_a_whole_counts_as_the_larger_of_its_figure_and_its_parts(parts: list[int], whole: int) -> None:
    listed = [told(f"part {n}", dead(killed, killed, killed), "wave") for n, killed in enumerate(parts)]
    listed.append(told("wave", dead(whole, whole, whole)))

    assert tally(listed, "side")[1].killed.best == max(whole, sum(parts))


def test_an_incident_is_part_of_the_narrowest_that_holds_it() -> None:
    wide = [("wave", struck("wave", spot=UKRAINE)), ("region", struck("region", spot=REGION))]
    found = nested({"town": [struck("town", spot=KHARKIV)], "region": [wide[1][1]]}, wide)

    assert {part: one.whole for part, one in found.items()} == {"town": "region", "region": "wave"}


def test_what_happened_on_another_night_or_for_years_is_told_apart() -> None:
    start = date(2022, 2, 24).toordinal() * 24
    years = struck("years", spot=UKRAINE, hours=(start, night(20)[1]))
    other = struck("other", spot=UKRAINE, hours=night(9))
    town = {"town": [struck("town", hours=night(3))]}

    assert nested(town, [("other", other)]) == {}
    assert nested(town, [("years", years)])["town"].whole == "years"
