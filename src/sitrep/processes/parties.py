"""Who is a party: a state by its country, an armed group or a body by its name; whoever speaks for it is it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sitrep.codebook.countries import country_by_name, country_of_capital, country_of_demonym, name_of
from sitrep.codebook.peace_efforts import peace_efforts
from sitrep.records.report import Actor, Participant, Report

STATES = frozenset({"state", "place-as-actor"})


@dataclass(frozen=True, slots=True, order=True)
class Party:
    """One side of an effort; ``key`` is an ISO 3166-1 code, or the name in lower case."""

    key: str
    name: str


@dataclass(frozen=True)
class Cast:
    """The actors of one report and for which parties they stand."""

    report: Report

    def of(self, actor_id: str | None) -> Party | None:
        """The party for which this actor of the report stands; None for one who stands for none."""
        return self._parties.get(actor_id or "")

    def person(self, actor_id: str | None) -> str | None:
        """The name of the actor where they are a named person."""
        actor = self._actors.get(actor_id or "")
        return actor.name if actor and actor.kind == "person" else None

    def known(self, actor_id: str | None) -> str | None:
        """By what a person is known again in other stories: the Wikidata id, else the last word of the name."""
        actor = self._actors.get(actor_id or "")
        if actor is None or actor.kind != "person":
            return None
        return actor.wikidata or actor.name.split()[-1].lower()

    def seated(self, participant: Participant) -> Party | None:
        """The party that a participant of an event stands for."""
        actor = self._actors.get(participant.actor or "")
        found = self.of(participant.actor)
        if actor is not None and actor.kind == "unnamed" and not self._says_whose(actor.name):
            return None
        if found is None and participant.country and participant.sector in peace_efforts().political_sectors:
            return party_of_country(participant.country)
        return found

    def _says_whose(self, name: str) -> bool:
        """Whether a description names the party ("Ukrainian negotiators"); "negotiators" alone may be anybody's."""
        return any(word[0].isupper() and self.named(word) for word in name.split())

    def named(self, words: str) -> Party | None:
        """The party that these words name: a country, its people, its capital, a bloc, or someone of the story."""
        bare = words.strip().removesuffix("’s").removesuffix("'s").rstrip("’'")
        if bloc := peace_efforts().blocs.get(bare.lower().rstrip(".")):
            return Party(bloc.lower(), bloc)
        code = country_by_name(bare) or country_of_demonym(bare) or country_of_capital(bare)
        if code:
            return party_of_country(code)
        return next((party for name, party in self._names if bare in (name, name.split()[-1])), None)

    @cached_property
    def mentions(self) -> tuple[tuple[int, int, Party], ...]:
        """Where the parties are named, directly or by whoever stands for them, in the order of the story."""
        found = [
            (start, end, party)
            for actor in self.report.actors
            if (party := self._parties.get(actor.id))
            for start, end in actor.mentions
        ]
        return tuple(sorted(found))

    @cached_property
    def _actors(self) -> dict[str, Actor]:
        return {actor.id: actor for actor in self.report.actors}

    @cached_property
    def _names(self) -> list[tuple[str, Party]]:
        return [(actor.name, party) for actor in self.report.actors if (party := self._parties.get(actor.id))]

    @cached_property
    def _parties(self) -> dict[str, Party]:
        return dict(self._each())

    def _each(self) -> Iterator[tuple[str, Party]]:
        for actor in self.report.actors:
            party = self._party(actor)
            if party is not None:
                yield actor.id, party

    def _party(self, actor: Actor) -> Party | None:
        rules = peace_efforts()
        if actor.sector in rules.own_sectors or (actor.kind == "armed-group" and actor.sector not in {"GOV", "MIL"}):
            return self._group(actor)
        if actor.country and (actor.sector in rules.political_sectors or actor.kind in STATES):
            return party_of_country(actor.country)
        if actor.kind == "organization" and actor.country is None and actor.sector in {None, "IGO"}:
            return Party(actor.name.lower(), actor.name)
        if bloc := actor.sector == "GOV" and rules.blocs.get(actor.name.split()[0].lower()):
            return Party(bloc.lower(), bloc)
        return None

    def _group(self, actor: Actor) -> Party | None:
        """The armed group by its own name; its people by the group they are named with, or the only one told of."""
        groups = [other for other in self.report.actors if other.kind == "armed-group"]
        if actor.kind == "armed-group":
            return Party(actor.name.lower(), actor.name)
        with_it = [group for group in groups if group.name in actor.name] or [
            group for group in groups if group.country == actor.country
        ]
        return Party(with_it[0].name.lower(), with_it[0].name) if len(with_it) == 1 else None


def party_of_country(code: str) -> Party:
    """The state of this country as a party."""
    return Party(code, name_of(code) or code)
