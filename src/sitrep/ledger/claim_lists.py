"""Lists of what was said: newest publication first, a page at a time, reviewed only unless all is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, FromClause, Select, and_, exists, select

from sitrep.ledger.decisions import REVIEWED, Review
from sitrep.ledger.filters import StatementFilter, holds_words, statement_conditions
from sitrep.ledger.gate import Gate
from sitrep.ledger.paging import FIRST, Page, Turn, page_of, question, read
from sitrep.ledger.portions import some
from sitrep.ledger.queries import PUBLICATION, DocumentFacts, facts_of, newest
from sitrep.ledger.sqlite import is_common, owners, says
from sitrep.ledger.statement_reviews import once_accepted, stood
from sitrep.ledger.story_lists import after_day
from sitrep.ledger.story_views import STANDING, VAGUE
from sitrep.ledger.tables import documents, readings, statement_issues, statements
from sitrep.ledger.view_tables import statement_views
from sitrep.records.report import Statement

#: What the places of dated statements come after, and those of undated ones before.
_DATED: Final = "0"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFilter:
    """Which statements are asked for; None asks for all. ``since`` and ``until`` are days of publication, inclusive.

    ``answered`` asks for those on an issue on which another voice of the same story asserts something.
    """

    speaker: str | None = None
    issue: str | None = None
    certainty: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    text: str | None = None
    answered: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement as reviewers left it, how it stands with them, and the story that carries it."""

    document: DocumentFacts
    statement: Statement
    review: Review


def list_claims(connection: Connection, wanted: ClaimFilter, turn: Turn = FIRST, *, gate: Gate) -> Page[Claim]:
    """The statements that fit, newest first and in the order of their story; those without a date come last."""
    own = question("statements", gate, wanted)
    place: str | None = None if turn.cursor is None else read(turn.cursor, own, (str,))[0]
    conditions = list(_conditions(connection, wanted, gate))
    found: list[tuple[Claim, str]] = []
    while len(found) <= turn.rows:
        rows = connection.execute(_asked(conditions, place).limit(turn.rows + 1)).all()
        claims = claims_of(connection, [row.statement for row in rows])
        told = [(claims[row.statement], row.by_report) for row in rows]
        found += [(claim, at) for claim, at in told if gate == "all" or is_let_out(claim)]
        if len(rows) <= turn.rows:
            break
        place = rows[-1].by_report
    return page_of([claim for claim, _ in found], [(at,) for _, at in found], own, turn)


def told_claims(
    connection: Connection, wanted: StatementFilter, *, gate: Gate, limit: int | None = None
) -> list[Claim]:
    """The statements that fit as they were read, by publication, then in the order of the story."""
    asked = (
        select(statements.c.seq)
        .join_from(statements, readings)
        .join(documents)
        .where(statements.c.reading.in_(newest()), *statement_conditions(wanted))
        .order_by(documents.c.published.is_(None), documents.c.published, documents.c.id, statements.c.position)
    )
    asked = asked.where(statements.c.id.in_(once_accepted())) if gate == "reviewed" else asked.limit(limit)
    found: list[Claim] = []
    for numbers in some(connection.scalars(asked).all()):
        claims = claims_of(connection, numbers)
        found += [claims[number] for number in numbers if gate == "all" or is_let_out(claims[number])]
        if limit is not None and len(found) >= limit:
            break
    return found[:limit]


def is_let_out(claim: Claim) -> bool:
    """Whether a reviewer let the statement out."""
    return claim.review in REVIEWED


def claims_of(connection: Connection, numbers: Sequence[int]) -> dict[int, Claim]:
    """The statements with these numbers, as reviewers left them."""
    asked = (
        select(statements.c.seq, statements.c.id, statements.c.json, documents.c.text, *PUBLICATION)
        .join_from(statements, readings).join(documents)
        .where(statements.c.seq.in_(numbers))
    )  # fmt: skip
    rows = connection.execute(asked).all()
    found = stood(connection, {row.id: (row.json, row.text) for row in rows})
    return {row.seq: Claim(facts_of(row), found[row.id][1], found[row.id][0]) for row in rows}


def _asked(conditions: Sequence[ColumnElement[bool]], before: str | None) -> Select[Any]:
    told = statement_views.c
    asked = select(told.statement, told.by_report).where(*conditions).order_by(told.by_report.desc())
    return asked if before is None else asked.where(told.by_report < before)


def _conditions(connection: Connection, wanted: ClaimFilter, gate: Gate) -> Iterator[ColumnElement[bool]]:
    told = statement_views.c
    if wanted.since is not None:
        yield told.by_report >= wanted.since
    if wanted.until is not None:
        yield told.by_report >= _DATED
        yield told.by_report < after_day(wanted.until)
    if wanted.speaker is not None:
        yield holds_words(told.speaker_folded, wanted.speaker)
    if wanted.certainty is not None:
        yield told.certainty == wanted.certainty
    if wanted.text is not None:
        common = is_common(connection, wanted.text, "statement")
        held = told.statement.in_(owners(wanted.text, "statement"))
        yield says(wanted.text, "statement", told.statement) if common else held
    if wanted.answered:
        yield told.answered
    if wanted.issue is not None:
        yield exists().where(statement_issues.c.statement == told.statement, statement_issues.c.issue == wanted.issue)
    if wanted.outlet is not None:
        yield holds_words(told.outlets_folded, wanted.outlet)
    if gate == "reviewed":
        yield told.id.in_(once_accepted())


def others_on(connection: Connection, claims: Sequence[Claim], *, gate: Gate) -> dict[str, list[Claim]]:
    """What other voices of the same story assert on the issues of each of these statements, by the statement's id."""
    said, other = statements.alias("said"), statements.alias("other")
    asked = (
        select(said.c.id, other.c.seq).distinct()
        .join_from(said, other, _answers(said, other))
        .where(said.c.id.in_([claim.statement.id for claim in claims]), said.c.reading.in_(newest()))
        .order_by(said.c.id, other.c.seq)
    )  # fmt: skip
    pairs = connection.execute(asked).all()
    held = claims_of(connection, [row.seq for row in pairs])
    found: dict[str, list[Claim]] = {}
    for row in pairs:
        if gate == "all" or is_let_out(held[row.seq]):
            found.setdefault(row.id, []).append(held[row.seq])
    return found


def _answers(said: FromClause, other: FromClause) -> ColumnElement[bool]:
    """The other statement is of the same story, by another voice that stands for it, and on an issue of this one."""
    mine, theirs = statement_issues.alias("mine"), statement_issues.alias("theirs")
    shared = exists().where(
        mine.c.statement == said.c.seq, theirs.c.statement == other.c.seq, mine.c.issue == theirs.c.issue,
        mine.c.issue.not_in(VAGUE),
    )  # fmt: skip
    return and_(
        other.c.reading == said.c.reading, other.c.speaker_folded != said.c.speaker_folded,
        other.c.certainty.in_(STANDING), shared,
    )  # fmt: skip
