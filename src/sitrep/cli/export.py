"""`sitrep export`: the events of a ledger as files for other tools."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import click

from sitrep.cli import options
from sitrep.cli.exits import Exit
from sitrep.cli.situation import NAME as SITREP
from sitrep.cli.situation import write_situation
from sitrep.cli.verb import VerbCommand
from sitrep.desk.lookup import ask
from sitrep.errors import Unreadable
from sitrep.exports.corrections import write_corrections
from sitrep.exports.jsonl import write_jsonl
from sitrep.exports.ledger_formats import LEDGER_FORMATS
from sitrep.ledger.decisions import Review
from sitrep.ledger.export_queries import Wanted, held_back, kept_readings, telling_readings, told_events
from sitrep.ledger.filters import EventFilter
from sitrep.ledger.gate import Gate
from sitrep.ledger.training_matter import lessons
from sitrep.records.report import Status

T = TypeVar("T")

#: What counts as having happened.
HAPPENED: tuple[Status, ...] = ("occurred", "ongoing")
_MORE = ("planned", "attempted", "threatened", "denied", "hypothetical", "cancelled", "background", "all")


@click.command(
    "export", cls=VerbCommand,
    examples=[
        "sitrep export --format csv --country UA --from 2025-12-01 > december.csv",
        "sitrep export --format geojson --include planned --out map.geojson",
        "sitrep export --format ucdp --type ASSAULT --out deaths.csv",
        "sitrep export --format csv --unreviewed > everything.csv",
        "sitrep export --format sitrep --from 2026-01-08 --to 2026-01-14 --out week.html",
        "sitrep export --format corrections --out lessons.jsonl",
        "sitrep export --format jsonl --unreviewed --out copy.jsonl && sitrep import copy.jsonl --ledger copy.db",
    ],
)  # fmt: skip
@options.ledger
@click.option(
    "--format", "form", type=click.Choice(["jsonl", "corrections", SITREP, *LEDGER_FORMATS]), required=True,
    help="What it is to be; docs/formats.md tells each.",
)  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Not standard output.")
@options.event_filters
@click.option(
    "--include", multiple=True, type=click.Choice(_MORE), metavar="NAME",
    help="Events that have not happened, by their status, or background, or all; may be given more than once.",
)  # fmt: skip
@click.option("--unreviewed", is_flag=True, help="Also what no reviewer accepted; each row says how it stands.")
@options.limit
def command(
    ledger: Path | None, form: str, out: Path | None, include: tuple[str, ...], limit: int | None, **filters: Any
) -> int:
    """Hand on the events of a ledger as a file for other tools.

    Only what reviewers accepted or corrected is handed on, as it was corrected (sitrep review); --unreviewed asks for
    all by name, and each row says how it stands.

    Only what happened is handed on, no history that stories recall and nothing planned, threatened or denied,
    unless --include, --status or --background asks for it by name. What a format has no room for is counted.

    The format jsonl is the ledger itself: whole readings, of the stories that have an event that fits; without
    --unreviewed, those all of whose events and statements are reviewed. The format
    corrections is all that reviewers decided, to learn from. The format sitrep is a situation report of the days from
    --from to --to: a page to read and to print.
    """
    path = options.ledger_path(ledger)
    gate: Gate = "all" if filters.pop("unreviewed") else "reviewed"
    if form == "corrections":
        if include or limit or EventFilter(**filters) != EventFilter():
            raise click.UsageError("corrections are handed on whole: name no filter.")
        taught = _written(out, lambda stream: ask(path, lambda book: write_corrections(lessons(book), stream)))
        return Exit.DONE if taught else Exit.NOTHING
    if form == "jsonl":
        asked = EventFilter(**filters)
        written = _written(
            out, lambda stream: ask(path, lambda book: write_jsonl(kept_readings(book, asked, gate=gate), stream))
        )
        if gate == "reviewed":
            _tell_kept_in(ask(path, lambda book: telling_readings(book, asked)) - written)
        return Exit.DONE if written else Exit.NOTHING
    if form == SITREP:
        if include or limit:
            raise click.UsageError("A situation report tells of all that fits: give neither --include nor --limit.")
        written = _written(out, lambda stream: write_situation(path, filters, gate, stream))
        return Exit.DONE if written else Exit.NOTHING
    kind = LEDGER_FORMATS[form]
    wanted = replace(wanted_of(filters, include), gate=gate, limit=limit, actors=kind.actors, text=kind.text)
    done = _written(out, lambda stream: ask(path, lambda book: kind.write(told_events(book, wanted), stream)))
    _tell_held_back(ask(path, lambda book: held_back(book, wanted)))
    if done.refused:
        reasons = "; ".join(f"{count:,} {reason}" for reason, count in sorted(done.left_out.items()))
        click.echo(f"{done.written:,} events written, {done.refused:,} left out: {reasons}.", err=True)
    return Exit.DONE if done.written else Exit.NOTHING


def _tell_held_back(counts: Mapping[Review, int]) -> None:
    """What the gate did not let out is told on standard error, and how to ask for it."""
    if counts:
        listed = ", ".join(f"{count:,} {review}" for review, count in sorted(counts.items()))
        click.echo(f"{sum(counts.values()):,} events held back: {listed}. --unreviewed hands them on.", err=True)


def _tell_kept_in(count: int) -> None:
    """How many readings the gate did not let out is told on standard error, why, and how to ask for them."""
    if count:
        why = "not everything that they tell, events and statements, is reviewed"
        click.echo(f"{count:,} readings held back: {why}. --unreviewed hands them on.", err=True)


def wanted_of(filters: dict[str, Any], include: tuple[str, ...]) -> Wanted:
    """The events that are wanted: what happened and is news, and what is asked for by name."""
    background, status = filters["background"], filters["status"]
    if background is None and not {"all", "background"} & set(include):
        background = False
    statuses: tuple[str, ...] = (*HAPPENED, *(each for each in include if each != "background"))
    if status or "all" in include:
        statuses = ()
    return Wanted(events=EventFilter(**filters | {"background": background}), statuses=statuses)


def _written(out: Path | None, write: Callable[[BinaryIO], T]) -> T:
    """What the writer says; the file is there whole, or not at all."""
    if out is None:
        return write(sys.stdout.buffer)
    with _whole(out) as stream:
        return write(stream)


@contextmanager
def _whole(path: Path) -> Iterator[BinaryIO]:
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as stream:
            yield stream
        part.replace(path)
    except OSError as problem:
        raise Unreadable(
            f"{path} cannot be written: {problem.strerror}.", check="Check the folder and its permissions."
        ) from problem
    finally:
        part.unlink(missing_ok=True)
