"""Events and statements as rows: the same columns wherever they are listed."""

from collections.abc import Iterable

from sitrep.cli import phrases
from sitrep.cli.tables import Rows
from sitrep.exports.phrases import content_words, review_words, stance_words
from sitrep.ledger.decisions import Review
from sitrep.ledger.queries import DocumentFacts
from sitrep.records.report import Event, Statement

EVENT_COLUMNS = ("when", "type", "status", "where", "who", "weapons", "harm", "said by", "id")
STATEMENT_COLUMNS = ("speaker", "role", "certainty", "issues", "stance", "said", "via", "id")
#: Where it was published and how it stands with reviewers, when several stories are listed together.
PUBLICATION = ("outlet", "published", "review")


def event_cells(event: Event) -> tuple[str, ...]:
    """The cells of one event under EVENT_COLUMNS."""
    return (
        phrases.days(event.when), phrases.kind(event), phrases.status(event), phrases.place(event),
        phrases.sides(event), phrases.weapons(event), phrases.harm(event), phrases.speakers(event), event.id,
    )  # fmt: skip


def statement_cells(statement: Statement) -> tuple[str, ...]:
    """The cells of one statement under STATEMENT_COLUMNS."""
    return (
        statement.speaker or "the paper", statement.role or "", statement.certainty, ", ".join(statement.issues),
        stance_words(statement), content_words(statement), ", ".join(statement.via), statement.id,
    )  # fmt: skip


def publication(document: DocumentFacts, review: Review) -> tuple[str, ...]:
    """The cells under PUBLICATION."""
    return (document.outlet or "", document.published or "", review_words(review))


def events(found: Iterable[Event], *, title: str = "") -> Rows:
    """The events of one story."""
    kept = list(found)
    values = [each.model_dump(mode="json") for each in kept]
    return Rows(EVENT_COLUMNS, [event_cells(each) for each in kept], values, title)


def statements(found: Iterable[Statement], *, title: str = "") -> Rows:
    """The statements of one story."""
    kept = list(found)
    values = [each.model_dump(mode="json") for each in kept]
    return Rows(STATEMENT_COLUMNS, [statement_cells(each) for each in kept], values, title)
