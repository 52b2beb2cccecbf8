"""Learns the numbers of ``codebook/data/template_roles.yaml`` from the MUC-4 dev part, once a model is shipped.

    python -m sitrep_train.fit_template_roles --data ../shared/data --write

Each role has two numbers, how readily its spans are seen and the least sureness of one, and each is weighed by its
own F1. The figure printed last is that of each half of the stories under the numbers that are best for the other
half. Run it again whenever the model has changed.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sitrep.annotations.encoder import encoder
from sitrep.annotations.template_roles import Filler, candidates, sure_enough
from sitrep.codebook.template_roles import FILE, ROLES, Role, template_roles
from sitrep_eval.corpora import read_corpus
from sitrep_eval.matching import most_pairs
from sitrep_eval.roles import Entity, Story, stands_for

EAGER: Final = (0.0, 0.5, 1.0, 1.5, 2.0)
LEAST: Final = (0.1, 0.25, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8)
Counts = NDArray[np.int64]


def counts(stories: Sequence[Story]) -> Counts:
    """How many entities are gold, told and right: stories x roles x eagerness x least sureness x 3."""
    opened = encoder()
    if opened is None:
        raise SystemExit("No model is shipped: there is nothing to fit.")
    found = np.zeros((len(stories), len(ROLES), len(EAGER), len(LEAST), 3), dtype=np.int64)
    for number, story in enumerate(stories):
        reading = opened.read(story.doctext)
        if reading is None:
            continue
        for step, eager in enumerate(EAGER):
            seen = candidates(story.doctext, reading, dict.fromkeys(ROLES, eager))
            for place, role in enumerate(ROLES):
                found[number, place, step] = weighed(story.fillers[role], seen[role], role)
    return found


def weighed(gold: Sequence[Entity], seen: Sequence[Filler], role: Role) -> list[tuple[int, int, int]]:
    """Gold, told and right at each least sureness."""
    rows = []
    for least in LEAST:
        demand = template_roles().roles[role].model_copy(update={"least": least})
        told: list[Entity] = [((one.words, one.start),) for one in sure_enough(seen, demand)]
        rows.append((len(gold), len(told), most_pairs(gold, told, stands_for)))
    return rows


def best(found: Counts) -> list[tuple[int, int]]:
    """The steps of eagerness and of least sureness that give each role its best F1 over these stories."""
    gold, told, right = np.moveaxis(found.sum(axis=0), -1, 0)
    scores = 2 * right / np.maximum(gold + told, 1)
    return [divmod(int(role.argmax()), len(LEAST)) for role in scores]


def micro(found: Counts, steps: Sequence[tuple[int, int]]) -> Counts:
    """Gold, told and right over all roles at these steps."""
    return np.asarray(sum(found[:, role, eager, least].sum(axis=0) for role, (eager, least) in enumerate(steps)))


def f1(counted: Counts) -> float:
    """The harmonic mean of precision and recall, in points."""
    gold, told, right = counted.tolist()
    return float(round(200 * right / max(1, gold + told), 2))


def write(steps: Mapping[Role, tuple[float, float]]) -> None:
    """The numbers put into the codebook's file, all else in it left as it is."""
    path = Path(str(files("sitrep.codebook"))) / "data" / FILE
    text = path.read_text(encoding="utf-8")
    for role, (eager, least) in steps.items():
        text = re.sub(rf"(?m)^(  {role}: \{{)eager: [^,]*, least: [^,]*", rf"\g<1>eager: {eager}, least: {least}", text)
    path.write_text(text, encoding="utf-8")


def main() -> None:
    """Fits, prints, and writes where asked to."""
    parser = argparse.ArgumentParser(prog="python -m sitrep_train.fit_template_roles")
    parser.add_argument("--data", type=Path, required=True, help="the folder of the corpora")
    parser.add_argument("--write", action="store_true", help="put the numbers into the codebook")
    given = parser.parse_args()
    found = counts(read_corpus(given.data / "muc4" / "roles-dev.jsonl.gz", Story))
    steps = {role: (EAGER[a], LEAST[b]) for role, (a, b) in zip(ROLES, best(found), strict=True)}
    halves = sum(micro(found[half::2], best(found[1 - half :: 2])) for half in (0, 1))
    sys.stdout.write("\n".join(f"{role:8} eager {a}, least {b}" for role, (a, b) in steps.items()) + "\n")
    sys.stdout.write(f"micro F1 {f1(micro(found, best(found)))}, left out {f1(np.asarray(halves))}\n")
    if given.write:
        write(steps)


if __name__ == "__main__":
    main()
