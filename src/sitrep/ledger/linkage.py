"""What a ledger knows of incidents when an item comes, and how what follows from it is written.

``Linkage`` answers what ``incidents.linking`` asks by lookups in indexes, whose cost does not grow with the ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import BindParameter, Connection, Table, bindparam, exists, func, or_, select

from sitrep.codebook.incident_linking import Blocking
from sitrep.incidents.clustering import Edges, Pair
from sitrep.incidents.items import Item
from sitrep.incidents.judgement import Bonds, Judgement, ordered
from sitrep.incidents.keys import sought_keys
from sitrep.incidents.linking import Seat
from sitrep.incidents.packing import unpack
from sitrep.ledger.incident_tables import (
    duplicate_warnings,
    item_keys,
    judgements,
    likenesses,
    linked_items,
    seats,
)
from sitrep.ledger.numbers import item_named, number
from sitrep.ledger.recall import Recall

#: The course in which an item that is no longer told was tied to one that is; it binds as a person's word does.
HEIR: Final = "heir"


def newest_of(table: Table, *columns: str) -> Any:
    """The condition that no later row of the table is about the same thing, told by these columns."""
    later = table.alias("later")
    return ~exists().where(*(later.c[name] == table.c[name] for name in columns), later.c.seq > table.c.seq)


_WANTED: BindParameter[Any] = bindparam("wanted", expanding=True)
_BY_KEYS = (
    select(item_keys.c.item)
    .where(item_keys.c.key.in_(_WANTED), item_keys.c.item != bindparam("own"))
    .group_by(item_keys.c.item)
    .order_by(
        func.count().desc(),
        func.abs(func.coalesce(func.min(item_keys.c.published), 0) - bindparam("published")),
        item_keys.c.item,
    )
    .limit(bindparam("most"))
)
_ITEMS = select(linked_items.c.item, linked_items.c.packed).where(
    linked_items.c.item.in_(_WANTED), newest_of(linked_items, "item")
)
_LIKENESSES = (
    select(likenesses.c.item, likenesses.c.other, likenesses.c.probability)
    .where(likenesses.c.item.in_(_WANTED))
    .order_by(likenesses.c.edition)
)
_SEATS = select(seats.c.item, seats.c.incident, seats.c.arrival).where(
    seats.c.item.in_(_WANTED), newest_of(seats, "item")
)
_MEMBERS = select(seats.c.incident, seats.c.item).where(seats.c.incident.in_(_WANTED), newest_of(seats, "item"))
_WARNINGS = (
    select(duplicate_warnings.c.left, duplicate_warnings.c.right, duplicate_warnings.c.probability)
    .where(or_(duplicate_warnings.c.left.in_(_WANTED), duplicate_warnings.c.right.in_(_WANTED)))
    .where(newest_of(duplicate_warnings, "left", "right"))
)
_DECIDED = select(judgements).where(or_(judgements.c.kind == HEIR, judgements.c.by != "sitrep"))
_MARK = select(
    select(func.coalesce(func.max(linked_items.c.seq), 0)).scalar_subquery(),
    select(func.coalesce(func.max(judgements.c.seq), 0)).scalar_subquery(),
)


class Linkage:
    """The incidents of a ledger inside one transaction (``incidents.linking.Standing``)."""

    def __init__(self, connection: Connection, recall: Recall, rules: Blocking):
        self.connection = connection
        self.recall = recall
        self._rules = rules

    def candidates(self, item: Item) -> Sequence[Item]:
        """The items worth comparing with this one: those that share most keys, nearest in publication first."""
        asked = {
            "wanted": sorted(map(number, sought_keys(item))),
            "own": number(item.id),
            "published": item.published or 0,
        }
        most = self._rules.most_events
        while asked["wanted"]:
            ranked = list(map(item_named, self.connection.scalars(_BY_KEYS, {**asked, "most": most})))
            told = [found for found in self.items(ranked).values() if found is not None]
            if len(ranked) < most or len(told) >= self._rules.most_events:
                return sorted(told[: self._rules.most_events], key=lambda one: one.id)
            most *= 2  # some are no longer told
        return ()

    def items(self, wanted: Iterable[str]) -> dict[str, Item | None]:
        """These items in the order asked for; None for what is no longer told."""

        def load(missing: list[str]) -> Mapping[str, Item | None]:
            rows = self.connection.execute(_ITEMS, {"wanted": missing})
            found = {row.item: unpack(row.packed) if row.packed else None for row in rows}
            return {one: found.get(one) for one in missing}

        return self.recall.items.found(wanted, load)

    def edges(self, items: Iterable[str]) -> Edges:
        """Every kept likeness that touches one of these items."""

        def load(missing: list[str]) -> Mapping[str, dict[Pair, float]]:
            found: dict[str, dict[Pair, float]] = {one: {} for one in missing}
            for row in self.connection.execute(_LIKENESSES, {"wanted": [number(one) for one in missing]}):
                one, other = item_named(row.item), item_named(row.other)
                if row.probability is None:
                    found[one].pop(ordered(one, other), None)
                else:
                    found[one][ordered(one, other)] = row.probability
            return found

        told: dict[Pair, float] = {}
        for edges in self.recall.likenesses.found(items, load).values():
            told.update(edges)
        return told

    def seats(self, items: Iterable[str]) -> Mapping[str, Seat]:
        """Where these items are."""

        def load(missing: list[str]) -> Mapping[str, Seat | None]:
            rows = self.connection.execute(_SEATS, {"wanted": missing})
            found = {row.item: Seat(row.incident, row.arrival) for row in rows}
            return {one: found.get(one) for one in missing}

        return {one: seat for one, seat in self.recall.seats.found(items, load).items() if seat is not None}

    def members(self, incidents: Iterable[str]) -> Sequence[str]:
        """The items of these incidents, those that are no longer told among them."""

        def load(missing: list[str]) -> Mapping[str, set[str]]:
            found: dict[str, set[str]] = {one: set() for one in missing}
            for row in self.connection.execute(_MEMBERS, {"wanted": missing}):
                found[row.incident].add(row.item)
            return found

        return [one for members in self.recall.members.found(incidents, load).values() for one in members]

    def bonds(self, items: Iterable[str]) -> Bonds:
        """What people's judgements that touch these items leave standing, and the ties of heirs."""
        if self.recall.decided is None:
            self.recall.decided = {}
            rows = self.connection.execute(_DECIDED.order_by(judgements.c.seq)).mappings()
            self.remember(binding(dict(row)) for row in rows)
        decided = self.recall.decided
        return Bonds.of(judgement for one in items if one in decided for judgement in decided[one])

    def warnings(self, incidents: Iterable[str]) -> dict[Pair, float]:
        """The likely duplicates of these incidents."""

        def load(missing: list[str]) -> Mapping[str, dict[Pair, float]]:
            found: dict[str, dict[Pair, float]] = {one: {} for one in missing}
            for row in self.connection.execute(_WARNINGS, {"wanted": missing}):
                for end in (row.left, row.right):
                    if row.probability and end in found:
                        found[end][row.left, row.right] = row.probability
            return found

        told: dict[Pair, float] = {}
        for warned in self.recall.warnings.found(incidents, load).values():
            told.update(warned)
        return told

    def remember(self, told: Iterable[Judgement]) -> None:
        """Judgements that bind were written: they hold from now on."""
        decided = self.recall.decided
        assert decided is not None
        for judgement in told:
            for end in set(judgement.pair):
                decided.setdefault(end, []).append(judgement)


def binding(row: Mapping[str, Any]) -> Judgement:
    """A row as a judgement that binds: an heir's tie is the ledger's own word."""
    by = HEIR if row["kind"] == HEIR else row["by"]
    return Judgement(row["left"], row["right"], row["verdict"], by, row["reason"], row["at"])


@contextmanager
def linking(connection: Connection, recall: Recall, rules: Blocking) -> Iterator[Linkage]:
    """The incidents as they stand; what is remembered holds only if nobody else has written since."""
    if recall.mark is None or recall.mark != _mark(connection):
        recall.clear()
    recall.mark = None  # until all is written, what is remembered may never come to be
    yield Linkage(connection, recall, rules)
    recall.mark = _mark(connection)


def _mark(connection: Connection) -> tuple[int, int]:
    items, decided = connection.execute(_MARK).one()
    return items, decided
