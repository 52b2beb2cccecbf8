"""Learns the weights by which reported events are linked, and calibrates them.

    python -m sitrep_train.fit_incident_events --data ../shared/data --series tests/incidents/series --write

Learnt from are made-up chronicles (``chronicles.py``), read by the product, and real articles: one half of the
incidents of a public corpus. The shares of both are set so that neither drowns the other. Every weight is held to
what was believed before (``belief`` in ``incident_events.yaml``), as strongly as ``HOLD`` pairs would hold it; one
that would change its sign says nothing instead. Only pairs that meet by their keys and that nothing rules out are
learnt from. The probabilities are calibrated on folds that the weights were not learnt from. What is printed is told
of chronicles of another seed, of the corpus's other half and of the project's own series, none of which teach.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Final

import numpy as np

from sitrep.codebook.incident_scores import EVENTS, LinearScores, event_scores
from sitrep_eval.reliability import binned
from sitrep_train.chronicles import chronicles
from sitrep_train.event_pairs import Pair, pairs_of, read_chronicle, read_series, read_shootings
from sitrep_train.logistic import Floats, fit, probability

HOLD: Final = 4.0
#: The group of pairs of real articles.
REAL: Final = "articles"
FOLDS: Final = 5
#: The seeds of the chronicles that teach and of those that are only weighed, and how many there are of each.
LEARNT_SEED: Final = 1
HELD_SEED: Final = 2
CHRONICLES: Final = 1500
#: How often a pair of a chronicle and one of a real article counts: there are some forty times as many of the first.
MADE_COUNTS: Final = 0.3
REAL_COUNTS: Final = 4.0


@dataclass(frozen=True)
class Cases:
    """Pairs of events as numbers: the base, the scores, and which of them were not told; whether they are one.

    ``group`` says of what chronicle or corpus a pair is: folds never cut one in two, but for a corpus.
    """

    inputs: Floats
    same: Floats
    counts: Floats
    group: tuple[str, ...]

    def of(self, chosen: Floats) -> Cases:
        """The chosen cases."""
        group = tuple(name for name, kept in zip(self.group, chosen, strict=True) if kept)
        kept = chosen.astype(bool)
        return Cases(self.inputs[kept], self.same[kept], self.counts[kept], group)


def cases_of(pairs: Sequence[Pair], counts: float = 1.0) -> Cases:
    """The pairs as numbers, each counting so often."""
    rows = [
        [1.0, *(0.0 if score is None else score for score in pair.scores), *(float(s is None) for s in pair.scores)]
        for pair in pairs
    ]
    width = 1 + 2 * len(event_scores().pulls)
    inputs = np.array(rows, dtype=np.float64).reshape(len(rows), width)
    same = np.array([float(pair.same) for pair in pairs])
    return Cases(inputs, same, np.full(len(pairs), counts), tuple(pair.group for pair in pairs))


def together(*several: Cases) -> Cases:
    """All of these cases."""
    return Cases(
        np.concatenate([one.inputs for one in several]),
        np.concatenate([one.same for one in several]),
        np.concatenate([one.counts for one in several]),
        tuple(name for one in several for name in one.group),
    )


def beliefs(scores: LinearScores) -> Floats:
    """The base, the weights and what is added where nothing is told, as they were believed before."""
    pulls = scores.pulls.values()
    return np.array([scores.belief, *(pull.belief for pull in pulls), *(pull.untold_belief for pull in pulls)])


def learnt(cases: Cases) -> Floats:
    """The weights; one that would change its sign is 0, and the others are learnt without it."""
    before = beliefs(event_scores())
    signed = np.arange(len(before)) <= len(event_scores().pulls)
    kept = np.ones(len(before), dtype=bool)
    while True:
        weights = np.zeros(len(before))
        weights[kept] = fit(cases.inputs[:, kept], cases.same, before[kept], HOLD, cases.counts)
        turned = kept & signed & (before != 0) & (np.sign(weights) == -np.sign(before))
        if not turned.any():
            return weights
        kept &= ~turned


def calibrated(cases: Cases) -> tuple[float, float]:
    """Scale and shift of the log odds, from folds that the weights were not learnt from (Platt 1999)."""
    folds = np.array([_fold(name, number) for number, name in enumerate(cases.group)])
    odds = np.zeros(len(folds))
    for fold in range(FOLDS):
        odds[folds == fold] = cases.inputs[folds == fold] @ learnt(cases.of(folds != fold))
    told = np.stack([np.ones(len(odds)), odds], axis=1)
    shift, scale = fit(told, cases.same, np.array([0.0, 1.0]), 1.0, cases.counts)
    return float(scale), float(shift)


def _fold(group: str, number: int) -> int:
    """The fold of a case: that of its chronicle; articles are spread over all."""
    return number % FOLDS if group == REAL else int(sha256(group.encode()).hexdigest(), 16) % FOLDS


def chronicle_pairs(count: int, seed: int) -> list[Pair]:
    """The pairs of the chronicles of a seed, each chronicle a group of the name of its family."""
    groups = {f"{one.family} {one.id}": read_chronicle(one) for one in chronicles(count, seed)}
    return pairs_of(groups)


def by_family(pairs: Iterable[Pair]) -> dict[str, list[Pair]]:
    """The pairs of chronicles by the family of happenings."""
    found: defaultdict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        found[pair.group.split()[0]].append(pair)
    return dict(sorted(found.items()))


def judged(pairs: Sequence[Pair], weights: Floats, scale: float, shift: float) -> list[tuple[float, bool]]:
    """How likely each pair is one, and whether it is."""
    cases = cases_of(pairs)
    odds = np.stack([cases.inputs @ weights, np.ones(len(pairs))], axis=1)
    likely = probability(odds, np.array([scale, shift]))
    return [(float(p), pair.same) for p, pair in zip(likely, pairs, strict=True)]


def line(name: str, told: Sequence[tuple[float, bool]]) -> str:
    """What is told of some pairs: how many, how many rightly, and the expected calibration error."""
    right = sum((p > 0.5) == same for p, same in told) / len(told)
    wrong, lost = sum(p > 0.5 > same for p, same in told), sum(p <= 0.5 < same for p, same in told)
    same = sum(same for _, same in told)
    return (
        f"{name:26} {len(told):5} pairs, {same:5} one, told rightly {right:.3f}, wrongly one {wrong:4}, lost {lost:4}, "
        f"calibration error {binned(told).error:.3f}\n"
    )


def written(weights: Sequence[float], scale: float, shift: float, text: str) -> str:
    """The codebook's file with these numbers in it, all else left as it is."""
    names = list(event_scores().pulls)
    text = re.sub(r"(?m)^base: .*$", f"base: {weights[0]:.2f}", text)
    text = re.sub(r"(?m)^calibration: .*$", f"calibration: {{scale: {scale:.4f}, shift: {shift:.4f}}}", text)
    for number, name in enumerate(names, 1):
        weight, untold = weights[number], weights[number + len(names)]
        text = re.sub(rf"(?m)^(  {name}: \{{weight: )[-\d.]+", rf"\g<1>{weight + 0.0:.2f}", text)
        text = re.sub(rf"(?m)^(  {name}: .*untold: )[-\d.]+", rf"\g<1>{untold + 0.0:.2f}", text)
    return text


def main() -> None:
    """Learns, prints, and writes where asked to."""
    parser = argparse.ArgumentParser(prog="python -m sitrep_train.fit_incident_events")
    parser.add_argument("--data", type=Path, required=True, help="folder of public corpora")
    parser.add_argument("--series", type=Path, required=True, help="folder of series of stories, only weighed")
    parser.add_argument("--chronicles", type=int, default=CHRONICLES, help="how many chronicles teach")
    parser.add_argument("--write", action="store_true", help="put the weights into the codebook")
    given = parser.parse_args()
    made = chronicle_pairs(given.chronicles, LEARNT_SEED)
    real = pairs_of({REAL: read_shootings(given.data / "incidents", "learnt")})
    cases = together(cases_of(made, MADE_COUNTS), cases_of(real, REAL_COUNTS))
    weights = learnt(cases)
    scale, shift = calibrated(cases)
    names = list(event_scores().pulls)
    old = beliefs(event_scores())
    for name, number in zip(("base", *names, *(f"{name}, untold" for name in names)), range(len(weights)), strict=True):
        sys.stdout.write(f"{name:26} {old[number]:6.2f} -> {weights[number]:6.2f}\n")
    sys.stdout.write(f"calibration: scale {scale:.4f}, shift {shift:.4f}\n")
    held = chronicle_pairs(given.chronicles // 2, HELD_SEED)
    told: dict[str, Sequence[Pair]] = {
        "chronicles, learnt": made,
        "articles, learnt": real,
        "chronicles, held": held,
        **{f"  {family}": pairs for family, pairs in by_family(held).items()},
        "articles, held": pairs_of({REAL: read_shootings(given.data / "incidents", "held")}),
        "series": pairs_of(read_series(given.series)),
    }
    for name, pairs in told.items():
        sys.stdout.write(line(name, judged(pairs, weights, scale, shift)))
    if given.write:
        path = Path(str(files("sitrep.codebook"))) / "data" / EVENTS
        path.write_text(written([float(one) for one in weights], scale, shift, path.read_text(encoding="utf-8")))


if __name__ == "__main__":
    main()
