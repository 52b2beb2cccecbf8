"""One act is one event: triggers that point back, go on or only count the hurt open nothing."""

from collections import Counter

import pytest
from hypothesis import given, settings
from tests.records.stories import event, events
from tests.strategies import news

from sitrep.annotations.sheet import lay
from sitrep.desk.line import RULES, steps
from sitrep.documents.document import Document
from sitrep.documents.published import parse_published
from sitrep.records.drafts import Draft, Story
from sitrep.records.opening import open_events


def opened(text: str) -> list[Draft]:
    return open_events(Story(lay(Document(text, published=parse_published("2025-06-19")), steps(RULES))))


def counted(text: str) -> Counter[str]:
    return Counter(draft.type for draft in opened(text))


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("A drone hit a kindergarten in Sumy, injuring two guards.", "ASSAULT", 1),
        ("A drone hit a school in Sumy, and another struck a depot in Kharkiv.", "ASSAULT", 2),
        ("Thailand closed the crossings on Saturday and cut cross-border power to Poipet.", "DISRUPT", 2),
        ("The district was left without power and without water.", "DISRUPT", 1),
        ("The army has surrounded the city since May, blocking food and medicine.", "COERCE", 1),
        (
            "The minister spoke by phone with the president on Monday and, separately, with the army chief.",
            "CONSULT",
            2,
        ),
        ("Hundreds marched in Nablus on Friday and called for the return of the bodies.", "REQUEST", 0),
        ("The rebels threatened to attack the port.", "ASSAULT", 0),
    ],
)
def test_one_act_of_a_sentence_is_one_event(text: str, kind: str, number: int) -> None:
    assert counted(text)[kind] == number


def test_a_definite_noun_points_back_to_what_was_told() -> None:
    text = "A missile strike killed six people in Odesa on Tuesday. The mayor spoke after the strike."

    assert counted(text)["ASSAULT"] == 1


def test_what_is_said_in_a_quotation_is_talk_and_not_an_event() -> None:
    text = 'The mayor said: "We will sign the agreement in Luanda when they sign it."'

    assert not counted(text)["AGREE"]


def test_an_outage_is_told_also_in_a_quotation() -> None:
    text = 'The mayor said: "The whole district has been without water since Monday."'

    assert counted(text)["DISRUPT"] == 1


def test_what_someone_denies_opens_no_event_of_its_own() -> None:
    assert not counted("Rwanda denied that it had sent troops across the border.")["MOBILIZE"]


def test_the_words_that_report_an_event_hold_its_trigger_and_no_reporting_verb() -> None:
    text = "Police arrested 41 people during the rally, the ministry said."
    draft = opened(text)[0]

    assert text[slice(*draft.anchor)] == "Police arrested 41 people during the rally"


@given(news)
@settings(max_examples=40, deadline=None)
def test_any_story_opens_events_whose_words_lie_in_it(text: str) -> None:
    for draft in opened(text):
        start, end = draft.anchor
        assert 0 <= start < end <= len(text)


def test_an_attack_that_only_dates_something_else_is_not_told_again() -> None:
    text = (
        "Drones struck a depot in Omdurman on Tuesday, killing two guards. "
        "The attack came a day after the two sides ended talks in Djibouti."
    )

    assert counted(text)["ASSAULT"] == 1


def test_a_killing_of_someone_with_office_and_name_is_an_attack() -> None:
    assert event("A gunman killed Mayor Ana Petrova on Friday.", "ASSAULT").status == "occurred"


def test_who_battles_a_blaze_attacks_nobody() -> None:
    assert not events("Firefighters were still battling three blazes in the Galilee hills at dusk.", "ASSAULT")


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("Envoys tried to rescue a draft that would stop the fighting for 45 days.", ["hypothetical"]),
        ("Hamas could provide proof of life for every captive, the envoy said.", ["hypothetical"]),
        ("A further exchange of up to 15 prisoners could take place by July, the envoy said.", ["hypothetical"]),
        (
            "Under the draft Hamas would free 20 captives in return for the release of 90 prisoners by Israel.",
            ["hypothetical"],
        ),
        (
            "A draft would stop the fighting for 45 days in return for the release of 10 hostages.",
            ["hypothetical", "hypothetical"],
        ),
        ("Hamas freed 20 captives in return for the release of 90 prisoners.", ["occurred"]),
    ],
)
def test_what_would_or_could_be_done_is_not_done_nor_what_is_given_for_it(text: str, statuses: list[str]) -> None:
    assert [draft.status for draft in opened(text)] == statuses
