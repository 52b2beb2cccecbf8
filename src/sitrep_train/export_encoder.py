"""Makes the model that ships out of a checkpoint.

Run it as ``python -m sitrep_train.export_encoder --checkpoint FILE --out FOLDER``. The folder then holds what
``sitrep.annotations.encoder`` opens. With ``--quick`` nothing is measured and no papers are written, for a look at a
network still in training.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch

from sitrep.annotations.decoding import LEARNT, NAMED
from sitrep.annotations.subwords import WINDOW
from sitrep_train.contract import Measured, Stated
from sitrep_train.encoder_papers import Origin, papers, stretches_of
from sitrep_train.examples import example
from sitrep_train.graph import Array, shipped
from sitrep_train.measures import numbers
from sitrep_train.network import Labels, Network
from sitrep_train.train_encoder import BASE, tokenizer
from sitrep_train.written import written

APART = 8  # raised features of a layer that stay floating point
LOOKED_AT = 6  # passages that tell which those are
LEARNT_BESIDE = ("gum:", "re3d:")  # chains that only train the encoder


def main() -> None:
    """Leaves the model in its folder, with its papers."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--data", type=Path, help="the folder of the corpora; needed but for --quick")
    parser.add_argument("--log", type=Path, action="append", help="the log of each run of the training, earliest first")
    parser.add_argument("--measured", type=Path, help="a JSON list of more figures for the card: name, on, value")
    parser.add_argument("--reliability", type=Path, help="what `sitrep_eval confidence` gave for the line with it")
    parser.add_argument("--quick", action="store_true", help="measure nothing, write no papers")
    given = parser.parse_args()
    weights, labels = read_checkpoint(given.checkpoint)
    network = network_of(weights, labels)
    write(network, weights, given.out)
    if not given.quick:
        origin = Origin(given.data, stretches_of(given.log or [given.checkpoint.parent / "log.txt"]))
        more = [Measured(**figure) for figure in _told(given.measured, [])]
        trust = [Stated(**row) for row in _told(given.reliability, {"rows": []})["rows"]]
        papers(given.out, network, origin, more, trust).write(given.out)


def _told(path: Path | None, otherwise: Any) -> Any:
    return json.loads(path.read_text(encoding="utf-8")) if path else otherwise


def read_checkpoint(path: Path) -> tuple[dict[str, Array], Labels]:
    """The weights by name, and what they stand for."""
    state: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=False)
    names = {name: tuple(value) for name, value in state["labels"].items()}
    network = state.get("mean", state["network"])  # the running mean of the weights, where one was kept
    return {name: value.float().numpy() for name, value in network.items()}, Labels(**names)


def kept(weights: dict[str, Array], labels: Labels) -> tuple[dict[str, Array], Labels]:
    """Weights and labels without the chains that only train the encoder, and without frames."""
    chains = [n for n, kind in enumerate(labels.spans) if not kind.startswith(LEARNT_BESIDE)]
    rows = [3 * chain + tag for chain in chains for tag in range(3)] + list(range(3 * len(labels.spans), labels.tags))
    less = {name: value for name, value in weights.items() if not name.startswith("frames.")}
    less |= {f"tags.{part}": weights[f"tags.{part}"][rows] for part in ("weight", "bias")}
    less |= {name: weights[name][chains] for name in ("transitions", "first")}
    return less, replace(labels, spans=tuple(labels.spans[chain] for chain in chains), frames=())


def write(network: Network, weights: dict[str, Array], folder: Path) -> None:
    """The model's three files; the same checkpoint gives the same bytes."""
    apart = running_large(network)
    weights, labels = kept(weights, network.labels)
    folder.mkdir(parents=True, exist_ok=True)
    model = shipped(weights, WINDOW + 2, apart)
    (folder / "encoder.onnx").write_bytes(model.SerializeToString(deterministic=True))
    (folder / "heads.json").write_text(heads_text(weights, labels), encoding="utf-8")
    (folder / "tokenizer.json").write_text(tokenizer().to_str(), encoding="utf-8")


def network_of(weights: dict[str, Array], labels: Labels) -> Network:
    """The network with these weights, ready to read."""
    roles, reach = len(labels.roles), weights["distance"].shape[1] // 2
    width = len(weights["heads.bias"]) // roles
    network = Network(labels, BASE, width=width, dropout=0.0, reach=reach)
    network.load_state_dict({name: torch.from_numpy(value) for name, value in weights.items()})
    return network.eval()


@torch.no_grad()
def running_large(network: Network) -> list[list[int]]:
    """The raised features of each layer that run largest over the passages written for this, in order."""
    largest = [torch.zeros(0)] * len(network.encoder.layers)

    def watch(number: int) -> Callable[[object, object, torch.Tensor], None]:
        def seen(_module: object, _given: object, raised: torch.Tensor) -> None:
            most = raised.flatten(0, 1).amax(0)
            largest[number] = torch.maximum(largest[number], most) if len(largest[number]) else most

        return seen

    hooks = [layer.up.register_forward_hook(watch(number)) for number, layer in enumerate(network.encoder.layers)]
    pieces = tokenizer()
    for passage in written()[:LOOKED_AT]:
        numbers(network, example(passage, pieces, network.labels))
    for hook in hooks:
        hook.remove()
    return [sorted(values.topk(APART).indices.tolist()) for values in largest]


def heads_text(weights: dict[str, Array], labels: Labels) -> str:
    """What ``heads.json`` says; reading it gives the same numbers again."""
    told = {name: getattr(labels, name) for name in NAMED} | {name: weights[name].tolist() for name in LEARNT}
    return json.dumps(told, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    main()
