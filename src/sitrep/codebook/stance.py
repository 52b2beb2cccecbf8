"""How the words of a statement show its certainty, its issues and its speaker's stance."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from sitrep.codebook.files import Entry, read
from sitrep.codebook.openings import Sieve

#: A capital that stands for itself, not for a class of characters as in ``\S``.
CAPITAL = re.compile(r"(?<!\\)[A-Z]")


class _Certainty(Entry):
    charge: str
    hedge: str
    intention: str
    denial: str


class _Paper(Entry):
    obstacle: str
    over: str
    draft: str


class _Stance(Entry):
    certainty: _Certainty
    issues: dict[str, str]
    talks: str
    cue_stances: dict[str, str]
    content_stances: dict[str, str]
    paper: _Paper


@dataclass(frozen=True, slots=True)
class CertaintyWords:
    """Patterns of certainty in what was said, to be asked of it in lower case."""

    charge: re.Pattern[str]
    hedge: re.Pattern[str]
    intention: re.Pattern[str]
    denial: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class IssueWords:
    """Patterns of issues and stances, and of what the paper itself says of talks, all to be asked of lower case."""

    issues: Sieve[str]
    talks: re.Pattern[str]
    cue_stances: dict[str, str]
    content_stances: dict[str, re.Pattern[str]]
    obstacle: re.Pattern[str]
    over: re.Pattern[str]
    draft: re.Pattern[str]


def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(_lowered(source))


def _lowered(source: str) -> str:
    """The pattern in lower case: in text of lower case it finds thrice as fast what it would find in any case."""
    return CAPITAL.sub(lambda found: found.group().lower(), source)


@cache
def certainty_words() -> CertaintyWords:
    """The patterns that show how firmly something was said."""
    given = read("stance.yaml", _Stance).certainty
    return CertaintyWords(*map(_pattern, (given.charge, given.hedge, given.intention, given.denial)))


@cache
def issue_words() -> IssueWords:
    """The patterns that show what talks turn on and where a speaker stands."""
    given = read("stance.yaml", _Stance)
    return IssueWords(
        Sieve({code: _lowered(source) for code, source in given.issues.items()}),
        _pattern(given.talks),
        given.cue_stances,
        {stance: _pattern(source) for stance, source in given.content_stances.items()},
        _pattern(given.paper.obstacle),
        _pattern(given.paper.over),
        _pattern(given.paper.draft),
    )
