"""The columns of an event say what its full record says, though they are read from what columns need alone."""

import json
from typing import Any, get_args

from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import texts

from sitrep.exports.figures import figure
from sitrep.exports.flat import COLUMNS, flat
from sitrep.exports.phrases import casualty_words, damage_words, service_words, weapon_words
from sitrep.ledger.export_queries import ToldEvent
from sitrep.ledger.queries import DocumentFacts
from sitrep.records import report
from sitrep.records.lean import lean_event
from sitrep.records.report import Event, quoted_values

DOCUMENT = DocumentFacts("document-1", "Two Rivers Post", "2025-03-06", None, None)
maybe = st.one_of(st.none(), texts)
several = st.lists(texts, max_size=2).map(tuple)
degrees = st.one_of(st.none(), st.floats(-90, 90))


def one_of(kind: Any) -> st.SearchStrategy[Any]:
    """Any value of an enumeration of the record."""
    return st.sampled_from(get_args(kind))


def some(part: type[report.Part], **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    """None, one or two of a part."""
    return st.lists(st.builds(part, text=texts, **fields), max_size=2).map(tuple)


@st.composite
def counts(draw: st.DrawFn) -> report.Count:
    """Amounts with any of their ends open."""
    low, best, high = sorted(draw(st.tuples(*[st.integers(0, 99_999)] * 3)))
    shown = draw(st.tuples(*[st.booleans()] * 3).filter(any))
    bounds = [number if each else None for number, each in zip((low, best, high), shown, strict=True)]
    return report.Count(low=bounds[0], best=bounds[1], high=bounds[2], text=draw(texts))


amounts = st.one_of(st.none(), counts())
wheres = st.builds(
    report.Where, name=texts, geonames_id=st.one_of(st.none(), st.integers(1)), lat=degrees, lon=degrees, country=maybe,
    admin1=maybe, precision=one_of(report.PlacePrecision), note=maybe, text=texts,
)  # fmt: skip
whens = st.builds(report.When, start=maybe, end=maybe, precision=one_of(report.TimePrecision), text=texts)
fields = st.fixed_dictionaries({
    "id": texts, "type": one_of(report.EventType), "mode": maybe, "contexts": several,
    "status": one_of(report.Status), "background": st.booleans(),
    "when": st.one_of(st.none(), whens),
    "duration": st.one_of(st.none(), st.builds(report.Duration, iso=st.just("P3D"), text=texts)),
    "where": st.one_of(st.none(), wheres),
    "participants": some(
        report.Participant, role=one_of(report.Role), name=texts, actor=maybe, sector=maybe, country=maybe,
        disputed=st.booleans(),
    ),
    "weapons": some(report.Weapon, kind=one_of(report.WeaponKind), count=amounts, intercepted=amounts),
    "casualties": some(report.Casualty, outcome=st.sampled_from(["killed", "wounded"]), count=amounts, speaker=maybe),
    "damage": some(
        report.Damage, object=one_of(report.DamagedObject), effect=one_of(report.DamageEffect), count=amounts
    ),
    "services": some(
        report.Service, service=one_of(report.ServiceKind), effect=one_of(report.ServiceEffect), people=amounts,
        households=amounts,
    ),
    "sources": some(
        report.Source, speaker=maybe, actor=maybe, role=maybe, via=several, certainty=one_of(report.Certainty)
    ),
    "issues": st.lists(one_of(report.IssueCode), max_size=2).map(tuple),
    "links": st.lists(st.builds(report.Link), max_size=1).map(tuple),
    "anchor": st.just(report.Quote(start=3, end=7, text="fire")),
    "confidence": st.floats(0, 1),
})  # fmt: skip
events = fields.map(lambda told: Event(**told, evidence=_resting(told)))


def _resting(told: dict[str, Any]) -> dict[str, Any]:
    """Each value of an event with these fields rests on the first letter of the story."""
    return {path: ((0, 1),) for path, _ in quoted_values(Event.model_construct(**told))}


def columns(event: Event) -> dict[str, Any]:
    """The columns of an event as the ledger keeps it."""
    told = ToldEvent(DOCUMENT, "en", "0.1.0", event.model_dump_json())
    return dict(zip((name for name, _ in COLUMNS), flat(told), strict=True))


@given(events)
def test_every_column_says_what_the_full_record_says(event: Event) -> None:
    row = columns(event)

    assert row.items() >= _what_and_when(event).items()
    assert row.items() >= _where(event).items()
    assert row.items() >= _who(event).items()
    assert row.items() >= _harm(event).items()
    assert row.items() >= _said(event).items()
    assert set(row) == set().union(*(part(event) for part in (_what_and_when, _where, _who, _harm, _said)))


def _what_and_when(event: Event) -> dict[str, Any]:
    when = event.when
    return {
        **{name: getattr(event, name) for name in ("id", "type", "mode", "contexts", "status", "background")},
        "confidence": event.confidence, "review": "unreviewed",
        "start": when and when.start, "end": when and when.end, "time_precision": when and when.precision,
        "when": when and when.text, "duration": event.duration and event.duration.iso,
    }  # fmt: skip


def _where(event: Event) -> dict[str, Any]:
    where = event.where
    same = ("country", "admin1", "lat", "lon", "geonames_id")
    return {
        **{name: where and getattr(where, name) for name in same},
        "place": where and where.name, "place_note": where and where.note, "where": where and where.text,
        "place_precision": where and where.precision,
    }  # fmt: skip


def _who(event: Event) -> dict[str, Any]:
    roles = ("actor", "recipient", "participant", "host", "mediator")
    return {
        **{f"{role}s": tuple(each.name for each in event.participants if each.role == role) for role in roles},
        "disputed": tuple(each.name for each in event.participants if each.disputed),
    }


def _harm(event: Event) -> dict[str, Any]:
    killed, wounded = figure(event, "killed"), figure(event, "wounded")
    people = [
        f"{casualty_words(each)} {each.outcome}" + (f" ({each.speaker})" if each.speaker else "")
        for each in event.casualties
    ]
    return {
        "killed_low": killed.low, "killed_best": killed.best, "killed_high": killed.high,
        "wounded_low": wounded.low, "wounded_best": wounded.best, "wounded_high": wounded.high,
        "casualties": tuple(people), "weapons": tuple(map(weapon_words, event.weapons)),
        "damage": tuple(map(damage_words, event.damage)), "services": tuple(map(service_words, event.services)),
    }  # fmt: skip


def _said(event: Event) -> dict[str, Any]:
    document = {name: getattr(DOCUMENT, name) for name in ("outlet", "published", "title", "url")}
    return {
        "said_by": tuple(each.speaker or "the paper" for each in event.sources),
        "certainties": tuple(each.certainty for each in event.sources),
        "via": tuple(dict.fromkeys(name for each in event.sources for name in each.via)),
        "issues": event.issues, "links": tuple(f"{link.relation} {link.event}" for link in event.links),
        "quote": event.anchor.text, "quote_start": event.anchor.start, "quote_end": event.anchor.end,
        "document": DOCUMENT.id, **document, "engine": "0.1.0",
    }  # fmt: skip


@given(events)
def test_what_an_older_json_leaves_out_is_read_as_the_record_has_it(event: Event) -> None:
    kept = json.loads(event.model_dump_json())
    older = {name: value for name, value in kept.items() if value != []}

    assert lean_event(json.dumps(older)) == lean_event(event.model_dump_json())
