"""A story out of a web page: trafilatura finds the article, the page's own data tell when and by whom."""

from __future__ import annotations

import re

from sitrep.documents.cleaning import clean_markup
from sitrep.documents.drafts import Draft
from sitrep.documents.markup import decode_markup, parse
from sitrep.documents.page_facts import page_facts
from sitrep.errors import EmptyInput, NoArticle

#: A page whose longest sentence is shorter holds menus and links, not a story.
_FEWEST_WORDS = 8
_SENTENCE = re.compile(r"[.!?…]['\"”’)\]]*(?:\s|$)")


def read_html(raw: bytes, charset: str | None = None) -> Draft:
    """The article of a page; a page without one is refused."""
    import trafilatura

    markup = decode_markup(raw, charset)
    if not markup.strip():
        raise EmptyInput("The file is empty.", check="Is this the right file?")
    tree = parse(markup)
    facts = page_facts(tree)
    text = trafilatura.extract(tree, include_comments=False, include_tables=False, with_metadata=False) or ""
    if not _is_story(text):
        raise NoArticle(
            "The page holds no article.",
            check="Save the story's own page, with its text in it; pages built by scripts hold none.",
        )
    return Draft(
        text=clean_markup(text),
        title=facts.title,
        outlet=facts.outlet,
        outlet_rule=facts.outlet_rule,
        url=facts.url,
        published=facts.published,
        published_rule=facts.published_rule,
    )


def _is_story(text: str) -> bool:
    return any(len(line.split()) >= _FEWEST_WORDS and _SENTENCE.search(line) for line in text.splitlines())
