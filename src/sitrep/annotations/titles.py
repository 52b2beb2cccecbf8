"""Titles and roles beside a person's name, before it ("city chief X") and after ("X, a teacher who …")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sitrep.annotations.actor_lexicon import lexicon
from sitrep.annotations.setting import Setting
from sitrep.annotations.sightings import Range, Sighting
from sitrep.codebook.actor_words import INHERIT, actor_roles, actor_use

AGE = re.compile(r"1?\d{1,2}")
#: How many words may stand between a role and the name it belongs to ("head of city Defence Council X").
REACH = 9
#: How many words an apposition may have before its role noun.
APPOSED = 8
BREAKS = frozenset({",", ".", ";", ":", "—", "–", "--", '"', "”", "“", ")", "(", "!", "?"})
#: What may follow an age.
AFTER_AGE = frozenset({",", ".", "", "and", ")", "who", ";", '"', "”", "—"})
TOLD = frozenset({"said", "told", "says", "added", "wrote", "announced", "reported", "warned"})


@dataclass(frozen=True, slots=True)
class Title:
    """A role: its words, the sector its noun settles and the body it belongs to."""

    words: Range
    sector: str
    body: Range | None = None
    direct: bool = True  # no other noun stands between the role word and the name


class Titles:
    """Reads the roles around names, given the organisations found."""

    def __init__(self, setting: Setting, bodies: dict[int, Sighting]) -> None:
        self.setting = setting
        self.words = setting.words
        self.bodies = bodies

    # -- before a name --------------------------------------------------------------------------------------

    def before(self, name: int) -> Title | None:
        """The role words right before a name."""
        first = self.words.first[name]
        at = self._over_courtesies(name, first)
        found = self._ending(at, first)
        if found is None and at > first and self.words.lower[at - 1] == ",":
            found = self._across_comma(at - 1, first)
            at -= 1 if found else 0
        direct = found is not None
        found = found or self._reaching(at, first)
        if found is None:
            return None
        begin, sector = self._chained(found, first)
        start = self._left(begin, first)
        return Title((start, at), sector, self.body_within(start, at), direct)

    def without_rank(self, begin: int, end: int) -> Range:
        """A role without the rank that a comma parts from it: "army chief, Gen."."""
        words = self.words.lower
        comma = next((number for number in range(begin + 1, end - 1) if words[number] == ","), end)
        if comma < end:
            return begin, comma if all(word in lexicon().ranks for word in words[comma + 1 : end]) else end
        last = end
        while last > begin and self._is_rank(last - 1):
            last -= 1
        return begin, last if last > begin and self._ending(last, begin) is not None else end

    def _is_rank(self, number: int) -> bool:
        """Whether the word is of a rank: "General" only behind another ("Major General")."""
        words = self.words.lower
        ranks = actor_roles().rank_words | lexicon().ranks.keys()
        return words[number] in ranks or (words[number] == "general" and words[number - 1] in ranks)

    def _over_courtesies(self, name: int, first: int) -> int:
        at = name
        while at > first and self.words.lower[at - 1] in actor_roles().honorifics and self._ending(at, first) is None:
            at -= 1
        return at

    def _ending(self, end: int, first: int) -> tuple[int, str] | None:
        """The longest role phrase that ends before this word, as (begin, sector)."""
        if end <= first:
            return None
        roles, word = lexicon().roles, self.words.lower[end - 1]
        for length in lexicon().role_lengths.get(word, ()):
            if length > end - first:
                continue
            phrase = tuple(self.words.lower[end - length : end])
            sector = roles.get(phrase)
            if sector is None and phrase[-1].endswith("s") and self._plural_fits(end, end - length, first):
                sector = roles.get((*phrase[:-1], phrase[-1][:-1]))  # "brothers Yusuf and Salim"
            if sector:
                return end - length, sector
        return (end - 1, lexicon().ranks[word]) if word in lexicon().ranks else None

    def ends_at(self, end: int, *, lower: bool = False) -> bool:
        """Whether the word before this one ends a role, in capitals if not told: "Defence Minister (Israel Katz)"."""
        written = lower or self.words.written[end - 1][0].isupper()
        return written and self._ending(end, self.words.first[end]) is not None

    def broken(self, begin: int, end: int) -> int | None:
        """Where the name begins in a run that a role's last word opens ("Secretary of | State Warren Ellery")."""
        first = self.words.first[begin]
        for stop in range(min(begin + 2, end - 1), begin, -1):
            found = self._ending(stop, first)
            if found and found[0] < begin and "of" in self.words.lower[found[0] : begin]:
                return stop
        return None

    def _plural_fits(self, end: int, begin: int, first: int) -> bool:
        """Whether a role in the plural may belong to the name: "brothers X and Y", "one of their leaders, X"."""
        if end < self.words.last[first] and self.setting.nameable(end):
            return True
        return "one" in self.words.lower[max(first, begin - 4) : begin] and self.words.at(end) == ","

    def _across_comma(self, comma: int, first: int) -> tuple[int, str] | None:
        """ "Ukraine's chief negotiator, X": a definite role parted from the name by a comma."""
        found = self._ending(comma, first) or self._reaching(comma, first)
        return found if found and self._definite(found[0], first) else None

    def _definite(self, begin: int, first: int) -> bool:
        start = self._left(begin, first)
        if start == first or any(self.words.lower[number] in {"'s", "'"} for number in range(start, begin)):
            return True
        return self.words.lower[start - 1] in {"the", "a", "an", "its", "their", "his", "her", "'s", "another"}

    def _reaching(self, name: int, first: int) -> tuple[int, str] | None:
        """A role that reaches the name over "of": "director of city water utility Lyubov Sych"."""
        for number in range(name - 1, max(first, name - REACH), -1):
            word = self.words.lower[number]
            if word in BREAKS or word in actor_use().speaking or word in {"who", "that", "and", "which", "by", "with"}:
                return None
            between = name - number - 1 - (self.words.at(number + 1) == "the")
            posted = word == "to" and self.words.lower[number - 1] in actor_roles().posted
            if (posted or word in {"of", "for", "in", "at"}) and between > 0:
                found = self._ending(number, first)
                if found and not self.words.lower[number - 1].endswith("s"):
                    return found
        return None

    def _chained(self, found: tuple[int, str], first: int) -> tuple[int, str]:
        """The role phrase with further ones before it ("spokesman Maj. Gen.", "army's spokesman, Brig. Gen.")."""
        begin, sector = found
        while begin > first:
            again = self._ending(begin, first)
            if again is None and self.words.lower[begin - 1] == "," and self.words.lower[begin] in lexicon().ranks:
                again = self._across_comma(begin - 1, first)
            if again is None:
                break
            begin = again[0]
            if sector in {INHERIT, "MIL"} and again[1] not in {INHERIT, sector}:
                sector = again[1]
        return begin, sector

    def _left(self, begin: int, first: int) -> int:
        """Where the role phrase begins, over modifiers, bodies, peoples and possessors."""
        while begin > first:
            number = begin - 1
            word = self.words.lower[number]
            if word in {"'s", "'"} and number > first:
                owner = self._possessor(number, first)
                return owner if owner < number else begin
            if number in self.bodies and self.bodies[number].begin < begin:
                begin = self.bodies[number].begin
                continue
            start = self.setting.within_known.get(number, self.setting.within_state.get(number, number))
            capital = self.setting.nameable(number) and not (number == first and word in actor_use().starters)
            if start < number or word in actor_roles().modifiers or capital or number in self.setting.within_state:
                begin = start
            elif "-" in word and word[0].isalpha():
                begin = number
            else:
                break
        return begin

    def _possessor(self, mark: int, first: int) -> int:
        """Where the possessor before "'s" begins; a person's name does not belong to the role."""
        number = mark - 1
        if number in self.bodies:
            return self.bodies[number].begin
        start = self.setting.within_state.get(number, self.setting.within_known.get(number))
        if start is not None:
            return start
        common = lexicon().common_bodies.longest(self.words.lower, number, mark)
        if common or self.words.lower[number] in actor_roles().owners or self.setting.place(number, mark):
            return number
        return mark

    def body_within(self, begin: int, end: int) -> Range | None:
        """The body named inside the role words."""
        for number in range(begin, end):
            if number in self.bodies:
                return self.bodies[number].begin, self.bodies[number].end
            if number in self.setting.known:
                return number, self.setting.known[number][0]
            match = lexicon().common_bodies.longest(self.words.lower, number, end)
            if match and self.words.lower[number] not in {"security", "military"}:
                left = number
                while left > begin and (left - 1 in self.setting.within_state or self.setting.nameable(left - 1)):
                    left -= 1
                return left, match[0]
        return None

    # -- after a name -----------------------------------------------------------------------------------------

    def after(self, end: int) -> tuple[int | None, Title | None]:
        """The end of an age behind the name, and the role said in an apposition."""
        if self.words.at(end) == "(" and AGE.fullmatch(self.words.at(end + 1)) and self.words.at(end + 2) == ")":
            return end + 3, self._apposition(end + 4) if self.words.at(end + 3) == "," else None
        if self.words.at(end) != "," or end + 1 >= self.words.last[end]:
            return None, None
        at = end + 1
        if AGE.fullmatch(self.words.at(at)) and self.words.at(at + 1) in AFTER_AGE:
            return at + 1, self._apposition(at + 2) if self.words.at(at + 1) == "," else None
        return None, self._apposition(at)

    def _apposition(self, at: int) -> Title | None:
        """A role said behind the comma at whose right this word stands."""
        if at >= len(self.words) or self.words.sentence[at] != self.words.sentence[at - 1]:
            return None
        last = self.words.last[at]
        if self.words.lower[at] == "who":
            return self._clause(at + 1, last)
        determined = self.words.lower[at] in {"a", "an", "the", "its", "his", "her", "their", "another", "one"}
        begin = at + 1 if determined else at
        for number in range(begin, min(last, begin + APPOSED)):
            match = lexicon().role_phrases.longest(self.words.lower, number, last)
            if match:
                return self._apposed(begin, number, match, last)
            word = self.words.lower[number]
            if word in BREAKS or word in {"who", "and", "that", "which"} or word in TOLD:
                break
            if not determined and not self._describes(number):
                break
        return None

    def _describes(self, number: int) -> bool:
        word = self.words.lower[number]
        return (
            word in actor_roles().modifiers
            or word in {"'s", "'"}
            or "-" in word
            or number in self.bodies
            or self.setting.nameable(number)
        )

    def _apposed(self, begin: int, number: int, match: tuple[int, str], last: int) -> Title | None:
        """The title whose role noun is the last of those that begin here; None when it is another person's."""
        stop, sector = match
        at = stop
        while at < last and (
            self.words.lower[at] in actor_roles().modifiers
            or self.words.lower[at] in {"'s", "'"}
            or "-" in self.words.lower[at]
        ):
            at += 1
        again = lexicon().role_phrases.longest(self.words.lower, at, last) if at < last else None
        if again:
            return self._apposed(begin, at, again, last)
        if self._another(stop, last) or any(self.words.lower[n] in actor_use().speaking for n in range(begin, number)):
            return None
        end = stop
        while end < last and self.words.lower[end] not in BREAKS and self.words.lower[end] not in TOLD:
            end += 1
        if self.words.lower[begin] in {"former", "ex"} and sector in {"GOV", "LEG"}:
            sector = "ELI"
        return Title((begin, end), sector, self.body_within(begin, end))

    def _another(self, stop: int, last: int) -> bool:
        """Whether somebody else's name follows the role words, or they were a verb's subject."""
        if stop >= last:
            return False
        named = self.setting.nameable(stop) and self.setting.joined(stop)
        return named and stop not in self.bodies and stop not in self.setting.states and stop not in self.setting.known

    def _clause(self, at: int, last: int) -> Title | None:
        """ "who leads the ICRC's office in Goma"."""
        if at >= last or self.words.lower[at] not in actor_roles().leading_verbs:
            return None
        end = at
        while end < last and self.words.lower[end] not in BREAKS and self.words.lower[end] not in TOLD:
            end += 1
        body = self.body_within(at, end)
        leads = self.words.lower[at] in actor_roles().leads
        return Title((at, end), INHERIT if body and leads else "CVL", body if leads else None)


#: What may follow an age.
AFTER_AGE = frozenset({",", ".", "", "and", ")", "who", ";", '"', "”", "—"})
