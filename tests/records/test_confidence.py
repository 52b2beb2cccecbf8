"""How sure an event is, by its words and by how much of it is told; and what the encoder makes of history."""

from __future__ import annotations

import pytest
from tests.annotations.readings import HandMade, Says
from tests.records.stories import event

from sitrep.annotations.encoded import EncoderStep
from sitrep.cli.read import sure
from sitrep.codebook.confidence import confidence_file
from sitrep.desk.line import steps
from sitrep.desk.reading import read_document
from sitrep.documents.document import Document
from sitrep.documents.published import parse_published
from sitrep.records.report import Event

BARE = "Shells hit a market, killing four people."
LOOKED_BACK = "Shells had hit a market, killing four people."
FULL = "Shells hit a market in Nyala on Tuesday, killing four people."


def heard(text: str, **words: Says) -> Event:
    """The one event of a text that an encoder reads which says this of its words."""
    line = (EncoderStep(lambda: HandMade(words)), *steps()[1:])
    (found,) = read_document(Document(text, published=parse_published("2025-06-19")), line=line).events
    return found


def test_the_rules_alone_go_by_how_much_is_told() -> None:
    shares = confidence_file().by_details

    assert event(FULL, "ASSAULT").confidence > event(BARE, "ASSAULT").confidence
    assert {event(BARE, "ASSAULT").confidence, event(FULL, "ASSAULT").confidence} <= set(shares)


def test_the_surer_the_encoder_is_of_the_words_the_surer_the_event() -> None:
    words = [Says("ASSAULT", likely=likely) for likely in (0.2, 0.7, 0.99)]
    found = [heard(BARE, hit=said).confidence for said in words]

    assert found == sorted(found)
    assert found[0] < found[-1]


def test_more_told_is_surer_with_the_encoder_too() -> None:
    said = Says("ASSAULT")

    assert heard(FULL, hit=said).confidence > heard(BARE, hit=said).confidence


def test_a_stated_confidence_has_two_digits() -> None:
    stated = heard(FULL, hit=Says("ASSAULT", likely=0.83)).confidence

    assert stated == round(stated, 2)
    assert 0 < stated < 1


@pytest.mark.parametrize(("background", "is_history"), [(0.99, True), (0.01, False)])
def test_the_encoder_decides_on_history_where_it_is_sure_and_no_day_is_told(
    background: float, is_history: bool
) -> None:
    assert heard(LOOKED_BACK, hit=Says("ASSAULT", background=background)).background is is_history


def test_a_verb_in_the_plain_past_tells_news_whatever_the_encoder_hears() -> None:
    assert not heard(BARE, hit=Says("ASSAULT", background=0.99)).background


def test_words_that_recall_hold_against_the_encoder() -> None:
    text = "Shells had earlier been fired at a market, killing four people."

    assert heard(text, fired=Says("ASSAULT", background=0.01)).background


def test_a_day_of_its_own_outweighs_the_encoder() -> None:
    assert not heard(FULL, hit=Says("ASSAULT", background=0.99)).background


def test_where_the_encoder_is_in_two_minds_the_words_that_recall_decide() -> None:
    doubtful = Says("ASSAULT", background=0.5)

    assert not heard(LOOKED_BACK, hit=doubtful).background
    assert heard("Shells had earlier been fired at a market, killing four people.", fired=doubtful).background


def test_a_least_confidence_between_two_events_parts_them() -> None:
    both = "Shells hit a market, killing four people.\n\nMilitants raided the barracks of Karsk on Tuesday."
    line = (
        EncoderStep(lambda: HandMade({"hit": Says("ASSAULT"), "raided": Says("ASSAULT", likely=0.2)})),
        *steps()[1:],
    )
    report = read_document(Document(both, published=parse_published("2025-06-19")), line=line)
    sure_one, unsure_one = sorted(report.events, key=lambda event: -event.confidence)
    between = (sure_one.confidence + unsure_one.confidence) / 2

    assert sure(report, between).events == (sure_one,)
    assert sure(report, unsure_one.confidence).events == report.events
