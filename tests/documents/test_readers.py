"""Whatever holds stories is read one by one; each bad one is refused with its place and never stops the others."""

import io
from datetime import date
from pathlib import Path

import pytest
from typing_extensions import override

from sitrep.documents.document import Document
from sitrep.documents.kinds import sniff
from sitrep.documents.readers import Refusal, read_bytes, read_path, read_stream

STORY = "TAWILA, Sudan (AP) — Shells fell on a market on Monday, wounding six people, officials said.\n"


def only(raw: bytes, name: str = "-") -> Document | Refusal:
    """The one story or refusal of these bytes."""
    (found,) = read_bytes(raw, name=name)
    return found


def code(found: Document | Refusal) -> str:
    assert isinstance(found, Refusal)
    return found.error.code


def test_the_text_of_a_file_is_its_own_text() -> None:
    found = only(STORY.encode())
    assert isinstance(found, Document)
    assert (found.text, found.outlet, found.place) == (STORY, "AP", "TAWILA, Sudan")
    assert found.text[found.body_start :].startswith("Shells fell")


def test_what_a_person_states_wins_and_the_rule_is_named() -> None:
    (found,) = read_bytes(STORY.encode(), published=date(2024, 11, 12), outlet="Nile Desk")
    assert isinstance(found, Document)
    assert (found.outlet, found.outlet_rule, found.agency) == ("Nile Desk", "option", "AP")
    assert (found.published, found.published_rule) == (date(2024, 11, 12), "option")
    assert [notice.code for notice in found.notices] == ["outlet-unknown"]


def test_a_story_without_any_date_is_read_with_a_notice() -> None:
    found = only(STORY.encode())
    assert isinstance(found, Document)
    assert [notice.code for notice in found.notices] == ["published-missing"]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"", "input.empty"),
        (b" \r\n ", "input.empty"),
        (b"\x00\x01\x02\x03", "input.binary"),
        (b"%PDF-1.7\n%\xe2\xe3", "input.broken"),
        (b"PK\x03\x04rest", "input.binary"),
        (b"Caf\xe9 bombed", "input.encoding"),
        (b"Shells fell.\n" * 400_000, "input.size"),
        (b"Shells fell. " * 160_000, "input.size"),
        (b"<html></html>", "input.no-article"),
        (b"<?xml version='1.0'?><note>Shells fell.</note>", "input.format"),
    ],
    ids=["empty", "blank", "binary", "pdf", "zip", "latin-1", "5 MB", "2 MB line", "no article", "no feed"],
)
def test_bad_input_is_refused_with_its_code(raw: bytes, expected: str) -> None:
    assert code(only(raw)) == expected


def test_standard_input_is_told_by_its_bytes_and_named_in_refusals() -> None:
    (found,) = read_stream(io.BytesIO(b'{"text": 5}\n'))
    assert isinstance(found, Refusal)
    assert (found.place, found.error.code) == ("standard input:1", "input.line")


def test_an_endless_stream_is_read_no_further_than_the_limit() -> None:
    class Endless(io.RawIOBase):
        taken = 0

        @override
        def read(self, size: int = -1) -> bytes:
            self.taken += size
            return b"a" * size

    stream = Endless()
    (found,) = read_stream(stream)  # type: ignore[arg-type]
    assert code(found) == "input.size"
    assert stream.taken < 6_000_000


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (b"<!DOCTYPE html><html>", "-", "html"),
        (b"\xef\xbb\xbf<html>", "x.txt", "html"),
        (b"<?xml version='1.0'?>\n<html xmlns='x'>", "-", "html"),
        (b"<?xml version='1.0'?><rss>", "-", "feed"),
        (b"<feed xmlns='x'>", "x.xml", "feed"),
        (b'{"text": "x"}', "-", "json"),
        (b'{"text": "x"}', "x.txt", "text"),
        (b"plain", "x.html", "html"),
        (b"plain", "x", "text"),
        (b"<?xml version='1.0'?><!-- x -->\n<?xml-stylesheet href='x'?><rss>", "x.html", "feed"),
        (b"<?xml version='1.0'?><html>", "x.html", "html"),
        ("<html>".encode("utf-16"), "-", "html"),
    ],
)
def test_a_format_is_told_by_content_and_suffix(head: bytes, name: str, kind: str) -> None:
    assert sniff(head, name) == kind


def test_a_missing_path_is_refused(tmp_path: Path) -> None:
    (found,) = read_path(tmp_path / "none.txt")
    assert code(found) == "input.missing"


def test_a_path_below_a_file_is_refused_as_missing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (found,) = read_path(tmp_path / "a.txt" / "b.txt")
    assert code(found) == "input.missing"


def test_a_path_that_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    loop = tmp_path / "loop.txt"
    loop.symlink_to(loop)
    (found,) = read_path(loop)
    assert code(found) == "input.unreadable"


def test_a_device_is_no_story() -> None:
    (found,) = read_path(Path("/dev/null"))
    assert code(found) == "input.format"


def test_a_folder_is_read_whole_in_the_order_of_its_paths(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("c.txt", "b/2.txt", "b/1.txt", ".hidden/x.txt", ".y.txt", "notes.docx", "gold.json"):
        (tmp_path / name).write_text(f"{name}: shells fell.")
    found = list(read_path(tmp_path))
    assert [story.text.split(":")[0] for story in found if isinstance(story, Document)] == [
        "b/1.txt",
        "b/2.txt",
        "c.txt",
    ]
    assert len(found) == 3


def test_a_bad_file_does_not_stop_its_folder(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_bytes(b"")
    (tmp_path / "2.txt").write_text(STORY)
    first, second = read_path(tmp_path)
    assert isinstance(first, Refusal)
    assert first.place.endswith("1.txt")
    assert isinstance(second, Document)


def test_a_folder_without_a_story_is_refused(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (found,) = read_path(tmp_path)
    assert code(found) == "input.empty"


def test_a_loop_of_folders_is_walked_once(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "1.txt").write_text(STORY)
    (tmp_path / "a" / "again").symlink_to(tmp_path, target_is_directory=True)
    assert len(list(read_path(tmp_path))) == 1
