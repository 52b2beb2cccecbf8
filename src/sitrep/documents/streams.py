"""Byte streams as readers want them: from the beginning though their head was looked at, and wound where need be."""

from __future__ import annotations

import io
from typing import Any, BinaryIO

from typing_extensions import override

from sitrep.errors import TooLarge

#: A packed archive that comes through a pipe must be held in memory, in bytes.
LARGEST_STREAMED = 100_000_000


class _Rewound(io.RawIOBase):
    """A stream whose head has been read and is read again."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    @override
    def readable(self) -> bool:
        return True

    @override
    def readinto(self, buffer: Any) -> int:
        taken = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(taken) :]
        buffer[: len(taken)] = taken
        return len(taken)


def rewound(head: bytes, stream: BinaryIO) -> BinaryIO:
    """The stream from its beginning, whether or not it can be wound back."""
    if stream.seekable():
        stream.seek(0)
        return stream
    return io.BufferedReader(_Rewound(head, stream))


def seekable(stream: BinaryIO) -> BinaryIO:
    """The stream, or its bytes where it cannot be wound; those must fit into memory."""
    if stream.seekable():
        return stream
    raw = stream.read(LARGEST_STREAMED + 1)
    if len(raw) > LARGEST_STREAMED:
        raise TooLarge(
            f"The archive is larger than {LARGEST_STREAMED // 1_000_000} MB.", check="Hand it over as a file."
        )
    return io.BytesIO(raw)
