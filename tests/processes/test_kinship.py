"""What ties two meetings to one effort, and what does not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.processes.made import TOLD, profile

from sitrep.processes.kinship import Profile, kinship

PARTIES = st.frozensets(st.sampled_from(["RU", "UA", "US", "IL", "hamas", "QA", "TR"]), min_size=1)
PROFILES = st.builds(lambda matter, day: profile(*matter, day=day), PARTIES, st.integers(1, 400))


def test_meetings_about_the_same_foes_are_kin() -> None:
    assert kinship(profile("RU", "US", "UA"), profile("UA", "US", "RU", day=4), TOLD).strength > 0


def test_an_envoy_who_sits_in_two_wars_joins_no_two_efforts() -> None:
    envoy = frozenset({"witkoff"})
    ukraine, gaza = profile("RU", "US", "UA", known=envoy), profile("IL", "hamas", "US", known=envoy)

    assert kinship(ukraine, gaza, TOLD).strength == 0


def test_an_envoy_who_meets_now_the_one_foe_now_the_other_is_in_one_effort() -> None:
    envoy = frozenset({"witkoff"})
    moscow, miami = profile("RU", "US", known=envoy), profile("UA", "US", known=envoy)

    assert "told of together" in kinship(moscow, miami, TOLD).reasons[0]
    assert kinship(moscow, profile("IL", "US", known=envoy), TOLD).strength == 0
    assert kinship(profile("RU", "US"), profile("UA", "US"), TOLD).strength == 0


def test_one_shared_foe_of_several_is_not_enough() -> None:
    assert kinship(profile("IL", "hamas", "US"), profile("IL", "LB", "US"), TOLD).strength == 0


def test_what_rested_too_long_is_another_effort() -> None:
    assert kinship(profile("RU", "UA"), profile("RU", "UA", day=200), TOLD).strength == 0


def test_more_that_is_shared_makes_kin_closer() -> None:
    plan = frozenset({"the 28-point plan"})
    near = kinship(profile("RU", "UA", proposals=plan), profile("RU", "UA", proposals=plan), TOLD)

    assert near.strength > kinship(profile("RU", "UA"), profile("RU", "UA"), TOLD).strength


@given(PROFILES, PROFILES)
def test_kinship_is_the_same_from_either_side(left: Profile, right: Profile) -> None:
    assert kinship(left, right, TOLD) == kinship(right, left, TOLD)
