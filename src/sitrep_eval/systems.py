"""The systems that attributions and roles are read by.

``rules`` is the rule engine alone, ``encoder`` the model's own marks, ``both`` the two put together. A system is one
entry of ``SYSTEMS``; where the product ships no model, the last two are refused rather than scored as empty.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, Protocol

from typing_extensions import override

from sitrep.annotations.encoder import Encoder, Reading, encoder
from sitrep.errors import InputError
from sitrep_eval.attribution import Said
from sitrep_eval.encoder_readings import fillers_by_encoder, said_by_encoder
from sitrep_eval.errors import NotBuilt
from sitrep_eval.roles import Fillers
from sitrep_eval.rule_readings import fillers_by_rule, said_by_rule
from sitrep_eval.tasks import SYSTEM_NAMES


class System(Protocol):
    """Whatever reads a text both ways."""

    def said(self, text: str) -> Sequence[Said]:
        """The attributions of the text, their spans in its characters."""
        ...

    def roles(self, text: str) -> Fillers:
        """The entities of each role; a role without any may be left out."""
        ...


class Rules:
    """The rule engine alone; a text refused as input counts as one without a reading."""

    def said(self, text: str) -> Sequence[Said]:
        """The attributions that the rules lay over the text."""
        try:
            return said_by_rule(text)
        except InputError:
            return []

    def roles(self, text: str) -> Fillers:
        """What the rules read of the text's assaults."""
        try:
            return fillers_by_rule(text)
        except InputError:
            return {}


class Heard:
    """The encoder's own marks, as the product decodes them."""

    def __init__(self, opened: Callable[[], Encoder | None] = encoder) -> None:
        self._open = opened

    def said(self, text: str) -> Sequence[Said]:
        """The attributions that the encoder ties together."""
        reading = self._reading(text)
        return said_by_encoder(reading) if reading else []

    def roles(self, text: str) -> Fillers:
        """Who the encoder finds in the roles of the text's incidents."""
        reading = self._reading(text)
        return fillers_by_encoder(text, reading) if reading else {}

    def _reading(self, text: str) -> Reading | None:
        opened = self._open()
        return opened.read(text) if opened else None


class Both(Heard):
    """The encoder's marks, and the rules' where it marks nothing at all.

    The corpora mark news writing at large, which the encoder has learnt from them: sayings of the rules put beside its
    own cost more than they bring.
    """

    @override
    def said(self, text: str) -> Sequence[Said]:
        """The encoder's attributions, else the rules'."""
        return super().said(text) or Rules().said(text)


#: To add a system, put it here under one of SYSTEM_NAMES.
SYSTEMS: Final[Mapping[str, Callable[[], System]]] = {"rules": Rules, "encoder": Heard, "both": Both}


def built() -> tuple[str, ...]:
    """The systems that can read here: all of them where a model is shipped, else the rules."""
    return SYSTEM_NAMES if encoder() is not None else ("rules",)


def shipped() -> str:
    """The system that the product ships."""
    return built()[-1]


def system(name: str) -> System:
    """The system of this name, ready to read."""
    if name not in built():
        raise NotBuilt(
            f"The system {name!r} is not built: the product ships no model.", check=f"Built are: {', '.join(built())}."
        )
    return SYSTEMS[name]()
