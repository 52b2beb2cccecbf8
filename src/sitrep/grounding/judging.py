"""Whether a name is a place's at all: signs that each say one thing, weighed by what was learnt.

Surnames, teams, ships and firms bear the names of towns. What stands beside a name speaks for one or the other, and
so do its other tellings in the story: who is called "Roy A. Nelson" once is no town as "Nelson".
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from sitrep.codebook.countries import country_by_name, country_of_demonym
from sitrep.codebook.known_actors import given_names
from sitrep.codebook.place_weights import place_weights
from sitrep.codebook.place_words import common_words, place_words
from sitrep.grounding.choice import Choice, Signs
from sitrep.grounding.gazetteer import key
from sitrep.grounding.heard_names import HeardNames
from sitrep.grounding.lines import PlaceLine, Toponym
from sitrep.grounding.ranking import weigh

#: Scores of a candidate beyond this say no more of its name.
CLIP = 8.0


class Judge:
    """Weighs the names of one story."""

    def __init__(self, names: Sequence[Toponym], lines: Iterable[PlaceLine], heard: HeardNames | None):
        self.heard = heard
        self.weights = place_weights().heard if heard else place_weights().ruled
        self.told = Counter(key(topo.name) for topo in names)
        self.placed = {key(topo.name) for topo in names if is_placed(topo)}
        self.surnames = {surname for line in lines for surname in surnames(line)}

    def likely(self, topo: Toponym, choice: Choice) -> float:
        """How likely the name is a place's."""
        found = self.signs(topo, choice)
        weights = self.weights
        score = weights.get("bias", 0.0) + weigh(found, weights)
        return 0.5 * (1.0 + math.tanh(0.5 * score))

    def signs(self, topo: Toponym, choice: Choice) -> Signs:
        """What speaks for a place's name and against it."""
        name = key(topo.name)
        found = {sign: 1.0 for told in (_of_itself(topo), _beside(topo)) for sign, holds in told.items() if holds}
        found["told"] = math.log(self.told[name] or 1)
        if name in self.placed:
            found["placed"] = 1.0
        if topo.line.lowers[topo.first_word + topo.length - 1] in self.surnames:
            found["surname"] = 1.0
        found |= _of_choice(choice)
        if self.heard is not None:
            found |= self.heard.signs(topo.name_start, topo.name_end)
        return found


def is_placed(topo: Toponym) -> bool:
    """Whether the words beside a name make a place of it, whatever it is called."""
    if topo.passing or topo.in_body:
        return False
    stands = topo.after in place_words().locative and topo.name_start == topo.start
    return bool(topo.told_in or topo.dateline or topo.note or topo.unit or topo.sort not in {None, "site"} or stands)


def surnames(line: PlaceLine) -> list[str]:
    """Words that follow a given name or an initial."""
    given = given_names()
    found = []
    for at in line.capitals:
        if at >= 1:
            before = line.lowers[at - 1]
            initial = before == "." and at >= 2 and len(line.lowers[at - 2]) == 1
            if initial or (before in given and line.capital[at - 1]):
                found.append(line.lowers[at])
    return found


def _of_itself(topo: Toponym) -> dict[str, bool]:
    line, words = topo.line, place_words()
    first = line.lowers[topo.first_word]
    return {
        "known": topo.known,
        f"sort_{topo.sort}": topo.sort is not None,
        f"site_{topo.feature}": topo.sort == "site",
        "strong": topo.strong,
        "note": topo.note is not None,
        "direction": topo.direction is not None,
        "dateline": topo.dateline,
        "in_body": topo.in_body,
        "in_run": topo.in_run,
        "passing": topo.passing,
        "doubted": topo.doubted,
        "in_person": topo.in_person,
        "unit": topo.unit is not None,
        "country": country_by_name(topo.name) is not None,
        "demonym": country_of_demonym(topo.name) is not None,
        "given": first in given_names(),
        "common": topo.length == 1 and first in common_words(),
        "never": first in words.never,
        "several": topo.length > 1,
        "shouted": topo.name.isupper(),
        "told_in": bool(topo.told_in),
        "holds": topo.consumed,
    }


def _beside(topo: Toponym) -> dict[str, bool]:
    line, words = topo.line, place_words()
    left, right = line.word(topo.first_word - 1), line.word(topo.last)
    after_next = line.word(topo.last + 1)
    before = topo.first_word - 1
    return {
        "after_locative": topo.after in words.locative,
        "after_direct": topo.after in words.direct,
        "after_social": topo.after in words.social,
        "after_the": left == "the",
        "after_comma": left == ",",
        "after_and": left == "and",
        "begins": before < 0,
        "after_capital": before >= 0 and line.capital[before],
        "after_given": before >= 0 and line.capital[before] and left in given_names(),
        "after_initial": left == "." and len(line.word(before - 1)) == 1,
        "after_stop": left == ".",
        "possessive": topo.possessive,
        "before_capital": topo.last < len(line.words) and line.capital[topo.last],
        "before_body": right in words.body,
        "before_site": right in words.site,
        "before_act": right in words.acting,
        "before_said": right in {"said", "says"},
        "before_comma": right == ",",
        "before_number": right == "," and after_next.isdigit(),
        "before_and": right == "and",
        "before_ampersand": right == "&" or left == "&",
        "before_stop": right in {".", ""},
        "before_noun": right[:1].isalpha() and right not in words.acting and not (
            topo.last < len(line.words) and line.capital[topo.last]),
    }  # fmt: skip


def _of_choice(choice: Choice) -> Signs:
    chosen = choice.chosen
    if chosen is None:
        return {"unresolved": 1.0, **({"fits": max(-CLIP, choice.weighed[0].score)} if choice.weighed else {})}
    signs = chosen.signs
    return {
        f"is_{chosen.entry.kind}": 1.0,
        "likely": chosen.likely,
        "fits": min(CLIP, chosen.score),
        "size": math.log10(chosen.entry.population + 10) if chosen.entry.kind == "city" else 0.0,
        **{sign: signs.get(sign, 0.0) for sign in ("share", "unit_named", "with_unit", "with_near")},
    }
