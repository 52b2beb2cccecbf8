"""The words and shapes of time expressions, and what around them tells past from future."""

from functools import cache

from sitrep.codebook.files import Entry, read


class NamedDay(Entry):
    """A month and day that name one day of history where one of the words stands near."""

    month: int
    day: int
    year: int
    near: frozenset[str]


class TenseCues(Entry):
    """The words that tell whether an event has been or is to come."""

    future: frozenset[str]
    run_ups: frozenset[str]
    future_nouns: frozenset[str]
    future_participles: frozenset[str]
    future_verbs: frozenset[str]
    timetable_verbs: frozenset[str]
    timetable_phrases: dict[str, frozenset[str]]
    before_bare: frozenset[str]
    having: frozenset[str]
    being_a_day: frozenset[str]
    modals: frozenset[str]
    commits: frozenset[str]
    past: frozenset[str]
    after_to: frozenset[str]
    clauses: frozenset[str]
    openers: frozenset[str]
    done: frozenset[str]
    scheduled: frozenset[str]
    present_be: frozenset[str]
    past_be: frozenset[str]
    subjects: frozenset[str]
    barriers: frozenset[str]
    determiners: frozenset[str]


class TimeGroups(Entry):
    """The small words before a time or within it, by what they do."""

    open_starts: frozenset[str]
    open_ends: frozenset[str]
    deadlines: frozenset[str]
    awaiting: frozenset[str]
    deferring: frozenset[str]
    lasted: frozenset[str]
    windows_to: frozenset[str]
    windows_from: frozenset[str]
    beginnings: frozenset[str]
    new_clause: frozenset[str]
    at_edge: frozenset[str]
    backward: frozenset[str]
    by_the_clock: frozenset[str]
    same: frozenset[str]
    told_by_story: frozenset[str]
    just_gone: frozenset[str]
    to_come: frozenset[str]
    this_one: frozenset[str]
    phases: frozenset[str]
    since_ago: frozenset[str]
    at_first: frozenset[str]
    at_last: frozenset[str]
    before_part: frozenset[str]
    before_moment: frozenset[str]
    before_month: frozenset[str]
    before_person: frozenset[str]
    before_hour: frozenset[str]
    before_season: frozenset[str]
    before_week: frozenset[str]
    before_weekend: frozenset[str]
    before_then: frozenset[str]
    nights: frozenset[str]
    whole: frozenset[str]
    negative: frozenset[str]


class Pattern(Entry):
    """One shape of a time expression and the rule that reads it; ``needs`` names the gate it is behind."""

    rule: str
    starts: tuple[str, ...]
    needs: str = ""
    shape: str


class TimeWords(Entry):
    """Every word and shape the reading of times knows."""

    months: dict[str, int]
    doubtful_months: frozenset[str]
    weekdays: dict[str, int]
    units: dict[str, str]
    ordinals: tuple[str, ...]
    century_words: dict[str, int]
    oftens: dict[str, str]
    seasons: dict[str, tuple[int, int]]
    parts: tuple[str, ...]
    moments: frozenset[str]
    late_parts: frozenset[str]
    early_parts: frozenset[str]
    named_days: tuple[NamedDay, ...]
    names_after: frozenset[str]
    names_before: frozenset[str]
    overnight_nouns: frozenset[str]
    tense: TenseCues
    reporting: frozenset[str]
    reporting_links: frozenset[str]
    for_after: frozenset[str]
    groups: TimeGroups
    kept_with: dict[str, frozenset[str]]
    hedges: dict[str, int]
    lasting: frozenset[str]
    age_heads: frozenset[str]
    count_nouns_after_year: frozenset[str]
    year_after: frozenset[str]
    season_codes: dict[str, str]
    part_codes: dict[str, str]
    part_hours: dict[str, str]
    part_clocks: dict[str, str]
    attributes: frozenset[str]
    references: dict[str, str]
    timex_leads: frozenset[str]
    timex_swings: frozenset[str]
    timex_whichs: frozenset[str]
    timex_hedges: frozenset[str]
    cores: frozenset[str]
    no_cores: frozenset[str]
    deeds: dict[str, frozenset[str]]
    before_number: frozenset[str]
    small_words: frozenset[str]
    before_season: frozenset[str]
    asides: frozenset[str]
    far_units: frozenset[str]
    starters: dict[str, frozenset[str]]
    slots: dict[str, str]
    gates: dict[str, tuple[str, ...]]
    patterns: tuple[Pattern, ...]
    tails: dict[str, str]
    lead_ins: dict[str, str]


@cache
def time_words() -> TimeWords:
    """The time expressions of the English press."""
    return read("times.yaml", TimeWords)
