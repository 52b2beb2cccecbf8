"""An event while it is being put together: what is known of it so far, by the marks it rests on."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from sitrep.annotations.layers import (
    ATTRIBUTIONS,
    CASUALTIES,
    DAMAGE,
    ENTITIES,
    MENTIONS,
    PEOPLE,
    PLACES,
    QUANTITIES,
    TIMES,
    TRIGGERS,
    WEAPONS,
    Attribution,
    CasualtyFigure,
    DamageFact,
    Entity,
    Mention,
    PeoplePhrase,
    Place,
    Quantity,
    Span,
    TimeExpression,
    Trigger,
    WeaponUse,
)
from sitrep.annotations.lines import LINES, Line, by_sentence
from sitrep.annotations.sheet import Layer, Mark, Sheet

T = TypeVar("T")


@dataclass(frozen=True)
class Party:
    """Someone who takes part in a draft: the role, who it is, and the words."""

    role: str
    name: str
    entity: int | None
    sector: str | None
    country: str | None
    span: Span
    disputed: bool = False
    is_state: bool = False  # a state or the capital that stands for it


@dataclass(frozen=True)
class ServiceFact:
    """A service cut, reduced or restored, for how many people or households."""

    service: str
    effect: str
    span: Span
    people: Mark[Quantity] | None = None
    households: Mark[Quantity] | None = None


@dataclass(frozen=True)
class Voice:
    """Someone who says that it happened, or denies it."""

    speaker: str | None
    entity: int | None
    via: tuple[str, ...]
    certainty: str
    span: Span | None


@dataclass
class Draft:
    """One event in the making; lives only inside assembly."""

    type: str
    mode: str | None
    status: str
    trigger: Mark[Trigger]
    anchor: Span
    sentence: int
    paragraph: int
    triggers: list[Mark[Trigger]] = field(default_factory=list)
    background: bool = False
    when: Mark[TimeExpression] | None = None
    own_time: bool = False
    when_rule: str | None = None  # the rule that chose it, as `choices.yaml` names it
    duration: Mark[TimeExpression] | None = None
    where: Mark[Place] | None = None
    own_place: bool = False
    where_rule: str | None = None
    town: Mark[Place] | None = None  # the town that lends its coordinates to a site no gazetteer knows
    parties: list[Party] = field(default_factory=list)
    weapons: list[Mark[WeaponUse]] = field(default_factory=list)
    casualties: list[Mark[CasualtyFigure]] = field(default_factory=list)
    damage: list[Mark[DamageFact]] = field(default_factory=list)
    services: list[ServiceFact] = field(default_factory=list)
    voices: list[Voice] = field(default_factory=list)
    issues: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    links: list[tuple[str, Draft]] = field(default_factory=list)
    others: list[Span] = field(default_factory=list)  # spans of further tellings merged into it
    latest: int = -1  # the paragraph of its last telling

    @property
    def last_paragraph(self) -> int:
        """The paragraph in which it was last told of."""
        return max(self.paragraph, self.latest)

    def party(self, role: str) -> Party | None:
        """The first party in this role."""
        for party in self.parties:
            if party.role == role:
                return party
        return None


class Story:
    """A sheet's layers, grouped by sentence, as the assembly needs them."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.lines: list[Line] = sheet.values(LINES)
        self.text = sheet.text
        self.document = sheet.document
        self._grouped: dict[str, list[list[Mark[Any]]]] = {}

    def group(self, layer: Layer[T]) -> list[list[Mark[T]]]:
        """The layer's marks by the sentence they start in."""
        found = self._grouped.get(layer.name)
        if found is None:
            found = self._grouped[layer.name] = by_sentence(self.sheet, self.sheet.marks(layer))
        return found

    def triggers(self, sentence: int) -> list[Mark[Trigger]]:
        """The triggers of a sentence."""
        return self.group(TRIGGERS)[sentence]

    def times(self, sentence: int, *, said: bool = False) -> list[Mark[TimeExpression]]:
        """The times of a sentence; without ``said`` those that merely date a statement are left out.

        A dateline's day is when the story was filed and dates nothing that it tells.
        """
        if self.lines[sentence].mark.value.kind == "dateline":
            return []
        return self.group(TIMES)[sentence] if said else self._unsaid_times[sentence]

    def places(self, sentence: int) -> list[Mark[Place]]:
        """The places of a sentence."""
        return self.group(PLACES)[sentence]

    def mentions(self, sentence: int) -> list[Mark[Mention]]:
        """The actors mentioned in a sentence."""
        return self.group(MENTIONS)[sentence]

    def people(self, sentence: int) -> list[Mark[PeoplePhrase]]:
        """The people described in a sentence."""
        return self.group(PEOPLE)[sentence]

    def weapons(self, sentence: int) -> list[Mark[WeaponUse]]:
        """The weapons of a sentence."""
        return self.group(WEAPONS)[sentence]

    def casualties(self, sentence: int) -> list[Mark[CasualtyFigure]]:
        """The casualty figures of a sentence."""
        return self.group(CASUALTIES)[sentence]

    def damage(self, sentence: int) -> list[Mark[DamageFact]]:
        """The damage of a sentence."""
        return self.group(DAMAGE)[sentence]

    def quantities(self, sentence: int) -> list[Mark[Quantity]]:
        """The amounts of a sentence."""
        return self.group(QUANTITIES)[sentence]

    def attributions(self, sentence: int) -> list[Mark[Attribution]]:
        """The statements whose content touches the sentence."""
        return self._told[sentence]

    @cached_property
    def _told(self) -> list[list[Mark[Attribution]]]:
        """The statements by the sentences that their content touches."""
        grouped: list[list[Mark[Attribution]]] = [[] for _ in self.lines]
        for found in self.sheet.marks(ATTRIBUTIONS):
            for sentence in sorted({at for span in found.value.content for at in self._touched(span)}):
                grouped[sentence].append(found)
        return grouped

    def _touched(self, span: Span) -> Iterator[int]:
        """The numbers of the sentences that share characters with the span."""
        for sentence in range(self.sentence_at(span[0]), len(self.lines)):
            mark = self.lines[sentence].mark
            if mark.start >= span[1]:
                return
            if span[0] < mark.end:
                yield sentence

    def entity(self, index: int | None) -> Entity | None:
        """The actor of this number."""
        return self.entities.get(index) if index is not None else None

    @cached_property
    def entities(self) -> dict[int, Entity]:
        """The story's actors by number."""
        return {mark.value.index: mark.value for mark in self.sheet.marks(ENTITIES)}

    @cached_property
    def saying_times(self) -> frozenset[Span]:
        """The spans of times that say when something was said."""
        return frozenset(mark.value.when for mark in self.sheet.marks(ATTRIBUTIONS) if mark.value.when)

    @cached_property
    def _unsaid_times(self) -> list[list[Mark[TimeExpression]]]:
        """The times by their sentence, without those that merely date a statement."""
        said_at = self.saying_times
        return [[mark for mark in marks if (mark.start, mark.end) not in said_at] for marks in self.group(TIMES)]

    @cached_property
    def _starts(self) -> list[int]:
        return [line.mark.start for line in self.lines]

    def sentence_at(self, offset: int) -> int:
        """The number of the sentence that holds this offset."""
        after = bisect_right(self._starts, offset)
        return after - 1 if after else 0

    @cached_property
    def paragraph_of(self) -> list[int]:
        """The number of each sentence's paragraph."""
        return [line.paragraph for line in self.lines]

    @cached_property
    def paragraphs(self) -> list[list[int]]:
        """The sentence numbers of each paragraph, in order."""
        grouped: dict[int, list[int]] = {}
        for line in self.lines:
            grouped.setdefault(line.paragraph, []).append(line.index)
        return [grouped[key] for key in sorted(grouped)]
