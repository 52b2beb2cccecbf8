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
from sitrep.ledger.queries import EventFilter, find_events
from sitrep.records.report import EventType, Status


@click.command(
    "events", cls=VerbCommand,
    examples=[
        "sitrep events --type ASSAULT --country UA --from 2025-12-01",
        "sitrep events --place kherson --news --format csv > kherson.csv",
        'sitrep events --actor "Rapid Support Forces" --status occurred',
    ],
)  # fmt: skip
@options.ledger
@click.option("--from", "since", metavar="DAY", callback=options.day, help="On this day or later.")
@click.option("--to", "until", metavar="DAY", callback=options.day, help="On this day or earlier.")
@click.option("--type", type=options.codes(EventType), metavar="TYPE", help="ASSAULT, CONSULT, DISRUPT …")
@click.option("--status", type=options.codes(Status), metavar="STATUS", help="occurred, planned, denied …")
@click.option("--background/--news", default=None, help="Only history that stories recall, or only news.")
@click.option("--place", metavar="NAME", help="The place's name, or part of it, or its region's.")
@click.option("--country", metavar="CODE", help="ISO 3166-1 alpha-2: UA, SD.")
@click.option("--actor", metavar="NAME", help="Anyone who took part: a name, part of it, or an actor's id.")
@click.option("--text", metavar="WORDS", help="Words that the event rests on.")
@click.option("--outlet", metavar="NAME", help="Published by this outlet.")
@click.option(
    "--min-confidence", "at_least", type=click.FloatRange(0, 1), default=0.0, metavar="P", help="At least this sure."
)
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
