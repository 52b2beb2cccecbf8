"""Times are written as TIMEX3 writes them, beside the record's own days."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.grounding.times_told import marks, timexes
from tests.strategies import news, texts, time_words_told

#: A calendar value, a length or a vague reference, with X for what is not told.
VALUE = re.compile(
    r"(?:BC)?[\dX]{2,4}(?:-(?:[\dX]{2}(?:-[\dX]{2})?|W[\dX]{2}(?:-(?:WE|\d))?|Q[\dX]|H\d|SP|SU|FA|WI))?"
    r"(?:T(?:[A-Z]{2}|\d\d:\d\d))?|BC\d{3}|P(?:[\dX.]+[YMWD])*(?:T(?:[\dX.]+[HMS])+)?|(?:PAST|PRESENT|FUTURE)_REF"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It fell on Aug. 7, 1998.", ("Aug. 7, 1998", "DATE", "1998-08-07")),
        ("It fell on Tuesday, December 2.", ("Tuesday, December 2", "DATE", "2025-12-02")),
        ("It fell Monday night.", ("Monday night", "TIME", "2025-12-01TNI")),
        ("It fell early Monday.", ("Monday", "DATE", "2025-12-01")),
        ("It fell last Friday.", ("last Friday", "DATE", "2025-11-28")),
        ("It fell last week.", ("last week", "DATE", "2025-W48")),
        ("It fell over the weekend.", ("the weekend", "DATE", "2025-W48-WE")),
        ("It fell earlier this month.", ("this month", "DATE", "2025-12")),
        ("It fell in late March.", ("late March", "DATE", "2025-03")),
        ("It fell last November.", ("last November", "DATE", "2025-11")),
        ("It fell in early 2024.", ("early 2024", "DATE", "2024")),
        ("It fell in the early 1990s.", ("the early 1990s", "DATE", "199X")),
        ("It fell in the 19th century.", ("the 19th century", "DATE", "18")),
        ("It fell in the third quarter of 2013.", ("the third quarter of 2013", "DATE", "2013-Q3")),
        ("It fell in the first half of 2013.", ("the first half of 2013", "DATE", "2013-H1")),
        ("It fell in the summer of 2024.", ("the summer of 2024", "DATE", "2024-SU")),
        ("It fell last fall.", ("last fall", "DATE", "2025-FA")),
        ("It fell by the end of the year.", ("the end of the year", "DATE", "2025")),
        ("It fell three days ago.", ("three days ago", "DATE", "2025-12-01")),
        ("It fell two months ago.", ("two months ago", "DATE", "2025-10")),
        ("It fell two days after the raid.", ("two days", "DURATION", "P2D")),
        ("It held for the past 24 hours.", ("the past 24 hours", "DURATION", "PT24H")),
        ("It held for the past decade.", ("the past decade", "DURATION", "P10Y")),
        ("It held for two more weeks.", ("two more weeks", "DURATION", "P2W")),
        ("It was a decades-long war.", ("decades-long", "DURATION", "PXY")),
        ("It was a day-long fight.", ("day-long", "DURATION", "P1D")),
        ("It fell in the 4th century BC.", ("the 4th century BC", "DATE", "BC03")),
        ("It fell on Christmas night.", ("Christmas night", "TIME", "2024-12-25TNI")),
        ("It held for the past two centuries.", ("the past two centuries", "DURATION", "P200Y")),
        ("It fell in the 1800s.", ("the 1800s", "DATE", "18")),
        ("It fell in the late '90s.", ("the late '90s", "DATE", "199X")),
        ("They pray on Fridays.", ("Fridays", "SET", "XXXX-WXX-5")),
        ("They meet every other day.", ("every other day", "SET", "P2D")),
        ("They meet three times a day.", ("three times a day", "SET", "P1D")),
        ("It is open from 9 a.m. to 5 p.m. daily.", ("5 p.m.", "TIME", "2025-12-04T17:00")),
        ("It fell at 11:30pm.", ("11:30pm", "TIME", "2025-12-04T23:30")),
        ("It will end in two weeks' time.", ("two weeks' time", "DATE", "2025-W51")),
        ("It held for years.", ("years", "DURATION", "PXY")),
        ("It held for several months.", ("several months", "DURATION", "PXM")),
        ("It held more than a decade.", ("more than a decade", "DURATION", "P10Y")),
        ("They shell it every night.", ("every night", "SET", "P1D")),
        ("They meet twice a week.", ("twice a week", "SET", "P1W")),
        ("They meet annually.", ("annually", "SET", "P1Y")),
        ("It fell at 10:35 a.m. (0735 GMT) Wednesday.", ("10:35 a.m.", "TIME", "2025-12-03T10:35")),
        ("It fell at 10:35 a.m. (0735 GMT) Wednesday.", ("Wednesday", "DATE", "2025-12-03")),
        ("It fell at 9 a.m. EST Tuesday.", ("9 a.m. EST Tuesday", "TIME", "2025-12-02T09:00")),
        ("It fell overnight.", ("overnight", "TIME", "2025-12-03TNI")),
        ("It is now theirs.", ("now", "DATE", "PRESENT_REF")),
        ("It recently fell.", ("recently", "DATE", "PAST_REF")),
        ("It may fall in the future.", ("the future", "DATE", "FUTURE_REF")),
        ("It met on April 24 and 25.", ("25", "DATE", "2025-04-25")),
        ("It ran from 2014 to 2020.", ("2020", "DATE", "2020")),
        ("It ran from 1914-18.", ("18", "DATE", "1918")),
        ("It fell in 490 BC.", ("490 BC", "DATE", "BC0490")),
        ("He was nineteen years old.", ("nineteen years old", "DURATION", "P19Y")),
    ],
)
def test_an_expression_has_its_words_type_and_value(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in timexes(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [("It fell on Friday.", "XXXX-WXX-5"), ("It fell on April 12.", "XXXX-04-12"), ("It fell in April.", "XXXX-04"),
     ("It fell last year.", "XXXX"), ("It fell at 3 a.m. there.", "XXXX-XX-XXT03:00")],
)  # fmt: skip
def test_what_no_day_of_publication_settles_is_written_with_x(text: str, value: str) -> None:
    assert [told for _, _, told in timexes(text, None)] == [value]


@pytest.mark.parametrize(
    "text", ["It is now theirs.", "It held for years.", "It is currently theirs.", "He was nineteen years old."]
)
def test_what_dates_nothing_is_a_reference_that_the_record_passes_over(text: str) -> None:
    (mark,) = marks(text)
    assert (mark.value.kind, mark.value.start, mark.value.timex_type is None) == ("reference", None, False)


@pytest.mark.parametrize("text", ["He watched 60 Minutes.", "It has 2,024 men.", "Fall in line and march on."])
def test_what_is_no_time_has_no_words_in_timex3(text: str) -> None:
    assert timexes(text) == []


@given(st.one_of(texts, news, time_words_told), st.one_of(st.none(), st.dates(date(1900, 1, 1), date(2100, 1, 1))))
def test_timexes_of_any_text_are_in_it_and_well_written(text: str, day: date | None) -> None:
    found = [timex for mark in marks(text, day) for timex in mark.value.timexes]
    assert all(0 <= timex.span[0] < timex.span[1] <= len(text) for timex in found)
    assert [timex.value for timex in found if not VALUE.fullmatch(timex.value)] == []
