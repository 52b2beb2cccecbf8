"""Makes the model that ships out of a checkpoint.

Run it as ``python -m sitrep_train.export_encoder --checkpoint FILE --out FOLDER``. The folder then holds what
``sitrep.annotations.encoder`` opens. With ``--quick`` nothing is measured and no papers are written, for a look at a
network still in training.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch

from sitrep.annotations.decoding import LEARNT, NAMED
from sitrep.annotations.subwords import WINDOW
from sitrep_train.graph import Array, shipped
from sitrep_train.network import Labels
from sitrep_train.train_encoder import tokenizer

LEARNT_BESIDE = ("gum:", "re3d:")  # chains that only train the encoder


def main() -> None:
    """Leaves the model in its folder."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--quick", action="store_true", help="measure nothing, write no papers")
    given = parser.parse_args()
    weights, labels = read_checkpoint(given.checkpoint)
    write(weights, labels, given.out)


def read_checkpoint(path: Path) -> tuple[dict[str, Array], Labels]:
    """The weights by name, and what they stand for."""
    state: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=False)
    names = {name: tuple(value) for name, value in state["labels"].items()}
    return {name: value.float().numpy() for name, value in state["network"].items()}, Labels(**names)


def kept(weights: dict[str, Array], labels: Labels) -> tuple[dict[str, Array], Labels]:
    """Weights and labels without the chains that only train the encoder, and without frames."""
    chains = [n for n, kind in enumerate(labels.spans) if not kind.startswith(LEARNT_BESIDE)]
    rows = [3 * chain + tag for chain in chains for tag in range(3)] + list(range(3 * len(labels.spans), labels.tags))
    less = {name: value for name, value in weights.items() if not name.startswith("frames.")}
    less |= {f"tags.{part}": weights[f"tags.{part}"][rows] for part in ("weight", "bias")}
    less |= {name: weights[name][chains] for name in ("transitions", "first")}
    return less, replace(labels, spans=tuple(labels.spans[chain] for chain in chains), frames=())


def write(weights: dict[str, Array], labels: Labels, folder: Path) -> None:
    """The model's three files; the same checkpoint gives the same bytes."""
    weights, labels = kept(weights, labels)
    folder.mkdir(parents=True, exist_ok=True)
    model = shipped(weights, WINDOW + 2)
    (folder / "encoder.onnx").write_bytes(model.SerializeToString(deterministic=True))
    (folder / "heads.json").write_text(heads_text(weights, labels), encoding="utf-8")
    (folder / "tokenizer.json").write_text(tokenizer().to_str(), encoding="utf-8")


def heads_text(weights: dict[str, Array], labels: Labels) -> str:
    """What ``heads.json`` says; reading it gives the same numbers again."""
    told = {name: getattr(labels, name) for name in NAMED} | {name: weights[name].tolist() for name in LEARNT}
    return json.dumps(told, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    main()
