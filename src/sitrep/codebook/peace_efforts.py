"""How news tells of peace efforts: the reader of ``peace_efforts.yaml``."""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import Final

from pydantic import Field

from sitrep.codebook.files import Entry, read

FILE: Final = "peace_efforts.yaml"
_SPACE: Final = re.compile(r" (?![?*+])")
#: Numbers of points stand as digits or as words ("28-point", "twelve-point").
_POINTS: Final = r"(?:(?:\d{1,3}|[a-z]+(?:-[a-z]+)?)-point)"


class Weights(Entry):
    """What each likeness of two meetings is worth."""

    parties: float
    people: float
    story: float
    proposal: float
    issue: float
    rest: float


class Characterisation(Entry):
    """Words that say how a meeting went; ``leaning`` is 1 for well, -1 for badly.

    ``alone`` words are said of meetings and of nothing else.
    """

    pattern: str
    leaning: int = Field(ge=-1, le=1)
    alone: bool = False


class PeaceEfforts(Entry):
    """The whole of ``peace_efforts.yaml``."""

    types: frozenset[str]
    outside: tuple[str, ...]
    acts_of_word: frozenset[str]
    political_sectors: frozenset[str]
    own_sectors: frozenset[str]
    go_betweens: frozenset[str]
    peace_issues: frozenset[str]
    peace_words: str
    other_matters: str
    rest_days: int = Field(ge=1)
    shared_foes: float = Field(gt=0, le=1)
    shared_parties: int = Field(ge=1)
    one_matter: int = Field(ge=1)
    named_share: float = Field(ge=0, le=1)
    weights: Weights
    round: str
    ordinals: dict[str, int]
    formats: dict[str, str]
    called_off: str
    subject: str
    mediation: str
    absent: str
    by_phone: str
    meeting_words: str
    called: str
    characterisations: tuple[Characterisation, ...]
    proposal_nouns: tuple[str, ...]
    indefinite: str
    weak_nouns: frozenset[str]
    proposal_kinds: tuple[str, ...]
    revisions: frozenset[str]
    counters: frozenset[str]
    partly: str
    part_of: str
    would: str
    under: str
    handed: str
    stances: dict[str, str]
    camps: dict[str, str]
    at_odds: tuple[frozenset[str], ...]
    contradiction_days: int = Field(ge=0)
    blocs: dict[str, str]

    def is_any(self, named: re.Match[str]) -> bool:
        """Whether a match of ``named_proposals`` names no proposal that was made, but any of its kind ("a treaty")."""
        told = named["owner"] or named["points"] or self.revisions & set(named["before"].split())
        return not told and pattern(self.indefinite).match(named.group()) is not None

    def may_name(self, words: str) -> bool:
        """Whether a noun that all proposals are named by can stand in the words; most words hold none."""
        return any(noun in words for noun in self._noun_openings)

    @cached_property
    def _noun_openings(self) -> tuple[str, ...]:
        """The first words of the nouns that proposals are named by, none that begins with another."""
        firsts = sorted({noun.partition(" ")[0] for noun in self.proposal_nouns})
        return tuple(one for one in firsts if not any(one.startswith(other) for other in firsts if other != one))

    @cached_property
    def named_proposals(self) -> re.Pattern[str]:
        """A proposal as stories name it: article or owner, adjectives, points, kind, noun."""
        kinds, nouns = _either(self.proposal_kinds), _either(self.proposal_nouns)
        article = r"(?:(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Tt]his|[Tt]hat)\s+)?"
        owner = rf"{article}(?:(?P<owner>[A-Z][\w.]*(?:\s[A-Z][\w.]*){{0,2}})(?:[’']s?)?\s+)?"
        first = rf"(?:(?:{kinds})\s+){{0,2}}"
        return re.compile(
            rf"(?<!\w){owner}(?P<before>{first})(?:(?P<points>{_POINTS})\s+)?(?P<own>[A-Z][\w.]*\s+)?"
            rf"(?P<after>{first})(?P<noun>{nouns})(?!\w)"
        )


def pattern(source: str) -> re.Pattern[str]:
    """A pattern of the file, ready to be asked of text in any case."""
    return _compiled(source)


@cache
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(_SPACE.sub(r"\\s+", source), re.IGNORECASE)


def _either(words: tuple[str, ...]) -> str:
    return "|".join(
        re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=lambda word: (-len(word), word))
    )


@cache
def peace_efforts() -> PeaceEfforts:
    """What the codebook says of peace efforts."""
    return read(FILE, PeaceEfforts)
