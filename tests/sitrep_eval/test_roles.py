"""The roles task gives the numbers that CEAF-REE gives."""

import itertools
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sitrep_eval.corpora_told import corpus_file
from tests.strategies import fillers

from sitrep_eval.matching import most_pairs
from sitrep_eval.roles import Entity, Story, pooled, score_roles, stands_for, weigh_roles

TEXT = "gunmen of the northern front, also called the nf, burned a mill and a barn with petrol. the gunmen fled."
FRONT: Entity = (("northern front", 14), ("nf", 46))
GUNMEN: Entity = (("gunmen", 0),)
MILL: Entity = (("mill", 59),)
BARN: Entity = (("barn", 70),)
PETROL: Entity = (("petrol", 80),)
GOLD: dict[str, Sequence[Entity]] = {
    "PerpInd": [GUNMEN], "PerpOrg": [FRONT], "Target": [MILL, BARN], "Victim": [], "Weapon": [PETROL],
}  # fmt: skip


def story(*templates: Mapping[str, Sequence[Entity]]) -> Story:
    return Story.model_validate({"docid": "a", "doctext": TEXT, "templates": [dict(one) for one in templates]})


def scores(predicted: Mapping[str, Sequence[Entity]], *templates: Mapping[str, Sequence[Entity]]) -> dict[str, Any]:
    rows = score_roles([story(*(templates or (GOLD,)))], [predicted]).scores
    return {name: (row["p"], row["r"], row["f1"]) for name, row in rows.items()}


def test_the_gold_stands_on_the_words_it_means() -> None:
    assert all(
        TEXT[start : start + len(words)] == words
        for entities in GOLD.values() for entity in entities for words, start in entity
    )  # fmt: skip


def test_gold_weighed_against_itself_is_perfect() -> None:
    found = scores(GOLD)

    assert found.pop("Victim") == (0.0, 0.0, 0.0)
    assert set(found.values()) == {(1.0, 1.0, 1.0)}


def test_the_micro_figure_sums_over_roles() -> None:
    # Right: nf, mill. Wrong: "front" is no mention of the front, nobody was hurt. Missed: gunmen, barn, petrol.
    found = scores({"PerpOrg": [(("NF", 46),), (("front", 23),)], "Target": [MILL], "Victim": [(("they", 0),)]})

    assert found["micro"] == (0.5, 0.4, 0.4444)
    assert found["PerpOrg"] == (0.5, 1.0, 0.6667)
    assert found["Target"] == (1.0, 0.5, 0.6667)


@pytest.mark.parametrize(
    ("predicted", "right"),
    [
        (FRONT, True),
        ((("NORTHERN\n  Front", 14),), True),
        ((("nf", 0),), True),
        ((("northern front", 14), ("gunmen", 0)), False),
        ((("the northern front", 10),), False),
    ],
)
def test_an_entity_is_right_when_every_mention_is_one_of_gold(predicted: Entity, *, right: bool) -> None:
    assert stands_for(FRONT, predicted) is right


def test_two_mentions_told_as_two_entities_are_right_once() -> None:
    assert scores({"PerpOrg": [FRONT[:1], FRONT[1:]]})["PerpOrg"] == (0.5, 1.0, 0.6667)


def test_entities_of_several_templates_are_pooled_and_the_same_one_is_one() -> None:
    other = {"Target": [(("MILL", 59),), BARN], "PerpInd": [GUNMEN]}
    rows = score_roles([story({"Target": [MILL]}, other)], [{"Target": [BARN, BARN]}]).scores

    assert rows["Target"] == {"p": 1.0, "r": 0.5, "f1": 0.6667, "gold": 2, "pred": 1}


def test_what_is_told_of_a_story_without_templates_is_a_false_alarm() -> None:
    rows = score_roles([story(GOLD), story()], [GOLD, GOLD]).scores

    assert rows["micro"] == {"p": 0.5, "r": 1.0, "f1": 0.6667, "gold": 5, "pred": 10}


def test_an_entity_without_mentions_is_none() -> None:
    assert pooled({"Target": [(), MILL]})["Target"] == [MILL]


@pytest.mark.parametrize("fits", [{(0, 0), (0, 1), (1, 0)}, {(0, 0), (1, 0), (1, 1), (2, 1), (2, 2)}])
def test_those_already_paired_move_over(fits: set[tuple[int, int]]) -> None:
    size = max(max(pair) for pair in fits) + 1

    assert most_pairs(range(size), range(size), lambda i, j: (i, j) in fits) == size


@given(st.sets(st.tuples(st.integers(0, 3), st.integers(0, 4))))
def test_the_alignment_is_the_best_of_all(fits: set[tuple[int, int]]) -> None:
    best = max(sum((i, j) in fits for i, j in enumerate(order)) for order in itertools.permutations(range(5), 4))

    assert most_pairs(range(4), range(5), lambda i, j: (i, j) in fits) == best


@given(fillers)
def test_whatever_is_told_is_perfect_against_itself(told: dict[str, list[Entity]]) -> None:
    row = score_roles([story(told)], [told]).scores["micro"]

    assert row["f1"] == (1.0 if row["gold"] else 0.0)


@given(fillers, fillers, st.randoms())
def test_the_order_of_entities_does_not_matter(
    gold: dict[str, list[Entity]], told: dict[str, list[Entity]], random: Any
) -> None:
    shuffled = {role: random.sample(entities, len(entities)) for role, entities in told.items()}

    assert score_roles([story(gold)], [told]).scores == score_roles([story(gold)], [shuffled]).scores


class Parrot:
    """A system that says of a text with a mill in it what gold says of ours."""

    def roles(self, text: str) -> Mapping[str, Sequence[Entity]]:
        """The gold, or nothing."""
        return GOLD if "mill" in text else {}


def test_predictions_can_be_read_back_as_gold(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {"docid": "a", "doctext": TEXT, "templates": [GOLD]},
        {"docid": "b", "doctext": "calm", "templates": []},
    ]
    weighing = weigh_roles(corpus_file(tmp_path / "gold.jsonl.gz", rows), Parrot())
    weighing.write_predictions(tmp_path / "out.jsonl")
    written = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]

    assert weighing.scores["micro"]["f1"] == 1.0
    assert [(row["docid"], len(row["templates"])) for row in written] == [("a", 1), ("b", 0)]
    assert written[0]["templates"][0]["incident_type"] is None
    assert Story.model_validate({**written[0], "doctext": TEXT}).fillers == weighing.predicted[0]
