"""Weapons named in the text: their kind, how many, and how many of those were stopped."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from sitrep.annotations.layers import BOTH, ONE, QUANTITIES, SENTENCES, WEAPONS, Quantity, WeaponUse
from sitrep.annotations.lines import LINES, Line, Phrases, by_sentence
from sitrep.annotations.sheet import Mark, Sheet
from sitrep.codebook.function_words import function_words
from sitrep.codebook.weapons import WeaponWord, around, carriers, weapon_words, weapons_file

#: How many words may stand between an amount and its weapon, and a lost thing and the word that tells it.
REACH = 5
LOSS_REACH = 12
#: A bomb told without its kind takes it from this many sentences before.
MEMORY = 2
#: Kinds that only name the family after a maker's name ("Iskander missiles").
GENERIC = {"missile", "rocket", "drone", "artillery"}
OPENING_QUOTES = {'"', "'", "«", "„"}
DEFINITE = {"the", "both", "these", "those", "its", "their", "his"}
OF_THEM = re.compile(r"^ (?:of|out of|from)(?: the| its| their| a total of| some)? ?$")


class Amount(NamedTuple):
    """What stands before the weapon: where the phrase starts, how many, how many stopped, told before or not."""

    start: int
    number: Quantity | None = None
    stopped: Quantity | None = None
    definite: bool = False


class Counted(NamedTuple):
    """A sentence with its counts by where they end."""

    line: Line
    ends: dict[int, Mark[Quantity]]


@cache
def _words() -> Phrases[WeaponWord]:
    return Phrases(weapon_words())


@cache
def _carriers() -> Phrases[str]:
    return Phrases(carriers())


@cache
def _openings() -> frozenset[str]:
    """The first words of weapons and of what may carry explosives."""
    return frozenset(_words().openings | _carriers().openings)


class WeaponStep:
    """Every weapon word with its amount."""

    name = "weapons"
    reads = (SENTENCES, LINES, QUANTITIES)
    writes = WEAPONS

    def marks(self, sheet: Sheet) -> list[Mark[WeaponUse]]:
        """One mark a weapon, its span from the amount to the noun."""
        found: list[Mark[WeaponUse]] = []
        before: list[Line] = []
        for line, quantities in zip(sheet.values(LINES), by_sentence(sheet, sheet.marks(QUANTITIES)), strict=True):
            ends = {mark.end: mark for mark in quantities if mark.value.kind == "count"}
            found.extend(self._uses(Counted(line, ends), before[-MEMORY:]))
            before.append(line)
        return found

    def _uses(self, counted: Counted, before: list[Line]) -> list[Mark[WeaponUse]]:
        line, index, covered = counted.line, 0, 0
        found: list[Mark[WeaponUse]] = []
        while index < len(line.lowers):
            if line.lowers[index] not in _openings():
                index += 1
                continue
            hit = _chained(line, index)
            loaded = self._loaded(line, index, hit[0] if hit else 0)
            if line.words[index].start < covered or (hit is None and loaded is None):
                index += 1
                continue
            if loaded is not None:
                covered = loaded[1]
                hit = hit or (loaded[0], WeaponWord("ied", "explosives"))
            if hit and (mark := self._use(counted, index, hit, before)):
                end = mark.end if loaded is None else max(mark.end, loaded[1])
                found.append(mark._replace(end=end))
            index += hit[0] if hit else 1
        return found

    def _loaded(self, line: Line, index: int, length: int) -> tuple[int, int] | None:
        """ "A taxi packed with explosives": the carrier's words and where the phrase ends."""
        hit = None if length else _carriers().at(line, index)
        carrier = length or (hit[0] if hit else 0)
        if not carrier:
            return None
        end = line.words[index + carrier - 1].end
        packed = around("carried").match(line.after(end))
        return (carrier, end + packed.end()) if packed else None

    def _use(
        self, counted: Counted, index: int, hit: tuple[int, WeaponWord], before: list[Line]
    ) -> Mark[WeaponUse] | None:
        line, file = counted.line, weapons_file()
        length, word = hit
        last = index + length
        end = line.words[last - 1].end
        if line.word(last) in file.not_before or line.word(index - 1) in file.not_after:
            return None
        if around("not_with").match(line.after(end)):
            return None
        amount = _amount(counted, index)
        if word.materiel and _is_lost(line, amount.start, end):
            return None
        kind, mode = _of_bomb(line, before) if word.bare else (word.kind, word.mode)
        compound = line.word(last) in file.compounds or (length > 1 and line.word(last - 1) in file.compounds)
        if compound:
            amount = Amount(line.words[index].start)
        uncounted = kind is None or kind in file.uncounted
        negated = line.word(index - 1) in {"no", "any", "without"} or "no " in line.before(amount.start)[-4:]
        use = WeaponUse(
            kind,
            mode,
            None if uncounted else amount.number,
            None if uncounted else amount.stopped,
            compound,
            negated,
            implied=word.implied,
            definite=amount.definite,
        )
        return Mark(amount.start, end, use, self.name)


def _chained(line: Line, index: int) -> tuple[int, WeaponWord] | None:
    """The weapon words from here on, side by side, as one: "BM-21 Grad rockets", "Kalibr cruise missiles"."""
    hit = _words().at(line, index)
    while hit is not None and (after := _words().at(line, index + hit[0])):
        first, second = hit[1], after[1]
        if first.kind is None or second.kind is None:
            break
        specific = first if second.kind in {first.kind, *GENERIC} else second
        hit = hit[0] + after[0], specific._replace(implied=first.implied and second.implied)
    return hit


def _of_bomb(line: Line, before: list[Line]) -> tuple[str, str]:
    """The kind and mode of a bomb told without them: planted, dropped, or nobody knows."""
    if around("planted").search(line.lower):
        return "ied", "explosives"
    for told in (line, *reversed(before)):
        if around("dropped").search(told.lower):
            return "bomb", "aerial"
    return "bomb", "explosives"


def _is_lost(line: Line, start: int, end: int) -> bool:
    """Whether the arms are what was destroyed, lost or handed over, not what was used."""
    file = weapons_file()
    if around("lost_after").match(line.after(end)):
        return True
    first = line.at(start) - 1
    for at in range(first, max(-1, first - LOSS_REACH), -1):
        word = line.word(at)
        if word in file.lost:
            return True
        if word in file.lost_until:
            return False
    return False


def _amount(counted: Counted, index: int) -> Amount:
    """Walking left from the weapon to its amount or article."""
    line, ends = counted
    at = index
    while at > 0 and index - at < REACH:
        previous = line.words[at - 1]
        word = previous.value.lower
        if previous.end in ends:
            mark = ends[previous.end]
            definite = line.word(line.at(mark.start) - 1) in DEFINITE
            return Amount(mark.start, mark.value, _stopped(counted, mark.start), definite)
        if word in {"a", "an", "one", "another"}:
            return Amount(previous.start, ONE)
        if word in DEFINITE:
            if word == "both":
                return Amount(previous.start, BOTH, definite=True)
            part = _stopped(counted, line.words[at].start) or _stopped(counted, previous.start)
            return Amount(previous.start, part, definite=True)
        if word not in OPENING_QUOTES and (word in function_words().closing or not previous.value.text[0].isalpha()):
            break
        at -= 1
    return Amount(line.words[index].start)


def _stopped(counted: Counted, start: int) -> Quantity | None:
    """The part told before a whole: "four of six ballistic missiles", "151 of the drones"."""
    base = counted.line.mark.start
    for end, mark in counted.ends.items():
        if end < start and OF_THEM.match(counted.line.lower[end - base : start - base]):
            return mark.value
    return None
