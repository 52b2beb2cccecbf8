"""The golden stories are sound, and the engine reads each of them lawfully.

How well it reads them is the gate's business (`python -m sitrep_eval gate`).
"""

import re
from pathlib import Path
from typing import get_args

import pytest

from sitrep.codebook.event_types import event_types
from sitrep.desk.reading import read_document
from sitrep.records.report import Report, Status, verify_quotations
from sitrep_eval.gold import GoldStory, gold_stories
from sitrep_eval.shapes import characters, told
from sitrep_eval.wire import score

STORIES = gold_stories(Path(__file__).parent / "golden")
#: Fewer words than this are too few to tell a story of war.
SHORTEST = 60

each_story = pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)


@each_story
def test_every_anchor_and_content_of_gold_stands_in_its_text(story: GoldStory) -> None:
    quoted = [event["anchor"] for event in story.report["events"]]
    quoted += [content for statement in story.report["statements"] for content in statement["content"]]

    assert [words for words in quoted if not characters(words, story.text)] == []


@each_story
def test_every_type_and_mode_of_gold_is_in_the_codebook(story: GoldStory) -> None:
    for event in told(story.report, story.text).events:
        assert event.part.type in event_types()
        assert event.part.mode in {None, *event_types()[event.part.type].modes}
        assert event.part.status in get_args(Status)


@each_story
def test_gold_weighed_against_itself_is_perfect(story: GoldStory) -> None:
    scores = score([story], [story.report]).scores

    assert {name: row["f1"] for name, row in scores.items() if row["gold"] and row["f1"] < 1} == {}


@each_story
def test_a_story_is_long_enough_and_has_events(story: GoldStory) -> None:
    assert len(re.findall(r"\w+", story.text)) >= SHORTEST
    assert story.report["events"]


def test_there_are_at_least_fifteen_stories_and_no_two_tell_the_same() -> None:
    assert len(STORIES) >= 15
    assert len({story.text for story in STORIES}) == len(STORIES)


@each_story
def test_every_quotation_of_the_report_stands_in_the_text(story: GoldStory) -> None:
    report = read_document(story.document)

    verify_quotations(report, story.text)
    for event in report.events:
        assert all(0 <= start < end <= len(story.text) for spans in event.evidence.values() for start, end in spans)


@each_story
def test_reading_twice_gives_the_same_bytes_and_distinct_ids(story: GoldStory) -> None:
    report = read_document(story.document)
    ids = [event.id for event in report.events]
    ids += [statement.id for statement in report.statements]
    ids += [actor.id for actor in report.actors]

    assert read_document(story.document).to_json() == report.to_json()
    assert len(set(ids)) == len(ids)


@each_story
def test_a_report_written_and_read_back_is_the_same(story: GoldStory) -> None:
    report = read_document(story.document)

    assert Report.model_validate_json(report.to_json()) == report
