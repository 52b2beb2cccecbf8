"""The things of a sentence that can be damaged, each with its class and number."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from sitrep.annotations.layers import BOTH, ONE, Quantity
from sitrep.annotations.lines import Line, Phrases
from sitrep.annotations.sheet import Mark
from sitrep.codebook.damage import damage_file, damage_pattern, object_words
from sitrep.codebook.function_words import function_words
from sitrep.codebook.people import person_nouns

REACH = 6
SINGLE = {"a", "an", "another", "his", "her", "its", "one", "the", "their", "my", "our"}
LABEL = re.compile(r" (?:no\. ?|number |№ ?)\d+")


class Thing(NamedTuple):
    """An object phrase: its span, class and amount, and its own words in lower case."""

    start: int
    end: int
    kind: str
    amount: Quantity | None
    words: str


@cache
def _words() -> Phrases[tuple[str, bool]]:
    return Phrases(object_words())


def things_of(line: Line, amounts: list[Mark[Quantity]], *, road: bool) -> list[Thing]:
    """Every object phrase of the sentence, in order; ``road`` tells what "tankers" are."""
    ends = {mark.end: mark for mark in amounts}
    found: list[Thing] = []
    index, openings = 0, _words().openings
    while index < len(line.lowers):
        hit = _words().at(line, index) if line.lowers[index] in openings else None
        if hit is None:
            index += 1
            continue
        length, (kind, plural) = hit
        while (more := _words().at(line, index + length)) is not None:
            length, (kind, plural) = length + more[0], more[1]  # "a monastery school" is a school
        if not _names_something_else(line, index, length, kind):
            found.extend(_things(line, ends, (index, length), (kind, plural), road=road))
        index += length
    return found


def _names_something_else(line: Line, index: int, length: int, kind: str) -> bool:
    """Whether the words only modify another noun or belong to a name ("port city", "White House")."""
    file = damage_file()
    following = line.word(index + length)
    if following in file.not_before or line.word(index - 1) in file.not_after or following == "'s":
        return True
    if following == "of" and kind == "other":
        return True  # "the city of Engels"
    return (following,) in person_nouns()


def _things(
    line: Line, ends: dict[int, Mark[Quantity]], place: tuple[int, int], said: tuple[str, bool], *, road: bool
) -> list[Thing]:
    (index, length), (kind, plural) = place, said
    file = damage_file()
    words = " ".join(line.word(at) for at in range(index, index + length))
    end = line.words[index + length - 1].end
    start, amount = _left(line, ends, index, plural=plural)
    label = LABEL.match(line.after(end))
    if label and amount is None:
        amount = ONE
    if amount == ONE and words in file.uncounted:
        amount = None
    if road and words in file.either:
        kind = file.either[words]
    if line.word(index + length - 1) in file.fuel_holders and damage_pattern("fuel_inside").match(line.after(end)):
        kind = "energy"
    thing = Thing(start, end + (label.end() if label else 0), kind, amount, words)
    return [*_sharing(line, index, length, thing), thing]


def _sharing(line: Line, index: int, length: int, thing: Thing) -> list[Thing]:
    """ "Civilian and energy infrastructure": the first half of what shares a head."""
    file = damage_file()
    first = line.word(index - 2)
    if line.word(index - 1) != "and" or line.word(index + length - 1) not in file.shared_heads or length < 2:
        return []
    kind = file.shared_modifiers.get(first)
    return [Thing(line.words[index - 2].start, thing.end, kind, None, f"{first} {thing.words}")] if kind else []


def _left(line: Line, ends: dict[int, Mark[Quantity]], index: int, *, plural: bool) -> tuple[int, Quantity | None]:
    """Where the phrase starts and its amount."""
    closing = function_words().closing
    at = index
    while at > 0 and index - at < REACH:
        previous = line.words[at - 1]
        if previous.end in ends:
            return ends[previous.end].start, ends[previous.end].value
        word = previous.value.lower
        if word == "both":
            return previous.start, BOTH
        if word in SINGLE:
            of = at > 2 and line.word(at - 2) == "of" and line.words[at - 3].end in ends
            if of:
                return ends[line.words[at - 3].end].start, ends[line.words[at - 3].end].value
            return previous.start, None if plural else ONE
        if word == "of" and at > 1 and line.words[at - 2].end in ends:
            return ends[line.words[at - 2].end].start, ends[line.words[at - 2].end].value
        if word in closing or not (word[0].isalnum() or word == "'s") or word.endswith(("ing", "ed")):
            break
        at -= 1
    return line.words[at].start, None if plural else ONE
