"""What was damaged, destroyed, burned or shut down."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from sitrep.annotations.damage_objects import Thing, things_of
from sitrep.annotations.layers import (
    DAMAGE,
    QUANTITIES,
    SENTENCES,
    WEAPONS,
    DamageFact,
    Quantity,
    Span,
    WeaponUse,
)
from sitrep.annotations.lines import LINES, Line, Phrases, by_sentence
from sitrep.annotations.sheet import Mark, Sheet
from sitrep.codebook.damage import (
    EffectWord,
    Told,
    damage_file,
    damage_pattern,
    effect_words,
    joins,
    state_patterns,
    to_object,
    to_verb,
)
from sitrep.codebook.function_words import function_words

#: A verb right after its object is a participle where one of these follows ("a house hit in the raid").
REDUCED = re.compile(
    r"^(?:[.,;:)]| (?:in|by|during|at|on|near|overnight|earlier|last|this|when|and|two|three|a|as)\b|$)"
)
INSIDE = re.compile(r"^ (?:in|at|of|inside) ")
BE_AFTER = re.compile(r"^ (?:are|is|were|was)\b(?! (?:not|n't))")
OPENING = re.compile(r"(?:^|, |; |: | and )$")
NEGATED = re.compile(
    r"\b(?:not|n't|never|no|without|denied|nor|neither|avoid(?:ed|ing)?|prevent(?:ed|ing)?)(?: [\w'-]+){0,3} $"
)
#: "Lost up to 190 servicemen, two tanks": what may come before the first thing lost.
LOSSES = re.compile(r"^ (?:[\w-]+,? (?:and )?){0,8}$")
PARTICIPLES = {"ed", "participle"}


class Scene(NamedTuple):
    """A sentence with the things in it that can be damaged, and whether a munition is told."""

    line: Line
    things: list[Thing]
    munition: bool

    def between(self, start: int, end: int) -> str:
        """The sentence's lower-case text from one offset of the document to another."""
        return self.line.lower[start - self.line.mark.start : end - self.line.mark.start]


class Telling(NamedTuple):
    """Things, what is told of them, and the words that tell it."""

    things: list[Thing]
    told: Told
    word: Span


@cache
def _words() -> Phrases[EffectWord]:
    return Phrases(effect_words())


class DamageStep:
    """Every object told to be damaged, with what became of it."""

    name = "damage"
    reads = (SENTENCES, LINES, QUANTITIES, WEAPONS)
    writes = DAMAGE

    def marks(self, sheet: Sheet) -> list[Mark[DamageFact]]:
        """One mark an object, its span the object's phrase."""
        found: list[Mark[DamageFact]] = []
        counts = by_sentence(sheet, [mark for mark in sheet.marks(QUANTITIES) if mark.value.kind == "count"])
        arms = by_sentence(sheet, sheet.marks(WEAPONS))
        story = sheet.text.lower()
        road = bool(damage_pattern("on_the_road").search(story)) and not damage_pattern("at_sea").search(story)
        for line, amounts, weapons in zip(sheet.values(LINES), counts, arms, strict=True):
            found.extend(self._facts(line, amounts, weapons, road=road))
        return found

    def _facts(
        self, line: Line, amounts: list[Mark[Quantity]], weapons: list[Mark[WeaponUse]], *, road: bool
    ) -> list[Mark[DamageFact]]:
        hits = _hits(line)
        stated = any(pattern.search(line.lower) for pattern, _ in state_patterns())
        if not hits and not stated and " min" not in line.lower and "explosive" not in line.lower:
            return []
        munition = any(mark.value.kind in damage_file().munitions for mark in weapons)
        scene = Scene(line, things_of(line, amounts, road=road), munition)
        found: dict[tuple[int, str, str], Mark[DamageFact]] = {}
        tellings = [*(_told(scene, *hit) for hit in hits), *_states(scene), *_mined(scene)]
        for things, told, word in tellings:
            negated = bool(NEGATED.search(line.before(word[0])))
            for thing in things:
                effect = _effect(scene, thing, told)
                if effect is None or negated:
                    continue
                fact = DamageFact(thing.kind, effect, thing.amount, word)
                found.setdefault((thing.end, thing.kind, effect), Mark(thing.start, thing.end, fact, self.name))
        return list(found.values())


def _effect(scene: Scene, thing: Thing, told: Told) -> str | None:
    """The record's word for what is told of a thing; None where it tells no damage."""
    file = damage_file()
    if told == "lost":
        return "destroyed" if thing.kind in file.losable else None
    if told == "severed":
        return "damaged" if thing.kind in file.severable else None
    if told == "shut-down":
        return "shut-down" if thing.kind in file.stoppable else None
    if told == "attacked" and not scene.munition:
        return None
    if told == "landed" and (thing.kind in file.unlanded or thing.words in file.unlanded):
        return None
    if told in {"struck", "attacked", "landed"}:
        return None if thing.kind in file.unstruck else "damaged"
    return told


def _hits(line: Line) -> list[tuple[int, int, EffectWord]]:
    """Every word of damage: the index of its first word, how many words, what it tells."""
    found = list(_words().over(line))
    around = damage_file().around
    if around.keys().isdisjoint(line.lowers):
        return found
    taken = {at for index, length, _ in found for at in range(index, index + length)}
    found.extend(
        (index, 1, EffectWord(around[word], "ed", middle=False))
        for index, word in enumerate(line.lowers)
        if word in around and index not in taken
    )
    return sorted(found, key=lambda hit: hit[0])


def _told(scene: Scene, index: int, length: int, word: EffectWord) -> Telling:
    """The things a word of damage is about: its object, else the subject that suffers it."""
    line = scene.line
    span = (line.words[index].start, line.words[index + length - 1].end)
    if line.word(index) in damage_file().around and length == 1:
        return Telling(_embraced(scene, span[1]), word.told, span)
    if word.form in PARTICIPLES and _is_passive(line, index, length):
        things = _before(scene, span[0]) or (_after(scene, span[1]) if INSIDE.match(line.after(span[1])) else [])
        return Telling(things, word.told, span)
    inverted = BE_AFTER.match(line.after(span[1]))
    if word.form in PARTICIPLES and inverted and OPENING.search(line.before(span[0])):
        return Telling(_after(scene, span[1] + inverted.end()), word.told, span)
    things = _after(scene, span[1], to_lost=word.told == "lost")
    if not things and (word.middle or _is_reduced(scene, span, word)):
        things = _before(scene, span[0])
    return Telling(things, word.told, span)


def _is_reduced(scene: Scene, span: Span, word: EffectWord) -> bool:
    """Whether the word right after a thing is its participle: "a house hit in the raid", "most of the food burned"."""
    beside = any(thing.end + 1 == span[0] for thing in scene.things)
    return word.form in PARTICIPLES and beside and bool(REDUCED.match(scene.line.after(span[1])))


def _is_passive(line: Line, index: int, length: int) -> bool:
    words = function_words()
    at = index - 1
    while at >= 0 and (
        line.word(at) in words.adverbs or line.word(at) in words.auxiliaries or line.word(at).endswith("ly")
    ):
        if line.word(at) in words.be_forms:
            return True
        at -= 1
    return line.word(index + length) == "by" and line.word(index - 1) != "was"


def _embraced(scene: Scene, end: int) -> list[Thing]:
    """The things between "set" and "on fire"."""
    later = damage_pattern("around_ends").match(scene.line.after(end))
    return [thing for thing in scene.things if end <= thing.start and later and thing.end <= end + later.end()]


def _after(scene: Scene, end: int, *, to_lost: bool = False) -> list[Thing]:
    """The objects that follow at once, told in one breath; losses may begin with people."""
    opening = LOSSES if to_lost else to_object()
    chained: list[Thing] = []
    for thing in scene.things:
        if thing.start < end:
            continue
        if chained and thing.start < chained[-1].end:
            chained.append(thing)
            continue
        gap = scene.between(chained[-1].end if chained else end, thing.start)
        if not (joins() if chained else opening).match(gap if gap.endswith(" ") else gap + " "):
            break
        chained.append(thing)
    return chained


def _before(scene: Scene, start: int) -> list[Thing]:
    """The objects that stand as the subject of a passive or of what befell them."""
    chained: list[Thing] = []
    for thing in reversed(scene.things):
        if thing.end > start:
            continue
        if chained and thing.end > chained[0].start:
            chained.insert(0, thing)
            continue
        gap = scene.between(thing.end, chained[0].start if chained else start)
        if (joins() if chained else to_verb()).match(gap):
            chained.insert(0, thing)
        elif chained:
            break
    return chained


def _states(scene: Scene) -> list[Telling]:
    """Things told to be in a state: "the depot was still on fire", "has been out of service"."""
    found: list[Telling] = []
    base = scene.line.mark.start
    for pattern, told in state_patterns():
        for match in pattern.finditer(scene.line.lower):
            word = (base + match.start() + 1, base + match.end())
            found.append(Telling(_before(scene, word[0]), told, word))
    return found


def _mined(scene: Scene) -> list[Telling]:
    """ "A bus ran over a mine": the vehicle is what was damaged."""
    found: list[Telling] = []
    for thing in scene.things:
        match = damage_pattern("mined").match(scene.line.after(thing.end))
        if match and thing.kind in {"vehicle", "military", "ship"}:
            found.append(Telling([thing], "damaged", (thing.end + 1, thing.end + match.end())))
    return found
