"""No cell of a CSV file is a formula, numbers are left alone, and every cell reads back."""

import csv
import io
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import characters, texts

from sitrep.exports.cells import Cell, CsvSheet, safe, unsafe

#: Texts that begin like formulas, numbers or texts already made safe.
openings = st.sampled_from(["=", "+", "-", "@", "\t", "\r", "'=", "''@", "＝", "|", "-1"])
suspects = st.builds(str.__add__, openings, texts)
FORMULA = tuple("=+-@\t\r\n＝＋－＠|")


def sheet(*rows: Sequence[Cell]) -> list[list[str]]:
    """The rows as a reader of CSV finds them again."""
    out = io.BytesIO()
    written = CsvSheet(out, ["one", "two"])
    written.rows(rows)
    written.end()
    return list(csv.reader(io.StringIO(out.getvalue().decode(), newline="")))[1:]


@given(st.one_of(texts, suspects))
def test_no_safe_cell_begins_like_a_formula_unless_it_is_a_number(text: str) -> None:
    cell = safe(text)
    try:
        float(cell)
    except ValueError:
        assert not cell.startswith(FORMULA)


@given(st.lists(st.tuples(st.one_of(texts, suspects), texts), max_size=4))
def test_what_was_written_is_read_back_but_for_line_ends_and_nul(rows: list[tuple[str, str]]) -> None:
    kept = [[cell.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd") for cell in row] for row in rows]

    assert [[unsafe(cell) for cell in row] for row in sheet(*rows)] == kept


@given(st.one_of(st.integers(), st.floats(allow_nan=False, allow_infinity=False)))
def test_numbers_are_left_alone_as_numbers_and_as_texts(number: float) -> None:
    assert sheet([number, str(number)]) == [[str(number), str(number)]]


@pytest.mark.parametrize("text", ["-5+6", "+380 44", "-", "--1", "- 1", "-1e", "+", "-٣"])
def test_what_only_looks_like_a_number_is_no_number(text: str) -> None:
    assert safe(text) == f"'{text}"


@given(st.text(characters.filter(lambda letter: letter.isalnum() and letter not in "＝＋－＠"), min_size=1))
def test_plain_words_are_left_alone(word: str) -> None:
    assert safe(word) == word


def test_the_unknown_is_empty_and_truth_is_yes_or_no() -> None:
    assert sheet([None, True], [False, "x"]) == [["", "yes"], ["no", "x"]]


@given(st.lists(st.tuples(st.sampled_from([1, True, 0, False, None, "1", "=1", ("=a", "b"), ()]), texts), max_size=9))
def test_a_cell_is_written_the_same_whatever_else_its_column_holds(rows: list[tuple[Any, str]]) -> None:
    assert sheet(*rows) == [row for each in rows for row in sheet(each)]
