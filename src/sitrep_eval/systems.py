"""The systems that attributions and roles are read by.

``rules`` is the rule engine alone, ``encoder`` the model's own marks, ``both`` the two as the product puts them
together. A system that reads both ways is one entry of ``SYSTEMS``; until the product ships a model, the last two are
refused rather than scored as empty.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from sitrep.errors import InputError
from sitrep_eval.attribution import Said
from sitrep_eval.errors import NotBuilt
from sitrep_eval.roles import Fillers
from sitrep_eval.rule_readings import fillers_by_rule, said_by_rule


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


#: To add a system, put it here under one of SYSTEM_NAMES; what the product ships is the default of the verbs.
SYSTEMS: Mapping[str, Callable[[], System]] = {"rules": Rules}


def system(name: str) -> System:
    """The system of this name, ready to read."""
    if name not in SYSTEMS:
        raise NotBuilt(
            f"The system {name!r} is not built: the product ships no model.", check=f"Built are: {', '.join(SYSTEMS)}."
        )
    return SYSTEMS[name]()
