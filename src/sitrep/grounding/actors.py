"""Who in the world an actor of the story is: a listed person, body, state or government, or nobody listed.

Nobody is met by a bare surname, a part of a word or an acronym alone: a full name, an office held on the day,
the full name elsewhere in the story, or the countries the story tells of must support it.
Scores are ordered: what more supports a name scores higher; below FLOOR the answer is nobody.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from typing import NamedTuple

from sitrep.annotations.layers import ENTITIES, MENTIONS, PLACES, Entity, Mention
from sitrep.annotations.sheet import Layer, Mark, Sheet
from sitrep.codebook.actor_list import ListedActor
from sitrep.grounding.actor_bodies import body_named, state_named
from sitrep.grounding.actor_index import Roster, roster
from sitrep.grounding.actor_offices import describe, holders
from sitrep.grounding.actor_people import Named, PersonQuestion, Resolution, Surroundings, nobody

#: What scores less is nobody.
FLOOR = 0.6
#: An office of a country, body or unit that the words tell, and one that only the story's one country does.
OFFICE, OFFICE_HERE = 0.88, 0.65
AGE = re.compile(r"(?:, | \()1?\d{1,2}\)?")
#: What an office is of, behind its words: "the mayor | of Kharkiv".
OF = re.compile(r" (?:of|for) (?:the )?[A-ZÀ-Þ][\w'’.-]*(?: [A-ZÀ-Þ][\w'’-]*)*")
NOBODY_NAMED = nobody("names nothing that is listed")


def resolve(
    named: Named, day: date | None = None, around: Surroundings | None = None, *, listed: Roster | None = None
) -> Resolution:
    """Who is meant on the day the story tells of; an actor of None has a reason."""
    listed = listed or roster()
    around = around or Surroundings()
    found = _resolved(named, day, around, listed)
    if found.actor is not None and found.score < FLOOR:
        return nobody(f"too little supports {found.actor.name}: {found.reason}")
    score = round(found.score, 2)
    return found if score == found.score else found._replace(score=score)


def _resolved(named: Named, day: date | None, around: Surroundings, listed: Roster) -> Resolution:
    if named.kind in {"state", "place-as-actor"}:
        return state_named(named, listed) or NOBODY_NAMED
    if named.kind in {"organization", "armed-group"}:
        return body_named(named, around, listed) or NOBODY_NAMED
    if named.kind == "person":
        return PersonQuestion(named, day, around, listed).answer()
    if named.kind == "unnamed":
        return _office(named, day, around, listed)
    return (
        state_named(named, listed)
        or body_named(named, around, listed)
        or _person_or_office(named, day, around, listed)
    )  # fmt: skip


def _person_or_office(named: Named, day: date | None, around: Surroundings, listed: Roster) -> Resolution:
    person = PersonQuestion(named, day, around, listed).answer()
    if person.actor is not None or not describe(named.text, listed).tells:
        return person
    return _office(named, day, around, listed)


def _office(named: Named, day: date | None, around: Surroundings, listed: Roster) -> Resolution:
    """The holder of the office that the words tell ("the Ukrainian president")."""
    told = describe(named.text, listed)
    if not told.tells:
        return nobody("names no office")
    if told.past or told.lesser:
        return nobody("a former holder, or somebody beside the office")
    if day is None:
        return nobody("an office without a day")
    score = OFFICE
    if not (told.countries or told.units or told.body):
        if len(around.countries) != 1:
            return nobody("an office of no country told")
        told = replace(told, countries=tuple(around.countries))
        score = OFFICE_HERE
    found = {actor.id: actor for _, actor in holders(told, day, listed)}
    if len(found) != 1:
        return nobody("several people hold such an office" if found else "nobody listed held the office on the day")
    return Resolution(next(iter(found.values())), score, "office held on the day")


class Known(NamedTuple):
    """Who an entity of the story is."""

    entity: int
    resolution: Resolution


#: Written by ActorStep: one mark an entity, at its canonical mention.
ACTORS = Layer("actors", Known)


class ActorStep:
    """Every entity of the story with the listed actor it is, or the reason why it is none."""

    name = "actors"
    reads = (MENTIONS, ENTITIES, PLACES)
    writes = ACTORS

    def __init__(self, own: tuple[ListedActor, ...] = ()) -> None:
        self.own = own

    @cached_property
    def listed(self) -> Roster:
        """The actors that can be meant."""
        return roster(self.own)

    def marks(self, sheet: Sheet) -> list[Mark[Known]]:
        """One mark an entity."""
        around = surroundings(sheet)
        day = day_of(sheet.document.published)
        aged = {mark.value.entity for mark in sheet.marks(MENTIONS) if _aged(sheet.text, mark)}
        found: list[Mark[Known]] = []
        for mark in sheet.marks(ENTITIES):
            named = _named(sheet.text, mark, aged=mark.value.index in aged)
            known = Known(mark.value.index, resolve(named, day, around, listed=self.listed))
            found.append(Mark(mark.start, mark.end, known, self.name))
        return found


def surroundings(sheet: Sheet) -> Surroundings:
    """What the whole story says that may support a name."""
    entities = sheet.values(ENTITIES)
    states = {entity.country for entity in entities if entity.kind in {"state", "place-as-actor"}}
    places = {place.country for place in sheet.values(PLACES)}
    return Surroundings(
        tuple(entity.name for entity in entities if entity.kind == "person"),
        tuple(entity.name for entity in entities if entity.kind in {"organization", "armed-group"}),
        frozenset(country for country in states if country),
        frozenset(country for country in places if country),
    )


def day_of(published: date | datetime | None) -> date | None:
    """The day of publication."""
    return published.date() if isinstance(published, datetime) else published


def _aged(text: str, mark: Mark[Mention]) -> bool:
    """Whether an age is told right behind the name ("X, 44")."""
    return AGE.fullmatch(text[mark.end : mark.value.full[1]]) is not None


def _named(text: str, mark: Mark[Entity], *, aged: bool) -> Named:
    entity = mark.value
    if entity.kind == "unnamed":
        behind = OF.match(text, mark.end)
        named = text[mark.start : behind.end() if behind else mark.end]
        return Named("" if entity.plural or entity.anonymous else named, "unnamed")
    role = ", ".join(text[begin:end] for begin, end in entity.roles)
    return Named(entity.name, entity.kind, role, entity.country, aged)
