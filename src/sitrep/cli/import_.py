"""`sitrep import`: an exported ledger comes in again."""

from datetime import UTC, datetime
from pathlib import Path

import click

from sitrep.cli import options
from sitrep.cli.exits import Exit
from sitrep.cli.verb import VerbCommand
from sitrep.desk.importing import import_readings
from sitrep.ledger.opening import open_ledger


@click.command("import", cls=VerbCommand, examples=["sitrep import copy.jsonl --ledger copy.db"])
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")
@options.ledger
def command(path: Path, ledger: Path | None) -> int:
    """Take an exported ledger in again.

    The FILE is one that sitrep export --format jsonl wrote. Readings come in as they were made, each once;
    nothing is read anew. Their quotations are checked against their texts, and a line that was altered is refused.
    """
    settings = options.settings()
    opened = open_ledger(ledger or settings.ledger, busy_seconds=settings.busy_seconds)
    done = import_readings(path, opened, now=lambda: datetime.now(UTC))
    for number, refused in done.refused.items():
        click.echo(f"line {number}: {refused}", err=True)
    words = f", with {done.words:,} decisions of reviewers" if done.words else ""
    click.echo(f"{done.kept} readings kept, {done.known} known before, {len(done.refused)} refused{words}.")
    if not done.refused:
        return Exit.DONE
    return Exit.PARTLY if done.kept or done.known else Exit.INPUT
