"""The only module that opens a model: one pass of the encoder over a text, and what may be asked of it afterwards.

The model lies beside this file in ``model/``: ``encoder.onnx`` (int8), ``tokenizer.json``, ``heads.json`` (what its
numbers stand for) and its card. Where no model is shipped, ``encoder()`` is None and the rules read alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar

import numpy as np

from sitrep.annotations.decoding import (
    BEGIN,
    INSIDE,
    LEARNT,
    NAMED,
    OUTSIDE,
    Found,
    Heads,
    Numbers,
    found_spans,
    joined,
    pair_scores,
    readier,
    sigmoid,
    softmax,
)
from sitrep.annotations.subwords import BREAK, OPENING, Subwords, cutter, subwords, windows

MODEL: Final = Path(__file__).parent / "model"
T = TypeVar("T")
#: What pairs are scored by: what each piece says of each role as an anchor, and what as a filler.
Ends = tuple[Numbers, Numbers]
#: What is learnt, as far as it can be switched off to see what it adds.
PARTS: Final = frozenset({"mentions", "attribution", "triggers", "roles"})
#: How likely a piece begins a trigger, at least, that is mostly asked what it reports.
ASKED: Final = 0.02


class Act(NamedTuple):
    """What words report if they report an event: each with its probability."""

    type: str
    type_probability: float
    mode: str | None
    mode_probability: float
    status: str
    status_probability: float
    background: float


class Reading:
    """A text as the encoder read it; spans are asked for and given in characters of the text.

    ``ends`` are what pairs are scored by, or what puts them together: few stories ask for them. ``parts`` are those of
    ``PARTS`` that the steps behind may use.
    """

    def __init__(
        self,
        pieces: Subwords,
        heads: Heads,
        tags: Numbers,
        ends: Ends | Callable[[], Ends],
        incidents: Numbers,
        parts: frozenset[str] = PARTS,
    ):
        self.parts = parts
        self._likely: dict[str, list[float]] = {}
        self._acts: dict[int, tuple[Act, list[float]]] = {}
        self._found: dict[tuple[tuple[str, ...], tuple[float, ...]], list[Found]] = {}
        self.pieces = pieces
        self.heads = heads
        self.tags = tags
        self._given = ends
        self.incidents = dict(zip(heads.incidents, sigmoid(incidents).tolist(), strict=True))

    @cached_property
    def _ends(self) -> Ends:
        return self._given() if callable(self._given) else self._given

    @property
    def anchors(self) -> Numbers:
        """What each piece says of each role where it is the anchor of a pair: pieces x roles x width."""
        return self._ends[0]

    @property
    def fillers(self) -> Numbers:
        """What each piece says of each role where it fills it: pieces x roles x width."""
        return self._ends[1]

    def found(self, kinds: Sequence[str], eager: Sequence[float] | None = None) -> list[Found]:
        """The likeliest spans of these kinds alone, in pieces, in order.

        ``eager`` says how much more readily those of each kind are to be seen than the encoder learnt to.
        """
        asked = tuple(kinds), tuple(eager or ())
        if asked not in self._found:
            self._found[asked] = sorted(self._spans(*asked), key=lambda span: (span.first, -span.last, span.kind))
        return self._found[asked]

    def _spans(self, kinds: Sequence[str], eager: Sequence[float]) -> list[Found]:
        chains = [self.heads.spans.index(kind) for kind in kinds if kind in self.heads.spans]
        heads = self.heads.only(chains)
        tags = self.tags[:, [3 * chain + tag for chain in chains for tag in (OUTSIDE, BEGIN, INSIDE)]]
        return found_spans(self.pieces.ids, tags, readier(heads, eager) if eager else heads)

    def characters(self, span: Found) -> tuple[int, int]:
        """The span's first character and one past its last."""
        return self.pieces.starts[span.first], self.pieces.ends[span.last - 1]

    def covered(self, start: int, end: int) -> tuple[int, int]:
        """The pieces that characters ``start`` to ``end`` touch, first and one past the last; at least one."""
        return self.pieces.covered(start, end)

    def likely(self, kind: str) -> list[float]:
        """How likely a span of the kind begins at each piece."""
        if kind not in self._likely:
            chain = self.heads.spans.index(kind)
            self._likely[kind] = softmax(self.tags[:, 3 * chain : 3 * chain + 3])[:, BEGIN].tolist()
        return self._likely[kind]

    def likeliest(self, kind: str, start: int, end: int) -> int:
        """The piece, among those that the characters touch, where a span likeliest begins."""
        return max(range(*self.covered(start, end)), key=self.likely(kind).__getitem__)

    def act(self, piece: int) -> Act:
        """What the piece reports, if it begins a trigger."""
        return self._told(piece)[0]

    def type_probability(self, piece: int, kind: str) -> float:
        """How likely the piece, if it begins a trigger, reports an event of the type."""
        return self._told(piece)[1][self.heads.types.index(kind)]

    def _told(self, piece: int) -> tuple[Act, list[float]]:
        """What the piece reports if it begins a trigger, and how likely each type is."""
        if piece not in self._acts:
            self.expect([piece])
        return self._acts[piece]

    def expect(self, pieces: Iterable[int]) -> None:
        """What these pieces report is worked out at once, at first with all that may begin a trigger."""
        asked = {*pieces}
        if not self._acts:
            asked.update([piece for piece, chance in enumerate(self.likely("trigger")) if chance >= ASKED])
        self._acts |= self._acts_at(sorted(asked - self._acts.keys()))

    def _acts_at(self, pieces: list[int]) -> dict[int, tuple[Act, list[float]]]:
        tags, heads = self.tags[pieces], self.heads
        types = softmax(tags[:, heads.part("types")])
        acts = zip(
            *_likeliest(types, heads.types),
            *_likeliest(softmax(tags[:, heads.part("modes")]), [mode or None for mode in heads.modes]),
            *_likeliest(softmax(tags[:, heads.part("statuses")]), heads.statuses),
            sigmoid(tags[:, heads.part("background")])[:, 0].tolist(),
            strict=True,
        )
        return dict(zip(pieces, zip(map(Act._make, acts), types.tolist(), strict=True), strict=True))

    def roles(self, anchors: Sequence[int], role: str) -> Numbers:
        """How likely each piece plays the role ("event:where", "say:source") for each of these: anchors x pieces."""
        return pair_scores(anchors, role, self.heads, self.anchors, self.fillers)


def _likeliest(chances: Numbers, names: Sequence[T]) -> tuple[list[T], list[float]]:
    """The likeliest of the names at each piece, and how likely it is."""
    best = chances.argmax(axis=1)
    return [names[index] for index in best.tolist()], chances[np.arange(len(best)), best].tolist()


class Encoder:
    """A model opened once; reads any number of texts, the same text always the same."""

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        import onnxruntime  # heavy: only opened when a text is read
        from tokenizers import Tokenizer

        self.heads = read_heads(folder / "heads.json")
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        self._cut = cutter(tokenizer)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.use_deterministic_compute = True
        self._session = onnxruntime.InferenceSession(
            str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )

    def read(self, text: str, parts: frozenset[str] = PARTS) -> Reading | None:
        """The text as the encoder reads it; None for a text without words."""
        pieces = self.pieces(text)
        if not len(pieces):
            return None
        spread = windows(len(pieces))
        told = self.numbers(pieces, spread)
        tags, shape = joined(told[0][:, 1:-1], spread), (len(pieces), len(self.heads.roles), -1)

        def ends() -> Ends:
            anchors, fillers = (joined(part[:, 1:-1], spread).reshape(shape) for part in told[1:3])
            return anchors, fillers

        return Reading(pieces, self.heads, tags, ends, told[3].max(axis=0), parts)

    def pieces(self, text: str) -> Subwords:
        """The pieces that the encoder reads the text by."""
        return subwords(text, self._cut)

    def tags(self, pieces: Subwords) -> Numbers:
        """The tags alone, of pieces of any number."""
        spread = windows(len(pieces))
        return joined(self.numbers(pieces, spread)[0][:, 1:-1], spread)

    def numbers(self, pieces: Subwords, spread: Sequence[tuple[int, int]]) -> list[Numbers]:
        """The windows' numbers, all at once: windows are of one length, so there is nothing to fill up or mask."""
        ids = np.array([[OPENING, *pieces.ids[start:end], BREAK] for start, end in spread], dtype=np.int32)
        features = np.array([[0, *pieces.features[start:end], 0] for start, end in spread], dtype=np.int32)
        told: list[Numbers] = self._session.run(None, {"ids": ids, "features": features})
        return told


def read_heads(path: Path) -> Heads:
    """What the model's numbers stand for, from ``heads.json``."""
    told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    names = [tuple(map(str, told[part])) for part in NAMED]
    learnt = [np.array(told[part], dtype=np.float32) for part in LEARNT]
    spans, types, modes, statuses, roles, incidents = names
    return Heads(spans, types, modes, statuses, roles, incidents, *learnt)


@cache
def encoder() -> Encoder | None:
    """The shipped model, opened at its first use; None where none is shipped."""
    return Encoder(MODEL) if (MODEL / "encoder.onnx").exists() else None
