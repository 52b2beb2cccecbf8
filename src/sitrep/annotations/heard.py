"""Words that the encoder takes to report an event, read as the rules read theirs: clause, subject, object, voice."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from sitrep.annotations.encoder import Act, Reading
from sitrep.annotations.layers import Span, Trigger
from sitrep.annotations.lines import Line
from sitrep.annotations.scenes import Scene
from sitrep.annotations.sheet import Mark
from sitrep.annotations.trigger_status import verb_of
from sitrep.annotations.triggers import KEPT_AS, forms_at, trigger_of
from sitrep.codebook.event_types import event_types
from sitrep.codebook.function_words import function_words
from sitrep.codebook.inflection import Form
from sitrep.codebook.meeting import meeting
from sitrep.codebook.trigger_context import trigger_context
from sitrep.codebook.triggers import TriggerEntry, TriggerForm, TriggerRow

KIND = "trigger"
#: Verb endings that a word no family knows is read by.
ENDINGS: dict[str, Form] = {"ing": "ing", "ed": "ed"}


@dataclass(frozen=True, slots=True)
class Heard:
    """Words of a sentence that may report an event: where, what, how likely, and whether a rule family knows them.

    ``begins`` is how likely they are a trigger at all, ``act`` what they would then report.
    """

    start: int
    end: int
    begins: float
    act: Act
    trigger: Trigger
    strength: Literal["barred", "unknown"]


def heard(reading: Reading, scenes: list[Scene], ruled: Sequence[Mark[Trigger]]) -> list[Heard]:
    """What the encoder hears in the sentences of prose, in order; the faint left out.

    So is what the rules read as the same kind of event: theirs are the words.
    """
    found: list[Heard] = []
    starts = [scene.line.mark.start for scene in scenes]
    past = 0
    pieces, likely = reading.pieces, reading.likely(KIND)
    for first, last in _spans(reading):
        span = pieces.starts[first], pieces.ends[last - 1]
        at = bisect_right(starts, span[0]) - 1
        words = _words(scenes[at].line, span) if at >= 0 else None
        if words is None or span[0] < past or not _speaks(scenes[at].line, words):
            continue
        start, past = scenes[at].line.span(*words)
        act = reading.act(first)
        if act.type not in kinds_at(ruled, start, past):
            found.append(_heard(scenes[at], words, act, likely[first]))
    return found


def kinds_at(ruled: Sequence[Mark[Trigger]], start: int, end: int) -> set[str]:
    """The kinds of events that the rules find in words that touch these characters."""
    return {mark.value.type for mark in ruled if mark.start < end and start < mark.end}


def _spans(reading: Reading) -> Iterator[tuple[int, int]]:
    """The encoder's triggers in pieces, and single pieces that it takes for the start of one at least faintly."""
    likely, pieces = reading.likely(KIND), reading.pieces
    spans = {span.first: span.last for span in reading.found((KIND,))}
    past, least = 0, meeting().heard
    for first in sorted({*spans, *(piece for piece, chance in enumerate(likely) if chance >= least)}):
        if first >= past and pieces.ends[first] > pieces.starts[first]:
            past = spans.get(first, first + 1)
            yield first, past


def _words(line: Line, span: Span) -> tuple[int, int] | None:
    """The words that the characters touch, first and one past the last; none where they are not the sentence's."""
    first = bisect_right(line.starts, span[0]) - 1
    if first < 0 or line.words[first].end <= span[0]:
        return None
    return first, max(bisect_left(line.starts, span[1]), first + 1)


def _speaks(line: Line, words: tuple[int, int]) -> bool:
    """Whether any of the words can report an act: no helper, pronoun or preposition alone, no mark of punctuation."""
    silent = function_words().silent
    return any(word not in silent and any(map(str.isalpha, word)) for word in line.lowers[slice(*words)])


def _heard(scene: Scene, words: tuple[int, int], act: Act, begins: float) -> Heard:
    """The words as a trigger of the type that the encoder finds likeliest."""
    line, (index, stop) = scene.line, words
    known = forms_at(line, index)
    form = _form(line, index, stop, known, act)
    verb = verb_of(line, index, form)
    trigger = trigger_of(scene, index, form, verb, KEPT_AS.get(verb.status, verb.status))
    return Heard(*line.span(index, stop), begins, act, trigger, "barred" if known else "unknown")


def _form(line: Line, index: int, stop: int, known: list[TriggerForm], act: Act) -> TriggerForm:
    """The words as a form of a family of their own, which has the encoder's type and mode."""
    known_as = [form.form for form in known if form.entry.row.type == act.type] or [form.form for form in known]
    shape = known_as[0] if known_as else _shape(line, index)
    mode = act.mode if act.mode in event_types()[act.type].modes else None
    return TriggerForm(_family(act.type, mode), shape, line.lowers[index:stop])


@cache
def _family(kind: str, mode: str | None) -> TriggerEntry:
    """A family of words that report this kind of event and are known for nothing else."""
    return TriggerEntry(-1, TriggerRow(type=kind, mode=mode, frame=meeting().frames.get(kind, "act")), "")


def _shape(line: Line, index: int) -> Form:
    """The form of a word that no family knows, by its ending and the word before it."""
    word, before = line.word(index), line.word(index - 1)
    if before in trigger_context().file.articles:
        return "noun"
    for ending, form in ENDINGS.items():
        if word.endswith(ending):
            return form
    if before == "to" or before in function_words().auxiliaries:
        return "base"
    return "noun"
