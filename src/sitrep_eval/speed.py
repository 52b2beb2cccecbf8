"""The speed task: stories a second warm on one core, cold starts, and resident memory."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from sitrep.documents.document import Document
from sitrep.documents.readers import read_path
from sitrep_eval.errors import NoGold
from sitrep_eval.wire import Read

#: A story's length that speeds are stated for.
STORY_WORDS = 500
#: Starts measured for each cold figure; the median is given.
STARTS = 5
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


@dataclass(frozen=True)
class Start:
    """One cold run of a command: how long it took and how much memory it held at most."""

    seconds: float
    mebibytes: float


@dataclass(frozen=True)
class Speed:
    """The figures of one machine."""

    stories_per_second: float
    milliseconds_per_story: float
    help_seconds: float
    read_seconds: float
    read_mebibytes: float
    stories: int

    def to_json(self) -> str:
        """The figures as one JSON object, rounded."""
        return json.dumps({name: round(value, 3) for name, value in asdict(self).items()}, indent=1)


def speed(folder: Path, *, read: Read, seconds: float) -> Speed:
    """The figures over a folder of plain-text stories; warm speed is stated for stories of 500 words."""
    documents = [found for found in read_path(folder) if isinstance(found, Document)]
    first = next(iter(sorted(folder.glob("*.txt"))), None)
    if not documents or first is None:
        raise NoGold(f"{folder} holds no plain-text stories.", check="Name a folder with .txt files.")
    rate = warm(documents, read=read, seconds=seconds)
    help_start = cold("--help")
    read_start = cold("read", str(first), "--format", "json")
    return Speed(
        stories_per_second=rate,
        milliseconds_per_story=1000 / rate,
        help_seconds=help_start.seconds,
        read_seconds=read_start.seconds,
        read_mebibytes=read_start.mebibytes,
        stories=len(documents),
    )


def warm(documents: Sequence[Document], *, read: Read, seconds: float) -> float:
    """Stories of 500 words read in one second of processor time, after one round that warms up."""
    words = sum(len(document.text.split()) for document in documents)
    for document in documents:
        read(document)
    began, rounds = time.process_time(), 0
    while time.process_time() - began < seconds:
        for document in documents:
            read(document)
        rounds += 1
    return rounds * words / STORY_WORDS / (time.process_time() - began)


def cold(*arguments: str) -> Start:
    """The median of several fresh starts of the command."""
    starts = [_start(*arguments) for _ in range(STARTS)]
    return Start(
        statistics.median(start.seconds for start in starts), statistics.median(start.mebibytes for start in starts)
    )


def _start(*arguments: str) -> Start:
    command = [sys.executable, "-m", "sitrep", *arguments]
    watcher = [sys.executable, "-c", WATCH, *command]
    watched = subprocess.run(watcher, capture_output=True, text=True, check=True)  # noqa: S603
    code, seconds, kibibytes = watched.stdout.split()
    if int(code):
        raise subprocess.CalledProcessError(int(code), command)
    return Start(float(seconds), int(kibibytes) / KIBIBYTES_IN_MIB)
