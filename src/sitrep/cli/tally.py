"""`sitrep tally`: incidents and casualties counted by day, place or side, each happening once."""

from pathlib import Path
from typing import Any

import click

from sitrep.cli import incident_words, options
from sitrep.cli.exits import Exit
from sitrep.cli.tables import show
from sitrep.cli.verb import VerbCommand
from sitrep.desk.gated import gated_count
from sitrep.desk.lookup import ask
from sitrep.incidents.tallying import By
from sitrep.ledger.filters import EventFilter
from sitrep.ledger.gate import Gate
from sitrep.ledger.incident_queries import IncidentFilter


@click.command(
    "tally", cls=VerbCommand,
    examples=[
        "sitrep tally --by day --since 2025-12-01 --country UA",
        "sitrep tally --by place --type ASSAULT --format csv > places.csv",
        "sitrep tally --by side --since 2025-12-01 --until 2025-12-07",
    ],
)  # fmt: skip
@options.ledger
@click.option("--by", type=options.codes(By), default="day", show_default=True, help="What to group by.")
@options.of_incidents
@options.gate
@options.format_
def command(ledger: Path | None, form: str, by: By, gate: Gate, **wanted: Any) -> int:
    """Count incidents and their killed and wounded, each happening once.

    Only news of what happened counts: nothing planned, threatened, denied, merely recalled or rejected by reviewers.
    What lies within another incident is not added to it: a whole and its parts count as the larger of its own figure
    and their sum. So groups need not add up to the total, which stands in the last row.
    """
    asked = IncidentFilter(event=EventFilter(**wanted))
    found, total = ask(options.ledger_path(ledger), lambda book: gated_count(book, asked, by, gate))
    show(incident_words.tally_rows(found, total, by), form)
    return Exit.DONE if found else Exit.NOTHING
