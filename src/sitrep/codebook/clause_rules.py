"""Where clauses meet."""

import re
from functools import cache
from typing import NamedTuple

from sitrep.codebook.files import Entry, read
from sitrep.codebook.trigger_context import compiled


class ClausesFile(Entry):
    """The patterns as they stand."""

    boundary: tuple[str, ...]
    verb: str
    relative: str
    noun_phrase: str


class ClauseRules(NamedTuple):
    """The patterns made ready."""

    boundary: re.Pattern[str]
    verb: re.Pattern[str]
    relative: re.Pattern[str]
    noun_phrase: re.Pattern[str]


@cache
def clause_rules() -> ClauseRules:
    """The rules of clauses, compiled once."""
    file = read("clauses.yaml", ClausesFile)
    patterns = "|".join(file.boundary), file.verb, file.relative, file.noun_phrase
    return ClauseRules(*(compiled("clauses.yaml", pattern, {}) for pattern in patterns))
