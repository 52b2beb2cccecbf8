"""The review queue: what waits, what a reviewer decides with one key, and what is kept of it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from starlette.testclient import TestClient
from tests.ledgers import copied
from tests.web.conftest import NOW
from tests.web.eyes import Watched, watching
from tests.web.happenings import site_over

from sitrep.desk.review import Reviewer, accept
from sitrep.desk.site import Site
from sitrep.ledger.opening import Ledger
from sitrep.ledger.review_log import all_decisions
from sitrep.ledger.review_queue import review_queue
from sitrep.ledger.reviews import judged, review_counts
from sitrep.records.report import Event
from sitrep.web.app import make_app


@pytest.fixture
def own(ledger: Ledger, tmp_path: Path) -> Ledger:
    """A copy of the examples' ledger that a test may write to."""
    return copied(ledger, tmp_path)


@pytest.fixture
def site(own: Ledger) -> Site:
    return Site(own, lambda: NOW, "sitrep test", author="ana", writable=True, hosts=("127.0.0.1", "testserver"))


@pytest.fixture
def client(site: Site) -> TestClient:
    return TestClient(make_app(site))


@pytest.fixture
def watched(chromium: Browser, site: Site) -> Iterator[Watched]:
    with watching(chromium, make_app(site)) as seen:
        yield seen


def first(ledger: Ledger, place: int = 0) -> Event:
    with ledger.reading() as book:
        return review_queue(book, limit=place + 1).rows[place].event


def verdicts(ledger: Ledger) -> list[tuple[str, str]]:
    with ledger.reading() as book:
        return [(each.word.verdict, each.word.subject) for each in all_decisions(book)]


def at(page: Page, event: Event) -> None:
    """The row of this event is the one that keys act on."""
    expect(page.locator("[data-row].at")).to_have_attribute("id", event.id)


def test_the_queue_says_why_each_event_comes_where_it_comes(client: TestClient) -> None:
    shown = client.get("/review").text

    assert "What comes first" in shown and "events wait" in shown


def test_the_bar_of_every_page_says_how_many_wait(client: TestClient, own: Ledger) -> None:
    def beside_review(path: str) -> str:
        found = re.search(r'Review<b id="waiting">([^<]*)<', client.get(path).text)
        return found[1] if found else ""

    with own.reading() as book:
        before = review_counts(book).waiting
    assert {beside_review(path) for path in ("/", "/about", "/review")} == {f"{before:,}"}
    client.post(f"/review/{first(own).id}/accept")
    assert {beside_review(path) for path in ("/", "/no-such-page")} == {f"{before - 1:,}"}


def test_pages_of_the_queue_hold_every_event_once(client: TestClient, own: Ledger) -> None:
    with own.reading() as book:
        whole = [one.event.id for one in review_queue(book, limit=1000).rows]
        found = review_queue(book, limit=10)
        turned = [one.event.id for one in found.rows]
        while found.next_cursor is not None:
            found = review_queue(book, after=found.next_cursor, limit=10)
            turned += [one.event.id for one in found.rows]

    assert turned == whole


def test_the_next_page_of_the_queue_has_an_address(client: TestClient, own: Ledger) -> None:
    with own.reading() as book:
        cursor = review_queue(book, limit=10).next_cursor

    assert client.get("/review", params={"after": cursor or ""}).status_code == 200


def shown(page: str) -> list[str]:
    return re.findall(r'<article class="ev judged[^>]* id="(event-\w+)"', page)


def test_what_is_put_aside_comes_after_everything_else_and_the_address_holds_it(
    client: TestClient, own: Ledger
) -> None:
    with own.reading() as book:
        whole = [one.event.id for one in review_queue(book, limit=1000).rows]
    aside = [whole[3], whole[0]]
    question: str | None = "?later=" + ".".join(id_.removeprefix("event-") for id_ in aside)
    turned, last = [], ""
    while question is not None:
        last = client.get(f"/review{question}").text
        turned += shown(last)
        found = re.search(r'data-next href="/review([^"]+)"', last)
        question = found[1].replace("&amp;", "&") if found else None

    assert turned == [id_ for id_ in whole if id_ not in aside] + aside
    assert "2 are put aside for later" in last and 'href="/review">bring them back' in last


@pytest.mark.parametrize("stated", ["later=.", "later=x.%00.%3Cb%3E", "later=" + "f" * 16, "later=-.é." + "a." * 5000])
def test_what_is_no_row_is_not_put_aside(client: TestClient, stated: str) -> None:
    answer = client.get(f"/review?{stated}")

    assert answer.status_code == 200 and shown(answer.text) == shown(client.get("/review").text)


def test_later_puts_a_row_aside_and_leads_on_to_the_next(watched: Watched, own: Ledger) -> None:
    one, two, three = first(own), first(own, 1), first(own, 2)
    page = watched.open("/review")
    page.keyboard.press("j")
    page.keyboard.press("j")
    at(page, two)
    page.keyboard.press("l")
    page.wait_for_url(f"**/review?later={two.id.removeprefix('event-')}#at-2")
    at(page, three)
    page.keyboard.press("k")
    at(page, one)

    assert page.locator(f'[id="{two.id}"]').count() == 0 and verdicts(own) == []


def test_a_cursor_that_is_none_is_told_in_words(client: TestClient) -> None:
    assert client.get("/review?after=x").status_code == 404


def test_a_form_without_scripts_accepts_and_leads_to_the_event(client: TestClient, own: Ledger) -> None:
    event = first(own)
    answer = client.post(f"/review/{event.id}/accept", data={"note": "seen in the story"})

    assert answer.url.path == f"/review/{event.id}" and "seen in the story" in answer.text
    assert verdicts(own) == [("accept", event.id)]


def test_what_was_decided_last_is_told_in_words(client: TestClient, own: Ledger) -> None:
    with own.reading() as book:
        waiting = review_queue(book, limit=1).rows[0].event
    accept(own, waiting.id, Reviewer("ana", NOW.isoformat()))

    beside = client.get("/review").text.partition("Decided last")[2]
    assert re.search(rf'href="/review/{waiting.id}">[A-Z]\w+[^<]*</a><span class="q">accepted', beside)


def test_what_was_judged_since_it_was_shown_is_refused(client: TestClient, own: Ledger) -> None:
    event = first(own)
    client.post(f"/review/{event.id}/accept", data={"last": "0"})
    answer = client.post(f"/review/{event.id}/reject", data={"last": "0"})

    assert answer.status_code == 409 and "Look at it once more" in answer.text


def test_an_unknown_decision_and_an_unknown_path_are_told_in_words(client: TestClient, own: Ledger) -> None:
    event = first(own)

    assert client.post(f"/review/{event.id}/bless").status_code == 404
    assert client.get(f"/review/{event.id}/correct?path=nowhere.7").status_code == 400
    assert client.post(f"/review/{event.id}/correct", data={"path": "id", "leaf.": "x"}).status_code == 400


def test_a_note_is_shown_as_it_was_typed_and_runs_nothing(client: TestClient, own: Ledger) -> None:
    event = first(own)
    answer = client.post(f"/review/{event.id}/note", data={"note": "<script>alert(1)</script>"})

    assert "&lt;script&gt;alert(1)" in answer.text and "<script>alert" not in answer.text


def test_a_corrected_figure_keeps_what_was_read(client: TestClient, own: Ledger) -> None:
    with own.reading() as book:
        event = next(one.event for one in review_queue(book, limit=1000).rows if one.event.casualties)
    path = "casualties.0"
    client.post(f"/review/{event.id}/correct", data={"path": path, "leaf.count.low": "77", "leaf.count.high": "77",
                                                     "leaf.count.best": "77"})  # fmt: skip
    with own.reading() as book:
        found = judged(book, event.id)

    assert isinstance(found.shown, Event) and found.shown.casualties[0].count is not None
    assert found.shown.casualties[0].count.best == 77 and found.value == event


def test_a_ledger_served_for_reading_offers_no_decision(ledger: Ledger) -> None:
    site = site_over(ledger)
    client = TestClient(make_app(site))

    assert "served for reading only" in client.get("/review").text
    assert client.post(f"/review/{first(ledger).id}/accept").status_code == 403


def test_the_queue_is_worked_through_by_keyboard_alone(watched: Watched, own: Ledger) -> None:
    """Accept, reject, correct, undo and note, each with one key, the next row taking the place of the one judged."""
    one, two, three = first(own), first(own, 1), first(own, 2)
    with own.reading() as book:
        waiting = review_counts(book).waiting
    page = watched.open("/review")
    page.keyboard.press("j")
    at(page, one)
    page.keyboard.press("a")
    at(page, two)
    expect(page.locator("#waiting")).to_contain_text(str(waiting - 1))
    page.keyboard.press("r")
    at(page, three)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("e")
    field = page.locator(f'[id="{three.id}"] .correct input:not([type="hidden"])').first
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.keyboard.type("asked the desk")
    page.keyboard.press("Enter")
    expect(page.locator(f'[id="{three.id}"] .history')).to_contain_text("asked the desk")
    page.keyboard.press("k")
    at(page, two)
    page.keyboard.press("u")
    expect(page.locator(f'[id="{two.id}"] .history')).to_contain_text("taken back")

    assert verdicts(own) == [("accept", one.id), ("reject", two.id), ("note", three.id), ("undo", two.id)]
    with own.reading() as book:
        assert review_counts(book).reviewed == 1


def test_a_refusal_is_told_on_the_page_that_asked(client: TestClient, own: Ledger) -> None:
    answer = client.post(f"/review/{first(own).id}/undo", headers={"hx-request": "true"})

    assert answer.headers["hx-retarget"] == "#refusal" and "<html" not in answer.text


def test_a_value_is_corrected_where_it_stands(watched: Watched, own: Ledger) -> None:
    with own.reading() as book:
        rows = review_queue(book, limit=10).rows
    event = next(one.event for one in rows if one.event.when and one.event.when.precision == "day")
    page = watched.open("/review")
    page.locator(f'[id="{event.id}"] .val[data-p="when"]').click()
    form = page.locator(f'[id="{event.id}"] .correct')
    form.get_by_label("start").fill("2025-11-01")
    form.get_by_label("end").fill("2025-11-02")
    form.get_by_role("button", name="Keep correction").click()
    expect(page.locator(f'[id="{event.id}"] .chip', has_text="corrected")).to_be_visible()

    with own.reading() as book:
        assert review_counts(book).corrected == 1


def test_words_light_up_where_a_value_rests_on_them(watched: Watched, own: Ledger) -> None:
    event = first(own)
    page = watched.open("/review")
    page.keyboard.press("j")
    page.keyboard.press("ArrowRight")

    expect(page.locator(f'[id="{event.id}"] mark.on').first).to_be_visible()


def test_the_queue_keeps_nobody_out(watched: Watched) -> None:
    page = watched.open("/review")
    assert watched.barriers() == []
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
