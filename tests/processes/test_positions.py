"""Positions are a line of what was said; changes and contradictions follow from it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.processes.made import said

from sitrep.processes.positions import lines, rivals
from sitrep.processes.sayings import Saying

STANCES = st.sampled_from(["accepts", "rejects", "partly-accepts", "demands", "offers", None])
SAYINGS = st.lists(
    st.builds(said, STANCES, st.dates().map(str), country=st.sampled_from(["UA", "RU"])), max_size=8,
    unique_by=lambda one: (one.party, one.date),
)  # fmt: skip


def test_a_later_stance_in_another_camp_is_a_change() -> None:
    (line,) = lines([said("rejects", "2025-12-01"), said("offers", "2026-02-01")])

    assert line.has_changed
    assert not line.is_contradicted
    assert line.current.stance == "offers"


def test_stances_at_odds_within_days_are_a_contradiction() -> None:
    (line,) = lines([said("offers", "2025-12-11"), said("rejects", "2025-12-12")])

    assert line.is_contradicted
    assert not line.has_changed


def test_words_without_a_stance_do_not_hide_the_last_stance() -> None:
    (line,) = lines([said("rejects", "2025-12-01"), said(None, "2025-12-20")])

    assert line.current.stance == "rejects"


def test_parties_are_rivals_where_one_is_for_what_the_other_is_against() -> None:
    told = [said("offers", "2025-12-11", country="UA"), said("rejects", "2025-12-12", country="RU")]
    ((_, camps),) = rivals(lines(told))

    assert [(name, [line.party.key for line in found]) for name, found in camps.items()] == [
        ("for", [told[0].party.key]), ("against", [told[1].party.key]),
    ]  # fmt: skip
    assert rivals(lines([said("offers", "2025-12-11"), said("rejects", "2026-02-12")])) == []


@given(SAYINGS, st.randoms())
def test_nothing_said_is_lost_and_the_order_of_reading_does_not_matter(told: list[Saying], random: object) -> None:
    shuffled = told[:]
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    assert lines(shuffled) == lines(told)
    assert sorted(one.statement for line in lines(told) for one in line.said) == sorted(one.statement for one in told)
