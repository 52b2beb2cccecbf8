"""Objects that can be damaged, and what the verbs say became of them."""

from functools import cache

from sitrep.codebook.files import Entry, read
from sitrep.codebook.people import plural_of


class DamageFile(Entry):
    """Object classes with their words, effects with their verbs."""

    objects: dict[str, tuple[str, ...]]
    effects: dict[str, tuple[str, ...]]
    uncounted: frozenset[str]
    unstruck: frozenset[str]


def damage_file() -> DamageFile:
    """The list of objects and effects."""
    return read("damage.yaml", DamageFile)


@cache
def object_words() -> dict[tuple[str, ...], tuple[str, bool]]:
    """Each object word as lower-case words, with its class and whether it is a plural."""
    table: dict[tuple[str, ...], tuple[str, bool]] = {}
    for kind, words in damage_file().objects.items():
        for word in words:
            table.setdefault(tuple(word.lower().split()), (kind, False))
            table.setdefault(tuple(plural_of(word.lower()).split()), (kind, True))
    return table
