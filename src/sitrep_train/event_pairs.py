"""Reported events of which it is known whether two are one happening: pairs to learn from and to be weighed on.

Every story is read by the product, so that what is learnt from is what the product will see. A story's events are
told apart by the type, and by the words they stand in where those are known.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from sitrep.desk.reading import read_story
from sitrep.incidents.events import event_items
from sitrep.incidents.features import EVENT_FEATURES, compare
from sitrep.incidents.items import Item
from sitrep.incidents.keys import kept_keys, sought_keys
from sitrep.incidents.packing import pack, unpack
from sitrep.incidents.vetoes import ruled_out
from sitrep_eval.incidents import Half, read_articles
from sitrep_train.chronicles import Chronicle, Told

#: The type of what the corpus of articles is about.
SHOOTING: Final = "ASSAULT"


@dataclass(frozen=True)
class Known:
    """An item and the incident that it is known to be of; none where only other stories are known to be different."""

    item: Item
    story: str
    incident: str | None


@dataclass(frozen=True)
class Pair:
    """Two events that may be one, as far as keys and vetoes go: their likenesses, and whether they are one."""

    scores: tuple[float | None, ...]
    same: bool
    group: str


def pairs_of(groups: Mapping[str, Sequence[Known]]) -> list[Pair]:
    """Every pair of a group worth a look, of which it is known whether it is one."""
    return [
        Pair(_scores(left.item, right.item), left.incident is not None and left.incident == right.incident, name)
        for name, group in groups.items()
        for left, right in _meeting(group)
    ]


def _meeting(group: Sequence[Known]) -> Iterator[tuple[Known, Known]]:
    """The pairs of two stories that the product would weigh."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for number, known in enumerate(group):
        near = {other for key in sought_keys(known.item) for other in holders[key]}
        for other in sorted(near):
            if group[other].story != known.story and not ruled_out(group[other].item, known.item):
                yield group[other], known
        for key in kept_keys(known.item):
            holders[key].append(number)


def _scores(left: Item, right: Item) -> tuple[float | None, ...]:
    return tuple(likeness.score for likeness in compare(left, right, EVENT_FEATURES))


def read_chronicle(chronicle: Chronicle) -> list[Known]:
    """The events of a chronicle that its stories were written to tell."""
    return [known for story in chronicle.stories for known in _written(story)]


def _written(story: Told) -> Iterator[Known]:
    report = read_story(story.text, published=story.published.isoformat(), outlet=story.outlet)
    waiting = list(story.parts)
    for event, item in zip(report.events, event_items(report, story.text), strict=True):
        for part in waiting:
            if part.start <= event.anchor.start < part.end and event.type in part.types:
                waiting.remove(part)
                yield Known(item, story.id, part.happening)
                break


def read_series(folder: Path) -> dict[str, list[Known]]:
    """The events of every series that gold names, in the order told."""
    found = {}
    for path in sorted(folder.glob("*.json")):
        told = json.loads(path.read_text(encoding="utf-8"))
        found[path.stem] = [known for story in told["stories"] for known in _named(story)]
    return found


def _named(story: dict[str, Any]) -> Iterable[Known]:
    report = read_story(story["text"], published=story["published"], outlet=story["outlet"])
    waiting = list(story["gold"])
    for event, item in zip(report.events, event_items(report, story["text"]), strict=True):
        line = next((one for one in waiting if one["type"] == event.type), None)
        if line is not None:
            waiting.remove(line)
            yield Known(item, story["id"], line["incident"])


def read_golden(folder: Path) -> list[Known]:
    """The events of the golden stories, no two stories of which tell of one happening."""
    found = []
    for path in sorted(folder.glob("*.gold.json")):
        facts = json.loads(path.read_text(encoding="utf-8"))["document"]
        text = path.with_name(path.name.replace(".gold.json", ".txt")).read_text(encoding="utf-8")
        report = read_story(text, published=facts["published"], outlet=facts["outlet"])
        found += [Known(item, path.stem, None) for item in event_items(report, text)]
    return found


def read_shootings(folder: Path, half: Half) -> list[Known]:
    """Of every article of the corpus the event that it is about: its first shooting in the city that gold names.

    Where none is told to be there, its first shooting; articles that tell of none are left out.
    """
    with gzip.open(folder / "incidents.jsonl.gz", "rt", encoding="utf-8") as lines:
        cities = {told["incident"]: told["city"].lower() for told in map(json.loads, lines)}
    found = []
    for article in read_articles(folder / "articles.jsonl.gz", half):
        text = "\n".join(line for line in map(str.strip, article.text.split("\n")) if line)
        report = read_story(text, published=article.dct.isoformat(), title=article.title)
        items = event_items(report, text)
        told = [item for item in items if item.act and item.act.type == SHOOTING and not item.act.background]
        city = cities.get(article.incident or "", "")
        there = [item for item in told if any(spot.name.lower() == city for spot in item.spots)]
        if article.incident and (there or told):
            found.append(Known((there or told)[0], article.id, article.incident))
    return found


def write_known(known: Iterable[Known], path: Path) -> None:
    """What was read, kept to be learnt from again: reading takes far longer than learning."""
    lines = (json.dumps([one.story, one.incident, pack(one.item)]) for one in known)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def read_known(path: Path) -> list[Known]:
    """What was kept."""
    told = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return [Known(replace(unpack(packed)), story, incident) for story, incident, packed in told]
