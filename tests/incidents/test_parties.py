"""By whom two tellings of an act are told apart, whatever they are called."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.incidents.made import STRIKE, TALKS, struck

from sitrep.incidents.acts import doers_agree, others_did_it, talkers_agree
from sitrep.incidents.keys import kept_keys, sought_keys
from sitrep.incidents.parties import Sides, known_as, party_name
from sitrep.records.report import Actor, ActorKind, DocumentFacts, Participant, Report, Role

#: What these are called in a story, as reading tells them: kind, country and sector.
CAST: dict[str, tuple[ActorKind, str | None, str | None]] = {
    "Hezbollah": ("armed-group", "LB", "REB"),
    "Lebanese army": ("organization", "LB", "MIL"),
    "Rapid Support Forces": ("armed-group", "SD", "REB"),
    "RSF": ("armed-group", "SD", "REB"),
    "Sudanese army": ("organization", "SD", "MIL"),
    "M23": ("armed-group", "CD", "REB"),
    "Congo River Alliance": ("armed-group", "CD", "REB"),
    "FARDC": ("organization", "CD", "MIL"),
    "Allied Democratic Forces": ("armed-group", "CD", "REB"),
    "Hayat Tahrir al-Sham": ("armed-group", "SY", "REB"),
    "HTS": ("armed-group", "SY", "REB"),
    "Kremlin": ("place-as-actor", "RU", "GOV"),
    "Russia": ("state", "RU", "GOV"),
    "Moscow": ("place-as-actor", "RU", "GOV"),
    "Sergey Lavrov": ("person", "RU", "GOV"),
    "Mohamed Hamdan Dagalo": ("person", "SD", "REB"),
    "the Sons of the Hill": ("armed-group", "SD", "REB"),
    "NATO": ("organization", None, "IGO"),
    "rebels": ("unnamed", "CD", "REB"),
    "gunmen": ("unnamed", None, "UAF"),
    "villagers": ("unnamed", "CD", "CVL"),
}


def parties(*names: str) -> frozenset[str]:
    facts = DocumentFacts(id="document", title=None, outlet=None, url=None, published="2025-12-03", language="en",
                          characters=0, sha256="0" * 64)  # fmt: skip
    actors = tuple(
        Actor(id=f"actor-{name}", name=name, kind=CAST[name][0], country=CAST[name][1], sector=CAST[name][2])
        for name in names
    )
    role: Role = "actor"
    told = [
        Participant(role=role, name=one.name, actor=one.id, sector=one.sector, country=one.country, text=one.name)
        for one in actors
    ]
    report = Report.model_construct(document=facts, events=(), statements=(), actors=actors, warnings=())
    return Sides(report).of(told)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hezbollah", "Lebanese army"),
        ("Rapid Support Forces", "Sudanese army"),
        ("M23", "FARDC"),
        ("M23", "Allied Democratic Forces"),
        ("Rapid Support Forces", "the Sons of the Hill"),
        ("M23", "villagers"),
    ],
)
def test_sides_of_one_country_are_told_apart(one: str, other: str) -> None:
    left, right = (struck(name, act=replace(STRIKE, doers=parties(name))) for name in (one, other))

    assert doers_agree(left, right).score == -1.0
    assert others_did_it(left, right).score == 1.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Rapid Support Forces",), ("Rapid Support Forces", "RSF")),
        (("Hayat Tahrir al-Sham",), ("HTS",)),
        (("Mohamed Hamdan Dagalo",), ("Rapid Support Forces",)),
        (("Kremlin",), ("Russia",)),
        (("Moscow",), ("Sergey Lavrov",)),
    ],
)
def test_other_names_capitals_and_people_meet_those_they_stand_for(
    one: tuple[str, ...], other: tuple[str, ...]
) -> None:
    assert parties(*one) == parties(*other)


def test_a_group_meets_the_alliance_that_it_fights_in() -> None:
    left, right = (struck(name, act=replace(STRIKE, doers=parties(name))) for name in ("M23", "Congo River Alliance"))

    assert doers_agree(left, right).score == 1.0
    assert doers_agree(right, left).score == 1.0


def test_unnamed_rebels_may_be_any_group_and_are_no_army() -> None:
    rebels = struck("a", act=replace(STRIKE, doers=parties("rebels")))

    assert doers_agree(rebels, struck("b", act=replace(STRIKE, doers=parties("M23")))).score == 0.0
    assert doers_agree(rebels, struck("b", act=replace(STRIKE, doers=parties("FARDC")))).score == -1.0
    assert doers_agree(rebels, rebels).score == 1.0


def test_those_of_whom_nothing_is_known_are_no_party() -> None:
    assert parties("gunmen") == frozenset()


def test_a_body_of_no_country_is_itself() -> None:
    assert parties("NATO") == {"nato"}


def test_talks_with_a_group_are_not_those_with_its_government_and_meet_those_with_its_alliance() -> None:
    with_army, with_group, with_alliance = (
        struck(name, act=replace(TALKS, doers=frozenset({"RW"}) | parties(name)))
        for name in ("FARDC", "M23", "Congo River Alliance")
    )

    assert talkers_agree(with_army, with_group).score == -1.0
    assert talkers_agree(with_group, with_alliance).score == 1.0


def test_talks_told_by_a_group_its_alliance_or_its_country_meet_by_their_keys() -> None:
    told = [
        struck(str(at), act=replace(TALKS, doers=frozenset({"RW", party})), spots=())
        for at, party in enumerate(["m23", "congo-river-alliance", "CD"])
    ]

    assert all(kept_keys(left) & sought_keys(right) for left in told for right in told)


def test_a_party_is_named_as_people_name_it() -> None:
    assert [party_name(one) for one in ("m23", "RU", "CD REB", "the sons of the hill")] == [
        "M23", "Russia", "unnamed rebels (Democratic Republic of the Congo)", "the sons of the hill",
    ]  # fmt: skip
    assert known_as("m23") == {"m23", "congo-river-alliance", "CD"}
