"""Naming: the toponyms of a story tied to what they lie in, and each resolved to the place that it stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Literal

from sitrep.annotations.encoded import encoded
from sitrep.annotations.layers import ENCODED, MENTIONS
from sitrep.annotations.lines import LINES
from sitrep.annotations.sheet import Layer, Mark, Sheet
from sitrep.codebook.countries import country_by_name
from sitrep.codebook.place_words import place_words
from sitrep.grounding.choice import NONE, Choice
from sitrep.grounding.gazetteer import Entry, gazetteer, key
from sitrep.grounding.heard_names import HeardNames
from sitrep.grounding.judging import Judge, is_placed
from sitrep.grounding.lines import Toponym
from sitrep.grounding.resolution import canvass, choose, lies_in
from sitrep.grounding.scene import Scene
from sitrep.grounding.toponyms import toponyms

#: How far behind an owner its city may be called so, in characters.
OWNED_REACH = 40
#: From this probability on a name is told as a place's.
LIKELY = 0.5
#: Below this probability it is none even in the record, which keeps names that may be places.
UNLIKELY = 0.2


@dataclass(frozen=True, slots=True)
class Name:
    """A name as written, the place that it stands for if that is known, and how sure that is."""

    start: int
    end: int
    entry: Entry | None
    score: float


class Naming:
    """The names of one story: what was found, the place that each stands for, and where the story plays."""

    def __init__(self, sheet: Sheet):
        self.sheet = sheet
        harvest = toponyms(sheet.text, sheet.values(LINES), sheet.marks(MENTIONS), sheet.document.body_start)
        self.lines, self.found, self.others = harvest.lines, harvest.found, harvest.others
        self.scene = Scene(self.lines, self.found)
        self.choices: dict[int, Choice] = {}
        #: A story that says "Al-Hasakeh city" and "Al-Hasakeh Governorate" means the governorate by the bare name.
        self.told_apart = {key(t.name) for t in self.found if t.sort == "settlement" and t.feature == "city"} & {
            key(t.name) for t in self.found if t.sort in {"region", "county"}
        }
        voters = [*self.found, *(topo for topo in self.others if topo.passing and not topo.in_person)]
        canvass([(topo, None) for topo in voters], self.scene, voted=False)
        self._datelines()
        self._contain()
        canvass([(topo, self.within(topo)) for topo in voters], self.scene, voted=True)
        # Names told with what they lie in come first: elsewhere in the story the bare name means the same place.
        for topo in sorted(self.found, key=lambda topo: not topo.told_in):
            self.choices[id(topo)] = self._resolve(topo)

    @cached_property
    def judge(self) -> Judge:
        """Who tells the names of places from those of people and things."""
        reading = encoded(self.sheet, "mentions")
        return Judge([*self.found, *self.others], self.lines, HeardNames.of(reading))

    def choice(self, topo: Toponym) -> Choice:
        """The place that this toponym stands for, and why."""
        if id(topo) not in self.choices:
            self.choices[id(topo)] = choose(topo, self.scene)
        return self.choices[id(topo)]

    def entry(self, topo: Toponym) -> Entry | None:
        """The place that this toponym stands for."""
        return self.choice(topo).entry

    def stands_at(self, topo: Toponym) -> Entry | None:
        """The place of this toponym, of a facility that no gazetteer lists the place it is named after."""
        entry = self.entry(topo)
        return self.within(topo) if entry is None and topo.sort == "site" else entry

    def seat(self, topo: Toponym) -> Entry | None:
        """The town that a district or county is called after, where the gazetteer lacks the unit itself."""
        if topo.sort not in {"district", "county"}:
            return None
        return choose(replace_sort(topo, "settlement"), self.scene, self.within(topo)).entry

    def entry_anyhow(self, topo: Toponym) -> Entry | None:
        """The place that this toponym stands for, were it told alone if it is not resolved as it is told."""
        return self.entry(topo) or choose(topo, self.scene).entry

    def names(self) -> list[Name]:
        """Every name of a place in the text, in order; of a facility the place that it stands at."""
        names = []
        past = -1
        for topo in sorted((*self.found, *self.others), key=lambda topo: (topo.name_start, -topo.name_end)):
            likely = self.judge.likely(topo, self.choice(topo)) if topo.name_start >= past else 0.0
            if likely >= LIKELY:
                entry, chosen = self.stands_at(topo), self.choice(topo).chosen
                fits = chosen.likely if chosen else float(entry is not None)
                names.append(Name(topo.name_start, topo.name_end, entry, fits * likely))
                past = topo.name_end
        return names

    def container(self, topo: Toponym) -> Entry | None:
        """The first of what the story says the place lies in that is a known place."""
        for outer in topo.told_in:
            entry = self.entry_anyhow(outer)
            if entry is not None:
                return entry
        return None

    def is_no_place(self, topo: Toponym) -> bool:
        """Whether a name is surely none of a place, though some place bears it: "the Bradley", "Wagner fighters"."""
        if is_placed(topo) or topo.sort == "site":
            return False
        return self.judge.likely(topo, self.choice(topo)) < UNLIKELY

    def _datelines(self) -> None:
        """A dateline's names are places by their standing alone."""
        for topo in self.found:
            if topo.dateline:
                topo.strong, topo.after = True, topo.after or "in"

    def _contain(self) -> None:
        """Names told with what they lie in: "Dadaab, in Garissa County", "the Belgorod village of Oktyabrsky"."""
        for earlier, later in pairwise(self.found):
            between = self.sheet.text[earlier.end : later.name_start] if later.name_start >= earlier.end else None
            if between is None or earlier.sentence != later.sentence or "\n" in between.strip(" "):
                continue
            owns = earlier.possessive and _OWNED.fullmatch(between)
            if owns or (later.sort == "settlement" and not earlier.sort and _SETTLED.fullmatch(between)):
                self._own(earlier, later)
            elif _tells_container(earlier, later, between):
                self._hold(earlier, later, between)
            elif later.possessive and not earlier.told_in and _IN_OWNED.fullmatch(between):
                self._hold_owned(earlier, later)

    def _hold_owned(self, inner: Toponym, owner: Toponym) -> None:
        """Takes what lies in an owner's unit, or is called the owner's: "Sake, in Congo's North Kivu province"."""
        after = self.sheet.text[owner.end : owner.end + OWNED_REACH]
        if _OWN_CITY.match(after):
            self._hold(inner, owner, ", ")
            return
        following = next((topo for topo in self.found if topo.name_start >= owner.end), None)
        if following is None or following.sort not in {"region", "county"} or following.sentence != inner.sentence:
            return
        if _OWNED.fullmatch(self.sheet.text[owner.end : following.name_start]):
            self._hold(inner, following, " in ")

    def _own(self, owner: Toponym, owned: Toponym) -> None:
        if owned.sort is None and country_by_name(owner.name) is None:
            return
        if owner.consumed:
            return
        owned.owner = owner
        owner.consumed = not owner.dateline
        if owned.sort != "site" or country_by_name(owner.name) is None:
            owned.after = owner.after or owned.after

    def _hold(self, inner: Toponym, outer: Toponym, between: str) -> None:
        """Takes the outer name as the container of the inner where the gazetteer bears it out."""
        if inner.sort in {"region", "county"} and country_by_name(outer.name) is None:
            return
        if inner.consumed and not inner.containers or country_by_name(inner.name):
            return
        if inner.sort == "site":
            if outer.sort == "site" or not re.search(r"\w", between):
                return
        elif not self._holds(inner, outer):
            return
        inner.containers.append(outer)
        inner.strong = True
        if "near" in between or "outside" in between or "of" in between.split():
            outer.note = None
        outer.consumed = True
        if inner.sort == "site" or outer.sort is not None and "in" in between.split():
            inner.end = outer.end

    def _holds(self, inner: Toponym, outer: Toponym) -> bool:
        container = choose(outer, self.scene).entry
        if inner.sort == "quarter" and container is not None and container.kind == "city":
            return True
        if container is None or container.kind not in {"country", "region", "district"}:
            return bool(outer.sort in {"region", "county", "district"} and not inner.sort)
        if not inner.known:
            return container.kind != "country" or inner.strong
        return any(lies_in(entry, container) for entry in gazetteer().find(inner.name)) or outer.sort is not None

    def within(self, topo: Toponym) -> Entry | None:
        """The place that the story says this one lies in."""
        if not topo.containers and topo.owner is None:
            return None
        known = (self.entry_anyhow(outer) for outer in topo.told_in if self._may_hold(topo, outer))
        return next((entry for entry in known if entry is not None), None)

    def _may_hold(self, topo: Toponym, outer: Toponym) -> bool:
        """Whether a name stands for the place it lies in: squares are called after many things."""
        return not (outer.named_in_site and topo.feature in place_words().dedicated and not outer.possessive)

    def _resolve(self, topo: Toponym) -> Choice:
        """The place a toponym stands for; a facility's is its own, never its town's."""
        if topo.sort == "quarter":
            return NONE
        if topo.sort == "site":
            return Choice(self._facility(topo))
        within = self.within(topo)
        if not topo.known and topo.sort is None:
            loose = choose(topo, self.scene, within)
            return loose if loose.entry and (within or self.scene.share(loose.entry.country)) else NONE
        if key(topo.name) in self.told_apart and topo.sort is None:
            return choose(replace_sort(topo, "region"), self.scene, within)
        choice = choose(topo, self.scene, within)
        chosen = choice.entry
        if chosen is None and within is not None and within.kind == "country" and not topo.sort:
            topo.owner = None
            return choose(topo, self.scene)
        if topo.sort is None and topo.note and "part" in topo.note and chosen and chosen.kind == "city":
            region = choose(replace_sort(topo, "region"), self.scene)
            return region if region.entry else choice
        return choice

    def _facility(self, topo: Toponym) -> Entry | None:
        known = [e for e in gazetteer().find(topo.name) if e.kind in {"site", "city"} and self.scene.share(e.country)]
        known += [e for e in gazetteer().find(topo.name) if e.kind == "site"]
        return next((e for e in known if e.kind == "site" or self.scene.share(e.country) > 0), None)


NAMING = Layer("naming", Naming)


class NamingStep:
    """One mark over the whole story: its names of places and what they stand for."""

    name = "naming"
    reads = (ENCODED, LINES, MENTIONS)
    writes = NAMING

    def marks(self, sheet: Sheet) -> list[Mark[Naming]]:
        """The story's naming."""
        return [Mark(0, len(sheet.text), Naming(sheet), self.name)]


def _tells_container(inner: Toponym, outer: Toponym, between: str) -> bool:
    """Whether the words between two names say that the first lies in the second."""
    if inner.sort in {"quarter", "district"} and inner.sort != outer.sort and _PART.fullmatch(between):
        return True
    return bool(_CONTAINED.fullmatch(between + " ")) and not outer.possessive and not _LISTED.search(between)


def replace_sort(topo: Toponym, sort: Literal["region", "settlement"]) -> Toponym:
    """The same toponym read with a feature word it does not have."""
    return replace(topo, sort=sort, feature=None, containers=[], owner=None)


#: "the Belgorod [border] village of [Oktyabrsky]", past the name of the region
_SETTLED = re.compile(r"\s+(?:[\w-]+\s+){1,2}of\s+")
#: "the Zeitoun neighborhood of [Gaza City]"
_PART = re.compile(r"\s+of\s+(?:the\s+)?")
#: ", in [Congo's]", ", a village in [Ukraine's]", ", [Lebanon's]", and what then may stand: "second city".
_IN_OWNED = re.compile(r",?\s+(?:(?:a|the)\s+(?:[\w-]+\s+){1,3})?in\s+|,\s+")
_OWN_CITY = re.compile(r"['’]s?\s+(?:[\w-]+\s+){0,2}(?:city|capital|town|port|village)\b")
_OWNED = re.compile(r"['’]s?\s+(?:[\w-]+\s+){0,2}")
#: Words that make a list or a journey of two names, not a place within another.
_LISTED = re.compile(r"\b(?:and|or|but|to|from|with|while|as)\b")
_CONTAINED = re.compile(
    r",\s+(?:(?:in|on|of)\s+)?(?:(?:a|the)\s+)?(?:[\w-]+\s+){0,4}?(?:in\s+)?(?:the\s+)?(?:[\w-]+\s+)?"
    r"|\s+(?:\(\s*)?(?:in|near|outside|at)\s+(?:the\s+)?(?:[\w-]+\s+){0,3}?(?:of\s+)?(?:the\s+)?"
    r"|\s+(?:on the outskirts of|west of|east of|north of|south of)\s+(?:the\s+)?"
)
