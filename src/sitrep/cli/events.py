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
from sitrep.ledger.filters import EventFilter
from sitrep.ledger.queries import find_events


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
@options.limit
@options.format_
def command(ledger: Path | None, form: str, limit: int | None, **wanted: Any) -> int:
    """List the events of a ledger, by day.

    Names are compared without case and diacritics. The newest reading of each story counts.
    """
    asked = EventFilter(**wanted)
    found = ask(options.ledger_path(ledger), lambda book: find_events(book, asked, limit=limit))
    rows = [listings.event_cells(each.event) + listings.publication(each.document) for each in found]
    values = [{"document": asdict(each.document), **each.event.model_dump(mode="json")} for each in found]
    show(Rows(listings.EVENT_COLUMNS + listings.PUBLICATION, rows, values), form)
    return Exit.DONE if found else Exit.NOTHING
