"""`sitrep claims`: who said what, filtered."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from sitrep.cli import listings, options
from sitrep.cli.exits import Exit
from sitrep.cli.tables import Rows, show
from sitrep.cli.verb import VerbCommand
from sitrep.desk.lookup import ask
from sitrep.ledger.claim_lists import told_claims
from sitrep.ledger.filters import StatementFilter
from sitrep.ledger.gate import Gate
from sitrep.records.report import Certainty, IssueCode


@click.command(
    "claims", cls=VerbCommand,
    examples=[
        "sitrep claims --speaker peskov --issue ceasefire",
        "sitrep claims --certainty denied --format csv > denials.csv",
        'sitrep claims --outlet Tass --text "security guarantees"',
    ],
)  # fmt: skip
@options.ledger
@click.option("--speaker", metavar="NAME", help="The speaker's name, or part of it.")
@click.option("--issue", type=options.codes(IssueCode), metavar="CODE", help="territory, ceasefire, sanctions …")
@click.option(
    "--certainty", type=options.codes(Certainty), metavar="CODE",
    help="asserted, denied, hedged, declined, intended or wanted.",
)  # fmt: skip
@click.option("--outlet", metavar="NAME", help="Published by this outlet, or carried through it.")
@click.option("--text", metavar="WORDS", help="Words of what was said.")
@click.option("--background/--news", default=None, help="Only older statements recalled, or only new ones.")
@options.gate
@options.limit
@options.format_
def command(ledger: Path | None, form: str, gate: Gate, limit: int | None, **wanted: Any) -> int:
    """List who said what, how firmly and through whom."""
    asked = StatementFilter(**wanted)
    found = ask(options.ledger_path(ledger), lambda book: told_claims(book, asked, gate=gate, limit=limit))
    rows = [
        listings.statement_cells(each.statement) + listings.publication(each.document, each.review) for each in found
    ]
    values = [
        {"document": asdict(each.document), **each.statement.model_dump(mode="json"), "review": each.review}
        for each in found
    ]
    show(Rows(listings.STATEMENT_COLUMNS + listings.PUBLICATION, rows, values), form)
    return Exit.DONE if found else Exit.NOTHING
