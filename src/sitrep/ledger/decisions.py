"""What people decide about one thing that was read, and what of it stands: the newest that was not taken back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

Verdict = Literal["accept", "correct", "reject", "undo", "note"]
#: What can be judged: an event, a statement, or that an event is of an incident.
Kind = Literal["event", "statement", "link"]
#: How one content of a thing stands; ``changed`` when it is unreviewed and what was read before it was judged.
Review = Literal["unreviewed", "accepted", "corrected", "rejected", "changed"]
#: What the database itself withdraws when it is decided, and as what.
WITHDRAWING: dict[Verdict, Review] = {"reject": "rejected", "undo": "unreviewed"}
REVIEWS: tuple[Review, ...] = get_args(Review)
#: How something stands that may be handed on.
REVIEWED: tuple[Review, ...] = ("accepted", "corrected")
#: How something stands that a person let out or kept in.
JUDGED: tuple[Review, ...] = (*REVIEWED, "rejected")


def together(reviews: Iterable[Review]) -> Review:
    """How several things stand as one: let out where each of them is; what was rejected counts only if all was."""
    told = set(reviews)
    left = told - {"rejected"}
    if told and not left:
        return "rejected"
    if not left or not left <= set(REVIEWED):
        return "unreviewed"
    return "corrected" if "corrected" in left else "accepted"


@dataclass(frozen=True, slots=True)
class Word:
    """What a person says of a thing: the ``content`` is the SHA-256 of what was judged, as it was kept.

    ``path`` and ``value`` are of a correction: where in the thing the value stands, and the right one as JSON.
    """

    at: str
    by: str
    verdict: Verdict
    kind: Kind
    subject: str
    content: str
    path: str | None = None
    value: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """A word in the chain: its number, the digest of the decision before it, and its own."""

    seq: int
    word: Word
    previous: str
    hash: str

    @property
    def digest(self) -> str:
        """What the hash must be."""
        return chained(self.seq, self.word, self.previous)


def canonical(seq: int, word: Word, previous: str) -> str:
    """The decision as canonical JSON (RFC 8785): names in order, no blanks, everything but its own hash."""
    told: dict[str, Any] = {"seq": seq, "previous": previous, **asdict(word)}
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def chained(seq: int, word: Word, previous: str) -> str:
    """The SHA-256 of the canonical JSON's UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(canonical(seq, word, previous).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands of the decisions about one content: the newest that was not taken back, and all corrections."""

    decision: Decision | None = None
    corrections: tuple[Decision, ...] = ()

    @property
    def review(self) -> Review:
        """How the content stands."""
        if self.decision is None:
            return "unreviewed"
        if self.decision.word.verdict == "reject":
            return "rejected"
        return "corrected" if self.corrections else "accepted"

    @property
    def edits(self) -> tuple[tuple[str, Any], ...]:
        """The corrections as paths with their values, in the order in which they were made."""
        return tuple((each.word.path or "", json.loads(each.word.value or "null")) for each in self.corrections)


def standing(decisions: Iterable[Decision]) -> Standing:
    """What stands of the decisions about one content, told in order; an undo takes back the newest that stands."""
    held: list[Decision] = []
    for each in decisions:
        if each.word.verdict == "undo":
            del held[-1:]
        elif each.word.verdict != "note":
            held.append(each)
    return Standing(held[-1] if held else None, tuple(each for each in held if each.word.verdict == "correct"))


@dataclass(frozen=True, slots=True)
class Effect:
    """What a decision about an event does to what may be handed on: by which decision the event stands how."""

    decision: int
    review: Review


def effects(decided: Sequence[Decision]) -> tuple[Effect, ...]:
    """What the newest of these decisions about one content does: what it withdraws first, then what stands again."""
    newest, stands = decided[-1], standing(decided)
    if newest.word.verdict == "note":
        return ()
    told = []
    if newest.word.verdict in WITHDRAWING:
        told.append(Effect(newest.seq, WITHDRAWING[newest.word.verdict]))
    if stands.decision is not None and newest.word.verdict != "reject":
        told.append(Effect(stands.decision.seq, stands.review))
    return tuple(told)


def about(decisions: Sequence[Decision], content: str) -> list[Decision]:
    """Those that judge this content."""
    return [each for each in decisions if each.word.content == content]
