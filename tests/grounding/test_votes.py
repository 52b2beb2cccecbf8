"""Votes of names for countries, units and patches of land."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sitrep.grounding.gazetteer import Entry, Kind
from sitrep.grounding.votes import BESIDE, NOBODY, Land, Votes, land_of


def place(kind: Kind = "city", lat: float | None = 46.6, lon: float | None = 32.6) -> Entry:
    """A place of Kherson Oblast."""
    return Entry(1, "Somewhere", None, lat, lon, "UA", "Kherson", kind, 1000)


LANDS = st.builds(
    Land,
    st.sampled_from([None, "UA", "RU"]),
    st.sampled_from([None, ("UA", "Kherson"), ("RU", "Kursk")]),
    st.sampled_from([None, (46, 32), (46, 33)]),
    st.sampled_from([(), ((46, 33), (47, 33))]),
)


def test_a_town_votes_for_its_patch_and_half_for_those_beside_it() -> None:
    """A place a degree away has half of what the patch itself has, one two degrees away nothing."""
    votes = Votes()
    votes.add(land_of(place()), 0.8)
    near = [land_of(place(lon=lon)) for lon in (32.6, 33.6, 34.6)]
    assert [patch for _, _, patch in votes.beyond(NOBODY, near)] == [0.8, 0.8 * BESIDE, 0.0]


def test_a_region_votes_for_no_land_and_a_country_lies_in_none() -> None:
    """What is wide says nothing of a patch of it; a region is still found near the towns of its middle."""
    assert land_of(place("region")).beside == ()
    assert land_of(place("region")).patch == (46, 32)
    assert land_of(place("country")).patch is None
    assert land_of(place(lat=None)).patch is None


@given(st.lists(LANDS, max_size=5), LANDS)
def test_no_name_votes_for_itself(lands: list[Land], asked: Land) -> None:
    """Where one name alone has voted, nothing speaks for any of its places."""
    own, every = Votes(), Votes()
    for land in lands:
        own.add(land, 0.5)
    every.join(own)
    assert every.beyond(own, [asked]) == [(0.0, 0.0, 0.0)]
