"""The reports of an incident grouped by who first vouches: copies stand under what they copy, and do not count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sitrep.exports.incident_phrases import Amount, count_amount, names
from sitrep.incidents.minhash import COPY, shared
from sitrep.incidents.origins import Imprint
from sitrep.incidents.sides import vouching
from sitrep.ledger.incident_reports import Reported
from sitrep.web.views.quoted import outlet

#: What of an origin's figures is shown beside its name, the gravest first.
_SHOWN = ("killed", "wounded", "displaced", "missing", "detained", "released", "abducted", "evacuated", "trapped")


@dataclass(frozen=True, slots=True)
class Line:
    """A story of an origin; ``copy`` says what it copies, empty for the origin's own."""

    document: str
    event: str
    outlet: str
    published: str | None
    copy: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Who first vouches, whom they quote, their newest figure, and the stories that come from them."""

    name: str
    quotes: str
    amount: Amount | None
    outcome: str
    lines: tuple[Line, ...]


def origins_of(reports: Sequence[Reported], origin: dict[str, str], imprints: Sequence[Imprint]) -> tuple[Origin, ...]:
    """The origins, the one with most stories first."""
    known = {one.document: one for one in imprints}
    groups: dict[str, list[Reported]] = {}
    for report in sorted(reports, key=_published):
        groups.setdefault(origin.get(report.document.id, report.document.id), []).append(report)
    found = [_origin(each, known) for each in groups.values()]
    return tuple(sorted(found, key=lambda one: (-len(one.lines), one.name)))


def copies_of(origins: Sequence[Origin]) -> frozenset[str]:
    """The documents that only repeat another."""
    return frozenset(line.document for one in origins for line in one.lines if line.copy)


def _published(report: Reported) -> tuple[str, int]:
    return report.document.published or "", report.arrival


def _origin(reports: Sequence[Reported], known: dict[str, Imprint]) -> Origin:
    agency = next((one.agency for each in reports if (one := known.get(each.document.id)) and one.agency), None)
    lines = tuple(_lines(_leading(reports, agency), known, agency))
    amount, outcome = _newest_figure(reports)
    return Origin(agency or lines[0].outlet, _quoted(reports), amount, outcome, lines)


def _leading(reports: Sequence[Reported], agency: str | None) -> list[Reported]:
    """The reports in order of publication, one's own before copies of the same time."""
    return sorted(reports, key=lambda one: (one.document.published or "", outlet(one) != agency, one.arrival))


def _lines(reports: Sequence[Reported], known: dict[str, Imprint], agency: str | None) -> Iterator[Line]:
    before: list[Imprint] = []
    seen: set[str] = set()
    for report in reports:
        facts, imprint = report.document, known.get(report.document.id)
        if facts.id in seen:
            continue
        seen.add(facts.id)
        copy = _copied(imprint, before, agency) if imprint else ""
        yield Line(facts.id, report.event.id, outlet(report), facts.published, copy)
        if imprint:
            before.append(imprint)


def _copied(own: Imprint, before: Sequence[Imprint], agency: str | None) -> str:
    """In which way a story repeats those before it; nothing where it is the origin's own."""
    alike = max((shared(own.sketch, one.sketch) for one in before), default=0.0)
    if alike >= COPY:
        return f"{alike:.0%} the same words"
    if before and agency and own.outlet != agency:
        return f"credits {agency}"
    return ""


def _quoted(reports: Sequence[Reported]) -> str:
    """Whom the stories quote."""
    told = (source.speaker for report in reports for source in vouching(report.event.sources))
    return names(name for name in told if name)


def _newest_figure(reports: Sequence[Reported]) -> tuple[Amount | None, str]:
    for outcome in _SHOWN:
        for report in sorted(reports, key=_published, reverse=True):
            counts = [one.count for one in report.event.casualties if one.outcome == outcome and one.count]
            if counts:
                most = max(counts, key=lambda one: one.best or one.low or one.high or 0)
                return count_amount(most), outcome
    return None, ""
