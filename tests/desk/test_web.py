"""Stories out of the web go into the ledger like any other, and the bytes they came in stay beside it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.desk.contents import contents
from tests.stand_in_web import Answer, Site, site

from sitrep.desk.ingest import Engine, Summary, ingest
from sitrep.desk.sources import Source, is_address, web_source
from sitrep.desk.web import Web
from sitrep.documents.source import Given
from sitrep.ledger.filters import EventFilter
from sitrep.ledger.opening import Ledger, open_ledger
from sitrep.ledger.originals import Originals, last_fetch, originals_of
from sitrep.ledger.queries import find_events, find_refusals, stored_documents

PAGE = """<!doctype html><html><head><title>Port struck</title>
<meta property="article:published_time" content="2025-12-04T09:15:00+02:00">
<meta property="og:site_name" content="Nile Desk">
<!--link--></head><body><article><h1>Port struck</h1>
<p>Russia struck Odesa on 2025-12-03, 6 wounded, as the harbour master told reporters in the morning.</p>
<p>Lukasz said the port still works and that the ships would sail again before the week is over.</p>
</article></body></html>"""
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Nile Desk</title>
<item><title>One</title><link>https://nile.tld/1</link>
<description>Russia struck Sumy. Artyukh said so.</description></item>
<item><title>Two</title><description></description></item>
<item><title>Three</title><link>https://nile.tld/3</link><description>Iran struck Haifa.</description></item>
</channel></rss>"""


@pytest.fixture
def web_site() -> Iterator[Site]:
    with site() as found:
        yield found


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return open_ledger(tmp_path / "war.db")


def sources(served: Site, ledger: Ledger | None, *urls: str, given: Given | None = None) -> list[Source]:
    web = Web(served.fetcher(), lambda: datetime(2025, 12, 5, tzinfo=UTC), ledger)
    return [web_source(url, lambda each: web.stories(each, given or Given())) for url in urls]


def take(served: Site, ledger: Ledger, engine: Engine, *urls: str) -> Summary:
    return ingest(sources(served, ledger, *urls), ledger, engine=engine)


def test_a_page_is_read_into_the_ledger_and_traced_to_the_bytes_it_came_in(
    web_site: Site, ledger: Ledger, engine: Engine
) -> None:
    url = web_site.put("/odesa", PAGE, ETag='"v1"')
    summary = take(web_site, ledger, engine, url)
    with ledger.reading() as book:
        (found,) = find_events(book, EventFilter())
        (original,) = originals_of(book, found.document.id)

    assert (summary.read, found.document.url, found.document.outlet) == (1, url, "Nile Desk")
    assert (original.asked, original.url, original.fetched) == (url, url, "2025-12-05T00:00:00+00:00")
    assert Originals.beside(ledger.path).load(original.sha256) == PAGE.encode()


def test_an_unchanged_page_is_not_sent_again_and_adds_nothing(web_site: Site, ledger: Ledger, engine: Engine) -> None:
    def page(headers: dict[str, str]) -> Answer:
        if headers.get("if-none-match") == '"v1"':
            return Answer(status=304)
        return Answer(PAGE.encode(), headers={"ETag": '"v1"', "Content-Type": "text/html"})

    web_site.pages["/odesa"] = page
    url = web_site.url("/odesa")
    take(web_site, ledger, engine, url)
    before = contents(ledger)
    summary = take(web_site, ledger, engine, url)

    assert (summary.read, summary.known) == (0, 1)
    assert contents(ledger) == before


def test_a_newer_engine_reads_an_unchanged_page_out_of_what_was_kept(
    web_site: Site, ledger: Ledger, engine: Engine
) -> None:
    url = web_site.put("/odesa", PAGE, ETag='"v1"')
    take(web_site, ledger, engine, url)
    web_site.pages["/odesa"] = Answer(status=304)
    summary = take(web_site, ledger, Engine(engine.read, "0.2.0+test", "{}", engine.now), url)

    assert summary.read == 1


def test_a_page_whose_bytes_are_gone_is_asked_for_anew(web_site: Site, ledger: Ledger, engine: Engine) -> None:
    url = web_site.put("/odesa", PAGE, ETag='"v1"')
    take(web_site, ledger, engine, url)
    for path in Originals.beside(ledger.path).folder.rglob("*.gz"):
        path.unlink()
    take(web_site, ledger, engine, url)

    assert "if-none-match" not in web_site.headers[-1]


def test_every_entry_of_a_feed_is_a_story_and_all_lead_to_the_feed_as_it_came(
    web_site: Site, ledger: Ledger, engine: Engine
) -> None:
    url = web_site.put("/feed", FEED, "application/rss+xml")
    summary = take(web_site, ledger, engine, url)
    with ledger.reading() as book:
        documents = stored_documents(book)
        (refused,) = find_refusals(book)
        originals = {original.asked for each in documents for original in originals_of(book, each.id)}

    assert (summary.read, dict(summary.reasons)) == (2, {"input.empty": 1})
    assert [each.url for each in documents] == ["https://nile.tld/1", "https://nile.tld/3"]
    assert (refused.source, refused.location, originals) == (url, "2", {url})


def test_one_address_that_fails_harms_no_other(web_site: Site, ledger: Ledger, engine: Engine) -> None:
    web_site.pages["/gone"] = Answer(status=410)
    good = web_site.put("/odesa", PAGE)
    bad = [web_site.url("/gone"), "http://169.254.169.254/", "ftp://nile.tld/", web_site.put("/pic", b"x", "image/png")]
    summary = take(web_site, ledger, engine, *bad, good)
    with ledger.reading() as book:
        found = {each.source: each.code for each in find_refusals(book)}

    assert summary.read == 1
    assert list(found.values()) == ["fetch.status", "fetch.address", "fetch.address", "fetch.type"]
    assert list(found) == bad


def test_a_page_without_a_story_is_refused_with_the_digest_of_its_bytes(
    web_site: Site, ledger: Ledger, engine: Engine
) -> None:
    take(web_site, ledger, engine, web_site.put("/menu", "<html><body><p>Menu</p></body></html>"))
    with ledger.reading() as book:
        (refused,) = find_refusals(book)
        last = last_fetch(book, web_site.url("/menu"))

    assert refused.code == "input.no-article"
    assert last is not None
    assert refused.sha256 == last.sha256


@pytest.mark.parametrize("stated", ["https://reuters.com/1", "javascript:alert(1)", "http://127.0.0.1:1/x"])
def test_a_page_cannot_claim_to_lie_on_another_site(
    web_site: Site, ledger: Ledger, engine: Engine, stated: str
) -> None:
    url = web_site.put("/odesa", PAGE.replace("<!--link-->", f'<link rel="canonical" href="{stated}">'))
    take(web_site, ledger, engine, url)
    with ledger.reading() as book:
        (document,) = stored_documents(book)

    assert document.url == (stated if "127.0.0.1" in stated else url)


def test_the_encoding_that_a_host_states_is_believed(web_site: Site, ledger: Ledger, engine: Engine) -> None:
    raw = "Russia struck Odesa. Łukasz said so.".encode("iso-8859-2")
    take(web_site, ledger, engine, web_site.put("/odesa", raw, "text/plain; charset=ISO-8859-2"))
    with ledger.reading() as book:
        (document,) = stored_documents(book)

    assert "Łukasz" in document.text


def test_what_a_person_states_holds_for_pages_too(web_site: Site, ledger: Ledger, engine: Engine) -> None:
    urls = sources(web_site, ledger, web_site.put("/odesa", PAGE), given=Given(outlet="Reuters"))
    ingest(urls, ledger, engine=engine)
    with ledger.reading() as book:
        assert stored_documents(book)[0].outlet == "Reuters"


def test_an_address_named_twice_is_asked_for_once(web_site: Site, ledger: Ledger, engine: Engine) -> None:
    url = web_site.put("/odesa", PAGE)
    take(web_site, ledger, engine, url, url)

    assert web_site.pages_asked == ["/odesa"]


@pytest.mark.parametrize(("typed", "expected"), [
    ("https://a.tld/", True), ("FTP://a.tld", True), ("gopher+x://a", True),
    ("story.txt", False), ("a/b.txt", False), ("-", False), ("C:\\x", False), ("mailto:x", False),
])  # fmt: skip
def test_an_address_is_told_from_a_path(typed: str, expected: bool) -> None:
    assert is_address(typed) == expected
