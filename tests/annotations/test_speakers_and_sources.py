"""Speakers and sources: who is told to have said what in newsroom sentences of many makes."""

from __future__ import annotations

from datetime import date

import pytest

from sitrep.desk.reading import read_document
from sitrep.documents.document import Document
from sitrep.records.report import Statement


def statements(text: str) -> tuple[Statement, ...]:
    """The statements that the whole line of steps reads from a text."""
    return read_document(Document(text, published=date(2025, 6, 19))).statements


def said(text: str) -> list[tuple[str | None, str]]:
    """Speaker and content of each statement."""
    return [(one.speaker, " … ".join(quote.text for quote in one.content)) for one in statements(text)]


def test_a_think_tank_does_not_think() -> None:
    text = "The Institute for Lasting Peace, a Geneva-based think tank, assessed that rebels had taken Tarsk."

    assert said(text) == [("Institute for Lasting Peace", "rebels had taken Tarsk")]


def test_the_state_after_a_name_states_nothing() -> None:
    text = "Soldiers retook Hsipo, a market town in northern Shan state, the Interior Ministry said."

    assert said(text) == [("Interior Ministry", "Soldiers retook Hsipo, a market town in northern Shan state")]


def test_a_group_with_its_acronym_and_description_speaks() -> None:
    text = "The Free Falcons (FAF), a militant outfit, claimed responsibility for the raid."

    assert said(text) == [("Free Falcons", "responsibility for the raid")]


def test_what_is_told_of_anothers_words_is_told_whole() -> None:
    """Ana's words are hers; that she said them is what the ministry said."""
    text = "Norway's Ana Dahl spoke by phone with Turkey's envoy and urged restraint, the Interior Ministry said."

    assert said(text)[-1] == (
        "Interior Ministry",
        "Norway's Ana Dahl spoke by phone with Turkey's envoy and urged restraint",
    )


def test_an_apposition_after_according_to_belongs_to_the_source() -> None:
    text = "According to Clear Water, a rights group documenting abuses, at least 28 civilians have died since Friday."

    assert said(text) == [("Clear Water", "at least 28 civilians have died since Friday")]


def test_a_readout_carries_what_its_minister_told() -> None:
    text = "Foreign Minister Marc Ober, according to a ministry readout, told reporters that Norway would help."

    (statement,) = statements(text)

    assert (statement.speaker, statement.via) == ("Marc Ober", ("readout",))


def test_a_possessor_before_a_quotation_is_no_speaker_behind_its_verb() -> None:
    text = (
        'Hakan Orlu, speaking in Ankara after talks with his colleague, Asad Berri, said Norway\'s "silence" was odd.'
    )

    assert said(text) == [("Hakan Orlu", 'Norway\'s "silence" was odd')]


def test_a_name_after_a_relative_clause_is_the_speakers() -> None:
    text = "A driver who got away, Omar Sall, told reporters that the tankers had burned."

    assert said(text) == [("Omar Sall", "the tankers had burned")]


def test_a_quotation_after_that_and_a_colon_is_told_once() -> None:
    assert said('Ana Dahl disputed that: "There were only monks."') == [("Ana Dahl", "There were only monks")]


def test_an_act_after_a_verdict_is_no_part_of_it() -> None:
    text = "Governor Ana Dahl condemned the attack and paid tribute to the dead."

    assert said(text) == [("Ana Dahl", "the attack")]


def test_the_silence_after_a_thing_confirmed_is_no_part_of_it() -> None:
    assert said('The army confirmed "an incident" but gave no toll.') == [("army", "an incident")]


def test_the_day_of_a_rejection_is_when_it_was_said() -> None:
    (statement,) = statements("Governor Ana Dahl rejected a similar plan last month.")

    assert [quote.text for quote in statement.content] == ["a similar plan"]
    assert statement.when is not None
    assert statement.when.text == "last month"
    assert [one.stance for one in statement.stance] == ["rejects"]


FIRM = [
    "Police said that nine bandits were sent to hell.",
    'Governor Ana Dahl said: "We are open to talks, but nothing has been put on the table."',
    '"Will the world wait for another Osk?" asked Omar Sall, a farmer.',
]


@pytest.mark.parametrize("text", FIRM)
def test_to_and_will_alone_show_no_intention(text: str) -> None:
    assert [one.certainty for one in statements(text)] == ["asserted"]


def test_what_is_to_be_done_is_intended() -> None:
    assert [one.certainty for one in statements("Police said the men were to be tried.")] == ["intended"]


def test_a_burmese_name_keeps_its_little_words() -> None:
    text = "The base fell, its spokesperson Khine Thu Kha said. U Than Myint, an elder, said the monks had fled."

    assert [speaker for speaker, _ in said(text)] == ["Khine Thu Kha", "Than Myint"]


def test_whoever_goes_by_a_first_name_is_one_speaker() -> None:
    text = 'Foreign Minister Sihasak Phuangket said that 677 people had fled. "All were fed," Sihasak added.'

    assert [speaker for speaker, _ in said(text)] == ["Sihasak Phuangket", "Sihasak Phuangket"]


JOINED = [
    ("Two men died, a resident and local media said.", "a resident and local media"),
    ("The United States, Norway and the Interior Ministry called for a truce.",
     "The United States, Norway and the Interior Ministry"),
    ("In Kyiv, France and Norway said it was over.", "France and Norway"),
    ("The Red Cross and police said six were hurt.", "The Red Cross and police"),
    ("Both Tehran and Washington denied that a deal was near.", "Both Tehran and Washington"),
    ("Sudan's Ministry of Health and Population said nine died.", "Sudan's Ministry of Health and Population"),
    ("Trade and Industry Minister Ana Orlo said it rained.", "Ana Orlo"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker"), JOINED)
def test_sources_joined_by_and_are_told_together(text: str, speaker: str) -> None:
    assert [who for who, _ in said(text)] == [speaker]


def test_what_somebody_described_a_thing_as_is_said() -> None:
    text = 'Jets hit a depot after what the Interior Ministry described as "a clear breach" of the truce.'

    assert said(text) == [("Interior Ministry", '"a clear breach" of the truce')]


def test_somebody_familiar_with_a_matter_is_described_whole() -> None:
    text = "A person familiar with the contacts, who requested anonymity, said the talks had been brief."

    assert said(text)[0][0] == "A person familiar with the contacts"
