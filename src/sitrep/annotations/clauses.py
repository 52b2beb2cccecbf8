"""Where one clause of a sentence ends and the next begins, and what stands inside quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_right

from sitrep.annotations.lines import Line
from sitrep.codebook.clause_rules import clause_rules

QUOTED = re.compile(r"\"[^\"]*(?:\"|$)")
#: Quotation marks around this many words or fewer set off a term, not a clause.
FEW_WORDS = 3


def boundaries(line: Line) -> list[int]:
    """Offsets in the document at which clauses of the sentence meet, its ends included."""
    base = line.mark.start
    found = {base, line.mark.end}
    last, rules = 0, clause_rules()
    for match in rules.boundary.finditer(line.lower):
        if match.group().startswith(" and") and not rules.verb.search(line.lower, last, match.start()):
            continue  # "Witkoff and Kushner are scheduled": one subject, not two clauses
        last = match.start()
        found.add(base + last)
    return sorted(found)


def clause_at(bounds: list[int], offset: int) -> tuple[int, int]:
    """The clause around this offset; ``bounds`` are in order, and one of them stands at or before it."""
    behind = bisect_right(bounds, offset)
    return bounds[behind - 1], bounds[min(behind, len(bounds) - 1)]


def subject_at(line: Line, bounds: list[int], verb: int) -> tuple[int, int] | None:
    """What stands before a verb in its clause: past a relative clause that a comma closed, or before it.

    "In Bukavu, which rebels hold, women marched": the women; "Turkey, which had threatened to invade, applauded":
    Turkey.
    """
    start, _ = clause_at(bounds, verb)
    base, rules = line.mark.start, clause_rules()
    told = line.lower[start - base : verb - base]
    if rules.relative.match(told) and (closed := told.rfind(",")) > 0:
        if rules.noun_phrase.match(told, closed):
            return start + closed, verb
        return clause_at(bounds, start - 1) if start > base else None
    return (start, verb) if start < verb else None


def quoted_spans(line: Line) -> list[tuple[int, int]]:
    """The spans inside double quotation marks that hold a clause, not just a word or two."""
    if '"' not in line.lower:
        return []
    base = line.mark.start
    return [
        (base + found.start(), base + found.end())
        for found in QUOTED.finditer(line.lower)
        if len(found.group().split()) > FEW_WORDS
    ]
