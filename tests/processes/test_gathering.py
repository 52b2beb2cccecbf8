"""Meetings gather into efforts whatever order they came in, and ids lead where they led."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.processes.made import TOLD, met

from sitrep.processes.gathering import gather, process_id, told_together
from sitrep.processes.meetings import Meeting

MEETINGS = [
    met("moscow", "RU", "US", "UA", day=2),
    met("miami", "UA", "US", "RU", day=6),
    met("berlin", "UA", "US", "RU", "DE", day=14),
    met("jerusalem", "IL", "US", "hamas", day=4),
    met("doha", "IL", "QA", "hamas", day=8),
    met("years later", "RU", "UA", day=600),
]


def test_efforts_are_told_apart_by_their_foes_and_by_time() -> None:
    found = [{one.id for one in effort.meetings} for effort in gather(MEETINGS, TOLD)]

    assert found == [{"moscow", "miami", "berlin"}, {"jerusalem", "doha"}, {"years later"}]


@given(st.permutations(MEETINGS))
def test_the_order_in_which_meetings_came_in_changes_no_group(meetings: list[Meeting]) -> None:
    groups = {frozenset(one.id for one in effort.meetings) for effort in gather(meetings, TOLD)}

    assert groups == {frozenset(one.id for one in effort.meetings) for effort in gather(MEETINGS, TOLD)}


@given(st.permutations(MEETINGS))
def test_an_effort_bears_the_id_of_the_meeting_that_came_in_first(meetings: list[Meeting]) -> None:
    arrival = [one.id for one in meetings]

    for effort in gather(meetings, TOLD):
        assert effort.id == process_id(min((one.id for one in effort.meetings), key=arrival.index))


def test_what_is_not_about_peace_founds_no_effort_but_may_join_one() -> None:
    visit = met("visit", "RU", "UA", day=3, is_peace=False)

    assert gather([visit], TOLD) == ()
    assert [one.id for one in gather([visit, MEETINGS[0]], TOLD)[0].meetings] == ["moscow", "visit"]


def test_stories_of_many_parties_tell_of_no_foes() -> None:
    assert told_together([frozenset({"RU", "UA", "US"})]) == {("RU", "UA")}
    assert told_together([frozenset({"RU", "UA", "IL", "hamas", "SD"})]) == frozenset()
