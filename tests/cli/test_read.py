"""`sitrep read`: stories in, records out, by way of the real engine."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Sitrep

from sitrep.cli.exits import Exit
from sitrep.records.report import Report

pytest.importorskip("sitrep.desk.reading")

STORY = "KYIV, Ukraine (AP) — A Russian drone strike killed two people in Kharkiv on Wednesday, the mayor said.\n"


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def test_one_story_gives_one_report(sitrep: Sitrep, story: Path) -> None:
    ended = sitrep("read", story, "--published", "2025-12-04", "--outlet", "AP", "--format", "json")
    report = Report.model_validate(json.loads(ended.out), context={"text": STORY})

    assert ended.code == Exit.DONE
    assert (report.document.outlet, report.document.published) == ("AP", "2025-12-04")


def test_several_stories_give_an_array(sitrep: Sitrep, story: Path, tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text("Nothing happened.")
    ended = sitrep("read", story, tmp_path / "other.txt", "--format", "json")

    assert [report["document"]["characters"] for report in json.loads(ended.out)] == [len(STORY), 17]


def test_two_runs_give_the_same_bytes(story: Path) -> None:
    command = [sys.executable, "-m", "sitrep", "read", str(story), "--published", "2025-12-04"]
    runs = {subprocess.run(command, check=True, capture_output=True).stdout for _ in range(2)}

    assert len(runs) == 1


def test_a_story_comes_in_through_standard_input(story: Path) -> None:
    command = [sys.executable, "-m", "sitrep", "read", "-", "--published", "2025-12-04"]
    ended = subprocess.run(command, check=True, capture_output=True, input=STORY.encode())

    assert json.loads(ended.stdout)["document"]["characters"] == len(STORY)


@pytest.mark.parametrize("form", ["table", "html"])
def test_the_other_forms_show_the_story_too(sitrep: Sitrep, story: Path, form: str) -> None:
    ended = sitrep("read", story, "--published", "2025-12-04", "--format", form)

    assert ended.code == Exit.DONE
    assert "Kharkiv" in ended.out


def test_less_certain_events_can_be_left_out(sitrep: Sitrep, story: Path) -> None:
    ended = sitrep("read", story, "--format", "json", "--min-confidence", "1")

    assert [event for event in json.loads(ended.out)["events"] if event["confidence"] < 1] == []


@pytest.mark.parametrize("date", ["2025-02-30", "04/12/2025", "yesterday"])
def test_an_impossible_date_is_refused(sitrep: Sitrep, story: Path, date: str) -> None:
    ended = sitrep("read", story, "--published", date)

    assert (ended.code, ended.out, ended.err[:13]) == (Exit.USAGE, "", "[option.date]")


def test_no_outlet_is_refused(sitrep: Sitrep, story: Path) -> None:
    assert sitrep("read", story, "--outlet", " ").code == Exit.USAGE


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "input.empty"),
        (b" \n ", "input.empty"),
        (b"caf\xe9 society " * 9, "input.encoding"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "input.binary"),
        (b"a story\x00", "input.binary"),
        (b"word " * 1_100_000, "input.size"),
        (b"word " * 400_000, "input.size"),
    ],
)
def test_what_is_no_story_is_refused_in_two_lines_that_name_it(
    sitrep: Sitrep, tmp_path: Path, content: bytes, code: str
) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(content)
    ended = sitrep("read", path, "--format", "json")

    assert (ended.code, ended.out) == (Exit.INPUT, "")
    assert ended.err.startswith(f"[{code}] {path}")
    assert len(ended.err.splitlines()) == 2


def test_a_missing_story_is_refused(sitrep: Sitrep, tmp_path: Path) -> None:
    ended = sitrep("read", tmp_path / "nowhere.txt")

    assert (ended.code, ended.err[:15]) == (Exit.INPUT, "[input.missing]")


def test_a_malformed_line_is_told_and_the_others_are_read(sitrep: Sitrep, tmp_path: Path) -> None:
    path = tmp_path / "wire.jsonl"
    path.write_text(f'{json.dumps({"text": STORY})}\n{{"text": \n{json.dumps({"text": "Nothing happened."})}\n')
    ended = sitrep("read", path, "--format", "json")

    assert ended.code == Exit.PARTLY
    assert ended.err.startswith(f"[input.line] {path}:2")
    assert len(json.loads(ended.out)) == 2
