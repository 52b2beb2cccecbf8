"""Events find their incidents in the ledger as they do in memory, whatever is read anew, judged or remembered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select
from tests.ledger.linked import Story, groups, keep, keep_in, seats_of, take

from sitrep.codebook.incident_linking import incident_linking
from sitrep.codebook.incident_scores import event_scores
from sitrep.desk.reconcile import link_again
from sitrep.incidents.blocking import EventIndex
from sitrep.incidents.events import event_items
from sitrep.incidents.features import EVENT_FEATURES
from sitrep.incidents.judgement import Bonds, merge, split
from sitrep.incidents.memory import Memory
from sitrep.incidents.scoring import Judge, Line, event_judge
from sitrep.ledger import linker as linker_module
from sitrep.ledger import seating
from sitrep.ledger.incident_queries import resolve
from sitrep.ledger.incident_tables import duplicate_warnings, judgements, linked_items, seats
from sitrep.ledger.linker import Linkable, Linker, weighed_otherwise
from sitrep.ledger.opening import Ledger, open_ledger
from sitrep.records.report import Report
from sitrep_eval.made_stories import stories


@pytest.fixture
def made() -> list[Story]:
    return list(stories(150, seed=3))


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return open_ledger(tmp_path / "war.db")


def remembered(told: Iterable[Story]) -> Memory:
    memory = Memory(EventIndex(), event_judge(), incident_linking().events)
    for document, report in told:
        for item in event_items(report, document.text):
            memory.take(item)
    return memory


def test_the_ledger_links_as_memory_does(ledger: Ledger, made: list[Story]) -> None:
    keep(ledger, made)
    memory = remembered(made)

    assert seats_of(ledger) == memory.incidents()


def test_warnings_of_likely_duplicates_are_those_of_memory(ledger: Ledger, made: list[Story]) -> None:
    keep(ledger, made)
    with ledger.reading() as book:
        rows = book.execute(select(duplicate_warnings).order_by(duplicate_warnings.c.seq)).all()
    newest = {(row.left, row.right): row.probability for row in rows}

    assert {pair: p for pair, p in newest.items() if p} == {
        pair: one.probability for pair, one in remembered(made).duplicates.items()
    }


def test_nothing_hangs_on_what_a_process_remembers(ledger: Ledger, made: list[Story], tmp_path: Path) -> None:
    keep(ledger, made)
    forgetful = open_ledger(tmp_path / "forgetful.db")
    for story in made:
        keep(forgetful, [story], Linker())

    assert seats_of(forgetful) == seats_of(ledger)


def test_two_processes_that_take_turns_see_what_the_other_wrote(
    ledger: Ledger, made: list[Story], tmp_path: Path
) -> None:
    keep(ledger, made)
    shared, hands = open_ledger(tmp_path / "shared.db"), (Linker(), Linker())
    for number, story in enumerate(made):
        keep(shared, [story], hands[number % 2])

    assert seats_of(shared) == seats_of(ledger)


def test_the_order_of_stories_changes_no_group(ledger: Ledger, made: list[Story], tmp_path: Path) -> None:
    keep(ledger, made)
    mixed = list(made)
    Random(4).shuffle(mixed)  # noqa: S311 -- any order will do
    other = open_ledger(tmp_path / "mixed.db")
    keep(other, mixed)

    assert set(groups(other).values()) == set(groups(ledger).values())


def test_a_transaction_that_fails_leaves_no_memory_behind(ledger: Ledger, made: list[Story], tmp_path: Path) -> None:
    hand = Linker()

    def fail() -> None:
        with ledger.transaction() as book:
            keep_in(book, made[:5], hand)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    keep(ledger, made, hand)
    whole = open_ledger(tmp_path / "whole.db")
    keep(whole, made)

    assert seats_of(ledger) == seats_of(whole)


def test_a_story_is_linked_once(ledger: Ledger, made: list[Story]) -> None:
    hand = Linker()
    keep(ledger, made[:3], hand)
    with ledger.transaction() as book:
        assert not take(book, made[0], hand)


def newer(story: Story, drop: Sequence[int] = (), *, renamed: bool = True) -> Story:
    """The story as a newer engine reads it: its events have other ids, some are not found any more."""
    document, report = story
    events = [
        event.model_copy(update={"id": f"{event.id[:-4]}beef" if renamed else event.id})
        for number, event in enumerate(report.events)
        if number not in drop
    ]
    return document, report.model_copy(update={"events": tuple(events)})


def test_events_read_anew_keep_their_incidents(ledger: Ledger, made: list[Story]) -> None:
    keep(ledger, made)
    before = seats_of(ledger)
    keep(ledger, [newer(story) for story in made], engine="newer")
    with ledger.reading() as book:
        told = book.execute(select(linked_items.c.event).where(linked_items.c.event.endswith("beef"))).all()

    assert seats_of(ledger) == before
    assert len(told) == len(before)


def test_what_a_newer_reading_finds_no_more_leaves_its_incident_which_keeps_its_id(
    ledger: Ledger, made: list[Story]
) -> None:
    keep(ledger, made)
    (incident, members) = max(groups(ledger).items(), key=lambda each: len(each[1]))
    founder = min(members, key=lambda one: arrival(ledger, one))
    story = next(each for each in made if founder in {event.id for event in each[1].events})
    place = next(number for number, event in enumerate(story[1].events) if event.id == founder)
    keep(ledger, [newer(story, [place], renamed=False)], engine="newer")
    left = groups(ledger)[incident]

    assert members - {founder} <= left
    assert founder not in left


def arrival(ledger: Ledger, item: str) -> int:
    with ledger.reading() as book:
        return book.execute(select(seats.c.arrival).where(seats.c.item == item)).scalars().first() or 0


def test_what_is_told_once_more_comes_back_to_its_incident(ledger: Ledger, made: list[Story]) -> None:
    keep(ledger, made)
    before = groups(ledger)
    story = next(each for each in made if len(each[1].events) > 2)
    keep(ledger, [newer(story, [0, 1], renamed=False)], engine="newer")
    assert groups(ledger) != before
    keep(ledger, [newer(story, renamed=False)], engine="newest")

    assert groups(ledger) == before


def test_an_event_that_is_read_otherwise_is_linked_anew(ledger: Ledger, made: list[Story]) -> None:
    keep(ledger, made)
    incident, members = max(groups(ledger).items(), key=lambda each: len(each[1]))
    item = max(members, key=lambda one: arrival(ledger, one))
    document, report = next(each for each in made if item in {event.id for event in each[1].events})
    moved = tuple(
        event.model_copy(update={"where": None, "when": None, "type": "AID"}) if event.id == item else event
        for event in report.events
    )
    keep(ledger, [(document, report.model_copy(update={"events": moved}))], engine="newer")

    assert groups(ledger)[incident] == members - {item}
    assert item in set().union(*groups(ledger).values())


def test_what_a_person_decided_outlives_a_newer_reading(ledger: Ledger, made: list[Story]) -> None:
    keep(ledger, made)
    hand = Linker()
    left, right = sorted(groups(ledger).items(), key=lambda each: (-len(each[1]), each[0]))[:2]
    with ledger.transaction() as book:
        told = merge(sorted(left[1]), sorted(right[1]), Bonds(), by="ana", reason="one wave", at="2026-01-01")
        with hand.linkage(book) as linkage:
            hand.settle(linkage, told, kind="merge")
    joined = left[1] | right[1]
    assert joined in groups(ledger).values()
    keep(ledger, [newer(story) for story in made], engine="newer")

    assert joined in groups(ledger).values()


def test_a_split_sticks_when_more_is_told(ledger: Ledger, made: list[Story]) -> None:

    half = len(made) // 2
    keep(ledger, made[:half])
    _, members = max(groups(ledger).items(), key=lambda each: len(each[1]))
    apart, *rest = sorted(members)
    with ledger.transaction() as book:
        told = split([apart], rest, Bonds(), by="ana", reason="two streets", at="2026-01-01")
        hand = Linker()
        with hand.linkage(book) as linkage:
            hand.settle(linkage, told, kind="split")
    keep(ledger, made[half:])
    where = seats_of(ledger)
    with ledger.reading() as book:
        kept = book.execute(select(judgements.c.by, judgements.c.reason, judgements.c.kind)).all()

    assert where[apart] not in {where[one] for one in rest}
    assert ("ana", "two streets", "split") in {tuple(each) for each in kept}


def never() -> Linker:
    """What links nothing, as weights might that were soon given up."""
    scores = event_scores()
    return Linker(Judge(EVENT_FEATURES, Line(scores.model_copy(update={"base": -60.0}), tuple(scores.pulls))))


def weighed_before(ledger: Ledger, told: Iterable[Story], patch: pytest.MonkeyPatch) -> None:
    """Stories linked by weights that are no longer today's."""
    with patch.context() as older:
        older.setattr(seating, "basis", lambda: "basis-older")
        keep(ledger, told, never())


def now() -> datetime:
    return datetime(2026, 1, 2, tzinfo=UTC)


def test_a_ledger_of_other_weights_takes_more_in_before_it_is_weighed_again(
    ledger: Ledger, made: list[Story], monkeypatch: pytest.MonkeyPatch
) -> None:
    weighed_before(ledger, made[:5], monkeypatch)
    before = seats_of(ledger)
    keep(ledger, made[5:])

    with ledger.reading() as book:
        led = {item: resolve(book, incident)[1] for item, incident in before.items()}

    assert led.items() <= seats_of(ledger).items()
    assert len(groups(ledger)) < len(seats_of(ledger))


def test_weighed_again_the_groups_are_those_of_today(
    ledger: Ledger, made: list[Story], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    weighed_before(ledger, made, monkeypatch)
    apart = groups(ledger)
    number = link_again(ledger, Linker(), now=now)
    fresh = open_ledger(tmp_path / "fresh.db")
    keep(fresh, made)

    assert set(map(len, apart.values())) == {1}
    assert number == len(apart)
    assert set(groups(ledger).values()) == set(groups(fresh).values())


def test_weighed_again_every_old_id_leads_on(
    ledger: Ledger, made: list[Story], monkeypatch: pytest.MonkeyPatch
) -> None:
    weighed_before(ledger, made, monkeypatch)
    before = seats_of(ledger)
    link_again(ledger, Linker(), now=now)
    after = seats_of(ledger)
    with ledger.reading() as book:
        led = {incident: resolve(book, incident)[1] for incident in before.values()}

    assert all(led[incident] == after[item] for item, incident in before.items())
    assert set(after.values()) <= set(before.values())


def test_weighed_again_what_a_person_split_stays_apart(
    ledger: Ledger, made: list[Story], monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(ledger, made)
    _, members = max(groups(ledger).items(), key=lambda each: len(each[1]))
    apart, *rest = sorted(members)
    with ledger.transaction() as book:
        hand = Linker()
        with hand.linkage(book) as linkage:
            told = split([apart], rest, Bonds(), by="ana", reason="two streets", at="2026-01-01")
            hand.settle(linkage, told, kind="split")
    monkeypatch.setattr(linker_module, "basis", lambda: "basis-newer")
    monkeypatch.setattr(seating, "basis", lambda: "basis-newer")

    assert link_again(ledger, Linker(), now=now) == len(seats_of(ledger))
    assert seats_of(ledger)[apart] not in {seats_of(ledger)[one] for one in rest}


def test_what_today_weighed_is_not_weighed_again(ledger: Ledger, made: list[Story]) -> None:
    keep(ledger, made)

    assert link_again(ledger, Linker(), now=now) == 0


def test_weighing_again_that_was_cut_off_goes_on(
    ledger: Ledger, made: list[Story], monkeypatch: pytest.MonkeyPatch
) -> None:
    weighed_before(ledger, made, monkeypatch)
    with ledger.reading() as book:
        first = weighed_otherwise(book, after=0, limit=3)
    with ledger.transaction() as book:
        for each in first:
            Linker().again(book, Linkable.of(Report.model_validate_json(each.report), each.text), at="now")
    done = sum(len(Report.model_validate_json(each.report).events) for each in first)

    assert link_again(ledger, Linker(), now=now) == len(seats_of(ledger)) - done
    assert link_again(ledger, Linker(), now=now) == 0
