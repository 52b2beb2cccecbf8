"""Statements as records: who their speakers are, and the words that show it."""

from __future__ import annotations

from typing import get_args

import pytest
from tests.records.stories import report

from sitrep.annotations.attribution import AttributionStep
from sitrep.annotations.layers import ENTITIES, MENTIONS, TIMES, Entity, Mention, TimeExpression
from sitrep.annotations.lines import LineStep
from sitrep.annotations.quotations import QuotationStep
from sitrep.annotations.sentences import SentenceStep
from sitrep.annotations.sheet import Mark, Sheet, lay
from sitrep.annotations.words import WordStep
from sitrep.codebook.cues import cue_words
from sitrep.codebook.stance import issue_words
from sitrep.desk.reading import read_story
from sitrep.documents.document import Document
from sitrep.records.report import IssueCode, StanceKind
from sitrep.records.statements import statements_of

TEXT = "The bridge is closed, city chief Mira Holt said Friday. “It will open,” she told reporters."


def laid(text: str = TEXT) -> Sheet:
    """The text with its one actor and its one day marked by hand."""
    sheet = lay(Document(text), (SentenceStep(), WordStep(), QuotationStep(), LineStep()))
    at, role, day = text.find("Mira Holt"), text.find("city chief"), text.find("Friday")
    if at < 0:
        return _attributed(sheet.with_layer(MENTIONS, []).with_layer(ENTITIES, []).with_layer(TIMES, []))
    named = Mention(0, "person", "name", (role, at + 9), role=(role, role + 10), affiliation=(role, role + 4))
    entity = Entity(0, "Mira Holt", "person", None, None, roles=((role, role + 10),))
    friday = TimeExpression("point", "2026-01-16", "2026-01-16", "day")
    sheet = sheet.with_layer(MENTIONS, [Mark(at, at + 9, named, "hand")])
    sheet = sheet.with_layer(ENTITIES, [Mark(at, at + 9, entity, "hand")])
    return _attributed(sheet.with_layer(TIMES, [Mark(day, day + 6, friday, "hand")]))


def _attributed(sheet: Sheet) -> Sheet:
    step = AttributionStep()
    return sheet.with_layer(step.writes, step.marks(sheet))


def test_a_statement_tells_its_speaker_role_and_day() -> None:
    first, second = statements_of(laid())

    assert (first.speaker, first.role, first.affiliation) == ("Mira Holt", "city chief", "city")
    assert first.when is not None
    assert first.when.start == "2026-01-16"
    assert first.content[0].text == "The bridge is closed"
    assert (second.speaker, second.addressee, second.certainty) == ("Mira Holt", "reporters", "intended")


def test_every_quoted_word_of_a_statement_stands_in_the_text() -> None:
    for statement in statements_of(laid()):
        for quote in (*statement.content, *([statement.cue] if statement.cue else [])):
            assert TEXT[quote.start : quote.end] == quote.text
        for spans in statement.evidence.values():
            assert all(TEXT[start:end] for start, end in spans)


def test_the_same_text_gives_the_same_statements() -> None:
    assert statements_of(laid()) == statements_of(laid())


def test_two_statements_of_one_story_have_two_ids() -> None:
    first, second = statements_of(laid())

    assert first.id != second.id


def test_a_speaker_that_no_mention_shows_is_named_by_the_words_at_the_cue() -> None:
    (statement,) = statements_of(laid("The well is dry, a villager said."))

    assert statement.speaker == "a villager"
    assert statement.actor is None


def test_one_who_asks_not_to_be_named_is_anonymous_with_the_ground() -> None:
    text = "The talks stalled, said an envoy who asked not to be named because the text was secret."
    (statement,) = statements_of(laid(text))

    assert statement.anonymous
    assert statement.anonymity_reason == "asked not to be named because the text was secret"


def test_the_codebooks_issues_and_stances_are_those_of_the_contract() -> None:
    """What the word lists may say is what the record allows."""
    words = issue_words()

    assert set(words.issues.patterns) | {"other"} == set(get_args(IssueCode))
    assert set(words.cue_stances.values()) | set(words.content_stances) <= set(get_args(StanceKind))


def test_every_word_list_of_reporting_is_in_lower_case() -> None:
    known = cue_words()

    for listed in (known.nouns, known.breaks, known.audiences, known.outlet_words, frozenset(known.channels)):
        assert all(word == word.lower() for word in listed)


def test_what_was_said_months_before_is_recalled_and_what_was_said_this_week_is_not() -> None:
    told = report(
        "Governor Mira Holt said on Tuesday that the dam would hold. "
        "Her predecessor, Tomas Brandt, said in January that it was safe."
    ).statements

    assert [(statement.speaker, statement.background) for statement in told] == [
        ("Mira Holt", False),
        ("Tomas Brandt", True),
    ]


@pytest.mark.parametrize(
    ("text", "proposal"),
    [
        ("Some parts of the U.S. plan were unacceptable, Sergei Lavrov said.", "Some parts of the U.S. plan"),
        ("Ukraine will not accept the 28-point proposal, Volodymyr Zelenskyy said.", "the 28-point proposal"),
        ("Ukraine will not sign a treaty before a ceasefire, Volodymyr Zelenskyy said.", None),
    ],
)
def test_a_stance_names_the_proposal_that_it_is_taken_toward(text: str, proposal: str | None) -> None:
    (statement,) = read_story(text, published="2025-12-04").statements

    assert [one.proposal for one in statement.stance] == [proposal]
    for start, end in statement.evidence.get("stance.0.proposal", ()):
        assert text[start:end] == proposal
