"""`sitrep process`: peace efforts listed and told, and what people say of them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from sitrep.cli import options, process_words
from sitrep.cli.exits import Exit
from sitrep.cli.tables import show
from sitrep.cli.verb import VerbCommand
from sitrep.desk.lookup import ask
from sitrep.desk.processes import confirm, found, listed, move, rename
from sitrep.desk.reconcile import Signed
from sitrep.exports.processes import effort_value
from sitrep.ledger.gate import Gate
from sitrep.ledger.opening import Ledger

#: What a person can say, and how many words each takes.
SAYING = {"confirm": 1, "rename": 2, "move": 2}


@click.command(
    "process", cls=VerbCommand,
    examples=[
        "sitrep process --ledger war.db",
        "sitrep process process-0a1b",
        'sitrep process "Russia–Ukraine talks" --format json',
        'sitrep process confirm process-0a1b --by Ana --reason "checked against the communiqués"',
        'sitrep process rename process-0a1b "Istanbul track" --by Ana --reason "so the press calls it"',
        'sitrep process move incident-77aa process-0a1b --by Ana --reason "held on its margins"',
    ],
)  # fmt: skip
@click.argument("words", nargs=-1, metavar="[ID | confirm ID | rename ID NAME | move MEETING TO]")
@options.ledger
@options.gate
@click.option("--all", "every", is_flag=True, help="List also what so far is a single meeting.")
@click.option("--by", metavar="NAME", help="Who decides; kept for ever.")
@click.option("--reason", metavar="WORDS", help="Why; kept for ever.")
@options.format_
def command(
    words: tuple[str, ...], ledger: Path | None, gate: Gate, every: bool, form: str, **signature: str | None
) -> int:
    """List peace efforts, show one, or say what is one.

    The engine proposes which meetings are of one effort, with reasons. An ID is that of an effort, of one of its
    meetings (incident-…, event-…) or its name; the beginning of an id is enough. Shown are its meetings as a line of
    time, its proposals with their versions, and the current position of each party on each issue.

    A person confirms an effort, which holds its present meetings in it, renames it, or moves a meeting TO another
    effort, to one of its own ("new") or out of all ("nowhere"). What was said is kept with its author and reason and
    binds the engine; the newest word counts. Through --gate reviewed come the efforts that a person confirmed.
    """
    if words and words[0] in SAYING:
        click.echo(_say(words[0], words[1:], options.ledger_to_write(ledger), _signed(**signature)))
        return Exit.DONE
    if len(words) > 1:
        raise click.UsageError("Name one effort; put a name of several words in quotation marks.")
    if words:
        return _tell(options.ledger_path(ledger), words[0], gate, form)
    efforts = ask(options.ledger_path(ledger), lambda book: listed(book, gate=gate, every=every))
    show(process_words.rows(efforts), form)
    return Exit.DONE if efforts else Exit.NOTHING


def _signed(by: str | None, reason: str | None) -> Signed:
    if by is None or reason is None:
        raise click.UsageError("Say who decides and why: --by NAME --reason WORDS.")
    return Signed(by, reason, datetime.now(UTC).isoformat(timespec="seconds"))


def _say(verb: str, words: Sequence[str], ledger: Ledger, signed: Signed) -> str:
    """The id of the effort of which it was said."""
    if len(words) != SAYING[verb]:
        raise click.UsageError(f"{verb} takes {SAYING[verb]} words: see sitrep process --help.")
    if verb == "confirm":
        return confirm(ledger, words[0], signed)
    return (rename if verb == "rename" else move)(ledger, words[0], words[1], signed)


def _tell(ledger: Path, reference: str, gate: Gate, form: str) -> int:
    process = ask(ledger, lambda book: found(book, reference, gate=gate))
    if form == "json":
        click.echo(json.dumps(effort_value(process), indent=2, ensure_ascii=False))
        return Exit.DONE
    if form == "table":
        click.echo("\n".join(process_words.lines(process)))
    if process.lines:
        show(process_words.matrix(process), form)
        if form == "table":
            click.echo(process_words.LEGEND)
    return Exit.DONE
