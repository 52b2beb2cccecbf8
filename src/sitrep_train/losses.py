"""What the network is asked to get right, added up over the heads that a batch tells of."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from sitrep.annotations.decoding import BEGIN
from sitrep_train.examples import Batch
from sitrep_train.network import Labels, Network, likelihood_loss


def loss(network: Network, batch: Batch) -> Tensor:
    """The sum of the heads' losses; each is a mean, over pieces for chains and over anchors for the rest."""
    with torch.autocast("cpu", torch.bfloat16):
        tags, heads, tails, incidents, hidden = network(batch.ids, batch.mask, batch.features)
        frames = network.frames(hidden) if batch.frames is not None else None
    tags = tags.float()
    labels, chains = network.labels, len(network.labels.spans)
    total = tags.sum() * 0  # a batch may tell of nothing
    if len(batch.chains):
        emissions = tags[..., : 3 * chains].view(*tags.shape[:2], chains, 3)[:, :, batch.chains]
        moves, first = network.transitions[batch.chains], network.first[batch.chains]
        mask = batch.mask.bool()[:, 1:]  # without the piece that opens a window: a span may go on from the one before
        wrong = likelihood_loss(emissions[:, 1:], batch.tags[:, 1:], mask, moves, first)
        total = total + wrong / mask.sum()
    if len(batch.anchors):
        total = total + _anchors(network, batch, tags, heads, tails)
    if frames is not None and batch.frames is not None:
        total = total + F.cross_entropy(frames.float().flatten(0, 1), batch.frames.flatten(), ignore_index=-1)
    if batch.incidents is not None:
        total = total + F.binary_cross_entropy_with_logits(incidents.float(), batch.incidents)
    if batch.acts is not None and (batch.acts >= 0).any():
        total = total + _some_act(labels, batch.acts, batch.mask, tags)
    return total


def _anchors(network: Network, batch: Batch, tags: Tensor, heads: Tensor, tails: Tensor) -> Tensor:
    """What triggers report, and who plays which role in them and in sayings."""
    labels = network.labels
    at = batch.anchors[:, :2]
    here = tags[at[:, 0], at[:, 1]]
    begin = 3 * len(labels.spans)
    total = torch.zeros(())
    for column, count in enumerate((len(labels.types), len(labels.modes), len(labels.statuses)), start=2):
        gold = batch.anchors[:, column]
        if (gold >= 0).any():
            total = total + 0.5 * F.cross_entropy(here[:, begin : begin + count], gold, ignore_index=-1)
        begin += count
    recalled = batch.anchors[:, 5]
    if (recalled >= 0).any():
        told = recalled >= 0
        total = total + 0.5 * F.binary_cross_entropy_with_logits(here[told, begin], recalled[told].float())
    scores = network.pairs(heads, tails, at)
    known = batch.roles.unsqueeze(-1) * batch.mask[at[:, 0]].unsqueeze(1)
    wrong = F.binary_cross_entropy_with_logits(scores, batch.filled, reduction="none") * known
    # Few pieces fill a role: the sum over an anchor's pieces, brought to the order of the other heads.
    total = total + wrong.sum() / (known.amax(-1).sum().clamp(min=1) * 8)
    return total + 0.5 * _rivals(labels, batch, scores)


def _rivals(labels: Labels, batch: Batch, scores: Tensor) -> Tensor:
    """Which of several: the saying that a piece of content belongs to, and the pieces that fill a role if any do.

    Both are what decoding asks, and neither is settled by judging every pair by itself.
    """
    rows = batch.anchors[:, 0]
    content = labels.roles.index("say:content")
    total = scores.sum() * 0
    same = (rows.unsqueeze(0) == rows.unsqueeze(1)) & (batch.roles[:, content] > 0)
    filled = batch.filled[:, content] > 0
    if filled.any():
        mine = scores[:, content]
        among = torch.stack(
            [torch.logsumexp(mine.masked_fill(~same[at].unsqueeze(1), -1e4), dim=0) for at in range(len(rows))]
        )
        total = total + (among - mine)[filled].mean()
    others = [number for number in range(len(labels.roles)) if number != content]
    right = batch.filled[:, others] > 0
    some = right.any(-1)
    if some.any():
        there = scores[:, others].masked_fill((batch.mask[rows] == 0).unsqueeze(1), -1e4)
        chosen = torch.logsumexp(there.masked_fill(~right, -1e4), dim=-1)
        total = total + (torch.logsumexp(there, dim=-1) - chosen)[some].mean()
    return total


def _some_act(labels: Labels, acts: Tensor, mask: Tensor, tags: Tensor) -> Tensor:
    """That some piece of the sentence begins a trigger of the type that the sentence is known for."""
    chain = 3 * labels.spans.index("trigger")
    begins = tags[..., chain : chain + 3].log_softmax(-1)[..., BEGIN]
    types = tags[..., 3 * len(labels.spans) :][..., : len(labels.types)].log_softmax(-1)
    known = acts >= 0
    wanted = acts[known].view(-1, 1, 1).expand(-1, types.shape[1], 1)
    each = begins[known] + types[known].gather(-1, wanted).squeeze(-1)
    none = torch.log1p(-each.exp().clamp(max=0.999) * mask[known]).sum(dim=1)
    return -0.3 * torch.log(-torch.expm1(none.clamp(max=-1e-6))).mean()
