"""What one says and another denies stands side by side, and nothing unreviewed unless it is asked for."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from starlette.testclient import TestClient
from tests.turning import all_pages
from tests.web.conftest import NOW
from tests.web.eyes import Watched, serving
from tests.web.test_stories import client_of, ledger_of, told

from sitrep.desk.review import Reviewer, accept
from sitrep.desk.site import Site
from sitrep.ledger.contested import Contested, contested_incidents
from sitrep.ledger.opening import Ledger
from sitrep.web.app import make_app

SERIES = Path(__file__).parent.parent / "incidents" / "series" / "hospital-and-army.json"
DENIED = {
    "text": "POPAYAN, Colombia — A car bomb exploded outside a police station in Cali on Sunday, killing three people, "
            "the police said. The army denied that it had carried out the attack.",
    "published": "2025-09-15", "outlet": "Wire",
}  # fmt: skip
ISSUE = {
    "text": "GENEVA — Foreign Minister Anna Petrenko said the ceasefire would hold. Foreign Minister Pavel Orlov "
            "denied that a ceasefire had been agreed.",
    "published": "2025-09-16", "outlet": "Alpine Report",
}  # fmt: skip


@pytest.fixture(scope="module")
def quarrels(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    stories = json.loads(SERIES.read_text(encoding="utf-8"))["stories"]
    kept = [{name: each[name] for name in ("text", "outlet", "published")} for each in stories]
    return ledger_of(tmp_path_factory.mktemp("quarrels"), *kept, DENIED, ISSUE)


@pytest.fixture(scope="module")
def client(quarrels: Ledger) -> TestClient:
    return client_of(quarrels)


def happenings(ledger: Ledger) -> list[Contested]:
    with ledger.reading() as book:
        return list(contested_incidents(book, gate="all").rows)


def test_rival_figures_stand_side_by_side_with_who_gives_them(client: TestClient) -> None:
    source = client.get("/claims?odds=happenings&gate=all").text
    (killed,) = re.findall(r"<h3>Killed</h3>.*?</article>", source, re.S)

    assert re.findall(r'class="n k"[^>]*>(\d+)</a>', killed) == ["22", "23", "8"]
    assert "Nasser Hospital" in killed and "military" in killed


def test_what_one_asserts_and_another_denies_stands_side_by_side(client: TestClient) -> None:
    source = client.get("/claims?odds=happenings&gate=all").text
    (case,) = [each for each in re.findall(r"<article.*?</article>", source, re.S) if "Denies it" in each]
    says, denies = case.split("Denies it")

    assert "police" in says and "army" in denies


def test_every_voice_leads_to_its_words(client: TestClient) -> None:
    source = client.get("/claims?odds=happenings&gate=all").text
    for path, key in re.findall(r'href="(/stories/document-\w+)\?gate=all#v=([^"]+)"', source):
        assert f'id="v={key}"' in client.get(path).text


def test_an_issue_that_one_denies_stands_beside_what_another_says(client: TestClient) -> None:
    source = client.get("/claims?odds=issues&gate=all").text

    assert "Anna Petrenko" in source and "Pavel Orlov" in source and "ceasefire" in source


@pytest.mark.parametrize("odds", ["happenings", "issues", "positions"])
def test_nothing_unreviewed_is_shown_unless_asked_for(client: TestClient, odds: str) -> None:
    assert "Nothing reviewed is contested." in client.get(f"/claims?odds={odds}").text


def test_a_denial_shows_once_its_event_is_accepted(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path, DENIED)
    for event in told(ledger)[0].events:
        accept(ledger, event.id, Reviewer("ana", "2026-01-20T12:00:00+00:00"))
    source = client_of(ledger).get("/claims?odds=happenings").text

    assert "Denies it" in source and '<span class="chip reviewed">reviewed</span>' in source


def test_parts_of_the_list_together_are_the_list(quarrels: Ledger) -> None:
    with quarrels.reading() as book:
        turned = all_pages(lambda turn: contested_incidents(book, turn, gate="all"), 1)
    assert [one.id for one in turned] == [one.id for one in happenings(quarrels)] and len(turned) >= 2


def test_what_is_at_odds_must_be_named(client: TestClient) -> None:
    assert client.get("/claims?odds=weather").status_code == 400
    assert client.get("/claims?odds=happenings&after=WzFd").status_code == 400


def test_the_pages_keep_nobody_out(chromium: Browser, quarrels: Ledger) -> None:
    site = Site(quarrels, lambda: NOW, "sitrep test", hosts=("127.0.0.1",))
    with serving(make_app(site)) as address:
        context = chromium.new_context(base_url=address, viewport={"width": 390, "height": 844}, color_scheme="dark")
        seen = Watched(context.new_page(), address)
        for odds in ("happenings", "issues", "positions"):
            page = seen.open(f"/claims?odds={odds}&gate=all")
            assert seen.barriers() == []
            assert page.evaluate("document.documentElement.scrollWidth") <= 390
        context.close()
        seen.passed()
