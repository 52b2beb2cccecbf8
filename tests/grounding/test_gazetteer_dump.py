"""GeoNames' files become a gazetteer: what is asked for is in it, and broken lines are told, not fatal."""

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrep.errors import InputError, NotFound, UnknownFormat, Unreadable
from sitrep.grounding.gazetteer import Gazetteer
from sitrep.grounding.gazetteer_dump import Told, Wanted, import_dumps
from sitrep.grounding.gazetteer_features import kind_of

ALL = Wanted(frozenset("AHLPSTV"))


def place(identity: int, name: str, code: str = "P.PPL", people: int = 0, others: str = "", unit: str = "08") -> str:
    """A line of a country's file."""
    letter, feature = code.split(".")
    cells = [str(identity), name, name, others, "46.6", "32.6", letter, feature, "UA", "", unit, "", "", "",
             str(people), "", "46", "Europe/Kyiv", "2024-01-01"]  # fmt: skip
    return "\t".join(cells)


def name(place: int, written: str, language: str = "uk", number: int = 1) -> str:
    """A line of alternateNamesV2."""
    return "\t".join([str(number), str(place), language, written, "", "", "", "", "", ""])


UA = [
    place(690791, "Ukraine", "A.PCLI", 44_000_000, unit="00"),
    place(706442, "Kherson Oblast", "A.ADM1", 1_000_000, "Kherson,Херсонська область"),
    place(706448, "Kherson", "P.PPLA", 320_000, "Cherson,Херсон"),
    place(11, "Mala Oleksandrivka", people=77),
    place(12, "Rechka", "H.STM"),
    place(13, "Some Road", "R.RD"),
    place(14, "Amphoe Rueso", "A.ADM2"),
]


def imported(
    tmp_path: Path, *files: Path, wanted: Wanted = ALL, known: Gazetteer | None = None
) -> tuple[Gazetteer, Told]:
    """The gazetteer of these files and what was told of them."""
    out = io.BytesIO()
    told = import_dumps(files, out, wanted, known)
    return Gazetteer(out.getvalue()), told


@pytest.fixture
def ua(tmp_path: Path) -> Path:
    """A country's file of seven lines."""
    file = tmp_path / "UA.txt"
    file.write_text("\n".join(UA) + "\n", encoding="utf-8")
    return file


def test_places_come_with_all_that_their_lines_tell(tmp_path: Path, ua: Path) -> None:
    """Kind, unit by the name shown, people, zone and other spellings."""
    book, told = imported(tmp_path, ua)
    kherson = next(e for e in book.find("Херсон") if e.kind == "city")
    assert (kherson.name, kherson.admin1, kherson.population) == ("Kherson", "Kherson Oblast", 320_000)
    assert (kherson.zone, kherson.feature, kherson.lat, kherson.lon) == ("Europe/Kyiv", "seat", 46.6, 32.6)
    assert {e.kind for e in book.find("Kherson")} == {"city", "region"}
    assert book.find("Rueso")[0].name == "Rueso District"
    assert book.find("Rechka")[0].feature == "river"
    assert (told.places, told.left_out, told.lines) == (6, 1, 7)


def test_a_country_has_the_names_of_the_codebook(tmp_path: Path, ua: Path) -> None:
    """However the file spells it."""
    book, _ = imported(tmp_path, ua)
    assert book.find("Ukraine")[0].kind == "country"


@pytest.mark.parametrize(
    ("wanted", "kinds"),
    [(Wanted(frozenset("P")), {"city": 2}), (Wanted(frozenset("PH")), {"city": 2, "water": 1}),
     (Wanted(frozenset("P"), people=100), {"city": 1}),
     (Wanted(frozenset("A"), people=100), {"country": 1, "region": 1, "district": 1})],
)  # fmt: skip
def test_classes_and_people_say_what_is_taken(tmp_path: Path, ua: Path, wanted: Wanted, kinds: dict[str, int]) -> None:
    """A least number of people asks it of towns alone."""
    _, told = imported(tmp_path, ua, wanted=wanted)
    assert {kind: count for kind, count in told.kinds.items() if count} == kinds


def test_names_of_another_file_lead_to_the_places(tmp_path: Path, ua: Path) -> None:
    """Links, codes and names of places not taken are left out."""
    names = tmp_path / "alternateNamesV2.txt"
    lines = [name(11, "Мала Олександрівка"), name(11, "https://example.org", "link"), name(999, "Elsewhere"),
             name(706448, "KHE", "iata"), name(706442, "Kher.", "abbr")]  # fmt: skip
    names.write_text("\n".join(lines), encoding="utf-8")
    book, told = imported(tmp_path, ua, names)
    assert book.find("Мала Олександрівка")[0].geonames_id == 11
    assert book.find_short("Kher.")[0].geonames_id == 706442
    assert not book.is_place("KHE")
    assert told.names == 2


def test_a_zip_is_read_as_its_list(tmp_path: Path, ua: Path) -> None:
    """GeoNames packs a country with a readme; the older alternate names have eight columns."""
    packed = tmp_path / "UA.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("readme.txt", "This is a readme\n")
        archive.write(ua, "UA.txt")
    old = tmp_path / "old.txt"
    old.write_text("\t".join(name(11, "Стара Назва").split("\t")[:8]), encoding="utf-8")
    book, _ = imported(tmp_path, packed, old)
    assert book.find("Стара Назва")[0].geonames_id == 11


def test_a_place_that_is_known_keeps_the_name_shown(tmp_path: Path, ua: Path) -> None:
    """National spellings and our corrections outlive an import."""
    first, _ = imported(tmp_path, ua)
    other = tmp_path / "other.txt"
    other.write_text(place(706448, "Cherson", people=5), encoding="utf-8")
    book, _ = imported(tmp_path, other, known=first)
    assert {e.name for e in book.find("Cherson")} == {"Kherson"}
    assert book.find("Kherson")[0].geonames_id == 706448


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"1\tToo\tfew", "line.columns"),
        (place(1, "X").replace("1\tX", "one\tX", 1).encode(), "line.id"),
        (place(2**40, "Far").encode(), "line.id"),
        (place(1, "Nowhere").replace("46.6", "146.6").encode(), "line.coordinates"),
        (place(1, "Nowhere").replace("46.6", "north").encode(), "line.coordinates"),
        (place(1, "Nowhere").replace("46.6", "nan").encode(), "line.coordinates"),
        (place(1, "Crowd").replace("\t0\t", "\tmany\t").encode(), "line.population"),
        (place(1, "  ").encode(), "line.name"),
        (b"\xff\xfe" + place(1, "Torn").encode(), "line.encoding"),
        (b"x" * 70_000, "line.length"),
        (b"x" * 300_000, "line.length"),
    ],
)
def test_a_broken_line_is_counted_by_its_fault(tmp_path: Path, ua: Path, line: bytes, code: str) -> None:
    """And the lines after it are read."""
    broken = tmp_path / "broken.txt"
    broken.write_bytes(UA[2].encode() + b"\n" + line + b"\n" + UA[3].encode() + b"\n")
    book, told = imported(tmp_path, broken)
    assert told.broken == {code: 1}
    assert told.first == {code: "broken.txt:2"}
    assert len(book) == 2


@given(st.binary(max_size=300))
def test_no_bytes_end_in_a_traceback(tmp_path_factory: pytest.TempPathFactory, rubbish: bytes) -> None:
    """Whatever stands after a sound line is counted or read."""
    file = tmp_path_factory.mktemp("dump") / "any.txt"
    file.write_bytes(UA[2].encode() + b"\n" + rubbish)
    book, _ = imported(file.parent, file)
    assert book.is_place("Kherson")


def test_files_of_other_kinds_are_refused(tmp_path: Path, ua: Path) -> None:
    """Each with what to check."""
    story = tmp_path / "story.txt"
    story.write_text("KHERSON (AP) - Two people were wounded.\n")
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    names = tmp_path / "names.txt"
    names.write_text(name(11, "A Name"))
    torn = tmp_path / "torn.zip"
    with zipfile.ZipFile(torn, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(ua, "UA.txt")
    torn.write_bytes(torn.read_bytes()[:60] + b"\x00" * 40 + torn.read_bytes()[100:])
    for file in (story, empty, names, tmp_path):
        with pytest.raises(UnknownFormat):
            imported(tmp_path, file)
    with pytest.raises(NotFound):
        imported(tmp_path, tmp_path / "missing.txt")
    with pytest.raises((Unreadable, UnknownFormat)):
        imported(tmp_path, torn)


def test_nothing_taken_is_an_error(tmp_path: Path, ua: Path) -> None:
    """A gazetteer of no places would hide a wrong option."""
    with pytest.raises(InputError, match="No place"):
        imported(tmp_path, ua, wanted=Wanted(frozenset("V")))


def test_importing_twice_gives_the_same_bytes(tmp_path: Path, ua: Path) -> None:
    """The files and options alone decide."""
    one, other = io.BytesIO(), io.BytesIO()
    import_dumps([ua], one, ALL)
    import_dumps([ua], other, ALL)
    assert one.getvalue() == other.getvalue()


@pytest.mark.parametrize(
    ("code", "kind"),
    [("P.PPLX", ("city", "quarter")), ("P.PPLA3", ("city", "seat")), ("A.ADM1", ("region", None)),
     ("A.PCLI", ("country", None)), ("A.ADM2H", ("district", "historical")), ("H.STMI", ("water", "river")),
     ("T.ISL", ("region", "island")), ("S.AIRP", ("site", "airport")), ("R.RD", None), ("U.RDGU", None), ("?.?", None)],
)  # fmt: skip
def test_codes_of_features_are_kinds_of_places(code: str, kind: tuple[str, str | None] | None) -> None:
    """Roads and the floor of the sea are none."""
    letter, _, feature = code.partition(".")
    assert kind_of(letter, feature) == kind


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the system does not tell its memory there")
def test_a_large_file_is_read_in_little_memory(tmp_path: Path) -> None:
    """Two hundred thousand places, 20 MB of text, stay under 250 MB; each further million takes some 60 MB."""
    file = tmp_path / "big.txt"
    with file.open("w", encoding="utf-8") as out:
        out.writelines(
            place(n, f"Village {n % 9000}", others=f"Село {n}", people=n % 50) + "\n" for n in range(1, 200_001)
        )
    code = (
        "import sys; from pathlib import Path; from sitrep.grounding.gazetteer_dump import Wanted, import_dumps;"
        "told = import_dumps([Path(sys.argv[1])], open(sys.argv[2], 'wb'), Wanted()); print(told.places);"
        "print(Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0])"
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code, file, tmp_path / "big.bin"],
        capture_output=True, text=True, check=True, env=dict(os.environ),
    )  # fmt: skip
    places, kilobytes = map(int, done.stdout.split())
    assert places == 200_000
    assert kilobytes < 250_000
