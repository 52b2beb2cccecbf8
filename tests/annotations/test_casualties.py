"""Figures of people with what happened to them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from tests.annotations.harm_told import counted, figures, sheet
from tests.strategies import harm_words_told

from sitrep.annotations.casualty_people import total
from sitrep.annotations.layers import CASUALTIES, Quantity

ZERO = (0, 0, 0)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A bomb killed two officers and a street vendor and wounded at least 14 people.",
         [("killed", (3, 3, 3)), ("wounded", (14, 14, None))]),
        ("A bomb hit a market, killing 11 people, a local official said.", [("killed", (11, 11, 11))]),
        ("Shells wounded two men, a doctor at the hospital in Bor told reporters.", [("wounded", (2, 2, 2))]),
        ("A mine killed three people, an army spokesman said on Monday.", [("killed", (3, 3, 3))]),
        ("Fire killed three guards, a cook and a man who said he was a pilot.", [("killed", (5, 5, 5))]),
        ("Some 900 villagers were cut off by floods.", [("trapped", (830, 900, 970))]),
        ("Some 900 customers were cut off on Tuesday.", []),
        ("The strike killed one and wounded 17.", [("killed", (1, 1, 1)), ("wounded", (17, 17, 17))]),
        ("At least six people, including two students, were killed and over 300 injured.",
         [("killed", (6, 6, None)), ("wounded", (300, 300, None))]),
        ("Two women died on the spot and seven people sustained injuries.",
         [("killed", (2, 2, 2)), ("wounded", (7, 7, 7))]),
        ("Rockets left five drivers dead.", [("killed", (5, 5, 5))]),
        ("The raid left nine dead and 30 wounded.", [("killed", (9, 9, 9)), ("wounded", (30, 30, 30))]),
        ("A patrol neutralized two ADF at the crossing.", [("killed", (2, 2, 2))]),
        ("Strikes killed at least 26 Palestinians on Sunday.", [("killed", (26, 26, None))]),
        ("The shelling killed two glaziers.", [("killed", (2, 2, 2))]),
        ("The mine claimed the lives of four shepherds.", [("killed", (4, 4, 4))]),
        ("The army lost up to 190 servicemen.", [("killed", (None, None, 190))]),
        ("A reserve soldier was moderately wounded.", [("wounded", (1, 1, 1))]),
        ("One worker received a shrapnel wound.", [("wounded", (1, 1, 1))]),
        ("A woman was in grave condition.", [("wounded", (1, 1, 1))]),
        ("A 17-year-old boy was hit in the thigh.", [("wounded", (1, 1, 1))]),
        ("A taxi driver was hit by a stray bullet.", [("wounded", (1, 1, 1))]),
        ("A 5-year-old boy lost a leg.", [("wounded", (1, 1, 1))]),
        ("Two others had burns.", [("wounded", (2, 2, 2))]),
        ("Three residents were still missing.", [("missing", (3, 3, 3))]),
        ("Six residents were unaccounted for.", [("missing", (6, 6, 6))]),
        ("Police picked up 214 people in the capital.", [("detained", (214, 214, 214))]),
        ("The group said it was holding six prisoners.", [("detained", (6, 6, 6))]),
        ("They killed two fighters, capturing a third alive.", [("killed", (2, 2, 2)), ("detained", (1, 1, 1))]),
        ("Gunmen whisked away scores of residents.", [("abducted", (40, None, None))]),
        ("Eleven people, among them four girls, were taken into the forest.", [("abducted", (11, 11, 11))]),
        ("Armed men abducted two Indian engineers.", [("abducted", (2, 2, 2))]),
        ("The two sides exchanged 306 prisoners of war.", [("released", (306, 306, 306))]),
        ("The court acquitted a third man.", [("released", (1, 1, 1))]),
        ("A frigate picked up the remaining 19 crew members.", [("evacuated", (19, 19, 19))]),
        ("The hospital moved 60 patients to another town.", [("evacuated", (60, 60, 60))]),
        ("Fighting has displaced 1,140 families (an estimated 7,980 people).", [("displaced", (7300, 7980, 8600))]),
        ("Up to 9,000 people have left the camp on foot.", [("displaced", (None, None, 9000))]),
        ("Some 4,000 were trapped in their villages.", [("trapped", (3700, 4000, 4300))]),
        ("Security agents rounded up the activist Farida Haidari.", [("detained", (1, 1, 1))]),
    ],
)  # fmt: skip
def test_what_happened_is_told_with_how_many(text: str, told: list[tuple[str, object]]) -> None:
    assert counted(text) == told


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("No casualties were reported.", "wounded"),
        ("Nobody was hurt.", "wounded"),
        ("It fell in a field without causing casualties.", "wounded"),
        ("There were no injuries, the mayor said.", "wounded"),
        ("No one was killed.", "killed"),
        ("The attack caused no deaths.", "killed"),
    ],
)
def test_nobody_hurt_is_a_figure_of_nought(text: str, outcome: str) -> None:
    assert (outcome, ZERO) in counted(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The death toll rose to 61.", (61, 61, 61)),
        ("The death toll rose from 3 to 5.", (5, 5, 5)),
        ("Officials put the toll at 61.", (61, 61, 61)),
        ("She put the number of soldiers killed at 60.", (60, 60, 60)),
        ("The toll was revised down to 14.", (14, 14, 14)),
    ],
)
def test_a_toll_is_the_number_it_stands_at(text: str, told: object) -> None:
    (mark,) = [mark for mark in figures(text) if not mark.value.recalled]

    assert (mark.value.outcome, counted(text)[0][1], mark.value.toll) == ("killed", told, True)


def test_a_figure_recalled_as_overtaken_is_marked_so() -> None:
    marks = figures("Five people were killed, up from an earlier toll of three.")

    assert [mark.value.recalled for mark in marks if mark.value.count == Quantity(3, 3, 3)] == [True]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("The bomb killed nine people, including a 3-year-old girl and her grandmother.",
         [(1, "female", 3, "child"), (1, "female", None, "elderly")]),
        ("Doctors treated 46 wounded patients, 19 of them under 15.", [(19, None, None, "child")]),
        ("The raid killed 38 people, 14 of them children.", [(14, None, None, "child")]),
        ("Two people died – a man of 41 years and a woman, 63.",
         [(1, "male", 41, "adult"), (1, "female", 63, "adult")]),
        ("He put the dead at 17: fourteen children between seven and 15 years old, two monks and a teacher.",
         [(14, None, None, "child"), (2, None, None, "civilian"), (1, None, None, "civilian")]),
        ("Five of the dead were children.", [(5, None, None, "child")]),
        ("A shell killed a mother and her two daughters, aged 6 and 11.",
         [(1, "female", None, "adult"), (1, "female", 6, "child"), (1, "female", 11, "child")]),
        ("Ali Saad, 26, a paramedic, was killed.", [(1, None, 26, "medic")]),
        ("Its driver, a man aged 61, was hospitalized.", [(1, "male", 61, "civilian")]),
    ],
)  # fmt: skip
def test_the_people_of_a_figure_are_described(text: str, parts: list[object]) -> None:
    of = [person for mark in figures(text) for person in mark.value.of]

    assert [(p.count, p.sex, p.age, p.category) for p in of] == parts


def test_a_part_told_after_another_figure_belongs_to_that_one() -> None:
    killed, wounded = figures("Two women were killed and seven people, including three bakers, were injured.")

    assert [p.count for p in killed.value.of] == [2]
    assert [p.count for p in wounded.value.of] == [3]


@pytest.mark.parametrize(
    "text",
    [
        "The two soldiers had been killed on Monday.",
        "A man and his niece were among the dead.",
        "The dead included a nurse.",
    ],
)
def test_people_already_counted_are_a_part(text: str) -> None:
    assert [mark.value.part for mark in figures(text) if mark.value.count] in ([], [True])


@pytest.mark.parametrize(
    "text",
    ["Twenty people were killed or wounded.", "They killed 12 goats.", "He claimed responsibility for two attacks."],
)
def test_what_counts_nobody_is_no_figure(text: str) -> None:
    assert counted(text) == []


@pytest.mark.parametrize(
    ("counts", "sum_"),
    [
        ([Quantity(2, 2, 2), Quantity(3, 3, 3)], Quantity(5, 5, 5)),
        ([Quantity(2, 2, 2), Quantity(6, 6, None)], Quantity(8, 8, None)),
        ([Quantity(2, 2, 2), None], None),
        ([], None),
    ],
)
def test_a_sum_is_open_where_any_part_is(counts: list[Quantity | None], sum_: Quantity | None) -> None:
    assert total(counts) == sum_


@given(harm_words_told)
@settings(max_examples=150, deadline=None)
def test_any_words_can_be_read_for_figures_and_every_span_lies_in_the_text(text: str) -> None:
    for mark in sheet(text).marks(CASUALTIES):
        spans = [(mark.start, mark.end), mark.value.word, *(person.span for person in mark.value.of)]
        assert all(0 <= start < end <= len(text) for start, end in spans)
