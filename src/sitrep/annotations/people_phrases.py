"""People as described: how many, which sex and age, and what they are."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from sitrep.annotations.layers import BOTH, ONE, PEOPLE, QUANTITIES, SENTENCES, PeoplePhrase, Quantity
from sitrep.annotations.lines import LINES, Line, Phrases, by_sentence
from sitrep.annotations.sheet import Mark, Sheet
from sitrep.codebook.function_words import function_words
from sitrep.codebook.people import (
    PersonNoun,
    Sex,
    body_pattern,
    late_decades,
    national_nouns,
    people_file,
    person_adjectives,
    person_nouns,
)

#: How many words may stand between an amount and its noun ("six gas company employees").
REACH = 5
QUOTES = {'"', "»", "«"}
ADULT = 18
ELDERLY = 65
OLDEST = 115
AGED_WORD = re.compile(r"^(\d{1,3}|[a-z]+(?:-[a-z]+)?)-(?:year|month|week|day)s?-old$")
#: What stands between a noun or name and the age after it, when the age is marked as one.
TO_AGE = re.compile(
    r"(?:,? (?:both |all |each )?(?:aged?|ages)(?: of)?(?: between)?|,|,? who (?:is|was|were|are)"
    r"| \(|,? of| between)? ?"
)
#: Ages of several people, told one after the other.
MORE_AGES = re.compile(r",? (?:and|or|to) |, ")
AGE_TAIL = re.compile(r" y\.?o\.?|(?:[ -]years?)?(?:[ -]olds?| of age)?\)?")
#: An age that only its place after the noun tells: "a boy of 15", "a woman 63 y.o.".
BARE_AGE = re.compile(r"(?: of|,? aged|, age) (\d{1,3})(?: years?)?(?= ?[,.;)]|$| (?:and|was|were|died|had|who|is)\b)")
AGE_ABBREVIATED = re.compile(r",? (\d{1,3}) ?(?:y\.?o\.?|years?[ -]old|yrs?)(?![a-z])")
YOUNG = re.compile(r",? (?:all |mostly )?(?:aged )?(?:under|below|younger than)(?: the age of)? (\d{1,2})\b")
#: After a plural: what follows is theirs ("a doctors' group").
OWNING = re.compile(r"^['’] [a-z]")
QUOTED = re.compile(r"(?:^|\s)['‘][^'’]*$")
NAME_GAPS = {"-", "’", "'"}


class Left(NamedTuple):
    """What stands before the noun: where the phrase starts, its amount, age and adjectives."""

    start: int
    amount: Quantity | None
    age: int | None
    words: tuple[str, ...]
    definite: bool


class Ages(NamedTuple):
    """The ages told after a noun, and where they end; ``category`` when only a range is told."""

    values: tuple[int, ...]
    end: int
    category: str | None = None


class Counts(NamedTuple):
    """A sentence with its amounts by where they end and its ages in order."""

    line: Line
    ends: dict[int, Mark[Quantity]]
    ages: list[Mark[Quantity]]


def category_by_age(category: str | None, age: int | None) -> str | None:
    """What a person's age says of the category, unless the noun says more than an age."""
    if age is None or category not in (None, "adult", "child", "elderly"):
        return category
    if age < ADULT:
        return "child"
    return "elderly" if age >= ELDERLY else "adult"


def _owns(line: Line, at: int) -> bool:
    """Whether what follows is theirs ("a doctors' group"), and no quotation ends here."""
    end = line.words[at - 1].end
    return OWNING.match(line.after(end)) is not None and QUOTED.search(line.before(end)) is None


@cache
def _nouns() -> Phrases[PersonNoun]:
    return Phrases({**national_nouns(), **person_nouns()})


class PeopleStep:
    """Every phrase that describes people by number, age or kind."""

    name = "people"
    reads = (SENTENCES, LINES, QUANTITIES)
    writes = PEOPLE

    def marks(self, sheet: Sheet) -> list[Mark[PeoplePhrase]]:
        """One mark a phrase, its span from the amount to the noun, a name and a trailing age."""
        found: list[Mark[PeoplePhrase]] = []
        for line, quantities in zip(sheet.values(LINES), by_sentence(sheet, sheet.marks(QUANTITIES)), strict=True):
            counts = Counts(
                line, {mark.end: mark for mark in quantities}, [mark for mark in quantities if mark.value.kind == "age"]
            )
            described = self._described(counts)
            found.extend(described)
            found.extend(self._named(counts, described))
        return found

    def _described(self, counts: Counts) -> list[Mark[PeoplePhrase]]:
        phrases = [
            (noun, self._phrase(counts, index, (length, noun)))
            for index, length, noun in _nouns().over(counts.line)
            if not self._is_modifier(counts.line, index, (length, noun))
        ]
        return [mark for noun, mark in phrases if mark.value.count is not None or not noun.national]

    def _is_modifier(self, line: Line, index: int, hit: tuple[int, PersonNoun]) -> bool:
        """Whether the noun only modifies the next one: "police station", "student protesters"."""
        length, noun = hit
        following = line.word(index + length)
        if following in {"'s", "-"} or (noun.plural and _owns(line, index + length)):
            return True
        if not following or not following[0].isalpha():
            return noun.national and not line.words[index].value.text[0].isupper()
        if noun.national and not self._is_person_of(line, index, (length, noun)):
            return True
        if following in people_file().modified:
            return True
        after = line.find(person_nouns(), 1, index + length)
        return not noun.plural and after is not None and line.words[index + length].value.text == following

    def _is_person_of(self, line: Line, index: int, hit: tuple[int, PersonNoun]) -> bool:
        """Whether a people's name stands for one of it or several: "two Israelis", "a Kurd was"."""
        length, noun = hit
        if not line.words[index].value.text[0].isupper():
            return False
        following = line.word(index + length)
        return noun.plural or following in function_words().closing or following in people_file().left_a_person

    def _phrase(self, counts: Counts, index: int, hit: tuple[int, PersonNoun]) -> Mark[PeoplePhrase]:
        length, noun = hit
        line = counts.line
        left = _left(counts, index, noun)
        head = (line.words[index].start, line.words[index + length - 1].end)
        name_end = None if noun.plural else _name_after(line, index + length)
        end = name_end or head[1]
        told = _ages_after(counts, end, several=noun.plural) if left.age is None else Ages((left.age,), end)
        amount = left.amount
        if amount is None and (told.values or (name_end and left.definite)) and not noun.plural:
            amount = ONE  # "Grandmother, 79", "the surgeon Ahmad Kandil"
        if noun.each > 1 and amount == ONE:
            amount = Quantity(noun.each, noun.each, noun.each)
        age = told.values[0] if len(told.values) == 1 else None
        category = told.category or _category(line, noun, left.words, head[1])
        value = PeoplePhrase(
            count=amount,
            head=head,
            sex=_sex(noun, left.words),
            age=age,
            category=category_by_age(category, age if age is not None else min(told.values, default=None)),
            sector=noun.sector,
            plural=noun.plural,
            definite=left.definite and not name_end,
            ages=told.values,
            named=name_end is not None,
        )
        return Mark(left.start, told.end, value, "people")

    def _named(self, counts: Counts, described: list[Mark[PeoplePhrase]]) -> list[Mark[PeoplePhrase]]:
        """People told by name and age alone: "Abbas Srour, 26"."""
        found = []
        for age in counts.ages:
            if any(mark.start < age.end and age.start < mark.end for mark in described):
                continue
            if counts.line.after(age.end).startswith(" of "):
                continue  # "in Goma, 12 of them": a number of people, no age of someone named Goma
            start = _name_before(counts.line, age.start)
            if start is None or any(mark.start <= start < mark.end for mark in described):
                continue
            best = age.value.best
            end = age.end + (1 if counts.line.after(age.end).startswith(")") else 0)
            value = PeoplePhrase(
                ONE, (start, age.start), None, best, category_by_age(None, best), "CVL", plural=False,
                ages=(best,) if best is not None else (), named=True,
            )  # fmt: skip
            found.append(Mark(start, end, value, "people"))
        return found


def _sex(noun: PersonNoun, words: tuple[str, ...]) -> Sex | None:
    if noun.sex:
        return noun.sex
    return "female" if "female" in words else "male" if "male" in words else None


def _category(line: Line, noun: PersonNoun, words: tuple[str, ...], end: int) -> str | None:
    """What the noun, its adjectives and the body it belongs to say of the people."""
    category = noun.category
    for word in words:
        told = person_adjectives().get(word)
        if told and category in (None, "adult", "civilian"):
            category = told
    if noun.singular in people_file().bodiless and (body := body_pattern().match(line.after(end))):
        return next((name.replace("_", "-") for name, hit in body.groupdict().items() if hit), category)
    if category in (None, "adult", "civilian") and late_decades().match(line.after(end)):
        return "elderly"
    young = YOUNG.match(line.after(end))
    return "child" if young and int(young[1]) <= ADULT else category


def _ages_after(counts: Counts, end: int, *, several: bool) -> Ages:
    """The ages that follow a noun or a name: ", 34,", ", aged 6 and 11", " of 15", "63 y.o."."""
    line = counts.line
    values: list[int] = []
    at = end
    for mark in counts.ages:
        if mark.start < at or mark.value.best is None and mark.value.low is None:
            continue
        gap = line.lower[at - line.mark.start : mark.start - line.mark.start]
        if not (MORE_AGES if values else TO_AGE).fullmatch(gap) or AGED_WORD.match(
            line.lower[mark.start - line.mark.start : mark.end - line.mark.start]
        ):
            break
        if mark.value.low != mark.value.high or " between" in gap or gap == " to ":
            high = mark.value.high or 0
            return Ages((), end, "child" if high < ADULT and " between" not in gap else None)
        values.append(mark.value.best or 0)
        at = mark.end
        if not several and values:
            break
    if several and len(values) == 1 and line.lower[end - line.mark.start :].startswith(", "):
        values = [] if "aged" not in line.after(end)[:8] else values  # "38 people, 14 of them children"
    if values:
        tail = AGE_TAIL.match(line.after(at))
        return Ages(tuple(values), at + (tail.end() if tail else 0))
    bare = BARE_AGE.match(line.after(end)) or AGE_ABBREVIATED.match(line.after(end))
    if bare and not several and int(bare[1]) < OLDEST:
        return Ages((int(bare[1]),), end + bare.end())
    return Ages((), end)


def _left(counts: Counts, index: int, noun: PersonNoun) -> Left:
    """What precedes the noun, walking left to the amount or article."""
    line, file = counts.line, people_file()
    at, age = index, None
    words: list[str] = []
    while at > 0 and index - at <= REACH:
        previous = line.words[at - 1]
        word = previous.value.lower
        quantity = counts.ends.get(previous.end)
        if word in QUOTES and at > 1 and line.words[at - 2].end in counts.ends:
            at -= 1  # "no fewer than eight" soldiers
            continue
        if quantity and quantity.value.kind == "count":
            definite = _word_before(line, quantity.start) in file.definite
            return Left(quantity.start, quantity.value, age, tuple(words), definite)
        if quantity and quantity.value.kind == "age" and AGED_WORD.match(word):
            age = quantity.value.best
        elif word == "y.o." or (word == "old" and quantity):
            age = _abbreviated(counts, at)
        elif word in file.ordinals and at > 1 and line.word(at - 2) in {"a", "an"}:
            return Left(line.words[at - 2].start, ONE, age, tuple(words), definite=False)
        elif word in file.single or word in file.definite or _is_owned(noun, word):
            return _determined(counts, at - 1, noun, age, tuple(words))
        elif word == "of" and (amount := _amount_before(counts, at - 1)):
            return Left(amount.start, amount.value, age, tuple(words), definite=False)
        elif word in function_words().closing or not (word[0].isalpha() or quantity) or _is_deed(line, at - 1):
            break
        words.append(word)
        at -= 1
    # A bare noun: only adjectives that go with people belong to it.
    kept = 0
    while kept < len(words) and (
        words[kept] in person_adjectives() or AGED_WORD.match(words[kept]) or words[kept] == "y.o."
    ):
        kept += 1
    start = line.words[index - kept].start
    if kept and words[kept - 1] == "y.o." and index - kept > 0:
        start = line.words[index - kept - 1].start
    return Left(start, None, age, tuple(words[:kept]), definite=False)


def _is_owned(noun: PersonNoun, word: str) -> bool:
    """Whether the word makes the noun someone's: "the mayor's wife"."""
    return word == "'s" and not noun.plural and not noun.national


def _owner_start(line: Line, owner: int) -> int:
    """Where the words of an owner begin: "the mayor", "Ana Petrova"."""
    file, first = people_file(), max(owner, 0)
    while first > 0 and _is_name(line, first) and _is_name(line, first - 1):
        first -= 1
    if first > 0 and line.word(first - 1) in file.single | file.definite:
        first -= 1
    return line.words[first].start


def _is_deed(line: Line, at: int) -> bool:
    """Whether a word tells what a person before it did: "a gunman killed Mayor Ana Petrova"."""
    word, before = line.word(at), line.word(at - 1)
    if not word.endswith("ed") or at == 0:
        return False
    if line.find(person_nouns(), 1, at - 1) is not None:
        return True
    body = before[:1].isalpha() and not before.endswith("ly") and before not in function_words().closing
    plain = "-" not in word and word not in person_adjectives()
    file = people_file()
    return plain and body and before not in person_adjectives().keys() | file.single | file.definite | file.amounts


def _determined(counts: Counts, at: int, noun: PersonNoun, age: int | None, words: tuple[str, ...]) -> Left:
    """A noun with an article or owner: "a nurse", "nine of the victims", "his wife"."""
    line, file = counts.line, people_file()
    word, start = line.word(at), line.words[at].start
    if _is_owned(noun, word):
        return Left(_owner_start(line, at - 1), ONE, age, words, definite=False)
    if line.word(at - 1) == "of" and (amount := _amount_before(counts, at - 1)):
        return Left(amount.start, amount.value, age, words, noun.singular in file.told_before)
    if word == "both":
        return Left(start, BOTH, age, words, definite=False)
    if word in file.definite:
        return Left(start, None, age, words, definite=True)
    if noun.plural and word in file.possessive:
        return Left(start, None, age, words, definite=False)
    return Left(start, ONE, age, words, definite=False)


def _amount_before(counts: Counts, at: int) -> Mark[Quantity] | None:
    """The count that ends right before this word."""
    found = counts.ends.get(counts.line.words[at - 1].end) if at > 0 else None
    return found if found and found.value.kind == "count" else None


def _abbreviated(counts: Counts, at: int) -> int | None:
    """The age before "y.o."."""
    found = counts.ends.get(counts.line.words[at - 2].end) if at > 1 else None
    return found.value.best if found else None


def _word_before(line: Line, start: int) -> str:
    return line.word(line.at(start) - 1)


def _is_name(line: Line, at: int) -> bool:
    return (
        0 <= at < len(line.words)
        and line.words[at].value.text[0].isupper()
        and line.word(at) not in people_file().not_names
    )


def _name_after(line: Line, at: int) -> int | None:
    """The end of a personal name that follows a noun at once: "surgeon Ahmad Kandil"."""
    if not _is_name(line, at):
        return None
    end = at
    while _is_name(line, end) or (line.word(end) in people_file().name_particles and _is_name(line, end + 1)):
        end += 1
    return line.words[end - 1].end


def _name_before(line: Line, start: int) -> int | None:
    """Where the name before an age starts: the capitalised words before ", 26" or " (26"."""
    at = line.at(start) - 1
    if line.word(at) == "aged":
        at -= 1
    if line.word(at) not in {",", "("}:
        return None
    first = at
    while _is_name(line, first - 1) or (
        line.word(first - 1) in people_file().name_particles and _is_name(line, first - 2)
    ):
        first -= 1
    return line.words[first].start if first < at else None
