"""The packaged topology draws states as recognised, notes what is disputed, and is sound GeoJSON."""

import gzip
import json
from collections.abc import Iterator
from itertools import pairwise

import pytest

from sitrep.codebook.countries import name_of
from sitrep.exports.topology import Area, topology, topology_bytes, topology_geojson


def holding(lon: float, lat: float, areas: Iterator[Area]) -> list[Area]:
    """The areas that a point lies in."""
    return [area for area in areas if sum(crosses(topology().ring(ring), lon, lat) for ring in area.rings) % 2]


def crosses(ring: tuple[tuple[float, float], ...], lon: float, lat: float) -> int:
    pairs = pairwise(ring)
    return sum(
        (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1 for (x1, y1), (x2, y2) in pairs
    )


@pytest.mark.parametrize(
    ("lon", "lat", "country"),
    [
        (30.52, 50.45, "UA"),  # Kyiv
        (34.10, 45.00, "UA"),  # Simferopol
        (33.60, 44.60, "UA"),  # Sevastopol
        (37.80, 48.00, "UA"),  # Donetsk
        (39.30, 48.57, "UA"),  # Luhansk
        (36.60, 50.60, "RU"),  # Belgorod
        (32.53, 15.60, "SD"),  # Khartoum
        (35.20, 31.95, "PS"),  # Ramallah
        (34.40, 31.45, "PS"),  # Gaza
        (35.75, 33.00, "SY"),  # Golan
        (35.50, 32.95, "IL"),  # Safed
        (41.00, 43.00, "GE"),  # Sukhumi
        (33.30, 35.25, "CY"),  # north of Nicosia
        (44.07, 9.56, "SO"),  # Hargeisa
        (28.20, -29.50, "LS"),  # Lesotho is a hole in South Africa
        (36.00, 43.50, None),  # the Black Sea
    ],
)
def test_places_lie_in_the_state_they_are_recognised_in(lon: float, lat: float, country: str | None) -> None:
    assert [area.country for area in holding(lon, lat, topology().layer("countries"))] == ([country] if country else [])


def test_crimea_is_a_unit_of_ukraine_with_its_note() -> None:
    (crimea,) = holding(34.10, 45.00, topology().layer("units"))
    assert (crimea.country, crimea.name, crimea.note) == (
        "UA",
        "Crimea",
        "Crimea: Ukraine, occupied by Russia since 2014",
    )


def test_every_unit_of_ukraine_is_named_as_it_is_named_there() -> None:
    names = {area.name for area in topology().units if area.country == "UA"}
    assert len(names) == 27
    assert {"Odesa", "Kyiv", "Lviv", "Zaporizhzhia", "Mykolaiv", "Dnipropetrovsk", "Zakarpattia"} <= names


def test_every_country_is_known_and_every_ring_is_closed() -> None:
    land = topology()
    assert all(area.country == "" or name_of(area.country) for area in (*land.countries, *land.units))
    for area in (*land.countries, *land.units):
        for ring in area.rings:
            points = land.ring(ring)
            assert len(points) >= 4 and points[0] == points[-1]


def test_neighbours_share_their_border_line() -> None:
    land = topology()
    arcs = {
        country: {
            n if n >= 0 else ~n for area in land.countries if area.country == country for r in area.rings for n in r
        }
        for country in ("UA", "RU", "PL")
    }
    assert arcs["UA"] & arcs["RU"] and arcs["UA"] & arcs["PL"]


def test_a_box_of_it_is_sound_geojson() -> None:
    told = topology_geojson("units", (22.0, 44.0, 40.5, 52.5))
    assert json.loads(json.dumps(told, allow_nan=False)) == told
    assert {"UA", "RU", "MD"} <= {one["properties"]["country"] for one in told["features"]}
    assert "AU" not in {one["properties"]["country"] for one in told["features"]}
    for feature in told["features"]:
        for polygon in feature["geometry"]["coordinates"]:
            for ring in polygon:
                assert ring[0] == ring[-1]
                assert all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in ring)


def test_the_file_is_small_and_plain_topojson() -> None:
    packed = topology_bytes()
    assert len(packed) < 1_500_000
    told = json.loads(gzip.decompress(packed))
    assert told["type"] == "Topology" and set(told["objects"]) == {"countries", "units"}


def test_each_arc_is_read_as_the_file_tells_it() -> None:
    told = json.loads(gzip.decompress(topology_bytes()))
    (width, height), (west, south) = told["transform"]["scale"], told["transform"]["translate"]

    for number in range(0, len(told["arcs"]), 97):
        x, y = told["arcs"][number][0]
        points = topology().arc(number)
        assert points[0] == (x * width + west, y * height + south)
        assert len(points) == len(told["arcs"][number])
        assert topology().arc(~number) == points[::-1]
