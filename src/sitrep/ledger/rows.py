"""A report taken apart into the rows of the ledger's tables; the report itself is kept whole beside them."""

from collections.abc import Iterator
from typing import Any

from sitrep.ledger.folding import fold
from sitrep.records.report import Actor, Event, Report, SpanPair, Statement, When, Where

Row = dict[str, Any]


def event_rows(report: Report, reading: int) -> list[Row]:
    """One row for each event, flattened for questions."""
    return [
        {
            "reading": reading,
            "position": position,
            **event_columns(event),
            "anchor": event.anchor.text,
            "json": event.model_dump_json(),
        }
        for position, event in enumerate(report.events)
    ]


def event_columns(event: Event) -> Row:
    """The columns that hold an event's values one by one."""
    return {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "status": event.status,
        "background": event.background,
        **_time(event.when),
        **_place(event.where),
        "confidence": event.confidence,
    }


def _time(when: When | None) -> Row:
    return {
        "start_day": when.start[:10] if when and when.start else None,
        "end_day": when.end[:10] if when and when.end else None,
        "time_precision": when.precision if when else None,
    }


def place_names(where: Where | None) -> tuple[str, ...]:
    """The names by which a place is found: its own, the story's and its region's."""
    return tuple(name for name in (where.name, where.text, where.admin1) if name) if where else ()


def _place(where: Where | None) -> Row:
    return {
        "place": where.name if where else None,
        "place_folded": " | ".join(dict.fromkeys(map(fold, place_names(where)))),
        "geonames_id": where.geonames_id if where else None,
        "lat": where.lat if where else None,
        "lon": where.lon if where else None,
        "country": where.country if where else None,
        "admin1": where.admin1 if where else None,
        "place_precision": where.precision if where else None,
    }


def participant_rows(event: Event, number: int) -> list[Row]:
    """One row for each participant of the event with this number."""
    return [
        {
            "event": number,
            "position": position,
            "role": participant.role,
            "name": participant.name,
            "name_folded": " | ".join(dict.fromkeys((fold(participant.name), fold(participant.text)))),
            "actor": participant.actor,
            "country": participant.country,
            "sector": participant.sector,
            "disputed": participant.disputed,
        }
        for position, participant in enumerate(event.participants)
    ]


def statement_rows(report: Report, reading: int) -> list[Row]:
    """One row for each statement, flattened for questions."""
    return [
        {
            "reading": reading,
            "position": position,
            "id": statement.id,
            "speaker": statement.speaker,
            "speaker_folded": fold(statement.speaker),
            "actor": statement.actor,
            "anonymous": statement.anonymous,
            "kind": statement.kind,
            "certainty": statement.certainty,
            "background": statement.background,
            "said": " … ".join(quote.text for quote in statement.content),
            "json": statement.model_dump_json(),
        }
        for position, statement in enumerate(report.statements)
    ]


def issue_rows(statement: Statement, number: int) -> list[Row]:
    """One row for each issue of the statement with this number."""
    return [{"statement": number, "issue": issue} for issue in dict.fromkeys(statement.issues)]


def channel_rows(statement: Statement, number: int) -> list[Row]:
    """One row for each outlet or channel that carried the statement with this number."""
    return [
        {"statement": number, "position": position, "name": name, "name_folded": fold(name)}
        for position, name in enumerate(statement.via)
    ]


def actor_rows(report: Report, reading: int) -> list[Row]:
    """One row for each actor."""
    return [
        {
            "reading": reading,
            "position": position,
            "id": actor.id,
            "name": actor.name,
            "name_folded": fold(actor.name),
            "kind": actor.kind,
            "country": actor.country,
            "sector": actor.sector,
            "json": actor.model_dump_json(),
        }
        for position, actor in enumerate(report.actors)
    ]


def evidence_rows(report: Report, reading: int) -> list[Row]:
    """One row for each span of words that a value of the report rests on."""
    spans = [(event.id, *found) for event in report.events for found in event_spans(event)]
    spans += [(statement.id, *found) for statement in report.statements for found in statement_spans(statement)]
    spans += [(actor.id, *found) for actor in report.actors for found in actor_spans(actor)]
    return [
        {"reading": reading, "owner": owner, "path": path, "position": position, "start": start, "end": end}
        for owner, path, pairs in spans
        for position, (start, end) in enumerate(pairs)
    ]


def event_spans(event: Event) -> Iterator[tuple[str, tuple[SpanPair, ...]]]:
    """The paths of an event with the spans they rest on."""
    yield "anchor", ((event.anchor.start, event.anchor.end),)
    yield from ((path, pairs) for path, pairs in event.evidence.items() if path != "anchor")


def statement_spans(statement: Statement) -> Iterator[tuple[str, tuple[SpanPair, ...]]]:
    """The paths of a statement with the spans they rest on."""
    if statement.cue:
        yield "cue", ((statement.cue.start, statement.cue.end),)
    yield "content", tuple((quote.start, quote.end) for quote in statement.content)
    yield from ((path, pairs) for path, pairs in statement.evidence.items() if path not in {"cue", "content"})


def actor_spans(actor: Actor) -> Iterator[tuple[str, tuple[SpanPair, ...]]]:
    """The paths of an actor with the spans they rest on."""
    if actor.mentions:
        yield "mentions", actor.mentions
    for position, role in enumerate(actor.roles):
        yield f"roles.{position}", (role.evidence,)
