"""Nothing that a story, its title, its outlet, an actor's name, a note or an address says runs on any page."""

import re
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from lxml import html
from playwright.sync_api import Browser, Dialog
from starlette.testclient import TestClient
from tests.web.conftest import NOW
from tests.web.eyes import serving
from tests.web.hostile import PAYLOADS, wire

from sitrep.desk.ingest import Engine, ingest
from sitrep.desk.manifest import manifest
from sitrep.desk.processes import listed, rename
from sitrep.desk.reading import read_document
from sitrep.desk.reconcile import Signed
from sitrep.desk.review import Reviewer, accept, correct
from sitrep.desk.site import Site
from sitrep.errors import SitrepError
from sitrep.ledger.opening import Ledger, open_ledger
from sitrep.ledger.review_queue import review_queue
from sitrep.web.app import make_app
from sitrep.web.contents import PAGES

#: So many addresses are followed from page to page.
FOLLOWED = 160
#: What no page may hold, wherever it came from.
_LEADING = {"href", "src", "action", "formaction", "hx-get", "hx-post", "xlink:href", "data", "poster"}
_RUNS = re.compile(r"^\s*(?:javascript|vbscript|data:text/html)", re.IGNORECASE)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    folder: Path = tmp_path_factory.mktemp("hostile")
    ledger = open_ledger(folder / "hostile.db")
    made = manifest()
    ingest([wire(folder)], ledger, engine=Engine(read_document, made.engine, made.to_json(), lambda: NOW))
    with ledger.reading() as book:
        events = [one.event for one in review_queue(book, limit=60).rows]
        efforts = [one.id for one in listed(book, every=True)]
    for event, payload in zip(events, PAYLOADS * 2, strict=False):
        reviewer = Reviewer(payload, NOW.isoformat(), payload)
        try:
            if event.participants:
                correct(ledger, event.id, "participants.0.name", payload, reviewer)
            accept(ledger, event.id, reviewer)
        except SitrepError:  # some payloads are refused for what they are, which is as good
            continue
    for effort in efforts[:1]:
        rename(ledger, effort, PAYLOADS[0], Signed(PAYLOADS[1], PAYLOADS[2], NOW.isoformat()))
    return ledger


@pytest.fixture(scope="module")
def site(hostile: Ledger) -> Site:
    names = ("127.0.0.1", "testserver")
    return Site(hostile, lambda: NOW, "sitrep test", author=PAYLOADS[2], writable=True, hosts=names)


@pytest.fixture(scope="module")
def client(site: Site) -> TestClient:
    return TestClient(make_app(site), follow_redirects=True)


def faults(page: str) -> Iterator[str]:
    """What in a page would run, or was made by a payload."""
    tree = html.document_fromstring(page)
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        for name, value in element.attrib.items():
            if name.lower().startswith(("on", "hx-on", "style", "srcdoc")) or (
                name.lower() in _LEADING and _RUNS.match(value)
            ):
                yield f"<{element.tag} {name}={value!r}>"
        if element.tag == "script" and element.get("src") is None and element.get("type") != "application/json":
            yield f"a script in the page: {element.text!r}"
        if element.tag in ("iframe", "object", "embed", "base", "math", "animate"):
            yield f"<{element.tag}>"


def links(client: TestClient, path: str) -> list[str]:
    """Where a list leads to, one below it."""
    tree = html.document_fromstring(client.get(f"{path}?gate=all").text)
    return [str(link) for link in tree.xpath(f"//a[starts-with(@href, '{path}/')]/@href")]


def tabs() -> list[str]:
    return [each.tab.path for each in PAGES if each.tab] + ["/about"]


def test_no_page_that_a_reader_can_reach_holds_anything_that_runs(client: TestClient) -> None:
    waiting = deque(f"{path}?gate=all" for path in tabs())
    seen: set[str] = set(waiting)
    found: list[str] = []
    for _ in range(FOLLOWED):
        if not waiting:
            break
        address = waiting.popleft()
        answer = client.get(address)
        assert answer.status_code < 500, address
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        found += [f"{address}: {fault}" for fault in faults(answer.text)]
        links = html.document_fromstring(answer.text).xpath("//a/@href")
        new = [link for link in map(str, links) if link.startswith("/") and not link.startswith("//")]
        for link in dict.fromkeys(one.partition("#")[0] for one in new):
            kind = re.sub(r"[0-9a-f]{8,}|=[^&]*", "", link)
            if link not in seen and sum(re.sub(r"[0-9a-f]{8,}|=[^&]*", "", one) == kind for one in seen) < 12:
                seen.add(link)
                waiting.append(link)

    assert found == []
    assert len(seen) > 40


@pytest.mark.parametrize("payload", PAYLOADS)
def test_an_address_that_holds_a_program_runs_nothing(client: TestClient, payload: str) -> None:
    words = quote(payload, safe="")
    names = ("q", "place", "actor", "outlet", "speaker", "after", "text", "name", "day", "since")
    asked = "&".join([*(f"{name}={words}" for name in names), "gate=all"])
    for path in (*tabs(), "/stories/x", f"/stories/{words}", f"/incidents/{words}", f"/processes/{words}"):
        answer = client.get(f"{path}?{asked}")
        assert answer.status_code < 500, path
        if "text/html" in answer.headers.get("content-type", ""):
            assert list(faults(answer.text)) == [], path


def test_in_a_browser_nothing_was_run(chromium: Browser, site: Site, client: TestClient) -> None:
    stories = html.document_fromstring(client.get("/stories?gate=all").text).xpath(
        "//a[starts-with(@href, '/stories/')]/@href"
    )
    incidents = html.document_fromstring(client.get("/incidents?gate=all").text).xpath(
        "//a[starts-with(@href, '/incidents/')]/@href"
    )
    with serving(make_app(site)) as address:
        context = chromium.new_context(base_url=address)
        context.add_init_script("window.hits = 0; window.hit = () => { window.top.hits += 1; }")
        page = context.new_page()
        ran: list[str] = []

        def opened(dialog: Dialog) -> None:
            ran.append(dialog.message)
            dialog.dismiss()

        page.on("dialog", opened)
        for path in [*(f"{tab}?gate=all" for tab in tabs()), *stories[:6], *incidents[:4]]:
            page.goto(path, wait_until="load")
            if page.evaluate("window.hits"):
                ran.append(path)
        context.close()

    assert ran == []
