"""Words that tell what happened to people, by outcome."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal, NamedTuple

from sitrep.codebook.files import Entry, read
from sitrep.codebook.inflection import Form, inflect
from sitrep.codebook.openings import Sieve
from sitrep.codebook.people import plural_of

Manner = Literal["active", "passive", "intransitive", "nominal", "toll", "zero"]
#: Where a longer phrase begins.
WORD = r"\b"
Gap = Literal["to_verb", "to_object", "bare", "nominal"]


class OutcomeRow(Entry):
    """The words of one outcome by the way they take their people."""

    active: tuple[str, ...]
    passive: tuple[str, ...]
    intransitive: tuple[str, ...]
    nominal: tuple[str, ...]
    toll: tuple[str, ...]
    zero: tuple[str, ...]
    patterns: dict[Manner, tuple[str, ...]]


class ZeroRow(Entry):
    """How a story says that nobody was harmed."""

    determiners: tuple[str, ...]
    pronouns: tuple[str, ...]
    between: tuple[str, ...]
    killed: tuple[str, ...]
    wounded: tuple[str, ...]
    missing: tuple[str, ...]
    reach: int


class CasualtyFile(Entry):
    """All outcomes and the patterns around their figures."""

    outcomes: dict[str, OutcomeRow]
    count: str
    only_with: dict[str, str]
    gaps: dict[Gap, tuple[str, ...]]
    placing: tuple[str, ...]
    joins: tuple[str, ...]
    owners: tuple[str, ...]
    agents: tuple[str, ...]
    not_agents: frozenset[str]
    relatives: frozenset[str]
    toll_links: str
    grown: str
    recalled: str
    parts: str
    backward: str
    zero: ZeroRow


class CasualtyWord(NamedTuple):
    """One form of a word: its outcome, how it takes its people, and the form of the verb."""

    outcome: str
    manner: Manner
    form: Form
    only_with: re.Pattern[str] | None = None


@cache
def casualty_file() -> CasualtyFile:
    """The words of all outcomes."""
    return read("casualty_words.yaml", CasualtyFile)


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def casualty_words() -> dict[tuple[str, ...], tuple[CasualtyWord, ...]]:
    """Every form as lower-case words with all it can mean."""
    table: dict[tuple[str, ...], list[CasualtyWord]] = {}
    only = {verb: re.compile(pattern) for verb, pattern in casualty_file().only_with.items()}
    for outcome, row in casualty_file().outcomes.items():
        for verb in (*row.active, *row.intransitive):
            manner: Manner = "active" if verb in row.active else "intransitive"
            base = verb.partition("/")[0]
            need = only.get(f"{outcome} {base}") or only.get(base)
            for form in inflect(verb):
                table.setdefault(form.words, []).append(CasualtyWord(outcome, manner, form.form, need))
        for words in row.passive:
            need = only.get(f"{outcome} {words}") or only.get(words)
            table.setdefault(tuple(words.split()), []).append(CasualtyWord(outcome, "passive", "participle", need))
        for noun in row.nominal:
            for words in (noun, plural_of(noun)):
                table.setdefault(tuple(words.split()), []).append(CasualtyWord(outcome, "nominal", "noun"))
        for words in row.toll:
            table.setdefault(tuple(words.split()), []).append(CasualtyWord(outcome, "toll", "noun"))
    return {words: tuple(found) for words, found in table.items()}


@cache
def casualty_phrases() -> Sieve[CasualtyWord]:
    """Longer phrases for an outcome, by what they say; the zero counts among them."""
    found: dict[CasualtyWord, str] = {}
    for outcome, row in casualty_file().outcomes.items():
        for manner, patterns in row.patterns.items():
            written = "|".join(patterns).replace("{count}", casualty_file().count)
            found[CasualtyWord(outcome, manner, "noun")] = rf"{WORD}(?:{written})\b"
    zero = casualty_file().zero
    between = rf"(?: (?:{_any_of(zero.between)})){{0,{zero.reach}}}"
    for outcome, words in (("killed", zero.killed), ("wounded", zero.wounded), ("missing", zero.missing)):
        opening = _any_of((*zero.determiners, *zero.pronouns))
        pattern = rf"{WORD}(?:{opening}){between} (?:{_any_of(words)})\b(?! (?:children|people|soldiers|to))"
        found[CasualtyWord(outcome, "zero", "noun")] = pattern
    return Sieve(found)


@cache
def gap_pattern(gap: Gap) -> re.Pattern[str]:
    """What may stand between people or a number and the word of the outcome."""
    words = rf"(?:{_any_of(casualty_file().gaps[gap])}|[a-z]+ly)"
    if gap == "to_verb":
        placed = rf"(?: (?:{_any_of(casualty_file().placing)})(?: [\w'’.-]+){{1,7}}?)?"
        aside = r"(?:,(?:[^,;]|(?<=\d),(?=\d)){2,80},)"
        return re.compile(rf"^(?:{aside}{{0,2}}{placed}|{placed}{aside}),?(?: {words})* $")
    if gap == "to_object":
        return re.compile(rf"^[\"»]?(?:,? {words})*,? ?[\"«]?$")
    return re.compile(rf"^(?: {words})*[\"»]? ?$")


@cache
def join_pattern() -> re.Pattern[str]:
    """What joins people told in one breath."""
    file = casualty_file()
    return re.compile(rf"^(?: \([^)]*\))?(?:,? (?:{_any_of(file.joins)})|,|;) (?:(?:{_any_of(file.owners)}) )?$")


@cache
def agent_pattern() -> re.Pattern[str]:
    """The ending of a noun for people who do something."""
    return re.compile(rf"(?:{_any_of(casualty_file().agents)})$")


@cache
def toll_link() -> re.Pattern[str]:
    """What stands between "death toll" and its number."""
    return re.compile("^" + casualty_file().toll_links)


@cache
def grown_from() -> re.Pattern[str]:
    """ "Rose from 3 to 5": what reads as a range is an old number and a new one."""
    return re.compile(rf"\b{casualty_file().grown}$")


@cache
def recalled_before() -> re.Pattern[str]:
    """What stands before a figure that is recalled as overtaken."""
    return re.compile(rf"\b{casualty_file().recalled}$")


@cache
def part_words() -> re.Pattern[str]:
    """What introduces a part of a figure."""
    return re.compile(rf"\b{casualty_file().parts}\b")


@cache
def part_of_figure() -> re.Pattern[str]:
    """What stands after the number of a counted part ("14 of them children", "19 of them under 15")."""
    return re.compile(
        rf"^(?: children| women| men| people)? of {casualty_file().backward}"
        r"(?: (?:were|are|was|is)|,)?(?: aged)?(?: (?:under|below)(?: the age of)? (?P<age>\d+)| (?P<kind>[\w'-]+))?"
    )
