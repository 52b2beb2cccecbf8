"""A story made ready for its page: its text cut where evidence begins and ends, and its record as cards."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sitrep.errors import BadQuestion
from sitrep.exports.cards import Card, Row, Value, actor_card, event_card, statement_card
from sitrep.exports.highlights import KINDS, QUIET, Highlight, Segment, Span, marked_paragraphs
from sitrep.ledger.decisions import Review
from sitrep.ledger.story_queries import KeptStory
from sitrep.records.report import Event, Report, Statement
from sitrep.web.views.review_chips import review_chip

#: The row that quotes the words of the act itself; it stands last, as all others rest on parts of it.
_WORDS: Final = "Words"
#: How the keys of an act's own words, and of the words of saying, end.
_ACT, _CUE = ".anchor", ".cue"
#: How a statement's certainty is shown beside its speaker, where it is not simply said.
_CERTAINTY: Final = {"denied": "denied", "hedged": "told", "declined": "told", "intended": "planned", "wanted": "told"}

Chip = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text; with keys it is the evidence of these values, the most telling first.

    ``kinds`` are those that it can be underlined as, in that order; none where it shows only when pointed at.
    """

    words: str
    start: int
    end: int
    keys: tuple[str, ...]
    kinds: tuple[str, ...]

    def kind(self, off: Container[str] = ()) -> str:
        """The kind it is underlined as when these kinds are switched off; all being off, that which it would be."""
        return next((kind for kind in self.kinds if kind not in off), self.kinds[0] if self.kinds else "act")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in pieces; ``background`` when all acts it reports are history that the story recalls."""

    pieces: tuple[Piece, ...]
    background: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a card; ``again`` when the row above has the same label, ``apart`` when each value has a line."""

    label: str
    values: tuple[Value, ...]
    aside: str
    again: bool
    apart: bool

    @property
    def quoted(self) -> bool:
        """Whether the values are the story's own words."""
        return self.label == _WORDS


@dataclass(frozen=True, slots=True)
class Told:
    """An event, statement or actor of the record, with its chips and, for an event, the incident it is of."""

    id: str
    heading: str
    chips: tuple[Chip, ...]
    lines: tuple[Line, ...]
    code: str
    incident: str | None = None

    @property
    def judged(self) -> bool:
        """Whether it has a page on which reviewers judge it."""
        return self.id.startswith("event-")


@dataclass(frozen=True, slots=True)
class Switch:
    """A kind of evidence that can be switched off; ``off`` is what the address says after the switch is used."""

    kind: str
    label: str
    on: bool
    off: str | None


@dataclass(frozen=True, slots=True)
class StoryView:
    """All that a story's page shows; ``starts`` says where the first words of each value stand."""

    paragraphs: tuple[Paragraph, ...]
    events: tuple[Told, ...]
    past: tuple[Told, ...]
    statements: tuple[Told, ...]
    actors: tuple[Told, ...]
    starts: Mapping[str, int]
    unreviewed: int
    incidents: tuple[str, ...]

    @property
    def leading(self) -> Told | None:
        """The first event of the day that is of an incident."""
        return next((one for one in self.events if one.incident), None)


def story_view(story: KeptStory) -> StoryView:
    """The view of a story as its newest reading and its reviewers tell it."""
    report, reviews = story.report, story.reviews
    events = [event_card(event, event.id) for event in report.events]
    statements = [statement_card(said, said.id) for said in report.statements]
    actors = [actor_card(actor, actor.id) for actor in report.actors]
    highlights = _highlights([*events, *statements, *actors])
    told = [
        _told(card, _event_chips(card, event, reviews), story.incidents.get(event.id))
        for card, event in zip(events, report.events, strict=True)
    ]
    return StoryView(
        paragraphs=tuple(_paragraphs(story.document.text, highlights, report)),
        events=tuple(one for one, event in zip(told, report.events, strict=True) if not event.background),
        past=tuple(one for one, event in zip(told, report.events, strict=True) if event.background),
        statements=tuple(
            _told(card, _statement_chips(card, said, reviews))
            for card, said in zip(statements, report.statements, strict=True)
        ),
        actors=tuple(_told(card, ()) for card in actors),
        starts={each.key: min(start for start, _ in each.spans) for each in highlights},
        unreviewed=sum(_review(event.id, reviews)[0] == "unreviewed" for event in report.events),
        incidents=tuple(dict.fromkeys(
            story.incidents[event.id] for event in report.events
            if not event.background and event.id in story.incidents
        )),
    )  # fmt: skip


def switches(off: str | None) -> list[Switch]:
    """The switch of each kind; ``off`` lists the kinds switched off, as the address says."""
    named = [name for name in (off or "").split(",") if name]
    known = dict(KINDS)
    for name in named:
        if name not in known:
            raise BadQuestion(f"off={name!r} is no kind of evidence.", check=f"Kinds: {', '.join(known)}")
    return [
        Switch(kind, label, kind not in named, ",".join(_turned(kind, named)) or None) for kind, label in KINDS
    ]  # fmt: skip


def _turned(kind: str, off: Sequence[str]) -> list[str]:
    return [name for name, _ in KINDS if (name in off) != (name == kind)]


def _highlights(cards: Iterable[Card]) -> list[Highlight]:
    """The evidence of all values; words of saying, and acts told in the words of a graver one, are not underlined."""
    found = [highlight for card in cards for value in card.values if (highlight := value.highlight)]
    grave = [each.spans[0] for each in found if each.key.endswith(_ACT) and each.kind in ("act", "outage")]
    return [_quieter(each, grave) for each in found]


def _quieter(highlight: Highlight, grave: Sequence[Span]) -> Highlight:
    if highlight.key.endswith(_CUE):
        return replace(highlight, kind="said")
    if highlight.key.endswith(_ACT) and highlight.kind == "talks":
        start, end = highlight.spans[0]
        if any(first < end and last > start for first, last in grave):
            return replace(highlight, kind="act")
    return highlight


def _paragraphs(text: str, highlights: Sequence[Highlight], report: Report) -> Iterator[Paragraph]:
    past = sorted(event.anchor.start for event in report.events if event.background)
    news = sorted(event.anchor.start for event in report.events if not event.background)
    kinds = {each.key: each.kind for each in highlights if each.kind not in QUIET}
    for span, segments in marked_paragraphs(text, highlights):
        pieces = tuple(_piece(text, segment, kinds) for segment in segments)
        yield Paragraph(pieces, _within(span, past) and not _within(span, news))


def _within(span: Span, offsets: Sequence[int]) -> bool:
    return any(span[0] <= each < span[1] for each in offsets)


def _piece(text: str, segment: Segment, kinds: Mapping[str, str]) -> Piece:
    shown = tuple(dict.fromkeys(kinds[key] for key in segment.keys if key in kinds))
    return Piece(text[segment.start : segment.end], segment.start, segment.end, segment.keys, shown)


def _told(card: Card, chips: Sequence[Chip], incident: str | None = None) -> Told:
    rows = sorted(card.rows, key=lambda row: row.label == _WORDS)
    before = [None, *(row.label for row in rows)]
    lines = tuple(_line(row, label) for (label, row) in zip(before, rows, strict=False))
    return Told(card.id, card.heading, tuple(chips), lines, card.code, incident)


def _line(row: Row, above: str | None) -> Line:
    apart = len(row.values) > 1 and any("," in value.words for value in row.values)
    return Line(row.label, row.values, row.aside, row.label == above, apart)


def _event_chips(card: Card, event: Event, reviews: Mapping[str, Review]) -> list[Chip]:
    return [*([card.chip] if card.chip else []), _review(event.id, reviews)]


def _statement_chips(card: Card, statement: Statement, reviews: Mapping[str, Review]) -> list[Chip]:
    chips = [card.chip] if card.chip else []
    if statement.certainty in _CERTAINTY:
        chips.append((_CERTAINTY[statement.certainty], statement.certainty))
    return [*chips, _review(statement.id, reviews)]


def _review(id_: str, reviews: Mapping[str, Review]) -> Chip:
    return review_chip(reviews.get(id_, "unreviewed"))
