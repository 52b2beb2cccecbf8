"""Facilities: plants, hospitals, camps, crossings and roads, named by a head word and what stands before it."""

from __future__ import annotations

from sitrep.codebook.countries import country_by_name, country_of_demonym
from sitrep.codebook.place_words import place_words
from sitrep.grounding.lines import PlaceLine, Toponym, make
from sitrep.grounding.surroundings import look_left

#: Words a facility's name may have.
LONGEST = 6


def site(line: PlaceLine, first: int, run_end: int, known_end: int | None) -> Toponym | None:
    """A facility named here: "Kherson Thermal Power Plant", "Goma's airport", "the Kassab camp"."""
    words = place_words()
    head, capitals = None, 0
    at = first
    while at < len(line.words) and at - first <= LONGEST:
        low = line.lowers[at]
        if (
            at > first
            and low.rstrip("s") in words.site
            and low.removesuffix("s") not in {""}
            and not low.endswith("ss")
        ):
            if low in words.site:
                head = at
        elif at > first and low == "'s" and head is None:
            pass
        elif line.capital[at] and low not in {"the"}:
            capitals += 1
        elif low in words.site_modifier and at > first:
            pass
        else:
            break
        at += 1
    if head is None or (not _is_described(line, first, head) and line.is_person(first, min(head, run_end))):
        return None
    return _site_at(line, first, head, known_end)


def _is_described(line: PlaceLine, first: int, head: int) -> bool:
    """Whether small words say of what sort the facility is: "the Nur Shams refugee camp"."""
    return head - first > 1 and not line.capital[head] and line.lowers[head - 1] in place_words().site_modifier


def _site_at(line: PlaceLine, first: int, head: int, known_end: int | None) -> Toponym | None:
    words = place_words()
    named = [i for i in range(first, head) if line.capital[i] and line.lowers[i] not in words.site_modifier]
    starter = line.lowers[first]
    demonym = country_of_demonym(starter) is not None
    embassy = line.lowers[head] in {"embassy", "consulate"}
    if not named or (demonym and not embassy) or starter in words.never and not demonym:
        return None
    first_word = line.texts[first]
    if country_by_name(first_word) and not embassy and line.word(first + 1) == "'s":
        return None
    if first_word.isupper() and len(first_word) > 1 and not line.shouting:
        return None  # "RSF base"
    plain = known_end is not None and known_end == head and not line.capital[head]
    owned = known_end is not None and line.word(known_end) == "'s" and known_end + 1 == head
    if (plain or owned) and line.lowers[head] in words.weak_site and line.lowers[head] != "camp":
        return None
    if "and" in line.lowers[first:head]:
        return None
    topo = make(line, first, head + 1, known=False)
    topo.sort, topo.feature, topo.embassy, topo.strong = "site", line.lowers[head], embassy, True
    topo.name = topo.name.replace("’s ", " ").replace("'s ", " ")
    look_left(line, topo)
    topo.sort, topo.feature = "site", line.lowers[head]
    if known_end is not None and known_end <= head:
        inner = make(line, first, known_end, known=True)
        inner.named_in_site, inner.consumed = True, True
        topo.containers.append(inner)
    return topo


def road(line: PlaceLine, topo: Toponym) -> Toponym | None:
    """A facility named by where it leads: "the highway to Dnipro", "a checkpoint between Ijevan and Gazakh"."""
    if topo.sort is not None or topo.note or line.word(topo.first - 1) not in {"to", "between"}:
        return None
    head = topo.first - 2
    if line.word(head) not in {
        "highway",
        "road",
        "motorway",
        "checkpoint",
        "crossing",
        "bridge",
        "railway",
        "pipeline",
    }:
        return None
    last = topo.last
    if line.word(topo.first - 1) == "between":
        if line.word(last) != "and" or line.capital[last + 1 : last + 2] != [True]:
            return None
        last += 2
    way = make(line, head, last, known=False)
    way.sort, way.feature, way.strong, way.after = "site", line.lowers[head], True, "at"
    if line.word(head - 1) in {"the", "a"}:
        way.start = line.words[head - 1].start
    topo.named_in_site = topo.consumed = True
    way.containers.append(topo)
    if last > topo.last:
        other = make(line, topo.last + 1, last, known=True)
        other.named_in_site = other.consumed = True
        way.containers.append(other)
    return way
