"""An event as tables tell it: the values that stand in columns, read quickly from the JSON that a ledger keeps.

A full ``Event`` asks every rule of the record when it is made, and makes an object of every part.
What a ledger keeps went through those rules once, so a table of a hundred thousand events need not ask them again:
types are checked here, and what no column holds (spans, most words of single values) is passed over.
Names and meanings are those of ``records.report``; plain dicts, as making objects takes half as long again.
"""

from __future__ import annotations

from typing import Final

from pydantic import TypeAdapter, ValidationError
from typing_extensions import TypedDict

from sitrep.records.report import Event


class LeanCount(TypedDict):
    """An amount as the story hedges it."""

    low: int | None
    best: int | None
    high: int | None
    text: str


class LeanWhen(TypedDict):
    """The days or clock times of an event."""

    start: str | None
    end: str | None
    precision: str
    text: str


class LeanDuration(TypedDict):
    """How long it lasted."""

    iso: str


class LeanWhere(TypedDict):
    """The place where the act took effect."""

    name: str
    geonames_id: int | None
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None
    precision: str
    note: str | None
    text: str


class LeanParticipant(TypedDict):
    """Who took part and how."""

    role: str
    name: str
    disputed: bool


class LeanWeapon(TypedDict):
    """A kind of weapon, how many were launched, how many stopped."""

    kind: str
    count: LeanCount | None
    intercepted: LeanCount | None


class LeanCasualty(TypedDict):
    """A figure of people to whom one thing happened."""

    outcome: str
    count: LeanCount | None
    speaker: str | None


class LeanDamage(TypedDict):
    """An object and what became of it."""

    object: str
    effect: str
    count: LeanCount | None


class LeanService(TypedDict):
    """A public service cut, reduced or restored, and for how many."""

    service: str
    effect: str
    people: LeanCount | None
    households: LeanCount | None


class LeanSource(TypedDict):
    """Who says this happened."""

    speaker: str | None
    certainty: str
    via: tuple[str, ...]


class LeanLink(TypedDict):
    """How this event hangs together with another."""

    relation: str
    event: str


class LeanQuote(TypedDict):
    """Words of the stored text."""

    start: int
    end: int
    text: str


class LeanEvent(TypedDict):
    """One act at one place and time by one side, without the places of its words."""

    id: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    status: str
    background: bool
    when: LeanWhen | None
    duration: LeanDuration | None
    where: LeanWhere | None
    participants: tuple[LeanParticipant, ...]
    weapons: tuple[LeanWeapon, ...]
    casualties: tuple[LeanCasualty, ...]
    damage: tuple[LeanDamage, ...]
    services: tuple[LeanService, ...]
    sources: tuple[LeanSource, ...]
    issues: tuple[str, ...]
    links: tuple[LeanLink, ...]
    anchor: LeanQuote
    confidence: float


_READER: Final = TypeAdapter(LeanEvent).validator


def lean_event(json: str) -> LeanEvent:
    """The event that this JSON of a ledger keeps; what the JSON leaves out is as it is in an ``Event``."""
    try:
        event: LeanEvent = _READER.validate_json(json)
    except ValidationError:
        event = _READER.validate_json(Event.model_validate_json(json).model_dump_json())
    return event
