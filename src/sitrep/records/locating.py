"""Where each event took effect, by its own words: which of a sentence's places is which event's."""

from __future__ import annotations

from collections.abc import Iterator

from sitrep.annotations.layers import Place, Trigger
from sitrep.annotations.lines import Line
from sitrep.annotations.sheet import Mark
from sitrep.codebook.signs import signs
from sitrep.grounding.coverage import spanning
from sitrep.records.drafts import Draft, Story
from sitrep.records.sameness import SPREAD
from sitrep.records.sides import between, in_anchor, telling

#: Types whose place may come from the sentences before.
PLACED = frozenset({"ASSAULT", "DISRUPT", "RESPOND", "COERCE", "PROTEST", "AID", "SANCTION"})
#: Types that take effect nowhere unless the clause itself names a place.
PLACELESS = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "AGREE", "CONCEDE"})
#: Types done to a state or over it.
OVER_STATES = frozenset({"ASSAULT", "INTERCEPT", "MOBILIZE"})
#: A step of precision weighs as much as this many characters of distance.
STEP = 25


def own_place(story: Story, draft: Draft) -> None:
    """Takes the place that the event's own words tell, or that its sentence tells of it."""
    line = story.lines[draft.sentence]
    named = [m for m in story.places(draft.sentence) if not m.value.is_dateline and m.value.role != "actor"]
    named = [m for m in named if not _is_of_some(line, m) and not is_bound_for(draft, line, m)]
    for rule, pool in _pools(story, draft, line, named):
        fitting = _without_ways(draft, line, [m for m in pool if not behind_another(story, draft, m)] or pool)
        if fitting:
            best = min(fitting, key=lambda mark: _rank(draft, line, mark))
            draft.where = _swept(fitting) if draft.type == "INTERCEPT" else _joined(line, best, named)
            draft.where_rule, draft.own_place = rule, True
            return


def _pools(story: Story, draft: Draft, line: Line, named: list[Mark[Place]]) -> Iterator[tuple[str, list[Mark[Place]]]]:
    """The rules by which words may tell the event's place, the surest first, each with the places it allows."""
    yield "relative", [m for m in named if _is_hung_on(story, draft, m)][-1:]
    own = [m for m in named if in_anchor(draft, m.start)]
    if draft.type in PLACELESS:
        yield from _of_words(draft, line, own)
    elif draft.type == "SANCTION":
        courts = [m for m in own if m.value.role != "attributive" and signs().places.court.search(line.before(m.start))]
        yield "court", courts[:1] if draft.mode == "convict" else []
        if draft.mode != "convict":
            told = [m for m in own if m.value.role == "place" and m.start > draft.trigger.start]
            yield "clause", [m for m in told if signs().places.within.search(line.before(m.start))]
    elif draft.type == "CONSULT":
        yield "met", _meeting_places(story, draft, line, own)
    elif draft.type == "MOBILIZE":
        yield "sent", _sent_to(draft, line, own)
    else:
        yield "clause", [m for m in own if m.value.role == "place"]
        yield "struck", _struck_state(draft, own)
        yield "owner", _owned(draft, line, own)
        if not _is_only_meant(draft):
            yield "sentence", _around(story, draft, named)


def _is_of_some(line: Line, mark: Mark[Place]) -> bool:
    """Whether only some of those counted were there: "88 drones, 31 of them over the Bryansk region"."""
    return signs().places.of_some.search(line.before(mark.start)) is not None


def is_bound_for(draft: Draft, line: Line, mark: Mark[Place]) -> bool:
    """Whether those attacked were only being carried there: "the lorry ferrying them to Kotulo ran over a mine"."""
    return draft.type == "ASSAULT" and signs().places.carried_to.search(line.before(mark.start)) is not None


def _of_words(draft: Draft, line: Line, own: list[Mark[Place]]) -> Iterator[tuple[str, list[Mark[Place]]]]:
    """Of acts done in words: where an agreement was signed, where a restriction fell, what a threat names."""
    if draft.type in {"AGREE", "CONCEDE"}:
        yield "signed", _agreed_at(draft, line, own)
    if draft.type == "CONCEDE":
        yield "clause", [m for m in own if m.value.role == "place" and m.value.precision != "country"]
    if draft.type == "THREATEN":
        yield "threatened", [m for m in own if m.value.role == "place" and m.start > draft.trigger.end][:1]


def _sent_to(draft: Draft, line: Line, own: list[Mark[Place]]) -> list[Mark[Place]]:
    """Where troops were sent: told after the verb, and not of the fighting."""
    told = [m for m in own if m.value.role != "attributive" and m.start > draft.trigger.start and m.value.note is None]
    told = [m for m in told if not signs().times.that_act.search(line.before(m.start))]
    return [m for m in told if signs().places.sent_to.search(line.before(m.start))]


def _is_hung_on(story: Story, draft: Draft, mark: Mark[Place]) -> bool:
    """Whether the event's clause tells what happened there: "in Damascus, where the two sides signed"."""
    hung = signs().places.hung_on.match(story.lines[draft.sentence].after(mark.end))
    begins = hung is not None and mark.end + hung.end() <= draft.trigger.start
    return begins and not any(t.start < draft.trigger.start for t in _others(story, draft, mark.end))


def behind_another(story: Story, draft: Draft, mark: Mark[Place]) -> bool:
    """Whether the place stands behind another event's words, in a clause of theirs."""
    if story.sentence_at(mark.start) != draft.sentence:
        return False
    line, last = story.lines[draft.sentence], max(t.end for t in draft.triggers)
    nearer = [t for t in _others(story, draft, last) if t.end <= mark.start]
    return any(signs().places.new_clause.search(between(line, last, t.start)) for t in nearer)


def _others(story: Story, draft: Draft, start: int) -> list[Mark[Trigger]]:
    """The words of events of other types that follow in the sentence."""
    told = [t for t in story.triggers(draft.sentence) if t.start >= start and not t.value.weak]
    return [t for t in told if t.value.type != draft.type]


def _agreed_at(draft: Draft, line: Line, own: list[Mark[Place]]) -> list[Mark[Place]]:
    """Where an agreement was signed, or a restriction lifted: right after the verb's own words, not after "to"."""
    found = []
    for mark in own:
        passed = between(line, draft.trigger.end, mark.start)
        located = signs().places.within.search(line.before(mark.start))
        fine = mark.value.role == "place" and mark.value.precision != "country"
        if located and fine and not (draft.type == "AGREE" and " to " in passed):
            found.append(mark)
    return found[:1]


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
            or (mark.start > draft.trigger.start and signs().places.beaten.search(line.before(mark.start)))
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
    located = [m for m in named if m.value.role == "place" or m in _owned(draft, story.lines[draft.sentence], named)]
    return [m for m in located if end is None or m.start < end]


def _meeting_places(story: Story, draft: Draft, line: Line, own: list[Mark[Place]]) -> list[Mark[Place]]:
    """Where people meet: after "in" or "to", also where a capital could be a government."""
    if signs().talks.by_phone.search(story.text[draft.anchor[0] : draft.anchor[1]].lower()):
        return []
    told = [m for m in own if m.value.role != "attributive"]
    sure = [m for m in told if m.value.role == "place" and m.value.precision != "country"]
    visited = [
        m for m in told if m.value.precision != "country" and signs().places.visited.search(line.before(m.start))
    ]
    return visited or sure or [m for m in told if m.value.role == "place"]


def _without_ways(draft: Draft, line: Line, pool: list[Mark[Place]]) -> list[Mark[Place]]:
    """The pool without where something came from or was bound for; the rescued are where they are taken from."""
    origins = [mark for mark in pool if signs().places.origin.search(line.before(mark.start))]
    if draft.type == "RESPOND" and draft.status in {"occurred", "ongoing"}:
        return origins or [m for m in pool if not signs().places.destination.search(line.before(m.start))]
    return [mark for mark in pool if mark not in origins] or pool


def _rank(draft: Draft, line: Line, mark: Mark[Place]) -> tuple[int, int, int]:
    """Closer to the trigger and more precise places first; facilities win over their towns."""
    fine = SPREAD[mark.value.precision] if draft.type != "CONSULT" else 0
    if mark.value.lat is None and mark.value.precision == "site":
        fine = SPREAD["district"]  # a street that no gazetteer knows says less than its town
    before = line.before(mark.start)
    located = bool(mark.value.note) or signs().places.located.search(before) is not None
    if draft.type == "CONSULT" and signs().places.topic.search(before):
        located = False
    distance = min(abs(trigger.start - mark.start) for trigger in draft.triggers)
    return 0 if located else 1, int(mark.value.precision == "country"), distance + STEP * fine


def _joined(line: Line, best: Mark[Place], pool: list[Mark[Place]]) -> Mark[Place]:
    """The place covering all that are told in one breath: "Dhaka and Chattogram"."""
    level = [m for m in pool if SPREAD[m.value.precision] // 2 == SPREAD[best.value.precision] // 2]
    together = [best]
    for mark in sorted(level, key=lambda mark: mark.start):
        if mark.start >= together[-1].end and signs().places.joined.match(between(line, together[-1].end, mark.start)):
            together.append(mark)
    for mark in sorted(level, key=lambda mark: -mark.start):
        if mark.end <= together[0].start and signs().places.joined.match(between(line, mark.end, together[0].start)):
            together.insert(0, mark)
    if " and " not in between(line, together[0].end, together[-1].start):
        return best
    cover = spanning([mark.value for mark in together])
    return best if cover is None else Mark(together[0].start, together[-1].end, cover, best.step, best.confidence)


def _swept(pool: list[Mark[Place]]) -> Mark[Place]:
    """All the land over which munitions were brought down: "over the Belgorod, Bryansk and Kursk regions"."""
    first, last = min(pool, key=lambda mark: mark.start), max(pool, key=lambda mark: mark.end)
    cover = spanning([mark.value for mark in pool])
    return first if cover is None else Mark(first.start, last.end, cover, first.step, first.confidence)
