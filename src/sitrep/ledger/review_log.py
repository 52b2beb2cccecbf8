"""The chain of decisions: each holds the digest of the one before it, so that none can be changed unseen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from typing import Any

from sqlalchemy import Connection, Row, func, select

from sitrep.ledger.decisions import Decision, Word, chained
from sitrep.ledger.gate_rules import BEGINNING
from sitrep.ledger.portions import AT_ONCE, some
from sitrep.ledger.review_tables import review_decisions

_WORD = tuple(each.name for each in fields(Word))


@dataclass(frozen=True, slots=True)
class Head:
    """Where the chain ends: how many decisions there are, and the digest of the last."""

    count: int
    hash: str


def head(connection: Connection) -> Head:
    """Where the chain of this ledger ends; the count of an empty one is 0."""
    last = select(review_decisions.c.seq, review_decisions.c.hash).order_by(review_decisions.c.seq.desc()).limit(1)
    row = connection.execute(last).one_or_none()
    return Head(0, BEGINNING) if row is None else Head(row.seq, row.hash)


def append_word(connection: Connection, word: Word) -> Decision:
    """The word stands at the end of the chain; its transaction is to be a writer's, which is alone in the ledger."""
    last = head(connection)
    seq = last.count + 1
    decision = Decision(seq, word, last.hash, chained(seq, word, last.hash))
    row = {"seq": seq, **asdict(word), "previous": decision.previous, "hash": decision.hash}
    connection.execute(review_decisions.insert(), row)
    return decision


def all_decisions(connection: Connection) -> Iterator[Decision]:
    """Every decision, in the order in which they were made."""
    asked = select(review_decisions).order_by(review_decisions.c.seq)
    for row in connection.execution_options(yield_per=AT_ONCE).execute(asked):
        yield _decision(row)


def newest_decisions(connection: Connection, limit: int) -> list[Decision]:
    """The newest decisions, the newest first."""
    asked = select(review_decisions).order_by(review_decisions.c.seq.desc()).limit(limit)
    return [_decision(row) for row in connection.execute(asked)]


def decisions_about(connection: Connection, subjects: Iterable[str]) -> dict[str, list[Decision]]:
    """What was decided about each of these, in that order; nothing for those that nobody judged."""
    found: dict[str, list[Decision]] = {}
    for wanted in some(sorted(set(subjects))):
        asked = select(review_decisions).where(review_decisions.c.subject.in_(wanted)).order_by(review_decisions.c.seq)
        for row in connection.execute(asked):
            found.setdefault(row.subject, []).append(_decision(row))
    return found


def count(connection: Connection) -> int:
    """How many decisions there are."""
    return connection.scalar(select(func.count()).select_from(review_decisions)) or 0


def _decision(row: Row[*tuple[Any, ...]]) -> Decision:
    return Decision(row.seq, Word(**{name: getattr(row, name) for name in _WORD}), row.previous, row.hash)
