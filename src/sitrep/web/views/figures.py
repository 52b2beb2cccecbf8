"""Every figure of an incident that was ever told: as rows, and over time as a chart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, get_args

from sitrep.codebook.wording import wording
from sitrep.exports.charts_figures import (
    FigureChart,
    FigureMark,
    ReportTick,
    State,
    figure_legend,
    figure_svg,
    figure_table,
)
from sitrep.exports.charts_tallies import Kind
from sitrep.exports.drawing import Drawn, TableRows
from sitrep.exports.incident_phrases import Amount, count_amount, figure_amount
from sitrep.incidents import figures as told
from sitrep.incidents.fusion import Fused
from sitrep.ledger.incident_reports import Incident, Reported
from sitrep.records.report import Outcome
from sitrep.web.views.quoted import Quoted, Reviews, is_reviewed, outlet, quoted

#: In which colour an outcome is drawn.
SHADES: Final[dict[str, Kind]] = {"killed": "killed", "wounded": "wounded"}
#: The classes of numbers.
CLASSES: Final[dict[str, str]] = {"killed": "k", "wounded": "w"}
#: The widths of a chart in px: beside the side column, and on a phone.
WIDE: Final = 838.0
NARROW: Final = 358.0
#: How a standing is said, and the shape of its chip where it has one of its own.
STANDINGS: Final[dict[str, tuple[str, str]]] = {
    "current": ("counted", ""),
    "repeated": ("repeated", ""),
    "superseded": ("superseded", ""),
    "corrected": ("corrected", "withdrawn"),
    "partial": ("partial", ""),
    "background": ("recalled", ""),
    "denied": ("denied", "denied"),
}
_ORDER: Final = get_args(Outcome)


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a row; struck through where another replaced it."""

    outcome: str
    amount: Amount
    struck: bool
    counted: bool

    @property
    def shade(self) -> str:
        """The class of its colour."""
        return CLASSES.get(self.outcome, "")


@dataclass(frozen=True, slots=True)
class FigureRow:
    """What one voice told in one report: a number for every outcome of the table, None for what it did not tell."""

    published: str
    outlet: str
    who: str
    kind: str
    numbers: tuple[Number | None, ...]
    words: tuple[Quoted, ...]
    state: str
    shape: str
    best: bool
    reviewed: bool
    event: str


@dataclass(frozen=True, slots=True)
class FigureTable:
    """The outcomes that anybody told of, and every figure, the newest first."""

    outcomes: tuple[str, ...]
    rows: tuple[FigureRow, ...]


@dataclass(frozen=True, slots=True)
class ChartView:
    """One outcome over time, drawn for two widths, with its legend and its table."""

    outcome: str
    title: str
    wide: Drawn
    narrow: Drawn
    legend: Drawn
    table: TableRows


def outcome_words(outcome: str) -> str:
    """The outcome as a label."""
    return wording().outcome[outcome]


def ordered_figures(fused: Fused) -> tuple[told.Figure, ...]:
    """The dead first, then the wounded and the others in the order of the codebook."""
    return tuple(sorted(fused.figures, key=lambda one: _ORDER.index(one.outcome)))


def figure_table_of(incident: Incident, reviews: Reviews) -> FigureTable:
    """Every figure that was ever told."""
    figures = ordered_figures(incident.fused)
    outcomes = tuple(one.outcome for one in figures)
    reports = {one.event.id: one for one in incident.reports}
    groups: dict[tuple[str, str, str | None], list[told.Reported]] = {}
    for one in figures:
        for each in one.history:
            groups.setdefault((each.item, each.voice.side, each.voice.name), []).append(each)
    best = _best_key(figures)
    rows = [
        _row(key, values, outcomes, reports[key[0]], best=key == best, reviewed=is_reviewed(reviews, key[0]))
        for key, values in groups.items()
    ]
    rows.sort(key=lambda row: (row.published, row.best, row.event, row.who), reverse=True)
    return FigureTable(outcomes, tuple(rows))


def _best_key(figures: Sequence[told.Figure]) -> tuple[str, str, str | None] | None:
    """What the shown figure of the gravest outcome is taken from."""
    for figure in figures:
        side = next((one for one in figure.sides if one.best is not None), None)
        for each in figure.history:
            if side and each.standing == "current" and each.voice.side == side.side:
                return each.item, each.voice.side, each.voice.name
    return None


def _row(
    key: tuple[str, str, str | None], values: Sequence[told.Reported], outcomes: Sequence[str], report: Reported,
    *, best: bool, reviewed: bool,
) -> FigureRow:  # fmt: skip
    first = values[0]
    state, shape = STANDINGS[first.standing]
    return FigureRow(
        published=first.published,
        outlet=outlet(report),
        who=who(first),
        kind=first.voice.kind,
        numbers=tuple(_number(outcome, values) for outcome in outcomes),
        words=tuple(quote for each in values for quote in _words(each, report)),
        state="best" if best else state,
        shape=shape or ("reviewed" if reviewed else "unreviewed"),
        best=best,
        reviewed=reviewed,
        event=key[0],
    )


def who(one: told.Reported) -> str:
    """Who gives the figure; the paper's own voice is named as such."""
    return one.voice.name or f"{one.outlet or 'the paper'} itself"


def _number(outcome: str, values: Sequence[told.Reported]) -> Number | None:
    found = [one for one in values if one.outcome == outcome]
    if not found:
        return None
    one = max(found, key=lambda each: (each.standing == "current", each.value))
    return Number(
        outcome, count_amount(one.count), one.standing == "corrected", one.standing not in ("partial", "background")
    )


def _words(one: told.Reported, report: Reported) -> Iterator[Quoted]:
    """The words of the casualty that the figure is."""
    for number, casualty in enumerate(report.event.casualties):
        if casualty.outcome == one.outcome and casualty.count == one.count:
            yield quoted(report, f"casualties.{number}", casualty.text)
            return


def charts_of(incident: Incident, copies: frozenset[str]) -> tuple[ChartView, ...]:
    """The figures over time of each outcome of which more than one value was told; ``copies`` are documents."""
    return tuple(_chart(incident, one, copies) for one in ordered_figures(incident.fused) if _changes(one))


def _changes(figure: told.Figure) -> bool:
    return len([one for one in figure.history if moment(one.published)]) > 1


def _chart(incident: Incident, figure: told.Figure, copies: frozenset[str]) -> ChartView:
    kind = SHADES.get(figure.outcome, "wounded")
    chart = FigureChart(
        outcome_words(figure.outcome), kind, tuple(_marks(figure)), tuple(_ticks(incident, copies)), _happened(incident)
    )
    drawn = figure_svg(chart, WIDE), figure_svg(chart, NARROW)
    return ChartView(figure.outcome, chart.title, *drawn, figure_legend(kind), figure_table(chart))


def _marks(figure: told.Figure) -> Iterator[FigureMark]:
    """Every dated figure with what it counted for when it was told."""
    labels = {one.voice.side: who(one) for one in figure.history}
    standing: dict[str, int] = {}
    for one in sorted(figure.history, key=lambda each: (each.published, each.voice.rank)):
        at = moment(one.published)
        if at is None:
            continue
        state = _state(one, standing)
        yield FigureMark(
            at, one.value, labels[one.voice.side], figure_words(one), state,
            low=one.count.low, high=one.count.high, open=one.count.high is None, note=_note(one, figure),
        )  # fmt: skip


def _state(one: told.Reported, standing: dict[str, int]) -> State:
    """Best is what the weightiest of those who had spoken by then said."""
    if one.standing in ("partial", "background", "denied"):
        return "uncounted"
    if one.standing == "repeated":
        return "copy"
    standing[one.voice.side] = one.voice.rank
    return "best" if one.voice.rank <= min(standing.values()) else "other"


def _note(one: told.Reported, figure: told.Figure) -> str:
    if one.standing in ("partial", "denied"):
        return one.standing
    if one.standing == "background":
        return "recalled"
    if one.standing == "corrected":
        newest = next((each for each in figure.history if each.voice.side == one.voice.side
                       and each.standing == "current"), None)  # fmt: skip
        return f"later {count_amount(newest.count).sign}" if newest else ""
    return ""


def figure_words(one: told.Reported) -> str:
    """The figure with its hedge and its outcome."""
    return f"{count_amount(one.count).words} {one.outcome}"


def _ticks(incident: Incident, copies: frozenset[str]) -> Iterator[ReportTick]:
    seen: set[str] = set()
    for report in incident.reports:
        document, at = report.document, moment(report.document.published)
        if at is not None and document.id not in seen:
            seen.add(document.id)
            yield ReportTick(at, outlet(report), document.id in copies)


def _happened(incident: Incident) -> tuple[date | datetime, str] | None:
    when = incident.fused.when
    at = (
        moment(when.start)
        if when and when.start and when.precision in ("minute", "hour", "part-of-day", "day")
        else None
    )
    return None if at is None else (at, "it happened")


def moment(stated: str | None) -> date | datetime | None:
    """An ISO day or clock time; None for no date. Zones are left out: clocks are read as they stand."""
    if not stated:
        return None
    if len(stated) > len("2025-12-04"):
        return datetime.fromisoformat(stated).replace(tzinfo=None)
    return date.fromisoformat(stated)


def shown(figure: told.Figure) -> Amount:
    """The figure as a strip shows it."""
    return figure_amount(figure)


def figure_columns() -> tuple[str, ...]:
    """What stands in the head of the figures as CSV."""
    return (
        "published", "outlet", "who", "kind", "side", "outcome", "low", "best", "high", "text", "standing", "origin",
        "event", "document", "review",
    )  # fmt: skip


def figure_csv_rows(incident: Incident, reviews: Reviews) -> Iterator[tuple[str | int | None, ...]]:
    """Every figure ever told, in order of publication."""
    for figure in ordered_figures(incident.fused):
        for one in figure.history:
            count = one.count
            yield (
                one.published or None, one.outlet, one.voice.name, one.voice.kind, one.voice.side, one.outcome,
                count.low, count.best, count.high, count.text, one.standing, one.origin, one.item, one.document,
                reviews.get(one.item, "unreviewed"),
            )  # fmt: skip
