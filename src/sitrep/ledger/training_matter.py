"""What reviewers decided, as matter to learn from: each thing they judged as it was read and as it should have been."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from sitrep.ledger.contents import digest
from sitrep.ledger.correcting import corrected
from sitrep.ledger.decisions import Decision, Standing, standing
from sitrep.ledger.queries import PUBLICATION, DocumentFacts, facts_of
from sitrep.ledger.review_log import all_decisions
from sitrep.ledger.tables import documents, events, readings, statements
from sitrep.records.report import Event, Statement


@dataclass(frozen=True)
class Lesson:
    """One content of an event or a statement that a reviewer judged: ``right`` is None where it was rejected.

    ``sha256`` is the digest of the document's text, to which all spans refer; ``decisions`` are told in order.
    """

    document: DocumentFacts
    sha256: str
    language: str
    engine: str
    read: Event | Statement
    right: Event | Statement | None
    standing: Standing
    decisions: tuple[Decision, ...]


def lessons(connection: Connection) -> Iterator[Lesson]:
    """Everything that was judged and about which a decision stands, in the order in which it was first judged."""
    told: dict[tuple[str, str], list[Decision]] = {}
    for each in all_decisions(connection):
        if each.word.kind != "link":
            told.setdefault((each.word.subject, each.word.content), []).append(each)
    for decided in told.values():
        stands = standing(decided)
        if stands.decision is not None:
            yield _lesson(connection, decided, stands)


def _lesson(connection: Connection, decided: list[Decision], stands: Standing) -> Lesson:
    word = decided[0].word
    table = events if word.kind == "event" else statements
    asked = (
        select(table.c.json, documents.c.text, documents.c.sha256, documents.c.language, readings.c.engine,
               *PUBLICATION)
        .join_from(table, readings).join(documents)
        .where(table.c.id == word.subject).order_by(readings.c.seq.desc())
    )  # fmt: skip
    row = next(each for each in connection.execute(asked).all() if digest(each.json) == word.content)
    read = (Event if word.kind == "event" else Statement).model_validate_json(row.json)
    right = None if stands.review == "rejected" else corrected(read, stands.edits, row.text)
    return Lesson(facts_of(row), row.sha256, row.language, row.engine, read, right, stands, tuple(decided))
