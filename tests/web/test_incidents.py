"""The list of incidents."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from starlette.testclient import TestClient
from tests.web.conftest import NOW
from tests.web.eyes import Watched, watching
from tests.web.happenings import client_over, site_over, told

from sitrep.desk.review import Reviewer, accept
from sitrep.ledger import sqlite
from sitrep.ledger.opening import Ledger, open_ledger
from sitrep.records.report import Source
from sitrep.web.app import make_app
from sitrep.web.pages import incidents
from sitrep.web.views.incident_rows import capacity

STORY = {
    "outlet": "Post",
    "published": "2025-11-03",
    "text": "KHERSON, Ukraine — A drone struck a bus in Kherson on Sunday, killing two people, <b>police</b> said.",
}


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    series = ("market-and-clinic", "national-night", "geneva-round")
    return told(tmp_path_factory.mktemp("incidents"), *series, more=(STORY,))


@pytest.fixture(scope="module")
def client(held: Ledger) -> TestClient:
    return client_over(held)


@pytest.fixture
def seen(chromium: Browser, held: Ledger) -> Iterator[Watched]:
    with watching(chromium, make_app(site_over(held))) as watched:
        yield watched


def ids(page: str) -> list[str]:
    return re.findall(r'<div class="what"><a href="/incidents/(incident-\w+)', page)


def test_a_happening_told_by_many_is_one_row(client: TestClient) -> None:
    page = client.get("/incidents?gate=all&place=El+Fasher&type=ASSAULT").text

    assert len(ids(page)) == 2 and "4 reports" in page


def test_parts_stand_under_their_whole_and_are_never_added(client: TestClient) -> None:
    page = client.get("/incidents?gate=all&since=2026-01-14&until=2026-01-15&country=ukraine").text
    nested = re.findall(r'<tr data-row class="in">.*?class="what"><a[^>]*>([^<]+)', page, re.DOTALL)

    assert len(nested) == 2 and "never added to it" in page


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ("min_killed=8", 2),
        ("country=UA&min_killed=7", 1),
        ("status=occurred", 9),
        ("status=planned", 0),
        ("type=consult&actor=armenia", 2),
    ],
)
def test_filters_stand_in_the_address(client: TestClient, asked: str, count: int) -> None:
    assert len(ids(client.get(f"/incidents?gate=all&{asked}").text)) == count


def test_words_that_many_reports_hold_are_answered_without_a_count(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = client.get("/incidents?gate=all&q=killed")
    monkeypatch.setattr(sqlite, "COMMON", 1)
    many = client.get("/incidents?gate=all&q=killed")

    assert ids(many.text) == ids(few.text) != []
    assert "are not counted" in many.text and "are not counted" not in few.text


def test_pages_follow_one_another_and_leave_nothing_out(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = ids(client.get("/incidents?gate=all").text)
    monkeypatch.setattr(incidents, "ON_A_PAGE", 3)
    at, found = "/incidents?gate=all", []
    while at:
        page = client.get(at).text
        found += ids(page)
        more = re.search(r'rel="next" href="([^"]+)"', page)
        at = more[1].replace("&amp;", "&") if more else ""

    assert sorted(found) == sorted(whole) and len(whole) > 3


def test_only_what_was_reviewed_is_listed_unless_all_is_asked_for(held: Ledger, client: TestClient) -> None:
    assert "Nothing that is reviewed fits" in client.get("/incidents?place=Kherson").text
    page = client.get(f"/incidents/{ids(client.get('/incidents?gate=all&place=Kherson').text)[0]}?gate=all").text
    event = re.findall(r"event-\w+", page)[0]
    accept(held, event, Reviewer("ana", NOW.isoformat()))

    assert len(ids(client.get("/incidents?place=Kherson").text)) == 1


@pytest.mark.parametrize("asked", ["since=tomorrow", "type=WAR", "min_killed=many", "country=Nowhere", "order=odd"])
def test_what_cannot_be_read_is_refused_in_words(client: TestClient, asked: str) -> None:
    answer = client.get(f"/incidents?gate=all&{asked}")

    code = "option.date" if asked.startswith("since") else "option.question"
    assert answer.status_code == 400 and code in answer.text


def test_the_beginning_of_a_page_of_another_list_is_refused(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(incidents, "ON_A_PAGE", 2)
    more = re.search(r"after=([^\"&]+)", client.get("/incidents?gate=all").text)
    assert more
    assert client.get(f"/incidents?gate=all&type=ASSAULT&after={more[1]}").status_code == 400


def test_what_is_typed_into_the_filter_stands_there_again_and_does_nothing(client: TestClient) -> None:
    page = client.get("/incidents", params={"gate": "all", "place": '"><script>alert(1)</script>'}).text

    assert "<script>alert" not in page and "No incident fits" in page


def test_an_empty_ledger_says_what_to_do(tmp_path: Path) -> None:
    site = site_over(open_ledger(tmp_path / "empty.db"))

    assert "sitrep ingest" in TestClient(make_app(site)).get("/incidents?gate=all").text


def test_keys_walk_the_rows_and_open_one(seen: Watched) -> None:
    page = seen.open("/incidents?gate=all&place=Kherson")
    assert seen.barriers() == []
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/incidents/incident-*")


@pytest.mark.parametrize(
    ("speaker", "role", "told"),
    [
        ("Two hospital workers", "hospital workers", ""),
        ("a Ukrainian official", "Ukrainian official familiar with the talks", "familiar with the talks"),
        ("Oleh Synyehubov", "regional governor", "regional governor"),
        ("police", "police chief", "chief"),
        ("an envoy", "envoys of two states", "envoys of two states"),
    ],
)
def test_who_somebody_is_is_not_said_twice(speaker: str, role: str, told: str) -> None:
    assert capacity(Source(speaker=speaker, actor=None, role=role, certainty="asserted", text=None)) == told
