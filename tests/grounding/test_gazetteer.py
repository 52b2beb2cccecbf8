"""The gazetteer knows places by their present, former and variously transliterated names."""

import gzip
import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrep.errors import CodebookError
from sitrep.grounding.gazetteer import Gazetteer, facts, gazetteer, key, loose_key

ROOT = Path(__file__).parents[2]


def best(name: str, kind: str = "city") -> tuple[str, str | None] | None:
    """The name and country of the best known place of this name and kind."""
    return next(((e.name, e.country) for e in gazetteer().find(name) if e.kind == kind), None)


@pytest.mark.parametrize(
    ("written", "shown", "country"),
    [
        ("Kiev", "Kyiv", "UA"),
        ("Odessa", "Odesa", "UA"),
        ("Krivoy Rog", "Kryvyi Rih", "UA"),
        ("Kryvyy Rih", "Kryvyi Rih", "UA"),
        ("Kharkov", "Kharkiv", "UA"),
        ("Nikolaev", "Mykolaiv", "UA"),
        ("Zaporozhye", "Zaporizhzhia", "UA"),
        ("Dnipropetrovsk", "Dnipro", "UA"),
        ("Artemivsk", "Bakhmut", "UA"),
        ("Rangoon", "Yangon", "MM"),
        ("Bombay", "Mumbai", "IN"),
        ("Peking", "Beijing", "CN"),
        ("Deir al-Zour", "Deir ez-Zor", "SY"),
        ("Khan Yunis", "Khan Younis", "PS"),
    ],
)
def test_old_and_other_spellings_lead_to_the_present_name(written: str, shown: str, country: str) -> None:
    """News of other years and agencies names the same towns."""
    assert best(written) == (shown, country)


@pytest.mark.parametrize(
    ("written", "country"),
    [("Türkiye", "TR"), ("Burma", "MM"), ("Ivory Coast", "CI"), ("Cape Verde", "CV"), ("Macedonia", "MK"),
     ("Congo", "CD"), ("Swaziland", "SZ"), ("U.S.", "US"), ("UK", "GB")],
)  # fmt: skip
def test_countries_are_known_by_old_and_short_names(written: str, country: str) -> None:
    """A country's entry carries its code."""
    found = best(written, "country")
    assert found is not None
    assert found[1] == country


def test_a_first_order_unit_bears_the_name_geonames_shows() -> None:
    """The oblast is found by its bare name and shown in full, with its own id."""
    region = next(e for e in gazetteer().find("Kherson") if e.kind == "region")
    assert (region.name, region.geonames_id, region.country) == ("Kherson Oblast", 706442, "UA")


def test_waters_belong_to_no_country() -> None:
    """What happens at sea happens in no country."""
    strait = gazetteer().find("Strait of Hormuz")[0]
    assert (strait.kind, strait.country) == ("water", None)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Al-Hasakeh", "El Hasakeh"), ("As-Suwayda", "Al Suwayda"), ("St. Petersburg", "Saint Petersburg"),
     ("N’Djamena", "N'Djamena"), ("Rzeszów", "RZESZOW"), ("Port-au-Prince", "Port au Prince"), ("The Hague", "Hague")],
)  # fmt: skip
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    """Case, marks, apostrophes, hyphens and articles do not part names."""
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Al-Malikiyyeh", "Al Mālikīyah"), ("Oktyabrsky", "Oktyabr’skiy"), ("Younis", "Yunis"), ("Khawkhah", "Khukhah")],
)
def test_transliterations_of_one_name_have_one_loose_key(one: str, other: str) -> None:
    """What transliterations disagree on is folded away."""
    assert loose_key(one) == loose_key(other)


@given(st.text(max_size=60))
def test_no_name_breaks_the_look_up(name: str) -> None:
    """Any text may be asked for, and a key is its own key."""
    assert key(key(name)) == key(name) or not key(name).isascii() or key(name).startswith(("al ", "the ", "saint "))
    assert isinstance(gazetteer().find(name), tuple)
    assert gazetteer().is_place(name) == bool(gazetteer().find(name))


def test_an_unknown_name_leads_nowhere() -> None:
    """No place is made up."""
    assert gazetteer().find("Qzxwvut") == ()
    assert gazetteer().prominence("Qzxwvut") == 0


def test_better_known_places_come_first() -> None:
    """The first candidate of a name is the one with most people."""
    people = [entry.population for entry in gazetteer().find("Paris")]
    assert people == sorted(people, reverse=True)


def test_the_facts_credit_geonames_and_count_the_places() -> None:
    """What the doctor shows: version, counts and licence."""
    told = facts()
    assert told["places"] == len(gazetteer()) > 200_000
    assert any("CC BY 4.0" in source for source in told["sources"])


def test_the_file_stays_under_twenty_megabytes() -> None:
    """The package must stay small."""
    packed = ROOT / "src/sitrep/grounding/data/gazetteer.bin"
    assert packed.stat().st_size < 20_000_000


def test_opening_reads_next_to_nothing() -> None:
    """A fresh process opens the gazetteer and finds a name in well under a second."""
    code = (
        "import time; from sitrep.grounding.gazetteer import gazetteer; t = time.perf_counter();"
        "gazetteer().find('Kyiv'); print(time.perf_counter() - t)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert float(told.stdout) < 0.2


def test_a_foreign_file_is_refused() -> None:
    """Bytes that are no gazetteer are not searched."""
    with pytest.raises(CodebookError):
        Gazetteer(b"PK\x03\x04 something else entirely")


@pytest.fixture
def builder() -> ModuleType:
    """The build script as a module."""
    spec = importlib.util.spec_from_file_location("build_gazetteer", ROOT / "scripts/build_gazetteer.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A world of one country, one unit, one district and two towns, with corrections."""
    cities = {
        "1": {"geonameid": 1, "name": "Kryvyy Rih", "latitude": 47.9, "longitude": 33.4, "countrycode": "UA",
              "population": 600000, "admin1code": "04", "alternatenames": ["Кривий Ріг", "KWG", "Krivoj Rog"]},
        "2": {"geonameid": 2, "name": "Izyum", "latitude": 49.2, "longitude": 37.3, "countrycode": "UA",
              "population": 45000, "admin1code": "04", "alternatenames": ["Ізюм"]},
    }  # fmt: skip
    (tmp_path / "cities.json").write_text(json.dumps(cities), encoding="utf-8")
    country = ["UA", "UKR", "804", "UP", "Ukraine", "Kyiv", "603700", "44622516", "EU", *[""] * 7, "690791", "", ""]
    (tmp_path / "countryInfo.txt").write_text("#comment\n" + "\t".join(country) + "\n", encoding="utf-8")
    (tmp_path / "admin1CodesASCII.txt").write_text("UA.04\tDnipropetrovsk\tDnipropetrovsk\t709929\n", encoding="utf-8")
    with gzip.open(tmp_path / "admin2Codes.txt.gz", "wt", encoding="utf-8") as file:
        file.write("UA.04.7\tIzyum Raion\tIzyum Raion\t77\n")
    (tmp_path / "spellings.tsv").write_text(
        "country\tgeonames\tname\taliases\nUA\tKryvyy Rih\tKryvyi Rih\tKrivoy Rog\n"
    )
    (tmp_path / "admin1.tsv").write_text("code\tname\taliases\nUA.04\tDnipropetrovsk Oblast\tDnipro\n")
    (tmp_path / "places.tsv").write_text(
        "kind\tname\tid\tlat\tlon\tcountry\tadmin1\tpopulation\taliases\n"
        "water\tBlack Sea\t630673\t43.2\t34.5\t\t\t\t\n"
        "site\tOld Mill\t\t47.9\t33.4\tUA\tDnipropetrovsk Oblast\t\tthe Mill\n"
    )
    return tmp_path


def test_a_small_world_builds_into_a_gazetteer(builder: ModuleType, sources: Path) -> None:
    """Cities, units, districts, countries and corrections all find their way in."""
    built = Gazetteer(builder.build(sources / "cities.json", sources, sources))
    assert built.facts()["kinds"] == {"country": 1, "region": 1, "district": 1, "city": 2, "site": 1, "water": 1}
    found = built.find("Krivoy Rog")[0]
    assert (found.name, found.geonames_id, found.admin1, found.own_name) == (
        "Kryvyi Rih",
        1,
        "Dnipropetrovsk Oblast",
        True,
    )
    assert built.find("Izium")[0].geonames_id == 2
    assert not built.is_place("KWG")


def test_a_district_lies_where_its_town_does(builder: ModuleType, sources: Path) -> None:
    """Second-order units have no coordinates of their own in the source."""
    built = Gazetteer(builder.build(sources / "cities.json", sources, sources))
    district = next(e for e in built.find("Izyum") if e.kind == "district")
    assert (district.lat, district.lon) == (49.2, 37.3)


def test_building_twice_gives_the_same_bytes(builder: ModuleType, sources: Path) -> None:
    """The file depends on its sources alone."""
    once = builder.build(sources / "cities.json", sources, sources)
    assert once == builder.build(sources / "cities.json", sources, sources)


@pytest.mark.parametrize(
    ("written", "latin"),
    [("Кривий Ріг", "Kryvyi Rih"), ("Ізюм", "Izium"), ("Згурівка", "Zghurivka"), ("Ялта", "Yalta")],
)
def test_ukrainian_names_are_romanised_by_the_national_standard(builder: ModuleType, written: str, latin: str) -> None:
    """The standard of 2010, which news agencies follow."""
    assert builder.romanised(written) == latin


def test_other_letters_are_not_romanised(builder: ModuleType) -> None:
    """A Russian name is left alone."""
    assert builder.romanised("Сыктывкар") is None
