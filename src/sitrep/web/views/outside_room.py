"""What the parties of an effort do and say outside the room, between its meetings: marks on its line of time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from sitrep.codebook.peace_efforts import peace_efforts
from sitrep.exports.charts_times import Shade, Standing, TimeMark
from sitrep.exports.incident_phrases import figure_amount, headline, place_words
from sitrep.exports.situation_words import first_report
from sitrep.ledger.efforts import Outside, outside
from sitrep.ledger.folding import fold
from sitrep.ledger.gated_incidents import shown_incidents
from sitrep.ledger.incident_reports import Incident
from sitrep.ledger.opening import Book
from sitrep.processes.process import Process
from sitrep.records.report import Status

#: So many are marked at most, the deadliest first, of the newest stories of the effort.
MOST: Final = 12
STORIES: Final = 200
#: Of days told as a range so many are drawn as one stretch at most; a wider range is marked on its first day.
_STRETCH: Final = timedelta(days=4)
_STANDINGS: Final[Mapping[Status, Standing]] = {
    "occurred": "done", "attempted": "done", "ongoing": "ongoing", "planned": "planned", "threatened": "planned",
    "hypothetical": "planned", "denied": "cancelled", "cancelled": "cancelled",
}  # fmt: skip
#: What threatens or takes lives is drawn in the colour of the dead.
_GRAVE: Final = frozenset({"ASSAULT", "THREATEN"})


def outside_marks(book: Book, process: Process) -> tuple[TimeMark, ...]:
    """What the stories of the effort tell of its parties beside the talks; only what can be put on a day."""
    told = outside(book, process.documents[-STORIES:], peace_efforts().outside)
    days = dict(_weightiest(process, told))
    shown = shown_incidents(book, days, "all")
    marks = (_mark(one.incident, days[id_]) for id_, one in shown.items() if one.incident is not None)
    return tuple(sorted(marks, key=lambda one: (str(one.at), one.words)))


def _weightiest(process: Process, told: Iterable[Outside]) -> Iterator[tuple[str, str]]:
    """The incidents that weigh most, and the day of each."""
    order = peace_efforts().outside
    near = [(one, day) for one in told if (day := _day(one)) and _is_of(process, one)]
    near.sort(key=lambda one: (-one[0].dead, order.index(one[0].type), one[1]))
    found: dict[str, str] = {}
    for one, day in near:
        found.setdefault(one.incident, day)
    yield from list(found.items())[:MOST]


def _day(one: Outside) -> str | None:
    """The day of it; of an act of word that none is told of the day of its story."""
    undated = one.published if one.type in peace_efforts().acts_of_word else None
    day = one.day or undated
    return day[:10] if day else None


def _is_of(process: Process, one: Outside) -> bool:
    """Whether a foe of the effort takes part, or it happened in the country of one."""
    foes = process.foes or process.parties
    taking_part = f" {one.parties} "
    return any(one.country == party.key or f" {fold(party.name)} " in taking_part for party in foes)


def _mark(incident: Incident, day: str) -> TimeMark:
    fused = incident.fused
    event = first_report(incident).event
    when = fused.when
    is_dated = bool(when and when.start)
    begin = date.fromisoformat(day)
    end = date.fromisoformat(when.end[:10]) if is_dated and when and when.end else begin
    until = end if begin < end <= begin + _STRETCH else None
    place = f", {place_words(fused.where)}" if fused.where else ""
    harm = _harm(incident)
    told = "; ".join(filter(None, [f"{headline(event)}{place}", harm]))
    short = f"{fused.where.name}, {harm}" if fused.where and harm else headline(event)
    shade: Shade = "killed" if fused.type in _GRAVE else "ink-2"
    return TimeMark(begin, short, _STANDINGS[fused.status], until, told, shade, inferred=not is_dated)


def _harm(incident: Incident) -> str:
    figures: Sequence[str] = [
        f"{figure_amount(one).words} {one.outcome}"
        for one in incident.fused.figures
        if one.outcome in ("killed", "wounded", "detained", "displaced") and (one.best or one.low or one.high)
    ]
    return figures[0] if figures else ""
