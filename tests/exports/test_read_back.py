"""Every export is read back by its own reader or a public one, and says what the ledger says."""

import csv
import io
import json
from dataclasses import replace
from typing import Any

import pyarrow.parquet
import pytest
from tests.exports.ledger_sample import DOCUMENT, STORY, march, shelling, told

from sitrep.errors import MissingExtra
from sitrep.exports import parquet
from sitrep.exports.cells import unsafe
from sitrep.exports.flat import COLUMNS, flat, one_cell
from sitrep.exports.ledger_formats import LEDGER_FORMATS
from sitrep.ledger.export_queries import ToldEvent
from sitrep.ledger.filters import EventFilter
from sitrep.ledger.opening import Ledger
from sitrep.ledger.rows import event_spans


def written(name: str, events: list[ToldEvent]) -> bytes:
    out = io.BytesIO()
    LEDGER_FORMATS[name].write(events, out)
    return out.getvalue()


def test_csv_holds_every_value_and_hostile_titles_as_text(events: list[ToldEvent]) -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv", events).decode(), newline="")))

    assert len(rows) == len(events)
    for row, event in zip(rows, events, strict=True):
        for (name, kind), value in zip(COLUMNS, flat(event), strict=True):
            cell = one_cell(value)
            shown = "" if cell is None else ("yes" if cell else "no") if kind == "flag" else str(cell)
            assert unsafe(row[name]) == shown
    assert {row["title"] for row in rows if row["document"] == DOCUMENT.id} == {f"'{DOCUMENT.title}"}


def test_parquet_holds_every_value_with_its_type(events: list[ToldEvent]) -> None:
    table = pyarrow.parquet.read_table(io.BytesIO(written("parquet", events)))

    assert table.column_names == [name for name, _ in COLUMNS]
    assert str(table.schema.field("killed_low").type) == "int64"
    assert str(table.schema.field("lat").type) == "double"
    rows = [tuple(list(v) if isinstance(v, tuple) else v for v in flat(event)) for event in events]
    assert [tuple(row.values()) for row in table.to_pylist()] == rows


def test_parquet_of_no_event_has_its_columns() -> None:
    assert pyarrow.parquet.read_table(io.BytesIO(written("parquet", []))).num_columns == len(COLUMNS)


def test_parquet_without_pyarrow_is_refused_with_the_name_of_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> Any:
        raise ImportError(name)

    monkeypatch.setattr(parquet, "import_module", missing)
    with pytest.raises(MissingExtra, match=r"sitrep\[parquet\]"):
        written("parquet", [])


def test_geojson_has_a_feature_for_each_event_longitude_first(events: list[ToldEvent]) -> None:
    collection = json.loads(written("geojson", events))
    features = {feature["id"]: feature for feature in collection["features"]}

    assert set(collection) == {"type", "features", "reviewed", "reviews"}
    assert list(features) == [each.event.id for each in events]
    assert features[shelling().id]["geometry"] == {"type": "Point", "coordinates": [23.47, 12.9]}
    assert all(set(feature) == {"type", "id", "geometry", "properties"} for feature in features.values())


def test_an_event_without_coordinates_is_a_feature_without_geometry(events: list[ToldEvent]) -> None:
    (feature,) = (each for each in json.loads(written("geojson", events))["features"] if each["id"] == march().id)

    assert feature["geometry"] is None
    assert (feature["properties"]["place"], feature["properties"]["place_precision"]) == ("Gedaref", "city")


def test_geojson_of_no_event_is_an_empty_collection() -> None:
    assert json.loads(written("geojson", [])) == {
        "type": "FeatureCollection", "features": [], "reviewed": True, "reviews": {},
    }  # fmt: skip


@pytest.mark.parametrize("mixed", [True, False])
def test_a_file_says_whether_it_holds_anything_that_nobody_reviewed(events: list[ToldEvent], mixed: bool) -> None:
    held = [replace(each, review="accepted") for each in events]
    if mixed:
        held[0] = replace(held[0], review="rejected")
    reviews = {"accepted": len(held) - mixed, **({"rejected": 1} if mixed else {})}
    collection = json.loads(written("geojson", held))
    graph = {node["id"]: node for node in json.loads(written("jsonld", held))["@graph"]}
    kept = pyarrow.parquet.read_metadata(io.BytesIO(written("parquet", held))).metadata

    assert (collection["reviewed"], collection["reviews"]) == (not mixed, reviews)
    assert (graph["#export"]["sitrep:reviewed"], graph["#export"]["sitrep:reviews"]) == (not mixed, reviews)
    assert json.loads(kept[b"sitrep.reviewed"]) is not mixed
    assert json.loads(kept[b"sitrep.reviews"]) == reviews


def nodes(events: list[ToldEvent]) -> dict[str, dict[str, Any]]:
    graph = json.loads(written("jsonld", events))["@graph"]
    assert len({node["id"] for node in graph}) == len(graph)
    return {node["id"]: node for node in graph}


def test_every_span_of_every_value_is_an_annotation_whose_selectors_select_the_same_words(
    events: list[ToldEvent],
) -> None:
    graph = nodes(events)
    for each in events:
        for path, pairs in event_spans(each.event):
            targets = graph[f"urn:sitrep:{each.event.id}#annotation.{path}"]["target"]
            assert len(targets) == len(pairs)
            for target, (start, end) in zip(targets, pairs, strict=True):
                quote, position = target["selector"]
                assert target["source"] == f"urn:sitrep:{each.document.id}"
                assert (position["start"], position["end"]) == (start, end)
                assert each.text[start:end] == quote["exact"]
                assert (quote["prefix"] + quote["exact"] + quote["suffix"]) in each.text


def test_an_event_was_quoted_from_its_document_and_had_its_voices_as_primary_sources(events: list[ToldEvent]) -> None:
    graph = nodes(events)
    event = graph[f"urn:sitrep:{shelling().id}"]

    assert graph[event["prov:wasQuotedFrom"]]["prov:wasDerivedFrom"] == DOCUMENT.url
    assert [graph[id_]["sitrep:speaker"] for id_ in event["prov:hadPrimarySource"]] == ["residents"]
    assert event["sitrep:review"] == "unreviewed"


def test_an_annotation_holds_the_value_that_its_words_give(events: list[ToldEvent]) -> None:
    body = nodes(events)[f"urn:sitrep:{shelling().id}#annotation.casualties.0.count"]["body"]

    assert body["sitrep:value"] == {"low": 12, "best": None, "high": 15, "text": "12 to 15"}


def test_events_are_asked_for_by_filter_status_and_number(ledger: Ledger) -> None:
    happened = told(ledger, events=EventFilter(background=False), statuses=("occurred", "ongoing"))
    only = told(ledger, events=EventFilter(place="zalingei", background=False), limit=1, actors=False, text=False)

    assert {each.event.status for each in happened} == {"occurred"}
    assert not any(each.event.background for each in happened)
    assert [each.event.id for each in only] == [shelling().id]
    assert (only[0].actors, only[0].text) == ({}, "")


def test_an_event_comes_with_the_actors_and_the_text_of_its_story_and_who_read_it(events: list[ToldEvent]) -> None:
    (known,) = (each for each in events if each.event.id == shelling().id)

    assert known.text == STORY
    assert [actor.name for actor in known.actors.values()] == ["Sudanese army", "Dawn Front"]
    assert known.engine == "0.1.0+test"
