"""Who was killed, hurt, taken, freed or driven out: figures with the people they describe."""

from __future__ import annotations

import dataclasses
import re
import sys
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from sitrep.annotations.casualty_people import (
    People,
    Scene,
    number_before,
    parts,
    people_adjoining,
    people_after,
    people_before,
    people_described,
)
from sitrep.annotations.layers import (
    CASUALTIES,
    MENTIONS,
    ONE,
    PEOPLE,
    QUANTITIES,
    SENTENCES,
    CasualtyFigure,
    CasualtyPerson,
    Mention,
    PeoplePhrase,
    Quantity,
    Span,
)
from sitrep.annotations.lines import LINES, Line, Phrases, by_sentence
from sitrep.annotations.sheet import Mark, Sheet
from sitrep.codebook.casualty_words import (
    CasualtyWord,
    casualty_phrases,
    casualty_words,
    grown_from,
    recalled_before,
    toll_link,
)
from sitrep.codebook.function_words import function_words
from sitrep.codebook.people import people_file

OR_HURT = re.compile(r"^ or (?:wounded|injured|wounding|injuring|hurt|missing)\b")
#: "The dead included", "among the wounded were": the people of a figure follow.
CONSISTS = re.compile(r"^ (?:were|was|are|is|include|included|includes) ")
AMONG_BEFORE = re.compile(r" (?:was|were|is|are) (?:also )?among (?:the|those) $")
AMONG_OPENING = re.compile(r"\bamong (?:the|those) $")
NAMED_AS = re.compile(r"^(?: [\w'’-]+){0,4} as ")
NAMING = re.compile(r"\b(?:named|identified|identifies|names|naming|identifying)\b")
#: Between a wound and the death of it.
AND_THEN = re.compile(
    r"^,? (?:and|but)(?: (?:he|she|they|both|all|was|were|had|has|later|then|soon|subsequently|also|\w+ly))* $"
)
#: What people are described by when they are told to be freed, found or killed: "nine abducted people were set free".
PLIGHTS = frozenset({"abducted", "detained", "trapped", "missing"})
#: Who was brought out dead.
DEAD = re.compile(r"\b(?:bod(?:y|ies)|corpses?|remains)\b")
FAMILIES = re.compile(r"(?:families|households)$")
IN_BRACKETS = re.compile(r"^ \($")


class Hit(NamedTuple):
    """A word or phrase of harm with all it can mean."""

    start: int
    end: int
    senses: tuple[CasualtyWord, ...]


class Taking(NamedTuple):
    """A word of harm with the people it takes."""

    hit: Hit
    people: People
    sense: CasualtyWord


@cache
def _words() -> Phrases[tuple[CasualtyWord, ...]]:
    return Phrases(casualty_words())


class CasualtyStep:
    """Every figure of people with its outcome."""

    name = "casualties"
    reads = (SENTENCES, LINES, QUANTITIES, MENTIONS, PEOPLE)
    writes = CASUALTIES

    def marks(self, sheet: Sheet) -> list[Mark[CasualtyFigure]]:
        """One mark a figure, its span the people's phrase or the bare number."""
        found: list[Mark[CasualtyFigure]] = []
        people = by_sentence(sheet, _with_named(_told_singly(sheet), sheet.marks(MENTIONS)))
        counts = [mark for mark in sheet.marks(QUANTITIES) if _counts(sheet.text, mark)]
        quantities = by_sentence(sheet, counts)
        for line, phrases, amounts in zip(sheet.values(LINES), people, quantities, strict=True):
            found.extend(self._figures(Scene(line, phrases, amounts)))
        return found

    def _figures(self, scene: Scene) -> list[Mark[CasualtyFigure]]:
        takings: list[Taking] = []
        taken: set[int] = set()
        for hit in _hits(scene.line):
            taking = _taking(scene, hit, {start for start in taken if not _freed(takings, start)})
            if taking:
                takings = [other for other in takings if other.people.start != taking.people.start]
                taken.add(taking.people.start)
                takings.append(taking)
            elif takings and _dies_after(scene, takings[-1], hit):
                takings[-1] = takings[-1]._replace(sense=hit.senses[0])
        return [self._mark(scene, taking, _limit(scene, taking, takings)) for taking in takings]

    def _mark(self, scene: Scene, taking: Taking, limit: int) -> Mark[CasualtyFigure]:
        people, sense = taking.people, taking.sense
        nobody = people.amount is not None and people.amount.high == 0
        described = () if nobody else parts(scene, people, limit)
        own = tuple(person for person in people.of if not described or person.category != "civilian")
        found = sense.outcome == "evacuated" and DEAD.search(scene.between(people.start, people.end)) is not None
        value = CasualtyFigure(
            "killed" if found else sense.outcome,
            people.amount,
            tuple(person for person in dict.fromkeys((*own, *described)) if _tells(person, sense.outcome)),
            (taking.hit.start, taking.hit.end),
            people.sector,
            recalled=bool(recalled_before().search(scene.line.before(people.start))),
            part=people.definite or found,
            toll=sense.manner == "toll",
        )
        return Mark(people.start, people.end, value, self.name)


def _with_named(people: Sequence[Mark[PeoplePhrase]], mentions: Sequence[Mark[Mention]]) -> list[Mark[PeoplePhrase]]:
    """The people described, and those told by their name alone, in order."""
    covered = {offset for mark in people for offset in (mark.start, mark.end, mark.value.head[0])}
    named = [
        Mark(mark.start, mark.end, _by_name(mark), mark.step)
        for mark in mentions
        if mark.value.kind == "person" and mark.value.form == "name" and not covered & {mark.start, mark.end}
    ]
    ends = sorted((mark.start, mark.end) for mark in people)
    free = [mark for mark in named if not _inside(ends, mark.start)]
    return sorted([*people, *free], key=lambda mark: (mark.start, -mark.end))


def _freed(takings: list[Taking], start: int) -> bool:
    """Whether these people's plight only describes them, so that what became of them is yet to come."""
    return any(
        taking.people.start == start < taking.hit.start < taking.people.end and taking.sense.outcome in PLIGHTS
        for taking in takings
    )


def _dies_after(scene: Scene, before: Taking, hit: Hit) -> bool:
    """Whether those just told to be hurt die of it: "was hit by three bullets and died"."""
    dies = hit.senses[0].outcome == "killed" and hit.senses[0].manner in {"intransitive", "passive"}
    if not dies or before.sense.outcome != "wounded" or before.hit.end > hit.start:
        return False
    return (
        before.people.end <= before.hit.start and AND_THEN.match(scene.between(before.hit.end, hit.start)) is not None
    )


def _told_singly(sheet: Sheet) -> list[Mark[PeoplePhrase]]:
    """The people described; whoever is told by a name or by "the" is one: "the mayor", "General Ana Petrova"."""
    return [
        mark._replace(value=dataclasses.replace(mark.value, count=ONE, definite=True)) if _is_one(sheet, mark) else mark
        for mark in sheet.marks(PEOPLE)
    ]


def _is_one(sheet: Sheet, mark: Mark[PeoplePhrase]) -> bool:
    value = mark.value
    if value.count is not None or value.plural or not (value.definite or value.named):
        return False
    return sheet.text[slice(*value.head)].lower() not in people_file().many_in_one


def _inside(spans: list[Span], offset: int) -> bool:
    at = bisect_right(spans, (offset, sys.maxsize)) - 1
    return at >= 0 and offset < spans[at][1]


def _by_name(mark: Mark[Mention]) -> PeoplePhrase:
    sex = mark.value.profile.sex if mark.value.profile else None
    return PeoplePhrase(ONE, (mark.start, mark.end), sex, None, None, "CVL", plural=False, named=True)


def _counts(text: str, mark: Mark[Quantity]) -> bool:
    """Whether the number counts; what reads as an age may count a part ("38 people, 14 of them children")."""
    return mark.value.kind == "count" or (mark.value.kind == "age" and text.startswith(" of ", mark.end))


def _tells(person: CasualtyPerson, outcome: str) -> bool:
    """Whether the person's kind says more than the outcome does: a freed prisoner does not."""
    return outcome != "released" or person.category != "prisoner"


def _limit(scene: Scene, taking: Taking, takings: list[Taking]) -> int:
    """Where the next figure of the sentence begins: what follows there is no part of this one."""
    later = [
        offset
        for other in takings
        if other is not taking
        for offset in (other.people.start, other.hit.start)
        if offset >= taking.people.end
    ]
    return min(later, default=scene.line.mark.end)


def _hits(line: Line) -> list[Hit]:
    """Every word and phrase of harm in order, the longer way of telling first."""
    found = [
        Hit(line.mark.start + match.start(), line.mark.start + match.end(), (word,))
        for word, first in casualty_phrases().over(line.lower)
        for match in first.re.finditer(line.lower, first.start())
    ]
    covered = [(hit.start, hit.end) for hit in found]
    for index, length, senses in _words().over(line):
        span = line.span(index, index + length)
        if not any(_touch(span, other) for other in covered):
            found.append(Hit(*span, senses))
    return sorted(found, key=lambda one: one.start)


def _touch(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _taking(scene: Scene, hit: Hit, taken: set[int]) -> Taking | None:
    """The people of this word, by the first way of taking them that finds any."""
    for sense in hit.senses:
        if sense.only_with and not sense.only_with.search(scene.line.after(hit.end)):
            continue
        people = _taken_by(scene, hit, sense)
        if people and sense.outcome == "displaced" and people.definite and people.amount == ONE:
            continue  # "the suspect fled"
        if people and people.start not in taken and (people.amount or people.of):
            return Taking(hit, _of_people(scene, people), sense)
    return None


def _taken_by(scene: Scene, hit: Hit, sense: CasualtyWord) -> People | None:
    if sense.manner == "zero":
        return People(hit.start, hit.end, Quantity(0, 0, 0))
    if sense.manner == "toll":
        return _toll(scene, hit.end)
    if OR_HURT.match(scene.line.after(hit.end)):
        return None  # "20 people were killed or wounded" counts neither
    if sense.manner == "nominal":
        return _nominal(scene, hit)
    if sense.manner == "active":
        return None if sense.form != "ing" and _is_passive(scene.line, hit.start) else people_after(scene, hit.end)
    if sense.manner == "intransitive":
        return people_before(scene, hit.start)
    if AMONG_OPENING.search(scene.line.before(hit.start)) and (consists := CONSISTS.match(scene.line.after(hit.end))):
        people = people_after(scene, hit.end + consists.end() - 1)
        return people._replace(definite=True) if people and people.of else None
    return people_described(scene, hit.start, hit.end) or people_before(scene, hit.start) or _inverted(scene, hit)


def _nominal(scene: Scene, hit: Hit) -> People | None:
    """People told by a noun: "27 deaths", "five drivers dead", "among the dead were two girls"."""
    dead = hit.senses[0].outcome == "killed"
    if dead and any(p.start < hit.start < p.end and p.value.category == "prisoner" for p in scene.people):
        return None  # "the last three deceased hostages": dead long since
    before, after = scene.line.before(hit.start), scene.line.after(hit.end)
    among = AMONG_BEFORE.search(before)
    if among:
        people = people_before(scene, scene.line.mark.start + among.start() + 1)
        return people._replace(definite=True) if people else None
    consists = CONSISTS.match(after)
    if consists and (AMONG_OPENING.search(before) or before.endswith("the ")):
        people = people_after(scene, hit.end + consists.end() - 1)
        if people and people.of:
            return people._replace(definite=True)
    named = NAMED_AS.match(after)
    if named and NAMING.search(before):
        people = people_after(scene, hit.end + named.end() - 1)
        return people._replace(definite=True) if people and people.of else None
    return number_before(scene, hit.start, hit.end) or people_adjoining(scene, hit.start)


def _inverted(scene: Scene, hit: Hit) -> People | None:
    """The people after an opening participle: "Injured are 7 people"."""
    verb = re.match(r" (?:are|is|were|was) ", scene.line.after(hit.end))
    if hit.start != scene.line.mark.start or not verb:
        return None
    return people_after(scene, hit.end + verb.end() - 1)


def _is_passive(line: Line, start: int) -> bool:
    words = function_words()
    at = line.at(start) - 1
    while at >= 0 and (line.word(at) in words.adverbs or line.word(at) in words.auxiliaries):
        if line.word(at) in words.be_forms:
            return True
        at -= 1
    return False


def _toll(scene: Scene, end: int) -> People | None:
    """The number a toll came to: "put the toll at 61", "rose from 3 to 5"."""
    best: Mark[Quantity] | None = None
    for amount in scene.quantities:
        if amount.start < end:
            continue
        grown = grown_from().search(scene.between(end, amount.end))
        if grown and amount.value.best is None and amount.value.high:
            high = amount.value.high
            return People(amount.start, amount.end, Quantity(high, high, high))
        if toll_link().match(scene.between(end, amount.start)):
            best = amount
            if not recalled_before().search(scene.line.before(amount.start)):
                break
    return People(best.start, best.end, best.value) if best else None


def _of_people(scene: Scene, people: People) -> People:
    """The people in brackets after a number of families: "1,140 families (an estimated 7,980 people)"."""
    if not FAMILIES.search(scene.between(people.start, people.end)):
        return people
    for phrase in scene.people:
        if phrase.start >= people.end and IN_BRACKETS.match(scene.between(people.end, phrase.start)):
            return People(phrase.start, phrase.end, phrase.value.count)
    return people
