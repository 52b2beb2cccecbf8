"""How fast records stream into a fresh ledger, whether that slows down as it fills, and how much memory it takes."""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Final

from sitrep.desk.reconcile import retell
from sitrep.documents.document import Document
from sitrep.ledger.book import Run, append, begin_run, holds
from sitrep.ledger.linker import Linkable, Linker
from sitrep.ledger.opening import Ledger, open_ledger
from sitrep.records.report import Report
from sitrep_eval.made_stories import stories

#: So many stories go into one transaction.
AT_ONCE: Final = 50
ENGINE: Final = "made stories"
TENTHS: Final = 10


@dataclass(frozen=True)
class Stretch:
    """A tenth of the stream: its records, the time that went by, and what of it this process worked.

    At its end the incidents that it touched are told anew, which is counted too.
    """

    records: int
    seconds: float
    worked: float


@dataclass(frozen=True)
class Streaming:
    """The whole stream, tenth by tenth."""

    stretches: tuple[Stretch, ...]
    megabytes: int
    ledger_megabytes: int

    def to_json(self) -> str:
        """The figures as one JSON object; ``worked`` counts only the processor's time of this process."""
        first, last = self.stretches[0], self.stretches[-1]
        return json.dumps(
            {
                "records": sum(each.records for each in self.stretches),
                "records_a_second_at_the_end": round(last.records / last.seconds),
                "records_a_worked_second_at_the_end": round(last.records / last.worked),
                "growth_of_cost": round((last.worked / last.records) / (first.worked / first.records), 2),
                "records_a_worked_second": [round(each.records / each.worked) for each in self.stretches],
                "peak_memory_mb": self.megabytes,
                "ledger_mb": self.ledger_megabytes,
            },
            indent=1,
        )


def stream(records: int, ledger: Path | None = None, *, seed: int = 1, spoken: bool = False) -> Streaming:
    """Made-up stories with so many records go into a fresh ledger, or into this one where they stopped before."""
    with TemporaryDirectory() as folder:
        opened = open_ledger(ledger or Path(folder) / "stream.db")
        stretches = tuple(_stretches(opened, records, stories(records, seed=seed, spoken=spoken)))
        size = opened.path.stat().st_size // 2**20
    return Streaming(stretches, _peak(), size)


def keep(ledger: Ledger, made: Iterable[tuple[Document, Report]], linker: Linker, run: int) -> int:
    """These stories are in the ledger and linked, all or none; how many records were not there before."""
    kept = 0
    with ledger.transaction() as book:
        for document, report in made:
            if not holds(book, document, ENGINE):
                append(book, document, report, engine=ENGINE, run=run)
                linker.take(book, Linkable.of(report, document.text), engine=ENGINE, at="")
                kept += len(report.events)
    return kept


def _stretches(ledger: Ledger, records: int, made: Iterator[tuple[Document, Report]]) -> Iterator[Stretch]:
    linker = Linker()
    with ledger.transaction() as book:
        run = begin_run(book, Run("", ENGINE, "{}", ("made stories",)))
    done = 0
    for tenth in range(1, TENTHS + 1):
        start, seconds, worked = done, 0.0, 0.0
        while done < records * tenth // TENTHS and (batch := list(islice(made, AT_ONCE))):
            before = perf_counter(), process_time()
            keep(ledger, batch, linker, run)
            seconds += perf_counter() - before[0]
            worked += process_time() - before[1]
            done += sum(len(report.events) for _, report in batch)
        before = perf_counter(), process_time()
        retell(ledger)
        seconds, worked = seconds + perf_counter() - before[0], worked + process_time() - before[1]
        if done > start:
            yield Stretch(done - start, seconds, worked)


def _peak() -> int:
    """The most memory this process ever held, in MiB; Linux counts KiB, macOS bytes."""
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held // 2**20 if sys.platform == "darwin" else held // 2**10
