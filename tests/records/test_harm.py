"""What an attack did and with what: figures, weapons, damage and services, on the event they belong to."""

from __future__ import annotations

import pytest
from tests.records.stories import event, events

from sitrep.records.report import Count, Event


def told(count: Count | None) -> tuple[int | None, int | None, int | None] | None:
    return (count.low, count.best, count.high) if count else None


def casualties(found: Event) -> list[tuple[str, object]]:
    return [(figure.outcome, told(figure.count)) for figure in found.casualties]


def test_people_told_to_have_died_in_several_places_of_a_sentence_are_one_figure() -> None:
    found = event(
        "Troops shelled the town of Kherson with rockets on Wednesday. Two women died on the spot, a 14-year-old boy "
        "died in an ambulance, and seven people sustained injuries.",
        "ASSAULT",
    )

    assert casualties(found) == [("killed", (3, 3, 3)), ("wounded", (7, 7, 7))]


def test_people_named_among_the_dead_are_joined_to_the_figure_they_are_part_of() -> None:
    found = event(
        "A drone struck a house in Odesa on Monday, killing four people. A 71-year-old man was among the dead.",
        "ASSAULT",
    )

    assert casualties(found) == [("killed", (4, 4, 4))]
    assert [person.age for person in found.casualties[0].of] == [71]


def test_an_exact_figure_takes_the_place_of_dozens() -> None:
    found = event(
        "A missile hit a market in Kharkiv on Monday, wounding dozens. The mayor said 39 people had been wounded.",
        "ASSAULT",
    )

    assert casualties(found) == [("wounded", (39, 39, 39))]


def test_what_was_stopped_is_told_with_the_wave_it_was_part_of() -> None:
    (wave,) = events(
        "Russia fired 174 drones and 23 missiles at Ukraine overnight. The air force said it had shot down 151 of the "
        "drones, four of six ballistic missiles and 12 of 17 cruise missiles.",
        "ASSAULT",
    )

    assert [(w.kind, told(w.count), told(w.intercepted)) for w in wave.weapons] == [
        ("drone", (174, 174, 174), (151, 151, 151)),
        ("ballistic-missile", (6, 6, 6), (4, 4, 4)),
        ("cruise-missile", (17, 17, 17), (12, 12, 12)),
    ]


def test_fire_told_beside_a_drone_is_damage_and_no_weapon() -> None:
    found = event("A drone hit a depot in Kursk on Monday, setting fire to a fuel tank.", "ASSAULT")

    assert [weapon.kind for weapon in found.weapons] == ["drone"]
    assert ("energy", "burned") in [(damage.object, damage.effect) for damage in found.damage]


@pytest.mark.parametrize(
    ("sentence", "effect"),
    [
        ("Electricity in the city has been cut to 12 hours a day since Monday.", "reduced"),
        ("Electricity in the city of Odesa was cut on Monday.", "cut"),
    ],
)
def test_a_service_left_for_some_hours_is_reduced(sentence: str, effect: str) -> None:
    assert [service.effect for service in event(sentence, "DISRUPT").services] == [effect]


def test_what_was_put_out_of_service_belongs_to_the_outage() -> None:
    found = event(
        "The Kherson power plant was forced to shut down on Monday, leaving 40,000 residents cold.", "DISRUPT"
    )

    assert [(damage.object, damage.effect) for damage in found.damage] == [("energy", "shut-down")]


def test_a_figure_recalled_as_overtaken_is_no_casualty() -> None:
    found = event("A bomb killed five people in Kabul on Monday, up from an earlier toll of three.", "ASSAULT")

    assert casualties(found) == [("killed", (5, 5, 5))]


def test_the_dead_of_a_strike_are_not_those_it_left_without_power() -> None:
    """An outage told in one breath with a toll takes none of the toll's people as those affected."""
    found = event(
        "Drones hit a plant near Omdurman on Tuesday, killing at least seven people and plunging the city "
        "into darkness.",
        "DISRUPT",
    )

    assert [service.people for service in found.services] == [None]
