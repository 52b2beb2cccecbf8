"""Peace efforts in a few words, as rows and lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitrep.cli import phrases
from sitrep.cli.tables import Rows, one_line
from sitrep.exports.processes import process_value
from sitrep.processes.meetings import Change, Meeting
from sitrep.processes.positions import Line
from sitrep.processes.process import Process
from sitrep.processes.proposals import Proposal
from sitrep.processes.telling import Attendance

COLUMNS = ("first", "last", "name", "standing", "meetings", "issues", "proposals", "id")
#: Marks of a cell of the matrix: the position is another than before; it contradicts one told within days.
CHANGED, CONTRADICTED = "↻", "⚡"
LEGEND = f"{CHANGED} changed   {CONTRADICTED} contradicted within days   (no stance told: the newest words)"
#: No quotation is shown longer than this; --format json shows all of it.
_LONGEST = 160
#: How many issues are named in a row.
_ISSUES = 4


def rows(found: Sequence[Process]) -> Rows:
    """Efforts as rows and as values."""
    return Rows(COLUMNS, [_cells(one) for one in found], [process_value(one) for one in found])


def _cells(process: Process) -> tuple[object, ...]:
    return (
        process.meetings[0].day, process.meetings[-1].day, process.name, process.standing, len(process.meetings),
        ", ".join(process.issues[:_ISSUES]), ", ".join(one.name for one in process.proposals), process.id,
    )  # fmt: skip


def lines(process: Process) -> Iterator[str]:
    """An effort's meetings as a line of time and its proposals; the matrix follows as a table."""
    yield f"{process.id}  {one_line(process.name)}  {process.standing}"
    yield _under("parties", ", ".join(party.name for party in process.parties))
    for one in process.decisions:
        yield _under("said", f"{one.kind} {one.value or ''} by {one.by}, {one.at}: {one.reason}")
    yield ""
    for meeting in process.meetings:
        yield from _meeting(meeting, process.reasons[meeting.id])
    for proposal in process.proposals:
        yield from _proposal(proposal)


def _meeting(meeting: Meeting, reasons: Sequence[str]) -> Iterator[str]:
    told = (
        meeting.day, meeting.standing, f"round {meeting.round}" if meeting.round else "", meeting.format or "",
        meeting.venue.name if meeting.venue else "", meeting.duration.text if meeting.duration else "", meeting.id,
    )  # fmt: skip
    yield "  ".join(one_line(cell) for cell in told if cell)
    yield _under("who", "; ".join(map(_seat, meeting.attendance)))
    if meeting.expected and meeting.actual and meeting.expected != meeting.actual:
        yield _under("expected", phrases.days(meeting.expected))
    yield _under("status", " → ".join(map(_change, meeting.history)))
    for remark in meeting.remarks:
        party = f" ({remark.party.name})" if remark.party else ""
        spoken = f"{remark.speaker or 'the paper'}{party}, {remark.outlet or 'outlet unknown'}"
        yield _under("called", f"“{remark.words}” by {spoken}")
    if reasons:
        yield _under("why", "; ".join(reasons))
    yield ""


def _under(name: str, words: str) -> str:
    """One line below a meeting or a proposal."""
    return f"    {name:<10}{one_line(words)}"


def _change(change: Change) -> str:
    who = ", ".join(filter(None, (change.outlet, *change.said_by)))
    return f"{change.standing} {change.published}" + (f" ({who})" if who else "")


def _seat(seat: Attendance) -> str:
    people = f" ({', '.join(seat.people)})" if seat.people else ""
    told = [word for word in (seat.role, seat.presence) if word not in ("participant", "present", "actor", "recipient")]
    return f"{seat.party.name}{people}" + (f", {' '.join(told)}" if told else "")


def _proposal(proposal: Proposal) -> Iterator[str]:
    author = f" of {proposal.author.name}" if proposal.author else ""
    yield one_line(f"{proposal.name}{author}: {proposal.status}")
    for version in proposal.versions:
        yield _under("version", f"{version.label}, {version.published} ({version.outlet or 'outlet unknown'})")
    for point in proposal.points:
        yield _under("point", f"{', '.join(point.issues)}: {_short(point.words)}")
    for answer in proposal.answers:
        label = proposal.versions[answer.version].label
        spoken = f"{answer.status} {answer.date}, {answer.speaker} on {label}"
        yield _under("answer", f"{answer.party.name}: {spoken}")
    yield ""


def matrix(process: Process) -> Rows:
    """One row for each issue and one column for each party: the current position, its date and speaker, its marks."""
    parties = [party for party in process.parties if any(line.party == party for line in process.lines)]
    parties += sorted({line.party for line in process.lines} - set(parties))
    held = {(line.issue, line.party): line for line in process.lines}
    table = [
        (issue, *(_cell(held[issue, party]) if (issue, party) in held else "" for party in parties))
        for issue in process.issues
    ]
    return Rows(("issue", *(party.name for party in parties)), table, [], whole=frozenset({"issue"}))


def _cell(line: Line) -> str:
    now = line.current
    marks = (CHANGED if line.has_changed else "") + (CONTRADICTED if line.is_contradicted else "")
    stance = now.stance.replace("-", " ") if now.stance else f"“{_short(now.words)}”"
    return " ".join(filter(None, (stance, now.date, now.speaker, marks)))


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
