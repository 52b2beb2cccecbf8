"""The time task gives the numbers its definition gives."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sitrep_eval.corpora_told import corpus_file

from sitrep_eval.__main__ import main
from sitrep_eval.errors import NoGold
from sitrep_eval.time import DatedText, Timex, score_times, weigh_times
from sitrep_eval.time_readings import read_times

#: A story of our own, of Thursday, 4 December 2025.
TEXT = "Shells fell late Monday. Officials said on Tuesday that it lasted five hours."
GOLD = (
    Timex(start=12, end=23, type="DATE", value="2025-12-01"),
    Timex(start=43, end=50, type="DATE", value="2025-12-02"),
    Timex(start=66, end=76, type="DURATION", value="PT5H"),
)

timexes = st.builds(
    lambda start, length, kind, value: Timex(start=start, end=start + length, type=kind, value=value),
    st.integers(0, 70), st.integers(1, 6), st.sampled_from(["DATE", "TIME"]),
    st.sampled_from(["2025-12-01", "2025-12-01T20:00", "P1D"]),
)  # fmt: skip


def row(text: str = TEXT) -> dict[str, Any]:
    return {"id": "a", "dct": "2025-12-04", "text": text, "timexes": [one.model_dump() for one in GOLD]}


def scores(*predicted: Timex) -> dict[str, dict[str, float | int]]:
    return score_times([DatedText.model_validate(row())], [predicted]).scores


def test_the_gold_stands_on_the_words_it_means() -> None:
    assert [TEXT[one.start : one.end] for one in GOLD] == ["late Monday", "Tuesday", "five hours"]


def test_gold_weighed_against_itself_is_perfect() -> None:
    assert {row["r"] for row in scores(*GOLD).values()} == {1.0}


def test_a_shorter_span_is_right_only_when_relaxed() -> None:
    shorter = GOLD[0].model_copy(update={"start": 17})
    found = scores(shorter)

    assert (found["strict"]["r"], found["relaxed"]["r"]) == (0.0, 0.3333)
    assert (found["value"]["p"], found["day"]["r"]) == (1.0, 0.5)


def test_a_value_counts_only_letter_by_letter_and_a_day_by_its_day() -> None:
    evening = GOLD[0].model_copy(update={"value": "2025-12-01TEV", "type": "TIME"})
    found = scores(evening)

    assert (found["value"]["p"], found["type"]["p"], found["day"]["r"]) == (0.0, 0.0, 0.5)


def test_one_long_span_stands_for_one_time_only() -> None:
    found = scores(Timex(start=0, end=len(TEXT), type="DATE", value="2025-12-01"))
    assert (found["relaxed"]["p"], found["relaxed"]["r"]) == (1.0, 0.3333)


@given(st.lists(timexes, unique_by=lambda one: (one.start, one.end)))
def test_nothing_is_found_more_often_than_it_is_told(predicted: list[Timex]) -> None:
    found = scores(*predicted)
    assert all(0 <= row["r"] <= 1 and 0 <= row.get("p", 0) <= 1 for row in found.values())
    assert found["strict"]["r"] <= found["relaxed"]["r"]


def test_gold_that_stands_nowhere_is_refused(tmp_path: Path) -> None:
    wrong = corpus_file(tmp_path / "gold.jsonl", [row("Short.")])
    with pytest.raises(NoGold):
        weigh_times(wrong, read_times)


def test_gold_of_no_day_is_refused(tmp_path: Path) -> None:
    wrong = corpus_file(tmp_path / "gold.jsonl", [row() | {"dct": "yesterday"}])
    with pytest.raises(NoGold):
        weigh_times(wrong, read_times)


def test_the_command_prints_one_object_and_keeps_what_was_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold, kept = corpus_file(tmp_path / "gold.jsonl.gz", [row()]), tmp_path / "read.jsonl"

    assert main(["time", "--gold", str(gold), "--predictions", str(kept)]) == 0

    shown = json.loads(capsys.readouterr().out)
    (read,) = (json.loads(line) for line in kept.read_text(encoding="utf-8").splitlines())
    assert shown["scores"]["day"]["r"] == 1.0
    assert [one["text"] for one in read["timexes"]][1:] == ["Tuesday", "five hours"]
