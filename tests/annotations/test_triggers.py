"""Words report events where a reader would say so: of the right type, with the right status, or not at all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.strategies import news, texts

from sitrep.annotations.layers import TRIGGERS, Trigger
from sitrep.annotations.sheet import Sheet, lay
from sitrep.codebook.event_types import event_types
from sitrep.desk.line import RULES, steps
from sitrep.documents.document import Document
from sitrep.documents.published import parse_published


def laid(text: str) -> Sheet:
    return lay(Document(text, published=parse_published("2025-06-19")), steps(RULES))


def told(text: str) -> list[Trigger]:
    """What the text's firm triggers stand for."""
    return [value for value in laid(text).values(TRIGGERS) if not value.weak and not value.vague]


def types(text: str) -> set[str]:
    return {value.type for value in told(text)}


TELLS = {
    "ASSAULT": [
        "Artillery fire killed a woman and her two sons in Kutkai township.",
        "Gunmen on motorbikes executed seven farmers near the village of Tchombangou on Sunday.",
        "The general was assassinated in Port Vale on Tuesday.",
        "The militia kidnapped a Red Cross driver near Djibo.",
        "Two policemen were hacked to death by a mob in Karachi on Saturday.",
        "Their minibus ran over a roadside bomb in Lakki Marwat on Tuesday.",
        "Police dispersed the crowd with tear gas.",
        "Settlers set fire to four cars in the village before dawn.",
    ],
    "INTERCEPT": [
        "The frigate shot down two drones over the Gulf of Aden.",
        "The air defence force said it had intercepted five missiles.",
        "Air defences destroyed 14 drones over the region.",
    ],
    "DISRUPT": [
        "The town has been without electricity since Friday.",
        "Electricity was restored to 12,000 customers by Sunday evening.",
        "The city has had power for only six hours a day since May.",
        "A shell burst a water main that supplies the eastern quarter.",
        "Mobile internet went off across the country.",
        "Flights at Beirut airport resumed on Thursday.",
        "Schools across Lahore were shut for three days.",
    ],
    "RESPOND": [
        "Rescuers pulled three children alive from the rubble.",
        "Firefighters battled the blaze for six hours.",
        "Officials evacuated 3,000 residents from five villages near the border.",
        "Doctors treated 26 people with gunshot wounds at the town's hospital.",
    ],
    "AID": [
        "Jordan airdropped 25 tonnes of food over the enclave.",
        "The United States pledged $50 million in food aid for Sudan.",
        "The convoy carrying flour reached El Geneina on Friday.",
    ],
    "CONSULT": [
        "The foreign ministers of Egypt and Turkey spoke by phone on Monday.",
        "The envoy flew from Cairo to Khartoum on Friday to meet the army chief.",
        "Negotiators from the two sides are to meet in Oslo in March.",
        "Saudi Arabia hosted a new round of talks between the army and the rebels in Jeddah on Monday.",
        "The two leaders spoke for 40 minutes on Sunday.",
    ],
    "AGREE": [
        "The rebels agreed to release 20 soldiers.",
        "The two governments signed an agreement in Luanda on Tuesday.",
        "Egypt and Qatar brokered the truce.",
        "The opposition accepted the proposal.",
    ],
    "SUPPORT": [
        "Algeria welcomed the agreement.",
        "The African Union backed the proposal.",
        "The minister expressed support for the mission.",
    ],
    "CONCEDE": [
        "Mali's prime minister apologized to the families of the victims.",
        "The government lifted the curfew in Jos on Monday.",
        "The curfew will be relaxed between 10 a.m. and noon.",
    ],
    "COOPERATE": [
        "The two countries agreed to reopen their embassies.",
        "Islamabad proposed a joint inquiry.",
    ],
    "RETREAT": [
        "The Taliban freed two prisoners on Thursday.",
        "Ethiopian troops withdrew from the town of Beledweyne.",
        "Fifty fighters laid down their rifles at a ceremony on Saturday.",
        "A 48-hour truce took effect at midnight.",
        "The president pardoned 39 opposition activists.",
        "The defence minister stepped down on Friday.",
    ],
    "REQUEST": [
        "The Security Council called on both sides to stop fighting.",
        "The army commander urged the rebels to surrender.",
        "The government invited their leaders to talks on Sunday.",
        "The abductors had telephoned to demand a ransom.",
    ],
    "ACCUSE": [
        "South Sudan's army accused Machar's forces of attacking a convoy in Nasir.",
        "Kinshasa says Kigali backs the rebels.",
        "The prosecutor opened an investigation into the killings.",
        "Japan condemned the missile test.",
    ],
    "REJECT": [
        "The military rejected the proposal.",
        "Moscow dismissed the ultimatum.",
        "The president ruled out any talks with the militia.",
        "The army won't leave the hills.",
    ],
    "THREATEN": [
        "The Houthis threatened to attack Saudi oil plants.",
        "Ankara warned that any ship approaching the rig would be seized.",
        "The president said Iran would retaliate.",
        "The general warned that the army would fire on anyone who approached the base.",
    ],
    "PROTEST": [
        "Hundreds of residents marched in Nablus on Friday.",
        "Farmers blocked the main road to Tripoli with tractors.",
        "Teachers in Kano began a five-day strike on Monday.",
        "Demonstrators torched two buses and a police box.",
        "Protesters pelted police with stones.",
    ],
    "SANCTION": [
        "A court in Minsk sentenced the journalist to seven years in prison on Tuesday.",
        "The EU added 14 officials to its sanctions list on Monday.",
        "India expelled three Canadian diplomats.",
        "The tribunal is due to rule on Thursday in the case of two generals.",
    ],
    "MOBILIZE": [
        "Pakistan moved two brigades to the frontier.",
        "The president called out the army.",
        "Forty observers will deploy along the line.",
    ],
    "COERCE": [
        "Police arrested 41 people during the rally.",
        "Authorities imposed a dusk-to-dawn curfew on Imphal.",
        "Rebels captured the airport at Goma on Monday.",
        "Police said they had picked up 214 people in the capital.",
        "Turkey deported 18 men.",
    ],
}
CASES = [(kind, text) for kind, sentences in TELLS.items() for text in sentences]


def test_every_type_has_sentences_here() -> None:
    assert set(TELLS) == set(event_types())


@pytest.mark.parametrize(("kind", "text"), CASES, ids=[text for _, text in CASES])
def test_the_sentence_tells_of_this_type(kind: str, text: str) -> None:
    assert kind in types(text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("ASSAULT", "The two sides struck a deal on Monday."),
        ("ASSAULT", "Teachers in Kano began a five-day strike on Monday."),
        ("ASSAULT", "The lawmakers killed the bill on Thursday."),
        ("ASSAULT", "Mediators proposed a pause in air raids."),
        ("ASSAULT", "Iran said it would answer if attacked."),
        ("INTERCEPT", "The army shot down the idea."),
        ("DISRUPT", "The opposition fears losing power."),
        ("DISRUPT", "Residents waited near the power plant."),
        ("RESPOND", "The court moved the prisoners to jail."),
        ("AID", "The envoy delivered a message from the president."),
        ("CONSULT", "The gunmen arrived at about 11:15 p.m. on motorcycles."),
        ("CONSULT", "The government invited their leaders to talks on Sunday."),
        ("CONSULT", "A man was taken from a hospital bed in Dhanmondi."),
        ("RETREAT", "The negotiators were deadlocked over the release of prisoners."),
        ("RETREAT", "Pakistan handed over a list of 26 wanted men."),
        ("THREATEN", "Floods threatened the harvest."),
        ("PROTEST", "The strike on the refinery killed two workers."),
        ("COERCE", "A resident declined to be named for fear of arrest."),
        ("COERCE", "The curfew will be relaxed between 10 a.m. and noon."),
        ("REQUEST", "A spokesman did not respond to a request for comment."),
        ("MOBILIZE", "The army will send officers to a meeting on Tuesday."),
        ("COOPERATE", "The province wants its own police, not a joint force."),
    ],
)
def test_the_sentence_does_not_tell_of_this_type(kind: str, text: str) -> None:
    assert kind not in types(text)


@pytest.mark.parametrize(
    ("kind", "status", "text"),
    [
        ("CONSULT", "planned", "The negotiators will meet again in Muscat on Thursday."),
        ("CONSULT", "planned", "Mediators would press both sides when they meet in Addis Ababa on October 10."),
        ("CONSULT", "cancelled", "Talks due to open in Doha on Wednesday were put off."),
        ("CONSULT", "ongoing", "The talks in Muscat between Iran and Oman are deadlocked."),
        ("ASSAULT", "attempted", "The army said it repelled an assault on Siversk."),
        ("ASSAULT", "attempted", "The mayor survived an assassination attempt on Tuesday."),
        ("ASSAULT", "threatened", "The Houthis threatened to attack Saudi oil plants."),
        ("COERCE", "ongoing", "The army has besieged the town since April."),
        ("DISRUPT", "ongoing", "The town has been without electricity since Friday."),
        ("RETREAT", "hypothetical", "Under the draft, the army would withdraw from the port within 30 days."),
        ("RETREAT", "hypothetical", "Mediators proposed a 60-day truce."),
        ("CONCEDE", "hypothetical", "The government is willing to put off the lease by six months."),
        ("COOPERATE", "hypothetical", "Islamabad proposed a joint inquiry."),
        ("SANCTION", "planned", "The tribunal will deliver its verdict on 12 May."),
        ("AID", "cancelled", "The agency suspended food distributions in the camp on Thursday."),
        ("MOBILIZE", "planned", "NATO will send 300 soldiers to Kosovo."),
        ("RETREAT", "occurred", "A 48-hour truce expired at midnight and shelling resumed within the hour."),
    ],
)
def test_done_is_told_from_planned_tried_offered_and_called_off(kind: str, status: str, text: str) -> None:
    assert {value.status for value in told(text) if value.type == kind} == {status}


@pytest.mark.parametrize(
    "text",
    [
        "The officials did not sign the agreement.",
        "The officials didn't sign the agreement.",
        "Russia hasn't withdrawn its troops from the area.",
        "No one was killed in the town.",
    ],
)
def test_what_did_not_happen_is_not_told(text: str) -> None:
    assert not told(text)


def test_a_going_on_in_general_is_vague() -> None:
    found = laid("Fighting has meanwhile not ceased in the west of Sudan.").values(TRIGGERS)

    assert [value.vague for value in found if value.type == "ASSAULT"] == [True]


def test_a_second_verb_shares_the_subject_of_the_first() -> None:
    text = "President Vladimir Putin praised the draft but warned that Russia would seize the rest of the region."

    assert "THREATEN" in types(text)


def test_a_base_form_behind_an_article_is_a_noun() -> None:
    assert "ASSAULT" not in types("The radar picked up a target near the river.")


def test_a_name_is_no_trigger() -> None:
    assert "ASSAULT" not in types("The Strike Force of the police held a parade in Lagos on Friday.")


def test_the_phone_call_with_a_second_partner_is_told_apart() -> None:
    text = "The minister spoke by phone on Wednesday with the president and, separately, with the army chief."

    assert [value.mode for value in told(text) if value.type == "CONSULT"] == ["phone", "phone"]


@given(st.one_of(news, texts))
@settings(max_examples=40, deadline=None)
def test_any_text_is_read_and_every_trigger_lies_in_its_clause(text: str) -> None:
    for mark in laid(text).marks(TRIGGERS):
        start, end = mark.value.clause
        assert start <= mark.start < mark.end
        assert mark.start < end


@pytest.mark.parametrize(
    "text",
    [
        "A clause on federal rule was struck out on Tuesday at the insistence of Damascus.",
        "Judges in Nairobi struck down the law on Tuesday.",
        "Two names were struck off the register in Sumy on Monday.",
    ],
)
def test_what_is_struck_out_is_not_attacked(text: str) -> None:
    assert not [value for value in laid(text).values(TRIGGERS) if value.type == "ASSAULT"]


@pytest.mark.parametrize(
    ("text", "visits"),
    [
        ("The rebels' finance chief, Dairo Usme, was flown to Miami on Monday to stand trial.", False),
        ("President Ismael Robleh has been flown to Paris for treatment.", False),
        ("Foreign Minister Abbas Araghchi flew to Muscat on Monday.", True),
        ("Foreign Minister Abbas Araghchi has flown to Muscat.", True),
    ],
)
def test_whoever_was_flown_somewhere_did_not_visit_it(text: str, visits: bool) -> None:
    assert ("CONSULT" in types(text)) is visits


@pytest.mark.parametrize(
    "text",
    [
        "The army would lift the siege if the rebels attacked no more convoys in Karsk.",
        "The talks would end unless the army stopped fighting in Goma.",
        "Washington would respond if Iran struck a base in Qatar.",
    ],
)
def test_an_attack_told_as_a_condition_is_none(text: str) -> None:
    assert "ASSAULT" not in types(text)
