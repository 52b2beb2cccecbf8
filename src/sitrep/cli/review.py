"""`sitrep review`: what waits for review, and what a reviewer decides of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import click

from sitrep.cli import options, review_words
from sitrep.cli.exits import Exit
from sitrep.cli.tables import show
from sitrep.cli.verb import VerbCommand
from sitrep.desk.lookup import ask
from sitrep.desk.review import WAYS, Reviewer, correct, note
from sitrep.ledger.opening import Ledger
from sitrep.ledger.review_queue import PAGE, review_queue
from sitrep.ledger.reviews import Judged, judged

#: What is decided of one thing or of several at once.
DECIDING = ("accept", "reject", "undo")


@click.command(
    "review", cls=VerbCommand,
    examples=[
        "sitrep review --ledger war.db --limit 20",
        "sitrep review event-0a1b",
        "sitrep review accept event-0a1b event-77aa --by Ana",
        "sitrep review correct event-0a1b casualties.0.count 13 --by Ana --note 'the ministry, 6 December'",
        "sitrep review correct event-0a1b where.name Kharkiv",
        "sitrep review reject event-77aa --note 'a drill'",
        "sitrep review undo event-77aa",
        "sitrep review note event-0a1b 'ask the desk in Kyiv'",
    ],
)  # fmt: skip
@click.argument(
    "words", nargs=-1, metavar="[ID | accept ID... | reject ID... | correct ID PATH VALUE | undo ID... | note ID WORDS]"
)
@options.ledger
@options.reviewing
@click.option("--after", metavar="CURSOR", help="List on from here: the place that the last list ended with.")
@options.limit
@options.format_
def command(
    words: tuple[str, ...], ledger: Path | None, reviewer: Callable[[], Reviewer], after: str | None,
    limit: int | None, form: str,
) -> int:  # fmt: skip
    """List what waits for review, show how one thing stands, or decide.

    The list begins with what was judged and is now read otherwise, then comes what contradicts, what tells of many
    dead, what the engine is unsure of and what is likely told twice; the first column says why.

    An ID is that of an event or a statement, or incident-…/event-… for an event's place in an incident; its beginning
    is enough. The VALUE is JSON or a plain word: 13, null, Kharkiv, '{"low": 12, "best": null, "high": 15}'.
    A null takes a part out of a list; the number behind the last part adds one.

    Nothing is overwritten: every decision is kept with its author, time and note, and undo takes back the newest that
    stands. What is accepted or corrected may be handed on (sitrep export).
    """
    if words and words[0] in {*DECIDING, "correct", "note"}:
        for found in _decided(words[0], words[1:], options.ledger_to_write(ledger), reviewer()):
            click.echo(f"{found.id}\t{found.review}")
        return Exit.DONE
    if len(words) > 1:
        raise click.UsageError("Name one thing, or say what is decided of it: accept, reject, correct, undo, note.")
    path = options.ledger_path(ledger)
    return _tell(path, words[0], form) if words else _list(path, after, limit, form)


def _decided(verb: str, words: Sequence[str], ledger: Ledger, reviewer: Reviewer) -> list[Judged]:
    """How the things stand that were judged."""
    if verb in DECIDING and words:
        return [WAYS[verb](ledger, each, reviewer) for each in words]
    if verb == "correct" and len(words) == 3:
        return [correct(ledger, words[0], words[1], _value(words[2]), reviewer)]
    if verb == "note" and len(words) > 1:
        return [note(ledger, words[0], replace(reviewer, note=" ".join(words[1:])))]
    raise click.UsageError(f"{verb} takes other words: see sitrep review --help.")


def _value(typed: str) -> object:
    """The JSON value that was typed, or the word itself where it is none."""
    try:
        return json.loads(typed)
    except ValueError:
        return typed


def _tell(ledger: Path, reference: str, form: str) -> int:
    found = ask(ledger, lambda book: judged(book, reference))
    if form == "json":
        click.echo(json.dumps(review_words.judged_value(found), indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(review_words.judged_lines(found)))
    return Exit.DONE


def _list(ledger: Path, after: str | None, limit: int | None, form: str) -> int:
    page = ask(ledger, lambda book: review_queue(book, after=after, limit=limit or PAGE))
    show(review_words.queue_rows(page), form)
    if page.next_cursor:
        click.echo(f"More: sitrep review --after {page.next_cursor}", err=True)
    return Exit.DONE if page.rows else Exit.NOTHING
