"""Which of a sentence's places is which event's."""

from __future__ import annotations

from tests.records.stories import event, events

from sitrep.records.report import Event


def place(event: Event) -> str | None:
    return event.where.name if event.where else None


def test_a_clause_that_hangs_on_a_place_happened_there() -> None:
    text = "The truce led to talks in Damascus, where the two sides signed an agreement to merge their armies."

    assert place(event(text, "AGREE")) == "Damascus"


def test_a_place_behind_another_act_is_that_acts_place() -> None:
    text = "Sumy has been without power since Tuesday, when saboteurs blew up a bridge in Poltava."

    assert place(event(text, "DISRUPT")) == "Sumy"


def test_places_joined_before_the_nearest_one_count_too() -> None:
    text = "Trains between Dhaka and Chattogram were running again on Wednesday."
    cut = event(text, "DISRUPT")

    assert cut.where is not None
    assert cut.where.text == "Dhaka and Chattogram"


def test_where_some_were_downed_is_not_where_all_were() -> None:
    text = "Air defences shot down 88 Ukrainian drones overnight, 31 of them over the Bryansk region, Russia said."
    downed = events(text, "INTERCEPT")[0]

    assert place(downed) != "Bryansk Oblast"


def test_a_town_told_as_owner_of_what_was_hit_is_the_place() -> None:
    text = "Mortar bombs hit a bunker in the Nikopol sector on Sunday, killing two soldiers."

    assert place(event(text, "ASSAULT")) == "Nikopol"


def test_people_are_expelled_where_it_says() -> None:
    text = "Two Russian diplomats were declared personae non gratae in Moldova on Friday."

    assert place(event(text, "SANCTION")) == "Moldova"
