"""A pattern tried only where it may fit finds what it finds when tried everywhere."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import news

from sitrep.codebook.casualty_words import casualty_phrases
from sitrep.codebook.openings import Sieve, openings
from sitrep.codebook.signs import context_words
from sitrep.codebook.stance import issue_words

SIEVES: dict[str, Sieve[Any]] = {
    "issues": issue_words().issues,
    "contexts": context_words(),
    "casualties": casualty_phrases(),
}
SHIPPED = [
    pytest.param(sieve, name, id=f"{kind} {number}")
    for kind, sieve in SIEVES.items()
    for number, name in enumerate(sieve.patterns)
]


@pytest.mark.parametrize(("sieve", "name"), SHIPPED)
@given(data=st.data(), around=news)
def test_whatever_fits_a_shipped_pattern_is_found(
    sieve: Sieve[Any], name: Any, data: st.DataObject, around: str
) -> None:
    fitting = data.draw(st.from_regex(sieve.patterns[name]))
    text = f"{around} {fitting} {around}".lower()
    plainly = {other: found for other, pattern in sieve.patterns.items() if (found := pattern.search(text))}

    assert {other: found.span() for other, found in sieve.over(text)} == {
        other: found.span() for other, found in plainly.items()
    }


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [
        (r"\b(?:talks|dialogue)\b", {"talk", "dial"}),
        (r"\bwar\b|\bpeace", {"war", "peac"}),
        (r"\bre(?:build|tract)", {"rebu", "retr"}),
        (r"\b(?:the\s+)?war", {"the", "war"}),
        (r"\bno?w", {"now", "nw"}),
        (r"\bx{2}y", {"x"}),
        (r"\bal-qaida", {"al"}),
        (r"\b(?:a[bc]|d)e", {"a", "de"}),
        (r"\b(?:a(?:b|\|)|\)c)", None),
        (r"\b[\w-]+-hour", None),
        (r"\b\d+-day", None),
        (r"\b(?:very\s+)?\w+", None),
        (r"war\b", None),
        (r"\bwar|peace", None),
        (r"\ba*?", None),
    ],
)
def test_the_letters_a_match_begins_with_are_read_off_the_pattern(pattern: str, letters: set[str] | None) -> None:
    assert openings(pattern) == letters


def test_of_two_openings_the_one_that_comes_first_in_the_text_is_found() -> None:
    ((_, found),) = Sieve({"peace": r"\b(?:peace|accord)s?\b"}).over("an accordion, accords and peace")

    assert found.group() == "accords"


def test_a_pattern_that_minds_no_case_is_tried_everywhere() -> None:
    found = Sieve({"war": r"(?i)\bwar"}).over("the WAR")

    assert [name for name, _ in found] == ["war"]
