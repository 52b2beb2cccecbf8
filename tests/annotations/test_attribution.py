"""Attribution: who says what, in the many ways in which the press reports speech."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrep.annotations.attribution import AttributionStep
from sitrep.annotations.layers import ENTITIES, MENTIONS, TIMES, Attribution
from sitrep.annotations.lines import LineStep
from sitrep.annotations.quotations import QuotationStep
from sitrep.annotations.sentences import SentenceStep
from sitrep.annotations.sheet import Sheet, lay
from sitrep.annotations.words import WordStep
from sitrep.documents.document import Document


@dataclass(frozen=True)
class Told:
    """A statement in plain words, for tests to read."""

    speaker: str | None
    cue: str | None
    content: tuple[str, ...]
    value: Attribution


def sheet_of(text: str) -> Sheet:
    """The text with its sentences and words, and nothing known of its actors and times."""
    sheet = lay(Document(text), (SentenceStep(), WordStep(), QuotationStep(), LineStep()))
    return sheet.with_layer(MENTIONS, []).with_layer(ENTITIES, []).with_layer(TIMES, [])


def told(text: str) -> list[Told]:
    """What the step finds in a text."""
    found = []
    for mark in AttributionStep().marks(sheet_of(text)):
        value = mark.value
        words = [None if span is None else text[span[0] : span[1]] for span in (value.speaker, value.cue)]
        found.append(Told(words[0], words[1], tuple(text[start:end] for start, end in value.content), value))
    return found


def only(text: str) -> Told:
    """The one statement of a text."""
    (statement,) = told(text)
    return statement


SIMPLE = [
    pytest.param(
        "Two shells fell on the market in Tarsin, mayor Ilya Brandt said.",
        ("Ilya Brandt", "said", ("Two shells fell on the market in Tarsin",)),
        id="the cue closes the sentence",
    ),
    pytest.param(
        "The interior ministry said that four people had died.",
        ("The interior ministry", "said", ("four people had died",)),
        id="the cue opens its content, that left out",
    ),
    pytest.param(
        "The interior ministry said Monday it had lost contact with the post.",
        ("The interior ministry", "said", ("it had lost contact with the post",)),
        id="a day between cue and content",
    ),
    pytest.param(
        "A bridge near Osk was hit, said Mira Holt, head of the district council.",
        ("Mira Holt", "said", ("A bridge near Osk was hit",)),
        id="the speaker stands after the cue",
    ),
    pytest.param(
        "But the road was open by noon, reports Osk Daily.",
        ("Osk Daily", "reports", ("the road was open by noon",)),
        id="an outlet reports, the paper's own But left out",
    ),
    pytest.param(
        "At least nine fighters died, according to two doctors at the clinic.",
        ("two doctors at the clinic", "according to", ("At least nine fighters died",)),
        id="according to at the end",
    ),
    pytest.param(
        "According to the Red Crescent, nine fighters died.",
        ("the Red Crescent", "According to", ("nine fighters died",)),
        id="according to at the start",
    ),
    pytest.param(
        "Under the new text, according to a diplomat, the army would leave the valley.",
        ("a diplomat", "according to", ("the army would leave the valley",)),
        id="according to in the middle",
    ),
    pytest.param(
        "More than 300 people fled, according to U.N. figures.",
        ("U.N.", "according to", ("More than 300 people fled",)),
        id="the figures are not the speaker",
    ),
    pytest.param(
        "Under the plan, the envoy said, both armies would pull back.",
        ("the envoy", "said", ("both armies would pull back",)),
        id="the cue interrupts after an opening",
    ),
    pytest.param(
        "The police commander, Ana Reyes, said the van had been stolen.",
        ("Ana Reyes", "said", ("the van had been stolen",)),
        id="the name stands in apposition",
    ),
    pytest.param(
        "Ana Reyes, a teacher who fled the camp in May, said the wells were dry.",
        ("Ana Reyes", "said", ("the wells were dry",)),
        id="an apposition parts speaker and cue",
    ),
    pytest.param(
        "A driver who saw the blast said the gate had been open.",
        ("A driver", "said", ("the gate had been open",)),
        id="a relative clause parts speaker and cue",
    ),
    pytest.param(
        "“We have no water,” the nurse said.",
        ("the nurse", "said", ("We have no water",)),
        id="a pure quotation loses its marks and comma",
    ),
    pytest.param(
        "The envoy called the mood “serious.”",
        ("The envoy", "called", ("the mood “serious.”",)),
        id="mixed content keeps its marks",
    ),
    pytest.param(
        "“We have no water,” the nurse said. “Nobody comes.”",
        ("the nurse", "said", ("We have no water", "Nobody comes")),
        id="a quotation that goes on in its own sentence",
    ),
    pytest.param(
        "“The road,” the nurse said, “was cut on Monday.”",
        ("the nurse", "said", ("The road", "was cut on Monday")),
        id="a quotation split by its cue",
    ),
    pytest.param(
        "The state will ask for a session, the minister said, but no date has been set.",
        ("the minister", "said", ("The state will ask for a session", "no date has been set")),
        id="a second clause after the cue",
    ),
    pytest.param(
        "Rebels seized the dam, officials said Friday, in the boldest raid of the year.",
        ("officials", "said", ("Rebels seized the dam",)),
        id="what the paper adds after the cue is not content",
    ),
    pytest.param(
        "The garrison put the number of its dead at 14.",
        ("The garrison", "put", ("the number of its dead at 14",)),
        id="put at",
    ),
    pytest.param(
        "Tarsin accused Osk of shelling the dam.",
        ("Tarsin", "accused", ("Osk of shelling the dam",)),
        id="accused of",
    ),
    pytest.param(
        "Osk denied that it had shelled the dam.",
        ("Osk", "denied", ("it had shelled the dam",)),
        id="denied that",
    ),
    pytest.param(
        "The rebels claimed responsibility for the raid on their website.",
        ("The rebels", "claimed", ("responsibility for the raid",)),
        id="claimed responsibility",
    ),
    pytest.param(
        "Local leaders attribute the raid to Osk; the army has not commented.",
        ("Local leaders", "attribute", ("the raid to Osk",)),
        id="a semicolon ends the content",
    ),
    pytest.param(
        "Hundreds of miners marched through Osk to demand that the governor resign.",
        ("Hundreds of miners", "demand", ("the governor resign",)),
        id="a march to demand",
    ),
    pytest.param(
        "A dog and two cows were hurt, – district administration.",
        ("district administration", None, ("A dog and two cows were hurt",)),
        id="a speaker after a bare dash",
    ),
]


@pytest.mark.parametrize(("text", "expected"), SIMPLE)
def test_a_statement_has_its_speaker_cue_and_content(text: str, expected: tuple[object, ...]) -> None:
    statement = only(text)

    assert (statement.speaker, statement.cue, statement.content) == expected


SEVERAL = [
    pytest.param(
        "The mayor said power was back, adding that two wards were still dark.",
        [("The mayor", "power was back"), ("The mayor", "two wards were still dark")],
        id="adding that",
    ),
    pytest.param(
        "The lawyer said his clients would appeal, and dismissed the tape as “a toy.”",
        [("The lawyer", "his clients would appeal"), ("The lawyer", "the tape as “a toy.”")],
        id="two verbs with one subject",
    ),
    pytest.param(
        "The rebels put the toll at 61, while the army denied that it had bombed the camp.",
        [("The rebels", "the toll at 61"), ("the army", "it had bombed the camp")],
        id="two clauses with two speakers",
    ),
    pytest.param(
        "Human rights groups accuse the unit of torture, a charge that police deny.",
        [("Human rights groups", "the unit of torture"), ("police", "torture")],
        id="a charge denied in a relative clause",
    ),
    pytest.param(
        "“We are tired,” said Mira Holt, a doctor in Osk, who called on both sides to let aid through.",
        [("Mira Holt", "We are tired"), ("Mira Holt", "both sides to let aid through")],
        id="who called on",
    ),
    pytest.param(
        "Envoy Ana Reyes told reporters the talks would go on. “Maps first,” she said.",
        [("Envoy Ana Reyes", "the talks would go on"), ("Envoy Ana Reyes", "Maps first")],
        id="a pronoun goes on with the last speaker",
    ),
]


@pytest.mark.parametrize(("text", "expected"), SEVERAL)
def test_each_cue_makes_a_statement_of_its_own(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(one.speaker, one.content[0]) for one in told(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "A bomb fell on the market in Tarsin on Monday and killed four people.",
        "The army did not respond to a request for comment.",
        "No group claimed responsibility for the raid.",
        "A man called Brandt was arrested near the reported site of the blast.",
        "The ship is said to be the largest of its kind.",
        "The council declared a curfew.",
        "Work went according to plan.",
        "North Tarsin State is home to two million people.",
    ],
)
def test_the_papers_own_voice_is_no_statement(text: str) -> None:
    assert told(text) == []


CERTAIN = [
    ("The mayor said the bridge was closed.", "asserted"),
    ("The army denied it had shelled the dam.", "denied"),
    ("The army called the report “a lie.”", "denied"),
    ("The envoy declined to describe the text.", "declined"),
    ("The prosecutor said the state would seek life terms.", "intended"),
    ("Georgia's ministry announced that the two leaders are to meet in May.", "intended"),
    ("The premier vowed to retaliate.", "intended"),
    ("The council urged both armies to hold fire.", "wanted"),
    ("The colonel suggested the blast had been an accident.", "hedged"),
    ("The doctor put the dead at 20, perhaps 30.", "hedged"),
]


@pytest.mark.parametrize(("text", "certainty"), CERTAIN)
def test_certainty_comes_from_the_cue_and_the_words_said(text: str, certainty: str) -> None:
    assert only(text).value.certainty == certainty


def test_an_accused_party_that_says_no_denies() -> None:
    """The words of a denial are a denial only where something was held against the speaker."""
    accused = told("The rebels accused the army of bombing the camp. The army said no aircraft had been near Osk.")
    plain = only("The army said no aircraft had been near Osk.")

    assert [one.value.certainty for one in accused] == ["asserted", "denied"]
    assert plain.value.certainty == "asserted"


CARRIED = [
    ("The navy said on Telegram that two boats had sunk.", ("Telegram",)),
    ("Two boats sank, the navy said in a statement posted on Facebook.", ("statement", "Facebook")),
    ("“We saw it burn,” Mira Holt told the broadcaster Al-Tarsin.", ("Al-Tarsin",)),
    ("The premier said the talks were over, according to Reuters.", ("Reuters",)),
    ("The premier described the deal as “dead,” the state news agency Tarsinform reported.", ("Tarsinform",)),
    ("Two boats sank, informed the head of the port in his Telegram channel.", ("Telegram",)),
    ("Speaking to Tarsin TV before the vote, the premier said he was ready.", ("Tarsin TV",)),
    ("Two boats sank, the navy said by phone.", ()),
]


@pytest.mark.parametrize(("text", "via"), CARRIED)
def test_the_channel_of_a_statement_is_kept(text: str, via: tuple[str, ...]) -> None:
    assert only(text).value.via_names == via


def test_a_channel_named_for_the_second_sentence_carries_the_first_too() -> None:
    first, second = told("The navy said it had sunk a boat. Two sailors were saved, it said on Telegram.")

    assert first.value.via_names == second.value.via_names == ("Telegram",)


def test_who_was_told_is_the_addressee_and_no_channel() -> None:
    text = "The judge told a packed courtroom that the records were genuine."
    value = only(text).value

    assert value.addressee is not None
    assert text[slice(*value.addressee)] == "a packed courtroom"
    assert value.via_names == ()


def test_the_ground_of_anonymity_is_kept() -> None:
    text = "A patrol was lost, said a senior officer who spoke on condition of anonymity because he feared reprisals."
    value = only(text).value

    assert value.anonymity_reason is not None
    assert text[slice(*value.anonymity_reason)] == "on condition of anonymity because he feared reprisals"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“We have no water,” the nurse said.", "direct"),
        ("The nurse said the ward had “no water.”", "mixed"),
        ("The nurse said the ward had no water.", "indirect"),
    ],
)
def test_the_kind_says_whose_words_they_are(text: str, kind: str) -> None:
    assert only(text).value.kind == kind


def test_talks_raise_issues_and_casualties_do_not() -> None:
    talks = only("The envoy said the ceasefire talks hinged on the release of every hostage.")
    toll = only("Nine people were killed in the market, the hospital said.")

    assert set(talks.value.issues) == {"ceasefire", "hostages"}
    assert toll.value.issues == ()


def test_a_rejection_takes_a_stand_on_its_issue() -> None:
    value = only("Tarsin has ruled out a full withdrawal before the truce talks end.").value

    assert ("withdrawal", None, "rejects") in value.stance


def test_a_quotation_may_run_over_several_sentences() -> None:
    statement = only("“We walked all night. The children cried,” said Mira Holt.")

    assert statement.content == ("We walked all night. The children cried",)


def test_a_draft_described_by_the_paper_is_a_statement_without_a_speaker() -> None:
    statement = only("Mediators are defending a draft that would stop the fighting for 30 days.")

    assert statement.speaker is None
    assert statement.content == ("a draft that would stop the fighting for 30 days",)


words = st.sampled_from(
    [
        "said", "the", "mayor", ",", "“", "”", '"', "«", "»", "‘", "’", "according", "to", "that", "Osk", "told", "–",
        "and", "who", "accused", "of", "called", "on", "put", "at", "nine", "denied", "it", "he", "Monday", ".", ".",
        "\n\n", "adding", "with", ";",
    ]
)  # fmt: skip


@given(st.lists(words, max_size=40).map(" ".join))
def test_any_text_is_read_and_every_span_lies_within_it(text: str) -> None:
    for mark in AttributionStep().marks(sheet_of(text)):
        for start, end in mark.value.content:
            assert 0 <= start < end <= len(text)
            assert mark.start <= start
            assert end <= mark.end


@given(st.text(max_size=200))
def test_wild_text_is_read_too(text: str) -> None:
    AttributionStep().marks(sheet_of(text))


@pytest.mark.parametrize("mark", ['"', "“", "”", "«", "»", "'"])
def test_an_odd_mark_of_quotation_does_no_harm(mark: str) -> None:
    statement = told(f"The gate {mark} was open, the guard said. Two men ran.")

    assert [one.speaker for one in statement] == ["the guard"]
