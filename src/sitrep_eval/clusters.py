"""How well a partition agrees with gold: B³, MUC, CEAF-e and their mean, the CoNLL F1.

B³: Bagga and Baldwin 1998. MUC: Vilain and others 1995. CEAF-e: Luo 2005, with φ₄. All in points of 100.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence

Label = Hashable
Overlap = Counter[tuple[Label, Label]]


def cluster_scores(gold: Sequence[Label], predicted: Sequence[Label]) -> dict[str, float | int]:
    """Every measure of one labelling against another; the labels themselves mean nothing."""
    both = Counter(zip(gold, predicted, strict=True))
    golds, founds = Counter(gold), Counter(predicted)
    scores: dict[str, float | int] = {"items": len(gold), "incidents": len(golds), "found": len(founds)}
    means = []
    for name, (p, r) in {
        "b3": b_cubed(both, golds, founds),
        "muc": muc(both, golds, founds),
        "ceafe": ceaf_e(both, golds, founds),
    }.items():
        f1 = 2 * p * r / (p + r) if p + r else 0.0
        scores |= {f"{name}_p": round(100 * p, 2), f"{name}_r": round(100 * r, 2), f"{name}_f1": round(100 * f1, 2)}
        means.append(f1)
    return {**scores, "conll_f1": round(100 * sum(means) / len(means), 2)}


def b_cubed(both: Overlap, golds: Counter[Label], founds: Counter[Label]) -> tuple[float, float]:
    """Precision and recall averaged over the items."""
    items = max(golds.total(), 1)
    p = sum(n * n / founds[found] for (_, found), n in both.items()) / items
    return p, sum(n * n / golds[gold] for (gold, _), n in both.items()) / items


def muc(both: Overlap, golds: Counter[Label], founds: Counter[Label]) -> tuple[float, float]:
    """Precision and recall of the links that the groups need; 1 where none is needed."""
    parts = Counter(gold for gold, _ in both), Counter(found for _, found in both)

    def kept(groups: Counter[Label], into: Counter[Label]) -> float:
        links = sum(size - 1 for size in groups.values())
        return sum(size - into[group] for group, size in groups.items()) / links if links else 1.0

    return kept(founds, parts[1]), kept(golds, parts[0])


def ceaf_e(both: Overlap, golds: Counter[Label], founds: Counter[Label]) -> tuple[float, float]:
    """Precision and recall of the best one-to-one pairing of groups."""
    likeness = {pair: 2 * n / (golds[pair[0]] + founds[pair[1]]) for pair, n in both.items()}
    best = sum(_best_pairing(part) for part in _parts(likeness))
    return best / max(len(founds), 1), best / max(len(golds), 1)


def _parts(likeness: dict[tuple[Label, Label], float]) -> Iterable[dict[tuple[Label, Label], float]]:
    """The pairs that hang together through a shared group, apart from all others."""
    leads: dict[Label, Label] = {}

    def root(node: Label) -> Label:
        while leads.setdefault(node, node) != node:
            node = leads[node]
        return node

    for gold, found in likeness:
        leads[root(("gold", gold))] = root(("found", found))
    parts: defaultdict[Label, dict[tuple[Label, Label], float]] = defaultdict(dict)
    for pair, value in likeness.items():
        parts[root(("gold", pair[0]))][pair] = value
    return parts.values()


def _best_pairing(likeness: dict[tuple[Label, Label], float]) -> float:
    """The highest sum of a one-to-one pairing (the Hungarian method, by shortest augmenting paths)."""
    rows = list(dict.fromkeys(gold for gold, _ in likeness))
    columns = list(dict.fromkeys(found for _, found in likeness))
    if len(rows) > len(columns):
        return _best_pairing({(found, gold): value for (gold, found), value in likeness.items()})
    cost = [[-likeness.get((row, column), 0.0) for column in columns] for row in rows]
    return -_least_cost(cost)


def _least_cost(cost: list[list[float]]) -> float:
    """The least sum of one entry a row in different columns; there are no more rows than columns."""
    columns = len(cost[0])
    above, beside = [0.0] * (len(cost) + 1), [0.0] * (columns + 1)
    row_of = [0] * (columns + 1)
    for row in range(1, len(cost) + 1):
        row_of[0], at = row, 0
        least, came, seen = [float("inf")] * (columns + 1), [0] * (columns + 1), [False] * (columns + 1)
        while row_of[at]:
            seen[at] = True
            here, step, onward = row_of[at], float("inf"), 0
            for column in range(1, columns + 1):
                if seen[column]:
                    continue
                slack = cost[here - 1][column - 1] - above[here] - beside[column]
                if slack < least[column]:
                    least[column], came[column] = slack, at
                if least[column] < step:
                    step, onward = least[column], column
            for column in range(columns + 1):
                if seen[column]:
                    above[row_of[column]] += step
                    beside[column] -= step
                else:
                    least[column] -= step
            at = onward
        while at:
            row_of[at], at = row_of[came[at]], came[at]
    return sum(cost[row_of[column] - 1][column - 1] for column in range(1, columns + 1) if row_of[column])
