"""A reviewer accepts, corrects and rejects; what cannot be is refused, and what was read stays."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from tests.exports.ledger_sample import STORY, make_ledger
from tests.ledger.test_reviews import ANA, events_of, read_anew
from tests.stand_in import read

from sitrep.desk.review import Reviewer, accept, correct, note, reject, undo
from sitrep.documents.document import Document
from sitrep.errors import BadReview, ReviewedSince
from sitrep.ledger.book import Run, append, begin_run
from sitrep.ledger.opening import Ledger, open_ledger
from sitrep.ledger.review_log import all_decisions
from sitrep.records.report import Event


@pytest.fixture
def sudan(tmp_path: Path) -> Ledger:
    return make_ledger(tmp_path / "sudan.db")


@pytest.fixture
def school(sudan: Ledger) -> str:
    """The shelling of a school that killed 12 to 15."""
    return next(each.id for each in events_of(sudan).values() if each.casualties and each.mode == "heavy-weapons")


def shown(ledger: Ledger, id_: str, path: str, value: Any) -> Event:
    made = correct(ledger, id_, path, value, ANA).shown
    assert isinstance(made, Event)
    return made


def test_a_corrected_value_is_shown_and_what_was_read_is_kept(sudan: Ledger, school: str) -> None:
    found = correct(sudan, school, "casualties.0.count", 13, ANA)
    assert isinstance(found.value, Event)
    assert isinstance(found.shown, Event)
    read_count, count = found.value.casualties[0].count, found.shown.casualties[0].count

    assert read_count is not None
    assert count is not None
    assert (read_count.low, read_count.best, read_count.high) == (12, None, 15)
    assert (count.low, count.best, count.high, count.text) == (13, 13, 13, "12 to 15")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("where", None),
        ("status", "planned"),
        ("when.start", "2025-03-05"),
        ("when", {"start": "2025-03-06", "end": "2025-03-06", "precision": "day"}),
        ("where", {"name": "Nyala", "country": "SD", "precision": "city", "text": "Nyala"}),
        ("participants.0.name", "Rapid Support Forces"),
        ("participants", []),
        ("casualties.0.of", []),
        ("casualties.0.of.0.count", 4),
        ("casualties.1", {"outcome": "wounded", "count": 7, "text": "killing 12 to 15 people"}),
        ("weapons.0.count", 40),
        ("weapons.1", {"kind": "drone"}),
        ("mode", None),
        ("background", True),
        ("sources.0", None),
    ],
)
def test_any_value_can_be_corrected_and_still_rests_on_words(sudan: Ledger, school: str, path: str, value: Any) -> None:
    event = shown(sudan, school, path, value)
    words = {name: STORY[slice(*spans[0])] for name, spans in event.evidence.items()}

    assert words.keys() >= {f"participants.{i}" for i in range(len(event.participants))}
    assert all(words[f"casualties.{i}"] == each.text for i, each in enumerate(event.casualties))
    assert event.where is None or words["where"] == event.where.text


def test_the_words_of_a_part_follow_it_when_another_is_taken_out(sudan: Ledger) -> None:
    ambush = next(each for each in events_of(sudan).values() if len(each.participants) == 2)
    event = shown(sudan, ambush.id, "participants.0", None)

    assert [each.text for each in event.participants] == ["soldiers"]
    assert event.evidence["participants.0"] == ambush.evidence["participants.1"]
    assert "participants.1" not in event.evidence


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("casualties.0.count", {"low": 15, "best": 12, "high": None}),
        ("casualties.0.count", "many"),
        ("casualties.0.count", -1),
        ("casualties.0.count", True),
        ("casualties.9", {"outcome": "killed"}),
        ("casualties.0.outcome", "murdered"),
        ("type", "WAR"),
        ("mode", "visit"),
        ("status", None),
        ("when.start", "yesterday"),
        ("when.start", "2025-03-09"),
        ("where.lat", 91),
        ("where.country", "ZZ"),
        ("where.name", None),
        ("where", "Nyala"),
        ("where", {"name": "Paris", "country": "FR", "precision": "city", "text": "Paris"}),
        ("where.altitude", 3),
        ("nonsense", 1),
        ("", 1),
        ("casualties.x", 1),
        ("casualties.-1", None),
        ("id", "event-1"),
        ("anchor.text", "words"),
        ("evidence", {}),
        ("confidence", 1.0),
        ("where.name", "\ud800"),
        ("status", "occurred"),
    ],
)
def test_a_value_that_the_record_cannot_hold_is_refused_and_nothing_is_kept(
    sudan: Ledger, school: str, path: str, value: Any
) -> None:
    with pytest.raises(BadReview):
        correct(sudan, school, path, value, ANA)
    with sudan.reading() as book:
        assert list(all_decisions(book)) == []


def test_corrections_add_up_and_are_taken_back_one_by_one(sudan: Ledger, school: str) -> None:
    correct(sudan, school, "casualties.0.count", 13, ANA)
    correct(sudan, school, "status", "planned", ANA)
    kept = accept(sudan, school, ANA)
    assert kept.review == "corrected"
    told = []
    for _ in range(3):
        now = undo(sudan, school, ANA)
        assert isinstance(now.shown, Event)
        told.append((now.review, now.shown.status, now.shown.casualties[0].count))

    assert [(review, status) for review, status, _ in told] == [
        ("corrected", "planned"), ("corrected", "occurred"), ("unreviewed", "occurred"),
    ]  # fmt: skip
    assert told[-1][2] == events_of(sudan)["Zalingei"].casualties[0].count


def test_undoing_nothing_is_refused(sudan: Ledger, school: str) -> None:
    note(sudan, school, Reviewer("Ana", "now", note="look at this"))
    with pytest.raises(BadReview):
        undo(sudan, school, ANA)


def test_a_note_decides_nothing_and_needs_words(sudan: Ledger, school: str) -> None:
    found = note(sudan, school, Reviewer("Ana", "now", note="the ministry says otherwise"))

    assert (found.review, found.history[0].word.note) == ("unreviewed", "the ministry says otherwise")
    with pytest.raises(BadReview):
        note(sudan, school, Reviewer("Ana", "now", note="  "))


@pytest.mark.parametrize("by", ["", " ", "sitrep", "Sitrep ", "heir", "\ud800"])
def test_a_reviewer_has_the_name_of_a_person(by: str) -> None:
    with pytest.raises(BadReview):
        Reviewer(by, "now")


def test_the_history_is_told_in_order_with_authors_times_and_words(sudan: Ledger, school: str) -> None:
    accept(sudan, school, Reviewer("Ana", "2025-12-06T12:00:00+00:00"))
    found = reject(sudan, school, Reviewer("Ben", "2025-12-07T12:00:00+00:00", note="another village"))

    assert [(each.word.by, each.word.verdict, each.word.note) for each in found.history] == [
        ("Ana", "accept", None), ("Ben", "reject", "another village"),
    ]  # fmt: skip


def test_what_was_read_anew_since_it_was_shown_is_not_judged(tmp_path: Path) -> None:
    document = Document("Russia struck Odesa on 2025-12-03, 6 wounded.")
    ledger = open_ledger(tmp_path / "war.db")
    with ledger.transaction() as book:
        append(book, document, read(document), engine="0.1", run=begin_run(book, Run("now", "0.1", "{}", ())))
    odesa = events_of(ledger)["Odesa"].id
    seen = accept(ledger, odesa, ANA).content
    read_anew(ledger, document, confidence=0.3)

    with pytest.raises(ReviewedSince):
        accept(ledger, odesa, Reviewer("Ben", "now", seen=seen))


def test_what_somebody_judged_since_it_was_shown_is_not_judged_unseen(sudan: Ledger, school: str) -> None:
    accept(sudan, school, ANA)

    with pytest.raises(ReviewedSince):
        reject(sudan, school, Reviewer("Ben", "now", last=0))
    assert reject(sudan, school, Reviewer("Ben", "now", last=1)).review == "rejected"


def test_what_no_story_tells_any_more_is_not_judged(tmp_path: Path) -> None:
    document = Document("Russia struck Odesa on 2025-12-03.")
    ledger = open_ledger(tmp_path / "war.db")
    with ledger.transaction() as book:
        run = begin_run(book, Run("now", "0.1", "{}", ()))
        append(book, document, read(document), engine="0.1", run=run)
        odesa = read(document).events[0].id
        append(book, document, read(document).model_copy(update={"events": ()}), engine="0.2", run=run)

    with pytest.raises(BadReview):
        accept(ledger, odesa, ANA)


def test_reviewers_who_write_at_once_keep_one_chain(sudan: Ledger) -> None:
    ids = [each.id for each in events_of(sudan).values()]

    def work(number: int) -> None:
        ledger = open_ledger(sudan.path, busy_seconds=30)
        for at in range(6):
            (accept, reject)[at % 2](ledger, ids[(number + at) % len(ids)], Reviewer(f"Reviewer {number}", f"{at}"))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    with sudan.reading() as book:
        told = list(all_decisions(book))

    assert [each.seq for each in told] == list(range(1, 25))
    assert all(each.digest == each.hash for each in told)
    assert [each.previous for each in told[1:]] == [each.hash for each in told[:-1]]
