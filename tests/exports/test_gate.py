"""Nothing goes out that no reviewer let out, whatever format it goes out in."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from tests.exports.ledger_sample import shelling

from sitrep.desk.review import Reviewer, accept, correct, reject
from sitrep.exports.jsonl import write_jsonl
from sitrep.exports.ledger_formats import LEDGER_FORMATS
from sitrep.ledger.claim_lists import told_claims
from sitrep.ledger.export_queries import ToldEvent, Wanted, held_back, kept_readings, telling_readings, told_events
from sitrep.ledger.filters import EventFilter, StatementFilter
from sitrep.ledger.gate import Gate
from sitrep.ledger.opening import Ledger
from sitrep.ledger.queries import find_events

ANA = Reviewer("Ana", "2025-12-06T12:00:00+00:00")


def told(ledger: Ledger, gate: Gate = "reviewed", **filters: Any) -> list[ToldEvent]:
    with ledger.reading() as book:
        return list(told_events(book, Wanted(events=EventFilter(**filters), gate=gate, actors=True, text=True)))


def every(ledger: Ledger) -> list[str]:
    with ledger.reading() as book:
        return [each.event.id for each in find_events(book, EventFilter())]


@pytest.mark.parametrize("name", LEDGER_FORMATS)
def test_a_format_is_given_nothing_that_nobody_reviewed(ledger: Ledger, name: str) -> None:
    """Not even when it asks for all events and says nothing of the gate."""
    out = io.BytesIO()
    with ledger.reading() as book:
        done = LEDGER_FORMATS[name].write(told_events(book, Wanted(actors=True, text=True)), out)

    assert (done.written, done.refused) == (0, 0)
    assert not any(id_.encode() in out.getvalue() for id_ in every(ledger))


def test_accepted_and_corrected_events_go_out_and_rejected_ones_do_not(ledger: Ledger) -> None:
    first, second, third, *_ = every(ledger)
    accept(ledger, first, ANA)
    correct(ledger, second, "background", True, ANA)
    reject(ledger, third, ANA)

    assert {each.event.id: each.review for each in told(ledger)} == {first: "accepted", second: "corrected"}


def test_a_corrected_event_goes_out_as_it_was_corrected_with_what_was_read_beside_it(ledger: Ledger) -> None:
    correct(ledger, shelling().id, "where.name", "Nertiti", ANA)
    (event,) = told(ledger)

    assert event.event.where is not None
    assert event.event.where.name == "Nertiti"
    assert event.read == shelling()


@pytest.mark.parametrize(
    ("path", "value", "right", "was"),
    [
        ("where", None, {"type": "ASSAULT"}, {"country": "SD"}),
        ("where.admin1", "West Darfur", {"place": "west darfur"}, {"place": "central darfur"}),
        ("status", "planned", {"status": "planned"}, {"status": "occurred"}),
        ("when", {"start": "2025-02-01", "end": "2025-02-01", "precision": "day"}, {"until": "2025-02-02"},
         {"since": "2025-03-01"}),
        ("background", True, {"background": True}, {"background": False}),
        ("participants.0.name", "Rapid Support Forces", {"actor": "rapid"}, {"actor": "nobody"}),
        ("participants.0.name", "Rapid Support Forces", {"outlet": "two rivers"}, {"outlet": "AP"}),
        ("mode", None, {"text": "shells"}, {"text": "drones"}),
    ],
)  # fmt: skip
@pytest.mark.parametrize("gate", ["reviewed", "all"])
def test_a_corrected_event_fits_a_filter_by_its_corrected_values(
    ledger: Ledger, path: str, value: Any, right: dict[str, Any], was: dict[str, Any], gate: Gate
) -> None:
    correct(ledger, shelling().id, path, value, ANA)

    assert shelling().id in {each.event.id for each in told(ledger, gate, **right)}
    assert shelling().id not in {each.event.id for each in told(ledger, gate, **was)}


def test_what_is_held_back_is_counted_by_how_it_stands(ledger: Ledger) -> None:
    first, second, *rest = every(ledger)
    accept(ledger, first, ANA)
    reject(ledger, second, ANA)
    with ledger.reading() as book:
        assert held_back(book, Wanted()) == {"rejected": 1, "unreviewed": len(rest)}
        assert held_back(book, Wanted(gate="all")) == {}


def said(ledger: Ledger) -> list[str]:
    """The ids of all statements."""
    with ledger.reading() as book:
        return [each.statement.id for each in told_claims(book, StatementFilter(), gate="all")]


def lines_of(ledger: Ledger) -> list[dict[str, Any]]:
    """The lines that go out unasked."""
    out = io.BytesIO()
    with ledger.reading() as book:
        write_jsonl(kept_readings(book), out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def things(line: dict[str, Any]) -> set[str]:
    return {each["id"] for each in (*line["report"]["events"], *line["report"]["statements"])}


def test_a_reading_goes_out_when_all_that_it_tells_may(ledger: Ledger) -> None:
    judged = [*every(ledger), *said(ledger)]
    lines = []
    for id_ in [*judged, None]:
        lines.append(lines_of(ledger))
        if id_ is not None:
            accept(ledger, id_, ANA)

    assert len(lines[0]) == 0 and len(lines[len(every(ledger))]) < len(lines[-1])
    assert {id_ for line in lines[-1] for id_ in things(line)} == set(judged)
    for number, told_now in enumerate(lines):
        for line in told_now:
            assert things(line)
            assert things(line) <= set(judged[:number])
            assert {word["subject"] for word in line["review"]} == things(line)


def test_a_statement_that_was_rejected_keeps_its_whole_reading_in(ledger: Ledger) -> None:
    for id_ in (*every(ledger), *said(ledger)):
        accept(ledger, id_, ANA)
    chosen = said(ledger)[0]
    before = lines_of(ledger)
    reject(ledger, chosen, ANA)
    left = lines_of(ledger)

    assert [line for line in before if chosen not in things(line)] == left
    assert len(left) == len(before) - 1
    with ledger.reading() as book:
        assert telling_readings(book) == len(before)


def test_an_export_that_joins_the_gate_by_hand_gets_what_it_lets_out(ledger: Ledger) -> None:
    """The gate stands in the database: a program without Sitrep sees the same."""
    accept(ledger, shelling().id, ANA)
    with ledger.reading() as book:
        seen = book.exec_driver_sql("SELECT e.id FROM events e JOIN handed_on h ON h.event = e.seq").scalars().all()

    assert seen == [shelling().id]


def test_whether_an_event_may_go_out_is_asked_of_its_own_rows(ledger: Ledger) -> None:
    """Not of all that was ever let out: else an export of many would take their square."""
    with ledger.reading() as book:
        plan = book.exec_driver_sql(
            "EXPLAIN QUERY PLAN SELECT e.json FROM events e JOIN handed_on h ON h.event = e.seq "
            "WHERE e.reading IN (SELECT reading FROM current_readings)"
        ).all()

    assert not any(row[3].startswith("SCAN p") for row in plan)
