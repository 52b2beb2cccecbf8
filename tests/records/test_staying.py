"""Where an event took effect that tells no place itself."""

from __future__ import annotations

from tests.records.stories import event, events

from sitrep.records.report import Event


def place(event: Event) -> str | None:
    return event.where.name if event.where else None


def test_here_is_where_the_story_was_written() -> None:
    text = (
        "KUALA LUMPUR, June 19 - Thailand's negotiators and the rebels met here on Tuesday after a break of 14 months."
    )

    assert place(event(text, "CONSULT")) == "Kuala Lumpur"


def test_there_is_the_place_told_last() -> None:
    text = "ADDIS ABABA, June 19 - Bahir Dar now goes to bed at seven: the army has imposed a curfew there."

    assert place(event(text, "COERCE")) == "Bahir Dar"


def test_a_state_decrees_over_its_whole_land() -> None:
    text = "Gunmen killed two guards in Guayaquil on Tuesday. Ecuador banned motorcycles for a month."

    assert place(event(text, "COERCE")) == "Ecuador"


def test_a_wave_is_not_of_the_town_told_before_it() -> None:
    text = (
        "Trains to Dnipro were running again by midday. "
        "Elsewhere, Russia launched 96 drones overnight, Ukraine's air force said."
    )

    assert place(event(text, "ASSAULT")) == "Ukraine"


def test_troops_withdrew_where_the_battle_was() -> None:
    text = "Al-Shabab fighters stormed Jowhar on Wednesday, killing nine people. Troops withdrew after an hour."

    assert place(event(text, "RETREAT")) == place(event(text, "ASSAULT")) is not None


def test_a_sentence_that_is_only_a_towns_name_heads_what_follows() -> None:
    text = "Sumy district. Shells damaged two houses on Tuesday.\n\nKryvyi Rih. A drone killed a woman on Tuesday."

    assert place(events(text, "ASSAULT")[-1]) == "Kryvyi Rih"


def test_what_those_who_met_agree_on_is_agreed_where_they_met() -> None:
    text = "The two leaders met in Nicosia on Wednesday. They agreed to open a fourth crossing by the spring."

    assert place(event(text, "AGREE")) == "Nicosia"
