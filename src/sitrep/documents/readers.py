"""Whatever holds stories, read one by one: a refusal names its place and never stops the others."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path, PurePath
from stat import S_ISDIR, S_ISREG
from typing import BinaryIO, Literal

from sitrep.documents.cleaning import clean_text, decode
from sitrep.documents.document import Document
from sitrep.documents.drafts import Draft, Found, finish
from sitrep.documents.folders import story_files
from sitrep.documents.source import Given
from sitrep.errors import (
    EmptyInput,
    InputError,
    NotFound,
    NotText,
    SitrepError,
    TooLarge,
    UnknownFormat,
    Unreadable,
)

Kind = Literal["text", "html", "feed", "json"]

#: A file of one story, or a feed, is never larger; JSON lines may be, for they are read line by line.
LARGEST_FILE = 5_000_000
_HEAD = 65_536
STDIN = "-"

_BY_SUFFIX: dict[str, Kind] = {
    ".txt": "text", ".text": "text", ".md": "text",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".rss": "feed", ".atom": "feed",
    ".jsonl": "json", ".ndjson": "json", ".json": "json",
}  # fmt: skip
_HTML = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^>]*-->\s*)?<(?:!doctype html|html|head|body|article|main)\b", re.I)
_XML = re.compile(r"\s*<(?:\?xml|rss|feed|rdf:RDF)\b", re.IGNORECASE)
_JSON = re.compile(r'\s*\{\s*"')
_MAGIC = (
    (b"%PDF-", "a PDF"), (b"PK\x03\x04", "a ZIP archive or an office document"), (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a PNG image"), (b"\xff\xd8\xff", "a JPEG image"), (b"GIF8", "a GIF image"),
    (b"SQLite format 3", "a SQLite database"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Refusal:
    """A story that was not read: where it stood and why."""

    path: str
    error: SitrepError
    line: int | None = None

    @property
    def place(self) -> str:
        """The path, with the line or entry where there is one."""
        name = "standard input" if self.path == STDIN else self.path
        return name if self.line is None else f"{name}:{self.line}"


def read_path(
    path: Path, *, published: date | datetime | None = None, outlet: str | None = None
) -> Iterator[Document | Refusal]:
    """Every story of a file, or of a folder's files in the order of their names."""
    try:
        mode = path.stat().st_mode
        if S_ISDIR(mode):
            yield from _read_folder(path, Given(published, outlet))
        elif S_ISREG(mode):
            with path.open("rb") as stream:
                yield from _read(stream, str(path), Given(published, outlet))
        else:
            yield Refusal(str(path), UnknownFormat(f"{path} is neither a file nor a folder."))
    except OSError as problem:
        yield Refusal(str(path), _as_refused(path, problem))


def read_stream(
    stream: BinaryIO, *, name: str = STDIN, published: date | datetime | None = None, outlet: str | None = None
) -> Iterator[Document | Refusal]:
    """Every story of a byte stream such as standard input, its format told by its first bytes."""
    yield from _read(stream, name, Given(published, outlet))


def read_bytes(
    raw: bytes, *, name: str = STDIN, published: date | datetime | None = None, outlet: str | None = None
) -> Iterator[Document | Refusal]:
    """Every story of these bytes; a suffix of the name helps to tell their format."""
    yield from _read(io.BytesIO(raw), name, Given(published, outlet))


def _as_refused(path: Path, problem: OSError) -> InputError:
    if isinstance(problem, FileNotFoundError | NotADirectoryError):
        return NotFound(f"There is no {path}.", check="Check the path; relative ones start at the current folder.")
    return Unreadable(f"{path} cannot be read: {problem.strerror}.", check="Check its permissions.")


def _read_folder(folder: Path, given: Given) -> Iterator[Document | Refusal]:
    files = story_files(folder)
    if not files:
        yield Refusal(
            str(folder),
            EmptyInput(
                f"The folder {folder} holds no story.",
                check="Stories are .txt, .html, .jsonl, .rss, .atom and .xml files; hidden ones are passed over.",
            ),
        )
    for file in files:
        yield from read_path(file, published=given.published, outlet=given.outlet)


def _read(stream: BinaryIO, name: str, given: Given) -> Iterator[Document | Refusal]:
    for found in _stories(stream, name):
        if isinstance(found.story, SitrepError):
            yield Refusal(name, found.story, found.line)
            continue
        try:
            yield finish(found.story, given)
        except SitrepError as refused:
            yield Refusal(name, refused, found.line)


def _stories(stream: BinaryIO, name: str) -> Iterator[Found]:
    """The drafts of a stream by its format, and the refusals among them."""
    head = stream.read(_HEAD)
    try:
        kind = sniff(head, name)
        if kind == "json":
            from sitrep.documents.json_lines import read_json_lines

            yield from read_json_lines(head, stream, whole=PurePath(name).suffix.lower() == ".json")
            return
        raw = head + stream.read(LARGEST_FILE + 1 - len(head))
        if len(raw) > LARGEST_FILE:
            raise TooLarge(
                f"The input is larger than {LARGEST_FILE // 1_000_000} MB; no story is.",
                check="Hand over one story a file, or JSON lines with one story a line.",
            )
        yield from _parsed(raw, kind)
    except SitrepError as refused:
        yield Found(refused)


def _parsed(raw: bytes, kind: Kind) -> Iterator[Found]:
    if kind == "html":
        from sitrep.documents.html_pages import read_html

        yield Found(read_html(raw))
    elif kind == "feed":
        from sitrep.documents.feeds import read_feed

        yield from read_feed(raw)
    else:
        yield Found(Draft(clean_text(decode(raw))))


def sniff(head: bytes, name: str = STDIN) -> Kind:
    """The format of an input by its first bytes and its name's suffix; what is no text is refused."""
    for magic, what in _MAGIC:
        if head.startswith(magic):
            raise NotText(f"The input is {what}, not text.", check="Sitrep reads text, HTML, feeds and JSON lines.")
    suffix = PurePath(name).suffix.lower()
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = head[:4096].decode("utf-16" if wide else "utf-8-sig", errors="ignore")
    by_suffix = _BY_SUFFIX.get(suffix)
    if by_suffix in {"html", "json"}:
        return by_suffix
    if _HTML.match(text):
        return "html"
    if _XML.match(text) or by_suffix == "feed" or suffix == ".xml":
        return "feed"
    return "json" if by_suffix is None and _JSON.match(text) else "text"
