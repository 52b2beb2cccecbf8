"""`sitrep schema`: the contract of the output, from the code's own types."""

import json

import click

from sitrep.cli.verb import VerbCommand
from sitrep.records.report import json_schema


@click.command(
    "schema", cls=VerbCommand,
    examples=[
        "sitrep schema > report.schema.json",
        "sitrep schema | jq '.\"$defs\" | keys'",
    ],
)  # fmt: skip
def command() -> None:
    """Print the JSON Schema of a report."""
    click.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))
