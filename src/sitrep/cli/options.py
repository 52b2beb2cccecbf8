"""Options that several verbs share, and how what a person types becomes a value."""

from __future__ import annotations

import functools
import getpass
import os
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from sitrep.desk.gazetteers import join
from sitrep.desk.settings import Settings, read_settings
from sitrep.desk.sources import Source, is_address, web_source
from sitrep.documents.published import parse_published
from sitrep.documents.readers import STDIN, Refusal
from sitrep.documents.source import Given, parse_outlet

if TYPE_CHECKING:
    from sitrep.desk.web import Web
    from sitrep.ledger.opening import Ledger

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

ledger: Decorator = click.option(
    "--ledger", type=click.Path(path_type=Path), metavar="FILE",
    help="The ledger's file; SITREP_LEDGER, or sitrep.db in this folder, when not given.",
)  # fmt: skip
published: Decorator = click.option(
    "--published", metavar="DATE",
    help="When the stories were published: 2025-12-04, or a time with its zone. Wins over what they say themselves.",
)  # fmt: skip
outlet: Decorator = click.option(
    "--outlet", metavar="NAME", help="Who published the stories: AP, Reuters. Wins over what they say themselves."
)
limit: Decorator = click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Show the first N only.")
gate: Decorator = click.option(
    "--gate", type=click.Choice(["reviewed", "all"]), default="all", show_default=True,
    help="Only what a person accepted or corrected, as they left it; or everything, each row with how it stands.",
)  # fmt: skip
format_: Decorator = click.option(
    "--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True,
    help="A table is ruled on a terminal and tab-separated when piped.",
)  # fmt: skip


def of_incidents(command: Callable[..., Any]) -> Callable[..., Any]:
    """Which incidents are asked for."""
    from sitrep.records.report import EventType

    asked = (
        click.option("--since", metavar="DAY", callback=day, help="On this day or later."),
        click.option("--until", metavar="DAY", callback=day, help="On this day or earlier."),
        click.option("--type", type=codes(EventType), metavar="TYPE", help="ASSAULT, CONSULT, DISRUPT …"),
        click.option("--place", metavar="NAME", help="The place's name, or part of it, or its region's."),
        click.option("--country", metavar="CODE", help="ISO 3166-1 alpha-2: UA, SD."),
        click.option("--actor", metavar="NAME", help="Anyone who took part: a name, part of it, or an actor's id."),
    )
    for option in reversed(asked):
        command = option(command)
    return command


def signed(command: Callable[..., Any]) -> Callable[..., Any]:
    """Who decides and why, handed to the command as ``signed``."""
    from sitrep.desk.reconcile import Signed

    @functools.wraps(command)
    def call(*args: Any, reason: str, by: str | None, **rest: Any) -> Any:
        at = datetime.now(UTC).isoformat(timespec="seconds")
        return command(*args, signed=Signed(author(by), reason, at), **rest)

    why = click.option("--reason", required=True, metavar="WORDS", help="Why; kept for ever.")
    who = click.option("--by", metavar="NAME", help="Who decides, kept for ever; your login name when not given.")
    return why(who(call))


def author(named: str | None) -> str:
    """Who decides: the name that was given, else the one this process's user goes by."""
    return _login() if named is None else named


def reviewing(command: Callable[..., Any]) -> Callable[..., Any]:
    """Who reviews and what they add in words, handed to the command as ``reviewer``, which makes one when asked."""
    from sitrep.desk.review import Reviewer

    @functools.wraps(command)
    def call(*args: Any, by: str | None, note: str | None, **rest: Any) -> Any:
        at = datetime.now(UTC).isoformat()
        return command(*args, reviewer=lambda: Reviewer(_login() if by is None else by, at, note), **rest)

    why = click.option("--note", metavar="WORDS", help="Why, in words; kept for ever.")
    who = click.option("--by", metavar="NAME", help="Who decides, kept for ever; your login name when not given.")
    return who(why(call))


def _login() -> str:
    """The name this process's user goes by; none where the system knows none, which a judgement refuses."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


def ledger_to_write(given: Path | None) -> Ledger:
    """The ledger that is there, to be written to; none is made."""
    from sitrep.ledger.opening import open_ledger, open_to_read

    path = ledger_path(given)
    open_to_read(path, busy_seconds=settings().busy_seconds)
    return open_ledger(path, busy_seconds=settings().busy_seconds)


def ledger_to_read(given: Path | None) -> Ledger:
    """The ledger that is there, for questions only."""
    from sitrep.ledger.opening import open_to_read

    return open_to_read(ledger_path(given), busy_seconds=settings().busy_seconds)


def codes(literal: Any) -> click.Choice[str]:
    """The codes of one Literal of the record, as a choice."""
    return click.Choice(get_args(literal), case_sensitive=False)


def refusal(refused: Refusal) -> str:
    """Why a story was refused, in the two lines of its error, with the place where it stands."""
    error = refused.error
    named = refused.path != STDIN and refused.path in error.what and refused.line is None
    what = error.what if named else f"{refused.place}: {error.what}"
    return f"[{error.code}] {what}" + (f"\n{error.check}" if error.check else "")


def sources(typed: Sequence[str], given: Given, *, ledger: Ledger | None = None) -> list[Path | Source]:
    """What a person typed as sources: paths, and addresses on the web, which share one careful fetcher."""
    if not any(map(is_address, typed)):
        return [Path(each) for each in typed]
    web = open_web(ledger)
    return [web_source(each, lambda url: web.stories(url, given)) if is_address(each) else Path(each) for each in typed]


def open_web(ledger: Ledger | None = None) -> Web:
    """The web, with this process's clock; what fetching needs is loaded here, so that reading files stays quick."""
    import time

    from sitrep.desk.manifest import version_of
    from sitrep.desk.web import Web
    from sitrep.fetching.dialling import Net
    from sitrep.fetching.fetch import Fetcher
    from sitrep.fetching.policy import Policy

    fetcher = Fetcher(Policy(agent=f"sitrep/{version_of('sitrep')}"), net=Net(clock=time.monotonic), sleep=time.sleep)
    return Web(fetcher, lambda: datetime.now(UTC), ledger)


def settings() -> Settings:
    """The settings of this process's environment."""
    return read_settings(os.environ)


def join_gazetteer() -> None:
    """The user's own gazetteer is looked up too, where the setting names one."""
    join(settings().gazetteer)


def ledger_path(given: Path | None) -> Path:
    """The ledger's file: the option, or the setting."""
    return given or settings().ledger


def day(_ctx: click.Context, _option: click.Parameter, typed: str | None) -> str | None:
    """A day a person typed, as ISO 8601; an impossible one is a BadDate."""
    if typed is None:
        return None
    found = parse_published(typed)
    return (found.date() if isinstance(found, datetime) else found).isoformat()


def published_at(typed: str | None) -> date | datetime | None:
    """The date or zoned time a person typed; an impossible one is a BadDate."""
    return None if typed is None else parse_published(typed)


def outlet_named(typed: str | None) -> str | None:
    """The outlet a person named; no name at all is a BadOutlet."""
    return None if typed is None else parse_outlet(typed)


def event_filters(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say which events are asked for, named as the fields of EventFilter are."""
    from sitrep.records.report import EventType, Status

    for option in reversed((
        click.option("--from", "since", metavar="DAY", callback=day, help="On this day or later."),
        click.option("--to", "until", metavar="DAY", callback=day, help="On this day or earlier."),
        click.option("--type", type=codes(EventType), metavar="TYPE", help="ASSAULT, CONSULT, DISRUPT …"),
        click.option("--status", type=codes(Status), metavar="STATUS", help="occurred, planned, denied …"),
        click.option("--background/--news", default=None, help="Only history that stories recall, or only news."),
        click.option("--place", metavar="NAME", help="The place's name, or part of it, or its region's."),
        click.option("--country", metavar="CODE", help="ISO 3166-1 alpha-2: UA, SD."),
        click.option("--actor", metavar="NAME", help="Anyone who took part: a name, part of it, or an actor's id."),
        click.option("--text", metavar="WORDS", help="Words that the event rests on."),
        click.option("--outlet", metavar="NAME", help="Published by this outlet."),
        click.option(
            "--min-confidence", "at_least", type=click.FloatRange(0, 1), default=0.0, metavar="P",
            help="At least this sure.",
        ),
    )):  # fmt: skip
        command = option(command)
    return command
