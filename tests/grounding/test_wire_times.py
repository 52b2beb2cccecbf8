"""Sentences of wire copy, each with the days and clock times that it tells."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.grounding.times_told import marks

from sitrep.annotations.layers import TimeExpression

CASES: list[tuple[date | None, str, list[str]]] = [
    (day, text, told)
    for day, text, told in yaml.safe_load(Path(__file__).with_name("wire_times.yaml").read_text(encoding="utf-8"))
]


@pytest.mark.parametrize(("day", "text", "told"), CASES, ids=[text[:60] for _, text, _ in CASES])
def test_a_sentence_of_the_wire_tells_these_times(day: date | None, text: str, told: list[str]) -> None:
    """The words, both ends and the precision of each time named are read as written in the file."""
    found = {
        " | ".join(part or "-" for part in (text[mark.start : mark.end], *ends_of(mark.value)))
        for mark in marks(text, day)
    }
    assert set(told) <= found


def ends_of(time: TimeExpression) -> tuple[str | None, str | None, str | None]:
    """The first and last day or clock time of a mark, and its precision."""
    return (time.start, time.end, time.precision)


#: A year told in the text dates what is told, whatever the day of publication.
A_YEAR = re.compile(r"\b(?:1\d|20)\d\ds?\b(?! (?:GMT|UTC))")
UNDATED = [text for _, text, _ in CASES if not A_YEAR.search(text)]


@given(st.lists(st.sampled_from(UNDATED), min_size=1, max_size=4).map(" ".join))
def test_without_publication_no_relative_time_has_a_day(text: str) -> None:
    """Nothing falls back to some other day where the day of publication is not known; each says that it is open."""
    points = [mark.value for mark in marks(text, None) if mark.value.kind == "point"]
    assert [(time.start, time.end) for time in points] == [(None, None)] * len(points)
    assert all(time.anchored.startswith("unresolved") for time in points)


def test_a_weekday_without_publication_does_not_take_the_day_of_another_time() -> None:
    """ "At 7 a.m. on Monday" is not 7 a.m. of the only day that the story dates."""
    (clock,) = [m for m in marks("It fell on Dec. 4, 2024. It hit at 7 a.m. on Monday.", None) if m.start > 24]
    assert (clock.value.start, clock.value.end) == (None, None)


def test_a_time_that_only_publication_dates_says_so() -> None:
    """A clock time or part of the day with no day told near it is counted from publication, openly."""
    told = {text: marks(text)[-1].value.anchored for text in ("It hit at 7 a.m. there.", "It hit before dawn.")}
    assert set(told.values()) == {"published"}
    assert marks("It fell on Tuesday. It hit at 7 a.m. there.")[-1].value.anchored == "story"
