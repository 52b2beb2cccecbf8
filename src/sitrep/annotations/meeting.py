"""Where the rules and the encoder meet over the words that report events; nothing else decides between them.

========== ================================================= =======================================================
What       Who is believed                                   Why
========== ================================================= =======================================================
an event   both: a probability from what the rules say of    the rules know words, the encoder what surrounds them;
           the words and the encoder's log odds              either is wrong where the other is right
type       the likelier of two readings of the same words    a family has one type, a sentence may mean another
words      the rules', where both find the same act          phrases of the codebook are exact
mode       the rules' and the weapons named, else the        weapons decide by a fixed order
           encoder's
status     the rules' where they find an act not done,       helpers and governors are closed lists; what lies
           else the encoder's where it is sure; words spoken outside of them only the encoder sees; a threat once
           are only denied                                   spoken was made, whatever is threatened is yet to come
background the day told, then the words that recall, then    a date is exact, and history without one is looked
           the encoder's where it is sure of anything but    back on: "had been", "the siege that"
           a verb in the plain past
services   the rules'                                        closed lists
========== ================================================= =======================================================

The numbers stand in ``codebook/data/meeting.yaml``. Every mark is signed by whoever found it, ``triggers`` or
``encoder``, and its confidence is the probability that it reports an event of its type. What is too unlikely is kept
as a weak mark, which opens no event.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import NamedTuple

from sitrep.annotations.encoded import encoded
from sitrep.annotations.encoder import Act, Reading
from sitrep.annotations.heard import KIND, Heard, heard, kinds_at
from sitrep.annotations.layers import (
    CASUALTIES,
    DAMAGE,
    ENCODED,
    RULE_TRIGGERS,
    TRIGGERS,
    Span,
    Trigger,
)
from sitrep.annotations.lines import Line
from sitrep.annotations.scenes import SCENES
from sitrep.annotations.sheet import Mark, Sheet
from sitrep.codebook.event_types import event_types
from sitrep.codebook.meeting import Strength, meeting
from sitrep.codebook.trigger_context import trigger_context

#: What the encoder's own marks are signed with.
ENCODERS = "encoder"
#: The status of an act whose words say nothing else, and the only other one that words spoken may have.
DONE, DENIED = "occurred", "denied"
#: Acts of force, and what stands right before a participle that only describes whom or what they were done to.
FORCE = frozenset({"ASSAULT", "COERCE"})
OWNED = re.compile(r"(?:[^\W\d_]{3,}'s|[^\W\d_]{3,}’s|\b(?:an?|the|its|their)) $")


class Claim(NamedTuple):
    """A reading of words as an event: the rules' or the encoder's, how strong, and the encoder's log odds for it."""

    mark: Mark[Trigger]
    strength: Strength
    odds: float
    act: Act


class MeetingStep:
    """The triggers that events are opened by: the rules' and the encoder's, each with its probability."""

    name = "meeting"
    reads = (SCENES, CASUALTIES, DAMAGE, ENCODED, RULE_TRIGGERS)
    writes = TRIGGERS

    def marks(self, sheet: Sheet) -> list[Mark[Trigger]]:
        """The rules' marks as they are where no encoder reads; otherwise what the two come to."""
        reading = encoded(sheet, "triggers")
        if reading is None:
            return list(sheet.marks(RULE_TRIGGERS))
        return [_settled(claim, probability) for claim, probability in weighed(claims(sheet, reading))]


def claims(sheet: Sheet, reading: Reading) -> list[Claim]:
    """Every reading of words as an event that anyone makes."""
    ruled = sheet.marks(RULE_TRIGGERS)
    pieces = [reading.likeliest(KIND, mark.start, mark.end) for mark in ruled]
    reading.expect(pieces)
    found = [_of_rules(reading, mark, piece) for mark, piece in zip(ruled, pieces, strict=True)]
    lines = {scene.line.index: scene.line for scene in sheet.values(SCENES)}
    own = heard(reading, sheet.values(SCENES), ruled)
    found.extend(_of_encoder(each, ruled) for each in own if not _is_only_named(lines, each))
    harm = [value.word for value in sheet.values(CASUALTIES)] + [value.word for value in sheet.values(DAMAGE)]
    attacks = {claim.mark.value.sentence for claim in found if claim.strength == "firm" and _is_attack(claim)}
    return [claim._replace(strength="harm") if _is_harm(claim, harm, attacks) else claim for claim in found]


def _is_only_named(lines: dict[int, Line], each: Heard) -> bool:
    """Whether the words tell a condition, violence that someone wants to end, or only describe: "the besieged city"."""
    value, before = each.trigger, lines[each.trigger.sentence].before(each.start)
    if trigger_context().if_clause.search(before):
        return True
    if value.form == "noun":
        return value.type == "ASSAULT" and trigger_context().goal.search(before) is not None
    return value.type in FORCE and value.form in {"ed", "participle"} and OWNED.search(before) is not None


def _is_attack(claim: Claim) -> bool:
    return claim.mark.value.type == "ASSAULT"


def _is_harm(claim: Claim, words: Sequence[Span], attacks: set[int]) -> bool:
    """Whether words that the rules do not take for an attack tell only what one did that was told just before."""
    if not _is_attack(claim) or claim.strength in {"firm", "general", "rival"}:
        return False
    sentence = claim.mark.value.sentence
    after = any(sentence - meeting().harm_reach <= told < sentence for told in attacks)
    return after and any(_touch(claim.mark, *word) for word in words)


def by_act(found: list[Claim]) -> list[Claim]:
    """The claims seen as claims of acts: those of one type in one sentence mostly tell of one.

    The encoder marks an act once a sentence, the rules every word for it. So a rules' claim is as likely as the
    likeliest word of its sentence that tells of an act of its type; if the encoder does not mark the claim's own word,
    that other word says what became of the act. An encoder's claim beside a likelier one has to be of another act.
    """
    best: dict[tuple[int, str], Claim] = {}
    ruled: set[tuple[int, str]] = set()
    for claim in found:
        key = claim.mark.value.sentence, claim.mark.value.type
        best[key] = max(best.get(key, claim), claim, key=lambda one: one.odds)  # the first among equals
        if claim.strength == "firm":
            ruled.add(key)
    return [_as_act(claim, best, ruled) for claim in found]


def _as_act(claim: Claim, best: dict[tuple[int, str], Claim], ruled: set[tuple[int, str]]) -> Claim:
    key = claim.mark.value.sentence, claim.mark.value.type
    if claim.mark.step != ENCODERS:
        return claim._replace(odds=best[key].odds, act=claim.act if claim.odds >= 0 else best[key].act)
    if claim.strength not in {"rival", "harm"} and (key in ruled or best[key] is not claim):
        return claim._replace(strength="beside")
    return claim


def weighed(found: list[Claim]) -> list[tuple[Claim, float]]:
    """The claims that hold against those on the same words, with their probability, in order.

    The rules may read a word in two ways themselves; theirs stand first among equals.
    """
    told = [(claim, likelihood(claim.strength, claim.odds)) for claim in by_act(found)]
    kept: list[tuple[Claim, float]] = []
    taken: dict[bool, list[Span]] = {True: [], False: []}  # by the encoder, by the rules
    for claim, probability in sorted(told, key=lambda each: -each[1]):
        start, end, own = claim.mark.start, claim.mark.end, claim.mark.step == ENCODERS
        if not any(a < end and start < b for a, b in taken[not own]):
            kept.append((claim, probability))
            taken[own].append((start, end))
    return sorted(kept, key=lambda each: (each[0].mark.start, -each[0].mark.end))


def likelihood(strength: Strength, odds: float) -> float:
    """How likely a claim of this strength is right at these log odds of the encoder's."""
    slope, clip = meeting().strengths[strength], meeting().clip
    return 1 / (1 + math.exp(-(slope.base + slope.slope * max(-clip, min(clip, odds)))))


def _touch(mark: Mark[Trigger], start: int, end: int) -> bool:
    return mark.start < end and start < mark.end


def heard_as_history(mark: Mark[Trigger]) -> bool:
    """Whether the encoder is sure that these words recall history."""
    return mark.value.recalled is not None and mark.value.recalled >= meeting().background


def _of_rules(reading: Reading, mark: Mark[Trigger], piece: int) -> Claim:
    """The rules' claim, as the encoder reads the piece of its words that it would begin a trigger with."""
    value = mark.value
    strength: Strength = "general" if value.vague else "weak" if value.weak else "firm"
    odds = _log_odds(reading.likely(KIND)[piece] * reading.type_probability(piece, value.type))
    return Claim(mark, strength, odds, reading.act(piece))


def _of_encoder(each: Heard, ruled: Sequence[Mark[Trigger]]) -> Claim:
    """The encoder's own claim, against the rules' where they read the words as another kind of event."""
    mark = Mark(each.start, each.end, each.trigger, ENCODERS, each.begins)
    strength: Strength = "rival" if kinds_at(ruled, each.start, each.end) else each.strength
    return Claim(mark, strength, _log_odds(each.begins * each.act.type_probability), each.act)


def _log_odds(probability: float) -> float:
    bounded = min(max(probability, 1e-6), 1 - 1e-6)
    return math.log(bounded / (1 - bounded))


def _least(claim: Claim) -> float:
    """The probability from which the claim opens an event."""
    retold = meeting().retold.get(claim.mark.value.type, 0.0) if claim.mark.step == ENCODERS else 0.0
    return meeting().opens[claim.strength] + retold


def _settled(claim: Claim, probability: float) -> Mark[Trigger]:
    """The mark with its probability, the encoder's word taken where it takes precedence."""
    value, opens = claim.mark.value, probability >= _least(claim)
    value = value._replace(
        weak=not opens,
        vague=value.vague and not opens,
        mode=_mode(value, claim.act),
        status=_status(value, claim.act),
        recalled=claim.act.background,
    )
    mark = claim.mark
    return Mark(mark.start, mark.end, value, mark.step, round(probability, 4))


def _mode(value: Trigger, act: Act) -> str | None:
    if value.mode is not None or act.type != value.type or act.mode_probability < meeting().mode:
        return value.mode
    return act.mode if act.mode in event_types()[value.type].modes else None


def _status(value: Trigger, act: Act) -> str:
    least = meeting().status.get(act.status)
    spoken = value.type in trigger_context().file.spoken
    if value.status != DONE or least is None or (spoken and act.status != DENIED):
        return value.status
    return act.status if act.status_probability >= least else value.status
