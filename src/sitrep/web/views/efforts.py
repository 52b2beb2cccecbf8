"""A peace effort as its page shows it: meetings, versions of proposals, the matrix of positions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sitrep.exports.chips import MEETINGS, Chip
from sitrep.exports.drawing import TableRows
from sitrep.exports.phrases import joined, when_words
from sitrep.processes.meetings import Meeting
from sitrep.processes.parties import Party
from sitrep.processes.positions import Line
from sitrep.processes.process import Process
from sitrep.processes.proposals import Answer, Proposal
from sitrep.processes.sayings import Saying
from sitrep.processes.telling import Attendance
from sitrep.web.words import cut, day

#: The chip of what answers made of a proposal.
_ANSWERS: Final[Mapping[str, tuple[str, str]]] = {
    "accepted": ("reviewed", "accepted"),
    "rejected": ("withdrawn", "rejected"),
    "partly": ("disputed", "taken in part"),
    "open": ("unreviewed", "on the table"),
}
#: What a stance is called in a cell.
_STANCES: Final[Mapping[str, str]] = {"partly-accepts": "accepts in part"}
#: So long may the words in a cell be; the story has all of them.
LONGEST: Final = 180


@dataclass(frozen=True, slots=True)
class Step:
    """One change of a meeting's standing and where it was told."""

    word: str
    published: str
    outlet: str
    said_by: str
    document: str
    event: str


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting of the table."""

    id: str
    when: str
    what: str
    detail: str
    said_by: str
    outlet: str
    chip: Chip
    steps: tuple[Step, ...]
    why: tuple[str, ...]
    remarks: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a version: ``new``, ``told`` or ``gone`` (not told again), with the story that has it."""

    kind: str
    words: str
    document: str


@dataclass(frozen=True, slots=True)
class VersionView:
    """One version of a proposal with its points and how it was answered."""

    title: str
    told: str
    document: str
    chip: Chip
    entries: tuple[Entry, ...]
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One party's newest position on one issue; ``earlier`` are the positions it was before, newest first."""

    sign: str
    stance: str
    mark: str
    is_new: bool
    words: str
    speaker: str
    outlet: str
    document: str
    statement: str
    is_contradicted: bool
    earlier: tuple[str, ...]


def chip(meeting: Meeting) -> Chip:
    """How a meeting stands."""
    return MEETINGS[meeting.standing]


def standing_chip(process: Process) -> Chip:
    """Who says that these meetings are one effort."""
    return (
        Chip("reviewed", "confirmed") if process.standing == "confirmed" else Chip("unreviewed", "proposed by engine")
    )


def sentence(process: Process) -> str:
    """Between whom it is, its last meeting that was held and its next that is to be."""
    parties = joined([one.name for one in process.foes] or [one.name for one in process.parties[:3]])
    held = [one for one in process.meetings if one.standing in ("held", "recalled")]
    told = [f"{parties}." if parties else ""]
    told.append(f"Last met {_met(held[-1])}." if held else "No report tells of a meeting that was held.")
    plan = _plan(process, held[-1].day if held else "")
    if plan is not None:
        said = f"Was to meet {_met(plan)}" if plan.day < newest_word(process) else f"To meet {_met(plan)}"
        told.append(f"{said}; no report yet says that it took place.")
    return " ".join(filter(None, told))


def _plan(process: Process, met: str) -> Meeting | None:
    """The next meeting by the newest word on any; a plan that a later meeting overtook is none any more."""
    ahead = [one for one in process.meetings if one.standing in ("planned", "proposed") and one.day > met]
    newest = max((one.history[-1].published for one in ahead), default="")
    return min((one for one in ahead if one.history[-1].published == newest), key=lambda one: one.day, default=None)


def _met(meeting: Meeting) -> str:
    place = f"in {meeting.venue.name}" if meeting.venue else ""
    when = meeting.actual or meeting.expected
    if when is None:
        return f"{place}, on a day not told" if place else "on a day not told"
    return f"{when_words(when)} {place}".rstrip()


def newest_word(process: Process) -> str:
    """The day of the newest word on any of its meetings."""
    return max(one.history[-1].published for one in process.meetings)[:10]


def meeting_row(meeting: Meeting, why: Sequence[str], until: str = "") -> MeetingRow:
    """One meeting as a row of the table; of a plan whose day had passed at the newest word, that nobody told of it."""
    silent = meeting.standing in ("planned", "proposed") and meeting.day < until
    last = meeting.history[-1]
    return MeetingRow(
        id=meeting.id,
        when=when_words(meeting.actual or meeting.expected),
        what=_what(meeting),
        detail=" · ".join([*_details(meeting), *(["no report says that it took place"] if silent else [])]),
        said_by=", ".join(last.said_by),
        outlet=last.outlet or "outlet not told",
        chip=chip(meeting),
        steps=tuple(
            Step(MEETINGS[one.standing].word, one.published, one.outlet or "outlet not told", ", ".join(one.said_by),
                 one.document, one.event)
            for one in meeting.history
        ),
        why=tuple(why),
        remarks=tuple(dict.fromkeys((one.words, one.speaker or "the paper’s own voice") for one in meeting.remarks)),
    )  # fmt: skip


def _what(meeting: Meeting) -> str:
    sides = [seat.party.name for seat in meeting.attendance if seat.role == "participant"]
    names = joined(sides or [seat.party.name for seat in meeting.attendance])
    place = f", {meeting.venue.name}" if meeting.venue else ""
    return f"{names}{place}"


def _details(meeting: Meeting) -> Iterator[str]:
    if meeting.round:
        yield f"round {meeting.round}"
    if meeting.format:
        yield meeting.format.replace("-", " ")
    if meeting.duration:
        yield meeting.duration.text
    if meeting.host:
        yield f"host {joined(meeting.host)}"
    if meeting.mediators:
        yield f"mediated by {joined(meeting.mediators)}"
    yield from (told for seat in meeting.attendance if (told := _seat(seat)))
    if meeting.expected and meeting.actual and meeting.expected != meeting.actual:
        yield f"expected {when_words(meeting.expected)}"


def _seat(seat: Attendance) -> str:
    absent = {"absent": " (absent)", "by-phone": " (by phone)", "expected": " (expected)"}.get(seat.presence, "")
    if seat.people:
        return f"{seat.party.name}: {', '.join(seat.people)}{absent}"
    return f"{seat.party.name}{absent}" if absent and seat.presence != "expected" else ""


def versions(proposal: Proposal) -> list[VersionView]:
    """The versions of a proposal, oldest first."""
    return [_version(proposal, number) for number in range(len(proposal.versions))]


def _version(proposal: Proposal, number: int) -> VersionView:
    version = proposal.versions[number]
    answers = [one for one in proposal.answers if one.version == number]
    entries = [
        Entry("new" if number else "told", " ".join(one.words.split()), one.document)
        for one in proposal.points
        if one.version == number
    ]
    entries += [Entry("gone", " ".join(one.words.split()), one.document) for one in proposal.points
                if one.version < number]  # fmt: skip
    label = f"Version {number + 1}, “{version.label}”" if len(proposal.versions) > 1 else f"“{version.label}”"
    told = f"told {day(version.published)} · {version.outlet or 'outlet not told'}"
    return VersionView(label, told, version.document, _answered(answers), tuple(entries), tuple(map(_answer, answers)))


def _answered(answers: Sequence[Answer]) -> Chip:
    newest = {one.party: one.status for one in answers}
    found = set(newest.values())
    status = found.pop() if len(found) == 1 else "partly" if found else "open"
    kind, word = _ANSWERS[status]
    by = joined([party.name for party in newest]) if status in ("accepted", "rejected") else ""
    return Chip(kind, f"{word} by {by}" if by else word)


def _answer(answer: Answer) -> str:
    spoken = f", {answer.speaker}" if answer.speaker else ""
    return f"{answer.party.name}: {_ANSWERS[answer.status][1]} on {day(answer.date)}{spoken}"


def columns(process: Process) -> list[str]:
    """The parties with a position, in the effort's order."""
    return [party.name for party in _speaking(process)]


def _speaking(process: Process) -> list[Party]:
    with_lines = {line.party for line in process.lines}
    known = [party for party in process.parties if party in with_lines]
    return known + sorted(with_lines - set(known))


def matrix(process: Process) -> list[tuple[str, tuple[Cell | None, ...]]]:
    """For each issue every party's position; None where none is told."""
    held = {(line.issue, line.party): line for line in process.lines}
    parties = _speaking(process)
    newest = max((day_ for line in process.lines if (day_ := line.current.date)), default="")
    return [
        (issue, tuple(_cell(held[issue, party], newest) if (issue, party) in held else None for party in parties))
        for issue in process.issues
    ]


def _cell(line: Line, newest: str) -> Cell:
    now = line.current
    word = "changed" if line.has_changed else "new" if now.date and now.date[:10] == newest[:10] else "since"
    mark = f"{word} {day(now.date)}" if now.date else "no date told"
    return Cell(
        sign=now.stance or "words",
        stance=stance_words(now),
        mark=mark,
        is_new=word in ("changed", "new") and bool(now.date),
        words=short(now.words),
        speaker=now.speaker or "the paper’s own voice",
        outlet=now.outlet or "outlet not told",
        document=now.document,
        statement=now.statement,
        is_contradicted=line.is_contradicted,
        earlier=tuple(f"{day(one.date)}: {stance_words(one)}, “{short(one.words)}”" for one in reversed(line.said)
                      if one is not now),
    )  # fmt: skip


def stance_words(saying: Saying) -> str:
    """The stance in a word; "said" where none is told."""
    return _STANCES.get(saying.stance or "", (saying.stance or "said").replace("-", " "))


def short(words: str) -> str:
    """The words on one line, cut where a cell would overflow."""
    return cut(words, LONGEST)


def positions_table(process: Process) -> TableRows:
    """Every position that a party took on an issue, the issues as the matrix has them, the newest first."""
    order = {issue: number for number, issue in enumerate(process.issues)}
    rows = (
        (line.issue, line.party.name, one.date[:10] if one.date else "", stance_words(one),
         " ".join(one.words.split()), one.speaker or "", one.outlet or "", one.document)
        for line in sorted(process.lines, key=lambda each: (order[each.issue], each.party.name))
        for one in reversed(line.said)
    )  # fmt: skip
    return TableRows(("Issue", "Party", "Day", "Stance", "Words", "Speaker", "Outlet", "Story"), tuple(rows))


def contradictions(process: Process) -> list[tuple[str, tuple[Saying, Saying]]]:
    """Every two positions at odds within days, with the party's name and the issue."""
    return [
        (f"{line.party.name} on {line.issue.replace('-', ' ')}", pair)
        for line in process.lines for pair in line.contradictions
    ]  # fmt: skip
