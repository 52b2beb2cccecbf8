"""A JSON line is a story; a line that is none is refused with its number, and the others are read."""

import json

import pytest

from sitrep.documents.document import Document
from sitrep.documents.readers import Refusal, read_bytes

GOOD = {
    "text": "Shells fell.",
    "title": "Shells",
    "outlet": "AP",
    "url": "https://x.example",
    "published": "2024-11-12",
}


def lines(*records: object) -> bytes:
    return "\n".join(record if isinstance(record, str) else json.dumps(record) for record in records).encode()


def test_every_key_of_a_line_is_taken() -> None:
    (found,) = read_bytes(lines(GOOD))
    assert isinstance(found, Document)
    assert (found.text, found.title, found.outlet, found.url) == ("Shells fell.", "Shells", "AP", "https://x.example")
    assert (found.published_text, found.published_rule) == ("2024-11-12", "json")


@pytest.mark.parametrize(
    ("bad", "expected"),
    [
        ("{broken", "input.line"),
        ('"a text"', "input.line"),
        ({"title": "no text"}, "input.line"),
        ({"text": ["x"]}, "input.line"),
        ({"text": ""}, "input.empty"),
        ({**GOOD, "published": "2024-02-30"}, "option.date"),
        ({**GOOD, "outlet": "—"}, "option.outlet"),
        ("[" * 100_000, "input.line"),
    ],
)
def test_a_bad_line_is_refused_with_its_number_and_the_others_are_read(bad: object, expected: str) -> None:
    first, second, third = read_bytes(lines(GOOD, bad, GOOD), name="wire.jsonl")
    assert isinstance(second, Refusal)
    assert (second.place, second.error.code) == ("wire.jsonl:2", expected)
    assert isinstance(first, Document)
    assert isinstance(third, Document)


def test_a_line_that_is_not_utf_8_is_refused_alone() -> None:
    raw = lines(GOOD) + b'\n{"text": "caf\xe9"}\n' + lines(GOOD)
    assert [isinstance(found, Document) for found in read_bytes(raw, name="x.jsonl")] == [True, False, True]


def test_blank_lines_keep_the_count_and_are_no_stories() -> None:
    found = list(read_bytes(lines(GOOD, "", " ", "x"), name="x.jsonl"))
    assert [getattr(story, "line", None) for story in found] == [None, 4]


def test_an_over_long_line_is_refused_and_the_next_is_read() -> None:
    raw = b'{"text": "' + b"a" * 6_000_000 + b'"}\n' + lines(GOOD)
    first, second = read_bytes(raw, name="x.jsonl")
    assert isinstance(first, Refusal)
    assert (first.error.code, first.line) == ("input.size", 1)
    assert isinstance(second, Document)


def test_an_empty_file_is_refused() -> None:
    (found,) = read_bytes(b"\n\n", name="x.jsonl")
    assert isinstance(found, Refusal)
    assert found.error.code == "input.empty"


def test_a_json_file_may_be_one_object_or_a_list() -> None:
    pretty = json.dumps([GOOD, {**GOOD, "text": "More shells."}], indent=2).encode()
    assert [story.text for story in read_bytes(pretty, name="x.json") if isinstance(story, Document)] == [
        "Shells fell.", "More shells.",
    ]  # fmt: skip


def test_a_lone_surrogate_in_json_is_made_plain() -> None:
    (found,) = read_bytes(b'{"text": "a\\ud800b.", "title": "\\udfff"}')
    assert isinstance(found, Document)
    assert found.text == "a\ufffdb."
    assert found.sha256
    assert found.title == "?"
