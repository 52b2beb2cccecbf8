"""Toponyms: the stretches of a sentence that name places, with the words around them that say of what sort.

Nothing is resolved here; a toponym may be known to the gazetteer or not.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from sitrep.annotations.layers import Mention, Sentence, Word
from sitrep.annotations.sheet import Mark
from sitrep.codebook.countries import country_by_name, country_of_demonym
from sitrep.codebook.place_words import common_words, place_words
from sitrep.grounding.gazetteer import gazetteer

Sort = Literal["region", "county", "district", "quarter", "settlement", "natural", "site"]

#: Small words that stand inside names: "Rio de Janeiro", "Isle of Man", "Bosnia and Herzegovina".
INNER = frozenset({"of", "de", "la", "el", "al", "da", "do", "du", "des", "del", "di", "ez", "az", "bin", "the", "and"})
ARTICLED = re.compile(r"(?:al|el|as|ash|ad|an|ar|at|az|ez|ul)[-‑][A-Z]")
LONGEST = 6


@dataclass(slots=True)
class Toponym:
    """A name and its surroundings; word numbers are half-open like spans."""

    first: int
    last: int
    name: str
    start: int
    end: int
    name_start: int  # where the name itself begins; ``start`` takes in article and note
    sentence: int
    paragraph: int
    known: bool
    sort: Sort | None = None
    feature: str | None = None  # the feature word itself: "regions", "airport"
    strong: bool = False  # something beside the name says that it is a place
    after: str = ""  # the word before it, past articles and adjectives
    direction: str | None = None
    note: str | None = None
    country: str | None = None  # from a demonym before it: "the Polish city of"
    owner: Toponym | None = None  # "Yerevan's Republic Square", "the Belgorod village of"
    possessive: bool = False
    in_body: bool = False  # inside an organisation's name
    in_run: bool = False  # part of a longer unknown name
    embassy: bool = False
    dateline: bool = False
    named_in_site: bool = False
    containers: list[Toponym] = field(default_factory=list)
    consumed: bool = False


@cache
def _joined(words: frozenset[str]) -> str:
    return "|".join(sorted((re.escape(word) for word in words), key=lambda word: (-len(word), word)))


@cache
def _note_pattern() -> re.Pattern[str]:
    """Words right before a name that place the event beside it or in a part of it."""
    words = place_words()
    sides = _joined(words.direction)
    kind = rf"(?:(?:the\s+)?(?:(?:{_joined(words.adjective)})\s+)*(?:{_joined(words.settlement)})\s+of\s+)?(?:the\s+)?"
    far = r"(?:(?:(?:about|some|around|roughly|nearly|a few|several)\s+)?(?:\d[\d.,]*\s+)?(?:km|kilomet(?:er|re)s?|miles?|met(?:er|re)s?)\s+(?:\([^)]*\)\s+)?)?"
    land = r"(?:(?:hills|mountains|fields|forests|outskirts|suburbs|areas?|countryside|villages|desert)\s+)?"
    return re.compile(
        rf"(?:^|(?<=[\s(]))(?P<note>{far}{land}(?:just\s+)?(?:to\s+the\s+)?(?:{sides})\s+of|{_joined(words.note_phrase)}|{_joined(words.note)}"
        rf"|(?:(?:[\w’'-]+[-‑](?:occupied|held|controlled|annexed)|occupied|temporarily occupied)\s+)(?:parts?\s+of)?"
        rf"|(?:large |small )?parts?\s+of)\s+{kind}$",
        re.IGNORECASE,
    )


class Line:
    """The words of one sentence and what stands where among them."""

    def __init__(
        self,
        text: str,
        sentence: Mark[Sentence],
        words: Sequence[Mark[Word]],
        mentions: Sequence[Mark[Mention]],
        dateline_end: int,
    ):
        self.text = text
        self.dateline_end = dateline_end
        self.sentence = sentence
        self.words = words
        self.low = [word.value.lower for word in words]
        shouting = sentence.value.kind in {"dateline", "heading"} or text[sentence.start : sentence.end].isupper()
        self.shouting = shouting
        self.capital = [_is_name(word.value.text) for word in words]
        self.people = [m for m in mentions if m.value.kind == "person" and m.value.form == "name"]
        self.bodies = [
            m for m in mentions if m.value.kind in {"organization", "armed-group"} and m.value.form == "name"
        ]

    def word(self, at: int) -> str:
        """The lower-case word at this number, empty outside the sentence."""
        return self.low[at] if 0 <= at < len(self.low) else ""

    def quote(self, first: int, last: int) -> str:
        """The text of words first to last."""
        return self.text[self.words[first].start : self.words[last - 1].end]

    def is_person(self, first: int, last: int) -> bool:
        """Whether these words lie in a person's name."""
        start, end = self.words[first].start, self.words[last - 1].end
        return any(m.start < end and start < m.end for m in self.people)

    def body(self, first: int, last: int) -> Mark[Mention] | None:
        """The organisation whose name holds these words and more."""
        start, end = self.words[first].start, self.words[last - 1].end
        for m in self.bodies:
            if m.start <= start and end <= m.end:
                return m
        return None


def _is_name(text: str) -> bool:
    return text[:1].isupper() and (len(text) > 1 or text in "XY") or ARTICLED.match(text) is not None


def toponyms(
    text: str,
    sentences: Sequence[Mark[Sentence]],
    words: Sequence[Mark[Word]],
    mentions: Sequence[Mark[Mention]],
    body_start: int = 0,
) -> list[Toponym]:
    """Every toponym of the text in order, known or not."""
    dateline_end = _dateline_end(text, body_start)
    found: list[Toponym] = []
    starts = [word.start for word in words]
    ends = [m.start for m in mentions]
    for sentence in sentences:
        first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        of_sentence = mentions[bisect_left(ends, sentence.start) : bisect_left(ends, sentence.end)]
        line = Line(text, sentence, words[first:last], of_sentence, dateline_end)
        here = _of_line(line)
        _share_prepositions(line, here)
        _share_plurals(line, here)
        found.extend(here)
    return found


DATELINE = re.compile(r"\s*[A-ZÀ-Ý][A-ZÀ-Ý'’. -]{2,}[,( ][^\n]{0,90}?(?:—|–|--| - )\s*")


def _dateline_end(text: str, body_start: int) -> int:
    """Where the story begins after its dateline, told by the reader or by capitals before the first dash."""
    found = None if body_start else DATELINE.match(text)
    return found.end() if found else body_start


def _of_line(line: Line) -> list[Toponym]:
    found: list[Toponym] = []
    at = 0
    size = len(line.words)
    while at < size:
        if not line.capital[at]:
            at += 1
            continue
        end = _run_end(line, at)
        found.extend(_of_run(line, at, end))
        at = max(end, found[-1].last if found else 0, at + 1)
    return found


def _run_end(line: Line, at: int) -> int:
    """Where the run of capitalised words that starts here ends."""
    end = at + 1
    while end < len(line.words):
        if line.capital[end]:
            end += 1
        elif line.low[end] in INNER and end + 1 < len(line.words) and line.capital[end + 1]:
            end += 2
        else:
            break
    return end


def _of_run(line: Line, first: int, end: int) -> list[Toponym]:
    """The toponyms of one run of capitalised words."""
    found: list[Toponym] = []
    at = first
    while at < end:
        if not line.capital[at] or _never_starts(line, at):
            at += 1
            first = at
            continue
        last = _known_end(line, at, end)
        site = _site(line, at, end, last)
        if site is not None:
            found.append(site)
            at = site.last
            continue
        if last:
            topo = _known(line, at, last, first, end)
            if topo is not None:
                found.append(topo)
                at = topo.last if topo.sort is not None else last
                continue
            at = last
            continue
        unknown = _unknown(line, at, end)
        if unknown is not None:
            found.append(unknown)
            at = unknown.last
            continue
        at += 1
    return found


def _never_starts(line: Line, at: int) -> bool:
    """Whether this word opens no name: "In", "The", "Mayor", unless a longer known name does open so."""
    if line.low[at] not in place_words().never or country_by_name(line.words[at].value.text):
        return False
    if line.low[at] in {"the", "a", "an", "in", "at", "on", "from", "near"} or not line.capital[at + 1 : at + 2]:
        return True
    return not any(gazetteer().is_place(line.quote(at, end)) for end in range(at + 2, min(at + 5, len(line.words) + 1)))


def _known_end(line: Line, at: int, end: int) -> int | None:
    """The end of the longest known name that starts here."""
    places = gazetteer()
    for last in range(min(end, at + LONGEST), at, -1):
        if not line.capital[last - 1]:
            continue
        name = line.quote(at, last)
        if last - at == 1 and not _may_be_single(line, at):
            return None
        if places.is_place(name) or country_by_name(name):
            return _without_rank(line, at, last)
    return None


def _without_rank(line: Line, at: int, last: int) -> int:
    """"Rakhine State" is Rakhine with its feature word, where that alone is known."""
    words = place_words()
    ranks = words.region | words.county | words.district
    if last - at > 1 and line.low[last - 1] in ranks and gazetteer().is_place(line.quote(at, last - 1)):
        return last - 1
    return last


def _may_be_single(line: Line, at: int) -> bool:
    """Whether one word by itself may name a place: no title, month, acronym or the like."""
    word = line.words[at].value
    if word.lower in place_words().never and country_by_name(word.text) is None:
        return False
    if word.text.isupper() and not line.shouting:
        return country_by_name(word.text) is not None
    if len(word.text) <= 2:  # noqa: PLR2004 -- "US", "UK"
        return country_by_name(word.text) is not None
    return country_of_demonym(word.lower) is None or country_by_name(word.text) is not None


def _make(line: Line, first: int, last: int, *, known: bool) -> Toponym:
    topo = Toponym(
        first, last, " ".join(line.quote(first, last).split()), line.words[first].start, line.words[last - 1].end,
        line.words[first].start, line.sentence.value.index, line.sentence.value.paragraph, known,
    )  # fmt: skip
    topo.dateline = line.sentence.value.kind == "dateline" or topo.end <= line.dateline_end
    topo.possessive = line.word(last) == "'s" or (line.word(last) == "'" and topo.name.endswith("s"))
    body = line.body(first, last)
    topo.in_body = body is not None and (body.start, body.end) != (topo.start, topo.end)
    return topo


def _known(line: Line, at: int, last: int, run_first: int, run_end: int) -> Toponym | None:
    """The toponym of a name the gazetteer knows, unless the words around say it is something else."""
    if line.is_person(at, last):
        return None
    topo = _make(line, at, last, known=True)
    _look_right(line, topo)
    _look_left(line, topo)
    words = place_words()
    country = country_by_name(topo.name) is not None
    left_over = run_first < at or topo.last < run_end
    joined = line.word(at - 1) == "and" or line.word(topo.last) in INNER
    if left_over and not joined and not country and topo.sort is None:
        topo.in_run = True
        if run_first < at or line.word(topo.last) not in words.body | words.never:
            return None
    following = line.word(topo.last)
    if topo.last < run_end and following in words.body:
        topo.in_body = True
    road = _road(line, topo)
    if road is not None:
        return road
    common = last - at == 1 and line.low[at] in common_words()
    begins = at == 0 or line.words[at].start == line.sentence.start
    if common and not country and not (topo.strong or topo.sort):
        return None
    if common and begins and not topo.sort:
        return None
    return topo


def _unknown(line: Line, at: int, end: int) -> Toponym | None:
    """A name the gazetteer lacks, taken for a place on the evidence beside it alone."""
    last = at
    while last < end and line.capital[last] and line.low[last] not in place_words().never and _may_be_single(line, last):
        last += 1
        if last - at > 3:  # noqa: PLR2004 -- longer names are headlines or organisations
            return None
    if last == at or line.is_person(at, last) or line.body(at, last) is not None:
        return None
    topo = _make(line, at, last, known=False)
    _look_right(line, topo)
    _look_left(line, topo)
    words = place_words()
    if line.capital[last] if last < len(line.words) else False:
        if topo.sort is None:
            return None
    if topo.sort is not None:
        return topo
    single = all(word not in common_words() for word in line.low[at:last])
    if single and not line.shouting and topo.after in {"in", "near", "outside"} and line.word(at - 1) != "the":
        if topo.possessive or line.word(last) in words.body:
            return None
        return topo
    return None


def _look_right(line: Line, topo: Toponym) -> None:
    """A feature word after the name: "Kherson region", "Zeitoun neighborhood", "Al-Hasakeh city"."""
    words = place_words()
    following = line.word(topo.last)
    sort: Sort | None = None
    if following in words.region:
        sort = "region"
    elif following in words.county:
        sort = "county"
    elif following in words.district:
        sort = "district"
    elif following in words.quarter:
        sort = "quarter"
    elif following in {"city", "town", "village", "settlement", "hamlet"}:
        sort = "settlement"
    elif following in words.natural_after and not topo.known:
        sort = "natural"
    if sort is None or topo.possessive:
        return
    if sort == "settlement" and line.word(topo.last + 1) == "of":
        return  # "the Belgorod village of Oktyabrsky": the owner of what follows
    if sort == "settlement" and country_by_name(topo.name):
        return
    if sort == "region" and following == "state" and line.word(topo.last + 1) in {"television", "media", "tv"}:
        return
    topo.sort, topo.feature, topo.strong = sort, following, True
    topo.last += 1
    topo.end = line.words[topo.last - 1].end


def _look_left(line: Line, topo: Toponym) -> None:
    """The preposition before a name, past its article, adjectives and "city of"; notes beside it."""
    words = place_words()
    at = topo.first - 1
    found_note = _note_pattern().search(line.text, line.sentence.start, topo.start)
    if line.word(at) == "of" or (line.word(at) == "the" and line.word(at - 1) == "of"):
        kind = at - 1 if line.word(at) == "of" else at - 2
        at = _feature_of(line, topo, kind)
    if line.word(at) in words.direction and topo.sort is None:
        topo.direction = line.low[at]
    while line.word(at) in words.adjective or _is_compound(line.word(at)) or country_of_demonym(line.word(at)):
        country = country_of_demonym(line.word(at))
        if country and line.capital[at]:
            topo.country = country
        at -= 1
    topo.after = line.word(at)
    if topo.after in words.locative or topo.after in {"between", "from", "to"}:
        topo.strong = True
    if found_note:
        topo.note = re.sub(r"\s+", " ", found_note.group("note")).strip()
        topo.note = re.sub(r"^[Tt]he\s+|\s*\([^)]*\)", "", topo.note)
        topo.strong = True
        topo.start = found_note.start("note")
        if not topo.after or topo.after in {"of"}:
            topo.after = "in"
    if line.word(topo.first - 1) == "the" and found_note is None:
        topo.start = line.words[topo.first - 1].start


def _is_compound(word: str) -> bool:
    """"Russia-occupied", "rebel-held": words that may stand before a place's name."""
    head, dash, tail = word.rpartition("-")
    return bool(dash and head) and tail in place_words().compound_tail


def _feature_of(line: Line, topo: Toponym, kind: int) -> int:
    """Takes in "village of", "Dnipropetrovsk region of"; gives the number of the word before it."""
    words = place_words()
    feature = line.word(kind)
    sort: Sort | None = None
    if feature in words.settlement:
        sort = "settlement"
    elif feature in words.region:
        sort = "region"
    elif feature in words.county:
        sort = "county"
    elif feature in words.district:
        sort = "district"
    elif feature in words.quarter:
        sort = "quarter"
    if sort is None:
        return topo.first - 1
    topo.strong = True
    if topo.sort is None:
        topo.sort, topo.feature = sort, feature
        topo.start = line.words[kind].start
    return kind - 1


def _site(line: Line, first: int, run_end: int, known_end: int | None) -> Toponym | None:
    """A facility named here: "Kherson Thermal Power Plant", "Goma's airport", "the Kassab camp"."""
    words = place_words()
    head, capitals = None, 0
    at = first
    while at < len(line.words) and at - first <= LONGEST:
        low = line.low[at]
        if at > first and low.rstrip("s") in words.site and low.removesuffix("s") not in {""} and not low.endswith("ss"):
            if low in words.site:
                head = at
        elif at > first and low == "'s" and head is None:
            pass
        elif line.capital[at] and low not in {"the"}:
            capitals += 1
        elif low in words.site_modifier and at > first:
            pass
        else:
            break
        at += 1
    if head is None or line.is_person(first, min(head, run_end)):
        return None
    return _site_at(line, first, head, known_end)


def _site_at(line: Line, first: int, head: int, known_end: int | None) -> Toponym | None:
    words = place_words()
    named = [i for i in range(first, head) if line.capital[i] and line.low[i] not in words.site_modifier]
    starter = line.low[first]
    demonym = country_of_demonym(starter) is not None
    embassy = line.low[head] in {"embassy", "consulate"}
    if not named or (demonym and not embassy) or starter in words.never and not demonym:
        return None
    if country_by_name(line.words[first].value.text) and not embassy and line.word(first + 1) == "'s":
        return None
    first_word = line.words[first].value.text
    if first_word.isupper() and len(first_word) > 1 and not line.shouting:
        return None  # "RSF base"
    plain = known_end is not None and known_end == head and not line.capital[head]
    owned = known_end is not None and line.word(known_end) == "'s" and known_end + 1 == head
    if (plain or owned) and line.low[head] in words.weak_site and line.low[head] != "camp":
        return None
    if "and" in line.low[first:head]:
        return None
    topo = _make(line, first, head + 1, known=False)
    topo.sort, topo.feature, topo.embassy, topo.strong = "site", line.low[head], embassy, True
    topo.name = topo.name.replace("’s ", " ").replace("'s ", " ")
    _look_left(line, topo)
    topo.sort, topo.feature = "site", line.low[head]
    if known_end is not None and known_end <= head:
        inner = _make(line, first, known_end, known=True)
        inner.named_in_site, inner.consumed = True, True
        topo.containers.append(inner)
    return topo


def _road(line: Line, topo: Toponym) -> Toponym | None:
    """A facility named by where it leads: "the highway to Dnipro", "a checkpoint between Ijevan and Gazakh"."""
    if topo.sort is not None or line.word(topo.first - 1) not in {"to", "between"}:
        return None
    head = topo.first - 2
    if line.word(head) not in {"highway", "road", "motorway", "checkpoint", "crossing", "bridge", "railway", "pipeline"}:
        return None
    last = topo.last
    if line.word(topo.first - 1) == "between":
        if line.word(last) != "and" or not line.capital[last + 1 : last + 2] == [True]:
            return None
        last += 2
    road = _make(line, head, last, known=False)
    road.sort, road.feature, road.strong, road.after = "site", line.low[head], True, "at"
    if line.word(head - 1) in {"the", "a"}:
        road.start = line.words[head - 1].start
    topo.named_in_site = topo.consumed = True
    road.containers.append(topo)
    if last > topo.last:
        other = _make(line, topo.last + 1, last, known=True)
        other.named_in_site = other.consumed = True
        road.containers.append(other)
    return road


def _share_prepositions(line: Line, found: list[Toponym]) -> None:
    """"In Qamishli and Al-Malikiyyeh": what stands before the first name of a list stands before all."""
    for earlier, later in zip(found, found[1:], strict=False):
        between = line.low[earlier.last : later.first]
        if between in (["and"], [","], [",", "and"], ["or"], ["and", "the"]) and earlier.after and not later.note:
            later.after = earlier.after
            later.strong = later.strong or earlier.strong


def _share_plurals(line: Line, found: list[Toponym]) -> None:
    """"The Belgorod and Bryansk regions": the feature is shared by the names it closes."""
    for number in range(len(found) - 1, 0, -1):
        later, earlier = found[number], found[number - 1]
        if later.feature is None or not later.feature.endswith("s") or later.sort == "site":
            continue
        between = line.low[earlier.last : later.first]
        if between in (["and"], [","], [",", "and"], ["or"]) and earlier.sort is None:
            earlier.sort, earlier.feature, earlier.strong = later.sort, later.feature, True
            earlier.after = earlier.after or later.after
