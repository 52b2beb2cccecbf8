"""Readings made by hand: what an encoder would say of a text, word by word."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from sitrep.annotations.decoding import Heads, Numbers
from sitrep.annotations.encoder import PARTS, Reading
from sitrep.annotations.subwords import Subwords
from sitrep.codebook.event_types import event_types

TYPES = tuple(event_types())
MODES = ("", *sorted({mode for kind in event_types().values() for mode in kind.modes}))
STATUSES = ("occurred", "ongoing", "planned", "attempted", "threatened", "denied", "hypothetical", "cancelled")
ROLES = ("actor", "recipient", "participant", "mediator", "weapon", "victim", "damage", "service", "where", "when")
#: How far a number of a choice stands above the others for a probability of nearly one.
SURE = 12.0


class Says(NamedTuple):
    """What the encoder takes a word for, and how likely it finds it a trigger at all."""

    type: str
    likely: float = 0.99
    mode: str | None = None
    status: str = "occurred"
    background: float = 0.01


class HandMade:
    """Stands for a model that says of these words what it is told to, and of all others that they report nothing.

    ``fills`` names the words that fill a role of a trigger: ``{("struck", "where"): "Odesa"}``; nothing else fills one.
    Without it the model knows no roles.
    """

    def __init__(self, words: Mapping[str, Says], fills: Mapping[tuple[str, str], str] | None = None) -> None:
        self.words = words
        self.fills = fills or {}

    def read(self, text: str, parts: frozenset[str] = PARTS) -> Reading:
        """The reading of a text in which each word is one piece."""
        found = list(re.finditer(r"\w+|[^\w\s]", text))
        pieces = Subwords(
            [1] * len(found), [each.start() for each in found], [each.end() for each in found], [0] * len(found)
        )
        tags = np.stack([self._tags(each.group()) for each in found])
        shape = heads(roles=tuple(f"event:{role}" for role in ROLES) if self.fills else ())
        ends = self._ends([each.group() for each in found], shape)
        return Reading(pieces, shape, tags, ends, np.zeros(0, dtype=np.float32), parts)

    def _ends(self, words: list[str], shape: Heads) -> tuple[Numbers, Numbers]:
        """A row of its own for every word as anchor, so that each pair of words is told of by itself."""
        anchors = np.zeros((len(words), len(shape.roles), len(words)), dtype=np.float32)
        fillers = np.full_like(anchors, -SURE)
        for (trigger, role), filler in self.fills.items():
            at = shape.roles.index(f"event:{role}")
            fillers[[word in filler.split() for word in words], at, words.index(trigger)] = SURE
        anchors[range(len(words)), :, range(len(words))] = math.sqrt(len(words))
        return anchors, fillers

    def _tags(self, word: str) -> Numbers:
        said = self.words.get(word)
        likely = said.likely if said else 0.001
        choices = [0.0, math.log(likely / (1 - likely)), -SURE]
        for names, chosen in (
            (TYPES, said.type if said else TYPES[0]),
            (MODES, (said.mode or "") if said else ""),
            (STATUSES, said.status if said else "occurred"),
        ):
            choices.extend(SURE if name == chosen else 0.0 for name in names)
        background = said.background if said else 0.01
        return np.array([*choices, math.log(background / (1 - background))], dtype=np.float32)


def heads(roles: tuple[str, ...] = ()) -> Heads:
    """One chain, of triggers, that prefers nothing, and these roles."""
    return Heads(
        spans=("trigger",),
        types=TYPES,
        modes=MODES,
        statuses=STATUSES,
        roles=roles,
        incidents=(),
        transitions=np.zeros((1, 3, 3), dtype=np.float32),
        first=np.zeros((1, 3), dtype=np.float32),
        distance=np.zeros((len(roles), 1), dtype=np.float32),
        threshold=np.zeros(len(roles), dtype=np.float32),
    )
