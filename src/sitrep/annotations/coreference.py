"""Who is who: sightings of one actor share an entity; pronouns and plain nouns find theirs."""

from __future__ import annotations

from dataclasses import dataclass, field

from sitrep.annotations.layers import Span
from sitrep.annotations.sightings import PlaceNames, Range, Sex, Sighting, States, is_capitalised
from sitrep.annotations.wording import Wording
from sitrep.codebook.actor_words import actor_roles, actor_use
from sitrep.codebook.countries import country_by_name, country_of_capital

#: How many sentences back a pronoun looks for its person.
MEMORY = 5


@dataclass(slots=True)
class Case:
    """One actor while the story is read: what is known so far and where it was met."""

    first: Sighting
    members: list[Sighting] = field(default_factory=list)
    country: str | None = None
    sector: str | None = None
    sex: Sex | None = None
    settled: bool = False

    def add(self, sighting: Sighting) -> None:
        """Takes in one more sighting with what it says of the actor."""
        self.members.append(sighting)
        if not self.settled:
            self.country = self.country or sighting.country
            self.sector = self.sector or sighting.sector
            self.settled = sighting.settled
        self.sex = self.sex or sighting.sex

    @property
    def nouns(self) -> set[str]:
        """The plain nouns this actor was called, and the words of its roles."""
        return {member.noun.split()[-1] for member in self.members if member.noun}


class Cases:
    """The actors of a story, met in the order of the text."""

    def __init__(self, words: Wording, states: States, names: PlaceNames | None) -> None:
        self.words = words
        self.atlas = Atlas(words, states, names)
        self.cases: list[Case] = []
        self.by_key: dict[str, Case] = {}
        self.of: dict[int, Case] = {}  # id of a sighting → its case

    def gather(self, sightings: list[Sighting]) -> None:
        """Gives each sighting its case, in order of the text."""
        for sighting in sorted(sightings, key=lambda s: (s.begin, -s.end)):
            self._settle(sighting)
            case = self._match(sighting)
            if case is None:
                case = Case(sighting)
                self.cases.append(case)
            case.add(sighting)
            self.of[id(sighting)] = case
            self.by_key.setdefault(sighting.key, case)
            for alias in sighting.aliases:
                self.by_key.setdefault(f"alias:{alias.lower()}", case)
            initials = _initials(sighting)
            if initials:
                self.by_key.setdefault(f"alias:{initials}", case)

    def _settle(self, sighting: Sighting) -> None:
        """The country of the place around, for those whose own words say none."""
        if sighting.country is None and not sighting.settled and sighting.form != "pronoun":
            sighting.country = self.atlas.around(sighting.begin)

    def _match(self, sighting: Sighting) -> Case | None:
        if sighting.kind in {"organization", "armed-group"}:
            case = self.by_key.get(f"alias:{sighting.name.lower().removeprefix('the ')}")
            if case:
                return case
        if sighting.kind == "organization":
            army = self._force(sighting)
            if army:
                return army
        case = self.by_key.get(sighting.key)
        if case:
            return case
        if sighting.kind == "organization" and _is_plain(sighting):
            return self._plain_body(sighting)
        if sighting.form == "nominal" and sighting.kind == "unnamed":
            return self._nominal(sighting)
        return None

    def _force(self, sighting: Sighting) -> Case | None:
        """The one army or police of a country under its various names."""
        kind = FORCES.get(sighting.noun)
        if kind is None or not _is_force_name(sighting):
            return None
        key = f"{kind}:{sighting.country}"
        if key in self.by_key:
            return self.by_key[key]
        if _is_plain(sighting):
            known = [case for name, case in self.by_key.items() if name.startswith(kind + ":")]
            if len(known) == 1:
                return known[0]
        sighting.key = key
        return None

    def _plain_body(self, sighting: Sighting) -> Case | None:
        """ "the ministry", "the command": the last body of that noun."""
        noun = sighting.noun.split()[-1]
        for case in reversed(self.cases):
            if case.first.kind == "organization" and any(member.noun.endswith(noun) and not _is_plain(member) for member in case.members):
                return case
        return None

    def _nominal(self, sighting: Sighting) -> Case | None:
        """ "the diplomat", "the rebels": somebody already met under that noun."""
        noun = sighting.noun
        if sighting.sector in {"REB", "PRM"} and sighting.plural:
            groups = [case for case in self.cases if case.first.kind == "armed-group" and case.sector == sighting.sector]
            groups = groups or [case for case in self.cases if case.first.kind == "armed-group" and case.sector in {"REB", "PRM"}]
            return max(groups, key=lambda case: len(case.members), default=None)
        for case in reversed(self.cases):
            if case.first.kind not in {"person", "unnamed"}:
                continue
            if noun in case.nouns or noun in self._role_words(case):
                return case
        return None

    def _role_words(self, case: Case) -> set[str]:
        return {self.words.lower[number] for member in case.members if member.role for number in range(*member.role)}

    # -- pronouns and plain nouns -------------------------------------------------------------------------

    def refer(self) -> list[Sighting]:
        """The sightings of pronouns and "the group" nouns, each with the case it stands for."""
        found: list[Sighting] = []
        ordered = sorted((member for case in self.cases for member in case.members), key=lambda s: s.begin)
        taken = {number for member in ordered for number in range(member.begin, member.end)}
        for number in range(len(self.words)):
            if number in taken:
                continue
            sighting = self._pronoun(number, ordered) or self._noun(number, ordered)
            if sighting:
                found.append(sighting)
                ordered.append(sighting)
                ordered.sort(key=lambda s: s.begin)
        return found

    def _pronoun(self, number: int, ordered: list[Sighting]) -> Sighting | None:
        word = self.words.lower[number]
        if word not in PRONOUNS or self.words.quoted[number]:
            return None
        sex = PRONOUNS[word]
        if word in {"he", "she", "him"} or (word in {"his", "her"}):
            case = self._person(number, ordered, sex)
        elif word == "it" and (self.words.at(number + 1) in actor_use().speaking or self.words.at(number + 1) in {"had", "has", "will", "would", "also", "did"}):
            case = self._speaker(number, ordered, plural=False)
        elif word == "they" and self.words.at(number + 1) in actor_use().speaking:
            case = self._speaker(number, ordered, plural=True)
        else:
            return None
        return self._refer(number, number + 1, "pronoun", case)

    def _refer(self, begin: int, end: int, form: str, case: Case | None) -> Sighting | None:
        if case is None:
            return None
        sighting = Sighting(begin, end, case.first.kind, case.first.key, form="pronoun" if form == "pronoun" else "nominal")
        case.members.append(sighting)
        self.of[id(sighting)] = case
        return sighting

    def _before(self, number: int, ordered: list[Sighting]) -> list[Sighting]:
        near = self.words.sentence[number] - MEMORY
        return [member for member in ordered if member.end <= number and self.words.sentence[member.begin] >= near]

    def _person(self, number: int, ordered: list[Sighting], sex: Sex | None) -> Case | None:
        """The person whom "he" or "she" most likely means: who spoke last, else the last subject."""
        best: tuple[float, int, Case] | None = None
        for member in self._before(number, ordered):
            case = self.of[id(member)]
            if case.first.kind != "person" and not (case.first.kind == "unnamed" and not case.first.plural):
                continue
            if case.sex and sex and case.sex != sex:
                continue
            distance = self.words.sentence[number] - self.words.sentence[member.begin]
            score = -2.0 * distance + (3 if self._speaks(member) else 0) + (1 if member.begin <= self.words.first[member.begin] + 3 else 0)
            score += 0.5 if case.first.kind == "person" else 0
            if self.words.quoted[member.begin]:
                score -= 3
            if best is None or (score, member.begin) >= best[:2]:
                best = (score, member.begin, case)
        return best[2] if best else None

    def _speaks(self, member: Sighting) -> bool:
        """Whether reporting words stand beside this mention."""
        use = actor_use()
        after = self.words.at(member.full[1])
        if after == ",":
            after = self.words.at(member.full[1] + 1)
        before = self.words.at(member.full[0] - 1)
        before = self.words.at(member.full[0] - 2) if before in {"the", "a", "an", "to"} else before
        return after in use.speaking or self.words.at(member.end) in use.speaking or before in use.speaking or before == "according"

    def _speaker(self, number: int, ordered: list[Sighting], *, plural: bool) -> Case | None:
        """The body, state or group that spoke last."""
        fallback: Case | None = None
        for member in reversed(self._before(number, ordered)):
            case = self.of[id(member)]
            fits = case.first.plural if plural else case.first.kind in {"organization", "state", "armed-group", "place-as-actor"}
            if not fits or member.form == "demonym":
                continue
            if self._speaks(member) or member.begin <= self.words.first[member.begin] + 1:
                return case
            fallback = fallback or case
        return fallback

    def _noun(self, number: int, ordered: list[Sighting]) -> Sighting | None:
        if self.words.lower[number] != "the" or number + 1 >= len(self.words):
            return None
        anaphors = actor_use().anaphors
        for stop in range(min(number + 4, self.words.last[number]), number + 1, -1):
            phrase = " ".join(self.words.lower[number:stop])
            if phrase in anaphors.armed and self._stands(stop):
                case = self._last(number, ordered, ARMED) or (self._last(number, ordered, CHARITY) if phrase in anaphors.charity else None)
            elif phrase in anaphors.charity and self._stands(stop):
                case = self._last(number, ordered, CHARITY)
            else:
                continue
            return self._refer(number, stop, "nominal", case)
        return None

    def _stands(self, stop: int) -> bool:
        """Whether the noun stands by itself rather than before another ("the group leader")."""
        word = self.words.at(stop)
        use = actor_use()
        return not word or not word[0].isalpha() or word in use.speaking or word in use.acting or word in use.starters or word.endswith(("ed", "ly"))

    def _last(self, number: int, ordered: list[Sighting], sectors: frozenset[str | None]) -> Case | None:
        kinds = {"armed-group"} if sectors is ARMED else {"organization"}
        for member in reversed([m for m in ordered if m.end <= number]):
            case = self.of[id(member)]
            if case.first.kind in kinds and case.sector in sectors:
                return case
        return None

    # -- what no sighting says ---------------------------------------------------------------------------

    def reasons(self, grounds: dict[int, Span]) -> None:
        """Gives each stated ground of anonymity to the unnamed person of its sentence or the one before."""
        for sentence, span in grounds.items():
            best: Sighting | None = None
            for case in self.cases:
                for member in case.members:
                    if case.first.kind != "unnamed" or self.words.ends[member.begin] > span[0]:
                        continue
                    near = sentence - self.words.sentence[member.begin]
                    if 0 <= near <= 1 and (best is None or member.begin > best.begin):
                        best = member
            if best is not None:
                first = self.of[id(best)].first
                first.reason = first.reason or span
                first.anonymous = True


#: Pronouns with the sex they tell.
PRONOUNS: dict[str, Sex | None] = {"he": "male", "him": "male", "his": "male", "she": "female", "her": "female", "it": None, "they": None}
ARMED: frozenset[str | None] = frozenset({"REB", "PRM", "CRM", "GOV", "MIL"})
CHARITY: frozenset[str | None] = frozenset({"SOC", "MED", "EDU", "REL", None})
FORCES = {"army": "army", "military": "army", "armed forces": "army", "police": "police", "police force": "police"}


def _is_plain(sighting: Sighting) -> bool:
    """Whether the body is called by its noun alone."""
    return sighting.name.lower().removeprefix("the ") == sighting.noun


def _is_force_name(sighting: Sighting) -> bool:
    words = sighting.name.lower().replace("’", "'").removeprefix("the ").split()
    return len(words) <= len(sighting.noun.split()) + 1


def _initials(sighting: Sighting) -> str | None:
    words = sighting.name.replace("’s", "").replace("'s", "").split()
    letters = [word[0].lower() for word in words if word[0].isupper()]
    return "".join(letters) if sighting.kind == "organization" and len(letters) > 2 else None


class Atlas:
    """Which country the story is in at each word."""

    def __init__(self, words: Wording, states: States, names: PlaceNames | None) -> None:
        self.words = words
        self.placed: list[tuple[int, str]] = []  # word and country of places that say where
        self.told: list[tuple[int, str]] = []  # word and country of any name
        self._collect(states, names)
        self.home = self._dateline(names) or _most(self.told)

    def _collect(self, states: States, names: PlaceNames | None) -> None:
        for number, (end, code, what) in states.at.items():
            self.told.append((number, code))
            if what in {"state", "capital"} and self.words.at(number - 1) in actor_use().locative:
                self.placed.append((number, code))
            elif what == "capital" and self.words.at(end) in actor_use().place_nouns:
                self.placed.append((number, code))
        if names:
            self._gazetteer(states, names)
        self.placed.sort()
        self.told.sort()

    def _gazetteer(self, states: States, names: PlaceNames) -> None:
        use = actor_use()
        for number, word in enumerate(self.words.written):
            if number in states.at or not is_capitalised(word) or self.words.lower[number] in use.starters:
                continue
            before = self.words.at(number - 1)
            before = self.words.at(number - 2) if before in {"the", "outside"} else before
            if before not in use.place_prepositions and self.words.at(number + 1) not in use.place_nouns:
                continue
            end = number + 1
            while end < self.words.last[number] and end < number + 4 and is_capitalised(self.words.written[end]):
                end += 1
            for stop in range(end, number, -1):
                name = self.words.phrase(number, stop)
                if names.is_place(name):
                    code = names.country_of(name)
                    if code:
                        self.placed.append((number, code))
                    break

    def _dateline(self, names: PlaceNames | None) -> str | None:
        place = self.words.dateline
        if not place:
            return None
        for part in reversed([part.strip() for part in place.split(",")]):
            code = country_by_name(part) or country_of_capital(part.title())
            if code is None and names and names.is_place(part):
                code = names.country_of(part)
            if code:
                return code
        return None

    def around(self, number: int) -> str | None:
        """The country of the nearest place of the paragraph, else the story's."""
        paragraph = self.words.paragraph[number]
        for listed in (self.placed, self.told):
            near = [(at, code) for at, code in listed if self.words.paragraph[at] == paragraph and at < number]
            if near:
                return near[-1][1]
        return self.home or _most(self.told)


def _most(told: list[tuple[int, str]]) -> str | None:
    counts: dict[str, int] = {}
    for _, code in told:
        counts[code] = counts.get(code, 0) + 1
    return max(counts, key=lambda code: counts[code], default=None)


def merge(words: Wording, range_: Range) -> Span:
    """The offsets of a range of words."""
    return words.span(*range_)


__all__ = ["Atlas", "Case", "Cases", "actor_roles"]
