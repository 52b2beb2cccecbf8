"""The attribution task gives the numbers its definition gives."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sitrep_eval.corpora_told import corpus_file
from tests.strategies import attributions

from sitrep_eval.attribution import Article, AttributionScales, Said, score_attributions, weigh_attributions
from sitrep_eval.corpora import read_corpus
from sitrep_eval.errors import NoGold

#: Two sentences of our own: "reports" frames one content in two pieces, "vowed" has no source.
TEXT = "“We rebuild,” Mayor Ana Petrova told aides, “before winter.” It was vowed that lights return."
MAYOR, TOLD, VOWED = (14, 31), (32, 36), (68, 73)
FIRST, SECOND, LIGHTS = (1, 12), (45, 59), (74, 92)

GOLD = (
    Said(source=((MAYOR,),), cue=((TOLD,),), content=((FIRST, SECOND),)),
    Said(cue=((VOWED,),), content=((LIGHTS,),)),
)


def article(said: Sequence[Said] = GOLD, text: str = TEXT) -> Article:
    return Article.model_validate({"id": "a", "text": text, "attributions": [as_gold(one) for one in said]})


def as_gold(said: Said) -> dict[str, Any]:
    return {
        kind: [{"spans": pieces} for pieces in said.mentions(kind)]
        for kind in ("source", "cue", "content")
        if said.mentions(kind)
    }


def scores(predicted: Sequence[Said], gold: Sequence[Said] = GOLD) -> dict[str, tuple[float, float, float]]:
    rows = score_attributions([article(gold)], [predicted]).scores
    return {name: (row["p"], row["r"], row["f1"]) for name, row in rows.items()}


def test_the_gold_stands_on_the_words_it_means() -> None:
    assert [TEXT[start:end] for start, end in (MAYOR, TOLD, VOWED)] == ["Mayor Ana Petrova", "told", "vowed"]
    assert [TEXT[start:end] for start, end in (FIRST, SECOND, LIGHTS)] == [
        "We rebuild,", "before winter.", "that lights return",
    ]  # fmt: skip


def test_gold_weighed_against_itself_is_perfect() -> None:
    assert set(scores(GOLD).values()) == {(1.0, 1.0, 1.0)}


def test_a_piece_of_a_content_counts_by_itself_and_the_whole_only_when_every_piece_is_right() -> None:
    half = Said(source=((MAYOR,),), cue=((TOLD,),), content=((FIRST,),))
    found = scores([half])

    assert found["content"] == (1.0, 0.3333, 0.5)
    assert found["content:whole"] == (0.0, 0.0, 0.0)
    assert found["cue"] == (1.0, 0.5, 0.6667)


def test_a_span_told_twice_counts_once() -> None:
    found = scores([*GOLD, Said(source=((MAYOR,),), cue=((VOWED,),))])

    assert found["source"] == (1.0, 1.0, 1.0)
    assert found["cue"] == (1.0, 1.0, 1.0)


def test_a_source_that_overlaps_by_half_is_linked_and_not_exact() -> None:
    surname = Said(source=(((20, 31),),), cue=((TOLD,),), content=((FIRST, SECOND),))
    found = scores([surname])

    assert found["linked"] == (1.0, 0.5, 0.6667)
    assert found["linked:exact-source"] == (0.0, 0.0, 0.0)
    assert found["source"] == (0.0, 0.0, 0.0)


def test_a_source_told_where_gold_has_none_is_paired_and_not_linked() -> None:
    found = scores([Said(source=((MAYOR,),), cue=((VOWED,),), content=((LIGHTS,),))])

    assert found["paired"] == (1.0, 0.5, 0.6667)
    assert found["linked"] == (0.0, 0.0, 0.0)


def test_a_missing_source_on_both_sides_is_right() -> None:
    found = scores([Said(content=((LIGHTS,),))])

    assert found["linked"] == found["linked:exact-source"] == (1.0, 0.5, 0.6667)


@pytest.mark.parametrize(("end", "hits"), [(83, 1.0), (82, 0.0)])
def test_contents_pair_from_half_their_characters_in_common(end: int, hits: float) -> None:
    assert scores([Said(content=(((74, end),),))])["paired"][0] == hits


def test_characters_are_counted_whoever_said_them() -> None:
    # 11 + 14 + 18 characters are said; the last nine of "that lights return" and five more are told.
    found = scores([Said(source=((MAYOR,),), content=(((83, 92),), ((14, 19),)))])

    assert found["content:characters"] == (round(9 / 14, 4), round(9 / 43, 4), round(2 * 9 / (14 + 43), 4))


def test_each_attribution_is_matched_once() -> None:
    assert scores([GOLD[1], GOLD[1]])["linked"] == (0.5, 0.5, 0.5)


def test_an_attribution_that_marks_nothing_is_none() -> None:
    assert scores([*GOLD, Said()], [*GOLD, Said()])["linked"] == (1.0, 1.0, 1.0)


@given(attributions, attributions)
def test_precision_one_way_is_recall_the_other_way(gold: list[Said], predicted: list[Said]) -> None:
    there, back = AttributionScales(), AttributionScales()
    there.weigh(gold, predicted)
    back.weigh(predicted, gold)

    for name, row in there.rows().items():
        assert (row["p"], row["r"], row["f1"]) == tuple(back.rows()[name][key] for key in ("r", "p", "f1"))


@given(attributions, attributions, st.randoms())
def test_the_order_of_attributions_does_not_matter(gold: list[Said], predicted: list[Said], random: Any) -> None:
    one, other = AttributionScales(), AttributionScales()
    one.weigh(gold, predicted)
    random.shuffle(shuffled := [*predicted])
    other.weigh(gold, shuffled)

    assert one.rows() == other.rows()


class Parrot:
    """A system that says of every text what gold says of ours."""

    def said(self, text: str) -> Sequence[Said]:
        """The gold."""
        return GOLD


@pytest.mark.parametrize("name", ["gold.jsonl", "gold.jsonl.gz"])
def test_predictions_can_be_read_back_as_gold(tmp_path: Path, name: str) -> None:
    gold = corpus_file(tmp_path / name, [{"id": "a", "text": TEXT, "attributions": [as_gold(one) for one in GOLD]}])
    weighing = weigh_attributions(gold, Parrot())
    weighing.write_predictions(tmp_path / "out.jsonl")
    (written,) = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]

    assert written["id"] == "a"
    assert written["attributions"][0]["content"] == [
        {"type": "Content", "spans": [list(FIRST), list(SECOND)], "text": "We rebuild, before winter."}
    ]
    assert Article.model_validate({**written, "text": TEXT}).said == list(GOLD)


@pytest.mark.parametrize(
    "line",
    [
        {"id": "a", "text": "short", "attributions": [{"cue": [{"spans": [[0, 6]]}]}]},
        {"id": "a", "text": "short", "attributions": [{"cue": [{"spans": [[3, 3]]}]}]},
        {"id": "a", "attributions": []},
    ],
)
def test_gold_that_does_not_stand_in_its_text_is_refused(tmp_path: Path, line: dict[str, Any]) -> None:
    with pytest.raises(NoGold, match="line 1"):
        read_corpus(corpus_file(tmp_path / "gold.jsonl", [line]), Article)
