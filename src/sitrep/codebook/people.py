"""How reporters describe people: nouns with the sex, category and sector they settle."""

import re
from functools import cache
from typing import Literal, NamedTuple

from sitrep.codebook.countries import countries
from sitrep.codebook.files import Entry, read

Sex = Literal["female", "male"]


class PeopleRow(Entry):
    """Nouns that settle the same things about a person."""

    words: tuple[str, ...]
    sex: Sex | None = None
    category: str | None = None
    sector: str = "CVL"
    of: int = 1


class PeopleFile(Entry):
    """The whole list with the adjectives, determiners and bodies that go with its nouns."""

    people: tuple[PeopleRow, ...]
    adjectives: dict[str, str | None]
    bodies: dict[str, tuple[str, ...]]
    bodiless: frozenset[str]
    single: frozenset[str]
    possessive: frozenset[str]
    definite: frozenset[str]
    ordinals: frozenset[str]
    told_before: frozenset[str]
    amounts: frozenset[str]
    many_in_one: frozenset[str]
    peoples: tuple[str, ...]
    left_a_person: frozenset[str]
    late_decades: tuple[str, ...]
    name_particles: frozenset[str]
    not_names: frozenset[str]
    modified: frozenset[str]


class PersonNoun(NamedTuple):
    """What one noun says: sex, category, sector, and whether it is a plural form."""

    sex: Sex | None
    category: str | None
    sector: str
    plural: bool
    each: int = 1  # how many people one of it is: a couple is two
    singular: str = ""
    national: bool = False  # told by a people's name: a person only when counted


@cache
def people_file() -> PeopleFile:
    """The list of nouns for people."""
    return read("people.yaml", PeopleFile)


def plural_of(noun: str) -> str:
    """The regular English plural."""
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


@cache
def person_nouns() -> dict[tuple[str, ...], PersonNoun]:
    """Each noun, singular and plural, as a tuple of lower-case words."""
    table: dict[tuple[str, ...], PersonNoun] = {}
    for row in people_file().people:
        for word in row.words:
            singular, _, plural = word.lower().partition("/")
            one = tuple(singular.split())
            many = tuple((plural or plural_of(singular)).split())
            said = PersonNoun(row.sex, row.category, row.sector, plural=True, each=row.of, singular=singular)
            table.setdefault(many, said)
            if one != many:
                table.setdefault(one, said._replace(plural=False))
    return table


@cache
def national_nouns() -> dict[tuple[str, ...], PersonNoun]:
    """The names of peoples, singular and plural: "two Palestinians", "a Kurd"."""
    table: dict[tuple[str, ...], PersonNoun] = {}
    for word in people_file().peoples:
        one, many = word.lower().split("/")
        _take_people(table, one, many)
    for country in countries().values():
        for many in country.people:
            _take_people(table, next((a for a in country.adjectives if plural_of(a) == many), many), many)
    return table


def _take_people(table: dict[tuple[str, ...], PersonNoun], one: str, many: str) -> None:
    singular = one.lower()
    said = PersonNoun(None, None, "CVL", plural=True, singular=singular, national=True)
    table.setdefault(tuple(many.lower().split()), said)
    table.setdefault(tuple(singular.split()), said._replace(plural=singular == many.lower()))


@cache
def person_adjectives() -> dict[str, str | None]:
    """Adjectives before such nouns with the category they settle, if any."""
    return {word.lower(): category for word, category in people_file().adjectives.items()}


@cache
def body_pattern() -> re.Pattern[str]:
    """ "of the armed group", "of the United Nations": a group named after the category it settles."""
    alternatives = "|".join(
        f"(?P<{category.replace('-', '_')}>{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})"
        for category, names in people_file().bodies.items()
    )
    return re.compile(rf"^ (?:of|from|with)(?: [\w'’.-]+){{0,3}}? (?:{alternatives})\b")


@cache
def late_decades() -> re.Pattern[str]:
    """ "in their seventies", after a noun for people."""
    words = "|".join(re.escape(word) for word in people_file().late_decades)
    return re.compile(rf"^ (?:both )?in (?:his|her|their) (?:{words})\b")
