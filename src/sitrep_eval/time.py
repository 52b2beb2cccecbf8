"""The time task: expressions of time, weighed against corpora that mark them as TIMEX3.

A line of the corpus is ``{"id", "dct", "text", "timexes": [{"start", "end", "type", "value"}]}``; counts are summed
over all documents, as TempEval-3 does.

- ``strict``: spans as a set per document, right when both ends are.
- ``relaxed``: spans one to one, right when they overlap; those with the same ends are paired first, then those that
  share most.
- ``value``, ``type``: relaxed, and the value (letter by letter) or the type is right too.
- ``day``: of the gold whose value names a day (``YYYY-MM-DD``, with or without a time), those that some overlapping
  prediction gives the same day; recall only.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final, Self

from pydantic import model_validator

from sitrep_eval.corpora import read_corpus, write_rows
from sitrep_eval.matching import pairs
from sitrep_eval.measures import Row, Tally
from sitrep_eval.shapes import Loose

DAY: Final = re.compile(r"\d{4}-\d\d-\d\d(?=$|T)")
DATE_LENGTH: Final = len("2025-12-04")


class Timex(Loose):
    """One expression of time; its words are ``text[start:end]``."""

    start: int
    end: int
    type: str
    value: str

    @property
    def day(self) -> str | None:
        """The day its value names, None when it names none."""
        found = DAY.match(self.value)
        return found.group() if found else None

    def shared(self, other: Timex) -> float:
        """The characters it has in common with another; half a character more when both ends are the same."""
        common = min(self.end, other.end) - max(self.start, other.start)
        return common + 0.5 * ((self.start, self.end) == (other.start, other.end))


class DatedText(Loose):
    """One document of a TIMEX3 corpus, ``dct`` being the day or time it was written."""

    id: str
    text: str
    dct: str | None = None
    timexes: tuple[Timex, ...] = ()

    @property
    def day(self) -> date | None:
        """The day it was written."""
        return date.fromisoformat(self.dct[:DATE_LENGTH]) if self.dct else None

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        for timex in self.timexes:
            if not 0 <= timex.start < timex.end <= len(self.text):
                raise ValueError(f"no words stand at [{timex.start}, {timex.end}) of {self.id}")
        _ = self.day
        return self


#: The expressions of time that a system finds in a document.
ReadTimes = Callable[[DatedText], Sequence[Timex]]


class TimeScales:
    """The tallies of all documents weighed so far."""

    def __init__(self) -> None:
        self._tallies: dict[str, Tally] = defaultdict(Tally)

    def weigh(self, gold: Sequence[Timex], predicted: Sequence[Timex]) -> None:
        """Adds one document."""
        exact = {(one.start, one.end) for one in gold} & {(one.start, one.end) for one in predicted}
        paired = [(gold[i], predicted[j]) for i, j in pairs(gold, predicted, Timex.shared, floor=1)]
        hits = {
            "strict": len(exact),
            "relaxed": len(paired),
            "value": sum(one.value == other.value for one, other in paired),
            "type": sum(one.type == other.type for one, other in paired),
        }
        for name, number in hits.items():
            self._tallies[name].add(number, len(gold), len(predicted))
        dated = [one for one in gold if one.day]
        self._tallies["day"].add(sum(_found_day(one, predicted) for one in dated), len(dated), 0)

    def rows(self) -> dict[str, Row]:
        """Every measure by its name."""
        rows = {name: tally.row() for name, tally in sorted(self._tallies.items())}
        return {name: _recall(row) if name == "day" else row for name, row in rows.items()}


@dataclass(frozen=True)
class TimeWeighing:
    """How a corpus scored, and what was read out of each of its documents."""

    documents: tuple[DatedText, ...]
    predicted: tuple[tuple[Timex, ...], ...]
    scores: dict[str, Row]

    def to_json(self) -> str:
        """The numbers as one JSON object."""
        return json.dumps({"documents": len(self.documents), "scores": self.scores}, indent=1)

    def write_predictions(self, path: Path) -> None:
        """What was read, one document a line, in the shape of the corpus."""
        write_rows(
            (
                {"id": document.id, "timexes": [_as_written(one, document.text) for one in found]}
                for document, found in zip(self.documents, self.predicted, strict=True)
            ),
            path,
        )


def weigh_times(gold: Path, read: ReadTimes) -> TimeWeighing:
    """The documents of a corpus read and scored."""
    documents = read_corpus(gold, DatedText)
    return score_times(documents, [read(document) for document in documents])


def score_times(documents: Sequence[DatedText], predicted: Sequence[Sequence[Timex]]) -> TimeWeighing:
    """How these readings, one for each document, tell its times."""
    scales = TimeScales()
    for document, found in zip(documents, predicted, strict=True):
        scales.weigh(document.timexes, found)
    return TimeWeighing(tuple(documents), tuple(tuple(found) for found in predicted), scales.rows())


def _found_day(gold: Timex, predicted: Sequence[Timex]) -> bool:
    return any(one.day == gold.day for one in predicted if gold.shared(one) > 0)


def _recall(row: Row) -> Row:
    return {"r": row["r"], "gold": row["gold"]}


def _as_written(timex: Timex, text: str) -> dict[str, Any]:
    return {**timex.model_dump(), "text": text[timex.start : timex.end]}
