"""The people beside a word of harm: gathered from what stands in one breath, with what is said of each."""

from __future__ import annotations

import dataclasses
import re
from itertools import pairwise
from typing import NamedTuple

from sitrep.annotations.layers import ONE, CasualtyPerson, PeoplePhrase, Quantity
from sitrep.annotations.lines import Line
from sitrep.annotations.sheet import Mark
from sitrep.codebook.casualty_words import (
    agent_pattern,
    casualty_file,
    gap_pattern,
    join_pattern,
    part_of_figure,
    part_words,
)
from sitrep.codebook.cues import cues
from sitrep.codebook.function_words import function_words

#: What must not stand between a figure and its parts: the part belongs to something told in between.
FAR = 90
CHILD = 18
LISTED = re.compile(r"^[^.;:,]{0,25}(?::| [–—-]{1,2}) ?$")
IN_LIST = re.compile(r"^(?: |,? and |, | at least | were | was | also | (?:those|that) of )*$")
BARE_TAIL = re.compile(r" (?:others|other|more|wounded|injured|dead|casualties|victims)\b")
NO_BARE = re.compile(r" (?:of the |per ?cent|%|[a-z]+ of )")
#: Where or how old, between people told in one breath: "… between seven and 15 years old, two monks".
TAIL = re.compile(r"^ (?:between|aged|from|of|in|with|at) (?:[\w'’ -]{1,60}(?=,)|[\w'’-]+(?: [\w'’-]+){0,5}(?= and ))")
#: People told of by whom they come from: "eight people from one family".
COMES_FROM = re.compile(r"^ (?:from|of) (?:the )?$")
#: Before people who are no subject of their own.
GOVERNED = re.compile(
    r"\b(?:of|to|by|with|from|for|near|in|on|at|against|under|beside|behind|outside|around|between) $"
)
#: After one of several people: the next of them.
GOES_ON = re.compile(r",? and (?:an?|the|his|her|its|their|two|three|four|five|\d+) ")
#: Before the word of harm: one more person ("one died and another was hurt").
ONE_MORE = re.compile(
    r"\b(?:and|but|while|with) (?P<one>(?:yet )?another|one more|an? (?:second|third|fourth|fifth|sixth))"
    r"(?: (?:was|is|has|been|being|remains|\w+ly))* $"
)
#: How many words may stand between a speaker and what tells that he speaks.
TELLER = 9
SAID = {"third", "past"}
#: Opens a part without a comma: "40 people including nine children were killed".
INCLUDING = re.compile(r"^ (?:including|among them) (?:at least )?$")
NTH = re.compile(
    r"^(?: (?:also|and))* (?:a|another) (?:second|third|fourth|fifth|sixth|seventh|eighth)\b"
    r"(?! (?:time|day|week|year|night))"
)


class Scene(NamedTuple):
    """One sentence with the people and amounts that stand in it."""

    line: Line
    people: list[Mark[PeoplePhrase]]
    quantities: list[Mark[Quantity]]

    def between(self, start: int, end: int) -> str:
        """The sentence's lower-case text from one offset of the document to another."""
        return self.line.lower[start - self.line.mark.start : end - self.line.mark.start]


class People(NamedTuple):
    """Some people beside an outcome word: their span, figure and members described."""

    start: int
    end: int
    amount: Quantity | None
    of: tuple[CasualtyPerson, ...] = ()
    sector: str = "CVL"
    definite: bool = False


def persons_of(mark: Mark[PeoplePhrase]) -> tuple[CasualtyPerson, ...]:
    """The described people as parts of a figure; empty when the words settle nothing about them."""
    value = mark.value
    if value.sex is None and value.category is None and not value.ages:
        return ()
    span = (mark.start, mark.end)
    count = (value.count.best or value.count.low or value.count.high) if value.count else None
    if not count:
        return ()
    if len(value.ages) > 1:
        return tuple(CasualtyPerson(span, 1, value.sex, age, "child" if age < CHILD else "adult") for age in value.ages)
    return (CasualtyPerson(span, count, value.sex, value.age, value.category),)


def total(counts: list[Quantity | None]) -> Quantity | None:
    """The sum of several amounts; open where any is open, None when one is unknown."""
    known = [count for count in counts if count is not None]
    if not known or len(known) < len(counts):
        return None
    if len(known) == 1:
        return known[0]
    return Quantity(
        _sum([count.low for count in known]),
        _sum([count.best for count in known]),
        _sum([count.high for count in known]),
    )


def _sum(values: list[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None


def people_after(scene: Scene, end: int) -> People | None:
    """The people that follow: "killing a nurse, 34, and a security guard", "wounding 17"."""
    gap = gap_pattern("to_object")
    for phrase in scene.people:
        if phrase.start >= end and gap.match(scene.between(end, phrase.start)):
            return _gathered(scene, _onward(scene, phrase))
    for amount in scene.quantities:
        if amount.start >= end and gap.match(scene.between(end, amount.start)):
            return _bare(scene, amount)
    nth = NTH.match(scene.line.after(end))
    return People(end + 1, end + nth.end(), ONE) if nth else None


def people_before(scene: Scene, start: int) -> People | None:
    """The people that stand before: "two men and a woman were killed", "14 injured"."""
    gap = gap_pattern("to_verb")
    for phrase in reversed(scene.people):
        if phrase.end > start or phrase.value.count is None:
            continue
        if phrase.value.definite and GOVERNED.search(scene.line.before(phrase.start)):
            continue  # "six men loyal to the warlord were killed"
        if gap.match(scene.between(phrase.end, start)):
            whole = _whole_before(scene, phrase)
            if whole is not None:
                return _gathered(scene, _backward(scene, whole))
            opener = part_words().search(scene.line.before(phrase.start)[-40:])
            if opener and scene.people[0] is not phrase:
                continue  # "five people, among them a nurse, were injured": the five
            return _gathered(scene, _backward(scene, phrase))
    another = ONE_MORE.search(scene.line.before(start))
    if another is not None:
        first = scene.line.mark.start
        return People(first + another.start("one"), first + another.end("one"), ONE)
    bare = gap_pattern("bare")
    for amount in reversed(scene.quantities):
        if amount.end <= start and bare.match(scene.between(amount.end, start)):
            return People(amount.start, amount.end, amount.value)
    return None


def _whole_before(scene: Scene, part: Mark[PeoplePhrase]) -> Mark[PeoplePhrase] | None:
    """The people of whom this phrase tells only a part or where they belong: "nine people including two girls"."""
    for phrase in reversed(scene.people):
        if phrase.end > part.start or phrase.value.count is None:
            continue
        gap = scene.between(phrase.end, part.start)
        belongs = COMES_FROM.match(gap) and part.value.count == ONE
        return phrase if belongs or INCLUDING.match(gap) else None
    return None


def people_described(scene: Scene, start: int, end: int) -> People | None:
    """ "46 wounded patients": the people whom the word between number and noun describes."""
    for phrase in scene.people:
        if phrase.start < start and end <= phrase.value.head[0] < phrase.end and phrase.value.count:
            return _gathered(scene, [phrase])
    return None


def people_adjoining(scene: Scene, start: int) -> People | None:
    """ "Five drivers dead": the people right before the word."""
    for phrase in scene.people:
        if phrase.end + 1 == start and phrase.value.count:
            return _gathered(scene, _backward(scene, phrase))
    return None


def number_before(scene: Scene, start: int, end: int) -> People | None:
    """ "27 deaths", "six of the dead": the number right before the noun."""
    gap = gap_pattern("nominal")
    for amount in scene.quantities:
        between = scene.between(amount.end, start)
        if amount.end <= start and gap.match(between):
            back = " of the " in between or " of those " in between
            of = _kinds(scene, amount, end) if back else ()
            return People(amount.start, end, amount.value, of, definite=back)
    return None


def parts(scene: Scene, people: People, limit: int) -> tuple[CasualtyPerson, ...]:
    """Who of the figure is described further on, up to the limit: "including a girl", "14 of them children"."""
    found = [*_introduced(scene, people, limit), *_listed(scene, people, limit)]
    for amount in scene.quantities:
        if people.end <= amount.start < limit:
            hit = part_of_figure().match(scene.line.after(amount.end))
            if hit:
                found.extend(_counted(scene, amount, hit))
    return tuple(found)


def _introduced(scene: Scene, people: People, limit: int) -> list[CasualtyPerson]:
    opener = part_words().search(scene.between(people.end, limit))
    if not opener:
        return []
    return _row(scene, people.end + opener.end(), limit)


def _listed(scene: Scene, people: People, limit: int) -> list[CasualtyPerson]:
    """The people after a colon or dash: "put the dead at 17: fourteen children, two monks and a teacher"."""
    best = people.amount.best if people.amount else None
    first = next((phrase for phrase in scene.people if people.end <= phrase.start < limit), None)
    if first is None or best is None or not LISTED.match(scene.between(people.end, first.start)):
        return []
    row = _row(scene, first.start, limit)
    return row if sum(person.count for person in row) <= best else []


def _row(scene: Scene, start: int, limit: int) -> list[CasualtyPerson]:
    """The people told one after the other from here, an apposition read as one person."""
    row: list[Mark[PeoplePhrase]] = []
    at = start
    for phrase in scene.people:
        if (
            at <= phrase.start < limit
            and phrase.value.count
            and IN_LIST.match(_without_tail(scene.between(at, phrase.start)))
        ):
            row.append(phrase)
            at = phrase.end
    return [person for mark in _apposed(scene, row) for person in persons_of(mark)]


def _without_tail(gap: str) -> str:
    """A gap without what only says how old or where: "… between seven and 15 years old, "."""
    return TAIL.sub("", gap)


def _counted(scene: Scene, amount: Mark[Quantity], hit: re.Match[str]) -> list[CasualtyPerson]:
    count = amount.value.best or amount.value.low
    if not count:
        return []
    span = (amount.start, amount.end + hit.end())
    if hit["age"]:
        return [CasualtyPerson(span, count, None, None, "child")] if int(hit["age"]) <= CHILD else []
    for phrase in scene.people:
        value = phrase.value
        inside = amount.end <= value.head[0] <= amount.end + hit.end()
        if inside and (value.category or value.sex):
            return [CasualtyPerson((amount.start, phrase.end), count, value.sex, None, value.category)]
    return []


def _kinds(scene: Scene, amount: Mark[Quantity], end: int) -> tuple[CasualtyPerson, ...]:
    """ "Five of the dead were children": what the part told consists of."""
    count = amount.value.best or amount.value.low
    verb = re.match(r" (?:were|was|are|is) ", scene.line.after(end))
    if verb and count:
        for phrase in scene.people:
            value = phrase.value
            if phrase.start == end + verb.end() and (value.category or value.sex):
                return (CasualtyPerson((amount.start, phrase.end), count, value.sex, value.age, value.category),)
    return ()


def _bare(scene: Scene, amount: Mark[Quantity]) -> People | None:
    """A number without a known noun: "wounding 17", "several others", "26 Palestinians", "two glaziers"."""
    end = amount.end
    tail = BARE_TAIL.match(scene.line.after(end))
    if tail:
        return People(amount.start, end + tail.end(), amount.value)
    if NO_BARE.match(scene.line.after(end)):
        return None
    noun = _unlisted_noun(scene.line, end)
    return People(amount.start, noun, amount.value) if noun else None


def _unlisted_noun(line: Line, end: int) -> int | None:
    """Where a noun phrase after a bare number ends if it can be people; the number's own end without a noun."""
    at = line.at(end)
    capital = None
    while at < len(line.words) and line.words[at].value.text[0].isalpha():
        word = line.words[at].value
        if word.lower in function_words().closing:
            break
        if word.text[0].isupper():
            capital = line.words[at].end
            at += 1
            continue
        if agent_pattern().search(word.lower) and word.lower not in casualty_file().not_agents:
            return line.words[at].end
        if word.lower.endswith(("s", "ed")) or capital is None:
            return (
                end if word.lower.endswith("ly") or word.lower in {"alive", "today", "yesterday", "overnight"} else None
            )
        at += 1
    return capital or end


def _onward(scene: Scene, first: Mark[PeoplePhrase]) -> list[Mark[PeoplePhrase]]:
    """The people told in one breath from this phrase on: "a couple and their three children"."""
    members = [first]
    for phrase in scene.people:
        if phrase.start < members[-1].end or phrase.value.count is None:
            continue
        gap = _without_tail(scene.between(members[-1].end, phrase.start))
        if not join_pattern().match(gap) or part_of_figure().match(scene.line.after(_number_end(phrase, scene))):
            break
        if phrase.value.definite and (gap.startswith(";") or (gap == ", " and not _goes_on(scene.line, phrase.end))):
            break  # "killing nine people, the governor, Ana Petrova, said"
        if gap == ", " and _says_so(scene.line, phrase.end):
            break
        members.append(phrase)
    return members


def _goes_on(line: Line, end: int) -> bool:
    """Whether people go on being listed here."""
    return GOES_ON.match(line.after(end)) is not None


def _says_so(line: Line, end: int) -> bool:
    """Whether the people up to here are who tells: "killing 11 people, a local official said on Monday"."""
    for at in range(line.at(end), line.at(end) + TELLER):
        word = line.word(at)
        if not word or not (word[0].isalpha() or word[0].isdigit()) or word in casualty_file().relatives:
            return False
        said = [cue for cue in cues().get(word, ()) if cue.form in SAID]
        if any("tell" in cue.frames for cue in said):
            return True
        if any("final" in cue.frames for cue in said):
            after = line.text(at + 1)
            return not after[:1].islower() or after in function_words().closing
    return False


def _backward(scene: Scene, last: Mark[PeoplePhrase]) -> list[Mark[PeoplePhrase]]:
    """The people told in one breath up to this phrase."""
    members = [last]
    for phrase in reversed(scene.people):
        if phrase.end > members[0].start or phrase.value.count is None:
            continue
        if not join_pattern().match(_without_tail(scene.between(phrase.end, members[0].start))):
            break
        members.insert(0, phrase)
    return members


def _number_end(phrase: Mark[PeoplePhrase], scene: Scene) -> int:
    """Where the number that opens a phrase ends, the phrase's own start without one."""
    return next((amount.end for amount in scene.quantities if amount.start == phrase.start), phrase.start)


def _gathered(scene: Scene, members: list[Mark[PeoplePhrase]]) -> People:
    if len(members) > 2 and _is_listed_after(scene, members):
        joined = members[1:]  # "two men, a plumber and his nephew"
    else:
        joined = _apposed(scene, members)
    return People(
        members[0].start,
        members[-1].end,
        total([mark.value.count for mark in joined]),
        tuple(person for mark in joined for person in persons_of(mark)),
        members[0].value.sector,
        definite=all(mark.value.definite for mark in members),
    )


def _is_listed_after(scene: Scene, members: list[Mark[PeoplePhrase]]) -> bool:
    """Whether the people after the first are the first, one by one."""
    whole, rest = members[0].value.count, total([mark.value.count for mark in members[1:]])
    apart = scene.between(members[0].end, members[1].start).strip() in {",", ":", "—", "–"}
    return apart and whole is not None and rest is not None and whole == rest


def _apposed(scene: Scene, members: list[Mark[PeoplePhrase]]) -> list[Mark[PeoplePhrase]]:
    """The people with each apposition made one: "its driver, a man aged 61", "a nurse, Ana Cruz, 34"."""
    kept: list[Mark[PeoplePhrase]] = []
    for position, mark in enumerate(members):
        if (
            kept
            and _without_tail(scene.between(kept[-1].end, mark.start)) == ", "
            and not (mark.value.plural or kept[-1].value.plural)
        ):
            named = mark.value.named != kept[-1].value.named
            rest = members[position:]
            ends = all(scene.between(a.end, b.start) == ", " for a, b in pairwise(rest))
            if named or ends:
                kept[-1] = _same_person(kept[-1], mark)
                continue
        kept.append(mark)
    return kept


def _same_person(first: Mark[PeoplePhrase], second: Mark[PeoplePhrase]) -> Mark[PeoplePhrase]:
    """One person told by two phrases, with what either says."""
    one, two = first.value, second.value
    plain = one.category in (None, "adult", "civilian") and two.category is not None
    value = dataclasses.replace(
        one,
        sex=one.sex or two.sex,
        age=one.age if one.age is not None else two.age,
        ages=one.ages or two.ages,
        category=two.category if plain and two.category != "adult" else one.category or two.category,
        named=one.named or two.named,
    )
    return Mark(first.start, second.end, value, first.step)
