"""The names of seas and where they may stand on a map: ``data/seas.tsv``, one reader."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from sitrep.errors import CodebookError
from sitrep.exports.mappings import data_text

#: The file and its columns: degrees north and east of the name's middle, and how wide the sea is there, in degrees.
FILE: Final = "seas.tsv"
COLUMNS: Final = ("name", "lat", "lon", "width")


@dataclass(frozen=True, slots=True)
class Sea:
    """A sea: its name, the middle of the name in degrees, and how many degrees of longitude it has for it."""

    name: str
    lat: float
    lon: float
    width: float


@cache
def seas() -> tuple[Sea, ...]:
    """The seas, read once; of a sea with several places the widest comes first, and only one of them is named."""
    head, *lines = data_text(FILE).splitlines()
    rows = [line.split("\t") for line in lines]
    if tuple(head.split("\t")) != COLUMNS or any(len(cells) != len(COLUMNS) for cells in rows):
        raise CodebookError(f"{FILE}: a line does not fit.", check=f"Each line holds {', '.join(COLUMNS)}.")
    return tuple(Sea(cells[0], *map(float, cells[1:])) for cells in rows)
