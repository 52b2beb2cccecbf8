"""Pages in web archives: WARC, plain or gzipped, and WACZ, a ZIP archive of WARCs.

Nothing is ever unpacked to disk, so a member's name leads nowhere.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr
from typing import Any, BinaryIO

from sitrep.documents.drafts import Found
from sitrep.documents.source import Origin
from sitrep.errors import Broken, EmptyInput, Encrypted, NoArticle, TooLarge

#: A page, and what is read of one that is larger before the archive is given up.
LARGEST_PAGE = 5_000_000
LARGEST_RECORD = 500_000_000
MOST_RECORDS = 200_000
#: Members of a WACZ, and the bytes of its list of members.
MOST_MEMBERS = 10_000
LARGEST_LIST = 10_000_000
_CHUNK = 1_048_576
_READABLE = ("text/html", "application/xhtml+xml", "application/pdf", "text/plain")
_END = b"PK\x05\x06"
_END_SIZE = 22
_LARGEST_COMMENT = 65_535

Read = Callable[[bytes, Origin], Iterator[Found]]


def read_warc(stream: BinaryIO, read: Read) -> Iterator[Found]:
    """Every page's stories, numbered by its record; pictures, scripts and answers without a page are passed over."""
    pages = 0
    for found in _pages(stream, read):
        pages += 1
        yield found
    if not pages:
        raise NoArticle("The archive holds no page.", check="Was the page captured, and not only its pictures?")


def _pages(stream: BinaryIO, read: Read) -> Iterator[Found]:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    records = ArchiveIterator(stream)
    number = 0
    try:
        while (record := _next(records)) is not None:
            number += 1
            if number > MOST_RECORDS:
                raise TooLarge(f"The archive has more than {MOST_RECORDS:,} records.", check="Split it.")
            yield from _page(record, number, read)
    except (ArchiveLoadFailed, OSError, EOFError, ValueError, AttributeError, struct.error) as problem:
        what = " ".join(str(problem).split())[:120]
        yield Found(Broken(f"The archive is damaged: {what}.", check="Copy or capture it again."), number + 1)


def _next(records: Iterator[Any]) -> Any:
    """The next record, None at the end; warcio would tell standard error of every small fault."""
    with redirect_stderr(io.StringIO()):
        return next(records, None)


def _page(record: Any, number: int, read: Read) -> Iterator[Found]:
    """The stories of one record; of one that holds no page none."""
    media = _media(record)
    if media is None:
        _drain(record.raw_stream)
        return
    stream = record.content_stream()
    raw = stream.read(LARGEST_PAGE + 1)
    while 0 < len(raw) <= LARGEST_PAGE:
        more = stream.read(LARGEST_PAGE + 1 - len(raw))
        if not more:
            break
        raw += more
    if len(raw) > LARGEST_PAGE:
        yield Found(TooLarge(f"The page is larger than {LARGEST_PAGE // 1_000_000} MB."), number)
        _drain(stream)
        return
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    for found in read(raw, Origin(url=url.strip("<>"), media=media)):
        yield Found(found.story, number)


def _media(record: Any) -> str | None:
    """The kind of a record that may hold a story; None for any other."""
    if record.rec_type == "response":
        headers = record.http_headers
        if headers is None or headers.get_statuscode() != "200":
            return None
        media = headers.get_header("Content-Type") or "text/html"
    elif record.rec_type in {"resource", "conversion"}:
        media = record.rec_headers.get_header("Content-Type") or ""
    else:
        return None
    return media if media.lower().startswith(_READABLE) else None


def _drain(stream: Any) -> None:
    """Passes over the rest of a record; one without end is not followed to it."""
    seen = 0
    while chunk := stream.read(_CHUNK):
        seen += len(chunk)
        if seen > LARGEST_RECORD:
            raise TooLarge("A record of the archive has no end.", check="Is this a bomb? Leave it alone.")


def read_wacz(stream: BinaryIO, read: Read) -> Iterator[Found]:
    """Every page's stories of all archives in a WACZ."""
    _refuse_long_list(stream)
    try:
        with zipfile.ZipFile(stream) as packed:
            members = [each for each in packed.infolist() if each.filename.lower().endswith((".warc", ".warc.gz"))]
            if len(packed.infolist()) > MOST_MEMBERS:
                raise TooLarge(f"The archive has more than {MOST_MEMBERS:,} members.", check="Split it.")
            if not members:
                raise EmptyInput("The archive holds no WARC.", check="Is this a WACZ, a packed web archive?")
            for member in members:
                if member.flag_bits & 1:
                    raise Encrypted("The archive is locked with a password.", check="Unlock it first.")
                with packed.open(member) as inner:
                    yield from _pages(inner, read)  # type: ignore[arg-type]  # it reads, which is all that is asked
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, ValueError) as problem:
        what = " ".join(str(problem).split())[:120]
        raise Broken(f"The archive is damaged: {what}.", check="Copy or capture it again.") from problem


def _refuse_long_list(stream: BinaryIO) -> None:
    """Looks at the size of the list of members before it is loaded."""
    stream.seek(0, 2)
    size = stream.tell()
    stream.seek(max(0, size - _END_SIZE - _LARGEST_COMMENT))
    tail = stream.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + _END_SIZE:
        raise Broken("The archive is damaged: its list of members is missing.", check="Copy it again.")
    (listed,) = struct.unpack_from("<I", tail, at + 12)
    if listed > LARGEST_LIST:
        raise TooLarge("The archive's list of members is too long.", check="Split it.")
    stream.seek(0)
