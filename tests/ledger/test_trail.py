"""Every id leads back to the words it rests on."""

import pytest
from tests.ledger.conftest import ENGINE
from tests.stand_in import read

from sitrep.documents.document import Document
from sitrep.errors import UnknownId
from sitrep.ledger.opening import Ledger
from sitrep.ledger.trail import trace


def test_a_value_is_traced_to_its_words_in_their_text(filled: Ledger, document: Document) -> None:
    event = read(document).events[0]
    with filled.reading() as book:
        trail = trace(book, f"{event.id}#casualties.0.count")

    (traced,) = trail.traced
    (quote,) = traced.quotations
    assert traced.value["best"] == 6
    assert (quote.text, quote.before[-14:], quote.after[:8]) == ("6", "on 2025-12-03, "[1:], " wounded")
    assert document.text[quote.start : quote.end] == "6"


def test_a_trail_names_document_engine_and_the_rule_of_its_date(filled: Ledger, document: Document) -> None:
    with filled.reading() as book:
        trail = trace(book, read(document).events[0].id)

    assert trail.engine == ENGINE
    assert trail.document["id"] == document.id
    assert trail.document["published_rule"] == "option"


def test_a_part_without_words_of_its_own_rests_on_the_whole(filled: Ledger, document: Document) -> None:
    with filled.reading() as book:
        (traced,) = trace(book, f"{read(document).events[0].id}#casualties.0.count.low").traced

    assert (traced.value, traced.rests_on) == (6, "casualties.0.count")


@pytest.mark.parametrize("kind", ["events", "statements", "actors"])
def test_every_quotation_of_every_id_stands_in_the_text(filled: Ledger, document: Document, kind: str) -> None:
    with filled.reading() as book:
        for part in getattr(read(document), kind):
            traced = trace(book, part.id).traced
            assert traced
            for quote in (quote for each in traced for quote in each.quotations):
                assert document.text[quote.start : quote.end] == quote.text != ""
                assert (quote.before + quote.text + quote.after) in document.text


def test_a_document_leads_to_its_whole_report(filled: Ledger, document: Document) -> None:
    with filled.reading() as book:
        trail = trace(book, document.id)

    assert trail.value["events"][0]["id"] == read(document).events[0].id
    assert trail.text == document.text


def test_the_beginning_of_an_id_is_enough_while_it_is_the_only_one(filled: Ledger, document: Document) -> None:
    with filled.reading() as book:
        assert trace(book, document.id[:15]).id == document.id
        with pytest.raises(UnknownId, match="more than one"):
            trace(book, "event-")


@pytest.mark.parametrize("reference", ["event-ffffffffffffffff", "", "#when", "%", "nonsense"])
def test_an_id_that_is_not_there_is_unknown(filled: Ledger, reference: str) -> None:
    with filled.reading() as book, pytest.raises(UnknownId):
        trace(book, reference)


@pytest.mark.parametrize("path", ["nowhere", "casualties.7", "casualties.-1", "when.start.year", "when..start"])
def test_a_path_that_leads_nowhere_is_unknown(filled: Ledger, document: Document, path: str) -> None:
    with filled.reading() as book, pytest.raises(UnknownId, match="no value at"):
        trace(book, f"{read(document).events[0].id}#{path}")
