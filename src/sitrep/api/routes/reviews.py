"""What waits for review, what was decided, and deciding it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, Field, JsonValue
from starlette.responses import Response

from sitrep.api.asking import Asked, Turned
from sitrep.api.problems import refusing
from sitrep.api.replies import Shape, flat_cells, listed
from sitrep.api.tokens import site_of, writer
from sitrep.desk.review import LONGEST_NOTE, WAYS, Reviewer, correct
from sitrep.ledger.decisions import Decision
from sitrep.ledger.review_log import head
from sitrep.ledger.review_queue import Waiting, review_queue
from sitrep.ledger.reviews import Judged, judged, review_counts

router = APIRouter(prefix="/reviews", tags=["reviews"])


def _waiting(one: Waiting) -> dict[str, Any]:
    return {
        "event": one.event.model_dump(mode="json"), "document": asdict(one.document), "review": one.review,
        "reasons": list(one.reasons),
    }  # fmt: skip


_COLUMNS = (
    "event.id", "review", "reasons", "event.type", "event.status", "event.when.start", "event.when.end",
    "event.where.name", "event.where.country", "event.confidence", "event.anchor.text", "document.id",
    "document.outlet", "document.published",
)  # fmt: skip
_CELLS = flat_cells(_COLUMNS)
QUEUE: Shape[Waiting] = Shape(_waiting, _COLUMNS, lambda one: _CELLS(_waiting(one)))


class Verdict(BaseModel):
    """A reviewer's word about one thing.

    ``correct`` needs a path and the right value; ``note`` needs a note. ``seen`` and ``last`` are the content and the
    number of the newest decision that the reviewer was shown: with them a word is refused where either is no more.
    """

    verdict: Literal["accept", "correct", "reject", "undo", "note"]
    path: str | None = Field(None, max_length=200)
    value: JsonValue = None
    note: str | None = Field(None, max_length=LONGEST_NOTE)
    seen: str | None = Field(None, max_length=64)
    last: int | None = Field(None, ge=0, le=2**62)


@router.get("")
@router.get(".csv")
def queue(request: Request, book: Asked, asked: Annotated[Turned, Query()]) -> Response:
    """The events that wait for review, what wants it first at the head, each with its reasons."""
    found = review_queue(book, after=asked.after, limit=asked.limit)
    return listed(request, QUEUE, found.rows, found.next_cursor, counts=asdict(review_counts(book)),
                  head=asdict(head(book)))  # fmt: skip


@router.get("/{subject:path}")
def one(subject: str, book: Asked) -> dict[str, Any]:
    """How an event, a statement or an event's place in an incident (``incident-…/event-…``) stands, and its history."""
    return _value(judged(book, subject))


@router.post("/{subject:path}", responses=refusing(401, 403, 409))
def decided(
    request: Request, subject: str, word: Verdict, by: Annotated[str, Depends(writer("review"))]
) -> dict[str, Any]:
    """A reviewer's word is kept for ever; how the thing stands now."""
    site = site_of(request)
    reviewer = Reviewer(by, site.clock().isoformat(timespec="seconds"), word.note, word.seen, word.last)
    if word.verdict == "correct":
        return _value(correct(site.ledger, subject, word.path or "", word.value, reviewer))
    return _value(WAYS[word.verdict](site.ledger, subject, reviewer))


def _value(found: Judged) -> dict[str, Any]:
    shown = found.shown
    return {
        "kind": found.kind, "id": found.id, "review": found.review, "current": found.current,
        "content": found.content, "last": found.decided[-1].seq if found.decided else 0,
        "value": shown.model_dump(mode="json") if shown else None,
        "read": found.value.model_dump(mode="json") if found.value else None,
        "history": [_decision(each) for each in found.history],
    }  # fmt: skip


def _decision(each: Decision) -> dict[str, Any]:
    return {"seq": each.seq, **asdict(each.word), "previous": each.previous, "hash": each.hash}
