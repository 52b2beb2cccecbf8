"""Who did it to whom: the participants of each event, by the kind of act."""

from __future__ import annotations

from sitrep.records.attackers import cast_attack, cast_interception, inherit, place_over_defender
from sitrep.records.bodies import follow
from sitrep.records.casting import weigh_parties
from sitrep.records.deeds import answer, cast_act, cast_outage, share_courts
from sitrep.records.delegations import carry, cast_exchange, cast_meeting, share_sides
from sitrep.records.drafts import Draft, Story
from sitrep.records.roles import Roles


def cast(story: Story, drafts: list[Draft], roles: Roles) -> None:
    """Gives each event its participants, then lets events without a side take it from those before."""
    for draft in drafts:
        _cast(story, draft)
        carry(story, draft)
        place_over_defender(story, draft)
    follow(story, drafts)
    inherit(story, drafts)
    share_sides(story, drafts)
    share_courts(drafts)
    answer(story, drafts)
    weigh_parties(story, drafts, roles)


def _cast(story: Story, draft: Draft) -> None:
    frame = draft.trigger.value.frame
    if frame == "meet" or draft.type == "CONSULT":
        cast_meeting(story, draft)
    elif draft.type == "AGREE" or frame == "swap":
        cast_exchange(story, draft)
    elif draft.type == "ASSAULT":
        cast_attack(story, draft)
    elif draft.type == "INTERCEPT":
        cast_interception(story, draft)
    elif draft.type == "DISRUPT":
        cast_outage(story, draft)
    else:
        cast_act(story, draft)
