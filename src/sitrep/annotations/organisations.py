"""Organisations: ministries, forces, courts, agencies, charities, utilities and news media."""

from __future__ import annotations

import re

from sitrep.annotations.actor_lexicon import lexicon
from sitrep.annotations.setting import Setting, group_named, is_international
from sitrep.annotations.sightings import Sighting
from sitrep.codebook.actor_words import actor_nouns, actor_roles, actor_use
from sitrep.codebook.known_actors import given_names, public_figures

#: Words that carry a body's name on to the right.
LINKS = frozenset({"of", "for", "on", "against", "to"})
ARTICLES = frozenset({"the", "a", "an", "his", "her", "its", "their"})
ACRONYM = re.compile(r"[A-Z][A-Z0-9.&/-]{1,9}s?")
#: The number of a unit.
ORDINAL = re.compile(r"\d{1,4}(?:st|nd|rd|th)")
ALLIED = re.compile(
    r".+-(?:allied|appointed|installed|backed|led|run|controlled|aligned|affiliated|linked)", re.IGNORECASE
)
#: How far a nested body may stand behind "of the".
NESTED = 5


class Organisations:
    """Finds organisations by their head nouns, given the known names and states."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.words = setting.words
        self.found: list[Sighting] = []
        self.taken: set[int] = set()

    def sightings(self) -> list[Sighting]:
        """Every organisation that its head noun gives away."""
        past = 0
        for number in sorted({*self.words.among(lexicon().body_openings), *self.setting.within_known}):
            if number >= past and self.words.kinds[number] != "dateline":
                past = min(self._try(number, self.words.last[number]), self.words.last[number])
        return self.found

    def _try(self, number: int, end: int) -> int:
        """Takes a body whose head begins here, if any; the next word to look at."""
        if not self.words.written[number][0].isalpha():
            return number + 1
        if number in self.setting.within_state and self.setting.within_state[number] < number:
            return number + 1  # the last word of "Soviet Union"
        known = self.setting.within_known.get(number)
        match = lexicon().common_bodies.longest(self.words.lower, number, end)
        named = None
        if match is None and self.setting.capitalised[number]:
            named = lexicon().named_bodies.longest(self.words.lower, number, end)
        if known is not None and not self._overrides(known, match):
            return self.setting.known[known][0]
        if match:
            return self._common(number, match[0], match[1]) or number + 1
        if named:
            done = self._named(number, named[0], named[1])
            if done:
                return done
        weak = lexicon().weak_bodies.longest(self.words.lower, number, end)
        if weak:
            return self._weak(number, weak[0], weak[1]) or number + 1
        return number + 1

    def _overrides(self, known: int, match: tuple[int, str] | None) -> bool:
        """Whether a plain head is the better reading: "the Philippines' Defense Department"."""
        stop, actor = self.setting.known[known]
        if match is None or actor.kind == "armed-group":
            return match is not None and match[0] > stop
        owned = known - 1 in self.setting.within_state or self.words.at(known - 1) in {"'s", "'"}
        return match[0] > stop or (match[0] == stop and owned and not is_international(actor))

    # -- two kinds of heads ---------------------------------------------------------------------------

    def _common(self, head: int, stop: int, sector: str) -> int | None:
        begin = self._left(head)
        if sector in {"REB", "PRM", "CRM"} and self._of_known_group(begin, head):
            return None
        right = self._right(stop, capital=self.words.written[stop - 1][0].isupper())
        noun = self.words.phrase(head, stop).lower()
        if right == stop:
            descriptor = self._described(begin, head, stop, sector)
            if descriptor:
                return descriptor
            if sector in actor_nouns().bodies.naming and stop in self.setting.known and self.setting.joined(stop):
                return stop  # "state news agency Azertac": found by its name
            if self._modifies(stop):
                return None
        if (
            noun in actor_nouns().bodies.facilities
            and not self._has_name(begin, right)
            and self.words.at(right) not in actor_use().speaking
        ):
            return None
        return self._take(begin, right, noun, sector)

    def _of_known_group(self, begin: int, head: int) -> bool:
        """Whether the noun only says what a known armed group is ("3R rebel group")."""
        within, known = self.setting.within_known, self.setting.known
        return any(
            number in within and known[within[number]][1].kind == "armed-group" for number in range(begin, head)
        ) and not any(ALLIED.fullmatch(self.words.lower[number]) for number in range(begin, head))

    def _has_name(self, begin: int, end: int) -> bool:
        return any(self.setting.nameable(number) and not self.setting.opens(number) for number in range(begin, end))

    def _named(self, head: int, stop: int, sector: str) -> int | None:
        role = lexicon().role_phrases.longest(self.words.lower, head, self.words.last[head])
        if role and role[0] > stop:
            return None  # "Defence Minister X"
        begin = self._left(head)
        right = self._right(stop, capital=True)
        if right == stop and self.words.lower[head] in {"radio", "channel", "television", "tv"}:
            right = self._capitals(stop)
            right += right < self.words.last[head] and self.words.lower[right].isdigit()
        own = any(self.setting.nameable(n) or ORDINAL.fullmatch(self.words.lower[n]) for n in range(begin, head))
        right = self._quoted_name(right)
        if not (own or right > stop) or self.words.at(right) in actor_use().place_nouns:
            return None
        return self._take(begin, right, self.words.phrase(head, stop).lower(), sector)

    def _quoted_name(self, end: int) -> int:
        """The end with the name in quotation marks behind a body's noun ("Battalion “Monolith”")."""
        words = self.words
        if words.at(end) not in {'"', "“", "«", "'", "‘"} or words.at(end + 2) not in {'"', "”", "»", "'", "’"}:
            return end
        return end + 3 if self.setting.nameable(end + 1) and words.sentence[end + 2] == words.sentence[end - 1] else end

    def _weak(self, head: int, stop: int, sector: str) -> int | None:
        """A body that only its own word makes one: "the local strike committee said"."""
        begin = self._left(head)
        before = begin - 2 if self.words.at(begin - 1) == "'s" else begin
        before = before - 1 if self.words.at(before - 1) in ARTICLES else before
        if before < begin and self.words.phrase(before, stop).lower() in actor_use().anaphors.charity:
            return None  # "the group said" is whoever was named before
        reported = self.words.at(before - 1) in actor_use().speaking or self.words.at(before - 2) == "according"
        if self.words.at(stop) not in actor_use().speaking and not (reported and self.words.at(stop) in {",", ".", ""}):
            return None
        return self._take(begin, stop, self.words.phrase(head, stop).lower(), sector)

    def _take(self, begin: int, end: int, noun: str, sector: str) -> int | None:
        if any(number in self.taken for number in range(begin, end)):
            return None
        if self.words.lower[begin] == "the" and begin + 1 < end:
            begin += 1
        text = self.words.phrase(begin, end)
        country, own, settled = self._belongs(begin, end, sector)
        found = Sighting(
            begin, end, "organization", self._key(begin, end), noun=noun, name=text, country=country, sector=own,
            settled=settled, outlet=own == "JRN",
        )  # fmt: skip
        self._allied(found)
        stop = self._parenthesis(found)
        self.found.append(found)
        self.taken.update(range(begin, end))
        return max(stop, end)

    def _key(self, begin: int, end: int) -> str:
        """The key of a body by its name; a numbered unit's begins with its number, whoever owns it."""
        numbered = (number for number in range(begin, end) if ORDINAL.fullmatch(self.words.lower[number]))
        return "body:" + self.words.phrase(next(numbered, begin), end).lower().replace("’", "'")

    def _allied(self, found: Sighting) -> None:
        """ "an administration allied with the Rapid Support Forces" belongs to them."""
        words = self.words
        if found.end >= len(words):
            return
        bound = lexicon().alliances.longest(words.lower, found.end, words.last[found.begin])
        if not bound:
            return
        for number in range(bound[0], min(bound[0] + 3, words.last[found.begin])):
            if number in self.setting.known and self.setting.known[number][1].kind == "armed-group":
                group = self.setting.known[number][1]
                found.country, found.sector, found.settled = group.country, group.sector, True

    def _parenthesis(self, found: Sighting) -> int:
        """Notes an acronym that follows in parentheses; the word after it."""
        after = found.end
        if (
            self.words.at(after) == "("
            and self.words.at(after + 2) == ")"
            and ACRONYM.fullmatch(self.words.written[after + 1])
        ):
            found.aliases.append(self.words.written[after + 1])
            return after + 3
        return after

    def _belongs(self, begin: int, end: int, sector: str) -> tuple[str | None, str | None, bool]:
        """Country, sector and whether both are final, from the words of the name."""
        known, states = self.setting.known, self.setting.states
        if self.words.lower[begin] in actor_nouns().bodies.international or (
            begin in known and is_international(known[begin][1])
        ):
            return None, None, True
        country: str | None = None
        for number in range(begin, end):
            word = self.words.written[number]
            group = group_named(word.rsplit("-", 1)[0]) if ALLIED.fullmatch(word) else None
            if number in known and known[number][1].kind == "armed-group":
                group = known[number][1]
            if group:
                return group.country, group.sector, True
            if number in states and country is None:
                country = states[number][1]
            elif word.lower() in public_figures() and country is None:
                country = public_figures()[word.lower()].country  # "the Obama administration"
        return country or self.setting.country_within(begin, end), sector, False

    def _described(self, begin: int, head: int, stop: int, sector: str) -> int | None:
        """ "grid operator Ukrenergo": the noun describes the name that follows."""
        last = self.words.last[head]
        if sector not in actor_nouns().bodies.naming or stop >= last or not self.setting.nameable(stop):
            return None
        if stop in self.setting.states or stop in self.setting.known or self.words.lower[stop] in given_names():
            return None
        end = stop + 1
        while end < last and self.setting.joined(end) and self.setting.nameable(end):
            end += 1
        if self.setting.place(stop, end):
            return None
        country, own, settled = self._belongs(begin, head, sector) if begin < head else (None, sector, False)
        text = self.words.phrase(stop, end)
        self.found.append(
            Sighting(
                stop,
                end,
                "organization",
                "body:" + text.lower(),
                full=(begin, end),
                role=(begin, stop),
                noun=self.words.phrase(head, stop).lower(),
                name=text,
                country=country,
                sector=own,
                settled=settled or sector == "JRN",
                outlet=sector == "JRN",
            )
        )
        self.taken.update(range(begin, end))
        return end

    def _modifies(self, stop: int) -> bool:
        """Whether a noun follows that the head only describes ("police truck")."""
        if stop >= len(self.words) or self.words.sentence[stop] != self.words.sentence[stop - 1]:
            return False
        word = self.words.lower[stop]
        if not word[0].isalpha() or not self.setting.joined(stop):
            return False
        if word in lexicon().role_words or word in lexicon().people_words:
            return True
        use = actor_use()
        if word in use.speaking or word in use.acting or word in use.function_words or word in use.calendar:
            return False
        return not word.endswith(("ly", "ed")) and not self.setting.capitalised[stop]

    # -- where the name begins and ends -----------------------------------------------------------------

    def _left(self, head: int) -> int:
        """Where the name of the body whose head stands here begins."""
        begin = head
        first = self.words.first[head]
        while begin > first:
            step = self._step_left(begin - 1, first)
            if step is None:
                break
            begin = step
        while begin < head and self.words.lower[begin] in {"of", "and", "the", "'s", "'", "for"}:
            begin += 1
        return begin

    def _step_left(self, number: int, first: int) -> int | None:
        """The start of the name when it takes in this word, None when it does not."""
        word = self.words.lower[number]
        if number in self.taken or word in actor_use().calendar:
            return None
        if word in {"'s", "'"}:
            possessor = number - 1
            owned = possessor >= first and self.setting.nameable(possessor) and possessor not in self.taken
            return possessor if owned else None
        if word == "and" and number > first and self.words.lower[number - 1] in actor_nouns().bodies.joined:
            named = self.setting.nameable(number - 1) and self.setting.nameable(number + 1)
            return number - 1 if named else None
        if ORDINAL.fullmatch(word):
            return number if self.setting.capitalised[number + 1] else None  # "the 93rd Brigade"
        if ALLIED.fullmatch(word) or number in self.setting.within_state or self.setting.nameable(number):
            return number
        if word in actor_roles().modifiers or (
            word in actor_nouns().describers and word not in actor_use().function_words
        ):
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
            if capital and self.setting.nameable(begin):
                end = self._before_person(begin, self._capitals(begin + 1))
                continue
            nested = self._nested(begin, last)
            if nested is None:
                break
            end = nested
        return end

    def _further_head(self, stop: int) -> int:
        """The end of the last head noun among the capitals that follow ("Border Guard Service")."""
        last, end, number = self.words.last[stop - 1], stop, stop
        while number < last and self.setting.joined(number) and self.setting.nameable(number):
            word = self.words.lower[number]
            if word in given_names() or number in self.setting.states or number in self.setting.known:
                break
            head = lexicon().named_bodies.longest(self.words.lower, number, last)
            head = head or lexicon().common_bodies.longest(self.words.lower, number, last)
            role = lexicon().role_phrases.longest(self.words.lower, number, last)
            if role or (word in lexicon().role_words and not head):
                break
            if head:
                end = head[0]
            number += 1
        return end

    def _nested(self, begin: int, last: int) -> int | None:
        """The end of a common body that follows "of the": "press service of the regional administration"."""
        for number in range(begin, min(last, begin + NESTED)):
            match = lexicon().common_bodies.longest(self.words.lower, number, last)
            if match:
                return match[0]
            if self.words.lower[number] not in actor_roles().modifiers:
                return None
        return None

    def _capitals(self, number: int) -> int:
        """The end of the capitalised words that go on here, over "and" within a ministry's name."""
        last = self.words.last[number - 1]
        while number < last:
            if self.setting.joined(number) and self.setting.nameable(number):
                number += 1
            elif self._and_joins(number, last):
                number += 2
            else:
                break
        return number

    def _and_joins(self, number: int, last: int) -> bool:
        following = number + 1
        return (
            self.words.lower[number] in {"and", "&"}
            and following < last
            and self.words.lower[number - 1] in actor_nouns().bodies.joined
            and self.setting.nameable(following)
            and following not in self.setting.states
            and following not in self.setting.known
        )

    def _before_person(self, begin: int, end: int) -> int:
        """The end of a run that holds no person: cut before a given name with a name behind it."""
        for number in range(begin + 1, end - 1):
            if self.words.lower[number] in given_names():
                return number
        return end
