"""The body of an answer, unpacked no further than the limit: a bomb is refused while it is small."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from sitrep.errors import FetchTooLarge, Unreachable, WrongMedia

#: What may be asked of hosts, and is understood: gzip and deflate, told apart by their first bytes.
ENCODINGS = "gzip, deflate"
_KNOWN = {"gzip", "x-gzip", "deflate"}
_PLAIN = {"", "identity"}
#: Told by zlib to look at the header itself (RFC 1950 or 1952).
_EITHER = zlib.MAX_WBITS | 32


def read_body(chunks: Iterable[bytes], encoding: str, *, most: int) -> bytes:
    """The whole body, at most so many bytes both as sent and as unpacked."""
    name = encoding.strip().lower()
    if name not in _KNOWN | _PLAIN:
        raise WrongMedia(
            f"The answer is packed as {name[:40]!r}, which nobody asked for.", check="Save the page by hand."
        )
    sent = _limited(chunks, most)
    return b"".join(sent if name in _PLAIN else _limited(_unpacked(sent, most), most))


def _limited(chunks: Iterable[bytes], most: int) -> Iterator[bytes]:
    seen = 0
    for chunk in chunks:
        seen += len(chunk)
        if seen > most:
            raise FetchTooLarge(
                f"The answer is larger than {most / 1_000_000:g} MB.", check="Is this the page of one story?"
            )
        yield chunk


def _unpacked(chunks: Iterable[bytes], most: int) -> Iterator[bytes]:
    """What the chunks hold, in pieces of at most one byte over the limit."""
    unpacker, begun = zlib.decompressobj(_EITHER), False
    try:
        for chunk in chunks:
            waiting = chunk
            while waiting:
                if unpacker.eof:  # another member of a gzip stream follows
                    unpacker = zlib.decompressobj(_EITHER)
                elif not begun:
                    unpacker = _for_bare_deflate(waiting) or unpacker
                begun = True
                yield unpacker.decompress(waiting, most + 1)
                waiting = unpacker.unconsumed_tail or unpacker.unused_data
    except zlib.error as problem:
        raise Unreachable(f"The answer cannot be unpacked: {problem}.", check="Try again later.") from problem
    if begun and not unpacker.eof:
        raise Unreachable("The answer broke off before its end.", check="Try again later.")


def _for_bare_deflate(head: bytes) -> zlib._Decompress | None:
    """Some hosts send deflate without the header that HTTP asks for; None where a header stands."""
    try:
        zlib.decompressobj(_EITHER).decompress(head, 1)
    except zlib.error:
        return zlib.decompressobj(-zlib.MAX_WBITS)
    return None
