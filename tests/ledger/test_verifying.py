"""Whoever alters anything in a ledger is found out, and the first broken row is named."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.exports.ledger_sample import make_ledger
from tests.ledger.test_reviews import events_of

from sitrep.desk.review import Reviewer, accept, correct, note, reject, undo
from sitrep.ledger.decisions import Word, chained
from sitrep.ledger.opening import open_to_read
from sitrep.ledger.review_log import head
from sitrep.ledger.review_tables import review_decisions
from sitrep.ledger.verifying import Fault, broken_link, verify

COLUMNS = tuple(column.name for column in review_decisions.columns)
WORD = {each.name for each in fields(Word)}
DECISIONS = 8


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with eight decisions, without the guards that stand in the way of whoever alters it."""
    ledger = make_ledger(tmp_path_factory.mktemp("whole") / "war.db")
    school, odesa, gedaref = (events_of(ledger)[name].id for name in ("Zalingei", "Odesa", "Gedaref"))
    with ledger.reading() as book:
        said = book.exec_driver_sql("SELECT id FROM statements").scalars().all()[0]
    steps: list[tuple[Any, ...]] = [
        (accept, odesa), (correct, school, "casualties.0.count", 13), (note, school), (reject, gedaref),
        (undo, gedaref), (accept, said), (correct, school, "status", "planned"), (undo, school),
    ]  # fmt: skip
    for minute, (act, *of) in enumerate(steps):
        act(ledger, *of, Reviewer("Ana", f"2025-12-06T12:0{minute}:00+00:00", note=f"word {minute}"))
    plain = sqlite3.connect(ledger.path)
    for (name,) in plain.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        plain.execute(f"DROP TRIGGER {name}")
    plain.commit()
    plain.execute("PRAGMA journal_mode = DELETE")
    plain.close()
    return ledger.path


def altered(whole: Path, *statements: str, **values: Any) -> tuple[Path, str]:
    """A copy of the ledger after these statements, and the head that was kept from before."""
    path = whole.with_name("altered.db")
    path.unlink(missing_ok=True)
    shutil.copy(whole, path)
    with open_to_read(whole).reading() as book:
        kept = head(book).hash
    with closing(sqlite3.connect(path)) as plain:
        for each in statements:
            plain.execute(each, values)
        plain.commit()
    return path, kept


def faults(path: Path, *, kept: str | None = None) -> dict[str, Fault]:
    with open_to_read(path).reading() as book:
        return {each.part: each.fault for each in verify(book, kept=kept) if each.fault}


def link_fault(path: Path) -> Fault | None:
    with open_to_read(path).reading() as book:
        return broken_link(book)


def test_a_ledger_that_nobody_altered_is_sound(whole: Path) -> None:
    path, kept = altered(whole)

    assert faults(path) == faults(path, kept=kept) == {}


@settings(max_examples=60, deadline=None)
@given(st.integers(1, DECISIONS), st.sampled_from(COLUMNS), st.one_of(st.none(), st.text(max_size=9), st.integers(9)))
def test_any_field_of_any_decision_that_is_altered_is_found(whole: Path, row: int, column: str, value: Any) -> None:
    """Whatever is put in its place."""
    before = _cell(whole, row, column)
    if value is None and column not in {"path", "value", "note"} or str(value) == str(before) or value == before:
        value = f"{before}0" if column != "seq" else 99
    change = f'UPDATE review_decisions SET "{column}" = :value WHERE seq = :row'  # noqa: S608 -- a column of ours
    path, _ = altered(whole, change, value=value, row=row)
    found = link_fault(path)

    assert found is not None
    assert found.row in {row, row + 1, 99, value}


def _cell(path: Path, row: int, column: str) -> Any:
    plain = sqlite3.connect(path)
    (value,) = plain.execute(f'SELECT "{column}" FROM review_decisions WHERE seq = ?', (row,)).fetchone()  # noqa: S608
    plain.close()
    return value


@pytest.mark.parametrize("row", range(1, DECISIONS))
@pytest.mark.parametrize("closing", ["SELECT 1", "UPDATE review_decisions SET seq = seq - 1 WHERE seq > :row"])
def test_a_decision_that_is_taken_out_is_missed(whole: Path, row: int, closing: str) -> None:
    path, _ = altered(whole, "DELETE FROM review_decisions WHERE seq = :row", closing, row=row)
    found = link_fault(path)

    assert found is not None
    assert found.row in {row, row + 1}


@pytest.mark.parametrize("row", range(1, DECISIONS + 1))
def test_a_decision_put_in_between_is_found(whole: Path, row: int) -> None:
    listed = ", ".join(f'"{name}"' for name in COLUMNS[1:])
    path, _ = altered(
        whole,
        "UPDATE review_decisions SET seq = -seq - 1 WHERE seq >= :row",
        "UPDATE review_decisions SET seq = -seq WHERE seq < 0",
        f"INSERT INTO review_decisions (seq, {listed}) SELECT :row, {listed} FROM review_decisions LIMIT 1",  # noqa: S608
        row=row,
    )
    assert link_fault(path) is not None


@pytest.mark.parametrize("left", range(DECISIONS))
def test_decisions_cut_off_at_the_end_are_missed_by_whoever_kept_the_head(whole: Path, left: int) -> None:
    path, kept = altered(
        whole,
        "DELETE FROM publications WHERE decision > :left",
        "DELETE FROM corrected_events WHERE decision > :left",
        "DELETE FROM review_decisions WHERE seq > :left",
        left=left,
    )
    assert link_fault(path) is None
    assert "decisions" in faults(path, kept=kept)


@pytest.mark.parametrize("row", range(1, DECISIONS + 1))
def test_a_chain_made_anew_after_an_altered_decision_is_found_by_whoever_kept_the_head(whole: Path, row: int) -> None:
    path, kept = altered(whole, "UPDATE review_decisions SET by = 'Ben' WHERE seq = :row", row=row)
    plain = sqlite3.connect(path)
    previous = "0" * 64
    for told in list(_rows(plain)):
        word = Word(**{name: told[name] for name in WORD})
        own = chained(told["seq"], word, previous)
        plain.execute("UPDATE review_decisions SET previous = ?, hash = ? WHERE seq = ?", (previous, own, told["seq"]))
        previous = own
    plain.commit()
    plain.close()

    assert link_fault(path) is None
    assert "decisions" in faults(path, kept=kept)


def _rows(plain: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    for row in plain.execute("SELECT * FROM review_decisions ORDER BY seq").fetchall():
        yield dict(zip(COLUMNS, row, strict=True))


def test_the_hash_is_over_every_column_but_itself() -> None:
    assert {*WORD, "seq", "previous", "hash"} == set(COLUMNS)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE publications SET review = 'accepted' WHERE review = 'rejected'",
        "UPDATE publications SET review = 'accepted', corrected = NULL WHERE review = 'corrected'",
        "DELETE FROM publications",
        "DELETE FROM publications WHERE seq = (SELECT max(seq) FROM publications)",
        "UPDATE corrected_events SET json = replace(json, '13', '31')",
        "UPDATE corrected_events SET status = 'denied'",
        "UPDATE publications SET content = 'a' || content",
    ],
)
def test_what_is_handed_on_otherwise_than_was_decided_is_found(whole: Path, change: str) -> None:
    path, _ = altered(whole, change)

    assert "publications" in faults(path)


@pytest.mark.parametrize(
    ("change", "table"),
    [
        ("UPDATE documents SET text = replace(text, '12', '13')", "documents"),
        ("UPDATE documents SET outlet = 'BBC'", "documents"),
        ("UPDATE documents SET published = '2025-03-05'", "documents"),
        ("UPDATE readings SET report = replace(report, 'Zalingei', 'Zalinge')", "readings"),
        ("UPDATE readings SET report = '{}'", "readings"),
        ("UPDATE events SET json = replace(json, '12', '13')", "events"),
        ("UPDATE events SET start_day = '2025-01-01'", "events"),
        ("UPDATE events SET lat = lat + 1", "events"),
        ("UPDATE statements SET said = 'nothing'", "statements"),
        ('UPDATE evidence SET "end" = "end" + 1', "evidence"),
        ("DELETE FROM evidence WHERE seq = 3", "evidence"),
        ("UPDATE event_contents SET killed = 9", "event_contents"),
        ("UPDATE event_contents SET content = 'a' WHERE event = 4", "event_contents"),
        ("DELETE FROM event_contents WHERE event = 4", "event_contents"),
    ],
)
def test_a_value_that_is_not_what_was_read_is_found(whole: Path, change: str, table: str) -> None:
    path, _ = altered(whole, change)

    assert faults(path)["readings"].table == table


def test_a_damaged_file_is_told_with_its_first_fault(whole: Path) -> None:
    path, _ = altered(whole, "PRAGMA foreign_keys = OFF", "DELETE FROM runs WHERE seq = 1")

    assert "pages" in faults(path)


def test_the_program_in_the_documentation_checks_the_chain(whole: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "review.md").read_text(encoding="utf-8")
    program = page.partition("```python\n")[2].partition("```")[0]
    broken, kept = altered(whole, "UPDATE review_decisions SET note = 'other' WHERE seq = 5")
    told = [
        subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=False)
        for path in (whole, broken)
    ]

    assert told[0].stdout == f"{DECISIONS} {kept}\n"
    assert told[1].stderr == "decision 5 is broken\n"
