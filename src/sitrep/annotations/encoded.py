"""The encoder's pass over the document, laid as a layer so that every later step may ask it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from sitrep.annotations.encoder import PARTS, Reading, encoder
from sitrep.annotations.layers import ENCODED
from sitrep.annotations.sheet import Layer, Mark, Sheet


class Reader(Protocol):
    """Whatever reads a text as the encoder does."""

    def read(self, text: str, parts: frozenset[str]) -> Reading | None:
        """The text as it is read, for these parts of what is learnt; None for a text without words."""
        ...


class EncoderStep:
    """One mark over the whole document: the text as the encoder reads it. No mark where no model is shipped."""

    name = "encoder"
    reads: tuple[Layer[object], ...] = ()
    writes = ENCODED

    def __init__(self, open_: Callable[[], Reader | None] = encoder, parts: frozenset[str] = PARTS) -> None:
        self._open = open_
        self.parts = parts

    def marks(self, sheet: Sheet) -> list[Mark[Reading]]:
        """The reading, for the parts of it that this line of work uses."""
        opened = self._open() if self.parts else None
        reading = opened.read(sheet.text, self.parts) if opened else None
        return [Mark(0, len(sheet.text), reading, self.name)] if reading else []


def encoded(sheet: Sheet, part: str) -> Reading | None:
    """The encoder's reading if this part of it (one of ``PARTS``) is to be used; otherwise the rules read alone."""
    return next((reading for reading in sheet.values(ENCODED) if part in reading.parts), None)
