"""What only looks like a time: May the verb, Bloody Sunday, 2000 people, the March for Peace."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from sitrep.annotations.layers import Word
from sitrep.annotations.sheet import Mark
from sitrep.codebook.time_words import time_words
from sitrep.grounding.date_patterns import Role
from sitrep.grounding.date_rules import amount_of
from sitrep.grounding.date_spans import era_of

Words = Sequence[Mark[Word]]
FULL_YEAR = 4
#: A year without a preposition is taken for one only within these.
FIRST_LOOSE, LAST_LOOSE = 1700, 2040
#: Older years ("in 1500 villages") are taken for one only where no noun follows.
PLAIN_YEAR = 1800
#: What may stand right before a year without a space.
OPENING = frozenset({"(", "“", '"', "'", "[", "-", "–", "—", "/"})


def _lower(words: Words, index: int) -> str:
    return words[index].value.lower if 0 <= index < len(words) else ""


def _after(words: Words, match: re.Match[str], index: int) -> int:
    """The index of the first word after the match."""
    at = index
    while at < len(words) and words[at].start < match.end():
        at += 1
    return at


def _is_name(words: Words, index: int, after: int) -> bool:
    """Whether the time stands inside a name: "Bloody Sunday", "May 23 Movement"."""
    known = time_words()
    before = words[index - 1].value if index else None
    if before is not None and before.lower in known.names_before:
        return before.text[0].isupper() or before.lower == "resolution"
    following = words[after].value if after < len(words) else None
    return following is not None and following.text[0].isupper() and following.lower in known.names_after


def _capitalised(match: re.Match[str]) -> bool:
    """Whether every month and weekday is written with a capital."""
    return all(
        value[0].isupper()
        for name, value in match.groupdict().items()
        if value and name.rstrip("2345") in {"month", "weekday"} and value[0].isalpha()
    )


def _months(words: Words, match: re.Match[str], index: int, after: int) -> bool:
    """A month alone needs more: a preposition, a year or a part of it, unless it can be no other word."""
    parts = match.groupdict()
    if parts.get("year") or parts.get("phase") or parts.get("which") or parts.get("month2") or parts.get("same"):
        return True
    before, following = _lower(words, index - 1), words[after].value if after < len(words) else None
    groups = time_words().groups
    if before in groups.before_month:
        person = following is not None and following.text[0].isupper() and following.text[0].isalpha()
        return not (person and before in groups.before_person)
    if match.group().lower() in time_words().doubtful_months:
        return False
    return not (following is not None and following.text[0].isupper()) and not _after_name(words, index)


def _after_name(words: Words, index: int) -> bool:
    return index > 1 and words[index - 1].value.text[0].isupper() and words[index - 1].value.text.isalpha()


def _year(words: Words, match: re.Match[str], index: int, after: int) -> bool:
    known, before, following = time_words(), _lower(words, index - 1), _lower(words, after)
    if era_of(match.group("year")) or era_of(match.group("year2") or ""):
        return False
    if following in known.count_nouns_after_year or before in known.before_number:
        return False
    if index and words[index - 1].end == words[index].start and before not in {"(", "“", '"', "'", "["}:
        return False
    if before == "(" and _lower(words, index - 2).isdigit():
        return False  # "Resolution 2803 (2025)"
    if match.group("year2"):
        return before not in {"resolution", "resolutions"}
    if index > 1 and before == "'" and words[index - 1].end == words[index].start:
        return False
    number = int(match.group("year")[:FULL_YEAR])
    round_count = number % 100 == 0 and following.endswith("s") and following.isalpha()
    return (
        before in known.year_after
        and not round_count
        and (number >= PLAIN_YEAR or not following.isalpha() or following in known.small_words)
    )


def _duration(words: Words, match: re.Match[str], index: int, after: int) -> bool:
    parts = match.groupdict()
    number, unit = (parts.get("number") or "").lower(), (parts.get("unit") or "").lower()
    if not number:
        return True
    if unit in {"quarter", "weekend"} or (unit == "second" and not match.group().lower().endswith("s")):
        return False
    before = _lower(words, index - 1)
    if number.isdigit() and (parts.get("unit") or "")[:1].isupper():
        return False  # "60 Minutes"
    if number in {"a", "an"} and before not in time_words().lasting:
        return False
    if parts.get("old") or before in time_words().age_heads or _lower(words, after) in {"old", "of age"}:
        return False
    if before == "of" and _lower(words, index - 2) in time_words().age_heads:
        return False
    return amount_of(number) is not None or number in {"several", "many", "few", "a few"}


def _part(words: Words, match: re.Match[str], index: int, after: int) -> bool:
    groups, part = time_words().groups, " ".join(match.group("part").lower().split())
    before, second = _lower(words, index - 1), _lower(words, index - 2)
    if match.groupdict().get("spread"):
        return True
    if match.group("weekday"):
        return not (_lower(words, after) == "," and _opens_date(words, after + 1))
    ends = part in time_words().moments and _lower(words, after) == "to"  # "from noon to 4 p.m."
    if not ends and _lower(words, after) in {"of", "from", "between", "on", "to"} and _opens_date(words, after + 1):
        return False  # the date that follows takes these words as its lead-in
    if part in {"predawn", "pre-dawn"}:
        return True
    if part in time_words().moments:
        return before in groups.before_moment or (before == "the" and second in {"in", "at"})
    if part in groups.nights and before == "at":
        return True
    if before in groups.whole:
        before, second = second, _lower(words, index - 3)
    if before == "the" and second in groups.before_part:
        return True
    return before in {"by", "since", "until", "during"} and part in {"morning", "evening", "afternoon", "night"}


def _opens_date(words: Words, index: int) -> bool:
    word = _lower(words, index)
    word = _lower(words, index + 1) if word == "the" else word
    return word[:1].isdigit() or word in time_words().months or word in time_words().weekdays


def _near_day(words: Words, match: re.Match[str], index: int, after: int) -> bool:
    """Such names as "India Today" and "Russia Today" are papers."""
    before = words[index - 1].value.text if index else ""
    return not (match.group()[0].isupper() and before[:1].isupper())


def _then(words: Words, match: re.Match[str], index: int, after: int) -> bool:
    return _lower(words, index - 1) in time_words().groups.before_then


def _story_day(words: Words, match: re.Match[str], index: int, after: int) -> bool:
    """What "the following Tuesday" means hangs on the story; "next Tuesday" on the day of publication."""
    which = " ".join((match.groupdict().get("which") or "").lower().split())
    return not ("weekday" in match.groupdict() and match.group("weekday") and which in {"next", "same", "previous"})


def _near_unit(words: Words, match: re.Match[str], index: int, after: int) -> bool:
    """Whether "the weekend" stands after a word such as "over"; "last week" needs none."""
    before = _lower(words, index - 1)
    return "which" in match.groupdict() or before in time_words().groups.before_weekend


def _season(words: Words, match: re.Match[str], index: int, after: int) -> bool:
    if match.groupdict().get("year"):
        return True
    before, second = _lower(words, index - 1), _lower(words, index - 2)
    wanted = time_words().groups.before_season | {"early", "late", "mid"}
    return match.group()[0].islower() and (before in wanted or (before == "the" and second in wanted | {"of"}))


def _overnight(words: Words, match: re.Match[str], index: int, after: int) -> bool:
    return bool(match.groupdict().get("weekday")) or _lower(words, after) not in time_words().overnight_nouns


def _holiday(words: Words, match: re.Match[str], index: int, after: int) -> bool:
    """Names of holidays have a capital; only "the new year" has none."""
    name = match.group("holiday")
    return name[0].isupper() or name.lower() == "the new year"


def _numeric(words: Words, match: re.Match[str], index: int, after: int) -> bool:
    full = len(match.group("years")) == FULL_YEAR
    return full or match.group("sign") == "/" or _lower(words, index - 1) in {"on", "of"}


def _edge(words: Words, match: re.Match[str], index: int, after: int) -> bool:
    idiom = (match.groupdict().get("unit") or "").lower() == "day"
    return not idiom or {_lower(words, index - 1), _lower(words, index - 2)} & {"by", "before", "until"} != set()


def _quarter(words: Words, match: re.Match[str], index: int, after: int) -> bool:
    """ "The first half" is one of a year only where a year is named: matches have halves too."""
    parts = match.groupdict()
    told = parts.get("year") or parts.get("which")
    if parts["count"].lower() in time_words().groups.at_last:
        return bool(told)  # "the last quarter" is the one before this
    return (
        bool(told) or parts["of"].lower() == "q" or (parts["of"].lower() == "quarter" and _lower(words, after) != "of")
    )


def _decade(words: Words, match: re.Match[str], index: int, after: int) -> bool:
    """ "The 60s" are years only after "the" or an apostrophe; "in his 30s" is an age."""
    parts = match.groupdict()
    return not parts.get("short") or _lower(words, index - 1) in {"the", "'", "early", "mid", "late"}


def _month_day(words: Words, match: re.Match[str], index: int, after: int) -> bool:
    """ "On the 15th" is a day where no noun follows; "the 15th division" is none."""
    following = words[after].value.lower if after < len(words) else ""
    ends = not following.isalnum() or following in time_words().small_words - {"of"}
    before = _lower(words, index - 1)
    of_part = before == "of" and _lower(words, index - 2) in time_words().parts
    ranged = bool(match.group("day2")) and before in {"from", "between", "to"}
    return ends and (of_part or ranged or before in {"on", "by", "until", "since"})


def _clock(words: Words, match: re.Match[str], index: int, after: int) -> bool:
    """ "At 10 on Tuesday night" tells an hour, "killed 10 on Tuesday night" none; "at 4 and 5 a.m." is no range."""
    parts, before = match.groupdict(), _lower(words, index - 1)
    if parts.get("both"):
        return "between" in {before, _lower(words, index - 2)}
    if not parts.get("bare"):
        return True
    before = _lower(words, index - 2) if before in {"about", "around", "nearly", "exactly"} else before
    return before == "at" or (not parts.get("minute") and before in time_words().groups.before_hour)


def _bare_unit(words: Words, match: re.Match[str], index: int, after: int) -> bool:
    """ "Years" and "weeks" alone never date an event."""
    return False


def _shift(words: Words, match: re.Match[str], index: int, after: int) -> bool:
    """ "Minutes before 9 a.m." tells a clock time."""
    close = match.group("unit").lower() in {"minutes", "moments"} and "number" not in match.groupdict()
    following = _lower(words, after)
    return not (close and (following[:1].isdigit() or following in time_words().moments))


def _weekdays(words: Words, match: re.Match[str], index: int, after: int) -> bool:
    """ "A week on Monday" names a day; "for a week on Monday" and "twice a week on Monday" do not."""
    if match.groupdict().get("way") not in {"on", "last"}:
        return True
    return _lower(words, index - 1) not in time_words().groups.before_week


#: Whether a shape is taken for a time that dates what happened.
GUARDS: dict[str, Callable[[Words, re.Match[str], int, int], bool]] = {
    "months": _months, "year": _year, "duration": _duration, "part": _part, "season": _season, "then": _then,
    "overnight": _overnight, "holiday": _holiday, "numeric": _numeric, "edge": _edge, "near_day": _near_day,
    "near_unit": _near_unit, "story_day": _story_day, "reference": _bare_unit, "bare_unit": _bare_unit,
    "decade": _decade, "month_day": _month_day, "century": _bare_unit, "quarter": _quarter,
    "clock": _clock, "shift": _shift, "weekdays": _weekdays,
}  # fmt: skip


# ---------------------------------------------------------------- what tells of time and dates nothing


def _loose_year(words: Words, match: re.Match[str], index: int, after: int) -> bool:
    """A number that can be no year of our time is none without a preposition: "2007: the surge", "1,941"."""
    known, before, following = time_words(), _lower(words, index - 1), _lower(words, after)
    parts = match.groupdict()
    if era_of(parts.get("year") or "") or era_of(parts.get("year2") or ""):
        return True
    if following in known.count_nouns_after_year or before in known.before_number:
        return False
    if index and words[index - 1].end == words[index].start and before not in OPENING:
        return False
    if before == "(" and _lower(words, index - 2).isdigit():
        return False
    if index > 1 and words[index - 1].value.text[0].isupper() and before.isalpha() and before not in known.seasons:
        return False  # "Windows 2000"
    number = int(match.group("year")[:FULL_YEAR])
    counted = number % 100 == 0 and following.endswith("s")
    return FIRST_LOOSE <= number <= LAST_LOOSE and not counted


def _loose_length(words: Words, match: re.Match[str], index: int, after: int) -> bool:
    """Lengths that are no spell of the story: "a day", "nineteen years old"; "60 Minutes" is a name."""
    parts = match.groupdict()
    unit, number = (parts.get("unit") or ""), (parts.get("number") or "").lower()
    if unit[:1].isupper() and not match.group()[0].isupper():
        return False
    if _lower(words, index - 1) == "of" and _lower(words, index - 2) in time_words().age_heads:
        return False
    loose = unit.lower() in {"quarter", "weekend", "second", "min"}
    return not (loose or (unit.lower() == "minute" and number in {"a", "an"}))


def _loose_unit(words: Words, match: re.Match[str], index: int, after: int) -> bool:
    """ "Weeks", "years" alone, unless they are a name or the head of a compound."""
    following = words[after].value.text if after < len(words) else ""
    before = _lower(words, index - 1)
    if f"{before} {match.group().lower()}" in time_words().parts:
        return False  # "the early hours of 7 May" belong to the day
    if before[:1].isdigit() or amount_of(before or "-") is not None:
        return False  # with its number it was refused
    return match.group()[0].islower() and not following.startswith("-") and following != "-"


def _any(words: Words, match: re.Match[str], index: int, after: int) -> bool:
    return True


def _loose_season(words: Words, match: re.Match[str], index: int, after: int) -> bool:
    """A season before or after "the"; "fall" and "spring" are verbs as well."""
    return _lower(words, index - 1) in time_words().before_season


#: Whether what is no time to the record is one to TIMEX3.
LOOSE: dict[str, Callable[[Words, re.Match[str], int, int], bool]] = {
    "year": _loose_year, "duration": _loose_length, "bare_unit": _loose_unit, "reference": _any, "century": _any,
    "season": _loose_season,
}  # fmt: skip


def role_of(words: Words, rule: str, match: re.Match[str], index: int) -> Role | None:
    """What a shape that begins at this word is taken for, None where it only looks like a time."""
    after = _after(words, match, index)
    if not _capitalised(match) or _is_name(words, index, after):
        return None
    if rule == "duration" and match.string[match.end() : match.end() + 1] == "-":
        return None  # "a months-long siege"
    guard = GUARDS.get(rule)
    if guard is None or guard(words, match, index, after):
        return "time"
    loose = LOOSE.get(rule)
    return "reference" if loose is not None and loose(words, match, index, after) else None
