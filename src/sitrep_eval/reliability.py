"""Whether an event stated with confidence P is right in a share P of cases."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sitrep_eval.gold import GoldStory, gold_stories
from sitrep_eval.matching import EVENT_FLOOR, events_alike, pairs
from sitrep_eval.shapes import told
from sitrep_eval.wire import Read

#: Stated confidences are weighed in this many bins of equal width.
BINS = 10


@dataclass(frozen=True)
class Reliability:
    """For each tenth of stated confidence that any event bears: its mean, the events, and the share gold confirms."""

    rows: tuple[tuple[float, int, float], ...]

    @property
    def error(self) -> float:
        """The expected calibration error: the mean distance of stated from confirmed, by number of events."""
        events = sum(count for _, count, _ in self.rows)
        return sum(count * abs(stated - share) for stated, count, share in self.rows) / events if events else 0.0

    def to_json(self) -> str:
        """The rows and the error as one JSON object."""
        rows = [
            {"stated": round(stated, 4), "events": count, "right": round(share, 4)}
            for stated, count, share in self.rows
        ]
        return json.dumps({"expected_calibration_error": round(self.error, 4), "rows": rows}, indent=1)


def reliability(folder: Path, *, read: Read) -> Reliability:
    """The stated confidences of a folder's stories against what gold confirms.

    An event is right when it pairs with a gold event of its type, and both are news or both are history.
    """
    return binned([pair for story in gold_stories(folder) for pair in _judged(story, read)])


def binned(judged: Iterable[tuple[float, bool]]) -> Reliability:
    """Stated confidences, each with whether its event was right, in bins."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for stated, right in judged:
        bins[min(int(stated * BINS), BINS - 1)].append((stated, right))
    return Reliability(tuple(_row(found) for _, found in sorted(bins.items())))


def _row(found: list[tuple[float, bool]]) -> tuple[float, int, float]:
    count = len(found)
    return sum(stated for stated, _ in found) / count, count, sum(right for _, right in found) / count


def confirmed(story: GoldStory, report: dict[str, Any]) -> list[bool]:
    """Whether each event of the report is right."""
    gold, ours = told(story.report, story.text).events, told(report, story.text).events
    paired = {j: i for i, j in pairs(gold, ours, events_alike, floor=EVENT_FLOOR)}
    return [
        number in paired and gold[paired[number]].part.background == event.part.background
        for number, event in enumerate(ours)
    ]


def _judged(story: GoldStory, read: Read) -> Iterator[tuple[float, bool]]:
    report = read(story.document)
    right = confirmed(story, json.loads(report.to_json(indent=None)))
    return zip((event.confidence for event in report.events), right, strict=True)
