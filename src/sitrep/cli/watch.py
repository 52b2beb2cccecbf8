"""`sitrep watch`: feeds into a ledger, poll by poll."""

import json
import signal
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import click

from sitrep.cli import options
from sitrep.cli.exits import Exit
from sitrep.cli.verb import VerbCommand
from sitrep.desk.ingest import Engine
from sitrep.desk.manifest import manifest
from sitrep.desk.reading import read_document
from sitrep.documents.source import Given
from sitrep.ledger.opening import open_ledger

if TYPE_CHECKING:
    from sitrep.desk.watch import Poll

#: Nobody's feed is asked more often, in seconds.
_SHORTEST = 60


@click.command(
    "watch", cls=VerbCommand,
    examples=[
        "sitrep watch https://news.example.org/feed.xml --ledger war.db",
        "sitrep watch https://a.example.org/rss https://b.example.org/atom --interval 1800",
        "sitrep watch https://news.example.org/feed.xml --once --format json",
    ],
)  # fmt: skip
@click.argument("feeds", nargs=-1, required=True, metavar="FEED...")
@options.ledger
@options.outlet
@click.option("--once", is_flag=True, help="Ask every feed once and end, as a scheduler such as cron wants it.")
@click.option(
    "--interval", type=click.IntRange(min=_SHORTEST), default=900, show_default=True, metavar="SECONDS",
    help="Seconds between two polls of a feed that answers.",
)  # fmt: skip
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="The form of each line.")
def command(
    feeds: tuple[str, ...], ledger: Path | None, outlet: str | None, once: bool, interval: int, form: str
) -> int:
    """Poll feeds, and read what is new in them into a ledger.

    A FEED is the address of an RSS or Atom feed. It is sent only when it has changed, where its host can tell.
    A feed that fails is asked less and less often, and harms no other.
    Ctrl-C or SIGTERM ends the watch after the story at hand; what was read is kept.
    """
    from sitrep.desk.watch import Pace, Watch

    settings = options.settings()
    opened = open_ledger(ledger or settings.ledger, busy_seconds=settings.busy_seconds)
    made = manifest()
    engine = Engine(read_document, made.engine, made.to_json(), lambda: datetime.now(UTC))
    with _stop() as stop:
        pace = Pace(time.time, stop.wait, stop.is_set, float(interval))
        watch = Watch(
            tuple(dict.fromkeys(feeds)), opened, options.open_web(opened), engine, pace,
            Given(outlet=options.outlet_named(outlet)),
        )  # fmt: skip
        outcomes = list(_told(watch.once(), form)) if once else _follow(_told(watch.forever(), form))
    return _exit(outcomes)


def _follow(failed: Iterable[bool]) -> list[bool]:
    """A watch that was ended in peace did what was asked; nothing of it is held in memory."""
    for _ in failed:
        continue
    return []


def _exit(failed: list[bool]) -> Exit:
    if not any(failed):
        return Exit.DONE
    return Exit.INPUT if all(failed) else Exit.PARTLY


def _told(polls: Iterable["Poll"], form: str) -> Iterator[bool]:
    """Whether each poll failed, after it was told in a line."""
    for poll in polls:
        click.echo(_json(poll) if form == "json" else _text(poll))
        yield poll.error is not None or (poll.summary is not None and poll.outcome in poll.summary.reasons)


def _text(poll: "Poll") -> str:
    due = _moment(poll.due)
    if poll.error:
        return f"{poll.feed}: [{poll.error.code}] {poll.error.what} Asked again after {due}."
    if poll.summary is None:
        return f"{poll.feed}: {poll.outcome}. Asked again after {due}."
    told = poll.summary
    return f"{poll.feed}: {told.read} read, {told.known} known before, {told.refused} refused. Asked again after {due}."


def _json(poll: "Poll") -> str:
    told = None if poll.summary is None else json.loads(poll.summary.to_json())
    why = None if poll.error is None else poll.error.what
    line = {"feed": poll.feed, "outcome": poll.outcome, "due": _moment(poll.due), "error": why, "summary": told}
    return json.dumps(line, ensure_ascii=False)


def _moment(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")


@contextmanager
def _stop() -> Iterator[threading.Event]:
    """Set when somebody asks to end; who asks twice interrupts."""
    stop = threading.Event()

    def ask(number: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
