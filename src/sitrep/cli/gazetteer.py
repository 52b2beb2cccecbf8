"""`sitrep gazetteer`: the names of places, looked up, imported and built."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from sitrep.cli import options
from sitrep.cli.exits import Exit
from sitrep.cli.tables import Rows, show
from sitrep.cli.verb import VerbCommand, VerbGroup
from sitrep.desk.gazetteers import Candidate, build_file, candidates, import_files
from sitrep.errors import OptionError
from sitrep.grounding.gazetteer_dump import Told, Wanted
from sitrep.grounding.gazetteer_features import classes

COLUMNS = ("name", "kind", "feature", "unit", "country", "people", "lat", "lon", "zone", "id", "found by")


@click.group("gazetteer", cls=VerbGroup)
def command() -> None:
    """Look up places, import GeoNames' files, build the packaged data."""


@command.command(
    "lookup", cls=VerbCommand,
    examples=[
        "sitrep gazetteer lookup Kharkov",
        "sitrep gazetteer lookup Springfield --country US --limit 5",
        "sitrep gazetteer lookup Харків --format json",
    ],
)  # fmt: skip
@click.argument("name")
@click.option("--country", metavar="CODE", help="Only places of this country: UA, US.")
@options.limit
@options.format_
def lookup(name: str, country: str | None, limit: int | None, form: str) -> int:
    """Show the places that a name may mean, in any script, best known first."""
    options.join_gazetteer()
    found = candidates(name, country=_code(country), limit=limit)
    rows = [tuple(_told(each).values()) for each in found]
    show(Rows(COLUMNS, rows, [_told(each) for each in found], whole=frozenset({"id", "name"})), form)
    return Exit.DONE if found else Exit.NOTHING


def _code(typed: str | None) -> str | None:
    if typed is None:
        return None
    if not (len(typed) == 2 and typed.isascii() and typed.isalpha()):
        raise OptionError(f"{typed!r} is no country's code.", check="Two letters, such as UA.")
    return typed.upper()


def _told(candidate: Candidate) -> dict[str, object]:
    entry = candidate.entry
    return {
        "name": entry.name, "kind": entry.kind, "feature": entry.feature, "unit": entry.admin1,
        "country": entry.country, "people": entry.population, "lat": entry.lat, "lon": entry.lon,
        "zone": entry.zone, "geonames_id": entry.geonames_id, "found_by": candidate.match,
    }  # fmt: skip


@command.command(
    "import", cls=VerbCommand,
    examples=[
        "sitrep gazetteer import UA.zip --out ~/ukraine.bin",
        "sitrep gazetteer import allCountries.zip alternateNamesV2.zip --classes APL --out ~/world.bin",
        "SITREP_GAZETTEER=~/ukraine.bin sitrep read story.txt",
    ],
)  # fmt: skip
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Where the gazetteer goes; SITREP_GAZETTEER when not given.",
)  # fmt: skip
@click.option(
    "--classes", default="APL", show_default=True, metavar="LETTERS",
    help="GeoNames' classes to take: A units, P places, L areas, H waters, T heights, S sites, V woods.",
)  # fmt: skip
@click.option(
    "--min-population", type=click.IntRange(min=0), default=0, metavar="N", help="Leave out smaller towns and villages."
)
@click.option("--alone", is_flag=True, help="It is used instead of the packaged gazetteer, not beside it.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def import_(
    files: tuple[Path, ...], out: Path | None, classes: str, min_population: int, alone: bool, form: str
) -> int:
    """Make a gazetteer of your own from GeoNames' files, as text or zip.

    A FILE is allCountries, one country's file such as UA, or alternateNamesV2 with names for the places of the others.
    """
    target = out or options.settings().gazetteer
    if target is None:
        raise OptionError("Nothing says where the gazetteer goes.", check="Give --out or set SITREP_GAZETTEER.")
    told = import_files(files, target, Wanted(_letters(classes), min_population, alone))
    if form == "json":
        click.echo(json.dumps({"file": str(target), **asdict(told)}, indent=2, ensure_ascii=False))
    else:
        click.echo(_summary(told, target))
    return Exit.DONE


def _letters(typed: str) -> frozenset[str]:
    found = frozenset(typed.upper())
    if not found or not found <= set(classes()):
        raise OptionError(f"--classes {typed!r}", check=f"Letters among {''.join(classes())}.")
    return found


def _summary(told: Told, target: Path) -> str:
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in told.kinds.items() if count)
    lines = [
        f"{told.places:,} places ({kinds}) and {told.names:,} more names from {told.lines:,} lines; "
        f"{told.left_out:,} places not asked for.",
        *(f"[{code}] {count:,} broken lines left out, the first at {told.first[code]}"
          for code, count in sorted(told.broken.items())),
        f"Written to {target}. Set SITREP_GAZETTEER to it, and read, ingest and lookup use it.",
    ]  # fmt: skip
    return "\n".join(lines)


@command.command(
    "build", cls=VerbCommand,
    examples=["sitrep gazetteer build sources/ --out src/sitrep/grounding/data/gazetteer.bin"],
)  # fmt: skip
@click.argument("sources", type=click.Path(path_type=Path), metavar="FOLDER")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", required=True)
def build(sources: Path, out: Path) -> int:
    """Build the packaged gazetteer anew from its sources in FOLDER: the same sources give the same bytes."""
    facts = build_file(sources, out).facts()
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in facts["kinds"].items())
    click.echo(
        f"Version {facts['version']}, digest {facts['digest']}: {kinds}; {facts['names']:,} names.\nWritten to {out}."
    )
    return Exit.DONE
