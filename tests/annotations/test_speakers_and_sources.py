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


def test_an_outlet_that_quoted_somebody_carries_the_words() -> None:
    """Whether it stands before the cue or closes the sentence, the quoted one speaks."""
    first = "Norway's foreign minister was quoted by Bloomberg as saying a port deal remained possible."
    last = "The talks were over in an hour, Bloomberg cited a Houthi official as saying."

    told = [(one.speaker, one.via) for text in (first, last) for one in statements(text)]

    assert told == [("Norway's foreign minister", ("Bloomberg",)), ("a Houthi official", ("Bloomberg",))]


def test_an_answer_given_beside_a_charge_is_the_accused_ones() -> None:
    text = "Norway has accused Turkey of theft, a claim Turkish Foreign Minister Ali Orlu dismissed as “absurd”."

    assert said(text) == [("Norway", "Turkey of theft"), ("Ali Orlu", "absurd")]


def test_a_subject_behind_with_says_what_follows_its_participle() -> None:
    text = "Two diplomats told Reuters that a plan was there, with one of them saying it was short."

    assert said(text) == [("Two diplomats", "a plan was there"), ("one of them", "it was short")]


def test_a_name_apposed_to_the_subject_speaks_behind_a_second_verb() -> None:
    text = "Norway's deputy spokesman, Omar Sall, mourned with the families but insisted its soil was never used."

    assert said(text) == [("Omar Sall", "its soil was never used")]


def test_the_body_named_before_a_semicolon_is_not_the_people_after_it() -> None:
    text = "The Africa Command said it struck twice. Relatives told Reuters six died; the command said it knew."

    assert said(text)[-1] == ("Africa Command", "it knew")


CARRIED = [
    ("The Africa Command said in a press release it had struck twice.", "it had struck twice", "press release"),
    ("ELN guerrillas denied in a communique any link to the blast.", "any link to the blast", "statement"),
    ("Jamaat-ul-Ahrar claimed the attack in a message sent to editors.", "the attack", "message"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "content", "via"), CARRIED)
def test_a_channel_between_verb_and_content_is_no_part_of_it(text: str, content: str, via: str) -> None:
    (statement,) = statements(text)

    assert ([quote.text for quote in statement.content], statement.via) == ([content], (via,))


def test_media_persons_are_told_what_stands_before() -> None:
    assert said("Six men died in a blast, Foreign Minister Omar Sall told media persons on Tuesday.") == [
        ("Omar Sall", "Six men died in a blast")
    ]


def test_an_account_disputed_is_told_with_its_pointer() -> None:
    assert said("Two officials dispute that account.") == [("Two officials", "that account")]


PROMISED = [
    'Norway\'s Ana Dahl said her country "will not leave Osk".',
    'The Interior Ministry threatened that smugglers "will pay".',
]


@pytest.mark.parametrize("text", PROMISED)
def test_a_promise_may_stand_in_quotation_marks(text: str) -> None:
    assert [one.certainty for one in statements(text)] == ["intended"]


def test_what_one_would_say_is_said() -> None:
    assert [one.certainty for one in statements('"I would say so," the Interior Ministry replied.')] == ["asserted"]


def test_he_is_whoever_opened_the_sentence_before_rather_than_the_speaker_before_that() -> None:
    text = 'President Ana Dahl vowed to stay. Party spokesman Marco Valbo scoffed at that. "Old talk," he wrote.'

    assert said(text)[-1] == ("Marco Valbo", "Old talk")


def test_a_day_counted_back_is_when_it_was_told() -> None:
    assert said("Governor Ana Dahl had told CNN a day earlier that Norway was open to talks.") == [
        ("Ana Dahl", "Norway was open to talks")
    ]


def test_a_ministry_is_not_another_ministry() -> None:
    text = "Norway's Interior Ministry said four had died. The Defence Ministry said six had died."

    assert [speaker for speaker, _ in said(text)] == ["Norway's Interior Ministry", "Defence Ministry"]


def test_the_ground_of_anonymity_may_stand_behind_a_semicolon() -> None:
    (statement,) = statements("A rescue worker said six died; he spoke on condition of anonymity.")

    assert statement.anonymity_reason == "on condition of anonymity"


def test_what_another_called_a_charge_is_no_part_of_it() -> None:
    text = "Norway accused soldiers of executing two men, which the Interior Ministry called a lie."

    assert said(text)[0] == ("Norway", "soldiers of executing two men")


def test_a_stance_told_by_another_is_told_once() -> None:
    stances = [
        (one.speaker, [stance.stance for stance in one.stance])
        for one in statements("Norway rejected the ceasefire plan, Foreign Minister Ana Dahl said on Wednesday.")
    ]

    assert stances == [("Norway", ["rejects"]), ("Ana Dahl", [])]
