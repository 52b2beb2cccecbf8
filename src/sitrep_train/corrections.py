"""What reviewers decided, read as matter to learn from: the lines of ``sitrep export --format corrections``.

A text is not in the lines; whoever trains joins them with the documents by the digest of the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from sitrep.records.report import Event, Statement


class _Line(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class TaughtDocument(_Line):
    """The document that was judged: spans count the characters of the text with this SHA-256."""

    id: str
    sha256: str
    language: str
    outlet: str | None
    published: str | None
    title: str | None
    url: str | None


class Change(_Line):
    """A corrected value: what was read at the path and what is right, each with the spans of its words."""

    path: str
    read: Any
    read_spans: tuple[tuple[int, int], ...]
    right: Any
    right_spans: tuple[tuple[int, int], ...]


class Taught(_Line):
    """One thing that a reviewer judged; ``right`` is None where it was rejected."""

    schema_: Literal["sitrep.correction/1"] = Field(alias="schema")
    document: TaughtDocument
    engine: str
    kind: Literal["event", "statement"]
    subject: str
    content: str
    review: Literal["accepted", "corrected", "rejected"]
    read: Event | Statement
    right: Event | Statement | None
    changes: tuple[Change, ...]
    decisions: tuple[dict[str, Any], ...]


def read_corrections(path: Path) -> Iterator[Taught]:
    """Every line of the file, checked."""
    with path.open("rb") as lines:
        for line in lines:
            if line.strip():
                yield Taught.model_validate_json(line)


def labelled_triggers(taught: Iterable[Taught]) -> Iterator[tuple[str, tuple[int, int], str | None]]:
    """Of each judged event its document's digest, the span that it was read from, and its right type; None for none."""
    for each in taught:
        if isinstance(each.read, Event):
            right = each.right.type if isinstance(each.right, Event) else None
            yield each.document.sha256, (each.read.anchor.start, each.read.anchor.end), right
