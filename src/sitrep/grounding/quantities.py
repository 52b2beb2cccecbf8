"""Amounts with their hedges: "at least six" is 6/6/open, "dozens" 24/open/open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from sitrep.annotations.layers import QUANTITIES, Quantity, Word
from sitrep.annotations.lines import LINES
from sitrep.annotations.sheet import Mark, Sheet
from sitrep.codebook.quantity_words import Hedges, quantity_words
from sitrep.grounding.number_words import Number, number_at, phrase
from sitrep.grounding.quantity_kinds import Kind, kind_of

#: "About N" reaches this far to either side.
LEEWAY = 0.08
#: How many words may stand before the number as its hedge, and between two bounds.
HEDGE_REACH = 5
LINK_REACH = 3

Effect = Literal["at_least", "at_most", "about", "exact"]
Bounds = tuple[int | None, int | None, int | None]


class Hedge(NamedTuple):
    """What a hedge does to the number after it, and the index of that number."""

    effect: Effect
    after: int


class Phrase(NamedTuple):
    """An amount found in a run of words: bounds, the number's own words, and the whole span."""

    bounds: Bounds
    start: int
    number: int
    after: int
    zero: bool = False
    fraction: bool = False


def two_digits(value: float) -> int:
    """A number to two significant digits."""
    whole = round(value)
    power = max(0, len(str(whole)) - 2)
    scale: int = 10**power
    return round(whole / scale) * scale


def about(number: int) -> Bounds:
    """The bounds of "about N": eight per cent to either side, to two significant digits."""
    return two_digits(number * (1 - LEEWAY)), number, two_digits(number * (1 + LEEWAY))


def bounds_of(number: int, effect: Effect) -> Bounds:
    """Low, best and high of a number under a hedge; an open end is None."""
    if effect == "at_least":
        return number, number, None
    if effect == "at_most":
        return None, None, number
    if effect == "about":
        return about(number)
    return number, number, number


@cache
def _hedge_table(where: str) -> dict[str, tuple[tuple[tuple[str, ...], Effect], ...]]:
    hedges: Hedges = getattr(quantity_words(), where)
    table: dict[str, list[tuple[tuple[str, ...], Effect]]] = {}
    effects: tuple[Effect, ...] = ("at_least", "at_most", "about")
    for effect in effects:
        for words in (tuple(text.split()) for text in getattr(hedges, effect)):
            table.setdefault(words[0], []).append((words, effect))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in table.items()}


@cache
def _openers() -> dict[str, frozenset[str] | None]:
    """Every word that may begin an amount, but for figures, with the words that may follow it; None is any."""
    known = quantity_words()
    phrases = [phrase.split() for phrase in (*known.exact, *known.vague, *known.zero_pronouns)]
    hedges = [list(words) for rows in _hedge_table("hedges").values() for words, _ in rows]
    numbers = {*known.units, *known.tens, "a", "an", "between", "from"} | known.zero_determiners
    openers = numbers.union(words[0] for words in (*phrases, *hedges))
    behind: dict[str, set[str]] = {"a": {*known.article_scales}, "an": {*known.article_scales}}
    behind |= {"between": openers, "from": openers}
    for words in hedges + phrases:
        behind.setdefault(words[0], set()).update(words[1:2] or openers)
    alone = {*known.units, *known.tens, *(words[0] for words in phrases if len(words) == 1)} | known.zero_determiners
    return {word: None if word in alone else frozenset(behind[word]) for word in openers}


def may_begin(words: Sequence[str], at: int) -> bool:
    """Whether an amount may begin at this word, by it and the word behind it: most of "a", "in" and "on" begin none."""
    word = words[at]
    openers = _openers()
    if word not in openers:
        return word[0].isdigit() or "-" in word
    behind = openers[word]
    if behind is None or at + 1 == len(words):
        return behind is None
    following = words[at + 1]
    return following in behind or following[0].isdigit() or "-" in following


def _hedge(words: Sequence[str], at: int, where: str = "hedges") -> Hedge | None:
    for wanted, effect in _hedge_table(where).get(words[at] if at < len(words) else "", ()):
        if tuple(words[at : at + len(wanted)]) == wanted:
            return Hedge(effect, at + len(wanted))
    return None


def _zero(words: Sequence[str], at: int) -> Phrase | None:
    """As in "no casualties", "no one was hurt", "without victims": nothing at all."""
    known = quantity_words()
    for length in (3, 2, 1):
        if " ".join(words[at : at + length]) in known.zero_pronouns:
            after = at + length
            follow = words[after : after + known.zero_reach]
            if any(word in known.zero_verbs for word in follow):
                return Phrase((0, 0, 0), at, at, after, zero=True)
    if words[at] in known.zero_determiners:
        follow = words[at + 1 : at + known.zero_reach]
        if any(word in known.zero_nouns for word in follow):
            return Phrase((0, 0, 0), at, at, at + 1, zero=True)
    return None


def _vague(words: Sequence[str], at: int) -> Number | None:
    found = phrase(words, at, "vague")
    if found is None:
        return None
    barred = quantity_words().vague_not_after.get(words[found.after - 1], frozenset())
    if at > 0 and words[at - 1] in barred:
        return None
    return found


def _between(words: Sequence[str], at: int) -> Phrase | None:
    """As in "between 12 and 15", "from 12 to 15"."""
    if words[at] not in {"between", "from"}:
        return None
    low = number_at(words, at + 1)
    if low is None or low.after >= len(words) or words[low.after] not in {"and", "to"}:
        return None
    high = number_at(words, low.after + 1)
    if high is None or high.value < low.value:
        return None
    return _ranged(low, high, at, at + 1)


def _ranged(low: Number, high: Number, start: int, number: int) -> Phrase:
    bottom = low.value
    if high.value >= 1000 > bottom * 10 and bottom > 0 and high.spelled is low.spelled:
        scaled = _shared_scale(low, high)
        bottom = scaled if scaled <= high.value else bottom
    return Phrase((bottom, None, high.value), start, number, high.after, fraction=not (low.whole and high.whole))


def _shared_scale(low: Number, high: Number) -> int:
    """As in "two to three thousand": the scale after the second number is meant for both."""
    for scale in (1_000_000_000, 1_000_000, 1000):
        if high.value >= scale and high.value % scale == 0 and low.value < scale:
            return low.value * scale
    return low.value


def _plain(words: Sequence[str], at: int, start: int, effect: Effect) -> Phrase | None:
    """A number, or a range of two, under the hedge that stood before it."""
    number = number_at(words, at)
    if number is None:
        return _hedged_vague(words, at, start, effect)
    ranged = _range_after(words, number, start, at)
    if ranged is not None:
        return ranged
    after, late = number.after, _hedge(words, number.after, "hedges_after")
    if late is not None and effect == "exact":
        effect, after = late.effect, late.after
    if effect == "at_least":
        bounded = _upper_bound(words, number, start, at)
        if bounded is not None:
            return bounded
    return Phrase(bounds_of(number.value, effect), start, at, after, fraction=not number.whole)


def _hedged_vague(words: Sequence[str], at: int, start: int, effect: Effect) -> Phrase | None:
    if at >= len(words):
        return None
    vague = _vague(words, at)
    if vague is None:
        return None
    if effect == "at_most":
        return None  # "up to several hundred" promises no number at all
    return Phrase((vague.value, None, None), start, at, vague.after)


def _range_after(words: Sequence[str], low: Number, start: int, at: int) -> Phrase | None:
    """As in "12 to 15", "12-15", "two or three"."""
    if low.after >= len(words) or words[low.after] not in quantity_words().range_words:
        return None
    hedge = _hedge(words, low.after + 1)
    high = number_at(words, hedge.after if hedge else low.after + 1)
    if high is None or high.value <= low.value:
        return None
    if words[low.after] == "or" and high.value > 2 * max(low.value, 2):
        return None
    return _ranged(low, high, start, at)


def _upper_bound(words: Sequence[str], low: Number, start: int, at: int) -> Phrase | None:
    """As in "no fewer than 35, perhaps as many as 50": one amount with both its bounds."""
    links = quantity_words().range_links
    index = low.after
    while index < len(words) and index - low.after < LINK_REACH and words[index] in links:
        index += 1
    if index == low.after:
        return None
    hedge = _hedge(words, index)
    if hedge is None or hedge.effect != "at_most":
        return None
    high = number_at(words, hedge.after)
    if high is None or high.value < low.value:
        return None
    return _ranged(low, high, start, at)


def phrase_at(words: Sequence[str], at: int) -> Phrase | None:
    """The amount that begins at this word, its hedge included."""
    found = _zero(words, at) or _between(words, at)
    if found is not None:
        return found
    hedge = _hedge(words, at)
    if hedge is not None and hedge.after < len(words):
        second = _hedge(words, hedge.after)  # "at least about 30": the outer hedge decides
        inner = second.after if second is not None else hedge.after
        hedged = _plain(words, inner, at, hedge.effect)
        if hedged is not None:
            return hedged
    return _plain(words, at, at, "exact")


def parse_quantity(words: Sequence[str]) -> Quantity | None:
    """The amount an isolated phrase states, None unless the phrase begins with one."""
    lowered = [word.lower().replace("’", "'") for word in words]
    if not lowered:
        return None
    found = phrase_at(lowered, 0)
    return Quantity(*found.bounds) if found else None


def counts_of(quantity: Quantity) -> Bounds | None:
    """Low, best and high where the amount counts things; None for ages, prices, dates and names."""
    return (quantity.low, quantity.best, quantity.high) if quantity.kind == "count" else None


class QuantityStep:
    """Every amount of the story, told apart by what it measures."""

    name = "quantities"
    reads = (LINES,)
    writes = QUANTITIES

    def marks(self, sheet: Sheet) -> list[Mark[Quantity]]:
        """One mark an amount, covering its hedge and its number."""
        found: list[Mark[Quantity]] = []
        for line in sheet.values(LINES):
            found.extend(self._in_sentence(line.words, line.lowers))
        return found

    def _in_sentence(self, marks: Sequence[Mark[Word]], words: Sequence[str]) -> Iterator[Mark[Quantity]]:
        openers, past = _openers(), 0
        for at in [at for at, word in enumerate(words) if word in openers or word[0].isdigit() or "-" in word]:
            if at < past or not may_begin(words, at):
                continue
            told = kind_of(marks, words, at, None)
            if told is not None:  # "3-year-old", "10th", "five-hour": one word that says its own kind
                value, kind = told
                yield Mark(marks[at].start, marks[at].end, Quantity(value, value, value, kind), self.name)
                continue
            found = phrase_at(words, at)
            if found is not None:
                yield self._mark(marks, words, found)
                past = found.after

    def _mark(self, marks: Sequence[Mark[Word]], words: Sequence[str], found: Phrase) -> Mark[Quantity]:
        kind: Kind = "count"
        told = None if found.zero else kind_of(marks, words, found.number, found.after)
        if told is not None:
            kind = told[1]
        if kind == "count" and found.fraction:
            kind = "label"
        if kind in {"clock", "date", "label", "age"} and told and None not in found.bounds:
            value = told[0]  # a hedge blurs no name or date
            return Mark(
                marks[found.start].start, marks[found.after - 1].end, Quantity(value, value, value, kind), self.name
            )
        return Mark(marks[found.start].start, marks[found.after - 1].end, Quantity(*found.bounds, kind), self.name)
