"""The words around a name that say whether it is a place and of what sort."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from sitrep.codebook.countries import country_by_name, country_of_demonym
from sitrep.codebook.place_words import place_words
from sitrep.grounding.gazetteer import gazetteer
from sitrep.grounding.lines import PlaceLine, Sort, Toponym, is_compound

#: How far before a name a note on it may begin, in characters.
NOTE_REACH = 120
#: What stands between the names of a list.
LISTED = (("and",), (",",), (",", "and"), ("or",), ("and", "the"))


@cache
def _joined(words: frozenset[str]) -> str:
    return "|".join(sorted((re.escape(word) for word in words), key=lambda word: (-len(word), word)))


@cache
def _note_pattern() -> re.Pattern[str]:
    """Words right before a name that place the event beside it or in a part of it."""
    words = place_words()
    sides = _joined(words.direction)
    kind = rf"(?:(?:the\s+)?(?:(?:{_joined(words.adjective)})\s+)*(?:{_joined(words.settlement)})\s+of\s+)?(?:the\s+)?"
    about = r"(?:(?:about|some|around|roughly|nearly|a few|several)\s+)?"
    unit = r"(?:km|kilomet(?:er|re)s?|miles?|met(?:er|re)s?)"
    far = rf"(?:{about}(?:\d[\d.,]*\s+)?{unit}\s+(?:\([^)]*\)\s+)?)?"
    land = r"(?:(?:hills|mountains|fields|forests|outskirts|suburbs|areas?|countryside|villages|desert)\s+)?"
    return re.compile(
        rf"(?:^|(?<=[\s(]))(?P<note>{far}{land}(?:just\s+)?(?:to\s+the\s+)?(?:{sides})\s+of|{_joined(words.note_phrase)}|{_joined(words.note)}"
        rf"|(?:(?:[\w’'-]+[-‑](?:occupied|held|controlled|annexed)|occupied|temporarily occupied)\s+)(?:parts?\s+of)?"
        rf"|(?:large |small )?parts?\s+of)\s+{kind}$",
        re.IGNORECASE,
    )


@cache
def _note_ends() -> frozenset[str]:
    """What the last word before a name and its article is, or ends in behind a hyphen, where a note stands there."""
    words = place_words()
    last = {phrase.split()[-1] for phrase in words.note | words.note_phrase}
    return frozenset(last | {"occupied", "held", "controlled", "annexed"})


@cache
def _before_of() -> frozenset[str]:
    """What stands before an "of" that ends a note, or is of "village of" behind one."""
    words = place_words()
    phrases = {phrase.removesuffix(" of") for phrase in words.note_phrase if phrase.endswith(" of")}
    heads = phrases | words.direction | words.settlement
    return frozenset({head.split()[-1] for head in heads} | {"part", "parts"})


def _note_before(line: PlaceLine, at: int, start: int) -> re.Match[str] | None:
    """The note that ends right before this offset; most names have none, as the word before them (``at``) tells."""
    last, before = line.word(at), line.word(at - 1)
    if last == "the":
        last, before = before, line.word(at - 2)
    if before not in _before_of() if last == "of" else last.rpartition("-")[2] not in _note_ends():
        return None
    return _note_pattern().search(line.text, max(line.sentence.start, start - NOTE_REACH), start)


def look_right(line: PlaceLine, topo: Toponym) -> None:
    """A feature word after the name: "Kherson region", "Zeitoun neighborhood", "Al-Hasakeh city"."""
    words = place_words()
    following = line.word(topo.last)
    sort = _unit(following)
    if sort is None and following in {"city", "town", "village", "settlement", "hamlet"}:
        sort = "settlement"
    elif sort is None and following in words.natural_after and (not topo.known or _is_water(topo, following)):
        sort = "natural"
    elif sort is None and _names_a_water(line, topo):
        topo.sort, topo.feature = "natural", topo.name.rsplit(" ", 1)[-1].lower()
        return
    if sort is None or topo.possessive or _is_title(line, topo, sort):
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


def _is_water(topo: Toponym, following: str) -> bool:
    """Whether the name of a town is a water's with the word behind it: "the San Juan river"."""
    return any(entry.kind == "water" for entry in gazetteer().find(f"{topo.name} {following}"))


def _names_a_water(line: PlaceLine, topo: Toponym) -> bool:
    """Whether the whole name is a water's and stands as one: "in the southern Red Sea", but not "in Red Sea state"."""
    if topo.name.rsplit(" ", 1)[-1].lower() not in place_words().water_after:
        return False
    definite = "the" in (line.word(topo.first - 1), line.word(topo.first - 2))
    return definite and any(entry.kind == "water" for entry in gazetteer().find(topo.name))


def _is_title(line: PlaceLine, topo: Toponym, sort: Sort) -> bool:
    """Whether the capitalised feature word belongs to a name that goes on: "the Dublin City Council"."""
    at = topo.last
    if sort == "county" or not line.capital[at]:
        return False
    return line.capital[at + 1 : at + 2] == [True] or (line.word(at + 1) == "of" and line.lowers[at] != "state")


def _unit(feature: str) -> Sort | None:
    """The sort of unit that a feature word names: "region", "county", "neighborhood"; None for no unit."""
    words = place_words()
    if feature in words.region:
        return "region"
    if feature in words.county:
        return "county"
    if feature in words.district:
        return "district"
    return "quarter" if feature in words.quarter else None


def look_left(line: PlaceLine, topo: Toponym) -> None:
    """The preposition before a name, past its article, adjectives and "city of"; notes beside it."""
    words = place_words()
    at = topo.first - 1
    found_note = _note_before(line, at, topo.start)
    if line.word(at) == "of" or (line.word(at) == "the" and line.word(at - 1) == "of"):
        kind = at - 1 if line.word(at) == "of" else at - 2
        at = _feature_of(line, topo, kind)
    if line.word(at) in words.quarter and topo.sort is None:
        topo.sort, topo.feature, topo.strong, topo.start = "quarter", line.lowers[at], True, line.words[at].start
        at -= 1
    if line.word(at) in words.direction and topo.sort in {None, "natural"}:
        topo.direction = line.lowers[at]
    while (word := line.word(at)) in words.adjective or is_compound(word) or country_of_demonym(word):
        country = country_of_demonym(word)
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
        _read_part(line, topo, found_note.start("note"))
    if line.word(topo.first - 1) == "the" and found_note is None:
        topo.start = line.words[topo.first - 1].start


def _read_part(line: PlaceLine, topo: Toponym, at: int) -> None:
    """Takes "the east of France" for eastern France: only of a town is "north of" beside it."""
    side, _, of = (topo.note or "").rpartition(" ")
    land = country_by_name(topo.name) is not None or topo.sort in {"region", "county"}
    if of == "of" and side in place_words().lean and land and line.text[:at].endswith("the "):
        topo.note, topo.direction, topo.sort, topo.feature = None, f"{side}ern", None, None


def _feature_of(line: PlaceLine, topo: Toponym, kind: int) -> int:
    """Takes in "village of", "Dnipropetrovsk region of"; gives the number of the word before it."""
    words = place_words()
    feature = line.word(kind)
    if not topo.known and kind >= 0 and line.capital[kind]:
        return topo.first - 1  # "Department of Agriculture"
    sort = "settlement" if feature in words.settlement else _unit(feature)
    if sort is None or (kind > 0 and line.capital[kind - 1] and sort not in {"settlement", "region"}):
        return topo.first - 1  # "the Zeitoun neighborhood of Gaza City": the feature of the name before
    topo.strong = True
    if feature == "capital" or (sort == "quarter" and _is_whole(line, topo, kind)):
        return kind - 1  # what has a capital is no town; "quarters of Aleppo", "a suburb of Beirut" are in a town
    if topo.sort is None:
        topo.sort, topo.feature = sort, feature
        topo.start = line.words[kind].start
    return kind - 1


def _is_whole(line: PlaceLine, topo: Toponym, kind: int) -> bool:
    """Whether a name behind "quarters of" is the town's, not one of theirs: many of one town, or any one of it."""
    if line.word(kind - 1) in {"a", "an", "one"}:
        return True
    listed = line.word(topo.last) in {"and", ","} and line.capital[topo.last + 1 : topo.last + 2] == [True]
    return topo.known and line.lowers[kind].endswith("s") and not listed


def share_prepositions(line: PlaceLine, found: list[Toponym]) -> None:
    """What stands before the first name of a list stands before all: "in Qamishli and Al-Malikiyyeh"."""
    for earlier, later in pairwise(found):
        between = line.lowers[earlier.last : later.first]
        if between in LISTED and earlier.after and not later.note:
            later.after = earlier.after
            later.strong = later.strong or earlier.strong


def share_listed(line: PlaceLine, found: list[Toponym]) -> None:
    """Units that a list gives examples of are units all: "in 19 governorates, mainly Hajjah, Ibb and Taiz"."""
    sort: Sort | None = None
    for number, topo in enumerate(found):
        joined = number and line.lowers[found[number - 1].last : topo.first] in LISTED
        sort = sort if joined else _exemplified(line, topo)
        if sort is not None and topo.sort is None and country_by_name(topo.name) is None:
            topo.sort, topo.strong = sort, True


def _exemplified(line: PlaceLine, topo: Toponym) -> Sort | None:
    """The sort of the units of which a name begins the examples."""
    words = place_words()
    at = topo.first - 1
    if line.word(at) not in words.exemplifying:
        return None
    at -= 2 if line.word(at - 1) == "," else 1
    return _unit(line.word(at)) if line.word(at).endswith("s") else None


def share_plurals(line: PlaceLine, found: list[Toponym]) -> None:
    """A plural feature is shared by the names it closes: "the Belgorod and Bryansk regions"."""
    for number in range(len(found) - 1, 0, -1):
        later, earlier = found[number], found[number - 1]
        if later.feature is None or not later.feature.endswith("s") or later.sort == "site":
            continue
        between = line.lowers[earlier.last : later.first]
        if between in {("and",), (",",), (",", "and"), ("or",)} and earlier.sort is None:
            earlier.sort, earlier.feature, earlier.strong = later.sort, later.feature, True
            earlier.after = earlier.after or later.after
