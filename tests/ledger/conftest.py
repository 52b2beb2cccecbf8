from datetime import date
from pathlib import Path

import pytest
from tests.stand_in import STORY, read

from sitrep.documents.document import Document
from sitrep.ledger.book import Run, append, begin_run
from sitrep.ledger.opening import Ledger, open_ledger

ENGINE = "0.1.0+test"


@pytest.fixture
def empty(tmp_path: Path) -> Ledger:
    return open_ledger(tmp_path / "war.db")


@pytest.fixture
def document() -> Document:
    return Document(STORY, outlet="AP", published=date(2025, 12, 4), published_rule="option")


@pytest.fixture
def filled(empty: Ledger, document: Document) -> Ledger:
    """A ledger that holds one story about Odesa and Gaza, and an older one about Kherson."""
    older = Document("Russia struck Kherson. Vilkul said nothing.", outlet="Reuters", published=date(2025, 11, 1))
    with empty.transaction() as book:
        run = begin_run(book, Run("2025-12-05T00:00:00+00:00", ENGINE, "{}", ("stories",)))
        for each in (document, older):
            append(book, each, read(each), engine=ENGINE, run=run)
    return empty
