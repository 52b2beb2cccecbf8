"""Actors met by a known name: armed groups, bodies, media, states, capitals and peoples."""

from __future__ import annotations

from sitrep.annotations.layers import MentionKind
from sitrep.annotations.sightings import Sighting, States
from sitrep.annotations.wording import Wording
from sitrep.codebook.actor_words import actor_roles, actor_use
from sitrep.codebook.countries import name_of
from sitrep.codebook.known_actors import KnownActor


def named_actors(words: Wording, known: dict[int, tuple[int, KnownActor]], taken: set[int]) -> list[Sighting]:
    """The known actors that are no part of a longer name."""
    found: list[Sighting] = []
    for begin, (end, actor) in known.items():
        if any(number in taken for number in range(begin, end)) or words.kinds[begin] == "dateline":
            continue
        kind: MentionKind = "armed-group" if actor.kind == "armed-group" else "organization"
        sighting = Sighting(
            begin, end, kind, f"known:{actor.name}", name=words.phrase(begin, end), country=actor.country, sector=actor.sector,
            settled=True, outlet=actor.outlet,
        )  # fmt: skip
        _describe(words, sighting)
        found.append(sighting)
    return found


def _describe(words: Wording, sighting: Sighting) -> None:
    """Takes in the words that describe the actor: "public broadcaster Suspilne", "M23 rebels"."""
    first = words.first[sighting.begin]
    begin = sighting.begin
    while begin > first and (words.lower[begin - 1] in actor_roles().modifiers or words.lower[begin - 1] in DESCRIPTORS):
        begin -= 1
    if begin < sighting.begin and words.lower[sighting.begin - 1] in DESCRIPTORS:
        sighting.role = (begin, sighting.begin)
        sighting.full = (begin, sighting.end)
    if sighting.kind == "armed-group" and words.at(sighting.end) in FIGHTERS:
        sighting.full = (sighting.full[0], sighting.end + 1)


#: Nouns right before a name that say what it is, and nouns right after a group that are the group.
DESCRIPTORS = frozenset(
    {"broadcaster", "newspaper", "agency", "agencies", "operator", "group", "militia", "outlet", "channel", "website", "paper", "daily", "charity", "company", "network", "militants", "rebels", "movement", "organization", "organisation", "paramilitary", "watchdog", "station"}
)  # fmt: skip
FIGHTERS = frozenset({"rebels", "fighters", "militants", "militiamen", "militia", "group", "movement", "insurgents", "forces", "guerrillas", "gunmen", "extremists", "separatists", "terrorists", "alliance", "coalition", "troops", "gang", "paramilitaries"})


def state_actors(words: Wording, states: States, taken: set[int]) -> list[Sighting]:
    """States, peoples, and capitals that stand for their government."""
    found: list[Sighting] = []
    for begin, (end, code, what) in states.at.items():
        if any(number in taken for number in range(begin, end)) or words.kinds[begin] in {"dateline", "heading"}:
            continue
        if what in {"demonym", "people"} or (what == "state" and _before_noun(words, begin, end)):
            found.append(Sighting(begin, end, "state", f"state:{code}", form="demonym", name=name_of(code) or code, country=code, sector="GOV", settled=True))
        elif what == "state":
            if not _only_place(words, begin, end):
                found.append(Sighting(begin, end, "state", f"state:{code}", name=name_of(code) or code, country=code, sector="GOV", settled=True))
        elif _acts(words, begin, end):
            seat = what == "seat" and words.at(begin - 1) == "the"
            start = begin - 1 if seat else begin
            text = words.phrase(start, end)
            text = text[0].lower() + text[1:] if seat else text
            found.append(Sighting(start, end, "place-as-actor", f"capital:{words.phrase(begin, end).lower()}", name=text, country=code, sector="GOV", settled=True))
    return found


def _before_noun(words: Wording, begin: int, end: int) -> bool:
    """ "U.S. proposal": an abbreviation used like a people's adjective."""
    return words.lower[begin] in {"u.s.", "us", "u.k.", "uk", "u.a.e.", "uae"} and end < words.last[begin] and words.lower[end][0].isalpha() and words.lower[end] not in actor_use().acting | actor_use().speaking | actor_use().starters


def _only_place(words: Wording, begin: int, end: int) -> bool:
    """Whether a state's name only says where."""
    use = actor_use()
    before = words.at(begin - 1)
    if before == "the":
        before = words.at(begin - 2)
    if words.at(end) in use.speaking or words.at(end) == "'s":
        return False
    if before == "," and begin >= 2 and words.written[begin - 2][0].isupper() and words.at(end) in {",", ".", "", "—", "-", "–", "--", "("}:
        return True  # "Goma, Congo"
    if before in {"to", "at", "from"}:
        return words.at(begin - 2) in {"travel", "traveled", "travelled", "flew", "fly", "visit", "trip", "fled", "returned", "extradited", "deported", "crossed", "flight", "flights", "moved", "went", "escaped", "border", "deportation", "imported", "smuggled", "arrived", "refugees"}
    return before in use.locative


def _acts(words: Wording, begin: int, end: int) -> bool:
    """Whether a capital or seat of government stands for those who govern there."""
    use = actor_use()
    before, after = words.at(begin - 1), words.at(end)
    if before == "the":
        before = words.at(begin - 2)
    if before == "between" or (after in {"and", ","} and _between(words, begin)) or (before in {"and", ","} and _between(words, begin)):
        return True
    if before in use.locative or after in use.place_nouns:
        return before == "to" and words.at(begin - 2) in {"cede", "according", "demands", "appeal", "concessions", "message", "response", "warning", "loyal", "pressure", "ultimatum", "signal"}
    if before == "," and begin >= 2 and words.at(begin - 2) and words.written[begin - 2][0].isupper() and after in {",", "."}:
        return False
    if after in use.speaking:
        return True
    if after in use.acting:
        second = words.at(end + 1)
        return not (after in {"was", "is", "were", "are", "has", "had"} and (second in use.suffering or second in {"been", "a", "the"} and words.at(end + 2) in use.suffering))
    if after.endswith("ed") and len(after) > 4:
        return True
    if after == "'s":
        return words.at(end + 1) in use.belongings
    return before in use.partisan and before not in {"that", "while", "because", "if", "whether", "and", "but", "as", "although", "though", "where", "when", "than", "or", "so", "which", "on", "since", "after", "before", "until", "what", "how"}


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
