"""`sitrep search`: words found in stories, statements and events."""

from dataclasses import asdict
from pathlib import Path

import click

from sitrep.cli import options
from sitrep.cli.exits import Exit
from sitrep.cli.tables import Rows, show
from sitrep.cli.verb import VerbCommand
from sitrep.desk.lookup import ask
from sitrep.exports.phrases import review_words
from sitrep.ledger.gate import Gate
from sitrep.ledger.searching import search


@click.command(
    "search", cls=VerbCommand,
    examples=[
        "sitrep search warming tents",
        "sitrep search '\"prisoner exchange\"' --in statement",
        "sitrep search zaporizh* --format json",
    ],
)  # fmt: skip
@click.argument("words", nargs=-1, required=True)
@options.ledger
@click.option(
    "--in", "kinds", multiple=True, type=click.Choice(["document", "statement", "event"]),
    default=("document", "statement"), show_default=True, help="Where to look; may be given twice.",
)  # fmt: skip
@options.gate
@options.limit
@options.format_
def command(
    words: tuple[str, ...], ledger: Path | None, kinds: tuple[str, ...], gate: Gate, limit: int | None, form: str
) -> int:
    """Find words in stories, statements and events.

    All the words must be there; case and diacritics do not matter.
    Words in double quotes stand together; a star ends a word that goes on. Stories pass every gate.
    """
    asked = " ".join(words)
    hits = ask(options.ledger_path(ledger), lambda book: search(book, asked, kinds=kinds, gate=gate, limit=limit))
    rows = [
        (h.kind, h.snippet, h.document.outlet, h.document.published, h.id, review_words(h.review) if h.review else "")
        for h in hits
    ]
    show(Rows(("kind", "words", "outlet", "published", "id", "review"), rows, [asdict(hit) for hit in hits]), form)
    return Exit.DONE if hits else Exit.NOTHING
