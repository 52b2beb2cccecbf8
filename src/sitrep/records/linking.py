"""How events hang together: a strike of a wave, an outage of a strike, what followed on what."""

from __future__ import annotations

from sitrep.codebook.signs import signs
from sitrep.records.drafts import Draft, Story
from sitrep.records.sameness import SPREAD, same_place, same_time

#: What comes after an attack or protest because of it, told in the same paragraph.
FOLLOWING: dict[str, frozenset[str]] = {
    "RESPOND": frozenset({"ASSAULT", "DISRUPT"}),
    "COERCE": frozenset({"ASSAULT", "PROTEST"}),
}
#: An attack that answers another is told within this many paragraphs of it.
REACH = 1


def link(story: Story, drafts: list[Draft]) -> None:
    """Ties outages to attacks, strikes to their wave, and what followed to what went before."""
    for index, draft in enumerate(drafts):
        if draft.background or draft.status == "planned":
            continue
        earlier = [other for other in drafts[:index] if not other.background]
        for relation, other in (
            ("caused-by", _cause(draft, drafts)),
            ("part-of", _wave(story, draft, earlier)),
            ("follows", _before(story, draft, earlier)),
        ):
            if other is not None and all(known is not other for _, known in draft.links):
                draft.links.append((relation, other))


def _cause(draft: Draft, drafts: list[Draft]) -> Draft | None:
    """The attack that an outage is told with."""
    if draft.type != "DISRUPT" or any(fact.effect == "restored" for fact in draft.services):
        return None
    near = [
        d for d in drafts if d.type == "ASSAULT" and d.background == draft.background and d.paragraph == draft.paragraph
    ]
    same = [d for d in near if d.sentence == draft.sentence] or [d for d in near if d.sentence < draft.sentence]
    return same[-1] if same else None


def _wave(story: Story, draft: Draft, earlier: list[Draft]) -> Draft | None:
    """The wave, sum of strikes or fighting told before, of which this attack is one."""
    if draft.type != "ASSAULT" or draft.status not in {"occurred", "ongoing"}:
        return None
    clause = story.text[draft.anchor[0] : draft.anchor[1]].lower()
    for other in earlier:
        if other.type != "ASSAULT" or not _is_within(draft, other):
            continue
        told = draft.paragraph == other.paragraph or signs().merging.one_of_them.search(clause)
        if _is_sum(story, other) or (_is_wave(other) and told):
            return other
    return None


def _is_wave(draft: Draft) -> bool:
    """Whether a night's weapons are counted for the whole country."""
    counted = any(mark.value.count for mark in draft.weapons)
    return counted and draft.where is not None and draft.where.value.precision == "country"


def _is_sum(story: Story, draft: Draft) -> bool:
    """Whether the telling sums up several attacks, or fighting of two sides."""
    if draft.trigger.value.frame == "clash" or sum(party.role == "actor" for party in draft.parties) > 1:
        return True
    clause = story.text[draft.anchor[0] : draft.anchor[1]].lower()
    many = draft.trigger.value.form == "noun" and story.text[draft.trigger.start : draft.trigger.end].endswith("s")
    return many or signs().merging.aggregate.search(clause) is not None


def _is_within(draft: Draft, wave: Draft) -> bool:
    """Whether the attack is by a side of the wave, in its time and inside its land."""
    actor, sides = draft.party("actor"), {(p.name, p.country) for p in wave.parties if p.role == "actor"}
    if actor is None or not any(actor.name == name or actor.country == country for name, country in sides if country):
        return False
    if draft.where is None or wave.where is None or draft.when is None or wave.when is None:
        return False
    finer = SPREAD[draft.where.value.precision] < SPREAD[wave.where.value.precision]
    return finer and same_place(draft, wave) and same_time(draft, wave)


def _before(story: Story, draft: Draft, earlier: list[Draft]) -> Draft | None:
    """What this was done after and because of."""
    if draft.type == "ASSAULT":
        return _answered(story, draft, earlier)
    kinds = FOLLOWING.get(draft.type)
    if kinds is None:
        return None
    near = [d for d in earlier if d.paragraph == draft.paragraph and d.type in kinds and d.sentence <= draft.sentence]
    return near[-1] if near else None


def _answered(story: Story, draft: Draft, earlier: list[Draft]) -> Draft | None:
    """The attack that this one answers, by another side."""
    line, actor = story.lines[draft.sentence], draft.party("actor")
    if actor is None or not signs().history.answering.search(line.lower[: draft.anchor[1] - line.mark.start]):
        return None
    for other in reversed(earlier):
        side = other.party("actor")
        if other.type == "ASSAULT" and side is not None and draft.paragraph - other.paragraph <= REACH:
            return other if side.name != actor.name and other.sentence != draft.sentence else None
    return None
