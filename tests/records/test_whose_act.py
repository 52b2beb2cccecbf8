"""Who did it and to whom, where nobody is named or someone else stands nearer; and words that tell no act at all."""

from __future__ import annotations

import pytest
from tests.records.stories import event, events, parties, report
from tests.records.test_harm import casualties


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Chad and the rebels initialled an accord in Doha on Monday aimed at ending months of fighting.", "ASSAULT"),
        ("Envoys flew to Geneva on Monday for talks to halt the attacks on shipping.", "ASSAULT"),
        ("Trucks reached Mali's besieged town of Lere on Monday.", "COERCE"),
        ("A grenade went off outside a police station in Quetta on Monday.", "MOBILIZE"),
        ("The general told a rally in Bangui on Monday that the vote would go ahead.", "PROTEST"),
        ("A mortar round landed in a yard in Homs on Monday.", "CONSULT"),
        ("Government troops pushed into the village of Kornet on Monday to seize the ridge.", "REQUEST"),
        ("The police chief ruled out any terror angle on Monday.", "REJECT"),
    ],
)
def test_words_that_only_name_or_describe_tell_no_act(text: str, kind: str) -> None:
    assert events(text, kind) == []


@pytest.mark.parametrize(
    ("text", "actor", "sector"),
    [
        ("Shelling by paramilitary forces killed four people in Bara on Monday.", "paramilitary forces", "PRM"),
        ("Two herders were shot dead by government soldiers near Gao on Monday.", "government soldiers", "MIL"),
        ("Raids by suspected jihadists left nine dead in Djibo on Monday.", "suspected jihadists", "REB"),
    ],
)
def test_forces_without_a_name_are_told_behind_by(text: str, actor: str, sector: str) -> None:
    found = event(text, "ASSAULT")

    assert [(p.name, p.sector) for p in found.participants if p.role == "actor"] == [(actor, sector)]


def test_whoever_says_it_struck_is_the_actor_and_the_one_struck_the_recipient() -> None:
    found = event(
        'The Israeli military said on Monday it had "eliminated" a Hezbollah commander who ran its rocket unit.',
        "ASSAULT",
    )

    assert ("actor", "Israeli military") in parties(found)
    assert casualties(found) == [("killed", (1, 1, 1))]
    assert found.weapons == ()


def test_troops_of_a_speaker_are_its_own_whoevers_column_they_bombed() -> None:
    found = event("Sudan's army said its warplanes bombed a column of the Rapid Support Forces on Monday.", "ASSAULT")

    assert {(p.role, p.sector) for p in found.participants if p.role == "actor"} == {("actor", "MIL")}


def test_a_drone_that_is_named_decides_how_it_was_done() -> None:
    assert event("An army drone bombed a convoy near Minova on Monday.", "ASSAULT").mode == "drone"


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("The shadow government called on voters on Monday to stay at home.", {"voters"}),
        ("Italy on Monday told its citizens to leave Mali at once.", {"citizens"}),
        ("Rebels hold Goma. The governor called on the international community to act on Monday.", set()),
    ],
)
def test_those_asked_are_told_behind_the_asking_or_not_at_all(text: str, asked: set[str]) -> None:
    found = events(text, "REQUEST")

    assert {p.name for each in found for p in each.participants if p.role == "recipient"} == asked


def test_a_state_whose_people_suffered_is_not_the_one_condemned() -> None:
    found = event("The African Union condemned the abduction of three Egyptian engineers on Monday.", "ACCUSE")

    assert all(country != "EG" for country in (p.country for p in found.participants))


def test_a_mediator_yet_to_come_has_proposed_nothing_to_reject() -> None:
    text = (
        "U.N. envoy Ramtane Lamamra is due to meet the army chief, Gen. Abdel-Fattah Burhan, in Port Sudan on Friday. "
        "Burhan rejected a similar proposal last month."
    )

    assert all(p.name != "Ramtane Lamamra" for e in report(text).events if e.type == "REJECT" for p in e.participants)


def test_attackers_of_whom_nothing_is_known_are_told_so() -> None:
    found = event(
        "Unidentified persons lobbed a grenade at a bunker in Pulwama on Monday, injuring two men.", "ASSAULT"
    )

    assert [(p.name, p.sector) for p in found.participants if p.role == "actor"] == [("Unidentified persons", "UAF")]


def test_the_article_of_a_drone_is_not_that_of_its_army() -> None:
    found = event("On Friday, an army drone bombed a convoy near Minova.", "ASSAULT")

    assert [p.name for p in found.participants if p.role == "actor"] == ["army"]
