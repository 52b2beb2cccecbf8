"""Who is who: sightings of one actor share an entity; pronouns and plain nouns find theirs."""

from __future__ import annotations

from dataclasses import dataclass, field

from sitrep.annotations.atlas import Atlas
from sitrep.annotations.layers import Span
from sitrep.annotations.setting import Setting
from sitrep.annotations.sightings import Sex, Sighting
from sitrep.codebook.actor_words import actor_nouns, actor_use
from sitrep.codebook.countries import name_of

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

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.words = setting.words
        self.atlas = Atlas(setting)
        self.cases: list[Case] = []
        self.by_key: dict[str, Case] = {}
        self.of: dict[int, Case] = {}  # id of a sighting → its case

    def gather(self, sightings: list[Sighting]) -> None:
        """Gives each sighting its case, in order of the text."""
        self._claim_forces(sightings)
        self._appose(sightings)
        for sighting in sorted(sightings, key=lambda s: (s.begin, -s.end)):
            self._spokesman(sighting)
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
            if sighting.initials:
                self.by_key.setdefault(f"alias:{sighting.initials.lower()}", case)

    def _spokesman(self, sighting: Sighting) -> None:
        """ "Its spokesman, X", "spokesman X said": of the body or group met last."""
        if (
            sighting.kind != "person"
            or sighting.sector
            or sighting.settled
            or sighting.role is None
            or sighting.affiliation
        ):
            return
        begin = sighting.role[0]
        bare = self.words.lower[begin].startswith("spokes")
        if not bare and self.words.at(begin - 1) not in {"its", "their"}:
            return
        paragraph = self.words.paragraph[begin]
        for case in reversed(self.cases):
            last = case.members[-1]
            if (
                case.first.kind in {"organization", "armed-group"}
                and case.sector
                and self.words.paragraph[last.begin] == paragraph
                and not case.first.outlet
            ):
                sighting.country, sighting.sector, sighting.settled = case.country, case.sector, case.settled
                return

    def _settle(self, sighting: Sighting) -> None:
        """The country of the place around, for those whose own words say none."""
        if sighting.country is None and not sighting.settled and sighting.form != "pronoun":
            sighting.country = self._country(sighting)

    def _country(self, sighting: Sighting) -> str | None:
        if sighting.kind == "person":
            return self.atlas.of_person(sighting.begin)
        behind = self.setting.country_behind(sighting.end) or self._of_owner(sighting)
        return behind or self.atlas.around(sighting.begin)

    def _of_owner(self, sighting: Sighting) -> str | None:
        """The country of the person who owns a body ("Macron's office")."""
        if self.words.at(sighting.begin + 1) != "'s":
            return None
        owner = self.words.lower[sighting.begin]
        named = (case for case in self.cases if case.first.kind == "person" and case.first.key.split()[-1] == owner)
        return next((case.country for case in named), None)

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

    def _claim_forces(self, sightings: list[Sighting]) -> None:
        """ "The army" of a story that names one country's army is that one."""
        kinds = actor_nouns().bodies.forces
        named: dict[str, set[str]] = {}
        forces = [sighting for sighting in sightings if sighting.kind == "organization" and _is_force(sighting)]
        for sighting in forces:
            if sighting.country:
                named.setdefault(kinds[sighting.noun], set()).add(sighting.country)
        for sighting in forces:
            countries = named.get(kinds[sighting.noun], set())
            if sighting.country is None and len(countries) == 1 and kinds[sighting.noun] == "army":
                sighting.country = next(iter(countries))

    def _appose(self, sightings: list[Sighting]) -> None:
        """ "The Kivu Justice Network, a local rights group": the second is the first, described."""
        ends = {s.full[1]: s for s in sightings if s.kind in {"organization", "armed-group"}}
        for sighting in sightings:
            if sighting.kind != "organization":
                continue
            at = sighting.begin - 1
            if self.words.at(at) in {"a", "an", "the"} and self.words.at(at - 1) == "," and at - 1 in ends:
                named = ends[at - 1]
                after = self.words.at(sighting.end)
                if named is not sighting and (
                    not after or not after[0].isalnum() or after in {"that", "which", "in", "based", "and"}
                ):
                    sighting.key, sighting.form = named.key, "nominal"
                    sighting.role = (sighting.begin, sighting.end)
                    sighting.country, sighting.sector = named.country, named.sector

    def _force(self, sighting: Sighting) -> Case | None:
        """The one army or police of a country under its various names."""
        kind = actor_nouns().bodies.forces.get(sighting.noun)
        if kind is None or not _is_force(sighting):
            return None
        key = f"{kind}:{sighting.country}"
        if key in self.by_key:
            return self.by_key[key]
        if _is_plain(sighting):
            known = [case for name, case in self.by_key.items() if name.startswith(kind + ":")]
            if len(known) == 1 and kind == "army":
                return known[0]
        sighting.key = key
        return None

    def _plain_body(self, sighting: Sighting) -> Case | None:
        """ "the ministry", "the command": the last body of that noun; "the charity": the last that is one."""
        noun = sighting.noun.split()[-1]
        phrase = f"the {sighting.noun}"
        definite = self.words.at(sighting.begin - 1) == "the"
        for case in reversed(self.cases):
            if case.first.kind != "organization" or case.first.begin == sighting.begin:
                continue
            if any(member.noun.split()[-1:] == [noun] and not _is_plain(member) for member in case.members):
                return case if definite or sighting.noun in {"police"} else None
            if definite and phrase in actor_use().anaphors.charity and case.sector in CHARITY and not case.first.outlet:
                return case
        return None

    def _nominal(self, sighting: Sighting) -> Case | None:
        """ "the diplomat", "the rebels": somebody already met under that noun."""
        noun = sighting.noun
        if sighting.sector in {"REB", "PRM"} and sighting.plural:
            militia = {"PRM"} if f"the {noun}" in actor_use().anaphors.militias else {"REB", "GOV"}
            groups = [case for case in self.cases if case.first.kind == "armed-group" and case.sector in militia]
            groups = groups or [
                case for case in self.cases if case.first.kind == "armed-group" and case.sector in ARMED
            ]
            return max(groups, key=lambda case: len(case.members), default=None)
        for case in reversed(self.cases):
            if case.first.kind not in {"person", "unnamed"} or (case.first.kind == "person" and sighting.plural):
                continue
            if noun in case.nouns or (not sighting.plural and noun in self._role_words(case)):
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
        code = actor_use().adversaries.get(self.atlas.home or "")
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

    # -- what no sighting says ---------------------------------------------------------------------------

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
ARMED: frozenset[str | None] = frozenset({"REB", "PRM", "CRM", "GOV", "MIL"})
CHARITY: frozenset[str | None] = frozenset({"SOC", "MED", "EDU", "REL", None})


def _is_plain(sighting: Sighting) -> bool:
    """Whether the body is called by its noun alone."""
    return sighting.name.lower().removeprefix("the ") == sighting.noun


def _is_force(sighting: Sighting) -> bool:
    """Whether this is a country's army or police as such, with its country's name at most."""
    if sighting.noun not in actor_nouns().bodies.forces:
        return False
    words = (
        sighting.name.lower()
        .replace("’s", "")
        .replace("'s", "")
        .removeprefix("the ")
        .removesuffix(sighting.noun)
        .split()
    )
    return not words or (sighting.country is not None and len(words) <= 2 and not set(words) & actor_nouns().describers)


def _latest(case: Case, number: int) -> int:
    return max((member.begin for member in case.members if member.end <= number), default=-1)
