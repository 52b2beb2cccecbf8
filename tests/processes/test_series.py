"""Series of stories of our own, read by the product, linked and gathered into efforts as gold says."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations
from random import Random

import pytest
from tests.processes.told import NAMES, Series, series, shown

from sitrep.processes.process import Efforts, efforts


def gathered(told: Series, order: Sequence[int] | None = None) -> Efforts:
    numbers = range(len(told.stories)) if order is None else order
    return efforts([told.stories[number] for number in numbers], told.incidents(order))


@pytest.mark.parametrize("name", NAMES)
def test_meetings_proposals_and_positions_are_as_gold_says(name: str) -> None:
    told = series(name)

    assert [shown(process, told.names) for process in gathered(told).processes] == told.gold["processes"]


@pytest.mark.parametrize("name", NAMES)
def test_the_order_of_stories_changes_nothing_that_is_told(name: str) -> None:
    told = series(name)
    orders = list(permutations(range(len(told.stories))))

    for order in Random(5).sample(orders, min(6, len(orders))):  # noqa: S311 -- any orders will do
        assert [shown(one, told.names) for one in gathered(told, order).processes] == told.gold["processes"]


@pytest.mark.parametrize("name", NAMES)
def test_an_id_leads_to_its_effort_however_many_stories_follow(name: str) -> None:
    told = series(name)
    end = gathered(told)

    for number in range(1, len(told.stories) + 1):
        for process in gathered(told, range(number)).processes:
            found = end.find(process.id)
            assert found is not None
            assert {event for one in process.meetings for event in one.events} <= {
                event for one in found.meetings for event in one.events
            }


@pytest.mark.parametrize("name", NAMES)
def test_every_meeting_but_the_founder_has_a_reason_to_be_there(name: str) -> None:
    for process in gathered(series(name)).processes:
        unexplained = [one for one in process.meetings if not process.reasons[one.id]]
        assert len(unexplained) == 1
