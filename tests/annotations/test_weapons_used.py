"""Weapons named, how many, and how many of them were stopped."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from tests.annotations.harm_told import bounds, sheet, uses, weapons
from tests.strategies import harm_words_told

from sitrep.annotations.layers import WEAPONS
from sitrep.codebook.harms import harms
from sitrep.codebook.weapons import leading_mode, mode_of, weapon_words

ONE = (1, 1, 1)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("They launched 138 Shahed drones.", [("138 Shahed drones", "drone", (138, 138, 138))]),
        ("Two Iskander-M ballistic missiles hit it.",
         [("Two Iskander-M ballistic missiles", "ballistic-missile", (2, 2, 2))]),
        ("They fired 17 Kalibr cruise missiles.", [("17 Kalibr cruise missiles", "cruise-missile", (17, 17, 17))]),
        ("Three Kinzhals were launched.", [("Three Kinzhals", "ballistic-missile", (3, 3, 3))]),
        ("A FAB-500 fell on the market.", [("A FAB-500", "bomb", ONE)]),
        ("Four barrel bombs fell.", [("Four barrel bombs", "bomb", (4, 4, 4))]),
        ("It dropped two guided bombs.", [("two guided bombs", "glide-bomb", (2, 2, 2))]),
        ("They shelled it with BM-21 Grad rockets.",
         [("shelled", "artillery", None), ("BM-21 Grad rockets", "rocket", None)]),
        ("A Katyusha rocket landed.", [("A Katyusha rocket", "rocket", ONE)]),
        ("Two HIMARS rockets hit it.", [("Two HIMARS rockets", "rocket", (2, 2, 2))]),
        ("A roadside bomb went off.", [("A roadside bomb", "ied", ONE)]),
        ("A bomb hidden in a motorcycle was defused.", [("A bomb", "ied", ONE)]),
        ("A man drove a taxi packed with explosives into a crowd.", [("a taxi packed with explosives", "ied", ONE)]),
        ("A drone packed with explosives struck.", [("A drone packed with explosives", "drone", ONE)]),
        ("A suicide bomber struck the queue.", [("A suicide bomber", "ied", ONE)]),
        ("They used machetes and Kalashnikovs.", [("machetes", "knife", None), ("Kalashnikovs", "gun", None)]),
        ("Police used batons and tear gas.", [("batons", "other", None), ("tear gas", "tear-gas", None)]),
        ("Two T-72 tanks opened up on the town.", [("Two T-72 tanks", "tank", (2, 2, 2))]),
        ("An anti-tank mine blew up.", [("An anti-tank mine", "mine", ONE)]),
        ("An RPG hit the gate.", [("An RPG", "grenade", ONE)]),
        ("Mobs torched the office.", [("torched", "fire", None)]),
    ],
)  # fmt: skip
def test_weapons_are_told_by_kind_and_number(text: str, told: list[tuple[str, str | None, object]]) -> None:
    assert weapons(text) == told


@pytest.mark.parametrize(
    ("text", "count", "stopped"),
    [
        ("It downed four of six Iskander missiles.", (6, 6, 6), (4, 4, 4)),
        ("It jammed 12 of 17 cruise missiles.", (17, 17, 17), (12, 12, 12)),
        ("It neutralised 85 of the drones.", (85, 85, 85), None),
    ],
)
def test_a_part_told_before_the_whole_is_what_was_stopped(text: str, count: object, stopped: object) -> None:
    (use,) = uses(text)

    assert (bounds(use.count), bounds(use.stopped)) == (count, stopped)


@pytest.mark.parametrize(
    "text",
    [
        "The army lost two tanks and a howitzer.",
        "A tank with petroleum products burned.",
        "Gold mine workers went home.",
        "They met at the oil tank farm.",
        "Its missile defense failed.",
    ],
)
def test_arms_lost_tanks_of_fuel_and_mines_of_gold_are_no_weapons_used(text: str) -> None:
    assert weapons(text) == []


def test_a_strike_with_a_weapon_counts_no_weapons() -> None:
    (use,) = uses("Two drone strikes hit the depot.")

    assert (use.kind, use.count, use.compound) == ("drone", None, True)


def test_a_shot_told_by_the_act_alone_is_implied() -> None:
    (use,) = uses("Guards fired into the air.")

    assert (use.kind, use.implied, use.count) == ("gun", True, None)


def test_a_bomb_from_a_jet_is_aerial_and_an_unexplained_one_is_not() -> None:
    dropped, unexplained = uses("A warplane dropped a bomb.")[-1], uses("A bomb killed two.")[-1]

    assert (dropped.kind, dropped.mode) == ("bomb", "aerial")
    assert (unexplained.kind, unexplained.mode) == ("bomb", "explosives")


def test_every_kind_of_the_record_has_words_and_every_word_a_kind_of_the_record() -> None:
    kinds = {word.kind for word in weapon_words().values()}

    assert kinds - {None} == set(harms().weapons)


@pytest.mark.parametrize(
    ("kinds", "mode"),
    [
        (["drone", "missile"], "aerial"),
        (["rocket", "drone"], "heavy-weapons"),
        (["gun", "ied"], "explosives"),
        ([], None),
    ],
)
def test_of_several_weapons_one_mode_decides(kinds: list[str], mode: str | None) -> None:
    assert leading_mode({told for kind in kinds if (told := mode_of(kind))}) == mode


@given(harm_words_told)
@settings(max_examples=150, deadline=None)
def test_any_words_can_be_read_for_weapons_and_every_span_lies_in_the_text(text: str) -> None:
    assert all(0 <= mark.start < mark.end <= len(text) for mark in sheet(text).marks(WEAPONS))
