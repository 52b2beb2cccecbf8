"""The day of publication as a story's own head gives it, when nobody else does.

Flash updates say "(as of 15 March 2024, 4 p.m.)"; local papers put "03.08.2023, 09:15" on a line of its own;
agencies write "Published: 12 May 2025 14:03 UTC".
"""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache

from sitrep.codebook.publication import publication
from sitrep.documents.datelines import heading_lines
from sitrep.documents.published import find_day, read_published

#: Words on a date line beside its day, time and label: a byline or a place, no more.
_MOST_OTHER_LETTERS = 12
_AS_OF = re.compile(r"\(?\bas of:?\s+([^()\n]{4,60})\)?", re.IGNORECASE)
_CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}(?::\d{2})?|\d{1,2}\s*[ap]\.?m\b\.?|[+-]\d{2}:?\d{2}|[ap]\.m\.", re.IGNORECASE)


def heading_date(text: str) -> tuple[date | datetime, str] | None:
    """The date that the head of the text states, and the rule that gave it; None without one."""
    lines = [line for _, line in heading_lines(text)]
    dated = [found for line in lines if (found := _date_line(line))]
    if dated:
        _, published, rule = min(dated, key=lambda found: found[0])
        return published, rule
    for line in lines:
        match = _AS_OF.search(line)
        as_of = read_published(match[1]) if match and not line.endswith(".") else None
        if as_of:
            return as_of, "as-of heading"
    return None


def _date_line(line: str) -> tuple[int, date | datetime, str] | None:
    """The date of a line that holds nothing else, ranked by its label."""
    if len(line) > 100 or find_day(line) is None:
        return None
    label = _label().match(line)
    rest = line[label.end() :] if label else line
    stated = find_day(rest)
    published = read_published(rest) if stated else None
    if stated is None or published is None or _other_letters(rest[: stated.start] + rest[stated.end :]):
        return None
    labels = publication().date_labels
    return (labels.index(label[1].lower()) if label else len(labels) // 2), published, "date line"


def _other_letters(rest: str) -> bool:
    """Whether more stands beside the day than a time, a zone and a short word."""
    return sum(map(str.isalpha, _CLOCK.sub("", rest))) > _MOST_OTHER_LETTERS


@cache
def _label() -> re.Pattern[str]:
    labels = sorted(publication().date_labels, key=len, reverse=True)
    return re.compile(r"\W*(" + "|".join(labels) + r")\b\s*:?\s*", re.IGNORECASE)
