"""Weapons named in the text: their kind, how many, and how many of those were stopped."""

from __future__ import annotations

import re
from functools import cache

from sitrep.annotations.layers import QUANTITIES, SENTENCES, WEAPONS, WORDS, Quantity, WeaponUse
from sitrep.annotations.lines import Line, by_sentence, lines, longest_key
from sitrep.annotations.sheet import Mark, Sheet
from sitrep.codebook.function_words import function_words
from sitrep.codebook.weapons import is_bare_bomb, mode_of, mode_words, weapon_words, weapons_file

ONE = Quantity(1, 1, 1)
REACH = 5
OPENING_QUOTES = {'"', "'", "«", "„"}
DROPPED = re.compile(r"\b(?:dropped|warplanes?|jets?|aircraft|planes?|helicopters?|air ?strikes?|air force|fell on)\b")
OF_THEM = re.compile(r"^ (?:of|out of|from)(?: the| its| their| a total of)? $")


@cache
def _table() -> dict[tuple[str, ...], tuple[str | None, str | None]]:
    """Each weapon or mode word with its kind and mode."""
    table: dict[tuple[str, ...], tuple[str | None, str | None]] = {
        words: (None, mode) for words, mode in mode_words().items()
    }
    table.update({words: (kind, mode_of(kind)) for words, kind in weapon_words().items()})
    return table


class WeaponStep:
    """Every weapon word with its amount."""

    name = "weapons"
    reads = (SENTENCES, WORDS, QUANTITIES)
    writes = WEAPONS

    def marks(self, sheet: Sheet) -> list[Mark[WeaponUse]]:
        """One mark a weapon, its span from the amount to the noun."""
        table = _table()
        longest = longest_key(table)
        found: list[Mark[WeaponUse]] = []
        for line, quantities in zip(lines(sheet), by_sentence(sheet, sheet.marks(QUANTITIES)), strict=True):
            ends = {mark.end: mark for mark in quantities if mark.value.kind == "count"}
            index = 0
            while index < len(line.words):
                hit = line.find(table, longest, index)
                if hit is None:
                    index += 1
                    continue
                mark = self._use(line, ends, index, hit)
                if mark:
                    found.append(mark)
                index += hit[0]
        return found

    def _use(
        self, line: Line, ends: dict[int, Mark[Quantity]], index: int, hit: tuple[int, tuple[str | None, str | None]]
    ) -> Mark[WeaponUse] | None:
        length, (kind, mode) = hit
        last = index + length
        file = weapons_file()
        following, word = line.word(last), line.word(index)
        if following in file.not_before or line.word(index - 1) in file.not_after:
            return None
        if word in {"mine", "shell", "gun", "tank", "rocket"} and following in {"workers", "companies", "company", "control", "owners"}:
            return None
        if kind == "bomb" and length == 1 and is_bare_bomb(word):
            mode = "aerial" if DROPPED.search(line.lower) else "explosives"
        compound = following in file.compounds or (length > 1 and line.word(last - 1) in file.compounds)
        start, count, stopped = line.words[index].start, None, None
        at = index
        while at > 0 and index - at < REACH:
            previous = line.words[at - 1]
            if previous.end in ends:
                mark = ends[previous.end]
                start, count = mark.start, mark.value
                stopped = self._stopped(line, ends, start)
                break
            if previous.value.lower in {"a", "an", "one", "another"}:
                start, count = previous.start, ONE
                break
            if previous.value.lower in OPENING_QUOTES:
                at -= 1
                continue
            if previous.value.lower in function_words().closing or not previous.value.text[0].isalpha():
                if previous.value.lower == "the" and (whole := self._of_the(line, ends, previous.start)):
                    start, count = previous.start, whole
                break
            at -= 1
        if compound:
            count = stopped = None
            start = line.words[index].start
        end = line.words[last - 1].end
        if count is not None and kind is None:
            count = None
        negated = line.word(index - 1) in {"no", "any", "without"} or "no " in line.before(start)[-4:]
        return Mark(start, end, WeaponUse(kind, mode, count, stopped, compound, negated), self.name)

    def _stopped(self, line: Line, ends: dict[int, Mark[Quantity]], start: int) -> Quantity | None:
        """The part in "four of six ballistic missiles"."""
        for end, mark in ends.items():
            if end < start and OF_THEM.match(line.lower[end - line.mark.start : start - line.mark.start]):
                return mark.value
        return None

    def _of_the(self, line: Line, ends: dict[int, Mark[Quantity]], start: int) -> Quantity | None:
        """The part in "151 of the drones"."""
        for end, mark in ends.items():
            if end < start and OF_THEM.match(line.lower[end - line.mark.start : start - line.mark.start] + "the "):
                return mark.value
        return None
