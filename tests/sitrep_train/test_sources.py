"""Every corpus is known by its licence and its bytes."""

from pathlib import Path

import pytest

from sitrep_train.sources import Source, sources


def test_every_corpus_has_a_name_a_licence_and_files() -> None:
    assert all(source.name and source.licence and source.files for source in sources().values())


def test_the_projects_own_are_found_wherever_the_corpora_lie(tmp_path: Path) -> None:
    own = [source for source in sources().values() if source.package]

    assert own
    assert all(len(source.digest(tmp_path)) == 64 for source in own)


def test_a_digest_changes_with_a_byte_and_with_a_file_but_not_with_the_folder(tmp_path: Path) -> None:
    source = Source(name="a", licence="b", files=("set/*.txt",))
    digests = []
    for folder, content in (("one", "x"), ("two", "x"), ("three", "y")):
        (tmp_path / folder / "set").mkdir(parents=True)
        (tmp_path / folder / "set" / "a.txt").write_text(content, encoding="utf-8")
        digests.append(source.digest(tmp_path / folder))
    (tmp_path / "two" / "set" / "b.txt").write_text("", encoding="utf-8")

    assert digests[0] == digests[1] != digests[2]
    assert source.digest(tmp_path / "two") != digests[1]


def test_a_corpus_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Source(name="a", licence="b", files=("set/*.txt",)).digest(tmp_path)
