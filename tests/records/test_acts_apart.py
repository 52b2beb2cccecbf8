"""One act or two, whose harm and whose loss: what is told side by side and is not the same."""

from __future__ import annotations

from tests.records.stories import event, events, parties, sides
from tests.records.test_harm import casualties


def test_houses_that_were_hit_are_not_households_left_without() -> None:
    found = event(
        "Artillery fire damaged six houses and a pumping station in Aitaroun on Monday, cutting water to 3,000 people.",
        "DISRUPT",
    )

    assert [(s.households, s.people.best if s.people else None) for s in found.services] == [(None, 3000)]


def test_an_answer_to_fire_is_an_attack_beside_it() -> None:
    found = events(
        "The army said it began striking rebel targets near Bor on Monday after militants opened fire on a patrol.",
        "ASSAULT",
    )

    assert len(found) == 2


def test_whoever_says_it_carried_out_the_bombing_is_its_actor() -> None:
    found = event(
        "A suicide bomber killed six people in Mogadishu on Sunday. Al-Shabab said it had carried out the bombing.",
        "ASSAULT",
    )

    assert ("actor", "Al-Shabab") in parties(found)


def test_figures_of_two_times_are_not_added() -> None:
    found = event("At least 500 pupils have been kidnapped since gunmen took 90 girls from Chibok in 2014.", "ASSAULT")

    assert ("abducted", (590, 590, None)) not in casualties(found)


def test_patients_treated_are_no_attack_of_their_own() -> None:
    assert (
        events("A medical charity treated 46 wounded in Goma on Monday, 12 of them with bullet wounds.", "ASSAULT")
        == []
    )


def test_a_truce_that_was_broken_is_not_declared_again() -> None:
    text = "Clashes broke out in Sweida on Monday, breaching a ceasefire that has held since July."

    assert events(text, "RETREAT") == []


def test_what_falls_from_the_sky_and_burns_is_told() -> None:
    found = event("In the Ryazan region, falling debris sparked a blaze at an oil refinery on Monday.", "ASSAULT")

    assert [(d.object, d.effect) for d in found.damage] == [("energy", "burned")]


def test_an_army_that_destroyed_a_cache_struck_it() -> None:
    found = event("The Nigerian army said on Monday its troops destroyed nine weapons caches near Bama.", "ASSAULT")

    assert ("actor", "MIL", "NG") in sides(found)


def test_an_operation_that_left_people_dead_killed_them() -> None:
    found = event("A police operation in Petare on Friday left seven suspected gang members dead.", "ASSAULT")

    assert casualties(found) == [("killed", (7, 7, 7))]


def test_losses_told_after_a_town_was_taken_are_of_the_fight_for_it() -> None:
    text = (
        "Gunmen killed three drivers near Hamrat on Monday.\n\n"
        "The rebels said they had captured the town of Babanusa on Tuesday. The army said 40 insurgents had died."
    )

    assert casualties(events(text, "ASSAULT")[0]) == [("killed", (3, 3, 3))]
    assert casualties(event(text, "COERCE")) == [("killed", (40, 40, 40))]


def test_elders_who_met_the_rebels_took_part() -> None:
    found = event("Tribal elders held talks with the rebels in Khar on Monday.", "CONSULT")

    assert {p.name for p in found.participants} >= {"tribal elders"} or {p.name for p in found.participants} >= {
        "Tribal elders"
    }


def test_a_network_of_one_letter_ends_its_sentence() -> None:
    found = event(
        "Nine people were freed in Guasave on Monday, the minister wrote on X. Two suspects were arrested.", "COERCE"
    )

    assert found.anchor.text == "Two suspects were arrested"


def test_a_side_told_once_far_off_did_not_fire_what_nobody_owned() -> None:
    text = (
        "A rocket hit a shop in Damascus on Monday, wounding a woman.\n\nSchools were shut.\n\nTalks went on.\n\n"
        "Fuel ran short.\n\nThe US military said it bombed a camp near Palmyra on Tuesday."
    )

    first = events(text, "ASSAULT")[0]
    assert [p.name for p in first.participants if p.role == "actor"] == []


def test_losses_that_a_bulletin_counts_are_an_attack_beside_the_town_taken() -> None:
    text = (
        "The northern group captured the village of Dolgy Yar on Tuesday, the ministry said. "
        "The adversary lost up to 90 servicemen in the group's zone, it added."
    )

    assert casualties(event(text, "ASSAULT")) == [("killed", (None, None, 90))]


def test_a_blast_injury_is_no_blast() -> None:
    assert events("A driver from Grayvoron is in hospital with a blast injury.", "ASSAULT") == []
