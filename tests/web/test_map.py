"""The map and the timeline lead each other, the list and the address; a loaded address brings them back."""

import html
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from starlette.testclient import TestClient
from tests.web.conftest import NOW
from tests.web.eyes import Watched
from tests.web.test_stories import client_of, ledger_of

from sitrep.api.app import make_api
from sitrep.desk.review import Reviewer, accept, reject
from sitrep.desk.site import Site
from sitrep.ledger.filters import EventFilter
from sitrep.ledger.opening import open_ledger
from sitrep.ledger.queries import find_events
from sitrep.web.app import make_app
from sitrep.web.pages import map_timeline
from sitrep.web.pages.map_timeline import API

EVIL = "<img src=x onerror=alert(1)>"


def points(client: TestClient, question: str = "gate=all") -> dict[str, Any]:
    answer = client.get(f"/map/points.json?{question}")
    assert answer.status_code == 200
    told: dict[str, Any] = answer.json()
    return told


# ---------- what the server answers ----------


def test_every_event_is_on_the_map_or_in_the_table_without_points(client: TestClient) -> None:
    told = points(client)
    page = client.get("/map?gate=all").text
    listed = set(re.findall(r'data-id="(incident-\w+)"', page))

    assert told["total"] == len(told["marks"]["id"]) + len(told["pointless"]["start"])
    assert set(told["marks"]["id"]) <= listed and len(listed) == told["total"]
    assert "no place told" in page and "country: Ukraine" in page


def test_nothing_unreviewed_is_shown_unless_it_is_asked_for_by_name(client: TestClient) -> None:
    page = client.get("/map").text

    assert points(client, "")["total"] == 0
    assert "Nothing that fits is reviewed." in page and "data-id" not in page and 'href="/map?gate=all"' in page


def test_what_a_reviewer_accepted_is_shown_and_what_he_rejected_is_not(tmp_path: Path) -> None:
    ledger = ledger_of(
        tmp_path,
        {"text": "A drone killed two people in Sumy on Wednesday, the mayor said.", "published": "2026-01-15"},
        {"text": "Shelling wounded three people in Kherson on Wednesday, officials said.", "published": "2026-01-15"},
    )
    client = client_of(ledger)
    with ledger.reading() as book:
        found = {one.event.where.name: one.event.id for one in find_events(book, EventFilter()) if one.event.where}
    reviewer = Reviewer("ana", NOW.isoformat())
    accept(ledger, found["Sumy"], reviewer)
    reject(ledger, found["Kherson"], reviewer)

    assert points(client, "")["places"] == ["Sumy"] and points(client)["places"] == ["Sumy"]
    assert 'chip reviewed">reviewed' in client.get("/map").text


def test_days_choose_rows_and_leave_the_undated_ones_listed(client: TestClient) -> None:
    told = points(client)
    last = told["last"]
    answer = client.get(f"/map/lists?gate=all&since={last}").text
    undated = [id_ for id_, start in zip(told["marks"]["id"], told["marks"]["start"], strict=True) if start is None]

    assert undated and all(id_ in answer for id_ in undated)
    assert f"{len(undated)} undated" in answer and len(re.findall("incident-", answer)) < told["total"]


def sentence(page: str) -> str:
    found = re.search(r'id="lede">([^<]*)<', page)
    return found[1] if found else ""


def test_the_sentence_tells_the_days_of_the_rows_under_it(client: TestClient) -> None:
    days = re.findall(r'<th scope="row"><a href="[^"]+">(\d+ \w+)[^<]* (\d+)<', client.get("/map?gate=all").text)
    (newest, year), (oldest, _) = days[0], days[-1]
    chosen = "gate=all&since=2025-12-01&until=2025-12-04"

    assert re.search(rf"\b{oldest}\w* .*– {newest}\w* {year}\. ", sentence(client.get("/map?gate=all").text))
    for path in ("/map", "/map/lists"):
        assert "1–4 December 2025. " in sentence(client.get(f"{path}?{chosen}").text)
        assert "ince 1 Dec 2025. " in sentence(client.get(f"{path}?gate=all&since=2025-12-01").text)


def test_filters_choose_marks_rows_and_days(client: TestClient) -> None:
    told = points(client, "gate=all&type=CONSULT")

    assert 0 < told["total"] < points(client)["total"]
    assert set(told["marks"]["gravest"]) == {3}
    assert "type CONSULT" in client.get("/map?gate=all&type=CONSULT").text


@pytest.mark.parametrize(
    "question",
    ["since=yesterday", "until=2026-02-30", "after=ü", "beyond=%", "gate=none", "type=WAR", "country=Nowhereland"],
)
def test_an_impossible_question_is_refused_in_words(client: TestClient, question: str) -> None:
    assert client.get(f"/map?{question}").status_code == 400


@pytest.mark.parametrize("question", ["lat=x&lon=0", "lat=99&lon=0", "lon=1"])
def test_a_point_off_the_globe_is_refused(client: TestClient, question: str) -> None:
    assert client.get(f"/map/at?{question}").status_code == 400


def test_an_empty_ledger_is_told_in_words(tmp_path: Path) -> None:
    page = client_of(open_ledger(tmp_path / "none.db")).get("/map?gate=all")

    assert page.status_code == 200 and "holds no event that fits" in page.text


def test_words_of_stories_run_nowhere(tmp_path: Path) -> None:
    story = {"text": f"A drone killed two people in Sumy on Wednesday, Mayor Ihor {EVIL} said.", "outlet": EVIL,
             "published": "2026-01-15"}  # fmt: skip
    client = client_of(ledger_of(tmp_path, story))
    told = points(client)["marks"]

    pages = [client.get(f"/map?gate=all&place={EVIL}"), client.get("/map?gate=all"), client.get("/map/lists?gate=all"),
             client.get(f"/map/at?gate=all&lat={told['lat'][0]}&lon={told['lon'][0]}")]  # fmt: skip

    assert all(each.status_code == 200 and EVIL not in each.text for each in pages)


def test_without_scripts_the_server_draws_the_map_and_links_each_day(client: TestClient) -> None:
    page = client.get("/map?gate=all").text

    assert re.search(r"<noscript><svg .*</svg></noscript>", page, re.DOTALL) and "Days as a table" in page
    assert "since=2026-02-11&amp;until=2026-02-11" in page


def test_a_large_drawing_is_sent_to_who_asks_for_it(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(map_timeline, "LIGHT", 100)

    assert '<noscript><p class="s undrawn"><a href="/map?gate=all&amp;drawn=1">' in client.get("/map?gate=all").text
    assert "<noscript><svg " in client.get("/map?gate=all&drawn=1").text


def test_the_interface_is_linked_where_it_is_served_and_answers_the_same_question(site: Site) -> None:
    client = TestClient(make_app(site, {API: make_api(site)}))
    page = client.get("/map?gate=all&type=ASSAULT&since=2026-01-01&q=drone&z=5").text
    links = [html.unescape(each) for each in re.findall(r'href="(/api/v1/[^"]+)"', page)]

    assert len(links) == 3 and all("since=2026-01-01" in each and "gate=all" in each for each in links)
    assert [client.get(each).status_code for each in links] == [200, 200, 200]
    assert "/api/v1/" not in client_of(site.ledger).get("/map?gate=all").text


def test_the_land_is_the_packaged_topology(client: TestClient) -> None:
    for encoding in ("gzip", "identity"):
        answer = client.get("/map/land.json", headers={"accept-encoding": encoding})

        assert answer.json()["type"] == "Topology" and "immutable" in answer.headers["cache-control"]


# ---------- what the browser does ----------


def shown(watched: Watched, question: str = "gate=all") -> Page:
    page = watched.open(f"/map?{question}")
    page.locator(".marks .pt").first.wait_for(state="attached")
    page.locator(".map path.land").first.wait_for(state="attached")
    return page


def asked(page: Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def rows(page: Page) -> int:
    return page.locator("#on-map .hit").count()


def test_the_brush_moves_the_map_the_list_the_count_and_the_address(watched: Watched) -> None:
    page = shown(watched)
    before, marks = rows(page), page.locator(".pt:not(.off)").count()
    whole = page.locator("#lede").inner_text()
    page.locator("#timeline").scroll_into_view_if_needed()
    over = page.locator("#timeline .u-over").bounding_box()
    assert over

    page.mouse.move(over["x"] + over["width"] - 60, over["y"] + 30)
    page.mouse.down()
    page.mouse.move(over["x"] + over["width"] - 5, over["y"] + 30, steps=4)
    page.mouse.up()

    expect(page.locator("#count")).to_contain_text("undated")
    page.wait_for_function("before => document.querySelectorAll('#on-map .hit').length < before", arg=before)
    assert page.locator(".pt:not(.off)").count() < marks
    assert "since" in asked(page) and "until" not in asked(page)
    assert "since" in page.locator("#lede").inner_text() != whole
    assert page.locator("#span").inner_text() != "" and "all days" not in page.locator("#span").inner_text()
    page.get_by_role("button", name="All days").click()
    page.wait_for_function("before => document.querySelectorAll('#on-map .hit').length === before", arg=before)
    assert asked(page) == {"gate": "all"} and page.locator("#lede").inner_text() == whole
    page.set_viewport_size({"width": 700, "height": 900})
    page.wait_for_function("() => sitrepMap.getSize().x < 690")
    assert asked(page) == {"gate": "all"}


def test_handles_are_moved_by_arrows_and_page_keys(watched: Watched) -> None:
    page = shown(watched)
    first, last = page.get_by_role("slider", name="First day"), page.get_by_role("slider", name="Last day")
    at = int(last.get_attribute("aria-valuenow") or 0)

    first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    last.focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("PageDown")

    assert first.get_attribute("aria-valuenow") == "2" and int(last.get_attribute("aria-valuenow") or 0) < at - 1
    assert re.search(r"\d+ \w+ 20\d\d", last.get_attribute("aria-valuetext") or "")
    assert {"since", "until"} <= set(asked(page))
    page.keyboard.press("Home")
    assert last.get_attribute("aria-valuenow") == "2"


def test_a_loaded_address_restores_days_zoom_centre_filter_and_gate(watched: Watched) -> None:
    page = shown(watched, "gate=all&since=2025-11-01&until=2026-02-12&z=5.5&at=48.500,31.200&type=ASSAULT")

    assert page.evaluate("[sitrepMap.getZoom(), sitrepMap.getCenter().lat.toFixed(1)]") == [5.5, "48.5"]
    assert "1 November 2025 – 12 February 2026" in page.locator("#span").inner_text()
    assert page.get_by_label("Kind").input_value() == "ASSAULT"
    gate = page.get_by_role("link", name="Reviewed only").get_attribute("href") or ""
    assert "since=2025-11-01" in gate and "z=5.5" in gate and "gate" not in parse_qs(urlsplit(gate).query)
    page.get_by_role("button", name="Zoom in").click()
    page.wait_for_function("() => location.search.includes('z=6.25')")
    again = page.url
    page.reload()
    page.locator(".marks .pt").first.wait_for(state="attached")
    assert page.url == again and page.evaluate("sitrepMap.getZoom()") == 6.25


def test_a_country_seen_in_part_is_named_where_it_is_seen(watched: Watched) -> None:
    page = watched.open("/map?gate=all&z=6&at=48.5,33.0")
    page.wait_for_function("() => globalThis.sitrepMap && document.querySelector('.map text.ctry')")

    assert "RUSSIA" in page.locator(".map text.ctry").all_text_contents()


def test_marks_and_rows_lead_each_other_and_a_mark_opens_by_keyboard(watched: Watched) -> None:
    page = shown(watched)
    mark = page.get_by_role("button", name=re.compile("^Cabaret"))

    page.locator("#on-map .hit", has_text="Cabaret").first.hover()
    expect(mark).to_have_class(re.compile(r"\bon\b"))
    mark.focus()
    expect(page.locator("#on-map .hit.on")).to_contain_text("Cabaret")
    page.keyboard.press("Enter")
    told = page.get_by_role("dialog")
    expect(told).to_contain_text("32 killed")
    assert page.evaluate("document.activeElement.closest('[role=dialog]') !== null")
    page.keyboard.press("Escape")
    expect(told).to_have_count(0)
    assert page.evaluate("document.activeElement.getAttribute('aria-label')").startswith("Cabaret")


def test_events_at_one_point_share_a_mark_that_lists_them(watched: Watched) -> None:
    page = shown(watched)
    mark = page.get_by_role("button", name=re.compile("^Khartoum: .* events"))

    mark.dispatch_event("click")

    expect(page.get_by_role("dialog").locator("li").nth(3)).to_be_visible()


def test_thousands_of_points_are_painted_and_each_still_opens(watched: Watched) -> None:
    watched.page.route("**/map/points.json*", crowded)
    page = shown(watched)

    assert page.locator(".pt").count() < 200 and page.locator(".leaflet-marks-pane canvas").evaluate("c => c.width > 0")
    assert "draws 1,500 of 20,000 events" in page.locator("#held").inner_text()
    lat, lon = 40.0, 30.0
    at = page.evaluate("([lat, lon]) => sitrepMap.latLngToContainerPoint([lat, lon])", [lat, lon])
    ground = page.locator(".ground").bounding_box()
    assert ground
    with page.expect_request(lambda asked: f"/map/at?gate=all&lat={lat:g}&lon={lon:g}" in asked.url):
        page.mouse.click(ground["x"] + at["x"], ground["y"] + at["y"])


def crowded(route: Route) -> None:
    """The answer of a ledger with more events than one view holds, each at a point of its own."""
    told = route.fetch().json()
    one = {name: column[0] for name, column in told["marks"].items()}
    told["marks"] = {name: [value] * 1500 for name, value in one.items()}
    told["marks"]["lat"] = [40 + (n // 50) / 10 for n in range(1500)]
    told["marks"]["lon"] = [30 + (n % 50) / 10 for n in range(1500)]
    told["marks"]["dead"] = [0] * 100 + [1] * 1400
    told["pointless"], told["total"] = {"start": [], "end": []}, 20_000
    route.fulfill(json=told)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_the_map_keeps_nobody_out(chromium: Browser, address: str, width: int, scheme: str) -> None:
    context = chromium.new_context(
        base_url=address, viewport={"width": width, "height": 900}, color_scheme="dark" if scheme == "dark" else "light"
    )
    watched = Watched(context.new_page(), address)
    page = shown(watched)

    assert watched.barriers() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert width < 1000 or page.locator(".map text.sea").count()
    context.close()
    watched.passed()
