"""The head of an incident's page: what happened in a sentence, its chips, its strip of figures, its status history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from sitrep.codebook.countries import name_of
from sitrep.exports.chips import STATUSES, Chip
from sitrep.exports.incident_phrases import Amount, count_amount, names, place_words, title
from sitrep.exports.phrases import UNTOLD, when_words
from sitrep.exports.situation_words import first_report
from sitrep.incidents.figures import Figure, SideCount
from sitrep.incidents.fusion import Fused, StatusChange
from sitrep.ledger.incident_reports import Incident, Reported
from sitrep.ledger.queries import Body
from sitrep.records.report import Service
from sitrep.web.views.figures import CLASSES, ordered_figures, outcome_words, shown, who
from sitrep.web.views.quoted import Quoted, Reviews, is_reviewed, outlet, sentence_quoted
from sitrep.web.words import day, plural

#: How many cells the strip holds.
CELLS: Final = 5


@dataclass(frozen=True, slots=True)
class StripCell:
    """One cell: its label, its value with hedge and range or as words, and who says so."""

    label: str
    amount: Amount | None
    words: str
    shade: str
    basis: str


@dataclass(frozen=True, slots=True)
class Change:
    """From when on which story gives this status."""

    chip: Chip
    published: str
    document: str
    event: str


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the fold."""

    title: str
    place: tuple[str, ...]
    quote: Quoted
    quoted_from: str
    sentences: tuple[str, ...]
    chips: tuple[Chip, ...]
    cells: tuple[StripCell, ...]
    changes: tuple[Change, ...]


def head_of(incident: Incident, reviews: Reviews, told: Mapping[str, Body]) -> Head:
    """The head of this incident; ``told`` has the story of its first account."""
    fused = incident.fused
    first = first_report(incident)
    country = name_of(fused.where.country) if fused.where and fused.where.country else None
    region = fused.where.admin1 if fused.where else None
    published = first.document.published
    return Head(
        title=title(fused),
        place=tuple(each for each in (country, region) if each),
        quote=sentence_quoted(first, told.get(first.document.id)),
        quoted_from=f"{outlet(first)}, {day(published)}" if published else outlet(first),
        sentences=tuple(_sentences(incident)),
        chips=tuple(_chips(incident, reviews)),
        cells=tuple(_cells(incident))[:CELLS],
        changes=tuple(_change(one) for one in fused.statuses),
    )


def _change(one: StatusChange) -> Change:
    return Change(STATUSES[one.status], one.published, one.document, one.item)


def _sentences(incident: Incident) -> Iterator[str]:
    """How far the reports agree, and what is not known."""
    fused = incident.fused
    for figure in ordered_figures(fused):
        if figure.disputed and figure.outcome in CLASSES:
            people = "dead" if figure.outcome == "killed" else "wounded"
            yield f"The {people} are counted differently by {len(figure.sides)} sources."
    if disputed_doers(incident):
        yield "Who did it is not settled."
    if fused.only_recalled:
        yield "Told as background only, so it is not counted in the news of the day."
    if fused.status == "planned":
        yield "No report says that it took place."
    news = {one.document.id for one in incident.reports if not one.event.background} or set(fused.documents)
    recalling = len(fused.documents) - len(news)
    more = f"; {plural(recalling, 'more recalls', 'more recall')} it" if recalling else ""
    if len(news) == 1:
        yield f"One report tells of it{more}."
    elif fused.origins == 1:
        yield f"{plural(len(news), 'report')}, one origin{more}."
    else:
        yield f"{plural(len(news), 'report')} from {plural(fused.origins, 'origin')}{more}."


def _chips(incident: Incident, reviews: Reviews) -> Iterator[Chip]:
    fused = incident.fused
    yield STATUSES[fused.status]
    if any(one.disputed for one in fused.figures) or disputed_doers(incident):
        yield Chip("disputed", "disputed")
    events = [one.event.id for one in incident.reports]
    left = [one for one in events if not is_reviewed(reviews, one)]
    if not left:
        yield Chip("reviewed", "reviewed")
    elif len(left) == len(events):
        yield Chip("unreviewed", "unreviewed")
    else:
        yield Chip("unreviewed", f"{len(left)} of {plural(len(events), 'report')} unreviewed")


def disputed_doers(incident: Incident) -> tuple[str, ...]:
    """Those who are said to have done it and of whom somebody denies it."""
    told = (
        party.name
        for report in incident.reports
        for party in report.event.participants
        if party.role == "actor" and party.disputed
    )
    return tuple(dict.fromkeys(told))


def _cells(incident: Incident) -> Iterator[StripCell]:
    fused = incident.fused
    room = CELLS - 2
    cells = [*(_figure_cell(one) for one in ordered_figures(fused)), *_service_cells(incident)]
    yield from cells[:room]
    yield _when_cell(incident)
    parties = _party_cell(incident)
    if parties:
        yield parties
    if len(cells) < room:
        yield _source_cell(fused)
    if len(cells) < room - 1:
        yield StripCell("Where", None, place_words(fused.where), "", _precision(fused))


def _figure_cell(figure: Figure) -> StripCell:
    return StripCell(outcome_words(figure.outcome), shown(figure), "", CLASSES.get(figure.outcome, ""), basis(figure))


def basis(figure: Figure) -> str:
    """Whose the shown figure is, when they said so, and how many sides its range spans."""
    if not figure.sides:
        return "only partial counts and denials"
    side, speaker = _best_side(figure), speaker_of(figure)
    published = f", {day(side.published)}" if side.published else ""
    told = f"{speaker}{published}"
    zero = "0 is stated, not left out. " if figure.best == 0 else ""
    others = len(figure.sides) - 1
    return f"{zero}best: {told}. Range of the newest from {others + 1} sides" if others else zero + told


def _best_side(figure: Figure) -> SideCount:
    return next((one for one in figure.sides if one.best is not None), figure.sides[0])


def speaker_of(figure: Figure) -> str:
    """Whose the shown figure is."""
    if not figure.sides:
        return "only partial counts and denials"
    side = _best_side(figure).side
    told = (who(one) for one in reversed(figure.history) if one.voice.side == side and one.standing == "current")
    return next(told, side)


def _service_cells(incident: Incident) -> Iterator[StripCell]:
    for report in reversed(incident.reports):
        for service in report.event.services:
            yield _service_cell(service, report)
        if report.event.services:
            return


def _service_cell(service: Service, report: Reported) -> StripCell:
    kind = f"{service.service.capitalize()} {service.effect}"
    told = report.document.published
    basis_ = f"{outlet(report)}, {day(told)}" if told else outlet(report)
    for count, whom in ((service.households, "households"), (service.people, "people")):
        if count is not None:
            amount = count_amount(count)
            span = f"{amount.span}; " if amount.span else ""
            return StripCell(f"{kind}, {whom}", replace(amount, span=""), "", "o", span + basis_)
    return StripCell(kind, None, UNTOLD, "o", basis_)


def _when_cell(incident: Incident) -> StripCell:
    when = incident.fused.when
    told = {one.event.when.start[:10] for one in incident.reports
            if one.event.when and one.event.when.start and not one.event.background}  # fmt: skip
    if when is None or not (when.start or when.end):
        return StripCell("When", None, when_words(when), "", "so it stands in no tally of days")
    silent = sum(one.event.when is None for one in incident.reports)
    agreed = "all reports agree" if len(told) < 2 else f"reports name {len(told)} days"
    rest = f"; {silent} of {len(incident.reports)} give no time" if silent else ""
    fine = when.precision.replace("-", " ")
    words = when_words(when)
    return StripCell("When", None, words, "", f"{fine}, “{when.text}”; {agreed}{rest}")


def _party_cell(incident: Incident) -> StripCell | None:
    """Who did it and to whom, or between whom it was."""
    parties = incident.fused.parties
    doers = [name for role, name, _ in parties if role == "actor"]
    sides = [name for role, name, _ in parties if role == "participant"]
    sufferers = [name for role, name, _ in parties if role == "recipient"]
    if disputed_doers(incident):
        return StripCell("By whom", None, "not settled", "", f"{names(disputed_doers(incident))}: accused and denied")
    if doers:
        return StripCell("By whom", None, names(doers), "", f"against {names(sufferers)}" if sufferers else "")
    if sides:
        hosts = [name for role, name, _ in parties if role in ("host", "mediator")]
        return StripCell("Between", None, names(sides), "", f"host or mediator: {names(hosts)}" if hosts else "")
    if incident.fused.type in ("ASSAULT", "COERCE"):
        return StripCell("By whom", None, "not told", "", f"against {names(sufferers)}" if sufferers else "")
    return None


def _source_cell(fused: Fused) -> StripCell:
    count = fused.independent_sources
    told = names(fused.vouchers) if fused.vouchers else "nobody is named"
    return StripCell("Who vouches", None, plural(count, "source") if count else "nobody named", "", told)


def _precision(fused: Fused) -> str:
    if fused.where is None:
        return "no report tells of a place"
    return f"known to the {fused.where.precision}, “{fused.where.text}”"
