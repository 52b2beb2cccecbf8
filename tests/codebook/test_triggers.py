"""The words that report events: every family lies in a file that is read, and its patterns are patterns."""

from pathlib import Path

import pytest

from sitrep.codebook.event_types import event_types
from sitrep.codebook.triggers import TriggerEntry, trigger_entries

FOLDER = Path(__file__).parents[2] / "src" / "sitrep" / "codebook" / "data" / "triggers"


def shown(entry: TriggerEntry) -> str:
    return f"{entry.file}-{entry.number}"


def test_every_file_of_the_folder_is_read() -> None:
    read = {Path(entry.file).stem for entry in trigger_entries()}

    assert read == {path.stem for path in FOLDER.glob("*.yaml")} - {"index"}


@pytest.mark.parametrize("entry", trigger_entries(), ids=shown)
def test_the_patterns_of_a_family_compile_and_its_type_and_mode_are_known(entry: TriggerEntry) -> None:
    assert [entry.after, entry.before, entry.not_after, entry.not_before]
    kind = event_types()[entry.row.type]
    assert entry.row.mode is None or entry.row.mode in kind.modes


@pytest.mark.parametrize("entry", trigger_entries(), ids=shown)
def test_a_family_names_words_once(entry: TriggerEntry) -> None:
    words = [*entry.row.verbs, *entry.row.nouns, *entry.row.phrases]

    assert words
    assert len(set(words)) == len(words)
