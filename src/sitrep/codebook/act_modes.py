"""The PLOVER mode of acts of speech, by what they are about."""

import re
from functools import cache

from sitrep.codebook.files import Entry, read


class ActMode(Entry):
    """One mode and the words that tell it."""

    mode: str
    about: str


class ActModesFile(Entry):
    """For each type its modes in the order they are tried."""

    modes: dict[str, tuple[ActMode, ...]]


@cache
def _patterns() -> dict[str, list[tuple[str, re.Pattern[str]]]]:
    file = read("act_modes.yaml", ActModesFile)
    return {kind: [(row.mode, re.compile(row.about)) for row in rows] for kind, rows in file.modes.items()}


def act_mode(kind: str, clause: str) -> str | None:
    """The mode of an act of this type told in this lower-case clause; None where the type has none here."""
    return next((mode for mode, about in _patterns().get(kind, []) if about.search(clause)), None)
