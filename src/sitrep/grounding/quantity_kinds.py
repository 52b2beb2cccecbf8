"""What a number measures: a count of things, or an age, a price, a distance, a time, a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from sitrep.annotations.layers import Word
from sitrep.annotations.sheet import Mark
from sitrep.codebook.quantity_words import quantity_words
from sitrep.grounding.number_words import number_at

Kind = Literal[
    "count", "age", "money", "percent", "distance", "duration", "clock", "date", "ordinal", "label", "measure"
]
COMPOUND = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)*|[a-z]+(?:-(?:one|two|three|four|five|six|seven|eight|nine))?)-(?P<rest>[a-z].*)"
)
ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
CLOCK = re.compile(r"(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?")
DOTTED_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})|\d{1,4}/\d{1,2}(?:/\d{1,4})?")
YEAR = re.compile(r"(?:1[89]|20)\d\d")
OLDEST = 115
#: Both numbers of a ratio such as "one in five" are at most this.
SMALL = 10


def _compound(word: str) -> tuple[int, Kind] | None:
    """The kind of one hyphenated word: "3-year-old", "five-hour", "40-kilometer", "five-storey"."""
    found = COMPOUND.fullmatch(word)
    if not found:
        return None
    rest = found["rest"]
    number = number_at([found["number"].replace("-", " ") if found["number"].isdigit() else found["number"]], 0)
    if number is None:
        return None
    known = quantity_words()
    unit, _, more = rest.partition("-")
    if more.startswith("old"):
        years = number.value if unit.startswith("year") else 0
        return (years, "age") if unit in known.durations else (number.value, "label")
    for kind, words in _units():
        if unit in words:
            return number.value, kind
    if unit in known.units or unit in known.tens or unit in known.scales:
        return None
    return number.value, "label"


@cache
def _units() -> tuple[tuple[Kind, frozenset[str]], ...]:
    known = quantity_words()
    return (
        ("percent", known.percents),
        ("distance", known.distances),
        ("duration", known.durations),
        ("money", known.currencies_after),
        ("measure", known.measures),
    )


def _word_alone(word: str) -> tuple[int, Kind] | None:
    """The kind of a word that says it without its neighbours."""
    if word[0].isdigit():
        if ORDINAL.fullmatch(word):
            return int(word[:-2]), "ordinal"
        if CLOCK.fullmatch(word):
            return int(word.split(":", maxsplit=1)[0]), "clock"
        if DOTTED_DATE.fullmatch(word):
            return int(re.split(r"[./]", word)[0]), "date"
        if ":" in word or "/" in word or word.count(".") > 1:
            return int(re.split(r"[./:]", word)[0]), "label"
    return _compound(word) if "-" in word else None


def kind_of(marks: Sequence[Mark[Word]], words: Sequence[str], at: int, after: int | None) -> tuple[int, Kind] | None:
    """The kind of the number at ``at`` and its value; without ``after``, only what the word alone says."""
    if after is None:
        return _word_alone(words[at])
    value = number_at(words, at)
    number = value.value if value else 0
    for rule in (_label, _money, _age, _date, _unit):
        kind = rule(marks, words, at, after)
        if kind is not None:
            return number, kind
    return None


def _at(words: Sequence[str], index: int) -> str:
    return words[index] if 0 <= index < len(words) else ""


def _touches(marks: Sequence[Mark[Word]], left: int, right: int) -> bool:
    """Whether two words stand together without a space."""
    return left >= 0 and right < len(marks) and marks[left].end == marks[right].start


def _unit(marks: Sequence[Mark[Word]], words: Sequence[str], at: int, after: int) -> Kind | None:
    known = quantity_words()
    pair = f"{_at(words, after)} {_at(words, after + 1)}"
    if pair in known.percent_phrases:
        return "percent"
    if pair in known.distance_phrases:
        return "distance"
    following = _at(words, after)
    if following in {"more", "other", "further", "full", "whole", "consecutive", "straight"}:
        following = _at(words, after + 1)
    if following in {"times", "second"} and following != _at(words, after):
        return None
    if following == "-":
        following = _at(words, after + 1) if _touches(marks, after, after + 1) else ""
    for kind, units in _units():
        if following in units:
            return kind
    return None


def _money(marks: Sequence[Mark[Word]], words: Sequence[str], at: int, after: int) -> Kind | None:
    known = quantity_words()
    if _at(words, at - 1) in known.currencies_before or _at(words, after) in known.currencies_after:
        return "money"
    return None


def _label(marks: Sequence[Mark[Word]], words: Sequence[str], at: int, after: int) -> Kind | None:
    known = quantity_words()
    before = _at(words, at - 1)
    figures = words[at][0].isdigit()
    if figures and (before.isdigit() or _at(words, after).isdigit()):
        return "label"  # a telephone number
    if _is_ratio(words, at, after):
        return "label"
    if before == "." and _touches(marks, at - 2, at - 1) and _at(words, at - 2) in known.label_before:
        return "label"  # "art. 438"
    if figures and _touches(marks, at - 1, at) and (before.isalpha() or before in {"-", "/", "+"}):
        if before.isalpha() and before not in known.currencies_before:
            return "label"  # "M23"
        if before in {"+", "/"}:
            return "label"
    if before in known.label_before and not (before in {"no", "number", "numbers"} and not figures):
        return "label" if marks[at - 1].value.text != "no" else None
    if before in known.label_capital_before and marks[at - 1].value.text[0].isupper() and at > 1:
        return "label"
    if before in {"and", ",", "or"} and figures and _label_continues(marks, words, at, after):
        return "label"
    if figures and _touches(marks, after - 1, after) and _at(words, after).isalpha():
        return _unit(marks, words, at, after) or _clock(words, after) or "label"
    return None


def _is_ratio(words: Sequence[str], at: int, after: int) -> bool:
    """Whether the number is half of "one in five" or "nine out of ten"."""
    following = after + 1 if _at(words, after) == "in" else after + 2
    if _at(words, after) == "in" or (_at(words, after), _at(words, after + 1)) == ("out", "of"):
        return _is_small(words, at) and _is_small(words, following)
    return _at(words, at - 1) == "in" and _is_small(words, at) and _is_small(words, at - 2)


def _is_small(words: Sequence[str], at: int) -> bool:
    number = number_at(words, at) if 0 <= at < len(words) else None
    return number is not None and number.value <= SMALL and number.after == at + 1


def _label_continues(marks: Sequence[Mark[Word]], words: Sequence[str], at: int, after: int) -> bool:
    """As in "schools No. 41 and 103": the second number is a name when no noun follows it."""
    if not (at >= 3 and words[at - 2][0].isdigit() and words[at - 3] in quantity_words().label_before):
        return False
    following = _at(words, after)
    return not (following.isalpha() and following.islower() and len(following) > 3 and following.endswith("s"))


def _age(marks: Sequence[Mark[Word]], words: Sequence[str], at: int, after: int) -> Kind | None:
    known = quantity_words()
    value = number_at(words, at)
    if value is None or value.value > OLDEST or not value.whole:
        return None
    before, following = _at(words, at - 1), _at(words, after)
    if before in {"between", "under", "over", "from"}:
        before = _at(words, at - 2) if _at(words, at - 2) in known.age_before else before
    if before in known.age_before or following in known.age_tokens:
        return "age"
    if following in {"years", "months", "year", "weeks"} and _at(words, after + 1) in {"old", "-", "of"}:
        return "age" if _at(words, after + 1) != "of" or _at(words, after + 2) == "age" else None
    if before == "of" and following == "years" and _at(words, at - 2) in known.age_heads:
        return "age"  # "man of 41 years"
    if words[at][0].isdigit():
        return _age_in_figures(marks, words, at, after)
    return None


def _age_in_figures(marks: Sequence[Mark[Word]], words: Sequence[str], at: int, after: int) -> Kind | None:
    known = quantity_words()
    before, following = _at(words, at - 1), _at(words, after)
    if before in {"under", "over"} and _at(words, at - 2) in known.age_groups:
        return "age" if not following.isalpha() or following in known.age_closers else None
    if before in {",", "("} and following in known.age_closers | {""} and at > 1:
        head = marks[at - 2].value
        person = head.lower in known.age_heads or (head.text[0].isupper() and head.lower not in known.months)
        if person and (before != "(" or following == ")"):
            return "age"
    if (
        before in {"and", ",", "or"}
        and at > 2
        and words[at - 2].isdigit()
        and words[at - 3] in {",", "("} | known.age_before
    ):
        first = _age_in_figures(marks, words, at - 2, at - 1) if words[at - 3] not in known.age_before else "age"
        return first if following in known.age_closers | {""} else None
    return None


def _clock(words: Sequence[str], after: int) -> Kind | None:
    return "clock" if _at(words, after) in quantity_words().clock_after else None


def _date(marks: Sequence[Mark[Word]], words: Sequence[str], at: int, after: int) -> Kind | None:
    if not words[at][0].isdigit():
        return None
    if _clock(words, after):
        return "clock"
    if len(words[at]) <= 2 and _month_near(marks, words, at, after):
        return "date"
    if YEAR.fullmatch(words[at]) and after == at + 1 and _is_year(words, at, after):
        return "date"
    return None


def _month_near(marks: Sequence[Mark[Word]], words: Sequence[str], at: int, after: int) -> bool:
    """Whether a month stands beside a day number, or beside the range it belongs to."""
    months = quantity_words().months

    def month(index: int) -> bool:
        return _at(words, index) in months and marks[index].value.text[0].isupper()

    if month(at - 1) or month(after) or (_at(words, after) == "of" and month(after + 1)):
        return True
    if _at(words, at - 1) in {"and", "to", "-", "–", "or", ","} and _at(words, at - 2).isdigit() and month(at - 3):
        counts = _at(words, after).isalpha() and _at(words, after).endswith("s")
        return not (counts and _at(words, at - 1) in {",", "and"})
    return False


def _is_year(words: Sequence[str], at: int, after: int) -> bool:
    known = quantity_words()
    before, following = _at(words, at - 1), _at(words, after)
    if following in known.year_never_before:
        return False
    if before in known.months or before in known.year_before:
        return True
    if before == "," and at > 1 and (words[at - 2].isdigit() or words[at - 2] in known.months):
        return True
    return at == 0 or not following.isalpha() or before in {"-", "–", "/"}
