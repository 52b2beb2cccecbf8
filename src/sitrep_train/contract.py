"""What every training script keeps to.

One script a model, ``train_NAME.py``, that reads from top to bottom::

    config   a frozen dataclass: every number that shapes the model, and the seed
    data     a function from the config to examples, with expected counts checked
    model    a function from the config to a fresh model
    loop     a function that trains it and yields a figure a step
    export   a function that writes ONNX and checks it against torch within the config's tolerance

It leaves two papers beside the weights. ``run.json`` is a ``Run``: what was trained on what, and what was measured,
each figure named for what it is. The card is made from ``run.json`` alone by ``card`` and never written by hand.
Nothing here imports torch, and the product never imports any of this.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Protocol, TypeVar

Config = TypeVar("Config", contravariant=True)  # noqa: PLC0105 -- the name a reader expects
Data = TypeVar("Data")
Model = TypeVar("Model")


@dataclass(frozen=True)
class Corpus:
    """A corpus that was learnt from: its licence, its digest and how much of it was used."""

    name: str
    licence: str
    sha256: str
    examples: int


@dataclass(frozen=True)
class Measured:
    """A figure, named for what it is ("span F1, median of five seeds"), on a named set."""

    name: str
    on: str
    value: float


@dataclass(frozen=True)
class Stated:
    """Events told with about one confidence: its mean, how many they are, and the share of them that is right."""

    stated: float
    events: int
    right: float


@dataclass(frozen=True)
class Run:
    """All that is known of one training: enough to do it again, and all that its card may say."""

    model: str
    purpose: str
    config: Mapping[str, Any]
    corpora: tuple[Corpus, ...]
    measured: tuple[Measured, ...]
    versions: Mapping[str, str]
    limits: tuple[str, ...] = field(default=())
    reliability: tuple[Stated, ...] = field(default=())
    reproduce: tuple[str, ...] = field(default=())  # commands, in order

    def write(self, folder: Path) -> None:
        """Leaves ``run.json`` and the card made from it in the folder of the weights."""
        (folder / "run.json").write_text(json.dumps(asdict(self), indent=2, sort_keys=True) + "\n", encoding="utf-8")
        (folder / "card.md").write_text(card(self), encoding="utf-8")


class Training(Protocol[Config, Data, Model]):
    """The four functions of a training script, in the order they run."""

    def data(self, config: Config) -> Data:
        """The examples, their counts checked against what is expected."""
        ...

    def model(self, config: Config) -> Model:
        """A fresh model."""
        ...

    def loop(self, config: Config, model: Model, data: Data) -> Iterator[Measured]:
        """Trains the model, giving a figure a step."""
        ...

    def export(self, config: Config, model: Model, folder: Path) -> Run:
        """Writes the ONNX file, checks it against the model, and says what was done."""
        ...


def read_run(path: Path) -> Run:
    """The run that ``run.json`` tells of."""
    told = json.loads(path.read_text(encoding="utf-8"))
    corpora = tuple(Corpus(**corpus) for corpus in told.pop("corpora"))
    measured = tuple(Measured(**figure) for figure in told.pop("measured"))
    reliability = tuple(Stated(**row) for row in told.pop("reliability"))
    limits, reproduce = tuple(told.pop("limits")), tuple(told.pop("reproduce"))
    return Run(corpora=corpora, measured=measured, reliability=reliability, limits=limits, reproduce=reproduce, **told)


def card(run: Run) -> str:
    """The model's card: only what the run says, every figure with its name and its set."""
    lines = [f"# {run.model}", "", run.purpose, "", "## Learnt from", ""]
    lines += ["| corpus | licence | examples | sha256 |", "|---|---|---|---|"]
    lines += [f"| {c.name} | {c.licence} | {c.examples} | `{c.sha256[:12]}` |" for c in run.corpora]
    lines += ["", "## Measured", "", "| figure | on | value |", "|---|---|---|"]
    lines += [f"| {figure.name} | {figure.on} | {figure.value:.4f} |" for figure in run.measured]
    if run.reliability:
        lines += ["", "## How far a stated confidence can be trusted", ""]
        lines += ["| stated, mean | events | right | |", "|---|---|---|---|"]
        lines += [f"| {r.stated:.2f} | {r.events} | {r.right:.2f} | {_bar(r.right)} |" for r in run.reliability]
    if run.limits:
        lines += ["", "## Limits", "", *(f"- {limit}" for limit in run.limits)]
    lines += ["", "## Made with", "", "| setting | value |", "|---|---|"]
    lines += [f"| {name} | {json.dumps(run.config[name])} |" for name in sorted(run.config)]
    lines += [f"| version of {name} | {run.versions[name]} |" for name in sorted(run.versions)]
    if run.reproduce:
        lines += ["", "## To make it again", "", "```", *run.reproduce, "```"]
    return "\n".join(lines) + "\n"


def _bar(share: float) -> str:
    """The share as a bar of up to ten blocks."""
    return "█" * round(10 * share)
