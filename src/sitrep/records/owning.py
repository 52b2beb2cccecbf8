"""Which event what is told of people hurt, damage and weapons belongs to."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sitrep.annotations.sheet import Mark
from sitrep.records.candidates import owners_of
from sitrep.records.drafts import Draft, Story
from sitrep.records.roles import Roles


def owner(
    story: Story, role: str, mark: Mark[Any], ruled: Draft | None, pool: list[Draft], roles: Roles
) -> Draft | None:
    """The event in which what is marked plays the role: the rules' choice, weighed against those of the pool."""
    if not roles.heard(role):
        return ruled
    return roles.choose(role, owners_of(story, mark, ruled, pool)).value


def fitting(drafts: list[Draft], types: Collection[str]) -> list[Draft]:
    """The drafts of these types."""
    return [draft for draft in drafts if draft.type in types]
