"""Whatever holds stories, read one by one: a refusal names its place and never stops the others."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import BinaryIO

from sitrep.documents.cleaning import clean_text, decode
from sitrep.documents.document import Document
from sitrep.documents.drafts import Draft, Found, finish
from sitrep.documents.folders import story_files
from sitrep.documents.kinds import Kind, sniff, suffix_of
from sitrep.documents.source import Given, Origin
from sitrep.documents.streams import rewound, seekable
from sitrep.errors import EmptyInput, InputError, NotFound, SitrepError, TooLarge, UnknownFormat, Unreadable

#: A file of one story, or a feed, is never larger; tables, exports and archives may be, for they are read bit by bit.
LARGEST_FILE = 5_000_000
_HEAD = 65_536
STDIN = "-"
_NOWHERE = Origin("")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A story that was not read: where it stood and why."""

    path: str
    error: SitrepError
    line: int | None = None
    sha256: str | None = None  # of the bytes refused, where they were one story

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
    raw: bytes,
    *,
    name: str = STDIN,
    published: date | datetime | None = None,
    outlet: str | None = None,
    origin: Origin = _NOWHERE,
) -> Iterator[Document | Refusal]:
    """Every story of these bytes; a suffix of the name, and what a web host said of them, help to tell their format."""
    yield from _read(io.BytesIO(raw), name, Given(published, outlet), origin)


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
                check="docs/sources.md lists what Sitrep reads; hidden files are passed over.",
            ),
        )
    for file in files:
        yield from read_path(file, published=given.published, outlet=given.outlet)


def _read(stream: BinaryIO, name: str, given: Given, origin: Origin = _NOWHERE) -> Iterator[Document | Refusal]:
    for found in _stories(stream, name, origin):
        if isinstance(found.story, SitrepError):
            yield Refusal(name, found.story, found.line)
            continue
        try:
            yield finish(found.story, given)
        except SitrepError as refused:
            yield Refusal(name, refused, found.line)


def _stories(stream: BinaryIO, name: str, origin: Origin) -> Iterator[Found]:
    """The drafts of a stream by its format, and the refusals among them."""
    head = stream.read(_HEAD)
    try:
        kind = sniff(head, name, origin.media)
        if kind == "json":
            from sitrep.documents.json_lines import read_json_lines

            yield from read_json_lines(head, stream, whole=suffix_of(name) == ".json")
        elif kind in {"csv", "telegram", "warc", "wacz"}:
            yield from _many(rewound(head, stream), kind)
        else:
            yield from _parsed(_whole(head, stream, kind), kind, origin)
    except SitrepError as refused:
        yield Found(refused)


def _many(stream: BinaryIO, kind: Kind) -> Iterator[Found]:
    """The stories of what holds many, read bit by bit."""
    if kind == "csv":
        from sitrep.documents.csv_tables import read_csv

        yield from read_csv(stream)
    elif kind == "telegram":
        from sitrep.documents.telegram import read_telegram

        yield from read_telegram(stream)
    elif kind == "warc":
        from sitrep.documents.archives import read_warc

        yield from read_warc(stream, _page)
    else:
        from sitrep.documents.archives import read_wacz

        yield from read_wacz(seekable(stream), _page)


def _page(raw: bytes, origin: Origin) -> Iterator[Found]:
    """The stories of one page of an archive."""
    try:
        kind = sniff(raw[:_HEAD], origin.url, origin.media)
        if kind not in {"html", "text", "pdf"}:
            raise UnknownFormat(f"The page {origin.url} is no page of a story.", check="Take it out of the archive.")
        yield from _parsed(raw, kind, origin)
    except SitrepError as refused:
        yield Found(refused)


def _parsed(raw: bytes, kind: Kind, origin: Origin) -> Iterator[Found]:
    if kind == "feed":
        from sitrep.documents.feeds import read_feed

        yield from read_feed(raw, origin.charset)
        return
    if kind == "html":
        from sitrep.documents.html_pages import read_html

        draft = read_html(raw, origin.charset)
    elif kind == "pdf":
        from sitrep.documents.pdf import read_pdf

        draft = read_pdf(raw)
    else:
        draft = Draft(clean_text(_decoded(raw, origin.charset)))
    yield Found(replace(draft, url=origin.settle(draft.url)) if origin.url else draft)


def _decoded(raw: bytes, charset: str | None) -> str:
    """A plain text's characters; only a web host can say that they are not Unicode's."""
    if charset is None:
        return decode(raw)
    from sitrep.documents.markup import decode_markup

    return decode_markup(raw, charset)


def _whole(head: bytes, stream: BinaryIO, kind: Kind) -> bytes:
    """All bytes of an input that holds one story or one feed; refused beyond any story's size."""
    most = LARGEST_FILE
    if kind == "pdf":
        from sitrep.documents.pdf import LARGEST_PDF

        most = LARGEST_PDF
    raw = head + stream.read(most + 1 - len(head))
    if len(raw) > most:
        raise TooLarge(
            f"The input is larger than {most // 1_000_000} MB; no story is.",
            check="Hand over one story a file, or JSON lines with one story a line.",
        )
    return raw
