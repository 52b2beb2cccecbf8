"""What breaks comes back as a refusal, and takes nothing else with it."""

import io
import sys
from pathlib import Path

import pytest

from sitrep.desk.attempts import attempt, stories
from sitrep.documents.document import Document
from sitrep.documents.readers import Refusal
from sitrep.documents.source import Given
from sitrep.errors import EmptyInput, ReadingFailed


def fall() -> int:
    raise KeyError("no such place")


def interrupt() -> int:
    raise KeyboardInterrupt


def refuse() -> int:
    raise EmptyInput("nothing")


def test_what_succeeds_is_given_back() -> None:
    assert attempt(lambda: 3) == 3


def test_what_nobody_foresaw_says_what_it_was_and_where() -> None:
    refused = attempt(fall)

    assert isinstance(refused, ReadingFailed)
    assert refused.what.startswith("KeyError: 'no such place' (test_attempts.py:")


def test_a_refusal_made_on_purpose_keeps_its_code() -> None:
    assert isinstance(attempt(refuse), EmptyInput)


def test_an_interruption_is_never_swallowed() -> None:
    with pytest.raises(KeyboardInterrupt):
        attempt(interrupt)


def test_a_reader_that_breaks_half_way_refuses_the_rest_of_its_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def half(path: Path, **_: object) -> object:
        yield Document("A story.")
        raise RuntimeError(f"{path} broke")

    monkeypatch.setattr("sitrep.desk.attempts.read_path", half)
    first, second = stories(Path("wire.jsonl"), Given())

    assert first == Document("A story.")
    assert isinstance(second, Refusal)
    assert second.error.code == "reading.failed"


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"A story.")))
    (story,) = stories(Path("-"), Given(outlet="AP"))

    assert isinstance(story, Document)
    assert (story.text, story.outlet) == ("A story.", "AP")
