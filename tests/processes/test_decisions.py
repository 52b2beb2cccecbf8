"""What people say of efforts stands against the engine, and nothing they said is lost."""

from __future__ import annotations

from tests.processes.made import TOLD, met

from sitrep.processes.decisions import NEW, NOWHERE, Decision, Settled, own_process_id, settle
from sitrep.processes.gathering import gather, process_id
from sitrep.processes.meetings import Meeting

MOSCOW, MIAMI = met("moscow", "RU", "US", "UA"), met("miami", "UA", "US", "RU", day=6)
DOHA = met("doha", "IL", "QA", "hamas", day=8)
PROCESS, OTHER = process_id("moscow"), process_id("doha")


def decided(kind: str, value: str | None, *meetings: str, process: str = PROCESS) -> Decision:
    return Decision(kind, process, meetings, value, "ana", "I read the papers", "2026-01-01")  # type: ignore[arg-type]


def settled(meetings: list[Meeting], *decisions: Decision) -> dict[str, Settled]:
    found, _ = settle(gather(meetings, TOLD), {one.id: one for one in meetings}, decisions, {})
    return {one.id: one for one in found}


def ids(effort: Settled) -> list[str]:
    return [one.id for one in effort.meetings]


def test_a_meeting_moved_into_another_effort_stays_there() -> None:
    found = settled([MOSCOW, MIAMI, DOHA], decided("move", OTHER, "miami"))

    assert ids(found[PROCESS]) == ["moscow"]
    assert ids(found[OTHER]) == ["miami", "doha"]
    assert found[OTHER].reasons["miami"] == ("ana: I read the papers",)


def test_a_meeting_moved_out_is_in_no_effort() -> None:
    assert ids(settled([MOSCOW, MIAMI], decided("move", NOWHERE, "miami"))[PROCESS]) == ["moscow"]


def test_a_meeting_can_be_given_an_effort_of_its_own_which_is_renamed() -> None:
    own = own_process_id("miami")
    found = settled([MOSCOW, MIAMI], decided("move", NEW, "miami"), decided("rename", "Side talks", process=own))

    assert ids(found[own]) == ["miami"]
    assert found[own].name == "Side talks"


def test_the_founder_of_an_effort_can_be_taken_out_of_it_and_the_id_stays() -> None:
    found = settled([MOSCOW, MIAMI], decided("move", NEW, "moscow"))

    assert ids(found[PROCESS]) == ["miami"]
    assert ids(found[own_process_id("moscow")]) == ["moscow"]


def test_the_newest_word_stands_and_the_older_is_kept() -> None:
    found = settled([MOSCOW, MIAMI], decided("rename", "A"), decided("rename", "B"))

    assert found[PROCESS].name == "B"
    assert [one.value for one in found[PROCESS].decisions] == ["A", "B"]


def test_a_confirmed_effort_holds_its_meetings_when_the_engine_would_join_it_to_another() -> None:
    before = met("alaska", "RU", "US", "UA", day=1)
    confirmed = decided("confirm", None, "moscow", "miami")

    found = settled([before, MOSCOW, MIAMI], confirmed)

    assert ids(found[PROCESS]) == ["moscow", "miami"]
    assert found[PROCESS].confirmed == confirmed
    assert found[PROCESS].reasons["miami"][-1] == "ana: I read the papers"
    assert ids(found[process_id("alaska")]) == ["alaska"]


def test_the_id_of_an_effort_that_became_part_of_another_leads_there() -> None:
    meetings = [MOSCOW, MIAMI]
    _, leads = settle(gather(meetings, TOLD), {one.id: one for one in meetings}, (), {})

    assert leads[process_id("miami")] == PROCESS


def test_a_word_on_an_id_that_leads_elsewhere_holds_there() -> None:
    found = settled([MOSCOW, MIAMI], decided("rename", "One", process=process_id("miami")))

    assert found[PROCESS].name == "One"


def test_a_word_on_a_meeting_holds_when_its_incident_became_another() -> None:
    meetings = {one.id: one for one in (MOSCOW, MIAMI)}
    moved = decided("move", NOWHERE, "miami as it was")

    found, leads = settle(gather([MOSCOW, MIAMI], TOLD), meetings, [moved], {"miami as it was": "miami"})

    assert [ids(one) for one in found] == [["moscow"]]
    assert leads[process_id("miami as it was")] == PROCESS
