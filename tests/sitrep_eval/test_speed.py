"""The speed task measures what it says it measures."""

import subprocess
import time
from pathlib import Path

import pytest
from tests.sitrep_eval.test_wire import silent

from sitrep.documents.document import Document
from sitrep.records.report import Report
from sitrep_eval.errors import NoGold
from sitrep_eval.speed import Speed, cold, speed, warm


def test_warm_speed_counts_stories_of_500_words() -> None:
    def busy(document: Document) -> Report:
        until = time.process_time() + 0.01
        while time.process_time() < until:
            pass
        return silent(document)

    rate = warm([Document("word " * 1000)], read=busy, seconds=0.1)

    assert 100 < rate <= 200


def test_a_cold_start_takes_time_and_memory() -> None:
    start = cold("--help")

    assert 0 < start.seconds < 10
    assert 5 < start.mebibytes < 350


def test_the_memory_of_a_start_is_its_own_and_not_that_of_whoever_starts_it() -> None:
    ballast = bytearray(400 * 1024 * 1024)

    assert cold("--help").mebibytes < 350
    assert len(ballast) > 0


def test_a_command_that_fails_gives_no_figure() -> None:
    with pytest.raises(subprocess.CalledProcessError):
        cold("no-such-verb")


def test_a_folder_without_stories_gives_no_figure(tmp_path: Path) -> None:
    with pytest.raises(NoGold):
        speed(tmp_path, read=silent, seconds=0.1)


def test_figures_are_shown_rounded() -> None:
    shown = Speed(17.12345, 58.4, 0.2, 1.1, 120.0, 6).to_json()

    assert '"stories_per_second": 17.123' in shown
