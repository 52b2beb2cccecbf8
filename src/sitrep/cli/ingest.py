"""`sitrep ingest`: stories into a ledger that keeps everything."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click

from sitrep.cli import options
from sitrep.cli.exits import Exit
from sitrep.cli.verb import VerbCommand
from sitrep.desk.ingest import Engine, Summary, ingest
from sitrep.desk.manifest import manifest
from sitrep.desk.own_actors import digest, own_actors
from sitrep.desk.reading import reader
from sitrep.documents.source import Given
from sitrep.errors import ReadingFailed
from sitrep.ledger.opening import open_ledger

Progress = Callable[[Summary, int, int], None]


@click.command(
    "ingest", cls=VerbCommand,
    examples=[
        "sitrep ingest stories/ --ledger war.db",
        "sitrep ingest wire.jsonl --outlet Reuters",
        "sitrep ingest https://news.example.org/story https://news.example.org/feed.xml",
        "sitrep ingest story.txt --published 2025-12-04 --outlet AP",
    ],
)  # fmt: skip
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@options.ledger
@options.published
@options.outlet
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="The summary's form.")
def command(sources: tuple[str, ...], ledger: Path | None, published: str | None, outlet: str | None, form: str) -> int:
    """Read stories into a ledger that keeps everything.

    A SOURCE is a file that holds stories, a folder of them, an address on the web, or - for standard input;
    docs/sources.md lists every kind.
    What the ledger holds already is passed over, so an interrupted ingest is simply run again.
    A story that cannot be read is put into quarantine with its reason, and the others go on.
    """
    options.join_gazetteer()
    given = Given(options.published_at(published), options.outlet_named(outlet))
    settings = options.settings()
    opened = open_ledger(ledger or settings.ledger, busy_seconds=settings.busy_seconds)
    made = manifest()
    own = own_actors(settings.actors)
    version = f"{made.engine}.{digest(own)}" if own else made.engine
    engine = Engine(reader(own), version, made.to_json(), lambda: datetime.now(UTC))
    try:
        with _progress() as progress:
            found = options.sources(sources, given, ledger=opened)
            summary = ingest(found, opened, engine=engine, given=given, progress=progress)
    except KeyboardInterrupt:
        click.echo("What was read so far is kept. Run the same command again to go on.", err=True)
        raise
    _show(summary, form, opened.path)
    return _exit(summary)


def _exit(summary: Summary) -> Exit:
    if not summary.refused:
        return Exit.DONE
    if summary.read or summary.known:
        return Exit.PARTLY
    return Exit.ENGINE if set(summary.reasons) == {ReadingFailed.code} else Exit.INPUT


def _show(summary: Summary, form: str, ledger: Path) -> None:
    if form == "json":
        click.echo(summary.to_json())
        return
    click.echo(
        f"{summary.read} read ({summary.events} events, {summary.statements} statements), "
        f"{summary.known} known before, {summary.refused} refused."
    )
    if summary.refused:
        reasons = ", ".join(f"{count} {code}" for code, count in sorted(summary.reasons.items()))
        click.echo(f"Refused: {reasons}. See why: sitrep quarantine --ledger {ledger}", err=True)


@contextmanager
def _progress() -> Iterator[Progress | None]:
    """A bar on a terminal; nothing anywhere else."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("files · {task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def advance(summary: Summary, done: int, files: int) -> None:
            told = f"{summary.read} read · {summary.known} known · {summary.refused} refused"
            bar.update(task, total=files, completed=done, description=told)

        yield advance
