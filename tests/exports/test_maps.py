"""A map shows each place as exactly as it was told, never moves one, and says what is disputed or outside it."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.exports.drawings import HOSTILE, holds_to_the_rules, of, words

from sitrep.exports.maps import MapPoint, map_label, map_legend, map_svg, map_table
from sitrep.exports.maps_view import HEIGHT, WIDTH, View, view_of
from sitrep.exports.seas import seas

KHARKIV = MapPoint(49.99, 36.23, "city", "Kharkiv", "4 killed", outcome="killed", dead=4, country="UA", reviewed=True)
SUMY = MapPoint(50.91, 34.80, "city", "Sumy", "1 killed", outcome="killed", dead=1, country="UA")
ODESA = MapPoint(46.75, 30.0, "region", "Odesa Oblast", "12 drones", country="UA")
PLANT = MapPoint(46.64, 32.6, "site", "Kherson", "plant shut down", outcome="outage", country="UA")
ESTATE = MapPoint(47.84, 35.14, "district", "Zaporizhzhia", "2 wounded", outcome="wounded", country="UA")
WASHINGTON = MapPoint(38.9, -77.04, "city", "Washington", "talks", outcome="talks", country="US")


def drawn(*points: MapPoint) -> str:
    return map_svg(points, prefix="m", title="Map")


def discs(*points: MapPoint) -> list[dict[str, str]]:
    root = holds_to_the_rules(drawn(*points), "m")
    return [one.attrib for one in of(root, "circle") if "fill-opacity" in one.attrib]


def test_a_point_lies_where_it_was_told_and_nowhere_else() -> None:
    x, y = view_of([KHARKIV]).at(KHARKIV.lon, KHARKIV.lat)
    told = [discs(KHARKIV)[0], *discs(KHARKIV, KHARKIV, SUMY)[:2]]
    assert {(one["cx"], one["cy"]) for one in told} == {(f"{x:.1f}".removesuffix(".0"), f"{y:.1f}".removesuffix(".0"))}


def test_precision_is_a_shape() -> None:
    root = holds_to_the_rules(drawn(KHARKIV, ODESA, PLANT, ESTATE), "m")
    shapes = {one.attrib["class"].split()[1]: [child.tag for child in one] for one in of(root, "g", "sh")}
    assert shapes == {
        "city": ["circle"],
        "region": ["circle", "circle"],
        "site": ["circle", "path"],
        "district": ["circle", "circle"],
    }
    (region,) = of(root, "g", "region")
    assert region[0].attrib["stroke-dasharray"] == "1.5 4"


def test_the_area_of_a_disc_grows_with_the_dead() -> None:
    none, one, four = (
        float(disc["r"]) ** 2 for disc in sorted(discs(PLANT, SUMY, KHARKIV), key=lambda d: float(d["r"]))
    )
    assert four - none == pytest.approx(4 * (one - none), rel=0.05)


def test_a_great_number_of_dead_does_not_hide_the_map() -> None:
    (disc,) = discs(MapPoint(49.99, 36.23, "city", "Kharkiv", dead=5000, country="UA"))
    assert float(disc["r"]) <= 40


def test_what_is_not_reviewed_is_dashed() -> None:
    reviewed, unreviewed = discs(KHARKIV, SUMY)
    assert "stroke-dasharray" not in reviewed and unreviewed["stroke-dasharray"] == "3 2.5"


def test_the_country_is_shown_whole_and_a_far_place_is_listed_as_outside() -> None:
    points = [KHARKIV, SUMY, WASHINGTON]
    view = view_of(points)
    assert view.home == "UA" and not view.holds(WASHINGTON)
    assert map_label(points, title="Map") == "Map: 2 points, 2 by city; 1 outside this map"
    assert [row[5] for row in map_table(points).rows] == ["", "", "outside this map"]
    west, south, east, north = view.seen
    assert west < 22.2 and south < 44.4 and east > 40.1 and north > 52.3


def test_crimea_is_drawn_as_ukraine_and_hatched_with_its_note() -> None:
    note = "Crimea: Ukraine, occupied by Russia since 2014"
    root = holds_to_the_rules(drawn(KHARKIV), "m")
    home = {one[0].text for one in of(root, "g") if len(one) == 2 and one[1].attrib.get("class") == "home"}
    hatched = {one[0].text for one in of(root, "g") if len(one) == 2 and one[1].attrib.get("fill") == "url(#m-occ)"}
    assert {"Crimea", "Sevastopol", "Odesa"} <= home and note in hatched
    assert note in map_legend(view_of([KHARKIV]), prefix="m")


def test_seas_bear_their_names_where_these_fit() -> None:
    named = ["".join(one.itertext()) for one in of(holds_to_the_rules(drawn(KHARKIV, ODESA), "m"), "text", "sea")]

    assert sorted(named) == ["Black Sea", "Sea of Azov"]
    assert not of(holds_to_the_rules(drawn(MapPoint(7.4, 20.5, "city", "Bria", country="CF")), "m"), "text", "sea")


def test_every_sea_has_a_place_on_the_globe() -> None:
    assert all(-90 < sea.lat < 90 and -180 <= sea.lon <= 180 and 0 < sea.width <= 50 for sea in seas())
    assert len({sea.name for sea in seas()}) > 50


def test_names_stand_beside_their_points_and_never_on_one_another() -> None:
    crowd = [MapPoint(49.99 + n / 100, 36.23, "city", f"Place {n}", "1 killed", country="UA") for n in range(12)]
    root = holds_to_the_rules(drawn(*crowd), "m")
    spots = [(one.attrib["x"], one.attrib["y"]) for one in of(root, "text", "pl")]
    assert 0 < len(spots) == len(set(spots)) < 12
    titles = "".join(one.text or "" for one in of(root, "title"))
    assert all(f"Place {n}: 1 killed" in titles for n in range(12))


def test_places_told_together_are_named_once() -> None:
    other = MapPoint(49.99, 36.23, "city", "Kharkiv", "2 wounded", outcome="wounded", country="UA")
    assert "Kharkiv 4 killed and 1 more" in words(holds_to_the_rules(drawn(KHARKIV, other), "m"))


@pytest.mark.parametrize(
    "link", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", "/\\evil"]
)
def test_a_point_leads_nowhere_but_within_the_site(link: str) -> None:
    point = MapPoint(49.99, 36.23, "city", "Kharkiv", link=link, country="UA")
    assert not of(holds_to_the_rules(drawn(point), "m"), "a")


def test_a_link_within_the_site_is_kept() -> None:
    point = MapPoint(49.99, 36.23, "city", "Kharkiv", link="/incidents/inc_1", country="UA")
    assert of(holds_to_the_rules(drawn(point), "m"), "a")[0].attrib["href"] == "/incidents/inc_1"


def test_hostile_words_stay_words() -> None:
    bad = MapPoint(49.99, 36.23, "city", HOSTILE, HOSTILE, HOSTILE, id=HOSTILE, country="UA")
    assert "<script>alert(1)</script>" in "".join(holds_to_the_rules(drawn(bad), "m").itertext())


def test_without_a_point_the_world_is_shown() -> None:
    assert view_of([]).seen[0] <= -179 and "none" in map_label([], title="Map")


def test_degrees_are_as_long_as_they_are_on_the_ground() -> None:
    view = View((30.0, 48.0, 32.0, 50.0))
    (x0, y0), (x1, y1) = view.at(30.0, 49.0), view.at(31.0, 50.0)
    assert (x1 - x0) / (y0 - y1) == pytest.approx(math.cos(math.radians(49.0)))


POINTS = st.builds(
    MapPoint,
    st.floats(-90, 90),
    st.floats(-180, 180),
    st.sampled_from(["site", "city", "district", "region"]),
    st.text(max_size=20),
    st.text(max_size=20),
    outcome=st.sampled_from(["killed", "wounded", "outage", "talks", "other"]),
    dead=st.integers(0, 10**6),
    reviewed=st.booleans(),
    country=st.sampled_from(["UA", "SD", "RU", "US", "FJ", ""]),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(POINTS, max_size=6))
def test_any_points_give_a_map(points: list[MapPoint]) -> None:
    view = view_of(points)
    root = holds_to_the_rules(drawn(*points), "m")
    assert len(of(root, "g", "pt")) == sum(view.holds(one) for one in points)
    for disc in of(root, "circle"):
        assert -1 <= float(disc.attrib["cx"]) <= WIDTH + 1 and -1 <= float(disc.attrib["cy"]) <= HEIGHT + 1
