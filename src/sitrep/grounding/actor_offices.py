"""An office told in words and who held it on a day: "the Ukrainian president", "Belgorod regional governor"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Literal, TypeVar

from sitrep.codebook.actor_list import ListedActor, Office, state_body
from sitrep.codebook.actor_spellings import words_of
from sitrep.codebook.office_words import kinds_called, office_words, state_bodies_called
from sitrep.grounding.actor_index import Roster, Words, country_words

T = TypeVar("T")
#: The most words a country's name has.
COUNTRY_WORDS = 5
#: The most words a phrase for an office or a body of a state has, as a test says.
OFFICE_WORDS = 9
#: How an office fits a role: held on the day, at another time, not told by it, or of another kind or country.
Fit = Literal["now", "then", "open", "none"]
LEADER: Words = ("leader",)


@dataclass(frozen=True, slots=True)
class Description:
    """What words say of an office: its kinds, and what it is of."""

    kinds: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    units: tuple[str, ...] = ()  # as offices are of them: "UA/Kharkiv"
    body: ListedActor | None = None
    seat: bool = False  # told by the seat of the presidency: "the Kremlin's spokesman"
    leads: bool = False  # "the leader" of a country
    past: bool = False
    lesser: bool = False

    @property
    def country(self) -> str | None:
        """The country told first."""
        return self.countries[0] if self.countries else None

    @property
    def tells(self) -> bool:
        """Whether it tells an office at all."""
        return bool(self.kinds)


def describe(text: str, roster: Roster) -> Description:
    """What the words of a role or a description say of an office."""
    return _describe(words_of(text), roster)


@lru_cache(maxsize=4096)
def _describe(words: Words, roster: Roster) -> Description:
    run = _longest(words, kinds_called())
    begin, end = run or (0, 0)
    told = tuple(country_words()[words[first:last]] for first, last in _windows(words, country_words(), COUNTRY_WORDS))
    listed = office_words()
    return Description(
        kinds_called().get(words[begin:end], ()),
        tuple(dict.fromkeys(told)),
        _units(words, told, roster),
        _body(words, told, roster),
        seat=_names_seat(words),
        leads=words[begin:end] == LEADER,
        past=bool(listed.past & set(words)),
        lesser=bool(listed.lesser & set(words[:begin] if run else words)),
    )


@cache
def _seats() -> frozenset[Words]:
    return frozenset(map(words_of, office_words().presidential_seats))


def _names_seat(words: Words) -> bool:
    """Whether the seat of a presidency is among the words."""
    return any(words[begin:end] in _seats() for begin in range(len(words)) for end in (begin + 1, begin + 2))


def _windows(words: Words, index: Mapping[Words, T], longest: int) -> list[tuple[int, int]]:
    """The runs of words that are in the index, the longest at each place, none within another."""
    found: list[tuple[int, int]] = []
    begin = 0
    while begin < len(words):
        end = next((e for e in range(min(len(words), begin + longest), begin, -1) if words[begin:e] in index), None)
        if end is not None:
            found.append((begin, end))
        begin = end or begin + 1
    return found


def _longest(words: Words, index: Mapping[Words, T]) -> tuple[int, int] | None:
    """The longest run of words in the index, the last of equals."""
    longest = OFFICE_WORDS
    for length in range(min(longest, len(words)), 0, -1):
        for begin in range(len(words) - length, -1, -1):
            if words[begin : begin + length] in index:
                return begin, begin + length
    return None


def _body(words: Words, told: tuple[str, ...], roster: Roster) -> ListedActor | None:
    """The body named among the words: of the list, or the one that the country told has."""
    runs = _windows(words, roster.bodies, roster.longest_body)
    best = max(runs, key=lambda run: run[1] - run[0], default=None)
    state = _longest(words, state_bodies_called()) if told else None
    if state and (best is None or state[1] - state[0] > best[1] - best[0]):
        return state_body(told[0], state_bodies_called()[words[state[0] : state[1]]])
    if best is None:
        return None
    named = roster.bodies[words[best[0] : best[1]]]
    fitting = [body for body in named if body.country in told] or named
    return fitting[0] if len(fitting) == 1 else None


def _units(words: Words, told: tuple[str, ...], roster: Roster) -> tuple[str, ...]:
    """The units named among the words: those of a country told, else those that are its sovereign's."""
    listed = office_words()
    runs = _windows(words, roster.units, COUNTRY_WORDS)
    runs = [(begin, end) for begin, end in runs if end == len(words) or words[end] not in listed.patronage]
    found = [of for begin, end in runs for of in roster.units[words[begin:end]]]
    occupied = listed.occupied
    own = [of for of in found if of.partition("/")[0] in told]
    return tuple(own or [of for of in found if of.partition("/")[2] not in occupied.get(of.partition("/")[0], ())])


def held_on(office: Office, day: date) -> bool:
    """Whether the office was held on the day, as far as its months and years tell."""
    iso = day.isoformat()
    return iso[: len(office.begin)] >= office.begin and (not office.end or iso[: len(office.end)] <= office.end)


def holders(description: Description, day: date, roster: Roster) -> list[tuple[Office, ListedActor]]:
    """Who held such an office on the day; where one person holds it at a time, only who took it last."""
    found = [(office, actor) for office, actor in _offered(description, roster) if held_on(office, day)]
    newest: dict[tuple[str, str], tuple[Office, ListedActor]] = {}
    shared: list[tuple[Office, ListedActor]] = []
    for office, actor in found:
        if not office_words().offices[office.kind].one:
            shared.append((office, actor))
        elif (office.kind, office.of) not in newest or office.begin >= newest[office.kind, office.of][0].begin:
            newest[office.kind, office.of] = (office, actor)
    return [*newest.values(), *shared]


def _offered(description: Description, roster: Roster) -> list[tuple[Office, ListedActor]]:
    """The offices, whenever held, that the words may mean."""
    kinds = _kinds(description)
    places = places_told(description)
    return [(office, actor) for of in places for office, actor in roster.held.get(of, ()) if office.kind in kinds]


def _kinds(description: Description) -> tuple[str, ...]:
    if description.seat and "presidential-spokesperson" in description.kinds and description.body is None:
        return ("presidential-spokesperson",)
    if description.leads and not description.units and description.body is None:
        led = (kind for kind, countries in office_words().led_by.items() if description.country in countries)
        return (next(led, "president"),)
    return description.kinds


def places_told(description: Description) -> tuple[str, ...]:
    """What the office told may be of, as offices are of it: a unit before a body before a country."""
    if description.units:
        body = description.body.id if description.body else ""
        return tuple(of for of in description.units if not body or of.partition("/")[0] in {body, of[:2]})
    if description.body is not None:
        return (description.body.id,)
    if "ambassador" in description.kinds and len(description.countries) > 1:
        return (f"{description.countries[0]}>{description.countries[1]}",)
    return description.countries[:1]


def fit(actor: ListedActor, description: Description, day: date | None) -> Fit:
    """How the actor's offices fit what a role says of one."""
    if not description.tells:
        return "open"
    kinds = _kinds(description)
    places = places_told(description)
    fitting = [
        office
        for office in actor.offices
        if office.kind in kinds and (not places or _is_of(office, places, description))
    ]
    if not fitting:
        return "none"
    return "now" if day is None or any(held_on(office, day) for office in fitting) else "then"


def _is_of(office: Office, places: tuple[str, ...], description: Description) -> bool:
    """Whether the office is of one of these, or of a body or unit of the country told."""
    if office.of in places:
        return True
    inner = (
        office.of[:2] == places[0]
        or office.of.startswith(f"{places[0].lower()}-")
        or office.of.startswith(f"{places[0]}/")
    )
    return inner and not description.units and description.body is None
