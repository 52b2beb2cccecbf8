"""A cursor over JSON too large to hold: objects and arrays are walked, and only the values wanted are kept."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from sitrep.errors import MalformedLine, TooLarge

_CHUNK = 262_144
_SPACE = " \t\r\n"


class JsonCursor:
    """A place in a stream of JSON; memory is bounded by the longest single value wanted."""

    def __init__(self, stream: BinaryIO, *, longest: int) -> None:
        self._stream = stream
        self._longest = longest
        self._decoder = json.JSONDecoder()
        self._text = ""
        self._at = 0
        self._ended = False
        self._decode = codecs.getincrementaldecoder("utf-8-sig")(errors="replace").decode

    def members(self) -> Iterator[str]:
        """The keys of the object here; before the next one is asked for, its value must be read or walked."""
        self._take("{")
        if self._skip("}"):
            return
        while True:
            key = self.value()
            if not isinstance(key, str):
                raise _malformed("a key is no text")
            self._take(":")
            yield key
            if not self._skip(","):
                self._take("}")
                return

    def elements(self) -> Iterator[None]:
        """Stops before every element of the array here; each must be read or walked."""
        self._take("[")
        if self._skip("]"):
            return
        while True:
            yield
            if not self._skip(","):
                self._take("]")
                return

    def peek(self) -> str:
        """The first character of the value here."""
        while True:
            while self._at < len(self._text) and self._text[self._at] in _SPACE:
                self._at += 1
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                raise _malformed("it ends too early")

    def value(self) -> Any:
        """The whole value here."""
        self.peek()
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except RecursionError as problem:
                raise _malformed("it is nested too deep") from problem
            except ValueError as problem:
                if not self._more():
                    raise _malformed(str(problem)) from problem
                continue
            if end == len(self._text) and self._more():  # a number may go on
                continue
            self._at = end
            return value

    def _take(self, wanted: str) -> None:
        if self.peek() != wanted:
            raise _malformed(f"{wanted!r} is missing")
        self._at += 1

    def _skip(self, wanted: str) -> bool:
        if self.peek() != wanted:
            return False
        self._at += 1
        return True

    def _more(self) -> bool:
        """Whether more text has come; what lies behind is forgotten, and the rest doubles, so that retries stay few."""
        if self._ended:
            return False
        rest = self._text[self._at :]
        if len(rest) > self._longest:
            raise TooLarge(f"A value is longer than {self._longest:,} characters.", check="Is this the export itself?")
        raw = self._stream.read(max(_CHUNK, len(rest)))
        self._ended = not raw
        self._text, self._at = rest + self._decode(raw, not raw), 0
        return bool(raw)


def _malformed(why: str) -> MalformedLine:
    return MalformedLine(f"The file is not JSON: {why}.", check="Export it again; was the export cut short?")
