"""The command `sitrep`: its verbs by name, each loaded only when it is called."""

import gc
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import click
from typing_extensions import override

from sitrep.cli.exits import MEANINGS, Exit, exit_for
from sitrep.cli.verb import write_examples
from sitrep.errors import SitrepError


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb: the module that does it and what it is for."""

    module: str
    purpose: str


#: To add a verb, write its file beside this one and put it here.
VERBS: dict[str, Verb] = {
    "read": Verb("sitrep.cli.read", "Read stories into records, each value with its words."),
    "ingest": Verb("sitrep.cli.ingest", "Read stories into a ledger that keeps everything."),
    "watch": Verb("sitrep.cli.watch", "Poll feeds, and read what is new in them into a ledger."),
    "events": Verb("sitrep.cli.events", "List the events of a ledger."),
    "claims": Verb("sitrep.cli.claims", "List who said what."),
    "incidents": Verb("sitrep.cli.incidents", "List what the reports together say: each happening once."),
    "incident": Verb("sitrep.cli.incident", "Show one incident: figures, statuses, sources, reports, and why."),
    "merge": Verb("sitrep.cli.merge", "Make one incident of two."),
    "split": Verb("sitrep.cli.split", "Take events out of an incident."),
    "link": Verb("sitrep.cli.link", "Bring events together anew, after the weights have changed."),
    "tally": Verb("sitrep.cli.tally", "Count incidents and casualties by day, place or side."),
    "search": Verb("sitrep.cli.search", "Find words in stories, statements and events."),
    "show": Verb("sitrep.cli.show", "Trace an id, or one of its values, to its words."),
    "process": Verb("sitrep.cli.process", "Follow peace efforts: meetings, proposals, positions of the sides."),
    "actors": Verb("sitrep.cli.actors", "List the actors that are known, or import one's own."),
    "review": Verb("sitrep.cli.review", "Accept, correct or reject what was read; list what waits for it."),
    "verify": Verb("sitrep.cli.verify", "Check that nothing in a ledger was altered: decisions, texts, values."),
    "export": Verb("sitrep.cli.export", "Hand events on: CSV, GeoJSON, Parquet, ACLED, UCDP, POLECAT, HXL, JSON-LD."),
    "import": Verb("sitrep.cli.import_", "Take an exported ledger in again."),
    "serve": Verb("sitrep.cli.serve", "Serve the pages of a ledger and its REST interface."),
    "token": Verb("sitrep.cli.token", "List, make or take back tokens of the REST interface."),
    "quarantine": Verb("sitrep.cli.quarantine", "List what was refused, and why."),
    "gazetteer": Verb("sitrep.cli.gazetteer", "Look up places, import GeoNames' files, build the packaged data."),
    "schema": Verb("sitrep.cli.schema", "Print the JSON Schema of a report."),
    "doctor": Verb("sitrep.cli.doctor", "Check this installation and a ledger."),
}

EXAMPLES = (
    "sitrep read story.txt --published 2025-12-04 --outlet AP",
    "sitrep ingest stories/ --ledger war.db",
    "sitrep events --ledger war.db --type ASSAULT --country UA",
    "sitrep show event-0a1b2c3d --ledger war.db",
)


#: After so many new objects garbage is looked for. Code and word lists live as long as the command: looking through
#: them while they are loaded, as Python does after every 700, takes a tenth of a start and finds nothing.
NEW_OBJECTS = 50_000


class Verbs(click.Group):
    """The verbs, listed without loading them."""

    @override
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    @override
    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        command: click.Command = import_module(VERBS[cmd_name].module).command
        return command

    @override
    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Verbs"):
            formatter.write_dl([(name, verb.purpose) for name, verb in VERBS.items()])

    @override
    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_examples(formatter, EXAMPLES)
        with formatter.section("Exit codes"):
            formatter.write_dl([(str(code.value), meaning) for code, meaning in MEANINGS.items()])


def _version(ctx: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from sitrep.desk.manifest import version_of

        click.echo(f"sitrep {version_of('sitrep')}")
        ctx.exit()


@click.command(
    cls=Verbs,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    help="Sitrep reads the news of war and peace talks into an auditable ledger.",
)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Say which Sitrep.")
def app() -> None:
    """The verbs under one name; each does its own work."""


def main(args: Sequence[str] | None = None) -> None:
    """The command runs and the process ends with one of the exit codes; a refusal is two lines, never a traceback."""
    gc.set_threshold(NEW_OBJECTS)
    sys.exit(run(args))


def run(args: Sequence[str] | None = None) -> int:
    """The exit code of the command with these arguments."""
    try:
        given: Any = app.main(args=args, prog_name="sitrep", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as problem:
        problem.show()
        return Exit.USAGE
    except SitrepError as refused:
        click.echo(str(refused), err=True)
        return exit_for(refused)
    except (KeyboardInterrupt, click.Abort):
        click.echo("Interrupted.", err=True)
        return Exit.INTERRUPTED
    except BrokenPipeError:
        # Python would complain once more when it closes the broken stream at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.PIPE_CLOSED
    except OSError as problem:
        click.echo(f"[input] {problem}\nCheck the path and its permissions.", err=True)
        return Exit.INPUT
    return int(given or 0)
