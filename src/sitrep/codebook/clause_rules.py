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


class ClauseRules(NamedTuple):
    """The patterns made ready."""

    boundary: re.Pattern[str]
    verb: re.Pattern[str]


@cache
def clause_rules() -> ClauseRules:
    """The rules of clauses, compiled once."""
    file = read("clauses.yaml", ClausesFile)
    return ClauseRules(compiled("clauses.yaml", "|".join(file.boundary), {}), compiled("clauses.yaml", file.verb, {}))
