"""Places: the names of the text resolved against the gazetteer, with notes, roles and what contains what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from sitrep.annotations.layers import PLACES, WORDS, Place, PlaceWhy, Word
from sitrep.annotations.lines import LINES
from sitrep.annotations.sheet import Mark, Sheet
from sitrep.codebook.countries import country_of_capital, country_of_demonym
from sitrep.codebook.place_words import place_words
from sitrep.grounding.border_places import border_places
from sitrep.grounding.coverage import Precision, Role, country_place, of_entry, part_of_country, rounded
from sitrep.grounding.gazetteer import Entry, gazetteer, key
from sitrep.grounding.lines import Toponym
from sitrep.grounding.naming import NAMING
from sitrep.grounding.place_repeats import UNSURE, Told, repeats
from sitrep.grounding.place_roles import role_of
from sitrep.grounding.toponyms import HERE

#: How far a facility's town may be named from it, in characters.
REACH = 400


class PlaceStep:
    """Every place the text names, and "the city" where it names one again."""

    name = "places"
    reads = (WORDS, NAMING, LINES)
    writes = PLACES

    def marks(self, sheet: Sheet) -> list[Mark[Place]]:
        """One mark a naming, in order; a container told with its place ("Sake, in Masisi territory") has none."""
        return _Story(sheet).marks(self.name)


def containers(sheet: Sheet) -> list[Mark[Place]]:
    """Places that only tell where another lies, "Ukraine" of "Kyiv, Ukraine": they have no mark among the places."""
    naming = sheet.values(NAMING)[0]
    known = [(topo, naming.entry_anyhow(topo)) for topo in naming.found if topo.consumed]
    return [
        Mark(topo.name_start, topo.name_end, place, PlaceStep.name)
        for topo, entry in known
        if entry is not None
        for place in _holding(topo, entry)
    ]


def _holding(topo: Toponym, entry: Entry) -> Iterator[Place]:
    """A place that only holds another, and the part of it where one is told: "Djibo, in northern Burkina Faso"."""
    yield of_entry(entry, role="attributive")
    side = _side(topo, entry)
    if side is not None:
        yield replace(_part_of(entry, topo.name, side), role="attributive")


class _Story:
    """One story on its way from toponyms to places."""

    def __init__(self, sheet: Sheet):
        self.sheet = sheet
        self.words = sheet.marks(WORDS)
        self.lines = sheet.values(LINES)
        self.naming = sheet.values(NAMING)[0]
        self.found = [topo for topo in self.naming.found if topo.consumed or not self.naming.is_no_place(topo)]
        self.scene = self.naming.scene
        self.entries = {id(topo): self.naming.entry(topo) for topo in self.found}
        self.quarters: dict[str, Entry] = {}
        self.whys: dict[tuple[int, bool], PlaceWhy] = {}

    def marks(self, step: str) -> list[Mark[Place]]:
        """The marks of the story's places."""
        marks: list[Mark[Place]] = []
        named: list[Told] = []
        for topo in self.found:
            entry = self.entries.get(id(topo))
            if topo.consumed:
                if entry is not None:
                    held = of_entry(entry, role="attributive")
                    named.append(Told(Mark(topo.name_start, topo.name_end, held, step), topo.feature, entry.population))
                continue
            place = self._place(topo)
            if place is not None:
                place = place if place.why else replace(place, why=self._why(topo))
                mark = Mark(topo.start, topo.end, place, step, 1.0 if place.geonames_id else UNSURE)
                marks.append(mark)
                named.append(Told(mark, topo.feature, entry.population if entry else 0))
        other = [*self._of_peoples(marks, step), *border_places(self.sheet.text, self.lines, self._countries, step)]
        other += self._bare_parts([*marks, *other], step)
        named += [Told(mark, None, 0) for mark in other]
        named.sort(key=lambda one: one.mark.start)
        return marks + other + repeats(self.sheet.text, named, self.scene.leading, step)

    def _countries(self) -> list[tuple[int, int, str]]:
        """The countries named, with where each name stands."""
        known = ((topo, self.naming.entry_anyhow(topo)) for topo in self.found)
        told = ((topo, entry) for topo, entry in known if entry is not None and entry.kind == "country")
        return [(topo.name_start, topo.name_end, entry.country) for topo, entry in told if entry.country]

    def _bare_parts(self, marks: list[Mark[Place]], step: str) -> list[Mark[Place]]:
        """Parts of a land left unnamed: "in the northeast", "the south of the territory"."""
        ordered = sorted(marks, key=lambda mark: mark.start)
        found = []
        for match in _bare_part_pattern().finditer(self.sheet.text):
            before = [m.value for m in ordered if m.end <= match.start() and m.value.precision == "region"]
            regional = match.group("land") not in {None, "country", "nation"}
            place = before[-1] if regional and before else country_place(self.scene.leading or "")
            if place is None:
                continue
            entries = gazetteer().find(place.name)
            entry = next((e for e in entries if e.kind in {"country", "region"} and e.country == place.country), None)
            if entry is not None:
                value = _part_of(entry, entry.name, match.group("side") + "ern")
                found.append(Mark(match.start("part"), match.end("part"), value, step, UNSURE))
        return found

    def _of_peoples(self, marks: list[Mark[Place]], step: str) -> list[Mark[Place]]:
        """Places like "Russian regions", "Ukrainian cities": somewhere in the country of that people."""
        found = []
        taken = [(mark.start, mark.end) for mark in marks]
        for word, following in self._before_lands():
            if not word.value.text[:1].isupper():
                continue
            place = country_place(country_of_demonym(word.value.lower) or "")
            if place and not any(start < following.end and word.start < end for start, end in taken):
                found.append(Mark(word.start, following.end, place, step, UNSURE))
        return found

    def _before_lands(self) -> Iterator[tuple[Mark[Word], Mark[Word]]]:
        """Every word before one like "regions", with that; most sentences have none and are passed over whole."""
        lands, first = place_words().lands, 0
        for line in self.naming.lines:
            if not lands.isdisjoint(line.lowers):
                for at in range(first, first + len(line.words)):
                    if at and self.words[at].value.lower in lands:
                        yield self.words[at - 1], self.words[at]
            first += len(line.words)

    # -- from entries to places -------------------------------------------------------------------------------------

    def _place(self, topo: Toponym) -> Place | None:
        entry = self.entries.get(id(topo))
        role = role_of(topo, entry, self.sheet.text)
        if topo.sort == "site":
            return self._site(topo, entry, role)
        if topo.sort == "quarter" or (topo.sort == "district" and self._is_quarter(topo, entry)):
            return self._quarter(topo, role)
        if entry is None:
            return self._unresolved(topo, role)
        side = _side(topo, entry)
        if side is not None:
            return self._part(topo, entry, side, role)
        within, why = self._within(topo), self._why(topo)
        place = of_entry(entry, note=topo.note, role=role, is_dateline=topo.dateline, within=within, why=why)
        if entry.kind == "city" and _is_facility(topo, entry):
            place = replace(place, precision="site")
        if entry.kind == "country" and topo.note and topo.note.startswith(("off", "just off")):
            place = replace(place, geonames_id=None, country=None, precision="region")
        return place

    def _why(self, topo: Toponym) -> PlaceWhy:
        choice, told_in = self.naming.choice(topo), bool(topo.told_in)
        if (id(choice), told_in) not in self.whys:
            self.whys[id(choice), told_in] = choice.why(told_in=told_in)
        return self.whys[id(choice), told_in]

    def _unresolved(self, topo: Toponym, role: Role) -> Place | None:
        if topo.in_run or topo.in_body or not topo.strong and topo.sort is None:
            return None
        if topo.known and topo.sort is None and not topo.note and topo.after not in HERE:
            return None
        precision: Precision = "region" if topo.sort in {"region", "county", "natural"} else "city"
        if topo.sort == "district":
            precision = "district"
        name = _unit_name(topo) if topo.sort in {"region", "county", "district"} else topo.name
        held = self.naming.container(topo)
        seat = self.naming.seat(topo)
        if seat is not None and (held is None or held.country == seat.country):
            here = rounded(seat.lat), rounded(seat.lon), seat.country, seat.admin1
            return Place(name, None, *here, precision, topo.note, topo.dateline, role, self._within(topo))
        country = topo.country or (held.country if held else self._country_around(topo))
        admin1 = held.admin1 if held else None
        return Place(
            name, None, None, None, country, admin1, precision, topo.note, topo.dateline, role, self._within(topo)
        )

    def _country_around(self, topo: Toponym) -> str | None:
        """The country of the nearest place in the paragraph, else that of the story."""
        near = sorted(
            (abs(other.start - topo.start), entry.country)
            for other in self.found
            if other.paragraph == topo.paragraph and not (other.dateline and other.sentence == 0)
            and (entry := self.entries.get(id(other))) is not None and entry.kind != "country" and entry.country
            and not self._acts(other, entry)
        )  # fmt: skip
        return near[0][1] if near else self.scene.leading

    def _acts(self, topo: Toponym, entry: Entry) -> bool:
        """Whether the name of a capital stands for its government."""
        return country_of_capital(topo.name) is not None and role_of(topo, entry, self.sheet.text) == "actor"

    def _within(self, topo: Toponym) -> tuple[str, ...]:
        """What the story says the place lies in, as written."""
        told = [c for c in topo.told_in if not c.named_in_site]
        return tuple(self.sheet.text[c.name_start : c.end] for c in told)

    def _part(self, topo: Toponym, entry: Entry, side: str, role: Role) -> Place:
        """A region of its own: "eastern Congo", "southern Gaza Strip"."""
        topo.start = min(topo.start, self._word_before(topo).start)
        place = _part_of(entry, topo.name, side)
        return replace(place, note=topo.note, role=role, is_dateline=topo.dateline)

    def _word_before(self, topo: Toponym) -> Mark[Word]:
        at = next(i for i, word in enumerate(self.words) if word.end >= topo.start and word.start >= topo.start)
        return self.words[max(at - 1, 0)]

    def _site(self, topo: Toponym, entry: Entry | None, role: Role) -> Place | None:
        if entry is not None:
            place = of_entry(entry, note=topo.note, role=role, is_dateline=topo.dateline)
            held = "site" if entry.kind == "city" else place.precision
            return replace(place, within=self._within(topo), precision=held)
        ends = [self.naming.entry_anyhow(c) for c in topo.containers if c.named_in_site]
        if len(ends) > 1:
            return self._midway(topo, [e for e in ends if e is not None], role)
        town = self._town_of(topo)
        told = topo.note, topo.dateline, role
        if town is None:
            return Place(topo.name, None, None, None, self.scene.leading, None, "site", *told, self._within(topo))
        name = f"{topo.name}, {town.name}" if topo.embassy else topo.name
        lat, lon = (town.lat, town.lon) if town.kind in {"city", "site", "district"} else (None, None)
        within = self._within(topo) or (town.name,)
        return Place(name, None, rounded(lat), rounded(lon), town.country, town.admin1, "site", *told, within)

    def _midway(self, topo: Toponym, ends: list[Entry], role: Role) -> Place:
        """A crossing or road told by its two ends lies between them, in the country named first."""
        known = [(e.lat, e.lon) for e in ends if e.lat is not None and e.lon is not None]
        lat = sum(point[0] for point in known) / len(known) if known else None
        lon = sum(point[1] for point in known) / len(known) if known else None
        country = ends[0].country if ends else self.scene.leading
        here = rounded(lat), rounded(lon)
        return Place(topo.name, None, *here, country, None, "site", topo.note, topo.dateline, role)

    def _town_of(self, topo: Toponym) -> Entry | None:
        """The town a facility stands in: named in it, told with it, or the nearest in its sentence or paragraph."""
        entry = self.naming.within(topo)
        if entry is not None and entry.kind != "country":
            return entry
        return self._nearby(topo, in_paragraph=topo.embassy)

    def _nearby(self, topo: Toponym, *, in_paragraph: bool = True) -> Entry | None:
        best: tuple[int, Entry] | None = None
        for other in self.found:
            entry = self.entries.get(id(other))
            if other is topo or entry is None or entry.kind != "city" or other.dateline and other.sentence == 0:
                continue
            if self._acts(other, entry):
                continue
            if other.sentence == topo.sentence:
                far = abs(other.start - topo.start)
            elif in_paragraph and other.paragraph == topo.paragraph and other.start < topo.start:
                far = REACH + topo.start - other.start
            else:
                continue
            if best is None or far < best[0]:
                best = far, entry
        return best[1] if best else None

    def _is_quarter(self, topo: Toponym, entry: Entry | None) -> bool:
        """Whether "X district" is a part of the town at hand and no district of its own."""
        if topo.feature not in {"district", "districts"}:
            return False
        if key(topo.name) in self.quarters:
            return True
        after = self.sheet.text[topo.end : topo.end + 16]
        if re.match(r"\s+(?:of|in)\s+(?:the|this) (?:city|town)\b", after):
            return True
        if entry is not None:
            return False
        return self._nearby(topo) is not None

    def _town_before(self, topo: Toponym) -> Entry | None:
        earlier = [
            self.entries.get(id(o)) for o in self.found if o.start < topo.start and o.paragraph >= topo.paragraph - 1
        ]
        return next((e for e in reversed(earlier) if e is not None and e.kind == "city"), None)

    def _quarter(self, topo: Toponym, role: Role) -> Place | None:
        """A part of a town is placed in the town."""
        held = self.naming.container(topo)
        town = held if held is not None and held.kind == "city" else self.quarters.get(key(topo.name))
        town = town or self._nearby(topo) or self._town_before(topo)
        if town is None:
            return Place(topo.name, None, None, None, self.scene.leading, None, "city", topo.note, topo.dateline, role)
        self.quarters.setdefault(key(topo.name), town)
        self.entries[id(topo)] = town
        return replace(of_entry(town, note=topo.note, role=role, is_dateline=topo.dateline), within=self._within(topo))


def _is_facility(topo: Toponym, entry: Entry) -> bool:
    """Whether the name that the gazetteer has for a town is a facility's: "the Nur Shams refugee camp".

    College Station and Cedar Park are towns: they are called so, and written with capitals.
    """
    last, heads = topo.line.words[topo.first_word + topo.length - 1].value, place_words().site
    called_so = entry.name.split()[-1].lower() in heads and not last.text.islower()
    return topo.length > 1 and last.lower in heads and not called_so


def _unit_name(topo: Toponym) -> str:
    """The name of a unit with its feature word, as written where the word stands behind the name."""
    behind = topo.line.words[topo.last - 1].value
    return f"{topo.name} {behind.text if behind.lower == topo.feature else topo.feature}"


def _side(topo: Toponym, entry: Entry) -> str | None:
    """The side of a country, region or sea that alone is meant: "northern Mali", "the southern Red Sea"."""
    whole = entry.kind == "water" or (entry.kind in {"country", "region"} and topo.sort is None)
    return topo.direction if whole and not topo.note else None


def _part_of(entry: Entry, written: str, direction: str) -> Place:
    """The northern, eastern … part of a country or region, as the gazetteer has it or by its direction."""
    names = (f"{direction} {written}", f"{direction} {entry.name}")
    known = [e for name in names for e in gazetteer().find(name) if e.country == entry.country and e.kind == "region"]
    if known:
        return of_entry(known[0])
    lat, lon = entry.lat, entry.lon
    if entry.kind == "country" and entry.country:
        lat, lon = part_of_country(entry.country, direction) or (lat, lon)
    return Place(names[0], None, rounded(lat), rounded(lon), entry.country, entry.admin1, "region")


@cache
def _bare_part_pattern() -> re.Pattern[str]:
    """A side of the land the story plays in, told without its name."""
    sides = "|".join(sorted(place_words().lean.keys() - {"central"}, key=len, reverse=True))
    lands = "territory|enclave|strip|country|nation|region|province|peninsula"
    # What stands before is looked back for: a pattern that begins with plain letters is sought far sooner.
    before = "|".join(rf"(?<=\b{word} the )" for word in ("in", "across", "throughout", "over", "to"))
    return re.compile(
        rf"(?P<part>the (?:{before})(?P<side>{sides})(?: of the (?P<land>{lands}))?)"
        rf"(?=[.,;:)]|\s+(?:and|on|in|after|before|where|since|killed|of the (?:{lands}))\b|\s*$|,)(?! of\b)"
    )
