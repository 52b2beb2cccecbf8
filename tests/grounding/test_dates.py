"""Times are resolved against the day of publication or the story, and nothing else is taken for one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import news, texts, time_words_told

from sitrep.annotations.layers import TIMES, TimeExpression
from sitrep.annotations.lines import LineStep
from sitrep.annotations.quotations import QuotationStep
from sitrep.annotations.sentences import SentenceStep
from sitrep.annotations.sheet import Mark, lay
from sitrep.annotations.words import WordStep
from sitrep.documents.document import Document
from sitrep.grounding.dates import TimeStep

STEPS = (SentenceStep(), WordStep(), QuotationStep(), LineStep(), TimeStep())
THURSDAY = date(2025, 12, 4)


def marks(text: str, day: date | None = THURSDAY) -> tuple[Mark[TimeExpression], ...]:
    return lay(Document(text, published=day), STEPS).marks(TIMES)


def told(text: str, day: date | None = THURSDAY) -> list[tuple[str, str | None, str | None, str | None]]:
    """Every point in time of a text: its words, start, end and precision."""
    return [
        (text[mark.start : mark.end], mark.value.start, mark.value.end, mark.value.precision)
        for mark in marks(text, day)
        if mark.value.kind == "point"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It hit on Wednesday.", ("on Wednesday", "2025-12-03", "2025-12-03", "day")),
        ("It was shut Thursday after days of fire.", ("Thursday", "2025-12-04", "2025-12-04", "day")),
        ("They met on Tuesday.", ("on Tuesday", "2025-12-02", "2025-12-02", "day")),
        ("They will meet Friday.", ("Friday", "2025-12-05", "2025-12-05", "day")),
        ("They are scheduled to meet later Thursday.", ("later Thursday", "2025-12-04", "2025-12-04", "day")),
        ("A mission is scheduled for Monday.", ("for Monday", "2025-12-08", "2025-12-08", "day")),
        ("She is due in Cairo on Sunday.", ("on Sunday", "2025-12-07", "2025-12-07", "day")),
        ("She is expected to be charged on Friday.", ("on Friday", "2025-12-05", "2025-12-05", "day")),
        ("They agreed to meet on Friday.", ("on Friday", "2025-12-05", "2025-12-05", "day")),
        ("A convoy would leave on Saturday.", ("on Saturday", "2025-12-06", "2025-12-06", "day")),
        ("A panel will meet next Wednesday.", ("next Wednesday", "2025-12-10", "2025-12-10", "day")),
        ("He fled last Friday.", ("last Friday", "2025-11-28", "2025-11-28", "day")),
        ("It hit late Monday.", ("late Monday", "2025-12-01", "2025-12-01", "part-of-day")),
        ("It hit late on Monday.", ("late on Monday", "2025-12-01", "2025-12-01", "part-of-day")),
        ("It hit on Tuesday morning.", ("on Tuesday morning", "2025-12-02", "2025-12-02", "part-of-day")),
        ("It hit at dawn on Monday.", ("at dawn on Monday", "2025-12-01", "2025-12-01", "part-of-day")),
        ("They fought since Monday.", ("since Monday", "2025-12-01", None, "day")),
        ("Schools are closed until Monday.", ("until Monday", None, "2025-12-08", "day")),
        ("It fell overnight.", ("overnight", "2025-12-03", "2025-12-04", "part-of-day")),
        ("It fell overnight into Thursday.", ("overnight into Thursday", "2025-12-03", "2025-12-04", "part-of-day")),
        ("It fell overnight Tuesday to Wednesday.",
         ("overnight Tuesday to Wednesday", "2025-12-02", "2025-12-03", "part-of-day")),
        ("It fell yesterday.", ("yesterday", "2025-12-03", "2025-12-03", "day")),
        ("They meet the day after tomorrow.", ("the day after tomorrow", "2025-12-06", "2025-12-06", "day")),
        ("It fell the previous day.", ("the previous day", "2025-12-03", "2025-12-03", "day")),
        ("It fell a day earlier.", ("a day earlier", "2025-12-03", "2025-12-03", "day")),
        ("It fell three days ago.", ("three days ago", "2025-12-01", "2025-12-01", "day")),
        ("It fell two months ago.", ("two months ago", "2025-10-01", "2025-10-31", "month")),
        ("It began nearly four years ago.", ("nearly four years ago", "2022-01-01", "2022-12-31", "year")),
        ("They met last week.", ("last week", "2025-11-24", "2025-11-30", "week")),
        ("They met this week.", ("this week", "2025-12-01", "2025-12-04", "week")),
        ("They will meet next week.", ("next week", "2025-12-08", "2025-12-14", "week")),
        ("They met last month.", ("last month", "2025-11-01", "2025-11-30", "month")),
        ("They met this month.", ("this month", "2025-12-01", "2025-12-04", "month")),
        ("They met earlier this year.", ("earlier this year", "2025-01-01", "2025-12-04", "year")),
        ("They could meet by the end of the year.", ("by the end of the year", None, "2025-12-31", "year")),
        ("They will meet in two weeks' time.", ("in two weeks' time", "2025-12-15", "2025-12-21", "week")),
        ("It fell in the past 24 hours.", ("in the past 24 hours", "2025-12-03", "2025-12-04", "days")),
        ("They fought for a third day on Thursday.",
         ("for a third day on Thursday", "2025-12-02", "2025-12-04", "days")),
        ("It shut Thursday following days of shelling.", ("following days of", None, "2025-12-04", "days")),
        ("It fell in the week to June 10.", ("in the week to June 10", "2025-06-04", "2025-06-10", "week")),
        ("It fell in the first week of May.", ("in the first week of May", "2025-05-01", "2025-05-07", "week")),
        ("It fell the day before last Friday.", ("the day before last Friday", "2025-11-27", "2025-11-27", "day")),
        ("They withdrew later on Sunday.", ("later on Sunday", "2025-11-30", "2025-11-30", "day")),
        ("Talks resume on Monday.", ("on Monday", "2025-12-08", "2025-12-08", "day")),
        ("A bomb fell in Myanmar's Sagaing region, Sunday.", ("Sunday", "2025-11-30", "2025-11-30", "day")),
        ("It will end by noon Monday.", ("by noon Monday", None, "2025-12-08T12:00", "hour")),
        ("It began in the late 1980s.", ("in the late 1980s", "1987-01-01", "1989-12-31", "year")),
        ("They fled over the weekend.", ("over the weekend", "2025-11-29", "2025-11-30", "days")),
    ],
)  # fmt: skip
def test_a_relative_time_counts_from_publication(text: str, expected: tuple[str, str | None, str | None, str]) -> None:
    """The story is of Thursday, 4 December 2025."""
    assert expected in told(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It hit on Sept. 9, 2021.", ("on Sept. 9, 2021", "2021-09-09", "2021-09-09", "day")),
        ("They will meet on Dec. 8.", ("on Dec. 8", "2025-12-08", "2025-12-08", "day")),
        ("It fired on October 1 last year.", ("on October 1 last year", "2024-10-01", "2024-10-01", "day")),
        ("They met on the first of December.", ("on the first of December", "2025-12-01", "2025-12-01", "day")),
        ("It hit on the twelfth of May, 2024.", ("on the twelfth of May, 2024", "2024-05-12", "2024-05-12", "day")),
        ("They met on July 15.", ("on July 15", "2025-07-15", "2025-07-15", "day")),
        ("A Dec. 19 attack killed three.", ("Dec. 19", "2024-12-19", "2024-12-19", "day")),
        ("They took it on Sept. 19 and 20.", ("on Sept. 19 and 20", "2025-09-19", "2025-09-20", "days")),
        ("It fell between Nov. 1 and Nov. 15, 2024.",
         ("between Nov. 1 and Nov. 15, 2024", "2024-11-01", "2024-11-15", "days")),
        ("Strikes on Dec. 1, 2 and 3 hit it.", ("on Dec. 1, 2 and 3", "2025-12-01", "2025-12-03", "days")),
        ("Strikes on 1, 2 and 3 December hit it.", ("on 1, 2 and 3 December", "2025-12-01", "2025-12-03", "days")),
        ("It grew in Q3 2024.", ("in Q3 2024", "2024-07-01", "2024-09-30", "season")),
        ("It ended in the first half of 2024.", ("in the first half of 2024", "2024-01-01", "2024-06-30", "season")),
        ("Strikes between 10 and 13 March hit it.", ("between 10 and 13 March", "2025-03-10", "2025-03-13", "days")),
        ("On the night of 12 to 13 March it fell.",
         ("On the night of 12 to 13 March", "2025-03-12", "2025-03-13", "part-of-day")),
        ("It is out since 11 March.", ("since 11 March", "2025-03-11", None, "day")),
        ("It fell on 03.08.2023.", ("on 03.08.2023", "2023-08-03", "2023-08-03", "day")),
        ("It fell on 2023-08-03.", ("on 2023-08-03", "2023-08-03", "2023-08-03", "day")),
        ("It fell in June 2023.", ("in June 2023", "2023-06-01", "2023-06-30", "month")),
        ("It fell in January.", ("in January", "2025-01-01", "2025-01-31", "month")),
        ("It ended in late March.", ("in late March", "2025-03-21", "2025-03-31", "days")),
        ("It ended in mid-March.", ("in mid-March", "2025-03-11", "2025-03-20", "days")),
        ("He was killed in 2020.", ("in 2020", "2020-01-01", "2020-12-31", "year")),
        ("It was a 2021 suicide bombing.", ("2021", "2021-01-01", "2021-12-31", "year")),
        ("They ruled from 2014 to 2020.", ("from 2014 to 2020", "2014-01-01", "2020-12-31", "year")),
        ("He is held since September last year.", ("since September last year", "2024-09-01", None, "month")),
        ("It is down since August.", ("since August", "2025-08-01", None, "month")),
        ("They met on Tuesday, December 2, 2025.",
         ("on Tuesday, December 2, 2025", "2025-12-02", "2025-12-02", "day")),
        ("It fell in the summer of 2024.", ("in the summer of 2024", "2024-06-01", "2024-08-31", "season")),
        ("Hamas led the Oct. 7 attack.", ("Oct. 7", "2023-10-07", "2023-10-07", "day")),
    ],
)  # fmt: skip
def test_a_calendar_date_is_read_in_every_spelling(
    text: str, expected: tuple[str, str | None, str | None, str]
) -> None:
    """American, British, numeric and ISO dates; without a year, the one the tense asks for."""
    assert expected in told(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It fell late Monday. It hit at around 9 p.m. there.",
         ("at around 9 p.m.", "2025-12-01T21:00", "2025-12-01T21:00", "hour")),
        ("It fell overnight. It hit at 2:40 a.m. there.",
         ("at 2:40 a.m.", "2025-12-04T02:40", "2025-12-04T02:40", "minute")),
        ("It fell overnight. It hit at 11 p.m. there.", ("at 11 p.m.", "2025-12-03T23:00", "2025-12-03T23:00", "hour")),
        ("It fell Monday night. It hit at 2 a.m. there.",
         ("at 2 a.m.", "2025-12-02T02:00", "2025-12-02T02:00", "hour")),
        ("It hit at 3 a.m. Wednesday in Sumy.",
         ("at 3 a.m. Wednesday", "2025-12-03T03:00", "2025-12-03T03:00", "hour")),
        ("It hit shortly before 1 a.m. there.",
         ("shortly before 1 a.m.", "2025-12-04T00:00", "2025-12-04T01:00", "hour")),
        ("It hit shortly after 11 a.m. there.",
         ("shortly after 11 a.m.", "2025-12-04T11:00", "2025-12-04T12:00", "hour")),
        ("There is no water from 4 a.m. here.", ("from 4 a.m.", "2025-12-04T04:00", None, "hour")),
        ("To 18:00 it will be back.", ("To 18:00", None, "2025-12-04T18:00", "hour")),
        ("At 06:05 it fell.", ("At 06:05", "2025-12-04T06:05", "2025-12-04T06:05", "minute")),
        ("At 8 o'clock on Wednesday evening it fell.",
         ("At 8 o'clock on Wednesday evening", "2025-12-03T20:00", "2025-12-03T20:00", "hour")),
        ("It fell at 0600hrs there.", ("at 0600hrs", "2025-12-04T06:00", "2025-12-04T06:00", "hour")),
        ("It fell at 0215 local time.", ("at 0215 local time", "2025-12-04T02:15", "2025-12-04T02:15", "minute")),
        ("It hit at 2110 GMT.", ("at 2110 GMT", "2025-12-04T21:10+00:00", "2025-12-04T21:10+00:00", "minute")),
        ("It hit at 11:00 am (0800 GMT).",
         ("at 11:00 am (0800 GMT)", "2025-12-04T11:00+03:00", "2025-12-04T11:00+03:00", "hour")),
        ("It began at dawn on Monday. They left by nightfall.",
         ("by nightfall", "2025-12-01", "2025-12-01", "part-of-day")),
        ("It hit before dawn.", ("before dawn", "2025-12-04", "2025-12-04", "part-of-day")),
        ("It fell on Sept. 9, 2021. They claimed it the next day.",
         ("the next day", "2021-09-10", "2021-09-10", "day")),
        ("One fell in January 2022. Another fell seven months later.",
         ("seven months later", "2022-08-01", "2022-08-31", "month")),
        ("It fell in June 2023, two months after its power struggle began.",
         ("two months after", "2023-04-01", "2023-04-30", "month")),
        ("The verdict came two days after gunmen opened fire.", ("two days after", "2025-12-02", "2025-12-02", "day")),
        ("Hours before the ruling, police arrested her.", ("Hours before", "2025-12-04", "2025-12-04", "day")),
        ("It fell on Tuesday. Shells fell the following night.",
         ("the following night", "2025-12-03", "2025-12-03", "part-of-day")),
        ("Rebels struck Vell on Nov. 20. Two days after the attack the road was shut.",
         ("Two days after", "2025-11-22", "2025-11-22", "day")),
        ("Leaders met in Vell on Nov. 20. On the eve of the summit farmers blocked the road.",
         ("On the eve of", "2025-11-19", "2025-11-19", "day")),
        ("He was killed on Nov. 3. Police spoke on Tuesday.\n\nThe mayor was shot at 10 p.m. there.",
         ("at 10 p.m.", "2025-11-03T22:00", "2025-11-03T22:00", "hour")),
        ("They met three days ahead of the May 9 parade.",
         ("three days ahead of", "2025-05-06", "2025-05-06", "day")),
        ("It was shot down between 21:30 Moscow time on June 11 and 05:00 on June 12.",
         ("between 21:30 Moscow time on June 11 and 05:00 on June 12",
          "2025-06-11T21:30+03:00", "2025-06-12T05:00+03:00", "minute")),
        ("It was up on Tuesday until noon. It fell at noon.",
         ("at noon", "2025-12-02T12:00", "2025-12-02T12:00", "hour")),
        ("A truce was announced on 3 November and broken the very next day.",
         ("the very next day", "2025-11-04", "2025-11-04", "day")),
        ("It fell on Oct. 8, 2022 and again the following July.",
         ("the following July", "2023-07-01", "2023-07-31", "month")),
        ("At 23:50 on 14 November it fell. An hour later another fell.",
         ("An hour later", "2025-11-15T00:50", "2025-11-15T00:50", "hour")),
        ("It fell on Tuesday. A truce was to begin later in the day.",
         ("later in the day", "2025-12-02", "2025-12-02", "day")),
        ("It fell on Tuesday. A week earlier they had met.", ("A week earlier", "2025-11-25", "2025-11-25", "day")),
        ("It is shut since they took it in January.", ("since they took it in January", "2025-01-01", None, "month")),
    ],
)  # fmt: skip
def test_a_time_of_the_story_hangs_on_the_story(text: str, expected: tuple[str, str | None, str | None, str]) -> None:
    """Clock times, parts of the day and "the next day" take their day from the times around them."""
    assert expected in told(text)


def test_the_day_of_the_saying_is_not_the_day_of_the_deed() -> None:
    """ "Officials said Wednesday" gives a clock time of the night before no day."""
    text = "Drones came late Monday, officials said Wednesday. They hit at 10 p.m. there."
    assert ("at 10 p.m.", "2025-12-01T22:00", "2025-12-01T22:00", "hour") in told(text)


@pytest.mark.parametrize(
    ("text", "words", "iso"),
    [
        ("They held five-hour talks.", "five-hour", "PT5H"),
        ("It stops for 45 days.", "45 days", "P45D"),
        ("They held 10 days of talks.", "10 days", "P10D"),
        ("It closed for about three hours.", "about three hours", "PT3H"),
        ("It closed for about an hour.", "about an hour", "PT1H"),
        ("They fought a six-week war.", "six-week", "P6W"),
        ("It lasted 1 hour 52 minutes.", "1 hour 52 minutes", "PT1H52M"),
        ("It lasted half an hour.", "half an hour", "PT30M"),
        ("It was a week-long siege.", "week-long", "P1W"),
    ],
)
def test_a_length_of_time_is_iso_8601(text: str, words: str, iso: str) -> None:
    """A duration dates nothing and says how long."""
    found = [(text[mark.start : mark.end], mark.value.iso) for mark in marks(text) if mark.value.kind == "duration"]
    assert found == [(words, iso)]


def test_what_recurs_is_a_set() -> None:
    """ "Every night" is no single night."""
    (mark,) = marks("They shell it every night.")
    assert (mark.value.kind, mark.value.iso) == ("set", "P1D")


@pytest.mark.parametrize(
    "text",
    [
        "They may march on the town.",
        "Protesters held a March for Peace there.",
        "Bloody Sunday was recalled.",
        "They cite Resolution 2024 often.",
        "It killed 2,024 people.",
        "It killed 2000 people.",
        "India Today TV asked him.",
        "The March 23 Movement denied it.",
        "A 3-year-old girl was hurt.",
        "A man of 41 years died.",
        "An overnight curfew is in force.",
    ],
)
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    """Verbs, names, ages and numbers of things are no times."""
    assert marks(text) == ()


def test_without_publication_a_relative_time_stays_open_and_says_why() -> None:
    """An unknown day of publication is a reason, never a guess."""
    (mark,) = marks("It fell on Wednesday.", None)
    assert (mark.value.start, mark.value.end) == (None, None)
    assert mark.value.anchored.startswith("unresolved")


def test_without_publication_an_absolute_date_still_holds() -> None:
    """A date with its year needs no day of publication."""
    assert told("It fell on Dec. 4, 2024.", None) == [("on Dec. 4, 2024", "2024-12-04", "2024-12-04", "day")]


def test_what_has_been_follows_nothing_that_is_not_told() -> None:
    """ "A day later" with no day told is not the day after publication."""
    (mark,) = marks("It fell a day later.")
    assert (mark.value.start, mark.value.anchored[:10]) == (None, "unresolved")


def test_recent_days_stay_open() -> None:
    """ "In recent days" names no day."""
    assert told("It fell in recent days.") == [("in recent days", None, None, None)]


@given(st.one_of(texts, news, time_words_told), st.one_of(st.none(), st.dates()))
def test_times_of_any_text_are_in_order_and_within_it(text: str, day: date | None) -> None:
    """No text and no day breaks the step: spans stand in the text, and no time ends before it starts."""
    found = marks(text, day)
    assert all(0 <= mark.start < mark.end <= len(text) for mark in found)
    ends = [(mark.value.start[:16], mark.value.end[:16]) for mark in found if mark.value.start and mark.value.end]
    assert all(start <= end for start, end in ends)
    assert found == marks(text, day)


@given(time_words_told)
def test_an_unresolved_time_gives_its_reason(text: str) -> None:
    """A point without start and end says why it has none."""
    points = [mark.value for mark in marks(text) if mark.value.kind == "point"]
    assert all(time.start or time.end or time.anchored.startswith("unresolved") for time in points)


def test_what_had_run_out_by_a_day_had_done_so_on_the_one_gone_by() -> None:
    ((_, _, end, _),) = told("The hospital had run out of fuel by Wednesday.")

    assert end == "2025-12-03"


def test_what_is_to_be_revived_had_lapsed_before() -> None:
    ((_, start, _, _),) = told("They agreed to revive a ceasefire that lapsed on Monday.")

    assert start == "2025-12-01"
