"""The attribution task: who says what, by which words, weighed against corpora that mark source, cue and content.

Counts are summed over all documents.

- ``source``, ``cue``, ``content``: the spans of each kind as a set per document, right when both ends are;
  a mention in several pieces counts once for each. This is the figure that published systems report.
- ``KIND:whole``: the same with a mention in several pieces as one, right when every piece is.
- ``content:characters``: the characters that anybody is said to have said.
- ``paired``: attributions one to one whose contents have half their characters in common.
- ``linked``: paired, and the source is right too: half its characters in common, or none on either side.
- ``linked:exact-source``: the same with a source right only to the character.

An attribution without a content is matched by nothing and still counted.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol, Self

from pydantic import model_validator

from sitrep_eval.corpora import read_corpus, write_rows
from sitrep_eval.likeness import overlap
from sitrep_eval.matching import most_pairs
from sitrep_eval.measures import Row, Tally
from sitrep_eval.shapes import Characters, Loose

Span = tuple[int, int]
#: The pieces of one mention, in order.
Pieces = tuple[Span, ...]

KINDS: Final = ("source", "cue", "content")
#: The share of characters in common from which two contents, or two sources, are the same.
HALF: Final = 0.5


@dataclass(frozen=True, slots=True)
class Said:
    """One attribution: the mentions of its source, its cue and its content, each in one or more pieces."""

    source: tuple[Pieces, ...] = ()
    cue: tuple[Pieces, ...] = ()
    content: tuple[Pieces, ...] = ()

    def mentions(self, kind: str) -> tuple[Pieces, ...]:
        """The mentions of one kind."""
        return {"source": self.source, "cue": self.cue, "content": self.content}[kind]

    def characters(self, kind: str) -> Characters:
        """The characters that the mentions of one kind cover."""
        return frozenset(
            at for pieces in self.mentions(kind) for start, end in pieces for at in range(start, end)
        )  # fmt: skip

    @property
    def empty(self) -> bool:
        """Whether it marks nothing at all."""
        return not any(self.mentions(kind) for kind in KINDS)


class AttributionSystem(Protocol):
    """Whatever reads attributions out of a text."""

    def said(self, text: str) -> Sequence[Said]:
        """The attributions of the text, their spans in its characters."""
        ...


class GoldMention(Loose):
    """Words marked as one; ``spans`` are their pieces."""

    spans: tuple[Span, ...]


class GoldAttribution(Loose):
    """Source, cue and content that belong together; each may be missing."""

    source: tuple[GoldMention, ...] = ()
    cue: tuple[GoldMention, ...] = ()
    content: tuple[GoldMention, ...] = ()

    @property
    def said(self) -> Said:
        """The same as any system gives it."""
        return Said(*(tuple(_pieces(one.spans) for one in side) for side in (self.source, self.cue, self.content)))


class Article(Loose):
    """One document of an attribution corpus."""

    id: str
    text: str
    attributions: tuple[GoldAttribution, ...] = ()

    @property
    def said(self) -> list[Said]:
        """Its attributions, those that mark nothing left out."""
        return [one.said for one in self.attributions if not one.said.empty]

    @model_validator(mode="after")
    def _spans_in_text(self) -> Self:
        for said in self.said:
            for start, end in _spans(said):
                if not 0 <= start < end <= len(self.text):
                    raise ValueError(f"no words stand at [{start}, {end}) of {self.id}")
        return self


class AttributionScales:
    """The tallies of all documents weighed so far."""

    def __init__(self) -> None:
        self._tallies: dict[str, Tally] = defaultdict(Tally)

    def weigh(self, gold: Sequence[Said], predicted: Sequence[Said]) -> None:
        """Adds one document."""
        for kind in KINDS:
            self._add_sets(kind, *({span for p in _all(side, kind) for span in p} for side in (gold, predicted)))
            self._add_sets(f"{kind}:whole", *(set(_all(side, kind)) for side in (gold, predicted)))
        self._add_sets("content:characters", *(_covered(side) for side in (gold, predicted)))
        for name, fits in (("paired", _same_content), ("linked", _linked), ("linked:exact-source", _exactly_linked)):
            self._tallies[name].add(most_pairs(gold, predicted, fits), len(gold), len(predicted))

    def rows(self) -> dict[str, Row]:
        """Every measure by its name."""
        return {name: tally.row() for name, tally in sorted(self._tallies.items())}

    def _add_sets(self, name: str, gold: Iterable[object], predicted: Iterable[object]) -> None:
        marked, told = set(gold), set(predicted)
        self._tallies[name].add(len(marked & told), len(marked), len(told))


@dataclass(frozen=True)
class AttributionWeighing:
    """How a corpus scored, and what was read out of each of its documents."""

    articles: tuple[Article, ...]
    predicted: tuple[tuple[Said, ...], ...]
    scores: dict[str, Row]

    def to_json(self) -> str:
        """The numbers as one JSON object."""
        return json.dumps({"documents": len(self.articles), "scores": self.scores}, indent=1)

    def write_predictions(self, path: Path) -> None:
        """What was read, one document a line, in the shape of the corpus."""
        write_rows(
            (
                {"id": article.id, "attributions": [_as_written(one, article.text) for one in said]}
                for article, said in zip(self.articles, self.predicted, strict=True)
            ),
            path,
        )


def weigh_attributions(gold: Path, system: AttributionSystem) -> AttributionWeighing:
    """The documents of a corpus read by the system and scored."""
    articles = read_corpus(gold, Article)
    return score_attributions(articles, [system.said(article.text) for article in articles])


def score_attributions(articles: Sequence[Article], predicted: Sequence[Sequence[Said]]) -> AttributionWeighing:
    """How these readings, one for each document, tell its attributions."""
    scales = AttributionScales()
    kept = tuple(tuple(one for one in said if not one.empty) for said in predicted)
    for article, said in zip(articles, kept, strict=True):
        scales.weigh(article.said, said)
    return AttributionWeighing(tuple(articles), kept, scales.rows())


def _pieces(spans: Iterable[Span]) -> Pieces:
    return tuple(sorted(set(spans)))


def _spans(said: Said) -> list[Span]:
    return [span for kind in KINDS for pieces in said.mentions(kind) for span in pieces]


def _all(side: Sequence[Said], kind: str) -> list[Pieces]:
    return [pieces for said in side for pieces in said.mentions(kind)]


def _covered(side: Sequence[Said]) -> Characters:
    return frozenset[int]().union(*(said.characters("content") for said in side))


def _same_content(gold: Said, predicted: Said) -> bool:
    return overlap(gold.characters("content"), predicted.characters("content")) >= HALF


def _linked(gold: Said, predicted: Said) -> bool:
    if not gold.source or not predicted.source:
        same = not gold.source and not predicted.source
    else:
        same = overlap(gold.characters("source"), predicted.characters("source")) >= HALF
    return same and _same_content(gold, predicted)


def _exactly_linked(gold: Said, predicted: Said) -> bool:
    return set(gold.source) == set(predicted.source) and _same_content(gold, predicted)


def _as_written(said: Said, text: str) -> dict[str, Any]:
    return {
        kind: [
            {"type": kind.title(), "spans": pieces, "text": " ".join(text[start:end] for start, end in pieces)}
            for pieces in said.mentions(kind)
        ]
        for kind in KINDS
    }
