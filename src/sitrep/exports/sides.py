"""The two sides of an event and what each is: a state's force, rebels, a militia or civilians."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from sitrep.codebook.files import Entry
from sitrep.exports.mappings import read_mapping
from sitrep.ledger.export_queries import ToldEvent
from sitrep.records.report import Actor, Participant

SideKind = Literal["state", "rebels", "militia", "civilians"]


class Sides(Entry):
    """The whole of ``sides.yaml``."""

    sectors: dict[SideKind, tuple[str, ...]]
    kinds: dict[SideKind, tuple[str, ...]]
    not_persons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """Those who stand together: their names, what they are and their country; None where it is unknown or mixed.

    Civilians hit with an armed side do not change what it is.
    """

    parties: tuple[Participant, ...] = ()
    kind: SideKind | None = None
    country: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The names, each once, in the order of the record."""
        return tuple(dict.fromkeys(party.name for party in self.parties))


@cache
def _by_code() -> tuple[dict[str, SideKind], dict[str, SideKind], frozenset[str]]:
    told = read_mapping("sides.yaml", Sides)
    sectors = {code: kind for kind, codes in told.sectors.items() for code in codes}
    kinds = {code: kind for kind, codes in told.kinds.items() for code in codes}
    return sectors, kinds, frozenset(told.not_persons)


def kind_of(party: Participant, actor: Actor | None) -> SideKind | None:
    """What a party is, by its sector, or by its actor's kind where it has none; None when that says nothing."""
    sectors, kinds, not_persons = _by_code()
    sector = party.sector or (actor.sector if actor else None)
    if sector is None:
        return kinds.get(actor.kind) if actor else None
    if sector in not_persons and actor is not None and actor.kind == "person":
        return None
    return sectors.get(sector)


def sides(told: ToldEvent) -> tuple[Side, Side]:
    """Who did it, and to whom; of a clash or a meeting without a recipient, the first named and the others."""
    parties = told.event.participants
    doers = tuple(each for each in parties if each.role == "actor")
    sufferers = tuple(each for each in parties if each.role == "recipient")
    if not doers and not sufferers:
        doers = tuple(each for each in parties if each.role == "participant")
    if not sufferers:
        doers, sufferers = doers[:1], doers[1:]
    return _side(told, doers), _side(told, sufferers)


def _side(told: ToldEvent, parties: tuple[Participant, ...]) -> Side:
    actors = [told.actors.get(each.actor or "") for each in parties]
    kinds = {kind_of(each, actor) for each, actor in zip(parties, actors, strict=True)}
    countries = {
        each.country or (actor.country if actor else None) for each, actor in zip(parties, actors, strict=True)
    }
    return Side(parties, _only(kinds - {"civilians"} or kinds), _only(countries))


def _only(values: set[SideKind | None] | set[str | None]) -> Any:
    """The value when it is the only one."""
    return next(iter(values)) if len(values) == 1 else None
