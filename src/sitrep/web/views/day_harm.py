"""Who came to harm on some days: of each incident by its row, or by the reports that reviewers let out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sitrep.ledger.gate import Gate
from sitrep.ledger.opening import Book
from sitrep.ledger.tolls import Decided, Toll, decided, tolls_between, tolls_let_out
from sitrep.web.views.day_chart import DayHarm, counting_day


@dataclass(frozen=True)
class Harmed:
    """The harm in each incident as all its reports tell it that were not rejected, and as the reviewed ones do.

    ``kinds`` has the type and the country of each.
    """

    everything: Mapping[str, DayHarm]
    reviewed: Mapping[str, DayHarm]
    kinds: Mapping[str, tuple[str, str | None]]


def harmed_on(book: Book, days: tuple[str, str], gate: Gate, country: str | None) -> Harmed:
    """Who came to harm from the first of these days to the last; without ``all``, only what was reviewed is told."""
    said = decided(book)
    listed = tolls_between(book, *days, country) if said or gate == "all" else []
    known = [one for one in listed if gate == "all" or one.id in said]
    changed = [one.id for one in known if one.id in said and (said[one.id].corrected or said[one.id].rejected)]
    everything = {one.id: _of_row(one) for one in known}
    if gate == "all":
        gone = frozenset(changed)
        everything = {id_: harm for id_, harm in everything.items() if id_ not in gone}
        everything |= _let_out(book, changed, "all")
    whole = {one.id: _of_row(one) for one in known if one.id in said and _is_all_accepted(one, said[one.id])}
    partly = [one.id for one in known if one.id in said and one.id not in whole and said[one.id].let_out]
    kinds = {one.id: (one.type, one.country) for one in known}
    return Harmed(everything, whole | _let_out(book, partly, "reviewed"), kinds)


def _is_all_accepted(toll: Toll, said: Decided) -> bool:
    return said.accepted == toll.reports and not (said.corrected or said.rejected)


def _of_row(toll: Toll) -> DayHarm:
    return DayHarm(toll.killed, toll.wounded, counting_day(toll.start, toll.end, toll.precision))


def _let_out(book: Book, ids: Sequence[str], gate: Gate) -> dict[str, DayHarm]:
    """The harm as the reports tell it that the gate lets out, as they were corrected."""
    return {one.id: _of_row(one) for one in tolls_let_out(book, ids, gate)}
