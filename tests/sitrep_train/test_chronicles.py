"""Chronicles: made-up stories of which it is known what every part of them tells."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from random import Random

import pytest

from sitrep_train.chronicles import TYPES, Chronicle, chronicles, write
from sitrep_train.event_pairs import Known, pairs_of, read_chronicle, read_known, write_known
from sitrep_train.happenings import (
    FAMILIES,
    Scene,
    a_year_before,
    hours_apart,
    neighbouring_days,
    nested,
    two_meetings,
    two_pairs,
    two_sides,
    two_targets_on_one_night,
)

MANY = 200


def scene(number: int) -> Scene:
    return Scene(Random(number))  # noqa: S311 -- not a secret


@pytest.fixture(scope="module")
def many() -> list[Chronicle]:
    return list(chronicles(MANY, seed=7))


def test_a_chronicle_is_the_same_whenever_it_is_written(many: list[Chronicle]) -> None:
    assert write(MANY - 1, 7) == many[-1]
    assert write(MANY - 1, 8) != many[-1]


def test_every_family_is_drawn(many: list[Chronicle]) -> None:
    assert {one.family for one in many} == {family.__name__ for family in FAMILIES}


def test_every_part_lies_in_its_story_and_no_two_overlap(many: list[Chronicle]) -> None:
    for story in (story for one in many for story in one.stories):
        ends = [(part.start, part.end) for part in story.parts]
        assert ends == sorted(ends)
        assert all(0 <= start < end <= len(story.text) for start, end in ends)
        assert all(end < start for (_, end), (start, _) in pairwise(ends))
        assert {part.types for part in story.parts} <= set(TYPES.values())


def test_no_words_are_left_to_be_filled_in(many: list[Chronicle]) -> None:
    assert not any(mark in story.text for one in many for story in one.stories for mark in "{}<>")


def test_most_happenings_are_told_by_several_stories_and_some_stories_tell_of_two(many: list[Chronicle]) -> None:
    told = Counter((one.id, part.happening) for one in many for story in one.stories for part in story.parts)

    assert sum(times > 1 for times in told.values()) > len(told) / 2
    assert any(len({part.happening for part in story.parts}) > 1 for one in many for story in one.stories)


@pytest.mark.parametrize("number", range(12))
def test_what_is_hard_to_tell_apart_differs_in_one_thing(number: int) -> None:
    first, second, *_ = neighbouring_days(scene(number))
    assert (first.names, (second.day - first.day).days) == (second.names, 1)
    first, second = two_targets_on_one_night(scene(number))
    assert (first.day, first.names, first.part) == (second.day, second.names, "night")
    first, second = hours_apart(scene(number))
    assert (first.hour or 0) < (second.hour or 0)
    first, second = a_year_before(scene(number))
    assert (second.day - first.day).days == 365
    first, second = two_meetings(scene(number))
    assert (first.doers, first.others) == (second.doers, second.others)
    first, second = two_pairs(scene(number))
    assert not {*first.doers, *first.others} & {*second.doers, *second.others}
    assert len({one.doers for one in two_sides(scene(number))}) == len(two_sides(scene(number)))
    assert len({one.width for one in nested(scene(number))}) > 1


@pytest.fixture(scope="module")
def read() -> dict[str, list[Known]]:
    return {one.id: read_chronicle(one) for one in chronicles(6, seed=7)}


def test_the_product_reads_what_a_chronicle_tells(read: dict[str, list[Known]]) -> None:
    written = sum(len(story.parts) for one in chronicles(6, seed=7) for story in one.stories)

    assert sum(map(len, read.values())) >= 0.9 * written


def test_pairs_are_of_two_stories_and_one_where_they_tell_of_one_happening(read: dict[str, list[Known]]) -> None:
    pairs = pairs_of(read)

    assert {pair.group for pair in pairs} <= set(read)
    assert any(pair.same for pair in pairs)
    assert not any(pair.same for pair in pairs_of({"strangers": [_stranger(one) for one in read["7-0"]]}))


def _stranger(known: Known) -> Known:
    return Known(known.item, known.story, None)


def test_what_was_read_and_kept_is_what_was_read(
    read: dict[str, list[Known]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("kept") / "known.jsonl"
    write_known(read["7-0"], path)

    assert read_known(path) == read["7-0"]
