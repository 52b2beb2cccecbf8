"""Who came to harm on some days: of each incident by its row, or by the reports that reviewers let out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sitrep.incidents.tallying import counts, figures_of
from sitrep.ledger.gate import Gate
from sitrep.ledger.gated_incidents import shown_incidents
from sitrep.ledger.incident_reports import Incident
from sitrep.ledger.opening import Book
from sitrep.ledger.tolls import Decided, Toll, decided, tolls_between
from sitrep.web.views.day_chart import DayHarm, counting_day, day_of


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
        everything = {id_: harm for id_, harm in everything.items() if id_ not in said or id_ not in changed}
        everything |= _fused(book, changed, "all")
    whole = {one.id: _of_row(one) for one in known if one.id in said and _is_all_accepted(one, said[one.id])}
    partly = [one.id for one in known if one.id in said and one.id not in whole and said[one.id].let_out]
    kinds = {one.id: (one.type, one.country) for one in known}
    return Harmed(everything, whole | _fused(book, partly, "reviewed"), kinds)


def _is_all_accepted(toll: Toll, said: Decided) -> bool:
    return said.accepted == toll.reports and not (said.corrected or said.rejected)


def _of_row(toll: Toll) -> DayHarm:
    return DayHarm(toll.killed, toll.wounded, counting_day(toll.start, toll.end, toll.precision))


def _fused(book: Book, ids: Sequence[str], gate: Gate) -> dict[str, DayHarm]:
    """The harm as the reports tell it that the gate lets out, as they were corrected."""
    shown = shown_incidents(book, ids, gate)
    told = {id_: _of_incident(one.incident) for id_, one in shown.items() if one.incident}
    return {id_: harm for id_, harm in told.items() if harm}


def _of_incident(incident: Incident) -> DayHarm | None:
    """The harm in what happened on a day that is told."""
    day = day_of(incident.fused.when)
    return DayHarm(*figures_of(incident.fused), day) if day and counts(incident.fused) else None
