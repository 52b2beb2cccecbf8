"""The evidence law: a report holds no value without its words, and no words that are not in the story."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from sitrep.records.report import Count, Quote, Report, json_schema, quoted_values, verify_quotations

TEXT = "Shelling hit Varesh on Monday, wounding six people, among them a girl, 9. “We saw it,” Ilona Marek said."


def span(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


def quote(words: str) -> dict[str, Any]:
    start, end = span(words)
    return {"start": start, "end": end, "text": words}


def event() -> dict[str, Any]:
    six = {"low": 6, "best": 6, "high": 6, "text": "six"}
    girl = {"count": 1, "sex": "female", "age": 9, "category": "child", "text": "a girl, 9"}
    return {
        "id": "event-1",
        "type": "ASSAULT",
        "mode": "heavy-weapons",
        "status": "occurred",
        "background": False,
        "when": {"start": "2025-03-03", "end": "2025-03-03", "precision": "day", "text": "on Monday"},
        "duration": None,
        "where": {
            "name": "Varesh",
            "geonames_id": None,
            "lat": None,
            "lon": None,
            "country": None,
            "admin1": None,
            "precision": "city",
            "note": None,
            "text": "Varesh",
        },
        "casualties": [{"outcome": "wounded", "count": six, "speaker": None, "of": [girl], "text": "six people"}],
        "anchor": quote("Shelling hit Varesh"),
        "evidence": {
            "when": [span("on Monday")],
            "where": [span("Varesh")],
            "casualties.0": [span("six people")],
            "casualties.0.count": [span("six")],
            "casualties.0.of.0": [span("a girl, 9")],
        },
        "confidence": 0.9,
    }


def statement() -> dict[str, Any]:
    return {
        "id": "statement-1",
        "speaker": "Ilona Marek",
        "actor": "actor-1",
        "role": None,
        "affiliation": None,
        "anonymous": False,
        "anonymity_reason": None,
        "kind": "direct",
        "cue": quote("said"),
        "content": [quote("We saw it,")],
        "addressee": None,
        "when": None,
        "certainty": "asserted",
        "background": False,
    }


def report() -> dict[str, Any]:
    return {
        "schema": "sitrep.report/1",
        "document": {
            "id": "document-1",
            "title": None,
            "outlet": None,
            "url": None,
            "published": "2025-03-04",
            "language": "en",
            "characters": len(TEXT),
            "sha256": "0" * 64,
        },
        "events": [event()],
        "statements": [statement()],
        "actors": [],
        "warnings": [],
    }


def build(data: dict[str, Any], text: str = TEXT) -> Report:
    return Report.model_validate(data, context={"text": text})


def test_a_report_whose_every_value_rests_on_its_words_stands() -> None:
    built = build(report())

    assert {path for path, _ in quoted_values(built.events[0])} == set(event()["evidence"])


@pytest.mark.parametrize("path", event()["evidence"])
def test_a_value_without_evidence_refuses_to_exist(path: str) -> None:
    data = report()
    del data["events"][0]["evidence"][path]

    with pytest.raises(ValidationError, match=rf"\[evidence\] event-1: {path} rests on no words"):
        build(data)


@pytest.mark.parametrize("path", event()["evidence"])
def test_an_empty_list_is_no_evidence(path: str) -> None:
    data = report()
    data["events"][0]["evidence"][path] = []

    with pytest.raises(ValidationError, match="rests on no words"):
        build(data)


@pytest.mark.parametrize("path", event()["evidence"])
def test_evidence_beside_the_words_is_refused(path: str) -> None:
    data = report()
    start, end = data["events"][0]["evidence"][path][0]
    data["events"][0]["evidence"][path] = [[start + 1, end + 1]]

    with pytest.raises(ValidationError, match=r"\[evidence\]"):
        build(data)


def test_an_altered_anchor_is_refused() -> None:
    data = report()
    data["events"][0]["anchor"]["text"] = "Shelling hit Uaresh"

    with pytest.raises(ValidationError, match="expected 'Shelling hit Uaresh'"):
        build(data)


@pytest.mark.parametrize("part", ["cue", "content"])
def test_an_altered_quotation_of_a_statement_is_refused(part: str) -> None:
    data = report()
    whole = data["statements"][0][part]
    altered = whole[0] if isinstance(whole, list) else whole
    altered["text"] = altered["text"].upper()

    with pytest.raises(ValidationError, match=r"\[evidence\] statement-1"):
        build(data)


def test_a_report_does_not_stand_on_an_altered_text() -> None:
    with pytest.raises(ValueError, match=r"\[evidence\]"):
        verify_quotations(build(report()), TEXT.replace("six", "ten"))


@given(st.integers(0, len(TEXT)), st.text(min_size=1, max_size=5))
def test_no_insertion_into_the_text_goes_unnoticed(at: int, inserted: str) -> None:
    built = build(report())
    altered = TEXT[:at] + inserted + TEXT[at:]
    quoted = [(0, len("Shelling hit Varesh")), *[tuple(s) for spans in event()["evidence"].values() for s in spans]]
    moved = any(altered[start:end] != TEXT[start:end] for start, end in quoted) or any(
        altered[slice(*span(words))] != words for words in ("We saw it,", "said")
    )

    if moved:
        with pytest.raises(ValueError, match=r"\[evidence\]"):
            verify_quotations(built, altered)
    else:
        verify_quotations(built, altered)


@given(st.text(max_size=20), st.integers(0, 40), st.integers(0, 40))
def test_a_quotation_is_as_long_as_its_span(words: str, start: int, end: int) -> None:
    fits = bool(words) and end >= 1 and end - start == len(words)

    if fits:
        assert Quote(start=start, end=end, text=words).text == words
    else:
        with pytest.raises(ValidationError):
            Quote(start=start, end=end, text=words)


ends = st.one_of(st.none(), st.integers(-2, 20))


@given(ends, ends, ends)
def test_a_count_is_in_order_and_says_something(low: int | None, best: int | None, high: int | None) -> None:
    known = [number for number in (low, best, high) if number is not None]

    if known and known == sorted(known) and known[0] >= 0:
        assert Count(low=low, best=best, high=high, text="some").best == best
    else:
        with pytest.raises(ValidationError):
            Count(low=low, best=best, high=high, text="some")


@pytest.mark.parametrize(
    ("field", "value"),
    [("type", "FIGHT"), ("status", "maybe"), ("confidence", 1.2), ("mood", "grim")],
)
def test_a_code_outside_the_contract_is_refused(field: str, value: object) -> None:
    data = report()
    data["events"][0][field] = value

    with pytest.raises(ValidationError, match=field):
        build(data)


def test_no_part_of_a_report_can_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        build(report()).events[0].status = "denied"


def test_equal_reports_give_equal_bytes_and_read_back_as_themselves() -> None:
    built = build(report())
    written = built.to_json()

    assert build(report()).to_json() == written
    assert build(json.loads(written)) == built
    assert build(json.loads(written)).to_json() == written


def test_the_schema_names_itself_and_allows_nothing_unknown() -> None:
    schema = json_schema()

    assert schema["properties"]["schema"]["const"] == "sitrep.report/1"
    assert all(part.get("additionalProperties") is False for part in (schema, *schema["$defs"].values()))
