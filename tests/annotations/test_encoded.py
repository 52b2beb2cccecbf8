"""The encoder's reading as a layer."""

from sitrep.annotations.encoded import EncoderStep, encoded
from sitrep.annotations.encoder import PARTS
from sitrep.annotations.layers import ENCODED
from sitrep.annotations.sheet import lay
from sitrep.documents.document import Document

TEXT = "Drones struck Odesa."


class Opened:
    """Stands for a model: its reading only remembers what it was asked."""

    def read(self, text, parts):
        reading = type("Reading", (), {})()
        reading.text, reading.parts = text, parts
        return reading


def sheet(open_, parts=PARTS):
    return lay(Document(TEXT), (EncoderStep(open_, parts),))


def test_the_reading_lies_over_the_whole_document():
    (mark,) = sheet(Opened).marks(ENCODED)

    assert (mark.start, mark.end, mark.step) == (0, len(TEXT), "encoder")
    assert mark.value.text == TEXT


def test_without_a_model_the_layer_is_laid_and_empty():
    assert sheet(lambda: None).marks(ENCODED) == ()


def test_no_model_is_opened_when_the_rules_read_alone():
    def refuse():
        raise AssertionError("opened")

    assert sheet(refuse, frozenset()).marks(ENCODED) == ()


def test_a_part_that_is_switched_off_is_not_to_be_had():
    laid = sheet(Opened, PARTS - {"roles"})

    assert encoded(laid, "triggers") is not None
    assert encoded(laid, "roles") is None
