"""Stories go into the ledger one by one: each is kept whole, with its reading, or not at all.

Every story is one transaction, the linking of its events into incidents included, and what the ledger holds is
passed over.
So an ingest that was interrupted is simply run again: nothing is lost and nothing is there twice.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from pathlib import Path

from sitrep.desk.attempts import attempt
from sitrep.desk.reconcile import link_rest, retell
from sitrep.desk.sources import Source, file_sources
from sitrep.documents.document import Document
from sitrep.documents.readers import Refusal
from sitrep.documents.source import Given
from sitrep.errors import SitrepError
from sitrep.ledger.book import Refused, Run, append, append_refusal, begin_run, end_run, holds
from sitrep.ledger.linker import Linkable, Linker
from sitrep.ledger.opening import Ledger
from sitrep.records.report import Report, verify_quotations

#: After so many stories the incidents that they touched are told anew; until then, questions do it for themselves.
TOLD_ANEW = 20


@dataclass(frozen=True, slots=True)
class Engine:
    """What reads a story, its version, what it was made of, and the clock of the run."""

    read: Callable[[Document], Report]
    version: str
    manifest: str
    now: Callable[[], datetime]


@dataclass(slots=True)
class Summary:
    """What an ingest did: stories read, known before and refused, and what was found in those read."""

    read: int = 0
    known: int = 0
    refused: int = 0
    events: int = 0
    statements: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    outlets: Counter[str] = field(default_factory=Counter)

    @property
    def stories(self) -> int:
        """All the stories that came by."""
        return self.read + self.known + self.refused

    def to_json(self) -> str:
        """The summary as JSON, its keys in order."""
        told = {each.name: getattr(self, each.name) for each in fields(self)}
        return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def ingest(
    sources: Sequence[Path | Source],
    ledger: Ledger,
    *,
    engine: Engine,
    given: Given | None = None,
    progress: Callable[[Summary, int, int], None] | None = None,
) -> Summary:
    """All stories of these sources are in the ledger, or in its quarantine with the reason.

    A path stands for a file, or for the files of a folder; ``given`` speaks of their stories alone.
    ``progress`` is told the summary so far, the sources done and the sources in all, after every story.
    """
    names = tuple(each.name if isinstance(each, Source) else str(each) for each in sources)
    with ledger.transaction() as connection:
        number = begin_run(connection, Run(engine.now().isoformat(), engine.version, engine.manifest, names))
    summary = Summary()
    opened = _each(sources, given or Given())
    linker = Linker()
    link_rest(ledger, linker, now=engine.now)
    desk = _Desk(ledger, engine, number, summary, linker)
    for done, source in enumerate(opened):
        for story in source.open():
            if desk.take(story, source.name) and summary.read % TOLD_ANEW == 0:
                retell(ledger)
            if progress:
                progress(summary, done, len(opened))
    retell(ledger)
    with ledger.transaction() as connection:
        end_run(connection, number, finished=engine.now().isoformat(), summary=summary.to_json())
    return summary


def _each(sources: Sequence[Path | Source], given: Given) -> list[Source]:
    """Every file and address once, files first."""
    files = file_sources([each for each in sources if not isinstance(each, Source)], given)
    web = [each for each in sources if isinstance(each, Source)]
    return [*files, *{each.name: each for each in web}.values()]


@dataclass(frozen=True)
class _Desk:
    """One run at work."""

    ledger: Ledger
    engine: Engine
    run: int
    summary: Summary
    linker: Linker

    def take(self, story: Document | Refusal, source: str) -> bool:
        """One story is in the ledger or in its quarantine; whether it was read just now."""
        if isinstance(story, Refusal):
            self._refuse(story.error, source, line=story.line, sha256=story.sha256)
            return False
        with self.ledger.reading() as connection:
            known = holds(connection, story, self.engine.version)
        if known:
            self.summary.known += 1
            return False
        read = attempt(lambda: Linkable.of(self._read(story), story.text))
        if isinstance(read, SitrepError):
            self._refuse(read, source, line=None, sha256=story.sha256)
            return False
        return self._keep(story, read)

    def _read(self, document: Document) -> Report:
        """The report, refused unless it is of this document, its ids differ and its quotations stand."""
        report = self.engine.read(document)
        ids = [event.id for event in report.events] + [statement.id for statement in report.statements]
        ids += [actor.id for actor in report.actors]
        twins = [id_ for id_, times in Counter(ids).items() if times > 1]
        if twins or report.document.id != document.id:
            raise ValueError(f"two values bear the id {twins[0]}" if twins else "the report is of another document")
        verify_quotations(report, document.text)
        return report

    def _keep(self, document: Document, read: Linkable) -> bool:
        report = read.report
        with self.ledger.transaction() as connection:
            new = append(connection, document, report, engine=self.engine.version, run=self.run)
            if new:
                self.linker.take(connection, read, engine=self.engine.version, at=self.engine.now().isoformat())
        if not new:  # another process was quicker
            self.summary.known += 1
            return False
        self.summary.read += 1
        self.summary.events += len(report.events)
        self.summary.statements += len(report.statements)
        self.summary.outlets[document.outlet or "unknown"] += 1
        return True

    def _refuse(self, error: SitrepError, source: str, *, line: int | None, sha256: str | None) -> None:
        location = None if line is None else str(line)
        reason = " ".join(str(error).partition("] ")[2].split())
        refused = Refused(source, location, error.code, reason, sha256, self.engine.version)
        with self.ledger.transaction() as connection:
            append_refusal(connection, refused, run=self.run)
        self.summary.refused += 1
        self.summary.reasons[error.code] += 1
