"""What holds on every page."""

from threading import Event

import pytest
from starlette.testclient import TestClient
from tests.web.eyes import Watched

from sitrep.exports.situation_report import situation_style
from sitrep.web.frame import compile_templates, templates
from sitrep.web.guards import POLICY, host_of


def test_every_answer_carries_the_policy(client: TestClient) -> None:
    for path in ("/about", "/no-such-page"):
        assert client.get(path).headers["content-security-policy"] == POLICY


def test_the_policy_lets_nothing_inline_run() -> None:
    assert "unsafe" not in POLICY and "default-src 'none'" in POLICY


def test_a_request_for_another_host_is_refused(client: TestClient) -> None:
    assert client.get("/about", headers={"host": "evil.example"}).status_code == 421


@pytest.mark.parametrize("header", [{"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}])
def test_a_change_asked_for_by_another_site_is_refused(client: TestClient, header: dict[str, str]) -> None:
    assert client.post("/about", headers=header).status_code == 403


def test_a_body_beyond_the_limit_is_refused(client: TestClient) -> None:
    assert client.post("/about", content=b"x" * 4_000_001).status_code == 413


@pytest.mark.parametrize(("stated", "host"), [("a.example:80", "a.example"), ("[::1]:80", "[::1]"), ("", "")])
def test_the_host_is_told_from_its_port(stated: str, host: str) -> None:
    assert host_of(stated) == host


def test_an_address_that_leads_nowhere_is_told_in_words(client: TestClient) -> None:
    answer = client.get("/no-such-page")

    assert answer.status_code == 404 and "There is no such page." in answer.text


def test_a_gate_that_is_none_is_told_in_words(client: TestClient) -> None:
    answer = client.get("/about?gate=open")

    assert answer.status_code == 400 and "gate=reviewed or gate=all" in answer.text


def test_files_have_addresses_that_change_with_them(client: TestClient) -> None:
    answer = client.get(f"{client.app.state.static}/sitrep.css")  # type: ignore[attr-defined]

    assert "immutable" in answer.headers["cache-control"]


def test_pages_and_the_situation_report_stand_on_the_same_tokens(client: TestClient) -> None:
    static = client.app.state.static  # type: ignore[attr-defined]
    tokens, page = client.get(f"{static}/tokens.css").text, client.get("/about").text

    assert page.index(f"{static}/tokens.css") < page.index(f"{static}/sitrep.css")
    assert "--killed: #8c1a2b" in tokens and tokens in situation_style()
    assert all("--killed:" not in client.get(f"{static}/{name}.css").text for name in ("sitrep", "map", "review"))


def test_the_page_about_the_ledger_keeps_nobody_out(watched: Watched) -> None:
    page = watched.open("/about")

    assert page.get_by_role("heading", name="About this ledger").is_visible()
    assert watched.barriers() == []


def test_slash_goes_to_the_search_and_question_mark_to_the_keys(watched: Watched) -> None:
    page = watched.open("/about")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.wait_for_url("**/about#keys")


def test_templates_are_compiled_ahead_until_somebody_says_stop() -> None:
    templates().cache.clear()  # type: ignore[union-attr]  # the environment has one
    stopped = Event()
    stopped.set()
    compile_templates(stopped)
    assert len(templates().cache) == 1  # type: ignore[arg-type]
    compile_templates(Event())

    assert len(templates().cache) == len(templates().list_templates())  # type: ignore[arg-type]
