"""Actors met by a known name: armed groups, bodies, media, states, capitals and peoples."""

from __future__ import annotations

from sitrep.annotations.layers import MentionKind
from sitrep.annotations.setting import Setting
from sitrep.annotations.sightings import Sighting
from sitrep.annotations.wording import Wording
from sitrep.codebook.actor_words import actor_roles, actor_use
from sitrep.codebook.countries import name_of

#: Names of states that also serve as adjectives ("U.S. proposal").
ADJECTIVAL = frozenset({"u.s.", "us", "u.k.", "uk", "u.a.e.", "uae"})
AUXILIARIES = frozenset({"was", "is", "were", "are", "has", "had"})


def named_actors(setting: Setting, taken: set[int]) -> list[Sighting]:
    """The known actors that are no part of a longer name."""
    found: list[Sighting] = []
    words = setting.words
    for begin, (end, actor) in setting.known.items():
        if any(number in taken for number in range(begin, end)) or words.kinds[begin] == "dateline":
            continue
        kind: MentionKind = "armed-group" if actor.kind == "armed-group" else "organization"
        sighting = Sighting(begin, end, kind, f"known:{actor.name}", name=words.phrase(begin, end))
        sighting.country, sighting.sector, sighting.settled = actor.country, actor.sector, True
        sighting.outlet = actor.outlet
        if words.at(end) == "(" and words.at(end + 2) == ")" and words.written[end + 1].isupper():
            sighting.aliases.append(words.written[end + 1])
        _describe(setting, sighting)
        found.append(sighting)
    return found


def _describe(setting: Setting, sighting: Sighting) -> None:
    """Takes in the words that describe the actor: "public broadcaster Suspilne", "M23 rebels"."""
    words, use = setting.words, actor_use()
    begin, first = sighting.begin, words.first[sighting.begin]
    while begin > first and (
        words.lower[begin - 1] in actor_roles().modifiers
        or words.lower[begin - 1] in use.descriptors
        or begin - 1 in setting.states
    ):
        begin -= 1
    if begin < sighting.begin and (
        words.lower[sighting.begin - 1] in use.descriptors or words.lower[sighting.begin - 1] == "paramilitary"
    ):
        sighting.role = (begin, sighting.begin)
        sighting.full = (begin, sighting.end)
    if sighting.kind == "armed-group" and words.at(sighting.end) in use.fighters:
        sighting.full = (sighting.full[0], sighting.end + 1)


def state_actors(setting: Setting, taken: set[int]) -> list[Sighting]:
    """States, peoples, and capitals that stand for their government."""
    found: list[Sighting] = []
    words = setting.words
    for begin, (end, code, what) in setting.states.items():
        if any(number in taken for number in range(begin, end)) or words.kinds[begin] == "dateline":
            continue
        if end < len(words) and words.written[end] == "$" and words.starts[end] == words.ends[end - 1]:
            continue  # US$
        country = _called(words.phrase(begin, end), code)
        if what in {"demonym", "people"} or (what == "state" and _before_noun(words, begin, end)):
            found.append(
                Sighting(
                    begin,
                    end,
                    "state",
                    f"state:{code}",
                    form="demonym",
                    name=name_of(code) or code,
                    country=code,
                    sector="GOV",
                    settled=True,
                )
            )
        elif what == "state" and not _only_place(words, begin, end):
            found.append(
                Sighting(begin, end, "state", f"state:{code}", name=country, country=code, sector="GOV", settled=True)
            )
        elif what in {"capital", "seat"} and _acts(words, begin, end):
            found.append(_seat(words, begin, end, code, what))
    return found


def _called(written: str, code: str) -> str:
    """A state's name as the story writes it, abbreviations in full."""
    return (name_of(code) or code) if "." in written or written.isupper() else written


def _seat(words: Wording, begin: int, end: int, code: str, what: str) -> Sighting:
    start = begin - 1 if what == "seat" and words.at(begin - 1) == "the" else begin
    text = words.phrase(start, end)
    text = text[0].lower() + text[1:] if start < begin else text
    key = f"capital:{words.phrase(begin, end).lower()}"
    return Sighting(start, end, "place-as-actor", key, name=text, country=code, sector="GOV", settled=True)


def _before_noun(words: Wording, begin: int, end: int) -> bool:
    """ "U.S. proposal": an abbreviation used like a people's adjective."""
    use = actor_use()
    if words.lower[begin] not in ADJECTIVAL or end >= words.last[begin] or not words.lower[end][0].isalpha():
        return False
    return words.lower[end] not in use.acting | use.speaking | use.function_words


def _only_place(words: Wording, begin: int, end: int) -> bool:
    """Whether a state's name only says where."""
    use = actor_use()
    before, after = words.at(begin - 1), words.at(end)
    number = begin - 2 if before == "the" else begin - 1
    before = words.at(number)
    if after == "'s":
        owned = words.at(end + 1)
        return (
            before in use.locative
            or (end + 1 < len(words) and words.written[end + 1][0].isupper() and owned not in use.belongings)
            or words.at(end + 2) in use.place_nouns
        )
    if after in use.speaking:
        return False
    if (
        before == ","
        and begin > 1
        and words.written[begin - 2][0].isupper()
        and (not after or not after[0].isalnum() or after in use.locative)
    ):
        return True  # "Goma, Congo"
    if before in {"to", "at", "from"}:
        return words.at(number - 1) in use.travel
    if after in use.place_nouns and after not in {"front", "day"}:
        return True
    return before in use.locative


def _acts(words: Wording, begin: int, end: int) -> bool:
    """Whether a capital or seat of government stands for those who govern there."""
    use = actor_use()
    number = begin - 2 if words.at(begin - 1) == "the" else begin - 1
    if words.at(end) == "on" and words.at(end + 1) in use.calendar:
        end += 2  # "Washington on Tuesday imposed …"
    elif words.at(end) in use.calendar:
        end += 1
    before, after = words.at(number), words.at(end)
    if _between(words, begin):
        return True
    if before == "to":
        return words.at(number - 1) in use.addressing
    if before in use.locative or after in use.place_nouns:
        return False
    if before == "," and begin > 1 and words.written[begin - 2][0].isupper() and after in {",", "."}:
        return False
    if after in use.speaking:
        return True
    if after in use.acting:
        return not _suffers(words, end)
    if after == "'s":
        return words.at(end + 1) in use.belongings or (
            words.at(end + 1) in actor_roles().modifiers and words.at(end + 2) in use.belongings
        )
    return (after.endswith("ed") and len(after) > len("need")) or before in use.partisan


def _suffers(words: Wording, number: int) -> bool:
    """Whether the verb here says what happened to a place rather than what somebody did."""
    suffering = actor_use().suffering
    if words.lower[number] not in AUXILIARIES:
        return False
    after = words.at(number + 1)
    return after in suffering or (
        after in {"been", "a", "the", "not", "also", "still"} and words.at(number + 2) in suffering
    )


def _between(words: Wording, begin: int) -> bool:
    """Whether the name is one of a list of capitals behind "between"."""
    number = begin - 1
    while number >= words.first[begin] and begin - number < 10:
        word = words.lower[number]
        if word == "between":
            return True
        if word not in {",", "and", "the"} and not words.written[number][0].isupper():
            return False
        number -= 1
    return False
