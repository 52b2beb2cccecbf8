"""`sitrep serve`: the pages of a ledger and its REST interface."""

from __future__ import annotations

import gc
import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

import click

from sitrep.cli import options
from sitrep.cli.verb import VerbCommand
from sitrep.errors import LedgerBusy, LedgerReadOnly, OptionError, SitrepError

if TYPE_CHECKING:
    from sitrep.desk.processes import Remembered
    from sitrep.ledger.opening import Ledger

#: The names under which this computer alone is asked.
_HERE = ("127.0.0.1", "localhost", "[::1]")


@click.command(
    "serve", cls=VerbCommand,
    examples=[
        "sitrep serve --ledger war.db",
        "sitrep serve --ledger war.db --port 9000 --allow-writes --by ana",
        "sitrep serve --ledger war.db --host 0.0.0.0 --name ledger.example.org",
    ],
)  # fmt: skip
@options.ledger
@click.option(
    "--host", default="127.0.0.1", show_default=True, metavar="ADDRESS",
    help="The address to listen at; only this computer reaches the default.",
)  # fmt: skip
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes any free port.")
@click.option(
    "--name", "names", multiple=True, metavar="NAME",
    help="A name under which others ask for the pages; may be given again. Others are refused.",
)  # fmt: skip
@click.option("--allow-writes", is_flag=True, help="Let reviewers decide; without it everything is read-only.")
@click.option("--by", metavar="NAME", help="Who decides on the pages, kept for ever; your login name when not given.")
def command(
    ledger: Path | None, host: str, port: int, names: tuple[str, ...], allow_writes: bool, by: str | None
) -> int:
    """Serve the pages of a ledger and its REST interface, from this computer to this computer.

    Nothing is fetched from any other host. Ctrl-C ends it.
    """
    import uvicorn

    from sitrep.api.app import PATH, make_api
    from sitrep.desk.manifest import manifest
    from sitrep.desk.processes import Remembered
    from sitrep.desk.site import Site
    from sitrep.web.app import make_app

    _tell_anew(ledger)
    opened = options.ledger_to_write(ledger) if allow_writes else options.ledger_to_read(ledger)
    author = options.author(by) if allow_writes else None
    if allow_writes and not author:
        raise OptionError("Nobody signs what is decided.", check="Name who decides: --by NAME")
    hosts = (*_HERE, *(each.strip().lower() for each in names), host.lower())
    site = Site(opened, lambda: datetime.now(UTC), manifest().engine, author, allow_writes, hosts)
    efforts, stop = Remembered(), Event()
    config = uvicorn.Config(
        make_app(site, {PATH: make_api(site, efforts=efforts)}, efforts=efforts), host=host, port=port,
        log_level="warning", server_header=False,
        http="h11",  # it takes a header of 64 KiB at most, others one of any length
    )  # fmt: skip
    config.load()
    socket = config.bind_socket()
    socket.listen()  # who asks as soon as the address is told waits, and is not turned away
    shown, bound = socket.getsockname()[:2]
    click.echo(f"Serving {opened.path} at http://{_shown(shown)}:{bound}/ (Ctrl-C ends)", err=True)
    gc.freeze()  # what is loaded stays: to look through all of it for garbage again and again would hold up pages
    Thread(target=_prepared, args=(efforts, opened, stop), daemon=True).start()
    uvicorn.Server(config).run(sockets=[socket])
    stop.set()
    return os.EX_OK


def _prepared(efforts: Remembered, opened: Ledger, stop: Event) -> None:
    """Templates and efforts are at hand when they are asked for; who asks is told what stands in the way of it."""
    from sitrep.web.frame import compile_templates

    compile_templates(stop)
    with suppress(SitrepError):
        efforts.prepare(opened, stop)
    gc.freeze()


def _tell_anew(ledger: Path | None) -> None:
    """What an interrupted ingest left untold is told now, once, and not for every page; where one may write at all."""
    from sitrep.desk.reconcile import retell

    with suppress(LedgerReadOnly, LedgerBusy):
        retell(options.ledger_to_write(ledger))


def _shown(address: str) -> str:
    return f"[{address}]" if ":" in address else address
