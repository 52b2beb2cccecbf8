"""Toponyms: the stretches of a sentence that name places, with the words around them that say of what sort.

Nothing is resolved here; a toponym may be known to the gazetteer or not.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from functools import cache, lru_cache

from sitrep.annotations.layers import Mention
from sitrep.annotations.lines import Line
from sitrep.annotations.sheet import Mark
from sitrep.codebook.countries import country_by_name, country_of_demonym
from sitrep.codebook.known_actors import given_names
from sitrep.codebook.place_words import common_words, place_words
from sitrep.grounding.facilities import LONGEST, road, site
from sitrep.grounding.gazetteer import gazetteer
from sitrep.grounding.lines import PlaceLine, Toponym, is_compound, make
from sitrep.grounding.surroundings import look_left, look_right, share_listed, share_plurals, share_prepositions
from sitrep.grounding.unit_names import unit_names

#: Small words that stand inside names: "Rio de Janeiro", "Isle of Man", "Bosnia and Herzegovina".
INNER = frozenset(
    {"of", "de", "la", "el", "al", "da", "do", "du", "des", "del", "di", "es", "ez", "az", "bin", "the", "and"}
)
#: Prepositions after which an unknown name is taken for a place's.
HERE = frozenset({"in", "at", "near", "outside", "from", "around"})
#: What stands behind a list that ends.
CLOSING = frozenset({",", ".", ";", ")", ""})


@dataclass
class Harvest:
    """The toponyms of a text in order, known or not, and others that are rather part of another name, or a person's."""

    lines: list[PlaceLine] = field(default_factory=list)
    found: list[Toponym] = field(default_factory=list)
    others: list[Toponym] = field(default_factory=list)


def toponyms(
    text: str,
    lines: Sequence[Line],
    mentions: Sequence[Mark[Mention]],
    body_start: int = 0,
) -> Harvest:
    """Every toponym of the text, and what else might be one."""
    dateline_end = _dateline_end(text, body_start)
    harvest = Harvest()
    starts = [mention.start for mention in mentions]
    for each in lines:
        inside = mentions[bisect_left(starts, each.mark.start) : bisect_left(starts, each.mark.end)]
        line = PlaceLine(text, each, inside, dateline_end)
        short = unit_names(line)
        first_words = _starts(line)
        here = _of_words(line, first_words)
        here = sorted(short + here, key=lambda topo: topo.first) if short else here
        share_prepositions(line, here)
        share_plurals(line, here)
        share_listed(line, here)
        harvest.lines.append(line)
        harvest.found.extend(here)
        harvest.others.extend(_passing(line, here, first_words))
    kept = _undoubted(harvest.found)
    if len(kept) < len(harvest.found):
        harvest.others.extend(topo for topo in harvest.found if topo not in kept)
    return Harvest(harvest.lines, kept, harvest.others)


def _passing(line: PlaceLine, found: Sequence[Toponym], starts: Set[int]) -> list[Toponym]:
    """Known names that only pass by, within what else is named: "Gainesville" of "the Gainesville Rotary Club"."""
    free = list(line.capital)
    for topo in found:
        free[topo.first : topo.last] = [False] * (topo.last - topo.first)
    names = []
    past = 0
    for at in line.capitals:
        if at < past or not free[at] or at not in starts:
            continue
        last = _known_end(line, at, _free_end(free, at))
        if last is not None:
            topo = make(line, at, last, known=True)
            topo.passing = True
            look_right(line, topo)
            look_left(line, topo)
            names.append(topo)
            past = last
    return names


def _free_end(free: Sequence[bool], at: int) -> int:
    end = at
    while end < len(free) and free[end]:
        end += 1
    return end


def _undoubted(found: list[Toponym]) -> list[Toponym]:
    """Names also read as persons stay where the story places something in them."""
    words = place_words()
    placed = {t.name for t in found if t.sort not in {None, "site"} or t.dateline or t.note}
    placed |= {t.name for t in found if not t.doubted or (t.after in words.locative and t.name_start == t.start)}
    return [t for t in found if not t.doubted or t.name in placed]


DATELINE = re.compile(r"\s*[A-ZÀ-Ý][A-ZÀ-Ý'’. -]{2,}[,( ][^\n]{0,90}?(?:—|–|--| - )\s*")


def _dateline_end(text: str, body_start: int) -> int:
    """Where the story begins after its dateline, told by the reader or by capitals before the first dash."""
    found = None if body_start else DATELINE.match(text)
    return found.end() if found else body_start


def _starts(line: PlaceLine) -> set[int]:
    """The numbers of the capitalised words with which a name may begin."""
    openers, lowers = _openers(), line.lowers
    return {at for at in line.capitals if lowers[at] not in openers or not _never_starts(line, at)}


def _of_words(line: PlaceLine, starts: Set[int]) -> list[Toponym]:
    found: list[Toponym] = []
    past = 0
    for at in line.capitals:
        if at >= past:
            end = _run_end(line, at)
            found.extend(_of_run(line, at, end, starts))
            past = max(end, found[-1].last if found else 0)
    return found


def _run_end(line: PlaceLine, at: int) -> int:
    """Where the run of capitalised words that starts here ends."""
    end = at + 1
    while end < len(line.words):
        if line.capital[end]:
            end += 1
        elif line.lowers[end] in INNER and end + 1 < len(line.words) and line.capital[end + 1]:
            end += 2
        elif line.lowers[end : end + 2] == ("of", "the") and line.capital[end + 2 : end + 3] == [True]:
            end += 3
        else:
            break
    return end


def _of_run(line: PlaceLine, first: int, end: int, starts: Set[int]) -> list[Toponym]:
    """The toponyms of one run of capitalised words."""
    found: list[Toponym] = []
    at = first
    while at < end:
        if at not in starts:
            first = at + 1 if first == at else first
            at += 1
            continue
        last = _known_end(line, at, end)
        facility = site(line, at, end, last)
        if facility is not None:
            found.append(facility)
            at = facility.last
            continue
        if last:
            topo = _known(line, at, last, first, end)
            if topo is not None:
                found.append(topo)
                at = topo.last if topo.sort is not None else last
                continue
            longer = _unknown(line, at, end)
            if longer is not None and (longer.sort or gazetteer().find_loosely(longer.name)):
                found.append(longer)
                last = max(last, longer.last)
            at = last
            continue
        unknown = _unknown(line, at, end)
        if unknown is not None:
            found.append(unknown)
            at = unknown.last
            continue
        at += 1
    return found


def _never_starts(line: PlaceLine, at: int) -> bool:
    """Whether a word of the openers opens no name: "In", "The", "Mayor", unless a longer known name does open so."""
    if line.lowers[at] in {"the", "a", "in", "at", "on", "from", "near"}:
        return True
    if country_by_name(line.texts[at]):
        return False
    if at + 1 == len(line.words):
        return True
    if _is_side(line, at):
        return False
    is_place, sided = gazetteer().is_place, _names_side(line.lowers[at])
    longer = (line.quote(at, end) for end in range(at + 2, min(at + 5, len(line.words) + 1)))
    return not any(is_place(name) or (sided and listed_as(name)) for name in longer)


def listed_as(name: str) -> str | None:
    """The name that the gazetteer has for this one, where they differ as South and Southern do."""
    side, _, land = name.partition(" ")
    plain = side.lower().removesuffix("ern")
    if not land or plain not in place_words().lean or gazetteer().is_place(name):
        return None
    other = f"{plain} {land}" if side.lower() != plain else f"{plain}ern {land}"
    return other if any(entry.kind == "region" for entry in gazetteer().find(other)) else None


def _names_side(word: str) -> bool:
    """Whether a lower-case word is a side of the compass: "south", "southern"."""
    return word.removesuffix("ern") in place_words().lean


def _is_side(line: PlaceLine, at: int) -> bool:
    """Whether a side of the compass begins the name of a unit: "East Gojam Zone"."""
    if line.lowers[at] not in place_words().lean:
        return False
    return line.capital[at + 1 : at + 2] == [True] and line.word(at + 2) in _ranks()


@cache
def _openers() -> frozenset[str]:
    """Words that may be capitalised before a name and are none of it: "Mayor", "Inside"."""
    words = place_words()
    return words.never | words.locative | words.social | words.direct


def _known_end(line: PlaceLine, at: int, end: int) -> int | None:
    """The end of the longest known name that starts here."""
    places = gazetteer()
    if (
        line.word(at + 1) == "'s"
        and line.capital[at + 2 : at + 3] == [True]
        and places.is_place(line.quote(at, at + 3))
    ):
        return at + 3  # "Cox's Bazar"
    low, text, begins, bodies = line.lowers[at], line.text, line.words[at].start, place_words().bodies_named
    for last in range(min(end, at + LONGEST), at, -1):
        if not line.capital[last - 1]:
            continue
        if last - at == 1 and (not _may_be_single(line, at) or low in INNER):
            return None
        name = text[begins : line.words[last - 1].end]
        if last - at > 1 and name.lower() in bodies:
            return None
        if places.is_place(name) or country_by_name(name) or (_names_side(low) and listed_as(name)):
            return _without_rank(line, at, last)
    return None


def _without_rank(line: PlaceLine, at: int, last: int) -> int:
    """The name without its feature word where that alone is known: Rakhine of "Rakhine State"."""
    if last - at < 2 or line.lowers[last - 1] not in _ranks() or country_by_name(line.quote(at, last)):
        return last
    return last - 1 if gazetteer().is_place(line.quote(at, last - 1)) else last


@cache
def _ranks() -> frozenset[str]:
    """The words for units of a country."""
    words = place_words()
    return words.region | words.county | words.district


def _may_be_single(line: PlaceLine, at: int) -> bool:
    """Whether one word by itself may name a place: no title, month, acronym or the like."""
    text, low = line.texts[at], line.lowers[at]
    if line.words[at].end < line.dateline_end and text.isupper():
        return low not in place_words().never or country_by_name(text) is not None
    return _stands_alone(text, low, shouting=line.shouting) and line.word(at + 1) != "$"


@lru_cache(maxsize=16384)
def _stands_alone(text: str, low: str, *, shouting: bool) -> bool:
    """The same by the word alone; ``shouting`` where all is written in capitals."""
    if country_by_name(text) is not None:
        return True
    if low in place_words().never or (text.isupper() and not shouting):
        return False
    if len(text) <= 2:  # "US", "UK"; "Al Hima"
        return low in INNER
    return country_of_demonym(low) is None


def _known(line: PlaceLine, at: int, last: int, run_first: int, run_end: int) -> Toponym | None:
    """The toponym of a name the gazetteer knows, unless the words around say it is something else."""
    if line.in_longer_person(at, last) or _is_given(line, at, last):
        return None
    topo = make(line, at, last, known=True)
    topo.name = listed_as(topo.name) or topo.name
    look_right(line, topo)
    look_left(line, topo)
    topo.doubted = line.is_person(at, last) and not _is_explained(line, last)
    words = place_words()
    country = country_by_name(topo.name) is not None
    left_over = run_first < at or topo.last < run_end
    joined = line.word(at - 1) == "and" or line.word(topo.last) in INNER
    if left_over and not joined and not country and topo.sort is None:
        topo.in_run = True
        if run_first < at or not _follows_names(line.word(topo.last)):
            return None
    following = line.word(topo.last)
    if topo.last < run_end and following in words.body:
        topo.in_body = True
    way = road(line, topo)
    if way is not None:
        return way
    common = last - at == 1 and line.lowers[at] in common_words()
    begins = at == 0 or line.words[at].start == line.sentence.start
    if common and not country and not (topo.strong or topo.sort):
        return None
    if common and begins and not topo.sort:
        return None
    return topo


def _is_given(line: PlaceLine, at: int, last: int) -> bool:
    """Whether a country's name is a person's given name here: "Jordan Avery"."""
    words = place_words()
    if last - at > 1 or line.capital[last : last + 1] != [True]:
        return False
    if line.lowers[at] not in words.also_given and line.lowers[at] not in given_names():
        return False
    following = line.lowers[last]
    if following in common_words() or line.texts[last].isupper():
        return False
    ranks = words.natural_after | words.body | words.never | _ranks() | words.site | words.site_modifier
    return following not in ranks and not gazetteer().is_place(line.quote(at, last + 1))


def _follows_names(word: str) -> bool:
    """Whether the word may stand behind a name without being its last part."""
    return word in place_words().body or word in place_words().never


def _is_explained(line: PlaceLine, last: int) -> bool:
    """Whether an apposition calls the name a settlement: "Izmail, a port on the Danube"."""
    if line.word(last) != "," or line.word(last + 1) not in {"a", "an", "the"}:
        return False
    return any(line.word(at) in place_words().settlement for at in range(last + 2, last + 5))


def _closes_list(line: PlaceLine, at: int, last: int) -> bool:
    """Whether a name is the second of two of which the first has the preposition: "around Kamanyola and Luvungi,"."""
    if line.word(at - 1) != "and" or not (line.word(last) in CLOSING or line.word(last) in place_words().locative):
        return False
    before = at - 2
    while before >= 0 and line.capital[before]:
        before -= 1
    return before < at - 2 and line.word(before) in HERE


def _unknown_end(line: PlaceLine, at: int, end: int) -> int | None:
    """Where an unknown name that starts here ends; None where it is no place's by its own words."""
    last, never = at + _is_side(line, at), place_words().never
    while last < end and line.capital[last] and line.lowers[last] not in never and _may_be_single(line, last):
        if last > at and line.lowers[last] in _ranks():
            break
        last += 1
        if last - at > 3:  # longer names are headlines or organisations
            return None
    if last == at or is_compound(line.lowers[at]) or line.in_longer_person(at, last) or line.body(at, last) is not None:
        return None
    return last


def _unknown(line: PlaceLine, at: int, end: int) -> Toponym | None:
    """A name the gazetteer lacks, taken for a place on the evidence beside it alone."""
    last = _unknown_end(line, at, end)
    if last is None:
        return None
    topo = make(line, at, last, known=False)
    look_right(line, topo)
    look_left(line, topo)
    explained = _is_explained(line, last)
    topo.doubted = line.is_person(at, last) and not explained
    if topo.doubted and topo.sort is None and line.word(at - 1) not in HERE:
        return None
    if topo.doubted and line.word(at - 1) in {"at", "from"} and not gazetteer().find_loosely(topo.name):
        return None
    topo.strong = topo.strong or explained
    words = place_words()
    if line.capital[last : last + 1] == [True] and topo.sort is None:
        return None
    if topo.sort is not None or explained:
        return topo
    if last - at > 1 and (topo.strong or topo.after in words.direct) and gazetteer().find_loosely(topo.name):
        return topo
    single = all(word not in common_words() for word in line.lowers[at:last])
    if topo.after == "and" and _closes_list(line, at, last):
        topo.after, topo.strong = "in", True
    if single and not line.shouting and topo.after in HERE and line.word(at - 1) != "the":
        if topo.possessive or line.word(last) in words.body:
            return None
        return topo
    return None
