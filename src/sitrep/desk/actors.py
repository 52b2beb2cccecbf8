"""Who is listed: the seed's actors and a user's own, by name, country, kind and the day of an office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sitrep.codebook.actor_list import ListedActor, Office
from sitrep.codebook.actor_spellings import word_key, words_of
from sitrep.grounding.actor_index import Roster
from sitrep.grounding.actor_offices import held_on
from sitrep.grounding.actor_people import Named
from sitrep.grounding.actors import resolve


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which actors: words of a name, a country, a kind, a day on which an office was held; None for any."""

    name: str | None = None
    country: str | None = None
    kind: str | None = None
    day: date | None = None


def find_actors(wanted: Wanted, listed: Roster) -> list[ListedActor]:
    """The actors that fit, by country and name; a name that nobody bears may tell an office or a body of a state."""
    found = [actor for actor in listed.actors.values() if _fits(actor, wanted)]
    if not found and wanted.name:
        meant = resolve(Named(wanted.name), wanted.day, listed=listed).actor
        found = [meant] if meant and _is_of(meant, wanted) else []
    return sorted(found, key=lambda actor: (actor.country or "", actor.kind, actor.name))


def offices_shown(actor: ListedActor, day: date | None) -> tuple[Office, ...]:
    """The offices of the actor: those held on the day, or all of them."""
    return tuple(office for office in actor.offices if day is None or held_on(office, day))


def _fits(actor: ListedActor, wanted: Wanted) -> bool:
    if not _is_of(actor, wanted) or (wanted.name and not _named(actor, wanted.name)):
        return False
    return actor.kind != "person" or wanted.day is None or bool(offices_shown(actor, wanted.day))


def _is_of(actor: ListedActor, wanted: Wanted) -> bool:
    return wanted.country in {None, actor.country} and wanted.kind in {None, actor.kind}


def _named(actor: ListedActor, name: str) -> bool:
    """Whether every word asked for is a whole word of one of the actor's names, or the name is its id."""
    asked = {word_key(word) for word in words_of(name)}
    names = ({word_key(word) for word in words_of(each)} for each in (*actor.names, *actor.alone))
    return name == actor.id or any(asked <= words for words in names)
