"""Any text makes a report, the same one twice, and every word of it stands."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.records.stories import PUBLISHED, report
from tests.strategies import news

from sitrep.annotations.layers import PLACES, Place
from sitrep.annotations.sheet import Mark, Sheet, lay
from sitrep.desk.line import RULES, steps
from sitrep.desk.reading import read_document, read_story
from sitrep.documents.document import Document, Notice
from sitrep.documents.readers import read_path
from sitrep.errors import EvidenceError
from sitrep.records.assemble import assemble
from sitrep.records.report import Report, quoted_values, verify_quotations

EXAMPLES = Path(__file__).parents[2] / "examples"
STORY = "A missile strike in Kupiansk killed five people on Wednesday, officials said. Two teachers were wounded."

#: Clauses that wars are told with; any order of them is a story.
clauses = st.sampled_from(
    [
        "Russia launched 120 drones at Ukraine overnight",
        "killing at least six people, including a 3-year-old girl",
        "the governor said",
        "the army denied carrying out the attack",
        "in Sumy and Kharkiv",
        "Al-Shabab claimed responsibility",
        "left 20,000 households without power",
        "the two sides will meet in Doha on Monday",
        "it had targeted a command post",
        "accused Israel of breaking the truce",
        "a court convicted two men over a 2010 bombing",
        "who had been held since March",
        "by rebels",
        "they",
    ]
)
stories = st.lists(st.tuples(clauses, st.sampled_from([", ", ". ", ".\n\n", " and ", " as ", ", which "])), max_size=12)


def told(parts: list[tuple[str, str]]) -> str:
    return "".join(clause + gap for clause, gap in parts)


def ids(found: Report) -> Iterator[str]:
    yield from (event.id for event in found.events)
    yield from (statement.id for statement in found.statements)
    yield from (actor.id for actor in found.actors)


@given(stories)
@settings(max_examples=60)
def test_every_story_makes_a_report_whose_words_stand_and_whose_ids_differ(parts: list[tuple[str, str]]) -> None:
    text = told(parts)
    found = report(text)

    verify_quotations(found, text)
    assert len(set(ids(found))) == len(list(ids(found)))
    named = {event.id for event in found.events}
    assert all(link.event in named for event in found.events for link in event.links)


@given(st.one_of(news, st.text(max_size=200)))
@settings(max_examples=60)
def test_any_text_makes_a_report(text: str) -> None:
    verify_quotations(read_story(text, published=PUBLISHED), text)


@given(stories)
@settings(max_examples=20)
def test_two_readings_give_equal_bytes(parts: list[tuple[str, str]]) -> None:
    assert report(told(parts)).to_json() == report(told(parts)).to_json()


@given(stories)
@settings(max_examples=30)
def test_no_value_is_without_its_words(parts: list[tuple[str, str]]) -> None:
    text = told(parts)

    for event in report(text).events:
        for path, words in quoted_values(event):
            start, end = event.evidence[path][0]
            assert text[start:end] == words


def documents() -> list[Document]:
    found = [item for path in sorted(EXAMPLES.iterdir()) if path.suffix != ".md" for item in read_path(path)]
    return [item for item in found if isinstance(item, Document)]


def test_the_shipped_examples_make_valid_reports_with_events() -> None:
    found = [(document, read_document(document)) for document in documents()]

    assert len(found) >= 6
    for document, made in found:
        verify_quotations(made, document.text)
        assert made.events
        assert Report.model_validate_json(made.to_json(), context={"text": document.text}) == made


def test_a_longer_story_keeps_the_order_of_its_events() -> None:
    found = report(f"{STORY}\n\nA drone hit Poltava on Tuesday, killing one person. Shells hit Nikopol on Monday.")

    assert all(a.anchor.start < b.anchor.start for a, b in pairwise(found.events))


def sheet(document: Document) -> Sheet:
    return lay(document, steps(RULES))


def test_what_the_readers_noticed_is_repeated_once() -> None:
    notice = Notice("published-missing", "No publication date is known: relative dates stay unresolved.")
    odd = Notice("outlet-unknown", "The outlet 'Varesh Post' is not on the list.")
    found = assemble(sheet(Document(STORY, notices=(notice, odd))))

    assert [warning.code for warning in found.warnings] == ["published-missing", "outlet-unknown"]


def test_a_bare_text_without_a_date_says_so_too() -> None:
    assert [warning.code for warning in read_story(STORY).warnings] == ["published-missing"]


def test_a_text_without_events_says_so() -> None:
    assert "no-events" in {warning.code for warning in report("The museum opens at ten.").warnings}


def test_a_mark_laid_outside_the_text_is_refused_by_its_code() -> None:
    laid = sheet(Document(STORY))
    moved = [_beyond(mark) for mark in laid.marks(PLACES)]

    with pytest.raises(EvidenceError, match=r"^\[evidence\]"):
        assemble(laid.with_layer(PLACES, moved))


def _beyond(mark: Mark[Place]) -> Mark[Place]:
    return mark._replace(end=len(STORY) + 40)


def test_a_counted_weapon_and_its_count_rest_on_the_same_words() -> None:
    (wave, *_) = report("Russia launched 120 drones at Ukraine overnight, officials said.").events

    assert wave.weapons[0].count is not None
    assert wave.evidence["weapons.0.count"] == wave.evidence["weapons.0"]
