"""Which body, state or government a name means; a shared acronym needs the story's support."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sitrep.codebook.actor_list import ListedActor, state_body
from sitrep.codebook.actor_spellings import words_of
from sitrep.codebook.office_words import office_words, state_bodies_called
from sitrep.grounding.actor_index import Roster, Words, country_words, plain_words
from sitrep.grounding.actor_people import Named, Resolution, Surroundings, nobody

ACRONYM = re.compile(r"(?:[A-Z]\.?){2,6}(?:[/-][A-Z0-9]+)?[0-9]{0,2}")
#: How sure a body is by what supports its name.
SPELT_OUT, NAMED, AT_HOME, ABROAD, BARE, ECHOED, OWNED = 0.97, 0.95, 0.85, 0.75, 0.6, 0.9, 0.8
SMALL = frozenset({"of", "the", "and", "for", "in", "de", "du", "la"})


def body_named(named: Named, around: Surroundings, roster: Roster) -> Resolution | None:
    """The body of this name, or why it is none that is listed; None where no body bears the name."""
    words = plain_words(named.text)
    listed = roster.bodies.get(words)
    if listed is None:
        return _of_state(named, words) or _echoed(words, around, roster)
    if ACRONYM.fullmatch(named.text.strip()):
        return _acronym(words, listed, around)
    return _spelt_out(listed, around)


def _spelt_out(listed: Sequence[ListedActor], around: Surroundings) -> Resolution:
    if len(listed) > 1:
        listed = [body for body in listed if body.country in around.countries]
    if len(listed) != 1:
        return nobody("several bodies bear this name")
    home = listed[0].country is None or not around.countries or listed[0].country in around.countries
    return Resolution(listed[0], NAMED if home else ABROAD, "name of a body")


def _acronym(words: Words, listed: Sequence[ListedActor], around: Surroundings) -> Resolution:
    spelt = [
        body for body in listed if any(plain_words(name) in around.body_words for name in body.names if " " in name)
    ]
    if len(spelt) == 1:
        return Resolution(spelt[0], SPELT_OUT, "acronym of a body that the story spells out")
    rival = next((name for name in around.bodies if _initials(name) == "".join(words)), None)
    if rival is not None and not spelt:
        return nobody(f"the story's {rival}")
    home = [body for body in listed if body.country in around.countries]
    home = home or [body for body in listed if body.country is None]
    if len(home) == 1:
        return Resolution(home[0], AT_HOME, "acronym of a body of the story's countries")
    if home or len(listed) > 1:
        return nobody("several bodies share this acronym")
    if around.countries:
        return nobody("an acronym of a country that the story does not tell of")
    return Resolution(listed[0], BARE, "acronym without support")


def _initials(name: str) -> str:
    words = [word for word in words_of(name) if word not in SMALL]
    return "".join(word[0] for word in words) if len(words) > 1 else ""


def _echoed(words: Words, around: Surroundings, roster: Roster) -> Resolution | None:
    """ "The Guards" of a story that tells of one body whose name ends so."""
    if len(words) != 1:
        return None
    full = [name for name in around.body_words if len(name) > 1 and name[-1] == words[0]]
    found = {body.id: body for name in full for body in roster.bodies.get(name, ())}
    if len(found) != 1 or any(name not in roster.bodies for name in full):
        return None
    return Resolution(next(iter(found.values())), ECHOED, "last word of a body that the story names")


def _of_state(named: Named, words: Words) -> Resolution | None:
    """ "Russia's Defense Ministry": the body of this kind of the country told, or of the one the story gives it."""
    called = state_bodies_called()
    for end in range(len(words), 0, -1):
        for begin in range(end):
            if words[begin:end] in called:
                rest = tuple(word for word in words[:begin] + words[end:] if word not in SMALL)
                country = country_words().get(rest) if rest else named.country
                if country is None:
                    continue
                score = NAMED if rest else OWNED
                body = state_body(country, called[words[begin:end]])
                return Resolution(body, score, "body of a state" if rest else "body of the state it belongs to here")
    return None


def state_named(named: Named, roster: Roster) -> Resolution | None:
    """The state, or the government that a capital or seat stands for; None where no country is named so."""
    words = plain_words(named.text)
    code = country_words().get(words) or (named.country if named.kind in {"state", "place-as-actor"} else None)
    if code is None:
        return None
    state = roster.get(code.lower())
    if named.kind == "state" or (named.kind is None and state is not None and _is_state_name(words, state)):
        return Resolution(state, SPELT_OUT, "name of a state")
    if named.kind in {"place-as-actor", None}:
        certainty = SPELT_OUT if named.kind or " ".join(words) in office_words().presidential_seats else ABROAD
        return Resolution(state_body(code, "government"), certainty, "capital or seat for the government")
    return None


def _is_state_name(words: Words, state: ListedActor) -> bool:
    return words in {plain_words(name) for name in state.names}
