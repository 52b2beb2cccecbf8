"""A sighting is an actor met at one place of the text, before it is known who else it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Literal, Protocol

from sitrep.annotations.layers import MentionKind, Span
from sitrep.annotations.wording import Phrases, Wording, split_phrase
from sitrep.codebook import countries
from sitrep.codebook.actor_words import INHERIT, NO_SECTOR, actor_nouns, actor_roles, actor_use
from sitrep.codebook.known_actors import KnownActor, known_actors

#: A half-open range of word numbers.
Range = tuple[int, int]
Form = Literal["name", "pronoun", "nominal", "demonym"]
Sex = Literal["female", "male"]


class PlaceNames(Protocol):
    """What a gazetteer can say of a capitalised name."""

    def is_place(self, name: str) -> bool:
        """Whether a place bears this name."""
        ...

    def country_of(self, name: str) -> str | None:
        """The country of the place that this name most likely means."""
        ...


@dataclass(slots=True)
class Sighting:
    """An actor met in the text: its words, and what stands beside them."""

    begin: int
    end: int
    kind: MentionKind
    key: str
    form: Form = "name"
    full: Range = (0, 0)
    role: Range | None = None
    affiliation: Range | None = None
    noun: str = ""
    name: str = ""
    country: str | None = None
    sector: str | None = None
    sex: Sex | None = None
    plural: bool = False
    anonymous: bool = False
    outlet: bool = False
    settled: bool = False  # country and sector stand as they are, also when None
    reason: Span | None = None
    aliases: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.full == (0, 0):
            self.full = (self.begin, self.end)


class Lexicon:
    """The codebook's words for actors, arranged for looking up by the words of a text."""

    @cached_property
    def roles(self) -> dict[tuple[str, ...], str]:
        """The sector of each role phrase."""
        listed = actor_roles().roles.items()
        return {split_phrase(role): sector for sector, roles in listed for role in roles}

    @cached_property
    def longest_role(self) -> int:
        """How many words the longest role phrase has."""
        return max(map(len, self.roles))

    @cached_property
    def role_phrases(self) -> Phrases[str]:
        """The role phrases by their first word, with their sectors."""
        return Phrases((role, sector) for sector, roles in actor_roles().roles.items() for role in roles)

    @cached_property
    def ranks(self) -> dict[str, str]:
        """The sector of each word of a rank."""
        return {word: sector for sector, ranks in actor_roles().ranks.items() for rank in ranks for word in rank.split()}

    @cached_property
    def common_bodies(self) -> Phrases[str]:
        """Heads of bodies that need no name."""
        return Phrases((head, sector) for sector, heads in actor_nouns().bodies.common.items() for head in heads)

    @cached_property
    def named_bodies(self) -> Phrases[str]:
        """Heads of bodies that need a name beside them."""
        return Phrases((head, sector) for sector, heads in actor_nouns().bodies.named.items() for head in heads)

    @cached_property
    def people(self) -> Phrases[str]:
        """Nouns for people without a name."""
        return Phrases((noun, sector) for sector, nouns in actor_nouns().people.items() for noun in nouns)

    @cached_property
    def known(self) -> Phrases[tuple[tuple[str, ...], KnownActor]]:
        """Actors known by name, with the words of the name as they should be written."""
        return Phrases((name, (_cased(name), actor)) for name, actor in known_actors().items())


def _cased(name: str) -> tuple[str, ...]:
    return tuple(name.replace("’", "'").split())


@cache
def lexicon() -> Lexicon:
    """The one lexicon of the run."""
    return Lexicon()


def sector_of(heading: str) -> str | None:
    """The sector that a heading of the codebook stands for."""
    return None if heading in {INHERIT, NO_SECTOR} else heading


def is_capitalised(word: str) -> bool:
    """Whether a word is written like a name, with or without an article before ("al-Amin")."""
    if word[0].isupper():
        return True
    if word[0].islower() and "-" in word:
        head, _, tail = word.partition("-")
        return head + "-" in actor_use().particle_prefixes and tail[:1].isupper()
    return word.startswith(("d’", "d'", "l’", "l'")) and word[2:3].isupper()


class States:
    """States, peoples and capitals found among the words."""

    def __init__(self, words: Wording) -> None:
        self.words = words
        self.at: dict[int, tuple[int, str, str]] = {}  # first word → (end, code, what)
        for begin, end in words.bounds:
            self._scan(begin, end)

    def _scan(self, begin: int, end: int) -> None:
        number = begin
        while number < end:
            found = self._longest(number, end)
            if found:
                self.at[number] = found
                number = found[0]
            else:
                number += 1

    def _longest(self, number: int, end: int) -> tuple[int, str, str] | None:
        written = self.words.written[number]
        lower = written[0].islower()
        if lower and self.words.at(number - 1) != "the":
            return None
        for stop in range(min(end, number + 5), number, -1):
            what = _state_index().get(" ".join(self.words.lower[number:stop]))
            if what is None:
                continue
            if lower and not (what[1] == "people" and stop == number + 1):
                return None  # "the russians", as some papers write
            if stop == number + 1 and what[2] and not written.isupper():
                continue
            return stop, what[0], what[1]
        return None


@cache
def _state_index() -> dict[str, tuple[str, str, bool]]:
    """Code, kind of word and whether it must be in capitals, by the words of each name."""
    found: dict[str, tuple[str, str, bool]] = {}

    def add(name: str, code: str, what: str) -> None:
        key = " ".join(split_phrase(name))
        found.setdefault(key.removeprefix("the "), (code, what, key in countries.CASED))

    for country in countries.countries().values():
        for name in (country.name, *country.names):
            add(name, country.code, "state")
    for country in countries.countries().values():
        for name in country.capitals:
            add(name, country.code, "capital")
        for name in country.seats:
            add(name, country.code, "seat")
        for name in country.people:
            add(name, country.code, "people")
        for name in country.adjectives:
            add(name, country.code, "demonym")
    return found


def known_names(words: Wording) -> dict[int, tuple[int, KnownActor]]:
    """The known actors by the word at which their longest name begins."""
    found: dict[int, tuple[int, KnownActor]] = {}
    for begin, end in words.bounds:
        number = begin
        while number < end:
            match = _known_at(words, number, end)
            if match:
                found[number] = match
                number = match[0]
            else:
                number += 1
    return found


def _known_at(words: Wording, number: int, end: int) -> tuple[int, KnownActor] | None:
    for stop, (cased, actor) in lexicon().known.starting(words.lower, number, end):
        written = words.phrase(number, stop).replace("’", "'").split()
        if all(_same_case(a, b) for a, b in zip(written, cased, strict=False)):
            return stop, actor
    return None


def _same_case(written: str, known: str) -> bool:
    return written == known or (written[:1].lower() == known[:1].lower() and written[1:] == known[1:] and written[0].isupper())


def covered(ranges: Iterable[Range]) -> set[int]:
    """All word numbers inside these ranges."""
    return {number for begin, end in ranges for number in range(begin, end)}
