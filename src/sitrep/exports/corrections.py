"""What reviewers decided as JSON lines to learn from: as it was read, as it should have been, and the words under both.

The text itself is not in the file: documents are named by their ids and the digests of their texts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, BinaryIO

from sitrep.ledger.decisions import Decision
from sitrep.ledger.training_matter import Lesson
from sitrep.records.report import Event, Statement

SUFFIX, MEDIA_TYPE = ".jsonl", "application/jsonl"
SCHEMA = "sitrep.correction/1"


def write_corrections(lessons: Iterable[Lesson], out: BinaryIO) -> int:
    """One line for each thing that was judged; how many."""
    written = 0
    for lesson in lessons:
        line = json.dumps(lesson_value(lesson), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        out.write(f"{line}\n".encode())
        written += 1
    return written


def lesson_value(lesson: Lesson) -> dict[str, Any]:
    """One line as a JSON value; ``right`` is null where it was rejected, equal to ``read`` where it was accepted."""
    facts, word = lesson.document, lesson.decisions[0].word
    return {
        "schema": SCHEMA,
        "document": {"id": facts.id, "sha256": lesson.sha256, "language": lesson.language, "outlet": facts.outlet,
                     "published": facts.published, "title": facts.title, "url": facts.url},
        "engine": lesson.engine,
        "kind": word.kind,
        "subject": word.subject,
        "content": word.content,
        "review": lesson.standing.review,
        "read": lesson.read.model_dump(mode="json"),
        "right": lesson.right.model_dump(mode="json") if lesson.right is not None else None,
        "changes": [] if lesson.right is None else [_change(each, lesson) for each in lesson.standing.corrections],
        "decisions": [_decision(each) for each in lesson.decisions],
    }  # fmt: skip


def _change(correction: Decision, lesson: Lesson) -> dict[str, Any]:
    """A corrected value: what was read there and what is right, each with the spans that it rests on."""
    assert lesson.right is not None
    path = correction.word.path or ""
    return {
        "path": path,
        "read": _at(lesson.read, path), "read_spans": _spans(lesson.read, path),
        "right": json.loads(correction.word.value or "null"), "right_spans": _spans(lesson.right, path),
    }  # fmt: skip


def _at(thing: Event | Statement, path: str) -> Any:
    """What stands at the path; None where the thing has no such value."""
    at: Any = thing.model_dump(mode="json")
    for step in path.split("."):
        if isinstance(at, list):
            at = at[int(step)] if int(step) < len(at) else None
        else:
            at = at.get(step) if isinstance(at, dict) else None
    return at


def _spans(thing: Event | Statement, path: str) -> list[list[int]]:
    """The words under the value at the path, or under the closest part that has words of its own."""
    while path and path not in thing.evidence:
        path = path.rpartition(".")[0]
    return [list(pair) for pair in thing.evidence.get(path, ())]


def _decision(decision: Decision) -> dict[str, Any]:
    word = decision.word
    return {"at": word.at, "by": word.by, "verdict": word.verdict, "path": word.path,
            "value": None if word.value is None else json.loads(word.value), "note": word.note}  # fmt: skip
