"""`sitrep merge`: a person says that two incidents are one."""

from pathlib import Path

import click

from sitrep.cli import options
from sitrep.cli.verb import VerbCommand
from sitrep.desk.reconcile import Signed, merge_incidents


@click.command(
    "merge", cls=VerbCommand,
    examples=['sitrep merge incident-0a1b incident-77aa --reason "one strike, two names of the village" --by Ana'],
)  # fmt: skip
@click.argument("left", metavar="A")
@click.argument("right", metavar="B")
@options.ledger
@options.signed
def command(left: str, right: str, ledger: Path | None, signed: Signed) -> None:
    """Make one incident of two, for good.

    The judgement is kept with its author and reason, and binds the engine; the id that was there first stays, and the
    other leads to it. `sitrep split` takes it back.
    """
    kept = merge_incidents(options.ledger_to_write(ledger), left, right, signed)
    click.echo(kept)
