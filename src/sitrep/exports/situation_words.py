"""A situation in words: its days, its gate, a sentence, its figures, and what is not known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sitrep.codebook.countries import name_of
from sitrep.desk.situation import Listed, Situation
from sitrep.exports.incident_phrases import Amount, amount, count_amount, figure_amount, names
from sitrep.exports.phrases import counted, moment_words
from sitrep.incidents.figures import Figure
from sitrep.incidents.tallying import Range
from sitrep.ledger.incident_reports import Incident, Reported

#: How many cells the strip holds.
CELLS: Final = 5
#: How many of the dead are described in a row before the rest is only counted.
_PEOPLE: Final = 4
#: Kinds of happening of which someone is to have done it.
_DONE_BY_SOMEONE: Final = frozenset({"ASSAULT", "COERCE"})


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the strip: its label, its figure, the class of its colour, and what it rests on."""

    label: str
    amount: Amount
    shade: str
    basis: str


def gate_words(told: Situation) -> str:
    """Which rows are in the report."""
    if told.gate == "reviewed":
        left = f"; {counted(told.left_out, 'incident')} not reviewed left out" if told.left_out else ""
        return f"reviewed only{left}"
    open_ = sum(not one.reviewed for one in told.listed)
    return f"with unreviewed: {open_} of {counted(len(told.listed), 'incident')} await review"


def sentence(told: Situation) -> str:
    """The report in one sentence: how many incidents by how many stories, and the dead and wounded of each country."""
    if not told.listed:
        return "No incident of these days is in the report."
    stories = len({report.document.id for one in told.listed for report in one.incident.reports})
    head = (
        f"{counted(len(told.news), 'incident')} told in {stories:,} {'story' if stories == 1 else 'stories'} "
        f"of {counted(len(told.origins), 'origin')}"
    )
    harmed = [words for country, tally in told.totals for words in _harm(country, tally.killed, tally.wounded)]
    return f"{head}: {names(harmed)}." if harmed else f"{head}; no dead or wounded are told of."


def _harm(country: str, killed: Range, wounded: Range) -> Iterator[str]:
    people = [
        f"{range_amount(each).words} {word}" for each, word in ((killed, "killed"), (wounded, "wounded")) if each.high
    ]
    if people:
        yield f"{' and '.join(people)} in {name_of(country) or 'a country not told'}"


def range_amount(told: Range) -> Amount:
    """A sum of figures with its hedge; where some have no upper end, the sum has none."""
    if told.open:
        return Amount("at least", f"{told.best:,}")
    return amount(told.low, told.best, told.high)


def cells(told: Situation) -> tuple[Cell, ...]:
    """The strip: dead and wounded of the first countries, the missing, and households without power."""
    found: list[Cell] = []
    for country, tally in told.totals:
        place = name_of(country) or "country not told"
        basis = f"{counted(tally.incidents, 'incident')}" + (f", {tally.nested} within others" if tally.nested else "")
        if tally.killed.high:
            found.append(Cell(f"Killed, {place}", range_amount(tally.killed), "k", basis))
        if tally.wounded.high:
            found.append(Cell(f"Wounded, {place}", range_amount(tally.wounded), "w", basis))
    missing = [figure for one in told.news for figure in one.incident.fused.figures if figure.outcome == "missing"]
    most = max(missing, key=lambda one: one.best or one.low or 0, default=None)
    tail = [Cell("Missing", figure_amount(most), "", "the largest single figure")] if most else []
    homes = max(
        (each for one in told.news for each in households(one.incident)), default=None, key=lambda each: each[0]
    )
    if homes:
        tail.append(Cell("Households without power", homes[1], "o", f"the largest single outage; {homes[2]}"))
    return (*found[: CELLS - len(tail)], *tail)


def households(incident: Incident) -> Iterator[tuple[int, Amount, str]]:
    """The newest figure of households without power: its number, with its hedge, and who says so."""
    for report in reversed(incident.reports):
        for service in report.event.services:
            if service.service == "electricity" and service.effect in ("cut", "reduced") and service.households:
                count = service.households
                number = next((n for n in (count.best, count.low, count.high) if n is not None), 0)
                yield number, count_amount(count), vouched(incident)
                return


def vouched(incident: Incident) -> str:
    """Who says so, by name; the outlets where nobody is named."""
    return names(incident.fused.vouchers) or names(
        report.document.outlet or "outlet not told" for report in incident.reports
    )


def first_report(incident: Incident) -> Reported:
    """The first report of the news that gives the status which now stands."""
    news = [one for one in incident.reports if not one.event.background] or list(incident.reports)
    now = [one for one in news if one.event.status == incident.fused.status] or news
    return min(now, key=lambda one: (one.document.published or "~", one.arrival))


def people(incident: Incident) -> str:
    """The dead as people, where anyone is described: "a nurse, 34, and a security guard"."""
    dead = (
        person.text
        for report in incident.reports
        for casualty in report.event.casualties
        if casualty.outcome == "killed"
        for person in casualty.of
    )
    told: dict[str, str] = {}
    for each in dead:
        told.setdefault(each.casefold(), each)
    return names(told.values(), _PEOPLE)


def figure_of(incident: Incident, outcome: str) -> Figure | None:
    """The shown figure of an outcome, if any is told."""
    return next((one for one in incident.fused.figures if one.outcome == outcome), None)


def unknowns(told: Situation) -> tuple[str, ...]:
    """What is not known, in sentences: what was left out, and what no report tells."""
    lines = []
    if told.left_out:
        lines.append(f"{counted(told.left_out, 'incident')} of these days not reviewed, and so left out.")
    lines += _gaps(told.news)
    if told.announced:
        lines.append(f"{counted(len(told.announced), 'incident')}: told of, but not as having happened; listed apart.")
    meetings = [meeting for effort in told.efforts for meeting in effort.meetings]
    lines += [
        f"No report says that the meeting planned for {moment_words(one.day)} took place."
        for one in meetings
        if one.standing in ("planned", "proposed") and one.day <= told.until.isoformat()
    ]
    return tuple(lines)


def _gaps(news: Sequence[Listed]) -> Iterator[str]:
    fused = [one.incident.fused for one in news]
    undated = sum(one.when is None or not (one.when.start or one.when.end) for one in fused)
    placeless = sum(one.where is None for one in fused)
    pointless = sum(
        one.where is not None and (one.where.lat is None or one.where.precision == "country") for one in fused
    )
    unnamed = sum(
        one.type in _DONE_BY_SOMEONE and not any(role == "actor" for role, _, _ in one.parties) for one in fused
    )
    uncounted = sum(not one.figures for one in fused if one.type == "ASSAULT")
    single = sum(one.origins <= 1 for one in fused)
    for number, words in (
        (undated, "no report gives a day, so in no tally of days"),
        (placeless, "no place is told"),
        (pointless, "the place has no point: on no map, listed all the same"),
        (unnamed, "nobody says who did it"),
        (uncounted, "no figure of people harmed is told, which is not a zero"),
        (single, "one origin alone tells of it"),
    ):
        if number:
            yield f"{counted(number, 'incident')}: {words}."
