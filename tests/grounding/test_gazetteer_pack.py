"""What is packed is found again: places in order of people, names by every spelling."""

from hypothesis import given
from hypothesis import strategies as st

from sitrep.grounding.gazetteer import Gazetteer, key
from sitrep.grounding.gazetteer_format import KINDS
from sitrep.grounding.gazetteer_pack import Packer, Placed

NAMES = st.text(st.characters(categories=["L"]), min_size=1, max_size=20)
PLACES = st.builds(
    Placed,
    name=NAMES,
    kind=st.sampled_from(KINDS),
    feature=st.none() | st.just("river"),
    identity=st.integers(0, 2**32 - 1),
    lat=st.none() | st.floats(-90, 90),
    lon=st.none() | st.floats(-180, 180),
    country=st.none() | st.sampled_from(["UA", "US"]),
    unit=st.none() | NAMES,
    zone=st.none() | st.just("Europe/Kyiv"),
    population=st.integers(0, 2**32 - 1),
)


def packed(places: list[Placed]) -> Gazetteer:
    """A gazetteer of these places under their names, and under "x" with the name."""
    with Packer() as packer:
        for place in places:
            packer.add(place, [key(place.name)], ["x" + key(place.name)])
        return Gazetteer(packer.pack({"version": "test"}, {}))


@given(st.lists(PLACES, max_size=30))
def test_every_place_comes_back_as_it_went_in(places: list[Placed]) -> None:
    """All of a place is kept, its coordinates to 11 m."""
    book = packed(places)
    back = [book.entry(index) for index in range(len(book))]
    assert [e.population for e in back] == sorted((p.population for p in places), reverse=True)
    for place, entry in zip(sorted(places, key=lambda p: -p.population), back, strict=True):
        assert (entry.name, entry.kind, entry.feature, entry.geonames_id or 0) == (
            place.name, place.kind, place.feature, place.identity,
        )  # fmt: skip
        assert (entry.country, entry.admin1, entry.zone) == (place.country, place.unit, place.zone)
        assert entry.lat == (None if place.lat is None else round(place.lat + 90, 4) - 90) or (
            place.lat is not None and entry.lat is not None and abs(entry.lat - place.lat) < 6e-5
        )


@given(st.lists(PLACES, min_size=1, max_size=30))
def test_every_name_leads_to_its_places(places: list[Placed]) -> None:
    """By its own name and by another spelling, best known first."""
    book = packed(places)
    for place in places:
        if not key(place.name):
            continue
        namesakes = [p for p in places if key(p.name) == key(place.name)]
        found = book.find(place.name)
        assert [e.population for e in found] == sorted((p.population for p in namesakes), reverse=True)
        assert all(e.own_name for e in found)


def test_the_same_places_give_the_same_bytes() -> None:
    """Nothing but the places decides what is written."""

    def once() -> bytes:
        with Packer() as packer:
            for number in range(500):
                packer.add(Placed(f"Town {number}", "city", population=number % 7), [f"town {number}"], ["town"])
            return packer.pack({"version": "test"}, {})

    assert once() == once()


def test_a_name_given_twice_is_kept_once_as_the_places_own() -> None:
    """A spelling that is also the name is the name."""
    with Packer() as packer:
        packer.add(Placed("Bara", "city"), ["bara"], ["bara"])
        book = Gazetteer(packer.pack({"version": "test"}, {}))
    assert [e.own_name for e in book.find("Bara")] == [True]
    assert book.facts()["names"] == 1


def test_a_name_is_cut_between_letters() -> None:
    """Names longer than the format holds lose whole letters, never half of one."""
    with Packer() as packer:
        packer.add(Placed("ї" * 200, "city"), ["ї"], [])
        book = Gazetteer(packer.pack({"version": "test"}, {}))
    assert book.entry(0).name == "ї" * 127


def test_an_empty_gazetteer_knows_nothing() -> None:
    """No place is no error."""
    book = packed([])
    assert len(book) == 0
    assert book.find("Kyiv") == ()
