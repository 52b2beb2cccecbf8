"""The page holds the whole story, links values and words both ways, and lets nothing of a source become markup."""

import base64
import hashlib
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from tests.exports.samples import TEXT, bare, sample, span
from typing_extensions import override

from sitrep.exports.page import write_page
from sitrep.exports.stories import ReadStory

HOSTILE = "</title></script></style><script>alert(1)</script><img src=x onerror=alert(1)>\"'><svg onload=alert(1)>"


class Page(HTMLParser):
    """A page taken apart: its elements with their attributes, and the text of every one."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(source)

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in {"meta", "link", "img", "br"}:
            self._open.append(tag)

    @override
    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    @override
    def handle_data(self, data: str) -> None:
        for tag in dict.fromkeys(self._open):
            self.words.setdefault(tag, []).append(data)

    def of(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]


def page(*stories: ReadStory) -> Page:
    return Page(write_page(stories))


def test_the_text_of_the_story_is_there_whole() -> None:
    source = write_page([sample()])
    (article,) = re.findall(r'<article class="text"[^>]*>(.*?)</article>', source, re.S)
    shown = Page(article.replace("</p>", "\n</p>"))
    assert "".join(shown.words["p"]).split() == TEXT.split()


def test_every_mark_quotes_the_text_at_its_offsets() -> None:
    source = write_page([sample()])
    marks = re.findall(r'data-o="(\d+)–(\d+)"><a [^>]*>([^<]*)</a></mark>', source)
    assert len(marks) > 8
    for start, end, words in marks:
        assert TEXT[int(start) : int(end)] == words.replace("&#x27;", "'")


def test_values_and_marks_are_linked_both_ways_and_ids_are_unique() -> None:
    found = page(sample(), sample())
    ids = [attributes["id"] for _, attributes in found.elements if "id" in attributes]
    targets = [link["href"][1:] for link in found.of("a") if link.get("href", "").startswith("#")]
    assert len(ids) == len(set(ids))
    assert set(targets) <= set(ids)
    marked = {key for mark in found.of("mark") if "data-v" in mark for key in mark["data-v"].split()}
    assert marked == {value["data-v"] for value in found.of("a") if value.get("class") == "val"}


def test_a_figure_shows_its_hedge_and_leads_to_its_words() -> None:
    source = write_page([sample()])
    start = span("killing at least nine")[0]
    assert f'href="#t1-{start}" data-v="1.e1.casualties.0" data-c="killed">at least 9</a>' in source


def test_what_did_not_happen_looks_different_and_gaps_are_told() -> None:
    source = write_page([sample()])
    assert '<span class="chip planned">planned</span>' in source
    assert "no place" in source
    assert "not settled in this story" in source
    assert "None was read in this story." in write_page([bare("Shells fell.")])


def test_the_page_asks_no_other_host_for_anything() -> None:
    found = page(sample(url="https://nile.example/a?b=1&c=2"))
    assert not found.of("img")
    assert [link["href"] for link in found.of("link")] == ["data:,"]
    assert not [attributes for _, attributes in found.elements if "src" in attributes]
    assert "url(" not in "".join(found.words["style"])
    assert "@import" not in "".join(found.words["style"])


def test_the_security_policy_names_the_style_and_the_script_of_the_page() -> None:
    source = write_page([sample()])
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', source)
    for tag in ("style", "script"):
        (inline,) = re.findall(rf"<{tag}>(.*?)</{tag}>", source, re.S)
        digest = base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy


@pytest.mark.parametrize(
    "hostile",
    [
        {"title": HOSTILE},
        {"outlet": HOSTILE},
        {"name": HOSTILE},
        {"url": 'https://x.example/"><script>alert(1)</script>'},
        {"url": "javascript:alert(1)"},
    ],
    ids=["title", "outlet", "name", "url", "javascript url"],
)
def test_no_field_of_a_source_becomes_markup(hostile: dict[str, Any]) -> None:
    found = page(sample(**hostile))
    plain = page(sample(url="https://x.example/a" if hostile.get("url", "").startswith("https") else None))
    assert [tag for tag, _ in found.elements] == [tag for tag, _ in plain.elements]
    assert not [name for _, attributes in found.elements for name in attributes if name.startswith("on")]
    assert not [link for link in found.of("a") if link.get("href", "").startswith("javascript:")]


def test_script_in_the_text_is_shown_as_text() -> None:
    found = page(bare(f"Shells fell. {HOSTILE}\n<b>Nine</b> died."))
    assert len(found.of("script")) == 1
    assert not found.of("b")
    assert HOSTILE in "".join(found.words["article"])


def test_a_page_has_a_language_a_title_landmarks_and_one_heading_a_story() -> None:
    found = page(sample())
    assert found.of("html") == [{"lang": "en"}]
    assert "".join(found.words["title"]) == "Market hit · Sitrep"
    assert len(found.of("main")) == len(found.of("h1")) == len(found.of("aside")) == 1
    assert all("aria-label" in aside for aside in found.of("aside"))
