"""The network's arithmetic; skipped where the training extra is not installed."""

from __future__ import annotations

import itertools

import pytest

from sitrep.annotations.decoding import NEVER

torch = pytest.importorskip("torch", reason="the training extra is not installed")

from sitrep_train.network import likelihood_loss  # noqa: E402 -- only where torch is installed


@pytest.mark.parametrize("length", [1, 2, 3, 4, 5])
def test_the_loss_is_the_gold_path_against_all_paths(length: int) -> None:
    generator = torch.Generator().manual_seed(length)
    emissions = torch.randn(1, length, 1, 3, generator=generator)
    moves, first = torch.randn(1, 3, 3, generator=generator), torch.randn(1, 3, generator=generator)
    gold = torch.tensor([[0, 1, 2, 0, 1][:length]]).unsqueeze(-1)

    def score(path: tuple[int, ...]) -> float:
        told = first[0, path[0]] + sum(emissions[0, at, 0, tag] for at, tag in enumerate(path))
        told += sum(moves[0, a, b] + (NEVER if (a, b) == (0, 2) else 0) for a, b in itertools.pairwise(path))
        return float(told)

    every = torch.tensor([score(path) for path in itertools.product(range(3), repeat=length)])
    expected = torch.logsumexp(every, 0) - score(tuple(gold[0, :, 0].tolist()))
    mask = torch.ones(1, length, dtype=torch.bool)
    assert likelihood_loss(emissions, gold, mask, moves, first).item() == pytest.approx(expected.item(), abs=1e-3)


def test_padding_changes_no_loss() -> None:
    emissions = torch.randn(1, 4, 2, 3, generator=torch.Generator().manual_seed(1))
    gold = torch.tensor([[[0, 1], [1, 2], [2, 0], [0, 0]]])
    moves, first = torch.zeros(2, 3, 3), torch.zeros(2, 3)
    padded = torch.cat([emissions, torch.full((1, 3, 2, 3), 7.0)], dim=1)
    more = torch.cat([gold, torch.zeros(1, 3, 2, dtype=torch.long)], dim=1)
    short = likelihood_loss(emissions, gold, torch.ones(1, 4, dtype=torch.bool), moves, first)
    mask = torch.tensor([[True] * 4 + [False] * 3])
    assert likelihood_loss(padded, more, mask, moves, first).item() == pytest.approx(short.item(), abs=1e-3)
