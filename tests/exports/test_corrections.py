"""What reviewers decided is handed on as matter to learn from, and read back by the workshop."""

import io
from pathlib import Path

import pytest
from tests.exports.ledger_sample import DOCUMENT, STORY, march, shelling

from sitrep.desk.review import Reviewer, accept, correct, note, reject, undo
from sitrep.exports.corrections import write_corrections
from sitrep.ledger.opening import Ledger
from sitrep.ledger.training_matter import lessons
from sitrep.records.report import Event
from sitrep_train.corrections import Taught, labelled_triggers, read_corrections

ANA = Reviewer("Ana", "2025-12-06T12:00:00+00:00", note="seen")


def taught(ledger: Ledger, folder: Path) -> dict[str, Taught]:
    out = io.BytesIO()
    with ledger.reading() as book:
        write_corrections(lessons(book), out)
    (folder / "lessons.jsonl").write_bytes(out.getvalue())
    return {each.subject: each for each in read_corrections(folder / "lessons.jsonl")}


def test_nothing_is_learnt_from_what_nobody_judged(ledger: Ledger, tmp_path: Path) -> None:
    note(ledger, shelling().id, ANA)
    accept(ledger, march().id, ANA)
    undo(ledger, march().id, ANA)

    assert taught(ledger, tmp_path) == {}


def test_a_correction_holds_both_values_and_the_words_under_each(ledger: Ledger, tmp_path: Path) -> None:
    wrong = {"name": "Nyala", "country": "SD", "precision": "city", "text": "Nyala"}
    correct(ledger, shelling().id, "where", wrong, ANA)
    correct(ledger, shelling().id, "casualties.1", {"outcome": "wounded", "count": 3}, ANA)
    (line,) = taught(ledger, tmp_path).values()
    where, wounded = line.changes

    assert (line.review, line.document.sha256) == ("corrected", DOCUMENT.sha256)
    assert line.read == shelling()
    assert isinstance(line.right, Event)
    assert line.right.where is not None
    assert [STORY[slice(*span)] for span in (where.read_spans[0], where.right_spans[0])] == ["Zalingei", "Nyala"]
    assert (where.read["name"], where.right["name"]) == ("Zalingei", "Nyala")
    assert (wounded.read, wounded.right["count"]["best"]) == (None, 3)
    assert [each["note"] for each in line.decisions] == ["seen", "seen"]


def test_what_was_accepted_is_right_as_it_was_read_and_what_was_rejected_is_not(ledger: Ledger, tmp_path: Path) -> None:
    accept(ledger, shelling().id, ANA)
    reject(ledger, march().id, ANA)
    found = taught(ledger, tmp_path)

    assert found[shelling().id].right == found[shelling().id].read
    assert found[march().id].right is None
    assert {right for _, _, right in labelled_triggers(found.values())} == {"ASSAULT", None}


@pytest.mark.parametrize("change", ['"review":"praised"', '"kind":"story"', '"schema":"sitrep.correction/2"'])
def test_a_line_of_another_shape_is_refused(ledger: Ledger, tmp_path: Path, change: str) -> None:
    accept(ledger, shelling().id, ANA)
    taught(ledger, tmp_path)
    path, name = tmp_path / "lessons.jsonl", change.partition(":")[0]
    text = path.read_text(encoding="utf-8")
    start = text.index(name)
    path.write_text(text[:start] + change + text[text.index(",", start) :], encoding="utf-8")

    with pytest.raises(ValueError):
        list(read_corrections(path))
