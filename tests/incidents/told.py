"""The series of stories of our own, read by the product and linked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sitrep.codebook.incident_linking import incident_linking
from sitrep.desk.reading import read_story
from sitrep.incidents.blocking import EventIndex
from sitrep.incidents.events import event_items
from sitrep.incidents.fusion import Fused, Telling, fuse, tellings
from sitrep.incidents.items import Item
from sitrep.incidents.memory import Memory
from sitrep.incidents.origins import imprint
from sitrep.incidents.scoring import event_judge

FOLDER = Path(__file__).parent / "series"
NAMES = sorted(path.stem for path in FOLDER.glob("*.json"))


@dataclass(frozen=True)
class Story:
    """One story as it was read, and the gold incidents of the events told of in it."""

    items: tuple[Item, ...]
    tellings: tuple[Telling, ...]
    gold: tuple[dict[str, Any], ...]

    def of(self, gold: dict[str, Any]) -> str:
        """The item that a line of gold means: the nth event of its type, news before what is recalled."""
        same = [line for line in self.gold if _kind(line) == _kind(gold)]
        found = [
            one.event.id
            for one in self.tellings
            if (one.event.type, one.event.background) == (gold["type"], gold.get("background", False))
        ]
        assert len(found) >= len(same), f"{gold} was not read"
        return found[same.index(gold)]


@dataclass(frozen=True)
class Series:
    """A series of stories with its gold."""

    stories: tuple[Story, ...]
    gold: dict[str, Any]

    def linked(self, stories: Sequence[Story] | None = None) -> Memory:
        """Everything linked, in this order of stories."""
        memory = Memory(EventIndex(), event_judge(), incident_linking().events)
        for story in self.stories if stories is None else stories:
            for item in story.items:
                memory.take(item)
        return memory

    def members(self) -> dict[str, list[str]]:
        """The items of every gold incident."""
        found: dict[str, list[str]] = {}
        for story in self.stories:
            for line in story.gold:
                found.setdefault(line["incident"], []).append(story.of(line))
        return found

    def fused(self, memory: Memory) -> dict[str, Fused]:
        """The view of the incident that holds the first item of every gold incident."""
        told = {one.event.id: one for story in self.stories for one in story.tellings}
        seats = memory.incidents()
        groups = {seats[items[0]]: name for name, items in self.members().items()}
        return {
            name: fuse([told[item] for item, seat in seats.items() if seat == incident])
            for incident, name in groups.items()
        }


@cache
def series(name: str) -> Series:
    """A series, read once."""
    gold = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return Series(tuple(_read(gold["stories"])), gold)


def _read(stories: Iterable[dict[str, Any]]) -> Iterable[Story]:
    for story in stories:
        report = read_story(story["text"], published=story["published"], outlet=story["outlet"])
        told = tellings(report, story["text"], imprint(report, story["text"]))
        yield Story(event_items(report, story["text"]), told, tuple(story["gold"]))


def _kind(line: dict[str, Any]) -> tuple[str, bool]:
    return line["type"], line.get("background", False)
