"""The page of claims: who said what, through whom, how firmly, and what reviewers let out."""

import re
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.turning import all_pages
from tests.web.eyes import Watched
from tests.web.test_stories import HOSTILE, client_of, ledger_of, told

from sitrep.desk.review import Reviewer, accept, reject
from sitrep.ledger.claim_lists import Claim, ClaimFilter, list_claims, others_on
from sitrep.ledger.opening import Ledger, open_ledger
from sitrep.ledger.paging import Turn

ANA = Reviewer("ana", "2026-01-20T12:00:00+00:00")


def listed(ledger: Ledger, **wanted: Any) -> list[Claim]:
    with ledger.reading() as book:
        return list(list_claims(book, ClaimFilter(**wanted), Turn(limit=500), gate="all").rows)


def shown(source: str) -> list[str]:
    return re.findall(r'class="words" href="/stories/[^"]*#(statement-\w+)"', source)


def test_every_statement_is_listed_when_all_is_asked_for(client: TestClient, ledger: Ledger) -> None:
    held = [said.id for report in told(ledger) for said in report.statements]
    found = [claim.statement.id for claim in listed(ledger)]

    assert sorted(found) == sorted(held)
    assert shown(client.get("/claims?gate=all").text) == found[:50]


def test_nothing_unreviewed_is_shown_unless_asked_for(client: TestClient) -> None:
    source = client.get("/claims").text

    assert shown(source) == [] and "No reviewed claim fits." in source and "gate=all" in source


def test_what_a_reviewer_accepted_is_shown_and_what_was_rejected_is_not(tmp_path: Path) -> None:
    text = "KYIV, Ukraine — Talks will go on, Foreign Minister Anna Petrenko said. No troops will leave, she added."
    ledger = ledger_of(tmp_path, {"text": text, "published": "2025-12-04", "outlet": "Wire"})
    first, second = [claim.statement.id for claim in listed(ledger)][:2]
    accept(ledger, first, ANA)
    reject(ledger, second, ANA)
    source = client_of(ledger).get("/claims").text

    assert shown(source) == [first] and '<span class="chip reviewed">reviewed</span>' in source


@pytest.mark.parametrize("limit", [1, 3, 7])
def test_parts_of_the_list_together_are_the_list(ledger: Ledger, limit: int) -> None:
    with ledger.reading() as book:
        turned = all_pages(lambda turn: list_claims(book, ClaimFilter(), turn, gate="all"), limit)
    assert [claim.statement.id for claim in turned] == [claim.statement.id for claim in listed(ledger)]


def test_filters_pick_by_speaker_issue_certainty_and_outlet(ledger: Ledger) -> None:
    claims = listed(ledger)
    one = next(claim for claim in claims if claim.statement.speaker and claim.statement.issues)
    issue = one.statement.issues[0]

    assert one in listed(ledger, speaker=one.statement.speaker or "")
    assert {claim.statement.id for claim in listed(ledger, issue=issue)} == {
        claim.statement.id for claim in claims if issue in claim.statement.issues
    }
    assert all(claim.statement.certainty == "denied" for claim in listed(ledger, certainty="denied"))
    assert one in listed(ledger, outlet=one.document.outlet or "")


def test_claims_are_asked_for_by_days_words_and_answers_as_their_stories_tell_them(ledger: Ledger) -> None:
    claims = listed(ledger)
    days = sorted({(claim.document.published or "")[:10] for claim in claims} - {""})
    with ledger.reading() as book:
        answered = [claim.statement.id for claim in claims if others_on(book, [claim], gate="all")]

    for day in days:
        assert listed(ledger, since=day, until=day) == [
            claim for claim in claims if (claim.document.published or "").startswith(day)
        ]
        assert listed(ledger, until=day) == [
            claim for claim in claims if "" < (claim.document.published or "")[:10] <= day
        ]
    assert [claim.statement.id for claim in listed(ledger, answered=True)] == answered


@pytest.mark.parametrize("asked", ["issue=weather", "certainty=sure", "until=x", "after=%00", "after=WyJhIiwxXQ"])
def test_a_question_that_cannot_be_read_is_told_in_words(client: TestClient, asked: str) -> None:
    assert client.get(f"/claims?{asked}").status_code == 400


def test_hostile_words_are_text(tmp_path: Path) -> None:
    source = client_of(ledger_of(tmp_path, HOSTILE)).get("/claims?gate=all").text

    assert shown(source) and "<img" not in source and "<script>alert" not in source


def test_an_empty_ledger_has_no_claims(tmp_path: Path) -> None:
    assert "No claim fits." in client_of(open_ledger(tmp_path / "empty.db")).get("/claims?gate=all").text


def test_the_page_keeps_nobody_out(watched: Watched) -> None:
    watched.page.set_viewport_size({"width": 390, "height": 844})
    page = watched.open("/claims?gate=all")

    assert watched.barriers() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
