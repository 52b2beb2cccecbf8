"""The JSON Schema that `sitrep schema` prints and the reports that `sitrep read` prints are one contract."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from sitrep.desk.reading import read_document
from sitrep.documents.document import Document
from sitrep.documents.readers import read_path
from sitrep.records.report import json_schema

EXAMPLES = [
    found
    for path in sorted(Path("examples").iterdir())
    for found in read_path(path, published=None, outlet=None)
    if isinstance(found, Document)
]


@pytest.mark.parametrize("document", EXAMPLES, ids=lambda document: str(document.outlet))
def test_a_printed_report_follows_the_printed_schema(document: Document) -> None:
    """Every report of an example, as JSON, is valid under the schema generated from the code's own types."""
    report = json.loads(read_document(document).to_json())

    assert list(Draft202012Validator(json_schema()).iter_errors(report)) == []


def test_the_schema_refuses_what_the_contract_does_not_know() -> None:
    """An unknown field, a status of nobody's making and a missing anchor are each refused."""
    report = json.loads(read_document(EXAMPLES[0]).to_json())
    event = report["events"][0]
    broken = [
        {**report, "score": 1},
        {**report, "events": [{**event, "status": "rumoured"}]},
        {**report, "events": [{key: value for key, value in event.items() if key != "anchor"}]},
    ]

    assert all(list(Draft202012Validator(json_schema()).iter_errors(each)) for each in broken)
