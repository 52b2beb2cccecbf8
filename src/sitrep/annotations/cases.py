"""Who is who by name: sightings of one actor share a case."""

from __future__ import annotations

from dataclasses import dataclass, field

from sitrep.annotations.atlas import Atlas
from sitrep.annotations.setting import Setting
from sitrep.annotations.sightings import Sex, Sighting
from sitrep.codebook.actor_words import actor_nouns, actor_use


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
        country = behind or self.atlas.around(sighting.begin)
        armed = sighting.kind == "organization" and actor_nouns().bodies.forces.get(sighting.noun) == "army"
        return actor_nouns().bodies.foreign_armies.get(country or "", country) if armed else country

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
        forces = [sighting for sighting in sightings if sighting.kind == "organization" and _is_force(sighting)]
        armies = sorted((force for force in forces if kinds[force.noun] == "army"), key=lambda force: force.begin)
        named = {army.country for army in armies if army.country}
        at_home: set[str] = set()
        for army in armies:
            if army.country is None and (army.noun in at_home or self._stands_at_home(army, armies)):
                at_home.add(army.noun)
                home = self.atlas.dateline or ""
                army.country = actor_nouns().bodies.foreign_armies.get(home, home)
            elif army.country is None and len(named) == 1:
                army.country = next(iter(named))

    def _stands_at_home(self, army: Sighting, armies: list[Sighting]) -> bool:
        """Whether "the army" is that of the country where the story was filed and now stands, no other named before."""
        home = self.atlas.dateline
        named = next((one for one in armies if one.country), None)
        if home is None or named is None or named.country == home or named.begin < army.begin:
            return False
        return self.atlas.around(army.begin) == home

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
        phrase = f"the {sighting.noun}"
        definite = self.words.at(sighting.begin - 1) == "the"
        for case in reversed(self.cases):
            if case.first.kind != "organization" or case.first.begin == sighting.begin:
                continue
            if any(_is_noun_of(member, sighting.noun) and not _is_plain(member) for member in case.members):
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


ARMED: frozenset[str | None] = frozenset({"REB", "PRM", "CRM", "GOV", "MIL"})
CHARITY: frozenset[str | None] = frozenset({"SOC", "MED", "EDU", "REL", None})


def _is_noun_of(member: Sighting, noun: str) -> bool:
    """Whether the plain noun means this body: "the ministry" any, "the defence ministry" no interior ministry."""
    return member.noun == noun or member.noun.split()[-1:] == [noun]


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
