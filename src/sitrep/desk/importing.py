"""A ledger that was exported comes in again: readings are kept as they were made, and nothing is read anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from sitrep.desk.reconcile import link_rest
from sitrep.desk.review import admit
from sitrep.errors import EmptyInput, NotFound, SitrepError
from sitrep.ledger.book import Run, append, begin_run, end_run, holds
from sitrep.ledger.decisions import Word
from sitrep.ledger.export_queries import KeptReading
from sitrep.ledger.kept_lines import from_line
from sitrep.ledger.linker import Linker
from sitrep.ledger.moved_words import in_order, unheard
from sitrep.ledger.opening import Book, Ledger
from sitrep.ledger.review_log import decisions_about
from sitrep.records.report import Report

#: A longer line is no reading of one story.
LONGEST_LINE = 100_000_000
#: How many readings are kept in one transaction.
_TOGETHER = 200
#: What a run says it did that was not run here.
_SUMMARY = '{"imported":true}'


@dataclass(slots=True)
class Imported:
    """What came in, what was there before, and what was refused, by the line it stands on.

    ``words`` counts what reviewers said that came in too.
    """

    kept: int = 0
    known: int = 0
    words: int = 0
    refused: dict[int, SitrepError] = field(default_factory=dict)
    said: dict[int, tuple[Word, ...]] = field(default_factory=dict, repr=False)

    @property
    def reasons(self) -> Counter[str]:
        """How many lines were refused for each reason."""
        return Counter(error.code for error in self.refused.values())


def import_readings(path: Path, ledger: Ledger, *, now: Callable[[], datetime]) -> Imported:
    """Every reading of the file is in the ledger and linked, unless it was before or its line is refused."""
    done = Imported()
    try:
        with path.open("rb") as stream:
            _take(stream, path.name, ledger, done)
    except FileNotFoundError as problem:
        raise NotFound(f"There is no file {path}.", check="Check the path.") from problem
    if not (done.kept or done.known or done.refused):
        raise EmptyInput(f"{path} holds no line.", check="Write one: sitrep export --format jsonl")
    _admit(ledger, done)
    link_rest(ledger, Linker(), now=now)
    return done


def _take(stream: BinaryIO, name: str, ledger: Ledger, done: Imported) -> None:
    lines, runs = _lines(stream), _Runs(name)
    while batch := list(islice(lines, _TOGETHER)):
        with ledger.transaction() as book:
            for number, line in batch:
                try:
                    reading, report = from_line(line)
                except SitrepError as refused:
                    done.refused[number] = refused
                else:
                    if reading.words:
                        done.said[number] = reading.words
                    new = _keep(book, reading, report, runs)
                    done.kept, done.known = done.kept + new, done.known + (not new)


def _admit(ledger: Ledger, done: Imported) -> None:
    """What reviewers said is chained anew in the order of its times; what this ledger decided otherwise stays."""
    lines = {id(word): number for number, words in done.said.items() for word in words}
    waiting = in_order(done.said.values())
    new = _unheard(ledger, waiting)
    for some in (waiting[at : at + _TOGETHER] for at in range(0, len(waiting), _TOGETHER)):
        with ledger.transaction() as book:
            for word in some:
                if id(word) in new and lines[id(word)] not in done.refused:
                    try:
                        admit(book, word)
                    except SitrepError as refused:
                        done.refused[lines[id(word)]] = refused
                    else:
                        done.words += 1


def _unheard(ledger: Ledger, waiting: Sequence[Word]) -> set[int]:
    """Which of the words are to come in, told by their identities."""
    told: dict[tuple[str, str], list[Word]] = {}
    for word in waiting:
        told.setdefault((word.subject, word.content), []).append(word)
    with ledger.reading() as book:
        held = decisions_about(book, {subject for subject, _ in told})
    own = {key: [each.word for each in held.get(key[0], ()) if each.word.content == key[1]] for key in told}
    return {id(word) for key, words in told.items() for word in unheard(own[key], words)}


def _keep(book: Book, reading: KeptReading, report: Report, runs: _Runs) -> bool:
    if holds(book, reading.document, reading.engine):
        return False
    return append(book, reading.document, report, engine=reading.engine, run=runs.of(book, reading))


@dataclass
class _Runs:
    """The runs in which the readings were made, each begun once in the ledger they come into."""

    source: str
    begun: dict[tuple[str, str, str], int] = field(default_factory=dict)

    def of(self, book: Book, reading: KeptReading) -> int:
        """The number of the run that stands for the one in which this was read."""
        facts = (reading.started, reading.engine, reading.manifest)
        if facts not in self.begun:
            number = self.begun[facts] = begin_run(book, Run(*facts, sources=(self.source,)))
            end_run(book, number, finished=reading.started, summary=_SUMMARY)
        return self.begun[facts]


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The numbered lines that hold anything; one that is too long is cut, and refused when it is read."""
    number = 0
    while line := stream.readline(LONGEST_LINE + 1):
        number += 1
        if line.strip():
            yield number, line
