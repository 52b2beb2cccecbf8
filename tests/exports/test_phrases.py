"""Values are said in plain words: hedges stay and gaps are shown."""

import pytest

from sitrep.exports.phrases import count_words, moment_words, when_words
from sitrep.records.report import Count, TimePrecision, When


@pytest.mark.parametrize(
    ("low", "best", "high", "text", "words"),
    [
        (6, 6, 6, "six", "6"),
        (0, 0, 0, "no one", "0, stated"),
        (6, 6, None, "at least six", "at least 6"),
        (None, None, 40, "up to 40", "up to 40"),
        (24, None, None, "dozens", "dozens (24 or more)"),
        (12, None, 15, "12 to 15", "12–15"),
        (1100, 1200, 1300, "some 1,200", "about 1,200 (1,100–1,300)"),
        (None, 5, None, "five or so", "about 5"),
        (None, 5, 5, "at most five", "at most 5"),
    ],
)
def test_an_amount_keeps_its_hedge(low: int | None, best: int | None, high: int | None, text: str, words: str) -> None:
    assert count_words(Count(low=low, best=best, high=high, text=text)) == words


def test_a_missing_amount_is_said_to_be_missing() -> None:
    assert count_words(None) == "number not told"


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2025-12-03", "2025-12-03", "3 Dec 2025"),
        ("2025-12-03", "2025-12-04", "3–4 Dec 2025"),
        ("2025-12-30", "2026-01-02", "30 Dec 2025 – 2 Jan 2026"),
        ("2026-02-10T22:00", "2026-02-11T04:00", "10 Feb 2026, 22:00 – 11 Feb 2026, 04:00"),
        ("2026-02-11T06:40", "2026-02-11T07:10", "11 Feb 2026, 06:40–07:10"),
        ("2026-02-11T06:40+03:00", "2026-02-11T07:10+03:00", "11 Feb 2026, 06:40–07:10 UTC+03:00"),
        ("2026-02-11T06:40Z", "2026-02-11T06:40Z", "11 Feb 2026, 06:40 UTC"),
        ("2024-08-01", None, "since 1 Aug 2024"),
        (None, "2024-08-01", "until 1 Aug 2024"),
        ("2025-12-03T21:00", "2025-12-03T21:00", "3 Dec 2025, 21:00"),
        (None, None, "some day (not resolved)"),
    ],
)
def test_days_are_written_as_people_write_them(start: str | None, end: str | None, words: str) -> None:
    precision: TimePrecision = "day"
    assert when_words(When(start=start, end=end, precision=precision, text="some day")) == words


def test_a_missing_date_is_said_to_be_missing() -> None:
    assert when_words(None) == "no date"


def test_what_is_no_iso_day_is_left_as_it_stands() -> None:
    assert moment_words("last year") == "last year"
