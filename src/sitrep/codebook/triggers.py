"""The words that report events, by type and mode, with the frames they stand in."""

import re
from functools import cache
from typing import Literal, NamedTuple

from sitrep.codebook.files import Entry, read
from sitrep.codebook.inflection import Form, inflect
from sitrep.codebook.people import plural_of
from sitrep.codebook.trigger_context import compiled

Frame = Literal["act", "act-passive", "object", "meet", "swap", "clash", "mediate"]
Needs = Literal["arms", "munition", "official", "political", "crowd", "people", "address", "ground"]
Weak = Literal["no", "yes", "hurt", "party"]


class TriggerRow(Entry):
    """One family of words that report the same kind of event."""

    type: str
    mode: str | None = None
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    after: str | None = None
    before: str | None = None
    not_after: str | None = None
    not_before: str | None = None
    weak: bool | Literal["hurt", "party"] = False
    frame: Frame = "act"
    needs: Needs | None = None
    service: str | None = None
    effect: Literal["cut", "reduced", "restored"] | None = None
    vague: bool = False
    without: frozenset[Form] = frozenset()
    status: str | None = None


class TriggersFile(Entry):
    """All families, and the macros their patterns may use."""

    macros: dict[str, str]
    entries: tuple[TriggerRow, ...]


class TriggerEntry(NamedTuple):
    """A family made ready: its row and its compiled patterns."""

    number: int
    row: TriggerRow
    after: re.Pattern[str] | None
    before: re.Pattern[str] | None
    not_after: re.Pattern[str] | None
    not_before: re.Pattern[str] | None


class TriggerForm(NamedTuple):
    """One form of one trigger: the family and the form of its first word."""

    entry: TriggerEntry
    form: Form
    words: tuple[str, ...]


def _compile(pattern: str | None, macros: dict[str, str]) -> re.Pattern[str] | None:
    return None if pattern is None else compiled("triggers.yaml", pattern, macros)


@cache
def trigger_forms() -> dict[str, list[TriggerForm]]:
    """Every form of every trigger by its first lower-case word, longest first."""
    file = read("triggers.yaml", TriggersFile)
    table: dict[str, list[TriggerForm]] = {}
    for number, row in enumerate(file.entries):
        patterns = [_compile(p, file.macros) for p in (row.after, row.before, row.not_after, row.not_before)]
        entry = TriggerEntry(number, row, *patterns)
        forms = [form for verb in row.verbs for form in inflect(verb) if form.form not in row.without]
        found = [TriggerForm(entry, form.form, form.words) for form in forms]
        for noun in row.nouns:
            found.append(TriggerForm(entry, "noun", tuple(noun.lower().split())))
            found.append(TriggerForm(entry, "noun", tuple(plural_of(noun.lower()).split())))
        found.extend(TriggerForm(entry, "noun", tuple(phrase.lower().split())) for phrase in row.phrases)
        for form in found:
            table.setdefault(form.words[0], []).append(form)
    for forms_of_word in table.values():
        forms_of_word.sort(key=lambda form: (-len(form.words), form.entry.number))
    return table
