"""`sitrep show`: from an id back to the words."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from sitrep.cli import options, phrases
from sitrep.cli.tables import one_line, visible
from sitrep.cli.verb import VerbCommand
from sitrep.desk.explaining import explanations
from sitrep.desk.lookup import look_up
from sitrep.exports.phrases import content_words
from sitrep.ledger.trail import Traced, Trail
from sitrep.records.explaining import Choice
from sitrep.records.report import Report

#: By event id, why it has its time and its place.
Why = dict[str, dict[str, Choice]]

#: No value is shown longer than this; --format json shows all of it.
_LONGEST = 160


@click.command(
    "show", cls=VerbCommand,
    examples=[
        "sitrep show event-0a1b2c3d4e5f6071",
        "sitrep show event-0a1b#casualties.0.count",
        "sitrep show document-77aa --format json",
    ],
)  # fmt: skip
@click.argument("reference", metavar="ID[#PATH]")
@options.ledger
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(reference: str, ledger: Path | None, form: str) -> None:
    """Trace an id, or one of its values, to its words.

    The ID is that of a document, an event, a statement or an actor; its beginning is enough.
    The PATH names one value: when, where, casualties.0.count, participants.1, content, cue.
    Of an event it also tells why it has its time and its place: the rule, the words, and what would have come next.
    """
    found = look_up(options.ledger_path(ledger), reference)
    why = explanations(found) if found.kind in {"document", "event"} else {}
    if form == "json":
        told = asdict(found) | ({"why": _as_json(why)} if why else {})
        click.echo(json.dumps(told, indent=2, ensure_ascii=False))
        return
    for line in _lines(found, why):
        click.echo(line)


def _lines(trail: Trail, why: Why) -> Iterator[str]:
    facts = trail.document
    rule = f" (known from: {facts['published_rule']})" if facts["published_rule"] else ""
    yield f"{trail.kind}  {trail.id}"
    named = f"{facts['outlet'] or 'outlet unknown'}, {facts['published'] or 'undated'}{rule}"
    yield one_line(f"story  {facts['title'] or ''} {named}")
    yield "       " + one_line(f"{facts['id']} {facts['url'] or ''}")
    yield f"engine {trail.engine}  {trail.reading}"
    yield ""
    for traced in trail.traced:
        yield from _traced(traced)
        choice = why.get(trail.id, {}).get(traced.path)
        if choice is not None:
            yield f"    because {one_line(str(choice))}"
    asked = {traced.path for traced in trail.traced}
    if trail.kind == "event" and "type" in asked:  # the whole event was asked for, not one value
        yield from (f"{name} is null: {one_line(str(choice))}" for name, choice in _untold(trail, why))
    if trail.kind == "document" and not trail.traced:
        yield from _document(trail, why)


def _untold(trail: Trail, why: Why) -> Iterator[tuple[str, Choice]]:
    """Why an event has no time or place."""
    yield from ((name, choice) for name, choice in why.get(trail.id, {}).items() if choice.words is None)


def _as_json(why: Why) -> dict[str, dict[str, Any]]:
    return {event: {name: asdict(choice) for name, choice in choices.items()} for event, choices in why.items()}


def _traced(traced: Traced) -> Iterator[str]:
    yield f"{traced.path} = {_short(traced.value)}"
    if traced.rests_on is None:
        yield "    rests on no words of its own"
    elif traced.rests_on != traced.path:
        yield f"    rests on the words of {traced.rests_on}:"
    for quote in traced.quotations:
        where = f"[{quote.start}, {quote.end})"
        yield f"    {where} …{one_line(quote.before + '⟦' + quote.text + '⟧' + quote.after)}…"


def _document(trail: Trail, why: Why) -> Iterator[str]:
    report = Report.model_validate(trail.value)
    for event in report.events:
        cells = (event.id, phrases.kind(event), phrases.status(event), phrases.days(event.when), phrases.place(event))
        yield one_line("  ".join(cell for cell in cells if cell))
        for name, choice in why.get(event.id, {}).items():
            yield f"    {name} {one_line(str(choice))}"
    for statement in report.statements:
        yield one_line(f"{statement.id}  {statement.speaker or 'the paper'}: {content_words(statement)}")
    for warning in report.warnings:
        yield one_line(f"warning  {warning.code}: {warning.message}")
    yield ""
    yield visible(trail.text)


def _short(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = one_line(text)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
