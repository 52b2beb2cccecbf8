"""What lists say of incidents is what fusing their reports says, whenever they are asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import Table, select, text
from tests.ledger.linked import Story, groups, keep

from sitrep.incidents.judgement import Bonds, split
from sitrep.ledger.filters import Box, EventFilter
from sitrep.ledger.incident_queries import IncidentFilter, find_incidents
from sitrep.ledger.incident_reports import Incident, load_incidents
from sitrep.ledger.incident_views import is_current, rebuild_views, refresh_views, stale
from sitrep.ledger.linker import Linker
from sitrep.ledger.opening import Ledger, open_ledger, open_to_read
from sitrep.ledger.queries import newest
from sitrep.ledger.tables import readings
from sitrep.ledger.view_tables import incident_fusions, incident_views
from sitrep_eval.made_stories import stories


@pytest.fixture
def made() -> list[Story]:
    return list(stories(150, seed=3))


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return open_ledger(tmp_path / "war.db")


def refresh(ledger: Ledger) -> int:
    with ledger.transaction() as book:
        return refresh_views(book)


def rows(ledger: Ledger) -> dict[str, list[tuple[Any, ...]]]:
    """What the derived tables hold, to the byte."""
    tables: tuple[Table, ...] = (incident_views, incident_fusions)
    with ledger.reading() as book:
        return {each.name: [tuple(row) for row in book.execute(select(each).order_by(each.c.id))] for each in tables}


def listed(ledger: Ledger, wanted: IncidentFilter | None = None) -> list[tuple[str, Any, int]]:
    with ledger.reading() as book:
        return [(one.id, one.fused, one.reports) for one in find_incidents(book, wanted or IncidentFilter())]


def fused(ledger: Ledger) -> dict[str, Incident]:
    with ledger.reading() as book:
        return {one.id: one for one in load_incidents(book, groups(ledger))}


def as_listed(incident: Incident) -> tuple[str, Any, int]:
    figures = tuple(replace(one, history=()) for one in incident.fused.figures)
    return incident.id, replace(incident.fused, figures=figures), len(incident.reports)


def test_a_list_says_of_every_incident_what_its_reports_say(ledger: Ledger, made: list[Story]) -> None:
    keep(ledger, made)
    refresh(ledger)

    assert {one[0]: one for one in listed(ledger)} == {id_: as_listed(one) for id_, one in fused(ledger).items()}


def test_what_is_not_told_anew_yet_is_answered_truly(ledger: Ledger, made: list[Story]) -> None:
    keep(ledger, made[:20])
    refresh(ledger)
    keep(ledger, made[20:])
    before = listed(ledger)
    assert refresh(ledger)

    assert before == listed(ledger)
    assert len(before) == len(groups(ledger))


def test_a_ledger_that_cannot_be_written_answers_truly(ledger: Ledger, made: list[Story]) -> None:
    keep(ledger, made)
    told = listed(open_to_read(ledger.path))
    refresh(ledger)

    assert told == listed(ledger)


def test_only_what_was_touched_is_told_anew(ledger: Ledger, made: list[Story]) -> None:
    keep(ledger, made[:-1])
    assert refresh(ledger) == len(groups(ledger))
    assert refresh(ledger) == 0
    keep(ledger, made[-1:])

    assert 0 < refresh(ledger) <= len(made[-1][1].events) * 2


def test_rows_made_bit_by_bit_are_those_made_from_nothing(ledger: Ledger, made: list[Story], tmp_path: Path) -> None:
    hand = Linker()
    for story in made:
        keep(ledger, [story], hand)
        refresh(ledger)
    grown = rows(ledger)
    with ledger.transaction() as book:
        rebuild_views(book)

    assert grown["incident_views"]
    assert rows(ledger) == grown


def test_the_order_in_which_stories_come_changes_no_row_but_the_ids(
    ledger: Ledger, made: list[Story], tmp_path: Path
) -> None:
    mixed, other = list(made), open_ledger(tmp_path / "mixed.db")
    Random(4).shuffle(mixed)  # noqa: S311 -- any order will do
    keep(ledger, made)
    keep(other, mixed)

    def told(each: Ledger) -> set[str]:
        return {repr(view) for _, view, _ in listed(each)}

    assert told(ledger) == told(other)


def newer(story: Story) -> Story:
    """The story as an engine reads it that finds only the first event, and surer."""
    document, report = story
    return document, report.model_copy(update={"events": (report.events[0].model_copy(update={"confidence": 1.0}),)})


@pytest.mark.parametrize("linked", [True, False])
def test_a_newer_reading_makes_its_incidents_stale(ledger: Ledger, made: list[Story], linked: bool) -> None:
    keep(ledger, made)
    refresh(ledger)
    if linked:
        keep(ledger, [newer(made[0])], engine="newer")
    else:
        append_only(ledger, newer(made[0]))
    before = listed(ledger)
    with ledger.reading() as book:
        assert not is_current(book)
    with ledger.transaction() as book:
        rebuild_views(book)

    assert before == listed(ledger)


def append_only(ledger: Ledger, story: Story) -> None:
    from sitrep.ledger.book import Run, append, begin_run

    with ledger.transaction() as book:
        append(book, *story, engine="newer", run=begin_run(book, Run("now", "newer", "{}", ())))


def test_a_split_is_told_at_once(ledger: Ledger, made: list[Story]) -> None:
    keep(ledger, made)
    refresh(ledger)
    hand, (id_, members) = Linker(), max(groups(ledger).items(), key=lambda each: len(each[1]))
    apart, *rest = sorted(members)
    with ledger.transaction() as book, hand.linkage(book) as linkage:
        told = split([apart], rest, Bonds(), by="ana", reason="two streets", at="2026-01-01")
        hand.settle(linkage, told, kind="split")
    with ledger.reading() as book:
        assert id_ in stale(book)

    assert {one[0] for one in listed(ledger)} == groups(ledger).keys()


def test_rows_made_by_other_rules_are_not_believed(ledger: Ledger, made: list[Story]) -> None:
    keep(ledger, made)
    refresh(ledger)
    true = listed(ledger)
    with ledger.transaction() as book:
        book.execute(incident_fusions.update().values(fused="{}"))
        book.execute(text("UPDATE view_editions SET edition = 0"))

    assert listed(ledger) == true
    assert refresh(ledger) >= len(true)
    assert listed(ledger) == true


def test_the_newest_reading_is_known_without_counting(ledger: Ledger, made: list[Story]) -> None:
    keep(ledger, made)
    keep(ledger, [newer(made[0]), newer(made[3])], engine="newer")
    with ledger.reading() as book:
        known = set(book.scalars(select(readings.c.seq).where(readings.c.seq.in_(newest()))))
        held = book.execute(select(readings.c.document, readings.c.seq).order_by(readings.c.seq)).all()

    assert known == set({row.document: row.seq for row in held}.values())


def in_march(one: Incident) -> bool:
    when = one.fused.when
    return when is not None and "2024-01-02" <= (when.start or "")[:10] <= "2024-01-03"


@pytest.mark.parametrize(
    ("wanted", "fits"),
    [
        (IncidentFilter(event=EventFilter(since="2024-01-02", until="2024-01-03")), in_march),
        (IncidentFilter(event=EventFilter(type="coerce")), lambda one: one.fused.type == "COERCE"),
        (IncidentFilter(event=EventFilter(country="sd")), lambda one: one.fused.where.country == "SD"),
        (IncidentFilter(event=EventFilter(statuses=("planned",))), lambda one: False),
        (IncidentFilter(event=EventFilter(statuses=("planned", "occurred"))), lambda one: True),
        (IncidentFilter(event=EventFilter(background=True)), lambda one: False),
        (IncidentFilter(event=EventFilter(actor="israel")), lambda one: ("actor", "Israel") in names(one)),
        (IncidentFilter(event=EventFilter(outlet="kyiv")), lambda one: "Kyiv Post" in outlets(one)),
        (IncidentFilter(event=EventFilter(text="school")), lambda one: told(one, "school")),
        (IncidentFilter(event=EventFilter(at_least=0.95)), lambda one: False),
        (IncidentFilter(min_killed=7), lambda one: dead(one) >= 7),
        (
            IncidentFilter(event=EventFilter(box=Box(20, 10, 30, 50))),
            lambda one: 20 <= one.fused.where.lon <= 30,
        ),
        (
            IncidentFilter(event=EventFilter(box=Box(30, 10, 25, 50))),
            lambda one: not 25 < one.fused.where.lon < 30,
        ),
    ],
)  # fmt: skip
@pytest.mark.parametrize("half", [0, 25])
def test_incidents_are_filtered_as_their_views_are(
    ledger: Ledger, made: list[Story], wanted: IncidentFilter, fits: Callable[[Any], bool], half: int
) -> None:
    keep(ledger, made[:half])
    refresh(ledger)
    keep(ledger, made[half:])
    found = [one[0] for one in listed(ledger, wanted)]

    assert set(found) == {id_ for id_, one in fused(ledger).items() if fits(one)}


def names(one: Incident) -> set[tuple[str, str]]:
    return {(role, name) for role, name, _ in one.fused.parties}


def outlets(one: Incident) -> Sequence[str | None]:
    return [report.document.outlet for report in one.reports]


def told(one: Incident, word: str) -> bool:
    return any(word in report.event.anchor.text for report in one.reports)


def dead(one: Incident) -> int:
    return next(each.best for each in one.fused.figures if each.outcome == "killed") or 0


def test_a_limit_takes_the_first_by_day(ledger: Ledger, made: list[Story]) -> None:
    keep(ledger, made)
    with ledger.reading() as book:
        some = find_incidents(book, IncidentFilter(), limit=7)
        every = find_incidents(book, IncidentFilter())
    days = [one.fused.when.start for one in every if one.fused.when]

    assert some == every[:7]
    assert days == sorted(days, key=lambda day: day or "")


def test_an_incident_is_disputed_when_its_sides_give_rival_figures(ledger: Ledger, made: list[Story]) -> None:
    document, report = made[0]
    event = report.events[0]
    own = event.casualties[0]
    assert own.count is not None
    more = own.count.model_copy(update={"low": 90, "best": 90, "high": 90})
    rival = own.model_copy(update={"speaker": "Russia's Defense Ministry", "count": more})
    words = {path.replace(".0", ".1", 1): spans for path, spans in event.evidence.items() if "casualties.0" in path}
    torn = event.model_copy(update={"casualties": (own, rival), "evidence": event.evidence | words})
    keep(ledger, [(document, report.model_copy(update={"events": (torn, *report.events[1:])})), *made[1:]])
    refresh(ledger)
    with ledger.reading() as book:
        kept = {row.id: row.disputed for row in book.execute(select(incident_views))}
        told = {one.id: any(each.disputed for each in one.fused.figures) for one in load_incidents(book, kept)}

    assert kept == told
    assert sum(told.values()) == 1
