"""`sitrep actors`: lists, answers for a day, and imports."""

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Sitrep


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "own.jsonl"
    monkeypatch.setenv("SITREP_ACTORS", str(path))
    return path


def test_a_name_is_found_by_whole_words(sitrep: Sitrep) -> None:
    ended = sitrep("actors", "umerov")

    assert ended.code == 0
    assert [line.split("\t")[0] for line in ended.out.splitlines()[1:]] == ["Rustem Umerov"]


def test_who_held_office_on_a_day(sitrep: Sitrep) -> None:
    ended = sitrep("actors", "--country", "UA", "--kind", "person", "--at", "2023-06-01", "--format", "json")
    offices = {(each["kind"], actor["name"]) for actor in json.loads(ended.out) for each in actor["offices"]}

    assert ("defence-minister", "Oleksii Reznikov") in offices
    assert ("defence-minister", "Rustem Umerov") not in offices


def test_an_office_is_answered_for_its_day(sitrep: Sitrep) -> None:
    ended = sitrep("actors", "Israeli foreign minister", "--at", "2024-05-01", "--format", "json")

    assert [actor["id"] for actor in json.loads(ended.out)] == ["israel-katz"]


def test_nobody_of_this_name_ends_with_nothing(sitrep: Sitrep) -> None:
    assert sitrep("actors", "Nobody Atall").code == 1


def test_an_impossible_day_is_refused(sitrep: Sitrep) -> None:
    assert sitrep("actors", "--at", "2023-02-30").code == 2


def test_an_import_is_listed_and_its_faults_are_told(sitrep: Sitrep, tmp_path: Path, store: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("name,kind,country\nOrla Venn,person,IE\nX,wizard,IE\n", encoding="utf-8")
    ended = sitrep("actors", "import", path)

    assert ended.code == 5
    assert ended.out.startswith("1 actors added, 0 replaced, 1 refused.")
    assert "[input.actor]" in ended.err
    assert str(store) in ended.out
    assert sitrep("actors", "Orla Venn").code == 0


def test_an_import_of_nothing_sound_is_refused(sitrep: Sitrep, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("name,kind\nX,wizard\n", encoding="utf-8")

    assert sitrep("actors", "import", path).code == 3
    assert sitrep("actors", "import").code == 2
    assert sitrep("actors", "import", tmp_path / "none.csv").code == 3
