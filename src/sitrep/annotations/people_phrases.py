"""People as described: how many, which sex and age, and what they are."""

from __future__ import annotations

import re
from typing import NamedTuple

from sitrep.annotations.layers import PEOPLE, QUANTITIES, SENTENCES, WORDS, PeoplePhrase, Quantity
from sitrep.annotations.lines import Line, by_sentence, lines, longest_key
from sitrep.annotations.sheet import Mark, Sheet
from sitrep.codebook.function_words import function_words
from sitrep.codebook.people import PersonNoun, people_file, person_adjectives, person_nouns

#: How many words may stand between an amount and its noun ("six gas company employees").
REACH = 5
QUOTES = {'"', "»"}
ADULT = 18
ELDERLY = 65
AGE_AFTER = re.compile(
    r"(?:,? aged |,? age |, | of |,? \(|,? )(\d{1,3})(?: |-)?(?:years? old|years?|y\.o\.|yrs?)?(?= ?[,.;)]|$)"
)
AGED_WORD = re.compile(r"^(\d{1,3}|[a-z]+(?:-[a-z]+)?)-(?:year|month|week|day)s?-old$")
ONE = Quantity(1, 1, 1)
SINGLE = {"a", "an", "another", "his", "her", "its", "my", "one"}
POSSESSIVE = {"their", "our", "'s"}


class Left(NamedTuple):
    """What stands before the noun: where the phrase starts, its amount, age and adjectives."""

    start: int
    count: Quantity | None
    age: int | None
    words: tuple[str, ...]
    definite: bool


def category_by_age(category: str | None, age: int | None) -> str | None:
    """What a person's age says of the category, unless the noun says more than an age."""
    if age is None or category not in (None, "adult", "child", "elderly"):
        return category
    if age < ADULT:
        return "child"
    return "elderly" if age >= ELDERLY else "adult"


class PeopleStep:
    """Every phrase that describes people by number, age or kind."""

    name = "people"
    reads = (SENTENCES, WORDS, QUANTITIES)
    writes = PEOPLE

    def marks(self, sheet: Sheet) -> list[Mark[PeoplePhrase]]:
        """One mark a phrase, its span from the amount to the noun and a trailing age."""
        nouns = person_nouns()
        longest = longest_key(nouns)
        found: list[Mark[PeoplePhrase]] = []
        for line, quantities in zip(lines(sheet), by_sentence(sheet, sheet.marks(QUANTITIES)), strict=True):
            ends = {mark.end: mark for mark in quantities}
            index = 0
            while index < len(line.words):
                hit = line.find(nouns, longest, index)
                if hit is None or self._is_modifier(line, index + hit[0]):
                    index += 1
                    continue
                found.append(self._phrase(line, ends, index, hit))
                index += hit[0]
        return found

    def _is_modifier(self, line: Line, after: int) -> bool:
        """Whether the noun only modifies the next one: "police station", "prisoner exchange"."""
        following = line.word(after)
        if not following or following == "'s" or not following[0].isalpha():
            return following == "'s"
        return following in people_file().modified

    def _phrase(
        self, line: Line, ends: dict[int, Mark[Quantity]], index: int, hit: tuple[int, PersonNoun]
    ) -> Mark[PeoplePhrase]:
        length, noun = hit
        left = self._left(line, ends, index)
        head = (line.words[index].start, line.words[index + length - 1].end)
        age, end = left.age, head[1]
        after = AGE_AFTER.match(line.after(end))
        if age is None and after and not noun.plural and int(after[1]) < 120:  # noqa: PLR2004
            age = int(after[1])
            end += after.end()
        sex = noun.sex or ("female" if "female" in left.words else "male" if "male" in left.words else None)
        category = noun.category
        for word in left.words:
            told = person_adjectives().get(word)
            if told and category in (None, "adult", "civilian"):
                category = told
        count = left.count
        if count is None and age is not None and not noun.plural:
            count = ONE  # "Grandmother, 79"
        if count and noun.each > 1 and count == ONE:
            count = Quantity(noun.each, noun.each, noun.each)
        value = PeoplePhrase(
            count=count,
            head=head,
            sex=sex,  # type: ignore[arg-type]
            age=age,
            category=category_by_age(category, age),
            sector=noun.sector,
            plural=noun.plural,
            definite=left.definite,
        )
        return Mark(left.start, end, value, "people")

    def _left(self, line: Line, ends: dict[int, Mark[Quantity]], index: int) -> Left:
        """What precedes the noun, walking left to the amount or article."""
        closing = function_words().closing
        at, age, words = index, None, []
        while at > 0 and index - at <= REACH:
            previous = line.words[at - 1]
            word = previous.value.lower
            quantity = ends.get(previous.end)
            if word in QUOTES and at > 1 and line.words[at - 2].end in ends:
                at -= 1  # "no fewer than eight" soldiers
                continue
            if quantity and quantity.value.kind == "count":
                return Left(quantity.start, quantity.value, age, tuple(words), definite=False)
            if quantity and quantity.value.kind == "age" and AGED_WORD.match(word):
                age = quantity.value.best
            elif word in SINGLE:
                return Left(previous.start, ONE, age, tuple(words), definite=False)
            elif word in {"the", "those", "these"}:
                return Left(previous.start, None, age, tuple(words), definite=True)
            elif word == "of" and at > 1 and line.words[at - 2].end in ends:
                amount = ends[line.words[at - 2].end]
                if amount.value.kind == "count":
                    return Left(amount.start, amount.value, age, tuple(words), definite=False)
                break
            elif word in POSSESSIVE or word in closing or not word[0].isalpha():
                if word in {"their", "our"}:
                    return Left(previous.start, None, age, tuple(words), definite=False)
                break
            words.append(word)
            at -= 1
        # A bare noun: only adjectives that go with people belong to it.
        kept = 0
        while kept < len(words) and (words[kept] in person_adjectives() or AGED_WORD.match(words[kept])):
            kept += 1
        return Left(line.words[index - kept].start, None, age, tuple(words[:kept]), definite=False)

