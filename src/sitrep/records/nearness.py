"""Which event of the story a mark stands nearest to."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sitrep.annotations.lines import Line
from sitrep.annotations.sheet import Mark
from sitrep.records.drafts import Draft


def nearest(drafts: list[Draft], mark: Mark[Any], types: Collection[str]) -> Draft | None:
    """Of the sentence's events the one whose clause holds the mark, else the closest by trigger."""
    fitting = [draft for draft in drafts if draft.type in types]
    holding = [draft for draft in fitting if draft.anchor[0] <= mark.start < draft.anchor[1]]
    pool = holding or fitting
    return min(pool, key=lambda draft: min(abs(t.start - mark.start) for t in draft.triggers), default=None)


def previous_assault(line: Line, drafts: list[Draft]) -> Draft | None:
    """The attack told last before this sentence, in this paragraph or the one before."""
    before = [
        draft
        for draft in drafts
        if draft.type == "ASSAULT" and draft.sentence < line.index and line.paragraph - draft.paragraph <= 1
    ]
    here = [draft for draft in before if draft.paragraph == line.paragraph]
    if here or battle_before(line, drafts) is not None:
        return here[-1] if here else None
    return before[-1] if before else None


def battle_before(line: Line, drafts: list[Draft]) -> Draft | None:
    """The taking of a place told before in this paragraph: what follows was done in the fight for it."""
    here = [d for d in drafts if d.paragraph == line.paragraph and d.sentence < line.index]
    taken = [draft for draft in here if draft.type == "COERCE" and draft.mode == "seize"]
    return taken[-1] if taken else None
