"""Killed, wounded and households without power by day: each happening once, parts within their whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sitrep.exports.charts_tallies import DayBar, TallyChart, TallyPanel, tally_legend, tally_svg, tally_table
from sitrep.exports.drawing import Drawn, TableRows
from sitrep.incidents.nesting import PartOf
from sitrep.incidents.tallying import Range, once
from sitrep.ledger.decisions import REVIEWED
from sitrep.ledger.gated_incidents import Shown
from sitrep.ledger.incident_reports import Incident
from sitrep.records.report import Count, When

#: The widths of the chart in px, and how many days each shows.
WIDE, WIDE_DAYS = 838.0, 42
NARROW, NARROW_DAYS = 358.0, 14
#: From so many households on they are told in thousands.
_THOUSANDS: Final = 10_000
#: Services that are out.
OUT: Final = ("cut", "reduced")


@dataclass(frozen=True, slots=True)
class DayChart:
    """The chart for two widths, what its marks mean, and its numbers as a table."""

    wide: Drawn
    narrow: Drawn
    legend: Drawn
    table: TableRows


@dataclass(frozen=True, slots=True)
class Outage:
    """Households without power as one incident tells it."""

    number: int
    about: bool
    open: bool


@dataclass(frozen=True, slots=True)
class Harm:
    """The killed and the wounded of an incident, or of a day."""

    killed: Range
    wounded: Range


@dataclass(frozen=True, slots=True)
class DayHarm(Harm):
    """The killed and the wounded of one incident, and the day on which they are counted."""

    day: str


def day_of(when: When | None) -> str | None:
    """The day on which an act is counted: the first, but a night that began the evening before on its morning."""
    if when is None or not when.start:
        return None
    return counting_day(when.start[:10], (when.end or when.start)[:10], when.precision)


def counting_day(first: str, last: str, precision: str | None) -> str:
    """The first day of these, but of a night that began the evening before the last."""
    a_night = precision == "part-of-day" and date.fromisoformat(last) - date.fromisoformat(first) == timedelta(1)
    return last if a_night else first


def by_day(told: Mapping[str, DayHarm], wholes: Mapping[str, PartOf]) -> dict[str, Harm]:
    """What is counted on each day; a part is counted on the day of its whole, within it."""
    days: defaultdict[str, list[str]] = defaultdict(list)
    for id_ in told:
        days[told[root(id_, told, wholes)].day].append(id_)
    within = {id_: part.whole for id_, part in wholes.items()}
    return {day: _harm({id_: told[id_] for id_ in ids}, within) for day, ids in sorted(days.items())}


def _harm(told: Mapping[str, DayHarm], within: Mapping[str, str]) -> Harm:
    killed = once({id_: one.killed for id_, one in told.items()}, within)
    return Harm(killed, once({id_: one.wounded for id_, one in told.items()}, within))


def root(id_: str, told: Container[str], wholes: Mapping[str, PartOf]) -> str:
    """The widest incident among these that holds this one."""
    if id_ not in wholes:
        return id_
    at, seen = id_, {id_}
    while at in wholes and wholes[at].whole in told and wholes[at].whole not in seen:
        at = wholes[at].whole
        seen.add(at)
    return at


def chart_of(
    last: date, first: date, tallies: tuple[dict[str, Harm], dict[str, Harm]], outages: Sequence[DayBar]
) -> DayChart | None:
    """The chart of all that was told and the reviewed part of it; None where no day has any figure."""
    everything, reviewed = tallies
    panels = []
    if killed := tuple(_bars("killed", everything, reviewed)):
        panels.append(TallyPanel("Killed", "killed", killed))
    if wounded := tuple(_bars("wounded", everything, reviewed)):
        panels.append(TallyPanel("Wounded", "wounded", wounded))
    if outages:
        panels.append(_outage_panel(tuple(outages)))
    if not panels:
        return None
    chart = TallyChart(first, last, tuple(panels), last)
    few = chart.latest(NARROW_DAYS)
    left_out = "Undated and background events are left out; a night counts on its morning"
    return DayChart(
        tally_svg(chart, WIDE, prefix="dw"), tally_svg(few, NARROW, prefix="dn"), tally_legend("dl", left_out=left_out),
        tally_table(chart),
    )  # fmt: skip


def _outage_panel(bars: tuple[DayBar, ...]) -> TallyPanel:
    many = max(bar.best for bar in bars) >= _THOUSANDS
    title = "Households without power, thousand" if many else "Households without power"
    return TallyPanel(title, "outage", bars, 1000 if many else 1, 56)


def _bars(outcome: str, everything: dict[str, Harm], reviewed: dict[str, Harm]) -> Iterator[DayBar]:
    for day, told in everything.items():
        whole: Range = getattr(told, outcome)
        own: Range = getattr(reviewed[day], outcome) if day in reviewed else Range()
        if whole.high:
            sure = min(own.best, whole.best)
            high = whole.high if whole.high > whole.best and not whole.open else None
            yield DayBar(date.fromisoformat(day), sure, whole.best - sure, high, open=bool(whole.open))


def outage_bars(shown: Mapping[str, Shown], wholes: Mapping[str, PartOf]) -> list[DayBar]:
    """Households without power by the day of the cut; what lies in a wider cut that is counted is not added to it."""
    told = {
        id_: (outage, one)
        for id_, one in shown.items()
        if one.incident and (outage := homes_of(one.incident)) and day_of(one.incident.fused.when)
    }
    days: defaultdict[str, list[tuple[Outage, bool]]] = defaultdict(list)
    for id_, (outage, one) in told.items():
        if one.incident and root(id_, told, wholes) == id_:
            days[day_of(one.incident.fused.when) or ""].append(
                (outage, all(r in REVIEWED for r in one.reviews.values()))
            )
    return [_outage_bar(date.fromisoformat(day), cuts) for day, cuts in sorted(days.items())]


def _outage_bar(day: date, cuts: Sequence[tuple[Outage, bool]]) -> DayBar:
    sure = sum(cut.number for cut, reviewed in cuts if reviewed)
    open_, about = any(cut.open for cut, _ in cuts), any(cut.about for cut, _ in cuts)
    return DayBar(day, sure, sum(cut.number for cut, _ in cuts) - sure, open=open_, about=about)


def homes_of(incident: Incident) -> Outage | None:
    """The newest figure of households without power."""
    for report in reversed(incident.reports):
        for service in report.event.services:
            if service.service == "electricity" and service.effect in OUT and service.households:
                return _outage(service.households)
    return None


def _outage(count: Count) -> Outage:
    number = next((n for n in (count.best, count.low, count.high) if n is not None), 0)
    about = count.low is not None and count.high is not None and count.low < count.high
    return Outage(number, about, count.high is None)
