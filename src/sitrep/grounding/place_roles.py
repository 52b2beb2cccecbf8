"""Whether a name is used as a place, as an actor, or only to modify another word."""

from __future__ import annotations

import re
from functools import cache

from sitrep.codebook.countries import country_by_name, country_of_capital
from sitrep.codebook.place_words import place_words
from sitrep.grounding.coverage import Role
from sitrep.grounding.gazetteer import Entry
from sitrep.grounding.lines import Toponym

#: Prepositions that make a place even of a name inside an organisation's.
ONE = frozenset({"a", "an"})
#: How many words before "between" may say what lies between two places: "the border crossing at Elegu between".
WAY_REACH = 3
STAYING = frozenset({"in", "at", "near", "inside", "outside", "into"})


def role_of(topo: Toponym, entry: Entry | None, text: str) -> Role:
    """The role of a toponym by the words on either side of it."""
    words = place_words()
    if topo.dateline:
        return "place"
    if topo.in_body and topo.after not in STAYING:
        return "attributive"
    following = _following(topo, text)
    modifies = _is_modified(topo, following)
    if topo.sort is None and modifies and text.endswith(("the ", "The "), 0, topo.name_start):
        topo.note = None if topo.note and "part" in topo.note else topo.note
        return "attributive"
    if _is_seat(topo):
        return "actor"
    if topo.note or topo.direction or topo.after in words.locative:
        return "attributive" if topo.possessive else "place"
    if topo.in_body or topo.possessive or (topo.after in ONE and topo.sort is None):
        return "attributive"
    return _as_actor_or_place(topo, entry, following, modifies=modifies)


def _is_seat(topo: Toponym) -> bool:
    """Whether a capital only tells whose rulers are meant: "the junta in Ouagadougou suspended the radio"."""
    line, before = topo.line, topo.first - 1
    seated = line.word(before) == "in" and line.word(before - 1) in place_words().seated
    return seated and topo.sort is None and country_of_capital(topo.name) is not None


def _as_actor_or_place(topo: Toponym, entry: Entry | None, following: str, *, modifies: bool) -> Role:
    words = place_words()
    acts = entry is not None and (entry.kind == "country" or country_of_capital(topo.name) is not None)
    if topo.sort is not None and not acts:
        return "place" if topo.after in words.direct or topo.strong else "attributive"
    if acts and topo.after == "between" and not _parts_land(topo):
        return "actor"
    if topo.after in words.direct:
        return "either" if acts and topo.after != "on" else "place"
    if acts and topo.after in words.social:
        return "actor"
    if following in words.acting or following.endswith("ed"):
        return "actor" if acts else "attributive"
    if modifies:
        return "attributive"
    if acts:
        return "either"
    return "place" if topo.strong else "attributive"


def _parts_land(topo: Toponym) -> bool:
    """Whether what is between this name and another is land or a way, not dealings: "the road between"."""
    before = topo.line.lowers[: topo.first]
    if "between" not in before:
        return False
    at = len(before) - 1 - before[::-1].index("between")
    return any(word.removesuffix("s") in place_words().way for word in before[max(at - WAY_REACH, 0) : at])


def _following(topo: Toponym, text: str) -> str:
    found = re.match(r"\s*([\w’'-]+|\S)", text[topo.end : topo.end + 30])
    return found.group(1) if found else ""


@cache
def _function() -> frozenset[str]:
    """Words that begin something of their own after a name."""
    words = place_words()
    return words.locative | words.direct | words.social | words.acting | words.never


def _is_modified(topo: Toponym, following: str) -> bool:
    """Whether an ordinary noun follows: the name only modifies it."""
    if following in place_words().clock:
        return True
    if following in place_words().natural_after and following not in place_words().water_after:
        return False  # "in the Swat valley" is in Swat
    if not (following[:1].isalpha() and following.islower()) or following.endswith("ly") or following in _function():
        return False
    return not (following.endswith("ing") and country_by_name(topo.name))
