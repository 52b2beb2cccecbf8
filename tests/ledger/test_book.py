"""What is put into the book stays as it was put."""

import sqlite3

import pytest
from hypothesis import given
from sqlalchemy import select, text
from tests.ledger.conftest import ENGINE
from tests.stand_in import read
from tests.strategies import texts

from sitrep.desk.review import Reviewer, correct
from sitrep.documents.document import Document
from sitrep.errors import LedgerError
from sitrep.ledger.book import Refused, Run, append, append_refusal, begin_run, holds
from sitrep.ledger.filters import EventFilter
from sitrep.ledger.folding import fold
from sitrep.ledger.opening import Ledger
from sitrep.ledger.originals import Original, append_fetch
from sitrep.ledger.queries import find_events, find_refusals, reports, size
from sitrep.ledger.schema import DERIVED, OF_EFFORTS, OF_LINKING, OF_TOKENS, metadata
from sitrep.ledger.tables import documents, readings


def test_storing_then_loading_is_identity(filled: Ledger, document: Document) -> None:
    with filled.reading() as book:
        stored = book.execute(select(readings.c.report, documents.c.text).join(documents)).first()
        loaded = reports(book)[0]

    assert stored is not None
    assert stored.text == document.text
    assert stored.report == read(document).to_json(indent=None)
    assert loaded == read(document)


def test_appending_again_adds_nothing(filled: Ledger, document: Document) -> None:
    with filled.transaction() as book:
        before = size(book)
        assert not append(book, document, read(document), engine=ENGINE, run=1)
        assert size(book) == before


def test_a_newer_engine_adds_a_reading_and_keeps_the_old(filled: Ledger, document: Document) -> None:
    newer = read(document).model_copy(update={"events": ()})
    with filled.transaction() as book:
        assert append(book, document, newer, engine="0.2.0+test", run=1)
        held = size(book)
        both = [holds(book, document, engine) for engine in (ENGINE, "0.2.0+test")]

    assert (held.documents, held.readings) == (2, 3)
    assert both == [True, True]


def test_the_newest_reading_is_the_current_one(filled: Ledger, document: Document) -> None:
    newer = read(document).model_copy(update={"events": ()})
    with filled.transaction() as book:
        append(book, document, newer, engine="0.2.0+test", run=1)
        places = [found.event.where.name for found in find_events(book, EventFilter()) if found.event.where]

    assert places == ["Kherson"]


def test_the_same_refusal_is_kept_once(empty: Ledger) -> None:
    refusal = Refused("wire.jsonl", "3", "input.line", "Line 3 is no object.", None, ENGINE)
    with empty.transaction() as book:
        run = begin_run(book, Run("now", ENGINE, "{}", ()))
        kept = [append_refusal(book, refusal, run=run) for _ in range(2)]
        found = find_refusals(book, code="input")

    assert kept == [True, False]
    assert [(each.source, each.location, each.code) for each in found] == [("wire.jsonl", "3", "input.line")]


def test_what_has_been_read_since_is_no_longer_listed_as_refused(filled: Ledger, document: Document) -> None:
    refusal = Refused("story.txt", None, "reading.failed", "RuntimeError", document.sha256, "0.0.9")
    with filled.transaction() as book:
        append_refusal(book, refusal, run=1)

        assert find_refusals(book) == []


@pytest.mark.parametrize("table", sorted(metadata.tables.keys() - {each.name for each in DERIVED}))
@pytest.mark.parametrize(
    "change",
    ["UPDATE {0} SET {1} = {1} + 1000", "DELETE FROM {0}", "INSERT OR REPLACE INTO {0} SELECT * FROM {0}"],
)
def test_no_row_of_any_table_can_be_changed_deleted_or_replaced(filled: Ledger, table: str, change: str) -> None:
    """Not even by a program that knows nothing of Sitrep and sets no pragma."""
    with filled.transaction() as book:
        book.execute(text("INSERT INTO run_ends (run, finished, summary) VALUES (1, 'now', '{}')"))
        append_refusal(book, Refused("a", None, "input", "b", None, ENGINE), run=1)
        append_fetch(book, Original("a", "a", "now", None, None, None, "ab" * 32, 1), ["document-1"])
        for each in OF_LINKING + OF_EFFORTS + OF_TOKENS:
            book.execute(each.insert().values({column.name: 1 for column in each.columns}))
        wounded = find_events(book, EventFilter(place="odesa"))[0].event.id
    correct(filled, wounded, "casualties.0.count", 7, Reviewer("Ana", "2025-12-06T12:00:00+00:00"))
    plain = sqlite3.connect(filled.path)

    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        plain.execute(change.format(table, next(iter(metadata.tables[table].columns)).name))
    plain.close()


def test_an_id_cannot_be_taken_over_by_another_row(filled: Ledger) -> None:
    plain = sqlite3.connect(filled.path)
    names = [row[1] for row in plain.execute("PRAGMA table_info(documents)") if row[1] != "seq"]
    listed = ", ".join(f'"{name}"' for name in names)

    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        plain.execute(f"INSERT OR REPLACE INTO documents ({listed}) SELECT {listed} FROM documents")  # noqa: S608 -- ours
    plain.close()


def test_what_the_database_refuses_comes_out_as_a_ledger_error(filled: Ledger) -> None:
    with pytest.raises(LedgerError), filled.transaction() as book:
        book.execute(text("DELETE FROM events"))


def test_a_transaction_that_fails_leaves_nothing(empty: Ledger, document: Document) -> None:
    def fail() -> None:
        with empty.transaction() as book:
            run = begin_run(book, Run("now", ENGINE, "{}", ()))
            append(book, document, read(document), engine=ENGINE, run=run)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with empty.reading() as book:
        assert (size(book).runs, size(book).documents) == (0, 0)


@given(texts)
def test_folding_twice_equals_folding_once(words: str) -> None:
    assert fold(fold(words)) == fold(words)


def test_names_fold_to_what_a_reader_would_type() -> None:
    folded = [fold(name) for name in ("Łódź", "Küçükçekmece", "N’Djamena", "  Al  Hasakeh ", "ØRSTED", None)]

    assert folded == ["lodz", "kucukcekmece", "n'djamena", "al hasakeh", "orsted", ""]
