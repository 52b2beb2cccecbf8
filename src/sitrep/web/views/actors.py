"""Who the stories name, made ready for rows: what they are, which offices they are listed with, what they did."""

from __future__ import annotations

from dataclasses import dataclass

from sitrep.codebook.actor_kinds import actor_kinds
from sitrep.codebook.actor_list import ListedActor as Known
from sitrep.codebook.countries import name_of
from sitrep.exports.phrases import event_words, when_words
from sitrep.grounding.actor_people import Named
from sitrep.grounding.actors import resolve
from sitrep.ledger.decisions import Review
from sitrep.ledger.lists import ListedActor
from sitrep.ledger.queries import FoundEvent
from sitrep.web.views.review_chips import review_chip

#: What a kind of actor is called where its code says too little.
_KINDS = {"place-as-actor": "a capital that stands for its government", "unnamed": "not named"}
_ROLES = {"actor": "did it", "recipient": "to whom", "participant": "took part", "host": "host", "mediator": "mediator"}


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """An office: what it is, of what, and from when to when, as far as that is known."""

    what: str
    days: str


@dataclass(frozen=True, slots=True)
class DeedRow:
    """An event in which the actor took part, and in which role."""

    event: str
    document: str
    when: str
    what: str
    role: str
    outlet: str
    status: str
    chip: tuple[str, str]


def sort_words(actor: ListedActor) -> str:
    """What an actor is, in words: kind, country, sector."""
    kind = _KINDS.get(actor.kind, actor.kind.replace("-", " "))
    country = name_of(actor.country) if actor.country else None
    sector = actor_kinds().sectors[actor.sector].name if actor.sector in actor_kinds().sectors else actor.sector
    return ", ".join(part for part in (kind, country or actor.country, sector) if part)


def known_as(actor: ListedActor) -> Known | None:
    """The actor of the packaged list that is meant, where name, kind and country leave no doubt."""
    return resolve(Named(actor.name, actor.kind, country=actor.country)).actor


def offices(known: Known) -> list[OfficeRow]:
    """The offices of a listed person, the newest first."""
    held = sorted(known.offices, key=lambda one: (one.end or "9", one.begin), reverse=True)
    return [OfficeRow(f"{one.kind.replace('-', ' ')}, {one.of}", _span(one.begin, one.end)) for one in held]


def _span(begin: str, end: str) -> str:
    if begin and end:
        return f"{begin} to {end}"
    return f"since {begin}" if begin else f"until {end}" if end else "days not known"


def deed_row(found: FoundEvent, actor: ListedActor, review: Review) -> DeedRow:
    """What an actor did, or what was done to them, in one event."""
    event = found.event
    names = {actor.name.casefold(), actor.id.casefold()}
    roles = [each.role for each in event.participants if {each.name.casefold(), (each.actor or "").casefold()} & names]
    return DeedRow(
        event.id, found.document.id, when_words(event.when), event_words(event),
        ", ".join(dict.fromkeys(_ROLES[role] for role in roles)) or "named", found.document.outlet or "outlet not told",
        event.status, review_chip(review),
    )  # fmt: skip
