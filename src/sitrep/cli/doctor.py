"""`sitrep doctor`: all that Sitrep needs, looked at."""

import json
import platform
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import click

from sitrep.annotations.encoder import MODEL
from sitrep.annotations.papers import NO_MODEL, papers
from sitrep.cli import options
from sitrep.cli.exits import Exit
from sitrep.cli.verb import VerbCommand
from sitrep.desk.attempts import attempt
from sitrep.desk.lookup import ask, check
from sitrep.desk.manifest import manifest, rows_of
from sitrep.desk.reading import read_document
from sitrep.documents.document import Document
from sitrep.errors import SitrepError
from sitrep.grounding.gazetteer import Gazetteer, gazetteer
from sitrep.ledger.queries import size
from sitrep.ledger.sqlite import sqlite_facts

#: Whatever else it may read, an engine that finds nothing here is broken.
TEST_STORY = "Two people were wounded in a drone attack on Kharkiv on Monday, police said."


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: whether it is well, and what was found."""

    of: str
    well: bool
    found: str


@click.command(
    "doctor", cls=VerbCommand,
    examples=[
        "sitrep doctor",
        "sitrep doctor --ledger war.db",
    ],
)  # fmt: skip
@click.option("--ledger", type=click.Path(path_type=Path), metavar="FILE", help="Check this ledger too.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(ledger: Path | None, form: str) -> int:
    """Check this installation, and a ledger when one is named."""
    here = [*_installation(), *_engine()]
    there = list(_ledger(ledger)) if ledger else []
    findings = here + there
    if form == "json":
        click.echo(json.dumps([asdict(finding) for finding in findings], indent=2, ensure_ascii=False))
    else:
        width = max(len(finding.of) for finding in findings)
        for finding in findings:
            click.echo(f"{'ok  ' if finding.well else 'FAIL'}  {finding.of:<{width}}  {finding.found}")
    if not all(finding.well for finding in here):
        return Exit.ENGINE
    return Exit.DONE if all(finding.well for finding in there) else Exit.LEDGER


def _installation() -> Iterator[Finding]:
    made = manifest()
    sqlite = sqlite_facts()
    yield Finding("sitrep", True, made.package)
    yield Finding("python", True, f"{made.python} on {platform.system()} {platform.machine()}")
    yield Finding("sqlite", True, sqlite.version)
    yield Finding("full-text search (FTS5)", sqlite.full_text, "present" if sqlite.full_text else "missing")
    for name, version in made.libraries.items():
        yield Finding(name, version != "missing", version)
    yield from _model()
    yield Finding("engine", True, made.engine)


def _model(folder: Path = MODEL) -> Iterator[Finding]:
    """The model by name and digest, then its size, its card and the figures that its training measured."""
    told = papers(folder)
    if told is None:
        yield Finding("model", True, NO_MODEL)
        return
    card = f"card {told.card}" if told.card else "without a card"
    yield Finding("model", told.card is not None, f"{told.version}, {told.megabytes:.1f} MB, {card}")
    for figure in told.measured:
        yield Finding(f"model: {figure.name}", True, f"{figure.value:g} on {figure.on}")


def _engine() -> Iterator[Finding]:
    for path, digest in manifest().data.items():
        rows = rows_of(path)
        counted = f"{rows:,} rows, " if rows is not None else ""
        yield Finding(path, True, f"{counted}sha256 {digest[:12]}")
    yield from _gazetteer()
    yield _reading()


def _gazetteer() -> Iterator[Finding]:
    """The packaged gazetteer with its sources, and the user's own where the setting names one."""
    try:
        options.join_gazetteer()
        book = gazetteer()
    except SitrepError as problem:
        yield Finding("gazetteer", False, " ".join(str(problem).split()))
        return
    yield Finding("gazetteer", True, _counts(book))
    for source in book.facts()["sources"]:
        yield Finding("gazetteer: source", True, source)
    if book.joined is not None:
        use = "used alone" if book.joined.alone else "used beside it"
        yield Finding("gazetteer of one's own", True, f"{_counts(book.joined)}; {use}")


def _counts(book: Gazetteer) -> str:
    known = book.facts()
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in known["kinds"].items())
    size = f"{book.size / 1e6:.1f} MB, opened in place"
    return f"version {known['version']}, digest {known['digest']}: {kinds}; {known['names']:,} names; {size}"


def _reading() -> Finding:
    """A story of one sentence is read: every data file opens and every step runs."""
    story = Document(TEST_STORY, published=date(2025, 12, 4))
    report = attempt(lambda: read_document(story))
    if isinstance(report, SitrepError):
        return Finding("reading", False, " ".join(str(report).split()))
    found = f"{len(report.events)} event, {len(report.statements)} statement"
    return Finding("reading", bool(report.events), f"a test sentence gives {found}")


def _ledger(path: Path) -> Iterator[Finding]:
    try:
        yield Finding("ledger", True, f"{path}, schema {check(path)}")
        held = asdict(ask(path, size))
    except SitrepError as problem:
        yield Finding("ledger", False, " ".join(str(problem).split()))
        return
    counts = ", ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in held.items())
    yield Finding("ledger holds", True, counts)
