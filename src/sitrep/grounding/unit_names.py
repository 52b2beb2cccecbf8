"""Short forms of states and provinces in a sentence, as toponyms: "W.Va.", "Ont.", "Austin, TX"."""

from __future__ import annotations

from bisect import bisect_left

from sitrep.codebook.unit_abbreviations import short_forms, units_by_form
from sitrep.grounding.lines import PlaceLine, Toponym, make


def unit_names(line: PlaceLine) -> list[Toponym]:
    """The toponyms of the line's short forms, named as the gazetteer names the units; their words are then taken."""
    found: list[Toponym] = []
    starts: list[int] = []
    for match in short_forms(line.text, line.sentence.start, line.sentence.end):
        starts = starts or [word.start for word in line.words]
        first = bisect_left(starts, match.start())
        last = bisect_left(starts, match.end())
        form = "".join(match.group().split())
        unit = units_by_form().get(form) or units_by_form().get(form + ".")
        if unit is None or first == last or starts[first] != match.start():
            continue
        if match.group("after") and (line.shouting and form.isalpha() or not _names(line, first - 2)):
            continue
        topo = make(line, first, last, known=True)
        topo.name, topo.end, topo.unit, topo.country = unit.name, match.end(), unit, unit.country
        topo.sort, topo.strong, topo.in_body, topo.after = "region", True, False, "in"
        line.take(first, last)
        found.append(topo)
    return found


def _names(line: PlaceLine, at: int) -> bool:
    """Whether a name ends at this word, past the full stop of an abbreviation."""
    return at >= 0 and (line.capital[at] or (line.word(at) == "." and line.capital[at - 1]))
