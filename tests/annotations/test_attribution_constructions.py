"""Attribution: constructions beyond "said that", each with its speaker, its cue and what was said."""

from __future__ import annotations

from datetime import date

import pytest

from sitrep.desk.reading import read_document
from sitrep.documents.document import Document
from sitrep.records.report import Statement


def statements(text: str) -> tuple[Statement, ...]:
    """The statements that the whole line of steps reads from a text."""
    return read_document(Document(text, published=date(2025, 6, 19))).statements


def plain(text: str) -> list[tuple[str | None, tuple[str, ...], str]]:
    """Speaker, content and certainty of each statement."""
    return [(one.speaker, tuple(quote.text for quote in one.content), one.certainty) for one in statements(text)]


ONE = [
    pytest.param(
        "Nine of the wounded died, by the count of the Tarsin Relief Committee.",
        ("Tarsin Relief Committee", ("Nine of the wounded died",), "asserted"),
        id="by the count of",
    ),
    pytest.param(
        "Eleven people, by the army's own count, were killed.",
        ("army", ("Eleven people", "were killed"), "asserted"),
        id="by somebody's own count, in the middle",
    ),
    pytest.param(
        "Forty houses burned, if one believes the police.",
        ("police", ("Forty houses burned",), "asserted"),
        id="if one believes",
    ),
    pytest.param(
        "The Defence Ministry spoke of six suspects.",
        ("Defence Ministry", ("six suspects",), "asserted"),
        id="a thing spoken of",
    ),
    pytest.param(
        "The Defence Ministry speaks for its part of over 40 dead.",
        ("Defence Ministry", ("over 40 dead",), "asserted"),
        id="a figure spoken of, for its part",
    ),
    pytest.param(
        "The Foreign Ministry would not confirm or deny that envoys had met.",
        ("Foreign Ministry", ("envoys had met",), "declined"),
        id="neither confirmed nor denied",
    ),
    pytest.param(
        "The Foreign Ministry would not be drawn on reports of a new round.",
        ("Foreign Ministry", ("reports of a new round",), "declined"),
        id="would not be drawn",
    ),
    pytest.param(
        "The Foreign Ministry referred questions to the army.",
        ("Foreign Ministry", ("questions to the army",), "declined"),
        id="questions passed on",
    ),
    pytest.param(
        "The army told residents of Osk to leave at once, and jets were heard later.",
        ("army", ("residents of Osk to leave at once",), "wanted"),
        id="an order told",
    ),
    pytest.param(
        "France wants independent monitors sent to Osk.",
        ("France", ("independent monitors sent to Osk",), "wanted"),
        id="a wish",
    ),
    pytest.param(
        "The Interior Ministry held smugglers responsible for the fire.",
        ("Interior Ministry", ("smugglers responsible for the fire",), "asserted"),
        id="responsibility laid",
    ),
    pytest.param(
        "Turkey assured Qatar of its full backing.",
        ("Turkey", ("its full backing",), "asserted"),
        id="assured of a thing",
    ),
    pytest.param(
        "Norway offered instructors for the new brigade, an offer the council declined.",
        ("Norway", ("instructors for the new brigade",), "intended"),
        id="an offer, without the answer to it",
    ),
    pytest.param(
        'The Defence Ministry credited "our partners at sea".',
        ("Defence Ministry", ("our partners at sea",), "asserted"),
        id="a thing in quotation marks",
    ),
    pytest.param(
        'Norway "deplored" the step.',
        ("Norway", ('"deplored" the step',), "asserted"),
        id="the verb itself is quoted",
    ),
    pytest.param(
        '"No talks with thieves," was the Foreign Ministry\'s answer.',
        ("Foreign Ministry", ("No talks with thieves",), "asserted"),
        id="an answer as a noun",
    ),
    pytest.param(
        'The Foreign Ministry waved the story away: "An old song, badly sung."',
        ("Foreign Ministry", ("An old song, badly sung",), "asserted"),
        id="a quotation after a colon",
    ),
    pytest.param(
        '"A pause to reload," the Foreign Ministry called it.',
        ("Foreign Ministry", ("A pause to reload",), "asserted"),
        id="called it",
    ),
    pytest.param(
        "The night train stood at Osk when its engine was hit; another drone came in later, the Defence Ministry said.",
        (
            "Defence Ministry",
            ("The night train stood at Osk when its engine was hit; another drone came in later",),
            "asserted",
        ),
        id="two halves parted by a semicolon",
    ),
    pytest.param(
        "The Defence Ministry confirmed that it was coming, whereas the council keeps its options open.",
        ("Defence Ministry", ("it was coming",), "asserted"),
        id="the paper's own contrast is left out",
    ),
    pytest.param(
        "Dozens marched against what Turkey called a capitulation.",
        ("Turkey", ("a capitulation",), "asserted"),
        id="what somebody called it",
    ),
]


@pytest.mark.parametrize(("text", "expected"), ONE)
def test_each_construction_gives_its_speaker_content_and_certainty(text: str, expected: tuple[object, ...]) -> None:
    (statement,) = plain(text)
    speaker, content, certainty = statement
    wanted, said, firmness = expected
    assert speaker is not None
    assert speaker.removeprefix("The ").removeprefix("the ") == wanted
    assert (content, certainty) == (said, firmness)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The floods have claimed over 260 lives in Norway.", id="a claimed life"),
        pytest.param("Norway recalled its ambassador.", id="an envoy recalled"),
        pytest.param("Norway pledged 90 million euros for transformers.", id="money pledged"),
        pytest.param("Norway put 25,000 soldiers on the move in six provinces.", id="soldiers put on the move"),
        pytest.param("Norway agreed on Tuesday to revive a truce that lapsed in March.", id="a deed agreed to"),
        pytest.param("Cellular signals went dead in the district.", id="a plural noun"),
    ],
)
def test_a_deed_told_with_a_verb_of_speech_is_no_statement(text: str) -> None:
    assert plain(text) == []


def test_the_outlet_that_quotes_somebody_carries_the_words() -> None:
    (statement,) = statements(
        "State broadcaster ORB quoted army chief Gen Tadele Worku as saying that the road was open."
    )

    assert statement.speaker == "Tadele Worku"
    assert statement.via == ("ORB",)


def test_two_sources_in_one_sentence_each_have_their_half() -> None:
    text = "Eight died when tanks came, if one believes Norway; snipers fired first, if one believes Turkey."

    assert [(speaker, content) for speaker, content, _ in plain(text)] == [
        ("Norway", ("Eight died when tanks came",)),
        ("Turkey", ("snipers fired first",)),
    ]


def test_a_relative_clause_ends_where_the_main_clause_goes_on() -> None:
    text = "The Interior Ministry, which put the number of detained at 42, maintains its men were attacked."

    assert [content for _, content, _ in plain(text)] == [("the number of detained at 42",), ("its men were attacked",)]


def test_an_alias_names_whoever_goes_by_it() -> None:
    text = "A battalion commander who goes by the call sign Beaver said his men had left the village."

    assert plain(text)[0][0] == "Beaver"


def test_a_short_description_means_the_actor_whose_name_ends_so() -> None:
    text = "Two soldiers were held by the Amazon Bloc, an armed group. The bloc denied that it had asked for money."

    assert plain(text)[-1][0] == "Amazon Bloc"


def test_a_bomb_blast_says_nothing() -> None:
    said = plain("Bomb blast kills 12 in Quetta, police say.")

    assert [speaker for speaker, _, _ in said] == ["police"]


def test_an_office_means_the_person_who_holds_it() -> None:
    text = 'Director General Rafael Holt of Rosatom met Turkey\'s envoy. "Nobody may hurry," the Director General said.'

    assert plain(text)[-1][0] == "Rafael Holt"


def test_words_that_react_go_on_with_the_issues_just_named() -> None:
    text = "Turkey proposed a ceasefire along the border in the talks. Norway welcomed the idea."

    assert statements(text)[-1].issues == ("ceasefire",)


def test_a_channel_that_opens_the_line_carries_the_statement() -> None:
    (statement,) = statements("In a communique on Friday, the Defence Ministry said nine drones had been lost.")

    assert statement.via == ("statement",)


def test_a_quotation_after_a_rejection_denies() -> None:
    said = plain('Turkey rejects the charge: "Our men were asleep."')

    assert said[-1] == ("Turkey", ("Our men were asleep",), "denied")
