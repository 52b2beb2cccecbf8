"""An event in a foreign format: mapped where the codes say so, empty where nobody knows, counted where left out."""

import csv
import io
from dataclasses import replace
from typing import Any

import pytest
from tests.exports.ledger_sample import ambush, count, killed, march, party, place, shelling, talks, told, when

from sitrep.exports.acled import sub_event_type
from sitrep.exports.figures import Figure, figure
from sitrep.exports.handing_on import HandedOn
from sitrep.exports.ledger_formats import LEDGER_FORMATS
from sitrep.exports.ucdp import priogrid
from sitrep.ledger.export_queries import ToldEvent
from sitrep.ledger.opening import Ledger
from sitrep.records.report import Casualty, Event, Weapon, quoted_values


def table(name: str, events: list[ToldEvent]) -> tuple[dict[str, dict[str, str]], HandedOn]:
    """The rows of the export by the id in their first column."""
    out = io.BytesIO()
    done = LEDGER_FORMATS[name].write(events, out)
    rows = list(csv.DictReader(io.StringIO(out.getvalue().decode(), newline="")))
    return {next(iter(row.values())): row for row in rows}, done


def one(event: Event, ledger: Ledger) -> ToldEvent:
    """The event as the ledger's story would tell it."""
    (known,) = (each for each in told(ledger) if each.event.id == shelling().id)
    words = {path: event.evidence.get(path) or ((0, 1),) for path, _ in quoted_values(event)}
    return replace(known, json=event.model_copy(update={"evidence": words}).model_dump_json())


def with_(event: Event, **fields: Any) -> Event:
    return event.model_copy(update=fields)


def armed(*kinds: Any) -> tuple[Weapon, ...]:
    return tuple(Weapon(kind=kind, count=None, intercepted=None, text="shells") for kind in kinds)


STATE, REBELS = party("actor", "army", "MIL"), party("actor", "rebels", "REB")
CIVILIANS = party("recipient", "shoppers", "CVL")


@pytest.mark.parametrize(
    ("fields", "sub"),
    [
        ({"mode": "heavy-weapons"}, "Shelling/artillery/missile attack"),
        ({"mode": "aerial"}, "Air/drone strike"),
        ({"mode": "aerial", "weapons": armed("ballistic-missile")}, "Shelling/artillery/missile attack"),
        ({"mode": "aerial", "weapons": armed("missile", "drone")}, "Air/drone strike"),
        ({"mode": "explosives", "weapons": armed("ied")}, "Remote explosive/landmine/IED"),
        ({"mode": "explosives", "weapons": armed("grenade")}, "Grenade"),
        ({"mode": "suicide-attack"}, "Suicide bomb"),
        ({"mode": "firearms", "participants": (REBELS, CIVILIANS)}, "Attack"),
        ({"mode": "firearms", "participants": (REBELS, party("recipient", "army", "MIL"))}, "Armed clash"),
        ({"mode": None, "participants": (STATE, REBELS)}, "Armed clash"),
        ({"mode": "firearms", "participants": (REBELS,)}, None),
        ({"mode": "abduct", "participants": (REBELS, CIVILIANS)}, "Abduction/forced disappearance"),
        ({"type": "COERCE", "mode": "seize", "contexts": ("territory",), "participants": (REBELS,)},
         "Non-state actor overtakes territory"),
        ({"type": "COERCE", "mode": "seize", "contexts": ("territory",), "participants": (STATE,)},
         "Government regains territory"),
        ({"type": "COERCE", "mode": "seize", "contexts": ("territory",), "where": None,
          "participants": (STATE,)}, None),
        ({"type": "COERCE", "mode": "seize", "participants": (REBELS,)}, None),
        ({"type": "PROTEST", "mode": "riot"}, "Violent demonstration"),
        ({"type": "CONSULT", "mode": None}, None),
    ],
)  # fmt: skip
def test_acled_has_the_sub_event_type_of_what_was_done(ledger: Ledger, fields: Any, sub: str | None) -> None:
    assert sub_event_type(one(with_(shelling(), **fields), ledger)) == sub


def test_an_event_of_no_kind_that_acled_has_is_left_out_and_counted(events: list[ToldEvent]) -> None:
    rows, done = table("acled", events)

    assert talks().id not in rows
    assert done.left_out == {"of no kind that ACLED has": len(events) - len(rows)}
    assert done.written == len(rows)


def test_acled_tells_sides_by_their_codes_and_the_two_together(events: list[ToldEvent]) -> None:
    row = table("acled", events)[0][ambush().id]

    assert [row[name] for name in ("actor1", "inter1", "actor2", "inter2", "interaction")] == [
        "Dawn Front", "2", "soldiers", "1", "12",
    ]  # fmt: skip
    assert (row["event_type"], row["disorder_type"], row["fatalities"]) == ("Battles", "Political violence", "2")
    assert (row["geo_precision"], row["time_precision"], row["iso"]) == ("2", "1", "729")


def test_the_force_of_another_state_is_an_external_one_and_one_of_unknown_home_is_unknown(ledger: Ledger) -> None:
    def inter(country: str | None) -> str:
        foreign = with_(shelling(), participants=(party("actor", "army", "MIL", country=country),))
        return table("acled", [one(foreign, ledger)])[0][shelling().id]["inter1"]

    assert [inter("SD"), inter("TD"), inter(None)] == ["1", "8", ""]


def test_protesters_are_protesters_and_a_week_is_known_to_the_week(events: list[ToldEvent]) -> None:
    row = table("acled", events)[0][march().id]

    assert (row["inter1"], row["interaction"], row["sub_event_type"]) == ("6", "60", "Peaceful protest")
    assert (row["time_precision"], row["latitude"], row["longitude"], row["fatalities"]) == ("2", "", "", "")


@pytest.mark.parametrize(
    ("span", "acled", "ucdp"),
    [
        (("2025-03-04", "2025-03-04", "day"), "1", "1"),
        (("2025-03-04", "2025-03-05", "part-of-day"), "1", "2"),
        (("2025-03-04", "2025-03-05", "days"), "2", "2"),
        (("2025-03-03", "2025-03-09", "week"), "2", "3"),
        (("2025-03-01", "2025-03-31", "month"), "3", "4"),
        (("2025-01-01", "2025-12-31", "year"), "", "5"),
        (("2025-03-04", None, "day"), "", ""),
    ],
)
def test_the_precision_of_a_time_is_by_the_days_it_spans(ledger: Ledger, span: Any, acled: str, ucdp: str) -> None:
    event = one(with_(shelling(), when=when("on Tuesday night", *span)), ledger)

    assert table("acled", [event])[0][event.event.id]["time_precision"] == acled
    assert table("ucdp", [event])[0][event.event.id]["date_prec"] == ucdp


@pytest.mark.parametrize(
    ("fields", "acled", "ucdp"),
    [
        ({"precision": "site"}, "1", "1"),
        ({"precision": "city", "note": "near"}, "2", "2"),
        ({"precision": "district"}, "2", "3"),
        ({"precision": "region", "admin1": "Zalingei"}, "3", "4"),
        ({"precision": "region"}, "3", "5"),
        ({"precision": "country"}, "3", "6"),
        ({"precision": "region", "country": None}, "3", "5"),
    ],
)
def test_the_precision_of_a_place_has_its_code(ledger: Ledger, fields: Any, acled: str, ucdp: str) -> None:
    event = one(with_(shelling(), where=place("Zalingei", **fields)), ledger)

    assert table("acled", [event])[0][event.event.id]["geo_precision"] == acled
    assert table("ucdp", [event])[0][event.event.id]["where_prec"] == ucdp


def test_ucdp_takes_deadly_violence_alone_and_tells_how_many_it_left_out(events: list[ToldEvent]) -> None:
    rows, done = table("ucdp", events)
    deadly = {each.event.id for each in events if each.event.type == "ASSAULT" and figure(each.event, "killed").least}

    assert set(rows) == deadly
    assert (done.written, done.refused) == (len(deadly), len(events) - len(deadly))
    assert set(done.left_out) == {"no number of deaths told", "no organised violence"}


@pytest.mark.parametrize(
    "dead",
    [(), (killed("killing 12 to 15 people", None),), (killed("killing 12 to 15 people", count("12", 0, 0, 0)),),
     (killed("killing 12 to 15 people", count("12", None, None, 15)),)],
)  # fmt: skip
def test_ucdp_refuses_an_event_without_a_death_that_is_counted(ledger: Ledger, dead: tuple[Casualty, ...]) -> None:
    rows, done = table("ucdp", [one(with_(shelling(), casualties=dead), ledger)])

    assert (rows, dict(done.left_out)) == ({}, {"no number of deaths told": 1})


def test_ucdp_keeps_the_range_and_gives_no_best_where_none_is_told(events: list[ToldEvent]) -> None:
    row = table("ucdp", events)[0][shelling().id]

    assert (row["low"], row["best"], row["high"]) == ("12", "", "15")
    assert (row["deaths_civilians"], row["deaths_unknown"], row["deaths_a"]) == ("3", "", "")


@pytest.mark.parametrize(
    ("parties", "code", "side_a"),
    [
        ((party("actor", "army", "MIL"), party("recipient", "army of Chad", "MIL", country="TD")), "1", "army"),
        ((party("actor", "rebels", "REB"), party("recipient", "army", "MIL")), "1", "army"),
        ((party("actor", "rebels", "REB"), party("recipient", "militia", "PRM")), "2", "rebels"),
        ((party("actor", "army", "MIL"), party("recipient", "traders", "CVL")), "3", "army"),
        ((party("actor", "army", "MIL"),), "", "army"),
        ((party("actor", "someone", None), party("recipient", "traders", "CVL")), "", "someone"),
    ],
)
def test_ucdp_has_the_type_of_violence_only_where_both_sides_are_known(
    ledger: Ledger, parties: Any, code: str, side_a: str
) -> None:
    row = table("ucdp", [one(with_(shelling(), participants=parties), ledger)])[0][shelling().id]

    assert (row["type_of_violence"], row["side_a"]) == (code, side_a)


def test_rival_figures_give_their_span_and_the_papers_own_is_the_best() -> None:
    own = killed("killing 12 to 15 people", count("12", 12, 12, 12))
    rival = own.model_copy(update={"speaker": "residents", "count": count("12", 20, 20, None)})

    assert figure(with_(shelling(), casualties=(rival, own)), "killed") == Figure(12, 12, None)
    assert figure(with_(shelling(), casualties=()), "killed") == Figure()


@pytest.mark.parametrize(
    ("lat", "lon", "cell"), [(-90, -180, 1), (-90, -179.5, 2), (-89.5, -180, 721), (90, 180, 259_200), (None, 3, None)]
)
def test_a_point_lies_in_its_cell_of_the_grid(lat: float | None, lon: float | None, cell: int | None) -> None:
    assert priogrid(lat, lon) == cell


def test_polecat_leaves_out_what_plover_lacks_and_knows_actors_by_their_names(events: list[ToldEvent]) -> None:
    rows, done = table("polecat", events)
    row = rows[shelling().id]

    assert done.left_out == {"of a type that PLOVER lacks": 1}
    assert (row["Actor Name"], row["Actor Name Raw"], row["Actor Country"]) == ("Sudanese army", "Army", "SDN")
    assert (row["Actor COW"], row["Primary Actor Sector"], row["Intensity"]) == ("625", "MIL", "-9.5")
    assert (row["Quad Code"], row["Version"]) == ("MATERIAL CONFLICT", "sitrep 0.1.0+test, unreviewed")
    assert (row["Latitude"], row["GeoNames ID"], row["City"]) == ("12.9", "363885", "Zalingei")


@pytest.mark.parametrize(("name", "column"), [("csv", "review"), ("ucdp", "code_status"), ("hxl", "review")])
def test_every_row_tells_that_nobody_has_reviewed_it(name: str, column: str, events: list[ToldEvent]) -> None:
    rows = [row for row in table(name, events)[0].values() if not row[column].startswith("#")]

    assert {row[column] for row in rows} == {"unreviewed"}


def test_acled_has_its_provenance_in_the_tags(events: list[ToldEvent]) -> None:
    tags = table("acled", events)[0][shelling().id]["tags"]

    assert tags.startswith("review=unreviewed; status=occurred; confidence=0.75; said by=residents; published=2025-")
    assert tags.endswith("url=https://tworivers.example/zalingei")
