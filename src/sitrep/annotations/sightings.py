"""A sighting is an actor met at one place of the text, before it is known who else it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from sitrep.annotations.layers import MentionKind, Span

#: A half-open range of word numbers.
Range = tuple[int, int]
Form = Literal["name", "pronoun", "nominal", "demonym"]
Sex = Literal["female", "male"]


@dataclass(slots=True)
class Sighting:
    """An actor met in the text: its words, and what stands beside them."""

    begin: int
    end: int
    kind: MentionKind
    key: str
    form: Form = "name"
    full: Range = (0, 0)
    role: Range | None = None
    affiliation: Range | None = None
    noun: str = ""
    name: str = ""
    country: str | None = None
    sector: str | None = None
    sex: Sex | None = None
    plural: bool = False
    anonymous: bool = False
    outlet: bool = False
    settled: bool = False  # country and sector stand as they are, also when None
    reason: Span | None = None
    aliases: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.full == (0, 0):
            self.full = (self.begin, self.end)

    @property
    def initials(self) -> str | None:
        """The acronym that later mentions of a named body may use."""
        words = self.name.replace("’s", "").replace("'s", "").split()
        letters = "".join(word[0] for word in words if word[0].isupper())
        return letters if self.kind == "organization" and len(letters) > 2 else None


def covered(ranges: Iterable[Range]) -> set[int]:
    """All word numbers inside these ranges."""
    return {number for begin, end in ranges for number in range(begin, end)}
