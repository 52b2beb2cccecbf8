"""Who is meant by "he", "it", "the group" and "the enemy", and whose the stated ground of anonymity is."""

from __future__ import annotations

from sitrep.annotations.cases import ARMED, CHARITY, Case, Cases
from sitrep.annotations.layers import Span
from sitrep.annotations.sightings import Sex, Sighting
from sitrep.codebook.actor_words import actor_use
from sitrep.codebook.countries import name_of

#: How many sentences back a pronoun looks for its person.
MEMORY = 5
#: Pronouns with the sex they tell.
PRONOUNS: dict[str, Sex | None] = {
    "he": "male",
    "him": "male",
    "his": "male",
    "she": "female",
    "her": "female",
    "it": None,
    "they": None,
}


class References:
    """Finds what pronouns and plain nouns stand for among the cases of a story."""

    def __init__(self, cases: Cases) -> None:
        self.book = cases
        self.words = cases.words
        self.cases = cases.cases
        self.of = cases.of
        self.by_key = cases.by_key

    def refer(self) -> list[Sighting]:
        """The sightings of pronouns and "the group" nouns, each with the case it stands for."""
        found: list[Sighting] = []
        ordered = sorted((member for case in self.cases for member in case.members), key=lambda s: s.begin)
        taken = {number for member in ordered for number in range(member.begin, member.end)}
        for number in self.words.among({*PRONOUNS, "the"}):
            if number in taken:
                continue
            sighting = self._pronoun(number, ordered)
            if sighting is None and number + 1 not in taken:
                sighting = self._noun(number, ordered)
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
        elif word == "it" and self._is_told(number + 1):
            case = self._speaker(number, ordered, plural=False)
        elif word == "they" and self._is_told(number + 1):
            case = self._speaker(number, ordered, plural=True)
        else:
            return None
        return self._refer(number, number + 1, "pronoun", case)

    def _is_told(self, number: int) -> bool:
        """Whether a reporting verb stands here, behind "also" or an auxiliary at most."""
        word = self.words.at(number)
        if word in {"also", "later", "earlier", "had", "has", "have"}:
            word = self.words.at(number + 1)
        return word in actor_use().speaking

    def _refer(self, begin: int, end: int, form: str, case: Case | None) -> Sighting | None:
        if case is None:
            return None
        sighting = Sighting(
            begin, end, case.first.kind, case.first.key, form="pronoun" if form == "pronoun" else "nominal"
        )
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
            score = (
                -2.0 * distance
                + (3 if self._speaks(member) else 0)
                + (1 if member.begin <= self.words.first[member.begin] + 3 else 0)
            )
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
        return (
            after in use.speaking
            or self.words.at(member.end) in use.speaking
            or before in use.speaking
            or before == "according"
        )

    def _speaker(self, number: int, ordered: list[Sighting], *, plural: bool) -> Case | None:
        """The body, state or group that spoke last."""
        fallback: Case | None = None
        for member in reversed(self._before(number, ordered)):
            case = self.of[id(member)]
            fits = (
                case.first.plural
                if plural
                else case.first.kind in {"organization", "state", "armed-group", "place-as-actor"}
            )
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
            if phrase in anaphors.enemies:
                case = self._enemy()
            elif phrase in anaphors.militias and self._stands(stop):
                case = self._last(number, ordered, frozenset({"PRM"})) or self._last(number, ordered, ARMED)
            elif phrase in anaphors.rebels and self._stands(stop):
                case = self._last(number, ordered, ARMED)
                charity = self._last(number, ordered, CHARITY) if phrase in anaphors.charity else None
                if charity and (case is None or _latest(charity, number) > _latest(case, number)):
                    case = charity
            elif phrase in anaphors.charity and self._stands(stop):
                case = self._last(number, ordered, CHARITY)
            else:
                continue
            return self._refer(number, stop, "nominal", case)
        return None

    def _enemy(self) -> Case | None:
        """Whom the country of the story calls the enemy."""
        code = actor_use().adversaries.get(self.book.atlas.home or "")
        if code is None:
            return None
        if f"state:{code}" not in self.by_key:
            first = Sighting(
                0, 0, "state", f"state:{code}", name=name_of(code) or code, country=code, sector="GOV", settled=True
            )
            case = Case(first, country=code, sector="GOV", settled=True)
            self.cases.append(case)
            self.by_key[first.key] = case
        return self.by_key[f"state:{code}"]

    def _stands(self, stop: int) -> bool:
        """Whether the noun stands by itself rather than before another ("the group leader")."""
        word = self.words.at(stop)
        use = actor_use()
        return (
            not word
            or not word[0].isalpha()
            or word in use.speaking
            or word in use.acting
            or word in use.function_words
            or word in use.calendar
            or word.endswith(("ed", "ly"))
        )

    def _last(self, number: int, ordered: list[Sighting], sectors: frozenset[str | None]) -> Case | None:
        kinds = {"organization"} if sectors is CHARITY else {"armed-group"}
        for member in reversed([m for m in ordered if m.end <= number]):
            case = self.of[id(member)]
            if case.first.kind in kinds and case.sector in sectors:
                return case
        return None

    def reasons(self, grounds: dict[int, Span]) -> None:
        """Gives each stated ground of anonymity to the unnamed person of its sentence or the one before."""
        for sentence, span in grounds.items():
            best = self._nameless(sentence, span)
            if best is not None:
                best.reason = best.reason or span
                best.anonymous = True

    def _nameless(self, sentence: int, span: Span) -> Sighting | None:
        """The first sighting of whoever most likely keeps the name back: the nearest official, not a victim."""
        ranked: list[tuple[bool, int, Sighting]] = []
        for case in self.cases:
            if case.first.kind != "unnamed" or case.sector in {"CVL", "REF"}:
                continue
            for member in case.members:
                near = sentence - self.words.sentence[member.begin]
                if self.words.ends[member.begin] <= span[0] and 0 <= near <= 1:
                    ranked.append((near == 0, member.begin, case.first))
        return max(ranked, key=lambda item: item[:2])[2] if ranked else None


def _latest(case: Case, number: int) -> int:
    return max((member.begin for member in case.members if member.end <= number), default=-1)
