"""A reading as one line of JSON, with its document: what a ledger is moved by, from file to file, losing no byte."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from sitrep.documents.document import Document, Notice
from sitrep.errors import EvidenceError, MalformedReading
from sitrep.ledger.decisions import Kind, Verdict, Word
from sitrep.ledger.export_queries import KeptReading
from sitrep.records.report import Report, verify_quotations

SCHEMA: Literal["sitrep.reading/1"] = "sitrep.reading/1"
_CHECK = "Only lines that sitrep export --format jsonl wrote are imported, as they were written."


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class KeptDocument(_Part):
    """A document with all that is known of its publication; ``id`` and ``sha256`` are checked when it is read."""

    id: str
    sha256: str
    title: str | None
    outlet: str | None
    outlet_rule: str | None
    agency: str | None
    url: str | None
    published: str | None
    published_rule: str | None
    dateline_day: str | None
    place: str | None
    body_start: int
    language: str
    notices: list[tuple[str, str]]
    text: str


class Read(_Part):
    """Who read the document, when the run began, and what the engine was made of."""

    engine: str
    started: str
    manifest: str


class KeptWord(_Part):
    """What a reviewer decided of something that this reading tells, as ``sitrep.ledger.decisions.Word`` has it."""

    at: str = Field(min_length=1, max_length=40)
    by: str
    verdict: Verdict
    kind: Kind
    subject: str = Field(max_length=100)
    content: str = Field(pattern="^[0-9a-f]{64}$")
    path: str | None
    value: str | None
    note: str | None


class KeptLine(_Part):
    """The whole line; ``review`` tells what reviewers decided of what it tells, in that order."""

    schema_: Literal["sitrep.reading/1"] = Field(alias="schema")
    document: KeptDocument
    read: Read
    review: list[KeptWord]
    report: Report

    @field_validator("review", mode="before")
    @classmethod
    def _none_as_it_was_written_before(cls, told: Any) -> Any:
        """Before anything could be reviewed, lines had an empty object."""
        return [] if told == {} else told


def to_line(kept: KeptReading) -> bytes:
    """The reading as one line; the report's JSON stands in it as it is kept."""
    document = kept.document
    told: dict[str, Any] = {
        "id": document.id,
        "sha256": document.sha256,
        "title": document.title,
        "outlet": document.outlet,
        "outlet_rule": document.outlet_rule,
        "agency": document.agency,
        "url": document.url,
        "published": document.published_text,
        "published_rule": document.published_rule,
        "dateline_day": document.dateline_day.isoformat() if document.dateline_day else None,
        "place": document.place,
        "body_start": document.body_start,
        "language": document.language,
        "notices": [[each.code, each.message] for each in document.notices],
        "text": document.text,
    }
    read = {"engine": kept.engine, "started": kept.started, "manifest": kept.manifest}
    words = [asdict(each) for each in kept.words]
    head = f'{{"schema":"{SCHEMA}","document":{_json(told)},"read":{_json(read)},"review":{_json(words)},"report":'
    return f"{head}{kept.report}}}\n".encode()


def from_line(line: bytes) -> tuple[KeptReading, Report]:
    """The reading of a line with its report; refused unless it is whole and its quotations stand in its text."""
    try:
        kept = KeptLine.model_validate_json(line)
        document = _document(kept.document)
        _check(kept, document)
    except ValidationError as problem:
        first = problem.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise MalformedReading(f"{where or 'The line'}: {first['msg']}.", check=_CHECK) from problem
    except (ValueError, EvidenceError) as problem:
        raise MalformedReading(f"The line is no kept reading: {problem}.", check=_CHECK) from problem
    read = kept.read
    words = tuple(Word(**each.model_dump()) for each in kept.review)
    reading = KeptReading(document, read.engine, read.started, read.manifest, kept.report.to_json(indent=None), words)
    return reading, kept.report


def _check(kept: KeptLine, document: Document) -> None:
    """Refuses a text that is not the one that was read, and a report that is not of this text."""
    if (document.id, document.sha256) != (kept.document.id, kept.document.sha256):
        raise ValueError("the text is not the one that was read")
    if kept.report.document.id != document.id:
        raise ValueError("the report is of another document")
    report = kept.report
    ids = [each.id for each in report.events] + [each.id for each in report.statements]
    ids += [each.id for each in report.actors]
    if len(ids) != len(set(ids)):
        raise ValueError("two values of the report bear one id")
    verify_quotations(report, document.text)


def _document(kept: KeptDocument) -> Document:
    return Document(
        kept.text,
        title=kept.title,
        outlet=kept.outlet,
        url=kept.url,
        published=None if kept.published is None else moment(kept.published),
        published_rule=kept.published_rule,
        place=kept.place,
        body_start=kept.body_start,
        language=kept.language,
        outlet_rule=kept.outlet_rule,
        agency=kept.agency,
        dateline_day=None if kept.dateline_day is None else date.fromisoformat(kept.dateline_day),
        notices=tuple(Notice(code, message) for code, message in kept.notices),
    )


def moment(stated: str) -> date | datetime:
    """The day or the time of an ISO 8601 text."""
    return datetime.fromisoformat(stated) if len(stated) > len("2025-12-04") else date.fromisoformat(stated)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
