"""Where a person stands: country and sector from the title, the body, the patron or public knowledge."""

from __future__ import annotations

from sitrep.annotations.actor_lexicon import lexicon, sector_of
from sitrep.annotations.setting import Setting, group_named, is_international, state_named
from sitrep.annotations.sightings import Sighting
from sitrep.annotations.titles import Title
from sitrep.codebook.actor_words import INHERIT, actor_nouns, actor_roles
from sitrep.codebook.known_actors import KnownActor, PublicFigure, public_figures

PATRONAGE = frozenset({"installed", "appointed", "backed", "allied", "controlled", "led", "run", "aligned", "imposed"})


def figure_named(setting: Setting, begin: int, end: int) -> PublicFigure | None:
    """The public figure of this name; a given name that differs is somebody else's."""
    lower = setting.words.lower
    figure = public_figures().get(lower[end - 1]) or public_figures().get(" ".join(lower[begin:end]))
    if figure is None or (end - begin > 1 and lower[begin] not in figure.given):
        return None
    return figure


def give_standing(setting: Setting, person: Sighting, title: Title | None, bodies: dict[int, Sighting]) -> None:
    """Settles the person's country and sector as far as the words around the name do."""
    figure = figure_named(setting, person.begin, person.end)
    if figure:
        person.country, person.sector, person.settled = figure.country, figure.sector, True
    if title is None:
        return
    person.sector = sector_of(title.sector) or person.sector
    if person.sector == "GOV" and _of_firm(setting, title):
        person.sector = "BUS"
    if _is_former(setting, title) and person.sector in {"GOV", "LEG"}:
        person.sector = "ELI"
    if _by_patron(setting, person, title) or _by_known(setting, person, title):
        return
    state = _state_within(setting, title) or setting.country_within(*title.words)
    if state and not person.settled:
        person.country = state
    if title.sector == INHERIT:
        _by_body(setting, person, title, bodies)


def _of_firm(setting: Setting, title: Title) -> bool:
    """Whether a "president" or "chairman" is one of a firm or club rather than of a state."""
    for number in range(title.words[0], title.words[1] - 1):
        if setting.words.lower[number] == "president" and setting.words.lower[number + 1] in {"of", "for"}:
            owner = number + 3 if setting.words.at(number + 2) == "the" else number + 2
            named = owner < title.words[1] and setting.nameable(owner)
            return named and owner not in setting.within_state and not setting.place(owner, owner + 1)
    return False


def _is_former(setting: Setting, title: Title) -> bool:
    begin = title.words[0]
    return setting.words.lower[begin] in {"former", "ex"} or setting.words.at(begin - 1) in {"former", "ex"}


def _is_official(setting: Setting, title: Title) -> bool:
    """Whether a role without a body is a government's: it says so, or has a portfolio ("Transport Adviser")."""
    begin, end = title.words
    if set(setting.words.lower[begin:end]) & actor_roles().official_words:
        return True
    return end - begin > 1 and all(word[0].isupper() for word in setting.words.written[begin:end])


def _state_within(setting: Setting, title: Title) -> str | None:
    return next((setting.states[number][1] for number in range(*title.words) if number in setting.states), None)


def _by_patron(setting: Setting, person: Sighting, title: Title) -> bool:
    """ "Moscow-installed" is Russia's man, "M23-appointed" the group's."""
    for number in range(*title.words):
        patron, _, bond = setting.words.written[number].rpartition("-")
        if bond.lower() not in PATRONAGE or not patron:
            continue
        group = group_named(patron)
        if group:
            person.country, person.sector, person.settled = group.country, group.sector, True
            return True
        state = state_named(patron)
        if state:
            person.country, person.settled = state, True
            person.sector = person.sector or "GOV"
            return True
    return False


def _by_known(setting: Setting, person: Sighting, title: Title) -> bool:
    """The known body or armed group in the title settles both; an international one leaves both open."""
    for number in range(*title.words):
        word = setting.words.lower[number]
        actor: KnownActor | None = setting.known[number][1] if number in setting.known else None
        if word in actor_nouns().bodies.international or word in {"nato", "eu"} or (actor and is_international(actor)):
            person.country = person.sector = None
            person.settled = True
            return True
        if actor:
            person.country = actor.country
            if actor.kind == "armed-group" or sector_of(title.sector) is None:
                person.sector = actor.sector
            person.settled = True
            return True
    return False


def _by_body(setting: Setting, person: Sighting, title: Title, bodies: dict[int, Sighting]) -> None:
    """The sector of the body whose spokesman or head the person is."""
    if title.body is None:
        official = _is_official(setting, title) or _state_within(setting, title) is not None
        person.sector = person.sector or ("GOV" if official else None)
        return
    body = bodies.get(title.body[0])
    if body:
        person.sector = body.sector or person.sector
        person.country = person.country or body.country
        person.settled = person.settled or body.settled
        return
    for number in range(*title.body):
        match = lexicon().common_bodies.longest(setting.words.lower, number, title.body[1])
        if match:
            person.sector = match[1]
            return
