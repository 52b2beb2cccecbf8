"""Fillers of a whole text's roles as entities."""

import numpy as np

from sitrep.annotations.decoding import BEGIN, INSIDE, OUTSIDE, Heads, found_spans, readier
from sitrep.annotations.encoder import Reading
from sitrep.annotations.subwords import Subwords
from sitrep.annotations.template_roles import Filler, fillers, sure_enough
from sitrep.codebook.template_roles import ROLES, Demand

ANY = Demand(eager=0.0, least=0.5, further=0.2, full=False)
CHAINS = tuple(f"template:{role}" for role in ROLES)


def names(ranked: list[Filler], demand: Demand) -> list[str]:
    return [one.words for one in sure_enough(ranked, demand)]


def heads(chains: tuple[str, ...] = CHAINS) -> Heads:
    shape = np.zeros((len(chains), 3, 3), dtype=np.float32), np.zeros((len(chains), 3), dtype=np.float32)
    none = np.zeros((0, 1), dtype=np.float32), np.zeros(0, dtype=np.float32)
    return Heads(chains, (), (), (), (), (), *shape, *none)


def test_a_filler_must_be_sure_enough_and_a_second_one_surer() -> None:
    first, second, third = Filler("the rebels", 30, 0.9), Filler("two gunmen", 0, 0.75), Filler("students", 60, 0.65)

    assert names([first, second, third], ANY) == ["two gunmen", "the rebels"]
    assert names([third], ANY) == ["students"]
    assert names([Filler("students", 0, 0.45)], ANY) == []


def test_words_within_each_other_are_one_and_the_longer_is_given_where_names_are_full() -> None:
    ranked = [Filler("Roldan", 9, 0.9), Filler("Antonio  Roldan", 0, 0.6), Filler("Roldanillo", 20, 0.8)]

    assert names(ranked, ANY) == ["Roldan", "Roldanillo"]
    assert names(ranked, ANY.model_copy(update={"full": True})) == ["Antonio  Roldan", "Roldanillo"]


def test_the_same_words_are_one_entity_however_often_they_stand_in_a_text() -> None:
    words = "rebels killed Ana . Rebels fled".split()
    starts = [sum(len(word) + 1 for word in words[:at]) for at in range(len(words))]
    tags = np.zeros((len(words), 3 * len(CHAINS)), dtype=np.float32)
    tags[:, OUTSIDE::3] = 8.0
    for at, role in ((0, "PerpInd"), (4, "PerpInd"), (2, "Victim")):
        tags[at, 3 * ROLES.index(role) + BEGIN] = 16.0
    pieces = Subwords([1] * 6, starts, [a + len(w) for a, w in zip(starts, words, strict=True)], [0] * 6)
    ends = np.zeros((6, 0, 1), dtype=np.float32), np.zeros((6, 0, 1), dtype=np.float32)
    reading = Reading(pieces, heads(), tags, ends, np.zeros(0, dtype=np.float32))
    found = fillers(" ".join(words), reading)

    assert {role: [(one.words, one.start) for one in told] for role, told in found.items() if told} == {
        "PerpInd": [("rebels", 0)],
        "Victim": [("Ana", 14)],
    }


def test_spans_seen_more_readily_are_neither_drawn_out_nor_cut_up() -> None:
    tags = np.zeros((5, 3), dtype=np.float32)
    tags[:, OUTSIDE] = 1.5
    tags[1, BEGIN], tags[2, INSIDE], tags[2, BEGIN], tags[4, BEGIN] = 4.0, 4.0, 3.0, 1.0
    shape = heads(("PerpInd",))

    assert [(span.first, span.last) for span in found_spans([1] * 5, tags, shape)] == [(1, 3)]
    assert [(span.first, span.last) for span in found_spans([1] * 5, tags, readier(shape, 1.2))] == [(1, 3), (4, 5)]
