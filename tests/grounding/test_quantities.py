"""Amounts keep their hedge, and what is no count is told apart."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import amount_words, news, texts

from sitrep.annotations.layers import QUANTITIES, Quantity
from sitrep.annotations.lines import LineStep
from sitrep.annotations.quotations import QuotationStep
from sitrep.annotations.sentences import SentenceStep
from sitrep.annotations.sheet import Mark, lay
from sitrep.annotations.words import WordStep
from sitrep.documents.document import Document
from sitrep.grounding.quantities import (
    QuantityStep,
    about,
    bounds_of,
    counts_of,
    may_begin,
    parse_quantity,
    phrase_at,
)

STEPS = (SentenceStep(), WordStep(), QuotationStep(), LineStep(), QuantityStep())


def marks(text: str) -> tuple[Mark[Quantity], ...]:
    return lay(Document(text), STEPS).marks(QUANTITIES)


def told(text: str) -> list[tuple[str, str, tuple[int | None, int | None, int | None]]]:
    """Every amount of a text: its words, its kind and its bounds."""
    return [
        (text[mark.start : mark.end], mark.value.kind, (mark.value.low, mark.value.best, mark.value.high))
        for mark in marks(text)
    ]


@pytest.mark.parametrize(
    ("text", "words", "bounds"),
    [
        ("It killed six people.", "six", (6, 6, 6)),
        ("It killed at least six people.", "at least six", (6, 6, None)),
        ("It cut heat to more than 40,000 residents.", "more than 40,000", (40000, 40000, None)),
        ("Up to 40 were freed.", "Up to 40", (None, None, 40)),
        ("As many as 50 were freed.", "As many as 50", (None, None, 50)),
        ("Some 1,200 people were killed.", "Some 1,200", (1100, 1200, 1300)),
        ("About 3 thousand subscribers lost power.", "About 3 thousand", (2800, 3000, 3200)),
        ("An estimated 2,850 people fled.", "An estimated 2,850", (2600, 2850, 3100)),
        ("Nearly 100 people fled.", "Nearly 100", (92, 100, 110)),
        ("Fewer than 10 people fled.", "Fewer than 10", (None, None, 10)),
        ("Over 300 people fled.", "Over 300", (300, 300, None)),
        ("Dozens of homes burned.", "Dozens", (24, None, None)),
        ("Several dozen students marched.", "Several dozen", (36, None, None)),
        ("A handful of shops opened.", "A handful of", (3, None, None)),
        ("Scores of people fled.", "Scores", (40, None, None)),
        ("Tens of thousands of people fled.", "Tens of thousands", (20000, None, None)),
        ("A dozen shells fell.", "A dozen", (12, 12, 12)),
        ("More than a dozen shells fell.", "More than a dozen", (12, 12, None)),
        ("Half a million people fled.", "Half a million", (500000, 500000, 500000)),
        ("Partners reached 1.9 million people.", "1.9 million", (1900000, 1900000, 1900000)),
        ("A couple of shells fell.", "A couple of", (2, 2, 2)),
        ("Twenty-three shells fell.", "Twenty-three", (23, 23, 23)),
        ("One hundred and five people fled.", "One hundred and five", (105, 105, 105)),
        ("Between 12 and 15 people fled.", "Between 12 and 15", (12, None, 15)),
        ("He counted 12 to 15 bodies.", "12 to 15", (12, None, 15)),
        ("He counted 12-15 bodies.", "12-15", (12, None, 15)),
        ("Two or three men ran.", "Two or three", (2, None, 3)),
        ("Two to three thousand people fled.", "Two to three thousand", (2000, None, 3000)),
        ("No fewer than 35, perhaps as many as 50 died.", "No fewer than 35, perhaps as many as 50", (35, None, 50)),
        ("Fifty or more people fled.", "Fifty or more", (50, 50, None)),
        ("No injuries were reported.", "No", (0, 0, 0)),
        ("No one was hurt.", "No one", (0, 0, 0)),
        ("It fell in the port, without victims.", "without", (0, 0, 0)),
    ],
)
def test_a_count_keeps_its_hedge(text: str, words: str, bounds: tuple[int | None, int | None, int | None]) -> None:
    """The span covers hedge and number, and the bounds are those of the record contract."""
    assert told(text)[0] == (words, "count", bounds)


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("A 3-year-old girl was hurt.", "3-year-old", "age"),
        ("He is 41 years old.", "41", "age"),
        ("A man of 41 years died.", "41", "age"),
        ("A woman 63 y.o. died.", "63", "age"),
        ("It killed a nurse, 34, and a guard.", "34", "age"),
        ("Grandmother, 79, is in hospital.", "79", "age"),
        ("A boy aged 12 died.", "12", "age"),
        ("She had 1.2 million shillings.", "1.2 million", "money"),
        ("She had $9,300 with her.", "9,300", "money"),
        ("Only 9 per cent came.", "9", "percent"),
        ("Sumy is 30 kilometers from the border.", "30", "distance"),
        ("A 40-kilometer convoy came.", "40-kilometer", "distance"),
        ("They brought 20,000 litres of fuel.", "20,000", "measure"),
        ("They held five-hour talks.", "five-hour", "duration"),
        ("It lasted 45 days.", "45", "duration"),
        ("It fell at 9 p.m. on the town.", "9", "clock"),
        ("It fell at 02:40 on the town.", "02:40", "clock"),
        ("They meet on Dec. 8 in Tbilisi.", "8", "date"),
        ("It fell on 11 March there.", "11", "date"),
        ("He was killed in 2020 there.", "2020", "date"),
        ("He was the 10th to die.", "10th", "ordinal"),
        ("It hit kindergarten No. 87 there.", "87", "label"),
        ("They cite Resolution 2720 often.", "2720", "label"),
        ("It was opened under art. 438 there.", "438", "label"),
        ("It hit a nine-story block.", "nine-story", "label"),
    ],
)
def test_what_is_no_count_is_told_apart(text: str, words: str, kind: str) -> None:
    """Ages, prices, lengths, clock times, dates and names never count people."""
    assert (words, kind) in [(found, what) for found, what, _ in told(text)]
    assert "count" not in [what for found, what, _ in told(text) if found == words]


def test_both_days_of_a_range_are_dates() -> None:
    """Neither number of "between 10 and 13 March" counts anything."""
    assert [kind for _, kind, _ in told("Strikes between 10 and 13 March damaged nine plants.")] == ["date", "count"]


def test_every_number_of_a_list_of_names_is_a_name() -> None:
    """ "Schools No. 41 and 103" names two schools."""
    assert [kind for _, kind, _ in told("Points work in the schools No. 41 and 103, today.")] == ["label", "label"]


def test_a_part_and_its_whole_are_two_counts() -> None:
    """ "Four of six missiles" tells both numbers."""
    assert [bounds[1] for *_, bounds in told("It shot down four of six missiles.")] == [4, 6]


@pytest.mark.parametrize("text", ["The M23 rebels fled.", "An F-16 fell.", "The S-300 fired."])
def test_a_number_within_a_name_counts_nothing(text: str) -> None:
    """Letters and digits together are a name."""
    assert "count" not in [kind for _, kind, _ in told(text)]


def test_a_ratio_counts_nothing() -> None:
    """As in "one in five children": a share, no count."""
    assert {kind for _, kind, _ in told("It hit one in five children.")} == {"label"}


def test_no_without_victims_counts_nothing() -> None:
    """ "No violation" is not a toll of zero."""
    assert told("There was no violation of airspace.") == []


@pytest.mark.parametrize("number", [1200, 250, 38000, 610000, 2850, 50, 3000])
def test_about_spans_eight_per_cent_to_two_digits(number: int) -> None:
    """The bounds of "about N" bear two significant digits and lie around N."""
    low, best, high = (bound or 0 for bound in about(number))
    assert best == number
    assert 0.85 * number < low < number < high < 1.15 * number
    assert max(len(str(low).rstrip("0")), len(str(high).rstrip("0"))) <= 2


def test_only_counts_become_counts() -> None:
    """An age has no place among casualties."""
    assert counts_of(Quantity(34, 34, 34, "age")) is None
    assert counts_of(Quantity(6, 6, None)) == (6, 6, None)


@given(st.integers(0, 10**12), st.sampled_from(["at_least", "at_most", "about", "exact"]))
def test_the_bounds_of_any_number_stand_in_order(number: int, effect: str) -> None:
    """Low ≤ best ≤ high under every hedge."""
    known = [bound for bound in bounds_of(number, effect) if bound is not None]  # type: ignore[arg-type]
    assert known
    assert known == sorted(known)


@given(st.lists(amount_words, max_size=9))
def test_any_phrase_yields_ordered_bounds_or_none(words: list[str]) -> None:
    """Low ≤ best ≤ high, and never three open bounds."""
    found = parse_quantity(words)
    known = [bound for bound in (found.low, found.best, found.high) if bound is not None] if found else [0]
    assert known
    assert known == sorted(known)


@given(st.lists(amount_words, min_size=1, max_size=9))
def test_no_amount_begins_where_none_may(words: list[str]) -> None:
    lowered = [word.lower() for word in words]

    assert all(may_begin(lowered, at) for at in range(len(lowered)) if phrase_at(lowered, at))


@given(st.one_of(texts, news))
def test_amounts_of_any_text_stand_within_it(text: str) -> None:
    """No text breaks the step; its marks stand in order and apart; the same text gives the same marks."""
    found = marks(text)
    assert all(0 <= mark.start < mark.end <= len(text) for mark in found)
    assert all(left.end <= right.start for left, right in pairwise(found))
    assert found == marks(text)
