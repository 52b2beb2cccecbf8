"""The wire task gives the numbers its definition gives, whoever computes them."""

import json
from pathlib import Path

import pytest

from sitrep.documents.document import Document
from sitrep.errors import CodebookError, EmptyInput, EvidenceError
from sitrep.records.report import DocumentFacts, Report
from sitrep_eval.errors import NoGold
from sitrep_eval.gold import GoldStory, digest, gold_stories
from sitrep_eval.wire import score, weigh, write_predictions

#: Two stories of our own with gold, one flawed report, and the numbers an independent scorer gave them.
WEIGHED = Path(__file__).parent / "weighed"


def flawed() -> list[dict[str, object] | None]:
    return [json.loads((WEIGHED / "hill-town.report.json").read_text(encoding="utf-8")), None]


def silent(document: Document) -> Report:
    """A report that finds nothing in the story."""
    facts = DocumentFacts(
        id=document.id,
        title=None,
        outlet=document.outlet,
        url=None,
        published=document.published_text,
        language="en",
        characters=len(document.text),
        sha256=document.sha256,
    )
    return Report(document=facts, events=(), statements=(), actors=(), warnings=())


def test_the_numbers_are_those_of_the_independent_scorer() -> None:
    weighing = score(gold_stories(WEIGHED), flawed())

    assert json.loads(weighing.to_json()) == json.loads((WEIGHED / "expected.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("story", gold_stories(WEIGHED), ids=lambda story: story.name)
def test_gold_weighed_against_itself_is_perfect(story: GoldStory) -> None:
    scores = score([story], [story.report]).scores

    assert {row["f1"] for row in scores.values() if row["gold"]} == {1.0}


def test_a_story_without_a_report_counts_as_empty() -> None:
    weighing = score(gold_stories(WEIGHED), [None, None])

    assert weighing.without_prediction == 2
    assert weighing.scores["events"] == {"p": 0.0, "r": 0.0, "f1": 0.0, "gold": 6, "pred": 0}


def test_a_story_the_engine_refuses_counts_as_one_without_a_report() -> None:
    def refuse(document: Document) -> Report:
        raise EmptyInput("nothing")

    assert weigh(WEIGHED, read=refuse).without_prediction == 2


@pytest.mark.parametrize("defect", [ZeroDivisionError, CodebookError("a file is broken"), EvidenceError("altered")])
def test_a_defect_of_the_engine_is_never_mistaken_for_an_empty_report(defect: type[Exception] | Exception) -> None:
    def crash(document: Document) -> Report:
        raise defect

    with pytest.raises(defect if isinstance(defect, type) else type(defect)):
        weigh(WEIGHED, read=crash)


def test_the_engine_is_handed_the_outlet_and_the_date_but_not_the_answer() -> None:
    seen: list[Document] = []

    def watch(document: Document) -> Report:
        seen.append(document)
        return silent(document)

    weigh(WEIGHED, read=watch)

    assert [(d.outlet, d.published_text) for d in seen] == [("Vesna", "2025-03-04"), (None, None)]


def test_predictions_are_written_one_report_a_line(tmp_path: Path) -> None:
    write_predictions(weigh(WEIGHED, read=silent), tmp_path / "out.jsonl")
    lines = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()

    assert [json.loads(line)["schema"] for line in lines] == ["sitrep.report/1"] * 2


def test_a_folder_without_gold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoGold):
        gold_stories(tmp_path)


def test_gold_without_its_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "lonely.gold.json").write_text("{}", encoding="utf-8")

    with pytest.raises(NoGold, match="lonely"):
        gold_stories(tmp_path)


def test_the_digest_changes_with_any_byte_of_text_or_gold(tmp_path: Path) -> None:
    (tmp_path / "a.gold.json").write_text("{}", encoding="utf-8")
    (tmp_path / "a.txt").write_text("one", encoding="utf-8")
    before = digest(tmp_path)
    (tmp_path / "a.txt").write_text("two", encoding="utf-8")

    assert digest(tmp_path) != before
