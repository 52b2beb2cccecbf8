"""Who did it, to whom and with what, over a whole text: the five string roles of the MUC-4 templates.

The encoder marks fillers piece by piece. Here they become entities: the same words are one, however often they stand
in the text; a filler counts the more the surer the text is of telling of an incident at all; and each entity is given
by its one surest mention.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sitrep.annotations.decoding import OUTSIDE, found_spans, softmax
from sitrep.annotations.encoder import Reading

ROLES: Final = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")


@dataclass(frozen=True)
class Demands:
    """What is asked of a filler: the least score by role, how readily spans are seen, how much the text's own word counts."""

    least: Mapping[str, float]
    eager: float = 1.0
    gate: float = 0.5


@dataclass(frozen=True, slots=True)
class Filler:
    """An entity by its surest mention: the words, where they start first, and how sure."""

    words: str
    start: int
    score: float


def fillers(text: str, reading: Reading, demands: Demands) -> dict[str, list[Filler]]:
    """The entities of each role, in the order of the text."""
    told = max(reading.incidents.values(), default=0.0) ** demands.gate
    return {role: _kept(found, demands.least[role]) for role, found in scored(text, reading, demands, told).items()}


def scored(text: str, reading: Reading, demands: Demands, told: float) -> dict[str, dict[str, Filler]]:
    """Every filler seen, by role and words, with its score."""
    heads = reading.heads
    tags = reading.tags.copy()
    chains = {heads.spans.index(f"template:{role}"): role for role in ROLES}
    for chain in chains:
        tags[:, 3 * chain + OUTSIDE] -= demands.eager
    found: dict[str, dict[str, Filler]] = {role: {} for role in ROLES}
    for span in found_spans(reading.pieces.ids, tags, heads):
        role = chains.get(heads.spans.index(span.kind))
        if role is None:
            continue
        chain = heads.spans.index(span.kind)
        outside = softmax(reading.tags[span.first : span.last, 3 * chain : 3 * chain + 3])[:, OUTSIDE]
        score = float((1 - outside).mean()) * told
        start, end = reading.characters(span)
        words = text[start:end]
        old = found[role].get(words.casefold())
        if old is None or score > old.score:
            first = start if old is None else min(start, old.start)
            found[role][words.casefold()] = Filler(words, first, score)
    return found


def _kept(found: Mapping[str, Filler], least: float) -> list[Filler]:
    """The fillers sure enough, leaving out words that stand within surer words of the same role."""
    sure = sorted((one for one in found.values() if one.score >= least), key=lambda one: (-one.score, one.start))
    kept: list[Filler] = []
    for one in sure:
        words = f" {one.words.casefold()} "
        if not any(words in f" {other.words.casefold()} " or f" {other.words.casefold()} " in words for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)
