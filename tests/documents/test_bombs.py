"""Markup and JSON written to break their readers are refused with a reason, in bounded time and memory."""

import time
import tracemalloc

import pytest

from sitrep.documents.document import Document
from sitrep.documents.readers import Refusal, read_bytes

DEEP = 200_000
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
ITEM = "<item><title>One</title><description>{}</description></item>"


def rss(inside: str, head: str = "") -> bytes:
    return f'<?xml version="1.0"?>{head}<rss version="2.0"><channel><title>N</title>{inside}</channel></rss>'.encode()


BOMBS = {
    "nested tags": (b"<html><body>" + b"<div>" * DEEP + b"Shells fell.", "x.html"),
    "nested tags that close": (b"<html><body>" + b"<b>" * DEEP + b"x" + b"</b>" * DEEP, "x.html"),
    "nested tables": (b"<html><body>" + b"<table><tr><td>" * (DEEP // 3), "x.html"),
    "many elements": (b"<html><body>" + b"<p>a</p>" * DEEP, "x.html"),
    "many attributes": (b"<html><body><p " + b" ".join(b"a%d=1" % n for n in range(DEEP)) + b">x</p>", "x.html"),
    "large page": (b"<html><body>" + b"<p>Shells fell on a market.</p>" * DEEP, "x.html"),
    "feed, nested": (rss("<a>" * DEEP), "x.rss"),
    "feed, nested and closed": (rss("<item>" + "<a>" * DEEP + "</a>" * DEEP + "</item>"), "x.rss"),
    "feed, nested words": (rss(ITEM.format("&lt;div&gt;" * DEEP)), "x.rss"),
    "feed, nested cdata": (rss(ITEM.format(f"<![CDATA[{'<div>' * DEEP}]]>")), "x.rss"),
    "feed, laughs": (rss(ITEM.format("&l11;"), f'<!DOCTYPE rss [<!ENTITY l0 "ha">{LAUGHS}]>'), "x.rss"),
    "feed, quadratic": (rss(ITEM.format("&a;" * 50_000), f'<!DOCTYPE rss [<!ENTITY a "{"a" * 50_000}">]>'), "x.rss"),
    "feed, file": (rss(ITEM.format("&a;"), '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/hostname">]>'), "x.rss"),
    "feed, many entries": (rss(ITEM.format("x") * 5_000), "x.rss"),
    "json, arrays": (b'{"text": ' + b"[" * DEEP, "x.jsonl"),
    "json, objects": (b'{"a":' * DEEP, "x.json"),
    "json, one digit string": (b'{"text": ' + b"9" * DEEP + b"}", "x.jsonl"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_with_a_reason_in_bounded_time_and_memory(name: str) -> None:
    raw, called = BOMBS[name]
    tracemalloc.start()
    began = time.monotonic()
    found = list(read_bytes(raw, name=called))
    took = time.monotonic() - began
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert found
    assert all(isinstance(each, Refusal) for each in found)
    assert {each.error.code for each in found if isinstance(each, Refusal)} <= {
        "input.size", "input.format", "input.line", "input.no-article", "input.empty",
    }  # fmt: skip
    assert took < 30
    assert peak < 200_000_000


def test_a_page_just_within_the_limits_is_read() -> None:
    deep = b"<div>" * 400 + b"<p>Shells fell on a market in the town on Monday, officials said.</p>" + b"</div>" * 400
    (found,) = read_bytes(b"<html><body><article>" + deep + b"</article></body></html>", name="x.html")

    assert isinstance(found, Document | Refusal)
