"""The wire task: news stories read by the engine and weighed against gold."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sitrep.documents.document import Document
from sitrep.errors import InputError
from sitrep.records.report import Report
from sitrep_eval.gold import GoldStory, gold_stories
from sitrep_eval.measures import Row, Scales
from sitrep_eval.shapes import Told, told

Read = Callable[[Document], Report]


@dataclass(frozen=True)
class Weighing:
    """How a set of stories scored, and the reports that were scored."""

    stories: int
    without_prediction: int
    scores: dict[str, Row]
    reports: tuple[dict[str, Any], ...] = ()

    def to_json(self) -> str:
        """The numbers as one JSON object."""
        shown = {"stories": self.stories, "without_prediction": self.without_prediction, "scores": self.scores}
        return json.dumps(shown, indent=1)


def weigh(folder: Path, *, read: Read) -> Weighing:
    """The gold stories of a folder read by the engine and scored; a story refused as input counts as empty."""
    stories = gold_stories(folder)
    return score(stories, [_report(story, read) for story in stories])


def score(stories: Iterable[GoldStory], reports: Iterable[dict[str, Any] | None]) -> Weighing:
    """How these reports, one for each story and None where there is none, tell their stories."""
    scales = Scales()
    given = list(reports)
    for story, report in zip(stories, given, strict=True):
        scales.weigh(told(story.report, story.text), told(report, story.text) if report else Told())
    kept = tuple(report for report in given if report is not None)
    return Weighing(len(given), len(given) - len(kept), scales.rows(), kept)


def write_predictions(weighing: Weighing, path: Path) -> None:
    """The scored reports, one JSON object a line, in the order of the stories' names."""
    lines = [json.dumps(report, ensure_ascii=False) + "\n" for report in weighing.reports]
    path.write_text("".join(lines), encoding="utf-8")


def _report(story: GoldStory, read: Read) -> dict[str, Any] | None:
    try:
        report: dict[str, Any] = json.loads(read(story.document).to_json(indent=None))
    except InputError:
        return None
    return report
