"""Maps, timelines and search say what the lists say."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from tests.ledger.linked import Story, keep
from tests.ledgers import copied
from tests.turning import all_pages

from sitrep.desk.review import Reviewer, accept, reject
from sitrep.documents.document import Document
from sitrep.errors import BadCursor
from sitrep.ledger import searching
from sitrep.ledger.decisions import Review, together
from sitrep.ledger.filters import Box, EventFilter
from sitrep.ledger.incident_queries import IncidentFilter, find_incidents
from sitrep.ledger.incident_reports import load_incidents
from sitrep.ledger.incident_views import refresh_views
from sitrep.ledger.map_points import count_placed, counts_by_day, map_points
from sitrep.ledger.opening import Ledger, open_ledger
from sitrep.ledger.paging import Turn
from sitrep.ledger.searching import Found, Kind, search_page
from sitrep_eval.made_stories import stories

ANA = Reviewer("ana", "2026-01-20T12:00:00+00:00")
EVERY: tuple[Kind, ...] = ("document", "event", "statement", "incident")


def unplaced(story: Story) -> Story:
    """The story of which one event has no place, one a country's and one no day."""
    document, report = story
    events = list(report.events)
    where = events[0].where
    assert where is not None
    events[0] = events[0].model_copy(update={"where": where.model_copy(update={"precision": "country"})})
    events[1] = events[1].model_copy(update={"where": None})
    events[2] = events[2].model_copy(update={"when": None})
    return document, report.model_copy(update={"events": tuple(events)})


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    held = open_ledger(tmp_path_factory.mktemp("map") / "war.db")
    told = list(stories(120, seed=3, spoken=True))
    long = next(at for at, (_, report) in enumerate(told) if len(report.events) > 3)
    told[long] = unplaced(told[long])
    keep(held, told)
    with held.transaction() as book:
        refresh_views(book)
    return held


def test_what_has_no_point_is_counted_beside_the_map(ledger: Ledger) -> None:
    with ledger.reading() as book:
        counts = count_placed(book, IncidentFilter(), "all")
        every = find_incidents(book, IncidentFilter())
        without = find_incidents(book, IncidentFilter(event=EventFilter(placed=False)))

    assert (counts.pointed, counts.pointless) == (len(every) - len(without), len(without)) and without


def test_a_point_tells_what_its_incident_does(ledger: Ledger) -> None:
    wanted = IncidentFilter(event=EventFilter(box=Box(20, 20, 30, 30)))
    with ledger.reading() as book:
        points = {point.id: point for point in map_points(book, wanted, "all", limit=1000)}
        found = {one.id: one for one in find_incidents(book, wanted)}

    assert points.keys() == found.keys() and points
    for id_, point in points.items():
        fused = found[id_].fused
        assert fused.where
        assert (point.lat, point.lon, point.place) == (fused.where.lat, fused.where.lon, fused.where.name)
        assert (point.dead, point.type, point.reviewed) == (found[id_].dead, fused.type, False)
        assert point.gravest == ("killed" if point.dead else None)


def test_a_timeline_counts_each_once_on_its_first_day(ledger: Ledger) -> None:
    with ledger.reading() as book:
        days, found = counts_by_day(book, IncidentFilter(), "all"), find_incidents(book, IncidentFilter())

    dated = Counter(one.fused.when.start[:10] for one in found if one.fused.when and one.fused.when.start)
    assert [(one.day, one.unreviewed) for one in days] == sorted(dated.items())


def asked(ledger: Ledger, words: str, *kinds: Kind, limit: int = 1000) -> list[Found]:
    with ledger.reading() as book:
        return all_pages(lambda turn: search_page(book, words, kinds or EVERY, turn), limit)


@pytest.mark.parametrize("kind", EVERY)
def test_every_kind_is_found_by_its_words_and_they_are_marked(ledger: Ledger, kind: Kind) -> None:
    found = asked(ledger, "school mayor" if kind == "document" else "school", kind)

    assert found
    for each in found:
        assert each.id.startswith("doc" if kind == "document" else kind)
        assert {part.lower() for part, marked in each.pieces if marked} <= {"school", "mayor"}
        assert any(marked for _, marked in each.pieces)


def test_pages_of_hits_hold_each_once(ledger: Ledger) -> None:
    whole = asked(ledger, "killed")

    assert len({(each.kind, each.id) for each in whole}) == len(whole)
    assert asked(ledger, "killed", limit=9) == whole


def test_a_statement_is_found_through_the_gate_as_long_as_a_reviewer_lets_it_out(ledger: Ledger) -> None:
    def told() -> set[str]:
        with ledger.reading() as book:
            return {
                each.id for each in search_page(book, "school", EVERY, gate="reviewed").rows if "statement" in each.id
            }

    chosen = asked(ledger, "school", "statement")[0].id
    before = told()
    accept(ledger, chosen, ANA)
    let_out = told()
    reject(ledger, chosen, ANA)

    assert (before, let_out, told()) == (set(), {chosen}, set())


def test_what_is_found_says_how_it_stands(ledger: Ledger, tmp_path: Path) -> None:
    own = copied(ledger, tmp_path)

    def standing() -> dict[str, Review | None]:
        return {each.id: each.review for each in asked(own, "bakery")}

    with own.reading() as book:
        incident = next(each.id for each in asked(own, "bakery", "incident"))
        reports = [one.event.id for each in load_incidents(book, [incident]) for one in each.reports]
    assert {each.review for each in asked(own, "bakery", "event", "incident")} == {"unreviewed"}
    assert {each.review for each in asked(own, "bakery", "document")} == {None}
    for one in reports:
        accept(own, one, ANA)
    assert {standing().get(id_) for id_ in (incident, *reports)} <= {"accepted", None}
    assert standing()[incident] == "accepted"
    for one in reports:
        reject(own, one, ANA)
    assert standing()[incident] == "rejected"


@pytest.mark.parametrize(
    ("reviews", "told"),
    [
        (["accepted", "corrected"], "corrected"),
        (["accepted", "rejected"], "accepted"),
        (["accepted", "changed"], "unreviewed"),
        (["rejected", "unreviewed"], "unreviewed"),
        (["rejected", "rejected"], "rejected"),
        ([], "unreviewed"),
    ],
)
def test_reports_stand_together_as_the_least_sure_that_is_told(reviews: list[Review], told: Review) -> None:
    assert together(reviews) == told


def test_an_incident_is_found_by_the_words_of_any_report(ledger: Ledger) -> None:
    with ledger.reading() as book:
        wanted = {one.id for one in find_incidents(book, IncidentFilter(event=EventFilter(text="bakery")))}

    assert {each.id for each in asked(ledger, "bakery", "incident")} == wanted


def test_only_so_many_of_those_that_came_last_are_weighed(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = {each.id for each in asked(ledger, "killed", "event")}
    monkeypatch.setattr(searching, "CANDIDATES", 5)
    some = {each.id for each in asked(ledger, "killed", "event")}

    assert len(some) == 5 < len(whole)
    assert some < whole


@pytest.mark.parametrize("words", ["", '"', "*", "a OR", "NEAR(", "\x00", "<script>", "ä" * 3000, "{col}: x"])
def test_nothing_that_is_typed_is_an_error(ledger: Ledger, words: str) -> None:
    asked(ledger, words)


def test_a_cursor_of_other_words_is_refused(ledger: Ledger) -> None:
    with ledger.reading() as book:
        cursor = search_page(book, "killed", EVERY, Turn(limit=2)).next_cursor
        with pytest.raises(BadCursor):
            search_page(book, "school", EVERY, Turn(cursor=cursor))


def test_markup_in_a_text_stays_text(tmp_path: Path) -> None:
    held = open_ledger(tmp_path / "war.db")
    document, report = next(stories(1))
    hostile = Document(f"{document.text}\n<b>school</b> \ue000x\ue001 & school", title="t")
    facts = report.document.model_copy(update={"id": hostile.id, "sha256": hostile.sha256})
    keep(held, [(hostile, report.model_copy(update={"document": facts}))])
    (found,) = asked(held, "school", "document")

    assert "<b>" in "".join(part for part, _ in found.pieces)
    assert all("<" not in part for part, marked in found.pieces if marked)
