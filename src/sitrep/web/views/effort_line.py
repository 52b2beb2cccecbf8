"""An effort on a line of time: its meetings, its contacts from afar, and how sides answered and shifted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from sitrep.exports.charts_axes import place_of
from sitrep.exports.charts_times import Standing, TimeLane, TimeLine, TimeMark, time_legend, time_svg
from sitrep.exports.drawing import Drawn
from sitrep.processes.meetings import Meeting
from sitrep.processes.process import Process
from sitrep.processes.telling import FROM_AFAR
from sitrep.web.views.efforts import meeting_row, stance_words
from sitrep.web.words import day

_STANDINGS: Final[Mapping[str, Standing]] = {
    "held": "done", "recalled": "done", "planned": "planned", "proposed": "planned", "cancelled": "cancelled",
}  # fmt: skip
#: How wide the drawing is on a wide page and on a phone, in px.
WIDE, NARROW = 1192, 358
#: So many days are drawn at most, and so many on a phone: the newest, and on a phone as far back as so many marks.
_DAYS, _FEW, _MARKS = 400, 21, 5
#: A day of room on either side.
_ROOM = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class LineView:
    """The line drawn twice, and its legend."""

    wide: Drawn
    narrow: Drawn
    legend: Drawn
    is_cut: bool


def time_line(process: Process, outside: tuple[TimeMark, ...] = ()) -> TimeLine:
    """The line of time of an effort, all of it; ``outside`` is what its parties did beside the talks."""
    lanes = tuple(TimeLane(name, marks) for name, marks in _lanes(process, outside) if marks)
    days = [date.fromisoformat(one.day) for one in process.meetings]
    newest = max(date.fromisoformat(one.history[-1].published[:10]) for one in process.meetings)
    days += [mark.at for lane in lanes for mark in lane.marks if isinstance(mark.at, date)]
    first, last = min(days) - _ROOM, max(*days, newest) + _ROOM
    return TimeLine(process.name, first, last, lanes, (newest, f"as told on {day(newest.isoformat())}"))


def line_view(told: TimeLine) -> LineView:
    """The line drawn for a wide page and for a phone."""
    first, last, lanes = told.first, told.last, told.lanes
    wide = told.between(last - timedelta(days=_DAYS), last)
    marked = [mark.at for lane in lanes for mark in lane.marks if isinstance(mark.at, date)]
    narrow = _without_empty(told.between(last - on_a_phone(marked, last), last))
    return LineView(time_svg(wide, WIDE), time_svg(narrow, NARROW), time_legend(), wide.first > first)


def _without_empty(told: TimeLine) -> TimeLine:
    """The line without the lanes of which nothing falls on its days."""
    first, last = told.first.toordinal(), told.last.toordinal() + 1
    lanes = (lane for lane in told.lanes if any(place_of(m.at) < last and m.end >= first for m in lane.marks))
    return replace(told, lanes=tuple(lanes))


def on_a_phone(marked: Iterable[date], last: date) -> timedelta:
    """How far back from the last day a phone's drawing goes: far enough to hold the newest marks, if there are any."""
    newest = sorted(marked, reverse=True)[:_MARKS]
    back = last - newest[-1] + _ROOM if newest else timedelta()
    return min(max(timedelta(days=_FEW), back), timedelta(days=_DAYS))


def _lanes(process: Process, outside: tuple[TimeMark, ...]) -> Iterator[tuple[str, tuple[TimeMark, ...]]]:
    afar = [one for one in process.meetings if one.format in FROM_AFAR]
    yield "Meetings", tuple(_met(one) for one in process.meetings if one not in afar)
    yield "Contacts", tuple(map(_met, afar))
    yield "Positions", tuple(sorted({*_answers(process), *_shifts(process)}, key=lambda one: (str(one.at), one.words)))
    yield "Outside the room", outside


def _met(meeting: Meeting) -> TimeMark:
    row = meeting_row(meeting, ())
    place = meeting.venue.name if meeting.venue else row.what
    when = meeting.actual or meeting.expected
    end = date.fromisoformat(when.end[:10]) if when and when.start and when.end else None
    begin = date.fromisoformat(meeting.day)
    until = end if end and begin < end and (end - begin).days < _FEW else None
    return TimeMark(begin, place, _STANDINGS[meeting.standing], until, row.what)


def _answers(process: Process) -> Iterator[TimeMark]:
    for proposal in process.proposals:
        for answer in proposal.answers:
            if answer.date:
                words = f"{answer.party.name}: {answer.status}"
                yield TimeMark(
                    date.fromisoformat(answer.date[:10]), words, "done", None, f"{words}, {proposal.name}", "ink-2"
                )


def _shifts(process: Process) -> Iterator[TimeMark]:
    for line in process.lines:
        for _, later in line.changes:
            if later.date:
                words = f"{line.party.name} {stance_words(later)} {line.issue.replace('-', ' ')}"
                yield TimeMark(date.fromisoformat(later.date[:10]), words, "done", None, words, "ink-2")
