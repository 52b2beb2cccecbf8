"""Words that tell what happened to people, by outcome."""

import re
from functools import cache
from typing import Literal, NamedTuple

from sitrep.codebook.files import Entry, read
from sitrep.codebook.inflection import Form, inflect
from sitrep.codebook.people import plural_of

Manner = Literal["active", "passive", "intransitive", "nominal", "toll", "zero"]


class OutcomeRow(Entry):
    """The words of one outcome by the way they take their people."""

    active: tuple[str, ...]
    passive: tuple[str, ...]
    intransitive: tuple[str, ...]
    nominal: tuple[str, ...]
    toll: tuple[str, ...]
    zero: tuple[str, ...]


class CasualtyFile(Entry):
    """All outcomes and the patterns around their figures."""

    outcomes: dict[str, OutcomeRow]
    only_with: dict[str, str]
    toll_links: str
    recalled: str
    parts: str


class CasualtyWord(NamedTuple):
    """One form of a word: its outcome, how it takes its people, and the form of the verb."""

    outcome: str
    manner: Manner
    form: Form
    only_with: re.Pattern[str] | None = None


def _file() -> CasualtyFile:
    return read("casualty_words.yaml", CasualtyFile)


@cache
def casualty_words() -> dict[tuple[str, ...], tuple[CasualtyWord, ...]]:
    """Every form as lower-case words with all it can mean."""
    table: dict[tuple[str, ...], list[CasualtyWord]] = {}
    only = {verb: re.compile(pattern) for verb, pattern in _file().only_with.items()}
    for outcome, row in _file().outcomes.items():
        for verb in row.active:
            need = only.get(verb.partition("/")[0])
            for form in inflect(verb):
                table.setdefault(form.words, []).append(CasualtyWord(outcome, "active", form.form, need))
        for verb in row.intransitive:
            for form in inflect(verb):
                table.setdefault(form.words, []).append(CasualtyWord(outcome, "intransitive", form.form))
        for words in row.passive:
            sense = CasualtyWord(outcome, "passive", "participle", only.get(words))
            table.setdefault(tuple(words.split()), []).append(sense)
        for noun in row.nominal:
            for words in (noun, plural_of(noun)):
                table.setdefault(tuple(words.split()), []).append(CasualtyWord(outcome, "nominal", "noun"))
        for words in row.toll:
            table.setdefault(tuple(words.split()), []).append(CasualtyWord(outcome, "toll", "noun"))
        for words in row.zero:
            table.setdefault(tuple(words.split()), []).append(CasualtyWord(outcome, "zero", "noun"))
    return {words: tuple(found) for words, found in table.items()}


@cache
def toll_link() -> re.Pattern[str]:
    """What stands between "death toll" and its number."""
    return re.compile("^" + _file().toll_links)


@cache
def recalled_before() -> re.Pattern[str]:
    """What stands before a figure that is recalled as overtaken."""
    return re.compile(_file().recalled + "$")


@cache
def part_words() -> re.Pattern[str]:
    """What introduces a part of a figure."""
    return re.compile(_file().parts)
