"""`sitrep link`: what a ledger holds is brought together, anew where other weights did it."""

from datetime import UTC, datetime
from pathlib import Path

import click

from sitrep.cli import options
from sitrep.cli.verb import VerbCommand
from sitrep.desk.reconcile import link_again, link_rest
from sitrep.ledger.linker import Linker


@click.command(
    "link", cls=VerbCommand,
    examples=["sitrep link --ledger war.db", "sitrep link --again --ledger war.db"],
)  # fmt: skip
@options.ledger
@click.option("--again", is_flag=True, help="Weigh anew every event that other weights than today's were used for.")
def command(ledger: Path | None, again: bool) -> None:
    """Bring the events of a ledger together into incidents.

    `sitrep ingest` does so as it goes. With --again, events that an older Sitrep compared by other weights are compared
    by today's: incidents keep their ids, ids of those that are merged lead on, and what people decided binds as before.
    What is interrupted is simply run again.
    """
    opened, linker = options.ledger_to_write(ledger), Linker()
    rest = link_rest(opened, linker, now=_now)
    click.echo(f"linked {rest} {'story' if rest == 1 else 'stories'}")
    if again:
        anew = link_again(opened, linker, now=_now)
        click.echo(f"weighed {anew} {'event' if anew == 1 else 'events'} anew")


def _now() -> datetime:
    return datetime.now(UTC)
