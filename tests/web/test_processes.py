"""The pages of peace efforts."""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from starlette.testclient import TestClient
from tests.web.conftest import NOW
from tests.web.eyes import Watched, watching
from tests.web.happenings import client_over, site_over, told

from sitrep.desk.ingest import Engine, ingest
from sitrep.desk.manifest import manifest
from sitrep.desk.processes import listed
from sitrep.desk.reading import read_document
from sitrep.desk.site import Site
from sitrep.exports.charts_times import TimeLane, TimeLine, TimeMark
from sitrep.ledger.opening import Ledger, open_ledger
from sitrep.web.app import make_app
from sitrep.web.views.effort_line import line_view, on_a_phone

SERIES = Path(__file__).parent.parent / "processes" / "series" / "plan-and-answers.json"


LAST = date(2026, 7, 17)


@pytest.mark.parametrize(
    ("ago", "days"), [((), 21), ((1, 3), 21), ((1, 40, 70), 71), ((1, 2, 3, 4, 5, 300), 21), ((1, 900), 400)]
)
def test_on_a_phone_the_line_goes_back_to_the_newest_marks(ago: tuple[int, ...], days: int) -> None:
    assert on_a_phone([LAST - timedelta(each) for each in ago], LAST) == timedelta(days)


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    folder = tmp_path_factory.mktemp("talks")
    stories = json.loads(SERIES.read_text(encoding="utf-8"))["stories"]
    kept = [{name: each[name] for name in ("text", "outlet", "published") if name in each} for each in stories]
    (folder / "talks.jsonl").write_text("\n".join(map(json.dumps, kept)), encoding="utf-8")
    ledger = open_ledger(folder / "talks.db")
    made = manifest()
    ingest([folder / "talks.jsonl"], ledger, engine=Engine(read_document, made.engine, made.to_json(), lambda: NOW))
    return ledger


@pytest.fixture(scope="module")
def reading(talks: Ledger) -> Site:
    return site_over(talks)


@pytest.fixture(scope="module")
def client(reading: Site) -> TestClient:
    return TestClient(make_app(reading))


@pytest.fixture(scope="module")
def writing(reading: Site) -> TestClient:
    return TestClient(make_app(replace(reading, writable=True, author="ana")))


@pytest.fixture(scope="module")
def effort(talks: Ledger) -> str:
    with talks.reading() as book:
        return max(listed(book, every=True), key=lambda one: len(one.lines)).id


@pytest.fixture
def talks_watched(chromium: Browser, reading: Site) -> Iterator[Watched]:
    with watching(chromium, make_app(reading), phone=True) as seen:
        yield seen


def test_the_list_names_each_effort_and_who_says_that_it_is_one(client: TestClient, effort: str) -> None:
    shown = client.get("/processes").text

    assert f"/processes/{effort}" in shown and "proposed by engine" in shown


def test_the_page_shows_meetings_versions_and_positions(client: TestClient, effort: str) -> None:
    shown = client.get(f"/processes/{effort}").text

    for heading in ("Meetings and contacts", "Positions, issue by party", "terms are drafts", "Contradicted"):
        assert heading in shown


TALKS = (
    "MUSCAT — Negotiators from Yemen's government and the Houthis met in Muscat on Monday, Jan. 12, to discuss a "
    "ceasefire, Oman's Foreign Ministry said.\n\nNegotiators from Yemen's government and the Houthis will meet in "
    "Geneva on Thursday, Jan. 15, the ministry said.",
    "ADEN, Yemen — A Houthi drone killed five people at a market in Taiz on Wednesday, Jan. 14, the governor said. "
    "It came two days after negotiators from Yemen's government and the Houthis met in Muscat to discuss a ceasefire.",
    "MUSCAT — Negotiators from Yemen's government and the Houthis met in Muscat on Saturday, Jan. 17, for a second "
    "round of ceasefire talks, Oman's Foreign Ministry said.",
)


@pytest.fixture(scope="module")
def yemen(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    days = ("2026-01-12", "2026-01-14", "2026-01-17")
    stories = tuple({"text": text, "outlet": "Desk", "published": day}
                    for text, day in zip(TALKS, days, strict=True))  # fmt: skip
    ledger = told(tmp_path_factory.mktemp("yemen"), more=stories)
    return client_over(ledger)


def test_what_is_done_outside_the_room_stands_on_the_line_of_time(yemen: TestClient) -> None:
    effort = re.findall(r"/processes/process-\w+", yemen.get("/processes?every=1").text)[0]
    shown = yemen.get(effort).text
    rows = list(csv.DictReader(io.StringIO(yemen.get(f"{effort}/line.csv").text)))

    assert "Outside the room" in shown and f'href="{effort}/line.csv"' in shown
    assert [(row["From"], row["Lane"]) for row in rows if "5 killed" in row["What"]] == [
        ("14 Jan 2026", "Outside the room")
    ]
    assert {row["Lane"] for row in rows} >= {"Meetings", "Outside the room"}


def test_a_plan_that_a_later_meeting_overtook_is_not_told_first(yemen: TestClient) -> None:
    effort = re.findall(r"/processes/process-\w+", yemen.get("/processes?every=1").text)[0]
    shown = yemen.get(effort).text
    lede = re.findall(r'class="lede">([^<]+)<', shown)[0]

    assert "Last met 17 Jan 2026 in Muscat" in lede and "15 Jan" not in lede
    assert "15 Jan 2026" in shown and "no report says that it took place" in shown


def test_positions_are_a_table_for_other_tools(client: TestClient, effort: str) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get(f"/processes/{effort}/positions.csv").text)))

    assert rows and {"Issue", "Party", "Stance", "Words"} <= set(rows[0])
    assert client.get("/processes/nobody/positions.csv").status_code == 404


def test_a_stance_is_told_by_a_sign_and_a_word(client: TestClient, effort: str) -> None:
    shown = client.get(f"/processes/{effort}").text

    assert "rejects" in shown and "<svg" in shown


def test_where_no_position_is_told_the_cell_says_so(client: TestClient, effort: str) -> None:
    assert "not told" in client.get(f"/processes/{effort}").text


def test_on_a_phone_only_lanes_with_something_on_them_are_drawn() -> None:
    mark = TimeMark(LAST, "Geneva", "done")
    early = TimeMark(LAST - timedelta(100), "Muscat", "done")
    lanes = (TimeLane("Meetings", (early, mark)), TimeLane("Contacts", (early,)))
    told = TimeLine("Talks", LAST - timedelta(100), LAST, lanes)
    drawn = line_view(told)

    assert "Contacts" in drawn.wide and "Contacts" in drawn.narrow  # few marks: the phone goes as far back
    many = tuple(replace(mark, at=LAST - timedelta(each)) for each in range(5))
    drawn = line_view(replace(told, lanes=(TimeLane("Meetings", many), told.lanes[1])))
    assert "Contacts" in drawn.wide and "Contacts" not in drawn.narrow


def test_an_unknown_effort_is_told_in_words(client: TestClient) -> None:
    answer = client.get("/processes/process-00")

    assert answer.status_code == 404 and "No effort in the ledger" in answer.text


def test_an_empty_ledger_has_no_efforts_and_says_so(tmp_path: Path) -> None:
    site = site_over(open_ledger(tmp_path / "empty.db"))

    assert "No report in this ledger tells of two meetings" in TestClient(make_app(site)).get("/processes").text


def test_a_ledger_served_for_reading_takes_no_decision(client: TestClient, effort: str) -> None:
    answer = client.post(f"/processes/{effort}/confirm", data={"reason": "seen"})

    assert answer.status_code == 403 and 'method="post"' not in client.get(f"/processes/{effort}").text


def test_a_reviewer_renames_an_effort_and_the_word_is_kept(writing: TestClient, effort: str) -> None:
    name = "<b>Talks</b> on the plan"
    answer = writing.post(f"/processes/{effort}/rename", data={"name": name, "reason": "as the press has it"})

    assert answer.status_code == 200 and "&lt;b&gt;Talks&lt;/b&gt; on the plan" in answer.text
    assert "as the press has it" in answer.text and "ana" in answer.text


def test_a_phone_in_the_dark_shows_all_without_a_barrier(talks_watched: Watched, effort: str) -> None:
    page = talks_watched.open(f"/processes/{effort}")

    assert page.get_by_role("heading", name="Positions, issue by party").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert talks_watched.barriers() == []


def test_keys_walk_the_meetings(talks_watched: Watched, effort: str) -> None:
    page = talks_watched.open(f"/processes/{effort}")
    page.keyboard.press("j")

    assert page.locator("[data-row].at").count() == 1


def test_the_line_of_time_is_drawn_for_wide_pages_and_for_phones(client: TestClient, effort: str) -> None:
    shown = client.get(f"/processes/{effort}").text

    assert shown.count("as told on") == 2 and 'viewBox="0 0 358' in shown
