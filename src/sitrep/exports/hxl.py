"""Events as HXL: a CSV table with the hashtags of the Humanitarian Exchange Language in its second row."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Annotated, BinaryIO

from pydantic import Field

from sitrep.codebook.files import Entry
from sitrep.exports.cells import BETWEEN, Cell, CsvSheet
from sitrep.exports.country_codes import codes_of
from sitrep.exports.flat import COLUMNS, flat, one_cell
from sitrep.exports.handing_on import HandedOn
from sitrep.exports.mappings import read_mapping
from sitrep.exports.sides import sides
from sitrep.ledger.export_queries import ToldEvent

#: How a hashtag of HXL is spelt.
TAG = r"^#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*$"


class Tagged(Entry):
    """A column: its header, its hashtag, and the column of ``flat`` or the name of ``_more`` that fills it."""

    header: str
    tag: Annotated[str, Field(pattern=TAG)]
    from_: str = Field(alias="from")


class Hxl(Entry):
    """The whole of ``hxl.yaml``."""

    columns: tuple[Tagged, ...]


@cache
def hxl() -> Hxl:
    """The columns of the HXL export with their hashtags."""
    return read_mapping("hxl.yaml", Hxl)


def write_hxl(told: Iterable[ToldEvent], out: BinaryIO) -> HandedOn:
    """The headers, the hashtags, and one row for each event."""
    done = HandedOn()
    sheet = CsvSheet(out, [column.header for column in hxl().columns])
    sheet.rows([[column.tag for column in hxl().columns]])
    sheet.rows(done.rows(told, _row))
    sheet.end()
    return done


def _row(told: ToldEvent) -> tuple[Cell, ...]:
    values = {name: one_cell(value) for (name, _), value in zip(COLUMNS, flat(told), strict=True)} | _more(told)
    return tuple(values[column.from_] for column in hxl().columns)


def _more(told: ToldEvent) -> dict[str, Cell]:
    """What HXL holds beside the columns of ``flat``."""
    first, second = sides(told)
    codes = codes_of(told.event.where.country if told.event.where else None)
    return {
        "iso3": codes.iso3 or None,
        "country_name": codes.name or None,
        "first": BETWEEN.join(first.names) or None,
        "second": BETWEEN.join(second.names) or None,
    }
