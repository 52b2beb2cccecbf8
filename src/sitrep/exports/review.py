"""What people have decided about an event, as every export states it."""

from __future__ import annotations

from typing import Literal

from sitrep.ledger.export_queries import ToldEvent

#: accepted, corrected and rejected are decisions of a person; a reading alone is unreviewed.
Review = Literal["unreviewed", "accepted", "corrected", "rejected"]


def review_of(_told: ToldEvent) -> Review:
    """The state of review of an event; nobody can review yet, so every event is unreviewed."""
    return "unreviewed"
