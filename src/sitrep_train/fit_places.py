r"""Learns the weights of ``place_weights.yaml`` from corpora that mark names of places and where they lie.

    python -m sitrep_train.fit_places --gold lgl.jsonl.gz --gold geovirus.jsonl.gz --half even \
        --stories tests/golden --probe tests/probe/open.jsonl --write

Gold stories and probe passages, which are of the kind of news that is read, teach the ranking alone: they do not mark
every name.
``--half`` keeps to the documents whose identifiers hash to that half, so that the other is left to report on. A place
is right for a name when it is the gold's own or lies where the gold does: within 161 km of it, for a country or
first-order unit within 700 km, as middles of lands are told apart by more. The ranking is a conditional logit over a
name's candidates and none of them; names are judged by logistic regression. Votes depend on the weights, so the
ranking is fitted in rounds; last comes the line by which the probability of a choice is told. Run it again whenever
the gazetteer or the rules of recognition have changed.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import md5
from importlib import resources
from math import log
from pathlib import Path
from typing import Final

import numpy as np
import yaml

from sitrep.annotations.sheet import Sheet, lay
from sitrep.codebook.countries import country_by_name
from sitrep.codebook.place_weights import FILE, PlaceWeights, Told, place_weights
from sitrep.desk.line import steps
from sitrep.documents.document import Document
from sitrep.grounding import judging, ranking
from sitrep.grounding.choice import Candidate, Signs
from sitrep.grounding.gazetteer import Entry, key
from sitrep.grounding.lines import Toponym
from sitrep.grounding.naming import Naming, NamingStep
from sitrep.grounding.ranking import votes_for
from sitrep.grounding.resolution import distance, options
from sitrep.grounding.scene import Scene
from sitrep_eval.corpora import read_corpus
from sitrep_eval.gold import gold_stories
from sitrep_eval.place import NEAR_KM, Located, paired_toponyms
from sitrep_eval.place import Toponym as Gold
from sitrep_eval.shapes import Loose
from sitrep_train.logistic import Floats, fit

#: How far from the gold the middle of a country or first-order unit may lie and still be meant.
LAND_KM: Final = 700.0
LANDS: Final = frozenset({"country", "region"})
#: How firmly weights are held to nothing, in cases.
HOLD: Final = 2.0
#: What is believed of the signs that corpora of local news seldom show, or show otherwise than news of the world.
BEFORE: Final = {
    "capital": 2.0,
    "water": 6.0,
    "site": 2.0,
    "sort": 2.0,
    "sort_other": 1.0,
    "whole": 1.0,
    "country": 2.0,
    "demonym": 2.0,
}
#: How often each name of a gold story or probe passage counts.
TOLD: Final = 2
#: Rounds of fitting and voting anew, and Newton's steps in each.
ROUNDS: Final = 3
STEPS: Final = 40
#: A sign seen less often than this has no weight.
SEEN: Final = 8
DIGITS: Final = 3


class Passage(Loose):
    """A passage of the probe with its places."""

    id: str
    text: str
    places: tuple[Gold, ...] = ()


@dataclass(frozen=True)
class Case:
    """A name with its candidates, their signs, and which of them are right; none right means that none is there."""

    candidates: tuple[Signs, ...]
    right: tuple[bool, ...]


@dataclass(frozen=True)
class Read:
    """A document with the steps before the naming laid over it."""

    document: Located
    sheet: Sheet


def in_half(name: str, half: str) -> bool:
    """Whether the document of this name belongs to the half."""
    even = int(md5(name.encode(), usedforsecurity=False).hexdigest(), 16) % 2 == 0
    return half == "all" or even == (half == "even")


def before_naming(documents: Iterable[Located]) -> Iterator[Read]:
    """The documents with all steps up to the naming laid over them."""
    line = steps()
    last = next(number for number, step in enumerate(line) if isinstance(step, NamingStep))
    for document in documents:
        yield Read(document, lay(Document(document.text), line[:last]))


def matched(read: Read, naming: Naming) -> dict[int, Gold]:
    """The gold of each name of the story that has one, by the identity of its toponym."""
    names = [*naming.found, *naming.others]
    told = [Gold(start=topo.name_start, end=topo.name_end, text=topo.name) for topo in names]
    by_span = {id(one): topo for one, topo in zip(told, names, strict=True)}
    return {id(by_span[id(one)]): gold for gold, one in paired_toponyms(read.document.toponyms, told)}


def is_right(entry: Entry, gold: Gold) -> bool:
    """Whether the place is the one that the gold means."""
    if entry.geonames_id is not None and entry.geonames_id == gold.geonames_id:
        return True
    if gold.point is None or entry.lat is None or entry.lon is None:
        return False
    return distance(gold.point, (entry.lat, entry.lon)) <= (LAND_KM if entry.kind in LANDS else NEAR_KM)


def signs_of(found: Sequence[Candidate], topo: Toponym, scene: Scene, *, voted: bool) -> tuple[Signs, ...]:
    """What speaks for each candidate, with the votes of other names or without."""
    votes: Sequence[Signs] = votes_for(found, key(topo.name), scene) if voted else [{}] * len(found)
    return tuple({**one.signs, **its} for one, its in zip(found, votes, strict=True))


def world_cases(reads: Sequence[Read], *, voted: bool) -> list[Case]:
    """Every country's name in news of the world, where it means the country whatever town shares it."""
    cases = []
    for read in reads:
        naming = Naming(read.sheet)
        for topo in naming.found:
            code = country_by_name(topo.name)
            if code is not None and topo.sort is None and not topo.told_in:
                found = options(topo, naming.scene)
                right = tuple(one.entry.kind == "country" and one.entry.country == code for one in found)
                if any(right):
                    cases.append(Case(signs_of(found, topo, naming.scene, voted=voted), right))
    return cases


def ranking_cases(reads: Sequence[Read], *, voted: bool) -> list[Case]:
    """Every name that gold places, with its candidates."""
    cases = []
    for read in reads:
        naming = Naming(read.sheet)
        golds = matched(read, naming)
        for topo in (*naming.found, *naming.others):
            gold = golds.get(id(topo))
            if gold is None or gold.point is None or topo.sort in {"site", "quarter"}:
                continue
            found = options(topo, naming.scene, naming.within(topo))
            if found:
                told = signs_of(found, topo, naming.scene, voted=voted)
                cases.append(Case(told, tuple(is_right(one.entry, gold) for one in found)))
    return cases


def fit_ranking(cases: Sequence[Case]) -> dict[str, float]:
    """The weights under which the right candidates are likeliest."""
    names = common(sign for case in cases for candidate in case.candidates for sign in candidate)
    tables = [(_table(case.candidates, names), np.array([*case.right, not any(case.right)])) for case in cases]
    tables = [(np.vstack([table, np.zeros(len(names))]), right) for table, right in tables]
    before = np.array([BEFORE.get(name, 0.0) for name in names])
    weights = before.copy()
    for _ in range(STEPS):
        slope, bend = HOLD * (weights - before), HOLD * np.eye(len(names))
        for table, right in tables:
            scores = np.exp(table @ weights - (table @ weights).max())
            likely = scores / scores.sum()
            meant = np.where(right, likely, 0.0)
            meant = meant / meant.sum()
            centred = table - likely @ table
            slope = slope + table.T @ (likely - meant)
            bend = bend + (centred * likely[:, None]).T @ centred
        step = np.linalg.solve(bend, slope)
        weights = weights - step / max(1.0, float(np.abs(step).max()))
    return _named(names, weights)


def judging_cases(reads: Sequence[Read], *, heard: bool) -> tuple[list[Signs], list[bool]]:
    """Every name that might be a place's, with what speaks for it, and whether gold marks it."""
    told, right = [], []
    for read in reads:
        naming = Naming(read.sheet)
        golds = matched(read, naming)
        if not heard:
            naming.judge.heard = None
        for topo in (*naming.found, *naming.others):
            told.append(naming.judge.signs(topo, naming.choice(topo)))
            right.append(id(topo) in golds)
    return told, right


def fit_judging(told: Sequence[Signs], right: Sequence[bool]) -> dict[str, float]:
    """The weights under which gold's names are likeliest."""
    names = sorted({*common(sign for signs in told for sign in signs), "bias"} - BEFORE.keys())
    table = _table([{**signs, "bias": 1.0} for signs in told], names)
    return _named(names, fit(table, np.array(right, dtype=float), np.zeros(len(names)), HOLD))


def told_cases(reads: Sequence[Read]) -> list[tuple[float, bool]]:
    """Each name that gold places and a place was chosen for: the log-odds of the choice, and whether it is right."""
    cases = []
    for read in reads:
        naming = Naming(read.sheet)
        golds = matched(read, naming)
        for topo in (*naming.found, *naming.others):
            gold, chosen = golds.get(id(topo)), naming.choice(topo).chosen
            if gold is not None and gold.point is not None and chosen is not None and chosen.likely < 1:
                cases.append((log(chosen.likely / (1 - chosen.likely)), is_right(chosen.entry, gold)))
    return cases


def fit_told(groups: Sequence[Sequence[tuple[float, bool]]]) -> Told:
    """The line that makes what is told of a choice as sure as it is right, each group of cases counting the same."""
    cases = [case for group in groups for case in group]
    counts = [len(cases) / len(group) for group in groups for _ in group]
    table = np.array([[odds, 1.0] for odds, _ in cases])
    right = np.array([right for _, right in cases], dtype=float)
    scale, shift = fit(table, right, np.array([1.0, 0.0]), HOLD, np.array(counts))
    return Told(scale=round(float(scale), DIGITS), shift=round(float(shift), DIGITS))


def common(seen: Iterable[str]) -> list[str]:
    """The signs seen often enough to have a weight, or believed to have one, in order."""
    counts: dict[str, int] = {}
    for sign in seen:
        counts[sign] = counts.get(sign, 0) + 1
    return sorted({sign for sign, count in counts.items() if count >= SEEN} | BEFORE.keys())


def _table(rows: Sequence[Signs], names: Sequence[str]) -> Floats:
    return np.array([[row.get(name, 0.0) for name in names] for row in rows], dtype=float).reshape(-1, len(names))


def _named(names: Sequence[str], weights: Floats) -> dict[str, float]:
    return {name: round(float(weight), DIGITS) for name, weight in zip(names, weights, strict=True)}


def believe(weights: PlaceWeights) -> None:
    """Makes the naming of this process use these weights."""
    for module in (ranking, judging):
        vars(module)["place_weights"] = lambda: weights


def told_places(stories: Path | None, probe: Path | None) -> Iterator[Located]:
    """Gold stories with the words that name their places, and probe passages with theirs."""
    for story in gold_stories(stories) if stories else ():
        found = {}
        for event in story.report["events"]:
            where = event.get("where") or {}
            for match in re.finditer(rf"\b{re.escape(where.get('name') or '-')}\b", story.text):
                known = {key: where.get(key) for key in ("geonames_id", "lat", "lon")}
                found[match.start()] = Gold(start=match.start(), end=match.end(), text=match.group(), **known)
        yield Located(id=story.name, text=story.text, toponyms=tuple(found.values()))
    for passage in read_corpus(probe, Passage) if probe else ():
        yield Located(id=passage.id, text=passage.text, toponyms=passage.places)


def learn(reads: Sequence[Read], others: Sequence[Read]) -> PlaceWeights:
    """The weights that these documents teach, the others the ranking alone."""
    weights = place_weights()
    for _ in range(ROUNDS):
        told = [*reads, *(one for one in others for _ in range(TOLD))]
        prior = fit_ranking(ranking_cases(told, voted=False) + world_cases(others, voted=False))
        weights = weights.model_copy(update={"prior": prior})
        believe(weights)
        weights = weights.model_copy(
            update={"ranking": fit_ranking(ranking_cases(told, voted=True) + world_cases(others, voted=True))}
        )
        believe(weights)
        ruled = fit_judging(*judging_cases(reads, heard=False))
        weights = weights.model_copy(update={"ruled": ruled})
        heard = fit_judging(*judging_cases(reads, heard=True))
        weights = weights.model_copy(update={"heard": heard})
        believe(weights)
    told_of = fit_told([told_cases(group) for group in (reads, others) if group])
    return weights.model_copy(update={"told": told_of})


def written(weights: PlaceWeights, explained: str) -> str:
    """The file anew, its explanation kept."""
    parts = [explained.rstrip("\n")]
    told: Mapping[str, Mapping[str, float]] = weights.model_dump()
    for part, values in told.items():
        body = yaml.safe_dump(dict(values), default_flow_style=True, width=118, sort_keys=True)
        parts.append(f"{part}:\n  " + body.strip().replace("\n", "\n  "))
    return "\n".join(parts) + "\n"


def main(arguments: list[str] | None = None) -> int:
    """The exit code after learning."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("--gold", type=Path, action="append", required=True, help="a corpus of the place task")
    parser.add_argument("--half", choices=("even", "odd", "all"), default="even", help="the documents to learn from")
    parser.add_argument("--stories", type=Path, help="a folder of gold stories")
    parser.add_argument("--probe", type=Path, help="a file of probe passages")
    parser.add_argument("--write", action="store_true", help=f"write {FILE} anew")
    options_ = parser.parse_args(arguments)
    documents = [one for path in options_.gold for one in read_corpus(path, Located) if in_half(one.id, options_.half)]
    others = list(before_naming(told_places(options_.stories, options_.probe)))
    weights = learn(list(before_naming(documents)), others)
    place = Path(str(resources.files("sitrep.codebook").joinpath("data", FILE)))
    text = place.read_text(encoding="utf-8")
    explained = "".join(line + "\n" for line in text.splitlines() if line.startswith("#"))
    new = written(weights, explained)
    if options_.write:
        place.write_text(new, encoding="utf-8")
    else:
        sys.stdout.write(new)
    return 0


if __name__ == "__main__":
    sys.exit(main())
