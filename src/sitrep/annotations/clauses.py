"""Where one clause of a sentence ends and the next begins, and what stands inside quotation marks."""

from __future__ import annotations

import re

from sitrep.annotations.lines import Line

BOUNDARY = re.compile(
    r"; |: | [–—-]{1,2} |—|"
    r",? (?:while|whereas|although|because|unless|until) |"
    r", (?:but|and|or|which|who|whose|whom|where|when|after|before|as|with|prompting|forcing|leaving|saying|adding|noting|in which|of whom) |"
    r" (?:when|after|before|as|but) (?=[\w'’-]+ [\w'’-]+)|"
    r" and (?=(?:[\w'’.-]+ ){0,6}?(?:was|were|has|have|had|is|are|will|would|said|killed|wounded|injured|damaged|destroyed|hit|struck)\b)"
)
VERB = re.compile(
    r"\b(?:was|were|is|are|has|have|had|will|would|could|said|\w+ed|hit|struck|fell|took|left|set|shot|broke|came|went|met|held|blew|cut|put|died|fought)\b"
)
QUOTED = re.compile(r"\"[^\"]*(?:\"|$)|«[^»]*»")


def boundaries(line: Line) -> list[int]:
    """Offsets in the document at which clauses of the sentence meet, its ends included."""
    base = line.mark.start
    found = {base, line.mark.end}
    last = 0
    for match in BOUNDARY.finditer(line.lower):
        if match.group().startswith(" and") and not VERB.search(line.lower, last, match.start()):
            continue  # "Witkoff and Kushner are scheduled": one subject, not two clauses
        last = match.start()
        found.add(base + last)
    return sorted(found)


def clause_at(bounds: list[int], offset: int) -> tuple[int, int]:
    """The clause around this offset."""
    start = max(bound for bound in bounds if bound <= offset)
    later = [bound for bound in bounds if bound > offset]
    return start, later[0] if later else bounds[-1]


def quoted_spans(line: Line) -> list[tuple[int, int]]:
    """The spans inside double quotation marks that hold a clause, not just a word or two."""
    base = line.mark.start
    text = line.lower
    if (
        text.count('"') % 2
        and not text.lstrip().startswith('"')
        and text.rfind('"') == text.find('"')
        and not text.endswith('"')
    ):
        pass
    return [
        (base + found.start(), base + found.end())
        for found in QUOTED.finditer(text)
        if len(found.group().split()) > 3 and found.group()[0] == '"'  # noqa: PLR2004
    ]
