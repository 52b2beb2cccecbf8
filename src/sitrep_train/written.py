"""The passages written by hand: those to learn from, and those kept for measuring and for fitting what decides.

A passage that is kept was seen by neither the encoder nor whoever wrote the rules, so on it both are as right as they
are on any story.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from sitrep_train import markup
from sitrep_train.passage import Passage

_PASSAGES = Path(str(files("sitrep_train") / "passages"))


def written() -> list[Passage]:
    """The passages to learn from."""
    kept = _kept()
    return [passage for passage in _by_hand() if passage.id not in kept]


def held() -> list[Passage]:
    """The passages that are never learnt from (``passages/held.list``)."""
    kept = _kept()
    return [passage for passage in _by_hand() if passage.id in kept]


def _kept() -> frozenset[str]:
    lines = (_PASSAGES / "held.list").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def _by_hand() -> list[Passage]:
    return [passage for path in sorted(_PASSAGES.glob("*.txt")) for passage in markup.read_file(path)]
