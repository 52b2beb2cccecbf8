"""When and where: the day and place of each event, its own or taken over from what was told before."""

from __future__ import annotations

from sitrep.records.drafts import Draft, Story
from sitrep.records.locating import own_place, take_place
from sitrep.records.timing import own_time, take_time


def settle(story: Story, drafts: list[Draft]) -> None:
    """Gives each event its day and place, first from its own words, then from the story around it."""
    for draft in drafts:
        own_time(story, draft)
        own_place(story, draft)
    for draft in drafts:
        if draft.when is None:
            take_time(story, draft, drafts)
        if draft.where is None:
            take_place(story, draft, drafts)
