"""Issues of which one speaks for and another against, or of which one denies what another says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sitrep.exports.phrases import content_words
from sitrep.ledger.claim_lists import Claim, is_let_out
from sitrep.processes.positions import Line, rivals
from sitrep.processes.process import Process
from sitrep.web.views.claims import issue_words
from sitrep.web.views.odds import Column, Point, Voiced, voice_words

#: The camp that is drawn as a denial is.
_AGAINST: Final = "against"


@dataclass(frozen=True, slots=True)
class Camps:
    """An issue of a peace effort on which the parties' newest positions are at odds."""

    process: str
    name: str
    point: Point


def camps(processes: Sequence[Process]) -> Iterator[Camps]:
    """The issues of these efforts on which somebody is for what another is against."""
    for one in processes:
        for issue, sides in rivals(one.lines):
            columns = tuple(_camp(name, lines) for name, lines in sides.items())
            yield Camps(one.id, one.name, Point(issue_words(issue), "", columns))


def _camp(name: str, lines: Sequence[Line]) -> Column:
    return Column(name.capitalize(), name == _AGAINST, tuple(map(_position, lines)))


def _position(line: Line) -> Voiced:
    said = line.current
    who = voice_words(said.speaker, None if line.party.name == said.speaker else line.party.name)
    return Voiced(said.words, who, said.outlet or "outlet not told", said.date, said.document, f"#{said.statement}")


@dataclass(frozen=True, slots=True)
class Denial:
    """What one denies and others say; ``reviewed`` when all of it was let out."""

    point: Point
    reviewed: bool


def denial(denied: Claim, others: Sequence[Claim]) -> Denial:
    """What one denies, beside what others of the same story say of the issue."""
    about = ", ".join(issue_words(issue) for issue in denied.statement.issues)
    columns = (
        Column("Says", denies=False, voices=tuple(map(_said, others))),
        Column("Denies", denies=True, voices=(_said(denied),)),
    )
    return Denial(Point(about, "", columns), all(map(is_let_out, (denied, *others))))


def _said(claim: Claim) -> Voiced:
    said, document = claim.statement, claim.document
    return Voiced(
        content_words(said), voice_words(said.speaker, said.role), document.outlet or "outlet not told",
        document.published, document.id, f"#{said.id}",
    )  # fmt: skip
