"""The series of stories of our own, read by the product, linked and gathered into efforts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sitrep.codebook.incident_linking import incident_linking
from sitrep.desk.reading import read_story
from sitrep.incidents.blocking import EventIndex
from sitrep.incidents.events import event_items
from sitrep.incidents.items import Item
from sitrep.incidents.memory import Memory
from sitrep.incidents.scoring import event_judge
from sitrep.processes.meetings import Meeting
from sitrep.processes.positions import Line
from sitrep.processes.process import Process
from sitrep.processes.proposals import Proposal
from sitrep.processes.story import Story, story_of

FOLDER = Path(__file__).parent / "series"
NAMES = sorted(path.stem for path in FOLDER.glob("*.json"))


@dataclass(frozen=True)
class Series:
    """A series as it was read: its stories, the items to be linked, the names of its documents, its gold."""

    stories: tuple[Story, ...]
    items: tuple[tuple[Item, ...], ...]
    names: dict[str, str]
    gold: dict[str, Any]

    def incidents(self, order: Sequence[int] | None = None) -> dict[str, str]:
        """In which incident every event is when the stories come in this order."""
        memory = Memory(EventIndex(), event_judge(), incident_linking().events)
        for number in range(len(self.stories)) if order is None else order:
            for item in self.items[number]:
                memory.take(item)
        return memory.incidents()


@cache
def series(name: str) -> Series:
    """A series, read once."""
    gold = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    stories, items, names = [], [], {}
    for story in gold["stories"]:
        report = read_story(story["text"], published=story["published"], outlet=story["outlet"])
        stories.append(story_of(report, story["text"]))
        items.append(event_items(report, story["text"]))
        names[report.document.id] = story["id"]
    return Series(tuple(stories), tuple(items), names, gold)


def shown(process: Process, names: dict[str, str]) -> dict[str, Any]:
    """An effort as the gold files write it."""
    return {
        "name": process.name,
        "meetings": [_meeting(one, names) for one in process.meetings],
        "proposals": [_proposal(one) for one in process.proposals],
        "positions": {f"{line.party.key} {line.issue}": _line(line) for line in process.lines},
    }


def _meeting(one: Meeting, names: dict[str, str]) -> dict[str, Any]:
    return {
        "stories": [names[document] for document in one.documents],
        "history": [f"{change.standing} {change.published} {change.outlet}" for change in one.history],
        "day": one.day,
        "venue": one.venue.name if one.venue else None,
        "round": one.round,
        "format": one.format,
        "duration": one.duration.iso if one.duration else None,
        "host": list(one.host),
        "mediators": list(one.mediators),
        "attendance": {seat.party.key: seat.presence for seat in one.attendance},
        "remarks": [f"{remark.party.key if remark.party else None}: {remark.words}" for remark in one.remarks],
    }


def _proposal(one: Proposal) -> dict[str, Any]:
    return {
        "name": one.name,
        "author": one.author.key if one.author else None,
        "status": one.status,
        "versions": [f"{version.label} {version.published}" for version in one.versions],
        "points": [f"{', '.join(point.issues)}: {point.words}" for point in one.points],
        "answers": [f"{answer.party.key} {answer.status} {answer.date}" for answer in one.answers],
    }


def _line(line: Line) -> dict[str, Any]:
    marks = {"changed": line.has_changed, "contradicted": line.is_contradicted}
    return {
        "said": [f"{one.stance} {one.date} {one.speaker}" for one in line.said],
        "current": line.current.stance,
        "marks": [name for name, holds in marks.items() if holds],
    }
