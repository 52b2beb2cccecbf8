"""The words of a story with the names of states, places and known actors marked in them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, cached_property
from typing import Protocol

from sitrep.annotations.actor_lexicon import lexicon
from sitrep.annotations.wording import Wording, split_phrase
from sitrep.codebook import countries
from sitrep.codebook.actor_words import actor_roles, actor_use
from sitrep.codebook.known_actors import KnownActor, given_names


class NamedPlace(Protocol):
    """One place that a name may mean."""

    @property
    def country(self) -> str | None:
        """Its country's code."""
        ...

    @property
    def population(self) -> int:
        """How many people live there, 0 when unknown."""
        ...


class PlaceNames(Protocol):
    """What a gazetteer can say of a capitalised name."""

    def find(self, name: str) -> Sequence[NamedPlace]:
        """The places of this name, best known first."""
        ...


def is_capitalised(word: str) -> bool:
    """Whether a word is written like a name, with or without an article before ("al-Amin")."""
    if word[0].isupper():
        return True
    if word.isalpha():
        return False
    if word[0].islower() and "-" in word:
        head, _, tail = word.partition("-")
        return head + "-" in actor_use().particle_prefixes and tail[:1].isupper()
    return word.startswith(("d’", "d'", "l’", "l'")) and word[2:3].isupper()


class States:
    """States, peoples and capitals found among the words."""

    def __init__(self, words: Wording) -> None:
        self.words = words
        self.at: dict[int, tuple[int, str, str]] = {}  # first word → (end, code, what)
        past = 0
        for number in words.among(_openings()):
            found = self._longest(number, words.last[number]) if number >= past else None
            if found:
                self.at[number] = found
                past = found[0]

    def _longest(self, number: int, end: int) -> tuple[int, str, str] | None:
        written = self.words.written[number]
        lower = written[0].islower()
        if lower and self.words.at(number - 1) != "the":
            return None
        if not lower and _named_onto(self.words, number):
            return None  # "Port Sudan"
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


@cache
def _openings() -> frozenset[str]:
    """The first words of the names of states, peoples and capitals."""
    return frozenset(name.partition(" ")[0] for name in _state_index())


def known_names(words: Wording) -> dict[int, tuple[int, KnownActor]]:
    """The known actors by the word at which their longest name begins."""
    found: dict[int, tuple[int, KnownActor]] = {}
    past = 0
    for number in words.among(lexicon().known.openings):
        match = _known_at(words, number, words.last[number]) if number >= past else None
        if match:
            found[number] = match
            past = match[0]
    return found


def _known_at(words: Wording, number: int, end: int) -> tuple[int, KnownActor] | None:
    for stop, (cased, actor) in lexicon().known.starting(words.lower, number, end):
        written = words.phrase(number, stop).replace("’", "'").split()
        if not all(_same_case(a, b) for a, b in zip(written, cased, strict=False)):
            continue
        if not actor.plain or _as_medium(words, number, stop):
            return stop, actor
    return None


def _as_medium(words: Wording, begin: int, end: int) -> bool:
    """Whether the words around use a name that is also a word as a news medium's."""
    use = actor_use()
    before = words.at(begin - 1)
    named = end < len(words) and words.written[end][0].isupper() and words.starts[end] - words.ends[end - 1] == 1
    if named or (begin == words.first[begin] and words.at(end) not in use.speaking):
        return False
    return before in use.descriptors or before in {"to", "told", "by", "with"} or words.at(end) in use.speaking


def _same_case(written: str, known: str) -> bool:
    return written == known or (
        written[:1].lower() == known[:1].lower() and written[1:] == known[1:] and written[0].isupper()
    )


def _named_onto(words: Wording, number: int) -> bool:
    """Whether a state's name only ends a longer name, as in "Port Sudan" or "New Mexico"."""
    if number == words.first[number] or words.starts[number] - words.ends[number - 1] != 1:
        return False
    before = words.written[number - 1]
    if not before[0].isupper() or len(before) < 2:
        return False
    return words.lower[number - 1] in actor_use().name_openers


def _dateline_countries(words: Wording, names: PlaceNames | None) -> set[str]:
    """The countries that the dateline's place may lie in: the surest only."""
    for part in reversed((words.dateline or "").split(",")):
        name = part.strip()
        code = (countries.country_by_name(name) or countries.country_of_capital(name.title())) if name else None
        if code is None and name and names is not None:
            found = names.find(name)
            code = found[0].country if found else None
        if code:
            return {code}
    return set()


class Setting:
    """The words of a story with the names of states and known actors marked in them."""

    def __init__(self, words: Wording, names: PlaceNames | None = None) -> None:
        self.words = words
        self.names = names
        self.known = known_names(words)
        self.states = States(words).at
        self.home = next(iter(_dateline_countries(words, names)), None)
        self.countries = {code for _, code, _ in self.states.values()} | ({self.home} if self.home else set())
        self.within_known = {number: begin for begin, (end, _) in self.known.items() for number in range(begin, end)}
        self.within_state = {
            number: begin for begin, (end, _, _) in self.states.items() for number in range(begin, end)
        }

    def joined(self, number: int) -> bool:
        """Whether only a blank parts this word from the one before."""
        words = self.words
        return 0 < number < len(words) and words.text[words.ends[number - 1] : words.starts[number]] in {" ", "\u00a0"}

    def opens(self, number: int) -> bool:
        """Whether the word is the first of its sentence, bullet or quotation, where every word has a capital."""
        first = self.words.first[number]
        return number == first or (
            number > 0 and not self.words.written[number - 1][0].isalnum() and self.words.lower[number - 1] in OPENERS
        )

    def nameable(self, number: int) -> bool:
        """Whether the word is written like a part of a name and is no little word or day."""
        return self.nameability[number]

    @cached_property
    def nameables(self) -> list[int]:
        """The words that are nameable, in order."""
        return [number for number, nameable in enumerate(self.nameability) if nameable]

    @cached_property
    def capitalised(self) -> list[bool]:
        """Of each word, whether it is written like a name."""
        return [word[0].isupper() or (not word.isalpha() and is_capitalised(word)) for word in self.words.written]

    @cached_property
    def nameability(self) -> list[bool]:
        """Of each word, whether it is nameable."""
        use = actor_use()
        barred = use.function_words | use.calendar
        named = [
            capitalised and word not in barred and (word not in use.starters or not self.opens(number))
            for number, (word, capitalised) in enumerate(zip(self.words.lower, self.capitalised, strict=True))
        ]
        for number in self.words.among(use.syllables):
            if self.capitalised[number] and not self.words.written[number].isupper():
                named[number] = named[number] or self._inside_name(number, named)
        return named

    def _inside_name(self, number: int, named: list[bool]) -> bool:
        """Whether a capitalised little word or day is part of a name here: "Khine Thu Kha", "U Than Htay"."""
        before = self.joined(number) and self.words.sentence[number - 1] == self.words.sentence[number]
        after = self.joined(number + 1) and named[number + 1]
        if self.opens(number) or not (before and after):
            return False
        courteous = self.words.lower[number - 1] in actor_roles().honorifics
        return named[number - 1] or courteous

    def country_at(self, begin: int, end: int) -> str | None:
        """The country of the place of this name: one the story speaks of, else that of a great city."""
        found = self._found(begin, end)
        for place in found:
            if place.country in self.countries:
                return place.country
        if found and (found[0].population >= GREAT or not self.countries):
            return found[0].country
        return None

    def place(self, begin: int, end: int) -> bool:
        """Whether these words name a place that the story may well mean."""
        return self.country_at(begin, end) is not None

    def _found(self, begin: int, end: int) -> Sequence[NamedPlace]:
        if self.names is None or end - begin > LONGEST:
            return ()
        if end - begin == 1 and self.words.lower[begin] in lexicon().ordinary:
            return ()
        return self.names.find(self.words.phrase(begin, end))

    def country_within(self, begin: int, end: int) -> str | None:
        """The country of a place named among these words."""
        if self.names is None:
            return None
        for number in range(begin, end):
            if not self.nameable(number) or self.words.lower[number] in given_names():
                continue
            for stop in range(min(end, number + 3), number, -1):
                code = self.country_at(number, stop)
                if code:
                    return code
        return None

    def country_behind(self, end: int) -> str | None:
        """The country of the place behind "in" right after these words ("a court in Kaduna")."""
        words = self.words
        if words.at(end) not in {"in", "of"} or end + 1 >= len(words):
            return None
        if end + 1 in self.states:
            return self.states[end + 1][1]
        stop = end + 1
        while stop < words.last[end] and stop < end + LONGEST and self.nameable(stop):
            stop += 1
        return next((code for reach in range(stop, end + 1, -1) if (code := self.country_at(end + 1, reach))), None)


#: People from which a place is meant though the story speaks of no other place of its country.
GREAT = 300_000
#: How many words a place's name may have.
LONGEST = 4
#: Marks after which a sentence, quotation or bullet begins.
OPENERS = frozenset({'"', "“", "«", "•", "-", "–", "—", "*", ":", "(", "[", "·"})


def collective(setting: Setting, begin: int, end: int) -> str | None:
    """The sector of the group that bears this name, when the words before it or its claim say so."""
    words = setting.words
    if words.at(end) in {"claimed", "claims"} and words.at(end + 1) == "responsibility":
        return "REB"
    before = begin - 1 if words.at(begin - 1) == "the" else begin
    if words.at(before - 1) == ",":
        before -= 1
    elif before < begin:
        return None
    if words.at(before - 1) in {"itself", "themselves"} and words.at(before - 2) in {"calling", "calls"}:
        before -= 2
    for length in (3, 2, 1) if words.at(before - 1) in lexicon().group_endings else ():
        start = max(words.first[begin], before - length)
        sector = lexicon().group_words.get(tuple(words.lower[start:before]))
        if sector:
            return None if before < begin and _only_of(words, start) else sector
    return None


def _only_of(words: Wording, number: int) -> bool:
    """Whether the group's noun only says whose somebody is: "an official in the group, (Omar Sall)"."""
    determined = number - 1 if words.at(number - 1) in {"the", "a", "an", "its", "that", "this"} else number
    return words.at(determined - 1) in {"in", "of", "from", "with", "for", "at", "inside", "within", "by"}


def is_international(actor: KnownActor) -> bool:
    """Whether the known body belongs to no country and no sector."""
    return actor.kind == "organization" and actor.country is None and actor.sector is None


def group_named(name: str) -> KnownActor | None:
    """The known armed group of this name, in whatever case."""
    words = list(split_phrase(name))
    for end, (_, actor) in lexicon().known.starting(words, 0, len(words)) if words else []:
        if end == len(words) and actor.kind == "armed-group":
            return actor
    return None


def state_named(name: str) -> str | None:
    """The code of the state that this name, capital or people belongs to."""
    found = _state_index().get(name.lower())
    return found[0] if found else None
