"""What the rule engine reads, in the terms of attribution and template corpora."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from sitrep.annotations.layers import ATTRIBUTIONS, MENTIONS, Span
from sitrep.annotations.sheet import Sheet, lay
from sitrep.codebook.function_words import function_words
from sitrep.desk.line import RULES, steps
from sitrep.records.assemble import assemble
from sitrep.records.report import Event
from sitrep_eval.attribution import Pieces, Said
from sitrep_eval.gold import as_document
from sitrep_eval.roles import Entity

NAME: Final = "text"
#: What stands around quoted words, a closing comma or stop within the marks, and before reported ones.
OPENED: Final = re.compile('["“«„]$')
CLOSED: Final = re.compile('[,.!?]?["”»]')
THAT: Final = re.compile(r"\bthat $", re.IGNORECASE)
#: Kinds of actor that are people rather than bodies.
UNNAMED: Final = "unnamed"
PEOPLE: Final = frozenset({"person", UNNAMED})


def said_by_rule(text: str) -> list[Said]:
    """Every attribution of the text, its source with title and role; what the paper itself says is left out."""
    sheet = lay(as_document(text, NAME), steps(RULES))
    whole = {(mark.start, mark.end): mark.value.full for mark in sheet.marks(MENTIONS)}
    return [
        Said(
            source=_one(value.speaker and whole.get(value.speaker, value.speaker)),
            cue=_one(value.cue),
            content=(tuple(sorted(_as_marked(text, *span) for span in value.content)),),
        )
        for value in sheet.values(ATTRIBUTIONS)
        if value.speaker or value.cue
    ]


def fillers_by_rule(text: str) -> dict[str, list[Entity]]:
    """Who fills the roles of the text's assaults: every value by its first words, without a leading "the"."""
    sheet = lay(as_document(text, NAME), steps(RULES))
    report = assemble(sheet)
    kinds = {actor.id: actor.kind for actor in report.actors}
    found: dict[str, list[Entity]] = defaultdict(list)
    for event in report.events:
        if event.type == "ASSAULT":
            for role, span in (*_doers(event, kinds), *_things(event), *_named_victims(event, sheet)):
                found[role].extend(filter(None, [_entity(text, span)]))
    return dict(found)


def _one(span: Span | None) -> tuple[Pieces, ...]:
    return ((span,),) if span else ()


def _as_marked(text: str, start: int, end: int) -> Span:
    """The span with the quotation marks and the "that" around it: the corpora mark them, the record does not."""
    before, after = OPENED.search(text, 0, start), CLOSED.match(text, end)
    if before and after:
        start, end = before.start(), after.end()
    that = THAT.search(text, 0, start)
    return (that.start() if that else start), end


def _doers(event: Event, kinds: Mapping[str, str]) -> Iterator[tuple[str, Span]]:
    for i, participant in enumerate(event.participants):
        if participant.role == "actor":
            person = kinds.get(participant.actor or "", UNNAMED) in PEOPLE
            yield ("PerpInd" if person else "PerpOrg"), event.evidence[f"participants.{i}"][0]


def _things(event: Event) -> Iterator[tuple[str, Span]]:
    yield from (("Target", event.evidence[f"damage.{i}"][0]) for i in range(len(event.damage)))
    yield from (("Weapon", event.evidence[f"weapons.{i}"][0]) for i in range(len(event.weapons)))


def _named_victims(event: Event, sheet: Sheet) -> Iterator[tuple[str, Span]]:
    """The names among those harmed: the corpora hold no victim that is only described."""
    harmed = [f"casualties.{i}" for i in range(len(event.casualties))]
    harmed += [f"participants.{i}" for i, one in enumerate(event.participants) if one.role == "recipient"]
    spans = [event.evidence[path][0] for path in harmed]
    for mark in sheet.marks(MENTIONS):
        named = mark.value.kind == "person" and mark.value.form == "name"
        if named and any(start <= mark.start and mark.end <= end for start, end in spans):
            yield "Victim", (mark.start, mark.end)


def _entity(text: str, span: Span) -> Entity:
    """The words of the span as an entity of one mention; nothing for a pronoun."""
    start, end = span
    closing = function_words().closing
    while start < end:
        first = text[start:end].split(maxsplit=1)[0]
        if first.lower() not in closing:
            return ((text[start:end], start),)
        start += len(first)
        start += len(text[start:end]) - len(text[start:end].lstrip())
    return ()
