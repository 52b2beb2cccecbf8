"""Passages told again with other names, so that what is learnt is how an act is told and not where, or by whom.

A name gives way to another of its kind and shape out of any passage, the same everywhere in the passage; all marks move
along with the words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from random import Random
from typing import Final, NamedTuple

from sitrep_train.passage import TRIGGER, Link, Passage, Span

#: Kinds whose words tell nothing of the act they stand in.
RENAMED: Final = frozenset({"person", "org", "group", "place", "facility"})
ARTICLES: Final = frozenset({"the", "a", "an"})


class Shape(NamedTuple):
    """What must be alike for one name to stand where another stood."""

    kind: str
    article: str
    capital: bool
    shouted: bool
    many: bool


def pools(passages: Sequence[Passage]) -> dict[Shape, tuple[str, ...]]:
    """The names of all passages by their shape, in the order of their first use."""
    found: dict[Shape, dict[str, None]] = {}
    for passage in passages:
        for span in _names(passage):
            words = passage.text[span.start : span.end]
            found.setdefault(_shape(span.kind, words), {})[words] = None
    return {shape: tuple(names) for shape, names in found.items()}


def renamed(passage: Passage, pool: Mapping[Shape, Sequence[str]], rng: Random) -> Passage:
    """The passage with other names."""
    text, instead, others = passage.text, dict[str, str](), list[tuple[Span, str]]()
    for span in _names(passage):
        words = text[span.start : span.end]
        if words not in instead:
            instead[words] = rng.choice(pool[_shape(span.kind, words)])
        others.append((span, instead[words]))
    ends = [span.end for span, _ in others]
    added = [0, *accumulate(len(words) - (span.end - span.start) for span, words in others)]

    def moved(span: Span) -> Span:
        return replace(span, start=_moved(span.start, ends, added), end=_moved(span.end, ends, added))

    return replace(
        passage,
        text="".join(_told(text, others)),
        spans=tuple(map(moved, passage.spans)),
        acts=tuple(replace(act, trigger=moved(act.trigger)) for act in passage.acts),
        links=tuple(Link(moved(link.anchor), moved(link.target), link.role) for link in passage.links),
    )


def _moved(place: int, ends: Sequence[int], added: Sequence[int]) -> int:
    """Where a character lies once the names before it are others."""
    return place + added[sum(end <= place for end in ends)]


def _told(text: str, others: Sequence[tuple[Span, str]]) -> Iterator[str]:
    done = 0
    for span, words in others:
        yield text[done : span.start]
        yield words
        done = span.end
    yield text[done:]


def _names(passage: Passage) -> Iterator[Span]:
    """The names that hold no other mark and are no part of words that report something, in order.

    Where two marks share the words, the first of them says what they name.
    """
    told = {(span.start, span.end) for span in passage.spans}
    acts = [(span.start, span.end) for span in passage.spans if span.kind in (TRIGGER, "cue")]
    kinds = {(span.start, span.end): span for span in reversed(passage.spans) if span.kind in RENAMED}
    for (start, end), span in sorted(kinds.items()):
        inner = any(start <= a and b <= end and (a, b) != (start, end) for a, b in told)
        if not inner and not any(a <= start and end <= b for a, b in acts):
            yield span


def _shape(kind: str, words: str) -> Shape:
    first, _, rest = words.partition(" ")
    article = first if first in ARTICLES else ""
    name = rest if article and rest else words
    return Shape(kind, article, name[:1].isupper(), name.isupper(), words.endswith("s"))
