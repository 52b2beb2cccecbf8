"""Statements: the attributions of a sheet as records, with who their speakers are."""

from __future__ import annotations

from datetime import date

from sitrep.annotations.layers import (
    ATTRIBUTIONS,
    ENTITIES,
    MENTIONS,
    TIMES,
    Attribution,
    Entity,
    Mention,
    Span,
    TimeExpression,
)
from sitrep.annotations.sheet import Mark, Sheet
from sitrep.identity import identify
from sitrep.records.report import IssueCode, Quote, Stance, StanceKind, Statement, When
from sitrep.records.settling import NEWS_DAYS

Evidence = dict[str, tuple[Span, ...]]


def statements_of(sheet: Sheet) -> tuple[Statement, ...]:
    """Every statement of the story in order, each with its speaker's role and its evidence."""
    entities = {mark.value.index: mark.value for mark in sheet.marks(ENTITIES)}
    mentions: dict[int, list[Mark[Mention]]] = {}
    for mention in sheet.marks(MENTIONS):
        mentions.setdefault(mention.value.entity, []).append(mention)
    times = {(mark.start, mark.end): mark.value for mark in sheet.marks(TIMES)}
    found: dict[str, Statement] = {}
    for mark in sheet.marks(ATTRIBUTIONS):
        entity = None if mark.value.entity is None else entities.get(mark.value.entity)
        near = mentions.get(entity.index, []) if entity else []
        statement = _statement(sheet, mark.value, entity, near, times)
        found.setdefault(statement.id, statement)
    return tuple(found.values())


def _statement(
    sheet: Sheet,
    told: Attribution,
    entity: Entity | None,
    mentions: list[Mark[Mention]],
    times: dict[Span, TimeExpression],
) -> Statement:
    text = sheet.text
    speaker = _speaker(text, told, entity)
    role, affiliation = _role(told, entity, mentions), _affiliation(told, mentions)
    reason = told.anonymity_reason or (entity.anonymity_reason if entity else None)
    evidence = _evidence(told, role, affiliation, reason)
    when = _when(text, told.when, times)
    return Statement(
        id=identify("statement", sheet.document.id, *(at for span in told.content for at in span), speaker),
        speaker=speaker,
        actor=_actor(sheet, entity),
        role=_words(text, role),
        affiliation=_words(text, affiliation),
        anonymous=told.anonymous or _is_anonymous(entity, reason),
        anonymity_reason=_words(text, reason),
        kind=told.kind,
        cue=_quote(text, told.cue) if told.cue else None,
        content=tuple(_quote(text, span) for span in told.content),
        via=told.via_names,
        addressee=_words(text, told.addressee),
        when=when,
        certainty=told.certainty,
        issues=tuple(_issue(code) for code in told.issues),
        stance=tuple(_stance(text, *stance) for stance in told.stance),
        background=told.background or _is_old(sheet.document.day, when),
        evidence=evidence,
    )


def actor_id(document_id: str, entity: Entity) -> str:
    """The id of the story's actor that this entity is."""
    return identify("actor", document_id, entity.index, entity.name)


def _actor(sheet: Sheet, entity: Entity | None) -> str | None:
    return None if entity is None else actor_id(sheet.document.id, entity)


def _speaker(text: str, told: Attribution, entity: Entity | None) -> str | None:
    """The name as the story writes it: the entity's longest form, else the words at hand."""
    if entity is not None and entity.name in text:
        return entity.name
    return _words(text, told.speaker)


def _role(told: Attribution, entity: Entity | None, mentions: list[Mark[Mention]]) -> Span | None:
    """The role beside this mention, else the story's best for the speaker."""
    beside = [mark.value.role for mark in mentions if (mark.start, mark.end) == told.speaker and mark.value.role]
    if beside:
        return beside[0]
    return entity.roles[0] if entity and entity.roles else None


def _affiliation(told: Attribution, mentions: list[Mark[Mention]]) -> Span | None:
    beside = [mark.value.affiliation for mark in mentions if (mark.start, mark.end) == told.speaker]
    anywhere = [mark.value.affiliation for mark in mentions]
    return next((span for span in (*beside, *anywhere) if span), None)


def _is_anonymous(entity: Entity | None, reason: Span | None) -> bool:
    return reason is not None or bool(entity and entity.anonymous)


def _evidence(told: Attribution, role: Span | None, affiliation: Span | None, reason: Span | None) -> Evidence:
    """The words behind each value read from the text, by its path."""
    single = {
        "speaker": told.speaker,
        "role": role,
        "affiliation": affiliation,
        "anonymity_reason": reason,
        "addressee": told.addressee,
        "when": told.when,
    }
    evidence: Evidence = {path: (span,) for path, span in single.items() if span}
    evidence |= {f"via.{number}": (span,) for number, span in enumerate(told.via)}
    evidence |= {f"stance.{number}.proposal": (span,) for number, (_, span, _) in enumerate(told.stance) if span}
    return evidence


def _when(text: str, span: Span | None, times: dict[Span, TimeExpression]) -> When | None:
    told = times.get(span) if span else None
    if span is None or told is None or told.precision is None or (told.start is None and told.end is None):
        return None
    return When(start=told.start, end=told.end, precision=told.precision, text=text[span[0] : span[1]])


def _is_old(day: date | None, when: When | None) -> bool:
    """Whether a statement was made so long before publication that the story only recalls it."""
    last = (when.end or when.start) if when else None
    return day is not None and last is not None and (day - date.fromisoformat(last[:10])).days > NEWS_DAYS


def _quote(text: str, span: Span) -> Quote:
    return Quote(start=span[0], end=span[1], text=text[span[0] : span[1]])


def _words(text: str, span: Span | None) -> str | None:
    return text[span[0] : span[1]] if span else None


def _issue(code: str) -> IssueCode:
    return code  # type: ignore[return-value]  # the issue codes of the codebook are those of the contract, as a test says


def _stance(text: str, issue: str | None, proposal: Span | None, stance: str) -> Stance:
    kind: StanceKind = stance  # type: ignore[assignment]  # likewise
    return Stance(issue=None if issue is None else _issue(issue), proposal=_words(text, proposal), stance=kind)
