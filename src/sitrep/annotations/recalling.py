"""Recalling: the actor whom a short definite description means: "the bloc", "the Director General"."""

from __future__ import annotations

from collections.abc import Sequence

from sitrep.annotations.layers import Entity, Mention, Span
from sitrep.annotations.lines import Line
from sitrep.annotations.phrases import Phrase
from sitrep.annotations.sheet import Mark
from sitrep.codebook.cues import cue_words

#: The longest description that points back, in words with its article, and how many mentions back it reaches.
DESCRIPTION, REACH = 4, 60


def description(line: Line, phrase: Phrase) -> tuple[str, ...]:
    """The words of "the banned outfit" after its article; nothing for longer or indefinite phrases."""
    words = tuple(line.word(at) for at in range(phrase.start, phrase.core))
    return words[1:] if 1 < len(words) <= DESCRIPTION and words[0] in {"the", "this"} else ()


def recalled(
    text: str,
    words: tuple[str, ...],
    mentions: Sequence[Mark[Mention]],
    entities: dict[int, Mark[Entity]],
) -> Mark[Mention] | None:
    """The mention, among those before the description, of the actor whom it means; the latest of those that fit."""
    known = cue_words().anaphors
    before = list(reversed(mentions[-REACH:]))
    named = [mark for mark in before if mark.value.form == "name" and mark.value.entity in entities]
    alias = known.aliases.get(" ".join(words))
    for mark in named:
        entity = entities[mark.value.entity].value
        if alias is not None and entity.name.casefold() in alias:
            return mark
        if _ends_name(entity, words) or _has_role(text, entity, words):
            return mark
    if words[-1] in known.person and len(words) == 1 and named:
        last = named[0]  # only when the name just before is a person's
        return last if entities[last.value.entity].value.kind == "person" else None
    if words[-1] in known.groups:
        return next((mark for mark in named if entities[mark.value.entity].value.kind in _kinds(words[-1])), None)
    return None


def _kinds(head: str) -> frozenset[str]:
    """The kinds of actor that a description may mean by its head."""
    armed = head in cue_words().anaphors.armed
    return frozenset({"armed-group"}) if armed else frozenset({"organization", "armed-group"})


def _ends_name(entity: Entity, words: tuple[str, ...]) -> bool:
    """Whether an actor's name ends as the description does: "the bloc" of "the Amazon Bloc"."""
    name = entity.name.casefold().split()
    return (
        entity.kind in {"organization", "armed-group"}
        and len(name) > len(words)
        and tuple(name[-len(words) :]) == words
    )


def _has_role(text: str, entity: Entity, words: tuple[str, ...]) -> bool:
    """Whether the actor holds the office that the description names."""
    wanted = " ".join(words)
    return entity.kind == "person" and any(_office(text, span).endswith(wanted) for span in entity.roles)


def _office(text: str, span: Span) -> str:
    return " ".join(text[span[0] : span[1]].casefold().split())
