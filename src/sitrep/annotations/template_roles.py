"""Who did it, to whom and with what, over a whole text: the five string roles of the MUC-4 templates.

The encoder marks fillers piece by piece. Here they become entities: the same words are one, however often they stand
in the text, and so are words that stand within each other. What is asked of a filler stands in
``codebook/data/template_roles.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sitrep.annotations.decoding import OUTSIDE, Found, softmax
from sitrep.annotations.encoder import Reading
from sitrep.codebook.template_roles import ROLES, Demand, Role, template_roles


@dataclass(frozen=True, slots=True)
class Filler:
    """An entity by one mention: the words, where they start first, and how sure the encoder is of them."""

    words: str
    start: int
    score: float

    @property
    def name(self) -> str:
        """The words as they are compared: in any case and spacing."""
        return " ".join(self.words.casefold().split())

    def touches(self, other: Filler) -> bool:
        """Whether the words of one stand within the other's."""
        one, two = f" {self.name} ", f" {other.name} "
        return one in two or two in one


def fillers(text: str, reading: Reading) -> dict[Role, list[Filler]]:
    """The entities of each role, in the order of the text."""
    demands = template_roles().roles
    seen = candidates(text, reading, {role: demand.eager for role, demand in demands.items()})
    return {role: sure_enough(found, demands[role]) for role, found in seen.items()}


def candidates(text: str, reading: Reading, eager: Mapping[Role, float]) -> dict[Role, list[Filler]]:
    """Every filler seen, by role, the surest first; ``eager`` says how readily those of a role are seen."""
    found: dict[Role, dict[str, Filler]] = {role: {} for role in ROLES}
    for role, span in _spans(reading, eager):
        start, end = reading.characters(span)
        one = Filler(text[start:end], start, _sureness(reading, role, span))
        old = found[role].get(one.name)
        if old is None or one.score > old.score:
            found[role][one.name] = one if old is None else replace(one, start=old.start, words=old.words)
    return {role: sorted(seen.values(), key=lambda one: (-one.score, one.start)) for role, seen in found.items()}


def _spans(reading: Reading, eager: Mapping[Role, float]) -> Iterable[tuple[Role, Found]]:
    kinds = {f"template:{role}": role for role in ROLES}
    for span in reading.found(tuple(kinds), [eager[role] for role in ROLES]):
        yield kinds[span.kind], span


def _sureness(reading: Reading, role: Role, span: Found) -> float:
    """How likely the words are inside a filler, on the mean of their pieces."""
    chain = 3 * reading.heads.spans.index(f"template:{role}")
    outside = softmax(reading.tags[span.first : span.last, chain : chain + 3])[:, OUTSIDE]
    return float((1 - outside).mean())


def sure_enough(ranked: Iterable[Filler], demand: Demand) -> list[Filler]:
    """Of fillers ranked by sureness those that are sure enough, words within each other given once.

    A second entity must be surer than the first need be. Of words within each other the longer are given where the
    role is one of full names.
    """
    kept: list[Filler] = []
    for one in ranked:
        at = next((number for number, other in enumerate(kept) if one.touches(other)), None)
        if at is None and one.score >= demand.least + (demand.further if kept else 0):
            kept.append(one)
        elif at is not None and demand.full and len(one.name) > len(kept[at].name):
            kept[at] = one
    return sorted(kept, key=lambda one: one.start)
