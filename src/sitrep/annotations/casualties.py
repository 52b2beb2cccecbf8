"""Who was killed, hurt, taken, freed or driven out: figures with the people they describe."""

from __future__ import annotations

import re
from typing import NamedTuple

from sitrep.annotations.layers import (
    CASUALTIES,
    PEOPLE,
    QUANTITIES,
    SENTENCES,
    WORDS,
    CasualtyFigure,
    CasualtyPerson,
    PeoplePhrase,
    Quantity,
)
from sitrep.annotations.lines import Line, by_sentence, lines, longest_key
from sitrep.annotations.sheet import Mark, Sheet
from sitrep.codebook.casualty_words import CasualtyWord, casualty_words, part_words, recalled_before, toll_link
from sitrep.codebook.function_words import function_words

#: People may stand this many characters after a verb ("killed, among others, six people").
NEAR = 40
#: What may stand between people told in one breath.
CHAIN = re.compile(r"^(?: \([^)]*\))?(?:,? and (?:about |at least |also )?|,? as well as |, |,? or |; )(?:their |his |her |its )?$")
#: What may stand between the people and "was killed".
TO_VERB = re.compile(
    r"^(?:,[^,]{2,60},)?(?: (?:in|on|from|of|at|near|who|with|there|aboard|inside)(?: [\w'’.-]+){1,6})?,?"
    r" (?:(?:was|were|is|are|has|have|had|be|been|being|got|also|still|reportedly|believed|feared|confirmed|left|critically"
    r"|seriously|severely|lightly|slightly|fatally|badly|later|since|already|both|all|now|reported|to|remain|remained|in|the"
    r"|wounded and|attack|strike|hospital|there|either|immediately|others|more|other|listed|as|initially|may|said|people|who) )*$"
)
BARE_GAP = re.compile(r"^(?: (?:were|was|had|have|has|others|other|more|people|reported|seriously|badly|and|are|been|also|critically|lightly|being))* ?$")
OBJECT_GAP = re.compile(r"^(?:,? (?:at|of|an|also|instantly|or injured|or wounded|and wounded|and injured|and killed|and maimed|the lives of))*,? ?[\"«]?$")
ZERO_AFTER = re.compile(r"^ (?:in|to) (?:the )?(?:count|number)")


class People(NamedTuple):
    """Some people beside an outcome word: their span, figure and members described."""

    start: int
    end: int
    count: Quantity | None
    of: tuple[CasualtyPerson, ...]
    sector: str
    definite: bool


class Scene(NamedTuple):
    """One sentence with what stands in it."""

    line: Line
    people: list[Mark[PeoplePhrase]]
    quantities: list[Mark[Quantity]]


def person_of(mark: Mark[PeoplePhrase]) -> CasualtyPerson | None:
    """The described people as part of a figure; None when the words settle nothing about them."""
    value = mark.value
    if value.sex is None and value.age is None and value.category is None:
        return None
    count = value.count.best if value.count and value.count.best else None
    if count is None and value.count and value.count.low:
        count = value.count.low
    if not count:
        return None
    return CasualtyPerson((mark.start, mark.end), count, value.sex, value.age, value.category)


def total(counts: list[Quantity | None]) -> Quantity | None:
    """The sum of several amounts; open where any is open, None when one is unknown."""
    known = [count for count in counts if count is not None]
    if not known or len(known) < len(counts):
        return known[0] if len(known) == 1 and len(counts) == 1 else None
    if len(known) == 1:
        return known[0]
    sums = [
        sum(values) if all(value is not None for value in values) else None  # type: ignore[arg-type]
        for values in zip(*((c.low, c.best, c.high) for c in known), strict=True)
    ]
    return Quantity(*sums)


class CasualtyStep:
    """Every figure of people with its outcome."""

    name = "casualties"
    reads = (SENTENCES, WORDS, QUANTITIES, PEOPLE)
    writes = CASUALTIES

    def marks(self, sheet: Sheet) -> list[Mark[CasualtyFigure]]:
        """One mark a figure, its span the people's phrase or the bare number."""
        found: list[Mark[CasualtyFigure]] = []
        people = by_sentence(sheet, sheet.marks(PEOPLE))
        quantities = by_sentence(sheet, [m for m in sheet.marks(QUANTITIES) if m.value.kind == "count"])
        for line, phrases, amounts in zip(lines(sheet), people, quantities, strict=True):
            found.extend(self._figures(Scene(line, phrases, amounts)))
        return found

    def _figures(self, scene: Scene) -> list[Mark[CasualtyFigure]]:
        table = casualty_words()
        longest = longest_key(table)
        found: list[Mark[CasualtyFigure]] = []
        taken: set[int] = set()
        line, index = scene.line, 0
        while index < len(line.words):
            hit = line.find(table, longest, index)
            if hit is None:
                index += 1
                continue
            length, senses = hit
            span = (line.words[index].start, line.words[index + length - 1].end)
            figure = self._figure(scene, index, length, senses, taken)
            if figure:
                people, outcome = figure
                taken.add(people.start)
                found.append(self._mark(scene, people, outcome, span))
            index += length
        return found

    def _mark(self, scene: Scene, people: People, outcome: str, span: tuple[int, int]) -> Mark[CasualtyFigure]:
        of = people.of if outcome != "released" else tuple(p for p in people.of if p.category != "prisoner")
        of = of + self._described(scene, people, max(people.end, span[1]))
        before = scene.line.before(people.start)
        value = CasualtyFigure(
            outcome,
            people.count,
            tuple(dict.fromkeys(of)),
            span,
            people.sector,
            recalled=bool(recalled_before().search(before)),
            part=people.definite,
        )
        return Mark(people.start, people.end, value, self.name)

    def _figure(
        self, scene: Scene, index: int, length: int, senses: tuple[CasualtyWord, ...], taken: set[int]
    ) -> tuple[People, str] | None:
        """The people of this word, by the first way of taking them that finds any."""
        end = scene.line.words[index + length - 1].end
        for sense in senses:
            if sense.only_with and not sense.only_with.search(scene.line.after(end)):
                continue
            people = self._taken_by(scene, index, length, sense)
            if people and people.start not in taken and (people.count or people.of):
                return people, sense.outcome
        return None

    def _taken_by(self, scene: Scene, index: int, length: int, sense: CasualtyWord) -> People | None:
        line = scene.line
        start, end = line.words[index].start, line.words[index + length - 1].end
        if sense.manner == "zero":
            return People(start, end, Quantity(0, 0, 0), (), "CVL", definite=False)
        if sense.manner == "toll":
            return self._toll(scene, end)
        if sense.manner == "active":
            if self._is_passive(line, index):
                return None
            return self._right(scene, end)
        if sense.manner == "intransitive":
            return self._left(scene, start)
        if sense.manner == "nominal":
            return self._number_before(scene, start, end)
        return self._adjective(scene, start, end) or self._left(scene, start) or self._inverted(scene, index, end)

    def _adjective(self, scene: Scene, start: int, end: int) -> People | None:
        """ "46 wounded patients": the people whom the word describes."""
        for phrase in scene.people:
            if phrase.start < start and end <= phrase.value.head[0] < phrase.end and phrase.value.count:
                return self._gathered([phrase])
        return None

    def _inverted(self, scene: Scene, index: int, end: int) -> People | None:
        """The people after an opening participle: "Injured are 7 people"."""
        verb = re.match(r" (?:are|is|were|was) ", scene.line.after(end))
        if index > 0 or not verb:
            return None
        return self._right(scene, end + verb.end() - 1)

    def _is_passive(self, line: Line, index: int) -> bool:
        words = function_words()
        at = index - 1
        while at >= 0 and (line.word(at) in words.adverbs or line.word(at) in words.auxiliaries):
            if line.word(at) in words.be_forms:
                return True
            at -= 1
        return False

    def _right(self, scene: Scene, end: int) -> People | None:
        """The people that follow: "killing a nurse, 34, and a security guard", "wounding 17"."""
        for phrase in scene.people:
            if phrase.start >= end and OBJECT_GAP.match(scene.line.lower[end - scene.line.mark.start : phrase.start - scene.line.mark.start]):
                return self._chain(scene, phrase)
        for amount in scene.quantities:
            if amount.start >= end and OBJECT_GAP.match(scene.line.lower[end - scene.line.mark.start : amount.start - scene.line.mark.start]):
                return self._bare(scene, amount)
        return None

    def _bare(self, scene: Scene, amount: Mark[Quantity]) -> People | None:
        """A number without a noun: "wounding 17", "several others"."""
        end = amount.end
        following = re.match(r" (?:others|other|more|wounded|injured|dead|casualties)\b", scene.line.after(end))
        if following:
            end += following.end()
        elif re.match(r" (?:of the |per ?cent|%|[a-z]+ of )", scene.line.after(end)):
            return None
        elif (noun := re.match(r" ([a-z'’-]+)", scene.line.after(end))) and noun[1] not in function_words().closing:
            # "killed 12 goats": an unknown noun; people only when it ends like one who does something.
            if not re.search(r"(?:ers|ors|ists|men|ians|ees|ants|people|members|personnel|staff|crew)$", noun[1]):
                return None
            end += noun.end()
        return People(amount.start, end, amount.value, (), "CVL", definite=False)

    def _chain(self, scene: Scene, first: Mark[PeoplePhrase]) -> People:
        """People told in one breath: "a couple and their three children"."""
        members = [first]
        base = scene.line.mark.start
        for phrase in scene.people:
            gap = scene.line.lower[members[-1].end - base : phrase.start - base]
            if phrase.start >= members[-1].end and CHAIN.match(gap) and phrase.value.count is not None and not self._is_part(scene, phrase):
                members.append(phrase)
        return self._gathered(members)

    def _is_part(self, scene: Scene, phrase: Mark[PeoplePhrase]) -> bool:
        """Whether these are some of the people just told ("at least 12 of them children")."""
        return " of them" in scene.line.lower[phrase.start - scene.line.mark.start : phrase.end - scene.line.mark.start]

    def _gathered(self, members: list[Mark[PeoplePhrase]]) -> People:
        described = tuple(person for mark in members if (person := person_of(mark)))
        counts = [mark.value.count for mark in members]
        return People(
            members[0].start,
            members[-1].end,
            total(counts),
            described,
            members[0].value.sector,
            definite=all(mark.value.definite for mark in members),
        )

    def _left(self, scene: Scene, start: int) -> People | None:
        """The people that stand before: "two men and a woman were killed", "14 injured"."""
        base = scene.line.mark.start
        for phrase in reversed(scene.people):
            if phrase.end <= start and TO_VERB.match(scene.line.lower[phrase.end - base : start - base]):
                if part_words().search(scene.line.before(phrase.start)[-30:]) and scene.people[0] is not phrase:
                    continue  # "five people, among them a nurse, were injured": the five
                return self._chain_back(scene, phrase)
        for amount in reversed(scene.quantities):
            if amount.end <= start and BARE_GAP.match(scene.line.lower[amount.end - base : start - base]):
                return People(amount.start, amount.end, amount.value, (), "CVL", definite=False)
        return None

    def _chain_back(self, scene: Scene, last: Mark[PeoplePhrase]) -> People:
        members = [last]
        base = scene.line.mark.start
        for phrase in reversed(scene.people):
            gap = scene.line.lower[phrase.end - base : members[0].start - base]
            if phrase.end <= members[0].start and CHAIN.match(gap) and phrase.value.count is not None:
                members.insert(0, phrase)
        return self._gathered(members)

    def _number_before(self, scene: Scene, start: int, end: int) -> People | None:
        """ "27 deaths", "six dead": the number right before the noun; or who was "among the dead"."""
        among = re.search(r" (?:was|were|is|are) (?:also )?among (?:the|those) $", scene.line.before(start))
        if among:
            people = self._left(scene, scene.line.mark.start + among.start())
            return people._replace(definite=True) if people else None
        for amount in scene.quantities:
            gap = scene.line.lower[amount.end - scene.line.mark.start : start - scene.line.mark.start]
            if amount.end <= start and re.match(r"^(?: (?:of the|confirmed|civilian|reported|people|more|others|people were|the))* $", gap):
                of = self._kinds(scene, amount, end) if "of the" in gap else ()
                return People(amount.start, end, amount.value, of, "CVL", definite="of the" in gap)
        return None

    def _kinds(self, scene: Scene, amount: Mark[Quantity], end: int) -> tuple[CasualtyPerson, ...]:
        """ "Five of the dead were children": what the part told consists of."""
        count = amount.value.best or amount.value.low
        kind = re.match(r" (?:were|was|are|is) ", scene.line.after(end))
        for phrase in scene.people:
            if kind and count and phrase.start == end + kind.end():
                value = phrase.value
                if value.category or value.sex:
                    return (CasualtyPerson((amount.start, phrase.end), count, value.sex, value.age, value.category),)
        return ()

    def _toll(self, scene: Scene, end: int) -> People | None:
        """The number a toll came to: "put the toll at 61"."""
        base = scene.line.mark.start
        best: Mark[Quantity] | None = None
        for amount in scene.quantities:
            if amount.start >= end and toll_link().match(scene.line.lower[end - base : amount.start - base]):
                best = amount
                if not recalled_before().search(scene.line.before(amount.start)):
                    break
        if best is None:
            return None
        return People(best.start, best.end, best.value, (), "CVL", definite=False)

    def _described(self, scene: Scene, people: People, end: int) -> tuple[CasualtyPerson, ...]:
        """Parts of the figure: "including a 3-year-old girl", "14 of them children"."""
        base = scene.line.mark.start
        tail = scene.line.lower[end - base :]
        opener = part_words().search(tail)
        out: list[CasualtyPerson] = []
        if opener and not re.search(r"\b(?:killed|wounded|injured|wounding|injuring|killing)\b", tail[: opener.start()]):
            at = end + opener.end()
            for phrase in scene.people:
                gap = scene.line.lower[at - base : phrase.start - base]
                if phrase.start >= at and re.match(r"^(?: |,? and |, | at least | were | was )*$", gap):
                    person = person_of(phrase)
                    if person:
                        out.append(person)
                    at = phrase.end
        for amount in scene.quantities:
            if amount.start < end:
                continue
            found = re.match(r" of (?:them|whom|the (?:dead|wounded|injured|victims|killed|detainees))(?: were| are|,)? (?:under (?:the age of )?(\d+)|(\w+))", scene.line.after(amount.end))
            if found and amount.start - end < NEAR:
                out.extend(self._part(scene, amount, found))
        return tuple(out)

    def _part(self, scene: Scene, amount: Mark[Quantity], found: re.Match[str]) -> list[CasualtyPerson]:
        count = amount.value.best or amount.value.low
        if not count:
            return []
        span = (amount.start, amount.end + found.end())
        if found[1]:
            return [CasualtyPerson(span, count, None, None, "child")] if int(found[1]) <= 18 else []  # noqa: PLR2004
        for phrase in scene.people:
            if phrase.value.head[0] == amount.end + found.start(2) and (phrase.value.category or phrase.value.sex):
                return [CasualtyPerson(span, count, phrase.value.sex, None, phrase.value.category)]
        return []
