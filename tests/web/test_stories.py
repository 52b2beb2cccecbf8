"""The page of a story: its text with the evidence marked, and its record beside it, linked both ways."""

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page
from starlette.testclient import TestClient
from tests.web.conftest import NOW
from tests.web.eyes import Watched

from sitrep.desk.ingest import Engine, ingest
from sitrep.desk.manifest import manifest
from sitrep.desk.reading import read_document
from sitrep.desk.review import Reviewer, accept, reject
from sitrep.desk.site import Site
from sitrep.ledger.opening import Ledger, open_ledger
from sitrep.ledger.queries import reports
from sitrep.ledger.story_queries import kept_story
from sitrep.records.report import Report
from sitrep.web.app import make_app

EVIL = "<img src=x onerror=alert(1)>\"'><script>alert(2)</script>{{7*7}}"
HOSTILE = {
    "title": f"Strike {EVIL}", "outlet": f"Wire {EVIL}", "published": "2025-12-04", "url": "javascript:alert(3)",
    "text": f"KYIV, Ukraine (AP) — Russian drones struck Kharkiv on Wednesday, killing six people, Mayor {EVIL} said. "
            f"The mayor of Kharkiv, Ihor Terekhov, said on Telegram that “{EVIL} burned.”\n\n"
            f"Foreign Minister Anna Petrenko said the talks {EVIL} will go on. “We {EVIL} wait,” she said.",
}  # fmt: skip


def ledger_of(folder: Path, *stories: dict[str, str]) -> Ledger:
    (folder / "stories.jsonl").write_text("\n".join(map(json.dumps, stories)), encoding="utf-8")
    ledger = open_ledger(folder / "stories.db")
    made = manifest()
    ingest([folder / "stories.jsonl"], ledger, engine=Engine(read_document, made.engine, made.to_json(), lambda: NOW))
    return ledger


def client_of(ledger: Ledger) -> TestClient:
    return TestClient(make_app(Site(ledger, lambda: NOW, "sitrep test", hosts=("testserver",))))


def told(ledger: Ledger) -> list[Report]:
    with ledger.reading() as book:
        return reports(book)


@pytest.fixture(scope="module")
def attack(ledger: Ledger) -> Report:
    """The story of the examples that tells most events."""
    return max(told(ledger), key=lambda one: len(one.events))


@pytest.fixture(scope="module")
def path(attack: Report) -> str:
    return f"/stories/{attack.document.id}"


def shown_text(source: str) -> str:
    (article,) = re.findall(r'<article class="text.*?</article>', source, re.S)
    return html.unescape(re.sub(r"<[^>]+>", "", article.replace("</p>", "\n")))


def test_the_page_shows_the_whole_text(client: TestClient, ledger: Ledger) -> None:
    for report in told(ledger):
        with ledger.reading() as book:
            text = kept_story(book, report.document.id).document.text
        assert shown_text(client.get(f"/stories/{report.document.id}").text).split() == text.split()


def test_every_mark_quotes_the_text_at_its_offsets(client: TestClient, ledger: Ledger, attack: Report) -> None:
    with ledger.reading() as book:
        text = kept_story(book, attack.document.id).document.text
    source = client.get(f"/stories/{attack.document.id}").text
    found = re.findall(r'<mark id="w=\d+"[^>]*data-o="(\d+)–(\d+)"[^>]*><a[^>]*>(.*?)</a></mark>', source, re.S)

    assert len(found) > 10
    assert all(text[int(start) : int(end)] == html.unescape(words) for start, end, words in found)


def test_every_value_with_evidence_leads_to_words_and_back(client: TestClient, path: str) -> None:
    source = client.get(path).text
    ids = set(re.findall(r'id="([^"]+)"', source))

    assert set(re.findall(r'class="val"[^>]*href="#([^"]+)"', source)) <= ids
    assert set(re.findall(r'<mark[^>]*><a href="#([^"]+)"', source)) <= ids


def test_the_beginning_of_an_id_is_enough_and_an_unknown_one_is_told_in_words(client: TestClient, path: str) -> None:
    assert client.get(path[:-4]).status_code == 200
    answer = client.get("/stories/document-none")
    assert answer.status_code == 404 and "No story in the ledger has the id" in answer.text


def test_the_address_says_which_kinds_are_off(client: TestClient, path: str) -> None:
    source = client.get(f"{path}?off=place,time").text

    assert re.search(r'class="text hide-place hide-time"', source)
    assert source.count('aria-pressed="false" data-k=') == 2
    assert client.get(f"{path}?off=weather").status_code == 400


def test_the_page_says_who_read_it_and_its_digest(client: TestClient, path: str, attack: Report) -> None:
    source = client.get(path).text

    assert attack.document.sha256 in source and html.escape(manifest().engine) in source


def test_hostile_words_are_text_everywhere(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path, HOSTILE)
    (report,) = told(ledger)
    source = client_of(ledger).get(f"/stories/{report.document.id}").text

    assert "<img" not in source and "<script>alert" not in source and 'javascript:alert(3)"' not in source
    assert re.findall(r"<script[^>]*>", source) == re.findall(r'<script src="/static/[^"]+"[^>]*>', source)
    assert "49" not in re.sub(r'data-o="[^"]*"|\d+–\d+|w=\d+', "", shown_text(source))


def test_what_reviewers_decided_stands_beside_each_event(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path, HOSTILE | {"text": HOSTILE["text"].replace(EVIL, "")})
    (report,) = told(ledger)
    reviewer = Reviewer("ana", "2026-01-20T12:00:00+00:00")
    accept(ledger, report.events[0].id, reviewer)
    reject(ledger, report.statements[0].id, reviewer)
    source = client_of(ledger).get(f"/stories/{report.document.id}").text

    assert '<span class="chip reviewed">reviewed</span>' in _card(source, report.events[0].id)
    assert '<span class="chip withdrawn">rejected</span>' in _card(source, report.statements[0].id)


def _card(source: str, id_: str) -> str:
    (found,) = re.findall(rf'<article class="ev" id="{id_}">.*?</article>', source, re.S)
    return str(found)


@pytest.fixture
def opened(watched: Watched, path: str) -> Iterator[Page]:
    page = watched.open(path)
    yield page
    watched.passed()


def lit(page: Page) -> set[str]:
    return set(page.eval_on_selector_all(".text mark.on", "all => all.map(each => each.dataset.v)"))


def test_a_value_lights_its_words_up_and_a_passage_its_value(opened: Page) -> None:
    value = opened.locator(".ev .val").first
    key = value.get_attribute("data-v") or ""
    value.hover()
    assert lit(opened) and all(key in keys.split() for keys in lit(opened))
    assert opened.locator("#quote q").count() > 0

    mark = opened.locator(".text mark[data-loud] a").first
    mark.hover()
    first = (opened.locator(".text mark[data-loud]").first.get_attribute("data-v") or "").split()[0]
    assert opened.locator(f'.val.on[data-v="{first}"]').count() == 1


def test_a_pinned_value_stands_in_the_address_and_comes_back_with_it(watched: Watched, path: str) -> None:
    page = watched.open(path)
    value = page.locator(".ev .val").nth(2)
    key = value.get_attribute("data-v")
    value.click()
    assert page.url.endswith(f"#v={key}")
    again = watched.page.context.new_page()
    again.goto(page.url)
    assert again.locator(f'.val.on[data-v="{key}"][aria-pressed="true"]').count() == 1
    page.keyboard.press("Escape")
    assert "#" not in page.url and lit(page) == set()


def test_arrows_walk_the_passages_both_ways(opened: Page) -> None:
    opened.keyboard.press("ArrowRight")
    first = opened.evaluate("document.activeElement.closest('mark').dataset.o")
    opened.keyboard.press("ArrowRight")
    second = opened.evaluate("document.activeElement.closest('mark').dataset.o")
    opened.keyboard.press("ArrowLeft")
    assert first != second
    assert opened.evaluate("document.activeElement.closest('mark').dataset.o") == first


def test_a_kind_switched_off_stands_in_the_address(opened: Page) -> None:
    opened.locator('.kinds button[data-k="place"]').click()

    assert opened.url.endswith("?off=place")
    assert opened.locator("#text.hide-place").count() == 1


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_the_story_keeps_nobody_out(watched: Watched, path: str, width: int, scheme: str) -> None:
    watched.page.set_viewport_size({"width": width, "height": 844})
    watched.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page = watched.open(path)
    page.locator(".ev .val").first.click()

    assert watched.barriers() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if width < 1000:
        box = page.locator("#quote").bounding_box()
        assert box is not None and round(box["y"] + box["height"]) == 844


def test_a_story_without_a_title_is_headed_by_its_first_words_and_says_so(tmp_path: Path) -> None:
    opening = "Shelling wounded three people at a market in Kherson on Wednesday, the regional governor said"
    text = f"KHERSON, Ukraine — {opening}, while crews were still clearing what last week's flood had left behind."
    client = client_of(ledger_of(tmp_path, {"text": text, "published": "2026-01-15"}))
    listed = client.get("/stories").text
    address = re.findall(r'href="(/stories/document-\w+)"', listed)[0]
    page = client.get(address).text
    heading = re.findall(r"<h1[^>]*>([^<]*)</h1>", page)[0]

    assert heading.endswith(" …") and text.partition(" — ")[2].startswith(heading.removesuffix(" …"))
    assert "untitled" in page and heading in listed
