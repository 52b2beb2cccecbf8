"""Events as Parquet: the columns of ``flat`` with their types; needs the extra ``parquet``, which brings pyarrow."""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib import import_module
from itertools import islice
from typing import Any, BinaryIO

from sitrep.errors import MissingExtra
from sitrep.exports.flat import COLUMNS, flat
from sitrep.exports.handing_on import HandedOn
from sitrep.ledger.export_queries import ToldEvent

#: Rows that are held in memory, and stand together in the file.
ROW_GROUP = 10_000


def write_parquet(told: Iterable[ToldEvent], out: BinaryIO) -> HandedOn:
    """One row for each event, compressed with zstd; the file's metadata say whether all in it was reviewed."""
    arrow, files = _arrow("pyarrow"), _arrow("pyarrow.parquet")
    types = {
        "text": arrow.string(), "texts": arrow.list_(arrow.string()), "whole": arrow.int64(),
        "real": arrow.float64(), "flag": arrow.bool_(),
    }  # fmt: skip
    schema = arrow.schema([(name, types[kind]) for name, kind in COLUMNS])
    done = HandedOn()
    with files.ParquetWriter(out, schema, compression="zstd") as writer:
        rows = done.rows(told, flat)
        while group := list(islice(rows, ROW_GROUP)):
            columns = [
                arrow.array(values, type=field.type)
                for values, field in zip(zip(*group, strict=True), schema, strict=True)
            ]
            writer.write_table(arrow.Table.from_arrays(columns, schema=schema))
        standing = done.standing().items()
        writer.add_key_value_metadata({f"sitrep.{name}": json.dumps(value) for name, value in standing})
    return done


def _arrow(name: str) -> Any:
    """A module of pyarrow; refused with the extra's name where it is not installed."""
    try:
        return import_module(name)
    except ImportError as missing:
        raise MissingExtra(
            "Parquet needs pyarrow, which is not installed.", check="Install it: pip install 'sitrep[parquet]'"
        ) from missing
