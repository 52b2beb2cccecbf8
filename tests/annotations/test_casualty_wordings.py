"""Ways in which stories tell who was killed, hurt or taken, each with the figure it gives."""

from __future__ import annotations

import pytest
from tests.annotations.harm_told import counted, figures, people

ONE = (1, 1, 1)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Raiders slit the throats of nine shepherds.", [("killed", (9, 9, 9))]),
        ("Seven rebels loyal to the warlord were sent to hell, the army said.", [("killed", (7, 7, 7))]),
        ("Three nurses were burned alive in the clinic.", [("killed", (3, 3, 3))]),
        ("Two drivers were burned.", [("wounded", (2, 2, 2))]),
        ("Several dozen students burned car tyres at the gate.", []),
        ("Forty men burned three shops and a bus.", []),
        ("A corporal attained martyrdom in the raid.", [("killed", ONE)]),
        ("Eleven miners were feared dead.", [("killed", (11, 11, 11))]),
        ("The ministry confirmed the deaths of six sailors.", [("killed", (6, 6, 6))]),
        ("The command acknowledged the loss of five men and two trucks.", [("killed", (5, 5, 5))]),
        ("Divers recovered the bodies of four fishermen.", [("killed", (4, 4, 4))]),
        ("The grenade caused shrapnel wounds to two clerks and a porter.", [("wounded", (3, 3, 3))]),
        ("Bandits made off with 23 passengers.", [("abducted", (23, 23, 23))]),
        ("The blast claimed another four lives.", [("killed", (4, 4, 4))]),
        ("One guard was killed and another slightly wounded.", [("killed", ONE), ("wounded", ONE)]),
    ],
)
def test_a_wording_of_harm_tells_its_figure(text: str, told: list[tuple[str, object]]) -> None:
    assert counted(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Two Sudanese and a Chadian were killed at the well.", [("killed", (3, 3, 3))]),
        ("Four Israelis, including a reservist, were wounded by gunfire.", [("wounded", (4, 4, 4))]),
        ("One Kurd was shot dead at the gate.", [("killed", ONE)]),
        ("Two Syrian soldiers were killed.", [("killed", (2, 2, 2))]),
        ("One Russian drone was lost.", []),
    ],
)
def test_a_peoples_name_counts_persons_where_no_noun_follows(text: str, told: list[tuple[str, object]]) -> None:
    assert counted(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The governor of Paktia was assassinated on his way home.", [("killed", ONE)]),
        ("The mayor of Dora, in the country's restive north, was gunned down on Sunday.", [("killed", ONE)]),
        ("Colonel Idris Hamdan was killed by a sniper.", [("killed", ONE)]),
        ("A shell killed the teacher's husband.", [("killed", ONE)]),
        ("The family was killed at home.", []),
        ("The suspect fled on foot.", []),
    ],
)
def test_whoever_is_told_by_an_office_or_a_name_is_one(text: str, told: list[tuple[str, object]]) -> None:
    assert counted(text) == told


def test_people_whose_group_speaks_are_not_among_the_hurt() -> None:
    text = "Rockets killed five people and wounded 31 others, a nurses' union said."

    assert counted(text) == [("killed", (5, 5, 5)), ("wounded", (31, 31, 31))]
    assert "nurses" not in people(text)


@pytest.mark.parametrize(
    "teller", ["the provincial governor, Somo Kakule, said", "the mayor, Borys Filatov, said on Monday"]
)
def test_whoever_tells_of_the_dead_by_office_and_name_is_not_among_them(teller: str) -> None:
    assert counted(f"Gunmen attacked the village, killing nine people, {teller}.") == [("killed", (9, 9, 9))]


def test_a_quotation_that_ends_behind_people_owns_nothing() -> None:
    assert "four drivers" in people("He said 'four drivers' were missing.")


def test_those_of_one_family_are_counted_by_their_own_number() -> None:
    assert counted("Six members of one family were killed.") == [("killed", (6, 6, 6))]
    assert counted("Nine people from the same household were killed.") == [("killed", (9, 9, 9))]


def test_a_part_told_without_a_comma_leaves_the_whole() -> None:
    (figure,) = figures("Some 60 people including seven women lost their lives.")

    assert figure.value.count is not None and figure.value.count.best == 60
    assert [(person.count, person.sex) for person in figure.value.of] == [(7, "female")]


def test_those_whose_plight_is_over_are_told_by_what_became_of_them() -> None:
    assert counted("Five kidnapped nuns were set free on Monday.") == [("released", (5, 5, 5))]


def test_a_wound_that_one_died_of_is_a_death() -> None:
    assert counted("Omar Saleh was hit by two bullets and died in hospital.") == [("killed", ONE)]


def test_bodies_brought_out_are_of_the_dead_and_add_to_no_toll() -> None:
    (figure,) = figures("Crews pulled three bodies from the ruins.")

    assert (figure.value.outcome, figure.value.part) == ("killed", True)


def test_a_person_and_the_name_behind_a_comma_are_one() -> None:
    assert counted("A raid killed a senior leader of the group, Musa Kone, and three of his guards.") == [
        ("killed", (4, 4, 4))
    ]


def test_those_killed_are_told_one_by_one_behind_among() -> None:
    (figure,) = figures("Among those killed were the police chief, two deputies and a judge.")

    assert sum(person.count for person in figure.value.of) == 4


def test_killed_or_wounded_together_counts_neither() -> None:
    assert counted("The clashes left dozens dead or wounded.") == []


def test_nobody_consists_of_no_one() -> None:
    (figure,) = figures("Nobody was killed but six people, one of them a child, fled the fire.")[:1]

    assert figure.value.of == ()
