"""The order of work is checked, and no step can edit another's marks."""

from typing import Any

import pytest

from sitrep.annotations.layers import SENTENCES, WORDS
from sitrep.annotations.sentences import SentenceStep
from sitrep.annotations.sheet import Layer, Mark, Sheet, check, lay
from sitrep.annotations.words import WordStep
from sitrep.documents.document import Document
from sitrep.errors import StepOrderError

LETTERS = Layer("letters", str)
ECHOES = Layer("echoes", str)


class Letters:
    """Marks every character, last first."""

    name = "letters"
    reads: tuple[Layer[Any], ...] = ()
    writes = LETTERS

    def marks(self, sheet: Sheet) -> list[Mark[str]]:
        return [Mark(i, i + 1, letter, self.name) for i, letter in reversed(list(enumerate(sheet.text)))]


class Echoes:
    """Marks again what the letters marked."""

    name = "echoes"
    reads: tuple[Layer[Any], ...] = (LETTERS,)
    writes = ECHOES

    def marks(self, sheet: Sheet) -> list[Mark[str]]:
        return list(sheet.marks(LETTERS))


def test_an_order_in_which_every_layer_is_written_before_it_is_read_passes() -> None:
    check((SentenceStep(), WordStep()))
    check((Letters(), Echoes()))


def test_a_step_that_reads_before_anyone_wrote_is_refused_by_name() -> None:
    with pytest.raises(StepOrderError, match="'echoes' reads letters"):
        check((Echoes(), Letters()))


def test_a_step_does_not_write_what_it_reads_itself() -> None:
    class Circle(Echoes):
        writes = LETTERS

    with pytest.raises(StepOrderError):
        check((Circle(),))


def test_a_layer_nobody_wrote_is_refused_rather_than_empty() -> None:
    with pytest.raises(StepOrderError, match="words"):
        Sheet(Document("text")).marks(WORDS)


def test_marks_stand_in_the_order_of_the_text_whatever_the_step_returned() -> None:
    assert lay(Document("abc"), (Letters(),)).values(LETTERS) == ["a", "b", "c"]


def test_longer_marks_stand_before_shorter_ones_that_begin_together() -> None:
    sheet = Sheet(Document("abc")).with_layer(LETTERS, [Mark(0, 1, "a", "test"), Mark(0, 3, "abc", "test")])

    assert sheet.values(LETTERS) == ["abc", "a"]


def test_laying_a_layer_leaves_the_sheet_beneath_as_it_was() -> None:
    bare = Sheet(Document("abc"))
    bare.with_layer(LETTERS, [])

    with pytest.raises(StepOrderError):
        bare.marks(LETTERS)


def test_a_later_step_reads_the_very_marks_an_earlier_one_wrote() -> None:
    sheet = lay(Document("ab"), (Letters(), Echoes()))

    assert sheet.marks(ECHOES) == sheet.marks(LETTERS)


def test_a_mark_cannot_be_edited() -> None:
    mark = Mark(0, 1, "a", "test")

    with pytest.raises(AttributeError):
        mark.start = 5  # type: ignore[misc]


def test_sentences_come_before_words() -> None:
    assert WordStep().reads == (SENTENCES,)
