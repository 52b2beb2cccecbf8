"""The speed task: stories a second warm on one core, beside the bare model; cold starts, and peak memory.

Warm figures are processor time of this process, pinned to one core: what else the machine does leaves them alone, and
a second thread would count double. The whole reading and the bare pass take turns over the same stories, so that
their ratio is of one run. Cold starts find the modules compiled, as an installation leaves them.
"""

from __future__ import annotations

import gc
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from sitrep.annotations.sheet import Step
from sitrep.cli.main import NEW_OBJECTS
from sitrep.documents.document import Document
from sitrep.documents.readers import read_path
from sitrep_eval.bare_pass import NO_MODEL, Pass
from sitrep_eval.errors import NoGold
from sitrep_eval.step_times import step_times
from sitrep_eval.wire import Read

#: A story's length that speeds are stated for.
STORY_WORDS = 500
#: Starts measured for each cold figure; the median is given.
STARTS = 5
#: Rounds over the stories for the times of the steps; the median is given.
ROUNDS = 5
#: The steps that read time and place.
TIME_AND_PLACE = ("times", "naming", "places")
KIBIBYTES_IN_MIB = 1024
#: Starts the command from a process that is small itself: the peak of a child counts what its parent held at the fork.
WATCH = """
import os, subprocess, sys, time
began = time.perf_counter()
with subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
print(process.returncode, time.perf_counter() - began, usage.ru_maxrss)
"""

#: Run in a fresh process: how long until the engine is imported, and from then until a first sentence is read, which
#: opens every list, table and model.
READY = """
import time
began = time.perf_counter()
from sitrep.desk.reading import read_story
imported = time.perf_counter()
read_story("Rebels shelled the town on Monday, the mayor said.")
print(imported - began, time.perf_counter() - imported)
"""


@dataclass(frozen=True)
class Start:
    """One cold run of a command: how long it took and how much memory it held at most."""

    seconds: float
    mebibytes: float


@dataclass(frozen=True)
class Speed:
    """The figures of one machine; those of the bare pass are None where no model is shipped, with the reason.

    ``steps`` are milliseconds of each step over a story of 500 words.
    """

    stories_per_second: float
    milliseconds_per_story: float
    bare_pass_milliseconds_per_story: float | None
    ratio_to_bare_pass: float | None
    bare_pass_skipped: str | None
    time_and_place_milliseconds: float
    steps: dict[str, float]
    import_seconds: float
    load_seconds: float
    help_seconds: float
    read_seconds: float
    read_mebibytes: float
    all_mebibytes: float
    stories: int

    def to_json(self) -> str:
        """The figures as one JSON object, rounded."""
        return json.dumps({name: _rounded(value) for name, value in asdict(self).items()}, indent=1)


def _rounded(value: object) -> object:
    if isinstance(value, dict):
        return {name: _rounded(each) for name, each in value.items()}
    return round(value, 3) if isinstance(value, float) else value


def speed(
    folder: Path, *, read: Read, line: Sequence[Step], bare: Pass | None, seconds: float, starts: int = STARTS
) -> Speed:
    """The figures over a folder of plain-text stories; warm speed is stated for stories of 500 words.

    ``read`` is the whole reading, ``line`` its steps, each timed by itself.
    """
    documents = [found for found in read_path(folder) if isinstance(found, Document)]
    first = next(iter(sorted(folder.glob("*.txt"))), None)
    if not documents or first is None:
        raise NoGold(f"{folder} holds no plain-text stories.", check="Name a folder with .txt files.")
    with as_the_command():
        whole, *rest = warm(documents, work=[read, *([bare] if bare else [])], seconds=seconds)
        passed = rest[0] if rest else None
        taken = by_step(documents, line)
    imported, loaded = ready(starts)
    help_start = cold("--help", starts=starts)
    read_start = cold("read", str(first), "--format", "json", starts=starts)
    return Speed(
        stories_per_second=1 / whole,
        milliseconds_per_story=1000 * whole,
        bare_pass_milliseconds_per_story=1000 * passed if passed else None,
        ratio_to_bare_pass=whole / passed if passed else None,
        bare_pass_skipped=None if passed else NO_MODEL,
        time_and_place_milliseconds=sum(taken.get(name, 0.0) for name in TIME_AND_PLACE),
        steps=taken,
        import_seconds=imported,
        load_seconds=loaded,
        help_seconds=help_start.seconds,
        read_seconds=read_start.seconds,
        read_mebibytes=read_start.mebibytes,
        all_mebibytes=cold("read", str(folder), "--format", "json", starts=1).mebibytes,
        stories=len(documents),
    )


def warm(documents: Sequence[Document], *, work: Sequence[Callable[[Document], object]], seconds: float) -> list[float]:
    """Seconds of processor time that each kind of work takes over 500 words, after one round that warms up.

    Every kind runs for ``seconds`` at least, in turns.
    """
    spent, rounds = [0.0] * len(work), 0
    with one_core():
        for done in work:
            _time(done, documents)
        while min(spent) < seconds:
            spent = [before + _time(done, documents) for before, done in zip(spent, work, strict=True)]
            rounds += 1
    return [total / rounds * _share(documents) for total in spent]


def by_step(documents: Sequence[Document], line: Sequence[Step], rounds: int = ROUNDS) -> dict[str, float]:
    """Milliseconds of processor time that each step takes over 500 words, in the order of work."""
    with one_core():
        taken = step_times(documents, line, rounds=rounds)
    return {name: 1000 * seconds * _share(documents) for name, seconds in taken.items()}


def _share(documents: Sequence[Document]) -> float:
    """What a story of 500 words is of the documents."""
    return STORY_WORDS / sum(len(document.text.split()) for document in documents)


@contextmanager
def as_the_command() -> Iterator[None]:
    """All that runs within looks for garbage as seldom as the command does."""
    before = gc.get_threshold()
    gc.set_threshold(NEW_OBJECTS)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def one_core() -> Iterator[None]:
    """All that runs within runs on one core, where the system can pin it."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)


def ready(starts: int = STARTS) -> tuple[float, float]:
    """The median seconds of several fresh processes to import the engine, and then to read a first sentence."""
    with _compiled() as surroundings:
        runs = [_answer([sys.executable, "-c", READY], surroundings).split() for _ in range(starts + 1)]
    imported, loaded = (statistics.median(map(float, column)) for column in zip(*runs[1:], strict=True))
    return imported, loaded


@contextmanager
def _compiled() -> Iterator[dict[str, str]]:
    """The surroundings of a process that finds modules compiled once it was started before."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as folder:
        yield {**kept, "PYTHONPYCACHEPREFIX": folder}


def _answer(command: Sequence[str], surroundings: dict[str, str]) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True, env=surroundings).stdout  # noqa: S603


def _time(done: Callable[[Document], object], documents: Sequence[Document]) -> float:
    began = time.process_time()
    for document in documents:
        done(document)
    return time.process_time() - began


def cold(*arguments: str, starts: int = STARTS) -> Start:
    """The median of several fresh starts of the command, after one that is not counted."""
    with _compiled() as surroundings:
        runs = [_start(surroundings, *arguments) for _ in range(starts + 1)][1:]
    return Start(statistics.median(run.seconds for run in runs), statistics.median(run.mebibytes for run in runs))


def _start(surroundings: dict[str, str], *arguments: str) -> Start:
    command = [sys.executable, "-m", "sitrep", *arguments]
    code, seconds, kibibytes = _answer([sys.executable, "-c", WATCH, *command], surroundings).split()
    if int(code):
        raise subprocess.CalledProcessError(int(code), command)
    return Start(float(seconds), int(kibibytes) / KIBIBYTES_IN_MIB)
