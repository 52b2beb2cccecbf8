"""What tells a further act of one sentence from the same act told on."""

import re
from functools import cache
from typing import NamedTuple

from sitrep.codebook.files import Entry, read
from sitrep.codebook.trigger_context import compiled

NAME = "retellings.yaml"


class RetellingsFile(Entry):
    """The file as it stands."""

    parting: str
    answered: str
    parting_acts: str
    parting_talks: str
    parting_outages: str
    again: str
    afresh: frozenset[str]
    dating: str
    debris: str
    receiving: frozenset[str]
    sides: str
    in_return: str
    deniable: frozenset[str]
    witnessed: frozenset[str]
    hindering: frozenset[str]


class Retellings(NamedTuple):
    """The patterns made ready, and the file for its words."""

    file: RetellingsFile
    parting: re.Pattern[str]
    answered: re.Pattern[str]
    parting_acts: re.Pattern[str]
    parting_talks: re.Pattern[str]
    parting_outages: re.Pattern[str]
    again: re.Pattern[str]
    dating: re.Pattern[str]
    debris: re.Pattern[str]
    sides: re.Pattern[str]
    in_return: re.Pattern[str]


@cache
def retellings() -> Retellings:
    """The rules of telling again, compiled once."""
    file = read(NAME, RetellingsFile)
    patterns = (compiled(NAME, getattr(file, field), {}) for field in Retellings._fields[1:])
    return Retellings(file, *patterns)
