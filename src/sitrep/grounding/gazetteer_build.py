"""The packaged gazetteer is built from ``gazetteer_sources`` and our own tables, the same bytes every time."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from math import cos, hypot, radians
from pathlib import Path
from statistics import fmean

from sitrep.errors import CodebookError, NotFound
from sitrep.grounding import gazetteer_sources as sources
from sitrep.grounding.gazetteer_format import KINDS
from sitrep.grounding.gazetteer_keys import LOOSE, key, loose_key
from sitrep.grounding.gazetteer_pack import Packer
from sitrep.grounding.gazetteer_rows import Row, bare, in_english
from sitrep.grounding.gazetteer_shapes import Point, middles
from sitrep.grounding.gazetteer_tables import own_table, split_names

VERSION = "2026.2"
#: Two rows of one name are one place when nearer than this, in degrees.
NEAR = 0.5
#: The same where a table tells its places to some ten kilometres, so that villages keep their namesakes as neighbours.
CLOSE = 0.1
#: Villages, camps, crossings and districts that news of today's wars names; ours, exact to some ten kilometres.
WAR_PLACES = ("war_places_africa_america.tsv", "war_places_eurasia.tsv")
#: A shape further than this from all the towns of a unit is not its own, in degrees.
AWAY = 3.0
#: What makes an adjective of a town's name in Russian and Ukrainian, and how the town's own name may end.
ADJECTIVE = re.compile(r"(?:ov|ev)?(?:s|z)?(?:k[iy]y|ky|kyi|kiy)$")
ENDINGS = ("", "o", "a", "i", "y", "e", "sk", "ka", "ovo", "evo", "ov", "ovka", "ino", "oye")
#: A table of ours by its name; tests give their own.
Tables = Callable[[str], list[dict[str, str]]]


def build(folder: Path, tables: Tables = own_table) -> bytes:
    """The gazetteer made of the sources in this folder."""
    missing = [source.file for source in sources.SOURCES if not (folder / source.file).is_file()]
    if missing:
        raise NotFound(f"{folder} lacks {', '.join(missing)}.", check="docs/gazetteer.md says where each comes from.")
    cities = sources.read_cities(folder / "cities500.json")
    sources.detail_cities(cities, folder / "cities.pbf")
    correct_cities(cities, tables("spellings.tsv"))
    shapes = _by_name(middles(folder / "admin1_world.topo.json.gz", "admin1", ("iso", "name")))
    shown, first = read_units(folder, tables("units.tsv"), cities, shapes)
    codes = sources.zips(folder / "zips.json.bz2")
    second = read_districts(folder, cities, _left(shapes, first), sources.county_of(codes))
    known = {(row.unit or "", key(name)) for row in cities if row.country == "US" for name in (row.name, *row.own)}
    hamlets = [row for row in sources.read_zips(codes, known) if row.unit in shown]
    lands = sources.read_countries(folder / "countryInfo.txt", tables("countries.tsv"))
    continents = sources.read_continents(folder / "continents.json")
    airports = sources.read_airports(folder / "airports.csv")
    rows = [*lands, *continents, *first, *second, *cities, *hamlets, *airports]
    rows = replace_known(rows, sources.read_places(tables("places.tsv") + tables("geography.tsv")))
    rows = replace_known(rows, sources.read_places([line for name in WAR_PLACES for line in tables(name)]), CLOSE)
    abbreviate(rows, tables("abbreviations.tsv"))
    give_zones(rows, cities)
    return pack(rows, shown, extents(cities))


def pack(rows: Iterable[Row], shown: dict[str, str], spans: dict[str, list[float]]) -> bytes:
    """The bytes of the file of these rows."""
    facts = {"version": VERSION, "sources": [*(source.credit for source in sources.SOURCES), sources.OWN]}
    with Packer() as packer:
        for row in sorted(rows, key=_order):
            packer.add(row.placed(shown), *row.keys())
        return packer.pack(facts, spans)


def _order(row: Row) -> tuple[object, ...]:
    return -row.population, KINDS.index(row.kind), row.country, row.name, row.identity, row.lat or 0, row.lon or 0


def correct_cities(rows: list[Row], lines: list[dict[str, str]]) -> None:
    """The spellings of today, laid over the cities they name."""
    known: dict[tuple[str, str], Row] = {}
    for row in sorted(rows, key=lambda row: row.population):
        for name in row.others:
            known.setdefault((row.country, key(name)), row)
    for row in sorted(rows, key=lambda row: row.population):
        known[row.country, key(row.name)] = row
    for line in lines:
        found = known.get((line["country"], key(line["geonames"])))
        if found is None:
            continue
        given = split_names(line["aliases"])
        found.others |= {found.name}
        found.own |= {name for name in given if not name.startswith("-")}
        found.refused |= {key(name[1:]) for name in given if name.startswith("-")}
        found.name = line["name"]


def _by_name(shapes: dict[tuple[str, ...], tuple[Point, float]]) -> dict[tuple[str, str], Point]:
    """Middles by country and by the key and loose key of the name without its rank; the larger of two namesakes."""
    found: dict[tuple[str, str], Point] = {}
    for (country, name), (point, _) in sorted(shapes.items(), key=lambda item: item[1][1]):
        found |= {(country, key(bare(name))): point, (country, LOOSE + loose_key(bare(name))): point}
    return found


def _shape(shapes: dict[tuple[str, str], Point], country: str, names: Iterable[str], towns: list[Row]) -> Point | None:
    """The middle of the shape with one of these names, unless the unit's towns lie elsewhere."""
    for name in sorted(names):
        point = shapes.get((country, key(bare(name)))) or shapes.get((country, LOOSE + loose_key(bare(name))))
        if point and (not towns or min(hypot(point[0] - (t.lat or 0), point[1] - (t.lon or 0)) for t in towns) < AWAY):
            return point
    return None


def read_units(
    folder: Path, corrections: list[dict[str, str]], cities: list[Row], shapes: dict[tuple[str, str], Point]
) -> tuple[dict[str, str], list[Row]]:
    """The shown name of each first-order unit by its code, and the units: at their middles, or their towns'."""
    better = {line["code"]: line for line in corrections}
    towns = defaultdict(list)
    for city in cities:
        towns[city.unit].append(city)
    rows, shown = [], {}
    for code, given_name, plain, identity in sources.units(folder / "admin1CodesASCII.txt"):
        name = given_name
        others, own = {name, plain, bare(name), bare(plain)}, set[str]()
        if code in better:
            name = better[code]["name"]
            others |= {bare(name)}
            given = split_names(better[code]["aliases"])
            others |= {name[1:] for name in given if name.startswith("~")}  # its town's name too
            own = {name for name in given if not name.startswith("~")}
        within = towns.get(code, [])
        lat, lon = _shape(shapes, code[:2], {name, *others, *own}, within) or _weighed(within) or (None, None)
        shown[code] = name
        people = _people(within)
        rows.append(Row("region", name, identity, lat, lon, code[:2], code, people, others, own, zone=_zone(within)))
    return shown, rows


def _weighed(towns: list[Row]) -> Point | None:
    """The middle of these towns."""
    if not towns:
        return None
    return fmean(t.lat or 0 for t in towns), fmean(t.lon or 0 for t in towns)


def _zone(towns: list[Row]) -> str | None:
    """The time zone in which most people of these towns live."""
    people: Counter[str] = Counter()
    for each in towns:
        if each.zone:
            people[each.zone] += each.population + 1
    return min(people, key=lambda zone: (-people[zone], zone), default=None)


def _left(shapes: dict[tuple[str, str], Point], units: list[Row]) -> dict[tuple[str, str], Point]:
    """The shapes that no first-order unit is of; a district is not where its namesake of higher rank is."""
    taken = {(unit.country, unit.lat, unit.lon) for unit in units}
    return {name: point for name, point in shapes.items() if (name[0], *point) not in taken}


def read_districts(
    folder: Path,
    cities: list[Row],
    shapes: dict[tuple[str, str], Point],
    counties_of: dict[tuple[str, str], tuple[str, str]],
) -> list[Row]:
    """Second-order units: at their shape's middle, their towns', or the town whose name they bear."""
    counties = _counties(folder)
    inside, named = defaultdict(list), dict[tuple[str, str], Row]()
    for city in sorted(cities, key=lambda row: row.population):
        inside[city.district or counties_of.get((city.unit or "", key(city.name)))].append(city)
        for name in (*city.others, city.name):
            named[city.unit or "", key(name)] = city
            named[city.unit or "", LOOSE + loose_key(name)] = city
    rows = []
    for code, name, plain, identity in sources.units(folder / "admin2Codes.txt.gz"):
        country, unit, _ = code.split(".", 2)
        unit = f"{country}.{unit}"
        names = {name, plain, bare(name), bare(plain)}
        towns = inside[code] or inside[unit, key(name)]
        namesake = _namesake(name, unit, named)
        lat, lon = (
            counties.get(code)
            or (_shape(shapes, country, names, towns) if country != "US" else None)
            or _weighed(towns)
            or _weighed([namesake] if namesake else [])
            or (None, None)
        )
        zone = _zone(towns or ([namesake] if namesake else []))
        feature = "county" if country == "US" else None
        rows.append(
            Row("district", in_english(name), identity, lat, lon, country, unit, _people(towns), names,
                feature=feature, zone=zone)
        )  # fmt: skip
    return rows


def _namesake(name: str, unit: str, named: dict[tuple[str, str], Row]) -> Row | None:
    """The town that a district is named after: by its own name, or by its adjective ("Abdulinskiy" of Abdulino)."""
    stem = ADJECTIVE.sub("", key(bare(name)))
    tried = [key(bare(name)), LOOSE + loose_key(bare(name)), *(stem + end for end in ENDINGS if len(stem) > 3)]
    return next((named[unit, each] for each in tried if (unit, each) in named), None)


def _counties(folder: Path) -> dict[str, Point]:
    """The middles of the counties of the United States by GeoNames' codes, "US.AL.113"."""
    path = folder / "counties-10m.json"
    numbers = {name: number for number, name in middles(path, "states", ("id", "name"))}
    codes = {
        numbers[name]: code for code, name, *_ in sources.units(folder / "admin1CodesASCII.txt")
        if code.startswith("US.") and name in numbers
    }  # fmt: skip
    found = middles(path, "counties", ("id",))
    return {
        f"{codes[number[:2]]}.{number[2:]}": point for (number,), (point, _) in found.items() if number[:2] in codes
    }


def _people(towns: list[Row]) -> int:
    """How many people live in these towns, those of a town's quarters counted once."""
    return sum(town.population for town in towns if town.feature != "quarter")


def replace_known(rows: list[Row], own: list[Row], apart: float = NEAR) -> list[Row]:
    """All places, our own taking the ids and spellings of those they stand for, not more degrees apart than this."""
    by_id = {row.identity: row for row in rows if row.identity}
    near: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in rows:
        for name in (row.name, *row.others, *row.own):
            near[row.kind, row.country, key(name)].append(row)
    gone: set[int] = set()
    for row in own:
        same = {id(r): r for r in near.get((row.kind, row.country, key(row.name)), []) if _beside(r, row, apart)}
        if row.identity in by_id:
            same[id(by_id[row.identity])] = by_id[row.identity]
        for other in same.values():
            row.identity = row.identity or other.identity
            row.population = max(row.population, other.population)
            row.unit = other.unit or row.unit
            row.zone = row.zone or other.zone
            row.feature = row.feature or other.feature
            row.others |= other.others | {other.name}
            row.own |= other.own
            gone.add(id(other))
    return [row for row in rows if id(row) not in gone] + own


def _beside(one: Row, other: Row, apart: float) -> bool:
    """Whether two rows of one kind and name are one place; districts that lie nowhere, unless their ids differ."""
    if one.kind == "region":
        return True
    if None in (one.lat, one.lon, other.lat, other.lon):
        return one.kind == "district" and (one.identity == other.identity or not (one.identity and other.identity))
    return abs((one.lat or 0) - (other.lat or 0)) < apart and abs((one.lon or 0) - (other.lon or 0)) < apart


def abbreviate(rows: list[Row], lines: list[dict[str, str]]) -> None:
    """The abbreviations of units, countries and towns, given to the best known place of that name and kind."""
    known: dict[tuple[str, str, str], Row] = {}
    for row in sorted(rows, key=_order, reverse=True):
        for name in (*row.own, row.name):
            known[row.kind, row.country, key(name)] = row
    for line in lines:
        found = known.get((line["kind"], line["country"], key(line["name"])))
        if found is None:
            raise CodebookError(
                f"abbreviations.tsv: no {line['kind']} {line['name']}", check="Name a place as it is shown."
            )
        found.short |= split_names(line["abbreviations"])


def give_zones(rows: list[Row], cities: list[Row]) -> None:
    """The time zone of every place of a country that has none: its unit's, or that of the nearest town."""
    towns = defaultdict(list)
    for city in cities:
        towns[city.country].append(city)
    units: dict[str | None, str | None] = {row.unit: row.zone for row in rows if row.kind == "region" and row.unit}
    for row in rows:
        if row.zone or not towns[row.country]:
            continue
        if row.kind == "country":
            row.zone = _zone(towns[row.country])
        elif row.kind == "district" or row.lat is None:
            row.zone = units.get(row.unit)
        if row.zone is None and row.lat is not None:
            row.zone = _nearest(row, towns[row.country]).zone


def _nearest(row: Row, towns: list[Row]) -> Row:
    """The town nearest to a place, sought first among those of its parallel."""
    beside = [town for town in towns if abs((town.lat or 0) - (row.lat or 0)) < AWAY]
    return min(beside or towns, key=lambda town: (_apart(row, town), town.identity))


def _apart(one: Row, other: Row) -> float:
    """How far apart two places are, in square degrees: enough to tell which of several is nearest."""
    wide = cos(radians(one.lat or 0))
    return ((one.lat or 0) - (other.lat or 0)) ** 2 + (wide * ((one.lon or 0) - (other.lon or 0))) ** 2


def extents(cities: list[Row]) -> dict[str, list[float]]:
    """Where a country's towns lie: the span that holds all but the outermost twentieth on each side."""
    found = {}
    by_country = defaultdict(list)
    for city in cities:
        by_country[city.country].append(city)
    for country, towns in sorted(by_country.items()):
        lats, lons = sorted(t.lat or 0 for t in towns), sorted(t.lon or 0 for t in towns)
        cut = len(towns) // 20
        found[country] = [round(v, 2) for v in (lats[cut], lons[cut], lats[-1 - cut], lons[-1 - cut])]
    return found
