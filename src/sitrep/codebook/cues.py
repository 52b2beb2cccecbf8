"""The words that report speech, and the small words that stand around them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal

from sitrep.codebook.files import Entry, read

Frame = Literal[
    "clause", "clause-with-verb", "that", "final", "inverted", "quoted", "tell", "object", "of", "of-thing", "as", "at",
    "named", "want", "order", "to", "to-whom", "responsible", "figure", "as-figure", "quoted-object",
]  # fmt: skip
Certainty = Literal["asserted", "denied", "hedged", "declined", "intended", "wanted"]
Form = Literal["base", "third", "past", "participle"]
FORMS: tuple[Form, ...] = ("base", "third", "past", "participle")


class CueGroup(Entry):
    """Verbs that report in the same way."""

    name: str
    frames: tuple[Frame, ...]
    certainty: Certainty
    verbs: tuple[str, ...]


class Anaphors(Entry):
    """Nouns that stand for the speaker just heard."""

    person: frozenset[str]
    body: frozenset[str]
    groups: frozenset[str]
    armed: frozenset[str]
    aliases: dict[str, tuple[str, ...]]


class CueWords(Entry):
    """Everything the attribution step knows of words."""

    groups: tuple[CueGroup, ...]
    nouns: frozenset[str]
    compounds: dict[str, frozenset[str]]
    regions: frozenset[str]
    telling: frozenset[str]
    auxiliaries: frozenset[str]
    accords: tuple[str, ...]
    reckonings: frozenset[str]
    answers: frozenset[str]
    passive: frozenset[str]
    negations: frozenset[str]
    adverbs: frozenset[str]
    breaks: frozenset[str]
    pronouns: frozenset[str]
    prepositions: frozenset[str]
    determiners: frozenset[str]
    joins: frozenset[str]
    leaders: frozenset[str]
    finite: frozenset[str]
    participles: frozenset[str]
    deeds: frozenset[str]
    quoting: frozenset[str]
    crowds: frozenset[str]
    figures: frozenset[str]
    no_source: frozenset[str]
    weekdays: frozenset[str]
    times: frozenset[str]
    echoes: frozenset[str]
    numbers: frozenset[str]
    audiences: frozenset[str]
    channels: dict[str, str]
    outlet_words: frozenset[str]
    subjects: frozenset[str]
    openers: frozenset[str]
    days: frozenset[str]
    day_parts: frozenset[str]
    personal: frozenset[str]
    subordinate: frozenset[str]
    dependent: frozenset[str]
    owners: frozenset[str]
    modals: frozenset[str]
    announcers: frozenset[str]
    callings: frozenset[str]
    anaphors: Anaphors
    anonymity: tuple[str, ...]

    def helps(self, word: str) -> bool:
        """Whether the word may stand between a subject and its verb."""
        return word in self.auxiliaries or word in self.adverbs or word in self.negations or word.endswith("ly")

    @cached_property
    def accord_words(self) -> dict[str, tuple[tuple[str, ...], ...]]:
        """The words that lead to a source, by the first of them."""
        table: dict[str, list[tuple[str, ...]]] = {}
        for words in (tuple(line.split()) for line in self.accords):
            table.setdefault(words[0], []).append(words)
        return {first: tuple(found) for first, found in table.items()}

    @cached_property
    def channel_openings(self) -> frozenset[str]:
        """The words with which a channel may begin, that of one letter among them."""
        return frozenset({name.partition(" ")[0] for name in self.channels} | self.outlet_words | {"x"})

    @cached_property
    def any_reason(self) -> re.Pattern[str]:
        """Any ground of anonymity, in lower case: where this finds nothing none of them does."""
        return re.compile("|".join(f"(?:{pattern})" for pattern in self.anonymity))

    @cached_property
    def reasons(self) -> tuple[re.Pattern[str], ...]:
        """The grounds of anonymity as patterns; group 1 is the ground."""
        return tuple(re.compile(pattern, re.IGNORECASE) for pattern in self.anonymity)


@dataclass(frozen=True, slots=True)
class Cue:
    """One form of one reporting verb and how it reports."""

    lemma: str
    form: Form
    frames: frozenset[Frame]
    certainty: Certainty
    particle: str | None
    group: str


@cache
def cue_words() -> CueWords:
    """The vocabulary of reporting."""
    return read("cues.yaml", CueWords)


@cache
def cues() -> dict[str, tuple[Cue, ...]]:
    """Every reporting verb by its written form; those with the longest particle come first."""
    table: dict[str, list[Cue]] = {}
    for group in cue_words().groups:
        for line in group.verbs:
            words, _, particle = line.partition(" + ")
            forms = words.split()
            for form, word in zip(FORMS, forms, strict=True):
                table.setdefault(word, []).append(
                    Cue(forms[0], form, frozenset(group.frames), group.certainty, particle or None, group.name)
                )
    return {
        word: tuple(sorted(found, key=lambda cue: -len((cue.particle or "").split()))) for word, found in table.items()
    }
