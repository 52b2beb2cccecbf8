"""Training passages without end, written by a grammar, their spans exact because the marks are written with the words.

The n-th passage of a seed is always the same, however many are asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from random import Random
from typing import Final

from sitrep_train import setting as scene
from sitrep_train.grammar import Choice, Close, Grammar, Open, Pattern, Slot, Text, grammar, refusal
from sitrep_train.markup import read
from sitrep_train.passage import Passage

CORPUS: Final = "generated"
START: Final = "passage"
#: The share of passages that are written in capitals throughout.
CAPITALS: Final = 0.1
#: How often a word that the passage already holds is drawn anew.
REDRAWS = 3
NUMBERS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_EVENT = re.compile(r"(e\d+)=([A-Z]+)(.*)")
_AGREEING: Final = {"is": ("is", "are"), "was": ("was", "were"), "has": ("has", "have"), "its": ("its", "their")}
_PRONOUNS: Final = {"he": ("he", "she"), "his": ("his", "her")}
#: What is put right once all words stand, in order:
TIDIED: Final = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        # spaces that an empty choice leaves beside a stop, a mark or another space
        (r"(?<=\[) +| +(?=[ |,.;:\n])", ""),
        # a stop after one that an abbreviation brings ("at 4 a.m.")
        (r"(\.(?:\|[^\[\]|]*\])*)\.", r"\1"),
        # the comma that ends an apposition, before a stop that ends more
        (r",((?:\|[^\[\]|]*\])+)(?=[,.;:])", r"\1"),
        # "imposed ~sanctions +on": of a verb phrase only what tells the act stands in the mark
        (r"\[([^\[\]|~]*)~", r"\1["),
        (r" \+([A-Za-z]+)(\|[^\[\]|]*\])", r"\2 \1"),
        (r"~| \+(?=[A-Za-z])", lambda found: found[0].replace("~", "").replace("+", "")),
        (r"\b([Aa])(?= \[*[aeioAEIO](?!uro|URO|ne\b|ne-|NE\b))", r"\1n"),
        (r"\bAn(?= \[*[A-Z]{2})", "AN"),
    )
)
_NEWS = frozenset({"occurred", "ongoing"})


@dataclass(slots=True)
class _Event:
    """What was told of one event so far: what it inherits depends on it."""

    name: str
    type: str
    news: bool
    inherits: bool
    roles: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Scope:
    """The names that one sentence gives to its events, sayings, persons and words."""

    inherits: bool
    names: dict[str, str] = field(default_factory=dict)
    words: dict[str, list[str | tuple[str, ...]]] = field(default_factory=dict)
    persons: dict[str, scene.Person] = field(default_factory=dict)
    plural: bool = False


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a slot asked of the pattern that fills it."""

    scope: _Scope
    form: str = "past"
    status: str = ""
    param: str = "e1"
    topic: str = ""


_Pieces = list["str | tuple[str, ...]"]


class _Writer:
    """One passage in the making."""

    def __init__(self, rules: Grammar, rng: Random):
        self.rules = rules
        self.rng = rng
        self.setting = scene.draw(rng)
        self.events: dict[str, _Event] = {}
        self.sayings = 0
        self.used: set[str] = set()

    def marked(self) -> str:
        """The whole passage in its marks."""
        out: _Pieces = []
        self._rule(START, _Asked(_Scope(inherits=False)), out)
        marked = "".join(piece if isinstance(piece, str) else self._close(piece) for piece in out)
        return tidy(marked)

    def _close(self, labels: tuple[str, ...]) -> str:
        told = [name for label in labels for name in (self._heirs(label) if ">*" in label else (label,))]
        return f"|{'; '.join(told)}]"

    def _heirs(self, label: str) -> Iterator[str]:
        """A lead's label for each event that takes the role from it."""
        role, _, kind = label.partition(">*")
        for event in self.events.values():
            if event.inherits and event.news and role not in event.roles and kind in {"", event.type}:
                yield f"{role}>{event.name}"

    def _rule(self, name: str, asked: _Asked, out: _Pieces) -> None:
        patterns = self.rules.rules.get(name)
        if patterns is None:
            raise refusal(name, "no such rule")
        pattern = self._drawn(patterns)
        self._write(pattern, asked, out)

    def _drawn(self, patterns: tuple[Pattern, ...]) -> Pattern:
        """One of the patterns; one of plain words that the passage already holds is drawn anew."""
        count = len(patterns)
        pattern = patterns[int(self.rng.random() * count)]
        for _ in range(REDRAWS):
            if len(pattern) != 1 or not isinstance(pattern[0], Text) or pattern[0].words not in self.used:
                break
            pattern = patterns[int(self.rng.random() * count)]
        if len(pattern) == 1 and isinstance(pattern[0], Text):
            self.used.add(pattern[0].words)
        return pattern

    def _write(self, pattern: Pattern, asked: _Asked, out: _Pieces) -> None:
        for node in pattern:
            match node:
                case Text(words):
                    out.append(words)
                case Open():
                    out.append("[")
                case Close(labels):
                    out.append(tuple(self._label(label, asked) for label in labels))
                case Choice(ways):
                    self._write(ways[int(self.rng.random() * len(ways))], asked, out)
                case Slot():
                    self._slot(node, asked, out)

    def _slot(self, slot: Slot, asked: _Asked, out: _Pieces) -> None:
        name = slot.name.replace("~", asked.topic)
        kept = asked.scope.words
        if slot.bind and slot.bind in kept:
            piece = list(kept[slot.bind])
        else:
            piece = []
            self._fill(slot, name, self._asking(slot, asked), piece)
            if slot.bind:
                kept[slot.bind] = list(piece)
        if slot.large or slot.case:
            _recase(piece, slot.case or "large")
        out.extend(piece)

    def _asking(self, slot: Slot, asked: _Asked) -> _Asked:
        form = asked.form if slot.form in {None, "@"} else slot.form
        status = asked.status if slot.status is None else slot.status
        topic = slot.topic or asked.topic
        if slot.fresh:
            inherits = slot.inherits or asked.scope.inherits
            return _Asked(_Scope(inherits), form or "past", status, topic=topic)
        return _Asked(asked.scope, form or "past", status, slot.param or asked.param, topic)

    def _fill(self, slot: Slot, name: str, asking: _Asked, out: _Pieces) -> None:
        if name == "foe":
            name = f"foe-{self.setting.foe}"
        if name in self.rules.rules:
            self._rule(name, asking, out)
        elif name in self.rules.verbs:
            forms = self.rules.verbs[name]
            form = "base" if asking.form == "s" and asking.scope.plural else asking.form
            out.append(forms[int(self.rng.random() * len(forms))][form])
        elif name in scene.SLOTS:
            out.append(self._place(name))
        else:
            out.append(self._own(slot, name, asking.scope))

    def _place(self, name: str) -> str:
        words = scene.fill(name, self.rng, self.setting)
        for _ in range(REDRAWS if name.endswith(("city", "region")) else 0):
            if words not in self.used:
                break
            words = scene.fill(name, self.rng, self.setting)
        self.used.add(words)
        return words

    def _own(self, slot: Slot, name: str, scope: _Scope) -> str:
        """What only the generator can write: numbers, agreement, persons and what recalls them."""
        if name in {"sg", "pl"}:
            scope.plural = name == "pl"
            return ""
        if name in _AGREEING:
            return _AGREEING[name][scope.plural]
        if name in {"num", "digits", "year"}:
            return self._number(slot.param or "2-9", name)
        if name.endswith("-person"):
            person = scene.person(self.rng, self.setting.sides[name[0]].code)
            scope.persons[slot.bind or "p"] = person
            return person.name
        person = scope.persons[slot.param or "p"]
        if name == "last":
            return person.surname
        if name not in _PRONOUNS:
            raise refusal(name, "no such rule")
        return _PRONOUNS[name][person.female]

    def _number(self, span: str, kind: str) -> str:
        low, high = (int(end) for end in span.split("-"))
        # Small numbers are the more frequent, as in the news.
        number = int(low * ((high + 1) / low) ** self.rng.random())
        if kind == "num" and number < len(NUMBERS):
            return NUMBERS[number]
        return str(number) if kind == "year" else f"{number:,}"

    def _label(self, label: str, asked: _Asked) -> str:
        if event := _EVENT.fullmatch(label):
            return self._event(event, asked)
        if label.startswith("cue="):
            return f"cue={self._named(asked.param if label == 'cue=$' else label[4:], asked)}"
        role, arrow, anchor = label.partition(">")
        if not arrow or anchor.startswith("*"):
            return label
        anchor = self._named(asked.param if anchor == "$" else anchor, asked)
        if anchor in self.events:
            self.events[anchor].roles.add(role)
        return f"{role}>{anchor}"

    def _event(self, found: re.Match[str], asked: _Asked) -> str:
        local, kind, rest = found.groups()
        told = " ".join(rest.replace("@", asked.status).split())
        event = self.events[self._named(local, asked)]
        event.type, event.inherits = kind, asked.scope.inherits
        flags = told.split()[1:] if told.startswith("/") else told.split()
        event.news = not set(flags) - _NEWS
        return f"{event.name}={kind}{told if told.startswith('/') or not told else ' ' + told}"

    def _named(self, local: str, asked: _Asked) -> str:
        """The passage's own name of what the scope calls ``local``."""
        known = asked.scope.names
        if local not in known:
            if local[0] == "s":
                self.sayings += 1
                known[local] = f"s{self.sayings}"
            else:
                known[local] = f"e{len(self.events) + 1}"
                self.events[known[local]] = _Event(known[local], "", news=True, inherits=False)
        return known[local]


def _recase(pieces: _Pieces, case: str) -> None:
    """The words with their first letter large, every word's, or all letters; a letter that would grow stays."""
    begun = False
    for index, piece in enumerate(pieces):
        if not isinstance(piece, str):
            continue
        letters = list(piece)
        for at, letter in enumerate(letters):
            if letter.isalnum() and (case == "upper" or not begun) and len(letter.upper()) == 1:
                letters[at] = letter.upper()
            begun = letter.isalnum() or (begun and (case == "large" or letter in "'’"))
        pieces[index] = "".join(letters)
        if case == "large" and begun:
            return


def tidy(marked: str) -> str:
    """The marked text as it is to stand, once all its parts are there."""
    for pattern, instead in TIDIED:
        marked = pattern.sub(instead, marked)
    return marked


def write(index: int, seed: int) -> str:
    """The marked text of the passage with this number."""
    return _Writer(grammar(), Random(f"{seed}/{index}")).marked()  # noqa: S311 -- not a secret


def in_capitals(passage: Passage) -> Passage:
    """The passage written in capitals; as it was where a letter has no single capital."""
    large = "".join(letter.upper() if len(letter.upper()) == 1 else letter for letter in passage.text)
    return replace(passage, text=large) if large == passage.text.upper() else passage


def generate(count: int, seed: int) -> Iterator[Passage]:
    """The first ``count`` passages of the seed."""
    for index in range(count):
        passage = read(write(index, seed), f"{CORPUS}/{seed}-{index}", CORPUS)
        capitals = Random(f"capitals/{seed}/{index}").random() < CAPITALS  # noqa: S311 -- not a secret
        yield in_capitals(passage) if capitals else passage
