"""A gazetteer of one's own is looked up beside the package's, or alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sitrep.desk.gazetteers import candidates, import_files, join
from sitrep.errors import InputError, OptionError
from sitrep.grounding.gazetteer import gazetteer
from sitrep.grounding.gazetteer_dump import Wanted


def line(identity: int, name: str, people: int) -> str:
    """A town of Ukraine as GeoNames' file has it."""
    cells = [str(identity), name, name, "", "46.6", "32.6", "P", "PPL", "UA", "", "08", "", "", "", str(people), "",
             "46", "Europe/Kyiv", "2024-01-01"]  # fmt: skip
    return "\t".join(cells) + "\n"


@pytest.fixture(autouse=True)
def _parted() -> Iterator[None]:
    yield
    join(None)


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    """A hamlet that no other source has, and Kyiv under its id with few people."""
    file = tmp_path / "UA.txt"
    file.write_text(line(99_000_001, "Zzyvatsk", 12) + line(703448, "Kiev", 12), encoding="utf-8")
    return file


def test_a_place_of_ones_own_is_found_beside_the_packaged_ones(tmp_path: Path, dump: Path) -> None:
    """Each with an index of its own; a place known to both comes once, as the package has it."""
    import_files([dump], tmp_path / "own.bin", Wanted())
    assert candidates("Zzyvatsk") == []
    join(tmp_path / "own.bin")
    (found,) = candidates("Zzyvatsk")
    assert (found.entry.geonames_id, found.match) == (99_000_001, "name")
    assert gazetteer().entry(found.entry.index) == found.entry
    assert gazetteer().is_place("Zzyvatsk")
    assert [c.entry.population for c in candidates("Kyiv") if c.entry.geonames_id == 703448] == [2952301]


def test_a_gazetteer_may_stand_alone(tmp_path: Path, dump: Path) -> None:
    """Then the package's places are not found."""
    import_files([dump], tmp_path / "own.bin", Wanted(alone=True))
    join(tmp_path / "own.bin")
    assert [c.entry.name for c in candidates("Kiev")] == ["Kiev"]
    assert candidates("Kharkiv") == []
    assert not gazetteer().is_place("Kharkiv")


def test_parting_brings_the_packaged_places_back(tmp_path: Path, dump: Path) -> None:
    """Nothing remembered outlives the gazetteer it came from."""
    import_files([dump], tmp_path / "own.bin", Wanted(alone=True))
    join(tmp_path / "own.bin")
    assert candidates("Kharkiv") == []
    join(None)
    assert candidates("Kharkiv")
    assert candidates("Zzyvatsk") == []


def test_a_setting_that_names_no_gazetteer_is_refused(tmp_path: Path) -> None:
    """Missing, a folder, or another kind of file."""
    story = tmp_path / "story.txt"
    story.write_text("Two people were wounded.")
    for path in (tmp_path / "missing.bin", tmp_path, story):
        with pytest.raises(OptionError, match="SITREP_GAZETTEER"):
            join(path)


def test_a_failed_import_leaves_what_was_there(tmp_path: Path, dump: Path) -> None:
    """The file is replaced when all went well, and nothing is left lying beside it."""
    own = tmp_path / "own.bin"
    import_files([dump], own, Wanted())
    before = own.read_bytes()
    with pytest.raises(InputError):
        import_files([dump], own, Wanted(frozenset("V")))
    assert own.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["UA.txt", "own.bin"]


def test_candidates_tell_how_the_name_led_to_them() -> None:
    """By name, by another spelling, as an abbreviation, or by its sound where nothing else fits."""
    assert candidates("Kharkiv", country="UA")[1].match == "name"
    assert candidates("Харків")[0].match == "spelling"
    assert candidates("W.Va.")[0].match == "abbreviation"
    assert {c.match for c in candidates("Oktyaabrskiy", country="UA")} == {"sound"}


def test_a_country_and_a_number_narrow_the_candidates() -> None:
    """Springfields of one country, the first of them."""
    found = candidates("Springfield", country="US", limit=3)
    assert len(found) == 3
    assert {c.entry.country for c in found} == {"US"}
