"""What a person said of efforts: confirmed, renamed, a meeting moved; the newest word stands, none is lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sitrep.identity import identify
from sitrep.processes.gathering import Effort, process_id
from sitrep.processes.meetings import Meeting

Kind = Literal["confirm", "rename", "move"]
#: Out of every effort.
NOWHERE = "nowhere"
#: Into an effort of its own.
NEW = "new"


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing a person said of an effort.

    ``meetings`` are those that a confirmation holds in the effort, or the one that is moved; ``value`` is the new name,
    or where the meeting goes: an effort's id, ``new`` or ``nowhere``.
    """

    kind: Kind
    process: str
    meetings: tuple[str, ...]
    value: str | None
    by: str
    reason: str
    at: str


@dataclass(frozen=True)
class Settled:
    """An effort after people's word: its meetings, why each is in it, its name if given, its confirmation if any."""

    id: str
    meetings: tuple[Meeting, ...]
    reasons: Mapping[str, tuple[str, ...]]
    name: str | None
    confirmed: Decision | None
    decisions: tuple[Decision, ...]


def settle(
    efforts: Sequence[Effort],
    meetings: Mapping[str, Meeting],
    decisions: Sequence[Decision],
    became: Mapping[str, str],
) -> tuple[tuple[Settled, ...], dict[str, str]]:
    """The efforts as people left them, and where every id of an effort leads now.

    What people say stands against the engine: a meeting that was confirmed or moved stays where it was put, however
    the rest gathers anew. ``became`` says where the ids of incidents lead that are no more.
    """
    leads = {process_id(one.id): effort.id for effort in efforts for one in effort.meetings}
    leads |= {process_id(old): leads[process_id(now)] for old, now in became.items() if process_id(now) in leads}
    seats = {one.id: effort.id for effort in efforts for one in effort.meetings}
    reasons = {one: told for effort in efforts for one, told in effort.reasons.items()}
    held: dict[str, Decision] = {}
    for decision in decisions:
        for one in decision.meetings if decision.kind != "rename" else ():
            held[became.get(one, one)] = decision
    own = _own(held)
    for one, decision in held.items():
        if one not in meetings:
            continue
        target = _target(decision, one)
        seats[one] = target if target in own or target == NOWHERE else leads.get(target, target)
        engine = reasons.get(one, ()) if decision.kind == "confirm" else ()
        reasons[one] = (*engine, f"{decision.by}: {decision.reason}")
    leads |= {process: process for process in own}
    return _settled(seats, meetings, reasons, decisions, leads), leads


def own_process_id(meeting: str) -> str:
    """The id of the effort that a person opened with this meeting, which may be the founder of another."""
    return identify("process", meeting, NEW)


def _own(held: Mapping[str, Decision]) -> set[str]:
    """The efforts that people hold apart from whatever the engine would join them to: confirmed ones and new ones."""
    confirmed = {decision.process for decision in held.values() if decision.kind == "confirm"}
    opened = {own_process_id(one) for one, decision in held.items() if decision.value == NEW}
    return confirmed | opened


def _target(decision: Decision, one: str) -> str:
    if decision.kind == "confirm":
        return decision.process
    return own_process_id(one) if decision.value == NEW else decision.value or NOWHERE


def _settled(
    seats: Mapping[str, str],
    meetings: Mapping[str, Meeting],
    reasons: Mapping[str, tuple[str, ...]],
    decisions: Sequence[Decision],
    leads: Mapping[str, str],
) -> tuple[Settled, ...]:
    found: list[Settled] = []
    for process in dict.fromkeys(seat for seat in seats.values() if seat != NOWHERE):
        inside = sorted(
            (meetings[one] for one, seat in seats.items() if seat == process), key=lambda one: (one.day, one.id)
        )
        said = tuple(one for one in decisions if leads.get(one.process, one.process) == process or one.value == process)
        names = [one.value for one in said if one.kind == "rename"]
        confirmed = [one for one in said if one.kind == "confirm"]
        found.append(
            Settled(
                process, tuple(inside), {one.id: reasons.get(one.id, ()) for one in inside},
                names[-1] if names else None, confirmed[-1] if confirmed else None, said,
            )
        )  # fmt: skip
    return tuple(found)
