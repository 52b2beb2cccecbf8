"""Whether an event stated with confidence P is right in a share P of cases."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from sitrep_eval.gold import gold_stories
from sitrep_eval.matching import EVENT_FLOOR, events_alike, pairs
from sitrep_eval.shapes import told
from sitrep_eval.wire import Read


@dataclass(frozen=True)
class Reliability:
    """For each stated confidence: how many events bear it, and the share of them that gold confirms."""

    rows: tuple[tuple[float, int, float], ...]

    @property
    def error(self) -> float:
        """The expected calibration error: the mean distance of stated from confirmed, by number of events."""
        events = sum(count for _, count, _ in self.rows)
        return sum(count * abs(stated - share) for stated, count, share in self.rows) / events if events else 0.0

    def to_json(self) -> str:
        """The rows and the error as one JSON object."""
        rows = [{"stated": stated, "events": count, "right": round(share, 4)} for stated, count, share in self.rows]
        return json.dumps({"expected_calibration_error": round(self.error, 4), "rows": rows}, indent=1)


def reliability(folder: Path, *, read: Read) -> Reliability:
    """The stated confidences of a folder's stories against what gold confirms.

    An event is right when it pairs with a gold event of its type, and both are news or both are history.
    """
    found: dict[float, list[bool]] = defaultdict(list)
    for story in gold_stories(folder):
        report = read(story.document)
        gold = told(story.report, story.text)
        ours = told(json.loads(report.to_json(indent=None)), story.text)
        paired = {j: i for i, j in pairs(gold.events, ours.events, events_alike, floor=EVENT_FLOOR)}
        for number, event in enumerate(report.events):
            partner = paired.get(number)
            right = partner is not None and gold.events[partner].part.background == event.background
            found[event.confidence].append(right)
    return Reliability(tuple((stated, len(all_), sum(all_) / len(all_)) for stated, all_ in sorted(found.items())))
