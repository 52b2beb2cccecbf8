"""Whether a clause holds what a trigger needs, and enough for a weak word to open an event."""

from __future__ import annotations

from typing import NamedTuple

from sitrep.annotations.layers import Span
from sitrep.annotations.scenes import Scene, within
from sitrep.codebook.trigger_context import trigger_context
from sitrep.codebook.triggers import TriggerForm
from sitrep.codebook.verb_context import recalled_before

#: How far behind a verb of killing its victim may begin.
VICTIM_REACH = 30
#: Words that join a second verb to the subject of the first.
JOINING = {"", "and", "but", "also", "then", "later", "has", "have", "had", "will", "would", "again"}
VICTIMS = {"person", "armed-group", "unnamed"}


class Grounds(NamedTuple):
    """The clause of a trigger, what stands before its verb and behind it."""

    clause: Span
    subject: Span | None
    object: Span | None
    passive: bool


def meets(scene: Scene, need: str, grounds: Grounds) -> bool:
    """Whether the clause holds what the family needs."""
    context, base = trigger_context(), scene.line.mark.start
    subject, object_ = _shared_subject(scene, grounds), grounds.object
    before = scene.line.lower[subject[0] - base : subject[1] - base] if subject else ""
    after = scene.line.lower[object_[0] - base : object_[1] - base] if object_ else ""
    match need:
        case "arms":
            return any(not mark.value.negated for mark in scene.weapons)
        case "munition":
            return _names_munition(scene, subject if grounds.passive else object_)
        case "crowd":
            plural = any(mark.value.plural for mark in within(scene.people, subject))
            return plural or bool(context.crowd.search(before))
        case "ground":
            taken = bool(context.ground.search(after) or within(scene.places, object_))
            return taken or (grounds.passive and bool(context.ground.search(before) or within(scene.places, subject)))
        case "people":
            return bool(within(scene.people, subject) or within(scene.mentions, subject)) or bool(object_)
        case "victim":
            return _has_victim(scene, grounds)
        case "address":
            return " to " in after
        case "official":
            named = _acts(scene, subject, context.file.needs.officials)
            return named or bool(context.person_pronoun.match(before) or context.officers.search(before))
        case _:
            named = _acts(scene, subject, context.file.needs.actors)
            return named or bool(context.pronoun.match(before) or context.officers.search(before))


def _shared_subject(scene: Scene, grounds: Grounds) -> Span | None:
    """The subject, reaching back over "and" or "but" to the one the verb shares with the verb before."""
    subject, base = grounds.subject, scene.line.mark.start
    start = subject[0] if subject else grounds.clause[0]
    end = subject[1] if subject else grounds.clause[0]
    words = scene.line.lower[start - base : end - base].split()
    if any(word.strip(",") not in JOINING for word in words):
        return subject
    return (base, end) if end > base else subject


def _names_munition(scene: Scene, span: Span | None) -> bool:
    munitions = trigger_context().file.needs.munitions
    if span and trigger_context().counted_part.search(
        scene.line.lower[span[0] - scene.line.mark.start : span[1] - scene.line.mark.start]
    ):
        span = (scene.line.mark.start, span[1])  # "20 drones, of which 15 were destroyed"
    return any(
        (mark.value.kind in munitions or mark.value.mode == "aerial") and not mark.value.compound
        for mark in within(scene.weapons, span)
    )


def _acts(scene: Scene, subject: Span | None, kinds: frozenset[str]) -> bool:
    return any(mark.value.kind in kinds for mark in within(scene.mentions, subject))


def hurts_someone(scene: Scene, form: TriggerForm, start: int, grounds: Grounds) -> bool:
    """Whether a verb of killing or wounding has people of its own; true of all other triggers."""
    row = form.entry.row
    if row.type != "ASSAULT" or row.frame != "object" or row.mode is not None:
        return True
    if any(mark.value.word[0] <= start < mark.value.word[1] for mark in scene.casualties):
        return not any(mark.start < start < mark.end for mark in scene.casualties)
    return not trigger_context().counted.search(scene.line.before(start)) and _has_victim(scene, grounds)


def _has_victim(scene: Scene, grounds: Grounds) -> bool:
    """Whether someone stands where the victim does: before a passive, right behind an active verb."""
    if grounds.passive:
        span = grounds.subject
    else:
        span = (grounds.object[0], min(grounds.object[1], grounds.object[0] + VICTIM_REACH)) if grounds.object else None
    people = any(mark.value.form != "pronoun" and mark.value.kind in VICTIMS for mark in within(scene.mentions, span))
    return people or bool(within(scene.people, span))


def is_general(scene: Scene, form: TriggerForm, start: int, end: int) -> bool:
    """Whether a plural names a going-on in general: "attacks on cities continued"."""
    context = trigger_context()
    general = context.file.general
    if form.form != "noun" or form.entry.row.type not in general.types:
        return False
    if not form.words[-1].endswith("s") and form.words[-1] not in general.words:
        return False
    return context.general.fits(scene.line.before(start), scene.line.after(end))


def is_weak(scene: Scene, form: TriggerForm, clause: Span, start: int) -> bool:
    """Whether the word needs support that its clause does not give."""
    weak = form.entry.row.weak
    if not weak:
        return False
    harmful = form.entry.row.type not in trigger_context().file.peaceful
    told = within(scene.casualties, clause) if form.form == "noun" else scene.casualties
    hurt = harmful and any(not mark.value.part for mark in told)
    if weak == "hurt":
        return not hurt
    if weak == "party":
        return not _has_sides(scene, clause, start)
    timed = any(mark.value.kind == "point" for mark in within(scene.times, clause))
    before = scene.line.before(start)
    if form.form == "noun" and not hurt and recalled_before().search(before):
        told_afresh = trigger_context().since.search(before) or trigger_context().afresh.search(before)
        return not (timed and told_afresh)
    armed = any(mark.value.kind and not mark.value.negated for mark in within(scene.weapons, clause))
    return not (_is_placed(scene, clause) or timed or armed or hurt or _parties(scene, clause) >= 2)


def _has_sides(scene: Scene, clause: Span, start: int) -> bool:
    """Whether talks stand with their sides, or with a place or day and someone who takes part."""
    timed = any(mark.value.kind == "point" for mark in within(scene.times, clause))
    named = trigger_context().parties.search(scene.line.after(start)) is not None
    span = any(mark.value.kind == "duration" and mark.end <= start for mark in within(scene.times, clause))
    if not timed and not named and not span and recalled_before().search(scene.line.before(start)):
        return False
    lasting = any(mark.value.kind == "duration" for mark in scene.times)
    placed, parties = _is_placed(scene, clause), _parties(scene, clause)
    settled = (placed or timed or lasting) and (parties or named or placed)
    return bool(settled or (named and parties))


def _is_placed(scene: Scene, clause: Span) -> bool:
    return any(mark.value.role != "attributive" for mark in within(scene.places, clause))


def _parties(scene: Scene, clause: Span) -> int:
    return sum(1 for mark in within(scene.mentions, clause) if mark.value.form != "pronoun")
