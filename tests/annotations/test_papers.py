"""A model's papers say what lies in its folder."""

import hashlib
import json
from pathlib import Path

from sitrep.annotations.papers import Figure, papers


def test_a_folder_without_weights_has_no_papers(tmp_path: Path) -> None:
    (tmp_path / "card.md").write_text("# encoder", encoding="utf-8")

    assert papers(tmp_path) is None


def test_the_papers_name_the_weights_by_their_digest_and_give_the_figures(tmp_path: Path) -> None:
    (tmp_path / "encoder.onnx").write_bytes(b"x" * 2_000_000)
    (tmp_path / "card.md").write_text("# encoder", encoding="utf-8")
    run = {"model": "encoder", "measured": [{"name": "span F1", "on": "a set", "value": 0.5}]}
    (tmp_path / "run.json").write_text(json.dumps(run), encoding="utf-8")
    told = papers(tmp_path)

    assert told is not None
    assert told.version == f"encoder+{hashlib.sha256(b'x' * 2_000_000).hexdigest()[:12]}"
    assert (told.megabytes, told.card, told.measured) == (2.0, tmp_path / "card.md", (Figure("span F1", "a set", 0.5),))


def test_weights_without_papers_have_a_name_and_no_figures(tmp_path: Path) -> None:
    (tmp_path / "encoder.onnx").write_bytes(b"x")
    told = papers(tmp_path)

    assert told is not None
    assert (told.model, told.card, told.measured) == ("encoder", None, ())
