"""Those who act without a name of their own: offices, bodies and pronouns."""

from __future__ import annotations

from tests.records.stories import event, events, parties, sides


def test_an_office_without_a_name_acts_for_the_country_it_sits_in() -> None:
    banned = event("In Quetta, the command post banned gatherings in the city on Tuesday.", "COERCE")

    assert ("actor", "MIL", "PK") in sides(banned)
    assert ("actor", "the command post") in parties(banned)


def test_its_jets_are_those_of_the_state_named_before() -> None:
    text = (
        "Israel rejected a proposal for a truce with Lebanon on Tuesday.\n\n"
        "Its jets bombed an arms depot in Tyre on Wednesday, residents said."
    )

    assert ("actor", "MIL", "IL") in sides(event(text, "ASSAULT"))


def test_they_are_those_who_acted_in_the_sentence_before() -> None:
    text = (
        "Hezbollah fired rockets at Haifa on Tuesday, wounding four people. "
        "They shelled an army post near Metula on Wednesday."
    )
    *_, second = events(text, "ASSAULT")

    assert ("actor", "Hezbollah") in parties(second)


def test_states_named_in_one_breath_act_together() -> None:
    blamed = event("Britain, Spain and Ireland condemned the annexation of the valley by Israel on Tuesday.", "ACCUSE")

    assert {("actor", "GOV", code) for code in ("GB", "ES", "IE")} <= sides(blamed)


def test_two_adjectives_before_one_noun_are_two_sides() -> None:
    struck = event("American and British warplanes bombed a radar site near Hodeidah on Tuesday.", "ASSAULT")

    assert {party.country for party in struck.participants if party.role == "actor"} == {"US", "GB"}


def test_unnamed_soldiers_are_no_side_of_the_war() -> None:
    text = (
        "Israeli airstrikes on Gaza City killed nine people on Wednesday, medics said.\n\n"
        "In Khan Younis, soldiers opened fire on a crowd on Wednesday, killing two people, survivors said.\n\n"
        "A tent in Nuseirat was bombed on Wednesday, killing a child."
    )

    assert ("actor", "MIL", "IL") in sides(events(text, "ASSAULT")[-1])


def test_the_red_cross_goes_between_the_sides_of_a_release() -> None:
    text = "Hamas released three hostages in Gaza City on Tuesday. The Red Cross took them to an army base."
    freed = event(text, "RETREAT")

    assert "Red Cross" in {party.name for party in freed.participants if party.role == "mediator"}


def test_whoever_deplores_a_step_deplores_those_who_took_it() -> None:
    text = "Ethiopia closed its border with Eritrea on Monday. The African Union deplored the step."
    deplored = event(text, "ACCUSE")

    assert ("recipient", "GOV", "ET") in sides(deplored)


def test_bombs_nobody_is_named_for_come_over_the_front() -> None:
    text = (
        "Kyiv rejected a Russian proposal to freeze the front on Tuesday.\n\n"
        "In Sumy, a glide bomb hit a clinic on Wednesday, wounding three people."
    )

    assert ("actor", "MIL", "RU") in sides(event(text, "ASSAULT"))


def test_those_moved_to_safety_did_not_move_anyone() -> None:
    moved = event("Two hundred patients have been evacuated from a hospital in Goma since Tuesday.", "RESPOND")

    assert all(party.role == "recipient" for party in moved.participants)


def test_a_utility_that_tells_of_its_outage_cut_the_power() -> None:
    cut = event("Power was cut in two districts of Lagos on Tuesday, the utility Eko Electricity said.", "DISRUPT")

    assert "actor" in {party.role for party in cut.participants}
