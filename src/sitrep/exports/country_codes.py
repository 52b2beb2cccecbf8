"""The codes by which foreign formats know a country: ISO, Correlates of War, Gleditsch and Ward, ACLED's name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from sitrep.codebook.countries import name_of
from sitrep.errors import CodebookError
from sitrep.exports.mappings import data_text

FILE = "country_codes.tsv"
COLUMNS = ("code", "iso3", "numeric", "cow", "gw", "acled", "region")


@dataclass(frozen=True, slots=True)
class CountryCodes:
    """A country's ISO 3166-1 codes, COW and GW numbers, and its name and region in ACLED; empty where it has none."""

    code: str
    iso3: str
    numeric: str
    cow: str
    gw: str
    acled: str
    region: str

    @property
    def name(self) -> str:
        """The name in English news."""
        return name_of(self.code) or self.acled


@cache
def country_codes() -> dict[str, CountryCodes]:
    """The codes of every country and territory by its ISO 3166-1 alpha-2 code."""
    head, *lines = data_text(FILE).splitlines()
    rows = [line.split("\t") for line in lines]
    if tuple(head.split("\t")) != COLUMNS or any(len(cells) != len(COLUMNS) for cells in rows):
        raise CodebookError(f"{FILE}: a line does not fit.", check=f"Each line holds {', '.join(COLUMNS)}.")
    return {cells[0]: CountryCodes(*cells) for cells in rows}


_NOWHERE = CountryCodes("", "", "", "", "", "", "")


def codes_of(country: str | None) -> CountryCodes:
    """The codes of this country; all empty when it is unknown."""
    return country_codes().get(country or "", _NOWHERE)
