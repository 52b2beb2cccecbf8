"""What a web page says of its own publication, each fact with the rule that gave it.

In order of trust: JSON-LD, meta tags, the ``<time>`` element, and last the guess of trafilatura's htmldate.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sitrep.codebook.publication import publication
from sitrep.documents.cleaning import tidy
from sitrep.documents.published import read_published
from sitrep.documents.source import is_web_address, parse_outlet
from sitrep.errors import BadOutlet

#: htmldate would otherwise ask the clock for the latest day it may guess.
_LATEST_GUESS = "2100-12-31"
_MOST_NODES = 5_000


@dataclass(frozen=True, slots=True)
class PageFacts:
    """Date, title, outlet and address of a page; None for what it does not say."""

    published: date | datetime | None
    published_rule: str | None
    title: str | None
    outlet: str | None
    outlet_rule: str | None
    url: str | None


def page_facts(tree: Any) -> PageFacts:
    """What the page says of itself."""
    article = _article(tree)
    metas = _metas(tree)
    published, published_rule = _published(tree, article, metas)
    outlet, outlet_rule = _outlet(article, metas)
    return PageFacts(
        published=published,
        published_rule=published_rule,
        title=_title(tree, article, metas),
        outlet=outlet,
        outlet_rule=outlet_rule,
        url=_url(tree, article, metas),
    )


def _article(tree: Any) -> dict[str, Any]:
    """The JSON-LD node of the article; of several, the most specific type; an empty one without any."""
    types = publication().page.article_types
    best: tuple[int, dict[str, Any]] = (len(types) + 1, {})
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        for node in _nodes(script.text or ""):
            listed = node.get("@type")
            kinds = listed if isinstance(listed, list) else [listed]
            dated = 0 if "datePublished" in node else 1
            ranks = [types.index(kind) for kind in kinds if isinstance(kind, str) and kind in types]
            rank = min(ranks, default=len(types)) if not dated or ranks else best[0]
            if rank < best[0]:
                best = (rank, node)
    return best[1]


def _nodes(source: str) -> Iterator[dict[str, Any]]:
    """Every object of a JSON-LD block, outermost first; a broken block has none."""
    try:
        waiting: list[Any] = [json.loads(source.strip().rstrip(";"), strict=False)]
    except (ValueError, RecursionError):
        return
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        value = waiting.pop(0)
        if isinstance(value, dict):
            yield value
        waiting.extend(value.values() if isinstance(value, dict) else value if isinstance(value, list) else ())


def _metas(tree: Any) -> dict[str, str]:
    """The page's meta tags by name, property or itemprop in lower case, the first of each."""
    found: dict[str, str] = {}
    for meta in tree.iterfind(".//meta"):
        content = (meta.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop"):
            key = (meta.get(attribute) or "").strip().lower()
            if key and content:
                found.setdefault(key, content)
    return found


def _published(tree: Any, article: dict[str, Any], metas: dict[str, str]) -> tuple[date | datetime | None, str | None]:
    for key in ("datePublished", "dateCreated"):
        stated = article.get(key)
        published = read_published(stated) if isinstance(stated, str) else None
        if published:
            return published, "json-ld"
    for key in publication().page.published_meta:
        published = read_published(metas[key]) if key in metas else None
        if published:
            return published, f"meta {key}"
    for element in _times(tree):
        published = read_published(element.get("datetime") or element.text_content())
        if published:
            return published, "time element"
    return _guessed(tree)


def _times(tree: Any) -> Iterator[Any]:
    """The page's time elements, those that say they are the publication first, then those of the article."""
    times = list(tree.iterfind(".//time"))
    yield from (time for time in times if time.get("pubdate") is not None or time.get("itemprop") == "datePublished")
    yield from (time for time in times if any(above.tag in {"article", "main"} for above in time.iterancestors()))


def _guessed(tree: Any) -> tuple[date | None, str | None]:
    """The day that htmldate finds elsewhere in the markup; the rule's name tells that it is a guess."""
    from htmldate import find_date

    found = find_date(tree, original_date=True, max_date=_LATEST_GUESS)
    return (date.fromisoformat(found), "htmldate") if found else (None, None)


def _outlet(article: dict[str, Any], metas: dict[str, str]) -> tuple[str | None, str | None]:
    publisher = article.get("publisher")
    named = publisher[0] if isinstance(publisher, list) and publisher else publisher
    name = named.get("name") if isinstance(named, dict) else named
    candidates = [(name, "json-ld"), *((metas.get(key), f"meta {key}") for key in publication().page.outlet_meta)]
    for candidate, rule in candidates:
        if isinstance(candidate, str) and not candidate.startswith(("http:", "https:")):
            try:
                return parse_outlet(tidy(candidate)), rule
            except BadOutlet:
                continue
    return None, None


def _title(tree: Any, article: dict[str, Any], metas: dict[str, str]) -> str | None:
    headline = article.get("headline")
    found = [headline] if isinstance(headline, str) else []
    found += [metas[key] for key in publication().page.title_meta if key in metas]
    found += [element.text_content() for element in (*tree.iterfind(".//h1"), *tree.iterfind(".//title"))]
    titles = (" ".join(tidy(title).split()) for title in found)
    return next((title for title in titles if title), None)


def _url(tree: Any, article: dict[str, Any], metas: dict[str, str]) -> str | None:
    """The canonical address, else the one that the page's own data give; only web addresses count."""
    links = [
        link.get("href") for link in tree.iterfind(".//link") if "canonical" in (link.get("rel") or "").lower().split()
    ]
    main = article.get("mainEntityOfPage")
    stated = [*links, *(metas.get(key) for key in publication().page.url_meta), article.get("url")]
    stated.append(main.get("@id") if isinstance(main, dict) else main)
    return next((url.strip() for url in stated if isinstance(url, str) and is_web_address(url.strip())), None)
