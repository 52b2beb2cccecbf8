"""Sources and contents tied to their cues."""

import numpy as np
import pytest

from sitrep.annotations.decoding import Found, Heads
from sitrep.annotations.linking import linked
from sitrep.annotations.subwords import BREAK
from sitrep.codebook.linking import Faint, Linking, Pull

WORD = 1000
ROLES = ("say:source", "say:content")
STRONG = 12.0

#: Nearness, the encoder's word and, for contents, what stands behind the cue: no number of the codebook's own.
WEIGHTS = Linking(
    faint={"source": Faint(eager=1.0, cost=2.0), "cue": Faint(eager=1.0, cost=1.5)},
    pulls={
        "source": Pull(base=4.0, model=0.5, after=-1.0, apart=-1.5, breaks=-6.0),
        "content": Pull(base=2.0, model=0.5, after=2.0, apart=-1.2, breaks=-1.5),
    },
    empty=-2.0,
)


def heads() -> Heads:
    """Three chains without a preference, and the roles of a saying."""
    shape = np.zeros((3, 3, 3), dtype=np.float32), np.zeros((3, 3), dtype=np.float32)
    none = np.zeros((2, 1), dtype=np.float32), np.zeros(2, dtype=np.float32)
    return Heads(("source", "cue", "content"), (), (), (), ROLES, (), *shape, *none)


def tied(
    text: str, pairs: dict[tuple[str, int, int], float] | None = None, faint: tuple[int, ...] = ()
) -> list[tuple[int, int | None, tuple[int, ...]]]:
    """The sayings of words S, C and K in a text of other words and breaks, each by the place of its first piece.

    ``pairs`` names how firmly the encoder ties the cue at one place to the piece at another, ``faint`` the places of
    what it saw only faintly.
    """
    words = text.split()
    kinds = {"S": "source", "C": "cue", "K": "content"}
    found = [Found(at, at + 1, kinds[word], 0.9) for at, word in enumerate(words) if word in kinds]
    anchors = np.zeros((len(words), 2, len(words)), dtype=np.float32)
    fillers = np.zeros_like(anchors)
    anchors[range(len(words)), :, range(len(words))] = np.sqrt(len(words))
    for (role, cue, piece), odds in (pairs or {}).items():
        fillers[piece, ROLES.index(f"say:{role}"), cue] = odds
    ids = [BREAK if word == "|" else WORD for word in words]
    return [
        (one.cue.first, one.source.first if one.source else None, tuple(each.first for each in one.content))
        for one in linked(
            ids, found, heads(), (anchors, fillers), WEIGHTS, frozenset(one for one in found if one.first in faint)
        )
    ]


def test_a_cue_takes_the_source_and_the_content_beside_it() -> None:
    assert tied("S C K . . . . S C K") == [(1, 0, (2,)), (8, 7, (9,))]


def test_contents_on_both_sides_of_a_cue_are_both_its_own() -> None:
    assert tied("K S C K") == [(2, 1, (0, 3))]


def test_between_two_cues_the_contents_are_shared_so_that_none_goes_without() -> None:
    assert tied("C K . . K C") == [(0, None, (1,)), (5, None, (4,))]
    assert tied("C K . . K C K") == [(0, None, (1, 4)), (5, None, (6,))]


def test_the_encoder_may_tie_a_content_to_the_cue_that_stands_further_off() -> None:
    firm = {
        ("content", 5, 1): STRONG,
        ("content", 0, 1): -STRONG,
        ("content", 0, 2): STRONG,
        ("content", 5, 2): -STRONG,
    }

    assert tied("C K . . . C K") == [(0, None, (1,)), (5, None, (6,))]
    assert tied("C K . . . C K", firm) == [(0, None, ()), (5, None, (1, 6))]


def test_a_source_speaks_for_every_cue_of_its_sentence() -> None:
    assert tied("S C K C K") == [(1, 0, (2,)), (3, 0, (4,))]


def test_a_source_of_another_paragraph_is_not_taken() -> None:
    assert tied("S . | C K") == [(3, None, (4,))]


@pytest.mark.parametrize("text", ["", "S K", ". ."])
def test_without_a_cue_nobody_says_anything(text: str) -> None:
    assert tied(text) == []


def test_a_faint_cue_is_taken_where_a_content_fits_it_better_than_any_firm_one() -> None:
    assert tied("C K . . . . C K", faint=(6,)) == [(0, None, (1,)), (6, None, (7,))]
    assert tied("C K K . . C", faint=(5,)) == [(0, None, (1, 2)), (5, None, ())]


def test_a_faint_source_speaks_where_no_firm_one_fits_better() -> None:
    assert tied("S C K", faint=(0,)) == [(1, 0, (2,))]
    assert tied("S S C K", faint=(1,)) == [(2, 0, (3,))]
