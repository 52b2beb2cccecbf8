"""Where a story names a proposal: whose it is, how many points it has, whether it is a new version."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sitrep.annotations.issues import issues_of
from sitrep.codebook.peace_efforts import pattern, peace_efforts
from sitrep.grounding.quantities import parse_quantity
from sitrep.processes.parties import Cast, Party
from sitrep.processes.passages import Span, sentence
from sitrep.records.report import Report

#: How far behind its naming a proposal's verb stands.
NEAR = 25
#: What a proposal is about is an issue of talks, whatever else its story tells of.
TALKS = "talks"


@dataclass(frozen=True, slots=True)
class Point:
    """What a proposal would have, in the story's words, and the issues it touches."""

    words: str
    span: Span
    issues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """One naming of a proposal; ``bare`` is "the plan", which must have been named before."""

    words: str
    noun: str
    span: Span
    author: Party | None
    points: int | None
    is_new: bool
    is_counter: bool
    bare: bool
    content: tuple[Point, ...]
    document: str
    outlet: str | None
    published: str


def mentions(report: Report, text: str, cast: Cast) -> tuple[Mention, ...]:
    """Every naming of a proposal in the story, in order."""
    return tuple(_mention(match, report, text, cast) for match in peace_efforts().named_proposals.finditer(text))


def _mention(match: re.Match[str], report: Report, text: str, cast: Cast) -> Mention:
    rules = peace_efforts()
    kinds = {word.lower() for word in f"{match['before']} {match['after']}".split()}
    owner = next((party for name in (match["owner"], match["own"]) if name and (party := cast.named(name))), None)
    points = _number(match["points"])
    noun = " ".join(match["noun"].split())
    document = report.document
    span = (match.start("owner") if owner is None and match["owner"] else match.start(), match.end())
    return Mention(
        words=match.group(),
        noun=noun.split()[-1],
        span=(match.start(), match.end()),
        author=owner or _giver(text, span[0], cast),
        points=points,
        is_new=not rules.revisions.isdisjoint(kinds),
        is_counter=noun in rules.counters or not rules.counters.isdisjoint(kinds),
        bare=noun in rules.weak_nouns and owner is None and points is None and not kinds - {"draft"},
        content=tuple(_points(text, match.start(), match.end())),
        document=document.id,
        outlet=document.outlet,
        published=document.published or "",
    )  # fmt: skip


def _number(words: str | None) -> int | None:
    """How many points "28-point" or "twelve-point" says."""
    if words is None:
        return None
    told = words.lower().removesuffix("-point")
    quantity = parse_quantity(told.split("-"))
    return int(told) if told.isdigit() else quantity.best if quantity else None


def _giver(text: str, at: int, cast: Cast) -> Party | None:
    """Whoever hands it over in the same sentence, named first."""
    begin, _ = sentence(text, at)
    verb = pattern(peace_efforts().handed).search(text, begin, at)
    if verb is None:
        return None
    return next((party for start, end, party in cast.mentions if begin <= start and end <= verb.start()), None)


def _points(text: str, named: int, at: int) -> Iterator[Point]:
    """The parts of the sentence after the naming that say what would be, each with an issue."""
    begin, end = sentence(text, named)
    words = pattern(peace_efforts().would).search(text, at, end)
    under = pattern(peace_efforts().under).search(text, begin, named)
    if words is None or (under is None and words.start() - at > NEAR):
        return
    start = at
    for part in [*re.finditer(r";|, and |, |\band\b(?= [^.;,]*\bwould\b)|$", text[at:end])]:
        span = _trimmed(text, start, at + part.start())
        start = at + part.end()
        issues = issues_of(text[slice(*span)], TALKS) if span[0] < span[1] else ()
        if issues:
            yield Point(text[slice(*span)], span, issues)


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip(" ,.;")), start + len(piece.rstrip(" ,.;"))
