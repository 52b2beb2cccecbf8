"""By whom two tellings of an act are told apart: states by their country, armed groups and bodies by who they are.

A party is written as a state's code ("SD"), which stands for its government, its forces and its people alike; the id
of a listed group or body ("rapid-support-forces"); the name of one that nobody listed; or a country and a sector
("SD REB") for rebels whom the story leaves unnamed, who may be any group.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, cached_property

from sitrep.codebook.actor_list import ListedActor
from sitrep.codebook.countries import name_of
from sitrep.codebook.incident_acts import incident_acts
from sitrep.grounding.actor_index import roster
from sitrep.records.identities import identities
from sitrep.records.report import Participant, Report

GROUP = "armed-group"


class Sides:
    """The parties of one report."""

    def __init__(self, report: Report) -> None:
        self._report = report

    def of(self, participants: Iterable[Participant]) -> frozenset[str]:
        """The parties that these participants are or stand for; those of whom nothing is known are none."""
        return frozenset(found for one in participants if (found := self._party(one)))

    def _party(self, told: Participant) -> str | None:
        listed = self._listed.get(told.actor or "")
        if listed is not None and (party := _stands_for(listed)):
            return party
        if told.sector in incident_acts().nobodys_sectors:
            return None
        if told.sector in incident_acts().own_sectors:
            if self._kinds.get(told.actor or "") == GROUP:
                return told.name.lower()
            return f"{told.country} {told.sector}" if told.country else None
        if told.country:
            return told.country
        return None if self._kinds.get(told.actor or "") == "unnamed" else told.name.lower()

    @cached_property
    def _kinds(self) -> dict[str, str]:
        return {actor.id: actor.kind for actor in self._report.actors}

    @cached_property
    def _listed(self) -> dict[str, ListedActor]:
        if not self._report.actors:
            return {}
        return {id_: found.actor for id_, found in identities(self._report).items() if found.actor}


def _stands_for(actor: ListedActor) -> str | None:
    """The party of a listed actor: itself, the state it serves, or the group that a person leads."""
    own = actor.sector in incident_acts().own_sectors
    if actor.kind == "person":
        return _led_by(actor) if own else actor.country
    if own and actor.kind == GROUP:
        return actor.id
    return actor.country or actor.id


def _led_by(person: ListedActor) -> str | None:
    """The group that somebody holds an office in, the newest told."""
    groups = [office.of.partition("/")[0] for office in person.offices]
    listed = [id_ for id_ in groups if (body := roster().get(id_)) is not None and body.kind == GROUP]
    return listed[-1] if listed else None


def meeting(ours: frozenset[str], theirs: frozenset[str]) -> frozenset[str]:
    """Those of ours that are one of theirs, that are part of one, or that hold one."""
    return frozenset(one for one in ours if one in theirs or any(_one_holds(one, other) for other in theirs))


def may_be_one(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether somebody unnamed on one side may be somebody named on the other."""
    return any(_may_be(one, other) or _may_be(other, one) for one in ours for other in theirs)


@cache
def _one_holds(one: str, other: str) -> bool:
    return one in _alliances(other) or other in _alliances(one)


def _may_be(unnamed: str, named: str) -> bool:
    """Rebels whom nobody names may be any group: many act beyond the country that they are listed under."""
    return _unnamed(unnamed) is not None and (_unnamed(named) is not None or _group(named) is not None)


@cache
def known_as(party: str) -> frozenset[str]:
    """Every way in which another story may tell of this party: itself, the alliances it is part of, its country."""
    unnamed = _unnamed(party)
    if unnamed:
        return frozenset({party, unnamed[0]})
    listed = _group(party)
    if listed is None:
        return frozenset({party})
    country = {listed.country} if listed.country else set[str]()
    return frozenset({party, *_alliances(party), *country})


@cache
def party_name(party: str) -> str:
    """The party as people call it."""
    if unnamed := _unnamed(party):
        return f"unnamed {incident_acts().own_sectors[unnamed[1]]} ({_state_name(unnamed[0])})"
    listed = roster().get(party)
    return listed.name if listed else _state_name(party)


def _state_name(code: str) -> str:
    return name_of(code) or code


def _unnamed(party: str) -> tuple[str, str] | None:
    country, _, sector = party.partition(" ")
    return (country, sector) if sector in incident_acts().own_sectors and name_of(country) else None


def _group(party: str) -> ListedActor | None:
    listed = roster().actors.get(party)
    return listed if listed is not None and listed.kind == GROUP else None


@cache
def _alliances(party: str) -> frozenset[str]:
    """The groups that a group is part of, nearest and farthest alike."""
    found: list[str] = []
    listed = _group(party)
    while listed is not None and listed.parent and listed.parent not in found:
        listed = _group(listed.parent)
        if listed is not None:
            found.append(listed.id)
    return frozenset(found)
