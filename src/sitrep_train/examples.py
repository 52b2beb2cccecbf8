"""Passages as numbers: which pieces each mark covers, cut into windows and gathered into batches of like length."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import torch
from tokenizers import Tokenizer
from torch import Tensor

from sitrep.annotations.decoding import BEGIN, INSIDE
from sitrep.annotations.subwords import BREAK, OPENING, Subwords, cutter, subwords
from sitrep_train.network import Labels
from sitrep_train.passage import Passage, Span

#: The piece that stands for any, "[MASK]".
HIDDEN = 103


class Anchor(NamedTuple):
    """A trigger or cue: its first piece, what it reports, and the pieces that play each role (by role number)."""

    piece: int
    type: int  # -1: not told
    mode: int
    status: int
    background: int
    fillers: tuple[tuple[int, int, int], ...]  # role, first piece, one past the last
    saying: bool


@dataclass(frozen=True)
class Example:
    """A whole passage in pieces; ``spans`` are chain, first piece, one past the last."""

    corpus: str
    pieces: Subwords
    spans: tuple[tuple[int, int, int], ...]
    anchors: tuple[Anchor, ...]
    frames: tuple[tuple[int, int], ...]
    chains: tuple[int, ...]
    roles: tuple[int, ...]
    incidents: tuple[int, ...] | None
    act: int  # type that the passage tells of, -1 when not known
    framed: bool


class Batch(NamedTuple):
    """A batch of windows of one corpus; see ``Example`` for the parts."""

    ids: Tensor
    mask: Tensor
    features: Tensor
    chains: Tensor  # numbers of the chains told of
    tags: Tensor  # windows x pieces x chains told of
    anchors: Tensor  # anchors x (row, piece, type, mode, status, background)
    roles: Tensor  # anchors x roles: told of
    filled: Tensor  # anchors x roles x pieces
    frames: Tensor | None
    incidents: Tensor | None
    acts: Tensor | None
    corpus: str


def example(passage: Passage, tokenizer: Tokenizer, labels: Labels) -> Example:
    """The passage in pieces."""
    pieces = subwords(passage.text, cutter(tokenizer))
    chain = {kind: number for number, kind in enumerate(labels.spans)}
    role = {name: number for number, name in enumerate(labels.roles)}
    spans = sorted(
        ((chain[span.kind], *pieces.covered(span.start, span.end)) for span in passage.spans if span.kind in chain),
        key=lambda mark: (mark[0], mark[1], -mark[2]),
    )
    fillers: dict[Span, list[tuple[int, int, int]]] = {}
    for link in passage.links:
        name = f"{'say' if link.anchor.kind == 'cue' else 'event'}:{link.role}"
        fillers.setdefault(link.anchor, []).append((role[name], *pieces.covered(link.target.start, link.target.end)))
    acts = {act.trigger: act for act in passage.acts}
    anchors = []
    for span in passage.spans:
        if span.kind not in ("cue", "trigger"):
            continue
        act = acts.get(span)
        told = (-1, -1, -1, -1)
        if act is not None:
            told = (
                labels.types.index(act.type),
                labels.modes.index(act.mode or "") if act.mode_told else -1,
                labels.statuses.index(act.status) if act.status else -1,
                -1 if act.background is None else int(act.background),
            )
        anchors.append(
            Anchor(pieces.covered(span.start, span.end)[0], *told, tuple(fillers.get(span, ())), span.kind == "cue")
        )
    incidents = tuple(n for n, name in enumerate(labels.incidents) if f"incident:{name}" in passage.told)
    frames = [
        (pieces.covered(span.start, span.end)[0], labels.frames.index(span.kind) + 1)
        for span in passage.spans
        if span.kind in labels.frames
    ]
    acted = [
        labels.types.index(name[4:]) for name in passage.told if name.startswith("act:") and name[4:] in labels.types
    ]
    return Example(
        passage.corpus,
        pieces,
        tuple(spans),
        tuple(anchors),
        tuple(frames),
        tuple(number for kind, number in chain.items() if kind in passage.told),
        tuple(number for name, number in role.items() if name in passage.told),
        incidents if "incident:told" in passage.told else None,
        acted[0] if acted else -1,
        "frame" in passage.told,
    )


@dataclass(frozen=True)
class Window:
    """A stretch of an example's pieces."""

    example: Example
    start: int
    end: int


def cut(examples: Sequence[Example], size: int, rng: random.Random) -> list[Window]:
    """Every piece of every example in one window, the first of each cut somewhere else each time."""
    found = []
    for one in examples:
        length, start = len(one.pieces), 0
        while start < length:
            # A first window of random length shifts all the others, so no piece always stands at an edge.
            end = start + (rng.randint(size // 2, size) if start == 0 and length > size else size)
            found.append(Window(one, start, min(length, end)))
            start = end
    return found


def grouped(windows: list[Window], pieces: int, rng: random.Random) -> list[list[Window]]:
    """The windows in groups of about ``pieces`` pieces, one corpus a group, windows of like length together."""
    by_corpus: dict[str, list[Window]] = {}
    for window in windows:
        by_corpus.setdefault(window.example.corpus, []).append(window)
    groups: list[list[Window]] = []
    for corpus in sorted(by_corpus):
        rows = by_corpus[corpus]
        rng.shuffle(rows)
        rows.sort(key=lambda window: (window.end - window.start) // 16)
        group: list[Window] = []
        for window in rows:
            if group and (window.end - window.start + 2) * (len(group) + 1) > pieces:
                groups.append(group)
                group = []
            group.append(window)
        groups.append(group)
    rng.shuffle(groups)
    return groups


class _Anchors:
    """The anchors of a batch as they are gathered, window by window."""

    def __init__(self, labels: Labels) -> None:
        self.labels = labels
        self.told: list[list[int]] = []
        self.known: list[list[float]] = []
        self.filled: list[tuple[int, int, int, int]] = []

    def add(self, row: int, window: Window) -> None:
        """The anchors whose first piece lies in the window, and the part of their fillers that does."""
        one, start, end = window.example, window.start, window.end
        for anchor in one.anchors:
            if not start <= anchor.piece < end:
                continue
            for role, begin, stop in anchor.fillers:
                a, b = max(begin, start), min(stop, end)
                if a < b:
                    self.filled.append((len(self.told), role, a - start + 1, b - start + 1))
            self.told.append([row, anchor.piece - start + 1, *anchor[1:5]])
            self.known.append(
                [
                    float(number in one.roles and name.startswith("say:") == anchor.saying)
                    for number, name in enumerate(self.labels.roles)
                ]
            )

    def pairs(self, longest: int) -> Tensor:
        """Which pieces fill which role of which anchor."""
        pairs = torch.zeros(len(self.told), len(self.labels.roles), longest)
        for anchor, role, a, b in self.filled:
            pairs[anchor, role, a:b] = 1
        return pairs


def gathered(group: list[Window], labels: Labels, rng: random.Random, blind: float, hidden: float = 0.0) -> Batch:
    """The windows as one batch.

    In a share ``blind`` of them the capitals are hidden, as in text that has none, and of each a share ``hidden`` of
    the pieces, so that what stands around a word counts beside the word.
    """
    rows, longest = len(group), max(window.end - window.start for window in group) + 2
    first = group[0].example
    ids, mask, features = (torch.zeros(rows, longest, dtype=torch.long) for _ in range(3))
    tags = torch.zeros(rows, longest, len(first.chains), dtype=torch.long)
    frames = torch.full((rows, longest), -1, dtype=torch.long) if first.framed else None
    anchors = _Anchors(labels)
    for row, window in enumerate(group):
        one, start, end = window.example, window.start, window.end
        inside = slice(1, end - start + 1)
        seen = [HIDDEN if hidden and rng.random() < hidden else piece for piece in one.pieces.ids[start:end]]
        ids[row, : end - start + 2] = torch.tensor([OPENING, *seen, BREAK])
        mask[row, : end - start + 2] = 1
        told = torch.tensor(one.pieces.features[start:end])
        features[row, inside] = told // 3 * 3 if rng.random() < blind else told
        _tag(tags[row], window)
        anchors.add(row, window)
        if frames is not None:
            frames[row, inside] = 0
            for piece, frame in one.frames:
                if start <= piece < end:
                    frames[row, piece - start + 1] = frame
    incidents = [
        [float(number in one.incidents) for number in range(len(labels.incidents))]
        for one in (window.example for window in group)
        if one.incidents is not None
    ]
    acts = [window.example.act for window in group]
    return Batch(
        ids,
        mask,
        features,
        torch.tensor(first.chains, dtype=torch.long),
        tags,
        torch.tensor(anchors.told, dtype=torch.long).view(-1, 6),
        torch.tensor(anchors.known).view(-1, len(labels.roles)),
        anchors.pairs(longest),
        frames,
        torch.tensor(incidents) if incidents else None,
        torch.tensor(acts) if max(acts) >= 0 else None,
        first.corpus,
    )


def _tag(tags: Tensor, window: Window) -> None:
    """Writes the window's spans into its row: pieces x chains told of."""
    start, end = window.start, window.end
    place = {chain: number for number, chain in enumerate(window.example.chains)}
    for chain, begin, stop in window.example.spans:
        a, b = max(begin, start), min(stop, end)
        if a < b and chain in place:
            tags[a - start + 1 : b - start + 1, place[chain]] = INSIDE
            if a == begin:
                tags[a - start + 1, place[chain]] = BEGIN
