"""The engine read with some of its learnt parts switched off, so that it shows what each adds."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import Final

from sitrep.annotations.encoder import PARTS
from sitrep.desk.line import RULES, steps
from sitrep.desk.reading import read_document
from sitrep_eval.wire import Read

#: Who may read whole stories: the rules alone, or rules and encoder as the product puts them together.
WHOLE_SYSTEMS: Final = ("both", "rules")
#: What of the encoder may be switched off.
SWITCHES: Final = tuple(sorted(PARTS))


def reader(system: str = "both", without: Collection[str] = ()) -> Read:
    """The engine with all of the encoder but the parts left out; with none of it for the rules alone."""
    learnt = RULES if system == "rules" else PARTS - frozenset(without)
    return partial(read_document, line=steps(learnt))
