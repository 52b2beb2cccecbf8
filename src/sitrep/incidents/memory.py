"""What is known so far, kept in memory: the ledger's part played for tests and scales."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from sitrep.codebook.incident_linking import Thresholds
from sitrep.incidents.clustering import Edges, Pair
from sitrep.incidents.items import Item
from sitrep.incidents.judgement import Bonds, Judgement
from sitrep.incidents.linking import Duplicate, Outcome, Seat, link, regroup
from sitrep.incidents.scoring import Judge


class Index(Protocol):
    """Items that can be found again by what they share with another."""

    def add(self, item: Item) -> None:
        """One item more to be found."""
        ...

    def find(self, item: Item) -> list[Item]:
        """The items worth comparing with this one."""
        ...


class Memory:
    """Items, likenesses, seats and judgements; what ``link`` says is written at once."""

    def __init__(self, index: Index, judge: Judge, rules: Thresholds):
        self._index = index
        self._judge = judge
        self._rules = rules
        self._edges: defaultdict[str, dict[Pair, float]] = defaultdict(dict)
        self._seats: dict[str, Seat] = {}
        self._members: defaultdict[str, set[str]] = defaultdict(set)
        self._judgements: list[Judgement] = []
        self.items: dict[str, Item] = {}
        self.log: list[Judgement] = []
        self._founders: dict[str, str] = {}
        self.looked_at: set[Pair] = set()
        self.duplicates: dict[Pair, Duplicate] = {}

    def take(self, item: Item) -> str:
        """Links one item; says in which incident it is now. An item that is there already stays as it is."""
        if item.id not in self._seats:
            self._write(link(item, self, self._judge, self._rules), new=item)
        return self._seats[item.id].incident

    def decide(self, judgements: Sequence[Judgement]) -> None:
        """Keeps what a person said and puts it into effect."""
        self._judgements.extend(judgements)
        for item in dict.fromkeys(one for judgement in judgements for one in judgement.pair):
            self._write(regroup(item, self, self._rules))

    def incidents(self) -> dict[str, str]:
        """In which incident every item is."""
        return {item: seat.incident for item, seat in self._seats.items()}

    def resolve(self, incident: str) -> str:
        """The incident that this id leads to now."""
        return self._seats[self._founders[incident]].incident

    def candidates(self, item: Item) -> Sequence[Item]:
        """The items worth comparing with this one."""
        found = self._index.find(item)
        self.looked_at.update((item.id, other.id) for other in found)
        return found

    def edges(self, items: Iterable[str]) -> Edges:
        """Every kept likeness that touches one of these items."""
        found: dict[Pair, float] = {}
        for item in items:
            found.update(self._edges.get(item, {}))
        return found

    def seats(self, items: Iterable[str]) -> Mapping[str, Seat]:
        """Where these items are."""
        return {item: self._seats[item] for item in items if item in self._seats}

    def members(self, incidents: Iterable[str]) -> Sequence[str]:
        """The items of these incidents."""
        return [item for incident in incidents for item in self._members.get(incident, ())]

    def bonds(self, items: Iterable[str]) -> Bonds:
        """What people's judgements that touch these items leave standing."""
        touched = set(items)
        return Bonds.of(judgement for judgement in self._judgements if touched.intersection(judgement.pair))

    def _write(self, outcome: Outcome, new: Item | None = None) -> None:
        for pair, probability in outcome.edges.items():
            for item in pair:
                self._edges[item][pair] = probability
        for item, incident in outcome.moves.items():
            seat = self._seats.get(item)
            if seat:
                self._members[seat.incident].discard(item)
            self._seats[item] = Seat(incident, seat.arrival if seat else len(self._seats))
            self._members[incident].add(item)
        self._founders.update(outcome.opened)
        self.log.extend(outcome.log)
        around = set(outcome.around)
        self.duplicates = {pair: one for pair, one in self.duplicates.items() if not around.intersection(pair)}
        self.duplicates.update({(one.left, one.right): one for one in outcome.duplicates})
        if new is not None:
            self.items[new.id] = new
            self._index.add(new)
