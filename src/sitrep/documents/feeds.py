"""The entries of an RSS or Atom file, each a story of its own."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from sitrep.documents.cleaning import clean_markup
from sitrep.documents.drafts import Draft, Found
from sitrep.documents.markup import words_of
from sitrep.documents.published import read_published
from sitrep.documents.source import is_web_address, parse_outlet
from sitrep.errors import BadOutlet, NoArticle, NotText, SitrepError, TooLarge, UnknownFormat

#: A feed lists its newest stories; one with more entries is an archive, or an attack.
MOST_ENTRIES = 2_000
#: Elements of a whole feed, and how deep they nest: reading them costs the square of their depth.
MOST_ELEMENTS = 100_000
DEEPEST = 200
_NAME = re.compile(rb"(/?)([A-Za-z][^\s/>]{0,80})")
#: What only looks like tags: comments and quoted markup, from their beginning to their end.
_UNSEEN = ((b"<!--", b"-->"), (b"<![CDATA[", b"]]>"))
_ENTRIES = frozenset({b"item", b"entry"})
#: Entities declared by the feed itself serve no honest feed, and multiply.
_DECLARED = b"<!ENTITY"


def read_feed(raw: bytes, charset: str | None = None) -> Iterator[Found]:
    """Every entry's story, or why it is refused, numbered from one."""
    parsed = _parsed(raw, charset)
    if not parsed.entries:
        if not parsed.version:
            raise UnknownFormat("The file is neither RSS nor Atom.", check="Is this the feed itself, not its page?")
        raise NoArticle("The feed has no entry.", check="Fetch the feed again.")
    for number, entry in enumerate(parsed.entries, 1):
        yield Found(_attempt(entry, parsed.feed), number)


def _parsed(raw: bytes, charset: str | None) -> Any:
    import feedparser

    if b"\x00" in raw and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NotText("The input holds NUL bytes: it is binary, not a feed.", check="Fetch the feed again.")
    if _DECLARED in raw[: raw.find(b"]>") + 1].upper() or _DECLARED in raw[:4096].upper():
        raise UnknownFormat("The feed declares entities of its own.", check="Save the feed without its DOCTYPE.")
    if raw.count(b"<item") + raw.count(b"<entry") > MOST_ENTRIES:
        raise TooLarge(f"The feed has more than {MOST_ENTRIES:,} entries.", check="Split it.")
    _refuse_deep(raw)
    # A stream, never a string: feedparser would fetch a string that looks like an address.
    stated = {"content-type": f"application/xml; charset={charset}"} if charset else {}
    return feedparser.parse(io.BytesIO(raw), response_headers=stated, sanitize_html=False, resolve_relative_uris=False)


def _refuse_deep(raw: bytes) -> None:
    """Refuses a feed that nests deeper, or holds more elements, than any honest one; it need not be well formed."""
    depth, around, elements = 0, 0, 0
    for closes, name in _tags(raw):
        if closes:
            depth = around if name in _ENTRIES else max(0, depth - 1)
            continue
        if name in _ENTRIES:
            around = depth
        depth, elements = depth + 1, elements + 1
        if depth > DEEPEST or elements > MOST_ELEMENTS:
            raise TooLarge(
                f"The feed has more than {MOST_ELEMENTS:,} elements or nests them more than {DEEPEST} deep.",
                check="Is this a feed of stories?",
            )


def _tags(raw: bytes) -> Iterator[tuple[bool, bytes]]:
    """Every tag's name and whether it closes, empty elements left out; one pass, whatever the bytes are."""
    at = raw.find(b"<")
    ends = {begin: raw.rfind(end) for begin, end in _UNSEEN}
    while at >= 0:
        begin = next((begin for begin, _ in _UNSEEN if raw.startswith(begin, at) and ends[begin] > at), None)
        if begin is not None:
            at = raw.find(b"<", raw.find(dict(_UNSEEN)[begin], at))
            continue
        found = _NAME.match(raw, at + 1)
        after = raw.find(b"<", at + 1)
        piece = raw[at : after if after >= 0 else None]
        if found and not piece.partition(b">")[0].endswith(b"/"):
            yield found[1] == b"/", found[2].lower()
        at = after


def _attempt(entry: Any, feed: Any) -> Draft | SitrepError:
    try:
        return _draft(entry, feed)
    except SitrepError as refused:
        return refused


def _draft(entry: Any, feed: Any) -> Draft:
    published, published_rule = _published(entry)
    outlet = _outlet(entry, feed)
    link = entry.get("link")
    return Draft(
        text=clean_markup(_body(entry)),
        title=_line(entry.get("title")),
        outlet=outlet,
        outlet_rule="feed" if outlet else None,
        url=link if isinstance(link, str) and is_web_address(link) else None,
        published=published,
        published_rule=published_rule,
    )


def _body(entry: Any) -> str:
    """The words of the entry's content, else of its summary; the longest of several."""
    bodies = [part.get("value") or "" for part in entry.get("content", [])] or [entry.get("summary") or ""]
    return max((_unescaped(words_of(body)) for body in bodies), key=len)


def _line(title: str | None) -> str | None:
    words = " ".join(_unescaped(words_of(title or "")).split())
    return words or None


def _unescaped(text: str) -> str:
    """The text with entities that were escaped twice, as many feeds do, made characters."""
    return html.unescape(text) if "&" in text else text


def _published(entry: Any) -> tuple[date | datetime | None, str | None]:
    """The entry's date or time; when it was updated counts only where nothing says when it appeared."""
    for key in ("published", "updated"):
        stated = read_published(entry.get(key) or "") if key in entry else None
        if stated:
            return stated, f"feed {key}"
        moment = entry.get(f"{key}_parsed") if key in entry else None
        if moment is not None:
            year, month, day, hour, minute, second = moment[:6]
            return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC), f"feed {key}"
    return None, None


def _outlet(entry: Any, feed: Any) -> str | None:
    """The entry's source or publisher, else the feed's title."""
    source = entry.get("source") or {}
    for name in (source.get("title"), entry.get("publisher"), feed.get("publisher"), feed.get("title")):
        try:
            return parse_outlet(_line(name) or "")
        except BadOutlet:
            continue
    return None
