"""Every entry of a feed is a story of its own; one without words is refused and the others are read."""

from datetime import UTC, date, datetime

from sitrep.documents.document import Document
from sitrep.documents.feeds import MOST_ENTRIES
from sitrep.documents.readers import Refusal, read_bytes

RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Nile Desk</title>
<item><title>Shells &amp;amp; smoke</title><link>https://nile.example/1</link>
<pubDate>Tue, 12 Nov 2024 14:00:00 GMT</pubDate>
<description>&lt;p&gt;TAWILA, Sudan &amp;mdash; Shells fell.&lt;/p&gt;
&lt;script&gt;x()&lt;/script&gt;&lt;p&gt;Six were hurt.&lt;/p&gt;
</description></item>
<item><title>Nothing</title></item>
<item><description>More shells fell.</description><link>javascript:alert(1)</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Upland Post</title>
<entry><title type="html">A &lt;b&gt;truce&lt;/b&gt;
</title><updated>2024-11-12</updated><summary>Short.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The sides agreed a truce.</p></div></content>
</entry></feed>"""


def test_an_rss_entry_gives_text_title_time_and_outlet() -> None:
    first, _, third = read_bytes(RSS.encode(), name="feed.xml")
    assert isinstance(first, Document)
    assert first.text == "TAWILA, Sudan — Shells fell.\nSix were hurt."
    assert (first.title, first.outlet, first.url) == ("Shells & smoke", "Nile Desk", "https://nile.example/1")
    assert (first.published, first.published_rule) == (datetime(2024, 11, 12, 14, tzinfo=UTC), "feed published")
    assert isinstance(third, Document)
    assert third.url is None


def test_an_entry_without_words_is_refused_with_its_number() -> None:
    _, second, _ = read_bytes(RSS.encode(), name="feed.xml")
    assert isinstance(second, Refusal)
    assert (second.place, second.error.code) == ("feed.xml:2", "input.empty")


def test_an_atom_entry_gives_its_content_and_the_day_it_was_updated() -> None:
    (found,) = read_bytes(ATOM.encode())
    assert isinstance(found, Document)
    assert (found.text, found.title, found.outlet) == ("The sides agreed a truce.", "A truce", "Upland Post")
    assert (found.published, found.published_rule) == (date(2024, 11, 12), "feed updated")


def test_a_feed_that_declares_entities_is_refused() -> None:
    bomb = RSS.replace("<rss", '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss', 1)
    (found,) = read_bytes(bomb.encode(), name="feed.rss")
    assert isinstance(found, Refusal)
    assert found.error.code == "input.format"


def test_a_feed_without_entries_is_refused() -> None:
    (found,) = read_bytes(b'<rss version="2.0"><channel></channel></rss>')
    assert isinstance(found, Refusal)
    assert found.error.code == "input.no-article"


def test_a_feed_of_more_entries_than_any_is_refused_before_it_is_parsed() -> None:
    (found,) = read_bytes(b"<rss><channel>" + b"<item></item>" * (MOST_ENTRIES + 1), name="feed.rss")
    assert isinstance(found, Refusal)
    assert found.error.code == "input.size"


def test_a_long_feed_of_honest_markup_is_read() -> None:
    """Empty elements, unclosed ones, comments and quoted markup are not counted as nesting."""
    item = (
        "<item><title>One</title><guid/><media:x a='1' /><!-- <a><a> --><description><![CDATA[<div><p>Shells fell."
        "<br><br>]]></description><content:encoded>&lt;div&gt;&lt;p&gt;x</content:encoded></item>"
    )
    found = list(read_bytes(f"<rss><channel><title>N</title>{item * 600}</channel></rss>".encode(), name="x.rss"))

    assert len([each for each in found if isinstance(each, Document)]) == 600
