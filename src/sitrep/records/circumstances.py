"""When and where: the day and place of each event, its own or taken over from what was told before."""

from __future__ import annotations

from typing import Any

from sitrep.annotations.sheet import Mark
from sitrep.records.candidates import places_of, times_of
from sitrep.records.drafts import Draft, Story
from sitrep.records.following import take_time
from sitrep.records.locating import own_place
from sitrep.records.roles import Roles
from sitrep.records.siting import place_at_town
from sitrep.records.staying import take_place
from sitrep.records.timing import own_time


def settle(story: Story, drafts: list[Draft], roles: Roles) -> None:
    """Gives each event its day and place, first from its own words, then from the story around it."""
    for draft in drafts:
        own_time(story, draft)
        own_place(story, draft)
    for draft in drafts:
        if draft.when is None:
            take_time(story, draft, drafts)
        if draft.where is None:
            take_place(story, draft, drafts)
    for draft in drafts:
        if roles.heard("when"):
            _weigh_time(story, draft, roles)
        if roles.heard("where"):
            _weigh_place(story, draft, roles)
        place_at_town(story, draft)


def _weigh_time(story: Story, draft: Draft, roles: Roles) -> None:
    """Weighs the time the rules took against the others that the story tells."""
    when = roles.choose("when", times_of(story, draft)).value
    if when is not draft.when:
        draft.when, draft.own_time, draft.when_rule = when, _is_own(story, draft, when), "roles"


def _weigh_place(story: Story, draft: Draft, roles: Roles) -> None:
    """Weighs the place the rules took against the others that the story tells."""
    where = roles.choose("where", places_of(story, draft)).value
    if where is not draft.where:
        draft.where, draft.own_place, draft.where_rule = where, _is_own(story, draft, where), "roles"


def _is_own(story: Story, draft: Draft, mark: Mark[Any] | None) -> bool:
    """Whether the event's own sentence tells it."""
    return mark is not None and story.sentence_at(mark.start) == draft.sentence
