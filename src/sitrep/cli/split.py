"""`sitrep split`: a person says that some reports of an incident tell of another happening."""

from pathlib import Path

import click

from sitrep.cli import options
from sitrep.cli.verb import VerbCommand
from sitrep.desk.reconcile import Signed, split_incident


@click.command(
    "split", cls=VerbCommand,
    examples=['sitrep split incident-0a1b event-77aa event-99cc --reason "the strike of the next night" --by Ana'],
)  # fmt: skip
@click.argument("incident", metavar="INCIDENT")
@click.argument("events", nargs=-1, required=True, metavar="EVENT...")
@options.ledger
@options.signed
def command(incident: str, events: tuple[str, ...], ledger: Path | None, signed: Signed) -> None:
    """Take events out of an incident, for good.

    The judgement is kept with its author and reason, and the engine never links them to the rest again; `sitrep merge`
    takes it back. Printed are the ids of the rest and of what was taken out.
    """
    rest, apart = split_incident(options.ledger_to_write(ledger), incident, events, signed)
    click.echo(f"{rest}\n{apart}")
