"""How well reports tell their stories: events, the facts inside them, and statements.

Counts are summed over all stories. Only events that are news are scored as events; a predicted background event that
the gold holds as news is a miss, the other way round a false alarm. Inside paired events every field value is a fact;
values of unpaired events are misses or false alarms.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sitrep_eval import likeness
from sitrep_eval.matching import EVENT_FLOOR, STATEMENT_FLOOR, events_alike, matched, pairs, statements_alike
from sitrep_eval.shapes import Event, EventPart, Statement, StatementPart, Told

Row = dict[str, float | int]


@dataclass
class Tally:
    """Hits among so many gold and so many predicted values."""

    hits: int = 0
    gold: int = 0
    predicted: int = 0

    def add(self, hits: int, gold: int, predicted: int) -> None:
        """Counts one story more."""
        self.hits += hits
        self.gold += gold
        self.predicted += predicted

    def row(self) -> Row:
        """Precision, recall and F1 to four places, with the counts they rest on."""
        p = self.hits / self.predicted if self.predicted else 0.0
        r = self.hits / self.gold if self.gold else 0.0
        f1 = round(2 * p * r / (p + r), 4) if p + r else 0.0
        return {"p": round(p, 4), "r": round(r, 4), "f1": f1, "gold": self.gold, "pred": self.predicted}


@dataclass(frozen=True)
class Fact:
    """One field of an event: its values, and when two of them are the same."""

    values: Callable[[EventPart], Sequence[Any]]
    same: Callable[[Any, Any], bool]


def _equal(gold: object, predicted: object) -> bool:
    return gold == predicted


#: To score one more field, put it here.
FACTS: dict[str, Fact] = {
    "mode": Fact(lambda e: [e.mode] if e.mode else [], _equal),
    "status": Fact(lambda e: [e.status], _equal),
    "when": Fact(lambda e: [e.when] if e.when and e.when.start else [], likeness.same_days),
    "where": Fact(lambda e: [e.where] if e.where else [], likeness.same_place),
    "participants": Fact(lambda e: e.participants, likeness.same_participant),
    "weapons": Fact(lambda e: e.weapons, likeness.same_weapon),
    "weapon_counts": Fact(
        lambda e: [weapon for weapon in e.weapons if weapon.count and weapon.count.known], likeness.same_weapon_count
    ),
    "casualties": Fact(lambda e: e.casualties, likeness.same_casualty),
    "casualty_people": Fact(
        lambda e: [(casualty.outcome, person) for casualty in e.casualties for person in casualty.of],
        likeness.same_person,
    ),
    "damage": Fact(lambda e: e.damage, likeness.same_damage),
    "services": Fact(lambda e: e.services, likeness.same_service),
    "sources": Fact(lambda e: [source for source in e.sources if source.speaker or source.via], likeness.same_source),
}


class Scales:
    """The tallies of all stories weighed so far."""

    def __init__(self) -> None:
        self._tallies: dict[str, Tally] = defaultdict(Tally)

    def weigh(self, gold: Told, predicted: Told) -> None:
        """Adds one story."""
        self._weigh_events(gold.events, predicted.events)
        self._weigh_statements(gold.statements, predicted.statements)

    def rows(self) -> dict[str, Row]:
        """Every measure by its name."""
        return {name: tally.row() for name, tally in sorted(self._tallies.items())}

    def _weigh_events(self, gold: Sequence[Event], predicted: Sequence[Event]) -> None:
        paired = pairs(gold, predicted, events_alike, floor=EVENT_FLOOR)
        news = [event for event in gold if not event.part.background]
        told = [event for event in predicted if not event.part.background]
        both = [(gold[i].part, predicted[j].part) for i, j in paired]
        good = [(g, p) for g, p in both if not g.background and not p.background]
        self._tallies["events"].add(len(good), len(news), len(told))
        self._tallies["events:ASSAULT"].add(
            _assaults(g for g, _ in good), *(_assaults(e.part for e in side) for side in (news, told))
        )
        self._tallies["background"].add(
            sum(g.background and p.background for g, p in both), len(gold) - len(news), len(predicted) - len(told)
        )
        for name, fact in FACTS.items():
            self._weigh_fact(name, fact, good, [event.part for event in news], [event.part for event in told])

    def _weigh_fact(
        self,
        name: str,
        fact: Fact,
        good: Sequence[tuple[EventPart, EventPart]],
        news: Sequence[EventPart],
        told: Sequence[EventPart],
    ) -> None:
        hits = sum(matched(fact.values(g), fact.values(p), fact.same) for g, p in good)
        in_gold, in_predicted = (sum(len(fact.values(e)) for e in side) for side in (news, told))
        self._tallies[f"fact:{name}"].add(hits, in_gold, in_predicted)
        self._tallies["facts"].add(hits, in_gold, in_predicted)
        self._tallies[f"aligned:{name}"].add(
            hits, sum(len(fact.values(g)) for g, _ in good), sum(len(fact.values(p)) for _, p in good)
        )

    def _weigh_statements(self, gold: Sequence[Statement], predicted: Sequence[Statement]) -> None:
        add = self._tallies
        paired = [
            (gold[i].part, predicted[j].part)
            for i, j in pairs(gold, predicted, statements_alike, floor=STATEMENT_FLOOR)
        ]
        linked = [(g, p) for g, p in paired if likeness.same_name(g.speaker, p.speaker)]
        add["statements"].add(len(paired), len(gold), len(predicted))
        add["statements:linked"].add(len(linked), len(gold), len(predicted))
        for kind in ("direct", "indirect", "mixed"):
            add[f"statements:{kind}"].add(
                sum(g.kind == kind for g, _ in linked),
                *(sum(s.part.kind == kind for s in side) for side in (gold, predicted)),
            )
        certain = sum(g.certainty == p.certainty for g, p in paired)
        add["statements:certainty"].add(certain, len(paired), len(paired))
        for name, values in (("via", _channels), ("issues", _issues)):
            add[f"statements:{name}"].add(
                sum(len(values(g) & values(p)) for g, p in paired),
                *(sum(len(values(s.part)) for s in side) for side in (gold, predicted)),
            )


def _assaults(events: Any) -> int:
    return sum(event.type == "ASSAULT" for event in events)


def _channels(statement: StatementPart) -> set[str]:
    return {likeness.plain(name) for name in statement.via}


def _issues(statement: StatementPart) -> set[str]:
    return set(statement.issues)
