"""The speed task measures what it says it measures."""

import gc
import json
import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.sitrep_eval.test_wire import silent

from sitrep.cli.main import NEW_OBJECTS
from sitrep.desk.line import RULES, steps
from sitrep.documents.document import Document
from sitrep.records.report import Report
from sitrep_eval.bare_pass import NO_MODEL
from sitrep_eval.errors import NoGold
from sitrep_eval.speed import as_the_command, by_step, cold, one_core, ready, speed, warm
from sitrep_eval.step_times import ASSEMBLY


def busy(seconds: float) -> Callable[[Document], Report]:
    def read(document: Document) -> Report:
        until = time.process_time() + seconds
        while time.process_time() < until:
            pass
        return silent(document)

    return read


def test_warm_speed_counts_stories_of_500_words() -> None:
    (taken,) = warm([Document("word " * 1000)], work=[busy(0.01)], seconds=0.1)

    assert 0.005 <= taken < 0.01


def test_two_kinds_of_work_are_timed_apart_in_one_run() -> None:
    turns: list[str] = []

    def whole(document: Document) -> Report:
        turns.append("whole")
        return busy(0.02)(document)

    def bare(document: Document) -> Report:
        turns.append("bare")
        return busy(0.01)(document)

    slow, fast = warm([Document("word " * 500)], work=[whole, bare], seconds=0.05)

    assert turns == ["whole", "bare"] * (len(turns) // 2)
    assert 1.5 < slow / fast < 2.5


def test_every_step_and_the_assembly_are_timed_in_the_order_of_work() -> None:
    taken = by_step([Document("Rebels shelled the town on Monday, the mayor said.")], steps(RULES), rounds=1)

    assert list(taken) == [*(step.name for step in steps(RULES)), ASSEMBLY]
    assert all(value > 0 for value in taken.values())


def test_the_machine_is_left_with_the_cores_it_had() -> None:
    before = os.sched_getaffinity(0)
    with one_core():
        within = os.sched_getaffinity(0)

    assert len(within) == 1
    assert os.sched_getaffinity(0) == before


def test_getting_ready_is_import_and_then_load() -> None:
    imported, loaded = ready(starts=1)

    assert 0 < imported < 10
    assert 0 < loaded < 10


def test_a_cold_start_takes_time_and_memory() -> None:
    start = cold("--help", starts=3)

    assert 0 < start.seconds < 10
    assert 5 < start.mebibytes < 350


def test_the_memory_of_a_start_is_its_own_and_not_that_of_whoever_starts_it() -> None:
    ballast = bytearray(400 * 1024 * 1024)

    assert cold("--help", starts=1).mebibytes < 350
    assert len(ballast) > 0


def test_a_command_that_fails_gives_no_figure() -> None:
    with pytest.raises(subprocess.CalledProcessError):
        cold("no-such-verb")


def test_a_folder_without_stories_gives_no_figure(tmp_path: Path) -> None:
    with pytest.raises(NoGold):
        speed(tmp_path, read=silent, line=steps(), bare=None, seconds=0.1)


@pytest.mark.parametrize("bare", [None, silent])
def test_without_a_model_its_figures_are_missing_with_the_reason_and_the_others_rounded(
    bare: Callable[[Document], Report] | None, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("Rebels shelled the town on Monday, the mayor said.", encoding="utf-8")
    taken = speed(tmp_path, read=silent, line=steps(), bare=bare, seconds=0.01, starts=1)
    shown = json.loads(taken.to_json())
    missing = {name for name, value in shown.items() if value is None}

    if bare:
        assert missing == {"bare_pass_skipped"}
    else:
        assert missing == {"bare_pass_milliseconds_per_story", "ratio_to_bare_pass"}
        assert shown["bare_pass_skipped"] == NO_MODEL
    assert all(round(value, 3) == value for value in shown.values() if isinstance(value, float))
    assert shown["steps"] == {name: round(value, 3) for name, value in taken.steps.items()}
    assert shown["time_and_place_milliseconds"] == round(
        sum(taken.steps[name] for name in ("times", "naming", "places")), 3
    )


def test_warm_speed_is_measured_with_the_garbage_collector_set_as_the_command_sets_it() -> None:
    before = gc.get_threshold()
    with as_the_command():
        assert gc.get_threshold()[0] == NEW_OBJECTS
    assert gc.get_threshold() == before
