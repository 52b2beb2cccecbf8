"""HTML made safe to parse, and its words taken out."""

from __future__ import annotations

import re
from collections.abc import Sized
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from sitrep.documents.cleaning import decode, tidy
from sitrep.errors import NoArticle, NotUtf8, TooLarge

#: No page of a story has more elements, or nests them deeper.
MOST_ELEMENTS = 20_000
DEEPEST = 500
#: Attributes of one element; building a tree costs their square.
MOST_ATTRIBUTES = 500

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{3,20})", re.IGNORECASE)
#: The one-byte and East Asian encodings that pages still declare; others could be costly or no text at all.
_LEGACY = re.compile(
    r"windows-125\d|cp125\d|iso-8859-\d{1,2}|koi8-[ru]|gbk|gb2312|gb18030|big5|shift_jis|euc-jp|euc-kr|us-ascii"
)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_SPACE = re.compile(r"\s+")
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure", "footer",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table",
    "td", "th", "tr", "ul",
})  # fmt: skip
_UNSEEN = frozenset({"script", "style", "noscript", "template", "iframe", "svg", "head", "form", "button", "object"})


def decode_markup(raw: bytes, charset: str | None = None) -> str:
    """The markup's text: UTF-8, UTF-16 with a mark, or the legacy encoding that its host or the page declares."""
    try:
        return decode(raw)
    except NotUtf8:
        declared = _CHARSET.search(raw[:4096])
        name = charset or (declared[1].decode("ascii").lower() if declared else "")
        if not _LEGACY.fullmatch(name):
            raise
        return raw.decode("cp1252" if name in {"us-ascii", "iso-8859-1"} else name, errors="replace")


class _Guard:
    """Counts elements and depth while the parser runs, and stops it at the limits."""

    def __init__(self) -> None:
        self.elements = self.depth = 0

    def start(self, _tag: str, attributes: Sized) -> None:
        self.elements += 1
        self.depth += 1
        if len(attributes) > MOST_ATTRIBUTES:
            raise TooLarge(
                f"An element of the page has more than {MOST_ATTRIBUTES} attributes.", check="Is this a story's page?"
            )
        if self.elements > MOST_ELEMENTS or self.depth > DEEPEST:
            raise TooLarge(
                f"The page has more than {MOST_ELEMENTS:,} elements or nests them more than {DEEPEST} deep.",
                check="Is this the page of one story?",
            )

    def end(self, _tag: str) -> None:
        self.depth -= 1

    def close(self) -> None:
        """Nothing is kept."""


def parse(markup: str) -> Any:
    """The element tree of a page within the limits; refused beyond them or without any element."""
    markup = _DECLARATION.sub("", markup.replace("\x00", ""), count=1)
    guard = etree.HTMLParser(target=_Guard(), huge_tree=False)
    try:
        guard.feed(markup)
        guard.close()
        return lxml_html.document_fromstring(markup, parser=lxml_html.HTMLParser(huge_tree=False, remove_comments=True))
    except (etree.LxmlError, ValueError, AssertionError) as problem:
        raise NoArticle("The page holds no readable markup.", check="Is this an HTML file?") from problem


def words_of(fragment: str) -> str:
    """The words of an HTML fragment, one line per block; text without markup stays as it is."""
    if "<" not in fragment and "&" not in fragment:
        return tidy(fragment)
    try:
        body = parse(f"<div>{fragment}</div>")
    except NoArticle:
        return ""
    parts: list[str] = []
    _collect(body, parts)
    return tidy("".join(parts))


def _collect(root: Any, parts: list[str]) -> None:
    """Text in document order; depth is bounded by the guard, and the walk does not recurse."""
    hidden = 0
    for moment, element in etree.iterwalk(root, events=("start", "end")):
        name = element.tag if isinstance(element.tag, str) else ""
        hidden += (name in _UNSEEN) * (1 if moment == "start" else -1)
        if name in _BLOCKS:
            parts.append("\n")
        text = element.text if moment == "start" else element.tail
        if text and not hidden and (name or moment == "end"):
            parts.append(_SPACE.sub(" ", text))
