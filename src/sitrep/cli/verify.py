"""`sitrep verify`: whether anything in a ledger was altered."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from sitrep.cli import options
from sitrep.cli.exits import Exit
from sitrep.cli.tables import one_line
from sitrep.cli.verb import VerbCommand
from sitrep.desk.lookup import ask
from sitrep.ledger.review_log import Head, head
from sitrep.ledger.verifying import Verified, verify

#: What is said of each part that is sound.
SOUND = {
    "pages": "the file's pages and what they point at are sound",
    "decisions": "{:,} decisions, one unbroken chain",
    "publications": "{:,} judged events stand as was decided",
    "readings": "{:,} readings, every value on its words",
}


@click.command(
    "verify", cls=VerbCommand,
    examples=[
        "sitrep verify --ledger war.db",
        "sitrep verify --head 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    ],
)  # fmt: skip
@options.ledger
@click.option(
    "--head", "kept", metavar="HASH",
    help="The hash that an earlier check printed and that was kept elsewhere: the chain must still hold it.",
)  # fmt: skip
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(ledger: Path | None, kept: str | None, form: str) -> int:
    """Check that nothing in a ledger was altered.

    Looked at are the file itself, the chain of reviewers' decisions, what may be handed on against these decisions,
    and every value that was read against the words of its text. The first broken row of each is named.

    Printed is the head of the chain. Keep it elsewhere: with --head, decisions that were cut off at the end, or a
    chain that was made anew, are found too. docs/review.md tells how to check the chain without Sitrep.
    """
    parts, end = ask(options.ledger_path(ledger), lambda book: (list(verify(book, kept=kept)), head(book)))
    click.echo(_as_json(parts, end) if form == "json" else "\n".join(_lines(parts, end)))
    return Exit.DONE if all(each.fault is None for each in parts) else Exit.LEDGER


def _lines(parts: Sequence[Verified], end: Head) -> list[str]:
    lines = []
    for each in parts:
        told = SOUND[each.part].format(each.count)
        if each.fault is not None:
            row = "" if each.fault.row is None else f", row {each.fault.row}"
            told = one_line(f"{each.fault.table}{row}: {each.fault.what}")
        lines.append(f"{'ok  ' if each.fault is None else 'FAIL'}  {each.part:<12}  {told}")
    return [*lines, f"head  {end.hash}  ({end.count:,})"]


def _as_json(parts: Sequence[Verified], end: Head) -> str:
    return json.dumps({"head": asdict(end), "parts": [asdict(each) for each in parts]}, indent=2, ensure_ascii=False)
