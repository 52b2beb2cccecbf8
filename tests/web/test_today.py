"""The page of a day's news."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from sqlalchemy import select
from starlette.testclient import TestClient
from tests.web.conftest import NOW
from tests.web.eyes import Watched, watching
from tests.web.happenings import client_over, site_over, told

from sitrep.desk.review import Reviewer, accept, correct, reject
from sitrep.desk.site import Site
from sitrep.ledger.incident_tables import duplicate_warnings
from sitrep.ledger.opening import Ledger, open_ledger
from sitrep.ledger.view_tables import event_views
from sitrep.web.app import make_app

STORIES = (
    {
        "outlet": "Post <i>",
        "published": "2026-01-15",
        "text": "KHERSON, Ukraine — About 38,000 households in Kherson were left without power on Thursday after a "
        "substation was shelled, the regional administration said.",
    },
    {
        "outlet": "Desk",
        "published": "2026-01-10",
        "text": "GENEVA — Negotiators from Armenia and Azerbaijan will meet in Geneva on Monday, Jan. 12, the Swiss "
        "Foreign Ministry said.",
    },
    {
        "outlet": "Desk",
        "published": "2026-01-15",
        "text": "BELGOROD, Russia — A drone killed a farmer in a field in Belgorod on Thursday, the governor said.",
    },
)
DAY = "day=2026-01-15&gate=all"


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    return told(tmp_path_factory.mktemp("today"), "national-night", more=STORIES)


@pytest.fixture(scope="module")
def site(held: Ledger) -> Site:
    return site_over(held)


@pytest.fixture(scope="module")
def client(site: Site) -> TestClient:
    return TestClient(make_app(site))


@pytest.fixture
def seen(chromium: Browser, site: Site) -> Iterator[Watched]:
    with watching(chromium, make_app(replace(site, writable=True, author="ana")), phone=True) as watched:
        yield watched


def strip(page: str) -> dict[str, str]:
    """The label and the figure of each cell."""
    cells = re.findall(r"<div><dt>([^<]+)</dt><dd[^>]*>(.*?)</dd>", page)
    return {label: re.sub(r"<[^>]+>", "", figure) for label, figure in cells}


def test_the_newest_day_with_news_is_shown_and_leads_to_the_one_before(client: TestClient) -> None:
    page = client.get("/?gate=all").text

    assert "Friday, 16 January 2026" in page and 'rel="prev" href="/?gate=all&amp;day=2026-01-15"' in page


def test_the_head_tells_the_gravest_happening_and_who_says_so(client: TestClient) -> None:
    page = client.get(f"/?{DAY}").text

    assert re.search(r"Attack with 120 drones.*, Ukraine: 8 killed, .*Interior Ministry says", page)
    assert "new incidents await review." in page


def test_parts_are_never_added_to_their_whole(client: TestClient) -> None:
    page = client.get(f"/?{DAY}").text

    assert strip(page)["Killed, Ukraine"] == "8" and "are part of it" in page
    assert page.count('<tr data-row class="in">') == 3 and "never added to it" in page


def test_countries_are_counted_apart(client: TestClient) -> None:
    assert strip(client.get(f"/?{DAY}").text)["Killed, Russia"] == "1"
    assert "Killed, Russia" not in client.get(f"/?{DAY}&country=UA").text


def test_homes_without_power_keep_their_hedge(client: TestClient) -> None:
    page = client.get(f"/?{DAY}").text

    assert strip(page)["Households without power"] == "about 38,000" and "35,000–41,000; Kherson" in page


@pytest.mark.parametrize(
    ("told_of", "cell"),
    [
        ("About 70,000 people in Sumy were left without power on Thursday after a substation was shelled",
         ("People without power", "about 70,000")),
        ("Electricity was cut in Sumy on Thursday after a substation was shelled",
         ("Electricity cut", "number not told")),
        ("About 1,700 households in Sumy were left without heating on Thursday after a boiler house was shelled",
         ("Heat cut, households", "about 1,700")),
    ],
)  # fmt: skip
def test_the_strip_names_an_outage_of_which_no_households_are_told(
    tmp_path: Path, told_of: str, cell: tuple[str, str]
) -> None:
    story = {"outlet": "Desk", "published": "2026-01-15", "text": f"SUMY, Ukraine — {told_of}, the mayor said."}
    client = client_over(told(tmp_path, more=(story,)))

    assert cell in strip(client.get(f"/?{DAY}").text).items()


def test_talks_are_quoted_in_whole_sentences_that_end_at_a_word(tmp_path: Path) -> None:
    short = "Armenian and Azerbaijani negotiators met in Geneva on Thursday."
    long = (
        "Envoys of Sudan and Chad met in Cairo on Thursday to discuss the return of those who had fled across the "
        "border, the reopening of the crossings at Tine and Adre, the safety of convoys on the road between them, the "
        "wages of the customs officers and the repair of the bridge over the wadi that floods carried off in August."
    )
    stories = tuple({"outlet": "Desk", "published": "2026-01-15", "text": f"Nothing was said before. {one}"}
                    for one in (short, long))  # fmt: skip
    client = client_over(told(tmp_path, more=stories))
    quotes = re.findall(r'class="words" href="(/stories/[^"]+)">“([^”]+)”', client.get(f"/?{DAY}").text)

    words = [words for _, words in quotes]
    assert short in words
    cut = next(one for one in words if one.startswith("Envoys"))
    assert cut.endswith(" …") and f"{cut.removesuffix(' …')} " in long
    assert all(re.search(r"#v=event-\w+\.anchor", address) for address, _ in quotes)


def test_the_chart_counts_a_night_on_its_morning_and_each_happening_once(client: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get(f"/days.csv?{DAY}").text)))

    assert [(row["Day"], row["Figure"]) for row in rows if row["Tally"] == "Killed"] == [("2026-01-15", "9")]


def test_talks_whose_day_has_passed_without_a_word_are_told_as_a_gap(client: TestClient) -> None:
    assert "Set for 12 Jan 2026. No report says that it took place." in client.get(f"/?{DAY}").text


def test_an_outage_of_which_nothing_more_is_told_says_so(client: TestClient) -> None:
    assert "no word of its end" in client.get(f"/?{DAY}").text
    assert "no later word" in client.get("/?gate=all").text


def test_only_what_was_reviewed_counts_unless_all_is_asked_for(held: Ledger, client: TestClient) -> None:
    page = client.get("/?day=2026-01-15").text
    assert "No incident of this day is reviewed yet" in page and "Killed, Ukraine" not in page
    listed = client.get("/incidents?gate=all&place=Belgorod").text
    incident = re.findall(r"/incidents/(incident-\w+)", listed)[0]
    accept(held, re.findall(r"event-\w+", client.get(f"/incidents/{incident}?gate=all").text)[0],
           Reviewer("ana", NOW.isoformat()))  # fmt: skip

    assert strip(client.get("/?day=2026-01-15").text) == {"Killed, Russia": "1"}


def test_a_day_without_news_and_a_day_that_is_none_are_told_in_words(client: TestClient) -> None:
    assert "No incident was first told of on this day" in client.get("/?day=2026-01-11&gate=all").text
    assert client.get("/?day=yesterday").status_code == 400


def test_an_empty_ledger_says_what_to_do(tmp_path: Path) -> None:
    empty = site_over(open_ledger(tmp_path / "empty.db"))

    assert "sitrep ingest" in TestClient(make_app(empty)).get("/").text


def test_a_pair_is_decided_with_one_key(held: Ledger, seen: Watched) -> None:
    listed = client_over(held).get(f"/?{DAY}").text
    left, right = sorted(dict.fromkeys(re.findall(r'class="what"><a href="/incidents/(incident-\w+)', listed)))[:2]
    with held.transaction() as book:
        book.execute(duplicate_warnings.insert(), {"left": left, "right": right, "probability": 0.4})
    page = seen.open(f"/?{DAY}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert seen.barriers() == []
    page.keyboard.press("k")
    page.keyboard.press("d")
    page.wait_for_url(f"**/incidents/{left}*")

    assert page.get_by_text("apart: different happenings").is_visible()


def test_a_pair_that_is_put_aside_stands_last_and_the_next_takes_its_place(held: Ledger, seen: Watched) -> None:
    client = client_over(held)
    listed = re.findall(r'class="what"><a href="/incidents/(incident-\w+)', client.get(f"/?{DAY}").text)
    one, two, three = sorted(dict.fromkeys(listed))[:3]
    with held.transaction() as book:
        book.execute(duplicate_warnings.insert(), {"left": one, "right": three, "probability": 0.3})
        book.execute(duplicate_warnings.insert(), {"left": two, "right": three, "probability": 0.2})
    page = seen.open(f"/?{DAY}")
    order = [one.get_attribute("id") for one in page.locator(".pair").all()]
    page.locator(".pair").first.locator('[data-key="l"]').click()
    page.wait_for_url("**later=*")

    assert [one.get_attribute("id") for one in page.locator(".pair").all()] == [*order[1:], order[0]]
    assert page.locator("[data-row].at").get_attribute("id") == order[1]
    page.keyboard.press("l")
    page.wait_for_function("id => document.querySelectorAll('.pair')[document.querySelectorAll('.pair').length - 1].id"
                           " === id", arg=order[1])  # fmt: skip


def killed_on(client: TestClient, gate: str) -> list[tuple[str, str, str]]:
    """Of each day with any dead the day, how many, and how many of them are not reviewed yet."""
    rows = csv.DictReader(io.StringIO(client.get(f"/days.csv?day=2026-01-16&gate={gate}").text))
    return [(row["Day"], row["Figure"], row["Not yet reviewed"]) for row in rows if row["Tally"] == "Killed"]


def test_the_chart_counts_what_reviewers_leave_of_a_day_and_what_they_correct(tmp_path: Path) -> None:
    text = "KHARKIV, Ukraine — A drone killed three people in Kharkiv on Wednesday, the mayor said."
    ledger = told(tmp_path, more=(STORIES[2], {"outlet": "Desk", "published": "2026-01-14", "text": text}))
    client = client_over(ledger)
    with ledger.reading() as book:
        events = {row.start_day: row.id for row in book.execute(select(event_views.c.id, event_views.c.start_day))}
    ana = Reviewer("ana", NOW.isoformat())

    assert killed_on(client, "all") == [("2026-01-14", "3", "3"), ("2026-01-15", "1", "1")]
    assert killed_on(client, "reviewed") == []
    accept(ledger, events["2026-01-15"], ana)
    assert killed_on(client, "all") == [("2026-01-14", "3", "3"), ("2026-01-15", "1", "0")]
    correct(ledger, events["2026-01-14"], "casualties.0.count", {"best": 4, "low": 4, "high": 4, "text": "three"}, ana)
    assert killed_on(client, "all") == killed_on(client, "reviewed")
    assert killed_on(client, "all")[0] == ("2026-01-14", "4", "0")
    reject(ledger, events["2026-01-14"], ana)
    assert killed_on(client, "all") == killed_on(client, "reviewed") == [("2026-01-15", "1", "0")]
