"""A report as cards: each value with its words, the kind its evidence is shown as, and where that stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sitrep.codebook.wording import wording
from sitrep.exports.highlights import Highlight, Span
from sitrep.exports.phrases import (
    casualty_words,
    code_words,
    content_words,
    event_words,
    harm_words,
    person_words,
    service_words,
    source_words,
    speaker_words,
    stance_words,
    weapon_words,
    when_words,
    where_words,
)
from sitrep.records.report import Actor, Event, Statement

#: Outcomes whose evidence is underlined as deaths, as wounds, or as people moved.
_OUTCOME_KIND = {"killed": "killed", "wounded": "wounded", "displaced": "displaced", "evacuated": "displaced"}
_ACT_KIND = {"DISRUPT": "outage", "ASSAULT": "act", "INTERCEPT": "act", "RESPOND": "act", "COERCE": "act"}
_CHIPS = {
    "planned": "planned", "ongoing": "ongoing", "denied": "denied", "cancelled": "denied",
    "attempted": "told", "threatened": "told", "hypothetical": "told",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Value:
    """Words of the record; with a key and spans they are linked to the words they rest on."""

    words: str
    key: str = ""
    kind: str = "act"
    spans: tuple[Span, ...] = ()

    @property
    def highlight(self) -> Highlight | None:
        """The value's evidence as it lies over the text; None for a gap or a plain word."""
        return Highlight(self.key, self.kind, self.spans) if self.spans else None


@dataclass(frozen=True, slots=True)
class Row:
    """A label and its values; ``aside`` says more in small grey words."""

    label: str
    values: tuple[Value, ...]
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One event, statement or actor: heading, status, rows, and the codes behind them."""

    id: str
    heading: str
    chip: tuple[str, str] | None
    rows: tuple[Row, ...]
    code: str
    values: tuple[Value, ...] = field(init=False)

    def __post_init__(self) -> None:
        """The values of all rows in order."""
        object.__setattr__(self, "values", tuple(value for row in self.rows for value in row.values))


def event_card(event: Event, key: str) -> Card:
    """An event as a card; ``key`` tells it from the others on the page."""
    rows = [
        Row("Words", (Value(event.anchor.text, f"{key}.anchor", _act_kind(event), _span(event)),)),
        *_when_and_where(event, key),
        *_sides(event, key),
        *_figures(event, key),
        *_things(event, key),
        *_sources(event, key),
    ]
    if event.issues:
        rows.append(Row("Issues", (Value(", ".join(event.issues)),)))
    return Card(event.id, event_words(event), status_chip(event), tuple(rows), code_words(event))


def _span(event: Event) -> tuple[Span, ...]:
    return ((event.anchor.start, event.anchor.end),)


def _act_kind(event: Event) -> str:
    return _ACT_KIND.get(event.type, "talks")


def status_chip(event: Event) -> tuple[str, str] | None:
    """Told is not done: what did not simply happen bears a shape and a word."""
    if event.status in _CHIPS:
        return _CHIPS[event.status], event.status
    if any(side.disputed for side in event.participants):
        return "disputed", "disputed"
    return None


def _evidence(event: Event, *paths: str) -> tuple[Span, ...]:
    spans = (span for path in paths for span in event.evidence.get(path, ()))
    return tuple(dict.fromkeys(spans))


def _when_and_where(event: Event, key: str) -> Iterator[Row]:
    when = Value(when_words(event.when), f"{key}.when", "time", _evidence(event, "when"))
    yield Row("When", (when,), event.when.precision.replace("-", " ") if event.when else "")
    if event.duration:
        words = f"{event.duration.text} ({event.duration.iso})"
        yield Row("How long", (Value(words, f"{key}.duration", "time", _evidence(event, "duration")),))
    where = Value(where_words(event.where), f"{key}.where", "place", _evidence(event, "where"))
    yield Row("Where", (where,), event.where.precision if event.where else "")


def _sides(event: Event, key: str) -> Iterator[Row]:
    roles = wording().role
    if event.type == "ASSAULT" and not any(side.role in {"actor", "participant"} for side in event.participants):
        yield Row(roles["actor"], (Value("not settled in this story"),))
    for role, label in roles.items():
        values = tuple(
            Value(
                f"{side.name} (disputed)" if side.disputed else side.name,
                f"{key}.participants.{number}",
                "source",
                _evidence(event, f"participants.{number}"),
            )
            for number, side in enumerate(event.participants)
            if side.role == role
        )
        if values:
            yield Row(label, values)


def _figures(event: Event, key: str) -> Iterator[Row]:
    """One row a figure, then the people it describes; rival figures stand side by side, never added."""
    for number, casualty in enumerate(event.casualties):
        path = f"casualties.{number}"
        kind = _OUTCOME_KIND.get(casualty.outcome, "act")
        figure = Value(casualty_words(casualty), f"{key}.{path}", kind, _evidence(event, f"{path}.count", path))
        yield Row(wording().outcome[casualty.outcome], (figure,), casualty.speaker or "")
        people = tuple(
            Value(person_words(person), f"{key}.{path}.of.{i}", kind, _evidence(event, f"{path}.of.{i}"))
            for i, person in enumerate(casualty.of)
        )
        if people:
            yield Row("of these", people)


def _things(event: Event, key: str) -> Iterator[Row]:
    listed = (
        ("Weapon", "weapons", "means", [weapon_words(weapon) for weapon in event.weapons]),
        ("Damage", "damage", "means", [harm_words(damage) for damage in event.damage]),
        ("Service", "services", "outage", [service_words(service) for service in event.services]),
    )
    for label, field_name, kind, words in listed:
        if words:
            paths = [f"{field_name}.{number}" for number in range(len(words))]
            yield Row(
                label,
                tuple(
                    Value(said, f"{key}.{path}", kind, _evidence(event, path, *_below(event, path)))
                    for said, path in zip(words, paths, strict=True)
                ),
            )


def _below(event: Event, path: str) -> list[str]:
    return [deeper for deeper in event.evidence if deeper.startswith(f"{path}.")]


def _sources(event: Event, key: str) -> Iterator[Row]:
    values = tuple(
        Value(source_words(source), f"{key}.sources.{number}", "source", _evidence(event, f"sources.{number}"))
        for number, source in enumerate(event.sources)
    )
    yield Row("Who says", values or (Value("not told"),))


def statement_card(statement: Statement, key: str) -> Card:
    """A statement as a card: what was said, through whom, how firmly, about what."""
    said = Value(
        content_words(statement),
        f"{key}.content",
        "said",
        tuple((quote.start, quote.end) for quote in statement.content),
    )
    rows = [Row("Said", (said,), statement.kind)]
    rows += [Row(label, (Value(words),)) for label, words in _statement_facts(statement) if words]
    cue = statement.cue
    if cue:
        rows.append(Row("Cue", (Value(cue.text, f"{key}.cue", "source", ((cue.start, cue.end),)),)))
    if statement.when:
        spans = statement.evidence.get("when", ())
        rows.append(Row("When", (Value(when_words(statement.when), f"{key}.when", "time", spans),)))
    speaker = Value(speaker_words(statement), f"{key}.speaker", "source", statement.evidence.get("speaker", ()))
    chip = ("plain", "background") if statement.background else None
    return Card(statement.id, speaker.words, chip, (Row("Speaker", (speaker,)), *rows), f"{statement.certainty}")


def _statement_facts(statement: Statement) -> Iterator[tuple[str, str | None]]:
    yield "Role", statement.role
    yield "For", statement.affiliation
    yield "Unnamed", statement.anonymity_reason or ("no reason told" if statement.anonymous else None)
    yield "Through", ", ".join(statement.via)
    yield "To", statement.addressee
    yield "About", ", ".join(statement.issues)
    yield "Stance", stance_words(statement)


def actor_card(actor: Actor, key: str) -> Card:
    """An actor as a card: kind, country and sector, roles, mentions."""
    mentions = Value(f"{len(actor.mentions)} in the story", f"{key}.mentions", "actor", actor.mentions)
    rows = [Row("Mentions", (mentions,))]
    roles = tuple(
        Value(role.text, f"{key}.roles.{number}", "actor", (role.evidence,)) for number, role in enumerate(actor.roles)
    )
    if roles:
        rows.append(Row("Roles", roles))
    code = " · ".join(part for part in (actor.kind, actor.country, actor.sector) if part)
    return Card(actor.id, actor.name, None, tuple(rows), code)
