"""A page of a web archive is a story; pictures are passed over, and what is damaged or a bomb is refused in bounds."""

import gzip
import io
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from typing_extensions import override

from sitrep.documents.document import Document
from sitrep.documents.readers import Refusal, read_bytes, read_path, read_stream

PAGE = """<html><head><title>{0}</title></head><body><article><h1>{0}</h1>
<p>{0} fell on a market in the town on Monday, wounding six people, officials said.</p>
<p>Nobody claimed the attack, which came before dawn and went on for hours.</p></article></body></html>"""


def warc(*answers: tuple[str, str, bytes], packed: bool = True, status: str = "200 OK") -> bytes:
    """An archive of these answers: address, kind, body."""
    written = [_record("warcinfo", "application/warc-fields", "", b"software: test\r\n")]
    for url, media, body in answers:
        answer = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n\r\n".encode() + body
        written.append(_record("response", "application/http; msgtype=response", url, answer))
    return b"".join(gzip.compress(each) if packed else each for each in written)


def _record(kind: str, media: str, url: str, block: bytes) -> bytes:
    named = f"WARC-Target-URI: {url}\r\n" if url else ""
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2025-12-04T09:15:00Z\r\n"
        f"{named}Content-Type: {media}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def page(title: str, url: str = "https://nile.tld/1") -> tuple[str, str, bytes]:
    return url, "text/html; charset=utf-8", PAGE.format(title).encode()


def wacz(**members: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as packed:
        packed.writestr("datapackage.json", "{}")
        for name, raw in members.items():
            packed.writestr(f"archive/{name}.warc.gz", raw)
    return written.getvalue()


PICTURE = ("https://nile.tld/x.png", "image/png", b"\x89PNG")


@pytest.mark.parametrize("packed", [True, False])
def test_every_page_of_an_archive_is_a_story(packed: bool) -> None:
    raw = warc(PICTURE, page("Shells"), page("Bombs", "https://nile.tld/2"), packed=packed)
    found = list(read_bytes(raw))

    assert [(each.title, each.url) for each in found if isinstance(each, Document)] == [
        ("Shells", "https://nile.tld/1"),
        ("Bombs", "https://nile.tld/2"),
    ]


def test_a_page_that_holds_no_story_is_refused_with_the_number_of_its_record() -> None:
    menu = ("https://nile.tld/", "text/html", b"<html><body><p>Menu</p></body></html>")
    first, second = read_bytes(warc(menu, page("Shells")), name="x.warc.gz")

    assert isinstance(first, Refusal)
    assert (first.place, first.error.code) == ("x.warc.gz:2", "input.no-article")
    assert isinstance(second, Document)


@pytest.mark.parametrize("raw", [warc(PICTURE), warc(page("Shells"), status="404 Not Found"), warc()])
def test_an_archive_without_a_page_is_refused(raw: bytes) -> None:
    (found,) = read_bytes(raw, name="x.warc.gz")

    assert isinstance(found, Refusal)
    assert found.error.code == "input.no-article"


@pytest.mark.parametrize("cut", [100, 300])
@pytest.mark.parametrize("packed", [True, False])
def test_a_damaged_archive_gives_what_came_before_and_a_reason(
    cut: int, packed: bool, capfd: pytest.CaptureFixture[str]
) -> None:
    whole, more = warc(page("Shells"), packed=packed), warc(page("Bombs"), packed=packed)
    found = list(read_bytes(whole + more[:cut] + b"\xff" * 50, name="x.warc"))

    assert isinstance(found[0], Document)
    assert all(isinstance(each, Refusal) for each in found[1:])
    assert capfd.readouterr().err == ""


def test_a_packed_archive_is_read_from_a_file_and_from_a_pipe(tmp_path: Path) -> None:
    raw = wacz(one=warc(page("Shells")), two=warc(page("Bombs")))
    (tmp_path / "x.wacz").write_bytes(raw)
    pipe = io.BufferedReader(_Pipe(raw))

    for found in (read_path(tmp_path), read_stream(pipe), read_bytes(raw)):
        assert [each.title for each in found if isinstance(each, Document)] == ["Shells", "Bombs"]


class _Pipe(io.BytesIO):
    """Bytes that cannot be wound."""

    @override
    def seekable(self) -> bool:
        return False


def _with_member(name: str, raw: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("archive/", "")
        packed.writestr(name, raw)
    return written.getvalue()


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (_with_member("archive/x.txt", b"x"), "input.empty"),
        (_with_member("archive/x.warc", b"x")[:-10], "input.broken"),
        (wacz(one=warc(page("Shells"))).replace(b"archive/one", b"archivX/one", 1), "input.broken"),
        (b"PK\x03\x04" + b"\x00" * 500, "input.broken"),
    ],
    ids=["no warc", "cut short", "names differ", "zeros"],
)
def test_a_packed_archive_that_is_none_is_refused(raw: bytes, expected: str) -> None:
    found = list(read_bytes(raw, name="x.wacz"))

    assert isinstance(found[-1], Refusal)
    assert found[-1].error.code == expected


def test_an_office_document_is_still_no_archive() -> None:
    (found,) = read_bytes(_with_member("word/document.xml", b"<x/>").replace(b"archive/", b"docProps"), name="x.docx")

    assert isinstance(found, Refusal)
    assert found.error.code == "input.binary"


def test_a_name_that_leads_out_of_an_archive_leads_nowhere(tmp_path: Path) -> None:
    raw = _with_member("../../../escaped.warc.gz", warc(page("Shells")))
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "x.wacz").write_bytes(raw)
    found = list(read_path(tmp_path / "in" / "x.wacz"))

    assert [each.title for each in found if isinstance(each, Document)] == ["Shells"]
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["in", "x.wacz"]


def _large(megabytes: int) -> bytes:
    return b"<html><body><p>" + b" " * (megabytes * 1_000_000)


@pytest.mark.parametrize("packed", ["warc", "wacz"])
def test_an_archive_bomb_is_refused_and_the_pages_beside_it_are_read(packed: str) -> None:
    raw = warc(("https://nile.tld/b", "text/html", _large(150)), page("Shells"))
    bomb = _with_member("archive/x.warc.gz", raw) if packed == "wacz" else raw
    assert len(bomb) < 500_000
    tracemalloc.start()
    found = list(read_bytes(bomb, name=f"x.{packed}"))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert [each.error.code for each in found if isinstance(each, Refusal)] == ["input.size"]
    assert [each.title for each in found if isinstance(each, Document)] == ["Shells"]
    assert peak < 100_000_000


def test_a_record_without_end_is_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitrep.documents.archives.LARGEST_RECORD", 10_000_000)
    raw = warc(("https://nile.tld/b", "text/html", _large(60)), page("Shells"))

    assert [each.error.code for each in read_bytes(raw, name="x.warc.gz") if isinstance(each, Refusal)] == [
        "input.size", "input.size",
    ]  # fmt: skip


def test_a_list_of_members_too_long_to_load_is_refused_unread() -> None:
    raw = bytearray(wacz(one=warc(page("Shells"))))
    at = raw.rfind(b"PK\x05\x06")
    raw[at + 12 : at + 16] = (3_000_000_000).to_bytes(4, "little")
    (found,) = read_bytes(bytes(raw), name="x.wacz")

    assert isinstance(found, Refusal)
    assert found.error.code == "input.size"
