"""Organisations: ministries, forces, courts, agencies, charities, utilities and news media."""

from __future__ import annotations

import re

from sitrep.annotations.sightings import (
    PlaceNames,
    Range,
    Sighting,
    States,
    is_capitalised,
    lexicon,
)
from sitrep.annotations.wording import Wording
from sitrep.codebook.actor_words import actor_nouns, actor_roles, actor_use
from sitrep.codebook.known_actors import KnownActor, given_names

#: Sectors of bodies whose head noun may stand right before a bare name ("grid operator Ukrenergo").
NAMING = frozenset({"JRN", "BUS", "SOC", "EDU", "REB", "CRM", "PRM", "MED"})
#: Buildings rather than bodies unless they have a name or speak.
FACILITIES = frozenset({"hospital", "clinic", "hospitals", "school", "university", "church", "mosque", "monastery", "morgue", "embassy", "consulate", "field hospital", "embassies"})
#: Words that carry a body's name on to the right.
LINKS = frozenset({"of", "for", "on", "against", "to"})
ACRONYM = re.compile(r"[A-Z][A-Z0-9.&/-]{1,9}s?")
ALLIED = re.compile(r".+-(?:allied|appointed|installed|backed|led|run|controlled|aligned|affiliated|linked)", re.IGNORECASE)


class Organisations:
    """Finds organisations among the words, given the known names and states."""

    def __init__(
        self, words: Wording, known: dict[int, tuple[int, KnownActor]], states: States, names: PlaceNames | None
    ) -> None:
        self.words = words
        self.known = known
        self.states = states
        self.names = names
        self.found: list[Sighting] = []
        self.taken: set[int] = set()

    def sightings(self) -> list[Sighting]:
        """Every organisation that its head noun gives away."""
        for begin, end in self.words.bounds:
            number = begin
            while number < end:
                number = self._try(number, end)
        return self.found

    def _try(self, number: int, end: int) -> int:
        """Takes a body whose head begins here, if any; the next word to look at."""
        if not self.words.written[number][0].isalpha():
            return number + 1
        match = lexicon().common_bodies.longest(self.words.lower, number, end)
        if match:
            return self._common(number, match[0], match[1]) or number + 1
        if is_capitalised(self.words.written[number]):
            named = lexicon().named_bodies.longest(self.words.lower, number, end)
            if named:
                return self._named(number, named[0], named[1]) or number + 1
        return number + 1

    def _common(self, head: int, stop: int, sector: str) -> int | None:
        begin = self._left(head)
        right = self._right(stop, capital=self.words.written[stop - 1][0].isupper())
        noun = self.words.phrase(head, stop).lower()
        if right == stop:
            descriptor = self._described(begin, head, stop, sector)
            if descriptor:
                return descriptor
            if self._modifies(stop):
                return None
        capital = any(is_capitalised(self.words.written[n]) for n in range(max(begin, self.words.first[head] + 1), right))
        if noun in FACILITIES and not capital and self.words.at(right) not in actor_use().speaking:
            return None
        return self._take(begin, right, noun, sector)

    def _named(self, head: int, stop: int, sector: str) -> int | None:
        begin = self._left(head)
        right = self._right(stop, capital=True)
        named = right > stop or any(
            is_capitalised(self.words.written[n]) and n not in self.states.at and self.words.lower[n] not in actor_use().starters
            for n in range(begin, head)
        ) or (begin < head and any(n in self.states.at for n in range(begin, head)))
        if not named or self.words.at(right) in actor_use().place_nouns:
            return None
        return self._take(begin, right, self.words.phrase(head, stop).lower(), sector)

    def _take(self, begin: int, end: int, noun: str, sector: str) -> int | None:
        if any(number in self.taken for number in range(begin, end)):
            return None
        text = self.words.phrase(begin, end)
        country, body_sector, settled = self._belongs(begin, end, sector)
        found = Sighting(
            begin, end, "organization", "body:" + text.lower().replace("’", "'"), noun=noun, name=text, country=country,
            sector=body_sector, settled=settled, outlet=sector == "JRN",
        )  # fmt: skip
        if self.words.lower[begin] == "the" and begin + 1 < end:
            found.begin += 1
        stop = self._parenthesis(found)
        self.found.append(found)
        self.taken.update(range(begin, end))
        return max(stop, end)

    def _parenthesis(self, found: Sighting) -> int:
        """Notes an acronym that follows in parentheses; the word after it."""
        after = found.end
        if self.words.at(after) == "(" and self.words.at(after + 2) == ")" and ACRONYM.fullmatch(self.words.written[after + 1]):
            found.aliases.append(self.words.written[after + 1])
            return after + 3
        return after

    def _belongs(self, begin: int, end: int, sector: str) -> tuple[str | None, str | None, bool]:
        """Country, sector and whether both are final, from the words of the name."""
        lower = self.words.lower[begin:end]
        if lower[0] in actor_nouns().bodies.international or (begin in self.known and _is_international(self.known[begin][1])):
            return None, None, True
        country: str | None = None
        for number in range(begin, end):
            word = self.words.lower[number]
            if ALLIED.fullmatch(word):
                group = self._group(self.words.written[number].rsplit("-", 1)[0])
                if group:
                    return group.country, group.sector, True
            if number in self.known and self.known[number][1].kind == "armed-group":
                return self.known[number][1].country, self.known[number][1].sector, True
            if number in self.states.at and country is None:
                country = self.states.at[number][1]
            elif country is None and self.names and is_capitalised(self.words.written[number]):
                country = self._place(number, end)
        return country, sector, False

    def _group(self, name: str) -> KnownActor | None:
        for cased, actor in ((cased, actor) for _, (cased, actor) in lexicon().known.starting([name.lower()], 0, 1)):
            if cased[0].lower() == name.lower() and actor.kind == "armed-group":
                return actor
        return None

    def _place(self, number: int, end: int) -> str | None:
        if not self.names or self.words.lower[number] in actor_use().starters:
            return None
        for stop in range(min(end, number + 3), number, -1):
            name = self.words.phrase(number, stop)
            if self.names.is_place(name):
                return self.names.country_of(name)
        return None

    def _described(self, begin: int, head: int, stop: int, sector: str) -> int | None:
        """ "grid operator Ukrenergo": the noun describes the name that follows."""
        if sector not in NAMING or stop >= self.words.last[head] or not is_capitalised(self.words.written[stop]):
            return None
        if stop in self.states.at or self.words.lower[stop] in actor_use().calendar or self.words.lower[stop] in given_names():
            return None
        end = stop + 1
        while end < self.words.last[head] and self._joined(end) and is_capitalised(self.words.written[end]):
            end += 1
        if stop in self.known:
            return None  # found by its name
        text = self.words.phrase(stop, end)
        country, body_sector, settled = self._belongs(begin, head, sector) if begin < head else (None, sector, False)
        self.found.append(
            Sighting(
                stop, end, "organization", "body:" + text.lower(), full=(begin, end), role=(begin, stop),
                noun=self.words.phrase(head, stop).lower(), name=text, country=country, sector=body_sector, settled=settled or sector == "JRN",
                outlet=sector == "JRN",
            )
        )  # fmt: skip
        self.taken.update(range(begin, end))
        return end

    def _joined(self, number: int) -> bool:
        """Whether only a blank parts this word from the one before."""
        return self.words.text[self.words.ends[number - 1] : self.words.starts[number]] in {" ", "\u00a0"}

    def _modifies(self, stop: int) -> bool:
        """Whether a plain noun follows, to which the head only belongs ("police truck")."""
        if stop >= len(self.words) or self.words.sentence[stop] != self.words.sentence[stop - 1]:
            return False
        word = self.words.lower[stop]
        if not word[0].isalpha():
            return False
        if self.words.lower[stop - 1] == "military" and is_capitalised(self.words.written[stop]):
            return False
        if word in _role_words():
            return True
        use = actor_use()
        if word in use.speaking or word in use.acting or word in use.starters or word.endswith(("ly", "ed")):
            return False
        return self._joined(stop)

    def _left(self, head: int) -> int:
        """Where the name of the body whose head stands here begins."""
        begin = head
        first = self.words.first[head]
        while begin > first:
            step = self._step_left(begin - 1, first)
            if step is None:
                break
            begin = step
        while begin < head and self.words.lower[begin] in {"of", "and", "the", "'s", "for"}:
            begin += 1
        return begin

    def _step_left(self, number: int, first: int) -> int | None:
        """The start of the name when it takes in this word, None when it does not."""
        word = self.words.lower[number]
        use, roles = actor_use(), actor_roles()
        if number in self.taken or word in use.calendar:
            return None
        if word == "'s":
            possessor = number - 1
            if possessor >= first and is_capitalised(self.words.written[possessor]) and self.words.lower[possessor] not in use.starters:
                return possessor
            return None
        if word == "'":
            return None
        if ALLIED.fullmatch(word):
            return number
        if number in self.states.at or word in {"u.s.", "u.n.", "un", "eu"}:
            return number
        if is_capitalised(self.words.written[number]):
            if word in use.starters and (number == first or number in self.words.first):
                return number if word in roles.modifiers and number != first else None
            return None if word in use.starters and word not in roles.modifiers else number
        if word in roles.modifiers or word in actor_nouns().describers:
            return number
        return None

    def _right(self, stop: int, *, capital: bool) -> int:
        """Where the name ends: "Ministry of Health", "Office for the Coordination of …"."""
        end = self._further_head(stop) if capital else stop
        last = self.words.last[stop - 1]
        while end + 1 < last and self.words.lower[end] in LINKS:
            begin = end + 1
            if self.words.lower[begin] == "the" and begin + 1 < last:
                begin += 1
            if self.words.lower[end] != "of" and not capital:
                break
            if is_capitalised(self.words.written[begin]) and capital and self.words.lower[begin] not in actor_use().calendar:
                reach = self._capitals(begin + 1)
                end = self._before_person(begin, reach)
                continue
            nested = self._nested(begin, last)
            if nested is None:
                break
            end = nested
        return end

    def _further_head(self, stop: int) -> int:
        """The end of the last head noun among the capitals that follow ("Border Guard Service")."""
        last, end, number = self.words.last[stop - 1], stop, stop
        while number < last and is_capitalised(self.words.written[number]) and self._joined(number):
            word = self.words.lower[number]
            if word in _role_words() or word in given_names() or number in self.states.at or number in self.known:
                break
            head = lexicon().named_bodies.longest(self.words.lower, number, last)
            head = head or lexicon().common_bodies.longest(self.words.lower, number, last)
            if head:
                end = head[0]
            number += 1
        return end

    def _nested(self, begin: int, last: int) -> int | None:
        """The end of a common body that follows "of the": "press service of the regional administration"."""
        for number in range(begin, min(last, begin + 5)):
            match = lexicon().common_bodies.longest(self.words.lower, number, last)
            if match:
                return match[0]
            if self.words.lower[number] not in actor_roles().modifiers:
                return None
        return None

    def _capitals(self, number: int) -> int:
        """The end of the capitalised words that begin here, over "and" between two of them."""
        last = self.words.last[number - 1]
        while number < last:
            if is_capitalised(self.words.written[number]) and self._joined(number) and self.words.lower[number] not in actor_use().calendar:
                number += 1
            elif (
                self.words.lower[number] in {"and", "&"}
                and number + 1 < last
                and lexicon().named_bodies.longest(self.words.lower, number + 1, last) is None
                and number + 1 not in self.states.at
                and number + 1 not in self.known
                and is_capitalised(self.words.written[number + 1])
                and self.words.lower[number - 1] in {"health", "science", "security", "population", "trade", "justice", "education", "culture", "foreign", "border", "red", "cross"}
            ):
                number += 2
            else:
                break
        return number

    def _before_person(self, begin: int, end: int) -> int:
        """The end of a run that holds no person: cut before a given name with a name behind it."""
        for number in range(begin + 1, end - 1):
            if self.words.lower[number] in given_names():
                return number
        return end


def _is_international(actor: KnownActor) -> bool:
    return actor.kind == "organization" and actor.country is None and actor.sector is None


def _role_words() -> frozenset[str]:
    global _ROLE_WORDS  # noqa: PLW0603
    if _ROLE_WORDS is None:
        roles = {role[0] for role in lexicon().roles} - {"mp"}
        _ROLE_WORDS = frozenset(roles | {role + "s" for role in roles} | {"spokesmen"})
    return _ROLE_WORDS


_ROLE_WORDS: frozenset[str] | None = None


def ranges(sightings: list[Sighting]) -> list[Range]:
    """The name ranges of these sightings."""
    return [(sighting.begin, sighting.end) for sighting in sightings]
