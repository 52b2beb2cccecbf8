"""Clauses part where a reader would pause, and quotations are told from scare quotes."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import news, texts

from sitrep.annotations.clauses import boundaries, clause_at, quoted_spans, subject_at
from sitrep.annotations.lines import LINES, Line, LineStep
from sitrep.annotations.quotations import QuotationStep
from sitrep.annotations.sentences import SentenceStep
from sitrep.annotations.sheet import lay
from sitrep.annotations.words import WordStep
from sitrep.documents.document import Document


def read(text: str) -> list[Line]:
    return lay(Document(text), (SentenceStep(), WordStep(), QuotationStep(), LineStep())).values(LINES)


def clauses(text: str) -> list[str]:
    return [text[start:end].strip(" ,;") for start, end in pairwise(boundaries(read(text)[0]))]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Two men died; a woman was hurt.", ["Two men died", "a woman was hurt."]),
        ("A shell hit the market, killing four.", ["A shell hit the market, killing four."]),
        ("Police fired, but the crowd stayed.", ["Police fired", "but the crowd stayed."]),
        ("The bridge fell after the strike hit it.", ["The bridge fell", "after the strike hit it."]),
        ("Two men died and a woman was hurt.", ["Two men died", "and a woman was hurt."]),
        ("Ana and Ivo are scheduled to meet.", ["Ana and Ivo are scheduled to meet."]),
    ],
)
def test_a_sentence_parts_into_its_clauses(text: str, parts: list[str]) -> None:
    assert clauses(text) == parts


@given(st.one_of(news, texts))
def test_clauses_cover_the_sentence_in_order(text: str) -> None:
    for line in read(text):
        bounds = boundaries(line)
        assert bounds == sorted(bounds)
        assert {line.mark.start, line.mark.end} <= set(bounds)


@given(st.one_of(news, texts))
def test_every_word_lies_in_a_clause(text: str) -> None:
    for line in read(text):
        bounds = boundaries(line)
        for word in line.words:
            start, end = clause_at(bounds, word.start)
            assert start <= word.start < end


def test_a_quoted_clause_is_a_quotation_and_a_quoted_term_is_not() -> None:
    text = 'He called it "a grave mistake" and said "we will come back to the table".'
    spans = quoted_spans(read(text)[0])

    assert [text[start:end] for start, end in spans] == ['"we will come back to the table"']


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("In Bukavu, which rebels hold, women carrying jerrycans marched.", "marched", "women carrying jerrycans"),
        ("In Kirkuk, where Kurds hold three districts, police arrested 12.", "arrested", "police"),
        ("Turkey, which had threatened to invade, applauded.", "applauded", "Turkey"),
        ("The rebels, who seized Goma, Bukavu and Uvira, withdrew.", "withdrew", "The rebels"),
        ("Soldiers fired, and students, who had fled, returned.", "returned", "students"),
        ("The army, which had lost ground, on Monday bombed Sake.", "bombed", "The army"),
    ],
)
def test_a_relative_clause_that_a_comma_closed_is_no_subject(text: str, verb: str, subject: str) -> None:
    line = read(text)[0]
    span = subject_at(line, boundaries(line), text.index(verb))

    assert span is not None
    assert text[slice(*span)].strip(" ,").removeprefix("and ") == subject


def test_a_verb_that_opens_its_sentence_has_no_subject() -> None:
    line = read("Marched they did.")[0]

    assert subject_at(line, boundaries(line), line.mark.start) is None
