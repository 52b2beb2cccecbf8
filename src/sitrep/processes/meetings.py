"""The tellings of one meeting as one view: its standing through time, who was there, when, where, and how it was."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sitrep.codebook.peace_efforts import peace_efforts
from sitrep.processes.kinship import Profile
from sitrep.processes.parties import Party
from sitrep.processes.remarks import Remark
from sitrep.processes.telling import RECEIVING, SIDES, Attendance, Presence, Standing, Telling
from sitrep.records.report import Duration, TimePrecision, When, Where

T = TypeVar("T")

#: Roles from the one that tells most; of two, nobody stands between the sides.
ROLES = ("host", "mediator", "participant")
#: What is told of somebody's presence, the weightier later.
PRESENCES: tuple[Presence, ...] = ("expected", "present", "by-phone", "absent")
#: Standings in the order in which one meeting passes through them on one day.
ORDER: tuple[Standing, ...] = ("proposed", "planned", "cancelled", "held", "recalled")
#: Precisions that put a meeting on a day.
FINE: frozenset[TimePrecision] = frozenset({"minute", "hour", "part-of-day", "day", "days"})


@dataclass(frozen=True, slots=True)
class Change:
    """From when on, by which story, a meeting stood so; ``said_by`` are those who vouch for it there."""

    standing: Standing
    published: str
    outlet: str | None
    document: str
    event: str
    said_by: tuple[str, ...]


@dataclass(frozen=True)
class Meeting:
    """One meeting as all its stories together tell it; ``id`` is that of its incident."""

    id: str
    type: str
    standing: Standing
    history: tuple[Change, ...]
    round: int | None
    format: str | None
    expected: When | None
    actual: When | None
    duration: Duration | None
    venue: Where | None
    host: tuple[str, ...]
    mediators: tuple[str, ...]
    attendance: tuple[Attendance, ...]
    remarks: tuple[Remark, ...]
    issues: tuple[str, ...]
    documents: tuple[str, ...]
    events: tuple[str, ...]
    is_peace: bool
    is_other: bool
    profile: Profile

    @property
    def day(self) -> str:
        """The first day it is told to fall on, ISO 8601; that of its first story where none is told."""
        when = self.actual or self.expected
        told = (when.start or when.end) if when else None
        return (told or self.history[0].published)[:10]


def meeting(id_: str, told: Iterable[Telling], said: Iterable[Remark], proposals: frozenset[str]) -> Meeting | None:
    """One meeting's view, whatever order its tellings come in; None for what no time, place or second party tells."""
    listed = sorted(told, key=lambda one: (one.published, ORDER.index(one.standing), one.event.id))
    attendance = _attendance(listed)
    dated = any(one.event.when or one.event.where for one in listed)
    if len(attendance) < SIDES or not dated or all(one.standing == "proposed" for one in listed):
        return None
    history = _history(listed)
    held = [one for one in listed if one.standing in ("held", "recalled")]
    return Meeting(
        id=id_,
        type=listed[0].event.type,
        standing=history[-1].standing,
        history=history,
        round=_commonest(one.round for one in listed),
        format=_commonest(one.format for one in held or listed),
        expected=_newest(one.event.when for one in listed if one.standing in ("planned", "cancelled")),
        actual=_newest(one.event.when for one in held),
        duration=_newest(one.event.duration for one in held),
        venue=_finest([one.event.where for one in held or listed if one.event.where]),
        host=tuple(seat.party.name for seat in attendance if seat.role == "host"),
        mediators=tuple(seat.party.name for seat in attendance if seat.role == "mediator"),
        attendance=attendance,
        remarks=tuple(sorted(said, key=lambda one: (one.published, one.document, one.span))),
        issues=tuple(sorted({issue for one in listed for issue in one.event.issues})),
        documents=tuple(dict.fromkeys(one.document for one in listed)),
        events=tuple(one.event.id for one in listed),
        is_peace=any(one.is_peace for one in listed),
        is_other=any(one.is_other for one in listed) and not any(one.is_peace for one in listed),
        profile=_profile(listed, attendance, proposals),
    )


def _history(listed: Sequence[Telling]) -> tuple[Change, ...]:
    """How its standing went on; a plan told after it was held, and a recollection told first, change nothing."""
    found: list[Change] = []
    for one in listed:
        before = found[-1].standing if found else None
        if before == one.standing or (
            before in ("held", "recalled") and one.standing in ("planned", "proposed", "held")
        ):
            continue
        sources = tuple(dict.fromkeys(source.speaker for source in one.event.sources if source.speaker))
        found.append(Change(one.standing, one.published, one.outlet, one.document, one.event.id, sources))
    return tuple(found)


def _attendance(listed: Sequence[Telling]) -> tuple[Attendance, ...]:
    """Everyone told of, with what is told of their presence by whoever knows best: those who were there to see."""
    seats: defaultdict[Party, list[Attendance]] = defaultdict(list)
    for one in listed:
        for seat in one.attendance:
            seats[seat.party].append(seat)
    return tuple(
        Attendance(
            party,
            _people(tuple(dict.fromkeys(person for seat in told for person in seat.people))),
            _role({seat.role for seat in told}) if len(seats) > SIDES else ROLES[-1],
            max((seat.presence for seat in told), key=PRESENCES.index),
        )
        for party, told in sorted(seats.items())
    )


def _people(names: tuple[str, ...]) -> tuple[str, ...]:
    """Everyone once: "Putin" is Vladimir Putin where he is named too."""
    return tuple(name for name in names if not any(other != name and other.endswith(f" {name}") for other in names))


def _role(told: set[str]) -> str:
    return next((role for role in ROLES if role in told), ROLES[-1])


def _profile(listed: Sequence[Telling], attendance: Sequence[Attendance], proposals: frozenset[str]) -> Profile:
    named = Counter(key for one in listed for key in one.matter)
    enough = peace_efforts().named_share * len(listed)
    seated = {seat.party.key for seat in attendance}
    return Profile(
        days=tuple(sorted({_ordinal(one) for one in listed})),
        matter=frozenset(key for key, times in named.items() if times >= enough) | seated,
        hosts=frozenset(seat.party.key for seat in attendance if seat.role in RECEIVING),
        known=frozenset(key for one in listed for key in one.known),
        documents=frozenset(one.document for one in listed),
        proposals=proposals,
        issues=frozenset(issue for one in listed for issue in one.event.issues) & peace_efforts().peace_issues,
    )


def _ordinal(one: Telling) -> int:
    """The day of the meeting as this story tells it, else the day of the story."""
    when = one.event.when
    told = (when.start or when.end) if when and when.precision in FINE else None
    day = (told or one.published)[:10]
    return date.fromisoformat(day).toordinal() if day else 0


def _newest(values: Iterable[T | None]) -> T | None:
    told = [value for value in values if value is not None]
    return told[-1] if told else None


def _commonest(values: Iterable[T | None]) -> T | None:
    """The value told most often, the first told of equals."""
    counted = Counter(value for value in values if value is not None)
    return counted.most_common(1)[0][0] if counted else None


def _finest(places: Sequence[Where]) -> Where | None:
    """The place told most often, the first told of equals."""
    names = Counter(place.name for place in places)
    return max(places, key=lambda place: names[place.name]) if places else None
