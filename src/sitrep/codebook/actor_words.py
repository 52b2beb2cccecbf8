"""The words that mark actors: roles, ranks, bodies, groups of people, and the use of a name."""

from functools import cache

from sitrep.codebook.files import Entry, read


class ActorRoles(Entry):
    """Words that say what a person is, by the sector they settle ("inherit": that of the body)."""

    roles: dict[str, tuple[str, ...]]
    ranks: dict[str, tuple[str, ...]]
    honorifics: frozenset[str]
    modifiers: frozenset[str]
    leading_verbs: frozenset[str]
    official_words: frozenset[str]
    owners: frozenset[str]
    posted: frozenset[str]
    rank_words: frozenset[str]
    leads: frozenset[str]
    female_roles: frozenset[str]
    male_roles: frozenset[str]


class Bodies(Entry):
    """Head nouns of organisations by sector: standing alone, only with a name, and international."""

    common: dict[str, tuple[str, ...]]
    named: dict[str, tuple[str, ...]]
    facilities: frozenset[str]
    forces: dict[str, str]
    foreign_armies: dict[str, str]
    naming: frozenset[str]
    weak: dict[str, tuple[str, ...]]
    joined: frozenset[str]
    international: frozenset[str]


class ActorNouns(Entry):
    """Common nouns for bodies and groups of people, with what may stand around them."""

    bodies: Bodies
    people: dict[str, tuple[str, ...]]
    determiners: frozenset[str]
    counters: frozenset[str]
    describers: frozenset[str]
    attachments: tuple[str, ...]
    anonymity: tuple[str, ...]
    unplaced: frozenset[str]
    describer_sectors: dict[str, str]
    open_heads: frozenset[str]
    rootless: frozenset[str]
    plurals: frozenset[str]
    kin: frozenset[str]


class Anaphors(Entry):
    """Plain nouns with "the" that may refer back, by what they refer to."""

    rebels: frozenset[str]
    militias: frozenset[str]
    enemies: frozenset[str]
    charity: frozenset[str]
    official: frozenset[str]


class ActorUse(Entry):
    """How the words around a name tell its use: who speaks, who acts, what is only a place."""

    speaking: frozenset[str]
    acting: frozenset[str]
    suffering: frozenset[str]
    locative: frozenset[str]
    partisan: frozenset[str]
    belongings: frozenset[str]
    place_nouns: frozenset[str]
    place_prepositions: frozenset[str]
    particles: frozenset[str]
    particle_prefixes: tuple[str, ...]
    calendar: frozenset[str]
    syllables: frozenset[str]
    regions: frozenset[str]
    things: frozenset[str]
    function_words: frozenset[str]
    starters: frozenset[str]
    adversaries: dict[str, str]
    anaphors: Anaphors
    descriptors: frozenset[str]
    fighters: frozenset[str]
    name_openers: frozenset[str]
    family_first: frozenset[str]
    alliances: tuple[str, ...]
    aliases: frozenset[str]
    outlet_words: frozenset[str]
    group_words: dict[str, tuple[str, ...]]
    travel: frozenset[str]
    addressing: frozenset[str]


@cache
def actor_roles() -> ActorRoles:
    """The words for what a person is."""
    return read("actor_roles.yaml", ActorRoles)


@cache
def actor_nouns() -> ActorNouns:
    """The words for bodies and for people without a name."""
    return read("actor_nouns.yaml", ActorNouns)


@cache
def actor_use() -> ActorUse:
    """The words that tell how a name is used."""
    return read("actor_use.yaml", ActorUse)


#: The sector of a role that takes that of its holder's body.
INHERIT = "inherit"
#: The heading of groups that belong to no sector.
NO_SECTOR = "none"
