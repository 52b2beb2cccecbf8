"""Whose harm a figure tells: the attack's own, a part of it, or someone else's."""

from __future__ import annotations

from tests.records.stories import event, events, parties
from tests.records.test_harm import casualties


def test_someone_killed_at_a_place_of_their_own_is_an_attack_of_their_own() -> None:
    text = (
        "Gunmen shot dead four farmers near Kindu on Monday.\n\n"
        "Colonel Idris Hamdan was killed by rebels who ambushed his convoy near Bukavu on Tuesday."
    )

    assert [casualties(found) for found in events(text, "ASSAULT")] == [
        [("killed", (4, 4, 4))],
        [("killed", (1, 1, 1))],
    ]


def test_an_attacker_killed_is_not_told_of_those_arrested() -> None:
    text = (
        "Gunmen opened fire on a market in Jos on Sunday, wounding nine people. One attacker was killed and police "
        "arrested two more suspects."
    )

    assert casualties(event(text, "COERCE")) == [("detained", (2, 2, 2))]


def test_the_only_person_hurt_is_the_recipient_however_they_are_told() -> None:
    found = event("A sniper shot dead the mayor of Kherson in Kherson on Monday.", "ASSAULT")

    assert ("recipient", "mayor") in parties(found)


def test_bodies_are_people_where_they_are_told_as_recipients() -> None:
    found = event("Rebels raided the village of Djugu on Friday. A witness counted 14 bodies.", "ASSAULT")

    assert ("recipient", "people") in parties(found)


def test_a_death_on_the_road_is_no_attack() -> None:
    assert events("A driver died and two others were hurt when their lorry overturned near Kisangani.", "ASSAULT") == []
