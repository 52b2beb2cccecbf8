"""Series of stories of our own, read by the product, linked and fused as gold says."""

from __future__ import annotations

from itertools import permutations
from random import Random

import pytest
from tests.incidents.told import NAMES, series

from sitrep.incidents.nesting import part_of


@pytest.mark.parametrize("name", NAMES)
def test_no_two_happenings_are_merged_and_none_is_torn(name: str) -> None:
    told = series(name)
    where = told.linked().incidents()
    found = {gold: {where[item] for item in items} for gold, items in told.members().items()}

    assert all(len(incidents) == 1 for incidents in found.values()), found
    assert len(set.union(*found.values())) == len(found), found


@pytest.mark.parametrize("name", NAMES)
def test_the_order_of_stories_changes_no_group(name: str) -> None:
    told = series(name)
    orders = list(permutations(told.stories))
    chosen = Random(5).sample(orders, min(12, len(orders)))  # noqa: S311 -- any orders will do

    groups = {frozenset(_groups(told.linked(order).incidents()).values()) for order in [*chosen, told.stories[::-1]]}

    assert groups == {frozenset(_groups(told.linked().incidents()).values())}


@pytest.mark.parametrize("name", NAMES)
def test_every_final_figure_is_right(name: str) -> None:
    told = series(name)
    fused = told.fused(told.linked())
    shown = {
        incident: {
            figure.outcome: {"low": figure.low, "best": figure.best, "high": figure.high} for figure in view.figures
        }
        for incident, view in fused.items()
    }

    for incident, figures in told.gold["figures"].items():
        assert {outcome: shown[incident].get(outcome) for outcome in figures} == figures


@pytest.mark.parametrize("name", NAMES)
def test_every_status_history_is_right(name: str) -> None:
    told = series(name)
    fused = told.fused(told.linked())

    for incident, statuses in told.gold["statuses"].items():
        assert [change.status for change in fused[incident].statuses] == statuses


@pytest.mark.parametrize("name", NAMES)
def test_origins_and_sources_are_counted_once(name: str) -> None:
    told = series(name)
    fused = told.fused(told.linked())

    for incident, count in told.gold.get("origins", {}).items():
        assert fused[incident].origins == count
    for incident, count in told.gold.get("sources", {}).items():
        assert fused[incident].independent_sources == count, fused[incident].vouchers


@pytest.mark.parametrize("name", [name for name in NAMES if "part_of" in series(name).gold])
def test_tallies_nest(name: str) -> None:
    told = series(name)
    items = {item.id: item for story in told.stories for item in story.items}
    members = {incident: [items[one] for one in ids] for incident, ids in told.members().items()}
    found = {
        (part, whole)
        for part in members
        for whole in members
        if part != whole and part_of(members[part], members[whole])
    }

    assert found == {(part, whole) for part, whole in told.gold["part_of"]}


def test_every_value_ever_told_is_kept() -> None:
    told = series("sadova-street")
    killed = next(figure for figure in told.fused(told.linked())["bomb-tuesday"].figures if figure.outcome == "killed")

    assert sorted((one.value, one.standing) for one in killed.history) == [
        (3, "superseded"), (4, "background"), (4, "current"), (5, "corrected"), (6, "corrected"),
    ]  # fmt: skip
    assert "side" in killed.rule


def _groups(where: dict[str, str]) -> dict[str, frozenset[str]]:
    return {
        incident: frozenset(item for item, seat in where.items() if seat == incident) for incident in where.values()
    }
