"""What an attack did and with what: weapons, people hurt, damage, and services lost, hung on their events."""

from __future__ import annotations

import re
from typing import Any

from sitrep.annotations.layers import CasualtyFigure, DamageFact, Quantity, WeaponUse
from sitrep.annotations.lines import Line
from sitrep.annotations.sheet import Mark
from sitrep.codebook.act_modes import act_mode
from sitrep.codebook.weapons import leading_mode
from sitrep.records.drafts import Draft, ServiceFact, Story

#: A later toll may come this many paragraphs after its attack.
TOLL_REACH = 5
VIOLENT = {"killed", "wounded", "missing", "trapped"}
#: Which outcomes go with which types; the rest need an attack.
OUTCOMES: dict[str, frozenset[str]] = {
    "ASSAULT": frozenset({"killed", "wounded", "missing", "displaced", "trapped", "abducted", "detained"}),
    "COERCE": frozenset({"detained", "displaced", "wounded", "killed"}),
    "RETREAT": frozenset({"released"}),
    "RESPOND": frozenset({"evacuated", "wounded", "released", "trapped"}),
    "PROTEST": frozenset({"wounded", "killed"}),
    "INTERCEPT": frozenset({"wounded", "killed"}),
    "AID": frozenset(),
}
HOUSEHOLDS = re.compile(r"^ (?:[\w'’-]+ ){0,2}?(?:households?|customers?|subscribers?|homes|families|consumers|houses|properties|apartments|buildings)\b")
PEOPLE_WORDS = re.compile(r"^ (?:[\w'’-]+ ){0,3}?(?:people|residents|inhabitants|persons|civilians|citizens|ukrainians|users|patients|villagers|palestinians|syrians|pupils|students|children)\b")
SERVICE_WORDS = (
    ("heat", re.compile(r"\bheat(?:ing)?\b|\bthermal power plant\b|\bboiler")),
    ("electricity", re.compile(r"\bpower\b|\belectric|\benergy\b|\bsubstation\b|\bgrid\b|\blight\b")),
    ("water", re.compile(r"\bwater\b|\bpumping\b")),
    ("gas", re.compile(r"\bgas\b")),
    ("telecom", re.compile(r"\binternet\b|\bphone\b|\bmobile\b|\bcommunications?\b|\bnetworks?\b|\btelecom")),
    ("health", re.compile(r"\bhospitals?\b|\bclinics?\b|\bhealth\b|\bmaternity\b")),
    ("education", re.compile(r"\bschools?\b|\bclasses\b|\buniversit")),
    ("transport", re.compile(r"\bairports?\b|\bflights?\b|\btrains?\b|\brail|\broads?\b|\bhighway\b|\bbridge\b|\bport\b|\bmetro\b|\btraffic\b|\bcrossing\b|\bferr")),
)


def attach(story: Story, drafts: list[Draft]) -> None:
    """Hangs every weapon, figure and damage on the event it belongs to."""
    for line in story.lines:
        here = [draft for draft in drafts if draft.sentence == line.index]
        _attach_weapons(story, line, here, drafts)
        _attach_figures(story, line, here, drafts)
        _attach_damage(story, line, here, drafts)
    for draft in drafts:
        if draft.type == "DISRUPT":
            _attach_services(story, draft)
    for draft in drafts:
        draft.mode = _mode(story, draft)


def nearest(drafts: list[Draft], mark: Mark[Any], types: set[str]) -> Draft | None:
    """Of the sentence's events the one whose clause holds the mark, else the closest by trigger."""
    fitting = [draft for draft in drafts if draft.type in types]
    holding = [draft for draft in fitting if draft.anchor[0] <= mark.start < draft.anchor[1]]
    pool = holding or fitting
    return min(pool, key=lambda draft: min(abs(t.start - mark.start) for t in draft.triggers), default=None)


def previous_assault(story: Story, line: Line, drafts: list[Draft]) -> Draft | None:
    """The attack told last before this sentence, in this paragraph or the one before."""
    before = [
        draft
        for draft in drafts
        if draft.type == "ASSAULT" and draft.sentence < line.index and line.paragraph - draft.paragraph <= 1
    ]
    here = [draft for draft in before if draft.paragraph == line.paragraph]
    return here[-1] if here else (before[-1] if before else None)


def _attach_weapons(story: Story, line: Line, here: list[Draft], drafts: list[Draft]) -> None:
    for mark in story.weapons(line.index):
        if mark.value.negated:
            continue
        draft = nearest(here, mark, {"ASSAULT", "INTERCEPT"})
        if draft is None and mark.value.kind and not here and _continues(line):
            draft = previous_assault(story, line, drafts)
        if draft is not None and not _same_weapon(draft, mark):
            draft.weapons.append(mark)


def _continues(line: Line) -> bool:
    """Whether the sentence goes on about the attack before ("One rocket hit …")."""
    return bool(re.match(r"(?:one|the|another|both|two|it|a second|the second|an?) ", line.lower))


def _same_weapon(draft: Draft, mark: Mark[WeaponUse]) -> bool:
    """Whether the draft has this weapon already; a counted one takes the place of a bare one."""
    if mark.value.kind == "bomb" and mark.value.mode == "explosives":
        if any(known.value.kind in {"ied", "mortar", "drone", "mine", "grenade", "glide-bomb"} for known in draft.weapons):
            return True  # "the bomb": the device told before
    for index, known in enumerate(draft.weapons):
        if known.value.kind == mark.value.kind and (known.value.kind is not None or known.value.mode == mark.value.mode):
            if known.value.count is None and mark.value.count is not None:
                draft.weapons[index] = mark
            return True
    return False


def _attach_figures(story: Story, line: Line, here: list[Draft], drafts: list[Draft]) -> None:
    for mark in story.casualties(line.index):
        draft = _home(story, line, mark, here, drafts)
        if draft is None or mark.value.recalled:
            continue
        if mark.value.part and draft.casualties:
            _join_part(draft, mark)
        elif not mark.value.part and not _same_figure(draft, mark):
            draft.casualties.append(mark)


def _home(
    story: Story, line: Line, mark: Mark[CasualtyFigure], here: list[Draft], drafts: list[Draft]
) -> Draft | None:
    """The event a figure belongs to."""
    outcome = mark.value.outcome
    types = {kind for kind, outcomes in OUTCOMES.items() if outcome in outcomes}
    own = nearest(here, mark, types - {"PROTEST", "INTERCEPT"}) or nearest(here, mark, types)
    if own is not None:
        if outcome in {"detained"} and own.type == "ASSAULT" and any(d.type == "COERCE" for d in here):
            return next(d for d in here if d.type == "COERCE")
        return own
    if outcome in VIOLENT | {"displaced", "abducted"}:
        return previous_assault(story, line, drafts) or _counted_before(line, mark, drafts)
    return None


def _counted_before(line: Line, mark: Mark[CasualtyFigure], drafts: list[Draft]) -> Draft | None:
    """The attack whose people of this outcome were counted last: a later toll is of it."""
    before = [
        draft
        for draft in drafts
        if draft.type == "ASSAULT" and draft.sentence < line.index and line.paragraph - draft.paragraph <= TOLL_REACH
        and any(known.value.outcome == mark.value.outcome for known in draft.casualties)
    ]
    return before[-1] if before else None


def _same_figure(draft: Draft, mark: Mark[CasualtyFigure]) -> bool:
    """Whether the draft has this very figure already; then the people described are joined."""
    for index, known in enumerate(draft.casualties):
        if known.value.outcome == mark.value.outcome and _bounds(known.value.count) == _bounds(mark.value.count) and known.value.count:
            if mark.value.of and not known.value.of:
                draft.casualties[index] = mark
            return True
    return False


def _bounds(count: Quantity | None) -> tuple[int | None, int | None, int | None] | None:
    return (count.low, count.best, count.high) if count else None


def _join_part(draft: Draft, mark: Mark[CasualtyFigure]) -> None:
    """Adds people described later to the figure they are part of."""
    for index, known in enumerate(draft.casualties):
        if known.value.outcome == mark.value.outcome:
            value = known.value
            joined = CasualtyFigure(
                value.outcome, value.count, tuple(dict.fromkeys((*value.of, *mark.value.of))), value.word, value.sector
            )
            draft.casualties[index] = Mark(known.start, known.end, joined, known.step, known.confidence)
            return


def _attach_damage(story: Story, line: Line, here: list[Draft], drafts: list[Draft]) -> None:
    for mark in story.damage(line.index):
        kind = "DISRUPT" if mark.value.effect == "shut-down" else "ASSAULT"
        draft = nearest(here, mark, {kind})
        if draft is None and kind == "ASSAULT" and not any(d.type in {"DISRUPT", "PROTEST", "INTERCEPT"} for d in here):
            draft = previous_assault(story, line, drafts)
            if draft is not None and draft.paragraph != line.paragraph:
                draft = None
        if draft is not None and not _same_damage(draft, mark):
            draft.damage.append(mark)


def _same_damage(draft: Draft, mark: Mark[DamageFact]) -> bool:
    return any(
        known.value.object == mark.value.object and known.value.effect == mark.value.effect and known.start == mark.start
        for known in draft.damage
    )


def _attach_services(story: Story, draft: Draft) -> None:
    """The services of an outage with how many are without."""
    line = story.lines[draft.sentence]
    for trigger in draft.triggers:
        kinds = [trigger.value.service] if trigger.value.service else _services_told(line, draft)
        for kind in kinds:
            if any(fact.service == kind and fact.effect == trigger.value.effect for fact in draft.services):
                continue
            people, households = _affected(story, line, draft)
            if len(draft.services) > 0:
                people = households = None
            draft.services.append(
                ServiceFact(kind, trigger.value.effect or "cut", (trigger.start, trigger.end), people, households)
            )


def _services_told(line: Line, draft: Draft) -> list[str]:
    """The service a general word cuts ("forced to shut down"), by the first word that names one."""
    text = line.lower[draft.anchor[0] - line.mark.start : draft.anchor[1] - line.mark.start]
    for kind, pattern in SERVICE_WORDS:
        if pattern.search(text):
            return [kind]
    return []


def _affected(story: Story, line: Line, draft: Draft) -> tuple[Mark[Quantity] | None, Mark[Quantity] | None]:
    """The amounts of people and of households in the outage's sentence."""
    people = households = None
    for mark in story.quantities(line.index):
        if mark.value.kind != "count":
            continue
        after = line.after(mark.end)
        after = after[3:] if after.startswith(" of ") else after
        if HOUSEHOLDS.match(after):
            households = households or mark
        elif PEOPLE_WORDS.match(after):
            people = people or mark
    return people, households


def _mode(story: Story, draft: Draft) -> str | None:
    """The PLOVER mode of an attack: the weapons decide, then the words for it."""
    if draft.type != "ASSAULT":
        said = story.text[draft.anchor[0] : draft.anchor[1]].lower()
        return draft.mode or act_mode(draft.type, said)
    modes = {mark.value.mode for mark in draft.weapons if mark.value.mode}
    if draft.mode in {"abduct", "torture", "sexual", "beat", "destroy", "targeted", "suicide-attack"}:
        return draft.mode
    if draft.mode:
        modes.add(draft.mode)
    return leading_mode(modes)
