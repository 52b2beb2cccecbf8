"""Signs by which the assembly tells who took part, what is told again and what is history."""

import re
from functools import cache

from sitrep.codebook.files import Entry, read
from sitrep.codebook.openings import Sieve

Sign = re.Pattern[str]


class SideSigns(Entry):
    """Around names: who did it, to whom, and whose the name only is."""

    agent: Sign
    against: Sign
    asked: Sign
    asked_of_all: Sign
    suffered_by: Sign
    opposed: Sign
    under_preposition: Sign
    spoken_of: Sign
    opening: Sign
    counted: Sign
    launched_by: Sign
    adjective_gap: Sign
    answered_gap: Sign
    under_attack: Sign
    together: Sign
    possessive: Sign
    own: Sign
    own_words: Sign
    relative: Sign
    foiling: Sign
    being: Sign
    being_before: Sign
    the_dead: Sign
    police: Sign
    troops: Sign
    responders: Sign
    walked_free: Sign
    medical: Sign
    schooling: Sign
    gunfight: Sign


class BodySigns(Entry):
    """Of those who act without a name: offices and bodies by their nouns, and pronouns."""

    noun: Sign
    after: Sign
    pronoun: Sign
    arms: Sign
    empty: Sign
    worldly: frozenset[str]
    article: Sign
    uncounted: frozenset[str]
    strangers: Sign
    sectors: dict[str, frozenset[str]]
    behind_by: Sign
    behind: dict[str, Sign]


class TalkSigns(Entry):
    """Of meetings and exchanges: who mediates, hosts and speaks for a side."""

    mediating_after: Sign
    mediating_before: Sign
    mediating: Sign
    envoy: Sign
    spokesmen: Sign
    carriers: Sign
    brokered: Sign
    guarantors: Sign
    hosting_after: Sign
    hosting_before: Sign
    delegates: Sign
    by_phone: Sign
    many_sided: Sign
    mutual: Sign
    both: Sign


class PlaceSigns(Entry):
    """Before and between places: where an act took effect, where from and where to."""

    located: Sign
    money: Sign
    within: Sign
    origin: Sign
    destination: Sign
    carried_to: Sign
    visited: Sign
    topic: Sign
    court: Sign
    sent_to: Sign
    beaten: Sign
    outlying: Sign
    of_some: Sign
    there: Sign
    here: Sign
    hung_on: Sign
    new_clause: Sign
    joined: Sign


class TimeSigns(Entry):
    """Around times: deadlines, lengths, and times of something else."""

    deadline: Sign
    due: Sign
    after_other: Sign
    counted_from: Sign
    hours: Sign
    hung_on: Sign
    reported_on: Sign
    goes_on: Sign
    back_to: Sign
    lasts_now: Sign
    joined: Sign
    blamed_for: Sign
    auxiliary: Sign
    of_another: Sign
    nth_time: Sign
    which_one: Sign
    named_so: Sign
    hung_clause: Sign
    lasting_after: Sign
    lasting_before: Sign
    night: Sign
    that_act: Sign


class HistorySigns(Entry):
    """Words by which a story leaves its own news."""

    recalled: Sign
    cumulative: Sign
    since: Sign
    ranked: Sign
    promised: Sign
    lasting: Sign
    perfect: Sign
    answering: Sign


class VoiceSigns(Entry):
    """Of those who vouch for an event, claim it or deny it."""

    told_of: Sign
    own_account: Sign
    deniable: Sign
    charged: Sign
    that: Sign
    claiming: Sign
    responsibility: Sign


class MergingSigns(Entry):
    """Of second tellings: what parts one act from another."""

    who_began: Sign
    claims: Sign
    known: Sign
    separate: Sign
    aggregate: Sign
    one_of_them: Sign


class ContextSigns(Entry):
    """The contexts that type, mode and words put an event in."""

    by_type: dict[str, tuple[str, ...]]
    by_mode: dict[str, tuple[str, ...]]
    by_words: dict[str, Sign]


class Signs(Entry):
    """The whole of ``signs.yaml``."""

    sides: SideSigns
    bodies: BodySigns
    talks: TalkSigns
    places: PlaceSigns
    times: TimeSigns
    history: HistorySigns
    voices: VoiceSigns
    merging: MergingSigns
    fronts: dict[str, str]
    contexts: ContextSigns


@cache
def signs() -> Signs:
    """Every sign, compiled."""
    found: Signs = read("signs.yaml", Signs)
    return found


@cache
def context_words() -> Sieve[str]:
    """The words that put an event in a context, by context."""
    return Sieve({context: pattern.pattern for context, pattern in signs().contexts.by_words.items()})
