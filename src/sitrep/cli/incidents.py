"""`sitrep incidents`: what the reports of a ledger together say, filtered."""

from pathlib import Path
from typing import Any

import click

from sitrep.cli import incident_words, options
from sitrep.cli.exits import Exit
from sitrep.cli.tables import show
from sitrep.cli.verb import VerbCommand
from sitrep.desk.gated import list_incidents
from sitrep.desk.lookup import ask
from sitrep.ledger.filters import EventFilter
from sitrep.ledger.gate import Gate
from sitrep.ledger.incident_queries import IncidentFilter


@click.command(
    "incidents", cls=VerbCommand,
    examples=[
        "sitrep incidents --since 2025-12-01 --country UA --min-killed 5",
        "sitrep incidents --type CONSULT --actor witkoff --format json",
        "sitrep incidents --place kharkiv --until 2025-12-31 --format csv > kharkiv.csv",
    ],
)  # fmt: skip
@options.ledger
@options.of_incidents
@click.option(
    "--min-killed", type=click.IntRange(min=0), metavar="N", help="At least so many killed, by the best figure."
)
@options.gate
@options.limit
@options.format_
def command(
    ledger: Path | None, form: str, gate: Gate, limit: int | None, min_killed: int | None, **wanted: Any
) -> int:
    """List incidents: the reports of one happening, linked and counted once.

    An incident is listed when one of its reports fits, by the day that most of them tell.
    Figures are chosen by the rule named beside them; sources are the distinct persons and bodies that vouch.
    What reviewers rejected is of no figure, unless they rejected every report.
    """
    asked = IncidentFilter(event=EventFilter(**wanted), min_killed=min_killed)
    found = ask(options.ledger_path(ledger), lambda book: list_incidents(book, asked, gate, limit=limit))
    show(incident_words.rows(found), form)
    return Exit.DONE if found else Exit.NOTHING
