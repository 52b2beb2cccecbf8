"""`sitrep ingest` and `sitrep doctor`, by way of the real engine."""

import json
import os
import tempfile
from pathlib import Path

import pytest
from tests.cli.conftest import Sitrep

from sitrep.cli.exits import Exit
from sitrep.desk.manifest import manifest

pytest.importorskip("sitrep.desk.reading")

STORY = "A Russian drone strike killed two people in Kharkiv on Wednesday, Mayor Ihor Terekhov said.\n"
NOBODY = 65534


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    folder = tmp_path / "stories"
    folder.mkdir()
    (folder / "one.txt").write_text(STORY)
    (folder / "two.txt").write_text("Nothing happened.")
    return folder


def test_stories_are_kept_and_can_be_asked_for(sitrep: Sitrep, stories: Path, tmp_path: Path) -> None:
    war = tmp_path / "war.db"
    ended = sitrep("ingest", stories, "--ledger", war, "--published", "2025-12-04", "--outlet", "AP")
    found = sitrep("events", "--ledger", war, "--place", "kharkiv")

    assert (ended.code, ended.err) == (Exit.DONE, "")
    assert ended.out.startswith("2 read (")
    assert found.code == Exit.DONE


def test_a_second_time_everything_is_known(sitrep: Sitrep, stories: Path, tmp_path: Path) -> None:
    war = tmp_path / "war.db"
    sitrep("ingest", stories, "--ledger", war)
    summary = json.loads(sitrep("ingest", stories, "--ledger", war, "--format", "json").out)

    assert (summary["read"], summary["known"], summary["refused"]) == (0, 2, 0)


def test_refused_stories_are_told_by_the_exit_code(sitrep: Sitrep, stories: Path, tmp_path: Path) -> None:
    (stories / "three.txt").touch()
    war = tmp_path / "war.db"
    partly = sitrep("ingest", stories, "--ledger", war)
    wholly = sitrep("ingest", stories / "three.txt", "--ledger", war)

    assert (partly.code, wholly.code) == (Exit.PARTLY, Exit.INPUT)
    assert "1 input.empty" in partly.err


def test_a_file_that_is_no_ledger_is_left_alone(sitrep: Sitrep, stories: Path) -> None:
    ended = sitrep("ingest", stories / "two.txt", "--ledger", stories / "one.txt")

    assert (ended.code, ended.err[:16]) == (Exit.LEDGER, "[ledger.foreign]")
    assert (stories / "one.txt").read_text() == STORY


def test_a_read_only_folder_is_refused(sitrep: Sitrep) -> None:
    """As a user whom permissions bind; root is bound by none."""
    with tempfile.TemporaryDirectory() as made:
        story = Path(made, "story.txt")
        story.write_text(STORY)
        sitrep("ingest", story, "--ledger", Path(made, "warm.db"))  # loads every module while it may be loaded
        Path(made).chmod(0o555)
        root = os.geteuid() == 0
        if root:
            os.seteuid(NOBODY)
        try:
            ended = sitrep("ingest", story, "--ledger", Path(made, "war.db"))
        finally:
            if root:
                os.seteuid(0)
        Path(made).chmod(0o755)

    assert (ended.code, ended.err[:18]) == (Exit.LEDGER, "[ledger.read-only]")


def test_the_doctor_finds_everything_well(sitrep: Sitrep, stories: Path, tmp_path: Path) -> None:
    war = tmp_path / "war.db"
    sitrep("ingest", stories, "--ledger", war)
    ended = sitrep("doctor", "--ledger", war, "--format", "json")
    findings = {finding["of"]: finding for finding in json.loads(ended.out)}

    assert [name for name, finding in findings.items() if not finding["well"]] == []
    assert ended.code == Exit.DONE
    assert findings["model"]["found"].startswith(manifest().model)
    assert findings["full-text search (FTS5)"]["found"] == "present"
    assert "2 documents" in findings["ledger holds"]["found"]


def test_the_doctor_tells_a_ledger_that_is_none(sitrep: Sitrep, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x")
    ended = sitrep("doctor", "--ledger", tmp_path / "notes.txt")

    assert ended.code == Exit.LEDGER
    assert "FAIL  ledger" in ended.out


def test_show_tells_why_an_event_has_its_time_and_place(sitrep: Sitrep, stories: Path, tmp_path: Path) -> None:
    war = tmp_path / "war.db"
    sitrep("ingest", stories, "--ledger", war, "--published", "2025-12-04", "--outlet", "AP")
    (event,) = json.loads(sitrep("events", "--ledger", war, "--place", "kharkiv", "--format", "json").out)
    shown = sitrep("show", event["id"], "--ledger", war).out
    why = json.loads(sitrep("show", event["id"], "--ledger", war, "--format", "json").out)["why"][event["id"]]

    assert "because 'on Wednesday': told in the event's own words; counted from the day of publication" in shown
    assert "GeoNames 706483" in " ".join(why["where"]["reasons"])
