"""How long a large ledger takes to answer what pages and the API ask, each question asked often."""

from __future__ import annotations

import json
import resource
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any, Final

from sitrep.exports.events_csv import write_csv
from sitrep.ledger.export_queries import Wanted, told_events
from sitrep.ledger.filters import Box, EventFilter
from sitrep.ledger.incident_queries import IncidentFilter
from sitrep.ledger.lists import ActorFilter, actor_page, event_page, incident_page, refusal_page
from sitrep.ledger.map_points import count_placed, counts_by_day, map_points
from sitrep.ledger.opening import Book, open_to_read
from sitrep.ledger.paging import Turn
from sitrep.ledger.searching import search_page

Question = Callable[[Book], Any]
#: So often each is asked; the largest but one of twenty is the 95th percentile.
TIMES: Final = 20
DEEP: Final = 40
#: The most marks that a map shows.
MARKS: Final = 10_000


def questions() -> dict[str, Question]:
    """What is asked, by name; what a page shows is asked with the count of all that fit."""
    counted = Turn(count=True)
    filters = {
        "all": EventFilter(),
        "country and days": EventFilter(country="UA", since="2024-02-01", until="2024-02-20"),
        "a rare place": EventFilter(place="kakaka"),
        "an actor": EventFilter(actor="israel", type="COERCE"),
        "an outlet": EventFilter(outlet="dabanga"),
        "a common word": EventFilter(text="killed"),
        "a rare word": EventFilter(text="bakery glide"),
        "a box": EventFilter(box=Box(30, 20, 31, 21)),
    }
    asked: dict[str, Question] = {}
    for name, wanted in filters.items():
        asked[f"events, {name}"] = lambda book, wanted=wanted: event_page(book, wanted, counted)  # type: ignore[misc]
        asked[f"incidents, {name}"] = lambda book, wanted=wanted: incident_page(  # type: ignore[misc]
            book, IncidentFilter(event=wanted), counted
        )
    asked["incidents by dead"] = lambda book: incident_page(book, IncidentFilter(min_killed=5), counted, order="dead")
    asked["events, page 40"] = _deep
    asked["actors"] = lambda book: actor_page(book, ActorFilter(), counted)
    asked["actors by name"] = lambda book: actor_page(book, ActorFilter(name="holub"), counted, order="name")
    asked["refusals"] = lambda book: refusal_page(book, counted)
    for words in ("killed", "the mayor", "bakery", "dekari12", '"the night of"', "sch*"):
        asked[f"search, {words}"] = lambda book, words=words: search_page(  # type: ignore[misc]
            book, words, ("document", "event", "statement", "incident")
        )
    asked["map of incidents"] = lambda book: map_points(book, IncidentFilter(), "all", limit=MARKS)
    asked["how many have no point"] = lambda book: count_placed(book, IncidentFilter(), "all")
    asked["timeline of incidents"] = lambda book: counts_by_day(book, IncidentFilter(), "all")
    return asked


def _deep(book: Book) -> None:
    turn = Turn()
    for _ in range(2):
        turn = Turn(cursor=event_page(book, EventFilter(), turn).next_cursor, limit=DEEP * 10)


def weigh_questions(ledger: Path) -> str:
    """Milliseconds of each question as JSON: the median and the 95th percentile by the clock, the median worked."""
    opened = open_to_read(ledger)
    told = {}
    for name, question in questions().items():
        taken = sorted(_timed(question, opened.reading) for _ in range(TIMES))
        worked = median(each for _, each in taken)
        told[name] = {"median": taken[TIMES // 2][0], "p95": taken[-2][0], "worked": worked}
    start, work = perf_counter(), process_time()
    with opened.reading() as book:
        out = BytesIO()
        done = write_csv(told_events(book, Wanted(gate="all")), out)
    export = {"rows": done.written, "seconds": round(perf_counter() - start, 2),
              "worked": round(process_time() - work, 2)}  # fmt: skip
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 2**10
    return json.dumps({"milliseconds": told, "csv": export, "peak_memory_mb": peak}, indent=1)


def _timed(question: Question, reading: Callable[[], Any]) -> tuple[float, float]:
    """The milliseconds of one question, the opening of the ledger among them, by the clock and worked."""
    clock, work = perf_counter(), process_time()
    with reading() as book:
        question(book)
    return round((perf_counter() - clock) * 1000, 1), round((process_time() - work) * 1000, 1)
