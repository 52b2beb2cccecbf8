"""Figures by the rule of sides, origins, and sketches of near-copies."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import strategies
from tests.incidents.made import CHUHUIV, DAY, KHARKIV, REGION, UKRAINE, night, struck

from sitrep.incidents.figures import Reported, Standing, figure
from sitrep.incidents.minhash import COPY, shared, sketch
from sitrep.incidents.nesting import holds, part_of
from sitrep.incidents.origins import Imprint, credited, origins
from sitrep.incidents.packing import pack, unpack
from sitrep.incidents.sides import Voice, same_body, voice_of
from sitrep.records.report import Count, Source

RESCUE = Voice("State Emergency Service", None, "rescue service", 0, "authorities of UA")
POLICE = Voice("police", None, "police or prosecutors", 1, "authorities of UA")
HOSPITAL = Voice("City Hospital", None, "hospital", 0, "hospitals")
ARMY = Voice("Russian military", None, "party to the fighting", 4, "forces of RU")
voices = st.sampled_from([RESCUE, POLICE, HOSPITAL, ARMY])
days = st.integers(1, 9).map(lambda day: f"2025-12-0{day}")


def told(value: int, voice: Voice, day: str = "2025-12-03", standing: Standing = "current") -> Reported:
    count = Count(low=value, best=value, high=value, text=str(value))
    name = f"{voice.name} {value} {day} {standing}"
    return Reported(name, name, None, day, "killed", count, voice, name, standing)


many = st.lists(
    st.builds(told, st.integers(0, 60), voices, days), min_size=1, max_size=8, unique_by=lambda one: one.item
)


def test_the_newest_count_of_a_side_counts_and_the_weightiest_side_is_best() -> None:
    shown = figure("killed", [told(3, RESCUE), told(5, POLICE, "2025-12-04"), told(9, ARMY), told(7, HOSPITAL)])

    assert (shown.low, shown.best, shown.high) == (5, 7, 9)
    assert shown.disputed


def test_at_least_five_alone_has_no_high_until_a_side_closes_it() -> None:
    open_end = replace(told(5, RESCUE), count=Count(low=5, best=5, high=None, text="at least five"))

    alone, closed = figure("killed", [open_end]), figure("killed", [open_end, told(8, ARMY)])

    assert (alone.low, alone.best, alone.high) == (5, 5, None)
    assert (closed.low, closed.best, closed.high) == (5, 5, 8)


def test_an_older_higher_count_of_the_side_was_corrected_and_a_lower_one_overtaken() -> None:
    shown = figure("killed", [told(3, RESCUE, "2025-12-02"), told(6, POLICE), told(4, RESCUE, "2025-12-04")])

    assert [(one.value, one.standing) for one in shown.history] == [(3, "superseded"), (6, "corrected"), (4, "current")]
    assert (shown.low, shown.best, shown.high) == (4, 4, 4)


@pytest.mark.parametrize("standing", ["partial", "background", "denied"])
def test_what_is_no_whole_count_of_the_news_is_kept_and_does_not_count(standing: Standing) -> None:
    shown = figure("killed", [told(9, HOSPITAL), told(2, ARMY, standing=standing)])

    assert (shown.low, shown.high) == (9, 9)
    assert len(shown.history) == 2


@given(many, st.randoms(use_true_random=False))
def test_a_figure_does_not_depend_on_the_order_of_reports(reported: list[Reported], chance: random.Random) -> None:
    mixed = list(reported)
    chance.shuffle(mixed)

    assert figure("killed", mixed) == figure("killed", reported)


@given(many)
def test_no_value_is_lost_and_low_best_high_stand_in_order(reported: list[Reported]) -> None:
    shown = figure("killed", reported)

    assert sorted(one.item for one in shown.history) == sorted(one.item for one in reported)
    assert shown.low is not None
    assert shown.best is not None
    assert shown.high is not None
    assert shown.low <= shown.best <= shown.high


@pytest.mark.parametrize(
    ("speaker", "role", "kind", "side"),
    [
        ("State Emergency Service", None, "rescue service", "authorities of UA"),
        ("Oleh Kiper", "regional governor", "local officials", "authorities of UA"),
        ("city military administration", None, "local officials", "authorities of UA"),
        ("General Staff", None, "party to the fighting", "General Staff"),
        ("U.N. human rights office", None, "monitor", "monitors"),
        ("Nasser Hospital", None, "hospital", "hospitals"),
        (None, None, "unnamed", "unnamed"),
    ],
)
def test_a_source_stands_on_its_side(speaker: str | None, role: str | None, kind: str, side: str) -> None:
    source = Source(speaker=speaker, actor=None, role=role, certainty="asserted", text=None)
    voice = voice_of(source, {}, "UA")

    assert (voice.kind, voice.side) == (kind, side)


def test_a_surname_is_the_same_person_and_another_body_is_not() -> None:
    assert same_body("Oleh Kiper", "Kiper")
    assert same_body("Ukraine’s Interior Ministry", "Interior Ministry")
    assert not same_body("State Emergency Service", "Interior Ministry")


LONG = " ".join(f"word{n} said the shell fell near house {n} in the lane" for n in range(40))


def test_a_cut_copy_is_a_copy_and_another_story_is_not() -> None:
    assert shared(sketch(LONG), sketch(LONG[: len(LONG) * 4 // 5])) >= COPY
    assert shared(sketch(LONG), sketch(LONG.replace("shell", "bomb").replace("lane", "square"))) < COPY


@given(strategies.texts)
def test_a_text_is_its_own_copy_whatever_its_case(text: str) -> None:
    assert sketch(text) == sketch(text)
    assert not sketch(text) or shared(sketch(text), sketch(text)) == 1.0


def test_stories_of_one_agency_share_an_origin_and_others_do_not() -> None:
    prints = [
        Imprint(name, None, agency, ()) for name, agency in (("a", "AP"), ("b", "AP"), ("c", "Reuters"), ("d", None))
    ]
    found = origins(prints)

    assert found["a"] == found["b"]
    assert len(set(found.values())) == 3
    assert origins(prints[::-1]) == found


@pytest.mark.parametrize(
    ("text", "outlet", "agency"),
    [
        ("KYIV, Ukraine (AP) — Drones hit a garage.", "Lowland Post", "AP"),
        ("Drones hit a garage, Reuters reported on Friday.", None, "Reuters"),
        ("Drones hit a garage.\n\n— AFP", "Lowland Post", "AFP"),
        ("Drones hit a garage.", "Associated Press", "AP"),
        ("The AP building was hit.", "Lowland Post", None),
    ],
)
def test_the_agency_that_a_story_credits_is_found(text: str, outlet: str | None, agency: str | None) -> None:
    assert credited(text, outlet) == agency


def test_a_town_lies_in_its_region_and_its_country_and_not_in_another_town() -> None:
    assert holds(REGION, KHARKIV)
    assert holds(UKRAINE, REGION)
    assert not holds(KHARKIV, REGION)
    assert not holds(KHARKIV, CHUHUIV)


def test_a_towns_strike_is_part_of_its_regions_night_and_of_no_other_night() -> None:
    town, region = struck("a", hours=night(2)), struck("b", spot=REGION, hours=night(2))

    assert part_of([town], [region])
    assert not part_of([region], [town])
    assert not part_of([town], [struck("c", spot=REGION, hours=night(4))])


def test_an_item_packed_and_unpacked_is_itself() -> None:
    item = struck("a", hours=(DAY * 24, DAY * 24 + 3), ages=frozenset({3, 70}), told={"garage": 2})

    assert unpack(pack(item)) == item
    assert pack(unpack(pack(item))) == pack(item)
