"""What an event is judged by: the digest of its JSON as it is kept, and what makes it urgent to look at."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from sitrep.records.report import Event, Report


def digest(json: str) -> str:
    """The SHA-256 of a stored JSON text's UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(json.encode()).hexdigest()


def content_rows(report: Report, rows: Sequence[dict[str, Any]], numbers: Sequence[int]) -> list[dict[str, Any]]:
    """One row for each event of the report, given its row of events and that row's number."""
    return [
        content_row(event, row["json"], number=number, reading=row["reading"])
        for event, row, number in zip(report.events, rows, numbers, strict=True)
    ]


def content_row(event: Event, json: str, *, number: int, reading: int) -> dict[str, Any]:
    """The row of one event that is kept as this JSON."""
    return {
        "event": number,
        "reading": reading,
        "id": event.id,
        "content": digest(json),
        "killed": killed(event),
        "contested": contested(event),
        "background": event.background,
        "confidence": event.confidence,
    }


def killed(event: Event) -> int:
    """The highest number of dead that anybody tells, its best figure or the lowest where there is none; 0 for none."""
    counts = [each.count for each in event.casualties if each.outcome == "killed" and each.count]
    return max((count.best if count.best is not None else count.low or 0 for count in counts), default=0)


def contested(event: Event) -> bool:
    """Whether the story contradicts itself: rival figures, a disputed party, one voice asserts what another denies."""
    figures: dict[str, set[tuple[int | None, ...]]] = {}
    voices: dict[str, set[str | None]] = {}
    for each in event.casualties:
        if each.count:
            figures.setdefault(each.outcome, set()).add((each.count.low, each.count.best, each.count.high))
            voices.setdefault(each.outcome, set()).add(each.speaker)
    rival = any(len(told) > 1 and len(voices[outcome]) > 1 for outcome, told in figures.items())
    certainties = {source.certainty for source in event.sources}
    return rival or any(side.disputed for side in event.participants) or {"asserted", "denied"} <= certainties
