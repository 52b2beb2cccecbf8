"""`sitrep actors`: who is listed, and the import of a user's own list."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from sitrep.cli import options
from sitrep.cli.exits import Exit, exit_for
from sitrep.cli.tables import Rows, show
from sitrep.cli.verb import VerbCommand
from sitrep.codebook.actor_list import ListedActor, Office
from sitrep.desk.actors import Wanted, find_actors, offices_shown
from sitrep.desk.own_actors import KINDS, import_actors, own_actors
from sitrep.grounding.actor_index import roster

COLUMNS = ("name", "kind", "country", "sector", "offices", "other names", "wikidata", "source", "id")
IMPORT = "import"


@click.command(
    "actors", cls=VerbCommand,
    examples=[
        "sitrep actors umerov",
        "sitrep actors --country UA --kind person --at 2023-06-01",
        'sitrep actors "Israeli foreign minister" --at 2024-05-01',
        "sitrep actors import my-actors.csv",
    ],
)  # fmt: skip
@click.argument("words", nargs=-1, metavar="[NAME | import FILE]")
@click.option("--country", metavar="CC", help="Of this country, by its ISO 3166-1 code: UA.")
@click.option("--kind", type=click.Choice(KINDS, case_sensitive=False), help="Of this kind.")
@click.option("--at", "day", metavar="DATE", callback=options.day, help="People who held an office on this day.")
@options.format_
def command(words: tuple[str, ...], country: str | None, kind: str | None, day: str | None, form: str) -> int:
    """List the states, bodies, groups and office holders that Sitrep knows, or import a list of one's own.

    A NAME is whole words of a name, an id, or an office with its country ("Ukrainian president", with --at).
    A FILE is CSV or JSON lines with the columns id, name, kind, country, sector, aliases, alone, parent,
    wikidata and offices, of which only the name must be there. Aliases are parted by |, offices by ; and an
    office is told as "defence-minister UA 2026-01..". Wrong rows are told and kept out, the others go in.
    """
    if words[:1] == (IMPORT,):
        return _import(words[1:])
    at = date.fromisoformat(day) if day else None
    listed = roster(own_actors(options.settings().actors))
    wanted = Wanted(" ".join(words) or None, country.upper() if country else None, kind, at)
    found = find_actors(wanted, listed)
    show(Rows(COLUMNS, [_cells(actor, at) for actor in found], [_value(actor, at) for actor in found]), form)
    return Exit.DONE if found else Exit.NOTHING


def _import(files: tuple[str, ...]) -> int:
    if len(files) != 1:
        raise click.UsageError("import takes one FILE.")
    store = options.settings().actors
    done = import_actors(Path(files[0]), store)
    for refused in done.refused:
        click.echo(str(refused), err=True)
    new = len(done.actors) - done.replaced
    click.echo(f"{new} actors added, {done.replaced} replaced, {len(done.refused)} refused. They are in {store}.")
    if not done.refused:
        return Exit.DONE
    return Exit.PARTLY if done.actors else exit_for(done.refused[0])


def _cells(actor: ListedActor, day: date | None) -> tuple[str, ...]:
    offices = "; ".join(map(_office, offices_shown(actor, day)))
    return (
        actor.name, actor.kind, actor.country or "", actor.sector or "", offices, "; ".join(actor.aliases),
        actor.wikidata or "", actor.source, actor.id,
    )  # fmt: skip


def _office(office: Office) -> str:
    days = f" {office.begin}..{office.end}" if office.begin or office.end else ""
    return f"{office.kind} {office.of}{days}"


def _value(actor: ListedActor, day: date | None) -> dict[str, object]:
    """The actor as a JSON value."""
    return asdict(actor) | {"offices": [asdict(office) for office in offices_shown(actor, day)]}
