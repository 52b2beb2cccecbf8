"""Who did it to whom, in stories of a sentence or two."""

from __future__ import annotations

import pytest
from tests.records.stories import event, events, parties, sides


def test_a_state_at_war_takes_part_with_its_military_and_its_victims_belong_to_the_place() -> None:
    struck = event(
        "An Israeli airstrike hit a house in Rafah on Wednesday, killing four people, medics said.", "ASSAULT"
    )

    assert sides(struck) == {("actor", "MIL", "IL"), ("recipient", "CVL", "PS")}


def test_the_one_after_by_is_the_attacker() -> None:
    text = (
        "Two villages near Bambari were attacked by Seleka rebels on Tuesday, killing nine civilians, the mayor said."
    )

    assert ("actor", "Seleka") in parties(event(text, "ASSAULT"))


def test_soldiers_hurt_are_of_the_military() -> None:
    struck = event("A car bomb exploded in Mogadishu on Wednesday, killing six soldiers.", "ASSAULT")

    assert sides(struck) == {("recipient", "MIL", "SO")}


def test_both_sides_of_a_clash_are_actors() -> None:
    text = "Clashes between the army and M23 rebels near Rutshuru killed seven people on Wednesday, a hospital said."
    clash = event(text, "ASSAULT")

    assert {party.sector for party in clash.participants if party.role == "actor"} == {"MIL", "REB"}
    assert ("recipient", "CVL", "CD") in sides(clash)


def test_its_drones_are_the_speakers() -> None:
    struck = event("The Ukrainian military said its drones struck an oil depot in Engels overnight.", "ASSAULT")

    assert ("actor", "Ukrainian military") in parties(struck)
    assert ("recipient", "CVL", "RU") in sides(struck)


def test_those_who_came_under_fire_are_no_attackers() -> None:
    struck = event(
        "A convoy of the Malian army came under fire near Gao on Wednesday, killing two soldiers.", "ASSAULT"
    )

    assert struck.participants
    assert all(party.role == "recipient" for party in struck.participants)


def test_who_retaliated_with_strikes_struck() -> None:
    text = (
        "Hezbollah fired rockets at Haifa on Tuesday, wounding four people. "
        "Israel retaliated with airstrikes on Tyre on Wednesday, killing two people."
    )
    first, second = events(text, "ASSAULT")

    assert ("actor", "REB", "LB") in sides(first)
    assert ("actor", "MIL", "IL") in sides(second)


def test_an_item_of_a_round_up_takes_over_the_attacker() -> None:
    text = (
        "Russia launched 40 drones at Ukraine overnight, officials said.\n\n"
        "In Sumy, a drone hit a bus stop, wounding two people, the governor said."
    )
    _, item = events(text, "ASSAULT")

    assert ("actor", "MIL", "RU") in sides(item)


def test_in_a_war_of_two_states_each_attacks_the_other() -> None:
    text = (
        "Russian drones hit Kharkiv in Ukraine on Wednesday, killing two people.\n\n"
        "Ukraine is at war. A drone struck a market in Belgorod on Wednesday, wounding three people."
    )

    assert ("actor", "MIL", "UA") in sides(events(text, "ASSAULT")[1])


def test_two_possible_attackers_are_no_attacker() -> None:
    text = (
        "Russian drones hit Kharkiv on Wednesday, killing one person. "
        "Belarusian rockets hit Chernihiv on Wednesday, killing one person.\n\n"
        "In Sumy, a shell hit a bus stop on Wednesday, wounding two people."
    )

    assert all(party.role != "actor" for party in events(text, "ASSAULT")[2].participants)


def test_what_was_shot_down_was_the_attackers() -> None:
    text = (
        "Russian forces fired 30 drones at Ukraine overnight. Ukraine's air force said it shot down 22 of the drones."
    )

    assert sides(event(text, "INTERCEPT")) == {("actor", "MIL", "UA"), ("recipient", "MIL", "RU")}


def test_sappers_who_defuse_a_bomb_do_not_attack() -> None:
    found = events("Army sappers defused a bomb hidden near a market in Jamundi on Monday.", "ASSAULT")

    assert all(event.status == "attempted" for event in found)
    assert not [party for event in found for party in event.participants if party.role == "actor"]


def test_those_who_meet_are_participants_each_of_their_country() -> None:
    text = "Egyptian Foreign Minister Badr Abdelatty met his Turkish counterpart Hakan Fidan in Cairo on Wednesday."
    met = event(text, "CONSULT")

    assert parties(met) == {("participant", "Badr Abdelatty"), ("participant", "Hakan Fidan")}
    assert {party.country for party in met.participants} == {"EG", "TR"}
    assert met.mode == "visit"


def test_mediators_are_no_side() -> None:
    text = (
        "Qatari mediators brought Israeli and Hamas negotiators together in Doha on Wednesday for talks on a ceasefire."
    )
    met = event(text, "CONSULT")

    assert met.mode == "third-party"
    assert {(role, country) for role, _, country in sides(met)} == {
        ("mediator", "QA"),
        ("participant", "IL"),
        ("participant", "PS"),
    }


def test_who_hosts_talks_is_their_host() -> None:
    met = event("Pakistan and Afghanistan will hold talks hosted by Turkey in Istanbul on Monday.", "CONSULT")

    assert {(role, country) for role, _, country in sides(met)} == {
        ("participant", "PK"),
        ("participant", "AF"),
        ("host", "TR"),
    }


def test_a_second_round_is_between_the_sides_of_the_first() -> None:
    text = (
        "Armenia and Azerbaijan held talks in Brussels on Tuesday. "
        "A second round of talks is planned in Tbilisi next week."
    )
    first, second = events(text, "CONSULT")

    assert parties(first) == parties(second) == {("participant", "Armenia"), ("participant", "Azerbaijan")}


def test_an_exchange_has_two_participants_and_no_actor() -> None:
    swapped = event("Russia and Ukraine exchanged 150 prisoners on Wednesday.", "RETREAT")

    assert sides(swapped) == {("participant", "GOV", "RU"), ("participant", "GOV", "UA")}


@pytest.mark.parametrize(
    "text",
    [
        "Police in Nairobi arrested 12 protesters on Wednesday.",
        "Twelve protesters were arrested in Nairobi on Wednesday, police said.",
    ],
)
def test_police_arrest_whether_told_in_the_active_or_the_passive(text: str) -> None:
    assert sides(event(text, "COERCE")) == {("actor", "COP", "KE"), ("recipient", "CVL", "KE")}


def test_a_court_convicts_and_acquits() -> None:
    text = "KAMPALA, Uganda (AP) — A court on Wednesday convicted two men of treason. A third man was acquitted."
    convicted, acquitted = event(text, "SANCTION"), event(text, "RETREAT")

    assert ("actor", "JUD", "UG") in sides(convicted)
    assert ("actor", "JUD", "UG") in sides(acquitted)
    assert [party.role for party in acquitted.participants if party.sector == "CVL"] == ["recipient"]


def test_who_is_accused_is_the_recipient() -> None:
    accused = event("Lebanon accused Israel of violating the ceasefire on Wednesday.", "ACCUSE")

    assert parties(accused) == {("actor", "Lebanon"), ("recipient", "Israel")}


def test_a_rejection_answers_whoever_demanded() -> None:
    text = (
        "Armenia demanded on Tuesday that Azerbaijan withdraw its troops. Azerbaijan rejected the demand on Wednesday."
    )

    assert parties(event(text, "REJECT")) == {("actor", "Azerbaijan"), ("recipient", "Armenia")}


def test_joined_verbs_share_their_subject() -> None:
    text = "Somalia recalled its envoy on Tuesday and accused Ethiopia of breaking the accord."

    assert ("actor", "Somalia") in parties(event(text, "ACCUSE"))


def test_international_bodies_have_neither_country_nor_sector() -> None:
    asked = event("The United Nations urged Sudan to let aid convoys through on Wednesday.", "REQUEST")

    assert ("actor", None, None) in sides(asked)
    assert ("recipient", "GOV", "SD") in sides(asked)


def test_the_capital_and_its_state_are_one_participant() -> None:
    text = "Armenia and Azerbaijan exchanged 20 prisoners on Wednesday, the first swap since Baku retook the region."

    assert len(event(text, "RETREAT").participants) == 2


def test_those_without_power_are_recipients_of_the_outage() -> None:
    text = "A drone strike on a substation near Odesa on Wednesday left 20,000 households without power."

    assert parties(event(text, "DISRUPT")) == {("recipient", "households")}


def test_those_rescued_are_recipients_of_the_rescue() -> None:
    text = "Aid workers evacuated 40 wounded people from Goma to Bukavu on Wednesday."

    assert {role for role, _ in parties(event(text, "RESPOND"))} == {"actor", "recipient"}


def test_who_condemns_an_attack_condemns_its_attacker() -> None:
    text = "Russian missiles hit Kharkiv on Wednesday, killing four people. France condemned the attack."

    assert ("recipient", "RU") in {(role, country) for role, _, country in sides(event(text, "ACCUSE"))}


def test_both_sides_are_the_sides_told_of_before() -> None:
    text = (
        "Clashes between Thai and Cambodian troops near Surin killed three people on Wednesday. "
        "China called on both sides to show restraint."
    )

    assert {country for role, _, country in sides(event(text, "REQUEST")) if role == "recipient"} == {"TH", "KH"}


def test_a_source_is_no_target_of_an_arrest() -> None:
    taken = event("Security agents in Kharkiv arrested two men on Tuesday on suspicion of spying for Russia.", "COERCE")

    assert all(party.country != "RU" for party in taken.participants)


def test_who_bombs_a_countrys_rebels_from_outside_has_not_done_what_the_rebels_may_have() -> None:
    text = (
        "Three mortar rounds landed near a compound in Mogadishu on Tuesday. Al-Shabab fighters were seen nearby.\n\n"
        "The U.S. Africa Command said it carried out an airstrike southeast of Kismayo on Monday.\n\n"
        "In October 2017, a truck bombing in Mogadishu killed nearly 600 people."
    )
    told = {event.mode: parties(event) for event in events(text, "ASSAULT")}

    assert ("actor", "U.S. Africa Command") in told["aerial"]
    assert not any(role == "actor" for mode in ("heavy-weapons", "explosives") for role, _ in told[mode])
