"""Objects that can be damaged, and what the words around them say became of them."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal, NamedTuple

from sitrep.codebook.files import Entry, read
from sitrep.codebook.inflection import Form, inflect
from sitrep.codebook.people import plural_of

#: What a word tells: the record's effects, and ways of being hit that count as damage under conditions.
Told = Literal["damaged", "destroyed", "burned", "shut-down", "struck", "attacked", "landed", "lost", "severed"]
#: Forms that are nouns as often as verbs ("strikes", "hit").
NOUN_LIKE = {"base", "s"}
#: Verbs whose -ing form is a noun as often ("the bombing", "the shelling").
ING_NOUNS = {"bomb", "shell", "attack"}


class DamageFile(Entry):
    """Object classes with their words, effects with theirs, and what stands between them."""

    objects: dict[str, tuple[str, ...]]
    shared_heads: frozenset[str]
    shared_modifiers: dict[str, str]
    not_before: frozenset[str]
    not_after: frozenset[str]
    effects: dict[Told, tuple[str, ...]]
    nouns: dict[Told, tuple[str, ...]]
    middle: tuple[str, ...]
    states: dict[Told, str]
    around: dict[str, Told]
    around_ends: str
    mined: str
    to_object: tuple[str, ...]
    to_verb: tuple[str, ...]
    joins: tuple[str, ...]
    uncounted: frozenset[str]
    unstruck: frozenset[str]
    unlanded: frozenset[str]
    losable: frozenset[str]
    severable: frozenset[str]
    stoppable: frozenset[str]
    munitions: frozenset[str]
    on_the_road: str
    at_sea: str
    either: dict[str, str]
    fuel_inside: str
    fuel_holders: frozenset[str]


class EffectWord(NamedTuple):
    """One form of a word of damage: what it tells, its form, and whether its subject can suffer it."""

    told: Told
    form: Form
    middle: bool


@cache
def damage_file() -> DamageFile:
    """The list of objects and effects."""
    return read("damage.yaml", DamageFile)


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def object_words() -> dict[tuple[str, ...], tuple[str, bool]]:
    """Each object word as lower-case words, with its class and whether it is a plural."""
    table: dict[tuple[str, ...], tuple[str, bool]] = {}
    for kind, words in damage_file().objects.items():
        for word in words:
            singular, _, plural = word.lower().partition("/")
            table.setdefault(tuple(singular.split()), (kind, False))
            table.setdefault(tuple((plural or plural_of(singular)).split()), (kind, True))
    return table


@cache
def effect_words() -> dict[tuple[str, ...], EffectWord]:
    """Each form of a word of damage as lower-case words."""
    table: dict[tuple[str, ...], EffectWord] = {}
    middle = frozenset(damage_file().middle)
    for told, verbs in damage_file().effects.items():
        for verb in verbs:
            base = verb.partition("/")[0]
            for form in inflect(verb):
                fixed = form.form in NOUN_LIKE and len(form.words) == 1
                if not fixed and not (form.form == "ing" and verb in ING_NOUNS):
                    table.setdefault(form.words, EffectWord(told, form.form, base in middle))
    for told, nouns in damage_file().nouns.items():
        for noun in nouns:
            table[tuple(noun.split())] = EffectWord(told, "noun", middle=False)
    return table


@cache
def state_patterns() -> tuple[tuple[re.Pattern[str], Told], ...]:
    """Phrases after a thing that say what became of it."""
    return tuple((re.compile(rf" {pattern}\b"), told) for told, pattern in damage_file().states.items())


@cache
def damage_pattern(name: Literal["around_ends", "mined", "on_the_road", "at_sea", "fuel_inside"]) -> re.Pattern[str]:
    """One of the file's own patterns by its name."""
    found: str = getattr(damage_file(), name)
    return re.compile(found)


@cache
def to_object() -> re.Pattern[str]:
    """What may stand between a verb and its first object."""
    return re.compile(rf"^ (?:(?:{_any_of(damage_file().to_object)}) )*$")


@cache
def to_verb() -> re.Pattern[str]:
    """What may stand between a thing and the verb whose subject it is."""
    words = rf"(?:{_any_of(damage_file().to_verb)}|[a-z]+ly)"
    placed = r"(?: (?:in|at|on|of|near|and|along|belonging to|used by|with|from|outside|inside) [\w'’ -]{1,50}?)?"
    return re.compile(rf"^{placed}(?:,(?:[^,;]|(?<=\d),(?=\d)){{1,90}},)?(?: {words})* $")


@cache
def joins() -> re.Pattern[str]:
    """What joins things told in one breath."""
    return re.compile(rf"^(?: \([^)]*\))?(?:,? (?:{_any_of(damage_file().joins)})|,|;) $")
