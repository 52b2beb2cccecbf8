"""Certainty: how firmly something was said, from its cue and from the words said."""

from __future__ import annotations

import re
from typing import Literal

from sitrep.codebook.cues import Cue
from sitrep.codebook.stance import certainty_words

Certainty = Literal["asserted", "denied", "hedged", "declined", "intended", "wanted"]


def certainty_of(cue: Cue | None, content: str, *, accused: bool) -> Certainty:
    """The certainty of a statement; ``accused`` when its speaker stands accused in the story."""
    if cue is not None and cue.certainty != "asserted":
        return cue.certainty
    words, told = certainty_words(), content.lower()
    if cue is not None and cue.frames & {"as", "named", "object"} and words.charge.search(told):
        return "denied"
    if words.hedge.search(told):
        return "hedged"
    if not told.endswith("?") and words.intention.match(_opening(content).lower()):
        return "intended"
    if accused and words.denial.match(told):
        return "denied"
    return "asserted"


def _opening(content: str) -> str:
    """The main clause: what precedes the first mark that ends it."""
    return re.split(
        r"[;:]|(?<=[,.!?]) ?[“\"]|[.!?][”\"]|, (?:which|whom|who|while|whose|where|as)\b", content, maxsplit=1
    )[0]
