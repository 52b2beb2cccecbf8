"""Acts of reporting: a cue, its speaker's phrase and the words that hold what was said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sitrep.annotations.cues import Hit
from sitrep.annotations.phrases import Phrase
from sitrep.codebook.cues import Cue

Span = tuple[int, int]
Layout = Literal["front", "final", "echo"]


@dataclass(frozen=True, slots=True)
class Act:
    """One act of reporting inside a line; all places count words of the line.

    ``phrase`` is the speaker's, None when it is that of the act before. ``outer`` is where the act's
    own clause begins, ``tail`` where what follows the cue (time, channel, addressee) ends.
    """

    hit: Hit | None
    cue: Cue | None
    phrase: Phrase | None
    layout: Layout
    outer: int
    tail: int
    content: tuple[Span, ...]
    addressee: Span | None = None
