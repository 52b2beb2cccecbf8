"""`sitrep quarantine`: what was refused, and why."""

from dataclasses import asdict
from pathlib import Path

import click

from sitrep.cli import options
from sitrep.cli.exits import Exit
from sitrep.cli.tables import Rows, show
from sitrep.cli.verb import VerbCommand
from sitrep.desk.lookup import ask
from sitrep.ledger.queries import find_refusals


@click.command(
    "quarantine", cls=VerbCommand,
    examples=[
        "sitrep quarantine --ledger war.db",
        "sitrep quarantine --code input.line --format csv > broken-lines.csv",
    ],
)  # fmt: skip
@options.ledger
@click.option("--code", metavar="CODE", help="Refused for this reason: input, input.line, reading.failed …")
@options.limit
@options.format_
def command(ledger: Path | None, code: str | None, limit: int | None, form: str) -> int:
    """List what was refused, and why. What has been read since is left out."""
    found = ask(options.ledger_path(ledger), lambda book: find_refusals(book, code=code, limit=limit))
    rows = [(each.source, each.location, each.code, each.reason, each.refused[:19]) for each in found]
    columns = ("source", "line", "code", "reason", "refused")
    show(Rows(columns, rows, [asdict(each) for each in found]), form)
    return Exit.DONE if found else Exit.NOTHING
