"""`sitrep incident`: all that is told of one happening, and why it is one."""

import json
from pathlib import Path

import click

from sitrep.cli import incident_words, options
from sitrep.cli.exits import Exit
from sitrep.cli.verb import VerbCommand
from sitrep.desk.incidents import account
from sitrep.desk.lookup import ask
from sitrep.exports.incidents import account_value


@click.command(
    "incident", cls=VerbCommand,
    examples=[
        "sitrep incident incident-0a1b",
        "sitrep incident incident-0a1b --why",
        "sitrep incident event-77aa --format json",
    ],
)  # fmt: skip
@click.argument("reference", metavar="ID")
@options.ledger
@click.option("--why", is_flag=True, help="Why each report is of it, and every figure ever told, by its source.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(reference: str, ledger: Path | None, why: bool, form: str) -> int:
    """Show one incident: its figures, statuses, sources and reports.

    The ID is that of an incident or of one of its events; its beginning is enough.
    An id that was merged into another leads there, for ever.
    """
    found = ask(options.ledger_path(ledger), lambda book: account(book, reference))
    if found is None:
        click.echo("Nothing is told of this incident any more.", err=True)
        return Exit.NOTHING
    if form == "json":
        click.echo(json.dumps(account_value(found), indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(incident_words.account_lines(found, why=why)))
    return Exit.DONE
