"""The services an outage cuts, reduces or restores, and how many are without."""

from __future__ import annotations

from sitrep.annotations.layers import Quantity
from sitrep.annotations.lines import Line
from sitrep.annotations.sheet import Mark
from sitrep.codebook.services import households, named_services, people_served, reduced
from sitrep.records.drafts import Draft, ServiceFact, Story


def attach_services(story: Story, draft: Draft) -> None:
    """Hangs on an outage its services with how many are without."""
    line = story.lines[draft.sentence]
    clause = line.lower[draft.anchor[0] - line.mark.start : draft.anchor[1] - line.mark.start]
    for trigger in draft.triggers:
        effect = trigger.value.effect or "cut"
        if effect == "cut" and reduced().search(clause):
            effect = "reduced"
        kinds = [trigger.value.service] if trigger.value.service else _services_told(clause)
        for kind in kinds:
            if any(fact.service == kind and fact.effect == effect for fact in draft.services):
                continue
            people, homes = _affected(story, line) if not draft.services else (None, None)
            draft.services.append(ServiceFact(kind, effect, (trigger.start, trigger.end), people, homes))


def _services_told(clause: str) -> list[str]:
    """The service a general word cuts ("forced to shut down"), by the first word that names one."""
    return next(([service] for service, pattern in named_services() if pattern.search(clause)), [])


def _affected(story: Story, line: Line) -> tuple[Mark[Quantity] | None, Mark[Quantity] | None]:
    """The amounts of people and of households in the outage's sentence."""
    people = homes = None
    hurt = [(figure.start, figure.end) for figure in story.casualties(line.index)]
    hurt += [(struck.start, struck.end) for struck in story.damage(line.index)]
    for mark in story.quantities(line.index):
        if mark.value.kind != "count" or any(start <= mark.start < end for start, end in hurt):
            continue  # those it killed and the houses it hit are not those it left in the dark
        after = line.after(mark.end).removeprefix(" of the").removeprefix(" of its").removeprefix(" of")
        if households().match(after):
            homes = homes or mark
        elif people_served().match(after):
            people = people or mark
    return people, homes
