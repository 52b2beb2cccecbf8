"""A verb's helpers and what governs it say whether its act was done."""

import pytest

from sitrep.annotations.lines import LINES, LineStep
from sitrep.annotations.quotations import QuotationStep
from sitrep.annotations.sentences import SentenceStep
from sitrep.annotations.sheet import lay
from sitrep.annotations.verbs import Verb, read_verb
from sitrep.annotations.words import WordStep
from sitrep.documents.document import Document

STEPS = (SentenceStep(), WordStep(), QuotationStep(), LineStep())


def read(text: str, word: str, form: str) -> Verb:
    """How the word stands in its sentence."""
    line = lay(Document(text), STEPS).values(LINES)[0]
    index = next(at for at in range(len(line.words)) if line.word(at) == word)
    return read_verb(line, index, form)


@pytest.mark.parametrize(
    ("status", "text", "word", "form"),
    [
        ("occurred", "The army shelled the town.", "shelled", "ed"),
        ("occurred", "The army began to shell the town.", "shell", "base"),
        ("planned", "The army will shell the town.", "shell", "base"),
        ("planned", "The sides are to meet on Friday.", "meet", "base"),
        ("planned", "The sides agreed to meet on Friday.", "meet", "base"),
        ("planned", "He said the sides would meet on Friday.", "meet", "base"),
        ("hypothetical", "Under the draft, the army would leave the port.", "leave", "base"),
        ("hypothetical", "The army could leave the port.", "leave", "base"),
        ("attempted", "The rebels tried to seize the bridge.", "seize", "base"),
        ("threatened", "The rebels threatened to seize the bridge.", "seize", "base"),
        ("irrealis", "Envoys urged the rebels to leave the bridge.", "leave", "base"),
        ("irrealis", "The army must leave the port.", "leave", "base"),
        ("irrealis", "The envoy wants the army to leave and let aid in.", "let", "base"),
        ("ongoing", "The army is shelling the town.", "shelling", "ing"),
        ("occurred", "A shell hit the market, killing four.", "killing", "ing"),
        ("occurred", "They robbed the shop before killing the owner.", "killing", "ing"),
        ("named", "He is accused of killing four.", "killing", "ing"),
        ("present", "Both sides accuse each other.", "accuse", "base"),
    ],
)
def test_the_words_before_a_verb_tell_its_status(status: str, text: str, word: str, form: str) -> None:
    assert read(text, word, form).status == status


@pytest.mark.parametrize(
    "text", ["They did not leave.", "They didn't leave.", "They never leave.", "They won't leave."]
)
def test_a_verb_with_a_negation_is_negated(text: str) -> None:
    assert read(text, "leave", "base").negated


def test_a_contraction_is_two_words() -> None:
    line = lay(Document("They didn't leave, and can’t."), STEPS).values(LINES)[0]

    assert [word.value.text for word in line.words] == ["They", "did", "n't", "leave", ",", "and", "ca", "n’t", "."]


@pytest.mark.parametrize(
    ("passive", "text"),
    [
        (True, "The bridge was seized at dawn."),
        (True, "The bridge, seized by rebels, is shut."),
        (False, "Rebels seized the bridge."),
        (False, "Rebels have seized the bridge."),
    ],
)
def test_a_participle_is_passive_after_be_or_before_by(*, passive: bool, text: str) -> None:
    assert read(text, "seized", "ed").passive is passive


def test_the_perfect_is_told_by_its_helper() -> None:
    assert read("Rebels have seized the bridge.", "seized", "ed").perfect
    assert not read("Rebels had seized the bridge.", "seized", "ed").perfect
