"""What linking decided, put into the ledger: rows are only added, and what is remembered follows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Table, func, select

from sitrep.incidents.basis import basis
from sitrep.incidents.clustering import Pair
from sitrep.incidents.items import Item
from sitrep.incidents.judgement import Judgement, incident_id, ordered
from sitrep.incidents.keys import kept_keys
from sitrep.incidents.linking import Outcome, Seat
from sitrep.incidents.packing import pack
from sitrep.ledger.incident_tables import (
    duplicate_warnings,
    incidents,
    item_keys,
    judgements,
    likenesses,
    linked_items,
    seats,
)
from sitrep.ledger.inserting import into
from sitrep.ledger.linkage import HEIR, Linkage, binding
from sitrep.ledger.numbers import number


def write_item(linkage: Linkage, item: Item, *, event: str, document: int, reading: int, fresh: bool) -> int:
    """The item stands in the ledger as this event of this reading; the number of its row.

    ``fresh`` says that it was never there before.
    """
    row = {"item": item.id, "event": event, "document": document, "reading": reading, "packed": pack(item, basis())}
    (seq,) = linkage.connection.execute(into(linked_items), row).inserted_primary_key or (0,)
    keys = {number(key) for key in kept_keys(item)}
    if not fresh:
        held = select(item_keys.c.key).where(item_keys.c.key.in_(keys), item_keys.c.item == number(item.id))
        keys -= set(linkage.connection.scalars(held))
    _insert(
        linkage,
        item_keys,
        [{"key": key, "item": number(item.id), "published": item.published} for key in sorted(keys)],
    )
    linkage.recall.items[item.id] = item
    if fresh:
        linkage.recall.likenesses[item.id] = {}
        linkage.recall.seats[item.id] = None
    return int(seq)


def withdraw_item(linkage: Linkage, item: str, *, document: int, reading: int) -> None:
    """The item is no longer told by its story: it keeps its seat, but nothing is alike to it any more."""
    forget_likenesses(linkage, item)
    row = {"item": item, "event": None, "document": document, "reading": reading, "packed": None}
    linkage.connection.execute(into(linked_items), row)
    linkage.recall.items[item] = None


def forget_likenesses(linkage: Linkage, item: str) -> None:
    """Every likeness of the item is taken back, before others take their place."""
    held = dict(linkage.edges([item]))
    edition = next_edition(linkage, item)
    _insert(linkage, likenesses, _both_ways(dict.fromkeys(held, None), edition))
    for left, right in held:
        for end in (left, right):
            if end in linkage.recall.likenesses:
                linkage.recall.likenesses[end].pop((left, right), None)


def write_outcome(linkage: Linkage, outcome: Outcome, *, arrival: int = 0, edition: int = 0) -> None:
    """What follows from an item's coming or from a person's word; ``arrival`` is the number of a new item."""
    _write_likenesses(linkage, outcome.edges, edition)
    new = _write_seats(linkage, outcome.moves, arrival)
    _write_incidents(linkage, outcome.opened, new)
    write_judgements(linkage, outcome.log, kind="link")
    _write_warnings(linkage, outcome)


def write_judgements(linkage: Linkage, told: Sequence[Judgement], *, kind: str) -> None:
    """The judgements stand in the ledger for ever; those that bind hold from now on."""
    rows = [
        {"left": one.left, "right": one.right, "verdict": one.verdict, "by": one.by, "reason": one.reason,
         "at": one.at, "kind": kind}
        for one in told
    ]  # fmt: skip
    if kind == HEIR or any(one.binds for one in told):
        linkage.bonds(())  # what was decided before is remembered before this is
        _insert(linkage, judgements, rows)
        linkage.remember([binding(row) for row in rows])
    else:
        _insert(linkage, judgements, rows)


def next_edition(linkage: Linkage, item: str) -> int:
    """The number under which the likenesses of an item that is linked anew are kept."""
    newest = select(func.max(likenesses.c.edition)).where(likenesses.c.item == number(item))
    found = linkage.connection.scalar(newest)
    return 0 if found is None else found + 1


def _write_likenesses(linkage: Linkage, edges: dict[Pair, float], edition: int) -> None:
    _insert(linkage, likenesses, _both_ways(dict(edges), edition))
    remembered = linkage.recall.likenesses
    for pair, probability in edges.items():
        for end in pair:
            if end in remembered:
                remembered[end][pair] = probability


def _both_ways(edges: dict[Pair, float | None] | dict[Pair, float], edition: int) -> list[dict[str, Any]]:
    return [
        {"item": number(one), "other": number(other), "edition": edition, "probability": probability}
        for (left, right), probability in edges.items()
        for one, other in ((left, right), (right, left))
    ]


def _write_seats(linkage: Linkage, moves: dict[str, str], arrival: int) -> set[str]:
    """The items that had no seat before are given back."""
    before = linkage.seats(moves)
    now = {
        item: Seat(incident, before[item].arrival if item in before else arrival) for item, incident in moves.items()
    }
    rows = [{"item": item, "incident": seat.incident, "arrival": seat.arrival} for item, seat in now.items()]
    _insert(linkage, seats, rows)
    members = linkage.recall.members
    for item, seat in now.items():
        if item in before and before[item].incident in members:
            members[before[item].incident].discard(item)
        if seat.incident in members:
            members[seat.incident].add(item)
        elif seat.incident == incident_id(item) and item not in before:
            members[seat.incident] = {item}
        linkage.recall.seats[item] = seat
    return now.keys() - before.keys()


def _write_incidents(linkage: Linkage, opened: dict[str, str], new: set[str]) -> None:
    """An incident that a new item opens was never there; another may come back to life."""
    asked = [id_ for id_, founder in opened.items() if founder not in new]
    held = set(linkage.connection.scalars(select(incidents.c.id).where(incidents.c.id.in_(asked)))) if asked else set()
    _insert(linkage, incidents, [{"id": id_, "founder": one} for id_, one in opened.items() if id_ not in held])
    for id_ in opened.keys() - set(asked):
        linkage.recall.warnings[id_] = {}


def _write_warnings(linkage: Linkage, outcome: Outcome) -> None:
    around = set(outcome.around)
    before = {pair: p for pair, p in linkage.warnings(around).items() if around.intersection(pair)}
    now = {ordered(one.left, one.right): one.probability for one in outcome.duplicates}
    changed = {pair: now.get(pair, 0.0) for pair in sorted(before.keys() | now) if before.get(pair) != now.get(pair)}
    _insert(
        linkage,
        duplicate_warnings,
        [{"left": left, "right": right, "probability": p} for (left, right), p in changed.items()],
    )
    remembered = linkage.recall.warnings
    for pair, p in changed.items():
        for end in pair:
            if end in remembered:
                if p:
                    remembered[end][pair] = p
                else:
                    remembered[end].pop(pair, None)


def _insert(linkage: Linkage, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    listed = list(rows)
    if listed:
        linkage.connection.execute(into(table), listed)
