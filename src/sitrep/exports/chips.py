"""How things stand, as a shape and a word: told is not done, and colour never stands alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Chip:
    """The class that gives it its shape, and the word that says it too."""

    shape: str
    word: str


#: By the status of an event.
STATUSES: Final[Mapping[str, Chip]] = {
    "occurred": Chip("plain", "occurred"), "ongoing": Chip("ongoing", "ongoing"),
    "attempted": Chip("plain", "attempted"), "planned": Chip("planned", "planned"),
    "threatened": Chip("planned", "threatened"), "hypothetical": Chip("planned", "spoken of"),
    "denied": Chip("denied", "denied"), "cancelled": Chip("denied", "cancelled"),
}  # fmt: skip
#: By the standing of a meeting.
MEETINGS: Final[Mapping[str, Chip]] = {
    "held": Chip("reviewed", "took place"), "recalled": Chip("plain", "took place, recalled"),
    "planned": Chip("planned", "planned"), "proposed": Chip("planned", "proposed"),
    "cancelled": Chip("denied", "cancelled"),
}  # fmt: skip
#: Statuses of what simply happened, which a row need not say.
HAPPENED: Final = frozenset({"occurred", "attempted"})
