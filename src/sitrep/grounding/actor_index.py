"""The actors that can be meant, found by the words of a name, by surname and by office."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, cached_property

from sitrep.codebook.actor_list import ListedActor, Office, seed, state_body_of
from sitrep.codebook.actor_spellings import given_key, spellings, word_key, words_of
from sitrep.codebook.countries import countries
from sitrep.codebook.known_actors import media

Words = tuple[str, ...]


class Roster:
    """Actors by name and office: the seed, or a user's own list before it."""

    def __init__(self, actors: Iterable[ListedActor]) -> None:
        self.actors: dict[str, ListedActor] = {}
        for actor in actors:
            self.actors.setdefault(actor.id, actor)

    def get(self, id_: str) -> ListedActor | None:
        """The actor of this id, a body that every state has among them."""
        return self.actors.get(id_) or state_body_of(id_)

    @cached_property
    def by_wikidata(self) -> Mapping[str, ListedActor]:
        """The actors by their Wikidata ids."""
        return {actor.wikidata: actor for actor in self.actors.values() if actor.wikidata}

    @cached_property
    def bodies(self) -> Mapping[Words, tuple[ListedActor, ...]]:
        """The bodies by the folded words of each of their names."""
        found: dict[Words, list[ListedActor]] = {}
        for actor in self.actors.values():
            if actor.kind not in {"person", "state"}:
                for name in dict.fromkeys(map(plain_words, actor.names)):
                    found.setdefault(name, []).append(actor)
        return {name: tuple(actors) for name, actors in found.items()}

    @cached_property
    def longest_body(self) -> int:
        """How many words the longest name of a body has."""
        return max(map(len, self.bodies), default=0)

    @cached_property
    def surnames(self) -> Mapping[str, tuple[tuple[ListedActor, Words], ...]]:
        """The people by the key of the last word of each of their names, with the keys of all its words."""
        found: dict[str, list[tuple[ListedActor, Words]]] = {}
        for actor in self.actors.values():
            if actor.kind == "person":
                for keys in dict.fromkeys(map(name_keys, actor.names)):
                    found.setdefault(keys[-1], []).append((actor, keys))
        return {surname: tuple(listed) for surname, listed in found.items()}

    @cached_property
    def alone(self) -> Mapping[Words, tuple[ListedActor, ...]]:
        """The people by the names they go by without a given name."""
        found: dict[Words, list[ListedActor]] = {}
        for actor in self.actors.values():
            for name in dict.fromkeys(map(surname_keys, actor.alone)):
                found.setdefault(name, []).append(actor)
        return {name: tuple(actors) for name, actors in found.items()}

    @cached_property
    def held(self) -> Mapping[str, tuple[tuple[Office, ListedActor], ...]]:
        """The offices with their holders by what they are of ("UA", "UA/Kharkiv", "nato")."""
        found: dict[str, list[tuple[Office, ListedActor]]] = {}
        for actor in self.actors.values():
            for office in actor.offices:
                found.setdefault(office.of, []).append((office, actor))
        return {of: tuple(held) for of, held in found.items()}

    @cached_property
    def units(self) -> Mapping[Words, tuple[str, ...]]:
        """What offices are of ("UA/Kharkiv", "united-nations/Syria") by the folded words of the unit."""
        found: dict[Words, list[str]] = {}
        for of in self.held:
            unit = of.partition("/")[2]
            if unit:
                found.setdefault(words_of(unit), []).append(of)
        return {unit: tuple(listed) for unit, listed in found.items()}


def plain_words(name: str) -> Words:
    """The folded words of a name without its article."""
    words = words_of(name)
    return words[1:] if len(words) > 1 and words[0] == "the" else words


def name_keys(name: str) -> Words:
    """The keys of the words of a person's name: its articles left out, the first as a given name."""
    words = _bare(words_of(name))
    return (given_key(words[0]), *map(word_key, words[1:])) if len(words) > 1 else tuple(map(word_key, words))


def surname_keys(name: str) -> Words:
    """The keys of the words of a surname, its articles left out."""
    return tuple(map(word_key, _bare(words_of(name))))


def _bare(words: Words) -> Words:
    """The words without articles ("al"), but for a name that is nothing else."""
    return tuple(word for word in words if word not in spellings().articles) or words


@cache
def country_words() -> Mapping[Words, str]:
    """The codes of countries by the folded words of their names, peoples, adjectives, capitals and seats."""
    found: dict[Words, str] = {}
    listed = countries().values()
    for part in ("name", "names", "adjectives", "people", "capitals", "seats"):
        for country in listed:
            told = getattr(country, part)
            for name in (told,) if isinstance(told, str) else told:
                found.setdefault(plain_words(name), country.code)
    return found


@cache
def roster(own: tuple[ListedActor, ...] = ()) -> Roster:
    """The seed's roster with the news media, a user's own actors first."""
    return Roster((*own, *seed(), *media()))
