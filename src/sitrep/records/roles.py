"""What fills a role of an event: the encoder's view and the rules' choice, weighed in this one place.

The rules bring the candidates, exactly read, and say of each what they see in it: that they would choose it, that it
stands in the event's own clause, that it stands in a sentence before.
The encoder says how likely the words of each fill the role.
Both are added up with the weights of ``role_weights.yaml``, which are fitted on gold stories, never set by hand;
the likeliest candidate wins, and "nobody" is a candidate too.
Where no model is shipped nothing here is asked and the rules' choice stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from math import log
from typing import Generic, NamedTuple, TypeVar

from sitrep.annotations.decoding import Numbers
from sitrep.annotations.encoder import Reading
from sitrep.annotations.heard import KIND
from sitrep.annotations.layers import Span, Trigger
from sitrep.annotations.sheet import Mark
from sitrep.codebook.role_weights import found_sectors, role_weights
from sitrep.records.drafts import Draft

T = TypeVar("T")

#: What the names of roles begin with in the encoder.
PREFIX = "event:"
#: What the rules inferred without the words being tied to the event: there the encoder's silence says nothing.
INFERRED = frozenset({"taken_over", "inferred"})
#: More than what rounding may do to a sum of weights.
ROUNDING = 1e-6
#: Log-odds beyond this say no more.
SURE = 6.0


class Option(NamedTuple, Generic[T]):
    """A candidate for a role of a draft, its words (None: nobody fills it), and what the rules see in it.

    ``shared`` are words with the role they play in another telling: the encoder is asked whether they play it here too.
    """

    value: T
    draft: Draft | None
    span: Span | None
    signs: tuple[str, ...] = ()
    shared: tuple[tuple[str, Span], ...] = ()


class Roles:
    """Who and what fills the roles of a story's events, as far as the encoder was heard on it."""

    def __init__(self, reading: Reading | None) -> None:
        self._reading = reading if reading and any(name.startswith(PREFIX) for name in reading.heads.roles) else None
        self._rows: dict[str, dict[int, Numbers]] = {}
        self._anchors: dict[Span, int] = {}

    def expect(self, triggers: Iterable[Mark[Trigger]]) -> None:
        """What may be asked of any of these triggers is asked of the encoder for all at once: one by one is slow."""
        if self._reading is not None:
            for trigger in triggers:
                self._anchor(self._reading, (trigger.start, trigger.end))

    def heard(self, role: str) -> bool:
        """Whether an encoder read the story and its word on the role weighs anything; else the rules decide alone."""
        return self._reading is not None and role_weights()[role].model > 0

    def choose(self, role: str, options: Sequence[Option[T]]) -> Option[T]:
        """The option that most speaks for, the first of equals."""
        open_ = self._open(role, options)
        return open_[0] if len(open_) == 1 else max(open_, key=lambda option: self.weigh(role, option))

    def _open(self, role: str, options: Sequence[Option[T]]) -> list[Option[T]]:
        """The options that the encoder may still make the likeliest: mostly one, and then it need not be asked."""
        weights = role_weights()[role]
        most = abs(weights.model) * SURE
        told = [sum([weights.signs[sign] for sign in option.signs]) for option in options]
        swings = [most if option.span or option.shared else 0.0 for option in options]
        least = max([seen - swing for seen, swing in zip(told, swings, strict=True)]) - ROUNDING
        return [option for option, seen, swing in zip(options, told, swings, strict=True) if seen + swing >= least]

    def weigh(self, role: str, option: Option[T]) -> float:
        """How much speaks for the option: what the encoder says and what the rules see, each with its weight."""
        weights = role_weights()[role]
        return weights.model * self.said(role, option) + sum([weights.signs[sign] for sign in option.signs])

    def said(self, role: str, option: Option[T]) -> float:
        """The log-odds that the encoder gives the option; 0 where it was not asked."""
        draft, asked = option.draft, role_weights()[role].asks or (role,)
        if draft is None or not INFERRED.isdisjoint(option.signs):
            return 0.0
        if option.shared:
            return sum(self.odds(own, draft, span) for own, span in option.shared) / len(option.shared)
        return max(self.odds(name, draft, option.span) for name in asked) if option.span else 0.0

    def odds(self, role: str, draft: Draft, span: Span) -> float:
        """The encoder's log-odds that the words fill the role of the draft, by its trigger that says so most."""
        reading = self._reading
        if reading is None:
            return 0.0
        first, last = reading.covered(*span)
        chance = max([max(self._row(reading, one, role)[first:last].tolist()) for one in draft.triggers])
        return max(-SURE, min(SURE, log(max(chance, 1e-9) / max(1 - chance, 1e-9))))

    def found(self, start: int, end: int) -> list[tuple[str, Span]]:
        """The phrases between two offsets that the encoder finds and that may name someone, each with its kind."""
        return [(kind, (a, b)) for kind, (a, b) in self._phrases if start <= a and b <= end]

    @cached_property
    def _phrases(self) -> list[tuple[str, Span]]:
        reading = self._reading
        if reading is None:
            return []
        return [(span.kind, reading.characters(span)) for span in reading.found(tuple(found_sectors()))]

    def _row(self, reading: Reading, trigger: Mark[Trigger], role: str) -> Numbers:
        """How likely each piece of the story fills the role for the trigger."""
        anchor = self._anchor(reading, (trigger.start, trigger.end))
        known = self._rows.setdefault(role, {})
        if anchor not in known:
            fresh = [one for one in dict.fromkeys(self._anchors.values()) if one not in known]
            known.update(zip(fresh, reading.roles(fresh, PREFIX + role), strict=True))
        return known[anchor]

    def _anchor(self, reading: Reading, trigger: Span) -> int:
        """The piece of the trigger that the encoder would begin it with: "attack" of "carried out an attack"."""
        if trigger not in self._anchors:
            self._anchors[trigger] = reading.likeliest(KIND, *trigger)
        return self._anchors[trigger]
