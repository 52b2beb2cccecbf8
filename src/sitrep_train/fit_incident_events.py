"""Learns the weights by which reported events are linked, from the project's own series of stories.

    python -m sitrep_train.fit_incident_events --series tests/incidents/series --golden tests/golden --write

Series tell which of their events are one happening; two of the golden stories never tell of the same one. There are
few such pairs, so every weight is held to what was believed before (``belief`` in ``incident_events.yaml``), as
strongly as ``HOLD`` pairs would hold it, and none may change its sign. Only pairs that meet by their keys and that
nothing rules out are learnt from. What is printed is told of each series by the weights learnt without it.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import combinations
from pathlib import Path
from typing import Any, Final

import numpy as np

from sitrep.codebook.incident_scores import EVENTS, LinearScores, event_scores
from sitrep.desk.reading import read_story
from sitrep.incidents.events import event_items
from sitrep.incidents.features import EVENT_FEATURES, compare
from sitrep.incidents.items import Item
from sitrep.incidents.keys import kept_keys, sought_keys
from sitrep.incidents.vetoes import ruled_out
from sitrep_train.logistic import Floats, fit, probability

HOLD: Final = 4.0


@dataclass(frozen=True)
class Cases:
    """Pairs of events: their likenesses with a 1 for the base before them, whether they are one, and their series."""

    inputs: Floats
    same: Floats
    series: tuple[str, ...]


@dataclass(frozen=True)
class Known:
    """An item and the incident that it is known to be of; none where only other stories are known to be different."""

    item: Item
    story: str
    incident: str | None


def read_series(folder: Path) -> dict[str, list[Known]]:
    """The events of every series that gold names, in the order told."""
    found = {}
    for path in sorted(folder.glob("*.json")):
        told = json.loads(path.read_text(encoding="utf-8"))
        found[path.stem] = [known for story in told["stories"] for known in _named(story)]
    return found


def _named(story: dict[str, Any]) -> Iterable[Known]:
    report = read_story(story["text"], published=story["published"], outlet=story["outlet"])
    waiting = list(story["gold"])
    for event, item in zip(report.events, event_items(report, story["text"]), strict=True):
        line = next((one for one in waiting if one["type"] == event.type), None)
        if line is not None:
            waiting.remove(line)
            yield Known(item, story["id"], line["incident"])


def read_golden(folder: Path) -> list[Known]:
    """The events of the golden stories."""
    found = []
    for path in sorted(folder.glob("*.gold.json")):
        facts = json.loads(path.read_text(encoding="utf-8"))["document"]
        text = path.with_name(path.name.replace(".gold.json", ".txt")).read_text(encoding="utf-8")
        report = read_story(text, published=facts["published"], outlet=facts["outlet"])
        found += [Known(item, path.stem, None) for item in event_items(report, text)]
    return found


def cases_of(groups: dict[str, list[Known]]) -> Cases:
    """Every pair worth a look, of which it is known whether it is one."""
    rows, same, series = [], [], []
    for name, group in groups.items():
        for left, right in combinations(group, 2):
            if left.story != right.story and _meet(left.item, right.item):
                rows.append([1.0, *_scores(left.item, right.item)])
                same.append(float(left.incident is not None and left.incident == right.incident))
                series.append(name)
    return Cases(np.array(rows), np.array(same), tuple(series))


def _meet(left: Item, right: Item) -> bool:
    return bool(kept_keys(left) & sought_keys(right)) and not ruled_out(left, right)


def _scores(left: Item, right: Item) -> list[float]:
    pulls = event_scores().pulls
    likenesses = zip(EVENT_FEATURES, compare(left, right, EVENT_FEATURES), strict=True)
    return [pulls[feature.__name__].untold if one.score is None else one.score for feature, one in likenesses]


def learnt(cases: Cases, without: str = "") -> Floats:
    """The base and the weights, learnt without one series."""
    kept = np.array([name != without for name in cases.series])
    before = beliefs(event_scores())
    weights = fit(cases.inputs[kept], cases.same[kept], before, HOLD)
    return np.where(np.sign(weights) == np.sign(before), weights, 0.1 * before)


def beliefs(scores: LinearScores) -> Floats:
    """The base and the weights as they were believed before anything was learnt."""
    return np.array([scores.belief, *(pull.belief for pull in scores.pulls.values())])


def report(cases: Cases) -> None:
    """How each series is told by the weights learnt without it."""
    for name in dict.fromkeys(cases.series):
        own = np.array([one == name for one in cases.series])
        likely = probability(cases.inputs[own], learnt(cases, name))
        right, same = (likely > 0.5) == (cases.same[own] > 0), int(cases.same[own].sum())
        lost = -np.log(np.where(cases.same[own] > 0, likely, 1 - likely)).mean()
        sys.stdout.write(
            f"{name:24} {own.sum():4} pairs, {same:3} one, told rightly {right.mean():.3f}, loss {lost:.3f}\n"
        )


def write(weights: Sequence[float]) -> None:
    """The numbers put into the codebook's file, all else in it left as it is."""
    path = Path(str(files("sitrep.codebook"))) / "data" / EVENTS
    text = re.sub(r"(?m)^base: .*$", f"base: {weights[0]:.2f}", path.read_text(encoding="utf-8"))
    for name, weight in zip(event_scores().pulls, weights[1:], strict=True):
        text = re.sub(rf"(?m)^(  {name}: \{{weight: )-?[\d.]+", rf"\g<1>{weight:.2f}", text)
    path.write_text(text, encoding="utf-8")


def main() -> None:
    """Learns, prints, and writes where asked to."""
    parser = argparse.ArgumentParser(prog="python -m sitrep_train.fit_incident_events")
    parser.add_argument("--series", type=Path, required=True, help="folder of series of stories")
    parser.add_argument("--golden", type=Path, required=True, help="folder of golden stories")
    parser.add_argument("--write", action="store_true", help="put the weights into the codebook")
    given = parser.parse_args()
    cases = cases_of({**read_series(given.series), "golden": read_golden(given.golden)})
    report(cases)
    weights = learnt(cases)
    for name, old, new in zip(("base", *event_scores().pulls), beliefs(event_scores()), weights, strict=True):
        sys.stdout.write(f"{name:20} {old:6.2f} -> {new:6.2f}\n")
    if given.write:
        write([float(weight) for weight in weights])


if __name__ == "__main__":
    main()
