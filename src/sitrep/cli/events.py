"""`sitrep events`: the events of a ledger, filtered."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from sitrep.cli import listings, options
from sitrep.cli.exits import Exit
from sitrep.cli.tables import Rows, show
from sitrep.cli.verb import VerbCommand
from sitrep.desk.lookup import ask
from sitrep.ledger.export_queries import Wanted, told_events
from sitrep.ledger.filters import EventFilter
from sitrep.ledger.gate import Gate


@click.command(
    "events", cls=VerbCommand,
    examples=[
        "sitrep events --type ASSAULT --country UA --from 2025-12-01",
        "sitrep events --place kherson --news --format csv > kherson.csv",
        'sitrep events --actor "Rapid Support Forces" --status occurred',
    ],
)  # fmt: skip
@options.ledger
@options.event_filters
@options.gate
@options.limit
@options.format_
def command(ledger: Path | None, form: str, gate: Gate, limit: int | None, **wanted: Any) -> int:
    """List the events of a ledger, by day.

    Names are compared without case and diacritics. The newest reading of each story counts, as reviewers corrected it.
    """
    asked = Wanted(events=EventFilter(**wanted), gate=gate, limit=limit)
    found = ask(options.ledger_path(ledger), lambda book: list(told_events(book, asked)))
    rows = [listings.event_cells(each.event) + listings.publication(each.document, each.review) for each in found]
    values = [
        {"document": asdict(each.document), **each.event.model_dump(mode="json"), "review": each.review}
        for each in found
    ]
    show(Rows(listings.EVENT_COLUMNS + listings.PUBLICATION, rows, values), form)
    return Exit.DONE if found else Exit.NOTHING
