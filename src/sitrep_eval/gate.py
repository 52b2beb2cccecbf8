"""The gate: quality may rise, not fall.

The floors file pins what each measure must reach and the digest of the corpus it was measured on::

    {"floors": {"events.f1": 0.0}, "gold": {"sha256": "…", "stories": 0}}

(the shape, not a result). A floor drops, and a changed corpus is taken, only by an explicit flag.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from sitrep_eval.errors import BelowFloor, CorpusChanged, EvalError
from sitrep_eval.gold import digest
from sitrep_eval.wire import Read, Weighing, weigh

#: What the gate watches, as MEASURE.NUMBER of the wire task.
WATCHED = (
    "events.f1",
    "events:ASSAULT.f1",
    "background.f1",
    "facts.f1",
    "fact:when.f1",
    "fact:where.f1",
    "fact:casualties.f1",
    "statements.f1",
    "statements:linked.f1",
)
#: Floors are written to two places, rounded down: the last digit of a score is no promise.
STEPS = 100


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Gold(_Part):
    """The corpus the floors were set on."""

    sha256: str
    stories: int


class Floors(_Part):
    """The floors file."""

    floors: dict[str, float]
    gold: Gold


#: Where there are no floors yet.
FIRST = Floors(floors={}, gold=Gold(sha256="", stories=0))


@dataclass(frozen=True)
class Permission:
    """What the caller lets the gate change: floors up, floors down, another corpus."""

    up: bool = False
    down: bool = False
    corpus: bool = False


NOTHING = Permission()


def read_floors(path: Path) -> Floors:
    """The floors file; refuses one that is missing or breaks its shape."""
    try:
        return Floors.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise EvalError(f"{path}: {problem}", check="The floors file is tests/gate.json.") from problem


def measured(weighing: Weighing) -> dict[str, float]:
    """The watched numbers of a weighing."""
    found = {}
    for name in WATCHED:
        measure, _, number = name.rpartition(".")
        found[name] = float(weighing.scores[measure][number])
    return found


def judge(floors: Floors, numbers: dict[str, float], gold: Gold) -> None:
    """Refuses a changed corpus, and any number below its floor."""
    if floors.gold != gold:
        raise CorpusChanged(
            f"The gold is {gold.stories} stories with digest {gold.sha256[:12]}, "
            f"the floors stand on {floors.gold.stories} with {floors.gold.sha256[:12]}.",
            check="Set the floors anew with `python -m sitrep_eval gate --new-corpus`.",
        )
    fallen = [
        f"{name} is {numbers.get(name, 0.0):.4f}, its floor {floor:.4f}"
        for name, floor in floors.floors.items()
        if numbers.get(name, 0.0) < floor
    ]
    if fallen:
        raise BelowFloor(
            "; ".join(fallen) + ".",
            check="Mend the engine. Floors drop only by `--lower`, with a decision record that says why.",
        )


def reset(floors: Floors, numbers: dict[str, float], gold: Gold, *, allowed: Permission) -> Floors:
    """New floors at the measured numbers, as far as the permission goes."""
    fresh = {name: _down(number) for name, number in numbers.items()}
    if allowed.corpus and floors.gold != gold:
        return Floors(floors=fresh, gold=gold)
    judge(Floors(floors={} if allowed.down else floors.floors, gold=floors.gold), numbers, gold)
    if allowed.down:
        return Floors(floors=fresh, gold=gold)
    old = floors.floors
    return Floors(floors={name: max(number, old.get(name, 0.0)) for name, number in fresh.items()}, gold=gold)


def gate(folder: Path, path: Path, *, read: Read, allowed: Permission = NOTHING) -> dict[str, float]:
    """The watched numbers of this corpus; refuses a fall, and rewrites the floors where allowed."""
    weighing = weigh(folder, read=read)
    numbers = measured(weighing)
    hold(numbers, Gold(sha256=digest(folder), stories=weighing.stories), path, allowed=allowed)
    return numbers


def hold(numbers: dict[str, float], gold: Gold, path: Path, *, allowed: Permission = NOTHING) -> None:
    """Refuses a fall below the floors of this file, and rewrites them where allowed."""
    floors = FIRST if allowed.corpus and not path.exists() else read_floors(path)
    if allowed == NOTHING:
        judge(floors, numbers, gold)
    else:
        new = reset(floors, numbers, gold, allowed=allowed)
        path.write_text(json.dumps(new.model_dump(), indent=2) + "\n", encoding="utf-8")


def _down(number: float) -> float:
    return math.floor(round(number * STEPS, 6)) / STEPS
