"""What is history, what still lasts, and what hangs on what."""

from __future__ import annotations

import pytest
from tests.records.stories import event, events, report


@pytest.mark.parametrize(
    "recalled",
    [
        "A bombing in the city killed 40 people in January 2013.",
        "The insurgency has killed more than 9,000 people since 2017.",
        "In May last year, rebels attacked a hotel in Quetta, killing three people.",
    ],
)
def test_what_the_story_recalls_is_background(recalled: str) -> None:
    news, history = events(f"A bomb killed 12 people in Quetta on Wednesday. {recalled}", "ASSAULT")

    assert (news.background, history.background) == (False, True)


@pytest.mark.parametrize("day", ["on Wednesday", "on Tuesday", "two days ago", "last week"])
def test_a_strike_of_the_last_days_is_news(day: str) -> None:
    assert not event(f"Shells hit a market in Nyala {day}, killing four people.", "ASSAULT").background


def test_a_strike_of_more_than_a_week_ago_is_history() -> None:
    assert event("Shells hit a market in Nyala on June 2, killing four people.", "ASSAULT").background


def test_what_still_lasts_is_never_background() -> None:
    besieged = event("The rebels have besieged the town of Babanusa since January.", "COERCE")

    assert (besieged.status, besieged.background) == ("ongoing", False)


def test_strikes_that_have_killed_since_a_day_go_on_whatever_word_opens_their_telling() -> None:
    struck = event("Strikes on the south of Lebanon by Israeli jets have killed 12 people since Monday.", "ASSAULT")

    assert (struck.status, struck.background) == ("ongoing", False)


def test_what_is_planned_is_never_background() -> None:
    met = event("Leaders of Ethiopia and Somalia will meet in Ankara on Monday.", "CONSULT")

    assert (met.status, met.background) == ("planned", False)


def test_without_a_date_nothing_is_old() -> None:
    found = report("Shells hit a market in Nyala on Tuesday, killing four people.", published=None)

    assert [e.background for e in found.events] == [False]


def test_contexts_follow_the_type_the_mode_and_the_words() -> None:
    bombed = event("A suicide bomber killed 12 people in Quetta on Wednesday.", "ASSAULT")
    arrested = event("Police in Nairobi arrested 12 protesters on Wednesday.", "COERCE")
    seized = event("M23 rebels captured the town of Sake on Wednesday.", "COERCE")

    assert bombed.contexts == ("terrorism",) or "terrorism" in bombed.contexts
    assert arrested.contexts == ("legal",)
    assert seized.contexts == ("military", "territory")


def test_an_outage_is_caused_by_the_strike_it_is_told_with() -> None:
    found = report("A drone strike on a substation near Odesa on Wednesday left 20,000 households without power.")
    strike = next(e for e in found.events if e.type == "ASSAULT")
    outage = next(e for e in found.events if e.type == "DISRUPT")

    assert [(link.relation, link.event) for link in outage.links] == [("caused-by", strike.id)]


def test_power_restored_was_caused_by_no_attack() -> None:
    text = "A drone hit a substation near Odesa on Wednesday. Power was restored to the city on Wednesday."

    assert all(link.relation != "caused-by" for e in events(text, "DISRUPT") for link in e.links)


def test_a_strike_is_part_of_the_strikes_that_the_lead_sums_up() -> None:
    text = (
        "Israeli strikes across Lebanon killed 20 people on Wednesday, the health ministry said.\n\n"
        "An Israeli strike on a car in Tyre on Wednesday killed three people."
    )
    whole, part = events(text, "ASSAULT")

    assert [(link.relation, link.event) for link in part.links] == [("part-of", whole.id)]


def test_a_retaliation_follows_what_it_answers() -> None:
    text = (
        "Hezbollah fired rockets at Haifa on Tuesday, wounding four people. "
        "Israel retaliated with airstrikes on Tyre on Wednesday, killing two people."
    )
    first, second = events(text, "ASSAULT")

    assert [(link.relation, link.event) for link in second.links] == [("follows", first.id)]
    assert not first.links


def test_what_the_present_tells_of_a_day_to_come_is_planned() -> None:
    visit = event("The envoy returns to Beirut on Monday to meet the speaker of parliament.", "CONSULT")

    assert (visit.status, visit.when and visit.when.start) == ("planned", "2025-06-23")
