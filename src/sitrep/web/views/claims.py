"""What was said, made ready for rows: who says so, in what capacity, through whom, how firmly, about what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sitrep.codebook.wording import wording
from sitrep.exports.phrases import content_words, moment_words
from sitrep.ledger.claim_lists import Claim
from sitrep.records.report import Statement
from sitrep.web.views.review_chips import review_chip

#: The chip of a certainty: the class that draws its shape; what is simply said has none.
CERTAINTIES: Final = {
    "asserted": "plain", "denied": "denied", "hedged": "told", "declined": "told", "intended": "planned",
    "wanted": "told",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A statement as a row; ``capacity`` says in what capacity and for whom, ``unnamed`` why there is no name."""

    id: str
    document: str
    published: str | None
    said_on: str | None
    speaker: str
    named: bool
    capacity: str
    unnamed: str
    words: str
    direct: bool
    through: str
    outlet: str
    to: str
    issues: tuple[tuple[str, str], ...]
    stances: tuple[tuple[str, str], ...]
    certainty: tuple[str, str]
    review: tuple[str, str]
    background: bool


def claim_row(claim: Claim) -> ClaimRow:
    """The row of a statement."""
    said = claim.statement
    return ClaimRow(
        id=said.id,
        document=claim.document.id,
        published=claim.document.published,
        said_on=moment_words(said.when.start) if said.when and said.when.start else None,
        speaker=said.speaker or "the paper itself",
        named=said.speaker is not None and not said.anonymous,
        capacity=_capacity(said),
        unnamed=f"unnamed: {said.anonymity_reason or 'no reason told'}" if said.anonymous else "",
        words=content_words(said),
        direct=said.kind == "direct",
        through=", ".join(name for name in said.via if name != said.speaker),
        outlet=claim.document.outlet or "outlet not told",
        to=said.addressee or "",
        issues=tuple((issue, issue_words(issue)) for issue in said.issues),
        stances=tuple(_stances(said)),
        certainty=(CERTAINTIES[said.certainty], wording().certainty[said.certainty]),
        review=review_chip(claim.review),
        background=said.background,
    )  # fmt: skip


def _capacity(said: Statement) -> str:
    """In what capacity and for whom, where that is more than the name says."""
    return ", ".join(part for part in dict.fromkeys((said.role, said.affiliation)) if part and part != said.speaker)


def issue_words(issue: str) -> str:
    """An issue in words."""
    return wording().issue[issue]


def _stances(said: Statement) -> list[tuple[str, str]]:
    """The sign of each stance, and what it is taken to."""
    return [(one.stance, one.proposal or (issue_words(one.issue) if one.issue else "")) for one in said.stance]
