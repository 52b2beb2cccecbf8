"""An exported ledger comes in again as it was; a line that was altered is refused."""

import io
import json
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.exports.ledger_sample import DOCUMENT, make_ledger
from tests.stand_in import read
from tests.strategies import texts

from sitrep.desk.importing import import_readings
from sitrep.desk.review import Reviewer, accept, correct, note, reject, undo
from sitrep.documents.document import Document, Notice
from sitrep.errors import EmptyInput, NotFound
from sitrep.exports.jsonl import write_jsonl
from sitrep.ledger.book import Run, append, begin_run
from sitrep.ledger.export_queries import kept_readings
from sitrep.ledger.filters import EventFilter
from sitrep.ledger.gate import Gate
from sitrep.ledger.linker import unlinked
from sitrep.ledger.opening import Ledger, open_ledger
from sitrep.ledger.queries import reports, size
from sitrep.ledger.review_log import all_decisions, head
from sitrep.ledger.reviews import judged
from sitrep.ledger.verifying import verify


def noon() -> datetime:
    return datetime(2025, 12, 6, tzinfo=UTC)


_zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
_published = st.one_of(st.none(), st.dates(), st.datetimes(timezones=_zones))
_told = st.one_of(st.none(), texts)
#: Stories in which the stand-in finds something, with anything around it.
_stories = st.builds(
    Document,
    st.builds("{} Russia struck Odesa on 2025-12-03, {} wounded. Lukasz said {}.".format, texts, st.integers(0), texts),
    title=_told, outlet=_told, url=_told, published=_published, published_rule=_told, place=_told,
    body_start=st.integers(0, 10), language=st.sampled_from(["en", "uk"]), outlet_rule=_told, agency=_told,
    dateline_day=st.one_of(st.none(), st.dates()),
    notices=st.lists(st.builds(Notice, texts, texts), max_size=2).map(tuple),
)  # fmt: skip


def exported(ledger: Ledger, wanted: EventFilter | None = None, *, gate: Gate = "all") -> bytes:
    out = io.BytesIO()
    with ledger.reading() as book:
        write_jsonl(kept_readings(book, wanted, gate=gate), out)
    return out.getvalue()


def imported(lines: bytes, folder: Path, *, name: str = "copy") -> tuple[Ledger, Any]:
    path = folder / f"{name}.jsonl"
    path.write_bytes(lines)
    ledger = open_ledger(folder / f"{name}.db")
    return ledger, import_readings(path, ledger, now=noon)


def altered(line: bytes, change: Any) -> bytes:
    told = json.loads(line)
    change(told)
    return json.dumps(told, ensure_ascii=False).encode()


def test_an_imported_ledger_gives_the_same_bytes_and_the_same_reports(tmp_path: Path) -> None:
    first = make_ledger(tmp_path / "war.db")
    second, done = imported(exported(first), tmp_path)

    assert exported(second) == exported(first)
    assert (done.kept, done.known, done.refused) == (4, 0, {})
    with first.reading() as ours, second.reading() as theirs:
        assert reports(theirs) == reports(ours)
        assert size(theirs).interrupted_runs == 0


@settings(max_examples=40)
@given(st.lists(st.tuples(_stories, st.sampled_from(["0.1", "0.2"])), max_size=4))
def test_any_ledger_survives_being_moved(stories: list[tuple[Document, str]]) -> None:
    with TemporaryDirectory() as folder:
        ledger = open_ledger(Path(folder) / "war.db")
        with ledger.transaction() as book:
            runs = {e: begin_run(book, Run(f"2025-12-0{i}", e, "{}", ())) for i, e in enumerate(("0.1", "0.2"), 1)}
            for document, engine in stories:
                append(book, document, read(document), engine=engine, run=runs[engine])
        lines = exported(ledger)
        if lines:
            moved, _ = imported(lines, Path(folder))
            assert exported(moved) == lines


def test_what_is_there_already_is_passed_over(tmp_path: Path) -> None:
    ledger, _ = imported(exported(make_ledger(tmp_path / "war.db")), tmp_path)
    again = import_readings(tmp_path / "copy.jsonl", ledger, now=noon)

    assert (again.kept, again.known) == (0, 4)
    with ledger.reading() as book:
        assert size(book).runs == 2


def test_what_came_in_is_linked_into_incidents_at_once(tmp_path: Path) -> None:
    ledger, _ = imported(exported(make_ledger(tmp_path / "war.db")), tmp_path)
    with ledger.reading() as book:
        assert unlinked(book, after=0, limit=1) == []


def test_a_filter_chooses_whole_stories_with_all_their_readings(tmp_path: Path) -> None:
    ledger = make_ledger(tmp_path / "war.db")
    lines = exported(ledger, EventFilter(place="kabkabiya")).splitlines()

    assert [json.loads(line)["document"]["id"] for line in lines] == [DOCUMENT.id] * 2
    assert [len(json.loads(line)["report"]["events"]) for line in lines] == [0, 7]


def test_an_engine_and_its_manifest_come_along(tmp_path: Path) -> None:
    line = json.loads(exported(make_ledger(tmp_path / "war.db")).splitlines()[0])

    assert line["schema"] == "sitrep.reading/1"
    assert line["read"] == {"engine": "0.0.9", "started": "2025-03-06T09:00:00+00:00", "manifest": '{"rules":"old"}'}


@pytest.mark.parametrize(
    "change",
    [
        lambda told: told["document"].update(text=told["document"]["text"].replace("12", "13")),
        lambda told: told["document"].update(published="2025-03-05"),
        lambda told: told["document"].update(published="yesterday"),
        lambda told: told["report"]["events"][0]["anchor"].update(start=1, end=40),
        lambda told: told["report"]["events"][0].update(evidence={}),
        lambda told: told["report"]["document"].update(id="document-0"),
        lambda told: told["report"].update(actors=told["report"]["actors"] * 2),
        lambda told: told.update(schema="sitrep.reading/2"),
        lambda told: told.update(more=1),
        lambda told: told.pop("read"),
        lambda told: told["document"].update(body_start="0"),
    ],
)
def test_a_line_that_was_altered_is_refused_and_the_others_come_in(tmp_path: Path, change: Any) -> None:
    lines = exported(make_ledger(tmp_path / "war.db")).splitlines()
    _, done = imported(b"\n".join([altered(lines[1], change), *lines[2:]]), tmp_path)

    assert done.kept == 2
    assert {number: error.code for number, error in done.refused.items()} == {1: "input.reading"}


@pytest.mark.parametrize("line", [b"{", b"[]", b"nonsense", b"\xff\xfe", b"[" * 100_000, b'{"text": "a story"}', b"1"])
def test_what_is_no_kept_reading_is_refused_with_its_code(tmp_path: Path, line: bytes) -> None:
    _, done = imported(line + b"\n", tmp_path)

    assert [error.code for error in done.refused.values()] == ["input.reading"]


def test_a_file_that_is_missing_or_empty_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        import_readings(tmp_path / "none.jsonl", open_ledger(tmp_path / "war.db"), now=noon)
    with pytest.raises(EmptyInput):
        imported(b"\n", tmp_path)


def test_times_with_zones_and_days_come_back_as_they_were(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "war.db")
    with ledger.transaction() as book:
        run = begin_run(book, Run("2025-12-05", "0.1", "{}", ()))
        for moment in (date(2025, 12, 4), datetime(2025, 12, 4, 1, 2, tzinfo=UTC), None):
            document = Document("Russia struck Odesa.", published=moment)
            append(book, document, read(document), engine="0.1", run=run)
    moved, _ = imported(exported(ledger), tmp_path)
    with ledger.reading() as ours, moved.reading() as theirs:
        assert [each.document for each in kept_readings(theirs, gate="all")] == [
            each.document for each in kept_readings(ours, gate="all")
        ]


_deeds = st.lists(
    st.tuples(st.integers(0, 9), st.sampled_from(["accept", "correct", "reject", "undo", "note"])), max_size=8
)


@settings(max_examples=25, deadline=None)
@given(_deeds, st.booleans())
def test_whatever_reviewers_decided_survives_being_moved(deeds: list[tuple[int, str]], reviewed: bool) -> None:
    """All of a ledger, or what its reviewers let out: an import gives the same bytes again."""
    with TemporaryDirectory() as folder:
        ledger = make_ledger(Path(folder) / "war.db")
        _decide(ledger, deeds)
        lines = exported(ledger, gate="reviewed" if reviewed else "all")
        if lines:
            moved, done = imported(lines, Path(folder))
            assert exported(moved, gate="reviewed" if reviewed else "all") == lines
            assert done.refused == {}
            with moved.reading() as book:
                assert [each.fault for each in verify(book)] == [None] * 4
                assert (
                    head(book).count
                    == done.words
                    == sum(len(json.loads(each)["review"]) for each in lines.splitlines())
                )


def _decide(ledger: Ledger, deeds: list[tuple[int, str]]) -> None:
    with ledger.reading() as book:
        ids = [event.id for report in reports(book) for event in report.events]
        ids += [said.id for report in reports(book) for said in report.statements]
    for second, (which, verdict) in enumerate(deeds):
        id_ = ids[which % len(ids)]
        reviewer = Reviewer("Ana", f"2025-12-06T12:00:{second:02}+00:00", note=f"word {second}")
        with ledger.reading() as book:
            stands = judged(book, id_).standing
        if verdict == "correct":
            correct(ledger, id_, "background", not stands.corrections, reviewer) if _differs(ledger, id_) else None
        elif verdict != "undo" or stands.decision:
            {"accept": accept, "reject": reject, "undo": undo, "note": note}[verdict](ledger, id_, reviewer)


def _differs(ledger: Ledger, id_: str) -> bool:
    with ledger.reading() as book:
        found = judged(book, id_)
    return found.shown is not None and found.shown.background != (not found.standing.corrections)


def test_what_this_ledger_decided_otherwise_stays(tmp_path: Path) -> None:
    first = make_ledger(tmp_path / "war.db")
    _decide(first, [(0, "accept")])
    ledger, _ = imported(exported(first), tmp_path)
    _decide(first, [(0, "reject")])
    _decide(ledger, [(0, "note"), (0, "undo")])
    (tmp_path / "copy.jsonl").write_bytes(exported(first))
    done = import_readings(tmp_path / "copy.jsonl", ledger, now=noon)

    assert (done.known, done.words, done.refused) == (4, 0, {})
    with ledger.reading() as book:
        assert [each.word.verdict for each in all_decisions(book)] == ["accept", "note", "undo"]


def test_what_was_decided_since_comes_in_behind_what_is_there(tmp_path: Path) -> None:
    first = make_ledger(tmp_path / "war.db")
    _decide(first, [(0, "accept")])
    ledger, _ = imported(exported(first), tmp_path)
    _decide(first, [(0, "reject")])
    (tmp_path / "copy.jsonl").write_bytes(exported(first))
    done = import_readings(tmp_path / "copy.jsonl", ledger, now=noon)

    assert (done.known, done.words) == (4, 1)
    assert exported(ledger) == exported(first)


@pytest.mark.parametrize(
    "change",
    [
        {"by": "sitrep"}, {"verdict": "undo"}, {"verdict": "correct"}, {"path": "mode"}, {"content": "0" * 64},
        {"subject": "event-0"}, {"verdict": "correct", "path": "mode", "value": "{"},
        {"verdict": "correct", "path": "type", "value": '"WAR"'}, {"kind": "link"}, {"kind": "statement"},
        {"verdict": "praise"}, {"content": "x"}, {"at": ""},
    ],
)  # fmt: skip
def test_a_decision_that_cannot_have_been_made_is_refused(tmp_path: Path, change: dict[str, Any]) -> None:
    first = make_ledger(tmp_path / "war.db")
    _decide(first, [(0, "accept")])
    lines = exported(first).splitlines()
    at = next(number for number, line in enumerate(lines) if json.loads(line)["review"])
    lines[at] = altered(lines[at], lambda told: told["review"][0].update(change))
    ledger, done = imported(b"\n".join(lines), tmp_path)

    assert list(done.refused) == [at + 1]
    with ledger.reading() as book:
        assert head(book).count == 0


def test_a_line_from_before_reviews_comes_in(tmp_path: Path) -> None:
    lines = exported(make_ledger(tmp_path / "war.db")).replace(b'"review":[]', b'"review":{}')
    _, done = imported(lines, tmp_path)

    assert (done.kept, done.refused) == (4, {})
