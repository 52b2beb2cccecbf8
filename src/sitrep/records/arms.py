"""Which weapons belong to which event, and what the story says of them in several places."""

from __future__ import annotations

import dataclasses
import re

from sitrep.annotations.layers import Quantity, WeaponUse
from sitrep.annotations.lines import Line
from sitrep.annotations.sheet import Mark
from sitrep.codebook.weapons import around, weapons_file
from sitrep.records.drafts import Draft, Story
from sitrep.records.nearness import nearest, previous_assault
from sitrep.records.owning import fitting, owner
from sitrep.records.roles import Roles

#: Sentences that go on about the attack before ("One rocket hit …").
CONTINUES = re.compile(r"(?:one|the|another|both|two|it|a second|the second|an?) ")
#: After a weapon: those who serve it. Before one: it was used.
THEIRS = re.compile(r"^ (?:units?|positions?|squads?|operators?|commanders?|crews?|brigades?)\b")
BY = re.compile(r"\b(?:by|with|from|using) (?:an? |the |its |their )?(?:[\w-]+ )?$")
#: A wave and the interceptions of it are told within this many paragraphs.
WAVE_REACH = 4


def attach_weapons(story: Story, line: Line, here: list[Draft], drafts: list[Draft], roles: Roles) -> None:
    """Hangs the weapons of a sentence on its attack or interception."""
    for mark in story.weapons(line.index):
        if mark.value.negated:
            continue
        draft = nearest(here, mark, {"ASSAULT", "INTERCEPT"})
        if draft is not None and _is_target(line, draft, mark):
            continue
        if draft is None and mark.value.kind == "fire":
            draft = nearest(here, mark, {"PROTEST"})
        if draft is None and mark.value.kind and not here and CONTINUES.match(line.lower):
            draft = previous_assault(line, drafts)
        if mark.value.kind is not None and not mark.value.implied:  # the rest tells only how it was done
            draft = owner(story, "weapon", mark, draft, fitting(drafts, {"ASSAULT", "INTERCEPT"}), roles)
        if draft is not None:
            known = _as_told_before(story, drafts, draft, mark)
            if not _is_same(draft, known):
                draft.weapons.append(known)
    for draft in here:
        if draft.type == "ASSAULT" and not any(mark.value.kind for mark in draft.weapons):
            _from_before(line, draft, drafts)


def _is_target(line: Line, draft: Draft, mark: Mark[WeaponUse]) -> bool:
    """Whether the weapon only tells who or what was struck: "killed the chief of its rocket unit"."""
    struck = mark.value.compound and draft.trigger.value.form != "noun" and mark.start > draft.trigger.end
    if not struck or draft.trigger.value.passive:
        return False
    return THEIRS.match(line.after(mark.end)) is not None and not BY.search(line.before(mark.start))


def settle_weapons(drafts: list[Draft]) -> None:
    """What whole events say of weapons: implied ones give way, a wave knows what was stopped of it."""
    for draft in drafts:
        named = {mark.value.kind for mark in draft.weapons if not mark.value.implied}
        if named & weapons_file().munitions:
            draft.weapons = [
                mark for mark in draft.weapons if not mark.value.implied or mark.value.kind in {None, "ied"}
            ]
    for draft in drafts:
        if draft.type == "INTERCEPT" and not draft.background:
            _tie(draft, drafts)


def _as_told_before(story: Story, drafts: list[Draft], draft: Draft, mark: Mark[WeaponUse]) -> Mark[WeaponUse]:
    """ "One of the missiles": of the only kind of guided missile the story has named."""
    if mark.value.kind != "missile" or not mark.value.definite:
        return mark
    told = {known.value.kind for other in drafts for known in other.weapons if other.sentence <= draft.sentence}
    kinds = [kind for kind in weapons_file().guided if kind in told]
    if len(kinds) != 1:
        return mark
    return mark._replace(value=dataclasses.replace(mark.value, kind=kinds[0]))


def _is_same(draft: Draft, mark: Mark[WeaponUse]) -> bool:
    """Whether the draft has this weapon already; a number of them takes the place of a bare one."""
    if mark.value.kind == "bomb" and mark.value.mode == "explosives":
        for index, known in enumerate(draft.weapons):
            if known.value.kind in weapons_file().devices:
                if known.value.kind == "mortar" and known.value.count is None and _many(mark.value.count):
                    draft.weapons[index] = _counted(known, mark.value.count)
                return True
    for index, known in enumerate(draft.weapons):
        if known.value.kind != mark.value.kind or (known.value.kind is None and known.value.mode != mark.value.mode):
            continue
        if known.value.count is None and (_many(mark.value.count) or (known.value.implied and not mark.value.implied)):
            draft.weapons[index] = mark
        return True
    return False


def _many(count: Quantity | None) -> bool:
    """Whether the number is more than an article: "a shell" after "artillery" counts nothing."""
    return count is not None and (count.best is None or count.best > 1)


def _counted(mark: Mark[WeaponUse], count: Quantity | None) -> Mark[WeaponUse]:
    return mark._replace(value=dataclasses.replace(mark.value, count=count))


def _from_before(line: Line, draft: Draft, drafts: list[Draft]) -> None:
    """The weapon of an attack told without one: "but one got through", "debris fell on it"."""
    armed = [
        other
        for other in drafts
        if other is not draft and other.sentence <= draft.sentence and draft.paragraph - other.paragraph <= 1
        and any(mark.value.kind in weapons_file().munitions for mark in other.weapons)
    ]  # fmt: skip
    if not armed:
        return
    last = next(mark for mark in reversed(armed[-1].weapons) if mark.value.kind in weapons_file().munitions)
    clause = line.lower[draft.anchor[0] - line.mark.start : draft.anchor[1] - line.mark.start]
    if around("left_over").match(clause):
        end = draft.anchor[0] + clause.index(" ")
        number = {"one": 1, "another": 1, "two": 2, "three": 3}.get(clause.split(" ", 1)[0])
        count = Quantity(number, number, number) if number else None
        draft.weapons.append(
            Mark(
                draft.anchor[0],
                end,
                WeaponUse(last.value.kind, last.value.mode, count, None, compound=False),
                "weapons",
            )
        )
        return
    fallen = armed[-1].type == "INTERCEPT" or last.value.kind == "drone"
    for word in line.words:
        inside = draft.anchor[0] <= word.start < draft.anchor[1]
        if inside and fallen and word.value.lower in weapons_file().remains:
            draft.weapons.append(
                Mark(
                    word.start,
                    word.end,
                    WeaponUse(last.value.kind, last.value.mode, None, None, compound=True),
                    "weapons",
                )
            )
            return


def _tie(stopped: Draft, drafts: list[Draft]) -> None:
    """Writes what was brought down into the wave it was part of, when the numbers fit."""
    waves = [
        draft
        for draft in drafts
        if draft.type == "ASSAULT" and not draft.background and abs(draft.paragraph - stopped.paragraph) <= WAVE_REACH
    ]
    for wave in waves:
        for mark in stopped.weapons:
            _tell_stopped(wave, mark)
        _by_kind(wave, stopped)


def _tell_stopped(wave: Draft, mark: Mark[WeaponUse]) -> None:
    brought_down = mark.value.stopped or mark.value.count
    for index, known in enumerate(wave.weapons):
        launched = known.value.count
        if known.value.kind != mark.value.kind or launched is None or brought_down is None or known.value.stopped:
            continue
        whole = mark.value.count if mark.value.stopped else None
        fits = whole == launched if whole else _at_most(brought_down, launched) and _many(launched)
        if fits:
            value = dataclasses.replace(known.value, stopped=brought_down)
            wave.weapons[index] = known._replace(value=value)


def _at_most(part: Quantity, whole: Quantity) -> bool:
    return part.best is not None and whole.best is not None and part.best <= whole.best


def _by_kind(wave: Draft, stopped: Draft) -> None:
    """ "23 missiles" told by kind where they were stopped: six ballistic and 17 cruise missiles."""
    kinds = [
        mark
        for mark in stopped.weapons
        if mark.value.kind in weapons_file().guided and mark.value.stopped and mark.value.count
    ]
    launched = sum(mark.value.count.best or 0 for mark in kinds if mark.value.count)
    for index, known in enumerate(wave.weapons):
        if known.value.kind == "missile" and known.value.count and kinds and known.value.count.best == launched:
            wave.weapons[index : index + 1] = kinds
            return
