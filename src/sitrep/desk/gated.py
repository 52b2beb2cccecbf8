"""What may be said of an incident through the gate: its reports that reviewers let out, and no figure of any other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sitrep.desk.incidents import Account, account, count, tallied
from sitrep.errors import UnknownId
from sitrep.incidents.tallying import By, Tally
from sitrep.ledger.gate import Gate
from sitrep.ledger.gated_incidents import Shown, ids_let_out, shown_incidents
from sitrep.ledger.incident_queries import IncidentFilter, find_incidents
from sitrep.ledger.opening import Book


def gated_account(book: Book, reference: str, gate: Gate) -> tuple[Account, Shown]:
    """The incident that this id leads to, as the gate lets it out; refused where it lets nothing of it out."""
    found = account(book, reference)
    if found is None:
        raise UnknownId(f"Nothing is told of {reference} any more.", check="List what is: sitrep incidents")
    let_out, passed = let_through(book, found, gate)
    if let_out is None:
        raise UnknownId(f"No report of {reference} is reviewed.", check="Ask for unreviewed ones by name: gate=all")
    return let_out, passed


def let_through(book: Book, found: Account, gate: Gate) -> tuple[Account | None, Shown]:
    """As much of this account as the gate lets out, None where that is nothing, and how its reports stand."""
    passed = shown_incidents(book, [found.incident.id], gate)[found.incident.id]
    if passed.incident is None:
        return None, passed
    linked = tuple(one for one in found.linked if one.report.event.id in passed.reviews)
    return replace(found, incident=passed.incident, linked=linked), passed


def days_of(shown: Mapping[str, Shown]) -> tuple[str, str] | None:
    """From the first day of any of these to the last; None where none is told."""
    whens = [one.incident.fused.when for one in shown.values() if one.incident]
    told = [end[:10] for when in whens if when for end in (when.start, when.end) if end]
    return (min(told), max(told)) if told else None


def gated_count(book: Book, wanted: IncidentFilter, by: By, gate: Gate) -> tuple[tuple[Tally, ...], Tally]:
    """The incidents that fit, counted in groups, and the total; through the gate only by the reports it lets out."""
    if gate == "all":
        return count(book, wanted, by)
    passed = ids_let_out(book)
    found = [one for one in find_incidents(book, wanted) if one.id in passed]
    shown = shown_incidents(book, [one.id for one in found], gate)
    told = [(one, incident.fused) for one in found if (incident := shown[one.id].incident) is not None]
    return tallied(book, told, by)
