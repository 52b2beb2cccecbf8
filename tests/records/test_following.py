"""When an event was that tells no time itself."""

from __future__ import annotations

from tests.records.stories import event, events

from sitrep.records.report import Event


def day(event: Event) -> str | None:
    return event.when.start if event.when else None


def test_what_police_did_to_a_crowd_was_on_the_day_of_its_march() -> None:
    text = (
        "Gunmen killed two farmers near Zaria on Sunday night.\n\n"
        "On Tuesday hundreds of people marched in Kano. Police fired tear gas to disperse them."
    )

    assert day(events(text, "ASSAULT")[-1]) == "2025-06-17"


def test_those_told_of_before_act_on_at_the_same_time() -> None:
    text = (
        "Shells killed two people in Nikopol on Wednesday.\n\n"
        "About thirty settlers came down to the village of Burin before dawn on Tuesday. "
        "They set fire to three cars and beat a shepherd."
    )

    assert day(events(text, "ASSAULT")[-1]) == "2025-06-17"


def test_an_arrest_elsewhere_is_not_of_the_days_protest() -> None:
    text = "Crowds marched through Dhaka on Tuesday. In Chattogram, police arrested four students."

    assert event(text, "COERCE").when is None


def test_an_arrest_at_the_protest_is_of_its_day() -> None:
    text = "Crowds marched through Dhaka on Tuesday. Police arrested four students."

    assert day(event(text, "COERCE")) == "2025-06-17"


def test_a_sentence_that_sets_the_scene_dates_the_blow_after_it() -> None:
    text = (
        "The town of Druzhkivka has lived with drones since spring.\n\n"
        "On Tuesday the buzz came first. A drone hit a bus stop, killing one man."
    )

    assert day(event(text, "ASSAULT")) == "2025-06-17"


def test_a_state_that_lasts_has_no_day() -> None:
    text = "Shells hit Shebekino on Wednesday, the governor said. About 5,300 households are without electricity."

    assert event(text, "DISRUPT").when is None


def test_what_is_recalled_as_history_takes_over_no_day_of_the_news() -> None:
    text = (
        "Drones hit the northern city of Merowe overnight, the army said.\n\n"
        "For years thousands of farmers have been driven from their homes."
    )

    assert event(text, "COERCE").when is None


def test_what_police_did_to_a_crowd_is_of_the_day_that_the_lead_gave_its_march() -> None:
    text = (
        "Hundreds of residents of the city of Bukavu marched on Wednesday against a tax.\n\n"
        "Shells killed two people in Sake on Monday, medics said.\n\n"
        "In Bukavu, demonstrators marched to the governor's office. Police fired tear gas, witnesses said."
    )

    assert day(events(text, "ASSAULT")[-1]) == "2025-06-18"


def test_nightfall_is_no_night_that_a_round_up_is_told_of() -> None:
    text = "Troops reached the town of Sake by nightfall on Monday.\n\nShells killed two people in Goma."

    assert event(text, "ASSAULT").when is None
