"""By what events are weighed: one id for the learnt weights, the rules beside them and the shape of an item."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Final

from sitrep.codebook.incident_acts import FILE as ACTS
from sitrep.codebook.incident_linking import FILE as LINKING
from sitrep.codebook.incident_scores import EVENTS
from sitrep.identity import identify
from sitrep.incidents.packing import PACKED

#: The files of the codebook on which the likeness of two events rests.
RESTS_ON: Final = (EVENTS, ACTS, LINKING)


@cache
def basis() -> str:
    """The id of what this Sitrep weighs events by: another one where any weight, rule or threshold is another."""
    data = resources.files("sitrep.codebook") / "data"
    return identify("basis", PACKED, *((data / name).read_text(encoding="utf-8") for name in RESTS_ON))
