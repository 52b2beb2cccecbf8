"""A document quotes itself truly or not at all."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import texts

from sitrep.documents.document import Document, Evidence
from sitrep.errors import EvidenceError

offsets = st.integers(-5, 420)


@given(texts, offsets, offsets)
def test_what_is_cited_stands_where_it_says_and_nothing_else_can_be_cited(text: str, start: int, end: int) -> None:
    document = Document(text)

    if 0 <= start < end <= len(text):
        evidence = document.cite(start, end)
        document.verify(evidence)
        assert evidence.text == text[start:end]
    else:
        with pytest.raises(EvidenceError):
            document.cite(start, end)


@pytest.mark.parametrize("evidence", [Evidence(0, 5, "Cario"), Evidence(1, 6, "Cairo"), Evidence(3, 3, "")])
def test_an_altered_moved_or_empty_quotation_is_refused(evidence: Evidence) -> None:
    with pytest.raises(EvidenceError, match="expected"):
        Document("Cairo talks").verify(evidence)


@given(texts)
def test_an_id_depends_on_text_outlet_and_date_alone(text: str) -> None:
    known = Document(text, outlet="AP", published=date(2025, 3, 4))

    assert known.id == Document(text, outlet="AP", published=date(2025, 3, 4), title="Another headline").id
    assert known.id not in {Document(text).id, Document(text + "x", outlet="AP", published=date(2025, 3, 4)).id}


def test_the_day_of_a_zoned_time_is_the_day_where_it_was_published() -> None:
    moment = datetime(2025, 3, 4, 23, 30, tzinfo=UTC)

    assert Document("text", published=moment).day == date(2025, 3, 4)
    assert Document("text").day is None
