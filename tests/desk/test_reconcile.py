"""What was not linked is, and what a person decided stands."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from tests.ledger.linked import ENGINE, groups, keep, seats_of

from sitrep.desk.ingest import Engine, ingest
from sitrep.desk.reconcile import Signed, keep_apart, link_rest, merge_incidents, retell, split_incident
from sitrep.documents.document import Document
from sitrep.errors import BadJudgement
from sitrep.ledger.book import Run, append, begin_run
from sitrep.ledger.incident_tables import duplicate_warnings, judgements
from sitrep.ledger.incident_views import is_current
from sitrep.ledger.linker import Linker
from sitrep.ledger.opening import Ledger, open_ledger
from sitrep.records.report import Report
from sitrep_eval.made_stories import stories

ANA = Signed("Ana", "as the mayor said", "2026-01-01")


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return open_ledger(tmp_path / "war.db")


def now() -> datetime:
    return datetime(2026, 1, 1, tzinfo=UTC)


def kept_unlinked(ledger: Ledger, told: list[tuple[Document, Report]]) -> None:
    with ledger.transaction() as book:
        run = begin_run(book, Run("now", ENGINE, "{}", ("made",)))
        for document, report in told:
            append(book, document, report, engine=ENGINE, run=run)


def test_a_ledger_of_before_there_were_incidents_is_linked_when_the_next_ingest_begins(
    ledger: Ledger, tmp_path: Path, engine: Engine
) -> None:
    told, whole = list(stories(400)), open_ledger(tmp_path / "whole.db")
    kept_unlinked(ledger, told)
    keep(whole, told)
    assert not seats_of(ledger)
    ingest([], ledger, engine=engine)

    assert seats_of(ledger) == seats_of(whole)


def test_what_is_linked_is_not_linked_again(ledger: Ledger) -> None:
    told = list(stories(30))
    kept_unlinked(ledger, told)

    assert [link_rest(ledger, Linker(), now=now) for _ in range(2)] == [len(told), 0]


def test_a_report_that_cannot_be_linked_keeps_no_other_from_it(ledger: Ledger) -> None:
    told = list(stories(30))
    broken = told[0][1].document.model_copy(update={"published": "yesterday"})
    told[0] = (told[0][0], told[0][1].model_copy(update={"document": broken}))
    kept_unlinked(ledger, told)

    assert link_rest(ledger, Linker(), now=now) == len(told) - 1


def test_what_a_newer_engine_no_longer_finds_keeps_the_id_through_a_split(ledger: Ledger) -> None:
    told = list(stories(200, seed=3))
    keep(ledger, told)
    incident, members = max(groups(ledger).items(), key=lambda each: (len(each[1]), each[0]))
    founder = next(event.id for _, report in told for event in report.events if event.id in members)
    document, report = next(story for story in told if founder in {event.id for event in story[1].events})
    rest = tuple(event for event in report.events if event.id != founder)
    keep(ledger, [(document, report.model_copy(update={"events": rest}))], engine="newer")
    left = groups(ledger)[incident]
    with ledger.reading() as book:
        asked = select(judgements.c.left, judgements.c.right).where(judgements.c.kind == "heir")
        (heir,) = {one for row in book.execute(asked) for one in row} - {founder}
    kept, apart = split_incident(ledger, incident, [heir], ANA)

    assert kept == incident
    assert groups(ledger)[incident] == left - {heir}
    assert groups(ledger)[apart] == {heir}


def test_a_decision_says_who_made_it_and_why(ledger: Ledger) -> None:
    keep(ledger, stories(60))
    first, second, *_ = sorted(groups(ledger))
    merge_incidents(ledger, first, second, ANA)
    with ledger.reading() as book:
        rows = book.execute(select(judgements).where(judgements.c.kind == "merge")).all()

    assert {(row.by, row.reason, row.at) for row in rows} == {("Ana", "as the mayor said", "2026-01-01")}


def test_lists_tell_of_what_is_kept_apart_without_telling_it_anew(ledger: Ledger) -> None:
    keep(ledger, stories(400))
    retell(ledger)
    with ledger.reading() as book:
        asked = select(duplicate_warnings).order_by(duplicate_warnings.c.seq.desc())
        left, right = next((row.left, row.right) for row in book.execute(asked) if row.probability > 0)
    keep_apart(ledger, left, right, ANA)

    with ledger.reading() as book:
        newest = book.execute(asked).first()
        assert newest is not None
        assert ({newest.left, newest.right}, newest.probability) == ({left, right}, 0)
        assert is_current(book)


@pytest.mark.parametrize(("by", "reason"), [("", "x"), ("sitrep", "x"), ("Heir", "x"), ("Ana", " ")])
def test_nobody_decides_without_a_name_and_a_reason(by: str, reason: str) -> None:
    with pytest.raises(BadJudgement):
        Signed(by, reason, "2026-01-01")
