"""The pages of actors."""

import re

from starlette.testclient import TestClient
from tests.web.eyes import Watched


def first(client: TestClient, asked: str = "") -> str:
    found = re.search(r'href="(/actors/[^"?]+)', client.get(f"/actors{asked}").text)
    assert found
    return found[1]


def test_every_actor_is_listed_once_with_how_many_stories_name_it(client: TestClient) -> None:
    shown = client.get("/actors").text
    links = re.findall(r'href="/actors/([^"?]+)', shown)

    assert len(links) == len(set(links)) and "Most told of" in shown


def test_the_list_is_narrowed_by_kind_and_name(client: TestClient) -> None:
    sorts = re.findall(r'<td class="full src">([^<]+)', client.get("/actors?kind=person").text)

    assert sorts and all(each.startswith("person") for each in sorts)


def test_a_country_or_kind_that_is_none_is_told_in_words(client: TestClient) -> None:
    assert client.get("/actors?kind=ghost").status_code == 400
    assert "No actor fits" in client.get("/actors?country=zz").text


def test_an_actors_page_tells_what_they_did_and_said_once_all_is_asked_for(client: TestClient) -> None:
    path = first(client, "?kind=person")

    assert "No reviewed" in client.get(path).text
    assert "Named in" in client.get(f"{path}?gate=all").text


def test_an_unknown_actor_is_told_in_words(client: TestClient) -> None:
    answer = client.get("/actors/actor-00")

    assert answer.status_code == 404 and "No actor in the ledger" in answer.text


def test_the_pages_keep_nobody_out(watched: Watched, client: TestClient) -> None:
    page = watched.open("/actors")
    assert watched.barriers() == []
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/actors/*")
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert watched.barriers() == []
