"""People and groups without a name: officials, witnesses, a Western diplomat, two investigators."""

from __future__ import annotations

from dataclasses import dataclass

from sitrep.annotations.actor_lexicon import lexicon, sector_of
from sitrep.annotations.layers import Span
from sitrep.annotations.setting import Setting, is_international
from sitrep.annotations.sightings import Sighting
from sitrep.annotations.wording import Wording
from sitrep.codebook.actor_words import actor_nouns, actor_roles, actor_use

#: Verbs that end a description of people ("officials familiar with the talks said").
ENDS = frozenset(
    {
        ",",
        ".",
        ";",
        "“",
        '"',
        "—",
        "said",
        "told",
        "says",
        "who",
        "that",
        "have",
        "has",
        "were",
        "was",
        "are",
        "is",
        "in",
        "on",
        "confirmed",
        "added",
        "described",
        "warned",
        "reported",
        "believe",
        "expect",
    }
)
#: Words that say what somebody without a name knows of ("a person familiar with the talks").
CLOSE = frozenset({"familiar", "briefed", "close"})
OWN_MEN = frozenset({"REB", "PRM", "UAF", "CRM"})


@dataclass(frozen=True, slots=True)
class Described:
    """A noun for people with the words around it: article, description, noun, and what completes it."""

    start: int
    begin: int
    head: int
    stop: int
    end: int
    heading: str
    plural: bool


class Groups:
    """Finds people without a name, given which words are names already."""

    def __init__(self, setting: Setting, taken: set[int], bodies: set[int]) -> None:
        self.setting = setting
        self.words = setting.words
        self.taken = taken
        self.bodies = bodies
        self.heads = self._heads()
        self.found: list[Sighting] = []

    def _heads(self) -> dict[int, tuple[int, str]]:
        """The nouns for people that stand free, by their first word, with their end and heading."""
        heads: dict[int, tuple[int, str]] = {}
        nouns, past = lexicon().people, 0
        for number in self.words.among(nouns.openings):
            match = nouns.longest(self.words.lower, number, self.words.last[number]) if number >= past else None
            if match and not any(n in self.taken for n in range(number, match[0])):
                heads[number] = match
                past = match[0]
        return heads

    def sightings(self) -> list[Sighting]:
        """Everyone without a name who may act or speak."""
        done = -1
        for head, (stop, heading) in self.heads.items():
            if head >= done:
                done = self._try(head, stop, heading) or done
        return self.found

    def _try(self, head: int, stop: int, heading: str) -> int | None:
        """Takes the people whose noun stands here; the end of their description."""
        words = self.words
        noun = words.lower[stop - 1]
        plural = noun in actor_nouns().plurals or (noun.endswith("s") and not noun.endswith("ss"))
        begin = self._left(head)
        start = self._determiner(begin)
        if noun == "displaced" and (start is None or words.lower[start] != "the"):
            return None
        if self._modifies(stop, plural=plural) or (not plural and start is None and begin == head):
            return None
        if self._of_group(begin, head, heading):
            return None
        end = self._completed(self._coordinated(stop) if plural else stop)
        noun_phrase = Described(begin if start is None else start, begin, head, stop, end, heading, plural)
        self.found.append(self._sighting(noun_phrase))
        return end

    def _sighting(self, it: Described) -> Sighting:
        words, nouns = self.words, actor_nouns()
        noun = words.lower[it.stop - 1]
        counted = it.start < it.begin and words.lower[it.start] in nouns.counters
        definite = it.start < it.begin and (words.lower[it.start] == "the" or words.at(it.start - 1) == "the")
        owned = any(words.lower[number] in {"'s", "'"} for number in range(it.begin, it.head))
        single = not it.plural and not owned and not definite
        beyond = self._attached(it.end)
        known = noun in CLOSE or (it.plural and counted and words.at(it.end) in CLOSE)
        last = beyond if known else it.end
        country, sector = self._belongs(it.begin, it.head, it.heading)
        if it.end > it.stop and words.at(it.stop) in {"and", "or"} and not self._alike(it, sector):
            sector = None
        text = words.phrase(it.start, last)
        return Sighting(
            it.start,
            last,
            "organization" if noun == "authorities" and it.begin < it.head else "unnamed",
            f"people:{text.lower()}" + (f"@{it.start}" if counted else ""),
            form="nominal" if definite else "name",
            full=(it.start, max(last, beyond)),
            role=(it.begin, max(last, beyond)) if counted or not it.plural else None,
            noun=noun,
            name=text,
            country=country,
            sector=sector,
            plural=it.plural,
            anonymous=counted or single or sector in {"CVL", "REF"},
            settled=self._unplaced(it.begin, it.head) or (counted and country is None and noun in nouns.rootless),
        )

    def _alike(self, it: Described, sector: str | None) -> bool:
        """Whether the second of two groups belongs to the sector of the first."""
        second = next((self.heads[number][1] for number in range(it.stop, it.end) if number in self.heads), None)
        return second is None or sector_of(second) == sector

    def _modifies(self, stop: int, *, plural: bool) -> bool:
        """Whether a noun follows that the head only describes, or a name that it introduces."""
        words = self.words
        if stop >= len(words) or words.sentence[stop] != words.sentence[stop - 1]:
            return False
        word = words.lower[stop]
        if word in {"'s", "'"}:
            return True
        if (
            not plural
            and stop in self.taken
            and stop not in self.bodies
            and self.setting.joined(stop)
            and self.setting.nameable(stop)
        ):
            return True
        if not word[0].isalpha() or plural or not self.setting.joined(stop):
            return False
        use = actor_use()
        known = word in use.speaking or word in use.acting or word in use.function_words or word in use.calendar
        return not (
            known or word.endswith(("ly", "ed", "ing")) or word in {"familiar", "briefed", "close", "privy", "who"}
        )

    def _left(self, head: int) -> int:
        """Where the describing words before the noun begin."""
        begin, first = head, self.words.first[head]
        while begin > first:
            step = self._step_left(begin - 1, begin, first)
            if step is None:
                break
            begin = step
        while begin < head and self.words.lower[begin] in {"'s", "'", "and", "of"}:
            begin += 1
        return begin

    def _step_left(self, number: int, begin: int, first: int) -> int | None:
        word = self.words.lower[number]
        known = self.setting.within_known.get(number, self.setting.within_state.get(number))
        if known is not None:
            return known
        if word in {"'s", "'"} and number > first:
            owner = number - 1
            start = self.setting.within_state.get(owner, self.setting.within_known.get(owner, owner))
            return (
                start if self.setting.nameable(owner) or start < owner or owner in self.setting.within_state else None
            )
        if (
            word in actor_nouns().describers or word in actor_roles().modifiers
        ) and word not in actor_nouns().determiners:
            return number
        if "-" in word and word[0].isalpha():
            return number
        body = number in self.bodies or self.words.lower[begin] in {
            "administration",
            "government",
            "ministry",
            "police",
            "army",
        }
        if self.setting.nameable(number) and body and not self.setting.opens(number):
            return number
        return None

    def _determiner(self, begin: int) -> int | None:
        """The article or number before the description, with "one of the"."""
        words, nouns = self.words, actor_nouns()
        number = begin - 1
        if number < words.first[begin] or words.lower[number] not in nouns.determiners:
            return None
        if (
            words.lower[number] in {"the", "those", "these", "its", "their"}
            and words.at(number - 1) == "of"
            and words.at(number - 2) in nouns.counters
        ):
            return number - 2
        return number

    def _of_group(self, begin: int, head: int, heading: str) -> bool:
        """Whether these are an armed group's own men, who are the group."""
        return heading in OWN_MEN and any(
            number in self.setting.known and self.setting.known[number][1].kind == "armed-group"
            for number in range(begin, head)
        )

    def _coordinated(self, stop: int) -> int:
        """ "local officials and aid workers": two groups that speak as one."""
        if self.words.at(stop) not in {"and", "or"}:
            return stop
        after = self._plural_ahead(stop + 1)
        return after or stop

    def _plural_ahead(self, number: int) -> int | None:
        """The end of a plural noun for people that begins within a few describing words."""
        for _ in range(4):
            if number in self.heads:
                stop = self.heads[number][0]
                return (
                    stop if self.words.lower[stop - 1].endswith("s") and not self._modifies(stop, plural=True) else None
                )
            if number >= len(self.words) or not (
                self.words.lower[number] in actor_nouns().describers or number in self.setting.states
            ):
                return None
            number += 1
        return None

    def _completed(self, end: int) -> int:
        """The end with "of missing soldiers" behind relatives and the like."""
        if (
            self.words.lower[end - 1] in actor_nouns().kin
            and self.words.at(end) == "of"
            and end + 1 < self.words.last[end - 1]
        ):
            return self._plural_ahead(end + 1) or end
        return end

    def _attached(self, end: int) -> int:
        """The end of "familiar with the negotiations" or "briefed on the talks" behind the noun."""
        words = self.words
        if end >= len(words) or end >= words.last[end - 1]:
            return end
        start = end - 1 if words.lower[end - 1] in CLOSE else end
        found = lexicon().attachments.longest(words.lower, start, words.last[end - 1])
        if not found or words.lower[end] == "who":
            return end
        stop = found[0]
        while stop < words.last[end - 1] and words.lower[stop] not in ENDS:
            stop += 1
        return stop

    def _belongs(self, begin: int, head: int, heading: str) -> tuple[str | None, str | None]:
        """Country and sector from the words before the noun."""
        words, nouns = self.words, actor_nouns()
        country, sector = None, sector_of(heading)
        for number in range(begin, head):
            if number in self.setting.states:
                country = self.setting.states[number][1]
            if number in self.setting.known:
                actor = self.setting.known[number][1]
                country = country or actor.country
                sector = actor.sector if actor.kind == "armed-group" or is_international(actor) else sector
            elif words.lower[head] in nouns.open_heads and number not in self.setting.within_known:
                sector = nouns.describer_sectors.get(words.lower[number], sector)
        if any(words.lower[number] in nouns.bodies.international for number in range(begin, head)):
            sector = None
        return country or self.setting.country_within(begin, head), sector

    def _unplaced(self, begin: int, head: int) -> bool:
        nouns = actor_nouns()
        return any(
            self.words.lower[number] in nouns.unplaced
            or (number in self.setting.known and is_international(self.setting.known[number][1]))
            for number in range(begin, head)
        )


def grounds(words: Wording) -> dict[int, Span]:
    """For each sentence that says why somebody keeps the name back, the span of those words."""
    found: dict[int, Span] = {}
    for number in words.among(lexicon().anonymity.openings):
        end = words.last[number]
        match = lexicon().anonymity.longest(words.lower, number, end)
        if match and words.sentence[number] not in found:
            stop = match[0]
            while stop < end and words.lower[stop] not in {".", ",", ";", "said", "“", '"', "—"}:
                stop += 1
            found[words.sentence[number]] = words.span(number, stop)
    return found
