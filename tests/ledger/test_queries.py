"""Questions to the ledger find what they name, and nothing else."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection
from tests.stand_in import read
from tests.strategies import texts

from sitrep.documents.document import Document
from sitrep.ledger.book import append
from sitrep.ledger.claim_lists import told_claims
from sitrep.ledger.filters import EventFilter, StatementFilter
from sitrep.ledger.opening import Ledger
from sitrep.ledger.queries import find_events, stored_documents
from sitrep.ledger.searching import search


def places(book: Connection, wanted: EventFilter) -> list[str]:
    return [found.event.where.name for found in find_events(book, wanted) if found.event.where]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (EventFilter(), ["Gaza", "Odesa", "Kherson"]),
        (EventFilter(since="2025-12-02"), ["Odesa"]),
        (EventFilter(until="2025-12-02"), ["Gaza"]),
        (EventFilter(since="2025-12-01", until="2025-12-03"), ["Gaza", "Odesa"]),
        (EventFilter(country="ua"), ["Odesa"]),
        (EventFilter(type="assault", status="occurred", background=False), ["Gaza", "Odesa", "Kherson"]),
        (EventFilter(background=True), []),
        (EventFilter(place="ODES"), ["Odesa"]),
        (EventFilter(actor="russia"), ["Odesa", "Kherson"]),
        (EventFilter(actor="%"), []),
        (EventFilter(text="wounded"), ["Odesa"]),
        (EventFilter(text='"no such words"'), []),
        (EventFilter(outlet="reuters"), ["Kherson"]),
        (EventFilter(at_least=0.95), []),
    ],
)
def test_events_are_found_by_what_is_asked_of_them(filled: Ledger, wanted: EventFilter, found: list[str]) -> None:
    with filled.reading() as book:
        assert places(book, wanted) == found


def test_an_event_is_found_by_the_id_of_an_actor(filled: Ledger, document: Document) -> None:
    actor = read(document).actors[0].id
    with filled.reading() as book:
        assert places(book, EventFilter(actor=actor)) == ["Odesa"]


def test_a_limit_keeps_the_first_of_the_same_order(filled: Ledger) -> None:
    with filled.reading() as book:
        assert find_events(book, EventFilter(), limit=2) == find_events(book, EventFilter())[:2]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (StatementFilter(), ["Vilkul", "Łukasz", "Zelenskyy"]),
        (StatementFilter(speaker="lukasz"), ["Łukasz"]),
        (StatementFilter(issue="ceasefire"), ["Zelenskyy"]),
        (StatementFilter(certainty="denied"), []),
        (StatementFilter(outlet="ap"), ["Łukasz", "Zelenskyy"]),
        (StatementFilter(outlet="telegram"), ["Vilkul", "Łukasz", "Zelenskyy"]),
        (StatementFilter(text="kucukcekmece"), ["Zelenskyy"]),
        (StatementFilter(background=False, speaker="v"), ["Vilkul"]),
    ],
)
def test_statements_are_found_by_what_is_asked_of_them(
    filled: Ledger, wanted: StatementFilter, found: list[str]
) -> None:
    with filled.reading() as book:
        assert [each.statement.speaker for each in told_claims(book, wanted, gate="all")] == found


@pytest.mark.parametrize("words", ["Küçükçekmece", "kucukcekmece", "KUCUK*", '"in Küçükçekmece"', "talks küçük*"])
def test_words_with_diacritics_are_found_with_and_without_them(filled: Ledger, words: str) -> None:
    with filled.reading() as book:
        assert [hit.kind for hit in search(book, words)] == ["statement", "document"]


def test_words_apart_are_no_phrase(filled: Ledger) -> None:
    with filled.reading() as book:
        assert search(book, '"talks Küçükçekmece"') == []


def test_a_hit_shows_the_words_in_their_surroundings(filled: Ledger) -> None:
    with filled.reading() as book:
        hit = search(book, "ceasefire", kinds=("statement",))[0]

    assert "the [ceasefire] go on" in hit.snippet
    assert hit.document.outlet == "AP"


def test_what_only_an_older_reading_said_is_not_found(filled: Ledger, document: Document) -> None:
    newer = read(document).model_copy(update={"statements": ()})
    with filled.transaction() as book:
        append(book, document, newer, engine="0.2.0", run=1)

        assert [hit.kind for hit in search(book, "ceasefire")] == ["document"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(texts, st.text('"*()^:-{}+ANDORTN .', max_size=12)))
def test_nothing_a_person_types_is_an_error_of_the_search(filled: Ledger, words: str) -> None:
    with filled.reading() as book:
        search(book, words)
        find_events(book, EventFilter(text=words, place=words, actor=words))


def test_search_operators_are_only_words(filled: Ledger) -> None:
    with filled.reading() as book:
        assert search(book, "ceasefire NOT talks") == []
        assert search(book, "ceasefire OR nonsense") == []


def test_a_document_comes_out_as_it_went_in(filled: Ledger, document: Document) -> None:
    with filled.reading() as book:
        assert stored_documents(book)[0] == document
