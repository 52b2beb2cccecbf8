"""Naming: the toponyms of a story tied to what they lie in, and each resolved to the place that it stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from sitrep.annotations.layers import MENTIONS, WORDS
from sitrep.annotations.lines import LINES
from sitrep.annotations.sheet import Layer, Mark, Sheet
from sitrep.codebook.countries import country_by_name
from sitrep.grounding.gazetteer import Entry, gazetteer, key
from sitrep.grounding.lines import Toponym
from sitrep.grounding.resolution import Scene, choose, lies_in
from sitrep.grounding.toponyms import toponyms


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
        self.found = toponyms(
            sheet.text,
            sheet.values(LINES),
            sheet.marks(MENTIONS),
            sheet.document.body_start,
        )
        self.scene = Scene(sheet.marks(WORDS), self.found)
        self.entries: dict[int, Entry | None] = {}
        #: A story that says "Al-Hasakeh city" and "Al-Hasakeh Governorate" means the governorate by the bare name.
        self.told_apart = {key(t.name) for t in self.found if t.sort == "settlement" and t.feature == "city"} & {
            key(t.name) for t in self.found if t.sort in {"region", "county"}
        }
        self._datelines()
        self._contain()
        for topo in self.found:
            self.entries[id(topo)] = self._resolve(topo)

    def entry(self, topo: Toponym) -> Entry | None:
        """The place that this toponym stands for."""
        return self.entries.get(id(topo))

    def names(self) -> list[Name]:
        """Every name of a place in the text, in order; of a facility the place that it stands at."""
        found = {}
        for topo in self.found:
            found[topo.name_start] = Name(topo.name_start, max(topo.end, topo.name_start + 1), self.entry(topo), 1.0)
        return [found[start] for start in sorted(found)]

    def container(self, topo: Toponym) -> Entry | None:
        """The first of what the story says the place lies in that is a known place."""
        for outer in topo.told_in:
            entry = self.entries.get(id(outer)) or choose(outer, self.scene)
            if entry is not None:
                return entry
        return None

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
            elif _CONTAINED.fullmatch(between + " ") and not later.possessive and not _LISTED.search(between):
                self._hold(earlier, later, between)

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
        container = choose(outer, self.scene)
        if container is None or container.kind not in {"country", "region", "district"}:
            return bool(outer.sort in {"region", "county", "district"} and not inner.sort)
        if not inner.known:
            return container.kind != "country" or inner.strong
        return any(lies_in(entry, container) for entry in gazetteer().find(inner.name)) or outer.sort is not None

    def _resolve(self, topo: Toponym) -> Entry | None:
        """The entry a toponym stands for; a facility's entry is its own, never its town's."""
        if topo.sort == "quarter":
            return None
        if topo.sort == "site":
            return self._facility(topo)
        within = None
        for container in topo.told_in:
            within = within or self.entries.get(id(container)) or choose(container, self.scene)
        if not topo.known and topo.sort is None:
            loose = choose(topo, self.scene, within)
            return loose if loose and (within or self.scene.share(loose.country)) else None
        if key(topo.name) in self.told_apart and topo.sort is None:
            region = replace_sort(topo, "region")
            return choose(region, self.scene, within)
        chosen = choose(topo, self.scene, within)
        if chosen is None and within is not None and within.kind == "country" and not topo.sort:
            topo.owner = None
            return choose(topo, self.scene)
        if chosen is None and topo.sort in {"region", "county", "district"} and topo.known:
            return None
        if topo.sort is None and topo.note and "part" in topo.note and chosen and chosen.kind == "city":
            return choose(replace_sort(topo, "region"), self.scene) or chosen
        return chosen

    def _facility(self, topo: Toponym) -> Entry | None:
        known = [e for e in gazetteer().find(topo.name) if e.kind in {"site", "city"} and self.scene.share(e.country)]
        known += [e for e in gazetteer().find(topo.name) if e.kind == "site"]
        return next((e for e in known if e.kind == "site" or self.scene.share(e.country) > 0), None)


NAMING = Layer("naming", Naming)


class NamingStep:
    """One mark over the whole story: its names of places and what they stand for."""

    name = "naming"
    reads = (WORDS, LINES, MENTIONS)
    writes = NAMING

    def marks(self, sheet: Sheet) -> list[Mark[Naming]]:
        """The story's naming."""
        return [Mark(0, len(sheet.text), Naming(sheet), self.name)]


def replace_sort(topo: Toponym, sort: Literal["region", "settlement"]) -> Toponym:
    """The same toponym read with a feature word it does not have."""
    return replace(topo, sort=sort, feature=None, containers=[], owner=None)


#: "the Belgorod [border] village of [Oktyabrsky]", past the name of the region
_SETTLED = re.compile(r"\s+(?:[\w-]+\s+){1,2}of\s+")
_OWNED = re.compile(r"['’]s?\s+(?:[\w-]+\s+){0,2}")
#: Words that make a list or a journey of two names, not a place within another.
_LISTED = re.compile(r"\b(?:and|or|but|to|from|with|while|as)\b")
_CONTAINED = re.compile(
    r",\s+(?:(?:in|on|of)\s+)?(?:(?:a|the)\s+)?(?:[\w-]+\s+){0,4}?(?:in\s+)?(?:the\s+)?(?:[\w-]+\s+)?"
    r"|\s+(?:\(\s*)?(?:in|near|outside|at)\s+(?:the\s+)?(?:[\w-]+\s+){0,3}?(?:of\s+)?(?:the\s+)?"
    r"|\s+(?:on the outskirts of|west of|east of|north of|south of)\s+(?:the\s+)?"
)
