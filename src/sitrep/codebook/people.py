"""How reporters describe people: nouns with the sex, category and sector they settle."""

from functools import cache
from typing import NamedTuple

from sitrep.codebook.files import Entry, read


class PeopleRow(Entry):
    """Nouns that settle the same things about a person."""

    words: tuple[str, ...]
    sex: str | None = None
    category: str | None = None
    sector: str = "CVL"
    of: int = 1


class PeopleFile(Entry):
    """The whole list with the adjectives that may precede its nouns."""

    people: tuple[PeopleRow, ...]
    adjectives: dict[str, str | None]
    female_adjectives: tuple[str, ...]
    male_adjectives: tuple[str, ...]
    modified: frozenset[str]


class PersonNoun(NamedTuple):
    """What one noun says: sex, category, sector, and whether it is a plural form."""

    sex: str | None
    category: str | None
    sector: str
    plural: bool
    each: int = 1  # how many people one of it is: a couple is two


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
            singular, _, plural = word.partition("/")
            singular_words = tuple(singular.lower().split())
            plural_words = tuple((plural or plural_of(singular)).lower().split())
            table.setdefault(plural_words, PersonNoun(row.sex, row.category, row.sector, plural=True, each=row.of))
            if singular_words != plural_words:
                table.setdefault(singular_words, PersonNoun(row.sex, row.category, row.sector, plural=False, each=row.of))
    return table


@cache
def person_adjectives() -> dict[str, str | None]:
    """Adjectives before such nouns with the category they settle, if any."""
    return {word.lower(): category for word, category in people_file().adjectives.items()}
