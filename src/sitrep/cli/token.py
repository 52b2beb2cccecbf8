"""`sitrep token`: who may write over the interface."""

import secrets
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click

from sitrep.cli import options
from sitrep.cli.exits import Exit
from sitrep.cli.tables import Rows, show
from sitrep.cli.verb import VerbCommand
from sitrep.desk.tokens import SCOPES, Scope, add_token, drop_token
from sitrep.ledger.tokens import kept_tokens

_BYTES = 32


@click.command(
    "token", cls=VerbCommand,
    examples=[
        "sitrep token --ledger war.db",
        "sitrep token --ledger war.db --add --by ana --scope review --scope link",
        "sitrep token --ledger war.db --drop 2",
    ],
)  # fmt: skip
@options.ledger
@click.option("--add", is_flag=True, help="Make a token; it is shown once and kept nowhere.")
@click.option("--by", metavar="NAME", help="Whose it is: what is decided with it is signed so.")
@click.option("--scope", "scopes", multiple=True, type=click.Choice(SCOPES), help="What it allows; may be given again.")
@click.option("--drop", type=int, metavar="NUMBER", help="Take a token back.")
@options.format_
def command(
    ledger: Path | None, add: bool, by: str | None, scopes: tuple[Scope, ...], drop: int | None, form: str
) -> int:
    """List, make or take back the tokens with which programs write over the REST interface."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    if add:
        opened = options.ledger_to_write(ledger)
        click.echo(add_token(opened, secrets.token_urlsafe(_BYTES), options.author(by), scopes, now))
        return Exit.DONE
    if drop is not None:
        drop_token(options.ledger_to_write(ledger), drop, now)
        return Exit.DONE
    with options.ledger_to_read(ledger).reading() as book:
        found = kept_tokens(book)
    rows = [(one.number, one.by, " ".join(one.scopes), one.at, "holds" if one.holds else "taken back") for one in found]
    show(Rows(("number", "by", "scopes", "made", "standing"), rows, [asdict(one) for one in found]), form)
    return Exit.DONE if found else Exit.NOTHING
