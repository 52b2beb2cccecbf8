"""A message of a Telegram export is a story of its channel; edits and forwards are told."""

import io
import json
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typing_extensions import override

from sitrep.documents.document import Document
from sitrep.documents.json_cursor import JsonCursor
from sitrep.documents.readers import Refusal, read_bytes, read_stream
from sitrep.errors import MalformedLine, TooLarge


def message(text: Any, **more: Any) -> dict[str, Any]:
    return {
        "id": 7, "type": "message", "date": "2025-12-04T11:15:00", "date_unixtime": "1764839700",
        "from": "Nile Desk", "from_id": "channel99", "text": text, **more,
    }  # fmt: skip


def export(*messages: Any, **more: Any) -> dict[str, Any]:
    return {"name": "Nile Desk", "type": "public_channel", "id": 99, **more, "messages": list(messages)}


def read(value: Any, indent: int | None = 1) -> list[Document | Refusal]:
    return list(read_bytes(json.dumps(value, indent=indent, ensure_ascii=False).encode(), name="result.json"))


def only(value: Any) -> Document:
    (found,) = read(value)
    assert isinstance(found, Document), found
    return found


def test_a_message_gives_text_moment_outlet_and_address() -> None:
    found = only(export(message("Shells fell.\nSix were hurt.")))

    assert (found.text, found.outlet, found.outlet_rule) == ("Shells fell.\nSix were hurt.", "Nile Desk", "telegram")
    assert (found.published, found.published_rule) == (datetime(2025, 12, 4, 9, 15, tzinfo=UTC), "telegram")
    assert (found.url, found.notices) == ("https://t.me/c/99/7", ())


def test_pieces_of_a_text_are_put_together_as_they_are_shown() -> None:
    pieces = [
        "Shells fell on ",
        {"type": "bold", "text": "Sumy"},
        ", ",
        {"type": "text_link", "text": "AP", "href": "x"},
    ]

    assert only(export(message([*pieces, " said."]))).text == "Shells fell on Sumy, AP said."


def test_a_clock_without_its_zone_gives_the_day_alone() -> None:
    assert only(export(message("Shells fell.", date_unixtime=None))).published == date(2025, 12, 4)


def test_edits_and_forwards_are_told() -> None:
    found = only(export(message("Shells fell.", forwarded_from="River Watch", edited_unixtime="1764843300")))

    assert (found.outlet, found.agency) == ("Nile Desk", "River Watch")
    assert [notice.code for notice in found.notices] == ["forwarded", "edited"]
    assert "2025-12-04T10:15:00+00:00" in found.notices[1].message


def test_pictures_without_words_and_service_messages_are_passed_over() -> None:
    silent = [message("", photo="x.jpg"), message("🔥🔥"), {"id": 1, "type": "service", "action": "pin_message"}]

    assert only(export(*silent, message("Shells fell."))).text == "Shells fell."


def test_a_whole_account_is_read_chat_by_chat() -> None:
    chats = [export(message("One fell.")), export(message("Two fell."), name="Upland", type="private_group")]
    found = read({"personal_information": {"user_id": 1}, "chats": {"about": "x", "list": chats}})

    assert [(each.outlet, each.url) for each in found if isinstance(each, Document)] == [
        ("Nile Desk", "https://t.me/c/99/7"),
        ("Upland", None),
    ]


@pytest.mark.parametrize(
    ("bad", "expected"),
    [(message(5), "input.line"), ("no object", "input.line"), (message(["a", 5]), "input.line")],
)
def test_a_bad_message_is_refused_and_the_others_are_read(bad: Any, expected: str) -> None:
    first, second, third = read(export(message("One fell."), bad, message("Two fell.")))

    assert isinstance(second, Refusal)
    assert second.error.code == expected
    assert isinstance(first, Document)
    assert isinstance(third, Document)


def test_an_export_without_words_is_refused() -> None:
    (found,) = read(export(message("")))

    assert isinstance(found, Refusal)
    assert found.error.code == "input.no-article"


def test_an_export_that_is_cut_short_gives_what_came_before_and_a_reason() -> None:
    whole = json.dumps(export(message("One fell."), message("Two fell.")))
    first, second = read_bytes(whole[:-60].encode(), name="result.json")

    assert isinstance(first, Document)
    assert isinstance(second, Refusal)
    assert second.error.code == "input.line"


def test_a_message_nested_too_deep_is_refused_and_nothing_falls() -> None:
    head = json.dumps(export())[:-2]
    (found,) = read_bytes((head + '{"text":' + "[" * 300_000).encode(), name="result.json")

    assert isinstance(found, Refusal)
    assert found.error.code == "input.line"


def test_an_export_is_told_from_other_json_also_on_standard_input() -> None:
    (found,) = read_stream(io.BytesIO(json.dumps(export(message("Shells fell."))).encode()))
    (other,) = read_bytes(b'{"text": "Shells fell.", "type": "message"}', name="story.json")

    assert isinstance(found, Document)
    assert found.outlet == "Nile Desk"
    assert isinstance(other, Document)
    assert other.outlet is None


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


class Dripping(io.BytesIO):
    """A stream that gives one byte at a time."""

    @override
    def read(self, size: int | None = -1) -> bytes:
        return super().read(1)


@given(VALUES, st.booleans())
def test_a_cursor_reads_every_value_as_it_is(value: Any, pretty: bool) -> None:
    raw = json.dumps(value, indent=2 if pretty else None).encode()

    assert JsonCursor(io.BytesIO(raw), longest=10**6).value() == value


@given(st.dictionaries(st.text(max_size=5), st.integers() | st.text(max_size=5), max_size=4))
def test_a_cursor_walks_an_object_however_slowly_it_comes(value: dict[str, Any]) -> None:
    cursor = JsonCursor(Dripping(json.dumps(value).encode()), longest=10**6)

    assert {key: cursor.value() for key in cursor.members()} == value


@given(st.binary(max_size=200))
def test_any_bytes_are_walked_or_refused(raw: bytes) -> None:
    cursor = JsonCursor(io.BytesIO(raw), longest=10**6)
    with suppress(MalformedLine, TooLarge):
        for _ in cursor.members():
            cursor.value()
