"""What no schema can check: that the codebook, the report's types and each other agree."""

from collections.abc import Mapping
from pathlib import Path
from typing import get_args

import pytest

from sitrep.codebook.actor_kinds import actor_kinds
from sitrep.codebook.event_types import contexts, event_types
from sitrep.codebook.files import Entry, read
from sitrep.codebook.grades import grades
from sitrep.codebook.harms import harms
from sitrep.errors import CodebookError
from sitrep.records import report

MODES = {
    "CONSULT": "visit third-party multilateral phone",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "REJECT": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone "
    "heavy-weapons crowd-control unconventional",
}

LISTS: dict[str, tuple[object, Mapping[str, object]]] = {
    "event types": (report.EventType, event_types()),
    "statuses": (report.Status, grades().statuses),
    "time precisions": (report.TimePrecision, grades().time_precisions),
    "place precisions": (report.PlacePrecision, grades().place_precisions),
    "roles": (report.Role, actor_kinds().roles),
    "actor kinds": (report.ActorKind, actor_kinds().kinds),
    "weapons": (report.WeaponKind, harms().weapons),
    "outcomes": (report.Outcome, harms().outcomes),
    "categories": (report.Category, harms().categories),
    "damaged objects": (report.DamagedObject, harms().objects),
    "damage effects": (report.DamageEffect, harms().damage_effects),
    "services": (report.ServiceKind, harms().services),
    "service effects": (report.ServiceEffect, harms().service_effects),
    "certainties": (report.Certainty, grades().certainties),
    "issues": (report.IssueCode, grades().issues),
    "stances": (report.StanceKind, grades().stances),
}


@pytest.mark.parametrize("name", LISTS)
def test_the_codebook_defines_exactly_the_codes_a_report_may_hold(name: str) -> None:
    literal, defined = LISTS[name]

    assert list(defined) == list(get_args(literal))


@pytest.mark.parametrize("code", event_types())
def test_the_modes_of_a_type_are_those_of_the_record_contract(code: str) -> None:
    assert list(event_types()[code].modes) == MODES.get(code, "").split()


@pytest.mark.parametrize("code", event_types())
def test_a_type_excludes_only_other_types_that_exist(code: str) -> None:
    excluded = set(event_types()[code].excludes)

    assert excluded <= set(event_types()) - {code}


@pytest.mark.parametrize("code", event_types())
def test_the_roles_of_a_type_are_roles_of_the_codebook(code: str) -> None:
    assert set(event_types()[code].roles) <= set(actor_kinds().roles)


def test_no_two_types_are_defined_by_the_same_words() -> None:
    definitions = [kind.definition for kind in event_types().values()]

    assert len(set(definitions)) == len(definitions)


def test_three_types_are_ours_and_sixteen_are_plovers() -> None:
    ours = {code for code, kind in event_types().items() if kind.origin == "sitrep"}

    assert ours == {"INTERCEPT", "DISRUPT", "RESPOND"}
    assert len(event_types()) - len(ours) == 16


def test_contexts_and_sectors_are_as_many_as_plovers() -> None:
    assert len(contexts()) == 37
    assert len(actor_kinds().sectors) == 25


@pytest.mark.parametrize("code", actor_kinds().sectors)
def test_a_sector_code_is_three_capitals(code: str) -> None:
    assert len(code) == 3
    assert code.isupper()


class OneKey(Entry):
    types: dict[str, str]


def test_an_unknown_key_in_a_codebook_file_is_refused() -> None:
    with pytest.raises(CodebookError, match=r"event_types\.yaml"):
        read("event_types.yaml", OneKey)


DATA = Path(__file__).parents[2] / "src" / "sitrep" / "codebook" / "data"
READERS = sorted(DATA.parent.glob("*.py"))


@pytest.mark.parametrize("path", sorted(DATA.iterdir()), ids=lambda path: path.name)
def test_every_data_file_has_exactly_one_reader(path: Path) -> None:
    readers = [reader.name for reader in READERS if f'"{path.name}"' in reader.read_text(encoding="utf-8")]

    assert len(readers) == 1


@pytest.mark.parametrize("path", sorted(path for path in DATA.rglob("*") if path.is_file()), ids=lambda path: path.name)
def test_a_data_file_is_utf8_without_tabs_in_yaml_or_trailing_space(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").split("\n")

    assert [line for line in lines if line != line.rstrip(" ") and path.suffix == ".yaml"] == []
    assert path.suffix == ".tsv" or not any("\t" in line for line in lines)
