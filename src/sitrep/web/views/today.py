"""A day's news: a sentence and a strip made from its figures, its incidents, and what was told around them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sitrep.codebook.countries import name_of
from sitrep.desk.gated import days_of
from sitrep.desk.incidents import wholes, wholes_of_kinds
from sitrep.exports.incident_phrases import Amount, amount, figure_amount, headline, names, place_words
from sitrep.exports.situation_words import first_report
from sitrep.incidents.fusion import Fused
from sitrep.incidents.nesting import PartOf
from sitrep.incidents.tallying import Counted, Range, counts, total
from sitrep.ledger.days import (
    Coverage,
    coverage,
    cut_between,
    news_of,
    planned_before,
    twins_among,
    warned_on,
)
from sitrep.ledger.decisions import REVIEWED
from sitrep.ledger.gate import Gate
from sitrep.ledger.gated_incidents import Shown, shown_incidents
from sitrep.ledger.incident_reports import Incident
from sitrep.ledger.opening import Book
from sitrep.ledger.queries import bodies
from sitrep.web.views.day_chart import WIDE_DAYS, DayChart, by_day, chart_of, outage_bars
from sitrep.web.views.day_harm import harmed_on
from sitrep.web.views.day_outages import outage_cells
from sitrep.web.views.day_side import Cut, Open, Talk, Twins, cuts, open_warnings, talks, talks_of, twins
from sitrep.web.views.figures import ordered_figures
from sitrep.web.views.incident_head import CELLS, StripCell, speaker_of
from sitrep.web.views.incident_rows import IncidentRow, rows_of
from sitrep.web.views.later import NOTHING, Later, mark
from sitrep.web.words import plural

#: So many rows stand on the page; the rest is a link away.
ROWS: Final = 60
#: For so long before the day services and talks are looked back at, and so many of each are told.
BACK: Final = timedelta(60)
EACH: Final = 6
#: So many cuts are drawn at most.
CUTS: Final = 200


@dataclass(frozen=True)
class Today:
    """All that the page of one day shows."""

    day: str
    country: str | None
    sentence: str
    cells: tuple[StripCell, ...]
    chart: DayChart | None
    new: tuple[IncidentRow, ...]
    new_count: int
    grown: tuple[IncidentRow, ...]
    nesting: str
    undated: int
    stories: int
    origins: int
    events: int
    cuts: tuple[Cut, ...]
    talks: tuple[Talk, ...]
    twins: tuple[Twins, ...]
    warnings: tuple[Open, ...]
    coverage: Coverage
    countries: tuple[tuple[str, str], ...]


def today_of(book: Book, day: str, gate: Gate, country: str | None, later: Later = NOTHING) -> Today:
    """The page of this day; the likely twins that were put aside come last."""
    found = news_of(book, day, gate, country)
    listed = [*found.new[:ROWS], *found.grown[:ROWS]]
    shown = shown_incidents(book, listed, gate)
    around = wholes(book, listed, days=days_of(shown))
    new = {id_: shown[id_] for id_ in found.new[:ROWS] if id_ in shown}
    grown = {id_: shown[id_] for id_ in found.grown[:ROWS] if id_ in shown}
    since, out = _since(day), _cuts(book, day, gate, country)
    overdue = shown_incidents(book, planned_before(book, day, since, country, gate, EACH), gate)
    likely = twins_among(book, set(listed), EACH + len(later.marks))
    pairs = later.last(likely, lambda one: mark(*one[:2]))[:EACH]
    paired = shown_incidents(book, {id_ for one in pairs for id_ in one[:2]}, gate)
    meetings = talks_of({**new, **grown, **overdue}, EACH)
    reports = [report for one in new.values() if one.incident for report in one.incident.reports]
    return Today(
        day=day,
        country=country,
        sentence=_sentence(new, len(found.new)),
        cells=_cells(new, around),
        chart=_chart(book, day, gate, country, out),
        new=rows_of(new, found.new[:ROWS], around, year=False),
        new_count=len(found.new),
        grown=rows_of(grown, found.grown[:ROWS], around, year=False),
        nesting=_nesting(new, around),
        undated=sum(not (one.incident and one.incident.fused.when) for one in new.values()),
        stories=len({report.document.id for report in reports}),
        origins=max((one.incident.fused.origins for one in new.values() if one.incident), default=0),
        events=len(reports),
        cuts=cuts(out, day, EACH),
        talks=talks(meetings, day, bodies(book, {report.document.id for _, report in meetings.values()})),
        twins=twins(pairs, paired),
        warnings=open_warnings(new, warned_on(book, day), EACH),
        coverage=coverage(book, day),
        countries=_countries(new, country),
    )


def day_chart(book: Book, day: str, gate: Gate, country: str | None) -> DayChart | None:
    """The six weeks that end with this day."""
    return _chart(book, day, gate, country, _cuts(book, day, gate, country))


def _cuts(book: Book, day: str, gate: Gate, country: str | None) -> dict[str, Shown]:
    """The services that were cut or restored, as far back as they are told of."""
    return shown_incidents(book, cut_between(book, _since(day), day, country, gate, CUTS), gate)


def _since(day: str) -> str:
    return (date.fromisoformat(day) - BACK).isoformat()


def _chart(book: Book, day: str, gate: Gate, country: str | None, out: Mapping[str, Shown]) -> DayChart | None:
    last = date.fromisoformat(day)
    first = last - timedelta(WIDE_DAYS - 1)
    days = first.isoformat(), day
    harmed = harmed_on(book, days, gate, country)
    around = wholes_of_kinds(book, harmed.kinds, days)
    reviewed = by_day(harmed.reviewed, around)
    everything = by_day(harmed.everything, around) if gate == "all" else reviewed
    return chart_of(
        last, first, (everything, reviewed), outage_bars(out, wholes(book, list(out), days=(_since(day), day)))
    )


def _happened(shown: Mapping[str, Shown]) -> dict[str, Incident]:
    """What happened of the news."""
    return {id_: one.incident for id_, one in shown.items() if one.incident and counts(one.incident.fused)}


def _sentence(new: Mapping[str, Shown], count: int) -> str:
    """The gravest happening of the day, and how many await review."""
    happened = _happened(new)
    if not new:
        return "No incident of this day is shown."
    told = ""
    if happened:
        gravest = next(iter(happened.values()))  # the news comes with most dead first
        told = f"{headline(first_report(gravest).event)}, {place_words(gravest.fused.where)}"
        harm = _harm(gravest.fused)
        told += f": {harm}. " if harm else ". "
    waiting = sum(any(each not in REVIEWED for each in one.reviews.values()) for one in new.values())
    if not waiting:
        return f"{told}All {count} new incidents are reviewed." if count > 1 else f"{told}It is reviewed."
    if waiting == count:
        return f"{told}It awaits review." if count == 1 else f"{told}All {count} new incidents await review."
    return f"{told}{waiting} of {plural(count, 'new incident')} {'awaits' if waiting == 1 else 'await'} review."


def _harm(fused: Fused) -> str:
    """The dead and wounded, and who gives the figure."""
    told = [
        one for one in ordered_figures(fused)
        if one.outcome in ("killed", "wounded") and (one.best or one.low or one.high)
    ]  # fmt: skip
    speakers = list(dict.fromkeys(speaker_of(one) for one in told))
    figures = names(f"{figure_amount(one).words} {one.outcome}" for one in told)
    says = "say" if len(speakers) > 1 or speakers[:1] and speakers[0].endswith("s") else "says"
    return f"{figures}, {names(speakers)} {says}" if told else ""


def _cells(new: Mapping[str, Shown], around: Mapping[str, PartOf]) -> tuple[StripCell, ...]:
    """The dead and wounded of the country hit hardest, the missing, homes without power, then other countries."""
    happened = _happened(new)
    groups: defaultdict[str, dict[str, Incident]] = defaultdict(dict)
    for id_, incident in happened.items():
        groups[(incident.fused.where.country if incident.fused.where else None) or ""][id_] = incident
    told = {country: list(_harmed(country, members, around)) for country, members in groups.items()}
    order = sorted((country for country in told if told[country]), key=lambda one: (-told[one][0][0], one))
    ranked = [[cell for _, cell in told[country]] for country in order]
    first = ranked[0] if ranked else []
    others = [cell for cells in ranked[1:] for cell in cells]
    middle = [*_missing(happened), *outage_cells(happened)]
    return (*first, *middle, *others)[:CELLS]


def _harmed(
    country: str, members: Mapping[str, Incident], around: Mapping[str, PartOf]
) -> Iterator[tuple[int, StripCell]]:
    counted = [
        Counted(id_, one.fused, "", around[id_].whole if id_ in around else None) for id_, one in members.items()
    ]
    sums = total(counted)
    place = name_of(country) or "country not told"
    for outcome, shade, told in (("killed", "k", sums.killed), ("wounded", "w", sums.wounded)):
        if told.high:
            basis = _basis(outcome, members, around)
            weight = told.best if outcome == "killed" else 0
            yield weight, StripCell(f"{outcome.capitalize()}, {place}", range_amount(told), "", shade, basis)


def range_amount(told: Range) -> Amount:
    """A sum of figures; it is open where one of them is."""
    return amount(told.low, told.best, None if told.open else told.high)


def _basis(outcome: str, members: Mapping[str, Incident], around: Mapping[str, PartOf]) -> str:
    """Which figures make the sum, and which are within them."""
    figures = {
        id_: figure_amount(figure).words
        for id_, one in members.items()
        for figure in one.fused.figures
        if figure.outcome == outcome and (figure.best or figure.low or figure.high)
    }
    tops = [id_ for id_ in figures if not (id_ in around and around[id_].whole in figures)]
    within = [figures[id_] for id_ in figures if id_ not in tops]
    if len(tops) == 1:
        fused = members[tops[0]].fused
        speaker = next(speaker_of(one) for one in fused.figures if one.outcome == outcome)
        told = f"{speaker}, {place_words(fused.where)}"
        if not within:
            return told
        parts = f"Counts of {' + '.join(within)} are" if len(within) > 1 else f"The count of {within[0]} is"
        return f"{told}. {parts} part of it"
    inner = f"; {len(within)} more within them" if within else ""
    return f"{' + '.join(figures[id_] for id_ in tops)}, {plural(len(tops), 'incident')}{inner}"


def _missing(happened: Mapping[str, Incident]) -> Iterator[StripCell]:
    found = [
        (figure, one) for one in happened.values() for figure in one.fused.figures
        if figure.outcome == "missing" and (figure.best or figure.low)
    ]  # fmt: skip
    if found:
        figure, one = max(found, key=lambda each: each[0].best or each[0].low or 0)
        basis = f"{place_words(one.fused.where)}; {speaker_of(figure)}"
        yield StripCell("Missing", figure_amount(figure), "", "", basis)


def _nesting(new: Mapping[str, Shown], around: Mapping[str, PartOf]) -> str:
    """Which figures of parts lie in the dead of their whole."""
    inner: defaultdict[str, list[str]] = defaultdict(list)
    for id_, one in new.items():
        whole = around[id_].whole if id_ in around else None
        dead = (
            next((each for each in one.incident.fused.figures if each.outcome == "killed"), None)
            if one.incident
            else None
        )
        if whole is not None and whole in new and dead and dead.best:
            inner[whole].append(figure_amount(dead).words)
    told = max(inner.values(), key=len, default=[])
    return " + ".join(told) if len(told) > 1 else ""


def _countries(new: Mapping[str, Shown], country: str | None) -> tuple[tuple[str, str], ...]:
    """The countries of the day's news by code and name, for the choice of one."""
    codes = {one.incident.fused.where.country for one in new.values() if one.incident and one.incident.fused.where}
    known = {code for code in (*codes, country) if code}
    return tuple(sorted(((code, name_of(code) or code) for code in known), key=lambda one: one[1]))
