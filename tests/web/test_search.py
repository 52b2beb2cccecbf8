"""A search finds stories, claims, events and incidents, marks the words, and shows nothing unreviewed unasked."""

import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.turning import all_pages
from tests.web.conftest import NOW
from tests.web.eyes import Watched
from tests.web.test_stories import HOSTILE, client_of, ledger_of, told

from sitrep.api.app import PATH, make_api
from sitrep.desk.review import Reviewer, accept
from sitrep.desk.site import Site
from sitrep.ledger.findings import Asked, find_incidents, find_stories
from sitrep.ledger.opening import Ledger, open_ledger
from sitrep.ledger.paging import Page, Turn
from sitrep.web.app import make_app

STRIKE = {
    "text": "KHARKIV, Ukraine — A Russian drone struck a school in Kharkiv on Monday, killing two people, Mayor Ihor "
            "Terekhov said.",
    "published": "2025-12-02", "outlet": "Wire", "title": "Drone hits school",
}  # fmt: skip
OTHER = {
    "text": "MOPTI, Mali — Gunmen attacked a village near Mopti on Tuesday, killing nine people, the army said.",
    "published": "2025-12-03", "outlet": "Gazette",
}  # fmt: skip


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    return ledger_of(tmp_path_factory.mktemp("search"), STRIKE, OTHER)


@pytest.fixture(scope="module")
def asked(small: Ledger) -> TestClient:
    return client_of(small)


def headings(source: str) -> list[str]:
    return [html.unescape(each) for each in re.findall(r"<h2[^>]*>([^<]+)</h2>", source)]


def marked(source: str) -> set[str]:
    return {html.unescape(each) for each in re.findall(r"<mark>([^<]*)</mark>", source)}


def test_all_four_kinds_are_found_and_the_words_are_marked(asked: TestClient) -> None:
    source = asked.get("/search?q=drone&gate=all").text

    assert headings(source) == ["Incidents", "Stories", "Claims", "Events"]
    assert {each.lower() for each in marked(source)} == {"drone"}


def test_only_stories_are_shown_until_something_is_reviewed(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path, STRIKE)
    client = client_of(ledger)
    assert headings(client.get("/search?q=drone").text) == ["Stories"]

    (event,) = [event for event in told(ledger)[0].events if event.type == "ASSAULT"]
    accept(ledger, event.id, Reviewer("ana", "2026-01-20T12:00:00+00:00"))
    assert headings(client.get("/search?q=drone").text) == ["Incidents", "Stories", "Events"]


def test_the_address_filters_by_kind_outlet_and_days(asked: TestClient) -> None:
    assert headings(asked.get("/search?q=killing&gate=all&kind=stories").text) == ["Stories"]
    assert "Drone hits school" not in asked.get("/search?q=killing&gate=all&outlet=gazette").text
    assert "Drone hits school" not in asked.get("/search?q=killing&gate=all&since=2025-12-03").text
    assert "Drone hits school" in asked.get("/search?q=killing&gate=all&until=2025-12-02").text


def test_an_incident_is_found_once(small: Ledger) -> None:
    with small.reading() as book:
        found = find_incidents(book, Asked(words="killing", gate="all"), Turn(limit=20)).rows
    ids = [one.found.incident.id for one in found]
    assert ids and len(ids) == len(set(ids))


@pytest.mark.parametrize("find", [find_stories, find_incidents])
def test_parts_together_are_the_whole(ledger: Ledger, find: Callable[..., Page[Any]]) -> None:
    words = Asked(words="the", gate="all")
    with ledger.reading() as book:
        whole = [one.found for one in find(book, words, Turn(limit=100)).rows]
        turned = all_pages(lambda turn: find(book, words, turn), 2)
    assert [one.found for one in turned] == whole and len(whole) > 2


@pytest.mark.parametrize(
    "words", ['"', "*", "AND OR NOT", "a:b", "NEAR(x", "'; DROP TABLE words", "%00", "^x", "-x", "("]
)
def test_nothing_typed_is_an_operator_or_an_error(asked: TestClient, words: str) -> None:
    assert asked.get("/search", params={"q": words, "gate": "all"}).status_code == 200


def test_hostile_words_are_text_in_titles_snippets_and_the_question(tmp_path: Path) -> None:
    client = client_of(ledger_of(tmp_path, HOSTILE))
    source = client.get("/search", params={"q": "onerror", "gate": "all"}).text
    assert "onerror" in {each.lower() for each in marked(source)}
    assert "<img" not in source and "<script>alert" not in source

    mirrored = client.get("/search", params={"q": '"><script>alert(9)</script>'}).text
    assert "<script>alert(9)" not in mirrored


def test_marks_of_ones_own_do_not_mark(tmp_path: Path) -> None:
    text = STRIKE["text"].replace("school", "\ue000school\ue001")
    source = client_of(ledger_of(tmp_path, STRIKE | {"text": text})).get("/search?q=drone&kind=stories").text
    assert source.count("<mark>") == source.count("</mark>") and "\ue001" not in source


@pytest.mark.parametrize(
    "page", ["/stories?outlet=wire", "/claims?gate=all&certainty=asserted", "/search?q=killing&gate=all",
             "/search?q=killing&gate=all&kind=incidents"],
)  # fmt: skip
def test_the_same_question_is_answered_as_json_and_csv(small: Ledger, page: str) -> None:
    site = Site(small, lambda: NOW, "sitrep test", hosts=("testserver",))
    client = TestClient(make_app(site, {PATH: make_api(site)}))
    links = re.findall(r'<p class="data"><a href="([^"]+)">JSON</a> · <a href="([^"]+)"', client.get(page).text)
    found = [html.unescape(each) for each in links[0]]

    assert [client.get(each).status_code for each in found] == [200, 200]
    assert client.get(found[0]).json()["items"]


def test_without_words_and_in_an_empty_ledger_the_page_says_so(tmp_path: Path) -> None:
    client = client_of(open_ledger(tmp_path / "empty.db"))

    assert "Type words above" in client.get("/search").text
    assert "Nothing holds all these words" in client.get("/search?q=war").text


@pytest.mark.parametrize("question", ["q=war&kind=weather", "q=war&kind=stories&after=x", "q=war&since=today"])
def test_a_question_that_cannot_be_read_is_told_in_words(asked: TestClient, question: str) -> None:
    assert asked.get(f"/search?{question}").status_code == 400


def test_slash_finds_from_any_page_and_the_result_keeps_nobody_out(watched: Watched) -> None:
    page = watched.open("/stories")
    page.keyboard.press("/")
    page.keyboard.type("drones")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=drones*")
    assert page.locator("mark").count() > 0
    assert watched.barriers() == []
