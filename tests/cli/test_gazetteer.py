"""`sitrep gazetteer`: names looked up, files imported, the packaged data built."""

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Sitrep

from sitrep.cli.exits import Exit
from sitrep.desk.gazetteers import join


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    """A country's file with one sound line and one broken."""
    cells = ["99000001", "Zzyvatsk", "Zzyvatsk", "", "46.6", "32.6", "P", "PPL", "UA", "", "08", "", "", "", "12", "",
             "46", "Europe/Kyiv", "2024-01-01"]  # fmt: skip
    file = tmp_path / "UA.txt"
    file.write_text("\t".join(cells) + "\nbroken\n", encoding="utf-8")
    return file


def test_a_name_shows_the_places_it_may_mean(sitrep: Sitrep) -> None:
    ended = sitrep("gazetteer", "lookup", "Kharkov", "--country", "ua")
    header, first, *_ = [line.split("\t") for line in ended.out.splitlines()]

    assert ended.code == Exit.DONE
    assert header == ["name", "kind", "feature", "unit", "country", "people", "lat", "lon", "zone", "id", "found by"]
    assert {"Kharkiv", "Kharkiv Oblast"} >= {first[0]}


def test_candidates_come_as_json(sitrep: Sitrep) -> None:
    (found,) = json.loads(sitrep("gazetteer", "lookup", "Харків", "--limit", "1", "--format", "json").out)

    assert (found["name"], found["geonames_id"], found["zone"], found["found_by"]) == (
        "Kharkiv",
        706483,
        "Europe/Kyiv",
        "spelling",
    )


def test_a_name_of_no_place_finds_nothing(sitrep: Sitrep) -> None:
    assert sitrep("gazetteer", "lookup", "Qzxwvut").code == Exit.NOTHING


@pytest.mark.parametrize("code", ["UKR", "1", "", "ßß"])
def test_what_is_no_country_is_refused(sitrep: Sitrep, code: str) -> None:
    ended = sitrep("gazetteer", "lookup", "Kyiv", "--country", code)

    assert ended.code == Exit.USAGE
    assert ended.err.startswith("[option]")


def test_an_import_tells_what_it_took_and_what_was_broken(sitrep: Sitrep, dump: Path, tmp_path: Path) -> None:
    ended = sitrep("gazetteer", "import", dump, "--out", tmp_path / "own.bin")

    assert ended.code == Exit.DONE
    assert "1 places (1 city)" in ended.out
    assert "[line.columns] 1 broken lines left out, the first at UA.txt:2" in ended.out


def test_an_import_tells_the_same_as_json(sitrep: Sitrep, dump: Path, tmp_path: Path) -> None:
    told = json.loads(sitrep("gazetteer", "import", dump, "--out", tmp_path / "own.bin", "--format", "json").out)

    assert (told["places"], told["broken"], told["first"]) == (1, {"line.columns": 1}, {"line.columns": "UA.txt:2"})


def test_a_setting_names_the_gazetteer_for_all_verbs(
    sitrep: Sitrep, dump: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = tmp_path / "story.txt"
    story.write_text(
        "ZZYVATSK, Ukraine (AP) - Russian shelling killed two people in the village of Zzyvatsk on Monday."
    )
    monkeypatch.setenv("SITREP_GAZETTEER", str(tmp_path / "own.bin"))
    try:
        assert sitrep("gazetteer", "import", dump).code == Exit.DONE
        assert sitrep("gazetteer", "lookup", "Zzyvatsk").code == Exit.DONE
        (event, *_) = json.loads(sitrep("read", story, "--published", "2025-12-02").out)["events"]
        assert event["where"]["geonames_id"] == 99_000_001
        assert "gazetteer of one's own" in sitrep("doctor").out
    finally:
        join(None)


@pytest.mark.parametrize(
    ("options", "code"),
    [(["--classes", "XYZ"], Exit.USAGE), (["--classes", ""], Exit.USAGE), (["--min-population", "-1"], Exit.USAGE),
     (["--classes", "V"], Exit.INPUT)],
)  # fmt: skip
def test_an_import_that_cannot_be_is_refused(
    sitrep: Sitrep, dump: Path, tmp_path: Path, options: list[str], code: Exit
) -> None:
    assert sitrep("gazetteer", "import", dump, "--out", tmp_path / "own.bin", *options).code == code
    assert not (tmp_path / "own.bin").exists()


def test_an_import_needs_a_place_to_go(sitrep: Sitrep, dump: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SITREP_GAZETTEER", raising=False)

    ended = sitrep("gazetteer", "import", dump)

    assert ended.code == Exit.USAGE
    assert "--out" in ended.err


def test_a_build_without_its_sources_names_them(sitrep: Sitrep, tmp_path: Path) -> None:
    ended = sitrep("gazetteer", "build", tmp_path, "--out", tmp_path / "new.bin")

    assert ended.code == Exit.INPUT
    assert "cities500.json" in ended.err


def test_the_doctor_shows_the_sources_and_their_licences(sitrep: Sitrep) -> None:
    said = sitrep("doctor").out

    assert "GeoNames" in said
    assert "CC BY 4.0" in said
    assert "opened in place" in said
