"""What was damaged, destroyed, burned or shut down."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from sitrep.annotations.layers import DAMAGE, QUANTITIES, SENTENCES, WORDS, DamageFact, Quantity
from sitrep.annotations.lines import Line, by_sentence, lines, longest_key
from sitrep.annotations.sheet import Mark, Sheet
from sitrep.codebook.damage import damage_file, object_words
from sitrep.codebook.function_words import function_words
from sitrep.codebook.inflection import inflect

ONE = Quantity(1, 1, 1)
#: Words between a verb and its first object ("damaged the roof of a school").
TO_OBJECT = re.compile(
    r"^ (?:(?:the|a|an|its|their|his|her|of|to|in|on|at|near|outside|into|and|also|at least|some|about|several|dozens|roof|roofs|windows|parts?|walls?"
    r"|part|section|grounds|courtyard|side|territory|area|fires?|fire|blaze|damage|of the|next|down|edge|corner|upper|floors?|floor)\s)*"
)
CHAIN = re.compile(r"^(?:,? and (?:at |in |to |also )?|, |,? as well as |,? or |; )$")
REACH = 6
#: Verbs whose -ing form is a noun as often.
NOUNS = {"bomb", "shell", "attack"}
#: Forms that are nouns as often as verbs ("strikes", "hit").
AMBIGUOUS = {"base", "s"}
SINGLE = {"a", "an", "another", "his", "her", "its", "one", "the", "their"}
FIRE_LATER = re.compile(r"^(?:[^,;.]{0,60}?) (on fire|ablaze|alight)\b")


class Thing(NamedTuple):
    """An object phrase: its span, class and amount."""

    start: int
    end: int
    kind: str
    count: Quantity | None


@cache
def _effects() -> dict[tuple[str, ...], tuple[str, str]]:
    """Each verb form with its effect and form."""
    table: dict[tuple[str, ...], tuple[str, str]] = {}
    for effect, verbs in damage_file().effects.items():
        if effect == "struck_noun":
            continue
        for verb in verbs:
            for form in inflect(verb):
                if form.form not in AMBIGUOUS and (form.form != "ing" or verb not in NOUNS):
                    table.setdefault(form.words, (effect, form.form))
    for noun in damage_file().effects["struck_noun"]:
        table[tuple(noun.split())] = ("struck", "noun")
    for words in (("set",), ("setting",), ("sets",)):
        table.setdefault(words, ("burned-later", "ed"))
    for words in (("broken",), ("shattered",)):
        table[words] = ("damaged", "participle")
    return table


class DamageStep:
    """Every object told to be damaged, with what became of it."""

    name = "damage"
    reads = (SENTENCES, WORDS, QUANTITIES)
    writes = DAMAGE

    def marks(self, sheet: Sheet) -> list[Mark[DamageFact]]:
        """One mark an object, its span the object's phrase."""
        found: list[Mark[DamageFact]] = []
        quantities = by_sentence(sheet, [m for m in sheet.marks(QUANTITIES) if m.value.kind == "count"])
        for line, amounts in zip(lines(sheet), quantities, strict=True):
            found.extend(self._facts(line, amounts))
        return found

    def _facts(self, line: Line, amounts: list[Mark[Quantity]]) -> list[Mark[DamageFact]]:
        verbs = _effects()
        longest = longest_key(verbs)
        things: list[Thing] | None = None
        found: dict[tuple[int, str], Mark[DamageFact]] = {}
        index = 0
        while index < len(line.words):
            hit = line.find(verbs, longest, index)
            if hit is None:
                index += 1
                continue
            things = self._things(line, amounts) if things is None else things
            length, (effect, form) = hit
            span = (line.words[index].start, line.words[index + length - 1].end)
            for thing, told in self._told(line, things, index, span, effect, form):
                if told == "struck" and thing.kind in damage_file().unstruck:
                    continue
                told = "damaged" if told == "struck" else told  # noqa: PLW2901 -- the record's word
                mark = Mark(thing.start, thing.end, DamageFact(thing.kind, told, thing.count, span), self.name)
                found.setdefault((thing.start, told), mark)
            index += length
        return list(found.values())

    def _told(
        self, line: Line, things: list[Thing], index: int, span: tuple[int, int], effect: str, form: str
    ) -> list[tuple[Thing, str]]:
        if effect == "burned-later":
            later = FIRE_LATER.match(line.after(span[1]))
            if not later:
                return []
            end = span[1] + later.start(1)
            return [(thing, "burned") for thing in things if span[1] <= thing.start and thing.end <= end]
        if self._is_passive(line, index) and form in {"ed", "participle"}:
            before = self._before(line, things, span[0])
            return [(thing, effect) for thing in before or self._inside(line, things, span[1])]
        if index == 0 and re.match(r" (?:are|is|were|was) ", line.after(span[1])):
            verb = re.match(r" (?:are|is|were|was)", line.after(span[1]))
            return [(thing, effect) for thing in self._from(line, things, span[1] + (verb.end() if verb else 0))]
        after = self._from(line, things, span[1])
        if not after and line.lower[span[0] - line.mark.start :].startswith(("burned down", "burnt down", "caught fire", "collapsed")):
            after = self._before(line, things, span[0])
        return [(thing, effect) for thing in after]

    def _is_passive(self, line: Line, index: int) -> bool:
        words = function_words()
        at = index - 1
        while at >= 0 and (line.word(at) in words.adverbs or line.word(at) in words.auxiliaries):
            if line.word(at) in words.be_forms:
                return True
            at -= 1
        return line.word(index + 1) == "by" and line.word(index - 1) not in {"was"}

    def _inside(self, line: Line, things: list[Thing], end: int) -> list[Thing]:
        """ "Windows are broken in 14 houses": the objects whose parts were damaged."""
        inside = re.match(r" (?:in|at|of) ", line.after(end))
        return self._from(line, things, end + 3) if inside else []

    def _from(self, line: Line, things: list[Thing], end: int) -> list[Thing]:
        """The objects that follow at once, told in one breath."""
        base = line.mark.start
        chained: list[Thing] = []
        for thing in things:
            if thing.start < end:
                continue
            gap = line.lower[(chained[-1].end if chained else end) - base : thing.start - base]
            if chained and not CHAIN.match(gap):
                break
            if not chained:
                opener = TO_OBJECT.match(gap + (" " if not gap.endswith(" ") else ""))
                if not opener or opener.end() < len(gap):
                    break
            chained.append(thing)
        return chained

    def _before(self, line: Line, things: list[Thing], start: int) -> list[Thing]:
        """The objects that stand as subject of a passive."""
        base = line.mark.start
        chained: list[Thing] = []
        for thing in reversed(things):
            if thing.end > start:
                continue
            gap = line.lower[thing.end - base : (chained[0].start if chained else start) - base]
            if chained and not CHAIN.match(gap):
                break
            if not chained and not re.match(r"^(?: (?:in|at|on|of|near|and|along) [\w' -]{1,40})?(?:,[^,]{1,80},)?(?: (?:was|were|is|are|has|have|had|been|be|being|also|partially|partly|badly|completely|severely|heavily|reportedly|slightly|again|both|all|then|later|reported|forced to|forced|to))* $", gap):
                break
            chained.insert(0, thing)
        return chained

    def _things(self, line: Line, amounts: list[Mark[Quantity]]) -> list[Thing]:
        """Every object phrase of the sentence."""
        table = object_words()
        longest = longest_key(table)
        ends = {mark.end: mark for mark in amounts}
        things: list[Thing] = []
        index = 0
        while index < len(line.words):
            hit = line.find(table, longest, index)
            if hit is None:
                index += 1
                continue
            length, (kind, plural) = hit
            start, count = self._left(line, ends, index, plural=plural)
            label = re.match(r" no\. ?\d+", line.after(line.words[index + length - 1].end))
            if label and count is None:
                count = ONE
            if count == ONE and " ".join(w.value.lower for w in line.words[index : index + length]) in damage_file().uncounted:
                count = None
            things.append(Thing(start, line.words[index + length - 1].end + (label.end() if label else 0), kind, count))
            index += length
        return things

    def _left(self, line: Line, ends: dict[int, Mark[Quantity]], index: int, *, plural: bool) -> tuple[int, Quantity | None]:
        """Where the phrase starts and its amount."""
        closing = function_words().closing
        at = index
        while at > 0 and index - at < REACH:
            previous = line.words[at - 1]
            if previous.end in ends:
                return ends[previous.end].start, ends[previous.end].value
            word = previous.value.lower
            if word in SINGLE:
                return previous.start, None if plural else ONE
            if word == "of" and line.words[at - 2].end in ends if at > 1 else False:
                return ends[line.words[at - 2].end].start, ends[line.words[at - 2].end].value
            if word in closing or (not word[0].isalnum() and word != "'s"):
                break
            at -= 1
        return line.words[at].start, None if plural else ONE
