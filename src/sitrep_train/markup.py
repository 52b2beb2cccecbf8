"""Passages written by hand carry their marks in the text: ``[two men|people; victim>e1]``.

A mark is ``[words|label; label; …]`` and may hold other marks. A label is one of

- a kind of mention: ``person``, ``org``, ``state``, ``group``, ``place`` and so on (``passage.MENTIONS``);
- ``e1=TYPE/mode status background``: these words report event ``e1``; mode, status and ``background`` may be left out;
- ``role>e1``: these words play the role in event ``e1`` (``passage.EVENT_ROLES``), or in saying ``s1``
  (``source>s1``, ``content>s1``);
- ``cue=s1``: these words tell that something was said.

A file holds passages, each under a line ``=== name`` that may end in ``| what it is about``.
Neither brackets nor ``|`` may stand in the text itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sitrep.codebook.event_types import event_types
from sitrep_train.passage import (
    ATTRIBUTION,
    ATTRIBUTION_ROLES,
    EVENT_ROLES,
    MENTIONS,
    STATUSES,
    TRIGGER,
    Act,
    Link,
    Passage,
    Span,
)

TOLD = frozenset(
    (
        *MENTIONS,
        *ATTRIBUTION,
        TRIGGER,
        *(f"event:{role}" for role in EVENT_ROLES),
        *(f"say:{role}" for role in ATTRIBUTION_ROLES),
    )
)
_EVENT = re.compile(r"(e\d+)=([A-Z]+)(?:/([a-z-]+))?((?: [a-z]+)*)")
_SAYING = re.compile(r"cue=(s\d+)")
_ROLE = re.compile(r"([a-z]+)>([es]\d+)")
_HEAD = re.compile(r"=== (\S+)(?: \| .*)?")


class MarkupError(ValueError):
    """A passage whose marks cannot be read; the message names the passage and the words."""


@dataclass
class _Reading:
    """What was met so far in one passage."""

    name: str
    anchors: dict[str, Span]
    acts: list[Act]
    spans: list[Span]
    roles: list[tuple[str, str, Span]]

    def refuse(self, why: str, words: str) -> MarkupError:
        return MarkupError(f"{self.name}: {why}: {words!r}")

    def label(self, label: str, start: int, end: int, words: str) -> None:
        if label in MENTIONS:
            self.spans.append(Span(start, end, label))
        elif event := _EVENT.fullmatch(label):
            self._event(event, Span(start, end, TRIGGER), words)
        elif saying := _SAYING.fullmatch(label):
            self._anchor(saying[1], Span(start, end, "cue"), words)
        elif role := _ROLE.fullmatch(label):
            self._role(role[1], role[2], start, end, words)
        else:
            raise self.refuse(f"no such label {label!r}", words)

    def _anchor(self, name: str, span: Span, words: str) -> None:
        if name in self.anchors:
            raise self.refuse(f"{name} stands twice", words)
        self.anchors[name] = span
        self.spans.append(span)

    def _event(self, found: re.Match[str], span: Span, words: str) -> None:
        name, kind, mode, flags = found.groups()
        types = event_types()
        if kind not in types or (mode and mode not in types[kind].modes):
            raise self.refuse(f"no such type or mode {kind}/{mode}", words)
        told = flags.split()
        status = [flag for flag in told if flag in STATUSES] or ["occurred"]
        if len(status) > 1 or set(told) - {"background", *STATUSES}:
            raise self.refuse(f"a status or 'background' was expected, not {flags!r}", words)
        self._anchor(name, span, words)
        self.acts.append(Act(span, kind, mode, status[0], "background" in told))

    def _role(self, role: str, anchor: str, start: int, end: int, words: str) -> None:
        known = EVENT_ROLES if anchor[0] == "e" else ATTRIBUTION_ROLES
        if role not in known:
            raise self.refuse(f"no such role {role!r} of {anchor}", words)
        span = Span(start, end, role if anchor[0] == "s" else "filler")
        self.roles.append((anchor, role, span))
        if anchor[0] == "s":
            self.spans.append(span)


def read(marked: str, name: str, corpus: str = "passages") -> Passage:
    """The passage that the marked text tells of; refuses marks that do not close, labels and names unknown."""
    reading = _Reading(name, {}, [], [], [])
    text: list[str] = []
    open_at: list[int] = []
    length = 0
    for piece in re.split(r"(\[|\|[^\[\]|]*\])", marked):
        if piece == "[":
            open_at.append(length)
        elif piece.startswith("|") and piece.endswith("]"):
            if not open_at:
                raise reading.refuse("a mark closes that was not opened", piece)
            start = open_at.pop()
            words = "".join(text)[start:]
            if not words or words != words.strip():
                raise reading.refuse("a mark begins and ends with a word", words + piece)
            for label in filter(None, (part.strip() for part in piece[1:-1].split(";"))):
                reading.label(label, start, length, words)
        else:
            if "]" in piece or "|" in piece:
                raise reading.refuse("a bracket or bar without its mark", piece[:80])
            text.append(piece)
            length += len(piece)
    if open_at:
        raise reading.refuse("a mark is never closed", "".join(text)[open_at[-1] :][:60])
    if lost := {anchor for anchor, _, _ in reading.roles} - set(reading.anchors):
        raise reading.refuse(f"roles in {sorted(lost)}, which no words report", "")
    links = tuple(Link(reading.anchors[anchor], span, role) for anchor, role, span in reading.roles)
    spans = tuple(dict.fromkeys(reading.spans))
    return Passage(name, corpus, "".join(text), spans, tuple(reading.acts), links, TOLD)


def read_file(path: Path) -> Iterator[Passage]:
    """The passages of one file, in order; lines that begin with ``#`` are notes."""
    name, lines = "", list[str]()
    for line in [*path.read_text(encoding="utf-8").splitlines(), "=== end"]:
        if head := _HEAD.fullmatch(line):
            if name:
                yield read("\n".join(lines).strip(), f"{path.stem}/{name}")
            name, lines = head[1], []
        elif not line.startswith("#"):
            lines.append(line)
