"""Sentences and words cover the text exactly, and split it where a reader would."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import news, texts

from sitrep.annotations.layers import SENTENCES, WORDS
from sitrep.annotations.lines import LINES, LineStep
from sitrep.annotations.paragraphs import paragraphs
from sitrep.annotations.quotations import QuotationStep
from sitrep.annotations.sentences import SentenceStep
from sitrep.annotations.sheet import Sheet, lay
from sitrep.annotations.words import WORD, WordStep, lowered
from sitrep.documents.document import Document


def laid(text: str, *, body_start: int = 0) -> Sheet:
    return lay(Document(text, body_start=body_start), (SentenceStep(), WordStep()))


def sentences(text: str) -> list[str]:
    return [text[mark.start : mark.end] for mark in laid(text).marks(SENTENCES)]


def words(text: str) -> list[str]:
    return [word.text for word in laid(text).values(WORDS)]


any_text = st.one_of(news, texts)


@given(st.one_of(any_text, st.text("aBn’'t.- 1é\nΣİ", max_size=20)))
def test_no_word_reaches_beyond_a_space(text: str) -> None:
    apart: list[tuple[int, int]] = []
    at = 0
    for chunk in text.split(" "):
        apart.extend((at + found.start(), at + found.end()) for found in WORD.finditer(chunk))
        at += len(chunk) + 1

    assert [found.span() for found in WORD.finditer(text)] == apart
    assert lowered(text) == " ".join(map(lowered, text.split(" ")))


@given(any_text)
def test_every_word_stands_in_the_text_where_its_mark_says(text: str) -> None:
    marks = laid(text).marks(WORDS)

    assert all(text[mark.start : mark.end] == mark.value.text for mark in marks)


@given(any_text)
def test_every_character_but_white_space_belongs_to_exactly_one_word(text: str) -> None:
    covered = [i for mark in laid(text).marks(WORDS) for i in range(mark.start, mark.end)]

    assert covered == [i for i, character in enumerate(text) if not character.isspace()]


@given(any_text)
def test_sentences_never_overlap_and_begin_and_end_on_a_character(text: str) -> None:
    marks = laid(text).marks(SENTENCES)

    assert all(left.end <= right.start for left, right in pairwise(marks))
    assert all(text[mark.start : mark.end].strip() == text[mark.start : mark.end] != "" for mark in marks)


@given(any_text)
def test_every_word_lies_inside_the_sentence_it_names(text: str) -> None:
    sheet = laid(text)
    spans = {mark.value.index: (mark.start, mark.end) for mark in sheet.marks(SENTENCES)}

    for mark in sheet.marks(WORDS):
        start, end = spans[mark.value.sentence]
        assert start <= mark.start < mark.end <= end


@given(any_text)
def test_sentences_and_paragraphs_are_numbered_in_the_order_of_the_text(text: str) -> None:
    found = laid(text).values(SENTENCES)

    assert [sentence.index for sentence in found] == list(range(len(found)))
    assert [sentence.paragraph for sentence in found] == sorted(sentence.paragraph for sentence in found)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The strike hit at 5 a.m. on Monday. Two people died.", 2),
        ("The ultimatum expires at 6 p.m. Monday. Talks go on.", 2),
        ("The shelling ended at 6 p.m. Monitors counted 40 shells.", 2),
        ("Gen. Tomas Hale met U.S. envoys on Dec. 8 in Doha.", 1),
        ("“Stop firing!” she said. Nobody did.", 2),
        ("“We are tired.” The crowd left.", 2),
        ("He lived in the U.S. The army did not.", 2),
        ("It fell from 2.5 to 1.5 percent.", 1),
        ("Who fired? Nobody knows… The inquiry goes on.", 3),
        ("John F. Marek led the talks.", 1),
    ],
)
def test_a_period_ends_a_sentence_only_where_a_reader_would_stop(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a 3-year-old girl", ["a", "3-year-old", "girl"]),
        ("some 1,200 homes.", ["some", "1,200", "homes", "."]),
        ("Kyiv’s mayor", ["Kyiv", "’s", "mayor"]),
        ("at 02:40 a.m. in N’Djamena", ["at", "02:40", "a.m.", "in", "N’Djamena"]),
        ("Gen. Hale", ["Gen.", "Hale"]),
        ("“No,” he said", ["“", "No", ",", "”", "he", "said"]),
    ],
)
def test_words_are_what_a_reader_calls_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_lines_are_paragraphs_unless_the_text_is_wrapped_by_hand() -> None:
    wrapped = "Shelling hit the town\nof Varesh on Monday\nnight.\n\nThree people died\nin the shelling."

    assert len(paragraphs("One.\nTwo.\nThree.")) == 3
    assert len(paragraphs(wrapped)) == 2


def test_a_short_line_without_a_stop_is_a_heading_and_a_dot_begins_a_bullet() -> None:
    kinds = [sentence.kind for sentence in laid("What we know\n• Two died.\nThe army denied it.").values(SENTENCES)]

    assert kinds == ["heading", "bullet", "prose"]


def test_a_dateline_is_a_sentence_of_its_own() -> None:
    text = "GENEVA (AP) — Talks began."
    marks = laid(text, body_start=text.index("Talks")).marks(SENTENCES)

    assert [(text[m.start : m.end], m.value.kind) for m in marks] == [
        ("GENEVA (AP) —", "dateline"),
        ("Talks began.", "prose"),
    ]


@given(any_text)
def test_a_line_holds_its_sentence_in_lower_case_character_for_character(text: str) -> None:
    sheet = lay(Document(text), (SentenceStep(), WordStep(), QuotationStep(), LineStep()))

    assert [len(line.lower) for line in sheet.values(LINES)] == [m.end - m.start for m in sheet.marks(SENTENCES)]
    assert [word for line in sheet.values(LINES) for word in line.words] == list(sheet.marks(WORDS))


def test_a_capital_that_two_small_letters_stand_for_shifts_nothing() -> None:
    """ "İ" in lower case is an i and a dot above, two characters."""
    assert lowered("İstanbul’s “İ”") == 'istanbul\'s "i"'


def test_the_words_of_a_line_know_in_which_quotation_they_stand() -> None:
    """And its final stop is outside of them."""
    sheet = lay(Document("He said “no” and “never”."), (SentenceStep(), WordStep(), QuotationStep(), LineStep()))
    (line,) = sheet.values(LINES)

    assert [line.text(at) for at in range(len(line)) if line.quoted[at] >= 0] == ["no", "never"]
    assert line.stop == len(line) - 1
