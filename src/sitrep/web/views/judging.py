"""An event as a reviewer judges it: its words in their story, its values, what was decided of it before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sitrep.exports.cards import Card, Row, event_card
from sitrep.exports.highlights import Highlight, Span, paragraphs, segments
from sitrep.ledger.decisions import Decision, Review
from sitrep.ledger.reviews import Judged
from sitrep.records.report import Event
from sitrep.web.views.review_chips import review_chip
from sitrep.web.words import day

#: So many paragraphs of the story stand beside an event at most.
_PARAGRAPHS: Final = 4
_VERDICTS: Final = {
    "accept": "accepted",
    "correct": "corrected",
    "reject": "rejected",
    "undo": "taken back",
    "note": "noted",
}
#: What stands under a value and is no value of its own.
_WORDS: Final = frozenset({"text"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the story: the values that rest on it by their paths, and the kind it is underlined as."""

    words: str
    paths: tuple[str, ...] = ()
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """One decision in a line."""

    seq: int
    what: str
    by: str
    at: str
    note: str


@dataclass(frozen=True, slots=True)
class JudgedView:
    """An event to be judged: ``seen`` and ``last`` say what the reviewer was shown, so that nothing slips between."""

    id: str
    card: Card
    review: Review
    passages: tuple[tuple[Piece, ...], ...]
    history: tuple[Told, ...]
    seen: str
    last: int
    is_corrected: bool
    is_standing: bool

    @property
    def chip(self) -> tuple[str, str]:
        """The class and the word of how it stands."""
        return review_chip(self.review)


@dataclass(frozen=True, slots=True)
class Leaf:
    """One field of a value that can be corrected: where it stands, its name, and what it holds as text."""

    path: str
    name: str
    value: str
    kind: str


def judged_view(found: Judged) -> JudgedView:
    """The event as it stands now, with its corrections in place."""
    event = found.shown
    assert isinstance(event, Event)
    card = event_card(event, "v")
    return JudgedView(
        id=found.id, card=card, review=found.review, passages=tuple(_passages(event, card, found.text)),
        history=tuple(map(told, found.history)), seen=found.content,
        last=found.decided[-1].seq if found.decided else 0, is_corrected=bool(found.standing.corrections),
        is_standing=found.standing.decision is not None,
    )  # fmt: skip


def headline(found: Judged) -> str:
    """The event in a few words, as its row in the queue is headed."""
    event = found.shown
    assert isinstance(event, Event)
    return event_card(event, "v").heading


def path_of(key: str) -> str:
    """The path of a value in its event, from its key on the page."""
    return key.partition(".")[2]


def can_be_corrected(row: Row) -> bool:
    """Whether a row of the card shows values that a reviewer may correct: all but the words themselves."""
    return any(value.key and path_of(value.key) != "anchor" for value in row.values)


def told(decision: Decision) -> Told:
    """A decision in a line: what was decided, by whom, on which day."""
    word = decision.word
    what = _VERDICTS[word.verdict]
    if word.verdict == "correct":
        what = f"{what}: {word.path} is {word.value}"
    return Told(decision.seq, what, word.by, day(word.at, year=True), word.note or "")


def _passages(event: Event, card: Card, text: str) -> Iterator[tuple[Piece, ...]]:
    """The paragraphs on which the event rests, its own first when there are more than are shown."""
    lights = [value.highlight for value in card.values if value.highlight]
    resting = [one for one in paragraphs(text) if _holds(one, lights)]
    own = [one for one in resting if one[0] <= event.anchor.start < one[1]]
    kept = sorted(dict.fromkeys([*own, *resting]), key=lambda one: (one not in own, one[0]))[:_PARAGRAPHS]
    for span in sorted(kept):
        yield tuple(
            Piece(text[each.start : each.end], tuple(map(path_of, each.keys)), each.kind or "")
            for each in segments(span, lights)
        )


def _holds(span: Span, lights: Sequence[Highlight]) -> bool:
    return any(first < span[1] and last > span[0] for light in lights for first, last in light.spans)


def leaves(event: Event, path: str) -> tuple[Leaf, ...]:
    """The fields of the value at a path, to be corrected one by one; the value itself where it is a single one."""
    at: Any = event.model_dump(mode="json")
    for step in path.split("."):
        at = at[int(step)] if isinstance(at, list) else at[step]
    return tuple(_leaves(at, "", path.rpartition(".")[2]))


def _leaves(value: Any, path: str, name: str) -> Iterator[Leaf]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in _WORDS and not isinstance(inner, list):
                yield from _leaves(inner, f"{path}.{key}" if path else key, key)
    elif not isinstance(value, list):
        kind = "flag" if isinstance(value, bool) else "text"
        yield Leaf(path, (path or name).replace("_", " ").replace(".", ", "), "" if value is None else str(value), kind)


def with_leaves(event: Event, path: str, typed: Mapping[str, str]) -> Any:
    """The value at a path with what was typed into its fields; an empty field is null, digits are a number."""
    at: Any = event.model_dump(mode="json")
    for step in path.split("."):
        at = at[int(step)] if isinstance(at, list) else at[step]
    shown = {one.path: one.value for one in leaves(event, path)}
    for leaf, text in typed.items():
        if leaf in shown and shown[leaf] != text.strip():
            at = _set(at, leaf.split(".") if leaf else [], text.strip())
    return at


def _set(value: Any, steps: Sequence[str], text: str) -> Any:
    if not steps:
        return _typed(text, value)
    return {**value, steps[0]: _set(value[steps[0]], steps[1:], text)}


def _typed(text: str, was: Any) -> Any:
    """What was typed as a value of the record: the record's own types refuse what does not fit."""
    if not text:
        return None
    if isinstance(was, bool):
        return text == "true"
    number = text.replace(",", "").replace(" ", "")
    if number.lstrip("-").isdecimal():
        return int(number)
    try:
        return float(number) if number.replace(".", "", 1).lstrip("-").isdecimal() else text
    except ValueError:
        return text
