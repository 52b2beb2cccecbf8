"""Every country and territory by its ISO 3166-1 alpha-2 code, with its names, peoples, capitals and seats.

Kosovo is XK, as in GeoNames; Palestine is PS.
Look-ups take a name as written or in lower case, with or without "the", and answer None when unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from sitrep.errors import CodebookError

FILE = "countries.tsv"
COLUMNS = ("code", "name", "names", "adjectives", "people", "capitals", "seats", "lat", "lon")
#: Abbreviations that in lower case are English words: known only as written.
CASED = frozenset({"us", "car", "opt", "roc"})
#: How many names looked up last are remembered with what they mean.
REMEMBERED = 4096
STRAIGHT = str.maketrans({"’": "'", "‘": "'"})


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory: what it, its people, its capital and the seat of its government are called.

    ``names`` are other and former names; the first of ``capitals`` is the capital.
    ``seats`` stand for the government ("the Kremlin", "Downing Street").
    """

    code: str
    name: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capitals: tuple[str, ...]
    seats: tuple[str, ...]
    lat: float
    lon: float


def _country(number: int, line: str) -> Country:
    cells = line.split("\t")
    if len(cells) != len(COLUMNS) or not (len(cells[0]) == 2 and cells[0].isupper()):
        raise CodebookError(f"{FILE}, line {number}: {line[:60]!r}", check=f"Each line holds {', '.join(COLUMNS)}.")
    code, name, *lists, lat, lon = cells
    names, adjectives, people, capitals, seats = (tuple(cell.split("|")) if cell else () for cell in lists)
    return Country(code, name, names, adjectives, people, capitals, seats, float(lat), float(lon))


@cache
def countries() -> dict[str, Country]:
    """Every country by its code, in order of the codes."""
    text = resources.files("sitrep.codebook").joinpath("data", FILE).read_text(encoding="utf-8")
    head, *lines = text.splitlines()
    if tuple(head.split("\t")) != COLUMNS:
        raise CodebookError(f"{FILE}: the columns are {head!r}", check=f"The first line names {', '.join(COLUMNS)}.")
    listed = [_country(number, line) for number, line in enumerate(lines, 2)]
    return {country.code: country for country in listed}


def country_key(name: str) -> str:
    """A name in lower case, with straight apostrophes and without its article."""
    low = name.lower()
    return (low if low.isascii() else low.translate(STRAIGHT)).removeprefix("the ").strip()


def _index(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Codes by key; the first country to claim a name keeps it."""
    index: dict[str, str] = {}
    for name, code in pairs:
        index.setdefault(country_key(name), code)
    return index


@cache
def names() -> dict[str, str]:
    """Codes by the keys of all names of countries, present names before former ones."""
    listed = countries().values()
    present = [(country.name, country.code) for country in listed]
    return _index(present + [(name, country.code) for country in listed for name in country.names])


@cache
def demonyms() -> dict[str, str]:
    """Codes by the keys of adjectives ("danish") and names of peoples ("danes")."""
    listed = countries().values()
    return _index((word, country.code) for country in listed for word in country.adjectives + country.people)


@cache
def capitals() -> dict[str, str]:
    """Codes by the keys of capitals and of seats that stand for a government."""
    listed = countries().values()
    return _index((name, country.code) for country in listed for name in country.capitals + country.seats)


def _find(index: Mapping[str, str], name: str) -> str | None:
    key = country_key(name)
    if key in CASED and not name.isupper():
        return None
    return index.get(key)


@lru_cache(maxsize=REMEMBERED)
def country_by_name(name: str) -> str | None:
    """The code of the country of this name; "us" in lower case is a pronoun and unknown."""
    return _find(names(), name)


@lru_cache(maxsize=REMEMBERED)
def country_of_demonym(word: str) -> str | None:
    """The code of the country of this adjective or people."""
    return _find(demonyms(), word)


@lru_cache(maxsize=REMEMBERED)
def country_of_capital(name: str) -> str | None:
    """The code of the country whose capital or seat of government bears this name."""
    return _find(capitals(), name)


def name_of(code: str) -> str | None:
    """The country's name in English news."""
    country = countries().get(code)
    return country.name if country else None
