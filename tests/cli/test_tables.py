"""Rows in every form, safe for terminals and spreadsheets."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import texts

from sitrep.cli.phrases import amount, days
from sitrep.cli.tables import Rows, as_csv, as_tabs, one_line
from sitrep.exports.cells import unsafe
from sitrep.records.report import Count, When


def rows(*cells: object) -> Rows:
    return Rows(("one",), [(cell,) for cell in cells], [])


@pytest.mark.parametrize("cell", ["=1+1", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", '=LINK("x")', "|cmd"])
def test_no_cell_of_a_csv_is_a_formula(cell: str) -> None:
    written = list(csv.reader(io.StringIO(as_csv(rows(cell)), newline="")))

    assert written[1] == ["'" + cell.replace("\r", "\n")]


@pytest.mark.parametrize("number", ["-3", "+3", "-3.25", 12, -4.5, 0])
def test_true_numbers_are_left_alone(number: object) -> None:
    assert as_csv(rows(number)) == f"one\n{number}\n"


@given(st.lists(texts.filter(lambda cell: "\r" not in cell), max_size=5))
def test_a_csv_reads_back_as_what_was_written(cells: list[str]) -> None:
    written = list(csv.reader(io.StringIO(as_csv(rows(*cells)), newline="")))[1:]

    assert [unsafe(row[0]) if row else "" for row in written] == [cell.replace("\0", "\ufffd") for cell in cells]


@given(st.lists(texts, max_size=5))
def test_a_row_is_one_line_and_a_cell_holds_no_tab(cells: list[str]) -> None:
    assert as_tabs(rows(*cells)).count("\n") == 1 + len(cells)
    assert "\t" not in as_tabs(rows(*cells))


def test_no_text_can_command_the_terminal() -> None:
    assert one_line("red \x1b[31malert\x07 \u202eevil\x9b2J") == "red [31malert evil 2J"


@pytest.mark.parametrize(
    ("count", "words"),
    [
        ((6, 6, 6), "6"),
        ((6, 6, None), "≥ 6"),
        ((None, None, 40), "≤ 40"),
        ((24, None, None), "≥ 24"),
        ((1100, 1200, 1300), "~ 1200"),
        ((12, None, 15), "12 to 15"),
        ((0, 0, 0), "0"),
    ],
)
def test_an_amount_keeps_its_hedge(count: tuple[int | None, int | None, int | None], words: str) -> None:
    low, best, high = count

    assert amount(Count(low=low, best=best, high=high, text="x")) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2025-12-03", "2025-12-03", "2025-12-03"),
        ("2025-12-03", "2025-12-04", "2025-12-03/04"),
        ("2025-11-30", "2025-12-01", "2025-11-30/2025-12-01"),
        ("2025-08-01", None, "since 2025-08-01"),
        (None, "2025-12-04", "until 2025-12-04"),
        (None, None, "(in recent days)"),
    ],
)
def test_days_are_shown_as_they_are_known(start: str | None, end: str | None, words: str) -> None:
    assert days(When(start=start, end=end, precision="days", text="in recent days")) == words
