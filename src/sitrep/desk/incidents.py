"""What a person can ask about incidents: what is told of one and why, and what it is part of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sitrep.codebook.incident_linking import incident_linking
from sitrep.incidents.clustering import Edges
from sitrep.incidents.items import Item
from sitrep.incidents.judgement import Judgement, ordered
from sitrep.incidents.nesting import HOURS, LONG, WIDTHS, PartOf, nested
from sitrep.incidents.origins import origins
from sitrep.incidents.scoring import Verdict, event_judge
from sitrep.ledger.day_texts import long_before
from sitrep.ledger.incident_queries import (
    IncidentFilter,
    find_incidents,
    imprints_of,
    items_of,
    judgements_about,
    kinds_of,
    likely_duplicates,
    resolve,
    wide_items,
)
from sitrep.ledger.incident_reports import Incident, Reported, load_incidents
from sitrep.ledger.linkage import Linkage
from sitrep.ledger.opening import Book
from sitrep.ledger.recall import Recall

#: From a place this wide on, an incident can hold others.
WIDE = WIDTHS.index("district")


@dataclass(frozen=True)
class Linked:
    """A report and why it is of its incident: the report it is likest to and the reasons for it, if any is."""

    report: Reported
    likest: str | None
    verdict: Verdict | None


@dataclass(frozen=True)
class Account:
    """All there is to say of one incident; ``asked`` is the id that led to it."""

    asked: str
    incident: Incident
    linked: tuple[Linked, ...]
    origins: dict[str, str]
    part_of: PartOf | None
    parts: tuple[str, ...]
    judgements: tuple[tuple[str, Judgement], ...]
    duplicates: tuple[tuple[str, float], ...]


def account(book: Book, reference: str) -> Account | None:
    """All there is to say of the incident that this id leads to; None when nothing is told of it any more."""
    asked, id_ = resolve(book, reference)
    incident = next(load_incidents(book, [id_]), None)
    if incident is None:
        return None
    documents = [report.document.id for report in incident.reports]
    inner = _parts(book, incident)
    return Account(
        asked=asked,
        incident=incident,
        linked=_linked(book, incident),
        origins=origins(imprints_of(book, documents)),
        part_of=wholes(book, [id_]).get(id_),
        parts=inner,
        judgements=tuple(judgements_about(book, [report.item.id for report in incident.reports])),
        duplicates=tuple(
            (right if left == id_ else left, p) for (left, right), p in sorted(likely_duplicates(book, id_).items())
        ),
    )


def _linked(book: Book, incident: Incident) -> tuple[Linked, ...]:
    """Every report with the strongest of its likenesses to another report of the incident."""
    items = {report.item.id: report.item for report in incident.reports}
    edges = Linkage(book, Recall(), incident_linking().blocking).edges(items)
    return tuple(_why(report, items, edges) for report in incident.reports)


def _why(report: Reported, items: Mapping[str, Item], edges: Edges) -> Linked:
    own = report.item.id
    alike = [(p, other) for other in items if other != own and (p := edges.get(ordered(own, other), 0.0))]
    if not alike:
        return Linked(report, None, None)
    _, likest = max(alike)
    return Linked(report, likest, event_judge().explain(report.item, items[likest]))


def wholes(book: Book, found: Sequence[str], *, days: tuple[str, str] | None = None) -> dict[str, PartOf]:
    """What these incidents, by their ids, are part of.

    With ``days``, only wholes that began on them or shortly before are looked for: that is quick in a large ledger.
    """
    if not found:
        return {}
    if days:
        return wholes_of_kinds(book, kinds_of(book, found), days)
    members = items_of(book, found)
    types = sorted({item.act.type for items in members.values() for item in items if item.act})
    countries = sorted({item.spots[0].country or "" for items in members.values() for item in items if item.spots})
    return nested(members, wide_items(book, types, countries))


def wholes_of_kinds(
    book: Book, kinds: Mapping[str, tuple[str, str | None]], days: tuple[str, str]
) -> dict[str, PartOf]:
    """What these incidents are part of, each given with its type and country; of wholes that began near these days."""
    countries = sorted({country for _, country in kinds.values() if country})
    wide = wide_items(book, sorted({type_ for type_, _ in kinds.values()}), countries, (long_before(days[0]), days[1]))
    held = {(item.act.type, item.spots[0].country) for _, item in wide if item.act and item.spots}
    return nested(items_of(book, [id_ for id_, kind in kinds.items() if kind in held]), wide) if held else {}


def _parts(book: Book, whole: Incident) -> tuple[str, ...]:
    """What lies in this incident and in none that is narrower."""
    items = [report.item for report in whole.reports]
    wide = any(WIDTHS.index(item.spots[0].precision) >= WIDE for item in items if item.spots)
    lasting = max((item.hours[1] - item.hours[0] for item in items if item.hours), default=0)
    if not wide or lasting > LONG * HOURS:  # what lies within years is told where it lies itself
        return ()
    when = whole.fused.when
    around = IncidentFilter.during(whole.fused.type, when.start if when else None, when.end if when else None)
    within = wholes(book, [one.id for one in find_incidents(book, around)])
    return tuple(sorted(part for part, told in within.items() if told.whole == whole.id))
