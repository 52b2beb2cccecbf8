"""A corpus is read in one shape or refused."""

from pathlib import Path
from typing import Any

import pytest
from tests.sitrep_eval.corpora_told import corpus_file

from sitrep_eval.corpora import read_corpus, write_rows
from sitrep_eval.errors import NoGold
from sitrep_eval.roles import Story

ROWS: list[dict[str, Any]] = [
    {"docid": "a", "doctext": "a line\u2028with an odd break", "templates": []},
    {"docid": "b", "doctext": "é"},
]


@pytest.mark.parametrize("name", ["gold.jsonl", "gold.jsonl.gz"])
def test_a_corpus_is_plain_or_zipped(tmp_path: Path, name: str) -> None:
    found = read_corpus(corpus_file(tmp_path / name, ROWS), Story)

    assert [(story.docid, story.doctext) for story in found] == [(row["docid"], row["doctext"]) for row in ROWS]


@pytest.mark.parametrize("name", ["out.jsonl", "out.jsonl.gz"])
def test_what_is_written_can_be_read(tmp_path: Path, name: str) -> None:
    write_rows(ROWS, tmp_path / name)

    assert [story.docid for story in read_corpus(tmp_path / name, Story)] == ["a", "b"]


@pytest.mark.parametrize(
    "raw", [b"", b"\n\n", b"not json\n", b'{"docid": 1}\n', b"\xff\xfe\n", b"\x1f\x8bbroken", b"[1]\n"]
)
def test_what_is_no_corpus_is_refused(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "gold.jsonl").write_bytes(raw)

    with pytest.raises(NoGold):
        read_corpus(tmp_path / "gold.jsonl", Story)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoGold, match=r"nowhere\.jsonl"):
        read_corpus(tmp_path / "nowhere.jsonl", Story)
