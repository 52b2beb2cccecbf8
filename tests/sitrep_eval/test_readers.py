"""Whole stories are read with or without what is learnt."""

from functools import partial

import pytest

from sitrep.annotations.encoded import EncoderStep
from sitrep.annotations.encoder import PARTS
from sitrep.desk.line import RULES
from sitrep_eval.readers import SWITCHES, reader
from sitrep_eval.wire import Read


def parts(read: Read) -> frozenset[str]:
    """The parts of the encoder that a reader's line uses."""
    assert isinstance(read, partial)
    first: EncoderStep = read.keywords["line"][0]
    return first.parts


def test_the_product_reads_with_all_that_is_learnt() -> None:
    assert parts(reader()) == PARTS


def test_the_rules_read_without_any_of_it() -> None:
    assert parts(reader("rules")) == RULES == frozenset()


@pytest.mark.parametrize("part", SWITCHES)
def test_each_part_can_be_left_out(part: str) -> None:
    assert parts(reader(without=[part])) == PARTS - {part}
