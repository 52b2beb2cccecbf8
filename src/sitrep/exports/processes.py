"""Peace efforts as JSON values: the same wherever they are handed on."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sitrep.processes.meetings import Meeting
from sitrep.processes.positions import Line
from sitrep.processes.process import Process
from sitrep.processes.proposals import Proposal
from sitrep.processes.sayings import Saying


def process_value(process: Process) -> dict[str, Any]:
    """What a list says of an effort."""
    return {
        "id": process.id,
        "name": process.name,
        "standing": process.standing,
        "parties": [asdict(party) for party in process.parties],
        "foes": [party.key for party in process.foes],
        "meetings": len(process.meetings),
        "first": process.meetings[0].day,
        "last": process.meetings[-1].day,
        "issues": list(process.issues),
        "proposals": [proposal.name for proposal in process.proposals],
        "documents": len(process.documents),
    }


def effort_value(process: Process) -> dict[str, Any]:
    """All there is to say of an effort."""
    return process_value(process) | {
        "meetings": [meeting_value(one) | {"why": list(process.reasons[one.id])} for one in process.meetings],
        "proposals": [proposal_value(one) for one in process.proposals],
        "positions": [line_value(one) for one in process.lines],
        "documents": list(process.documents),
        "decisions": [asdict(one) for one in process.decisions],
    }


def meeting_value(meeting: Meeting) -> dict[str, Any]:
    """One meeting on the line of time."""
    told = {
        "expected": meeting.expected,
        "actual": meeting.actual,
        "duration": meeting.duration,
        "venue": meeting.venue,
    }
    return {
        "id": meeting.id,
        "type": meeting.type,
        "standing": meeting.standing,
        "history": [asdict(change) for change in meeting.history],
        "round": meeting.round,
        "format": meeting.format,
        **{name: value.model_dump(mode="json") if value else None for name, value in told.items()},
        "host": list(meeting.host),
        "mediators": list(meeting.mediators),
        "attendance": [asdict(seat) for seat in meeting.attendance],
        "characterised": [asdict(remark) for remark in meeting.remarks],
        "issues": list(meeting.issues),
        "documents": list(meeting.documents),
        "events": list(meeting.events),
    }


def proposal_value(proposal: Proposal) -> dict[str, Any]:
    """One proposal with its versions, its points and who took it how."""
    return asdict(proposal)


def line_value(line: Line) -> dict[str, Any]:
    """What one party said on one issue, and what follows from it."""
    return {
        "party": asdict(line.party),
        "issue": line.issue,
        "current": saying_value(line.current),
        "changed": line.has_changed,
        "contradicted": line.is_contradicted,
        "changes": [[one.statement for one in pair] for pair in line.changes],
        "contradictions": [[one.statement for one in pair] for pair in line.contradictions],
        "said": [saying_value(one) for one in line.said],
    }


def saying_value(saying: Saying) -> dict[str, Any]:
    """One stated position with the spans of its words."""
    return {
        "stance": saying.stance,
        "date": saying.date,
        "speaker": saying.speaker,
        "relayed": saying.relayed,
        "outlet": saying.outlet,
        "words": saying.words,
        "evidence": [list(span) for span in saying.spans],
        "document": saying.document,
        "statement": saying.statement,
    }
