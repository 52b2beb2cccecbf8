"""The network: one encoder, and heads that are read off it piece by piece.

- Every kind of span is a chain of its own over O, B and I with a CRF, so kinds may nest in each other.
- What a trigger reports (type, mode, status, background) is read at its first piece.
- Who plays which role is a product of two small vectors, one of the trigger's (or cue's) first piece and one of the
  piece asked about, plus what their distance tells.
- What incidents a window tells of at all is read off the mean of its pieces.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from sitrep.annotations.decoding import INSIDE, NEVER, OUTSIDE
from sitrep.annotations.subwords import FEATURES

HIDDEN = 384
LAYERS = 6
LOOKS = 12  # attention heads


@dataclass(frozen=True)
class Labels:
    """The names of all that the heads tell apart, in the order of their outputs."""

    spans: tuple[str, ...]
    types: tuple[str, ...]
    modes: tuple[str, ...]
    statuses: tuple[str, ...]
    roles: tuple[str, ...]
    incidents: tuple[str, ...]
    frames: tuple[str, ...]  # learnt beside the rest and not shipped

    @property
    def tags(self) -> int:
        """How many numbers tell of one piece by itself: three a chain, then type, mode, status and background."""
        return 3 * len(self.spans) + len(self.types) + len(self.modes) + len(self.statuses) + 1


class LockedDropout(nn.Module):
    """Dropout that leaves out the same features at every piece of a window: as good here, and far cheaper."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:
        """The input with some features left out while training."""
        if not self.training or not self.share:
            return x
        shape = (x.shape[0], *([1] * (x.dim() - 2)), x.shape[-1])
        return x * (torch.rand(shape) >= self.share).to(x.dtype) / (1 - self.share)


class Layer(nn.Module):
    """One layer of the base model, as BERT has it: attention, then two linear maps, each added to what came in."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, 4 * HIDDEN)
        self.down = nn.Linear(4 * HIDDEN, HIDDEN)
        self.last_norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = LockedDropout(dropout)

    def forward(self, x: Tensor, barred: Tensor) -> Tensor:
        """The pieces' vectors after this layer; ``barred`` is added to what each piece pays to each."""
        rows, pieces, _ = x.shape
        query, key, value = self.qkv(x).view(rows, pieces, 3, LOOKS, HIDDEN // LOOKS).permute(2, 0, 3, 1, 4)
        paid = torch.softmax(query @ key.transpose(-1, -2) * (HIDDEN // LOOKS) ** -0.5 + barred.to(query.dtype), dim=-1)
        seen = (paid @ value).transpose(1, 2).reshape(rows, pieces, HIDDEN)
        x = self.norm(x + self.dropout(self.out(seen)))
        return self.last_norm(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """The base model, its weights as published; only its second input is made wider, to take our features."""

    def __init__(self, base: Path, dropout: float) -> None:
        super().__init__()
        weights = load_file(base / "model.safetensors")
        self.words = nn.Embedding.from_pretrained(weights["embeddings.word_embeddings.weight"], freeze=False)
        self.places = nn.Embedding.from_pretrained(weights["embeddings.position_embeddings.weight"], freeze=False)
        kinds = weights["embeddings.token_type_embeddings.weight"]
        self.features = nn.Embedding.from_pretrained(kinds[:1].repeat(FEATURES, 1), freeze=False)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = LockedDropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        _take(self.norm, weights, "embeddings.LayerNorm")
        for number, layer in enumerate(self.layers):
            name = f"encoder.layer.{number}"
            for part in ("weight", "bias"):
                parts = [weights[f"{name}.attention.self.{which}.{part}"] for which in ("query", "key", "value")]
                getattr(layer.qkv, part).data.copy_(torch.cat(parts))
            _take(layer.out, weights, f"{name}.attention.output.dense")
            _take(layer.norm, weights, f"{name}.attention.output.LayerNorm")
            _take(layer.up, weights, f"{name}.intermediate.dense")
            _take(layer.down, weights, f"{name}.output.dense")
            _take(layer.last_norm, weights, f"{name}.output.LayerNorm")

    def forward(self, ids: Tensor, mask: Tensor, features: Tensor) -> Tensor:
        """A vector for each piece of each window."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.dropout(self.norm(self.words(ids) + self.places(places) + self.features(features)))
        barred = (1 - mask[:, None, None, :].to(x.dtype)) * NEVER
        for layer in self.layers:
            x = layer(x, barred)
        return x


def _take(module: nn.Module, weights: dict[str, Tensor], name: str) -> None:
    for part in ("weight", "bias"):
        getattr(module, part).data.copy_(weights[f"{name}.{part}"])


class Network(nn.Module):
    """The encoder with its heads; gives the raw numbers, which ``decoding`` and the losses make sense of."""

    def __init__(self, labels: Labels, base: Path, *, width: int, dropout: float, reach: int) -> None:
        super().__init__()
        self.labels, self.width, self.reach = labels, width, reach
        self.encoder = Encoder(base, dropout)
        self.dropout = LockedDropout(dropout)
        self.tags = nn.Linear(HIDDEN, labels.tags)
        self.heads = nn.Linear(HIDDEN, len(labels.roles) * width)
        self.tails = nn.Linear(HIDDEN, len(labels.roles) * width)
        self.distance = nn.Parameter(torch.zeros(len(labels.roles), 2 * reach + 1))
        self.threshold = nn.Parameter(torch.full((len(labels.roles),), -2.0))
        self.incidents = nn.Linear(HIDDEN, len(labels.incidents))
        self.frames = nn.Linear(HIDDEN, len(labels.frames) + 1)
        self.transitions = nn.Parameter(torch.zeros(len(labels.spans), 3, 3))
        self.first = nn.Parameter(torch.zeros(len(labels.spans), 3))

    def forward(self, ids: Tensor, mask: Tensor, features: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """Of each window: tags, heads and tails of its pieces, its incidents, and the hidden vectors."""
        hidden = self.encoder(ids, mask, features)
        kept = self.dropout(hidden)
        shape = (*kept.shape[:2], len(self.labels.roles), self.width)
        weight = mask.unsqueeze(-1).to(kept.dtype)
        mean = (kept * weight).sum(1) / weight.sum(1)
        tails = self.tails(kept).view(shape)
        return self.tags(kept), self.heads(kept).view(shape), tails, self.incidents(mean), kept

    def pairs(self, heads: Tensor, tails: Tensor, at: Tensor) -> Tensor:
        """How firmly each piece plays each role for the anchors ``at`` (row, piece): anchors x roles x pieces."""
        rows, pieces = at[:, 0], at[:, 1]
        slots = torch.zeros_like(rows)
        for row in rows.unique():
            slots[rows == row] = torch.arange(int((rows == row).sum()))
        padded = heads.new_zeros(heads.shape[0], int(slots.max()) + 1, *heads.shape[2:])
        padded[rows, slots] = heads[rows, pieces]
        scores = torch.einsum("barw,btrw->bart", padded, tails)[rows, slots] / self.width**0.5
        apart = (torch.arange(tails.shape[1]) - pieces.unsqueeze(1)).clamp(-self.reach, self.reach) + self.reach
        return scores.float() + self.distance[:, apart].transpose(0, 1) + self.threshold.view(1, -1, 1)


def constrained(transitions: Tensor, first: Tensor) -> tuple[Tensor, Tensor]:
    """The chain's own transitions with what cannot be forbidden: I after O. A window may begin inside a span."""
    forbidden = torch.zeros_like(transitions)
    forbidden[:, OUTSIDE, INSIDE] = NEVER
    return transitions + forbidden, first


def likelihood_loss(emissions: Tensor, gold: Tensor, mask: Tensor, transitions: Tensor, first: Tensor) -> Tensor:
    """The negative log likelihood of the gold tags, summed over windows and chains.

    ``emissions`` is windows x pieces x chains x 3, ``gold`` windows x pieces x chains, ``mask`` windows x pieces;
    padding stands only at the end.
    """
    transitions, first = constrained(transitions, first)
    chains = torch.arange(emissions.shape[2])
    score = (first[chains, gold[:, 0]] + emissions[:, 0].gather(-1, gold[:, 0].unsqueeze(-1)).squeeze(-1)).sum()
    picked = emissions.gather(-1, gold.unsqueeze(-1)).squeeze(-1)
    moved = transitions[chains, gold[:, :-1], gold[:, 1:]]
    score = score + ((picked[:, 1:] + moved) * mask[:, 1:].unsqueeze(-1)).sum()
    return _all_paths(emissions, mask, transitions, first).sum() - score


def _all_paths(emissions: Tensor, mask: Tensor, transitions: Tensor, first: Tensor) -> Tensor:
    """The log of the sum over all ways of tagging: windows x chains.

    Steps are matrices of moves; neighbours are multiplied two by two, so a window takes few rounds instead of one a
    piece.
    """
    still = torch.full((3, 3), NEVER).fill_diagonal_(0.0)
    moves = transitions + emissions[:, 1:].unsqueeze(-2)
    moves = torch.where(mask[:, 1:, None, None, None], moves, still)
    while moves.shape[1] > 1:
        if moves.shape[1] % 2:
            moves = torch.cat([moves, still.expand(moves.shape[0], 1, *moves.shape[2:])], dim=1)
        left, right = moves[:, 0::2], moves[:, 1::2]
        moves = torch.logsumexp(left.unsqueeze(-1) + right.unsqueeze(-3), dim=-2)
    begun = first + emissions[:, 0]
    if not moves.shape[1]:
        return torch.logsumexp(begun, dim=-1)
    return torch.logsumexp(begun.unsqueeze(-1) + moves[:, 0], dim=(-2, -1))
