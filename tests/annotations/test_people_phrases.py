"""People as described: number, sex, age and what they are."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from tests.annotations.harm_told import bounds, people, sheet
from tests.strategies import harm_words_told

from sitrep.annotations.layers import PEOPLE
from sitrep.annotations.people_phrases import category_by_age

ONE = (1, 1, 1)


@pytest.mark.parametrize(
    ("text", "phrase", "count", "sex", "ages", "category"),
    [
        ("A shell killed a nurse, 34, and her neighbour.", "a nurse, 34", ONE, None, (34,), "medic"),
        ("It killed a 3-year-old girl.", "a 3-year-old girl", ONE, "female", (3,), "child"),
        ("It hurt an 8-month-old baby.", "an 8-month-old baby", ONE, None, (0,), "child"),
        ("Both sisters, two girls aged 4 and 9, died.", "two girls aged 4 and 9", (2, 2, 2), "female", (4, 9), "child"),
        ("He buried his two sons, aged 6 and 11, there.",
         "two sons, aged 6 and 11", (2, 2, 2), "male", (6, 11), "child"),
        ("They shot a boy of 15.", "a boy of 15", ONE, "male", (15,), "child"),
        ("The blast hurt a woman 63 y.o. in the yard.", "a woman 63 y.o.", ONE, "female", (63,), "adult"),
        ("Its driver, a man aged 61, lived.", "a man aged 61", ONE, "male", (61,), "adult"),
        ("A 77-year-old man was found.", "A 77-year-old man", ONE, "male", (77,), "elderly"),
        ("Lina Sabbagh, 26, was among them.", "Lina Sabbagh, 26", ONE, None, (26,), "adult"),
        ("They found Omar Rawi (41) in the hall.", "Omar Rawi (41)", ONE, None, (41,), "adult"),
        ("It killed the surgeon Daud Rahimi at home.", "the surgeon Daud Rahimi", ONE, None, (), "medic"),
        ("It killed rickshaw puller Jamal Uddin, 45, too.",
         "rickshaw puller Jamal Uddin, 45", ONE, None, (45,), "civilian"),
        ("A couple lived there.", "A couple", (2, 2, 2), None, (), "adult"),
        ("A married couple in their seventies died.", "A married couple", (2, 2, 2), None, (), "elderly"),
        ("They freed a third man.", "a third man", ONE, "male", (), "adult"),
        ("It freed three members of the militia.", "three members", (3, 3, 3), None, (), "militant"),
        ("It held two employees of the United Nations.", "two employees", (2, 2, 2), None, (), "aid-worker"),
        ("Dozens of worshippers fled.", "Dozens of worshippers", (24, None, None), None, (), "civilian"),
        ("Two young Syrian women ran.", "Two young Syrian women", (2, 2, 2), "female", (), "adult"),
        ("Four children under 5 were treated.", "Four children", (4, 4, 4), None, (), "child"),
        ("Nine of the hostages came home.", "Nine of the hostages", (9, 9, 9), None, (), "prisoner"),
        ("They hurt 47 of its members.", "47 of its members", (47, 47, 47), None, (), None),
    ],
)  # fmt: skip
def test_people_are_told_by_number_sex_age_and_kind(
    text: str, phrase: str, count: object, sex: object, ages: object, category: object
) -> None:
    found = people(text)

    assert phrase in found
    value = found[phrase]
    assert (bounds(value.count), value.sex, value.ages, value.category) == (count, sex, ages, category)


@pytest.mark.parametrize(
    "text",
    [
        "The police station burned.",
        "A prisoner exchange was agreed.",
        "The soldiers' barracks stood empty while rebel positions fell.",
        "A doctor's office closed.",
    ],
)
def test_a_noun_that_only_modifies_another_describes_nobody(text: str) -> None:
    counts = [value.count for phrase, value in people(text).items() if phrase != "The soldiers"]

    assert not any(counts)


def test_an_owned_plural_without_a_number_is_not_one_person() -> None:
    assert people("He lost his parents.")["his parents"].count is None


@pytest.mark.parametrize("phrase", ["the two soldiers", "the victims", "those children", "four of the victims"])
def test_people_told_of_before_are_marked_so(phrase: str) -> None:
    assert [value.definite for value in people(f"Later {phrase} were named.").values()] == [True]


@pytest.mark.parametrize(
    ("category", "age", "told"),
    [
        (None, 12, "child"),
        ("adult", 70, "elderly"),
        ("child", 30, "adult"),
        ("medic", 12, "medic"),
        ("child", None, "child"),
    ],
)
def test_an_age_settles_a_category_that_says_no_more_than_an_age(
    category: str | None, age: int | None, told: str
) -> None:
    assert category_by_age(category, age) == told


@given(harm_words_told)
@settings(max_examples=150, deadline=None)
def test_any_words_can_be_read_for_people_and_every_head_lies_in_its_phrase(text: str) -> None:
    for mark in sheet(text).marks(PEOPLE):
        start, end = mark.value.head
        assert mark.start <= start < mark.end <= len(text)
        assert start < end


def test_whoever_kills_is_no_part_of_whom_they_kill() -> None:
    marks = sheet("A gunman killed Mayor Ana Petrova on Friday.").marks(PEOPLE)

    assert [mark.start for mark in marks if mark.value.named] == [len("A gunman killed ")]
