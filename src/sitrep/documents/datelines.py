"""The dateline at the head of a story: where it was filed, by which agency, on what day.

Read by shape, not by list: a place in capitals (or one with a day or an agency beside it) before a dash.
"KHARTOUM, Sudan (AP) —", "KYIV, Ukraine, Dec 4 (Reuters) -", "GENEVA/KHARTOUM, 12 November 2024 (OCHA) –",
"MOSCOW, December 4. /TASS/.", "Kyiv, 4 December (Ukrinform) —", "(Reuters) -", "Nairobi —".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from sitrep.codebook.outlets import known_outlet
from sitrep.codebook.publication import publication
from sitrep.documents.document import Document
from sitrep.documents.published import StatedDay, find_day

#: A dateline ends within this many characters of its line.
_LONGEST = 140
#: Lines above the dateline: headline, byline, date, share buttons.
_LINES_LOOKED_AT = 8
#: A line longer than this, or one that ends a sentence, is already the story.
_LONGEST_HEADING = 160
#: A day without place and agency is the story's own within this many days of publication.
_NEAR = 3
_MOST_PLACE_WORDS = 9
_MOST_BARE_WORDS = 3

#: What closes a dateline: a dash, TASS's slashes, or a colon after the agency or capitals.
_CLOSE = re.compile(
    r"\s*(?:—|–|\u2015)\s*|(?<=[\s).\]])\s*(?:--?-?|_)\s+|(?<=[A-Z])--?\s+|(?<=\))\s*:\s+|(?<=\w/)[.:]?\s+(?:[-–—]\s*)?"
    r"|(?<=[A-Z]{3}):\s+"
)
_BRACKETS = re.compile(r"\(([^()]{1,60})\)|\[([^\[\]]{1,60})\]|(?<!\S)/([A-Za-z][\w -]{1,30})/(?!\w)")
_PLACE_SHAPE = re.compile(r"[^\W\d_][\w'’‘`.\-/ ]*(?:, ?[^\W\d_][\w'’‘`.\- ]*){0,3}")
_AGENCY_SHAPE = re.compile(r"[^\W\d_][\w'’.&/\- ]{1,48}")


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline states, and where it stands: the story begins at ``end``."""

    place: str | None
    agency: str | None
    day: StatedDay | None
    start: int
    end: int


def heading_lines(text: str) -> Iterator[tuple[int, str]]:
    """The first lines of a text with their offsets, down to and with the first that is a paragraph."""
    offset = seen = 0
    for line in text[: _LONGEST_HEADING * 40].splitlines(keepends=True):
        if line.strip():
            yield offset + len(line) - len(line.lstrip()), line.strip()
            seen += 1
            if seen == _LINES_LOOKED_AT or len(line) > _LONGEST_HEADING or line.strip().endswith("."):
                return
        offset += len(line)


def read_dateline(text: str) -> Dateline | None:
    """The dateline at the head of the text, perhaps below a headline and a byline; None without one."""
    for offset, line in heading_lines(text):
        for close in _CLOSE.finditer(line, 0, min(len(line), _LONGEST)):
            found = _stated(line[: close.start()], line[close.end() :], close.group())
            if found:
                place, agency, day = found
                return Dateline(place, agency, day, offset, offset + close.end())
    return None


def _stated(head: str, rest: str, close: str) -> tuple[str | None, str | None, StatedDay | None] | None:
    """Place, agency and day of the words before a dash; None when they are no dateline."""
    if not rest:
        return None
    day = find_day(head)
    bare = head[: day.start] + " " * (day.end - day.start) + head[day.end :] if day else head
    agency = _agency(bare)
    place = " ".join(_BRACKETS.sub(" ", bare).split()).strip(" ,.;:|")
    place = re.sub(r"(?:[ ,]*,)+", ",", place)
    if place.upper() in publication().not_places:
        return None
    if not agency:
        place, agency = _agency_after_place(place)
    if not place:
        return (None, agency, day) if agency or day else None
    if not _is_place(place) or not _stands_as_place(place, rest, close, vouched=bool(agency or day)):
        return None
    return place, agency, day


def _agency(head: str) -> str | None:
    for match in _BRACKETS.finditer(head):
        name = " ".join((match[1] or match[2] or match[3]).split())
        known = known_outlet(name)
        if known:
            return known.name
        words = name.split()
        if _AGENCY_SHAPE.fullmatch(name) and len(words) <= 5 and all(word[0].isupper() for word in words):
            return name
    return None


def _agency_after_place(place: str) -> tuple[str, str | None]:
    """Place and agency of a dateline without brackets: "Kyiv, Ukraine CNN", "Damascus, SANA"; "CNN" alone is one."""
    known = known_outlet(place)
    if known:
        return "", known.name
    cut = max(place.rfind(" "), place.rfind(","))
    last = place[cut + 1 :].strip()
    known = known_outlet(last) if cut > 0 and len(last) > 2 and last.isupper() and not place.isupper() else None
    return (place[:cut].strip(" ,"), known.name) if known else (place, None)


def _is_place(place: str) -> bool:
    words = place.replace(",", " ").replace("/", " ").split()
    if len(words) > _MOST_PLACE_WORDS or not _PLACE_SHAPE.fullmatch(place):
        return False
    particles = publication().place_particles
    named = [word for word in words if word[0].isupper() or word[0] in "'’‘`"]
    return bool(named) and all(word in named or word in particles or word.split("-")[0] in particles for word in words)


def _stands_as_place(place: str, rest: str, close: str, *, vouched: bool) -> bool:
    """Whether a dateline may look like this: capitals vouch for themselves, a plain name needs company."""
    first = re.split("[,/]", place, maxsplit=1)[0].strip()
    if vouched:
        return True
    shouted = rest[:40].isupper()
    if len(first) > 2 and first.isupper() and not shouted:
        # "KARACHI: A bomb killed six." is a dateline, "SYRIA: Strikes on power lines" a headline.
        return ":" not in close or rest.rstrip("”\"'’").endswith((".", "!", "?"))
    if shouted or not {"—", "–", "\u2015"} & set(close) or not close.endswith(" "):
        return False
    opens = rest.lstrip("“\"'‘")[:1]
    sentence = re.split(r"[.!?]\s", rest, maxsplit=1)[0]
    return opens.isupper() and len(first.split()) <= _MOST_BARE_WORDS and not re.search(r"\s[—–]\s", sentence)


def with_dateline(document: Document) -> Document:
    """The document with what its dateline says of place, agency and day; what is known already stays."""
    found = read_dateline(document.text)
    if found is None:
        return document
    day = found.day.settled(document.day) if found.day else None
    if not (found.place or found.agency) and not _is_of_now(day, document):
        return document
    document = replace(
        document, place=found.place, agency=found.agency, body_start=found.end, dateline_day=_plausible(day, document)
    )
    if document.outlet is None and found.agency:
        document = replace(document, outlet=found.agency, outlet_rule="dateline")
    if document.published is None and day is not None:
        document = replace(document, published=day, published_rule="dateline")
    return document


def _is_of_now(day: date | None, document: Document) -> bool:
    """Whether a day alone before a dash can be the story's: "Nov 9 - A strike hit", not the first of a chronicle."""
    return day is not None and document.day is not None and abs((document.day - day).days) <= _NEAR


def _plausible(day: date | None, document: Document) -> date | None:
    """A dateline's day, unless it lies more than a day after publication: then one of the two is wrong."""
    if day is None or document.day is None:
        return day
    return day if (day - document.day).days <= 1 else None
