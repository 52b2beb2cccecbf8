"""Whole stories are read with or without what is learnt."""

import pytest

from sitrep.annotations.encoder import PARTS
from sitrep.desk.line import RULES
from sitrep_eval.readers import SWITCHES, reader


def parts(read):
    """The parts of the encoder that a reader's line uses."""
    return read.keywords["line"][0].parts


def test_the_product_reads_with_all_that_is_learnt():
    assert parts(reader()) == PARTS


def test_the_rules_read_without_any_of_it():
    assert parts(reader("rules")) == RULES == frozenset()


@pytest.mark.parametrize("part", SWITCHES)
def test_each_part_can_be_left_out(part):
    assert parts(reader(without=[part])) == PARTS - {part}
