"""The place task counts names found and the kilometres by which they are misplaced."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sitrep_eval.corpora_told import corpus_file

from sitrep_eval.__main__ import main
from sitrep_eval.errors import NoGold
from sitrep_eval.place import Located, Toponym, paired_toponyms, score_places, weigh_places
from sitrep_eval.place_readings import Reader

TEXT = "Rain fell on Paris, Texas, and on Dallas."
PARIS = Toponym(start=13, end=18, text="Paris", geonames_id=4717560, lat=33.66, lon=-95.56)
TEXAS = Toponym(start=20, end=25, text="Texas", geonames_id=4736286, lat=31.25, lon=-99.25)
DALLAS = Toponym(start=34, end=40, text="Dallas", geonames_id=4684888, lat=32.78, lon=-96.81)
FRENCH = Toponym(start=13, end=18, text="Paris", geonames_id=2988507, lat=48.85, lon=2.35)
GOLD = Located(id="a", text=TEXT, toponyms=(PARIS, TEXAS, DALLAS))


def test_gold_weighed_against_itself_is_perfect() -> None:
    found = score_places([GOLD], [GOLD.toponyms])

    assert found.recognition["recognition:exact"]["f1"] == 1.0
    assert (found.resolution["within_161"], found.resolution["exact_id"]) == (1.0, 1.0)
    assert found.resolution["area_under_error"] == 0.0


def test_a_name_found_but_put_elsewhere_is_recognised_and_misplaced() -> None:
    found = score_places([GOLD], [[FRENCH, TEXAS, DALLAS]])

    assert found.recognition["recognition"]["f1"] == 1.0
    assert found.resolution["within_161"] == pytest.approx(2 / 3, abs=1e-4)
    assert found.resolution["exact_id"] == pytest.approx(2 / 3, abs=1e-4)


def test_a_name_without_coordinates_is_wrong_but_told_apart() -> None:
    bare = PARIS.model_copy(update={"lat": None, "lon": None})
    found = score_places([GOLD], [[bare, TEXAS, DALLAS]]).resolution

    assert (found["within_161"], found["placed"], found["within_161_of_placed"]) == (0.6667, 0.6667, 1.0)


def test_gold_without_coordinates_counts_for_recognition_alone() -> None:
    street = Located(id="b", text="On Elm Street.", toponyms=(Toponym(start=3, end=13, text="Elm Street"),))
    found = score_places([street], [street.toponyms])

    assert found.recognition["recognition"]["f1"] == 1.0
    assert (found.resolution["paired_with_coordinates"], found.resolution["within_161"]) == (0, None)


def test_scores_that_say_how_often_names_are_right_are_calibrated() -> None:
    """Half of the names told with 0.5 are right: nothing is amiss; told with 0.9, each is 0.4 too sure."""
    lost = PARIS.model_copy(update={"lat": 0.0, "lon": 0.0})
    gold = Located(id="a", text=TEXT, toponyms=(PARIS,))
    for score, error in ((0.5, 0.0), (0.9, 0.4)):
        right, wrong = (one.model_copy(update={"score": score}) for one in (PARIS, lost))
        assert score_places([gold, gold], [[right], [wrong]]).calibration == {"names": 2, "expected_error": error}


def test_one_long_name_stands_for_one_gold_name_only() -> None:
    whole = Toponym(start=13, end=25, text="Paris, Texas")
    row = score_places([GOLD], [[whole]]).recognition["recognition"]

    assert (row["p"], row["r"]) == (1.0, 0.3333)


def test_the_exact_fit_is_paired_before_the_loose_one() -> None:
    loose = PARIS.model_copy(update={"end": 25})

    assert paired_toponyms([PARIS], [loose, PARIS]) == [(PARIS, PARIS)]


SPANS = st.builds(
    lambda start, length: Toponym(start=start, end=start + length, text="x"), st.integers(0, 30), st.integers(1, 9)
)


@given(st.lists(SPANS, max_size=6), st.lists(SPANS, max_size=6))
def test_pairs_overlap_and_no_name_is_paired_twice(gold: list[Toponym], found: list[Toponym]) -> None:
    paired = paired_toponyms(gold, found)

    assert all(one.start < other.end and other.start < one.end for one, other in paired)
    assert len({id(one) for one, _ in paired}) == len({id(other) for _, other in paired}) == len(paired)


def test_a_span_outside_its_text_is_refused(tmp_path: Path) -> None:
    row = {"id": "a", "text": "Kyiv", "toponyms": [{"start": 0, "end": 9, "text": "Kyiv"}]}

    with pytest.raises(NoGold, match="no words stand"):
        weigh_places(corpus_file(tmp_path / "gold.jsonl", [row]), Reader("rules"))


def test_predictions_are_written_in_the_shape_of_the_corpus(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = corpus_file(tmp_path / "gold.jsonl.gz", [GOLD.model_dump()])
    out = tmp_path / "out.jsonl"

    assert main(["place", "--gold", str(gold), "--predictions", str(out), "--system", "rules"]) == 0
    (row,) = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert row["id"] == "a"
    assert [TEXT[one["start"] : one["end"]] for one in row["toponyms"]] == ["Paris", "Texas", "Dallas"]
    assert row["toponyms"][0]["admin1"] == "Texas"
    assert json.loads(capsys.readouterr().out)["scores"]["recognition"]["r"] == 1.0
