"""How two reported events can be alike, and what rules out that they are one."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.incidents.made import CHUHUIV, DAY, KHARKIV, MEREFA, REGION, STRIKE, TALKS, UKRAINE, night, struck

from sitrep.incidents.acts import modes_agree, place_score, talkers_agree, times_meet, tolls_agree
from sitrep.incidents.features import EVENT_FEATURES, compare
from sitrep.incidents.items import Spot
from sitrep.incidents.keys import kept_keys, sought_keys
from sitrep.incidents.scoring import RULED_OUT, event_judge
from sitrep.incidents.vetoes import ruled_out

spots = st.sampled_from([KHARKIV, CHUHUIV, MEREFA, REGION, UKRAINE])
hours = st.tuples(st.integers(0, 200), st.integers(1, 200)).map(lambda t: (DAY * 24 + t[0], DAY * 24 + t[0] + t[1]))


def test_strikes_of_two_nights_in_one_town_are_two() -> None:
    first, second = struck("a", hours=night(2)), struck("b", hours=night(3))

    assert "hours lie between" in ruled_out(first, second)
    assert event_judge().probability(first, second) == 0.0


def test_a_night_meets_both_of_its_days() -> None:
    overnight = struck("a", hours=night(2))

    assert not ruled_out(overnight, struck("b", hours=((DAY - 1) * 24, DAY * 24)))
    assert not ruled_out(overnight, struck("b"))


def test_a_meeting_put_off_by_a_day_may_be_the_same() -> None:
    planned = struck("a", act=replace(TALKS, status="planned"))
    held = struck("b", act=TALKS, hours=((DAY + 1) * 24, (DAY + 2) * 24))

    assert not ruled_out(planned, held)
    assert ruled_out(replace(planned, act=TALKS), held)


def test_two_events_of_one_story_are_two() -> None:
    assert ruled_out(struck("a"), struck("b", document="story of a")) == "one story tells of both"


def test_a_countrys_wave_is_not_the_strike_on_one_of_its_towns_but_talks_may_be_told_by_their_country() -> None:
    assert ruled_out(struck("a"), struck("b", spot=UKRAINE))
    assert not ruled_out(struck("a", act=TALKS), struck("b", act=TALKS, spot=UKRAINE))


def test_what_is_only_threatened_did_not_happen() -> None:
    assert ruled_out(struck("a", act=replace(STRIKE, status="threatened")), struck("b"))


def test_a_strike_answered_by_the_other_side_is_another() -> None:
    answer = replace(STRIKE, doers=frozenset({"UA"}), sufferers=frozenset({"RU"}))

    assert ruled_out(struck("a"), struck("b", act=answer)) == "the sides are the other way round"


@pytest.mark.parametrize(
    ("left", "right", "low", "high"),
    [
        (KHARKIV, KHARKIV, 1.0, 1.0),
        (KHARKIV, REGION, 0.1, 0.2),
        (KHARKIV, UKRAINE, 0.1, 0.1),
        (KHARKIV, MEREFA, -0.4, -0.4),
        (KHARKIV, CHUHUIV, -1.0, -1.0),
        (UKRAINE, UKRAINE, 0.4, 0.4),
        (KHARKIV, Spot("Sadova Street", None, 49.99, 36.24, "UA", None, "site"), 0.8, 0.8),
    ],
)
def test_places_are_worth_what_they_tell_apart(left: Spot, right: Spot, low: float, high: float) -> None:
    assert low <= place_score(left, right) <= high


def test_other_weapons_speak_louder_than_other_means() -> None:
    drones, guns = (replace(STRIKE, weapons=frozenset({kind})) for kind in ("drone", "gun"))

    assert modes_agree(struck("a", act=drones), struck("b", act=guns)).score == -2.0
    assert modes_agree(struck("a"), struck("b", act=replace(STRIKE, mode="aerial"))).score == -1.0


def test_a_missile_may_be_a_ballistic_one() -> None:
    one, other = (replace(STRIKE, weapons=frozenset({kind})) for kind in ("missile", "ballistic-missile"))

    assert modes_agree(struck("a", act=one), struck("b", act=other)).score == 0.0


def test_two_pairs_that_share_one_are_two_talks() -> None:
    other = replace(TALKS, doers=frozenset({"UA", "FR"}))
    more = replace(TALKS, doers=frozenset({"UA", "US", "FR"}))

    assert talkers_agree(struck("a", act=TALKS), struck("b", act=other)).score == -1.0
    assert talkers_agree(struck("a", act=TALKS), struck("b", act=more)).score == 1.0


def test_a_host_alone_is_no_common_talker_and_two_pairs_without_a_common_party_are_two_talks() -> None:
    first, second = (
        struck(name, act=replace(TALKS, doers=frozenset({*sides, "UA"}))) for name, sides in (("a", "MW"), ("b", "ZT"))
    )

    assert talkers_agree(first, second).score == -1.0
    assert ruled_out(first, second) == "others took part"


def test_a_host_that_talks_itself_still_counts_where_nobody_else_is_named() -> None:
    first, second = (struck(name, act=replace(TALKS, doers=frozenset({"UA"}))) for name in "ab")

    assert talkers_agree(first, second).score == 1.0
    assert not ruled_out(first, second)


def test_a_finer_time_that_meets_is_worth_more() -> None:
    month = struck("c", hours=(DAY * 24, (DAY + 30) * 24))
    fine, wide = times_meet(struck("a"), struck("b")).score, times_meet(struck("a"), month).score

    assert fine == 1.0
    assert wide is not None
    assert wide < 0.5


def test_a_toll_that_rises_a_little_is_nearer_than_one_that_leaps() -> None:
    rises = tolls_agree(struck("a"), struck("b", tolls={"killed": frozenset({3})})).score
    leaps = tolls_agree(struck("a"), struck("b", tolls={"killed": frozenset({40})})).score

    assert rises is not None
    assert leaps is not None
    assert leaps < rises < 1.0


@given(spots, spots, hours, hours)
def test_likenesses_are_the_same_from_either_side(
    here: Spot, there: Spot, then: tuple[int, int], later: tuple[int, int]
) -> None:
    left, right = struck("a", spot=here, hours=then), struck("b", spot=there, hours=later)

    assert compare(left, right, EVENT_FEATURES) == compare(right, left, EVENT_FEATURES)
    assert ruled_out(left, right) == ruled_out(right, left)


@given(spots, spots, hours, hours)
def test_what_may_be_one_meets_by_its_keys_from_either_side(
    here: Spot, there: Spot, then: tuple[int, int], later: tuple[int, int]
) -> None:
    left, right = struck("a", spot=here, hours=then), struck("b", spot=there, hours=later)
    meet = bool(kept_keys(left) & sought_keys(right))

    assert meet == bool(kept_keys(right) & sought_keys(left))
    assert meet or event_judge().probability(left, right) < 0.5


def test_talks_of_which_one_party_alone_is_told_meet_those_that_tell_of_others_too() -> None:
    both, alone = (
        struck(name, act=replace(TALKS, doers=frozenset(doers)), spots=())
        for name, doers in (("a", ["US", "UA"]), ("b", ["UA"]))
    )
    other = struck("c", act=replace(TALKS, doers=frozenset({"UA", "FR"})), spots=())

    assert kept_keys(both) & sought_keys(alone)
    assert kept_keys(alone) & sought_keys(both)
    assert not kept_keys(both) & sought_keys(other)


def test_every_reason_names_its_likeness_and_its_pull() -> None:
    verdict = event_judge().explain(struck("a"), struck("b"))

    assert verdict.probability > 0.5
    assert "both at Kharkiv" in [reason.words for reason in verdict.reasons]
    assert [abs(reason.pull) for reason in verdict.reasons] == sorted(
        (abs(reason.pull) for reason in verdict.reasons), reverse=True
    )
    assert verdict.probability == event_judge().probability(struck("a"), struck("b"))


def test_what_rules_a_pair_out_is_its_only_reason() -> None:
    verdict = event_judge().explain(struck("a", hours=night(2)), struck("b", hours=night(3)))

    assert [reason.feature for reason in verdict.reasons] == [RULED_OUT]


@pytest.mark.parametrize("feature", EVENT_FEATURES, ids=lambda feature: feature.__name__)
def test_every_likeness_says_what_it_states(feature: object) -> None:
    assert (feature.__doc__ or "").endswith(".") or "\n" in (feature.__doc__ or "")
