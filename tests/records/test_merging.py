"""A thing told twice in one story is one event, and two things are two."""

from __future__ import annotations

import pytest
from tests.records.stories import event, events

STRIKE = "A missile strike on a school in Kupiansk killed five people on Wednesday, officials said."


def test_an_attack_told_again_with_its_hour_is_one_event() -> None:
    text = f"{STRIKE}\n\nThe missile hit the school in Kupiansk at about 9 a.m., during lessons, the mayor said."
    struck = event(text, "ASSAULT")

    assert struck.when is not None
    assert struck.when.start == "2025-06-18T09:00"
    assert {source.speaker for source in struck.sources} == {"officials", "the mayor"}


def test_people_hurt_told_in_the_next_sentence_belong_to_the_attack() -> None:
    struck = event(f"{STRIKE} Two teachers were wounded.", "ASSAULT")

    assert {figure.outcome for figure in struck.casualties} == {"killed", "wounded"}


def test_the_attack_told_of_as_known_is_the_same() -> None:
    text = (
        "Shelling killed eight people in El Fasher on Wednesday, a hospital said.\n\n"
        "Residents told reporters that the attack hit a crowded bakery."
    )

    assert {source.speaker for source in event(text, "ASSAULT").sources} == {"hospital", "Residents"}


def test_the_attackers_own_account_of_a_strike_is_the_same_event() -> None:
    text = (
        "Israeli airstrikes hit a building in Tyre on Wednesday, killing four people. "
        "The Israeli army said it had targeted a command post."
    )

    assert len(events(text, "ASSAULT")) == 1


def test_what_the_other_side_says_of_the_bombs_is_told_of_the_same_strike() -> None:
    """Whoever tells it is not made the attacker by being at war."""
    text = (
        "Cambodian rockets hit a petrol station in Kantharalak, Thailand, on Wednesday, killing two people. "
        "An hour later two Thai F-16s bombed an ammunition dump near the Ta Krabei temple, the Thai army said. "
        "A Cambodian spokeswoman said the bombs had hit a road and that a monk was missing."
    )
    found = events(text, "ASSAULT")

    assert len(found) == 2
    assert [figure.outcome for figure in found[-1].casualties] == ["missing"]


def test_a_device_goes_off_where_it_is_told_to_not_where_its_victims_were_bound() -> None:
    text = (
        "Three officers were killed on Wednesday when the lorry ferrying them to Kotulo, in Kenya, ran over a mine. "
        "The device went off at Dabacity, some 18km from Elwak town."
    )
    struck = event(text, "ASSAULT")

    assert struck.where is not None
    assert struck.where.name == "Dabacity"


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed three farmers in Bokkos on Monday. Gunmen killed five farmers in Mangu on Tuesday.",
        "A drone hit Sumy on Wednesday, killing one person. A drone hit Poltava on Wednesday, wounding four people.",
        "A drone hit Sumy on Tuesday, killing one person. A drone hit Sumy on Wednesday, wounding four people.",
        f"{STRIKE} In a separate attack, shells hit a bus in Kupiansk on Wednesday, killing two people.",
    ],
    ids=["days and towns", "towns", "days", "said to be separate"],
)
def test_two_attacks_stay_two(text: str) -> None:
    assert len(events(text, "ASSAULT")) == 2


def test_a_wave_is_none_of_its_strikes() -> None:
    text = (
        "Russia launched 120 drones at Ukraine overnight, killing three people, the air force said.\n\n"
        "In Odesa, a drone struck an apartment block overnight, wounding six people, the governor said."
    )
    wave, strike = events(text, "ASSAULT")

    assert wave.where is not None
    assert strike.where is not None
    assert (wave.where.name, strike.where.name) == ("Ukraine", "Odesa")


def test_an_attack_of_another_year_is_not_merged_into_the_news() -> None:
    text = "A bomb killed 12 people in Quetta on Wednesday. A bombing in Quetta killed 40 people in January 2013."
    news, history = events(text, "ASSAULT")

    assert (news.background, history.background) == (False, True)


def test_a_planned_meeting_is_not_the_one_that_was_held() -> None:
    text = "Armenia and Azerbaijan held talks in Brussels on Tuesday. Armenia and Azerbaijan will hold talks on Monday."

    assert [met.status for met in events(text, "CONSULT")] == ["occurred", "planned"]


def test_who_fired_first_is_no_second_fight() -> None:
    text = (
        "Clashes between Syrian troops and Kurdish fighters in Aleppo killed six people on Tuesday, medics said.\n\n"
        "Each side accused the other of shooting first."
    )

    assert len(events(text, "ASSAULT")) == 1


def test_the_taxi_that_went_off_is_the_car_bomb_of_the_lead() -> None:
    text = (
        "A car bomb exploded outside a police station in Cali on Sunday night, killing two officers.\n\n"
        "The stolen taxi was set off at 8:40 p.m. in the city, the mayor said. A boy was wounded."
    )
    struck = events(text, "ASSAULT")

    assert len(struck) == 1


def test_the_attackers_account_joins_an_attack_without_an_attacker() -> None:
    text = (
        "A drone hit three fuel tankers near Zawiya on Tuesday, killing two drivers, medics said. "
        "The Tripoli army said it had struck smugglers."
    )

    assert len(events(text, "ASSAULT")) == 1


def test_a_march_of_the_lead_told_again_from_nearer_is_one_march() -> None:
    text = (
        "Rebels shelled the town of Sake on Wednesday as hundreds of residents of the nearby city of Bukavu "
        "marched against a tax.\n\n"
        "In Bukavu, which the rebels hold, demonstrators marched to the governor's office."
    )

    assert len(events(text, "PROTEST")) == 1


def test_marches_in_two_towns_are_two() -> None:
    text = (
        "Hundreds of residents of the city of Bukavu marched on Wednesday against a tax.\n\n"
        "In Goma, demonstrators marched to the governor's office."
    )

    assert len(events(text, "PROTEST")) == 2


@pytest.mark.parametrize(("hurt", "place"), [("killed four people", "El Obeid"), ("wounded a nurse", "Kordofan")])
def test_a_finer_place_with_a_figure_of_its_own_is_only_part_of_the_wider_one(hurt: str, place: str) -> None:
    text = (
        "Drones struck Kordofan on Tuesday and killed four people, the army said.\n\n"
        f"The drone attack hit El Obeid and {hurt}."
    )
    struck = event(text, "ASSAULT")

    assert struck.where is not None and struck.where.name == place
