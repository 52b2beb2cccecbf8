"""The probe task: short passages of wire copy, each with the days and places that a coder would write down.

A day is right when the expression is found and stands for the same first and last day. Durations and sets are not
judged; what nothing settles is right when no day is claimed for it.
A place is right when it is found, lies in the same country and within 161 km of the gold point, the distance that
geoparsers are compared by. What gold gives no point for needs the country alone, and so does a whole country: where
its middle lies is a convention. A region may also be right by its name.
The few expressions that stand for two times at once are written "start/end" where an hour is told of both.
Names that are no places in their passage (persons, governments, ships, teams) are false where one is made of them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from pydantic import Field

from sitrep.annotations.layers import PLACES, TIMES, Place, TimeExpression
from sitrep.annotations.sheet import Mark, Sheet, lay
from sitrep.desk.line import steps
from sitrep.documents.document import Document
from sitrep.documents.published import parse_published
from sitrep.grounding.gazetteer import loose_key
from sitrep.grounding.places import containers
from sitrep_eval.corpora import read_corpus, write_rows
from sitrep_eval.earth import kilometres
from sitrep_eval.gate import Gold, Permission, hold
from sitrep_eval.gold import as_document
from sitrep_eval.reliability import binned
from sitrep_eval.shapes import Loose

#: How far from the gold point a place may lie, in kilometres: a hundred miles.
NEAR: Final = 161.0
#: Digits of an ISO day, "2025-12-04".
DAY: Final = 10
#: TIMEX3 types that measure rather than date.
MEASURES: Final = frozenset({"DURATION", "SET"})
#: The uses of a name in which it is a place of the story.
PLACED: Final = frozenset({"place", "either"})


class GoldTime(Loose):
    """An expression of time with its first and last day, both None where none can be told."""

    start: int
    end: int
    text: str
    first: str | None = Field(default=None, alias="from")
    last: str | None = Field(default=None, alias="to")
    clock: str | None = None
    precision: str | None = None
    type: str | None = None


class GoldPlace(Loose):
    """A name with its point, in degrees, and its country."""

    start: int
    end: int
    text: str
    name: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: str | None = None
    radius_km: float = NEAR
    also: tuple[str, ...] = ()


class Passage(Loose):
    """One to three sentences with their days and places."""

    id: str
    text: str
    published: str | None = None
    outlet: str | None = None
    times: tuple[GoldTime, ...] = ()
    places: tuple[GoldPlace, ...] = ()
    not_places: tuple[str, ...] = ()

    @property
    def document(self) -> Document:
        """The passage as a reader hands it to the engine."""
        day = parse_published(self.published) if self.published else None
        return as_document(self.text, self.id, published=day, outlet=self.outlet)


Readings = Callable[[Document], Sheet]


@dataclass(frozen=True)
class Verdict:
    """What became of one gold value: its kind, its words, and how the reading differs, None where it is right."""

    passage: str
    kind: str
    text: str
    wrong: str | None


@dataclass(frozen=True)
class Probing:
    """Every verdict of a probe, and what the system said of each passage."""

    passages: int
    verdicts: tuple[Verdict, ...]
    rows: tuple[dict[str, Any], ...]
    likelihoods: tuple[tuple[float, bool], ...] = ()

    def share(self, kind: str) -> float:
        """The share of gold values of this kind that are right; 1 where there is none."""
        told = [verdict for verdict in self.verdicts if verdict.kind == kind]
        return sum(verdict.wrong is None for verdict in told) / len(told) if told else 1.0

    @property
    def shares(self) -> dict[str, float]:
        """The share that is right of each kind of value, as the gate watches them."""
        return {kind: self.share(kind) for kind in sorted({verdict.kind for verdict in self.verdicts})}

    def to_json(self) -> str:
        """The shares as one JSON object."""
        counts = Counter(verdict.kind for verdict in self.verdicts)
        scores = {kind: {"right": round(self.share(kind), 4), "of": counts[kind]} for kind in sorted(counts)}
        stated = {"places": len(self.likelihoods), "expected_error": round(binned(self.likelihoods).error, 4)}
        return json.dumps({"passages": self.passages, "scores": scores, "calibration": stated}, indent=1)

    def write_predictions(self, path: Path) -> None:
        """What was read, one passage a line, with what was wrong in it."""
        write_rows(self.rows, path)


def hold_probe(gold: Path, floors: Path, probing: Probing, *, allowed: Permission) -> None:
    """Refuses shares below the floors of this file, and rewrites them where allowed."""
    hold(probing.shares, Gold(sha256=sha256(gold.read_bytes()).hexdigest(), stories=probing.passages), floors,
         allowed=allowed)  # fmt: skip


def read_sheet(document: Document) -> Sheet:
    """The document with everything that the product marks in it."""
    return lay(document, steps())


def probe(gold: Path, *, read: Readings = read_sheet) -> Probing:
    """The passages of a file read and judged."""
    verdicts: list[Verdict] = []
    rows = []
    likelihoods: list[tuple[float, bool]] = []
    passages = read_corpus(gold, Passage)
    for passage in passages:
        sheet = read(passage.document)
        found = [
            *judge_times(passage, sheet.marks(TIMES)),
            *judge_places(passage, [*sheet.marks(PLACES), *containers(sheet)]),
        ]
        verdicts += found
        likelihoods += _stated(passage, sheet.marks(PLACES))
        rows.append(_row(passage, sheet, found))
    return Probing(len(passages), tuple(verdicts), tuple(rows), tuple(likelihoods))


def judge_times(passage: Passage, marks: Sequence[Mark[TimeExpression]]) -> Iterator[Verdict]:
    """A verdict for each gold time: its days, and its clock time where it has one; "until noon" has that of its end."""
    for gold in passage.times:
        said = [(mark.value.start, mark.value.end) for mark in _closest(gold, marks)]
        days = {(start and start[:DAY], end and end[:DAY]) for start, end in said}
        if gold.first or gold.last:
            right = (gold.first, gold.last) in days
            yield Verdict(passage.id, "day", gold.text, None if right else _told(days))
        elif gold.type in MEASURES:
            pass  # how long or how often: what days it covers is for the reader to count or leave
        else:
            claimed = any(first or last for first, last in days)
            yield Verdict(passage.id, "no day", gold.text, _told(days) if claimed else None)
        if gold.clock:
            clocks = {start or end for start, end in said} | {f"{start}/{end}" for start, end in said}
            yield Verdict(passage.id, "clock", gold.text, None if gold.clock in clocks else _told(clocks))


def judge_places(passage: Passage, marks: Sequence[Mark[Place]]) -> Iterator[Verdict]:
    """A verdict for each gold place, and for each name that is none."""
    for gold in passage.places:
        said = _closest(gold, marks)
        right = any(_same_place(gold, mark.value) for mark in said)
        yield Verdict(passage.id, "place", gold.text, None if right else _told(_point(mark.value) for mark in said))
        if right and gold.precision:
            grades = {mark.value.precision for mark in said}
            yield Verdict(passage.id, "precision", gold.text, None if gold.precision in grades else _told(grades))
    for name in passage.not_places:
        inside = [mark for mark in marks if mark.value.role in PLACED and _stands_in(passage.text, name, mark)]
        taken = [mark for mark in inside if not any(_overlap(gold, mark) for gold in passage.places)]
        yield Verdict(passage.id, "no place", name, _told(_point(mark.value) for mark in taken) if taken else None)


def _stated(passage: Passage, marks: Sequence[Mark[Place]]) -> Iterator[tuple[float, bool]]:
    """The likelihood told with each place found for a gold one, and whether it is right; not where none was chosen."""
    for gold in passage.places:
        for mark in _closest(gold, marks):
            if mark.value.why is not None and mark.value.why.likely:
                yield mark.value.why.likely, _same_place(gold, mark.value)


def _closest(gold: GoldTime | GoldPlace, marks: Sequence[Mark[Any]]) -> list[Mark[Any]]:
    """The marks of the largest overlap with the gold words: several only where they stand on the same words."""
    most = max((_overlap(gold, mark) for mark in marks), default=0)
    return [mark for mark in marks if most and _overlap(gold, mark) == most]


def _overlap(gold: GoldTime | GoldPlace, mark: Mark[Any]) -> int:
    return max(0, min(gold.end, mark.end) - max(gold.start, mark.start))


def _same_place(gold: GoldPlace, said: Place) -> bool:
    if gold.country and said.country not in {gold.country, *gold.also}:
        return False
    if gold.lat is None or gold.lon is None or gold.precision == "country":
        return True
    if gold.precision == "region" and gold.name and loose_key(gold.name) == loose_key(said.name):
        return True
    near = said.lat is not None and said.lon is not None
    return near and kilometres((gold.lat, gold.lon), (said.lat or 0.0, said.lon or 0.0)) <= max(NEAR, gold.radius_km)


def _stands_in(text: str, name: str, mark: Mark[Place]) -> bool:
    """Whether the mark lies on an occurrence of the name."""
    at = text.find(name)
    while at >= 0:
        if at < mark.end and mark.start < at + len(name):
            return True
        at = text.find(name, at + 1)
    return False


def _point(place: Place) -> str:
    return f"{place.name}, {place.country} ({place.lat}, {place.lon})"


def _told(values: Any) -> str:
    return "; ".join(sorted(map(str, values))) or "nothing"


def _row(passage: Passage, sheet: Sheet, verdicts: Sequence[Verdict]) -> dict[str, Any]:
    return {
        "id": passage.id,
        "times": [
            {"start": mark.start, "end": mark.end, "from": mark.value.start, "to": mark.value.end,
             "precision": mark.value.precision, "anchored": mark.value.anchored}
            for mark in sheet.marks(TIMES)
        ],
        "places": [
            {"start": mark.start, "end": mark.end, "name": mark.value.name, "country": mark.value.country,
             "lat": mark.value.lat, "lon": mark.value.lon, "precision": mark.value.precision, "role": mark.value.role}
            for mark in sheet.marks(PLACES)
        ],
        "wrong": [f"{verdict.kind}: {verdict.text}: {verdict.wrong}" for verdict in verdicts if verdict.wrong],
    }  # fmt: skip
