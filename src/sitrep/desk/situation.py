"""What a report on a range of days is made of: what happened, what was counted, who met, and who says so.

All of it is asked for through the gate: what nobody reviewed is there only when it is asked for by name, and marked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from sitrep.desk.incidents import wholes
from sitrep.desk.processes import gathered
from sitrep.incidents.nesting import PartOf
from sitrep.incidents.origins import Imprint, origins
from sitrep.incidents.tallying import Counted, Tally, counts, tally
from sitrep.ledger.decisions import REVIEWED
from sitrep.ledger.filters import EventFilter
from sitrep.ledger.gate import Gate
from sitrep.ledger.gated_incidents import Shown, shown_incidents
from sitrep.ledger.incident_queries import imprints_of
from sitrep.ledger.incident_reports import Incident
from sitrep.ledger.opening import Book
from sitrep.ledger.period import engines_of, incidents_of_days
from sitrep.ledger.queries import DocumentFacts, Size, size
from sitrep.ledger.review_log import Head, head
from sitrep.ledger.reviews import reviews_of
from sitrep.processes.meetings import Meeting
from sitrep.processes.process import Process

#: So many days after the range a planned meeting is still told of.
_AHEAD: Final = timedelta(days=60)


@dataclass(frozen=True)
class Listed:
    """An incident as the gate lets it out, what it is part of, and whether a person let out every report of it."""

    incident: Incident
    part_of: PartOf | None
    reviewed: bool


@dataclass(frozen=True)
class Effort:
    """A peace effort with its meetings of these days and those planned soon after; all reviewed, or not."""

    process: Process
    meetings: tuple[Meeting, ...]
    reviewed: frozenset[str]


@dataclass(frozen=True)
class Situation:
    """The incidents of some days and what is counted of them; ``left_out`` is how many the gate keeps back.

    ``days`` and ``reviewed_days`` count the same by day, all and what is reviewed of it; ``totals`` count by country
    (alpha-2, empty where it is not told), the one with most incidents first. ``origins`` are the documents that tell
    of it, grouped by origin, the own ones before copies.
    """

    since: date
    until: date
    gate: Gate
    listed: tuple[Listed, ...]
    left_out: int
    days: tuple[Tally, ...]
    reviewed_days: tuple[Tally, ...]
    totals: tuple[tuple[str, Tally], ...]
    efforts: tuple[Effort, ...]
    origins: tuple[tuple[DocumentFacts, ...], ...]
    agencies: dict[str, str]
    engines: tuple[str, ...]
    size: Size
    head: Head

    @property
    def news(self) -> tuple[Listed, ...]:
        """What happened, and is not only recalled."""
        return tuple(one for one in self.listed if counts(one.incident.fused))

    @property
    def announced(self) -> tuple[Listed, ...]:
        """What is planned, threatened, denied or otherwise did not happen."""
        return tuple(
            one for one in self.listed if not counts(one.incident.fused) and not one.incident.fused.only_recalled
        )


def situation(book: Book, since: date, until: date, gate: Gate, wanted: EventFilter | None = None) -> Situation:
    """The situation of these days, both included; ``wanted`` narrows it to a country, a place or a kind."""
    asked = replace(wanted or EventFilter(), since=since.isoformat(), until=until.isoformat())
    ids = incidents_of_days(book, asked)
    around = wholes(book, ids)
    shown = shown_incidents(book, ids, "all")
    judged = [id_ for id_ in ids if id_ in shown and any(each in REVIEWED for each in shown[id_].reviews.values())]
    everything = _listed(ids, shown, around)
    reviewed = _listed(judged, shown_incidents(book, judged, "reviewed"), around)
    listed = reviewed if gate == "reviewed" else everything
    documents = {report.document.id: report.document for one in listed for report in one.incident.reports}
    imprints = imprints_of(book, list(documents))
    return Situation(
        since=since,
        until=until,
        gate=gate,
        listed=listed,
        left_out=len(everything) - len(listed),
        days=_by_day(listed),
        reviewed_days=_by_day(reviewed),
        totals=_by_country(listed),
        efforts=tuple(_efforts(book, since, until, gate)),
        origins=_grouped(documents, imprints, [one.incident for one in listed]),
        agencies={one.document: one.agency for one in imprints if one.agency},
        engines=tuple(engines_of(book, documents)),
        size=size(book),
        head=head(book),
    )


def _listed(ids: Sequence[str], shown: dict[str, Shown], around: dict[str, PartOf]) -> tuple[Listed, ...]:
    """What the gate lets out, in the order of the ids."""
    found = [(shown[id_], around.get(id_)) for id_ in ids if id_ in shown]
    return tuple(
        Listed(one.incident, part_of, one.waiting == 0 and all(each in REVIEWED for each in one.reviews.values()))
        for one, part_of in found
        if one.incident is not None
    )


def _counted(one: Listed) -> Counted:
    return Counted(one.incident.id, one.incident.fused, "", one.part_of.whole if one.part_of else None, one.reviewed)


def _by_day(listed: Sequence[Listed]) -> tuple[Tally, ...]:
    return tally([_counted(one) for one in listed], "day")[0]


def _by_country(listed: Sequence[Listed]) -> tuple[tuple[str, Tally], ...]:
    groups: defaultdict[str, list[Counted]] = defaultdict(list)
    for one in listed:
        if counts(one.incident.fused):
            where = one.incident.fused.where
            groups[where.country or "" if where else ""].append(_counted(one))
    totals = [(country, tally(members, "place")[1]) for country, members in groups.items()]
    return tuple(sorted(totals, key=lambda one: (not one[0], -one[1].incidents, one[0])))


def _efforts(book: Book, since: date, until: date, gate: Gate) -> Iterable[Effort]:
    processes = gathered(book).processes
    meant = [(one, tuple(m for m in one.meetings if _is_of(m, since, until))) for one in processes]
    standing = reviews_of(book, {event for _, meetings in meant for one in meetings for event in one.events})
    for process, meetings in meant:
        reviewed = frozenset(one.id for one in meetings if any(standing.get(event) in REVIEWED for event in one.events))
        shown = meetings if gate == "all" else tuple(one for one in meetings if one.id in reviewed)
        if shown:
            yield Effort(process, shown, reviewed)


def _is_of(meeting: Meeting, since: date, until: date) -> bool:
    """Whether it falls on these days, or is told of by then as one that is to come soon after."""
    day, told = meeting.day, meeting.history[0].published[:10]
    if since.isoformat() <= day <= until.isoformat():
        return True
    return until.isoformat() < day <= (until + _AHEAD).isoformat() and told <= until.isoformat()


def _grouped(
    documents: dict[str, DocumentFacts], imprints: Sequence[Imprint], incidents: Iterable[Incident]
) -> tuple[tuple[DocumentFacts, ...], ...]:
    """The stories by origin: the origin with most of them first, and in each the earliest first.

    Stories of one agency share an origin, and so do copies, which are looked for among those of one incident.
    """
    groups: defaultdict[str, list[DocumentFacts]] = defaultdict(list)
    for id_, lead in _leads(documents, imprints, incidents).items():
        groups[lead].append(documents[id_])
    found = [tuple(sorted(group, key=lambda one: (one.published or "~", one.id))) for group in groups.values()]
    return tuple(sorted(found, key=lambda group: (-len(group), group[0].published or "~", group[0].id)))


def _leads(documents: Iterable[str], imprints: Sequence[Imprint], incidents: Iterable[Incident]) -> dict[str, str]:
    """One document of the origin of each."""
    leads = {id_: id_ for id_ in documents}

    def root(id_: str) -> str:
        while leads[id_] != id_:
            id_ = leads[id_]
        return id_

    for kin in _kin(imprints, incidents):
        for id_ in kin[1:]:
            first, second = sorted((root(kin[0]), root(id_)))
            leads[second] = first
    return {id_: root(id_) for id_ in leads}


def _kin(imprints: Sequence[Imprint], incidents: Iterable[Incident]) -> Iterator[list[str]]:
    """Documents that share an origin: those of an agency, and those of one incident that copy one another."""
    agencies: defaultdict[str, list[str]] = defaultdict(list)
    known = {one.document: one for one in imprints}
    for one in imprints:
        if one.agency:
            agencies[one.agency].append(one.document)
    yield from agencies.values()
    for incident in incidents:
        told = sorted({report.document.id for report in incident.reports} & known.keys())
        alike: defaultdict[str, list[str]] = defaultdict(list)
        for id_, origin in origins([known[each] for each in told]).items():
            alike[origin].append(id_)
        yield from alike.values()
