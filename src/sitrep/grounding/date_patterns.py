"""The shapes of time expressions, found in the text with the words that lead into them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from typing import Literal

from sitrep.annotations.lines import Line
from sitrep.codebook.holidays import holidays
from sitrep.codebook.quantity_words import quantity_words
from sitrep.codebook.time_words import Pattern, time_words
from sitrep.codebook.zones import zones

#: What a shape found is to the record: a time, or a reference that dates nothing ("now", the age of a man).
Role = Literal["time", "reference"]
#: What a match at a word is taken for, None when for no time at all.
Accept = Callable[[str, "re.Match[str]", int], Role | None]
#: How far before a time its lead-in may begin.
LEAD = 56
#: How many words after its first one the core of a time may stand ("the last two and a half years").
REACH = 8
SLOT = re.compile(r"\{([a-z_]+?)(\d?)\}")
#: A full stop after these belongs to the sentence.
SHORT_HALF = re.compile(r"(?:[0-9 ][ap]m|T[0-9:]+)\.$", re.IGNORECASE)
#: Slots that are no part of their own in what is found.
NAMELESS = frozenset(
    {
        "closes",
        "link",
        "span",
        "parts",
        "hedges",
        "century_of",
        "oftens",
        "between",
        "zone_letters",
        "zone_names",
        "day_word",
    }
    | {"hours", "near_half"}
)
#: What leads into which rule, in the order from the time outwards.
LEAD_INS: dict[str, tuple[str, ...]] = {
    "clock": ("side",),
    "part": ("phase", "side", "plain"),
    "dates": ("part_of", "phase", "plain"),
    "numeric": ("part_of", "plain"),
    "iso": ("part_of", "plain"),
    "months": ("phase", "plain"),
    "weekdays": ("part_of", "phase", "plain"),
    "shift": ("hedge",),
    "ahead": ("hedge", "plain"),
    "duration": ("hedge",),
    "near_unit": ("phase", "plain"),
    "decade": ("phase", "plain"),
    "holiday": ("phase", "plain"),
    "century": ("phase", "plain"),
    "season": ("phase", "plain"),
    "near_day": ("part_of", "phase", "plain"),
    "near_part": ("phase",),
    "story_day": ("phase", "plain"),
    "month_day": ("part_of", "phase", "plain"),
}


@dataclass(frozen=True, slots=True)
class Found:
    """A shape found in the text: its rule, its whole span, where its core begins, and its parts.

    ``spans`` are where the parts stand; ``owned`` says that a possessive follows ("Saturday's raid").
    """

    rule: str
    start: int
    core: int
    end: int
    groups: dict[str, str] = field(default_factory=dict)
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    role: Role = "time"
    owned: bool = False

    def get(self, name: str) -> str:
        """The part of this name in lower case, empty when there is none."""
        return self.groups.get(name, "")


def _alternatives(words: Iterable[str]) -> str:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+").replace("'", "[’']") for word in ordered)


@cache
def _slots() -> dict[str, str]:
    known = time_words()
    return {
        **known.slots,
        "month": _alternatives(known.months) + r"(?!\w)",
        "weekday": _alternatives(known.weekdays),
        "part": _alternatives(known.parts) + r"(?!\w)",
        "parts": _alternatives(known.parts),
        "unit": _alternatives(known.units) + "",
        "hedges": _alternatives(known.hedges),
        "holiday": _alternatives(holidays()) + r"(?!\w)",
        "reference": _alternatives(known.references),
        "zone_letters": rf"(?:utc|gmt)[+-]\d{{1,2}}(?::\d\d)?|{_alternatives(zones().letters)}",
        "zone_names": _alternatives(zones().names),
        "oftens": _alternatives(known.oftens),
        "day_word": rf"(?P<day>{_alternatives(known.century_words)})",
        "century_of": rf"(?P<century>\d{{1,2}}(?:st|nd|rd|th)|{_alternatives(known.century_words)})",
    }


def expand(shape: str) -> str:
    """The regular expression a shape of the codebook stands for."""
    known = time_words()
    for name, tail in known.tails.items():
        shape = shape.replace("{" + name + "}", tail)
    slots = _slots()

    def slot(found: re.Match[str]) -> str:
        name, number = found.groups()
        body = slots[name]
        if name in NAMELESS:
            return f"(?:{body})"
        plural = r"s?(?!\w)" if name == "unit" else ""
        return f"(?P<{name}{number}>{body}){plural}"

    return SLOT.sub(slot, shape).replace(" ", r"\s+").replace(r"\s+?", r"\s?")


@cache
def _compiled(pattern: Pattern) -> re.Pattern[str]:
    return re.compile(f"(?:{expand(pattern.shape)})(?!\\w)", re.IGNORECASE)


@cache
def _lead_in(name: str) -> tuple[re.Pattern[str], frozenset[str]]:
    """The shape of a lead-in, and its words, with some letters that are none."""
    body = expand(time_words().lead_ins[name])
    body = body.removesuffix(r"\s+")
    gap = r"(?:\s+|(?<=[-(]))" if name != "side" else ""
    shape = re.compile(rf"(?<![\w’'-])(?:{body}){gap}$", re.IGNORECASE)
    return shape, frozenset(re.findall("[a-z]+", body))


@cache
def _classes() -> dict[str, tuple[str, ...]]:
    """The classes a first word belongs to."""
    known = time_words()
    classes: dict[str, list[str]] = {}

    def add(name: str, words: Iterable[str]) -> None:
        for word in words:
            classes.setdefault(word.partition(" ")[0], []).append(name)

    for name, words in known.starters.items():
        add(name, sorted(words))
    add("month", known.months)
    add("weekday", known.weekdays)
    add("part", {part.partition(" ")[0].partition("-")[0] for part in (*known.parts, *known.moments)})
    add("season", known.seasons)
    add("holiday", holidays())
    add("reference", known.references)
    add("ordinal", known.century_words)
    add("every", known.oftens)
    amounts = quantity_words()
    add("number", [*amounts.units, *amounts.tens])
    return {word: tuple(dict.fromkeys(names)) for word, names in classes.items()}


@cache
def _tried() -> dict[str, tuple[Pattern, ...]]:
    """The patterns tried after a first word of each class."""
    table: dict[str, list[Pattern]] = {}
    for pattern in time_words().patterns:
        for start in pattern.starts:
            table.setdefault(start, []).append(pattern)
    return {start: tuple(patterns) for start, patterns in table.items()}


@cache
def _candidates(classes: tuple[str, ...], gates: frozenset[str]) -> tuple[tuple[Pattern, re.Pattern[str]], ...]:
    """The patterns to try after a first word of these classes, in their order, each with its expression."""
    tried = (pattern for name in classes for pattern in _tried().get(name, ()))
    found = dict.fromkeys(pattern for pattern in tried if not pattern.needs or pattern.needs in gates)
    order = {id(pattern): place for place, pattern in enumerate(time_words().patterns)}
    return tuple((pattern, _compiled(pattern)) for pattern in sorted(found, key=lambda pattern: order[id(pattern)]))


def _gates(line: Line) -> frozenset[str]:
    """The gates that the letters of a sentence open."""
    opened = set().union(*map(_opened_by, line.lowers))
    told = " ".join(line.lower.split())
    opened.update([name for name, part in _parts_of_gates()[1] if part in told])
    return frozenset(opened)


@lru_cache(maxsize=16384)
def _opened_by(word: str) -> frozenset[str]:
    """The gates that a word opens by itself."""
    return frozenset(name for name, part in _parts_of_gates()[0] if part in word)


@cache
def _parts_of_gates() -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """Each gate with letters that open it: those that stand in one word, and those that may stand in several."""
    parts = [(name, part) for name, letters in time_words().gates.items() for part in letters]
    return tuple(one for one in parts if one[1].isalpha()), tuple(one for one in parts if not one[1].isalpha())


@lru_cache(maxsize=16384)
def classes_of(word: str) -> tuple[str, ...]:
    """The classes of a first word in lower case: such as "digit", "month" and "which"."""
    if word[0].isdigit():
        return ("digit", "ordinal") if word[-1].isalpha() else ("digit",)
    known = _classes()
    if word in known:
        return known[word]
    head, hyphen, _ = word.partition("-")
    return known.get(head, ()) if hyphen else ()


@cache
def _cores() -> frozenset[str]:
    """The words without which there is no time, digits apart: "Monday", "weeks", "dawn", "Easter", but not "the"."""
    known = time_words()
    spoken = [*known.parts, *known.moments, *known.references, *holidays()]
    told = {word for phrase in spoken for word in phrase.replace("-", " ").split()}
    told |= {*known.months, *known.weekdays, *known.seasons, *known.oftens, *known.cores}
    told |= {form for unit in known.units for form in (unit, f"{unit}s")}
    told |= {
        word
        for name in ("unit", "unit_long", "near_day", "overnight", "recent", "then", "weekdays", "quarters")
        for word in known.starters[name]
    }
    return frozenset(told - known.tense.determiners - known.no_cores)


def _beginnings(lowers: Sequence[str]) -> Iterator[int]:
    """The numbers of the words at which a time may begin: cores of one, and openings not far before a core."""
    known, openings, past = _cores(), _classes(), 0
    cores = [
        at
        for at, word in enumerate(lowers)
        if word in known or (not word.isalpha() and (word[0].isdigit() or "-" in word))
    ]
    for core in cores:
        for at in range(max(past, core - REACH), core):
            if lowers[at] in openings:
                yield at
        yield core
        past = core + 1


def find(text: str, line: Line, accept: Accept) -> Iterator[Found]:
    """The time expressions of one sentence from left to right, none within another."""
    words, gates = line.words, None
    if not words:
        return
    low, high, past = words[0].start, words[-1].end, words[0].start
    for index in _beginnings(line.lowers):
        start = words[index].start
        classes = classes_of(line.lowers[index]) if start >= past else ()
        if not classes:
            continue
        gates = _gates(line) if gates is None else gates
        best: tuple[tuple[bool, int], Pattern, re.Match[str]] | None = None
        for pattern, shape in _candidates(classes, gates):
            match = shape.match(text, start, high)
            if not match or (best is not None and (True, match.end()) <= best[0]):
                continue
            role = accept(pattern.rule, match, index)
            if role is not None and (best is None or (role == "time", match.end()) > best[0]):
                best = ((role == "time", match.end()), pattern, match)
        if best is not None:
            found = _with_lead(text, line, max(low, past), best[1].rule, best[2])
            past = found.end
            yield found if best[0][0] else replace(found, role="reference")


def _led_from(line: Line, start: int, words: Set[str]) -> int:
    """Where a lead-in of these words that ends at ``start`` would begin: most times have no such word before them."""
    at = line.at(start)
    while at and (line.lowers[at - 1] in words or not line.lowers[at - 1].isalpha()):
        at -= 1
    return min(start, line.starts[at]) if at < len(line) else start


def _with_lead(text: str, line: Line, low: int, rule: str, match: re.Match[str]) -> Found:
    groups = {name: value.lower() for name, value in match.groupdict().items() if value}
    places = {name: match.span(name) for name in groups}
    start = match.start()
    for name in LEAD_INS.get(rule, ("plain",)):
        shape, words = _lead_in(name)
        first = max(low, start - LEAD, _led_from(line, start, words))
        lead = shape.search(text, first, start) if first < start else None
        if lead is None or lead.start() == start:
            continue
        for key, value in lead.groupdict().items():
            if value:
                groups.setdefault(f"lead_{key}", " ".join(value.lower().split()))
                places.setdefault(f"lead_{key}", lead.span(key))
        if name == "hedge":
            groups["lead_hedge"] = " ".join(lead.group().lower().split())
            places["lead_hedge"] = lead.span()
        start = lead.start()
    end = _trimmed(text, match)
    return Found(rule, start, match.start(), end, groups, places, owned=_is_owned(text, end))


def _trimmed(text: str, match: re.Match[str]) -> int:
    """The end of the match, less a possessive that is no part of the time."""
    end = match.end()
    if SHORT_HALF.search(match.group()):
        return end - 1  # "at 11:30pm."
    if match.group()[-2:] in {"’s", "'s"}:
        return end - 2
    return end


def _is_owned(text: str, end: int) -> bool:
    return text[end : end + 2] in {"’s", "'s"}
