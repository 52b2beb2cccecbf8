"""The columns of the foreign formats are theirs, in their order, and every row fills each."""

import csv
import hashlib
import io
import re

import pytest

from sitrep.codebook.countries import countries
from sitrep.codebook.event_types import event_types
from sitrep.errors import CodebookError
from sitrep.exports.acled import acled
from sitrep.exports.country_codes import codes_of, country_codes
from sitrep.exports.hxl import TAG, hxl
from sitrep.exports.ledger_formats import LEDGER_FORMATS
from sitrep.exports.mappings import read_mapping
from sitrep.exports.polecat import polecat
from sitrep.exports.ucdp import Ucdp, ucdp
from sitrep.ledger.export_queries import ToldEvent

#: How many columns each list has, and the SHA-256 of its names, one a line, as the publishers list them.
LISTS = {
    "acled": (31, "5017e2152cffc61b677625aa5efde6eb10f228bcd99c1e3d94f6d67aa41b252f"),
    "ucdp": (49, "ab44d6d82b5354544bd66d3f40fdf6ea152f262c21ffba58737ee5613da98fce"),
    "polecat": (40, "3b337c12d9e1243d4808b60fd6abe44adea60340b2b350c5a306e893199306a0"),
}


def table(name: str, events: list[ToldEvent]) -> list[list[str]]:
    out = io.BytesIO()
    LEDGER_FORMATS[name].write(events, out)
    return list(csv.reader(io.StringIO(out.getvalue().decode(), newline="")))


@pytest.mark.parametrize("name", LISTS)
def test_the_columns_are_those_of_the_publishers_list(name: str) -> None:
    (header,) = table(name, [])

    assert (len(header), hashlib.sha256("\n".join(header).encode()).hexdigest()) == LISTS[name]


@pytest.mark.parametrize("name", [*LISTS, "hxl", "csv"])
def test_every_row_is_as_long_as_its_header(name: str, events: list[ToldEvent]) -> None:
    header, *rows = table(name, events)

    assert rows
    assert {len(row) for row in rows} == {len(header)}


def test_every_rule_of_acled_leads_to_a_sub_event_type_by_modes_that_exist() -> None:
    known = [sub for subs in acled().event_types.values() for sub in subs]

    assert len(known) == len(set(known)) == 25
    assert {rule.sub for rule in acled().rules} <= set(known)
    for rule in acled().rules:
        assert set(rule.mode) <= {"none", *event_types()[rule.type].modes}
    assert set(acled().disorder_types) - set(known) == set(acled().event_types)


def test_every_plover_type_has_an_intensity_and_every_mode_told_is_of_its_type() -> None:
    plover = {code: kind for code, kind in event_types().items() if kind.origin == "plover"}

    assert set(polecat().intensities) == set(plover)
    for code, by_mode in polecat().intensities.items():
        assert set(by_mode) <= {"any", *plover[code].modes}


def test_every_country_has_its_codes_and_every_region_of_acled_lies_in_one_of_ucdp() -> None:
    assert list(country_codes()) == list(countries())
    assert {codes.region for codes in country_codes().values()} - {"", "Antarctica"} == set(ucdp().regions)
    assert (codes_of("UA").iso3, codes_of("UA").numeric, codes_of("UA").cow, codes_of("UA").gw) == (
        "UKR", "804", "369", "369",
    )  # fmt: skip
    assert (codes_of("YE").cow, codes_of("YE").gw) == ("679", "678")
    assert codes_of(None).iso3 == codes_of("ZZ").iso3 == ""


def test_no_two_countries_share_a_code() -> None:
    for name in ("iso3", "numeric", "cow", "gw", "acled"):
        told = [getattr(codes, name) for codes in country_codes().values() if getattr(codes, name)]
        assert len(told) == len(set(told)), name


def test_the_second_row_of_hxl_holds_a_hashtag_for_each_column(events: list[ToldEvent]) -> None:
    header, tags, *rows = table("hxl", events)

    assert len(set(tags)) == len(tags) == len(header) == len(hxl().columns)
    assert all(re.match(TAG, tag) for tag in tags)
    assert len(rows) == len(events)


def test_a_mapping_file_with_an_unknown_key_is_refused() -> None:
    with pytest.raises(CodebookError):
        read_mapping("acled.yaml", Ucdp)
