"""A passage told again with other names says the same of them: every mark moves along with its words."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrep_train.markup import read
from sitrep_train.passage import Passage
from sitrep_train.renaming import RENAMED, pools, renamed
from sitrep_train.written import written

ALL = written()
POOLS = pools(ALL)


def both(passage: Passage, seed: int) -> tuple[Passage, Passage]:
    return passage, renamed(passage, POOLS, Random(seed))  # noqa: S311


again = st.builds(both, st.sampled_from(ALL), st.integers())


@given(again)
def test_no_mark_is_lost_and_none_leaves_its_words(told: tuple[Passage, Passage]) -> None:
    before, after = told

    assert [span.kind for span in after.spans] == [span.kind for span in before.spans]
    assert [link.role for link in after.links] == [link.role for link in before.links]
    assert {link.anchor for link in after.links} <= set(after.spans)
    assert {act.trigger for act in after.acts} <= set(after.spans)
    for span in after.spans:
        words = after.text[span.start : span.end]
        assert words and words == words.strip()


@given(again)
def test_what_reports_an_act_stays_as_it_was(told: tuple[Passage, Passage]) -> None:
    before, after = told

    for old, new in zip(before.acts, after.acts, strict=True):
        assert (old.type, old.mode, old.status) == (new.type, new.mode, new.status)
        assert before.text[old.trigger.start : old.trigger.end] == after.text[new.trigger.start : new.trigger.end]


@given(again)
def test_only_names_are_other_words(told: tuple[Passage, Passage]) -> None:
    before, after = told

    for old, new in zip(before.spans, after.spans, strict=True):
        inner = any(old.start <= span.start and span.end <= old.end and span.kind in RENAMED for span in before.spans)
        if not inner:
            assert before.text[old.start : old.end] == after.text[new.start : new.end]


def test_a_name_is_the_same_wherever_it_stands() -> None:
    passage = read("[Goma|place; where>e1] was [shelled|e1=ASSAULT]. People fled [Goma|place].", "one")
    after = renamed(passage, pools([passage, read("[Minova|place] is calm.", "two")]), Random(1))  # noqa: S311
    first, second = (after.text[span.start : span.end] for span in after.spans if span.kind == "place")

    assert first == second


def test_a_name_gives_way_to_one_of_its_shape() -> None:
    passage = read("[Goma|place] and [the town|place] slept.", "one")
    others = pools([read("[Minova|place], [the valley|place], [a road|place].", "two")])

    assert renamed(passage, others, Random(0)).text == "Minova and the valley slept."  # noqa: S311


def test_words_that_name_and_report_at_once_stay() -> None:
    passage = read("[Operation Dawn|org; e1=ASSAULT] began near [Goma|place].", "one")
    others = pools([read("[Operation Dusk|org] and [Minova|place].", "two")])

    assert renamed(passage, others, Random(0)).text == "Operation Dawn began near Minova."  # noqa: S311


def test_the_same_seed_gives_the_same_names() -> None:
    one, two = (renamed(ALL[0], POOLS, Random(7)) for _ in range(2))  # noqa: S311

    assert one == two != ALL[0]


@pytest.mark.parametrize("kind", sorted(RENAMED))
def test_there_are_many_names_of_each_kind(kind: str) -> None:
    assert sum(len(names) for shape, names in POOLS.items() if shape.kind == kind) > 50
