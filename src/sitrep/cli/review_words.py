"""What waits for review, and how one thing stands, in words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sitrep.cli import phrases
from sitrep.cli.tables import Rows, one_line
from sitrep.codebook.review_reasons import review_reasons
from sitrep.exports.phrases import content_words
from sitrep.ledger.decisions import Decision
from sitrep.ledger.paging import Page
from sitrep.ledger.review_queue import Waiting
from sitrep.ledger.reviews import Judged
from sitrep.records.report import Event, Statement

COLUMNS = ("why", "when", "type", "where", "who", "harm", "sure", "outlet", "id")


def queue_rows(page: Page[Waiting]) -> Rows:
    """What waits for review, first things first."""
    return Rows(COLUMNS, [_cells(each) for each in page.rows], [waiting_value(each) for each in page.rows])


def _cells(waiting: Waiting) -> tuple[object, ...]:
    event = waiting.event
    return (
        ", ".join(waiting.reasons), phrases.days(event.when), phrases.kind(event), phrases.place(event),
        phrases.sides(event), phrases.harm(event), f"{event.confidence:.2f}", waiting.document.outlet or "", event.id,
    )  # fmt: skip


def waiting_value(waiting: Waiting) -> dict[str, Any]:
    """A row of the queue as a JSON value, its reasons in words too."""
    words = {reason.name: reason.words for reason in review_reasons().reasons}
    return {
        "event": waiting.event.id,
        "review": waiting.review,
        "reasons": [{"name": name, "words": words[name]} for name in waiting.reasons],
        "document": waiting.document.id,
        "confidence": waiting.event.confidence,
        "quote": waiting.event.anchor.text,
    }


def judged_lines(found: Judged) -> Iterator[str]:
    """How a thing stands, what was corrected in it, and its history."""
    yield f"{found.id}  {found.review}" + ("" if found.current else "  (told no more)")
    if isinstance(found.value, Event):
        event = found.value
        cells = (phrases.days(event.when), phrases.kind(event), phrases.place(event), phrases.sides(event))
        yield one_line("  ".join(cell for cell in (*cells, phrases.harm(event)) if cell))
        yield one_line(f"“{event.anchor.text}”")
    elif isinstance(found.value, Statement):
        yield one_line(f"{found.value.speaker or 'the paper'}: {content_words(found.value)}")
    yield from (f"  {one_line(each)}" for each in _corrections(found))
    yield from (f"  {one_line(decision_words(each, found))}" for each in found.history)


def _corrections(found: Judged) -> Iterator[str]:
    """Each corrected value with what was read in its place."""
    if found.value is None or found.shown is None:
        return
    was, now = found.value.model_dump(mode="json"), found.shown.model_dump(mode="json")
    for name, value in now.items():
        if name != "evidence" and value != was[name]:
            yield f"{name} = {_short(value)}, read as {_short(was[name])}"


def decision_words(decision: Decision, found: Judged) -> str:
    """Who decided what and when; of what was read before, that it was."""
    word = decision.word
    edit = f" {word.path} = {_short(json.loads(word.value or 'null'))}" if word.path else ""
    stale = "" if (word.subject, word.content) == (found.id, found.content) else " (of what was read before)"
    return f"{decision.seq}  {word.at[:19]}  {word.by}: {word.verdict}{edit}{stale}" + (
        f" — {word.note}" if word.note else ""
    )


def judged_value(found: Judged) -> dict[str, Any]:
    """How a thing stands as a JSON value, as it was read, as it was corrected, and every decision with its hash."""
    return {
        "id": found.id,
        "kind": found.kind,
        "review": found.review,
        "current": found.current,
        "content": found.content,
        "read": found.value.model_dump(mode="json") if found.value else None,
        "shown": found.shown.model_dump(mode="json") if found.shown else None,
        "before": list(found.before),
        "history": [decision_value(each) for each in found.history],
    }


def decision_value(decision: Decision) -> dict[str, Any]:
    """A decision as a JSON value, with its place in the chain."""
    word = decision.word
    return {
        "seq": decision.seq, "at": word.at, "by": word.by, "verdict": word.verdict, "kind": word.kind,
        "subject": word.subject, "content": word.content, "path": word.path,
        "value": None if word.value is None else json.loads(word.value), "note": word.note,
        "previous": decision.previous, "hash": decision.hash,
    }  # fmt: skip


def _short(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 100 else text[:99] + "…"
