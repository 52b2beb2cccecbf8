"""Learns the weights by which articles are linked into incidents, from one half of the incidents of a corpus.

    python -m sitrep_train.fit_incidents --data ../shared/data --write

Writes ``codebook/data/incident_articles.yaml`` (boosted trees, calibrated on folds that they were not grown on) and
``incident_words.tsv`` (in which share of stories the common terms stand). The other half of the incidents is only
weighed: `python -m sitrep_eval incidents --gold ARTICLES --half held`.
Most likenesses may only speak for one incident the more the higher they are, which keeps their reasons true.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from sitrep.codebook.incident_scores import ARTICLES
from sitrep.codebook.incident_words import FILE as WORDS
from sitrep.incidents.blocking import TextIndex
from sitrep.incidents.clustering import partition
from sitrep.incidents.features import ARTICLE_FEATURES, compare
from sitrep.incidents.judgement import Bonds, ordered
from sitrep.incidents.terms import count_terms
from sitrep_eval.clusters import cluster_scores
from sitrep_eval.incidents import items_of, read_articles
from sitrep_train.logistic import Floats, fit

#: What the trees are grown with.
GROWN: Final = {
    "max_iter": 250, "learning_rate": 0.05, "max_leaf_nodes": 6, "max_features": 0.3, "min_samples_leaf": 15,
    "l2_regularization": 5.0, "early_stopping": False, "random_state": 0,
}  # fmt: skip
#: The higher, the less likely one incident; and those that may speak either way. All others may only speak for one.
AGAINST: Final = frozenset({"days_between"})
EITHER: Final = frozenset(
    {"nearest_days", "kilometres_between", "shorter_text", "longer_text", "addresses_agree", "ages_agree"}
)
FOLDS: Final = 5
#: The mean probabilities from which groups may be linked.
JOINS: Final = (0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
#: Terms that stand in fewer of a thousand stories are not shipped.
COMMON: Final = 5
#: The corpora whose words are counted, each as much as the other; of the articles only the learnt half.
COUNTED: Final = (
    ("muc4/roles-train.jsonl.gz", "doctext"), ("polnear/train.jsonl.gz", "text"), ("place/geovirus.jsonl.gz", "text"),
)  # fmt: skip


@dataclass(frozen=True)
class Pairs:
    """Pairs that were looked at, with their likenesses and whether they are of one incident."""

    ids: tuple[tuple[str, str], ...]
    scores: Floats
    same: Floats
    folds: Floats


def pairs_of(path: Path) -> tuple[Pairs, dict[str, str]]:
    """The pairs of the learnt half as they are met in order of date, and the incident of every article."""
    articles = read_articles(path, "learnt")
    gold = {article.id: article.incident or article.id for article in articles}
    index, ids, rows = TextIndex(), [], []
    for item in items_of(articles):
        for other in index.find(item):
            ids.append((item.id, other.id))
            scores = [likeness.score for likeness in compare(item, other, ARTICLE_FEATURES)]
            rows.append([np.nan if score is None else score for score in scores])
        index.add(item)
    same = np.array([gold[left] == gold[right] for left, right in ids], dtype=float)
    folds = np.array([_fold(gold[left]) for left, _ in ids], dtype=float)
    return Pairs(tuple(ids), np.array(rows), same, folds), gold


def _fold(incident: str) -> int:
    return int(sha256(f"fold {incident}".encode()).hexdigest(), 16) % FOLDS


def grown(scores: Floats, same: Floats) -> Any:
    """Trees grown on these pairs."""
    ways = [
        -1 if feature.__name__ in AGAINST else 0 if feature.__name__ in EITHER else 1 for feature in ARTICLE_FEATURES
    ]
    return HistGradientBoostingClassifier(monotonic_cst=ways, **GROWN).fit(scores, same)


def left_out(pairs: Pairs) -> Floats:
    """The log odds of every pair by trees that never saw its later article's incident."""
    odds = np.zeros(len(pairs.same))
    for fold in range(FOLDS):
        held = pairs.folds == fold
        odds[held] = grown(pairs.scores[~held], pairs.same[~held]).decision_function(pairs.scores[held])
    return odds


def best_join(pairs: Pairs, likely: Floats, gold: dict[str, str]) -> float:
    """From which mean probability on groups are best linked, judged by pairs left out."""
    scored = {}
    edges = {ordered(*pair): float(p) for pair, p in zip(pairs.ids, likely, strict=True) if p > 0.01}
    for join in JOINS:
        groups = partition(gold, edges, Bonds(), join=join)
        found = {one: number for number, group in enumerate(groups) for one in group}
        scored[join] = cluster_scores(list(gold.values()), [found[one] for one in gold])
        sys.stdout.write(f"join {join}: B3 {scored[join]['b3_f1']}, CoNLL {scored[join]['conll_f1']}\n")
    return max(JOINS, key=lambda join: scored[join]["conll_f1"])


def tree_rows(model: Any) -> Iterator[str]:
    """The trees, one a line, each node as the codebook wants it."""
    for (predictor,) in model._predictors:  # noqa: SLF001 -- scikit-learn tells its trees nowhere else
        nodes = predictor.nodes
        values = [0.0] * len(nodes)
        for number in reversed(range(len(nodes))):
            values[number] = _value(nodes, number, values)
        yield json.dumps([_node(nodes[number], values[number]) for number in range(len(nodes))]).replace(" ", "")


def _value(nodes: Any, number: int, values: Sequence[float]) -> float:
    node = nodes[number]
    if node["is_leaf"]:
        return float(node["value"])
    left, right = int(node["left"]), int(node["right"])
    share = nodes[left]["count"] / (nodes[left]["count"] + nodes[right]["count"])
    return float(share * values[left] + (1 - share) * values[right])


def _node(node: Any, value: float) -> list[float]:
    if node["is_leaf"]:
        return [round(value, 4)]
    left, right = int(node["left"]), int(node["right"])
    untold = left if node["missing_go_to_left"] else right
    cut = float(node["num_threshold"])  # in full: a score may stand exactly on it
    return [int(node["feature_idx"]), cut, untold, left, right, round(value, 4)]


def write_trees(model: Any, scale: float, shift: float, path: Path) -> None:
    """The codebook's file of article weights."""
    base = float(np.ravel(model._baseline_prediction)[0])  # noqa: SLF001 -- told nowhere else
    head = (
        "# How likely two articles report one incident: boosted trees of `python -m sitrep_train.fit_incidents`.\n"
        "# Data: the learnt half of the Gun Violence Archive articles collected in cltl/LongTailQATask.\n"
        "# A node is [feature, cut, where to go untold, left, right, mean below], an end [log odds].\n"
    )
    names = ", ".join(feature.__name__ for feature in ARTICLE_FEATURES)
    lines = "".join(f"- {row}\n" for row in tree_rows(model))
    told = f"features: [{names}]\nbase: {base:.4f}\ncalibration: {{scale: {scale:.4f}, shift: {shift:.4f}}}\n"
    path.write_text(f"{head}{told}trees:\n{lines}", encoding="utf-8")


def write_words(data: Path, path: Path) -> None:
    """In which share of stories each common term stands, the mean of the corpora."""
    learnt = [(one.title, one.text) for one in read_articles(data / "incidents" / "articles.jsonl.gz", "learnt")]
    others = [[("", str(row[field])) for row in _rows(data / name)] for name, field in COUNTED]
    shares = Counter[str]()
    for stories in (learnt, *others):
        found = Counter(term for title, text in stories for term in count_terms(title, text.split("\n")).terms())
        for term, held in found.items():
            shares[term] += held / len(stories) / (1 + len(others))  # type: ignore[assignment]  # shares add up too
    kept = sorted((term, round(1000 * share)) for term, share in shares.items() if round(1000 * share) >= COMMON)
    lines = "".join(f"{term}\t{share}\n" for term, share in kept if "\t" not in term)
    path.write_text("term\tper_mille\n" + lines, encoding="utf-8")


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def main() -> None:
    """Learns, prints what is left out of folds, and writes where asked to."""
    parser = argparse.ArgumentParser(prog="python -m sitrep_train.fit_incidents")
    parser.add_argument("--data", type=Path, required=True, help="the folder of the corpora")
    parser.add_argument("--words", action="store_true", help="count the words anew first, and write them")
    parser.add_argument("--write", action="store_true", help="put the trees into the codebook")
    given = parser.parse_args()
    codebook = Path(str(files("sitrep.codebook"))) / "data"
    if given.words:
        write_words(given.data, codebook / WORDS)
    pairs, gold = pairs_of(given.data / "incidents" / "articles.jsonl.gz")
    odds = left_out(pairs)
    scale, shift = fit(np.stack([odds, np.ones(len(odds))], axis=1), pairs.same, np.array([1.0, 0.0]), 1.0)
    likely = 1 / (1 + np.exp(-(scale * odds + shift)))
    sys.stdout.write(
        f"{len(odds)} pairs, {int(pairs.same.sum())} of one incident; scale {scale:.3f} shift {shift:.3f}\n"
    )
    sys.stdout.write(f"join best at {best_join(pairs, likely, gold)}\n")
    if given.write:
        write_trees(grown(pairs.scores, pairs.same), float(scale), float(shift), codebook / ARTICLES)


if __name__ == "__main__":
    main()
