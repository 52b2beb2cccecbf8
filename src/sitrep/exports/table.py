"""A story's record as tables for a terminal; without colour it is plain text, and no line is wider than asked."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sitrep.exports.phrases import (
    casualty_words,
    content_words,
    counted,
    damage_words,
    event_words,
    service_words,
    source_words,
    speaker_words,
    weapon_words,
    when_words,
    where_words,
)
from sitrep.exports.stories import PLAIN, ReadStory, Surface
from sitrep.records.report import Actor, Casualty, DocumentFacts, Event, Report, Statement

#: A terminal narrower than this wraps the tables itself.
_NARROWEST = 40
#: Escape sequences and bidirectional overrides in a story must not steer the terminal.
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_OUTCOME_STYLE = {"killed": "bold red", "wounded": "yellow"}


def write_table(stories: Sequence[ReadStory], surface: Surface = PLAIN) -> str:
    """The record of every story: its head, events, statements, actors and warnings."""
    console = Console(
        file=io.StringIO(),
        width=max(surface.width, _NARROWEST),
        force_terminal=surface.colour,
        color_system="standard" if surface.colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )
    with console.capture() as captured:
        for number, story in enumerate(stories):
            if number:
                console.print()
            _print_report(console, story.report)
    return "".join(f"{line.rstrip()}\n" for line in captured.get().splitlines())


def _print_report(console: Console, report: Report) -> None:
    console.print(Text(_plain(report.document.title or "Untitled story"), style="bold"))
    console.print(Text(_facts(report.document)))
    news = [event for event in report.events if not event.background]
    background = [event for event in report.events if event.background]
    for caption, table in (
        (counted(len(news), "event"), _events(news)),
        (counted(len(background), "event") + " of background", _events(background)),
        (counted(len(report.statements), "statement"), _statements(report.statements)),
        (counted(len(report.actors), "actor"), _actors(report.actors)),
    ):
        console.print()
        console.print(Text(caption, style="bold"))
        if table.row_count:
            console.print(table)
    for warning in report.warnings:
        console.print(Text(f"Warning: {_plain(warning.message)}", style="yellow"))


def _facts(document: DocumentFacts) -> str:
    facts = (document.outlet or "no outlet", document.published or "no publication date", document.url)
    return _plain(" · ".join(fact for fact in (*facts, f"{document.characters:,} characters") if fact))


def _table(*columns: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _events(events: Iterable[Event]) -> Table:
    table = _table("What", "When and where", "People, means, damage", "Who says so")
    for event in events:
        (
            *map(weapon_words, event.weapons),
            *map(damage_words, event.damage),
            *map(service_words, event.services),
        )
        table.add_row(
            _cell([f"{event_words(event)} [{event.type}, {event.status}]", *_sides(event)]),
            _cell([when_words(event.when), where_words(event.where)]),
            Text("\n").join([*map(_casualty, event.casualties), *(Text(_plain(words)) for words in _means(event))]),
            _cell(map(source_words, event.sources)),
        )
    return table


def _means(event: Event) -> list[str]:
    weapons, damage = map(weapon_words, event.weapons), map(damage_words, event.damage)
    return [*weapons, *damage, *map(service_words, event.services)]


def _sides(event: Event) -> list[str]:
    return [f"{side.role}: {side.name}{' (disputed)' if side.disputed else ''}" for side in event.participants]


def _casualty(casualty: Casualty) -> Text:
    speaker = f" ({casualty.speaker})" if casualty.speaker else ""
    words = f"{casualty_words(casualty)} {casualty.outcome}{speaker}"
    return Text(_plain(words), style=_OUTCOME_STYLE.get(casualty.outcome, ""))


def _statements(statements: Iterable[Statement]) -> Table:
    table = _table("Speaker", "Certainty", "Through", "What was said")
    for statement in statements:
        role = f" ({statement.role})" if statement.role else ""
        said = content_words(statement)
        table.add_row(
            _plain(speaker_words(statement) + role),
            _plain(statement.certainty),
            _plain(", ".join(statement.via)),
            _plain(f"“{said}”" if statement.kind == "direct" else said),
        )
    return table


def _actors(actors: Iterable[Actor]) -> Table:
    table = _table("Actor", "Kind", "Country", "Sector", "Roles", "Mentions")
    for actor in actors:
        roles = ", ".join(role.text for role in actor.roles)
        facts = (actor.name, actor.kind, actor.country or "", actor.sector or "", roles, str(len(actor.mentions)))
        table.add_row(*map(_plain, facts))
    return table


def _cell(lines: Iterable[str]) -> str:
    return "\n".join(_plain(line) for line in lines)


def _plain(text: str) -> str:
    """The text without what would steer a terminal; line breaks become spaces."""
    return _STEERING.sub("\ufffd", " ".join(text.split()))
