"""Lists come a page at a time: every row once, in one order, whatever the size of the pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from tests.ledger.linked import Story, keep

from sitrep.errors import BadCursor
from sitrep.ledger import sqlite
from sitrep.ledger.book import Refused, Run, append_refusal, begin_run
from sitrep.ledger.filters import Box, EventFilter
from sitrep.ledger.incident_queries import IncidentFilter, find_incidents
from sitrep.ledger.incident_views import refresh_views
from sitrep.ledger.lists import ActorFilter, actor_page, event_page, incident_page, refusal_page
from sitrep.ledger.opening import Book, Ledger, open_ledger
from sitrep.ledger.paging import Page, Turn, question, read, written
from sitrep.ledger.queries import find_events
from sitrep.ledger.story_views import rebuild_story_views
from sitrep.ledger.view_tables import actor_stories, actor_views, event_views, statement_views
from sitrep_eval.made_stories import stories

List = Callable[[Book, Turn], Page[Any]]


@pytest.fixture(scope="module")
def made() -> list[Story]:
    return list(stories(120, seed=3, spoken=True))


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory, made: list[Story]) -> Ledger:
    held = open_ledger(tmp_path_factory.mktemp("lists") / "war.db")
    keep(held, made)
    with held.transaction() as book:
        refresh_views(book)
        run = begin_run(book, Run("now", "made", "{}", ()))
        for number in range(9):
            append_refusal(book, Refused("a", str(number), f"input.{'line' if number % 2 else 'size'}", "b", None, "1"),
                           run=run)  # fmt: skip
    return held


LISTS: dict[str, List] = {
    **{
        f"incidents by {order}": lambda book, turn, order=order: incident_page(  # type: ignore[misc]
            book, IncidentFilter(), turn, order=order
        )
        for order in ("day", "newest", "report", "dead")
    },
    **{
        f"events by {order}": lambda book, turn, order=order: event_page(  # type: ignore[misc]
            book, EventFilter(), turn, order=order
        )
        for order in ("day", "newest", "report")
    },
    **{
        f"actors by {order}": lambda book, turn, order=order: actor_page(  # type: ignore[misc]
            book, ActorFilter(), turn, order=order
        )
        for order in ("name", "stories")
    },
    "refusals": refusal_page,
    "killed in the south": lambda book, turn: event_page(book, EventFilter(box=Box(10, 20, 50, 30)), turn),
    "of one outlet": lambda book, turn: event_page(book, EventFilter(outlet="kyiv"), turn, order="day"),
}


#: One more than any number that the database holds.
HUGE = 2**63


def all_of(book: Book, listed: List, limit: int) -> list[Any]:
    rows: list[Any] = []
    turn = Turn(limit=limit, count=True)
    while True:
        page = listed(book, turn)
        rows += page.rows
        assert len(page.rows) <= limit
        if page.next_cursor is None:
            assert page.total == len(rows)
            return rows
        turn = Turn(cursor=page.next_cursor, limit=limit, count=True)


@pytest.mark.parametrize("name", LISTS)
def test_pages_of_any_size_hold_every_row_once_in_one_order(ledger: Ledger, name: str) -> None:
    with ledger.reading() as book:
        whole = all_of(book, LISTS[name], 1000)

        assert whole
        assert all_of(book, LISTS[name], 7) == whole
        assert all_of(book, LISTS[name], len(whole)) == whole


@pytest.mark.parametrize("name", LISTS)
def test_the_order_of_a_list_is_found_by_an_index(ledger: Ledger, name: str) -> None:
    asked: list[tuple[str, Any]] = []
    from sqlalchemy import event

    with ledger.reading() as book:
        event.listen(book, "before_cursor_execute", lambda _c, _k, sql, values, *_: asked.append((sql, values)))
        LISTS[name](book, Turn(limit=5))
        plans = [book.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values).all() for sql, values in list(asked)]

    assert not [step.detail for plan in plans for step in plan if "FOR ORDER BY" in step.detail]


def test_by_day_incidents_and_events_stand_as_they_always_did(ledger: Ledger) -> None:
    with ledger.reading() as book:
        assert all_of(book, LISTS["incidents by day"], 9) == find_incidents(book, IncidentFilter())
        assert all_of(book, LISTS["events by day"], 9) == find_events(book, EventFilter())


def test_the_newest_and_the_deadliest_come_first(ledger: Ledger) -> None:
    with ledger.reading() as book:
        newest = [one.event.when.start for one in all_of(book, LISTS["events by newest"], 50)]
        dead = [one.dead for one in all_of(book, LISTS["incidents by dead"], 50)]

    assert newest == sorted(newest, reverse=True)
    assert dead == sorted(dead, reverse=True)


@pytest.mark.parametrize(
    "wanted",
    [
        EventFilter(type="coerce"),
        EventFilter(actor="israel"),
        EventFilter(since="2024-01-02", until="2024-01-02", country="ua"),
        EventFilter(outlet="reuters", place="region 3"),
        EventFilter(text="school"),
        EventFilter(statuses=("planned",)),
        EventFilter(at_least=0.95),
    ],
)
def test_a_page_has_the_events_that_the_filter_finds_in_the_tables_themselves(
    ledger: Ledger, wanted: EventFilter
) -> None:
    with ledger.reading() as book:
        page = event_page(book, wanted, Turn(limit=1000), order="day")
        assert list(page.rows) == find_events(book, wanted)


def test_an_actor_of_many_stories_stands_once_with_how_many_there_are(ledger: Ledger, made: list[Story]) -> None:
    with ledger.reading() as book:
        found = {one.name: one for one in actor_page(book, ActorFilter(kind="state"), Turn(limit=1000)).rows}
    told = {"Russia": [document for document, report in made if "Russia" in {each.name for each in report.actors}]}

    assert found["Russia"].stories == len(told["Russia"])
    assert found["Russia"].first_published == min(each.published_text or "" for each in told["Russia"])
    assert found["Russia"].last_published == max(each.published_text or "" for each in told["Russia"])


def derived(book: Book) -> list[list[tuple[Any, ...]]]:
    return [
        sorted(map(tuple, book.execute(select(table))), key=repr)
        for table in (event_views, statement_views, actor_stories, actor_views)
    ]


def test_rows_made_story_by_story_are_those_made_from_nothing(tmp_path: Path, made: list[Story]) -> None:
    ledger = open_ledger(tmp_path / "war.db")
    keep(ledger, made)
    keep(ledger, [newer(each) for each in made[::3]], engine="newer")
    with ledger.transaction() as book:
        grown = derived(book)
        rebuild_story_views(book)

        assert grown == derived(book)
        assert all(grown)


def newer(story: Story) -> Story:
    """The story as an engine reads it that finds the first event and its actors only, by other names."""
    document, report = story
    actors = tuple(each.model_copy(update={"name": f"{each.name} II"}) for each in report.actors[:1])
    return document, report.model_copy(update={"events": report.events[:1], "statements": (), "actors": actors})


@pytest.mark.parametrize("bad", ["", "x", "e30", "é", "a" * 9000, "=" * 5, "\x00", "bnVsbA"])
def test_what_is_no_cursor_is_refused(ledger: Ledger, bad: str) -> None:
    with ledger.reading() as book, pytest.raises(BadCursor):
        event_page(book, EventFilter(), Turn(cursor=bad))


def test_a_cursor_of_another_list_or_filter_is_refused(ledger: Ledger) -> None:
    with ledger.reading() as book:
        cursor = event_page(book, EventFilter(), Turn(limit=3)).next_cursor
        for other in (
            lambda turn: event_page(book, EventFilter(country="UA"), turn),
            lambda turn: event_page(book, EventFilter(), turn, order="day"),
            lambda turn: incident_page(book, IncidentFilter(), turn),
            lambda turn: refusal_page(book, turn),
        ):
            with pytest.raises(BadCursor):
                other(Turn(cursor=cursor))


@given(
    st.lists(st.text() | st.integers(-HUGE + 1, HUGE - 1), min_size=1),
    st.text(),
    st.integers(min_value=0),
    st.characters(),
)
def test_a_cursor_leads_back_to_its_place_and_an_altered_one_nowhere(
    place: list[str | int], name: str, at: int, letter: str
) -> None:
    place = [each if isinstance(each, int) else each.encode("utf-8", "ignore").decode() for each in place]
    asked, kinds = question(name), [type(each) for each in place]
    cursor = written(tuple(place), asked)
    at %= len(cursor)
    altered = cursor[:at] + letter + cursor[at + 1 :]

    assert len(cursor) > 4000 or read(cursor, asked, kinds) == tuple(place)
    if altered.rstrip("=") != cursor and at < len(cursor) - 1:
        with pytest.raises(BadCursor):
            read(altered, asked, kinds)


@pytest.mark.parametrize("number", [HUGE, -HUGE, 10**30, True])
def test_a_cursor_with_a_number_that_no_database_holds_is_refused(number: int) -> None:
    asked = question("stories")

    with pytest.raises(BadCursor):
        read(written((None, number), asked), asked, ((str, type(None)), int))


@pytest.mark.parametrize("words", ["killed", "school", "absent"])
def test_common_words_find_what_rare_ones_would(ledger: Ledger, monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    wanted = EventFilter(text=words, type="assault")

    def found() -> tuple[list[Any], list[Any], int | None]:
        with ledger.reading() as book:
            listed = event_page(book, wanted, Turn(limit=1000, count=True))
            linked = incident_page(book, IncidentFilter(event=wanted), Turn(limit=1000))
            return list(listed.rows), list(linked.rows), listed.total

    rare = found()
    monkeypatch.setattr(sqlite, "COMMON", 1)

    assert found() == rare
    assert bool(rare[0]) == (words != "absent")
