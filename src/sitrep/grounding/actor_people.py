"""Which person of the list a name means; a bare surname means nobody without support."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from typing import NamedTuple

from sitrep.codebook.actor_list import ListedActor
from sitrep.codebook.actor_spellings import spellings, words_of
from sitrep.codebook.actor_words import actor_roles
from sitrep.codebook.office_words import kinds_called
from sitrep.grounding.actor_index import Roster, Words, name_keys, plain_words, surname_keys
from sitrep.grounding.actor_offices import Description, Fit, describe, fit, held_on

#: How sure a person is by what supports the name; what stands below FLOOR is nobody.
FULL = {"now": 0.98, "then": 0.93, "open": 0.9, "none": 0.7}
HEARD, ROLE_ONLY, ALONE, LONELY = 0.96, 0.9, 0.75, 0.65
#: A full name that nothing in the story supports, and one that the story's countries speak against.
UNSUPPORTED, ELSEWHERE = 0.75, 0.55
#: Sectors of people whose trade is not public life: a teacher of a minister's name is not the minister.
PRIVATE = frozenset({"CVL", "EDU", "LAB", "AGR", "BUS", "MED", "JRN", "REF"})


class Named(NamedTuple):
    """An actor as a story tells of one: its words, its kind where known, its role words and country."""

    text: str
    kind: str | None = None
    role: str = ""
    country: str | None = None
    aged: bool = False  # an age is told beside the name, as of people nobody knows


@dataclass(frozen=True)
class Surroundings:
    """What the rest of the story says: the names of people and bodies in it, and the countries it tells of.

    ``states`` are the countries that act or are spoken of as states, not only as places.
    """

    people: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    states: frozenset[str] = field(default_factory=frozenset)
    places: frozenset[str] = field(default_factory=frozenset)

    @cached_property
    def countries(self) -> frozenset[str]:
        """The countries of the story, told as states or as places."""
        return self.states | self.places

    @cached_property
    def heard(self) -> dict[str, tuple[str, ...]]:
        """The full names of the story's people by the key of the surname."""
        found: dict[str, list[str]] = {}
        for name in dict.fromkeys(self.people):
            keys = name_keys(name)
            if len(keys) > 1:
                found.setdefault(keys[-1], []).append(name)
        return {surname: tuple(names) for surname, names in found.items()}

    @cached_property
    def full_names(self) -> frozenset[Words]:
        """The keys of the full names of the story's people."""
        return frozenset(name_keys(name) for names in self.heard.values() for name in names)

    @cached_property
    def body_words(self) -> frozenset[Words]:
        """The folded words of the story's bodies."""
        return frozenset(map(plain_words, self.bodies))


class Resolution(NamedTuple):
    """Who is meant, how sure that is, and why; ``actor`` None says that nobody listed is, with the reason."""

    actor: ListedActor | None
    score: float
    reason: str


def nobody(reason: str) -> Resolution:
    """Nobody of the list, for this reason."""
    return Resolution(None, 0.0, reason)


@dataclass(frozen=True)
class PersonQuestion:
    """A person's name with all that may support it."""

    named: Named
    day: date | None
    around: Surroundings
    roster: Roster

    @cached_property
    def name(self) -> str:
        """The name without the words of a role before it."""
        whole = name_keys(self.named.text)
        return self.named.text if whole and self.bearers(whole) else _without_role(self.named.text, self.roster)

    @cached_property
    def role(self) -> str:
        """The words of the role, those before the name among them."""
        lead = self.named.text[: len(self.named.text) - len(self.name)]
        return f"{lead} {self.named.role}".strip()

    @cached_property
    def description(self) -> Description:
        """What the role says of an office."""
        return describe(self.role, self.roster) if self.role else Description()

    def answer(self) -> Resolution:
        """The person meant."""
        keys = name_keys(self.name)
        if not keys:
            return nobody("no name")
        alone = self.roster.alone.get(surname_keys(self.name), ())
        if len(keys) == 1 or (alone and not self.bearers(keys)):
            return self._by_surname(keys[-1], alone)
        return self.chosen(self.bearers(keys), "full name")

    def bearers(self, keys: Words) -> list[ListedActor]:
        """The people of this full name: all words alike, or first and last with more words between."""
        found: dict[str, ListedActor] = {}
        for actor, own in self.roster.surnames.get(keys[-1], ()):
            if own == keys or (len(own) > 1 and own[0] == keys[0] and _within(own, keys)):
                found.setdefault(actor.id, actor)
        return list(found.values())

    def chosen(self, candidates: list[ListedActor], how: str) -> Resolution:
        """The one candidate that the story supports most."""
        if not candidates:
            return nobody("nobody listed bears this name")
        judged = sorted((self._judged(actor, how) for actor in candidates), key=lambda found: -found.score)
        best = judged[0]
        if len(judged) > 1 and judged[1].score == best.score > 0:
            return nobody("several people of this name fit")
        return best

    def _judged(self, actor: ListedActor, how: str) -> Resolution:
        against = self._against(actor)
        if against:
            return nobody(against)
        fits = fit(actor, self.description, self.day)
        score = FULL[fits]
        if fits in {"open", "none"}:
            score = min(score, self._support(actor))
        return Resolution(actor, score, f"{how}, {WHY[fits]}")

    def _against(self, actor: ListedActor) -> str | None:
        """What in the words beside the name says that it is somebody else."""
        told = self.description
        if self.named.aged and not told.tells:
            return "another person of this name, told with an age"
        if not told.tells and _trade(self.role or "") in PRIVATE and actor.sector not in PRIVATE:
            return "another person of this name, by trade"
        if told.lesser and fit(actor, told, self.day) != "now":
            return "another person of this name, by office"
        countries = set(told.countries)
        if countries and actor.country and actor.country not in countries and not self._serves(actor, countries):
            return "another person of this name, of another country"
        return None

    def _serves(self, actor: ListedActor, countries: set[str]) -> bool:
        """Whether an office of the actor has to do with one of the countries."""
        return (
            any(
                country in {office.of[:2], office.of[-2:]} or office.of.startswith(f"{country.lower()}-")
                for office in actor.offices
                for country in countries
            )
            or fit(actor, self.description, self.day) in {"now", "then"}
            and self.description.body is not None
        )

    def _support(self, actor: ListedActor) -> float:
        """How much the countries of the story speak for the actor where no office does."""
        if self._at_home(actor):
            return 1.0
        return ELSEWHERE if self.around.countries and actor.country else UNSUPPORTED

    def _at_home(self, actor: ListedActor) -> bool:
        """Whether the story tells of the actor's country, or of a body the actor is of."""
        if actor.country is not None:
            return actor.country in {self.named.country, *self.around.countries}
        of = (self.roster.get(office.of.partition("/")[0]) for office in actor.offices if office.of[0].islower())
        return any(plain_words(name) in self.around.body_words for body in of if body for name in body.names)

    # -- a surname alone --------------------------------------------------------------------------------

    def _by_surname(self, surname: str, alone: tuple[ListedActor, ...]) -> Resolution:
        full = self.around.heard.get(surname, ())
        if full:
            return self._heard(full)
        known = list(dict.fromkeys((*alone, *(actor for actor, _ in self.roster.surnames.get(surname, ())))))
        if not known:
            return nobody("nobody listed bears this name")
        if self.description.tells:
            fitting = [
                actor for actor in known if fit(actor, self.description, self.day) == "now" and self._told(actor)
            ]
            if len(fitting) == 1:
                return Resolution(fitting[0], ROLE_ONLY, "surname and the office held on the day")
        return self._alone([actor for actor in alone if not self._against(actor)])

    def _heard(self, full: tuple[str, ...]) -> Resolution:
        """The person whose full name the story gives elsewhere."""
        asked = [
            (name, PersonQuestion(Named(name, role=self.role), self.day, self.around, self.roster)) for name in full
        ]
        found = [one.chosen(one.bearers(name_keys(name)), "full name") for name, one in asked]
        known = [one for one in found if one.actor is not None]
        if len(full) > 1 and len({one.actor.id for one in known if one.actor}) != 1:
            return nobody("several people of this surname are in the story")
        if len(full) > 1 and len(known) < len(full):
            return nobody("several people of this surname are in the story")
        one = found[0]
        if one.actor is None:
            return nobody(f"the story's {full[0]}: {one.reason}")
        return Resolution(one.actor, min(one.score, HEARD), f"surname of the story's {full[0]}")

    def _told(self, actor: ListedActor) -> bool:
        """Whether the office's country is told, or the story tells of it."""
        return bool(self.description.countries or self.description.body or self.description.units) or (
            self._at_home(actor)
        )

    def _alone(self, known: list[ListedActor]) -> Resolution:
        """A name that somebody goes by alone, where the story tells of the country."""
        supported = [actor for actor in known if self._acts_here(actor) and self._role_fits(actor)]
        if len(supported) != 1:
            return nobody("a bare surname without support" if not supported else "several people go by this name")
        if fit(supported[0], self.description, self.day) == "open" and self._rivals(supported[0]):
            return nobody("several people of this surname hold offices there")
        fits = fit(supported[0], self.description, self.day)
        return Resolution(
            supported[0], ALONE if fits != "open" else LONELY, "goes by this name, and the state acts in the story"
        )

    def _acts_here(self, actor: ListedActor) -> bool:
        """Whether the story has the actor's full name, or the state or the body the actor is of acts in it."""
        if any(name in self.around.full_names for name in map(name_keys, actor.names)):
            return True
        if spellings().shared & set(words_of(self.name)):
            return False
        return actor.country in self.around.states if actor.country else self._at_home(actor)

    def _rivals(self, known: ListedActor) -> bool:
        """Whether somebody else of this surname holds an office in the story's countries."""
        bearers = {actor.id: actor for actor, _ in self.roster.surnames.get(name_keys(self.name)[-1], ())}
        bearers.pop(known.id, None)
        return any(
            self._at_home(actor) and any(self.day is None or held_on(office, self.day) for office in actor.offices)
            for actor in bearers.values()
        )

    def _role_fits(self, actor: ListedActor) -> bool:
        return not self.description.tells or fit(actor, self.description, self.day) != "none"


WHY: dict[Fit, str] = {
    "now": "office held on the day",
    "then": "office held at another time",
    "open": "no office told",
    "none": "another office told",
}


def _within(own: Words, keys: Words) -> bool:
    """Whether the shorter of two names of one first and last word has only words of the longer."""
    short, long = sorted((own, keys), key=len)
    return len(short) > 1 and set(short) <= set(long)


def _without_role(text: str, roster: Roster) -> str:
    """The text behind the words of a title that open it ("President Volodymyr Zelenskyy")."""
    parts = text.split()
    for number in range(len(parts) - 1, 0, -1):
        lead = " ".join(parts[:number])
        if parts[number][:1].isupper() and describe(lead, roster).tells and _ends_in_office(lead):
            return " ".join(parts[number:])
    return text


def _ends_in_office(lead: str) -> bool:
    words = words_of(lead)
    return any(words[begin:] in _office_words() for begin in range(len(words)))


@cache
def _office_words() -> frozenset[Words]:
    return frozenset(kinds_called())


@cache
def _trades() -> dict[Words, str]:
    return {words_of(role): sector for sector, roles in actor_roles().roles.items() for role in roles}


def _trade(role: str) -> str | None:
    """The sector of the last role words among these."""
    words = words_of(role)
    found = [
        (begin, _trades()[words[begin:end]])
        for begin in range(len(words))
        for end in range(begin + 1, len(words) + 1)
        if words[begin:end] in _trades()
    ]
    return max(found)[1] if found else None
