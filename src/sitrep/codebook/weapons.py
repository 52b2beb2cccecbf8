"""Weapons by kind, and the PLOVER mode a strike with each is coded as."""

import re
from functools import cache
from typing import NamedTuple

from sitrep.codebook.files import Entry, read
from sitrep.codebook.people import plural_of

SUICIDE = "suicide-attack"


class WeaponKindRow(Entry):
    """One kind: its mode on ASSAULT and the words for it."""

    mode: str | None
    words: tuple[str, ...]


class WeaponsFile(Entry):
    """All kinds, the words that tell only a mode, and what stands around them."""

    kinds: dict[str, WeaponKindRow]
    bare_bomb: tuple[str, ...]
    planted: str
    dropped: str
    carried: str
    carriers: tuple[str, ...]
    modes: dict[str, tuple[str, ...]]
    suicide: tuple[str, ...]
    implied: frozenset[str]
    uncounted: frozenset[str]
    materiel_words: tuple[str, ...]
    lost: frozenset[str]
    lost_until: frozenset[str]
    lost_after: str
    mode_order: tuple[str, ...]
    compounds: frozenset[str]
    not_before: frozenset[str]
    not_after: frozenset[str]
    not_with: str
    remains: frozenset[str]
    munitions: frozenset[str]
    devices: frozenset[str]
    guided: tuple[str, ...]
    left_over: str


class WeaponWord(NamedTuple):
    """What a word names: a kind of weapon (None for a mode alone), its mode, and how it is told."""

    kind: str | None
    mode: str | None
    implied: bool = False
    bare: bool = False  # a bomb of unstated kind
    materiel: bool = False  # a thing that can itself be destroyed or lost


@cache
def weapons_file() -> WeaponsFile:
    """The list of weapons."""
    return read("weapons.yaml", WeaponsFile)


def _forms(word: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A word in the singular and the plural, as lower-case words."""
    singular, _, plural = word.lower().partition("/")
    return tuple(singular.split()), tuple((plural or plural_of(singular)).split())


@cache
def weapon_words() -> dict[tuple[str, ...], WeaponWord]:
    """Each weapon and mode word, singular and plural, as lower-case words, with what it names."""
    file = weapons_file()
    table: dict[tuple[str, ...], WeaponWord] = {}
    materiel = frozenset(file.materiel_words)
    for kind, row in file.kinds.items():
        for word in row.words:
            mode = SUICIDE if word in file.suicide else row.mode
            said = WeaponWord(kind, mode, implied=word in file.implied, materiel=word in materiel)
            for form in _forms(word):
                table.setdefault(form, said)
    for word in file.bare_bomb:
        for form in _forms(word):
            table.setdefault(form, WeaponWord("bomb", "aerial", bare=True))
    for mode, words in file.modes.items():
        for word in words:
            for form in _forms(word):
                table.setdefault(form, WeaponWord(None, mode))
    for word in file.suicide:
        table.setdefault(tuple(word.split()), WeaponWord("ied", SUICIDE, implied=True))
    return table


@cache
def carriers() -> dict[tuple[str, ...], str]:
    """Vehicles that can carry a bomb, singular and plural."""
    return {form: word for word in weapons_file().carriers for form in _forms(word)}


@cache
def around(name: str) -> re.Pattern[str]:
    """One of the file's patterns by its name, such as "planted", "dropped" or "carried"."""
    found: str = getattr(weapons_file(), name)
    return re.compile(found)


def mode_of(kind: str) -> str | None:
    """The mode of a strike with this kind of weapon."""
    row = weapons_file().kinds.get(kind)
    return row.mode if row else None


def leading_mode(modes: set[str]) -> str | None:
    """Of several modes the one that decides, None of none."""
    for mode in weapons_file().mode_order:
        if mode in modes:
            return mode
    return None
