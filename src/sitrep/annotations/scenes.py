"""A sentence with everything marked in it: what is looked at to find events."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeVar

from sitrep.annotations.clauses import boundaries, quoted_spans
from sitrep.annotations.layers import (
    CASUALTIES,
    MENTIONS,
    PEOPLE,
    PLACES,
    SENTENCES,
    TIMES,
    WEAPONS,
    CasualtyFigure,
    Mention,
    PeoplePhrase,
    Place,
    Span,
    TimeExpression,
    WeaponUse,
)
from sitrep.annotations.lines import LINES, Line, by_sentence
from sitrep.annotations.sheet import Layer, Mark, Sheet

T = TypeVar("T")


class Scene(NamedTuple):
    """One sentence, where its clauses meet, what it quotes, and the marks in it."""

    line: Line
    bounds: list[int]
    quoted: list[Span]
    times: list[Mark[TimeExpression]]
    mentions: list[Mark[Mention]]
    places: list[Mark[Place]]
    people: list[Mark[PeoplePhrase]]
    weapons: list[Mark[WeaponUse]]
    casualties: list[Mark[CasualtyFigure]]


SCENES = Layer("scenes", Scene)


class SceneStep:
    """Every sentence of prose with the marks in it."""

    name = "scenes"
    reads = (SENTENCES, LINES, TIMES, MENTIONS, PLACES, PEOPLE, WEAPONS, CASUALTIES)
    writes = SCENES

    def marks(self, sheet: Sheet) -> list[Mark[Scene]]:
        """One mark a sentence, over the sentence, in order."""
        return [Mark(scene.line.mark.start, scene.line.mark.end, scene, self.name) for scene in _scenes(sheet)]


def _scenes(sheet: Sheet) -> Iterator[Scene]:
    def grouped(layer: Layer[T]) -> list[list[Mark[T]]]:
        return by_sentence(sheet, sheet.marks(layer))

    times, mentions, places = grouped(TIMES), grouped(MENTIONS), grouped(PLACES)
    people, weapons, casualties = grouped(PEOPLE), grouped(WEAPONS), grouped(CASUALTIES)
    for at, line in enumerate(sheet.values(LINES)):
        if line.mark.value.kind not in {"dateline", "heading"}:
            yield Scene(
                line=line,
                bounds=boundaries(line),
                quoted=quoted_spans(line),
                times=times[at],
                mentions=mentions[at],
                places=places[at],
                people=people[at],
                weapons=weapons[at],
                casualties=casualties[at],
            )


def within(marks: list[Mark[T]], span: Span | None) -> list[Mark[T]]:
    """The marks that begin inside the span; none without a span."""
    return [mark for mark in marks if span[0] <= mark.start < span[1]] if span else []
