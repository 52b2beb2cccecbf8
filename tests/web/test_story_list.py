"""The list of stories: newest first, a part at a time, filtered as the address says."""

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.turning import all_pages
from tests.web.eyes import Watched
from tests.web.test_stories import HOSTILE, client_of, ledger_of

from sitrep.ledger.opening import Ledger, open_ledger
from sitrep.ledger.paging import Turn
from sitrep.ledger.story_lists import StoryFilter, list_stories


def links(source: str) -> list[str]:
    return re.findall(r'<div class="what"><a href="/stories/(document-\w+)', source)


def test_all_stories_are_listed_newest_first(client: TestClient, ledger: Ledger) -> None:
    source = client.get("/stories").text
    with ledger.reading() as book:
        listed = list_stories(book, StoryFilter()).rows

    assert links(source) == [row.document.id for row in listed]
    days = [row.document.published or "" for row in listed]
    assert days == sorted(days, reverse=True)


def test_parts_of_the_list_together_are_the_list(ledger: Ledger) -> None:
    with ledger.reading() as book:
        whole = [row.document.id for row in list_stories(book, StoryFilter()).rows]
        turned = all_pages(lambda turn: list_stories(book, StoryFilter(), turn), 2)
    assert [row.document.id for row in turned] == whole


def test_stories_without_a_date_come_last_and_are_turned_to(tmp_path: Path) -> None:
    texts = [f"Russian drones struck Kharkiv, killing {number} people, the mayor said." for number in range(2, 8)]
    dated = [{"text": text, "published": "2025-01-02"} for text in texts[3:]]
    ledger = ledger_of(tmp_path, *({"text": text} for text in texts[:3]), *dated)
    with ledger.reading() as book:
        first = list_stories(book, StoryFilter(), Turn(limit=4))
        rest = list_stories(book, StoryFilter(), Turn(cursor=first.next_cursor, limit=4))

    assert [row.document.published for row in (*first.rows, *rest.rows)] == ["2025-01-02"] * 3 + [None] * 3
    assert len({row.document.id for row in (*first.rows, *rest.rows)}) == 6 and rest.next_cursor is None


def test_the_address_filters_by_outlet_words_and_days(client: TestClient, ledger: Ledger) -> None:
    with ledger.reading() as book:
        newest, *_, oldest = list_stories(book, StoryFilter()).rows
    day = (newest.document.published or "")[:10]

    assert newest.document.id in links(client.get(f"/stories?since={day}&until={day}").text)
    assert oldest.document.id not in links(client.get(f"/stories?since={day}").text)
    assert links(client.get("/stories", params={"outlet": newest.document.outlet or ""}).text)[0] == newest.document.id
    assert links(client.get("/stories?text=xyzzy").text) == []


@pytest.mark.parametrize("asked", ["since=tomorrow", "after=nonsense", "after=W10", "after=WzEsMl0", "gate=open"])
def test_a_question_that_cannot_be_read_is_told_in_words(client: TestClient, asked: str) -> None:
    assert client.get(f"/stories?{asked}").status_code == 400


def test_an_empty_ledger_says_so(tmp_path: Path) -> None:
    assert "The ledger is empty" in client_of(open_ledger(tmp_path / "empty.db")).get("/stories").text


def test_hostile_titles_and_outlets_are_text(tmp_path: Path) -> None:
    source = client_of(ledger_of(tmp_path, HOSTILE)).get("/stories").text

    assert "<img" not in source and "<script>alert" not in source and "&lt;img src=x" in source


def test_keys_walk_the_stories_and_open_one(watched: Watched) -> None:
    page = watched.open("/stories")
    page.keyboard.press("j")
    page.keyboard.press("j")
    wanted = page.locator("[data-row].at a").first.get_attribute("href")
    assert watched.barriers() == []
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{wanted}")
