"""Weapons by kind, and the PLOVER mode a strike with each is coded as."""

from functools import cache

from sitrep.codebook.files import Entry, read
from sitrep.codebook.people import plural_of


class WeaponKindRow(Entry):
    """One kind: its mode on ASSAULT and the words for it."""

    mode: str | None
    words: tuple[str, ...]


class WeaponsFile(Entry):
    """All kinds, the words that tell only a mode, and the order of modes."""

    kinds: dict[str, WeaponKindRow]
    bare_bomb: tuple[str, ...]
    modes: dict[str, tuple[str, ...]]
    mode_order: tuple[str, ...]
    compounds: frozenset[str]
    not_before: frozenset[str]
    not_after: frozenset[str]


def weapons_file() -> WeaponsFile:
    """The list of weapons."""
    return read("weapons.yaml", WeaponsFile)


@cache
def weapon_words() -> dict[tuple[str, ...], str]:
    """Each weapon word, singular and plural, as lower-case words, with its kind."""
    table: dict[tuple[str, ...], str] = {}
    for kind, row in weapons_file().kinds.items():
        for word in row.words:
            singular, _, plural = word.lower().partition("/")
            table.setdefault(tuple(singular.split()), kind)
            table.setdefault(tuple((plural or plural_of(singular)).split()), kind)
    for word in weapons_file().bare_bomb:
        table.setdefault((word,), "bomb")
        table.setdefault((plural_of(word),), "bomb")
    return table


@cache
def mode_words() -> dict[tuple[str, ...], str]:
    """Words that tell the mode of a strike without naming a weapon."""
    table: dict[tuple[str, ...], str] = {}
    for mode, words in weapons_file().modes.items():
        for word in words:
            table.setdefault(tuple(word.split()), mode)
            table.setdefault(tuple(plural_of(word).split()), mode)
    return table


def mode_of(kind: str) -> str | None:
    """The mode of a strike with this kind of weapon."""
    row = weapons_file().kinds.get(kind)
    return row.mode if row else None


def is_bare_bomb(word: str) -> bool:
    """Whether the word names an explosion's cause and nothing of how it came."""
    return word in weapons_file().bare_bomb or word.removesuffix("s") in weapons_file().bare_bomb


def leading_mode(modes: set[str]) -> str | None:
    """Of several modes the one that decides, None of none."""
    for mode in weapons_file().mode_order:
        if mode in modes:
            return mode
    return None
