"""What the encoder learns from: a text, the spans marked in it, and what ties them together.

Every corpus is brought into this one form by a reader of its own; nothing downstream knows where a passage came from,
only what it tells of. ``told`` names what was annotated throughout: a kind of span that a corpus leaves out is not
learnt as absent.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

MENTIONS: Final = (
    "person",
    "org",
    "state",
    "group",
    "place",
    "facility",
    "weapon",
    "vehicle",
    "time",
    "quantity",
    "people",
    "object",
    "service",
)
ATTRIBUTION: Final = ("source", "cue", "content")
TEMPLATE_ROLES: Final = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
TRIGGER: Final = "trigger"
EVENT_ROLES: Final = (
    "actor",
    "recipient",
    "participant",
    "mediator",
    "weapon",
    "victim",
    "damage",
    "service",
    "where",
    "when",
)
ATTRIBUTION_ROLES: Final = ("source", "content")
STATUSES: Final = (
    "occurred",
    "ongoing",
    "planned",
    "attempted",
    "threatened",
    "denied",
    "hypothetical",
    "cancelled",
)


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``start`` to ``end`` of the passage, half-open, and what they are."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Act:
    """What a trigger reports; None where the corpus does not tell."""

    trigger: Span
    type: str
    mode: str | None = None
    status: str | None = "occurred"
    background: bool | None = False
    mode_told: bool = True


@dataclass(frozen=True, slots=True)
class Link:
    """The span ``target`` plays ``role`` in what the span ``anchor`` (a trigger or a cue) tells of."""

    anchor: Span
    target: Span
    role: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with its marks; ``told`` holds the kinds of span and the roles annotated throughout it."""

    id: str
    corpus: str
    text: str
    spans: tuple[Span, ...]
    acts: tuple[Act, ...] = ()
    links: tuple[Link, ...] = ()
    told: frozenset[str] = field(default_factory=frozenset)
