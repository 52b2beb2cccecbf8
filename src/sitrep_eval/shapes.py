"""What is scored of a report: one lenient shape for gold and prediction alike.

Gold names its anchors, cues and contents by their words; a report gives offsets. Both become sets of characters.
Nothing here judges: a missing value stays missing, so that it is counted as such.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict

Characters = frozenset[int]


class Loose(BaseModel):
    """Part of a report or of gold, read for scoring: what is not scored is ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Count(Loose):
    """An amount; all three may be open."""

    low: int | None = None
    best: int | None = None
    high: int | None = None

    @property
    def known(self) -> bool:
        """Whether it says more than nothing or zero."""
        return any((self.low, self.best, self.high))


class When(Loose):
    """The time of an event as days."""

    start: str | None = None
    end: str | None = None

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and last day, None without a start; an open end ends on its first day."""
        if not self.start:
            return None
        return date.fromisoformat(self.start[:10]), date.fromisoformat((self.end or self.start)[:10])


class Where(Loose):
    """The place of an event."""

    name: str | None = None
    geonames_id: int | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    precision: str | None = None


class Participant(Loose):
    """Who took part and how."""

    role: str | None = None
    name: str | None = None
    sector: str | None = None
    country: str | None = None


class Weapon(Loose):
    """A weapon and how many."""

    kind: str | None = None
    count: Count | None = None


class Person(Loose):
    """Some of the people of a casualty figure."""

    sex: str | None = None
    age: int | None = None
    category: str | None = None


class Casualty(Loose):
    """What befell how many people."""

    outcome: str | None = None
    count: Count | None = None
    of: tuple[Person, ...] = ()


class Damage(Loose):
    """What befell a thing."""

    object: str | None = None
    effect: str | None = None


class Service(Loose):
    """What befell a service."""

    service: str | None = None
    effect: str | None = None


class Source(Loose):
    """Who says so, through what."""

    speaker: str | None = None
    via: tuple[str, ...] = ()


class EventPart(Loose):
    """An event without its anchor."""

    type: str | None = None
    mode: str | None = None
    status: str | None = None
    background: bool = False
    when: When | None = None
    where: Where | None = None
    participants: tuple[Participant, ...] = ()
    weapons: tuple[Weapon, ...] = ()
    casualties: tuple[Casualty, ...] = ()
    damage: tuple[Damage, ...] = ()
    services: tuple[Service, ...] = ()
    sources: tuple[Source, ...] = ()


class StatementPart(Loose):
    """A statement without its content."""

    speaker: str | None = None
    kind: str | None = None
    certainty: str | None = None
    via: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()


@dataclass(frozen=True)
class Event:
    """An event and the characters of its anchor."""

    part: EventPart
    anchor: Characters


@dataclass(frozen=True)
class Statement:
    """A statement and the characters of its content."""

    part: StatementPart
    content: Characters


@dataclass(frozen=True)
class Told:
    """All that is scored of one story."""

    events: tuple[Event, ...] = field(default=())
    statements: tuple[Statement, ...] = field(default=())


def told(report: dict[str, Any], text: str) -> Told:
    """What a report or a gold file tells of this text."""
    return Told(
        tuple(
            Event(EventPart.model_validate(e), characters(e.get("anchor"), text)) for e in report.get("events") or []
        ),
        tuple(
            Statement(StatementPart.model_validate(s), characters(s.get("content"), text))
            for s in report.get("statements") or []
        ),
    )


def characters(value: Any, text: str) -> Characters:
    """The characters a quotation covers: by its offsets, or where its words first stand."""
    found: set[int] = set()
    for part in value if isinstance(value, list) else [value]:
        found.update(_span(part, text))
    return frozenset(found)


def _span(part: Any, text: str) -> range:
    if isinstance(part, dict) and part.get("start") is not None and part.get("end") is not None:
        return range(part["start"], part["end"])
    words: str | None = part.get("text") if isinstance(part, dict) else part
    if not words or words not in text:
        return range(0)
    at = text.index(words)
    return range(at, at + len(words))
