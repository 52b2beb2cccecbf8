"""A reviewer works at the command line: the queue, one thing, decisions; and whether anything was altered."""

import json
import sqlite3
from pathlib import Path

import pytest
from tests.cli.conftest import Sitrep
from tests.exports.ledger_sample import make_ledger
from tests.ledger.test_reviews import events_of

from sitrep.cli.exits import Exit
from sitrep.ledger.opening import open_ledger


@pytest.fixture
def sudan(tmp_path: Path) -> Path:
    return make_ledger(tmp_path / "sudan.db").path


@pytest.fixture
def school(sudan: Path) -> str:
    return events_of(open_ledger(sudan))["Zalingei"].id


def test_the_queue_says_why_each_event_stands_where_it_stands(sitrep: Sitrep, sudan: Path) -> None:
    ended = sitrep("review", "--ledger", sudan, "--format", "json")
    told = json.loads(ended.out)

    assert ended.code == Exit.DONE
    assert all(each["reasons"] and each["reasons"][0]["words"] for each in told)
    assert len({each["event"] for each in told}) == len(told) > 3


def test_a_long_queue_goes_on_where_it_ended(sitrep: Sitrep, sudan: Path) -> None:
    whole = json.loads(sitrep("review", "--ledger", sudan, "--format", "json").out)
    first = sitrep("review", "--ledger", sudan, "--format", "json", "--limit", "2")
    cursor = first.err.split()[-1]
    rest = sitrep("review", "--ledger", sudan, "--format", "json", "--after", cursor)

    assert [each["event"] for each in json.loads(first.out) + json.loads(rest.out)] == [e["event"] for e in whole]
    assert rest.err == ""


def test_several_events_are_accepted_at_once_and_leave_the_queue(sitrep: Sitrep, sudan: Path, school: str) -> None:
    odesa = events_of(open_ledger(sudan))["Odesa"].id
    ended = sitrep("review", "accept", school[:14], odesa, "--ledger", sudan, "--by", "Ana")
    waiting = {each["event"] for each in json.loads(sitrep("review", "--ledger", sudan, "--format", "json").out)}

    assert (ended.code, ended.out) == (Exit.DONE, f"{school}\taccepted\n{odesa}\taccepted\n")
    assert not waiting & {school, odesa}


def test_one_thing_is_shown_with_what_was_corrected_and_its_history(sitrep: Sitrep, sudan: Path, school: str) -> None:
    by = ("--ledger", sudan, "--by", "Ana")
    assert sitrep("review", "correct", school, "casualties.0.count", "13", *by).out == f"{school}\tcorrected\n"
    assert sitrep("review", "correct", school, "where.name", "Nertiti", *by, "--note", "next to it").code == Exit.DONE
    sitrep("review", "note", school, "ask", "Juba", *by)
    text = sitrep("review", school, "--ledger", sudan).out
    told = json.loads(sitrep("review", school, "--ledger", sudan, "--format", "json").out)

    assert "Ana: correct where.name = Nertiti — next to it" in text
    assert "Ana: note — ask Juba" in text
    assert (told["read"]["where"]["name"], told["shown"]["where"]["name"]) == ("Zalingei", "Nertiti")
    assert [each["verdict"] for each in told["history"]] == ["correct", "correct", "note"]


def test_what_is_taken_back_waits_again(sitrep: Sitrep, sudan: Path, school: str) -> None:
    sitrep("review", "reject", school, "--ledger", sudan, "--by", "Ana")

    assert sitrep("review", "undo", school, "--ledger", sudan, "--by", "Ana").out == f"{school}\tunreviewed\n"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("accept",), Exit.USAGE),
        (("correct", "event-1", "mode"), Exit.USAGE),
        (("note", "event-1"), Exit.USAGE),
        (("event-1", "event-2"), Exit.USAGE),
        (("accept", "event-none"), Exit.LEDGER),
        (("accept", "document-"), Exit.LEDGER),
        (("event-none",), Exit.LEDGER),
    ],
)
def test_what_cannot_be_decided_is_refused(sitrep: Sitrep, sudan: Path, words: tuple[str, ...], code: Exit) -> None:
    assert sitrep("review", *words, "--ledger", sudan, "--by", "Ana").code == code


@pytest.mark.parametrize("extra", [("--by", "sitrep"), ("--by", " ")])
def test_a_decision_needs_a_person(sitrep: Sitrep, sudan: Path, school: str, extra: tuple[str, str]) -> None:
    assert sitrep("review", "accept", school, "--ledger", sudan, *extra).code == Exit.USAGE


def test_a_reviewed_ledger_leaves_an_empty_queue(sitrep: Sitrep, sudan: Path) -> None:
    waiting = [each["event"] for each in json.loads(sitrep("review", "--ledger", sudan, "--format", "json").out)]
    sitrep("review", "reject", *waiting, "--ledger", sudan, "--by", "Ana")

    assert sitrep("review", "--ledger", sudan).code == Exit.NOTHING


def test_a_sound_ledger_is_told_with_the_head_of_its_chain(sitrep: Sitrep, sudan: Path, school: str) -> None:
    sitrep("review", "accept", school, "--ledger", sudan, "--by", "Ana")
    ended = sitrep("verify", "--ledger", sudan)
    told = json.loads(sitrep("verify", "--ledger", sudan, "--format", "json").out)

    assert (ended.code, "FAIL" in ended.out) == (Exit.DONE, False)
    assert f"head  {told['head']['hash']}  (1)" in ended.out
    assert sitrep("verify", "--ledger", sudan, "--head", told["head"]["hash"]).code == Exit.DONE
    assert sitrep("verify", "--ledger", sudan, "--head", "ab" * 32).code == Exit.LEDGER


def test_an_altered_decision_is_named_by_its_row(sitrep: Sitrep, sudan: Path, school: str) -> None:
    for verb in ("accept", "reject"):
        sitrep("review", verb, school, "--ledger", sudan, "--by", "Ana")
    plain = sqlite3.connect(sudan)
    plain.execute("DROP TRIGGER review_decisions_no_update")
    plain.execute("UPDATE review_decisions SET by = 'Ben' WHERE seq = 1")
    plain.commit()
    plain.close()
    ended = sitrep("verify", "--ledger", sudan)

    assert ended.code == Exit.LEDGER
    assert "FAIL  decisions     review_decisions, row 1: it is not what it was when its hash was made" in ended.out
