"""What the shipped model says of itself: its digest, its size, its card, and the figures its training left."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

#: Hex digits of the digest by which a model is named.
DIGITS = 12
NO_MODEL = "no model: rules only"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that was measured, named for what it is, and on what."""

    name: str
    on: str
    value: float


@dataclass(frozen=True, slots=True)
class Papers:
    """A model's name, the digest of its weights, how large they are, where its card lies, and its figures."""

    model: str
    digest: str
    megabytes: float
    card: Path | None
    measured: tuple[Figure, ...]

    @property
    def version(self) -> str:
        """The model by its name and its weights' digest."""
        return f"{self.model}+{self.digest[:DIGITS]}"


def papers(folder: Path) -> Papers | None:
    """What is known of the model in a folder; None where there is none. A model without papers has no figures."""
    weights = folder / "encoder.onnx"
    if not weights.is_file():
        return None
    content = weights.read_bytes()
    card, run = folder / "card.md", folder / "run.json"
    told: dict[str, Any] = {"model": "encoder", "measured": []}
    if run.is_file():
        told = json.loads(run.read_text(encoding="utf-8"))
    return Papers(
        told["model"],
        hashlib.sha256(content).hexdigest(),
        len(content) / 1e6,
        card if card.is_file() else None,
        tuple(Figure(each["name"], each["on"], each["value"]) for each in told["measured"]),
    )
