"""Events as JSON-LD: each value a W3C Web Annotation on the words it rests on, with its provenance in PROV-O.

The target of an annotation is the stored text of the document, in which its positions count Unicode code points.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from sitrep.exports.handing_on import HandedOn
from sitrep.ledger.export_queries import ToldEvent
from sitrep.records.report import Event, Source

#: How many characters on each side of a quotation tell it from its likes.
AROUND = 32
CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "prov": "http://www.w3.org/ns/prov#",
        "schema": "https://schema.org/",
        "sitrep": "urn:sitrep:term:",
        "sitrep:value": {"@type": "@json"},
        "sitrep:reviews": {"@type": "@json"},
        "prov:wasQuotedFrom": {"@type": "@id"},
        "prov:hadPrimarySource": {"@type": "@id"},
        "prov:wasDerivedFrom": {"@type": "@id"},
        "prov:wasAttributedTo": {"@type": "@id"},
    },
]


def write_annotations(told: Iterable[ToldEvent], out: BinaryIO) -> HandedOn:
    """One graph: documents, events, the accounts they rest on, an annotation for each value that has words, itself."""
    done = HandedOn()
    out.write(b'{"@context":' + _bytes(CONTEXT) + b',"@graph":[')
    documents: set[str] = set()
    for number, node in enumerate(each for nodes in done.rows(told, list_nodes) for each in _new(nodes, documents)):
        out.write(b",\n" if number else b"\n")
        out.write(_bytes(node))
    out.write((b",\n" if documents else b"\n") + _bytes(_itself(done)) + b"\n]}\n")
    return done


def _itself(done: HandedOn) -> dict[str, Any]:
    """The file as a node: whether all in it was reviewed. It comes last, as only then all is counted."""
    told = {f"sitrep:{name}": value for name, value in done.standing().items()}
    return {"id": "#export", "type": ["prov:Collection", "schema:Dataset"], **told}


def list_nodes(told: ToldEvent) -> list[dict[str, Any]]:
    """The nodes of an event: its document, itself, the accounts, the annotations."""
    accounts = [_account(told.event, number, source) for number, source in enumerate(told.event.sources)]
    return [_document(told), _event(told, accounts), *accounts, *_annotations(told)]


def _new(nodes: list[dict[str, Any]], documents: set[str]) -> Iterator[dict[str, Any]]:
    """The nodes without a document that stands in the graph already."""
    document, *others = nodes
    if document["id"] not in documents:
        documents.add(document["id"])
        yield document
    yield from others


def _urn(id_: str, path: str = "") -> str:
    return f"urn:sitrep:{id_}" + (f"#{path}" if path else "")


def _document(told: ToldEvent) -> dict[str, Any]:
    document = told.document
    return _told({
        "id": _urn(document.id),
        "type": ["prov:Entity", "schema:NewsArticle"],
        "schema:name": document.title,
        "schema:publisher": document.outlet,
        "schema:datePublished": document.published,
        "schema:inLanguage": told.language,
        "prov:wasDerivedFrom": document.url,
    })  # fmt: skip


def _event(told: ToldEvent, accounts: list[dict[str, Any]]) -> dict[str, Any]:
    event = told.event
    return _told({
        "id": _urn(event.id),
        "type": ["prov:Entity", "schema:Event"],
        "sitrep:type": event.type,
        "sitrep:mode": event.mode,
        "sitrep:status": event.status,
        "sitrep:background": event.background,
        "sitrep:confidence": event.confidence,
        "sitrep:review": told.review,
        "prov:wasQuotedFrom": _urn(told.document.id),
        "prov:hadPrimarySource": [each["id"] for each in accounts] or None,
        "prov:wasAttributedTo": _urn(f"engine:{told.engine}"),
    })  # fmt: skip


def _account(event: Event, number: int, source: Source) -> dict[str, Any]:
    """What one voice says of the event; a voice without a name is the paper's own."""
    return _told({
        "id": _urn(event.id, f"sources.{number}"),
        "type": "prov:Entity",
        "sitrep:speaker": source.speaker,
        "sitrep:role": source.role,
        "sitrep:anonymous": source.anonymous,
        "sitrep:certainty": source.certainty,
        "sitrep:via": list(source.via) or None,
        "prov:wasAttributedTo": _urn(source.actor) if source.actor else None,
    })  # fmt: skip


def _annotations(told: ToldEvent) -> Iterator[dict[str, Any]]:
    event = told.event
    values = event.model_dump(mode="json")
    anchor = ((event.anchor.start, event.anchor.end),)
    spans = {"anchor": anchor} | {path: pairs for path, pairs in event.evidence.items() if path != "anchor"}
    for path, pairs in spans.items():
        yield {
            "id": _urn(event.id, f"annotation.{path}"),
            "type": ["Annotation", "prov:Entity"],
            "motivation": "identifying",
            "body": {"type": "Dataset", "sitrep:path": path, "sitrep:value": _at(values, path),
                     "sitrep:of": {"id": _urn(event.id)}},
            "target": [_target(told, start, end) for start, end in pairs],
            "prov:wasQuotedFrom": _urn(told.document.id),
        }  # fmt: skip


def _at(values: Any, path: str) -> Any:
    """What stands at a dotted path; None where the path names more than the event has."""
    for step in path.split("."):
        if isinstance(values, list):
            values = values[int(step)] if step.isdigit() and int(step) < len(values) else None
        else:
            values = values.get(step) if isinstance(values, dict) else None
    return values


def _target(told: ToldEvent, start: int, end: int) -> dict[str, Any]:
    text = told.text
    quote = {"type": "TextQuoteSelector", "exact": text[start:end], "prefix": text[max(0, start - AROUND) : start],
             "suffix": text[end : end + AROUND]}  # fmt: skip
    position = {"type": "TextPositionSelector", "start": start, "end": end}
    return {"source": _urn(told.document.id), "selector": [quote, position]}


def _told(node: dict[str, Any]) -> dict[str, Any]:
    """The node without what nobody told."""
    return {name: value for name, value in node.items() if value is not None}


def _bytes(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
