"""The words that report events, by type and mode, with the frames they stand in."""

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal, NamedTuple

from sitrep.codebook.files import Entry, read
from sitrep.codebook.inflection import Form, inflect
from sitrep.codebook.people import plural_of
from sitrep.codebook.trigger_context import compiled

Frame = Literal["act", "act-passive", "object", "meet", "swap", "clash", "mediate"]
Needs = Literal["arms", "munition", "official", "political", "crowd", "people", "address", "ground", "victim"]
#: Where the families lie, a file a type.
FOLDER = "triggers"


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
    """The families of one file."""

    entries: tuple[TriggerRow, ...]


class TriggersIndex(Entry):
    """The files in the order they are read, and the macros their patterns may use."""

    files: tuple[str, ...]
    macros: dict[str, str]


@dataclass(frozen=True)
class TriggerEntry:
    """A family with its patterns; these are compiled when first asked for, since most stories need few."""

    number: int
    row: TriggerRow
    file: str

    @cached_property
    def after(self) -> re.Pattern[str] | None:
        """What must follow the trigger."""
        return self._compiled(self.row.after)

    @cached_property
    def before(self) -> re.Pattern[str] | None:
        """What must precede the trigger."""
        return self._compiled(self.row.before)

    @cached_property
    def not_after(self) -> re.Pattern[str] | None:
        """What must not follow the trigger."""
        return self._compiled(self.row.not_after)

    @cached_property
    def not_before(self) -> re.Pattern[str] | None:
        """What must not precede the trigger."""
        return self._compiled(self.row.not_before)

    def _compiled(self, pattern: str | None) -> re.Pattern[str] | None:
        return None if pattern is None else compiled(self.file, pattern, _index().macros)


class TriggerForm(NamedTuple):
    """One form of one trigger: the family and the form of its first word."""

    entry: TriggerEntry
    form: Form
    words: tuple[str, ...]


@cache
def _index() -> TriggersIndex:
    return read(f"{FOLDER}/index.yaml", TriggersIndex)


@cache
def trigger_entries() -> tuple[TriggerEntry, ...]:
    """Every family, in the order in which they are tried."""
    names = [f"{FOLDER}/{name}.yaml" for name in _index().files]
    rows = [(name, row) for name in names for row in read(name, TriggersFile).entries]
    return tuple(TriggerEntry(number, row, name) for number, (name, row) in enumerate(rows))


class Opened(NamedTuple):
    """The forms that a word opens: those of this word alone, and the longer ones by their second word."""

    alone: list[TriggerForm]
    longer: dict[str, list[TriggerForm]]


@cache
def trigger_forms() -> dict[str, Opened]:
    """Every form of every trigger by its first word, longest first."""
    table: dict[str, Opened] = {}
    for entry in trigger_entries():
        for form in _forms(entry):
            opened = table.setdefault(form.words[0], Opened([], {}))
            among = opened.alone if len(form.words) == 1 else opened.longer.setdefault(form.words[1], [])
            among.append(form)
    for opened in table.values():
        for forms in (opened.alone, *opened.longer.values()):
            forms.sort(key=lambda form: (-len(form.words), form.entry.number))
    return table


def _forms(entry: TriggerEntry) -> list[TriggerForm]:
    """The inflected verbs, the nouns in both numbers and the phrases of one family."""
    row = entry.row
    bent = [form for verb in row.verbs for form in inflect(verb) if form.form not in row.without]
    fixed = [one for noun in row.nouns for one in (noun.lower(), plural_of(noun.lower()))]
    fixed.extend(phrase.lower() for phrase in row.phrases)
    found = [TriggerForm(entry, form.form, form.words) for form in bent]
    return found + [TriggerForm(entry, "noun", tuple(words.split())) for words in fixed]
