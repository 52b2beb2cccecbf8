"""Rules and encoder meet over the words that report events, each believed where it is better."""

from __future__ import annotations

import pytest
from tests.annotations.readings import HandMade, Says

from sitrep.annotations.encoded import EncoderStep
from sitrep.annotations.encoder import PARTS
from sitrep.annotations.layers import ENCODED, RULE_TRIGGERS, TRIGGERS, Trigger
from sitrep.annotations.meeting import by_act, claims, likelihood
from sitrep.annotations.sheet import Mark, Sheet, lay
from sitrep.codebook.meeting import Strength, meeting
from sitrep.desk.line import steps
from sitrep.documents.document import Document
from sitrep.documents.published import parse_published
from sitrep.records.assemble import assemble


def sheet(text: str, words: dict[str, Says], parts: frozenset[str] = PARTS) -> Sheet:
    line = (EncoderStep(lambda: HandMade(words), parts), *steps()[1:])
    return lay(Document(text, published=parse_published("2025-06-19")), line)


def told(text: str, **words: Says) -> dict[str, Mark[Trigger]]:
    """The firm triggers of a text by their words."""
    laid = sheet(text, words)
    marks = [mark for mark in laid.marks(TRIGGERS) if not mark.value.weak and not mark.value.vague]
    return {text[mark.start : mark.end]: mark for mark in marks}


UNKNOWN = "Gunners of the Third Brigade gave the village of Karsk a drubbing on Tuesday."
KNOWN = "Artillery shelled the village of Karsk on Tuesday."


def test_an_act_in_words_that_no_rule_knows_is_the_encoders() -> None:
    assert told(UNKNOWN) == {}

    mark = told(UNKNOWN, drubbing=Says("ASSAULT", mode="heavy-weapons"))["drubbing"]

    assert mark.step == "encoder"
    assert (mark.value.type, mark.value.mode, mark.value.form) == ("ASSAULT", "heavy-weapons", "noun")
    assert UNKNOWN[slice(*mark.value.clause)].startswith("Gunners of the Third Brigade")


def test_what_the_encoder_finds_opens_an_event_like_any_other() -> None:
    report = assemble(sheet(UNKNOWN, {"drubbing": Says("ASSAULT", mode="heavy-weapons")}))

    (event,) = report.events
    assert event.type == "ASSAULT" and event.when is not None and event.when.start == "2025-06-17"


def test_an_encoder_in_doubt_opens_nothing() -> None:
    assert told(UNKNOWN, drubbing=Says("ASSAULT", likely=0.05)) == {}


@pytest.mark.parametrize("word", ["to", "it", "has", "."])
def test_small_words_and_stops_alone_report_no_act(word: str) -> None:
    text = "The envoy has said it to reporters again ."
    marks = sheet(text, {word: Says("AGREE")}).marks(TRIGGERS)

    assert [mark for mark in marks if text[mark.start : mark.end] == word] == []


def test_a_rules_mark_keeps_its_words_and_its_step_where_both_agree() -> None:
    mark = told(KNOWN, shelled=Says("ASSAULT"))["shelled"]

    assert mark.step == "triggers"
    assert mark.confidence > likelihood("firm", 0.0)


def test_the_less_the_encoder_believes_in_an_act_the_less_likely_it_is() -> None:
    sure, unsure = (told(KNOWN, shelled=Says("ASSAULT", likely=p))["shelled"].confidence for p in (0.99, 0.3))

    assert sure > unsure


def test_an_act_is_as_likely_as_the_likeliest_word_that_tells_of_it() -> None:
    text = "The drone attack on Karsk killed two people on Tuesday."
    marks = [mark for mark in sheet(text, {"attack": Says("ASSAULT")}).marks(TRIGGERS) if mark.value.type == "ASSAULT"]

    assert len({mark.confidence for mark in marks}) == 1


@pytest.mark.parametrize("strength", ["firm", "general", "weak", "barred", "rival", "beside", "unknown"])
def test_every_strength_has_its_numbers(strength: Strength) -> None:
    assert likelihood(strength, -20.0) <= likelihood(strength, 20.0)


def test_the_encoders_type_stands_where_it_is_the_likelier_reading() -> None:
    text = "Ankara struck a deal with Baghdad on water in Istanbul on Tuesday."
    types = {mark.value.type for mark in told(text, struck=Says("AGREE"), deal=Says("AGREE")).values()}

    assert types == {"AGREE"}


def test_the_encoders_mode_only_fills_in() -> None:
    said = Says("ASSAULT", mode="firearms")
    given = told("Militants attacked the village of Karsk on Tuesday.", attacked=said)["attacked"]
    kept = told(KNOWN, shelled=said)["shelled"]

    assert given.value.mode == "firearms"
    assert kept.value.mode == "heavy-weapons"


def test_a_mode_that_the_type_does_not_have_is_not_taken() -> None:
    assert told(UNKNOWN, drubbing=Says("ASSAULT", mode="phone"))["drubbing"].value.mode is None


def test_the_encoders_status_stands_where_it_is_sure() -> None:
    assert told(KNOWN, shelled=Says("ASSAULT", status="attempted"))["shelled"].value.status == "attempted"


def test_a_going_on_in_general_is_no_attack_where_the_encoder_doubts_it() -> None:
    said = Says("ASSAULT", likely=0.4)

    assert told("Fighting continued as the delegations met.", Fighting=said) == {}
    assert told("Fighting continued in Karsk on Tuesday, killing two people.", Fighting=said) != {}


def test_what_only_a_condition_tells_is_no_act_whatever_the_encoder_hears() -> None:
    text = "The envoys would leave Karsk unless the gunners paused."

    assert "paused" not in told(text, paused=Says("RETREAT"))


def test_what_the_rules_find_not_done_stays_so() -> None:
    text = "Envoys will meet in Karsk on Saturday."

    assert told(text, meet=Says("CONSULT", status="hypothetical"))["meet"].value.status == "planned"


@pytest.mark.parametrize(
    ("heard", "kept"), [("hypothetical", "occurred"), ("planned", "occurred"), ("denied", "denied")]
)
def test_a_threat_was_made_unless_it_is_denied(heard: str, kept: str) -> None:
    text = "The army threatened on Tuesday to storm the village of Karsk if the rebels stayed."

    assert told(text, threatened=Says("THREATEN", status=heard))["threatened"].value.status == kept


def test_a_rules_mark_that_is_too_unlikely_is_kept_but_opens_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shape = meeting()
    strict = shape.model_copy(update={"opens": dict.fromkeys(shape.opens, 0.99)})
    monkeypatch.setattr("sitrep.annotations.meeting.meeting", lambda: strict)

    (mark,) = (mark for mark in sheet(KNOWN, {}).marks(TRIGGERS) if mark.value.type == "ASSAULT")

    assert mark.value.weak


def test_the_rules_read_alone_where_triggers_are_switched_off() -> None:
    laid = sheet(KNOWN, {"shelled": Says("CONSULT")}, PARTS - {"triggers"})

    assert laid.marks(TRIGGERS) == laid.marks(RULE_TRIGGERS)


def test_the_chance_of_history_is_kept_with_the_mark() -> None:
    assert told(KNOWN, shelled=Says("ASSAULT", background=0.7))["shelled"].value.recalled == pytest.approx(
        0.7, abs=0.01
    )


def test_an_encoders_word_beside_the_rules_word_for_an_act_of_its_type_has_to_be_of_another_act() -> None:
    alone, both = (
        "Gunners gave Karsk a drubbing on Tuesday.",
        "Gunners shelled Karsk and gave it a drubbing on Tuesday.",
    )
    said = {"drubbing": Says("ASSAULT"), "shelled": Says("ASSAULT")}

    def strength(text: str) -> str:
        laid = sheet(text, said)
        found = by_act(claims(laid, laid.values(ENCODED)[0]))
        return next(claim.strength for claim in found if claim.mark.step == "encoder")

    assert (strength(alone), strength(both)) == ("unknown", "beside")


def test_words_that_tell_only_the_harm_of_an_attack_just_told_are_less_likely_an_act_of_their_own() -> None:
    told_before = "Artillery shelled the village of Karsk on Tuesday. Three houses were wrecked."
    alone = "The council met in Karsk on Tuesday. Three houses were wrecked."

    def likely(text: str) -> float:
        marks = sheet(text, {"shelled": Says("ASSAULT"), "wrecked": Says("ASSAULT")}).marks(TRIGGERS)
        return max(mark.confidence for mark in marks if text[mark.start : mark.end] == "wrecked")

    assert likely(told_before) < likely(alone)
