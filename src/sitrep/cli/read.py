"""`sitrep read`: stories in, records out."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from sitrep.cli import options
from sitrep.cli.exits import Exit, exit_for
from sitrep.cli.verb import VerbCommand
from sitrep.desk.attempts import attempt
from sitrep.desk.attempts import stories as stories_of
from sitrep.desk.own_actors import own_actors
from sitrep.desk.reading import reader
from sitrep.documents.document import Document
from sitrep.documents.readers import Refusal
from sitrep.documents.source import Given
from sitrep.errors import SitrepError
from sitrep.exports.formats import FORMATS
from sitrep.exports.stories import PLAIN, ReadStory, Surface
from sitrep.records.report import Report

Reads = Callable[[Document], Report]


@click.command(
    "read", cls=VerbCommand,
    examples=[
        "sitrep read story.txt --published 2025-12-04 --outlet AP",
        "sitrep read story.html --format html > record.html",
        "sitrep read https://news.example.org/story --format table",
        "cat story.txt | sitrep read - --published 2025-12-04 | jq '.events[].type'",
    ],
)  # fmt: skip
@click.argument("stories", nargs=-1, required=True, metavar="STORY...")
@options.published
@options.outlet
@click.option(
    "--format", "form", type=click.Choice(list(FORMATS)),
    help="A table on a terminal and JSON when piped, when not given.",
)  # fmt: skip
@click.option(
    "--min-confidence", type=click.FloatRange(0, 1), default=0.0, metavar="P", help="Leave out less certain events."
)
def command(
    stories: tuple[str, ...], published: str | None, outlet: str | None, form: str | None, min_confidence: float
) -> int:
    """Read stories into records, each value with its words.

    A STORY is a file that holds stories, a folder of them, an address on the web, or - for standard input;
    docs/sources.md lists every kind.
    One story gives one JSON report, several give an array.
    """
    options.join_gazetteer()
    given = Given(options.published_at(published), options.outlet_named(outlet))
    read: list[ReadStory] = []
    worst = Exit.DONE
    reads = reader(own_actors(options.settings().actors))
    for story in _read(stories, given, reads):
        if isinstance(story, Refusal):
            click.echo(options.refusal(story), err=True)
            worst = exit_for(story.error)
        else:
            read.append(ReadStory(story.text, sure(story.report, min_confidence)))
    if read:
        form = form or ("table" if sys.stdout.isatty() else "json")
        click.echo(FORMATS[form].write(read, _surface()), nl=False)
    return Exit.PARTLY if read and worst else worst


def _read(typed: tuple[str, ...], given: Given, reads: Reads) -> Iterator[ReadStory | Refusal]:
    for source in options.sources(typed, given):
        name = str(source) if isinstance(source, Path) else source.name
        for story in stories_of(source, given) if isinstance(source, Path) else source.open():
            yield story if isinstance(story, Refusal) else _reading(story, name, reads)


def _reading(document: Document, path: str, reads: Reads) -> ReadStory | Refusal:
    report = attempt(lambda: reads(document))
    return Refusal(path, report) if isinstance(report, SitrepError) else ReadStory(document.text, report)


def sure(report: Report, at_least: float) -> Report:
    """The report with only its events of at least this confidence, and no link to one left out."""
    if at_least <= 0:
        return report
    kept = {event.id: event for event in report.events if event.confidence >= at_least}
    events = tuple(
        event.model_copy(update={"links": tuple(link for link in event.links if link.event in kept)})
        for event in kept.values()
    )
    return report.model_copy(update={"events": events})


def _surface() -> Surface:
    """The terminal's width and colours; a pipe has none."""
    if not sys.stdout.isatty():
        return PLAIN
    return Surface(shutil.get_terminal_size().columns, "NO_COLOR" not in os.environ)
