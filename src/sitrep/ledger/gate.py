"""What may be handed on: a decision is put into effect, and questions ask for what stands, through the database's gate.

``reviewed`` lets out what a person accepted or corrected, as it was corrected; ``all`` lets out everything, marked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Literal

from sqlalchemy import Connection, TableClause, column, select, table

from sitrep.ledger.correcting import corrected
from sitrep.ledger.decisions import WITHDRAWING, Decision, Standing, effects, standing
from sitrep.ledger.folding import fold
from sitrep.ledger.review_tables import corrected_events, publications
from sitrep.ledger.rows import event_columns
from sitrep.records.report import Event

Gate = Literal["reviewed", "all"]


def _view(name: str) -> TableClause:
    names = ("event", "id", "content", "decision", "corrected", "review")
    return table(name, *(column(each) for each in names))


#: How each row of events stands (``Review``), and the row of corrected_events that is told in its place, if any is.
event_standings = _view("event_standings")
#: The rows of events that may be handed on, and none else.
handed_on = _view("handed_on")


def through(gate: Gate) -> Any:
    """What a question about events is to be joined with, on its column ``event``."""
    return handed_on if gate == "reviewed" else event_standings


def put_into_effect(connection: Connection, event: Event, text: str, decided: Sequence[Decision]) -> Standing:
    """What stands of the decisions about this content of the event is what is handed on; ``text`` is its story's.

    What was rejected or taken back the database has withdrawn by itself.
    """
    stands = standing(decided)
    withdrawn = decided[-1].word.verdict in WITHDRAWING
    for effect in effects(decided)[withdrawn:]:
        number = None
        if stands.review == "corrected":
            number = _keep(connection, corrected(event, stands.edits, text), stands)
        row = {"id": event.id, "content": decided[-1].word.content, "corrected": number, **asdict(effect)}
        connection.execute(publications.insert(), row)
    return stands


def _keep(connection: Connection, event: Event, stands: Standing) -> int:
    """The number of the row that holds the event as it was corrected; the last correction names it."""
    last = stands.corrections[-1]
    json = event.model_dump_json()
    asked = select(corrected_events.c.seq).where(
        corrected_events.c.id == event.id, corrected_events.c.content == last.word.content,
        corrected_events.c.json == json,
    )  # fmt: skip
    held = connection.scalar(asked.order_by(corrected_events.c.seq.desc()).limit(1))
    if held is not None:
        return int(held)
    row = corrected_row(event, last.word.content) | {"decision": last.seq}
    made = connection.execute(corrected_events.insert(), row).inserted_primary_key
    return int(made[0]) if made else 0


def corrected_row(event: Event, content: str) -> dict[str, Any]:
    """The row of an event as it was corrected, without the decision that it follows from."""
    told = {"content": content, "parties_folded": _parties(event), "json": event.model_dump_json()}
    return event_columns(event) | told


def _parties(event: Event) -> str:
    told = ((fold(each.name), fold(each.text), each.actor or "") for each in event.participants)
    return " | ".join(dict.fromkeys(name for names in told for name in names if name))
