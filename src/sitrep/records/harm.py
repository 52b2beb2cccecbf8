"""What an attack did and with what: weapons, people hurt, damage, and services lost, hung on their events."""

from __future__ import annotations

from sitrep.annotations.layers import DamageFact
from sitrep.annotations.lines import Line
from sitrep.annotations.sheet import Mark
from sitrep.codebook.act_modes import act_mode
from sitrep.codebook.weapons import leading_mode
from sitrep.records.arms import attach_weapons, settle_weapons
from sitrep.records.drafts import Draft, Story
from sitrep.records.figures import attach_figures, only_retells, settle_figures
from sitrep.records.nearness import nearest, previous_assault
from sitrep.records.outages import attach_services
from sitrep.records.owning import fitting, owner
from sitrep.records.roles import Roles

#: Types that damage things.
DAMAGING = frozenset({"ASSAULT", "PROTEST"})
#: Modes that a weapon named decides, whatever else is done with such.
ARMED = {"aerial", "heavy-weapons", "drone", "explosives", "firearms"}
#: Modes that say how people were treated: no weapon changes them.
OWN_MODES = {"abduct", "torture", "sexual", "beat", "destroy", "targeted", "suicide-attack"}


def attach(story: Story, drafts: list[Draft], roles: Roles) -> None:
    """Hangs every weapon, figure and damage on the event it belongs to."""
    for line in story.lines:
        here = [draft for draft in drafts if draft.sentence == line.index]
        retold = [draft for draft in here if only_retells(story, draft, drafts)]
        if retold:
            drafts[:] = [draft for draft in drafts if not any(draft is other for other in retold)]
            here = [draft for draft in here if not any(draft is other for other in retold)]
        attach_weapons(story, line, here, drafts, roles)
        attach_figures(story, line, here, drafts, roles)
        _attach_damage(story, line, here, drafts, roles)
    for draft in drafts:
        if draft.type == "DISRUPT":
            attach_services(story, draft)
    for draft in drafts:
        draft.mode = _mode(story, draft)


def reconcile(story: Story, drafts: list[Draft]) -> None:
    """What whole events say, once each thing is told once: figures that are one, weapons that were stopped."""
    for draft in drafts:
        settle_figures(story, draft)
    settle_weapons(drafts)


def _attach_damage(story: Story, line: Line, here: list[Draft], drafts: list[Draft], roles: Roles) -> None:
    for mark in story.damage(line.index):
        draft = owner(story, "damage", mark, _damaging(line, mark, here, drafts), fitting(drafts, DAMAGING), roles)
        if draft is not None and not _is_told(draft, mark):
            draft.damage.append(mark)


def _damaging(line: Line, mark: Mark[DamageFact], here: list[Draft], drafts: list[Draft]) -> Draft | None:
    """The event that did this damage; what was put out of service belongs to the outage."""
    if mark.value.effect == "shut-down" and (outage := nearest(here, mark, {"DISRUPT"})):
        return outage
    own = nearest(here, mark, {"ASSAULT"}) or nearest(here, mark, {"PROTEST"})
    if own is not None:
        return own
    if any(draft.type != "DISRUPT" or draft.anchor[0] <= mark.start < draft.anchor[1] for draft in here):
        return next(
            (draft for draft in here if draft.type == "DISRUPT" and draft.anchor[0] <= mark.start < draft.anchor[1]),
            None,
        )
    before = previous_assault(line, drafts)
    return before


def _is_told(draft: Draft, mark: Mark[DamageFact]) -> bool:
    return any(
        known.value.object == mark.value.object
        and known.value.effect == mark.value.effect
        and known.start == mark.start
        for known in draft.damage
    )


def _mode(story: Story, draft: Draft) -> str | None:
    """The PLOVER mode of an attack: the weapons decide, then the words for it."""
    if draft.type != "ASSAULT":
        said = story.text[draft.anchor[0] : draft.anchor[1]].lower()
        return draft.mode or act_mode(draft.type, said)
    modes = {mark.value.mode for mark in draft.weapons if mark.value.mode}
    if draft.mode in OWN_MODES:
        return draft.mode
    named = any(mark.value.mode and mark.value.kind and not mark.value.implied for mark in draft.weapons)
    if draft.mode and not (named and draft.mode in ARMED):
        modes.add(draft.mode)
    return leading_mode(modes)
