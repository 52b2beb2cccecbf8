"""What may be said of an incident through the gate: its reports that reviewers let out, and no figure of any other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from sitrep.desk.incidents import Account, account, wholes
from sitrep.errors import UnknownId
from sitrep.incidents.fusion import Fused
from sitrep.incidents.nesting import PartOf
from sitrep.incidents.tallying import By, Counted, Tally, tally
from sitrep.ledger.decisions import REVIEWED, Review
from sitrep.ledger.gate import Gate
from sitrep.ledger.gated_incidents import Shown, shown_incidents
from sitrep.ledger.incident_queries import IncidentFilter, Summary, find_incidents
from sitrep.ledger.incident_rows import side
from sitrep.ledger.lists import incident_page
from sitrep.ledger.opening import Book
from sitrep.ledger.paging import MOST, Turn
from sitrep.ledger.tolls import NOTHING, Decided, decided


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


@dataclass(frozen=True)
class Listed:
    """An incident as the gate lets it out, and what it is part of: of so many reports, of which so many wait.

    Nothing is told of reports that reviewers rejected, unless they rejected all: then it is told as it was read.
    ``review`` is how its reports stand together: let out where each of them is.
    """

    id: str
    fused: Fused
    side: str
    reports: int
    waiting: int
    review: Review
    part_of: PartOf | None = None

    @property
    def reviewed(self) -> bool:
        """Whether each of its reports was let out."""
        return self.review in REVIEWED


def list_incidents(book: Book, wanted: IncidentFilter, gate: Gate, *, limit: int | None = None) -> list[Listed]:
    """The incidents that fit, by day, as the gate lets them out."""
    found = find_incidents(book, wanted, limit=limit) if gate == "all" else list(islice(_let_out(book, wanted), limit))
    said = decided(book)
    differing = [one.id for one in found if one.id in said and _differs(one, said[one.id], gate)]
    shown, within = shown_incidents(book, differing, gate), wholes(book, [one.id for one in found])
    told = (_listed(one, said.get(one.id, NOTHING), gate, shown.get(one.id)) for one in found)
    return [replace(one, part_of=within.get(one.id)) for one in told]


def gated_count(book: Book, wanted: IncidentFilter, by: By, gate: Gate) -> tuple[tuple[Tally, ...], Tally]:
    """The incidents that fit, counted in groups, and the total; by the reports that the gate lets out."""
    told = [one for one in list_incidents(book, wanted, gate) if one.review != "rejected"]
    return tally([_counted(one) for one in told], by)


def _counted(one: Listed) -> Counted:
    return Counted(one.id, one.fused, one.side, one.part_of.whole if one.part_of else None, one.reviewed)


def _let_out(book: Book, wanted: IncidentFilter) -> Iterator[Summary]:
    """The incidents that fit and of which some report was let out, by day."""
    cursor: str | None = None
    while True:
        page = incident_page(book, wanted, Turn(cursor=cursor, limit=MOST), order="day", gate="reviewed")
        yield from page.rows
        cursor = page.next_cursor
        if cursor is None:
            return


def _differs(one: Summary, said: Decided, gate: Gate) -> bool:
    """Whether what the gate lets out of the incident is not what all its reports together tell."""
    return bool(said.corrected or said.rejected) or (gate == "reviewed" and said.let_out < one.reports)


def _listed(one: Summary, said: Decided, gate: Gate, shown: Shown | None) -> Listed:
    left = one.reports - said.rejected
    let_out: Review = "corrected" if said.corrected else "accepted"
    waiting = 0 if gate == "reviewed" else left - said.let_out
    review: Review = "rejected" if not left else "unreviewed" if waiting else let_out
    if shown is None or shown.incident is None:
        return Listed(one.id, one.fused, one.side, one.reports, waiting, review)
    told = shown.incident
    acts = [report.item.act for report in told.reports]
    return Listed(one.id, told.fused, side(act.doers for act in acts if act), len(told.reports), waiting, review)
