"""Offices by the words they are told by, and the bodies that every state has."""

from functools import cache

from sitrep.codebook.actor_spellings import words_of
from sitrep.codebook.files import Entry, read


class OfficeKind(Entry):
    """A kind of office: its sector, whether one person holds it at a time, and what it is called."""

    called: tuple[str, ...]
    sector: str | None = None
    one: bool = False


class StateBody(Entry):
    """A body that every state has: its name, its sector and what it is called."""

    name: str
    called: tuple[str, ...]
    sector: str


class OfficeWords(Entry):
    """The kinds of office, whom "the leader" of a country means, and the bodies that every state has."""

    offices: dict[str, OfficeKind]
    led_by: dict[str, frozenset[str]]
    presidential_seats: frozenset[str]
    occupied: dict[str, frozenset[str]]
    patronage: frozenset[str]
    past: frozenset[str]
    lesser: frozenset[str]
    state_bodies: dict[str, StateBody]
    same_bodies: dict[str, str]


@cache
def office_words() -> OfficeWords:
    """The words for offices and for the bodies of states."""
    return read("actors/offices.yaml", OfficeWords)


@cache
def kinds_called() -> dict[tuple[str, ...], tuple[str, ...]]:
    """The kinds of office by the folded words of each of the phrases that tell one."""
    found: dict[tuple[str, ...], list[str]] = {}
    for kind, office in office_words().offices.items():
        for phrase in office.called:
            found.setdefault(words_of(phrase), []).append(kind)
    return {phrase: tuple(kinds) for phrase, kinds in found.items()}


@cache
def state_bodies_called() -> dict[tuple[str, ...], str]:
    """The kind of state body by the folded words of each of the phrases that name one."""
    return {words_of(phrase): kind for kind, body in office_words().state_bodies.items() for phrase in body.called}
