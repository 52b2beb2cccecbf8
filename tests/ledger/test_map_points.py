"""Where and when incidents were: what may be told of them, in parts, and how many there are."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sitrep.desk.ingest import Engine, ingest
from sitrep.desk.reading import read_document
from sitrep.desk.review import Reviewer, accept, correct, reject
from sitrep.errors import BadCursor
from sitrep.ledger.filters import Box, EventFilter
from sitrep.ledger.incident_queries import IncidentFilter
from sitrep.ledger.map_points import Placed, count_placed, counts_by_country, counts_by_day, list_placed, map_points
from sitrep.ledger.opening import Ledger, open_ledger
from sitrep.ledger.paging import Turn
from sitrep.ledger.queries import find_events

NOW = datetime(2026, 1, 20, 12, 0, tzinfo=UTC)
ANA = Reviewer("ana", NOW.isoformat())
STORIES = (
    ("2026-01-15", "A drone killed two people in Sumy on Wednesday, the mayor said."),
    ("2026-01-15", "Shelling wounded three people in Kherson on Tuesday, officials said."),
    ("2026-01-16", "A drone killed one person in Nikopol on Thursday, officials said."),
    (None, "A missile wounded four people in Kharkiv, the governor said."),
    ("2026-01-15", "Russia launched 40 drones against Ukraine on Wednesday, the air force said."),
)
ALL = IncidentFilter()
THREE = {"low": 3, "best": 3, "high": 3, "text": "one person"}


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    rows = [{"text": text, **({"published": day} if day else {})} for day, text in STORIES]
    (tmp_path / "stories.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    opened = open_ledger(tmp_path / "map.db")
    ingest([tmp_path / "stories.jsonl"], ledger=opened, engine=Engine(read_document, "test", "{}", lambda: NOW))
    yield opened
    opened.engine.dispose()


def events_at(ledger: Ledger, place: str) -> list[str]:
    with ledger.reading() as book:
        return [one.event.id for one in find_events(book, EventFilter(place=place))]


def placed(ledger: Ledger, gate: str = "all", **asked: object) -> dict[str | None, Placed]:
    wanted = IncidentFilter(event=EventFilter(**asked))  # type: ignore[arg-type]
    with ledger.reading() as book:
        return {one.place: one for one in map_points(book, wanted, "all" if gate == "all" else "reviewed", limit=100)}


def test_every_incident_is_placed_with_its_days_and_its_dead(ledger: Ledger) -> None:
    found = placed(ledger)

    assert set(found) == {"Sumy", "Kherson", "Nikopol", "Kharkiv", "Ukraine"}
    assert (found["Sumy"].dead, found["Sumy"].gravest, found["Sumy"].start_day) == (2, "killed", "2026-01-14")
    assert found["Kharkiv"].start_day is None and not found["Sumy"].reviewed


def test_the_newest_come_first_and_those_without_a_date_last(ledger: Ledger) -> None:
    with ledger.reading() as book:
        order = [one.start_day for one in map_points(book, ALL, "all", limit=100)]
        some = map_points(book, ALL, "all", limit=2)

    assert order == ["2026-01-15", "2026-01-14", "2026-01-14", "2026-01-13", None]
    assert some[0].place == "Nikopol" and len(some) == 2


def test_the_deadliest_come_first_where_that_is_asked_and_countries_are_counted(ledger: Ledger) -> None:
    with ledger.reading() as book:
        deadliest = map_points(book, ALL, "all", limit=1, order="dead")
        countries = counts_by_country(book, ALL, "all")

    assert [one.place for one in deadliest] == ["Sumy"] and countries == {"UA": 5}


def test_a_filter_and_a_box_choose(ledger: Ledger) -> None:
    assert set(placed(ledger, place="sumy")) == {"Sumy"}
    assert set(placed(ledger, box=Box(34.0, 50.5, 36.0, 52.0))) == {"Sumy"}


def test_behind_the_gate_is_only_what_a_reviewer_let_out_and_as_he_corrected_it(ledger: Ledger) -> None:
    accept(ledger, events_at(ledger, "Sumy")[0], ANA)
    correct(ledger, events_at(ledger, "Nikopol")[0], "casualties.0.count", THREE, ANA)
    reject(ledger, events_at(ledger, "Kherson")[0], ANA)

    reviewed, everything = placed(ledger, "reviewed"), placed(ledger)

    assert set(reviewed) == {"Sumy", "Nikopol"} and set(everything) == {"Sumy", "Nikopol", "Kharkiv", "Ukraine"}
    assert reviewed["Nikopol"].dead == everything["Nikopol"].dead == 3
    assert [name for name, one in everything.items() if one.reviewed] == ["Nikopol", "Sumy"]


def test_counts_of_days_tell_reviewed_from_unreviewed(ledger: Ledger) -> None:
    accept(ledger, events_at(ledger, "Sumy")[0], ANA)
    with ledger.reading() as book:
        every = [(one.day, one.reviewed, one.unreviewed) for one in counts_by_day(book, ALL, "all")]
        gate = [(one.day, one.reviewed, one.unreviewed) for one in counts_by_day(book, ALL, "reviewed")]

    assert every == [("2026-01-13", 0, 1), ("2026-01-14", 1, 1), ("2026-01-15", 0, 1)]
    assert gate == [("2026-01-14", 1, 0)]


def test_a_list_goes_on_where_it_ended_and_its_counts_hold_the_undated(ledger: Ledger) -> None:
    days = IncidentFilter(event=EventFilter(since="2026-01-14", until="2026-01-14"))
    with ledger.reading() as book:
        first = list_placed(book, days, "all", Turn(limit=1), pointed=True)
        second = list_placed(book, days, "all", Turn(cursor=first.next_cursor, limit=1), pointed=True)
        counts = count_placed(book, days, "all")
        country = list_placed(book, days, "all", Turn(limit=9), pointed=False)

    names = [one.incident.fused.where for part in (first, second, country) for one in part.rows if one.incident]
    assert [where and where.name for where in names] == ["Sumy", "Kharkiv", "Ukraine"] and second.next_cursor is None
    assert (counts.pointed, counts.pointed_undated, counts.pointless, counts.pointless_undated) == (2, 1, 1, 0)


def test_a_place_in_the_list_that_no_list_gave_is_refused(ledger: Ledger) -> None:
    with ledger.reading() as book, pytest.raises(BadCursor):
        list_placed(book, ALL, "all", Turn(cursor="x"), pointed=True)
