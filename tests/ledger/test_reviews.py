"""What was read is judged: states, history and queue follow from one chain of decisions."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import insert
from tests.exports.ledger_sample import make_ledger
from tests.ledger.conftest import ENGINE
from tests.stand_in import STORY, read

from sitrep.desk.review import Reviewer, accept, correct, note, reject, undo
from sitrep.documents.document import Document
from sitrep.errors import LedgerError, UnknownId
from sitrep.ledger.book import append
from sitrep.ledger.decisions import Decision, Word, standing
from sitrep.ledger.filters import EventFilter
from sitrep.ledger.gate import handed_on
from sitrep.ledger.incident_views import refresh_views
from sitrep.ledger.linker import Linkable, Linker
from sitrep.ledger.opening import Ledger
from sitrep.ledger.queries import find_events
from sitrep.ledger.review_log import all_decisions, head
from sitrep.ledger.review_places import refresh_places
from sitrep.ledger.review_queue import review_queue
from sitrep.ledger.review_tables import publications
from sitrep.ledger.reviews import judged, review_counts, reviews_of
from sitrep.records.report import Event

ANA = Reviewer("Ana", "2025-12-06T12:00:00+00:00")


def events_of(ledger: Ledger) -> dict[str, Event]:
    """The events of the newest readings by their places."""
    with ledger.reading() as book:
        found = [each.event for each in find_events(book, EventFilter())]
    return {each.where.name: each for each in found if each.where}


def handed(ledger: Ledger) -> set[str]:
    with ledger.reading() as book:
        return {row.id for row in book.execute(handed_on.select())}


def read_anew(ledger: Ledger, document: Document, **changes: Any) -> None:
    """The first event of the story is read otherwise by a newer engine."""
    report = read(document)
    first = report.events[0].model_copy(update=changes)
    newer = report.model_copy(update={"events": (first, *report.events[1:])})
    with ledger.transaction() as book:
        append(book, document, newer, engine="0.2.0+test", run=1)
        Linker().take(book, Linkable.of(newer, document.text), engine="0.2.0+test", at="now")


_verdicts = st.lists(st.sampled_from(["accept", "correct", "reject", "undo", "note"]), max_size=9)


@given(_verdicts)
def test_undo_restores_what_stood_before(verdicts: list[Any]) -> None:
    """A decision and its undo change nothing, wherever they stand."""
    told = [_decision(seq, verdict) for seq, verdict in enumerate(verdicts, 1)]
    more = [_decision(seq, verdict) for seq, verdict in enumerate(["reject", "undo"], len(told) + 1)]

    assert standing([*told, *more]) == standing(told)


def _decision(seq: int, verdict: Any) -> Decision:
    return Decision(seq, Word("now", "Ana", verdict, "event", "event-1", "c", "mode", "null"), "", "")


@settings(max_examples=25, deadline=None)
@given(_verdicts)
def test_what_is_handed_on_is_what_stands(tmp_path_factory: pytest.TempPathFactory, verdicts: list[str]) -> None:
    """Whatever is decided in whatever order, the database lets out what an accepting decision stands for."""
    ledger = make_ledger(tmp_path_factory.mktemp("any") / "war.db")
    school = events_of(ledger)["Zalingei"].id
    act = {"accept": accept, "reject": reject, "undo": undo, "note": note}
    for number, verdict in enumerate(verdicts):
        reviewer = Reviewer("Ana", f"2025-12-06T12:00:{number:02}+00:00", note="seen")
        with ledger.reading() as book:
            stands = judged(book, school).standing
        if verdict == "correct":
            correct(ledger, school, "casualties.0.count", 100 + number, reviewer)
        elif verdict != "undo" or stands.decision:
            act[verdict](ledger, school, reviewer)
    with ledger.reading() as book:
        found = judged(book, school)
        assert reviews_of(book, [school]) == {school: found.review}
    assert (school in handed(ledger)) == (found.review in {"accepted", "corrected"})


def test_a_fresh_event_is_unreviewed_and_not_handed_on(filled: Ledger) -> None:
    with filled.reading() as book:
        assert set(reviews_of(book, [each.id for each in events_of(filled).values()]).values()) == {"unreviewed"}
    assert handed(filled) == set()


def test_what_is_accepted_is_handed_on_until_it_is_rejected_or_taken_back(filled: Ledger) -> None:
    odesa = events_of(filled)["Odesa"].id
    said = []
    for act in (accept, reject, undo, undo):
        act(filled, odesa, ANA)
        said.append(handed(filled))

    assert said == [{odesa}, set(), {odesa}, set()]


def test_an_event_that_is_read_otherwise_is_unreviewed_again_with_the_old_decision_shown(
    filled: Ledger, document: Document
) -> None:
    odesa = events_of(filled)["Odesa"].id
    accept(filled, odesa, ANA)
    read_anew(filled, document, confidence=0.4)
    with filled.reading() as book:
        found = judged(book, odesa)
        assert reviews_of(book, [odesa]) == {odesa: "changed"}

    assert (found.review, [each.word.verdict for each in found.history]) == ("changed", ["accept"])
    assert found.decided == []


def test_an_event_that_a_newer_reading_repeats_stays_as_it_was_judged(filled: Ledger, document: Document) -> None:
    gaza = events_of(filled)["Gaza"].id
    accept(filled, gaza, ANA)
    read_anew(filled, document, confidence=0.4)
    with filled.reading() as book:
        assert reviews_of(book, [gaza]) == {gaza: "accepted"}


def test_an_event_under_a_new_id_shows_what_was_decided_of_the_one_whose_place_it_took(
    filled: Ledger, document: Document
) -> None:
    with filled.transaction() as book:
        Linker().take(book, Linkable.of(read(document), STORY), engine=ENGINE, at="now")
    odesa = events_of(filled)["Odesa"].id
    accept(filled, odesa, ANA)
    read_anew(filled, document, id="event-00000000000000aa")
    with filled.reading() as book:
        found = judged(book, "event-00000000000000aa")
        counts = review_counts(book)

        assert reviews_of(book, [found.id]) == {found.id: "changed"}
        assert review_queue(book).rows[0].reasons[0] == "changed"
    assert (found.review, found.before, len(found.history)) == ("changed", (odesa,), 1)
    assert (counts.events, counts.changed, counts.unreviewed) == (3, 1, 2)


def test_events_are_counted_by_how_they_stand(filled: Ledger) -> None:
    told = events_of(filled)
    accept(filled, told["Odesa"].id, ANA)
    correct(filled, told["Odesa"].id, "casualties.0.count", 7, ANA)
    reject(filled, told["Gaza"].id, ANA)
    with filled.reading() as book:
        counts = review_counts(book)

    assert (counts.events, counts.accepted, counts.corrected, counts.rejected) == (3, 0, 1, 1)
    assert (counts.reviewed, counts.unreviewed, counts.changed, counts.contested) == (1, 1, 0, 0)


@pytest.mark.parametrize("review", ["accepted", "corrected", "published", "ACCEPTED", ""])
def test_the_database_lets_nothing_out_that_nobody_accepted(filled: Ledger, review: str) -> None:
    """Not even for a program that writes the row itself."""
    odesa = events_of(filled)["Odesa"].id
    reject(filled, odesa, ANA)
    with filled.reading() as book:
        found = judged(book, odesa)
    row = {"id": odesa, "content": found.content, "decision": 1, "review": review}

    with pytest.raises(LedgerError, match="gate"), filled.transaction() as book:
        book.execute(insert(publications), row)
    assert handed(filled) == set()


@pytest.mark.parametrize("change", [{"content": "0" * 64}, {"id": "event-0"}, {"decision": 2}, {"corrected": 1}])
def test_an_acceptance_lets_out_that_very_content_of_that_very_event(filled: Ledger, change: dict[str, Any]) -> None:
    told = events_of(filled)
    accept(filled, told["Odesa"].id, ANA)
    correct(filled, told["Gaza"].id, "mode", "drone", ANA)
    with filled.reading() as book:
        content = judged(book, told["Odesa"].id).content
    row = {"id": told["Odesa"].id, "content": content, "decision": 1, "review": "accepted"} | change

    with pytest.raises(LedgerError, match="gate"), filled.transaction() as book:
        book.execute(insert(publications), row)


def test_an_acceptance_that_was_taken_back_lets_nothing_out(filled: Ledger) -> None:
    odesa = events_of(filled)["Odesa"].id
    for act in (accept, undo):
        act(filled, odesa, ANA)
    with filled.reading() as book:
        content = judged(book, odesa).content

    with pytest.raises(LedgerError, match="gate"), filled.transaction() as book:
        book.execute(insert(publications), {"id": odesa, "content": content, "decision": 1, "review": "accepted"})


def test_a_decision_that_does_not_continue_the_chain_is_refused_by_the_database(filled: Ledger) -> None:
    accept(filled, events_of(filled)["Odesa"].id, ANA)
    plain = sqlite3.connect(filled.path)
    for seq, previous in ((2, "0" * 64), (3, None), (0, None)):
        with pytest.raises(sqlite3.IntegrityError, match="chain"):
            plain.execute(
                "INSERT INTO review_decisions SELECT ?, at, by, verdict, kind, subject, path, value, note, content, "
                "coalesce(?, hash), hash FROM review_decisions",
                (seq, previous),
            )
    plain.close()


def test_each_decision_holds_the_digest_of_the_one_before_it(filled: Ledger) -> None:
    for place in ("Odesa", "Gaza", "Kherson"):
        accept(filled, events_of(filled)[place].id, ANA)
    with filled.reading() as book:
        told = list(all_decisions(book))
        end = head(book)

    assert [each.previous for each in told] == ["0" * 64, told[0].hash, told[1].hash]
    assert all(each.hash == each.digest for each in told)
    assert (end.count, end.hash) == (3, told[2].hash)


def test_statements_and_places_in_incidents_are_judged_too(tmp_path: Path) -> None:
    ledger = make_ledger(tmp_path / "war.db")
    with ledger.reading() as book:
        said = book.exec_driver_sql("SELECT id FROM statements").scalars().all()[0]
    assert accept(ledger, said, ANA).review == "accepted"
    assert correct(ledger, said, "certainty", "hedged", ANA).review == "corrected"


def test_an_events_place_in_an_incident_is_judged_by_itself(filled: Ledger, document: Document) -> None:
    with filled.transaction() as book:
        Linker().take(book, Linkable.of(read(document), STORY), engine=ENGINE, at="now")
        asked = "SELECT incident, event FROM seats JOIN linked_items ON linked_items.item = seats.item"
        incident, event = book.exec_driver_sql(asked).all()[0]
    found = reject(filled, f"{incident[:14]}/{event[:12]}", ANA)

    assert (found.kind, found.id, found.review) == ("link", f"{incident}/{event}", "rejected")
    with filled.reading() as book:
        assert reviews_of(book, [event]) == {event: "unreviewed"}


@pytest.mark.parametrize("reference", ["", "event-none", "incident-none/event-none", "/"])
def test_what_is_not_there_cannot_be_judged(filled: Ledger, reference: str) -> None:
    with filled.reading() as book, pytest.raises(UnknownId):
        judged(book, reference)


def test_the_queue_has_each_waiting_event_once_over_all_its_pages(tmp_path: Path) -> None:
    ledger = make_ledger(tmp_path / "war.db")
    accept(ledger, events_of(ledger)["Odesa"].id, ANA)
    seen, cursor = [], None
    with ledger.reading() as book:
        whole = [each.event.id for each in review_queue(book).rows]
        while True:
            page = review_queue(book, after=cursor, limit=2)
            seen += [each.event.id for each in page.rows]
            cursor = page.next_cursor
            if cursor is None:
                break
        counts = review_counts(book)

    assert seen == whole
    assert len(whole) == len(set(whole)) == counts.unreviewed


def test_the_queue_begins_with_what_was_read_otherwise_then_with_contradictions_and_the_dead(tmp_path: Path) -> None:
    ledger = make_ledger(tmp_path / "war.db")
    with ledger.reading() as book:
        rows = review_queue(book).rows
    first = [each.reasons[0] for each in rows if not each.event.background]

    assert first == sorted(
        first, key=["changed", "contradiction", "deaths", "low-confidence", "duplicate", "rest"].index
    )
    assert [each.event.background for each in rows] == sorted(each.event.background for each in rows)


@pytest.mark.parametrize("cursor", ["", "a", "1_2_3", "1_2_x_4", "1_2_3_4_5"])
def test_a_cursor_that_is_none_is_refused(filled: Ledger, cursor: str) -> None:
    with filled.reading() as book, pytest.raises(UnknownId):
        review_queue(book, after=cursor)


def test_an_event_of_an_incident_whose_sides_give_rival_figures_comes_with_the_contradictions(
    filled: Ledger, document: Document
) -> None:
    gaza = events_of(filled)["Gaza"].id
    with filled.transaction() as book:
        Linker().take(book, Linkable.of(read(document), STORY), engine=ENGINE, at="now")
        refresh_views(book)
        asked = "SELECT incident FROM seats JOIN linked_items ON linked_items.item = seats.item WHERE event = ?"
        (incident,) = book.exec_driver_sql(asked, (gaza,)).one()
        book.exec_driver_sql("UPDATE incident_views SET disputed = 1 WHERE id = ?", (incident,))
        refresh_places(book, [incident])
    with filled.reading() as book:
        first, *rest = review_queue(book).rows

    assert (first.event.id, first.reasons) == (gaza, ("contradiction",))
    assert all("contradiction" not in each.reasons for each in rest)


def test_places_that_are_kept_and_places_that_are_made_at_once_are_the_same(filled: Ledger, document: Document) -> None:
    with filled.transaction() as book:
        Linker().take(book, Linkable.of(read(document), STORY), engine=ENGINE, at="now")
    with filled.reading() as book:
        at_once = [(each.event.id, each.reasons) for each in review_queue(book).rows]
    with filled.transaction() as book:
        refresh_views(book)
    with filled.reading() as book:
        kept = [(each.event.id, each.reasons) for each in review_queue(book).rows]

    assert kept == at_once and kept
