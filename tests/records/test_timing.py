"""Which of a sentence's times dates which of its events."""

from __future__ import annotations

from tests.records.stories import event, events

from sitrep.records.report import Event


def day(event: Event) -> str | None:
    return event.when.start if event.when else None


def test_a_day_counted_from_an_act_dates_that_act() -> None:
    text = "Shells hit Sumy on Wednesday, killing two people, a day after Russian forces captured the town of Siversk."

    assert day(event(text, "COERCE")) == "2025-06-17"


def test_a_clause_that_hangs_on_a_day_is_dated_by_it() -> None:
    text = "That door was closed on Tuesday, when the Kremlin rejected a Ukrainian proposal to spare power plants."

    assert day(event(text, "REJECT")) == "2025-06-17"


def test_a_verb_joined_to_a_saying_is_of_its_day() -> None:
    text = (
        "President Vladimir Putin, speaking in Bishkek on Tuesday, praised the draft "
        "but warned that Russia would seize Donetsk."
    )

    assert day(event(text, "THREATEN")) == "2025-06-17"


def test_what_is_to_come_does_not_date_what_was_done() -> None:
    text = "The government urged the strikers' leaders to come to talks on Saturday."

    assert event(text, "REQUEST").when is None


def test_a_call_is_dated_by_its_own_day_and_not_by_what_was_offered_in_it() -> None:
    text = (
        "Oman's foreign minister met his Iranian counterpart in Muscat on Tuesday and offered to host talks next month."
    )

    assert day(events(text, "CONSULT")[0]) == "2025-06-17"


def test_a_count_of_times_in_a_month_is_not_its_day() -> None:
    text = (
        "A drone struck Sumy overnight. Drones, meanwhile, set ablaze a depot near Kursk for the third time this month."
    )

    assert [day(each) for each in events(text, "ASSAULT")] == ["2025-06-18", "2025-06-18"]


def test_a_year_that_names_a_happening_dates_nothing_else() -> None:
    text = "The shadow government, set up by lawmakers ousted in the 2021 coup, has threatened to boycott the vote."

    assert event(text, "THREATEN").when is None


def test_a_time_in_a_clause_hung_on_a_name_does_not_date_the_verb_behind_it() -> None:
    text = "Washington and Riyadh, which brokered talks in Jeddah in 2023, have urged both armies to accept the truce."

    assert event(text, "REQUEST").when is None


def test_the_hour_from_which_a_curfew_holds_dates_it() -> None:
    text = "The government imposed an indefinite curfew on Dhaka from 8 p.m. on Wednesday."

    assert day(event(text, "COERCE")) == "2025-06-18T20:00"


def test_the_last_week_is_no_rank() -> None:
    text = "Rebels refused last week to leave the town; since Saturday border crossings have been shut."

    assert day(event(text, "DISRUPT")) == "2025-06-14"


def test_a_day_wins_over_the_year_that_holds_it() -> None:
    text = "The worst attack on Chernihiv this year was on 11 June, when a missile killed nine people."

    assert day(event(text, "ASSAULT")) == "2025-06-11"


def test_an_attack_told_by_two_words_leaves_the_day_of_the_sentence_to_another_act() -> None:
    text = (
        "Shells hit a market in Goma and killed two people, officials said Wednesday, "
        "as hundreds of residents of nearby Bukavu marched against a tax."
    )

    assert day(event(text, "PROTEST")) == "2025-06-18"


def test_what_is_shut_through_a_day_is_shut_until_the_next_one_of_its_name() -> None:
    shut = event("The governor has ordered schools shut through Saturday in Aleppo.", "DISRUPT")

    assert shut.when is not None and shut.when.end == "2025-06-21"
