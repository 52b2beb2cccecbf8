"""Ledgers are handed on as files, and come in again."""

import csv
import io
import json
from pathlib import Path

import pytest
from tests.cli.conftest import Sitrep
from tests.exports.ledger_sample import make_ledger

from sitrep.cli.exits import Exit
from sitrep.exports.ledger_formats import LEDGER_FORMATS


@pytest.fixture
def sudan(tmp_path: Path) -> Path:
    """The ledger of the exports' tests."""
    return make_ledger(tmp_path / "sudan.db").path


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("form", [*LEDGER_FORMATS, "jsonl"])
def test_every_format_is_written_to_a_file_whole(sitrep: Sitrep, sudan: Path, tmp_path: Path, form: str) -> None:
    out = tmp_path / "out.bin"
    ended = sitrep("export", "--unreviewed", "--ledger", sudan, "--format", form, "--out", out)

    assert (ended.code, ended.out) == (Exit.DONE, "")
    assert out.stat().st_size > 0
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize(
    ("options", "statuses"),
    [
        ([], {"occurred"}),
        (["--include", "planned"], {"occurred", "planned"}),
        (["--include", "planned", "--include", "denied"], {"occurred", "planned", "denied"}),
        (["--include", "all"], {"occurred", "planned", "denied"}),
        (["--status", "denied"], {"denied"}),
    ],
)
def test_only_what_happened_is_handed_on_unless_more_is_named(
    sitrep: Sitrep, sudan: Path, options: list[str], statuses: set[str]
) -> None:
    found = rows(sitrep("export", "--unreviewed", "--ledger", sudan, "--format", "csv", *options).out)

    assert {row["status"] for row in found} == statuses


@pytest.mark.parametrize(
    ("options", "background"),
    [([], {"no"}), (["--include", "background"], {"no", "yes"}), (["--background"], {"yes"}),
     (["--include", "all", "--news"], {"no"})],
)  # fmt: skip
def test_history_is_handed_on_only_when_it_is_named(
    sitrep: Sitrep, sudan: Path, options: list[str], background: set[str]
) -> None:
    found = rows(sitrep("export", "--unreviewed", "--ledger", sudan, "--format", "csv", *options).out)

    assert {row["background"] for row in found} == background


def test_events_are_filtered_as_they_are_listed(sitrep: Sitrep, sudan: Path) -> None:
    found = rows(
        sitrep(
            "export", "--unreviewed", "--ledger", sudan, "--format", "csv", "--place", "zalingei", "--type", "assault"
        ).out
    )

    assert [row["place"] for row in found] == ["Zalingei"]


def test_what_a_format_has_no_room_for_is_told_by_its_number_and_reason(sitrep: Sitrep, sudan: Path) -> None:
    ended = sitrep("export", "--unreviewed", "--ledger", sudan, "--format", "ucdp")

    assert len(rows(ended.out)) == 3
    assert ended.err == ("3 events written, 3 left out: 1 no number of deaths told; 2 no organised violence.\n")


def test_handing_on_nothing_has_an_exit_code_of_its_own(sitrep: Sitrep, sudan: Path) -> None:
    ended = sitrep("export", "--unreviewed", "--ledger", sudan, "--format", "geojson", "--country", "FR")

    assert (ended.code, json.loads(ended.out)["features"]) == (Exit.NOTHING, [])


def test_a_file_that_cannot_be_written_is_refused_in_two_lines(sitrep: Sitrep, sudan: Path, tmp_path: Path) -> None:
    ended = sitrep(
        "export", "--unreviewed", "--ledger", sudan, "--format", "csv", "--out", tmp_path / "nowhere" / "out.csv"
    )

    assert ended.code == Exit.INPUT
    assert ended.err.startswith("[input.unreadable]")


def test_a_failed_export_leaves_the_file_that_was_there(sitrep: Sitrep, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    out.write_text("kept")
    ended = sitrep("export", "--unreviewed", "--ledger", tmp_path / "none.db", "--format", "csv", "--out", out)

    assert ended.code == Exit.INPUT
    assert out.read_text() == "kept"
    assert list(tmp_path.iterdir()) == [out]


def test_an_exported_ledger_comes_in_again_and_gives_the_same_bytes(
    sitrep: Sitrep, sudan: Path, tmp_path: Path
) -> None:
    lines = sitrep("export", "--unreviewed", "--ledger", sudan, "--format", "jsonl").out
    (tmp_path / "copy.jsonl").write_text(lines, encoding="utf-8", newline="")
    ended = sitrep("import", tmp_path / "copy.jsonl", "--ledger", tmp_path / "copy.db")

    assert (ended.code, ended.out) == (Exit.DONE, "4 readings kept, 0 known before, 0 refused.\n")
    assert sitrep("export", "--unreviewed", "--ledger", tmp_path / "copy.db", "--format", "jsonl").out == lines


def test_lines_that_are_no_readings_are_told_by_their_number(sitrep: Sitrep, tmp_path: Path) -> None:
    (tmp_path / "stories.jsonl").write_text('{"text": "Shells fell."}\n')
    ended = sitrep("import", tmp_path / "stories.jsonl", "--ledger", tmp_path / "copy.db")

    assert ended.code == Exit.INPUT
    assert ended.err.startswith("line 1: [input.reading] ")


def test_what_nobody_reviewed_is_held_back_and_told_by_its_number(sitrep: Sitrep, sudan: Path) -> None:
    ended = sitrep("export", "--ledger", sudan, "--format", "csv")

    assert (ended.code, rows(ended.out)) == (Exit.NOTHING, [])
    assert ended.err == "6 events held back: 6 unreviewed. --unreviewed hands them on.\n"


def test_what_was_reviewed_is_handed_on_and_all_is_marked_when_all_is_asked_for(sitrep: Sitrep, sudan: Path) -> None:
    whole = ("export", "--unreviewed", "--ledger", sudan, "--format", "csv")
    told = {row["quote"][:9]: row["id"] for row in rows(sitrep(*whole).out)}
    by = ("--ledger", sudan, "--by", "Ana")
    sitrep("review", "accept", told["Russia st"], *by)
    sitrep("review", "reject", told["Hundreds "], *by)
    sitrep("review", "correct", told["Army shel"], "casualties.0.count", "13", *by)
    ended = sitrep("export", "--ledger", sudan, "--format", "csv")
    marked = {row["id"]: row["review"] for row in rows(sitrep(*whole).out)}

    assert {(row["id"], row["review"], row["killed_best"]) for row in rows(ended.out)} == {
        (told["Russia st"], "accepted", ""), (told["Army shel"], "corrected", "13"),
    }  # fmt: skip
    assert ended.err == "4 events held back: 1 rejected, 3 unreviewed. --unreviewed hands them on.\n"
    assert marked == dict.fromkeys(told.values(), "unreviewed") | {
        told["Russia st"]: "accepted", told["Hundreds "]: "rejected", told["Army shel"]: "corrected",
    }  # fmt: skip


def test_a_copy_of_a_reviewed_ledger_has_the_same_chain(sitrep: Sitrep, sudan: Path, tmp_path: Path) -> None:
    for row in rows(sitrep("export", "--unreviewed", "--ledger", sudan, "--format", "csv").out):
        sitrep("review", "accept", row["id"], "--ledger", sudan, "--by", "Ana")
        sitrep("review", "undo", row["id"], "--ledger", sudan, "--by", "Ben", "--note", "wait")
    lines = sitrep("export", "--unreviewed", "--ledger", sudan, "--format", "jsonl").out
    (tmp_path / "copy.jsonl").write_text(lines, encoding="utf-8", newline="")
    said = sitrep("import", tmp_path / "copy.jsonl", "--ledger", tmp_path / "copy.db").out
    heads = [json.loads(sitrep("verify", "--ledger", path, "--format", "json").out)["head"]
             for path in (sudan, tmp_path / "copy.db")]  # fmt: skip

    assert said == "4 readings kept, 0 known before, 0 refused, with 12 decisions of reviewers.\n"
    assert heads[0] == heads[1]
    assert sitrep("export", "--unreviewed", "--ledger", tmp_path / "copy.db", "--format", "jsonl").out == lines


def test_readings_that_are_not_reviewed_whole_are_held_back_and_counted(sitrep: Sitrep, sudan: Path) -> None:
    asked = ("export", "--ledger", sudan, "--format", "jsonl")
    before = sitrep(*asked)
    for verb in ("events", "claims"):
        ids = [one["id"] for one in json.loads(sitrep(verb, "--ledger", sudan, "--format", "json").out)]
        assert sitrep("review", "accept", *ids, "--ledger", sudan, "--by", "Ana").code == Exit.DONE
    after = sitrep(*asked)

    assert (before.code, before.out) == (Exit.NOTHING, "")
    assert before.err == (
        f"{len(after.out.splitlines())} readings held back: not everything that they tell, events and statements, is "
        "reviewed. --unreviewed hands them on.\n"
    )
    assert (after.code, after.err) == (Exit.DONE, "") and after.out


def test_what_reviewers_decided_is_handed_on_to_learn_from(sitrep: Sitrep, sudan: Path) -> None:
    told = rows(sitrep("export", "--unreviewed", "--ledger", sudan, "--format", "csv").out)
    asked = ("export", "--ledger", sudan, "--format", "corrections")
    empty = sitrep(*asked)
    sitrep("review", "accept", told[0]["id"], "--ledger", sudan, "--by", "Ana")
    ended = sitrep(*asked)

    assert (empty.code, empty.out) == (Exit.NOTHING, "")
    assert (ended.code, json.loads(ended.out)["subject"]) == (Exit.DONE, told[0]["id"])
    assert sitrep(*asked, "--type", "ASSAULT").code == Exit.USAGE
