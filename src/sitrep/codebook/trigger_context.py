"""What the words around a trigger say of it, as patterns made ready."""

import re
from functools import cache
from typing import NamedTuple

from sitrep.codebook.files import Entry, read
from sitrep.errors import CodebookError


class StatusRow(Entry):
    """One sign of a status: patterns after or before a noun, for some types and words or all."""

    status: str
    types: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    lasting: bool = False


class LastingRow(Entry):
    """Signs that a state is still there."""

    parting: str
    past: str
    stayed: str
    present: str
    perfect: str
    since: str


class GeneralRow(Entry):
    """Signs of a going-on in general."""

    types: frozenset[str]
    words: frozenset[str]
    after: tuple[str, ...]
    before: tuple[str, ...]


class NeedsRow(Entry):
    """What the families that need something of their clause look for."""

    munitions: frozenset[str]
    actors: frozenset[str]
    officials: frozenset[str]
    ground: str
    crowd: str
    officers: str
    pronoun: str
    person_pronoun: str


class TriggerContextFile(Entry):
    """The file as it stands."""

    macros: dict[str, str]
    noun_status: tuple[StatusRow, ...]
    lasting: LastingRow
    enduring: frozenset[str]
    general: GeneralRow
    halted: str
    goal: str
    conditioned: frozenset[str]
    if_clause: str
    demanded: str
    before_bare: frozenset[str]
    negated_subject: str
    negated_noun: str
    subjects: frozenset[str]
    counted: str
    to_verb: str
    counted_part: str
    spoken: frozenset[str]
    unreal: str
    perfect_before: str
    awaited: str
    openers: frozenset[str]
    articles: frozenset[str]
    contracted: frozenset[str]
    after_participle: frozenset[str]
    parties: str
    since: str
    peaceful: frozenset[str]
    afresh: str
    needs: NeedsRow


class Around(NamedTuple):
    """Patterns of which one after or one before suffices."""

    after: re.Pattern[str] | None
    before: re.Pattern[str] | None

    def fits(self, before: str, after: str) -> bool:
        """Whether the words before or after show the sign."""
        return bool((self.after and self.after.match(after)) or (self.before and self.before.search(before)))


class StatusSign(NamedTuple):
    """One sign of a status, made ready."""

    row: StatusRow
    around: Around

    def concerns(self, kind: str, word: str) -> bool:
        """Whether the sign speaks of this type and last word."""
        return (not self.row.types or kind in self.row.types) and (not self.row.words or word in self.row.words)


@cache
def noun_signs(kind: str, word: str) -> tuple[StatusSign, ...]:
    """The signs that speak of a noun of this type and last word, in their order."""
    return tuple(sign for sign in trigger_context().noun_status if sign.concerns(kind, word))


class Lasting(NamedTuple):
    """Signs that a state is still there, made ready."""

    parting: re.Pattern[str]
    past: re.Pattern[str]
    stayed: re.Pattern[str]
    present: re.Pattern[str]
    perfect: re.Pattern[str]
    since: re.Pattern[str]


class TriggerContext(NamedTuple):
    """Everything the trigger step asks of the words around, made ready."""

    file: TriggerContextFile
    noun_status: tuple[StatusSign, ...]
    lasting: Lasting
    general: Around
    halted: re.Pattern[str]
    goal: re.Pattern[str]
    if_clause: re.Pattern[str]
    demanded: re.Pattern[str]
    negated_subject: re.Pattern[str]
    negated_noun: re.Pattern[str]
    awaited: re.Pattern[str]
    counted: re.Pattern[str]
    to_verb: re.Pattern[str]
    counted_part: re.Pattern[str]
    perfect_before: re.Pattern[str]
    unreal: re.Pattern[str]
    parties: re.Pattern[str]
    since: re.Pattern[str]
    afresh: re.Pattern[str]
    ground: re.Pattern[str]
    crowd: re.Pattern[str]
    officers: re.Pattern[str]
    pronoun: re.Pattern[str]
    person_pronoun: re.Pattern[str]


@cache
def trigger_context() -> TriggerContext:
    """The words around triggers, compiled once."""
    file = read("trigger_context.yaml", TriggerContextFile)

    def ready(pattern: str) -> re.Pattern[str]:
        return compiled("trigger_context.yaml", pattern, file.macros)

    def around(after: tuple[str, ...], before: tuple[str, ...]) -> Around:
        return Around(
            ready("|".join(f"(?:{one})" for one in after)) if after else None,
            ready("|".join(f"(?:{one})" for one in before)) if before else None,
        )

    lasting = file.lasting
    return TriggerContext(
        file=file,
        noun_status=tuple(StatusSign(row, around(row.after, row.before)) for row in file.noun_status),
        lasting=Lasting(*(ready(getattr(lasting, name)) for name in Lasting._fields)),
        general=around(file.general.after, file.general.before),
        halted=ready(file.halted),
        goal=ready(file.goal),
        if_clause=ready(file.if_clause),
        demanded=ready(file.demanded),
        negated_subject=ready(file.negated_subject),
        negated_noun=ready(file.negated_noun),
        awaited=ready(file.awaited),
        counted=ready(file.counted),
        to_verb=ready(file.to_verb),
        counted_part=ready(file.counted_part),
        perfect_before=ready(file.perfect_before),
        unreal=ready(file.unreal),
        parties=ready(file.parties),
        since=ready(file.since),
        afresh=ready(file.afresh),
        ground=ready(file.needs.ground),
        crowd=ready(file.needs.crowd),
        officers=ready(file.needs.officers),
        pronoun=ready(file.needs.pronoun),
        person_pronoun=ready(file.needs.person_pronoun),
    )


def compiled(name: str, pattern: str, macros: dict[str, str]) -> re.Pattern[str]:
    """The pattern with its macros written out; a pattern that is none is refused by file name."""
    for _ in range(3):  # a macro may use another
        for macro, body in macros.items():
            pattern = pattern.replace("{" + macro + "}", body)
    try:
        return re.compile(pattern)
    except re.error as problem:
        raise CodebookError(f"{name}: {pattern!r}: {problem}", check="Look at its pattern.") from problem
