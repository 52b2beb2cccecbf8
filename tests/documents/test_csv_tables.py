"""A row of a table is a story, whatever its columns are called; a bad row is refused with its number."""

import io
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrep.codebook.story_columns import map_columns, story_columns
from sitrep.documents.csv_tables import LONGEST_ROW
from sitrep.documents.document import Document
from sitrep.documents.readers import Refusal, read_bytes, read_stream

TABLE = """\
Headline,Full Text,Pub_Date,Source,Link,Lang,Notes
Shells,"Shells fell, and
six were hurt.",2025-12-04,Nile Desk,https://nile.tld/1,en,x
,Nothing more.,"Thu, 04 Dec 2025 09:15:00 +0200",,ftp://nile.tld,ru-RU,
"""


def read(text: str, name: str = "wire.csv") -> list[Document | Refusal]:
    return list(read_bytes(text.encode(), name=name))


def documents(text: str, name: str = "wire.csv") -> list[Document]:
    found = read(text, name)
    assert all(isinstance(each, Document) for each in found), found
    return [each for each in found if isinstance(each, Document)]


def code(found: Document | Refusal) -> tuple[str, int | None]:
    assert isinstance(found, Refusal)
    return found.error.code, found.line


def test_columns_are_told_by_their_names() -> None:
    first, second = documents(TABLE)

    assert (first.title, first.text, first.outlet) == ("Shells", "Shells fell, and\nsix were hurt.", "Nile Desk")
    assert (first.published, first.published_rule, first.url) == (date(2025, 12, 4), "table", "https://nile.tld/1")
    assert second.published == datetime(2025, 12, 4, 9, 15, tzinfo=timezone(timedelta(hours=2)))
    assert (second.title, second.outlet, second.url) == (None, None, None)


def test_a_language_that_sitrep_does_not_read_is_kept_and_warned_of() -> None:
    first, second = documents(TABLE)

    assert (first.language, second.language) == ("en", "ru")
    assert "language" in [notice.code for notice in second.notices]
    assert "language" not in [notice.code for notice in first.notices]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_told_by_the_header(delimiter: str) -> None:
    (found,) = documents(f"title{delimiter}text\nShells{delimiter}Shells fell.\n")

    assert (found.title, found.text) == ("Shells", "Shells fell.")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_table_as_spreadsheets_write_it_is_read(encoding: str) -> None:
    (found,) = read_bytes("text\ttitle\r\nŁódź fell silent.\tŁ\r\n".encode(encoding), name="x.tsv")

    assert isinstance(found, Document)
    assert (found.text, found.title) == ("Łódź fell silent.", "Ł")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (",2025-12-04", "input.empty"),
        ("Shells fell.,2025-02-30", "option.date"),
        ("Shells fell.,05/12/2025", "option.date"),
        ("Shells fell.,soon", "option.date"),
        ('"Shells" fell.,2025-12-04', "input.broken"),
        ("a" * 1_000_002 + ",2025-12-04", "input.broken"),
    ],
    ids=["no text", "no day", "two days", "no date", "stray quote", "endless"],
)
def test_a_bad_row_is_refused_with_its_number_and_the_others_are_read(row: str, expected: str) -> None:
    first, second, third = read(f"text,date\nOne fell.,2025-12-04\n{row}\nTwo fell.,2025-12-04\n")

    assert isinstance(first, Document)
    assert code(second) == (expected, 3)
    assert isinstance(third, Document)


def test_blank_rows_are_no_stories_and_a_short_row_lacks_its_last_columns() -> None:
    first, second = documents("text,outlet\nOne fell.\n\n,\nTwo fell.,AP\n")

    assert (first.outlet, second.outlet) == (None, "AP")


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("", "input.empty"),
        ("\n\n", "input.empty"),
        ("text,title\n", "input.empty"),
        ("name,age\nAna,7\n", "input.line"),
        ("a" * (LONGEST_ROW + 10), "input.size"),
    ],
    ids=["nothing", "blank", "header alone", "no text column", "endless line"],
)
def test_a_table_without_stories_is_refused(table: str, expected: str) -> None:
    (found,) = read(table)

    assert code(found)[0] == expected


def test_a_table_in_another_encoding_is_refused() -> None:
    found = list(read_bytes("text\nCafé fell silent.\n".encode("cp1252"), name="x.csv"))

    assert code(found[0])[0] == "input.encoding"


def test_a_quotation_mark_left_open_ends_at_the_limit_and_not_later() -> None:
    found = read('text\n"Shells fell.\n' + "more words in a line\n" * 47_621)

    assert code(found[0])[0] == "input.broken"
    assert len(found) < 10


def test_an_endless_row_stops_the_table_and_what_came_before_is_kept() -> None:
    first, second = read_stream(io.BytesIO(b"text\nShells fell.\n" + b"a" * 6_000_000), name="x.csv")

    assert isinstance(first, Document)
    assert code(second)[0] == "input.size"


@pytest.mark.parametrize(
    ("field", "name"), [(field, name) for field, names in story_columns().items() for name in names]
)
def test_every_listed_name_stands_for_its_field(field: str, name: str) -> None:
    assert map_columns([name.upper().replace(" ", "_")]) == {field: name.upper().replace(" ", "_")}


@given(st.lists(st.text(max_size=30), max_size=8))
def test_any_header_gives_each_field_one_column_at_most(names: list[str]) -> None:
    found = map_columns(names)

    assert set(found.values()) <= set(names)
    assert set(found) <= set(story_columns())


@given(st.binary(max_size=300))
def test_any_bytes_called_a_table_are_read_or_refused(raw: bytes) -> None:
    assert all(isinstance(found, Document | Refusal) for found in read_bytes(raw, name="x.csv"))


def test_json_lines_may_name_their_keys_as_tables_do() -> None:
    (found,) = read_bytes(b'{"Body": "Shells fell.", "Source": "AP", "Date": "2025-12-04T09:15:00Z", "lang": "en"}\n')

    assert isinstance(found, Document)
    assert (found.text, found.outlet, found.published) == (
        "Shells fell.",
        "AP",
        datetime(2025, 12, 4, 9, 15, tzinfo=UTC),
    )
