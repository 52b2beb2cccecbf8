"""A situation drawn: tallies by day, a map of what happened, and meetings on a line of time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from html import escape
from typing import Final

from sitrep.desk.situation import Effort, Listed, Situation
from sitrep.exports.charts_tallies import DayBar, TallyChart, TallyPanel, tally_legend, tally_svg, tally_table
from sitrep.exports.charts_times import Standing, TimeLane, TimeLine, TimeMark, time_legend, time_svg
from sitrep.exports.drawing import TableRows
from sitrep.exports.incident_phrases import headline, place_words
from sitrep.exports.maps import MapPoint, Outcome, Precision, map_legend, map_svg
from sitrep.exports.maps_view import view_of
from sitrep.exports.phrases import when_words
from sitrep.exports.situation_words import figure_of, first_report, households
from sitrep.incidents.tallying import UNKNOWN, Range, Tally
from sitrep.ledger.incident_reports import Incident
from sitrep.ledger.incident_rows import killed
from sitrep.processes.meetings import Meeting

#: The widths of drawings in px: on a page and on a phone.
WIDE: Final = 838.0
NARROW: Final = 358.0
#: So many days are drawn at most on a phone: the latest.
_FEW: Final = 14
_STANDINGS: Final[dict[str, Standing]] = {
    "held": "done",
    "recalled": "done",
    "planned": "planned",
    "proposed": "planned",
    "cancelled": "cancelled",
}
_BORDERS: Final = """<p class="note gap">Borders are those that are recognised; no front line is drawn, for want of a \
source that can be shown. A point is the middle of the place that is named, never moved and never more exact than the \
story.</p>"""
_PLACED: Final[dict[str, Precision]] = {"site": "site", "city": "city", "district": "district", "region": "region"}


def tallies(told: Situation) -> str:
    """The tallies by day as drawings for two widths, with their legend and table; nothing where no day has any."""
    chart = TallyChart(told.since, told.until, tuple(_panels(told)))
    if not chart.panels:
        return '<p class="q">No dead, wounded or households without power are told of with a day.</p>'
    few = chart.latest(_FEW)
    return (
        f'<figure><div class="wide">{tally_svg(chart, WIDE, prefix="tw")}</div>'
        f'<div class="narrow">{tally_svg(few, NARROW, prefix="tn")}</div>'
        f"{tally_legend('tl')}</figure>{fold('Figures by day', tally_table(chart))}"
    )


def _panels(told: Situation) -> Iterator[TallyPanel]:
    reviewed = {tally.group: tally for tally in told.reviewed_days}
    nothing = Range()
    days = [(one, reviewed.get(one.group)) for one in told.days if one.group != UNKNOWN]
    killed_ = tuple(_bar(all_, all_.killed, own.killed if own else nothing) for all_, own in days if all_.killed.high)
    wounded = tuple(
        _bar(all_, all_.wounded, own.wounded if own else nothing) for all_, own in days if all_.wounded.high
    )
    if killed_:
        yield TallyPanel("Killed", "killed", killed_)
    if wounded:
        yield TallyPanel("Wounded", "wounded", wounded)
    homes = tuple(_homes(told))
    if homes:
        most = max(bar.best for bar in homes)
        unit = 1000 if most >= 10_000 else 1
        title = "Households without power, thousand" if unit > 1 else "Households without power"
        yield TallyPanel(title, "outage", homes, unit, 56)


def _bar(tally: Tally, told: Range, reviewed: Range) -> DayBar:
    day, sure = date.fromisoformat(tally.group), min(reviewed.best, told.best)
    high = told.high if told.high > told.best else None
    return DayBar(day, sure, told.best - sure, high, open=bool(told.open))


def _homes(told: Situation) -> Iterator[DayBar]:
    """Households without power by the day of the cut; parts of a wider incident are within it."""
    by_day: defaultdict[date, list[tuple[int, bool]]] = defaultdict(list)
    for one in told.news:
        when = one.incident.fused.when
        if when and when.start and one.part_of is None:
            for number, _, _ in households(one.incident):
                by_day[date.fromisoformat(when.start[:10])].append((number, one.reviewed))
    for day, each in by_day.items():
        yield DayBar(day, sum(n for n, sure in each if sure), sum(n for n, sure in each if not sure))


def the_map(told: Situation) -> str:
    """The map of what happened, its legend, and how many incidents have no point."""
    points = [point for point in map(_point, told.news) if point]
    left = len(told.news) - len(points)
    without = f'<p class="note gap">{left} without a point on the map: listed below, never hidden.</p>' if left else ""
    if not points:
        return '<p class="q">No incident of these days has a point.</p>'
    view = view_of(points)
    title = "Map of what happened"
    drawn = map_svg(points, prefix="map", title=title, view=view)
    return f'<figure><div class="map">{drawn}</div>{map_legend(view, prefix="map")}</figure>{_BORDERS}{without}'


def _point(one: Listed) -> MapPoint | None:
    incident = one.incident
    where = incident.fused.where
    if where is None or where.lat is None or where.lon is None or where.precision not in _PLACED:
        return None
    dead, words = killed(incident.fused), _few_words(incident)
    told = f"{place_words(where)}, {when_words(incident.fused.when)}: {headline(first_report(incident).event)}"
    return MapPoint(
        where.lat,
        where.lon,
        _PLACED[where.precision],
        where.name,
        words,
        f"{told}; {words}" if words else told,
        _outcome(incident),
        dead,
        one.reviewed,
        where.country or "",
        when_words(incident.fused.when),
        f"#{anchor(incident)}",
    )


def anchor(incident: Incident) -> str:
    """Where on the page an incident stands."""
    return f"i-{incident.id}"


def _few_words(incident: Incident) -> str:
    for outcome in ("killed", "wounded"):
        found = figure_of(incident, outcome)
        if found:
            number = found.best if found.best is not None else found.low if found.low is not None else found.high
            return f"{number:,} {outcome}"
    homes = next(households(incident), None)
    return f"{homes[0]:,} households" if homes else ""


def _outcome(incident: Incident) -> Outcome:
    if killed(incident.fused):
        return "killed"
    wounded = figure_of(incident, "wounded")
    if wounded and (wounded.best or wounded.low or wounded.high):
        return "wounded"
    if incident.fused.type == "DISRUPT":
        return "outage"
    return "talks" if incident.fused.type in ("CONSULT", "AGREE") else "other"


def talks_line(effort: Effort, told: Situation) -> str:
    """One effort's meetings on a line of time, as drawings for two widths."""
    marks = tuple(_met(one) for one in effort.meetings)
    days = [date.fromisoformat(one.day) for one in effort.meetings]
    first, last = min(told.since, *days), max(told.until, *days)
    chart = TimeLine(effort.process.name, first, last, (TimeLane("Meetings", marks),), (told.until, "end of the range"))
    few = chart.between(max(first, last - timedelta(days=_FEW)), last)
    return (
        f'<figure><div class="wide">{time_svg(chart, WIDE)}</div><div class="narrow">{time_svg(few, NARROW)}</div>'
        f"{time_legend()}</figure>"
    )


def _met(meeting: Meeting) -> TimeMark:
    place = meeting.venue.name if meeting.venue else meeting_words(meeting)
    return TimeMark(date.fromisoformat(meeting.day), place, _STANDINGS[meeting.standing], None, meeting_words(meeting))


def meeting_words(meeting: Meeting) -> str:
    """Who met, or is to meet, and where."""
    who = " and ".join(seat.party.name for seat in meeting.attendance if seat.role == "participant")
    who = who or " and ".join(seat.party.name for seat in meeting.attendance)
    return f"{who}, {meeting.venue.name}" if meeting.venue else who


def fold(summary: str, told: TableRows) -> str:
    """A table behind its summary."""
    return f'<details class="gap"><summary>{escape(summary)}</summary><div class="scroll">{table(told)}</div></details>'


def table(told: TableRows) -> str:
    """Rows as a plain table."""
    head = "".join(f"<th>{escape(name)}</th>" for name in told.columns)
    rows = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in told.rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
