"""Why an event has its time and its place, in plain words."""

from __future__ import annotations

import pytest

from sitrep.annotations.sheet import lay
from sitrep.codebook.choices import choices
from sitrep.desk.line import RULES, steps
from sitrep.documents.document import Document
from sitrep.documents.published import parse_published
from sitrep.records.assemble import assemble, drafts_of
from sitrep.records.drafts import Draft, Story
from sitrep.records.explaining import Choice, explain

NIGHT = (
    "Russia launched 40 drones at Ukraine overnight, officials said.\n\n"
    "In Sumy, a drone hit a bus stop, wounding two people, the governor said."
)


def told(text: str) -> list[tuple[Draft, dict[str, Choice]]]:
    """The story's events, each with why it has its time and place."""
    story = Story(lay(Document(text, published=parse_published("2025-06-19")), steps(RULES)))
    return [(draft, explain(story, draft)) for draft in drafts_of(story)]


def test_a_time_taken_over_is_told_as_such_with_what_it_was_counted_from() -> None:
    why = told(NIGHT)[-1][1]["when"]

    assert why.words == "overnight"
    assert choices().when["night"] in why.reasons
    assert "counted from the day of publication, 2025-06-19" in why.reasons


def test_a_place_is_told_with_its_entry_and_its_namesakes() -> None:
    why = told(NIGHT)[-1][1]["where"]

    assert why.words == "Sumy"
    assert any(reason.startswith("GeoNames 692194") for reason in why.reasons)


def test_what_would_have_come_next_is_told() -> None:
    (_, why), *_ = told("Shells hit Sumy on Tuesday and wounded a man who had come from Poltava on Monday.")

    assert any(reason.startswith("next came") for reason in why["when"].reasons)


def test_what_is_not_told_says_so() -> None:
    (_, why), *_ = told("Kyiv urged its allies to send air defences.")

    assert str(why["when"]) == f"not told: {choices().none['when']}"


def test_a_time_that_stands_for_no_day_says_why_and_warns() -> None:
    text = "Shells hit Sumy in recent days, killing one person."
    (draft, why), *_ = told(text)
    warnings = assemble(lay(Document(text, published=parse_published("2025-06-19")), steps(RULES))).warnings

    assert draft.when is None
    assert "in recent days" in why["when"].reasons[0]
    assert [warning.code for warning in warnings] == ["time-unresolved"]


@pytest.mark.parametrize("text", [NIGHT, "Crowds marched through Dhaka on Tuesday. Police arrested four students."])
def test_every_choice_follows_a_rule_that_has_its_words(text: str) -> None:
    for draft, _ in told(text):
        assert draft.when is None or draft.when_rule in choices().when
        assert draft.where is None or draft.where_rule in choices().where
