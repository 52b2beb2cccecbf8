"""The place task: names of places found in a text, and how far from the truth each is put on the map.

- ``recognition``: found and marked names paired one to one where they overlap, the closest fits first; ``:exact``
  where both ends agree.
- Of the paired names whose gold has coordinates, ``resolution`` gives the share put within 161 km (100 miles), a name
  without coordinates counted as wrong; ``placed`` is the share that has coordinates, and ``within_161_of_placed`` the
  share of those. ``median_km`` is over the placed.
- ``exact_id``: of the paired names whose gold has a GeoNames id, the share with the same.
- ``calibration``: how far the scores of the found names that have coordinates stand from the share that is right, found
  within 161 km of the name that gold marks; ``expected_error`` is the mean over tenths of score, by number of names.
- ``area_under_error``: the area under the curve of ln(1 + km), 0 where all is exact and 1 where every name is half
  the world away, as an unplaced one counts.
"""

from __future__ import annotations

import json
import math
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol, Self

from pydantic import model_validator

from sitrep.grounding.resolution import distance
from sitrep_eval.corpora import read_corpus, write_rows
from sitrep_eval.matching import pairs
from sitrep_eval.measures import Row, Tally
from sitrep_eval.reliability import binned
from sitrep_eval.shapes import Loose

#: 100 miles, within which the literature calls a place found.
NEAR_KM: Final = 161.0
#: Half the Earth's girth: no error is greater.
FARTHEST_KM: Final = 20_039.0
#: What a found name is worth to a pairing beyond its overlap where both ends agree.
EXACT: Final = 1.0


class Toponym(Loose):
    """A name of a place in a text, and where it lies as far as that is known."""

    start: int
    end: int
    text: str
    geonames_id: int | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin1: str | None = None
    score: float | None = None

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude."""
        return None if self.lat is None or self.lon is None else (self.lat, self.lon)


class Located(Loose):
    """One document of a gazetteer corpus."""

    id: str
    text: str
    toponyms: tuple[Toponym, ...] = ()

    @model_validator(mode="after")
    def _spans_in_text(self) -> Self:
        for one in self.toponyms:
            if not 0 <= one.start < one.end <= len(self.text):
                raise ValueError(f"no words stand at [{one.start}, {one.end}) of {self.id}")
        return self


class PlaceSystem(Protocol):
    """Whatever finds places in a text."""

    def toponyms(self, text: str) -> Sequence[Toponym]:
        """The names of places in the text, their spans in its characters."""
        ...


@dataclass(frozen=True)
class PlaceWeighing:
    """How a corpus scored, and what was found in each of its documents."""

    documents: tuple[Located, ...]
    predicted: tuple[tuple[Toponym, ...], ...]
    recognition: dict[str, Row]
    resolution: dict[str, float | int | None]
    calibration: dict[str, float | int]

    def to_json(self) -> str:
        """The numbers as one JSON object."""
        return json.dumps(
            {"documents": len(self.documents), "scores": self.recognition, "resolution": self.resolution,
             "calibration": self.calibration},
            indent=1,
        )  # fmt: skip

    def write_predictions(self, path: Path) -> None:
        """What was found, one document a line, in the shape of the corpus."""
        rows = zip(self.documents, self.predicted, strict=True)
        write_rows(({"id": one.id, "toponyms": [_as_written(name) for name in found]} for one, found in rows), path)


def weigh_places(gold: Path, system: PlaceSystem) -> PlaceWeighing:
    """The documents of a corpus read by the system and scored."""
    documents = read_corpus(gold, Located)
    return score_places(documents, [system.toponyms(document.text) for document in documents])


def score_places(documents: Sequence[Located], predicted: Sequence[Sequence[Toponym]]) -> PlaceWeighing:
    """How these findings, one sequence for each document, meet its names."""
    overlapping, exact = Tally(), Tally()
    paired: list[tuple[Toponym, Toponym]] = []
    judged: list[tuple[float, bool]] = []
    for document, found in zip(documents, predicted, strict=True):
        here = paired_toponyms(document.toponyms, found)
        counts = len(document.toponyms), len(found)
        overlapping.add(len(here), *counts)
        exact.add(sum(_ends(gold) == _ends(told) for gold, told in here), *counts)
        paired += here
        judged += _judged(found, here)
    recognition = {"recognition": overlapping.row(), "recognition:exact": exact.row()}
    stated = {"names": len(judged), "expected_error": round(binned(judged).error, 4)}
    return PlaceWeighing(tuple(documents), tuple(map(tuple, predicted)), recognition, _resolution(paired), stated)


def _judged(found: Sequence[Toponym], paired: Sequence[tuple[Toponym, Toponym]]) -> Iterator[tuple[float, bool]]:
    """The score of each found name that has coordinates, with whether it is right; not where gold has no point."""
    golds = {id(told): gold for gold, told in paired}
    for one in found:
        gold = golds.get(id(one))
        if one.score is None or one.point is None or (gold is not None and gold.point is None):
            continue
        yield one.score, bool(gold and gold.point and distance(gold.point, one.point) <= NEAR_KM)


def paired_toponyms(gold: Sequence[Toponym], found: Sequence[Toponym]) -> list[tuple[Toponym, Toponym]]:
    """Marked and found names paired one to one where they overlap, the closest fits first."""
    return [(gold[i], found[j]) for i, j in pairs(gold, found, _fit, floor=math.ulp(0.0))]


def _fit(one: Toponym, other: Toponym) -> float:
    shared = min(one.end, other.end) - max(one.start, other.start)
    if shared <= 0:
        return 0.0
    whole = max(one.end, other.end) - min(one.start, other.start)
    return shared / whole + (EXACT if shared == whole else 0.0)


def _ends(one: Toponym) -> tuple[int, int]:
    return one.start, one.end


def _resolution(paired: Sequence[tuple[Toponym, Toponym]]) -> dict[str, float | int | None]:
    asked = [(gold.point, told.point) for gold, told in paired if gold.point is not None]
    errors = [distance(gold, told) for gold, told in asked if gold is not None and told is not None]
    near = sum(error <= NEAR_KM for error in errors)
    known = [gold.geonames_id == told.geonames_id for gold, told in paired if gold.geonames_id is not None]
    lost = len(asked) - len(errors)
    spread = [math.log1p(error) / math.log1p(FARTHEST_KM) for error in errors] + [1.0] * lost
    return {
        "paired_with_coordinates": len(asked),
        "within_161": _share(near, len(asked)),
        "placed": _share(len(errors), len(asked)),
        "within_161_of_placed": _share(near, len(errors)),
        "median_km": round(statistics.median(errors), 2) if errors else None,
        "area_under_error": round(statistics.fmean(spread), 4) if spread else None,
        "paired_with_id": len(known),
        "exact_id": _share(sum(known), len(known)),
    }


def _share(hits: int, of: int) -> float | None:
    return round(hits / of, 4) if of else None


def _as_written(one: Toponym) -> dict[str, Any]:
    return one.model_dump(mode="json")
