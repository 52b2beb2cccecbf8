"""The probe judges each day and each place of a passage, and says what was read instead."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrep.annotations.layers import Place, TimeExpression
from sitrep.annotations.sheet import Mark
from sitrep_eval.__main__ import main
from sitrep_eval.earth import RADIUS, kilometres
from sitrep_eval.probe import Passage, judge_places, judge_times, probe

TEXT = "Drones hit Odesa on Tuesday. Paris Hilton was not there for three weeks."
PASSAGE = Passage.model_validate({
    "id": "a", "published": "2025-12-04", "text": TEXT,
    "times": [
        {"start": 20, "end": 27, "text": "Tuesday", "from": "2025-12-02", "to": "2025-12-02"},
        {"start": 56, "end": 71, "text": "three weeks"},
        {"start": 60, "end": 71, "text": "three weeks", "type": "DURATION"},
    ],
    "places": [
        {"start": 11, "end": 16, "text": "Odesa", "country": "UA", "lat": 46.48, "lon": 30.73, "precision": "city"},
    ],
    "not_places": ["Paris"],
})  # fmt: skip
DUMPED = PASSAGE.model_dump(by_alias=True, mode="json")
DEGREES = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


def time(start: int, end: int, first: str | None, last: str | None) -> Mark[TimeExpression]:
    return Mark(start, end, TimeExpression("point", first, last, "day"), "test")


def place(start: int, end: int, lat: float | None, country: str, role: str = "place") -> Mark[Place]:
    value = Place("x", None, lat, None if lat is None else 30.73, country, None, "city", role=role)  # type: ignore[arg-type]
    return Mark(start, end, value, "test")


def test_a_day_is_right_when_both_of_its_ends_are() -> None:
    right, wrong = time(17, 27, "2025-12-02T08:00", "2025-12-02"), time(17, 27, "2025-12-02", "2025-12-04")

    assert [verdict.wrong for verdict in judge_times(PASSAGE, [right])] == [None, None]
    assert [verdict.wrong for verdict in judge_times(PASSAGE, [wrong])] == ["('2025-12-02', '2025-12-04')", None]
    assert next(judge_times(PASSAGE, [])).wrong == "nothing"


def test_a_time_that_only_ends_has_its_clock_at_the_end() -> None:
    """ "By noon Monday" leaves the start open, and its clock is noon."""
    noon = {"start": 20, "end": 27, "text": "Tuesday", "to": "2025-12-02", "clock": "2025-12-02T12:00"}
    passage = PASSAGE.model_copy(update={"times": Passage.model_validate({**DUMPED, "times": [noon]}).times})

    assert [v.wrong for v in judge_times(passage, [time(17, 27, None, "2025-12-02T12:00")])] == [None, None]
    late = judge_times(passage, [time(17, 27, None, "2025-12-02T13:00")])
    assert [(v.kind, v.wrong) for v in late] == [("day", None), ("clock", "2025-12-02T13:00; None/2025-12-02T13:00")]


def test_days_claimed_for_what_nothing_settles_are_wrong() -> None:
    claimed = time(60, 71, "2025-11-13", "2025-12-04")

    assert [verdict.wrong is None for verdict in judge_times(PASSAGE, [claimed])] == [False, False]


@pytest.mark.parametrize(
    ("said", "right"),
    [
        (place(11, 16, 47.0, "UA"), True),
        (place(11, 16, 49.0, "UA"), False),
        (place(11, 16, 47.0, "MD"), False),
        (place(11, 16, None, "UA"), False),
        (place(0, 6, 47.0, "UA"), False),
    ],
)
def test_a_place_is_right_near_its_point_and_in_its_country(said: Mark[Place], right: bool) -> None:
    assert (next(judge_places(PASSAGE, [said])).wrong is None) is right


def test_a_place_made_of_a_persons_name_is_false() -> None:
    false, actor = place(29, 34, 48.86, "FR"), place(29, 34, 48.86, "FR", "actor")

    assert list(judge_places(PASSAGE, [false]))[-1].wrong is not None
    assert list(judge_places(PASSAGE, [actor]))[-1].wrong is None


def test_the_product_reads_the_passage_as_gold_has_it(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(PASSAGE.model_dump_json(by_alias=True) + "\n", encoding="utf-8")
    probing = probe(gold)
    probing.write_predictions(tmp_path / "said.jsonl")

    assert probing.shares == {"day": 1.0, "no day": 1.0, "place": 1.0, "precision": 1.0, "no place": 1.0}
    said = json.loads((tmp_path / "said.jsonl").read_text(encoding="utf-8"))
    assert (said["places"][0]["name"], said["wrong"]) == ("Odesa", [])


def test_floors_hold_the_probe(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold, floors = tmp_path / "gold.jsonl", tmp_path / "floors.json"
    moved = PASSAGE.model_dump(by_alias=True, mode="json")
    moved["places"][0]["lat"] = -46.48
    gold.write_text(json.dumps(moved) + "\n", encoding="utf-8")
    options = ["probe", "--gold", str(gold), "--floors", str(floors)]

    assert main([*options, "--new-corpus"]) == 0
    assert json.loads(floors.read_text(encoding="utf-8"))["floors"]["place"] == 0.0
    floors.write_text(floors.read_text(encoding="utf-8").replace('"place": 0.0', '"place": 0.5'), encoding="utf-8")
    assert main(options) == 1
    assert "place is 0.0000, its floor 0.5000" in capsys.readouterr().err


@given(DEGREES, DEGREES)
def test_distances_are_the_same_both_ways_and_none_is_farther_than_half_the_globe(
    one: tuple[float, float], other: tuple[float, float]
) -> None:
    assert kilometres(one, other) == pytest.approx(kilometres(other, one))
    assert 0 <= kilometres(one, other) <= 3.1416 * RADIUS


def test_kyiv_lies_about_four_hundred_forty_kilometres_from_odesa() -> None:
    assert kilometres((50.45, 30.52), (46.48, 30.73)) == pytest.approx(442, abs=3)
