"""People and groups without a name: officials, witnesses, a Western diplomat, two investigators."""

from __future__ import annotations

from sitrep.annotations.layers import Span
from sitrep.annotations.sightings import Sighting, States, is_capitalised, lexicon, sector_of
from sitrep.annotations.wording import Phrases, Wording
from sitrep.codebook.actor_words import actor_nouns, actor_roles, actor_use
from sitrep.codebook.known_actors import KnownActor

#: Words that make what a group's members do or where they come from nobody's in particular.
UNPLACED = frozenset({"western", "european", "african", "arab", "gulf", "foreign", "international", "world", "regional-security", "diplomatic", "asian", "u.n.", "un", "eu", "nato", "independent", "global", "humanitarian-led"})
DESCRIBED = {"police": "COP", "military": "MIL", "army": "MIL", "defense": "MIL", "defence": "MIL", "navy": "MIL", "rebel": "REB", "separatist": "REB", "militia": "PRM", "hospital": "MED", "medical": "MED", "intelligence": "SPY", "aid": "SOC", "relief": "SOC",
             "humanitarian": "SOC", "court": "JUD", "opposition": "OPP", "church": "REL", "religious": "REL", "company": "BUS", "union": "LAB", "rights": "SOC", "student": "EDU", "community": "CVL", "tribal": "CVL", "village": "CVL", "utility": "BUS", "militant": "REB", "insurgent": "REB"}  # fmt: skip
PERSONS = frozenset({"official", "officials", "leader", "leaders", "commander", "commanders", "officer", "officers", "source", "sources"})


class Groups:
    """Finds people without a name, given what is already known to be a name."""

    def __init__(self, words: Wording, known: dict[int, tuple[int, KnownActor]], states: States, taken: set[int], bodies: set[int]) -> None:
        self.words = words
        self.known = known
        self.states = states
        self.taken = taken
        self.bodies = bodies
        self.found: list[Sighting] = []
        self.heads: dict[int, tuple[int, str]] = {}
        for begin, end in words.bounds:
            number = begin
            while number < end:
                match = lexicon().people.longest(words.lower, number, end)
                if match and not any(n in taken for n in range(number, match[0])):
                    self.heads[number] = match
                    number = match[0]
                else:
                    number += 1

    def sightings(self) -> list[Sighting]:
        """Everyone without a name who may act or speak."""
        done = -1
        for head, (stop, sector) in self.heads.items():
            if head < done:
                continue
            done = self._try(head, stop, sector) or done
        return self.found

    def _try(self, head: int, stop: int, sector: str) -> int | None:
        words = self.words
        noun = words.lower[stop - 1]
        plural = noun.endswith("s") or noun in {"people", "police", "leadership", "troops", "crowd", "servicemen", "policemen", "gunmen", "militiamen", "fishermen", "businessmen", "men", "law enforcement", "enforcement", "displaced"}
        if self._modifies(stop, plural=plural):
            return None
        begin = self._left(head)
        determiner = self._determiner(begin)
        if not plural and determiner is None and begin == head:
            return None
        group = self._of_group(begin, head, sector)
        if group:
            return None
        end = self._coordinated(stop) if plural else stop
        start = begin if determiner is None else determiner
        counted = determiner is not None and words.lower[determiner] in actor_nouns().counters
        possessor = determiner is None and any(words.lower[n] == "'s" for n in range(begin, head))
        single = not plural and not possessor and words.at(start) != "the"
        text = words.phrase(start, end)
        role_end = self._attached(end)
        country, own = self._belongs(begin, head, sector)
        found = Sighting(
            start, role_end if noun in PERSONS and plural and words.at(end) == "familiar" else end, "unnamed", "people:" + text.lower(), full=(start, role_end),
            role=(begin, role_end) if not plural or counted else None, noun=noun, name=text, sector=own if end == stop else None,
            country=country, plural=plural, anonymous=counted or single or sector == "CVL",
        )  # fmt: skip
        found.name = words.phrase(found.begin, found.end)
        found.settled = self._unplaced(begin, head)
        if end > stop and own == sector_of(self.heads.get(end - 1, (0, sector))[1]):
            found.sector = own
        if words.at(start) == "the" and not counted:
            found.form = "nominal"
        self.found.append(found)
        return end

    def _modifies(self, stop: int, *, plural: bool) -> bool:
        """Whether a noun follows that the head only describes, or a name that it introduces."""
        words = self.words
        if stop >= len(words) or words.sentence[stop] != words.sentence[stop - 1]:
            return False
        word = words.lower[stop]
        if word == "'s" or word == "'":
            return True
        if stop in self.taken and is_capitalised(words.written[stop]) and stop not in self.bodies and not plural:
            return True
        if not word[0].isalpha() or plural:
            return False
        use = actor_use()
        return not (word in use.speaking or word in use.acting or word in use.starters or word.endswith(("ly", "ed", "ing")) or word in {"familiar", "briefed", "close", "privy"})

    def _left(self, head: int) -> int:
        words = self.words
        begin, first = head, words.first[head]
        while begin > first:
            number = begin - 1
            word = words.lower[number]
            if number in self.states.at or any(start in self.known and self.known[start][0] > number for start in range(max(first, number - 4), number + 1)):
                begin = number
            elif word in actor_nouns().describers and not (word in actor_nouns().determiners):
                begin = number
            elif word == "'s" and number > first and (is_capitalised(words.written[number - 1]) or number - 1 in self.states.at):
                begin = number - 1
            elif is_capitalised(words.written[number]) and word not in actor_use().starters and word not in actor_use().calendar and number in self.bodies:
                begin = number
            elif is_capitalised(words.written[number]) and begin < head and words.lower[begin] in {"administration", "'s"} and word not in actor_use().starters:
                begin = number
            elif "-" in word and word[0].isalpha() and begin <= head:
                begin = number
            else:
                break
        if words.lower[begin] == "'s":
            begin += 1
        return begin

    def _determiner(self, begin: int) -> int | None:
        words = self.words
        number = begin - 1
        if number < words.first[begin]:
            return None
        word = words.lower[number]
        if word not in actor_nouns().determiners:
            return None
        if word == "the" and words.at(number - 1) == "of" and words.at(number - 2) in actor_nouns().counters and number - 2 >= words.first[begin]:
            return number - 2
        if word in actor_nouns().counters and words.at(number - 1) == "the" and number - 1 >= words.first[begin]:
            return number
        return number

    def _of_group(self, begin: int, head: int, sector: str) -> bool:
        """Whether these are an armed group's own men, who are the group."""
        return sector in {"REB", "PRM", "UAF", "CRM"} and any(
            number in self.known and self.known[number][1].kind == "armed-group" for number in range(begin, head)
        )

    def _coordinated(self, stop: int) -> int:
        """ "local officials and aid workers": two groups that speak as one."""
        words = self.words
        if words.at(stop) not in {"and", "or"}:
            return stop
        number = stop + 1
        for _ in range(3):
            if number in self.heads:
                after, _ = self.heads[number]
                if words.lower[after - 1].endswith("s") and not self._modifies(after, plural=True):
                    return after
                return stop
            if number >= len(words) or words.lower[number] not in actor_nouns().describers:
                return stop
            number += 1
        return stop

    def _attached(self, end: int) -> int:
        """The end of "familiar with the negotiations" or "briefed on the talks" behind the noun."""
        words = self.words
        found = _attachments().longest(words.lower, end, words.last[end - 1]) if end < words.last[end - 1] else None
        if not found:
            return end
        stop = found[0]
        if words.lower[end] == "who":
            return end
        last = words.last[end - 1]
        while stop < last and words.lower[stop] not in {",", ".", ";", "said", "told", "says", "who", "that", "“", '"', "have", "has", "were", "was", "in", "confirmed", "added", "described"}:
            stop += 1
        return stop

    def _belongs(self, begin: int, head: int, sector: str) -> tuple[str | None, str | None]:
        words = self.words
        country: str | None = None
        own = sector_of(sector)
        for number in range(begin, head):
            word = words.lower[number]
            if number in self.states.at:
                country = self.states.at[number][1]
            if number in self.known:
                actor = self.known[number][1]
                country = country or actor.country
                own = actor.sector if actor.kind == "armed-group" else own
            if words.lower[head] in PERSONS or own in {"GOV", None}:
                own = DESCRIBED.get(word, own)
        if any(words.lower[number] in {"u.n.", "un"} for number in range(begin, head)):
            own = None
        return country, own

    def _unplaced(self, begin: int, head: int) -> bool:
        return any(self.words.lower[number] in UNPLACED for number in range(begin, head))


_ATTACHMENTS: Phrases[None] | None = None


def _attachments() -> Phrases[None]:
    global _ATTACHMENTS  # noqa: PLW0603
    if _ATTACHMENTS is None:
        _ATTACHMENTS = Phrases((phrase, None) for phrase in actor_nouns().attachments)
    return _ATTACHMENTS


_GROUNDS: Phrases[None] | None = None


def grounds(words: Wording) -> dict[int, Span]:
    """For each sentence that says why somebody keeps the name back, the span of those words."""
    global _GROUNDS  # noqa: PLW0603
    if _GROUNDS is None:
        _GROUNDS = Phrases((phrase, None) for phrase in actor_nouns().anonymity)
    found: dict[int, Span] = {}
    for begin, end in words.bounds:
        for number in range(begin, end):
            match = _GROUNDS.longest(words.lower, number, end)
            if match:
                stop = match[0]
                while stop < end and words.lower[stop] not in {".", ",", ";", "said", "“", '"', "—"}:
                    stop += 1
                found[words.sentence[begin]] = words.span(number, stop)
                break
    return found
