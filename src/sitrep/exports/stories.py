"""What a format is given: stories with their reports, and the surface they are written on."""

from __future__ import annotations

from dataclasses import dataclass

from sitrep.records.report import Report


@dataclass(frozen=True, slots=True)
class ReadStory:
    """A story's stored text and what was read in it."""

    text: str
    report: Report


@dataclass(frozen=True, slots=True)
class Surface:
    """How wide the surface is in characters, and whether it shows colour; files and pipes show none."""

    width: int = 100
    colour: bool = False


PLAIN = Surface()
