"""The article of a page is its story; the page's own data tell when, by whom and where, by a named rule."""

import json
from datetime import UTC, date, datetime

import pytest

from sitrep.documents.document import Document
from sitrep.documents.markup import DEEPEST, MOST_ELEMENTS, words_of
from sitrep.documents.readers import Refusal, read_bytes

BODY = (
    "<nav><a href='/'>Home</a><a href='/world'>World</a></nav><article><h1>Shells hit market</h1>{time}"
    "<p>A shell hit a grain market in Tawila on Monday, killing nine people &amp; wounding six, a nurse said.</p>"
    "<p>The army did not answer questions about the attack, which burned down most of the stalls in the square.</p>"
    "</article><footer>All rights reserved</footer>"
)
LD = {
    "@graph": [
        {"@type": "WebPage", "datePublished": "2020-01-01"},
        {
            "@type": ["NewsArticle"],
            "headline": "Shells &amp; smoke",
            "datePublished": "2024-11-12T18:30:00Z",
            "publisher": {"@type": "Organization", "name": "Nile Desk"},
        },
    ]
}
META = '<meta property="article:published_time" content="2024-11-13"><meta property="og:site_name" content="Nile Site">'


def page(head: str = "", time: str = "") -> bytes:
    return f"<!doctype html><html><head>{head}</head><body>{BODY.format(time=time)}</body></html>".encode()


def ld(value: object) -> str:
    return f'<script type="application/ld+json">{value if isinstance(value, str) else json.dumps(value)}</script>'


def read(raw: bytes) -> Document:
    (found,) = read_bytes(raw, name="story.html")
    assert isinstance(found, Document), found
    return found


def test_the_article_is_read_and_menus_are_not() -> None:
    text = read(page()).text
    assert "killing nine people & wounding six" in text
    assert "Home" not in text
    assert "rights" not in text


@pytest.mark.parametrize(
    ("head", "time", "published", "rule"),
    [
        (META + ld(LD), "<time datetime='2024-11-14'>", datetime(2024, 11, 12, 18, 30, tzinfo=UTC), "json-ld"),
        (META, "<time datetime='2024-11-14'>", date(2024, 11, 13), "meta article:published_time"),
        (META + ld("{broken"), "", date(2024, 11, 13), "meta article:published_time"),
        ("", "<time datetime='2024-11-14'>Thursday</time>", date(2024, 11, 14), "time element"),
        ("", "<span class='date'>14 November 2024</span>", date(2024, 11, 14), "htmldate"),
        ("", "", None, None),
    ],
    ids=["json-ld", "meta", "broken json-ld", "time", "guess", "nothing"],
)
def test_the_surest_rule_gives_the_date(head: str, time: str, published: object, rule: str | None) -> None:
    document = read(page(head, time))
    assert (document.published, document.published_rule) == (published, rule)


def test_title_outlet_and_address_come_from_the_page() -> None:
    document = read(page(ld(LD) + META + '<link rel="canonical" href="https://nile.example/a">'))
    assert (document.outlet, document.outlet_rule, document.url) == ("Nile Desk", "json-ld", "https://nile.example/a")
    assert read(page(META)).outlet == "Nile Site"
    assert read(page("<title>Shells | Nile</title>")).title == "Shells hit market"


def test_an_address_that_is_not_of_the_web_is_dropped() -> None:
    assert read(page('<link rel="canonical" href="javascript:alert(1)">')).url is None


def test_a_legacy_encoding_that_the_page_declares_is_read() -> None:
    raw = page('<meta charset="windows-1252">').replace(b"a nurse", "café owner".encode("cp1252"))
    assert "café owner" in read(raw).text


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"<html><body><nav><a href='/'>Home</a> <a href='/x'>World news</a></nav></body></html>", "input.no-article"),
        (
            b"<html><body><script>var story = 'Shells fell on a market today.'</script></body></html>",
            "input.no-article",
        ),
        (b"<html>" + b"<div>" * (DEEPEST + 1) + b"x", "input.size"),
        (b"<html>" + b"<p>x</p>" * (MOST_ELEMENTS + 1), "input.size"),
        (b"<html>" + b"x" * 5_000_001, "input.size"),
        (b"", "input.empty"),
        (b"<html><p>caf\xe9", "input.encoding"),
    ],
    ids=["menu", "script", "deep", "many", "large", "empty", "not utf-8"],
)
def test_a_page_without_a_story_or_beyond_the_limits_is_refused(raw: bytes, expected: str) -> None:
    (found,) = read_bytes(raw, name="story.html")
    assert isinstance(found, Refusal)
    assert found.error.code == expected


def test_deeply_nested_json_ld_is_passed_over() -> None:
    assert read(page(META + ld("[" * 100_000))).published == date(2024, 11, 13)


def test_the_words_of_a_fragment_stand_one_block_a_line() -> None:
    html = "<p>Shells&nbsp;fell <b>on</b> Tawila.</p><script>x()</script><ul><li>Nine</li><li>died &amp; six</li></ul>"
    assert words_of(html) == "Shells fell on Tawila.\nNine\ndied & six"
