"""Where each event took effect: the place in its own words, else that of the paragraph or the dateline."""

from __future__ import annotations

from collections import Counter

from sitrep.annotations.layers import PLACES, Place
from sitrep.annotations.lines import Line
from sitrep.annotations.sheet import Mark
from sitrep.codebook.signs import signs
from sitrep.grounding.coverage import country_place, spanning
from sitrep.records.drafts import Draft, Story
from sitrep.records.sameness import SPREAD
from sitrep.records.sides import between, in_anchor, telling

#: Types whose place may come from the sentences before.
PLACED = frozenset({"ASSAULT", "DISRUPT", "RESPOND", "COERCE", "PROTEST", "AID", "SANCTION"})
#: Types that take effect nowhere unless the clause itself names a place.
PLACELESS = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "AGREE", "CONCEDE"})
#: Types whose place, untold, is that of the dateline.
AT_DATELINE = frozenset({"COERCE", "PROTEST", "SANCTION"})
#: Types done to a state or over it.
OVER_STATES = frozenset({"ASSAULT", "INTERCEPT", "MOBILIZE"})
#: Sectors that speak for a country.
OF_STATE = frozenset({"GOV", "MIL"})
#: A step of precision weighs as much as this many characters of distance.
STEP = 25
#: A place named this often is what the whole story is about.
OFTEN = 2


def own_place(story: Story, draft: Draft) -> None:
    """Takes the place that the event's own words tell, or that its sentence tells of it."""
    line = story.lines[draft.sentence]
    named = [m for m in story.places(draft.sentence) if not m.value.is_dateline]
    own = [m for m in named if m.value.role in {"place", "either"} and in_anchor(draft, m.start)]
    if draft.type in {"AGREE", "CONCEDE"}:
        draft.where = _agreed_at(draft, line, own)
        draft.own_place = draft.where is not None
        return
    if draft.type in PLACELESS:
        threatened = [m for m in own if m.value.role == "place" and m.start > draft.trigger.end]
        draft.where = threatened[0] if threatened and draft.type == "THREATEN" else None
        return
    if draft.type == "SANCTION":
        courts = [m for m in own if signs().places.court.search(line.before(m.start))]
        draft.where = courts[0] if courts and draft.mode == "convict" else None
        return
    if draft.type == "CONSULT":
        pool = _meeting_places(story, draft, line, named)
    elif draft.type == "MOBILIZE":
        told = [m for m in own if m.value.role != "attributive" and m.start > draft.trigger.start]
        told = [m for m in told if not signs().times.that_act.search(line.before(m.start))]
        pool = [m for m in told if m.value.note is None and signs().places.sent_to.search(line.before(m.start))]
    else:
        pool = [m for m in own if m.value.role == "place"] or _struck_state(draft, own)
        pool = pool or _owned(draft, line, own) or ([] if _is_only_meant(draft) else _around(story, draft, named))
    pool = _without_ways(draft, line, pool)
    if pool:
        best = min(pool, key=lambda mark: _rank(draft, line, mark))
        draft.where = _swept(pool) if draft.type == "INTERCEPT" else _joined(line, best, pool)
        draft.own_place = True


def _agreed_at(draft: Draft, line: Line, own: list[Mark[Place]]) -> Mark[Place] | None:
    """Where an agreement was signed, or a restriction lifted: right after the verb's own words, not after "to"."""
    for mark in own:
        passed = between(line, draft.trigger.end, mark.start)
        located = signs().places.within.search(line.before(mark.start))
        fine = mark.value.role in {"place", "attributive"} and mark.value.precision != "country"
        if located and fine and not (draft.type == "AGREE" and " to " in passed):
            return mark
    return None


def _is_only_meant(draft: Draft) -> bool:
    """Whether a release or pullback is only planned or talked of: then no other place of the sentence is its own."""
    return draft.type == "RETREAT" and draft.status in {"planned", "hypothetical"}


def _owned(draft: Draft, line: Line, own: list[Mark[Place]]) -> list[Mark[Place]]:
    """Towns told only as owners of what was struck or cut: "Mogadishu's airport", "Sebha has been without power"."""
    span = draft.trigger.value.subject
    return [
        mark
        for mark in own
        if mark.value.role in {"attributive", "either"}
        and mark.value.precision != "country"
        and draft.type in PLACED
        and (
            signs().places.within.search(line.before(mark.start))
            or (draft.type == "DISRUPT" and span is not None and span[0] <= mark.start < span[1])
        )
    ]


def _struck_state(draft: Draft, own: list[Mark[Place]]) -> list[Mark[Place]]:
    """The state a wave was sent against, where the name could be the state's or the land's."""
    if draft.type not in OVER_STATES:
        return []
    return [mark for mark in own if mark.value.role == "either" and mark.start > draft.trigger.start]


def _around(story: Story, draft: Draft, named: list[Mark[Place]]) -> list[Mark[Place]]:
    """Places of the sentence outside the event's words, unless another event could own them or they date the saying."""
    triggers = [t for t in story.triggers(draft.sentence) if not t.value.weak and t.value.type != draft.type]
    if len(triggers) > 1:
        return []
    found = telling(story, draft.sentence, draft.trigger.start)
    end = max(b for _, b in found.value.content) if found else None
    return [m for m in named if m.value.role == "place" and (end is None or m.start < end)]


def _meeting_places(story: Story, draft: Draft, line: Line, named: list[Mark[Place]]) -> list[Mark[Place]]:
    """Where people meet: after "in" or "to", also where a capital could be a government."""
    if signs().talks.by_phone.search(story.text[draft.anchor[0] : draft.anchor[1]].lower()):
        return []
    own = [m for m in named if in_anchor(draft, m.start) and m.value.role != "attributive"]
    sure = [m for m in own if m.value.role == "place" and m.value.precision != "country"]
    visited = [m for m in own if m.value.precision != "country" and signs().places.visited.search(line.before(m.start))]
    return visited or sure or [m for m in own if m.value.role == "place"]


def _without_ways(draft: Draft, line: Line, pool: list[Mark[Place]]) -> list[Mark[Place]]:
    """The pool without where something came from or was bound for; the rescued are where they are taken from."""
    origins = [mark for mark in pool if signs().places.origin.search(line.before(mark.start))]
    if draft.type == "RESPOND" and draft.status in {"occurred", "ongoing"}:
        return origins or [m for m in pool if not signs().places.destination.search(line.before(m.start))]
    return [mark for mark in pool if mark not in origins] or pool


def _rank(draft: Draft, line: Line, mark: Mark[Place]) -> tuple[int, int, int]:
    """Closer to the trigger and more precise places first; facilities win over their towns."""
    fine = SPREAD[mark.value.precision] if draft.type != "CONSULT" else 0
    before = line.before(mark.start)
    located = bool(mark.value.note) or signs().places.located.search(before) is not None
    if draft.type == "CONSULT" and signs().places.topic.search(before):
        located = False
    distance = min(abs(trigger.start - mark.start) for trigger in draft.triggers)
    return 0 if located else 1, int(mark.value.precision == "country"), distance + STEP * fine


def _joined(line: Line, best: Mark[Place], pool: list[Mark[Place]]) -> Mark[Place]:
    """The place covering all that are told in one breath: "Dhaka and Chattogram"."""
    together = [best]
    for mark in sorted(pool, key=lambda mark: mark.start):
        gap = between(line, together[-1].end, mark.start)
        level = SPREAD[mark.value.precision] // 2 == SPREAD[best.value.precision] // 2
        if mark.start >= together[-1].end and level and signs().places.joined.match(gap):
            together.append(mark)
    if " and " not in between(line, best.end, together[-1].start):
        return best
    cover = spanning([mark.value for mark in together])
    return best if cover is None else Mark(best.start, together[-1].end, cover, best.step, best.confidence)


def _swept(pool: list[Mark[Place]]) -> Mark[Place]:
    """All the land over which munitions were brought down: "over the Belgorod, Bryansk and Kursk regions"."""
    first, last = min(pool, key=lambda mark: mark.start), max(pool, key=lambda mark: mark.end)
    cover = spanning([mark.value for mark in pool])
    return first if cover is None else Mark(first.start, last.end, cover, first.step, first.confidence)


def take_place(story: Story, draft: Draft, drafts: list[Draft]) -> None:
    """The place told last before in the same paragraph, for acts that happen somewhere."""
    if draft.type in PLACED and draft.status != "hypothetical" and _is_placed(story, draft):
        draft.where = _of_paragraph(story, draft, drafts) or _fallback(story, draft, drafts)
    elif draft.type == "RETREAT" and draft.mode == "release" and draft.status == "occurred":
        verdicts = [d for d in drafts if d.type == "SANCTION" and d.mode == "convict"]
        near = [d for d in verdicts if draft.paragraph - d.paragraph <= 1]
        draft.where = near[-1].where if near else None
    elif draft.type == "CONSULT" and draft.paragraph == 0 and draft.status in {"occurred", "ongoing"}:
        draft.where = _dateline(story) if _is_here(story, draft) else None
    if draft.where is None and draft.type in {"ASSAULT", "INTERCEPT"} and draft.status in {"occurred", "ongoing"}:
        draft.where = _whole_country(story, draft)


def _is_here(story: Story, draft: Draft) -> bool:
    """Whether the lead tells of a meeting in person without saying where: where the story was written."""
    clause = story.text[draft.anchor[0] : draft.anchor[1]].lower()
    elsewhere = any(
        in_anchor(draft, mark.start) and not mark.value.is_dateline for mark in story.places(draft.sentence)
    )
    return draft.mode != "phone" and not elsewhere and not signs().talks.by_phone.search(clause)


def _is_placed(story: Story, draft: Draft) -> bool:
    """A verdict has a court, and help in kind is brought somewhere; other sanctions and mere money are nowhere."""
    if draft.type == "AID":
        return not signs().places.money.search(story.text[slice(*draft.anchor)].lower())
    return draft.type != "SANCTION" or (draft.mode == "convict" and draft.status != "planned")


def _of_paragraph(story: Story, draft: Draft, drafts: list[Draft]) -> Mark[Place] | None:
    if draft.type == "SANCTION":
        return None  # the places around a verdict are those of the crime
    told = PLACED | {"CONSULT"}
    before = [d for d in drafts if d is not draft and d.where and d.sentence <= draft.sentence and d.type in told]
    here = [d for d in before if d.paragraph == draft.paragraph]
    if here:
        return here[-1].where
    for index in range(draft.sentence, -1, -1):
        if story.lines[index].paragraph != draft.paragraph:
            break
        found = [m for m in story.places(index) if m.value.role == "place" and not m.value.is_dateline]
        if found:
            return found[-1] if index < draft.sentence else found[0]
    return None


def _fallback(story: Story, draft: Draft, drafts: list[Draft]) -> Mark[Place] | None:
    if draft.type in AT_DATELINE:
        return _dateline(story)
    if draft.type == "AID":
        return _main_place(story)
    before = [d for d in drafts if d is not draft and d.where and d.sentence <= draft.sentence and d.type in PLACED]
    near = before and draft.paragraph - before[-1].paragraph <= 1 and draft.type in {"RESPOND", "DISRUPT"}
    return before[-1].where if near else None


def _dateline(story: Story) -> Mark[Place] | None:
    """The place the story is datelined from."""
    for marks in story.group(PLACES):
        for mark in marks:
            if mark.value.is_dateline and mark.value.precision != "country":
                return mark
    return None


def _main_place(story: Story) -> Mark[Place] | None:
    """The district or region that the whole story is about, when one is named again and again."""
    wide = [m for m in story.sheet.marks(PLACES) if m.value.precision in {"district", "region"}]
    counted = Counter(mark.value.name for mark in wide)
    if not counted:
        return None
    name, times = counted.most_common(1)[0]
    return next(mark for mark in wide if mark.value.name == name) if times >= OFTEN else None


def _whole_country(story: Story, draft: Draft) -> Mark[Place] | None:
    """A wave without a place was sent against the country of those who tell of it, or are struck."""
    if not any(mark.value.count for mark in draft.weapons):
        return None
    mentions = story.mentions(draft.sentence)
    sides = [story.entity(mark.value.entity) for mark in mentions if mark.start < draft.trigger.start]
    attacker = sides[-1].country if sides and sides[-1] else None
    for mark in mentions:
        entity = story.entity(mark.value.entity)
        told_by = draft.type == "INTERCEPT" and mark.start <= draft.trigger.start
        if entity is None or entity.country is None or (entity.country == attacker and not told_by):
            continue
        if mark.value.form == "pronoun" or entity.sector not in OF_STATE:
            continue
        place = country_place(entity.country)
        if place is not None:
            return Mark(mark.start, mark.end, place, "places", 0.6)
    return None
