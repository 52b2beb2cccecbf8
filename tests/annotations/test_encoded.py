"""The encoder's reading as a layer."""

from collections.abc import Callable

from tests.annotations.readings import HandMade

from sitrep.annotations.encoded import EncoderStep, Reader, encoded
from sitrep.annotations.encoder import PARTS
from sitrep.annotations.layers import ENCODED
from sitrep.annotations.sheet import Sheet, lay
from sitrep.documents.document import Document

TEXT = "Drones struck Odesa."


def sheet(open_: Callable[[], Reader | None], parts: frozenset[str] = PARTS) -> Sheet:
    return lay(Document(TEXT), (EncoderStep(open_, parts),))


def test_the_reading_lies_over_the_whole_document() -> None:
    (mark,) = sheet(lambda: HandMade({})).marks(ENCODED)

    assert (mark.start, mark.end, mark.step) == (0, len(TEXT), "encoder")
    assert mark.value.pieces.ends[-1] == len(TEXT)


def test_without_a_model_the_layer_is_laid_and_empty() -> None:
    assert sheet(lambda: None).marks(ENCODED) == ()


def test_no_model_is_opened_when_the_rules_read_alone() -> None:
    def refuse() -> Reader | None:
        raise AssertionError("opened")

    assert sheet(refuse, frozenset()).marks(ENCODED) == ()


def test_a_part_that_is_switched_off_is_not_to_be_had() -> None:
    laid = sheet(lambda: HandMade({}), PARTS - {"roles"})

    assert encoded(laid, "triggers") is not None
    assert encoded(laid, "roles") is None
